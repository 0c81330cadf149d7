//! Which widget is being worked on, and whether it is being painted, for whoever asks after a crash.
//! It knows nothing else.

use std::cell::Cell;

thread_local! {
    static BUSY: Cell<u32> = const { Cell::new(0) };
}

/// Says that what follows is about the widget `id`, or about none in particular, where that is 0.
pub(crate) fn with(id: u32) {
    BUSY.set(id << 1);
}

/// Says that what follows paints the widget `id`.
pub(crate) fn painting(id: u32) {
    BUSY.set(id << 1 | 1);
}

/// Twice the number of the widget that was worked on last, and 1 if it was being painted.
#[cfg(feature = "embed")]
pub(crate) fn told() -> u32 {
    BUSY.get()
}
