//! The property `article`, the method `reload()` and the promise `ready`.

use dateline_e2e::{
    answer::{Answer, Gate},
    page::{FALLBACK, element},
    press::brief,
    site::Role,
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(an_article_in_hand_makes_no_request),
    scenario!(an_article_in_hand_replaces_the_one_before),
    scenario!(a_bad_article_in_hand_is_an_error),
    scenario!(reload_fetches_again),
    scenario!(reload_rejects_when_the_load_fails),
    scenario!(ready_resolves_with_its_load),
    scenario!(ready_is_pending_while_idle),
    scenario!(ready_is_renewed_with_each_load),
    scenario!(ready_rejects_and_nobody_has_to_listen),
];

async fn an_article_in_hand_makes_no_request(stage: Stage) {
    stage.open(element("", FALLBACK) + &stage.tag("")).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    let set = "d.widget().article = args[0];";
    stage.run_with(set, vec![brief("In hand")]).await;
    let event = stage.wait_for_article().await;
    assert_eq!(event["detail"]["headline"], "In hand");
    assert_eq!(stage.text("headline").await, "In hand");
    assert!(!stage.shows_fallback().await);
    stage.settle().await;
    let asked: Vec<_> = stage.site.seen().into_iter().filter(|seen| seen.role == Role::Publisher).collect();
    assert!(asked.is_empty(), "{asked:?}");
}

async fn an_article_in_hand_replaces_the_one_before(stage: Stage) {
    stage.show(&brief("Fetched"), "").await;
    for headline in ["In hand", "In the other hand"] {
        stage.run_with("d.widget().article = args[0];", vec![brief(headline)]).await;
        let expected = json!(headline);
        stage.wait_until(&format!("d.text(d.part('headline')) === {expected}")).await;
    }
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn a_bad_article_in_hand_is_an_error(stage: Stage) {
    stage.open(element("", FALLBACK) + &stage.tag("")).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.run("d.busily(() => { d.widget().article = { summary: 'No headline.' }; });").await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!(event["detail"]["kind"], "format");
    assert_eq!(event["inSetter"], false);
    assert!(stage.shows_fallback().await);
}

async fn reload_fetches_again(stage: Stage) {
    stage.show(&brief("Before"), "").await;
    stage.site.publish("/a.json", &brief("After"));
    let result = stage.run_async("await d.widget().reload();").await;
    assert_eq!(result.get("error"), None, "{result}");
    assert_eq!(stage.text("headline").await, "After");
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 2);
    stage.wait_for_events("dateline-load", 2).await;
}

async fn reload_rejects_when_the_load_fails(stage: Stage) {
    stage.show(&brief("Before"), "").await;
    stage.site.serve(Role::Publisher, "/a.json", Answer::status(404));
    let result = stage.run_async("await d.widget().reload();").await;
    assert!(result.get("error").is_some(), "{result}");
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!(event["detail"]["status"], 404);
}

async fn ready_resolves_with_its_load(stage: Stage) {
    let gate = Gate::closed();
    let answer = Answer::json(&brief("Awaited")).behind(&gate);
    let src = stage.site.serve(Role::Publisher, "/a.json", answer);
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    stage.open(element + &stage.tag("")).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.run("window.over = false; d.widget().ready.then(() => { window.over = true; });").await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.settle().await;
    assert_eq!(stage.run("return window.over;").await, false);
    gate.open();
    stage.wait_until("window.over").await;
    assert_eq!(stage.text("headline").await, "Awaited");
}

async fn ready_is_pending_while_idle(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("At last"));
    stage.open(element("", FALLBACK) + &stage.tag("")).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage
        .run(
            "window.over = 'pending';
        d.widget().ready.then(() => { window.over = 'resolved'; }, () => { window.over = 'rejected'; });",
        )
        .await;
    stage.settle().await;
    assert_eq!(stage.run("return window.over;").await, "pending");
    assert_eq!(stage.state().await, "idle");
    stage.run_with("d.widget().src = args[0];", vec![json!(src)]).await;
    let result = stage.run_async("await d.widget().ready;").await;
    assert_eq!(result.get("error"), None, "{result}");
}

async fn ready_is_renewed_with_each_load(stage: Stage) {
    stage.show(&brief("One"), "").await;
    let next = stage.site.publish("/b.json", &brief("Two"));
    let renew = "const element = d.widget(), before = element.ready;
        element.src = args[0];
        return before !== element.ready && element.ready === element.ready;";
    assert_eq!(stage.run_with(renew, vec![json!(next)]).await, true);
    let result = stage.run_async("await d.widget().ready; return d.text(d.part('headline'));").await;
    assert_eq!(result["value"], "Two");
}

async fn ready_rejects_and_nobody_has_to_listen(stage: Stage) {
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::status(404));
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    stage.open(element + &stage.tag("")).await;
    stage.wait_for_event("dateline-error").await;
    stage.settle().await;
    assert_eq!(stage.complaints().await, [""; 0]);
    let result = stage.run_async("await d.widget().ready;").await;
    assert!(result.get("error").is_some(), "{result}");
}
