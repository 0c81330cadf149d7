//! Many widgets on one page: what they ask for, and how much of it at a time.
//!
//! It knows the element and the servers; how many widgets there are is for its users to say.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::{
    answer::{Answer, Gate},
    page::{FALLBACK, Page, element, script},
    press::full_article,
    site::{Role, Site},
    stage::Stage,
};

/// The most requests that a page's widgets may have open at a time.
pub const OPEN: usize = 6;

/// A browser asks one origin for six things at a time by itself: with three of them, the limit is the widget's own.
const ORIGINS: [Role; 3] = [Role::Publisher, Role::Stranger, Role::Host];

/// How often the page is let do all it has pending, to see whether it asks for more.
const PAUSE: usize = 10;

/// How long a page may take to ask for what it must.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often the servers are asked whether it has.
const PACE: Duration = Duration::from_millis(5);

/// What all of them show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Articles {
    /// The same.
    One,
    /// Each its own.
    Each,
}

/// When they begin.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Loading {
    /// At once.
    Eager,
    /// When they come near.
    Lazy,
}

/// What was seen of a crowd.
#[derive(Clone, Debug)]
pub struct Sight {
    /// Requests for articles.
    pub requests: usize,
    /// The most of them that were open at a time.
    pub open: usize,
    /// The widgets that had begun when the page was left.
    pub begun: usize,
    /// How long the page was busy at a stretch, in milliseconds; Chromium alone tells.
    pub long_tasks: Vec<f64>,
}

/// Opens a page with so many widgets, sees all of them that should to their articles, and makes sure that
/// they share what they can.
///
/// # Panics
/// When they don't.
pub async fn gather(stage: &Stage, count: usize, articles: Articles, loading: Loading) -> Sight {
    let mut desk = Desk::open(&stage.site, if articles == Articles::One { 1 } else { count });
    let word = if loading == Loading::Eager { "eager" } else { "lazy" };
    let elements: String = (0..count)
        .map(|at| element(&format!(r#"loading="{word}" src="{}""#, desk.sources[at % desk.sources.len()]), FALLBACK))
        .collect();
    stage.open(Page::new(elements + &stage.tag("")).head(script(LONG_TASKS) + STYLE)).await;
    match loading {
        Loading::Eager => see(stage, &mut desk, count).await,
        Loading::Lazy => approach(stage, &mut desk).await,
    }
    let begun = begun(stage).await;
    let asked = desk.asked(&stage.site);
    assert_eq!(asked.len(), begun.min(desk.sources.len()), "not one request for each address: {asked:?}");
    assert!(desk.most_open <= OPEN, "{} requests were open at a time", desk.most_open);
    assert_eq!(stage.run("return [d.compiles, d.instances];").await, json!([1, 1]));
    assert_eq!(stage.site.wasm_count(), 1);
    let long_tasks = serde_json::from_value(stage.run("return window.__long;").await).unwrap_or_default();
    Sight { requests: asked.len(), open: desk.most_open, begun, long_tasks }
}

/// Comes near the first of a lazy crowd, then near the last.
async fn approach(stage: &Stage, desk: &mut Desk) {
    let near = near(stage).await;
    see(stage, desk, near).await;
    stage.settle().await;
    assert_eq!(begun(stage).await, near, "lazy ones began far from view");
    stage.run("scrollTo(0, document.documentElement.scrollHeight);").await;
    stage.wait_until(&format!("{ALL}.at(-1).matches(':state(loading), :state(ready)')")).await;
    stage.settle().await;
    let begun = begun(stage).await;
    see(stage, desk, begun).await;
    let middle = format!("return {ALL}[{ALL}.length >> 1].matches(':state(loading), :state(ready), :state(failed)');");
    assert_eq!(stage.run(&middle).await, false, "one that was never near has begun");
}

/// Answers what so many widgets ask for, and waits until they show it.
async fn see(stage: &Stage, desk: &mut Desk, count: usize) {
    desk.serve(stage, count.min(desk.sources.len())).await;
    stage.wait_until(&format!("{ALL}.filter((element) => element.matches(':state(ready)')).length >= {count}")).await;
}

/// How many widgets are near the window before any of them shows its article.
async fn near(stage: &Stage) -> usize {
    stage.wait_until(&format!("{BEGUN}.length > 0")).await;
    stage.settle().await;
    let near = format!(
        "return {ALL}.filter((element) => {{
            const {{ top, bottom }} = element.getBoundingClientRect();
            return bottom >= -1000 && top <= innerHeight + 1000;
        }}).length;"
    );
    let near = to_count(&stage.run(&near).await);
    assert_eq!(begun(stage).await, near, "others than the near ones began");
    near
}

/// How many widgets have begun.
async fn begun(stage: &Stage) -> usize {
    to_count(&stage.run(&format!("return {BEGUN}.length;")).await)
}

const ALL: &str = "[...document.querySelectorAll('dateline-article')]";
const BEGUN: &str =
    "[...document.querySelectorAll('dateline-article:is(:state(loading), :state(ready), :state(failed))')]";

/// Room for each: more are near than may ask at a time, and most are far from view.
const STYLE: &str = "<style>dateline-article { display: block; min-height: 120px }</style>";

const LONG_TASKS: &str = "window.__long = [];
    if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
        new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) __long.push(duration); })
            .observe({ type: 'longtask', buffered: true });
    }";

/// Articles on several origins, each behind a gate of its own.
struct Desk {
    sources: Vec<String>,
    gates: Vec<Gate>,
    answered: usize,
    most_open: usize,
}

impl Desk {
    fn open(site: &Site, count: usize) -> Self {
        let gates: Vec<_> = (0..count).map(|_| Gate::closed()).collect();
        let mut article = full_article(site);
        let publish = |(at, gate): (usize, &Gate)| {
            article["headline"] = format!("Story {at}").into();
            site.serve(ORIGINS[at % ORIGINS.len()], &path(at), Answer::json(&article).behind(gate))
        };
        Self { sources: gates.iter().enumerate().map(publish).collect(), gates, answered: 0, most_open: 0 }
    }

    /// The articles that have been asked for, in that order.
    fn asked(&self, site: &Site) -> Vec<usize> {
        let number = |path: &str| path.strip_prefix(FOLDER)?.strip_suffix(".json")?.parse().ok();
        site.seen().iter().filter_map(|seen| number(&seen.path)).collect()
    }

    /// Answers one request after the other until `count` are answered.
    async fn serve(&mut self, stage: &Stage, count: usize) {
        while self.answered < count {
            if self.answered.is_multiple_of(PAUSE) {
                stage.settle().await;
            }
            let asked = self.asked_next(&stage.site).await;
            self.most_open = self.most_open.max(asked.len() - self.answered);
            self.gates[asked[self.answered]].open();
            self.answered += 1;
        }
    }

    /// What has been asked for once there is something to answer.
    async fn asked_next(&self, site: &Site) -> Vec<usize> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let asked = self.asked(site);
            if asked.len() > self.answered {
                return asked;
            }
            assert!(Instant::now() < deadline, "{} articles were asked for, and no more", asked.len());
            sleep(PACE).await;
        }
    }
}

const FOLDER: &str = "/crowd/";

fn path(at: usize) -> String {
    format!("{FOLDER}{at}.json")
}

fn to_count(value: &Value) -> usize {
    value.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}
