//! What is kept of a story that is painted: the text that it came in, which the browser holds more cheaply than we do
//! its parts. When something happens to the widget, the story is read from it again.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::DatelineArticle;
use crate::decode;
use crate::fetch;
use crate::model::Article;
use crate::wording::{Beside, SharedLabels, Wording};

/// A longer text, in UTF-16 code units, takes too long to be read again: its story is kept in full.
const LONGEST: u32 = 100_000;

/// A story in full: read, and worded for its reader.
pub(super) struct Full {
    pub(super) article: Article,
    pub(super) beside: Beside,
    pub(super) wording: Wording,
}

impl Full {
    /// A story that still has to be worded.
    pub(super) fn new(article: Article, labels: &SharedLabels) -> Self {
        Self { article, beside: Beside::default(), wording: Wording::unsaid(labels.clone()) }
    }
}

impl DatelineArticle {
    /// The story that is shown.
    pub(super) fn article(&self) -> Option<&Article> {
        Some(&self.shown.as_ref()?.full.as_ref()?.article)
    }

    /// Keeps only the text of the story.
    pub(super) fn fold(&mut self) {
        let Some(shown) = &mut self.shown else { return };
        // What was handed over has none.
        if shown.text.dyn_ref::<JsString>().is_some_and(|text| text.length() < LONGEST) {
            shown.full = None;
        }
    }

    /// Reads the story again, if only its text is kept.
    pub(super) fn unfold(&mut self, ctx: &Context<Self>) {
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.full.is_none()) else { return };
        let Ok(document) = fetch::parse(&shown.text) else { return };
        if let Ok(decoded) = decode::decode(&document.json, &super::base(shown.src.as_deref())) {
            shown.full = Some(Full::new(decoded.article, &self.labels));
            self.word(ctx);
        }
    }
}
