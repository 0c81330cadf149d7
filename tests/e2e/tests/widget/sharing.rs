//! What many elements of one page share, and when the first of them begins.

use dateline_e2e::{
    answer::{Answer, Gate},
    page::{FALLBACK, Page, element},
    press::{brief, full_article},
    site::{RELEASE, Role},
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(ten_elements_make_one_request),
    scenario!(a_later_element_shares_the_engine),
    scenario!(nothing_is_fetched_far_from_view),
    scenario!(nothing_is_fetched_while_not_rendered),
    scenario!(an_eager_element_begins_at_once),
    scenario!(a_lazy_element_may_become_eager),
    scenario!(article_and_wasm_travel_at_once),
    scenario!(nothing_is_fetched_without_an_element),
];

async fn ten_elements_make_one_request(stage: Stage) {
    let sources = [
        stage.site.publish("/1.json", &full_article(&stage.site)),
        stage.site.publish("/2.json", &brief("Two")),
        stage.site.publish("/3.json", &brief("Three")),
    ];
    let elements: String =
        (0..10).map(|index| element(&format!(r#"loading="eager" src="{}""#, sources[index % 3]), FALLBACK)).collect();
    stage.open(elements + &stage.tag("")).await;
    stage.wait_for_events("dateline-load", 10).await;
    assert_eq!(stage.site.wasm_count(), 1);
    for path in ["/1.json", "/2.json", "/3.json"] {
        assert_eq!(stage.site.count(Role::Publisher, path), 1, "{path}");
    }
    assert_eq!(stage.run("return [d.compiles, d.instances];").await, json!([1, 1]));
    let sheets = "const sheets = [...document.querySelectorAll('dateline-article')]
            .map((element) => [...element.shadowRoot.adoptedStyleSheets]);
        return [sheets.length, Math.min(...sheets.map((own) => own.length)), new Set(sheets.flat()).size];";
    assert_eq!(stage.run(sheets).await, json!([10, 1, 1]));
    let methods: Vec<_> = stage.site.seen().into_iter().map(|seen| seen.method).collect();
    assert!(methods.iter().all(|method| method == "GET"), "{methods:?}");
}

async fn a_later_element_shares_the_engine(stage: Stage) {
    stage.show(&brief("First"), "").await;
    let src = stage.site.publish("/b.json", &brief("Later"));
    let markup = element(&format!(r#"src="{src}""#), FALLBACK);
    stage.run_with("document.body.insertAdjacentHTML('beforeend', args[0]);", vec![json!(markup)]).await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.headlines().await, ["First", "Later"]);
    assert_eq!(stage.site.wasm_count(), 1);
    assert_eq!(stage.run("return d.compiles;").await, 1);
}

async fn nothing_is_fetched_far_from_view(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Far down"));
    let style = "<style>#space { height: 12000px }</style>";
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    let body = format!(r#"<div id="space"></div>{element}{}"#, stage.tag(""));
    stage.open(Page::new(body).head(style)).await;
    assert_nothing_fetched(&stage).await;
    // Near is enough: the element is still out of view.
    stage.run("scrollTo(0, d.widget().offsetTop - innerHeight - 60);").await;
    stage.wait_for_article().await;
}

async fn nothing_is_fetched_while_not_rendered(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Unfolded"));
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    let style = "<style>.folded { display: none }</style>";
    let body = format!(r#"<div class="folded">{element}</div>{}"#, stage.tag(""));
    stage.open(Page::new(body).head(style)).await;
    assert_nothing_fetched(&stage).await;
    stage.run("document.querySelector('.folded').className = '';").await;
    stage.wait_for_article().await;
}

async fn an_eager_element_begins_at_once(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Eager"));
    let style = "<style>#space { height: 12000px }</style>";
    let element = element(&format!(r#"loading="eager" src="{src}""#), FALLBACK);
    let body = format!(r#"<div id="space"></div>{element}{}"#, stage.tag(""));
    stage.open(Page::new(body).head(style)).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run("return scrollY;").await, 0);
}

async fn a_lazy_element_may_become_eager(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Eager now"));
    let style = "<style>#space { height: 12000px }</style>";
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    let body = format!(r#"<div id="space"></div>{element}{}"#, stage.tag(""));
    stage.open(Page::new(body).head(style)).await;
    assert_nothing_fetched(&stage).await;
    stage.run("d.widget().loading = 'eager';").await;
    stage.wait_for_article().await;
}

async fn assert_nothing_fetched(stage: &Stage) {
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.settle().await;
    assert_eq!(stage.site.wasm_count(), 0);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 0);
    assert!(stage.shows_fallback().await || stage.run("return !d.shown(d.widget());").await == true);
}

async fn article_and_wasm_travel_at_once(stage: Stage) {
    let gate = Gate::closed();
    let wasm = dateline_e2e::site::from_file(&dateline_e2e::fleet::release().join("dateline.wasm"));
    let wasm_path = format!("{RELEASE}dateline.wasm");
    stage.site.serve(Role::Dist, &wasm_path, wasm.behind(&gate));
    let article = Answer::json(&brief("Together")).behind(&gate);
    let src = stage.site.serve(Role::Publisher, "/a.json", article);
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    // Neither is answered before both have been asked for.
    stage.site.wait_for_count(Role::Dist, &wasm_path, 1).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    gate.open();
    stage.wait_for_article().await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn nothing_is_fetched_without_an_element(stage: Stage) {
    stage.open(stage.tag("")).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.settle().await;
    assert_eq!(stage.site.wasm_count(), 0);
}
