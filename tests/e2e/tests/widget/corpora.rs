//! What others have written to break out of a page, as the bodies of articles; and a page that it does break.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use dateline_e2e::{
    answer::Answer,
    browser::Engine,
    page::{Page, element, script},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario, strict::strict_policy};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(payloads_do_nothing_on_a_strict_page),
    scenario!(more_payloads_do_nothing_on_a_strict_page),
    scenario!(still_more_payloads_do_nothing_on_a_strict_page),
    scenario!(the_last_payloads_do_nothing_on_a_strict_page),
    scenario!(payloads_run_where_markup_is_inserted, except FetchesItself),
];

/// How many payloads a page is given at a time.
const BATCH: usize = 100;

/// How many frames of the control are there at a time.
const FRAMES: usize = 40;

/// How many elements show them.
const ELEMENTS: usize = 5;

/// What runs by itself in a browser of today, at the least: seventy do, and a busy machine may miss a few.
const CONTROL: u64 = 60;

const HARNESS: &str = include_str!("corpora.js");

/// All payloads that are HTML; none where the corpora aren't there.
fn payloads() -> Vec<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = env::var_os("DATELINE_SHARED").map_or_else(beside, PathBuf::from).join("corpora");
    let Ok(entries) = fs::read_dir(&folder) else {
        assert!(env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", folder.display());
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    let is_html = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".json") && !name.contains("url") && !name.starts_with("jsontest")
    };
    let mut payloads = Vec::new();
    for path in paths.iter().filter(is_html) {
        let text = fs::read_to_string(path).expect("the corpus can be read");
        let cases: Vec<Value> = serde_json::from_str(&text).expect("a corpus is an array");
        payloads.extend(cases.iter().filter_map(payload));
    }
    payloads
}

fn payload(case: &Value) -> Option<String> {
    if let Some(input) = case["input"].as_str() {
        return Some(input.to_owned());
    }
    let repeat = &case["repeat"];
    let count = usize::try_from(repeat["count"].as_u64()?).ok()?;
    Some(repeat["unit"].as_str()?.repeat(count) + repeat["suffix"].as_str().unwrap_or_default())
}

/// An article that has the payload as its body, and as its words; the other fields are tried natively.
fn article(payload: &str) -> Value {
    json!({
        "headline": format!("H {payload}"), "summary": payload, "url": payload, "language": payload, "byline": [payload],
        "body": payload,
    })
}

async fn payloads_do_nothing_on_a_strict_page(stage: Stage) {
    show_quarter(&stage, 0).await;
}

async fn more_payloads_do_nothing_on_a_strict_page(stage: Stage) {
    show_quarter(&stage, 1).await;
}

async fn still_more_payloads_do_nothing_on_a_strict_page(stage: Stage) {
    show_quarter(&stage, 2).await;
}

async fn the_last_payloads_do_nothing_on_a_strict_page(stage: Stage) {
    show_quarter(&stage, 3).await;
}

/// Shows every fourth payload: no scenario may take long.
async fn show_quarter(stage: &Stage, number: usize) {
    let payloads: Vec<String> = payloads().into_iter().skip(number).step_by(4).collect();
    show(stage, &payloads).await;
}

/// Shows these payloads on one page, and looks for all that they mustn't do.
async fn show(stage: &Stage, payloads: &[String]) {
    // No picture is loaded: some payloads name the hosts of strangers.
    let policy =
        strict_policy(stage).replace(&format!("img-src {}", stage.site.origin(Role::Publisher)), "img-src 'none'");
    let address = |(at, payload): (usize, &String)| stage.site.publish(&format!("/{at}.json"), &article(payload));
    let addresses: Vec<String> = payloads.iter().enumerate().map(address).collect();
    // WebKit 2.52 crashes over `text-wrap: pretty` where many elements share a word.
    let watch = script(&format!("{HARNESS}; window.fired = []; corpora.hook(window, (name) => fired.push(name));"));
    let body =
        element("loading=\"eager\" sections=\"headline summary byline body\"", "").repeat(ELEMENTS) + &stage.tag("");
    stage.open(Page::new(body).head(watch).policy(policy)).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.run("window.before = corpora.page();").await;
    for batch in addresses.chunks(BATCH) {
        let wrong = stage.run_async(&format!("return corpora.show({});", json!(batch))).await;
        assert_eq!(wrong, json!({ "value": [] }));
    }
    stage.settle().await;
    assert_eq!(stage.run("return window.fired;").await, json!([]));
    let page = stage.run("return [before, corpora.page()];").await;
    assert_eq!(page[0], page[1]);
    // The pictures that articles show are the page's to refuse.
    let violations = "d.violations = d.violations.filter((violation) => !violation.startsWith('img-src '));";
    stage.run(violations).await;
    assert_eq!(stage.complaints().await, [""; 0]);
    let is_foreign = |seen: &dateline_e2e::site::Seen| match seen.role {
        Role::Publisher => !seen.path.ends_with(".json"),
        Role::Stranger => true,
        Role::Host => seen.path != "/page.html",
        Role::Dist => false,
    };
    let foreign: Vec<_> = stage.site.seen().into_iter().filter(is_foreign).map(|seen| seen.path).collect();
    assert_eq!(foreign, [""; 0]);
}

/// The harness sees what happens: the same payloads, put into a page by `innerHTML`.
async fn payloads_run_where_markup_is_inserted(stage: Stage) {
    let payloads = payloads();
    if stage.engine != Engine::Chromium || payloads.is_empty() {
        return;
    }
    stage.site.serve(Role::Host, "/payloads.json", Answer::json(&json!(payloads)));
    stage.open(Page::new("").head(script(HARNESS))).await;
    stage.run_async("window.payloads = await (await fetch('/payloads.json')).json(); window.fired = new Set();").await;
    for start in (0..payloads.len()).step_by(FRAMES) {
        let run = format!(
            "const frames = payloads.slice({start}, {start} + {FRAMES}).map((payload, at) => {{
                const frame = document.createElement('iframe');
                // No dialogs: those of frames in the frame would wait for somebody.
                frame.sandbox = 'allow-scripts allow-same-origin';
                document.body.append(frame);
                corpora.hook(frame.contentWindow, () => {{ fired.add({start} + at); }});
                frame.contentDocument.body.innerHTML = payload;
                return frame;
            }});
            // What fails to load says so late.
            await new Promise((done) => {{ setTimeout(done, 500); }});
            for (const frame of frames) {{
                try {{ corpora.poke(frame.contentDocument.body); }} catch {{ /* It has left. */ }}
            }}
            await new Promise((done) => {{ setTimeout(done, 100); }});
            frames.forEach((frame) => frame.remove());"
        );
        stage.run_async(&run).await;
    }
    let fired = stage.run("return fired.size;").await;
    println!("{fired} of {} payloads ran", payloads.len());
    assert!(fired.as_u64() >= Some(CONTROL), "{fired}");
    // What they throw is theirs.
    stage.run("d.errors.length = 0; d.violations.length = 0;").await;
}
