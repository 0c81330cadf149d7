//! Many inputs at once, in order, with a bar where somebody watches.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

/// Below so many inputs a bar would be gone before it is seen.
const WORTH_A_BAR: usize = 50;
/// How many inputs are worked on before what came of them is told.
const BATCH: usize = 1_024;

/// Works on all inputs in parallel, and tells what came of each in their order.
pub(crate) fn each<I: Sync, T: Send>(
    inputs: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut tell: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let bar = bar(inputs.len());
    for batch in inputs.chunks(BATCH) {
        let results: Vec<T> = batch
            .par_iter()
            .map(|input| {
                let result = work(input);
                bar.inc(1);
                result
            })
            .collect();
        // Once for all, for each time the bar is drawn anew.
        bar.suspend(|| results.into_iter().try_for_each(&mut tell))?;
    }
    bar.finish_and_clear();
    Ok(())
}

fn bar(count: usize) -> ProgressBar {
    if count < WORTH_A_BAR || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec}");
    ProgressBar::new(count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
