//! The program fails in the middle of its work: what that costs, and what it doesn't.
//!
//! The release here is the one that fails where a page asks for it.

use dateline_e2e::{
    answer::{Answer, Gate},
    clock::Clock,
    fleet::faulty,
    page::{FALLBACK, element},
    press::{brief, full_article, newspaper},
    site::{RELEASE, Role, Site},
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_panic_costs_one_widget),
    scenario!(a_trap_costs_one_widget),
    scenario!(memory_that_is_used_up_costs_one_widget),
    scenario!(a_stack_that_is_used_up_costs_one_widget),
    scenario!(three_crashes_are_the_last),
    scenario!(others_that_load_begin_again),
    scenario!(what_is_left_hears_nothing),
    scenario!(what_is_left_bears_what_others_do_to_it),
    scenario!(what_is_left_comes_back_with_another_story),
    scenario!(what_is_left_comes_back_when_it_is_asked_to),
    scenario!(what_is_left_may_be_put_elsewhere),
    scenario!(a_fallen_widget_is_tried_again_by_its_page),
];

/// What a reader sees of the widget that fell.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rest {
    Fallback,
    /// The story as it was painted.
    Story,
    Nothing,
}

/// One way to fall.
struct Case {
    /// Where the program fails.
    at: &'static str,
    /// What makes it go there; nothing more than to load, for a widget that has painted nothing yet.
    does: Option<&'static str>,
    fallback: &'static str,
    rest: Rest,
}

const CASES: &[Case] = &[
    Case { at: "decoding", does: None, fallback: FALLBACK, rest: Rest::Fallback },
    Case { at: "rendering", does: None, fallback: FALLBACK, rest: Rest::Fallback },
    Case { at: "rendering", does: None, fallback: "", rest: Rest::Nothing },
    Case { at: "rendering", does: Some("d.widget('#fallen').theme = 'dark';"), fallback: FALLBACK, rest: Rest::Story },
    Case { at: "decoding", does: Some("d.widget('#fallen').reload();"), fallback: FALLBACK, rest: Rest::Story },
    Case { at: "event", does: Some("d.part('headline', '#fallen').click();"), fallback: FALLBACK, rest: Rest::Story },
    Case { at: "timer", does: Some("__clock.pass();"), fallback: FALLBACK, rest: Rest::Story },
];

async fn a_panic_costs_one_widget(stage: Stage) {
    costs_one_widget(&stage, "panic").await;
}

async fn a_trap_costs_one_widget(stage: Stage) {
    costs_one_widget(&stage, "trap").await;
}

async fn memory_that_is_used_up_costs_one_widget(stage: Stage) {
    costs_one_widget(&stage, "memory").await;
}

async fn a_stack_that_is_used_up_costs_one_widget(stage: Stage) {
    costs_one_widget(&stage, "stack").await;
}

async fn costs_one_widget(stage: &Stage, how: &str) {
    let mut wrong = Vec::new();
    for (index, case) in CASES.iter().enumerate() {
        let seen = fall(stage, index, case, how).await;
        let expected = json!({
            "error": { "part": "article", "kind": "crashed", "status": null, "retryable": true },
            "src": true,
            "rest": format!("{:?}", case.rest),
            "state": "failed",
            "neighbor": ["ready", true],
            "followed": stage.site.url(Role::Publisher, "/tags/shipping"),
            "next": ["ready", true],
            "errors": 1,
            "said": 1,
            "engines": [1, 2],
            "complaints": [],
        });
        if seen != expected {
            wrong.push(format!("{}, {:?}: expected {expected}\nsaw {seen}", case.at, case.does));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Lets a widget fall beside one that is ready, and then puts another one behind both.
async fn fall(stage: &Stage, index: usize, case: &Case, how: &str) -> Value {
    let neighbor = stage.site.publish("/neighbor.json", &full_article(&stage.site));
    let src = stage.site.publish(&format!("/fallen-{index}.json"), &ticking(&stage.site, "Fallen"));
    let next = stage.site.publish("/next.json", &brief("Next"));
    let fallen = eager("fallen", &src, case.fallback);
    let first = eager("neighbor", &neighbor, FALLBACK);
    let is_painted = case.does.is_some();
    open(stage, if is_painted { first + &fallen } else { first }).await;
    stage.wait_for_events("dateline-load", 1 + usize::from(is_painted)).await;
    stage.run_with("window.datelineFault = { at: args[0], how: args[1] };", vec![json!(case.at), json!(how)]).await;
    match case.does {
        Some(does) => stage.run(&format!("d.inTask(() => {{ {does} }});")).await,
        None => append(stage, fallen).await,
    };
    stage.wait_for_event_on("fallen", "dateline-error").await;
    stage.settle().await;
    append(stage, eager("next", &next, FALLBACK)).await;
    stage.wait_for_event_on("next", "dateline-load").await;
    stage.click("d.part('body', '#neighbor').querySelector('a')").await;
    stage.settle().await;
    let look = "const { src, part, kind, status, retryable } = d.eventsOf('dateline-error', 'fallen')[0].detail;
        const story = d.shown(d.part('headline', '#fallen')) && d.text(d.part('headline', '#fallen')) === 'Fallen';
        const fallback = d.fallbackShown('#fallen');
        return {
            error: { part, kind, status, retryable },
            src: src === args[0],
            rest: story && fallback ? 'Both' : story ? 'Story' : fallback ? 'Fallback' : 'Nothing',
            state: d.state('#fallen'),
            neighbor: [d.state('#neighbor'), d.shown(d.part('headline', '#neighbor')) && d.shown(d.part('body', '#neighbor'))],
            followed: window.followed,
            next: [d.state('#next'), d.shown(d.part('headline', '#next'))],
            errors: d.eventsOf('dateline-error').length,
            said: d.console.filter(({ level, text }) => level === 'error' && text.includes('crashed')).length,
            engines: [d.compiles, d.instances],
            complaints: [...d.errors, ...d.violations],
        };";
    stage.run_with(look, vec![json!(src)]).await
}

async fn three_crashes_are_the_last(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Too much"));
    let ready = stage.site.publish("/ready.json", &full_article(&stage.site));
    open(&stage, eager("ready", &ready, FALLBACK)).await;
    stage.wait_for_article().await;
    stage.run("window.datelineFault = { at: 'decoding', how: 'panic', keeps: true };").await;
    for id in ["one", "two", "three", "four"] {
        append(&stage, eager(id, &src, FALLBACK)).await;
        stage.wait_for_event_on(id, "dateline-error").await;
    }
    // Also where nothing would fail any more.
    stage.run("window.datelineFault = null;").await;
    append(&stage, eager("five", &src, FALLBACK)).await;
    stage.wait_for_event_on("five", "dateline-error").await;
    stage.settle().await;
    let look = "const details = d.eventsOf('dateline-error').map(({ detail }) => detail);
        return [details.map(({ kind }) => kind), details.map(({ retryable }) => retryable),
            ['#one', '#two', '#three', '#four', '#five'].every((id) => d.fallbackShown(id) && d.state(id) === 'failed'),
            d.state('#ready'), d.shown(d.part('body', '#ready')), d.compiles, d.instances];";
    let expected = json!([
        ["crashed", "crashed", "crashed", "crashed", "crashed"],
        [true, true, false, false, false],
        true,
        "ready",
        true,
        1,
        3
    ]);
    assert_eq!(stage.run(look).await, expected);
    assert!(stage.run_async("await d.widget('#ready').reload();").await["error"].is_string());
    assert_eq!(stage.run("return [d.shown(d.part('body', '#ready')), d.instances];").await, json!([true, 3]));
}

async fn others_that_load_begin_again(stage: Stage) {
    let gate = Gate::closed();
    let mut elements = String::new();
    for index in 0..10 {
        // Browsers have six connections to a server.
        let path = format!("/{}.json", index / 4);
        let answer = Answer::json(&brief(&path)).behind(&gate);
        let src = stage.site.serve(Role::Publisher, &path, answer);
        elements += &eager(&format!("other-{index}"), &src, FALLBACK);
    }
    let fallen = stage.site.publish("/fallen.json", &brief("Fallen"));
    open(&stage, elements).await;
    for path in ["/0.json", "/1.json", "/2.json"] {
        stage.site.wait_for_count(Role::Publisher, path, 1).await;
    }
    stage.wait_until("d.instances === 1").await;
    stage.run("window.datelineFault = { at: 'decoding', how: 'trap' };").await;
    append(&stage, eager("fallen", &fallen, FALLBACK)).await;
    stage.wait_for_event_on("fallen", "dateline-error").await;
    stage.wait_until("d.instances === 2").await;
    gate.open();
    stage.wait_for_events("dateline-load", 10).await;
    stage.settle().await;
    let headlines: Vec<_> = (0..10).map(|index| format!("/{}.json", index / 4)).chain([String::new()]).collect();
    assert_eq!(stage.headlines().await, headlines);
    let look = "return [d.eventsOf('dateline-load').length, d.eventsOf('dateline-error').length, d.state('#fallen'), d.compiles, d.instances];";
    assert_eq!(stage.run(look).await, json!([10, 1, "failed", 1, 2]));
}

/// Opens a page with two painted widgets, of which the second falls; the first is left, as the dead engine had it.
async fn leave_behind(stage: &Stage) -> Clock<'_> {
    let left = stage.site.publish("/left.json", &ticking(&stage.site, "Left"));
    let fallen = stage.site.publish("/fallen.json", &brief("Fallen"));
    let elements =
        element(&format!(r#"id="left" loading="eager" refresh="600" sections="{SECTIONS}" src="{left}""#), FALLBACK);
    let clock = open(stage, elements + &eager("fallen", &fallen, FALLBACK)).await;
    stage.wait_for_events("dateline-load", 2).await;
    stage.run("window.datelineFault = { at: 'event', how: 'panic' };").await;
    stage.run("d.part('headline', '#fallen').click();").await;
    stage.wait_for_event_on("fallen", "dateline-error").await;
    clock
}

/// Those with something to click or to wait for.
const SECTIONS: &str = "menu headline body share trending latest connect feedback newsletter";

/// What can be seen of the widget that was left, and what has been told of it; that it is in view may be told any time.
const LEFT: &str = "return [d.widget('#left').shadowRoot.innerHTML, d.events.filter(({ type }) => type !== 'dateline-view').length, d.instances];";

async fn what_is_left_hears_nothing(stage: Stage) {
    let clock = leave_behind(&stage).await;
    stage.run("d.widget('#left').addEventListener('dateline-submit', (event) => event.preventDefault());").await;
    let before = stage.run(LEFT).await;
    stage.click("d.widget('#left').shadowRoot.querySelector('[data-act=menu]')").await;
    stage.click("d.widget('#left').shadowRoot.querySelector('[data-act=link]')").await;
    stage.click("d.part('story', '#left')").await;
    let events = "const root = d.widget('#left').shadowRoot;
        root.querySelector('[part~=headline]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        root.querySelector('[part~=body]').dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
        for (const control of root.querySelectorAll('[data-act=feedback], [data-act=code]')) control.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));";
    stage.run(events).await;
    assert!(!clock.waits().await.is_empty(), "nothing ticks");
    clock.pass().await;
    clock.set_hidden(true).await;
    clock.set_hidden(false).await;
    clock.set_online(false).await;
    clock.set_online(true).await;
    stage.settle().await;
    assert_eq!(stage.run(LEFT).await, before);
    assert!(stage.run("return window.followed;").await.is_string());
}

async fn what_is_left_bears_what_others_do_to_it(stage: Stage) {
    leave_behind(&stage).await;
    let before = stage.run(LEFT).await;
    let rewrite = "const left = d.widget('#left'), root = left.shadowRoot;
        left.append(document.createElement('p'));
        root.querySelector('[part~=body] p').remove();
        root.querySelector('[part~=headline]').textContent = 'Translated';
        root.querySelector('.dateline').normalize();";
    stage.run(rewrite).await;
    stage.settle().await;
    let after = stage.run(LEFT).await;
    assert_eq!((&after[1], &after[2]), (&before[1], &before[2]));
    assert_eq!(stage.text_in("#left", "headline").await, "Translated");
}

async fn what_is_left_comes_back_with_another_story(stage: Stage) {
    leave_behind(&stage).await;
    let gate = Gate::closed();
    let other = stage.site.serve(Role::Publisher, "/other.json", Answer::json(&brief("Other")).behind(&gate));
    stage.run_with("d.widget('#left').src = args[0];", vec![json!(other)]).await;
    comes_back(&stage, &gate, "Left", "Other").await;
}

async fn what_is_left_comes_back_when_it_is_asked_to(stage: Stage) {
    leave_behind(&stage).await;
    let gate = Gate::closed();
    stage.site.serve(Role::Publisher, "/left.json", Answer::json(&brief("New")).behind(&gate));
    stage.run("window.reloaded = 'no'; d.widget('#left').reload().then(() => { window.reloaded = 'yes'; });").await;
    comes_back(&stage, &gate, "Left", "New").await;
    stage.wait_until("window.reloaded === 'yes'").await;
    // And lives.
    stage.run("d.widget('#left').headingLevel = 4;").await;
    stage.wait_until("d.heading('#left') === 4").await;
}

/// The old story stays until the new one is there, which then stands alone.
async fn comes_back(stage: &Stage, gate: &Gate, old: &str, new: &str) {
    stage.wait_until("d.instances === 2 && d.state('#left') === 'loading'").await;
    stage.settle().await;
    assert_eq!(stage.text_in("#left", "headline").await, old);
    assert_eq!(stage.run("return d.shown(d.part('headline', '#left'));").await, true);
    assert_eq!(stage.run("return d.fallbackShown('#left');").await, false);
    gate.open();
    stage.wait_until("d.state('#left') === 'ready'").await;
    assert_eq!(stage.text_in("#left", "headline").await, new);
    let look = "return [d.parts('headline', '#left').length, d.widget('#left').shadowRoot.childNodes.length, d.shown(d.part('headline', '#left')), d.compiles, d.instances];";
    assert_eq!(stage.run(look).await, json!([1, 1, true, 1, 2]));
}

async fn what_is_left_may_be_put_elsewhere(stage: Stage) {
    leave_behind(&stage).await;
    stage.run("window.kept = d.widget('#left'); kept.remove();").await;
    stage.settle().await;
    stage.run("document.body.append(kept);").await;
    stage.wait_until("d.state('#left') === 'ready' && d.shown(d.part('headline', '#left'))").await;
    stage.wait_for_events("dateline-load", 3).await;
    let look = "return [d.parts('headline', '#left').length, d.text(d.part('headline', '#left')), d.instances];";
    assert_eq!(stage.run(look).await, json!([1, "Left", 2]));
}

async fn a_fallen_widget_is_tried_again_by_its_page(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Second try"));
    open(&stage, String::new()).await;
    stage.run("window.datelineFault = { at: 'decoding', how: 'trap' };").await;
    append(&stage, eager("fallen", &src, FALLBACK)).await;
    stage.wait_for_event_on("fallen", "dateline-error").await;
    let reload = "await d.widget('#fallen').reload(); return d.state('#fallen');";
    assert_eq!(stage.run_async(reload).await, json!({ "value": "ready" }));
    assert_eq!(stage.text_in("#fallen", "headline").await, "Second try");
    assert_eq!(stage.run("return [d.compiles, d.instances];").await, json!([1, 2]));
}

/// Opens a page with that body, that keeps its readers from leaving, with the release that fails on demand.
async fn open(stage: &Stage, body: String) -> Clock<'_> {
    stage.site.serve_folder(Role::Dist, RELEASE.trim_end_matches('/'), &faulty());
    let clock = Clock::open(stage, body + &stage.tag("")).await;
    let stay = "document.addEventListener('click', (event) => {
            const link = event.composedPath().find((node) => node.localName === 'a');
            if (!link) return;
            event.preventDefault();
            window.followed = link.href;
        });";
    stage.run(stay).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    clock
}

async fn append(stage: &Stage, markup: String) -> Value {
    let append = "d.inTask(() => document.body.insertAdjacentHTML('beforeend', args[0]));";
    stage.run_with(append, vec![json!(markup)]).await
}

fn eager(id: &str, src: &str, fallback: &str) -> String {
    element(&format!(r#"id="{id}" loading="eager" src="{src}""#), fallback)
}

/// A story with everything that listens, and with news that grow old by the minute.
fn ticking(site: &Site, headline: &str) -> Value {
    let mut article = newspaper(site);
    article["headline"] = json!(headline);
    article["latest"] =
        json!([{ "headline": "Fresh", "url": "https://example.com/fresh", "created": "2025-12-31T22:00:00Z" }]);
    article
}
