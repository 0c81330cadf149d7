//! Uses the widget for hours, and by the hundred, and tells what it leaves behind: `soak [ENGINE] [CYCLE…]`.
//!
//! Without words everything is done, in Chromium.

use std::{process::ExitCode, time::Instant};

use dateline_e2e::{
    browser::{Browser, Engine},
    crowd::{Articles, Loading, Sight, gather},
    fleet::{check_release, release},
    site::Site,
    soak::{Cycle, Figure, soak},
    stage::Stage,
};
use fantoccini::Client;

/// Cycles after which everything that is kept for good is there.
const WARM_UP: usize = 100;

/// Cycles that may leave nothing; of the shortest `refresh` they are more than eight hours.
const CYCLES: usize = 1000;

/// Widgets on one page.
const CROWD: usize = 300;

const KINDS: [Cycle; 5] = [Cycle::Before, Cycle::During, Cycle::After, Cycle::Change, Cycle::Refresh];

const CROWDS: [(Articles, Loading); 4] = [
    (Articles::One, Loading::Eager),
    (Articles::One, Loading::Lazy),
    (Articles::Each, Loading::Eager),
    (Articles::Each, Loading::Lazy),
];

/// What the words ask for.
struct Wish {
    engine: Engine,
    cycles: Vec<Cycle>,
    is_crowded: bool,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(wish) = wish(&words) else {
        let cycles: Vec<_> = KINDS.iter().map(|cycle| cycle.key()).collect();
        eprintln!("usage: soak [chromium|firefox|webkit] [{}|crowd]…", cycles.join("|"));
        return ExitCode::FAILURE;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("the system gives us threads");
    match runtime.block_on(run_all(&wish)) {
        Ok(faults) if faults.is_empty() => {
            println!("\nnothing stays behind");
            ExitCode::SUCCESS
        }
        Ok(faults) => {
            eprintln!("\n{}", faults.join("\n"));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("soak: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Nothing where a word means nothing.
fn wish(words: &[String]) -> Option<Wish> {
    let mut wish = Wish { engine: Engine::Chromium, cycles: Vec::new(), is_crowded: false };
    for word in words {
        let engine = Engine::ALL.into_iter().find(|engine| engine.name() == word);
        let cycle = KINDS.into_iter().find(|cycle| cycle.key() == word);
        match (engine, cycle) {
            (Some(engine), _) => wish.engine = engine,
            (None, Some(cycle)) => wish.cycles.push(cycle),
            (None, None) if word == "crowd" => wish.is_crowded = true,
            (None, None) => return None,
        }
    }
    if wish.cycles.is_empty() && !wish.is_crowded {
        wish.cycles.extend(KINDS);
        wish.is_crowded = true;
    }
    Some(wish)
}

/// Does all that is wished for, and says what was wrong; the browser ends whatever happens.
async fn run_all(wish: &Wish) -> Result<Vec<String>, String> {
    check_release()?;
    let browser = Browser::start(wish.engine).await?;
    let client = browser.client().clone();
    let mut faults = Vec::new();
    println!("{:<26}{:>14}{:>14}{:>14}{:>12}", "", "before", "warm", "at the end", "per cycle");
    for &cycle in &wish.cycles {
        let stage = stage(wish.engine, &client).await;
        // A task of its own, so that a panic ends nothing else.
        let soaking = stage.clone();
        match tokio::spawn(async move { soak(&soaking, cycle, WARM_UP, CYCLES).await }).await {
            Ok(figures) => faults.extend(tell_figures(cycle, &figures)),
            Err(error) => faults.push(format!("{}: {error}\n{}", cycle.name(), stage.report().await)),
        }
    }
    for &(articles, loading) in CROWDS.iter().filter(|_| wish.is_crowded) {
        let stage = stage(wish.engine, &client).await;
        let started = Instant::now();
        match tokio::spawn(async move { gather(&stage, CROWD, articles, loading).await }).await {
            Ok(sight) => tell_sight(articles, loading, &sight, started),
            Err(error) => faults.push(format!("{CROWD} widgets, {articles:?}, {loading:?}: {error}")),
        }
    }
    browser.quit().await;
    Ok(faults)
}

async fn stage(engine: Engine, client: &Client) -> Stage {
    Stage::new(engine, Site::start(&release()).await, client.clone())
}

fn tell_figures(cycle: Cycle, figures: &[Figure]) -> Vec<String> {
    println!("\n{}, {CYCLES} times after {WARM_UP}", cycle.name());
    let mut faults = Vec::new();
    for figure in figures {
        let Figure { measure, before, warm, end, per_cycle } = figure;
        let before = before.map_or_else(|| "–".to_owned(), |before| format!("{before:.0}"));
        let verdict = if figure.grows() { "  grows" } else { "" };
        println!("  {:<24}{before:>14}{warm:>14.0}{end:>14.0}{per_cycle:>12.3}{verdict}", measure.name);
        if figure.grows() {
            let limit = measure.limit;
            faults.push(format!("{}: {} grow by {per_cycle:.3} ({limit} are too much)", cycle.name(), measure.name));
        }
    }
    faults
}

fn tell_sight(articles: Articles, loading: Loading, sight: &Sight, started: Instant) {
    let Sight { requests, open, begun, long_tasks } = sight;
    let longest = long_tasks.iter().copied().fold(0.0, f64::max);
    println!(
        "\n{CROWD} widgets, {articles:?}, {loading:?}: {begun} began with {requests} requests, {open} at a time; \
         {} long tasks, the longest {longest:.0} ms, together {:.0} ms; seen in {:.1} s",
        long_tasks.len(),
        long_tasks.iter().fold(0.0, |sum, task| sum + task),
        started.elapsed().as_secs_f64(),
    );
}
