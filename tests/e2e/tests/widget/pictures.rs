//! Pictures that don't come: their words stay, and so does their place.

use dateline_e2e::{
    answer::Answer,
    browser::Engine,
    neighbor,
    page::{FALLBACK, Page, element},
    press::{DISCLAIMER, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(pictures_that_fail_keep_words_and_place),
    scenario!(pictures_that_the_policy_forbids_keep_words_and_place),
];

/// The picture over the body and one in it, both from `url`.
fn article(stage: &Stage, url: &str) -> Value {
    let mut article = full_article(&stage.site);
    article["image"]["url"] = json!(url);
    article["image"]["sources"] = json!([]);
    article["body"] = json!(format!(
        r#"<p>Before.</p><figure><img src="{url}" alt="The quay" width="800" height="600"><figcaption>The quay at dawn.</figcaption></figure><p>After.</p>"#
    ));
    article
}

/// What is said of both pictures, and their boxes.
const SEEN: &str = "const root = d.widget(args[0]).shadowRoot, [hero, quay] = root.querySelectorAll('img');
    const ratio = (image) => image.parentElement.getBoundingClientRect().height / image.parentElement.getBoundingClientRect().width;
    return { words: ['caption', 'disclaimer'].map((name) => d.text(d.part(name, args[0]))), alt: [hero.alt, quay.alt],
        figure: d.text(quay.closest('figure').querySelector('figcaption')), ratios: [ratio(hero), ratio(quay)],
        loaded: [hero, quay].some((image) => image.naturalWidth > 0), state: d.state(args[0]) };";

async fn assert_words_and_place(stage: &Stage, id: &str) {
    let seen = stage.run_with(SEEN, vec![json!(format!("#{id}"))]).await;
    assert_eq!(seen["words"], json!(["The ferry Constance in the outer harbor.", DISCLAIMER]), "{id}");
    assert_eq!(seen["alt"], json!([format!("A ferry leaves a harbor at night ({DISCLAIMER})"), "The quay"]), "{id}");
    assert_eq!(seen["figure"], "The quay at dawn.", "{id}");
    assert_eq!((&seen["loaded"], &seen["state"]), (&json!(false), &json!("ready")), "{id}");
    // WebKit gives a broken picture with a text the room of that text, whatever its width and height say.
    if stage.engine == Engine::WebKit && id != "silent" {
        return;
    }
    for (ratio, expected) in seen["ratios"].as_array().into_iter().flatten().zip([675.0 / 1200.0, 0.75]) {
        let ratio = ratio.as_f64().unwrap_or_default();
        assert!((ratio - expected).abs() < 0.02, "{id}: height by width is {ratio}, not {expected}");
    }
}

async fn pictures_that_fail_keep_words_and_place(stage: Stage) {
    let answers = [
        ("missing", Answer::status(404)),
        ("no-picture", Answer::html("<!doctype html><title>Sign in</title>")),
        ("cut", Answer::cut(&json!("This is no picture and not even whole."))),
        ("silent", Answer::silence()),
    ];
    let mut elements = String::new();
    for (id, answer) in &answers {
        let url = stage.site.serve(Role::Publisher, &format!("/pictures/{id}.png"), answer.clone());
        let src = stage.site.publish(&format!("/{id}.json"), &article(&stage, &url));
        elements += &element(&format!(r#"id="{id}" src="{src}" loading="eager""#), FALLBACK);
    }
    neighbor::open_beside(&stage, String::new(), &elements).await;
    for (id, _) in answers {
        stage.wait_for_event_on(id, "dateline-load").await;
        let look =
            format!("d.widget('#{id}').scrollIntoView(); return d.widget('#{id}').getBoundingClientRect().height;");
        let before = stage.run(&look).await;
        stage.site.wait_for_count(Role::Publisher, &format!("/pictures/{id}.png"), 1).await;
        stage.settle().await;
        assert_words_and_place(&stage, id).await;
        if stage.engine != Engine::WebKit {
            assert_eq!(stage.run(&look).await, before, "{id} shifts");
        }
    }
    assert!(stage.events("dateline-error").await.is_empty());
    neighbor::assert_untouched(&stage).await;
}

async fn pictures_that_the_policy_forbids_keep_words_and_place(stage: Stage) {
    let url = stage.site.serve(Role::Publisher, "/pictures/forbidden.svg", Answer::picture(1200, 675));
    let src = stage.site.publish("/a.json", &article(&stage, &url));
    let body = element(&format!(r#"id="forbidden" src="{src}" loading="eager""#), FALLBACK) + &stage.tag("");
    stage.open(Page::new(body).policy("img-src 'none'")).await;
    stage.wait_for_article().await;
    stage.run("d.widget().scrollIntoView();").await;
    stage.wait_until("d.violations.some((line) => line.startsWith('img-src'))").await;
    stage.settle().await;
    assert_words_and_place(&stage, "forbidden").await;
    assert_eq!(stage.site.count(Role::Publisher, "/pictures/forbidden.svg"), 0);
    // The browser reports what it blocked; that is the page's own doing.
    let others = "const others = d.violations.filter((line) => !line.startsWith('img-src')); d.violations.length = 0; return others;";
    assert_eq!(stage.run(others).await, json!([]));
}
