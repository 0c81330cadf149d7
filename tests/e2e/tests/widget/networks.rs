//! A network that is taken away, and comes back.

use dateline_e2e::{
    answer::Answer,
    browser::Engine,
    clock::{Clock, SECOND},
    neighbor,
    page::{FALLBACK, element},
    press::brief,
    site::Role,
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[scenario!(a_network_that_comes_back_brings_the_story)];

/// Chromium's network is taken away by the browser itself. The others have no command for that: their server breaks every
/// connection, and a script of the page stands in for what the browser would tell.
async fn a_network_that_comes_back_brings_the_story(stage: Stage) {
    let has_command = stage.engine == Engine::Chromium;
    let story = Answer::json(&brief("Back on the line"));
    let answers = if has_command { vec![story] } else { vec![Answer::reset(), story] };
    let src = stage.site.serve_each(Role::Publisher, "/a.json", answers);
    let clock = Clock::open(&stage, neighbor::element(&stage.site) + &stage.tag("")).await;
    neighbor::watch(&stage).await;
    let late = element(&format!(r#"id="late" loading="eager" src="{src}""#), FALLBACK);
    if has_command {
        stage.set_online(false).await;
    } else {
        clock.set_online(false).await;
    }
    stage.run_with("document.body.insertAdjacentHTML('beforeend', args[0]);", vec![json!(late)]).await;
    stage.wait_until("d.eventsOf('dateline-error', 'late').length > 0").await;
    clock.wait_for(4 * SECOND).await;
    let seen = "return [d.state('#late'), d.fallbackShown('#late'), d.shown(d.part('notice', '#late')),
        d.shown(d.part('retry', '#late')), navigator.onLine,
        d.eventsOf('dateline-error', 'late').map(({ detail }) => [detail.kind, detail.retryable])];";
    let failed = stage.run(seen).await;
    clock.pass().await;
    stage.settle().await;
    let asked = stage.site.count(Role::Publisher, "/a.json");
    if has_command {
        // Also where the test goes wrong, the next one needs the network.
        stage.set_online(true).await;
    } else {
        clock.set_online(true).await;
    }
    stage.wait_for_event_on("late", "dateline-load").await;
    assert_eq!(failed, json!(["failed", true, true, true, false, [["network", true]]]));
    assert_eq!(asked, usize::from(!has_command), "asked while there was no network");
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), asked + 1);
    assert_eq!(stage.text_in("#late", "headline").await, "Back on the line");
    assert_eq!(
        stage.run("return [d.state('#late'), d.shown(d.part('notice', '#late'))];").await,
        json!(["ready", false])
    );
    neighbor::assert_untouched(&stage).await;
}
