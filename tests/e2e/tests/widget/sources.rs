//! Where articles come from besides Dateline's own JSON: the page itself, and what publishers serve already.

use dateline_e2e::{
    page::{FALLBACK, element},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(the_page_s_own_article_is_read),
    scenario!(the_page_s_own_article_may_stand_behind_the_element),
    scenario!(a_page_without_an_article_shows_the_fallback),
    scenario!(wordpress_is_asked_for_what_it_left_out),
    scenario!(what_wordpress_said_first_stands_if_it_says_no_more),
];

/// A block of JSON-LD.
fn block(json: &str) -> String {
    format!(r#"<script type="application/ld+json">{json}</script>"#)
}

fn news(headline: &str) -> String {
    block(
        &json!({ "@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, "author": "A" })
            .to_string(),
    )
}

async fn the_page_s_own_article_is_read(stage: Stage) {
    let others = block("{ broken") + &block(r#"{"@type": "BreadcrumbList", "name": "Crumbs"}"#);
    let body = others + &news("On the page") + &news("A second one") + &element(r##"src="#""##, FALLBACK);
    stage.open(body + &stage.tag("")).await;
    let detail = stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "On the page", "{detail}");
    assert_eq!(stage.site.count(Role::Host, "/page.html"), 1);
}

async fn the_page_s_own_article_may_stand_behind_the_element(stage: Stage) {
    let filler = "<p>…</p>".repeat(2_000);
    let body = element(r##"src="#" loading="eager""##, FALLBACK) + &stage.tag("") + &filler + &news("Behind it");
    stage.open(body).await;
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "Behind it");
}

async fn a_page_without_an_article_shows_the_fallback(stage: Stage) {
    stage.open(block(r#"{"@type": "WebSite"}"#) + &element(r##"src="#""##, FALLBACK) + &stage.tag("")).await;
    let error = stage.wait_for_event("dateline-error").await;
    assert_eq!(error["detail"]["kind"], "empty", "{error}");
}

/// A post as WordPress tells it without `_embed`.
fn post() -> Value {
    json!({
        "title": { "rendered": "A &amp; B" }, "content": { "rendered": "<p>Copy</p>", "protected": false },
        "author": 7, "featured_media": 0, "link": "https://blog.example/a-b",
    })
}

const POST: &str = "/wp-json/wp/v2/posts/1";
const WHOLE: &str = "/wp-json/wp/v2/posts/1?_embed";

async fn wordpress_is_asked_for_what_it_left_out(stage: Stage) {
    let src = stage.site.publish(POST, &post());
    let mut whole = post();
    whole["_embedded"] = json!({ "author": [{ "name": "Alice" }] });
    stage.site.publish(WHOLE, &whole);
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "A & B");
    assert_eq!(stage.text("author").await, "Alice");
    assert_eq!([POST, WHOLE].map(|path| stage.site.count(Role::Publisher, path)), [1, 1]);
}

async fn what_wordpress_said_first_stands_if_it_says_no_more(stage: Stage) {
    let src = stage.site.publish(POST, &post());
    stage.site.serve(Role::Publisher, WHOLE, dateline_e2e::answer::Answer::status(500));
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_for_article().await;
    assert_eq!(stage.text("headline").await, "A & B");
    assert_eq!(stage.site.count(Role::Publisher, WHOLE), 1);
}
