//! How the wasm comes, and what stays when it doesn't.

use dateline_e2e::{
    answer::{Answer, Gate},
    fleet::release,
    page::{FALLBACK, element},
    press::brief,
    site::{RELEASE, Role, from_file},
    stage::Stage,
};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(the_release_compiles, except FetchesItself),
    scenario!(any_mime_type_of_the_wasm_works),
    scenario!(a_changed_wasm_is_refused),
    scenario!(a_missing_wasm_leaves_the_fallback),
    scenario!(a_missing_wasm_is_told_once),
    scenario!(the_next_element_gets_a_working_engine),
];

/// A custom section: valid wasm, other bytes.
const ANOTHER_SECTION: [u8; 4] = [0x00, 0x02, 0x01, b'x'];

async fn the_release_compiles(stage: Stage) {
    let url = stage.site.release_url("dateline.wasm");
    stage.open("").await;
    let compile = format!(
        "const module = await WebAssembly.compileStreaming(fetch('{url}'));
        return WebAssembly.Module.exports(module).length > 0;"
    );
    let result = stage.run_async(&compile).await;
    assert_eq!(result["value"], true, "{result}");
}

async fn any_mime_type_of_the_wasm_works(stage: Stage) {
    for mime in ["application/octet-stream", "text/plain", "text/html"] {
        let wasm = from_file(&release().join("dateline.wasm")).header("content-type", mime);
        stage.site.serve(Role::Dist, &wasm_path(), wasm);
        let before = stage.site.wasm_count();
        stage.show(&brief(mime), "").await;
        assert_eq!(stage.text("headline").await, mime);
        assert_eq!(stage.site.wasm_count(), before + 1, "{mime}");
    }
}

async fn a_changed_wasm_is_refused(stage: Stage) {
    let mut bytes = std::fs::read(release().join("dateline.wasm")).expect("the release is built");
    bytes.extend(ANOTHER_SECTION);
    let wasm = Answer::new("application/wasm", bytes);
    stage.site.serve(Role::Dist, &wasm_path(), wasm);
    leaves_the_fallback(&stage, "another wasm").await;
}

async fn a_missing_wasm_leaves_the_fallback(stage: Stage) {
    let half = std::fs::read(release().join("dateline.wasm")).expect("the release is built");
    let half = half[..half.len() / 2].to_vec();
    for (name, answer) in [
        ("not found", Answer::status(404)),
        ("broken server", Answer::status(500)),
        ("half of it", Answer::new("application/wasm", half)),
        ("no CORS", from_file(&release().join("dateline.wasm")).without_header("access-control-allow-origin")),
        ("reset", Answer::reset()),
    ] {
        stage.site.serve(Role::Dist, &wasm_path(), answer);
        leaves_the_fallback(&stage, name).await;
    }
}

/// The page's own words stay, the page is told, and nothing is thrown at it.
async fn leaves_the_fallback(stage: &Stage, name: &str) {
    let src = stage.site.publish("/a.json", &brief("Unseen"));
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!(event["detail"]["part"], "article", "{name}: {event}");
    stage.settle().await;
    assert!(stage.shows_fallback().await, "{name}");
    assert_eq!(stage.state().await, "failed", "{name}");
    assert_eq!(stage.complaints().await, [""; 0], "{name}");
}

async fn a_missing_wasm_is_told_once(stage: Stage) {
    let gate = Gate::closed();
    stage.site.serve(Role::Dist, &wasm_path(), Answer::status(404).behind(&gate));
    let src = stage.site.publish("/a.json", &brief("Unseen"));
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Dist, &wasm_path(), 1).await;
    // What changes while the element waits makes it wait no second time.
    stage.run("d.widget().variant = 'card';").await;
    stage.run("d.widget().headingLevel = 3;").await;
    gate.open();
    stage.wait_for_event("dateline-error").await;
    stage.settle().await;
    assert_eq!(stage.run("return d.events.length;").await, 1);
}

async fn the_next_element_gets_a_working_engine(stage: Stage) {
    let wasm = from_file(&release().join("dateline.wasm"));
    stage.site.serve_each(Role::Dist, &wasm_path(), vec![Answer::status(503), wasm]);
    let src = stage.site.publish("/a.json", &brief("Second try"));
    let markup = element(&format!(r#"src="{src}""#), FALLBACK);
    stage.open(markup.clone() + &stage.tag("")).await;
    stage.wait_for_event("dateline-error").await;
    stage.run_with("document.body.insertAdjacentHTML('beforeend', args[0]);", vec![markup.into()]).await;
    stage.wait_for_article().await;
}

fn wasm_path() -> String {
    format!("{RELEASE}dateline.wasm")
}
