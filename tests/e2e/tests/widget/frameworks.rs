//! The element in apps of React, Vue, Svelte and Preact, and of a page's own script, each with a router.
//!
//! The apps in `tests/frameworks` have the same pages with the same ids, so that each behavior is written once.

use std::{env, path::PathBuf};

use dateline_e2e::{
    answer::Answer,
    page::{Page, script},
    press::{brief, full_article},
    site::{Role, from_file},
    stage::Stage,
};
use serde_json::json;

use crate::Scenario;

/// Each behavior in each app.
macro_rules! in_each_app {
    ($($behavior:ident),* $(,)?) => { &[$(
        in_each_app!($behavior in "plain"),
        in_each_app!($behavior in "preact"),
        in_each_app!($behavior in "react"),
        in_each_app!($behavior in "svelte"),
        in_each_app!($behavior in "vue"),
    )*] };
    ($behavior:ident in $app:literal) => {
        Scenario {
            name: concat!(stringify!($behavior), "_in_", $app),
            play: |stage| Box::pin(crate::play(|stage| async move {
                $behavior(&stage, $app).await;
                assert_quiet(&stage).await;
            }, &[], stage)),
        }
    };
}

pub(crate) const SCENARIOS: &[Scenario] = in_each_app![
    attributes_are_set_and_unset,
    properties_are_set_and_unset,
    events_are_heard_and_canceled,
    another_src_is_shown_in_the_same_element,
    a_page_that_is_left_comes_back,
    a_list_is_reordered,
    a_late_script_finds_the_app_there,
];

const DEFINED: &str = "customElements.whenDefined('dateline-article')";

/// Opens an app; its script is there before the widget's, or waits for it.
async fn open(stage: &Stage, app: &str, is_early: bool) {
    let folder = env::var_os("DATELINE_FRAMEWORKS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/frameworks")), PathBuf::from);
    let file = folder.join(app).with_extension("js");
    assert!(file.is_file(), "{} is missing: `cargo xtask test end-to-end` builds it", file.display());
    stage.site.serve(Role::Host, "/app.js", from_file(&file));
    let missing = stage.site.serve(Role::Publisher, "/missing.json", Answer::status(404));
    let stories = ["/one.json", "/two.json", "/three.json"];
    let [one, two, three] = stories.map(|path| {
        let mut article = full_article(&stage.site);
        article["headline"] = json!(path);
        stage.site.publish(path, &article)
    });
    let press = json!({
        "sources": [one, two, missing, three],
        "list": [one, two, three],
        "articles": [{ "headline": "Handed", "body": ["First.", "Second."], "tags": [{ "name": "Sea" }] }, brief("Handed again")],
    });
    let start = format!(
        "window.press = {press};
        const run = () => document.body.append(Object.assign(document.createElement('script'), {{ src: '/app.js' }}));
        {};",
        if is_early { "run()".to_owned() } else { format!("{DEFINED}.then(run)") },
    );
    let tag = if is_early { String::new() } else { stage.tag("") };
    let page = Page::new(format!("<div id=\"app\"></div>{tag}{}", script(&start)));
    stage.visit(stage.stand("/", page)).await;
    stage.wait_until("document.getElementById('story')").await;
}

/// Waits until the element that a selector finds shows that headline.
async fn wait_for_headline(stage: &Stage, selector: &str, headline: &str) {
    let (selector, headline) = (json!(selector), json!(headline));
    stage.wait_until(&format!("d.text(d.part('headline', {selector})) === {headline}")).await;
}

/// Waits until the app has heard these events and no others.
async fn wait_until_heard(stage: &Stage, events: &str) {
    stage.wait_until(&format!("d.text(document.getElementById('heard')) === {}", json!(events))).await;
}

/// How often an article was asked for.
fn asked(stage: &Stage) -> usize {
    stage.site.seen().iter().filter(|seen| seen.path.ends_with(".json")).count()
}

async fn click(stage: &Stage, id: &str) {
    stage.run_with("document.getElementById(args[0]).click();", vec![json!(id)]).await;
}

/// Neither the framework nor the widget has warned of anything.
async fn assert_quiet(stage: &Stage) {
    for level in ["warn", "error"] {
        let lines = stage.console(Some(level)).await;
        let lines: Vec<_> = lines.iter().filter(|line| !line.contains("/missing.json: answered 404")).collect();
        assert!(lines.is_empty(), "{lines:#?}");
    }
}

async fn attributes_are_set_and_unset(stage: &Stage, app: &str) {
    open(stage, app, false).await;
    wait_for_headline(stage, "#story", "/one.json").await;
    let attributes = "return ['src', 'variant', 'heading-level', 'link-target', 'hidden'].map((name) => d.widget().getAttribute(name));";
    let src = stage.site.url(Role::Publisher, "/one.json");
    assert_eq!(stage.run(attributes).await, json!([src, null, "3", "_self", null]));
    assert_eq!(stage.run("return d.heading();").await, json!(3));
    click(stage, "resize").await;
    stage.wait_until("d.widget().variant === 'card' && !d.part('body')").await;
    click(stage, "resize").await;
    stage.wait_until("d.widget().variant === 'full' && d.shown(d.part('body'))").await;
    click(stage, "hide").await;
    stage.wait_until("d.widget().hidden && !d.shown(d.part('headline'))").await;
    click(stage, "hide").await;
    stage.wait_until("!d.widget().hasAttribute('hidden') && d.shown(d.part('headline'))").await;
    assert_eq!(stage.site.count(Role::Publisher, "/one.json"), 1);
}

async fn properties_are_set_and_unset(stage: &Stage, app: &str) {
    const SEEN: &str = "const { article, variant, headingLevel } = d.widget();
        return [article?.body ?? null, variant, headingLevel, d.heading(), d.text(d.part('tag'))];";
    open(stage, app, false).await;
    click(stage, "to-handed").await;
    wait_for_headline(stage, "#handed", "/one.json").await;
    let asked_before = asked(stage);
    assert_eq!(stage.run(SEEN).await, json!([null, "full", 2, 2, "Ansel Republic"]));
    click(stage, "give").await;
    wait_for_headline(stage, "#handed", "Handed").await;
    assert_eq!(stage.run(SEEN).await, json!([["First.", "Second."], "compact", 4, 4, null]));
    click(stage, "give").await;
    wait_for_headline(stage, "#handed", "Handed again").await;
    click(stage, "take").await;
    wait_for_headline(stage, "#handed", "/one.json").await;
    assert_eq!(stage.run(SEEN).await, json!([null, "full", 2, 2, "Ansel Republic"]));
    wait_until_heard(stage, "load: /one.json, load: Handed, load: Handed again, load: /one.json").await;
    assert_eq!(asked(stage), asked_before);
}

async fn events_are_heard_and_canceled(stage: &Stage, app: &str) {
    open(stage, app, false).await;
    wait_until_heard(stage, "load: /one.json").await;
    stage.click("d.part('story')").await;
    wait_until_heard(stage, "load: /one.json, select: A Lighthouse Keeper’s Long Goodbye").await;
    stage.settle().await;
    assert_eq!(stage.site.count(Role::Publisher, "/stories/1"), 0);
    assert_eq!(stage.location().await, stage.site.url(Role::Host, "/"));
    click(stage, "next").await;
    wait_for_headline(stage, "#story", "/two.json").await;
    click(stage, "next").await;
    let all = "load: /one.json, select: A Lighthouse Keeper’s Long Goodbye, load: /two.json, error: status";
    wait_until_heard(stage, all).await;
}

async fn another_src_is_shown_in_the_same_element(stage: &Stage, app: &str) {
    open(stage, app, false).await;
    wait_for_headline(stage, "#story", "/one.json").await;
    stage.run("window.kept = d.widget();").await;
    click(stage, "next").await;
    wait_for_headline(stage, "#story", "/two.json").await;
    click(stage, "next").await;
    stage.wait_until("d.state() === 'failed' && d.fallbackShown() && d.text(d.widget()) === 'Fallback 2'").await;
    click(stage, "next").await;
    wait_for_headline(stage, "#story", "/three.json").await;
    let now = "return [kept === d.widget(), d.fallbackShown(), kept.textContent.trim()];";
    assert_eq!(stage.run(now).await, json!([true, false, "Fallback 3"]));
    for path in ["/one.json", "/two.json", "/missing.json", "/three.json"] {
        assert_eq!(stage.site.count(Role::Publisher, path), 1, "{path}");
    }
}

async fn a_page_that_is_left_comes_back(stage: &Stage, app: &str) {
    open(stage, app, false).await;
    wait_for_headline(stage, "#story", "/one.json").await;
    for back in ["history.back();", "document.getElementById('to-story').click();"] {
        click(stage, "to-list").await;
        stage.wait_until("document.getElementById('reverse') && !document.getElementById('story')").await;
        assert_eq!(stage.location().await, stage.site.url(Role::Host, "/list"));
        stage.run(back).await;
        wait_for_headline(stage, "#story", "/one.json").await;
    }
    stage.wait_until("d.state() === 'ready' && d.shown(d.part('body'))").await;
    click(stage, "next").await;
    wait_for_headline(stage, "#story", "/two.json").await;
    assert_eq!(stage.site.count(Role::Publisher, "/one.json"), 1);
}

async fn a_list_is_reordered(stage: &Stage, app: &str) {
    const STORIES: &str = "[...document.querySelectorAll('main dateline-article')]";
    open(stage, app, false).await;
    click(stage, "to-list").await;
    stage
        .wait_until(&format!("{STORIES}.length === 3 && {STORIES}.every((story) => story.matches(':state(ready)'))"))
        .await;
    assert_eq!(stage.headlines().await, ["/one.json", "/two.json", "/three.json"]);
    let (events, asked_before) = (stage.run("return d.events;").await, asked(stage));
    let keep = format!(
        "const headline = (story) => story.shadowRoot.querySelector('[part~=headline]');
        const before = new Map({STORIES}.map((story) => [story.src, [story, headline(story)]]));
        window.exchanged = () => {STORIES}.flatMap((story) => {{
            const [node, words] = before.get(story.src);
            return [node === story || `element of ${{story.src}}`, words === headline(story) || `headline of ${{story.src}}`];
        }}).filter((text) => text !== true);"
    );
    stage.run(&keep).await;
    click(stage, "reverse").await;
    stage.wait_until(&format!("{STORIES}[0].src.endsWith('/three.json')")).await;
    stage.settle().await;
    assert_eq!(stage.headlines().await, ["/three.json", "/two.json", "/one.json"]);
    assert_eq!(stage.run("return exchanged();").await, json!([]));
    assert_eq!(stage.run("return d.events;").await, events);
    assert_eq!(asked(stage), asked_before);
}

/// What frameworks set before the element is defined are attributes.
async fn a_late_script_finds_the_app_there(stage: &Stage, app: &str) {
    open(stage, app, true).await;
    assert!(stage.shows_fallback().await);
    let load = "document.body.append(Object.assign(document.createElement('script'), { src: args[0] }));";
    stage.run_with(load, vec![json!(stage.site.release_url("dateline.js"))]).await;
    wait_until_heard(stage, "load: /one.json").await;
    assert_eq!(stage.run("return d.heading();").await, json!(3));
    click(stage, "next").await;
    wait_until_heard(stage, "load: /one.json, load: /two.json").await;
}
