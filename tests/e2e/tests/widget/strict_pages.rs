//! Pages that forbid what the widget needs, and places where it has no origin: it works, or the page's own words stay.

use std::fs;

use dateline_e2e::{
    answer::Answer,
    fleet::release,
    page::{FALLBACK, NONCE, Page, element, with_recorder},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario, strict::strict_policy};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_policy_without_the_release_names_the_remedy),
    scenario!(a_policy_without_the_publisher_leaves_the_fallback),
    scenario!(a_wrong_integrity_leaves_the_fallback),
    scenario!(the_integrity_of_the_manifest_is_right),
    scenario!(a_sandbox_without_an_origin_shows_the_article),
    scenario!(a_page_in_an_attribute_shows_the_article),
    scenario!(without_scripts_the_fallback_is_shown),
    scenario!(a_policy_without_scripts_leaves_the_fallback),
];

async fn a_policy_without_the_release_names_the_remedy(stage: Stage) {
    let dist = stage.site.origin(Role::Dist);
    let policy = strict_policy(&stage).replace(&format!("{} {dist}", stage.site.origin(Role::Publisher)), "PUBLISHER");
    let policy =
        policy.replace("connect-src PUBLISHER", &format!("connect-src {}", stage.site.origin(Role::Publisher)));
    assert!(!policy.contains(&dist), "{policy}");
    let event = fails(&stage, policy, 2).await;
    assert_eq!(event["detail"]["kind"], "blocked", "{event}");
    let lines = stage.console(None).await;
    let naming: Vec<_> = lines.iter().filter(|line| line.contains("connect-src")).collect();
    assert_eq!((naming.len(), lines.len()), (1, 1), "{lines:#?}");
    // The browser reports what it blocked; that is the page's own doing.
    stage.run("d.violations.length = 0;").await;
}

async fn a_policy_without_the_publisher_leaves_the_fallback(stage: Stage) {
    let (publisher, dist) = (stage.site.origin(Role::Publisher), stage.site.origin(Role::Dist));
    let policy =
        strict_policy(&stage).replace(&format!("connect-src {publisher} {dist}"), &format!("connect-src {dist}"));
    let event = fails(&stage, policy, 1).await;
    assert_eq!(event["detail"]["kind"], "blocked", "{event}");
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 0);
    stage.run("d.violations.length = 0;").await;
}

/// Opens a page with that many elements and that policy, and waits until the first says that nothing will come.
async fn fails(stage: &Stage, policy: String, elements: usize) -> Value {
    let src = stage.site.publish("/a.json", &brief("Unseen"));
    let body = element(&format!(r#"src="{src}""#), FALLBACK).repeat(elements) + &stage.tag("");
    stage.open(Page::new(body).policy(policy)).await;
    stage.wait_for_events("dateline-error", elements).await;
    stage.settle().await;
    assert!(stage.shows_fallback().await);
    assert_eq!(stage.state().await, "failed");
    stage.wait_for_event("dateline-error").await
}

async fn a_wrong_integrity_leaves_the_fallback(stage: Stage) {
    let wrong = format!("sha384-{}", "A".repeat(64));
    open_with_integrity(&stage, &wrong).await;
    stage.settle().await;
    assert!(stage.shows_fallback().await);
    assert_eq!(stage.run("return Boolean(customElements.get('dateline-article'));").await, false);
    assert_eq!(stage.site.wasm_count(), 0);
}

async fn the_integrity_of_the_manifest_is_right(stage: Stage) {
    let manifest = fs::read(release().join("manifest.json")).expect("the release has a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("the manifest is JSON");
    let right = manifest["files"]["dateline.js"]["integrity"].as_str().unwrap_or_default();
    open_with_integrity(&stage, right).await;
    stage.wait_for_article().await;
    assert!(!stage.shows_fallback().await);
}

async fn open_with_integrity(stage: &Stage, integrity: &str) {
    let src = stage.site.publish("/a.json", &brief("Checked"));
    let tag = stage.tag(&format!("crossorigin integrity=\"{integrity}\""));
    stage.open(element(&format!("src=\"{src}\""), FALLBACK) + &tag).await;
}

async fn a_sandbox_without_an_origin_shows_the_article(stage: Stage) {
    let inner = stage.stand("/inner.html", inner(&stage, &stage.site.publish("/a.json", &full_article(&stage.site))));
    stage.open(frame(&format!("sandbox=\"allow-scripts\" src=\"{inner}\""))).await;
    stage.enter("document.querySelector('iframe')").await;
    stage.wait_for_article().await;
    assert_eq!(stage.run("return origin;").await, "null");
    is_whole(&stage).await;
}

async fn a_page_in_an_attribute_shows_the_article(stage: Stage) {
    stage.site.serve(Role::Host, "/near.json", Answer::json(&full_article(&stage.site)));
    for sandbox in ["", "sandbox=\"allow-scripts\""] {
        // Such a page has no address of its own: this one is the outer page's.
        let page = element("src=\"near.json\" loading=\"eager\"", FALLBACK) + &stage.tag("");
        let page = with_recorder(&format!("<!doctype html><html lang=\"en\"><head></head><body>{page}</body></html>"));
        let markup = page.replace('&', "&amp;").replace('"', "&quot;");
        stage.open(frame(&format!("{sandbox} srcdoc=\"{markup}\""))).await;
        stage.enter("document.querySelector('iframe')").await;
        stage.wait_for_article().await;
        assert_eq!(stage.location().await, "about:srcdoc");
        is_whole(&stage).await;
    }
}

fn inner(stage: &Stage, src: &str) -> Page {
    Page::new(element(&format!("src=\"{src}\" loading=\"eager\""), FALLBACK) + &stage.tag(""))
}

fn frame(attributes: &str) -> String {
    format!("<iframe {attributes} style=\"width: 900px; height: 700px\"></iframe>")
}

/// The article with its picture is there, and a reader can open what is closed.
async fn is_whole(stage: &Stage) {
    stage.wait_until("d.widget().shadowRoot.querySelector('img').complete").await;
    stage.settle().await;
    assert!(stage.shows("body").await && stage.shows("disclaimer").await);
    assert!(!stage.shows_fallback().await);
    assert_eq!(stage.console(None).await, [""; 0]);
    assert_eq!(stage.complaints().await, [""; 0]);
}

/// A frame without `allow-scripts` is a page with scripts switched off, in every engine alike; the page around looks in.
async fn without_scripts_the_fallback_is_shown(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let words = "<p>The page’s own words.</p><noscript><p>Without scripts.</p></noscript>";
    let body = element(&format!("src=\"{src}\""), words) + &stage.tag("");
    let inner = stage.stand("/inner.html", Page::new(body));
    stage.open(frame(&format!("sandbox=\"allow-same-origin\" src=\"{inner}\""))).await;
    let seen = "const page = frames[0].document, element = page.querySelector('dateline-article');
        return [typeof frames[0].__dateline, element.shadowRoot, [...element.querySelectorAll('p')].map((node) =>
            node.getClientRects().length > 0 && node.innerText)];";
    let expected = json!(["undefined", null, ["The page’s own words.", "Without scripts."]]);
    assert_eq!(stage.run(seen).await, expected);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json") + stage.site.wasm_count(), 0);
}

async fn a_policy_without_scripts_leaves_the_fallback(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let body = element(&format!("src=\"{src}\""), FALLBACK) + &stage.tag("");
    let policy = strict_policy(&stage).replace(&format!("'nonce-{NONCE}' 'wasm-unsafe-eval'"), "'none'");
    assert!(policy.contains("script-src 'none'"), "{policy}");
    stage.open(Page::new(body).policy(policy)).await;
    let shown = "const element = document.querySelector('dateline-article');
        return [d === undefined, element.shadowRoot, element.querySelector('p').getClientRects().length];";
    assert_eq!(stage.run(shown).await, json!([true, null, 1]));
    let asked: Vec<String> = stage.site.seen().into_iter().map(|seen| seen.path).collect();
    assert_eq!(asked, ["/page.html"]);
}
