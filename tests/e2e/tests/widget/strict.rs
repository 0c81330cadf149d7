//! Pages with a strict policy, and pages that spoil the language.

use dateline_e2e::{
    answer::Answer,
    page::{FALLBACK, NONCE, Page, element, script},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_strict_page_sees_no_violation),
    scenario!(a_strict_page_may_fail_and_retry),
    scenario!(without_wasm_the_fallback_stays),
    scenario!(spoiled_prototypes_change_no_request),
    scenario!(old_libraries_do_no_harm),
];

/// The policy of the contract, word for word.
pub(crate) fn strict_policy(stage: &Stage) -> String {
    let (publisher, dist) = (stage.site.origin(Role::Publisher), stage.site.origin(Role::Dist));
    format!(
        "default-src 'none'; script-src 'nonce-{NONCE}' 'wasm-unsafe-eval'; style-src 'none'; \
         img-src {publisher}; connect-src {publisher} {dist}; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

async fn a_strict_page_sees_no_violation(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag(&format!(r#"data-src="{src}""#));
    stage.open(Page::new(body).policy(strict_policy(&stage))).await;
    stage.wait_for_events("dateline-load", 2).await;
    stage.run("Object.assign(d.widget(), { variant: 'card', theme: 'dark', lang: 'de' });").await;
    stage.wait_until("!d.part('body')").await;
    stage.run("d.widget().variant = 'full';").await;
    stage.wait_until("d.shown(d.part('body'))").await;
    stage.wait_until("d.widget().shadowRoot.querySelector('img').complete").await;
    stage.settle().await;
    assert!(stage.shows("headline").await);
    assert_eq!(stage.complaints().await, [""; 0]);
}

async fn a_strict_page_may_fail_and_retry(stage: Stage) {
    let answers = vec![Answer::status(503), Answer::json(&brief("Recovered"))];
    let src = stage.site.url(Role::Publisher, "/a.json");
    stage.site.serve_each(Role::Publisher, "/a.json", answers);
    let body = element(&format!(r#"src="{src}""#), "") + &stage.tag("");
    stage.open(Page::new(body).policy(strict_policy(&stage))).await;
    stage.click("d.part('retry')").await;
    stage.wait_for_article().await;
    assert_eq!(stage.complaints().await, [""; 0]);
}

async fn without_wasm_the_fallback_stays(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Unseen"));
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    let policy = strict_policy(&stage).replace(" 'wasm-unsafe-eval'", "");
    stage.open(Page::new(body).policy(policy)).await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!(event["detail"]["kind"], "unsupported", "{event}");
    assert_eq!(event["detail"]["retryable"], false, "{event}");
    stage.settle().await;
    assert!(stage.shows_fallback().await);
    let lines = stage.console(None).await;
    let naming: Vec<_> = lines.iter().filter(|line| line.contains("wasm-unsafe-eval")).collect();
    assert_eq!(naming.len(), 1, "{lines:#?}");
    // The browser reports the wasm that it blocked; that is the page's own doing.
    stage.run("d.violations.length = 0;").await;
}

async fn spoiled_prototypes_change_no_request(stage: Stage) {
    let answers = vec![Answer::status(503), Answer::json(&full_article(&stage.site)), Answer::json(&brief("Again"))];
    let src = stage.site.url(Role::Publisher, "/a.json");
    stage.site.serve_each(Role::Publisher, "/a.json", answers);
    // Until the end: the driver's own scripts run in the same page.
    let spoil = script(
        "const spoiled = { once: true, passive: true, capture: true, signal: AbortSignal.abort(), method: 'POST',
            headers: { 'X-Spoiled': '1' }, body: 'spoiled', mode: 'no-cors', credentials: 'include', cache: 'force-cache',
            redirect: 'error', rootMargin: '-99%', threshold: 1, integrity: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' };
        window.spoil = () => { for (const [name, value] of Object.entries(spoiled)) Object.prototype[name] = value; };
        window.mend = () => { for (const name of Object.keys(spoiled)) delete Object.prototype[name]; };
        window.retry = () => { spoil(); d.part('retry').click(); };
        const d = window.__dateline;
        spoil();
        document.addEventListener('dateline-error', mend, false);
        document.addEventListener('dateline-load', mend, false);",
    );
    let body = spoil + &element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    stage.open(body).await;
    stage.wait_for_event("dateline-error").await;
    stage.run("retry();").await;
    stage.wait_for_events("dateline-load", 1).await;
    stage.run("spoil(); d.widget().reload();").await;
    stage.wait_for_events("dateline-load", 2).await;
    stage.run("mend();").await;
    assert_eq!(stage.text("headline").await, "Again");
    for seen in stage.site.seen().into_iter().filter(|seen| seen.role != Role::Host) {
        assert_eq!(seen.method, "GET", "{seen:?}");
        assert!(!seen.headers.contains_key("x-spoiled"), "{seen:?}");
    }
}

/// Prototype.js 1.6 and its like: `toJSON` on arrays, other `bind`s, enumerable methods everywhere.
async fn old_libraries_do_no_harm(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let spoil = script(
        "Array.prototype.toJSON = function () { return JSON.stringify(String(this)); };
        String.prototype.toJSON = function () { return `'${this}'`; };
        Array.prototype.each = Array.prototype.forEach;
        Object.prototype.extend = function () { return this; };
        Element.prototype.remove = function () { this.parentNode.removeChild(this); };
        window.mend = () => { for (const kind of [Array, String]) delete kind.prototype.toJSON; delete Object.prototype.extend; };
        window.$ = window.jQuery = () => { throw new Error('not yours'); };",
    );
    let body = spoil + &element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    stage.open(body).await;
    stage.wait_until("d.shown(d.part('body'))").await;
    let mend = "window.mend();";
    stage.run(mend).await;
    assert_eq!(stage.texts("story").await.len(), 4);
}
