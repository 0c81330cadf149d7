//! What leaves the page, and what stays in the browser.

use dateline_e2e::{
    answer::Answer,
    page::{COOKIE, FALLBACK, Page, element, script},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
    traces::suspicious,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(no_cookie_travels_with_a_fetch),
    scenario!(no_cookie_travels_with_a_redirect_back_to_the_page),
    scenario!(no_cookie_travels_where_a_page_calls_something_origin),
    scenario!(no_cookie_travels_from_a_frame_without_an_address),
    scenario!(what_every_scenario_ends_with_can_fail, except AsksStranger, except FetchesItself),
    scenario!(nothing_is_stored),
    scenario!(only_the_named_origins_are_asked),
    scenario!(the_referrer_is_the_pages_own_choice),
];

async fn no_cookie_travels_with_a_fetch(stage: Stage) {
    let article = full_article(&stage.site);
    stage.site.serve(Role::Host, "/near.json", Answer::json(&article));
    let far = stage.site.publish("/far.json", &article);
    let elements = element(r#"src="/near.json" loading="eager""#, FALLBACK)
        + &element(&format!(r#"src="{far}" loading="eager""#), FALLBACK);
    stage.open(elements + &stage.tag("")).await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.run("return document.cookie;").await, COOKIE);
    assert_eq!(suspicious(&stage, &[]).await, [""; 0]);
}

/// What a page's own server was sent as cookies, by whoever asked for this path; `None` where nothing was.
fn cookies(stage: &Stage, path: &str) -> Vec<Option<String>> {
    stage.site.asked(Role::Host, path).iter().map(|seen| seen.headers.get("cookie").cloned()).collect()
}

async fn no_cookie_travels_with_a_redirect_back_to_the_page(stage: Stage) {
    let back = stage.site.serve(Role::Host, "/back.json", Answer::json(&brief("There and back")));
    let src = stage.site.serve(Role::Publisher, "/away.json", Answer::redirect(&back));
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_for_article().await;
    // The first request is the loader's, the second is Rust's.
    stage.run_async("await d.widget().reload();").await;
    assert_eq!(cookies(&stage, "/back.json"), [None, None]);
}

async fn no_cookie_travels_where_a_page_calls_something_origin(stage: Stage) {
    stage.site.serve(Role::Host, "/near.json", Answer::json(&brief("Near")));
    let page = script("var origin = /Vell/;") + &element(r#"src="/near.json""#, FALLBACK);
    stage.open(page + &stage.tag("")).await;
    stage.wait_for_article().await;
    stage.run_async("await d.widget().reload();").await;
    assert_eq!(cookies(&stage, "/near.json"), [None, None]);
}

async fn no_cookie_travels_from_a_frame_without_an_address(stage: Stage) {
    stage.site.serve(Role::Host, "/near.json", Answer::json(&brief("Near")));
    let page = element(r#"src="/near.json" loading="eager""#, FALLBACK) + &stage.tag("");
    stage.open(format!(r#"<iframe srcdoc="{}"></iframe>"#, page.replace('&', "&amp;").replace('"', "&quot;"))).await;
    let widget = "document.querySelector('iframe').contentDocument.querySelector('dateline-article')";
    stage.wait_until(&format!("{widget}?.matches(':state(ready)')")).await;
    stage.run_async(&format!("await {widget}.reload();")).await;
    assert_eq!(cookies(&stage, "/near.json"), [None, None]);
}

async fn what_every_scenario_ends_with_can_fail(stage: Stage) {
    stage.show(&brief("Before"), "").await;
    stage.site.serve(Role::Host, "/own.json", Answer::json(&brief("The page's own")));
    let stranger = stage.site.serve(Role::Stranger, "/pixel", Answer::json(&json!({})));
    let own = format!(
        "await fetch('/own.json'); await fetch('{stranger}', {{ credentials: 'omit' }});
        document.cookie = 'more=1'; localStorage.more = 2;"
    );
    stage.run_async(&own).await;
    let found = suspicious(&stage, &[]).await;
    stage.run("document.cookie = 'more=1; Max-Age=0'; localStorage.clear();").await;
    assert_eq!(found.len(), 4, "{found:#?}");
}

async fn nothing_is_stored(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    stage.settle().await;
    let stored = "return [document.cookie, localStorage.length, sessionStorage.length,
        (await caches.keys()).length, (await indexedDB.databases()).length,
        (await navigator.serviceWorker.getRegistrations()).length];";
    let result = stage.run_async(stored).await;
    assert_eq!(result["value"], json!([COOKIE, 0, 0, 0, 0, 0]), "{result}");
}

async fn only_the_named_origins_are_asked(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    stage.wait_until("d.widget().shadowRoot.querySelector('img').complete").await;
    stage.settle().await;
    let origins = "return [...new Set(performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => !name.endsWith('/favicon.ico')).map((name) => new URL(name).origin))].sort();";
    let mut named = [stage.site.origin(Role::Dist), stage.site.origin(Role::Publisher)];
    named.sort();
    assert_eq!(stage.run(origins).await, json!(named));
    assert!(stage.site.seen().iter().all(|seen| seen.role != Role::Stranger));
}

async fn the_referrer_is_the_pages_own_choice(stage: Stage) {
    for (policy, expected) in
        [("no-referrer", None), ("strict-origin-when-cross-origin", Some(stage.site.origin(Role::Host) + "/"))]
    {
        let path = format!("/{policy}.json");
        let src = stage.site.publish(&path, &full_article(&stage.site));
        let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
        let meta = format!(r#"<meta name="referrer" content="{policy}">"#);
        stage.open(Page::new(body).head(meta)).await;
        stage.wait_for_article().await;
        let asked = stage.site.asked(Role::Publisher, &path);
        let referrer = asked[0].headers.get("referer");
        assert!(referrer.is_none() || referrer == expected.as_ref(), "{policy}: {referrer:?}");
    }
}
