//! Elements that come with a snapshot of their article in a declarative shadow root.

use dateline_e2e::{
    answer::{Answer, Gate},
    page::FALLBACK,
    press::brief,
    site::Role,
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_snapshot_stays_until_the_article_is_there),
    scenario!(a_snapshot_may_be_moved_before_that),
    scenario!(a_snapshot_stays_where_the_server_is_out_of_reach),
    scenario!(a_snapshot_of_a_withdrawn_story_goes),
    scenario!(the_focus_stays_where_it_was),
];

/// An element with what a snapshot holds of an article with that headline.
fn snapshot(src: &str, headline: &str) -> String {
    format!(
        r#"<dateline-article src="{src}"><template shadowrootmode="open"><div><div class="dateline"><article part="article"><header><h2 part="headline"><a href="https://news.example/brief" part="source-link">{headline}</a></h2></header></article></div></div></template>{FALLBACK}</dateline-article>"#
    )
}

const WORDS: &str = "d.widget().shadowRoot.textContent.includes(args[0])";

async fn says(stage: &Stage, words: &str) -> bool {
    stage.run_with(&format!("return {WORDS};"), vec![json!(words)]).await == true
}

async fn a_snapshot_stays_until_the_article_is_there(stage: Stage) {
    let gate = Gate::closed();
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::json(&brief("As it is now")).behind(&gate));
    stage.open(snapshot(&src, "As it was") + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.settle().await;
    assert!(says(&stage, "As it was").await);
    assert!(!stage.shows_fallback().await);
    gate.open();
    stage.wait_for_article().await;
    assert_eq!(stage.texts("headline").await, ["As it is now"]);
    assert!(!says(&stage, "As it was").await);
    assert_eq!(stage.run("return d.widget().shadowRoot.childElementCount;").await, 1);
}

async fn a_snapshot_may_be_moved_before_that(stage: Stage) {
    let gate = Gate::closed();
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::json(&brief("As it is now")).behind(&gate));
    stage.open(snapshot(&src, "As it was") + "<aside></aside>" + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.run("document.querySelector('aside').append(d.widget());").await;
    stage.settle().await;
    gate.open();
    stage.wait_for_article().await;
    assert_eq!(stage.texts("headline").await, ["As it is now"]);
    stage.run("d.widget().removeAttribute('src');").await;
    stage.settle().await;
    assert!(stage.shows_fallback().await);
}

async fn a_snapshot_stays_where_the_server_is_out_of_reach(stage: Stage) {
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::status(503));
    stage.open(snapshot(&src, "As it was") + &stage.tag("")).await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!(event["detail"]["retryable"], true, "{event}");
    stage.settle().await;
    assert_eq!(stage.text("headline").await, "As it was");
    assert!(!stage.shows_fallback().await);
}

async fn a_snapshot_of_a_withdrawn_story_goes(stage: Stage) {
    let mut article = brief("Withdrawn");
    article["status"] = json!("canceled");
    let src = stage.site.publish("/a.json", &article);
    stage.open(snapshot(&src, "As it was") + &stage.tag("")).await;
    stage.wait_for_event("dateline-error").await;
    stage.settle().await;
    assert!(!says(&stage, "As it was").await);
    assert!(stage.shows("notice").await);
}

async fn the_focus_stays_where_it_was(stage: Stage) {
    let gate = Gate::closed();
    let mut article = brief("The same");
    article["url"] = json!("https://news.example/brief");
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::json(&article).behind(&gate));
    stage.open(snapshot(&src, "The same") + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.run("d.widget().shadowRoot.querySelector('a').focus();").await;
    gate.open();
    stage.wait_for_article().await;
    let focused = "const { activeElement } = d.widget().shadowRoot;
        return [activeElement?.textContent ?? null, d.shown(activeElement)];";
    assert_eq!(stage.run(focused).await, json!(["The same", true]));
}
