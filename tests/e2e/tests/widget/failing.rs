//! Articles and lists that don't come, or come broken.

use dateline_e2e::{
    answer::Answer,
    clock::Clock,
    faults::{Fault, QUICK, SLOW},
    neighbor,
    page::{FALLBACK, Page, element},
    press::{brief, full_article, stories},
    site::{Role, Site},
    stage::Stage,
};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(every_fault_is_told_by_its_kind),
    scenario!(a_silent_server_is_given_up_after_ten_seconds),
    scenario!(a_page_that_forbids_the_request_is_named),
    scenario!(retry_fetches_again),
    scenario!(retry_works_by_keyboard),
    scenario!(a_story_not_for_showing_is_not_shown),
    scenario!(a_list_comes_from_its_own_url),
    scenario!(a_list_comes_from_the_attribute),
    scenario!(the_list_changes_with_the_attribute),
    scenario!(a_failing_list_costs_only_itself),
];

async fn every_fault_is_told_by_its_kind(stage: Stage) {
    check_faults(&stage, QUICK).await;
}

async fn a_silent_server_is_given_up_after_ten_seconds(stage: Stage) {
    check_faults(&stage, SLOW).await;
    let after = stage.run("return performance.now();").await;
    assert!(after.as_f64().unwrap_or_default() > 9_500.0, "after {after} ms");
}

/// One element per fault on one page: what each tells, shows and offers.
async fn check_faults(stage: &Stage, faults: &[Fault]) {
    let element_of = |fault: &Fault| {
        let (name, src) = (fault.name, fault.publish(&stage.site));
        element(&format!(r#"id="{name}" loading="eager" src="{src}""#), FALLBACK)
    };
    let elements: String = faults.iter().map(element_of).collect();
    // What is tried again isn't while the clock stands still.
    Clock::open(stage, elements + &neighbor::element(&stage.site) + &stage.tag("")).await;
    neighbor::watch(stage).await;
    stage.wait_for_events("dateline-error", faults.len()).await;
    stage.settle().await;
    let mut wrong = Vec::new();
    for fault in faults {
        let expected = json!({
            "events": [{
                "src": stage.site.url(Role::Publisher, &fault.path()),
                "part": "article",
                "kind": fault.kind,
                "status": fault.status,
                "retryable": fault.retryable,
            }],
            "message": true, "notice": true, "retry": fault.retryable, "fallback": true, "state": "failed",
            "requests": 1,
        });
        let mut seen = outcome(stage, fault.name).await;
        let is_loop = fault.name == "redirect-loop";
        let requests = if is_loop { 1 } else { stage.site.count(Role::Publisher, &fault.path()) };
        seen["requests"] = json!(requests);
        if seen != expected {
            wrong.push(format!("{}:\n  expected {expected}\n  saw      {seen}", fault.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    neighbor::assert_untouched(stage).await;
}

async fn outcome(stage: &Stage, id: &str) -> Value {
    let script = "const [id] = args, selector = `#${id}`, events = d.eventsOf('dateline-error', id).map((event) => event.detail);
        return {
            events: events.map(({ src, part, kind, status, retryable }) => ({ src, part, kind, status: status ?? null, retryable })),
            message: events.every((detail) => typeof detail.message === 'string' && detail.message.includes(`/faults/${id}.json`)),
            notice: d.shown(d.part('notice', selector)) && d.text(d.part('notice', selector)).length > 10,
            retry: d.shown(d.part('retry', selector)),
            fallback: d.fallbackShown(selector),
            state: d.state(selector),
        };";
    stage.run_with(script, vec![json!(id)]).await
}

async fn a_page_that_forbids_the_request_is_named(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Forbidden"));
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    let policy = format!("connect-src {}", stage.site.origin(Role::Dist));
    stage.open(Page::new(body).policy(policy)).await;
    let event = stage.wait_for_event("dateline-error").await;
    let detail = &event["detail"];
    assert_eq!((&detail["kind"], &detail["retryable"]), (&json!("blocked"), &json!(false)), "{event}");
    let message = detail["message"].as_str().unwrap_or_default();
    assert!(message.contains(&src) && message.contains("connect-src"), "{message}");
    assert!(stage.shows_fallback().await && stage.shows("notice").await && !stage.shows("retry").await);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 0);
    // The browser reports what it blocked; that is the page's own doing.
    stage.run("d.violations.length = 0;").await;
}

async fn retry_fetches_again(stage: Stage) {
    open_failing_once(&stage).await;
    stage.click("d.part('retry')").await;
    assert_recovered(&stage).await;
}

async fn retry_works_by_keyboard(stage: Stage) {
    open_failing_once(&stage).await;
    stage.press_until(Key::Tab, "d.widget().shadowRoot.activeElement?.matches('[part~=retry]')").await;
    stage.press(Key::Enter).await;
    assert_recovered(&stage).await;
}

async fn open_failing_once(stage: &Stage) {
    let answers = vec![Answer::status(503), Answer::json(&brief("Recovered"))];
    let src = stage.site.url(Role::Publisher, "/a.json");
    stage.site.serve_each(Role::Publisher, "/a.json", answers);
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_until("d.shown(d.part('retry'))").await;
}

async fn assert_recovered(stage: &Stage) {
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "Recovered");
    assert!(!stage.shows("notice").await);
    assert!(!stage.shows("retry").await);
    assert!(!stage.shows_fallback().await);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 2);
}

async fn a_story_not_for_showing_is_not_shown(stage: Stage) {
    let cases = [
        ("withheld", json!({ "status": "withheld" }), "withdrawn"),
        ("canceled", json!({ "status": "canceled" }), "withdrawn"),
        ("embargoed", json!({ "embargoed": "2999-01-01T00:00:00Z" }), "embargoed"),
        ("expired", json!({ "expires": "2001-01-01T00:00:00Z" }), "expired"),
    ];
    let mut elements = String::new();
    for (name, change, _) in &cases {
        let mut article = full_article(&stage.site);
        merge(&mut article, change);
        let src = stage.site.publish(&format!("/{name}.json"), &article);
        elements += &element(&format!(r#"id="{name}" loading="eager" src="{src}""#), "");
    }
    stage.open(elements + &stage.tag("")).await;
    let page = stage.site.url(Role::Publisher, "/a/night-ferries");
    for (name, _, kind) in cases {
        let event = stage.wait_for_event_on(name, "dateline-error").await;
        assert_eq!((&event["detail"]["kind"], &event["detail"]["part"]), (&json!(kind), &json!("article")), "{name}");
        let script = "const root = d.widget(`#${args[0]}`).shadowRoot;
            return [root.textContent.includes('Night Ferries'), d.text(d.part('notice', `#${args[0]}`)).length > 10,
                [...root.querySelectorAll('a')].filter(d.shown).map((link) => link.href)];";
        let seen = stage.run_with(script, vec![json!(name)]).await;
        assert_eq!(seen, json!([false, true, [page]]), "{name}");
    }
}

fn merge(article: &mut Value, change: &Value) {
    if let (Value::Object(article), Value::Object(change)) = (article, change) {
        article.extend(change.clone());
    }
}

async fn a_list_comes_from_its_own_url(stage: Stage) {
    let list = stories(&stage.site, &["Listed one", "Listed two"]);
    stage.site.publish("/list.json", &json!({ "items": list }));
    let article = json!({ "headline": "With a list", "trending": { "src": "list.json" } });
    stage.show(&article, "").await;
    stage.wait_until("d.parts('story').length === 2").await;
    let trending = stage.text("trending").await;
    assert!(trending.contains("Listed one") && trending.contains("Listed two"), "{trending}");
    assert_eq!(stage.site.count(Role::Publisher, "/list.json"), 1);
}

async fn a_list_comes_from_the_attribute(stage: Stage) {
    let list = stories(&stage.site, &["From the attribute"]);
    stage.site.publish("/list.json", &list);
    let attribute = format!(r#"trending="{}""#, stage.site.url(Role::Publisher, "/list.json"));
    stage.show(&full_article(&stage.site), &attribute).await;
    stage.wait_until("d.parts('story').length === 1").await;
    let trending = stage.text("trending").await;
    assert!(trending.contains("From the attribute"), "{trending}");
}

async fn the_list_changes_with_the_attribute(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let list = stories(&stage.site, &["One", "Two"]);
    let list = stage.site.publish("/list.json", &list);
    stage.run_with("d.widget().trending = args[0];", vec![json!(list)]).await;
    stage.wait_until("d.parts('story').length === 2").await;
    stage.run("d.widget().removeAttribute('trending');").await;
    stage.wait_until("d.parts('story').length === 4").await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn a_failing_list_costs_only_itself(stage: Stage) {
    let article = |site: &Site| {
        let mut article = full_article(site);
        article["trending"] = json!({ "src": site.url(Role::Publisher, "/list.json") });
        article
    };
    stage.site.serve(Role::Publisher, "/list.json", Answer::status(500));
    stage.show(&article(&stage.site), "").await;
    let event = stage.wait_for_event("dateline-error").await;
    let detail = &event["detail"];
    assert_eq!(detail["part"], "trending", "{event}");
    assert_eq!(detail["kind"], "status", "{event}");
    assert_eq!(detail["status"], 500, "{event}");
    stage.settle().await;
    assert_eq!(stage.state().await, "ready");
    assert!(stage.shows("body").await);
    assert!(!stage.shows_fallback().await);
    assert_eq!(stage.texts("story").await.len(), 0);
}
