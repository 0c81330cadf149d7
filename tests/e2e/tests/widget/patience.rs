//! What has failed is tried again by itself: seldom, and only where somebody may see it.

use dateline_e2e::{
    answer::Answer,
    clock::{Clock, SECOND},
    page::{FALLBACK, element},
    press::brief,
    site::Role,
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(pauses_grow_and_tries_end),
    scenario!(pauses_are_spread_by_chance),
    scenario!(a_server_that_names_a_pause_gets_it),
    scenario!(a_pause_that_no_page_may_read_is_our_own),
    scenario!(a_hidden_page_asks_nothing),
    scenario!(a_page_without_a_network_asks_nothing),
    scenario!(a_page_that_is_looked_at_meanwhile_is_no_reason),
    scenario!(a_reader_may_try_at_any_time),
    scenario!(tries_begin_anew_after_a_success),
    scenario!(tries_begin_anew_with_another_source),
    scenario!(a_removed_element_gives_up),
    scenario!(what_no_retry_can_help_is_asked_for_once),
];

/// The pauses before each new try, in seconds.
const PAUSES: [u64; 5] = [4, 16, 64, 256, 1024];

/// Opens a page whose article is answered like that: each in turn, then the last one for good.
async fn open(stage: &Stage, answers: Vec<Answer>) -> Clock<'_> {
    let src = stage.site.serve_each(Role::Publisher, "/a.json", answers);
    let body = element(&format!(r#"src="{src}" loading="eager""#), FALLBACK) + &stage.tag("");
    Clock::open(stage, body).await
}

fn asked(stage: &Stage) -> usize {
    stage.site.count(Role::Publisher, "/a.json")
}

async fn pauses_grow_and_tries_end(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(500)]).await;
    for (tries, pause) in (1..).zip(PAUSES) {
        clock.wait_for(pause * SECOND).await;
        assert_eq!(asked(&stage), tries);
        assert!(stage.shows("retry").await && stage.shows_fallback().await);
        clock.pass().await;
    }
    stage.wait_for_events("dateline-error", PAUSES.len() + 1).await;
    stage.settle().await;
    assert_eq!(clock.waits().await, [0; 0]);
    assert!(stage.shows("retry").await && stage.shows_fallback().await);
    assert_eq!(stage.state().await, "failed");
    assert_eq!(asked(&stage), PAUSES.len() + 1);
    // The reader's own try is one more, and begins nothing anew.
    stage.click("d.part('retry')").await;
    stage.wait_for_events("dateline-error", PAUSES.len() + 2).await;
    stage.settle().await;
    assert_eq!(clock.waits().await, [0; 0]);
}

async fn pauses_are_spread_by_chance(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(500)]).await;
    clock.wait_for(4 * SECOND).await;
    clock.set_chance(1.0).await;
    clock.pass().await;
    clock.wait_for(20 * SECOND).await;
    clock.set_chance(0.5).await;
    clock.pass().await;
    clock.wait_for(72 * SECOND).await;
}

async fn a_server_that_names_a_pause_gets_it(stage: Stage) {
    let busy = |code, pause: &str| {
        Answer::status(code).header("retry-after", pause).header("access-control-expose-headers", "retry-after")
    };
    let answers = vec![
        busy(503, "7"),
        // A minute and a half after the page was opened, seven seconds of which are over.
        busy(429, "Thu, 01 Jan 2026 00:01:30 GMT"),
        // That has been: our own third pause.
        busy(503, "Wed, 31 Dec 2025 00:00:00 GMT"),
        busy(503, "soon"),
        // Longer than a day is a day.
        busy(503, "1000000"),
        Answer::json(&brief("At last")),
    ];
    let clock = open(&stage, answers).await;
    for pause in [7, 83, 64, 256, 86_400] {
        clock.wait_for(pause * SECOND).await;
        clock.pass().await;
    }
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "At last");
}

async fn a_pause_that_no_page_may_read_is_our_own(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(503).header("retry-after", "7")]).await;
    clock.wait_for(4 * SECOND).await;
}

async fn a_hidden_page_asks_nothing(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(500), Answer::json(&brief("Welcome back"))]).await;
    clock.wait_for(4 * SECOND).await;
    clock.set_hidden(true).await;
    clock.pass().await;
    stage.settle().await;
    assert_eq!((asked(&stage), clock.waits().await), (1, vec![]));
    clock.set_hidden(false).await;
    stage.wait_for_article().await;
    assert_eq!(asked(&stage), 2);
}

async fn a_page_without_a_network_asks_nothing(stage: Stage) {
    let clock = open(&stage, vec![Answer::reset(), Answer::json(&brief("Connected"))]).await;
    clock.wait_for(4 * SECOND).await;
    clock.set_online(false).await;
    clock.pass().await;
    stage.settle().await;
    assert_eq!((asked(&stage), clock.waits().await), (1, vec![]));
    // Who comes back to the page doesn't bring the network back.
    clock.set_hidden(false).await;
    stage.settle().await;
    assert_eq!(asked(&stage), 1);
    clock.set_online(true).await;
    stage.wait_for_article().await;
    assert_eq!(asked(&stage), 2);
}

async fn a_page_that_is_looked_at_meanwhile_is_no_reason(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(500)]).await;
    clock.wait_for(4 * SECOND).await;
    clock.set_hidden(true).await;
    clock.set_hidden(false).await;
    clock.set_online(true).await;
    stage.settle().await;
    assert_eq!((asked(&stage), clock.waits().await), (1, vec![4 * SECOND]));
}

async fn a_reader_may_try_at_any_time(stage: Stage) {
    let answers = vec![Answer::status(500), Answer::status(500), Answer::json(&brief("Pressed for"))];
    let clock = open(&stage, answers).await;
    clock.wait_for(4 * SECOND).await;
    stage.click("d.part('retry')").await;
    // One wait has taken the place of the other.
    clock.wait_for(16 * SECOND).await;
    assert_eq!(asked(&stage), 2);
    stage.click("d.part('retry')").await;
    stage.wait_for_article().await;
    clock.pass().await;
    stage.settle().await;
    assert_eq!((asked(&stage), clock.waits().await), (3, vec![]));
    assert!(!stage.shows("notice").await);
}

async fn tries_begin_anew_after_a_success(stage: Stage) {
    let failing = Answer::status(500);
    let answers = vec![failing.clone(), failing.clone(), Answer::json(&brief("In between")), failing];
    let clock = open(&stage, answers).await;
    for pause in [4, 16] {
        clock.wait_for(pause * SECOND).await;
        clock.pass().await;
    }
    stage.wait_for_article().await;
    stage.run("d.widget().reload().catch(() => {});").await;
    clock.wait_for(4 * SECOND).await;
    // A story that was read stays readable.
    assert_eq!(stage.text("headline").await, "In between");
    assert!(stage.shows("retry").await && !stage.shows_fallback().await);
}

async fn tries_begin_anew_with_another_source(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(500)]).await;
    clock.wait_for(4 * SECOND).await;
    clock.pass().await;
    clock.wait_for(16 * SECOND).await;
    let other = stage.site.serve(Role::Publisher, "/b.json", Answer::status(500));
    stage.run_with("d.widget().src = args[0];", vec![json!(other)]).await;
    clock.wait_for(4 * SECOND).await;
    clock.pass().await;
    stage.site.wait_for_count(Role::Publisher, "/b.json", 2).await;
    assert_eq!(asked(&stage), 2);
}

async fn a_removed_element_gives_up(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(500)]).await;
    clock.wait_for(4 * SECOND).await;
    stage.run("d.widget().remove();").await;
    stage.settle().await;
    assert_eq!(clock.waits().await, [0; 0]);
    for is_there in [false, true] {
        clock.set_online(is_there).await;
        clock.set_hidden(!is_there).await;
    }
    stage.settle().await;
    assert_eq!(asked(&stage), 1);
}

async fn what_no_retry_can_help_is_asked_for_once(stage: Stage) {
    let clock = open(&stage, vec![Answer::status(404)]).await;
    stage.wait_for_event("dateline-error").await;
    stage.settle().await;
    assert_eq!(clock.waits().await, [0; 0]);
    clock.set_online(true).await;
    stage.settle().await;
    assert_eq!(asked(&stage), 1);
    assert!(!stage.shows("retry").await);
}
