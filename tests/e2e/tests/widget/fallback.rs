//! What stands in the article's place before it comes, and when it can't.

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
    scenario!(the_pages_own_words_stand_until_the_article_does),
    scenario!(the_pages_own_words_come_back_after_a_failure),
    scenario!(bare_text_is_a_fallback_too),
    scenario!(without_words_a_skeleton_keeps_the_space),
    scenario!(without_words_a_failure_still_has_a_notice),
];

async fn the_pages_own_words_stand_until_the_article_does(stage: Stage) {
    let gate = Gate::closed();
    open_behind(&stage, &gate, FALLBACK).await;
    assert!(stage.shows_fallback().await);
    assert!(!stage.shows("skeleton").await);
    gate.open();
    stage.wait_for_article().await;
    assert!(!stage.shows_fallback().await);
    assert!(stage.shows("headline").await);
}

async fn the_pages_own_words_come_back_after_a_failure(stage: Stage) {
    stage.show(&brief("For a while"), "").await;
    let bad = stage.site.serve(Role::Publisher, "/b.json", Answer::status(404));
    stage.run_with("d.widget().src = args[0];", vec![json!(bad)]).await;
    stage.wait_for_event("dateline-error").await;
    assert!(stage.shows_fallback().await);
    assert!(stage.shows("notice").await);
    assert!(!stage.shows("headline").await);
}

async fn bare_text_is_a_fallback_too(stage: Stage) {
    let gate = Gate::closed();
    open_behind(&stage, &gate, "Only words.").await;
    assert!(stage.shows_fallback().await);
    assert!(!stage.shows("skeleton").await);
    gate.open();
    stage.wait_for_article().await;
    assert!(!stage.shows_fallback().await);
}

async fn without_words_a_skeleton_keeps_the_space(stage: Stage) {
    for blank in ["", "\n  <!-- nothing yet -->\n"] {
        let gate = Gate::closed();
        open_behind(&stage, &gate, blank).await;
        stage.wait_until("d.shown(d.part('skeleton'))").await;
        let height = stage.run("return d.widget().getBoundingClientRect().height;").await;
        assert!(height.as_f64().unwrap_or_default() > 60.0, "{height} px with {blank:?}");
        gate.open();
        stage.wait_for_article().await;
        assert!(!stage.shows("skeleton").await);
    }
}

async fn without_words_a_failure_still_has_a_notice(stage: Stage) {
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::status(500));
    stage.open(element(&format!(r#"src="{src}""#), "") + &stage.tag("")).await;
    stage.wait_for_event("dateline-error").await;
    assert!(!stage.text("notice").await.is_empty());
    assert!(stage.shows("retry").await);
    assert!(!stage.shows("skeleton").await);
}

/// Opens a page whose article waits behind the gate, and waits until it is loading.
async fn open_behind(stage: &Stage, gate: &Gate, fallback: &str) {
    let answer = Answer::json(&brief("At last")).behind(gate);
    let src = stage.site.serve(Role::Publisher, "/a.json", answer);
    let before = stage.site.count(Role::Publisher, "/a.json");
    stage.open(element(&format!(r#"src="{src}""#), fallback) + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", before + 1).await;
    stage.wait_until("d.state() === 'loading'").await;
    stage.settle().await;
}
