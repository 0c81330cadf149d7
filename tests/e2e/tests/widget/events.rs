//! What the element tells the page, and when.

use dateline_e2e::{
    answer::Answer,
    page::{FALLBACK, Page, element, script},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_load_is_told),
    scenario!(an_error_is_told),
    scenario!(nothing_is_told_from_inside_a_setter),
    scenario!(a_view_is_told_once_half_of_it_is_seen),
    scenario!(following_a_story_is_told),
    scenario!(a_canceled_story_is_not_followed),
    scenario!(states_follow_the_load),
];

async fn a_load_is_told(stage: Stage) {
    stage.show(&brief("Told"), "").await;
    let src = stage.site.url(Role::Publisher, "/a.json");
    let event = stage.wait_for_event("dateline-load").await;
    assert_travels(&event, false);
    assert_eq!(event["detail"], json!({ "src": src, "headline": "Told", "format": "dateline/1" }));
    assert_eq!(stage.events("dateline-load").await.len(), 1);
}

async fn an_error_is_told(stage: Stage) {
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::status(404));
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    stage.open(element + &stage.tag("")).await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_travels(&event, false);
    let mut detail = event["detail"].clone();
    let message = detail["message"].take();
    assert_eq!(
        detail,
        json!({ "src": src, "part": "article", "kind": "status", "message": null, "status": 404, "retryable": false })
    );
    let message = message.as_str().unwrap_or_default();
    assert!(message.contains("404") && message.contains("/a.json"), "{message:?}");
}

async fn nothing_is_told_from_inside_a_setter(stage: Stage) {
    stage.show(&brief("First"), "").await;
    stage.run_with("d.busily(() => { d.widget().article = args[0]; });", vec![brief("Second")]).await;
    stage.wait_for_events("dateline-load", 2).await;
    let src = stage.site.publish("/b.json", &brief("Third"));
    stage.run_with("d.busily(() => { d.widget().src = args[0]; });", vec![json!(src)]).await;
    stage.wait_for_events("dateline-load", 3).await;
    let inside = "return d.events.filter((event) => event.inSetter);";
    assert_eq!(stage.run(inside).await, json!([]));
}

async fn a_view_is_told_once_half_of_it_is_seen(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Far down"));
    let element = element(&format!(r#"id="far" loading="eager" src="{src}""#), FALLBACK);
    let style = "<style>#space { height: 6000px }</style>";
    let body = format!(r#"<div id="space"></div>{element}{}"#, stage.tag(""));
    stage.open(Page::new(body).head(style)).await;
    stage.wait_for_article().await;
    stage.settle().await;
    assert_eq!(stage.events("dateline-view").await.len(), 0);
    stage
        .run(
            "window.since = performance.now(); d.widget().scrollIntoView();
        document.addEventListener('dateline-view', () => { window.after = performance.now() - window.since; });",
        )
        .await;
    let event = stage.wait_for_event("dateline-view").await;
    assert_travels(&event, false);
    assert_eq!(event["detail"], json!({ "src": src, "headline": "Far down" }));
    let after = stage.run("return window.after;").await.as_f64().unwrap_or_default();
    assert!(after >= 950.0, "after {after} ms");
}

async fn following_a_story_is_told(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"link-target="_self""#).await;
    let listen = "document.addEventListener('dateline-select', (event) => {
        sessionStorage.setItem('select', JSON.stringify([event.detail, event.bubbles, event.composed, event.cancelable]));
    });";
    stage.run(listen).await;
    stage.click("d.parts('story')[1]").await;
    stage.site.wait_for_count(Role::Publisher, "/stories/2", 1).await;
    let url = stage.site.url(Role::Publisher, "/stories/2");
    stage.wait_until(&format!("location.href === {}", json!(url))).await;
    // The host's own storage is where its page left the event; read it from a page of the same origin.
    stage.open("").await;
    let seen = stage.run("return JSON.parse(sessionStorage.getItem('select'));").await;
    let detail = json!({
        "section": "trending",
        "rank": 2,
        "headline": "Vell’s Young Swimmer Breaks an Old Record",
        "url": url,
    });
    assert_eq!(seen, json!([detail, true, true, true]));
}

async fn a_canceled_story_is_not_followed(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let cancel = script("document.addEventListener('dateline-select', (event) => event.preventDefault());");
    let element = element(&format!(r#"src="{src}" link-target="_self""#), FALLBACK);
    stage.open(cancel + &element + &stage.tag("")).await;
    stage.wait_for_article().await;
    stage.click("d.part('story')").await;
    let event = stage.wait_for_event("dateline-select").await;
    assert_travels(&event, true);
    stage.settle().await;
    assert_eq!(stage.site.count(Role::Publisher, "/stories/1"), 0);
    assert_eq!(stage.location().await, stage.site.url(Role::Host, "/page.html"));
}

async fn states_follow_the_load(stage: Stage) {
    let gate = dateline_e2e::answer::Gate::closed();
    let answer = Answer::json(&brief("Stated")).behind(&gate);
    let src = stage.site.serve(Role::Publisher, "/a.json", answer);
    let bad = stage.site.serve(Role::Publisher, "/b.json", Answer::status(500));
    stage.open(element("", FALLBACK) + &stage.tag("")).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.settle().await;
    assert_eq!(stage.state().await, "idle");
    stage.run_with("d.widget().src = args[0];", vec![json!(src)]).await;
    stage.wait_until("d.state() === 'loading'").await;
    gate.open();
    stage.wait_until("d.state() === 'ready'").await;
    stage.run_with("d.widget().src = args[0];", vec![json!(bad)]).await;
    stage.wait_until("d.state() === 'failed'").await;
}

fn assert_travels(event: &Value, cancelable: bool) {
    let seen = [&event["isCustomEvent"], &event["bubbles"], &event["composed"], &event["cancelable"]];
    assert_eq!(seen, [true, true, true, cancelable], "{event}");
}
