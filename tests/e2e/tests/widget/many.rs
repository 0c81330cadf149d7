//! Many elements on one page, and one page for many elements: nothing is asked for twice, and nothing stays behind.
//!
//! `cargo xtask soak` does the same for longer.

use dateline_e2e::{
    crowd::{Articles, Loading, gather},
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
];

const WARM_UP: usize = 20;
const CYCLES: usize = 80;
const CROWD: usize = 60;

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
