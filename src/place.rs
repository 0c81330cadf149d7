//! Where a reader is on the page, kept while what stands above is exchanged.
//! It knows no article.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::page::{call, window};

/// What a reader may be at.
const LINES: &str = "h1, h2, h3, h4, h5, h6, p, li, figure, td, pre";

/// Shorter lines may be there more than once, as `* * *` is; in bytes.
const TELLING: usize = 16;

/// What a reader sees of a frame and has still to read, and where on the screen it is.
pub(crate) struct Place {
    frame: Element,
    lines: Vec<Line>,
    bottom: f64,
}

/// A line, told from others by its words.
struct Line {
    words: String,
    top: f64,
    bottom: f64,
}

impl Place {
    /// Where the reader of `frame` is now.
    pub(crate) fn of(frame: &Element) -> Option<Self> {
        let place = frame.get_bounding_client_rect();
        if place.top() >= 0.0 {
            // Whatever is exchanged stands below what the reader sees.
            return None;
        }
        let mut lines = lines(frame);
        lines.retain(|line| line.bottom > 0.0);
        Some(Self { frame: frame.clone(), lines, bottom: place.bottom() })
    }

    /// Scrolls the page so that the first of the lines that is still there is where it was, or else the end of them all.
    pub(crate) fn restore(self) {
        let shift = |line: &Line| {
            let before = self.lines.iter().find(|before| before.words == line.words)?;
            Some(line.top - before.top)
        };
        let shift = lines(&self.frame).iter().find_map(shift);
        let shift = shift.unwrap_or_else(|| self.frame.get_bounding_client_rect().bottom() - self.bottom);
        call(&window(), "scrollBy", &[0.into(), shift.into()]);
    }
}

#[inline(never)]
fn lines(frame: &Element) -> Vec<Line> {
    let mut found = Vec::new();
    let Ok(lines) = frame.query_selector_all(LINES) else { return found };
    for index in 0..lines.length() {
        let Some(line) = lines.get(index).map(JsCast::unchecked_into::<Element>) else { continue };
        if let Some(words) = line.text_content().filter(|words| words.len() > TELLING) {
            let place = line.get_bounding_client_rect();
            found.push(Line { words, top: place.top(), bottom: place.bottom() });
        }
    }
    found
}
