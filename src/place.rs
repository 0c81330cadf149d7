//! Where a reader is on the page, kept while what stands above is exchanged.
//! It knows no article.

use wasm_bindgen::prelude::*;
use web_sys::Element;

/// What a reader may be at.
const LINES: &str = "h1, h2, h3, h4, h5, h6, p, li, figure, td, pre";

/// The first line that a reader sees of a frame, and where on the screen it is.
pub(crate) struct Place {
    frame: Element,
    words: Option<String>,
    top: f64,
}

impl Place {
    /// Where the reader of `frame` is now.
    pub(crate) fn of(frame: &Element) -> Option<Self> {
        let place = frame.get_bounding_client_rect();
        if place.top() >= 0.0 {
            // Whatever is exchanged stands below what the reader sees.
            return None;
        }
        let frame = frame.clone();
        let line = lines(&frame).find(|line| line.get_bounding_client_rect().bottom() > 0.0);
        Some(match line {
            Some(line) => Self { frame, words: line.text_content(), top: line.get_bounding_client_rect().top() },
            // The reader is below all of it.
            None => Self { frame, words: None, top: place.bottom() },
        })
    }

    /// Scrolls the page so that the same line is where it was.
    pub(crate) fn restore(self) {
        let top = match &self.words {
            None => self.frame.get_bounding_client_rect().bottom(),
            Some(words) => match lines(&self.frame).find(|line| line.text_content().as_ref() == Some(words)) {
                Some(line) => line.get_bounding_client_rect().top(),
                None => return,
            },
        };
        if let Some(window) = web_sys::window() {
            window.scroll_by_with_x_and_y(0.0, top - self.top);
        }
    }
}

fn lines(frame: &Element) -> impl Iterator<Item = Element> {
    let lines = frame.query_selector_all(LINES).ok();
    let count = lines.as_ref().map_or(0, |lines| lines.length());
    (0..count).filter_map(move |index| lines.as_ref()?.get(index)?.dyn_into().ok())
}
