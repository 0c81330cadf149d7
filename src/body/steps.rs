//! How much work the reader does, counted rather than timed.

use std::cell::Cell;

thread_local!(static STEPS: Cell<usize> = const { Cell::new(0) });

/// Counts `amount` more steps.
pub(super) fn count(amount: usize) {
    STEPS.set(STEPS.get() + amount);
}

/// How many steps it takes to read `html`.
fn steps(html: &str) -> usize {
    STEPS.set(0);
    super::read(html, &|raw| crate::model::WebLink::new(&["https://a.example/", raw].concat()));
    STEPS.get()
}
