//! Hints: what they have a browser ask for early, it asks for once.

use std::collections::BTreeMap;

use dateline_e2e::{
    answer::{Answer, Gate},
    browser::Engine,
    cli::dateline,
    fleet::release,
    page::Page,
    press::full_article,
    site::{RELEASE, Role, from_file},
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(what_is_hinted_loads_once_on_a_slow_network),
    scenario!(what_is_hinted_loads_once_where_stories_are_asked_for_each_time),
    scenario!(what_is_hinted_by_headers_loads_once),
    scenario!(what_a_page_serves_itself_loads_once),
];

/// How publishers have browsers keep what changes now and then.
const FOR_A_MINUTE: &str = "max-age=60";
const ASKED_EACH_TIME: &str = "no-cache";

/// What a story that is hinted needs, each asked for once.
const ALL: [&str; 8] = [
    "/a.json",
    "/list.json",
    "/page.html",
    "/pictures/ferry-1200.svg",
    "dateline.css",
    "dateline.de.json",
    "dateline.js",
    "dateline.wasm",
];

/// A German story with a list of its own and a picture in two widths.
fn story(stage: &Stage) -> Value {
    let mut article = full_article(&stage.site);
    article["language"] = json!("de");
    article["trending"] = json!({ "src": stage.site.publish("/list.json", &article["trending"]) });
    article
}

/// Serves the release as CDNs do, and the story and its list as `kept` says; nothing of it before the gate opens.
fn serve(stage: &Stage, article: &Value, kept: &str, gate: &Gate) {
    for file in ["dateline.js", "dateline.wasm", "dateline.css", "dateline.de.json"] {
        let answer = from_file(&release().join(file)).header("cache-control", "public, max-age=31536000, immutable");
        // Without the script nobody would ask for the rest.
        let answer = if file == "dateline.js" { answer } else { answer.behind(gate) };
        stage.site.serve(Role::Dist, &format!("{RELEASE}{file}"), answer);
    }
    let list = &full_article(&stage.site)["trending"];
    for (path, document) in [("/a.json", article), ("/list.json", list)] {
        stage.site.serve(Role::Publisher, path, Answer::json(document).header("cache-control", kept).behind(gate));
    }
    let picture = Answer::picture(1200, 675).header("cache-control", "max-age=600");
    stage.site.serve(Role::Publisher, "/pictures/ferry-1200.svg", picture);
}

/// Has the tool write something about the story, before anybody else asks for it.
async fn written(stage: &Stage, article: &Value, words: &[&str]) -> String {
    let src = stage.site.publish("/a.json", article);
    dateline(&[words, &["--release", &stage.site.release_url(""), &src]].concat()).await
}

/// The tags for a page's head, and those for its body.
fn parts(printed: &str) -> (&str, &str) {
    let (head, body) = printed.split_once("<!-- Where").expect("it has two parts");
    (head, body.split_once("-->").expect("the remark ends").1)
}

/// Waits for the story and all that stands beside it; whatever was asked for since, and how often.
async fn loads(stage: &Stage, asked: usize) -> BTreeMap<String, usize> {
    stage.wait_until("d?.eventsOf('dateline-load')[0]").await;
    stage.wait_until("d.parts('story').length === 4").await;
    stage.wait_until("d.part('image').complete && d.part('image').naturalWidth > 0").await;
    stage.settle().await;
    let mut counts = BTreeMap::new();
    for seen in stage.site.seen().into_iter().skip(asked) {
        *counts.entry(seen.path.trim_start_matches(RELEASE).to_owned()).or_default() += 1;
    }
    counts
}

/// Each of these was asked for once, and nothing else.
#[track_caller]
fn assert_once(counts: &BTreeMap<String, usize>, paths: &[&str]) {
    let expected: BTreeMap<_, _> = paths.iter().map(|path| ((*path).to_owned(), 1)).collect();
    assert_eq!(*counts, expected);
}

/// Chromium says where a hint was of no use.
async fn assert_all_used(stage: &Stage) {
    if stage.engine == Engine::Chromium {
        let lines = stage.log().await;
        assert!(!lines.iter().any(|line| line.contains("preload")), "{lines:#?}");
    }
}

async fn what_is_hinted_loads_once_on_a_slow_network(stage: Stage) {
    let article = story(&stage);
    let printed = written(&stage, &article, &["embed", "--hinted"]).await;
    let (head, body) = parts(&printed);
    assert_eq!(head.matches("rel=\"preload\"").count(), ALL.len() - 1, "{head}");
    let gate = Gate::closed();
    serve(&stage, &article, FOR_A_MINUTE, &gate);
    let asked = stage.site.seen().len();
    let url = stage.stand("/slow.html", Page::new(body).head(head).lang("de"));
    stage.open("").await;
    // Without waiting until it is loaded.
    stage.run_with("const [url] = args; setTimeout(() => location.assign(url));", vec![json!(url)]).await;
    // The widget asks for article, program and styles while the answers to the hints are still on their way.
    stage.wait_until("d?.fetched.length >= 3").await;
    stage.settle().await;
    gate.open();
    assert_once(&loads(&stage, asked).await, &[&ALL[..], &["/slow.html"]].concat());
    assert_all_used(&stage).await;
}

async fn what_is_hinted_loads_once_where_stories_are_asked_for_each_time(stage: Stage) {
    let article = story(&stage);
    let printed = written(&stage, &article, &["embed", "--hinted"]).await;
    let (head, body) = parts(&printed);
    let gate = Gate::closed();
    gate.open();
    serve(&stage, &article, ASKED_EACH_TIME, &gate);
    let asked = stage.site.seen().len();
    stage.open(Page::new(body).head(head).lang("de")).await;
    assert_once(&loads(&stage, asked).await, &ALL);
    assert_all_used(&stage).await;
}

async fn what_is_hinted_by_headers_loads_once(stage: Stage) {
    let article = story(&stage);
    let printed = written(&stage, &article, &["embed", "--headers"]).await;
    let tag = written(&stage, &article, &["embed"]).await;
    let links: Vec<_> = printed.lines().filter_map(|line| line.strip_prefix("Link: ")).collect();
    assert_eq!(links.len(), ALL.len() - 1, "{printed}");
    let gate = Gate::closed();
    gate.open();
    serve(&stage, &article, ASKED_EACH_TIME, &gate);
    let asked = stage.site.seen().len();
    stage.open(Page::new(tag).lang("de").link(links.join(", "))).await;
    assert_once(&loads(&stage, asked).await, &ALL);
    assert_all_used(&stage).await;
}

/// Of what is of the page's own origin only the script and the picture are hinted: no hint goes without cookies.
async fn what_a_page_serves_itself_loads_once(stage: Stage) {
    let article = story(&stage);
    let site = stage.site.origin(Role::Publisher);
    let printed = written(&stage, &article, &["embed", "--hinted", "--site", &site]).await;
    let (head, body) = parts(&printed);
    assert_eq!(head.matches("rel=\"preload\"").count(), ALL.len() - 3, "{head}");
    let gate = Gate::closed();
    gate.open();
    serve(&stage, &article, FOR_A_MINUTE, &gate);
    let asked = stage.site.seen().len();
    let url = stage.stand_on(Role::Publisher, "/page.html", Page::new(body).head(head).lang("de"));
    stage.visit(url).await;
    assert_once(&loads(&stage, asked).await, &ALL);
    assert_all_used(&stage).await;
}
