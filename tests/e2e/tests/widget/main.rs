//! What the released widget does on somebody's page, in three engines.
//!
//! Every scenario is one test per engine: `cargo test -p dateline-e2e -- "firefox: a_"` runs some.

mod embedding;
mod article;
mod around;
mod languages;
mod attributes;
mod promises;
mod events;
mod fallback;
mod lifecycle;
mod frameworks;
mod sharing;
mod many;
mod sources;
mod samples;
mod wasm;
mod snapshots;
mod takeover;
mod rendered;
mod hints;
mod failing;
mod faults_table;
mod crashes;
mod rewritten;
mod patience;
mod refresh;
mod networks;
mod pictures;
mod odd_articles;
mod media;
mod privacy;
mod strict;
mod strict_pages;
mod hostile;
mod hostile_styles;
mod hostile_scripts;
mod corpora;
mod access;
mod gallery;

use std::{
    panic::{self, AssertUnwindSafe},
    sync::Arc,
};

use dateline_e2e::{
    browser::Engine,
    fleet::{Fleet, Play, check_release},
    stage::Stage,
    traces::{Exception, suspicious},
};
use libtest_mimic::{Arguments, Failed, Trial};

/// A behavior, by name.
struct Scenario {
    name: &'static str,
    play: Play,
}

/// A scenario that is named after its function, and what it does that the widget never would.
macro_rules! scenario {
    ($name:ident $(, except $exception:ident)*) => {
        crate::Scenario {
            name: stringify!($name),
            play: |stage| Box::pin(crate::play($name, &[$(crate::Exception::$exception),*], stage)),
        }
    };
}
use scenario;

/// Plays a scenario; whatever it is about, the page must have nothing to complain of, and the reader neither.
async fn play<F: Future<Output = ()>>(scenario: impl FnOnce(Stage) -> F, exceptions: &[Exception], stage: Stage) {
    scenario(stage.clone()).await;
    let complaints = stage.complaints().await;
    assert!(complaints.is_empty(), "the page complains: {complaints:#?}");
    let suspicious = suspicious(&stage, exceptions).await;
    assert!(suspicious.is_empty(), "privacy: {suspicious:#?}");
}

fn main() {
    let mut arguments = Arguments::from_args();
    if let Err(error) = check_release()
        && !arguments.list
    {
        eprintln!("{error}");
        std::process::exit(1);
    }
    // Two browsers at a time keep an ordinary machine busy; an engine plays one test at a time anyway.
    arguments.test_threads.get_or_insert(2);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("the system gives us threads");
    let runtime = Arc::new(runtime);
    let fleet = Arc::new(Fleet::default());
    let mut trials = Vec::new();
    for scenario in scenarios() {
        for engine in Engine::ALL {
            trials.push(trial(scenario, engine, &runtime, &fleet));
        }
    }
    let names: Vec<_> = scenarios().map(|scenario| scenario.name).collect();
    trials.push(Trial::test("every fault has its scenarios", move || faults_table::check(&names)));
    // Also when the run itself fails (its output was closed, say), the browsers must be ended.
    let run = panic::catch_unwind(AssertUnwindSafe(|| libtest_mimic::run(&arguments, trials)));
    runtime.block_on(fleet.end());
    match run {
        Ok(conclusion) => conclusion.exit(),
        Err(failure) => panic::resume_unwind(failure),
    }
}

/// All scenarios, by theme.
fn scenarios() -> impl Iterator<Item = &'static Scenario> {
    [
        embedding::SCENARIOS,
        article::SCENARIOS,
        around::SCENARIOS,
        languages::SCENARIOS,
        attributes::SCENARIOS,
        promises::SCENARIOS,
        events::SCENARIOS,
        fallback::SCENARIOS,
        lifecycle::SCENARIOS,
        frameworks::SCENARIOS,
        sharing::SCENARIOS,
        many::SCENARIOS,
        sources::SCENARIOS,
        samples::SCENARIOS,
        wasm::SCENARIOS,
        snapshots::SCENARIOS,
        takeover::SCENARIOS,
        rendered::SCENARIOS,
        hints::SCENARIOS,
        failing::SCENARIOS,
        crashes::SCENARIOS,
        rewritten::SCENARIOS,
        patience::SCENARIOS,
        refresh::SCENARIOS,
        networks::SCENARIOS,
        pictures::SCENARIOS,
        odd_articles::SCENARIOS,
        media::SCENARIOS,
        privacy::SCENARIOS,
        strict::SCENARIOS,
        strict_pages::SCENARIOS,
        hostile::SCENARIOS,
        hostile_styles::SCENARIOS,
        hostile_scripts::SCENARIOS,
        corpora::SCENARIOS,
        access::SCENARIOS,
        gallery::SCENARIOS,
    ]
    .into_iter()
    .flatten()
}

fn trial(scenario: &Scenario, engine: Engine, runtime: &Arc<tokio::runtime::Runtime>, fleet: &Arc<Fleet>) -> Trial {
    let (runtime, fleet, play) = (Arc::clone(runtime), Arc::clone(fleet), scenario.play);
    let name = format!("{}: {}", engine.name(), scenario.name);
    Trial::test(name, move || runtime.block_on(fleet.play(engine, play)).map_err(Failed::from))
}
