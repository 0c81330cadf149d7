//! Where nodes come from: they are made, or taken from what stands there already, by `start.js`.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    /// The node that stands in `parent` before `next`: text that reads `name`, or an element of that name.
    pub(crate) fn make(parent: &Element, next: Option<&Node>, name: &str, is_text: bool) -> Node;
}
