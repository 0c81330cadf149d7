//! Many elements on one page, and one page for many elements: nothing is asked for twice, and nothing stays behind.
//!
//! `cargo xtask soak` does the same for longer.

use dateline_e2e::{
    crowd::{Articles, Loading, gather},
    page::{FALLBACK, Page, element, script},
    press::full_article,
    soak::{Cycle, Figure, soak},
    stage::Stage,
};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(elements_removed_before_loading_leave_nothing),
    scenario!(elements_removed_while_loading_leave_nothing),
    scenario!(elements_removed_after_loading_leave_nothing),
    scenario!(changes_of_src_leave_nothing),
    scenario!(refreshes_leave_nothing),
    scenario!(a_crowd_shares_one_article),
    scenario!(a_lazy_crowd_shares_one_article),
    scenario!(a_crowd_asks_for_a_few_articles_at_a_time, except AsksStranger),
    scenario!(a_lazy_crowd_asks_for_what_is_near, except AsksStranger),
    scenario!(further_articles_take_little_memory),
];

const WARM_UP: usize = 20;
const CYCLES: usize = 80;
const CROWD: usize = 60;

/// So many articles each of its own are on a page, and so many more come.
const FEW: usize = 20;
const FURTHER: usize = 60;

/// The most that each of those adds to the instance's memory, in bytes.
const LITTLE: f64 = 30.0 * 1024.0;

/// Finds the instance's memory.
const WATCH: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
        const result = await original.apply(WebAssembly, words);
        const all = Object.values((result.instance ?? result).exports);
        window.memory = all.find((it) => it instanceof WebAssembly.Memory);
        return result;
    };
}";

async fn elements_removed_before_loading_leave_nothing(stage: Stage) {
    assert_nothing_stays(&stage, Cycle::Before).await;
}

async fn elements_removed_while_loading_leave_nothing(stage: Stage) {
    assert_nothing_stays(&stage, Cycle::During).await;
}

async fn elements_removed_after_loading_leave_nothing(stage: Stage) {
    assert_nothing_stays(&stage, Cycle::After).await;
}

async fn changes_of_src_leave_nothing(stage: Stage) {
    assert_nothing_stays(&stage, Cycle::Change).await;
}

async fn refreshes_leave_nothing(stage: Stage) {
    assert_nothing_stays(&stage, Cycle::Refresh).await;
}

async fn assert_nothing_stays(stage: &Stage, cycle: Cycle) {
    let figures = soak(stage, cycle, WARM_UP, CYCLES).await;
    // So few cycles tell only what is counted one by one; bytes are for the long run.
    let growing: Vec<_> = figures.iter().filter(|figure| figure.is_counted() && figure.grows()).collect();
    assert!(growing.is_empty(), "{growing:#?}");
    assert!(figures.iter().any(Figure::is_counted));
}

async fn a_crowd_shares_one_article(stage: Stage) {
    gather(&stage, CROWD, Articles::One, Loading::Eager).await;
}

async fn a_lazy_crowd_shares_one_article(stage: Stage) {
    gather(&stage, CROWD, Articles::One, Loading::Lazy).await;
}

async fn a_crowd_asks_for_a_few_articles_at_a_time(stage: Stage) {
    let sight = gather(&stage, CROWD, Articles::Each, Loading::Eager).await;
    assert!(sight.open > 1, "one at a time is too few");
}

async fn a_lazy_crowd_asks_for_what_is_near(stage: Stage) {
    let sight = gather(&stage, CROWD, Articles::Each, Loading::Lazy).await;
    assert!(sight.begun < CROWD);
}

async fn further_articles_take_little_memory(stage: Stage) {
    let mut article = full_article(&stage.site);
    // Kept in full, this alone would be more than is allowed.
    article["body"] = "A long sentence of a long story. ".repeat(1500).into();
    let mut elements = (0..FEW + FURTHER).map(|at| {
        let src = stage.site.publish(&format!("/each/{at}.json"), &article);
        element(&format!(r#"loading="eager" src="{src}""#), FALLBACK)
    });
    let few: String = elements.by_ref().take(FEW).collect();
    stage.open(Page::new(few + &stage.tag("")).head(script(WATCH))).await;
    let before = memory_with(&stage, FEW).await;
    let further: String = elements.collect();
    stage.run_with("document.body.insertAdjacentHTML('beforeend', args[0]);", vec![further.into()]).await;
    let each = (memory_with(&stage, FEW + FURTHER).await - before) / FURTHER as f64;
    assert!(each <= LITTLE, "each further article takes {each} bytes");
}

/// The bytes of the instance's memory once so many articles are in place.
async fn memory_with(stage: &Stage, count: usize) -> f64 {
    stage.wait_until(&format!("document.querySelectorAll('dateline-article:state(ready)').length === {count}")).await;
    stage.settle().await;
    stage.run("return memory.buffer.byteLength;").await.as_f64().expect("a number")
}
