//! Which widget is being worked on, for whoever asks after a crash. It knows nothing else.

use std::cell::Cell;

thread_local! {
    static BUSY: Cell<u32> = const { Cell::new(0) };
}

/// Says that what follows is about the widget `id`, or about none in particular, where that is 0.
pub(crate) fn with(id: u32) {
    BUSY.set(id);
}

/// The widget that was worked on last.
#[cfg(feature = "embed")]
pub(crate) fn id() -> u32 {
    BUSY.get()
}
