//! The same thing done on one page again and again, and what it leaves behind.
//!
//! It knows how a cycle is done and what can be counted; the widget's inside it doesn't know.

use serde_json::{Value, json};

use crate::{
    answer::Answer,
    browser::Engine,
    page::{Page, script},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
};

const SCRIPT: &str = include_str!("soak.js");

/// How often growth is looked at.
const SAMPLES: usize = 5;

/// The most cycles that one script does: drivers end what takes longer than half a minute.
const BATCH: usize = 50;

/// What is done in every cycle.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cycle {
    /// An element is taken away before it has asked for anything.
    Before,
    /// An element is taken away while its article is on its way.
    During,
    /// An element is taken away once its article is in place.
    After,
    /// An element gets another `src`.
    Change,
    /// An element's `refresh` is due.
    Refresh,
}

impl Cycle {
    /// What it is called in a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "removed before loading",
            Self::During => "removed while loading",
            Self::After => "removed after loading",
            Self::Change => "another src",
            Self::Refresh => "refresh",
        }
    }

    /// A short name of it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
            Self::Change => "change",
            Self::Refresh => "refresh",
        }
    }
}

/// Something that is counted, and the most of it that a cycle may leave.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// What is counted.
    pub name: &'static str,
    /// The growth for each cycle from which on something is being kept.
    pub limit: f64,
}

const fn measure(name: &'static str, limit: f64) -> Measure {
    Measure { name, limit }
}

/// Less than one thing in ten cycles; a leak is one in every cycle, or in every other.
const COUNTED: f64 = 0.1;

/// What V8 and the engine may make of code that runs often, in bytes: they compile it better and better.
const COMPILED: f64 = 128.0;

/// Chromium's figures. Objects are what a closure shows in; bytes are there for what has none, as texts.
const CHROMIUM: [Measure; 6] = [
    measure("nodes", COUNTED),
    measure("documents", COUNTED),
    measure("listeners", COUNTED),
    measure("objects", COUNTED),
    measure("heap, bytes", COMPILED),
    measure("engine's heap, bytes", COMPILED),
];

/// What the instance tells in every browser. Its memory grows by whole pages;
/// the bytes in use are the finer measure, since the allocator's smallest block has 16.
const INSTANCE: [Measure; 3] =
    [measure("wasm memory, bytes", 8.0), measure("wasm's references", COUNTED), measure("wasm in use, bytes", 8.0)];

/// How one measure went.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What was counted.
    pub measure: Measure,
    /// On the page without any article; what is in use can't be weighed then.
    pub before: Option<f64>,
    /// After the warm-up.
    pub warm: f64,
    /// After the last cycle.
    pub end: f64,
    /// How much came with each cycle: the median of the slopes between any two samples.
    pub per_cycle: f64,
}

impl Figure {
    /// Whether cycles leave something behind.
    pub fn grows(&self) -> bool {
        self.per_cycle >= self.measure.limit
    }

    /// Whether it is counted one by one, and a single thing shows.
    pub fn is_counted(&self) -> bool {
        self.measure.limit < 1.0
    }
}

/// Does `warm_up` cycles, then `cycles` more, and says what has grown with the latter.
pub async fn soak(stage: &Stage, cycle: Cycle, warm_up: usize, cycles: usize) -> Vec<Figure> {
    let sources = publish(stage);
    open(stage).await;
    let before = sample(stage).await;
    stage.run_with("window.__sources = args[0];", vec![sources]).await;
    let soaking = Soaking { stage, cycle };
    // The engine runs before anything is taken away.
    soaking.script("await soak.load(sources.quick);").await;
    soaking.run(warm_up / 2).await;
    // What fills the memory stays in it, and so the rest of the warm-up makes new room.
    let light = weigh(stage).await;
    soaking.run(warm_up - warm_up / 2).await;
    let mut samples = vec![sample(stage).await];
    let step = cycles / SAMPLES;
    for _ in 0..SAMPLES {
        soaking.run(step).await;
        samples.push(sample(stage).await);
    }
    let heavy = weigh(stage).await;
    let weighed = (heavy - light) / to_float(warm_up - warm_up / 2 + step * SAMPLES);
    let mut figures = Vec::new();
    for (at, measure) in measures(stage.engine).enumerate() {
        let values: Vec<f64> = samples.iter().map(|sample| sample[at]).collect();
        let [warm, .., end] = values[..] else { unreachable!("there are several samples") };
        let per_cycle = slope(&values) / to_float(step);
        figures.push(Figure { measure, before: Some(before[at]), warm, end, per_cycle });
    }
    let measure = INSTANCE[INSTANCE.len() - 1];
    figures.push(Figure { measure, before: None, warm: light, end: heavy, per_cycle: weighed });
    figures
}

/// A page in use, and what has been done on it.
struct Soaking<'a> {
    stage: &'a Stage,
    cycle: Cycle,
}

impl Soaking<'_> {
    async fn run(&self, cycles: usize) {
        let mut left = cycles;
        while left > 0 {
            let batch = left.min(BATCH);
            self.script(&format!("await soak.run('{}', {batch}, sources);", self.cycle.key())).await;
            left -= batch;
        }
        self.script("soak.tidy();").await;
    }

    async fn script(&self, body: &str) {
        let result = self.stage.run_async(&format!("const soak = __soak, sources = __sources; {body}")).await;
        assert!(result["error"].is_null(), "{}: {}", self.cycle.name(), result["error"]);
    }
}

/// How often what is refreshed has changed: longer than anybody refreshes it.
const VERSIONS: usize = 2000;

/// Publishes what the cycles ask for.
fn publish(stage: &Stage) -> Value {
    let site = &stage.site;
    let article = full_article(site);
    let versions = [Answer::json(&article), Answer::json(&brief("Another version"))];
    json!({
        "quick": site.publish("/soak/quick.json", &article),
        "silent": site.serve(Role::Publisher, "/soak/silent.json", Answer::silence()),
        "endless": site.serve(Role::Publisher, "/soak/endless.json", Answer::drip()),
        "changing": site.serve_each(Role::Publisher, "/soak/changing.json", versions.iter().cycle().take(VERSIONS).cloned().collect()),
    })
}

async fn open(stage: &Stage) {
    let far = "<style>#far { margin-top: 12000px }</style>";
    let body = format!(r#"<div id="far"></div>{}"#, stage.tag(""));
    stage.open(Page::new(body).head(script(SCRIPT) + far)).await;
    stage.wait_until("customElements.get('dateline-article')").await;
}

fn measures(engine: Engine) -> impl Iterator<Item = Measure> {
    let browsers = if engine == Engine::Chromium { &CHROMIUM[..] } else { &[] };
    browsers.iter().chain(&INSTANCE[..INSTANCE.len() - 1]).copied()
}

/// The present value of every measure, in the order of [`measures`].
async fn sample(stage: &Stage) -> Vec<f64> {
    stage.settle().await;
    let mut values = Vec::new();
    if stage.engine == Engine::Chromium {
        values.extend(stage.alive().await);
    }
    let instance = stage.run("return [__soak.length(), __soak.references()];").await;
    values.extend(instance.as_array().into_iter().flatten().map(|value| value.as_f64().unwrap_or(f64::NAN)));
    values
}

async fn weigh(stage: &Stage) -> f64 {
    stage.settle().await;
    stage.run("return __soak.weigh();").await.as_f64().expect("the instance has an allocator")
}

/// The median of the slopes between any two values (Theil and Sen): a jump here and there doesn't bend it.
fn slope(values: &[f64]) -> f64 {
    let mut slopes = Vec::new();
    for (start, first) in values.iter().enumerate() {
        for (distance, other) in values[start..].iter().enumerate().skip(1) {
            slopes.push((other - first) / to_float(distance));
        }
    }
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    if slopes.len().is_multiple_of(2) { f64::midpoint(slopes[middle - 1], slopes[middle]) } else { slopes[middle] }
}

fn to_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a run has few cycles"))
}
