//! One tag, anywhere in a page, also more than once.

use dateline_e2e::{
    answer::Answer,
    page::{FALLBACK, NONCE, Page, element, script},
    press::brief,
    site::{Role, from_file},
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_script_tag_puts_the_article_in_its_own_place),
    scenario!(every_attribute_has_its_twin_on_the_tag),
    scenario!(a_target_says_where_the_article_goes),
    scenario!(a_tag_in_the_head_places_nothing_and_says_so),
    scenario!(a_tag_in_the_head_finds_a_target_that_comes_later),
    scenario!(a_module_places_nothing_and_says_so),
    scenario!(a_module_serves_the_elements_of_the_page),
    scenario!(a_module_places_where_a_target_says),
    scenario!(two_tags_place_two_articles),
    scenario!(two_versions_live_together),
    scenario!(a_tag_may_come_late),
    scenario!(elements_may_stand_before_and_after_the_script),
    scenario!(the_script_may_have_a_query),
    scenario!(an_article_may_stand_in_the_page_itself),
    scenario!(the_page_gets_no_new_globals),
];

const ELEMENTS: &str = "return document.querySelectorAll('dateline-article').length;";

async fn a_script_tag_puts_the_article_in_its_own_place(stage: Stage) {
    let tag = stage.tag(&data_src(&stage, "/a.json", "From another origin"));
    let body = format!(r#"<main><p id="before"></p>{tag}<p id="after"></p></main>"#);
    stage.open(body).await;
    stage.wait_for_article().await;
    let order = "const nodes = [...document.querySelectorAll('#before, dateline-article, #after')];
        return nodes.map((node) => `${node.parentNode.localName} ${node.id || node.localName}`);";
    assert_eq!(stage.run(order).await, json!(["main before", "main dateline-article", "main after"]));
    assert_eq!(stage.text("headline").await, "From another origin");
}

async fn every_attribute_has_its_twin_on_the_tag(stage: Stage) {
    let attributes = [
        ("trending", "list.json"),
        ("sections", "headline body"),
        ("variant", "compact"),
        ("theme", "dark"),
        ("lang", "de"),
        ("time-zone", "UTC"),
        ("loading", "eager"),
        ("heading-level", "3"),
        ("link-target", "_self"),
    ];
    let twins: Vec<String> = attributes.iter().map(|(name, value)| format!(r#"data-{name}="{value}""#)).collect();
    let src = data_src(&stage, "/a.json", "Twins");
    stage.site.serve(Role::Host, "/list.json", Answer::json(&json!([])));
    stage.open(stage.tag(&format!("{src} {}", twins.join(" ")))).await;
    stage.wait_for_article().await;
    for (name, value) in attributes {
        let script = "return d.widget().getAttribute(args[0]);";
        let seen = stage.run_with(script, vec![json!(name)]).await;
        assert_eq!(seen, json!(value), "{name}");
    }
}

async fn a_target_says_where_the_article_goes(stage: Stage) {
    let src = data_src(&stage, "/a.json", "In its target");
    let tag = stage.tag(&format!(r##"{src} data-target="#place""##));
    stage.open(format!(r#"<div id="place"></div><p>Between.</p>{tag}"#)).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run(PARENT).await, "place");
}

const PARENT: &str = "return d.widget().parentNode.id;";

async fn a_tag_in_the_head_places_nothing_and_says_so(stage: Stage) {
    let tag = stage.tag(&data_src(&stage, "/a.json", "Nowhere"));
    stage.open(Page::new("<p>Body.</p>").head(tag)).await;
    places_nothing_and_says_so(&stage).await;
}

async fn a_module_places_nothing_and_says_so(stage: Stage) {
    let src = data_src(&stage, "/a.json", "Nowhere");
    stage.open(module(&stage, &src)).await;
    places_nothing_and_says_so(&stage).await;
}

async fn places_nothing_and_says_so(stage: &Stage) {
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.settle().await;
    assert_eq!(stage.run(ELEMENTS).await, 0);
    let lines = stage.console(None).await;
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].to_lowercase().contains("dateline"), "{lines:#?}");
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 0);
}

async fn a_tag_in_the_head_finds_a_target_that_comes_later(stage: Stage) {
    let src = data_src(&stage, "/a.json", "From the head");
    let tag = stage.tag(&format!(r##"{src} data-target="#place""##));
    stage.open(Page::new(r#"<div id="place"></div>"#).head(tag)).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run(PARENT).await, "place");
}

async fn a_module_serves_the_elements_of_the_page(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("By a module"));
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &module(&stage, "");
    stage.open(body).await;
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "By a module");
}

async fn a_module_places_where_a_target_says(stage: Stage) {
    let src = data_src(&stage, "/a.json", "By a module");
    let module = module(&stage, &format!(r##"{src} data-target="#place""##));
    stage.open(format!(r#"<div id="place"></div>{module}"#)).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run(PARENT).await, "place");
}

async fn two_tags_place_two_articles(stage: Stage) {
    let first = stage.tag(&data_src(&stage, "/1.json", "One"));
    let second = stage.tag(&data_src(&stage, "/2.json", "Two"));
    stage.open(format!("{first}<hr>{second}")).await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.headlines().await, ["One", "Two"]);
    assert_eq!(stage.site.wasm_count(), 1);
    assert_eq!(stage.run("return d.compiles;").await, 1);
}

async fn two_versions_live_together(stage: Stage) {
    let release = dateline_e2e::fleet::release();
    let script = std::fs::read_to_string(release.join("dateline.js")).expect("the release is built");
    let old = script.replace("0.1.0", "0.0.9");
    let url = stage.site.serve(Role::Dist, "/dateline/0.0.9/dateline.js", Answer::new("text/javascript", old));
    for file in ["dateline.wasm", "dateline.css"] {
        stage.site.serve(Role::Dist, &format!("/dateline/0.0.9/{file}"), from_file(&release.join(file)));
    }
    let old = dateline_e2e::page::script_tag(&url, &data_src(&stage, "/1.json", "Old"));
    let new = stage.tag(&data_src(&stage, "/2.json", "New"));
    stage.open(format!("{old}<hr>{new}")).await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.headlines().await, ["Old", "New"]);
    assert_eq!(stage.run("return d.compiles;").await, 1);
}

async fn a_tag_may_come_late(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Late"));
    stage.open(r#"<div id="place"><p>First.</p></div>"#).await;
    let insert = "const script = document.createElement('script');
        script.src = args[0];
        script.dataset.src = args[1];
        document.getElementById('place').append(script);";
    let script_url = stage.site.release_url("dateline.js");
    stage.run_with(insert, vec![json!(script_url), json!(src)]).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run(PARENT).await, "place");
}

async fn elements_may_stand_before_and_after_the_script(stage: Stage) {
    let one = stage.site.publish("/1.json", &brief("Before"));
    let two = stage.site.publish("/2.json", &brief("After"));
    let before = element(&format!(r#"src="{one}""#), FALLBACK);
    let after = element(&format!(r#"src="{two}""#), FALLBACK);
    stage.open(before + &stage.tag("") + &after).await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.headlines().await, ["Before", "After"]);
}

async fn the_script_may_have_a_query(stage: Stage) {
    let url = stage.site.release_url("dateline.js?v=3&from=/else/where.js");
    let src = data_src(&stage, "/a.json", "With a query");
    stage.open(dateline_e2e::page::script_tag(&url, &src)).await;
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "With a query");
}

async fn an_article_may_stand_in_the_page_itself(stage: Stage) {
    let article = brief("On the page already");
    let body = format!(
        r##"<script type="application/json" id="story">{article}</script>{}{}"##,
        element(r##"src="#story""##, FALLBACK),
        stage.tag("")
    );
    stage.open(body).await;
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "On the page already");
    assert_eq!(stage.site.count(Role::Host, "/page.html"), 1);
}

async fn the_page_gets_no_new_globals(stage: Stage) {
    let note = script("window.before = new Set(Object.getOwnPropertyNames(window));");
    let tag = stage.tag(&data_src(&stage, "/a.json", "Tidy"));
    stage.open(note + &tag).await;
    stage.wait_for_article().await;
    // ChromeDriver leaves `ret_nodes` and globals named `cdc_…`.
    let added = "return Object.getOwnPropertyNames(window)
        .filter((name) => !window.before.has(name) && name !== 'before' && !/cdc_|^ret_nodes$/.test(name));";
    assert_eq!(stage.run(added).await, json!([]));
    let sheets = "return document.adoptedStyleSheets.length + document.styleSheets.length;";
    assert_eq!(stage.run(sheets).await, 0);
}

/// A `data-src` attribute that names a published article.
fn data_src(stage: &Stage, path: &str, headline: &str) -> String {
    let src = stage.site.publish(path, &brief(headline));
    format!(r#"data-src="{src}""#)
}

/// The widget's script as a module, which has no `document.currentScript`.
fn module(stage: &Stage, attributes: &str) -> String {
    let url = stage.site.release_url("dateline.js");
    format!(r#"<script type="module" nonce="{NONCE}" src="{url}" {attributes}></script>"#)
}
