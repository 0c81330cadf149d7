//! Whether somebody else has rewritten our nodes: a translator, an extension, an editor.
//! It knows no article.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::page::{bare, call, construct, global};

/// Watches the nodes in a frame.
pub(crate) struct Witness {
    frame: Element,
    observer: JsValue,
    has_seen: Rc<Cell<bool>>,
    _callback: Closure<dyn FnMut()>,
}

impl Witness {
    /// Watches once it is asked to; nothing is seen where the browser can't.
    pub(crate) fn new(frame: &Element) -> Self {
        let has_seen = Rc::new(Cell::new(false));
        let seen = has_seen.clone();
        let callback = Closure::wrap(Box::new(move || seen.set(true)) as Box<dyn FnMut()>);
        let observer =
            construct(global("MutationObserver"), &[callback.as_ref().clone()]).unwrap_or(JsValue::UNDEFINED);
        Self { frame: frame.clone(), observer, has_seen, _callback: callback }
    }

    /// Watches from now on.
    pub(crate) fn watch(&self) {
        let all = ["childList", "characterData", "subtree"].map(|kind| (kind, JsValue::TRUE));
        call(&self.observer, "observe", &[self.frame.clone().into(), bare(&all)]);
    }

    /// Watches no longer, for what changes now is our own doing; and Yew may take more than one task for it.
    pub(crate) fn look_away(&self) {
        let records = call(&self.observer, "takeRecords", &[]);
        if records.is_some_and(|records| Array::from(&records).length() > 0) {
            self.has_seen.set(true);
        }
        self.disconnect();
    }

    fn disconnect(&self) {
        call(&self.observer, "disconnect", &[]);
    }

    /// Whether anybody else has changed anything.
    pub(crate) fn has_seen(&self) -> bool {
        self.has_seen.get()
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.disconnect();
    }
}
