//! The box around everything we show: its direction, its theme and its styles.
//! It knows no article.

use std::cell::RefCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Node};
use yew::prelude::*;

use super::element::{Attribute, Element, element};
use crate::model::Direction;
use crate::page::{call, construct, member};
use crate::settings::Theme;

/// The only stylesheet, minified; for whoever writes HTML, too.
pub const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/article.css"));

#[cfg(not(feature = "embed"))]
fn styles() -> String {
    STYLES.to_owned()
}

/// The same; the release has it beside the wasm.
#[cfg(feature = "embed")]
fn styles() -> String {
    FETCHED.with_borrow(Clone::clone)
}

/// Takes the stylesheet that the loader has fetched.
#[cfg(feature = "embed")]
pub(crate) fn take_styles(styles: String) {
    FETCHED.set(styles);
}

/// The box's own looks.
pub(crate) struct Frame {
    pub(crate) theme: Theme,
    pub(crate) direction: Direction,
    /// Whether `theme="auto"` follows the reader, as the page says nothing of color schemes.
    pub(crate) follows_reader: bool,
}

/// The box for what we show; whoever mounts it calls [`dress`] on it.
pub(crate) fn view_frame(frame: &Frame, node: &NodeRef) -> Element {
    element(if frame.follows_reader { "div class=dateline data-scheme=reader" } else { "div class=dateline" })
        .known_as(node)
        .with_static(Attribute::DataTheme, frame.theme.name())
        .with_static(Attribute::Dir, frame.direction.name())
}

/// Brings the styles to where the mounted box is, and has it follow the page's color scheme.
pub(crate) fn dress(frame: &web_sys::Element) {
    adopt_styles(&frame.get_root_node());
    if is_silent(frame) {
        let _ = frame.set_attribute("data-scheme", "reader");
    }
}

/// Ends the taking over of what stood around `frame`, if something did (`start.js`).
#[cfg(feature = "embed")]
pub(crate) fn sweep(frame: &web_sys::Element) {
    call(&member(frame, "parentNode"), "sweep", &[]);
}

/// Whether the page says nothing of color schemes where `element` stands.
/// Where the page can't be asked, its silence is not assumed.
pub(crate) fn is_silent(element: &web_sys::Element) -> bool {
    says_nothing(element).unwrap_or_default()
}

#[cfg(feature = "embed")]
thread_local! {
    static FETCHED: RefCell<String> = const { RefCell::new(String::new()) };
}

thread_local! {
    /// One stylesheet a document, however many roots adopt it.
    static SHEETS: RefCell<Vec<(Document, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// Sees to it that the document or shadow root `root` has our styles.
pub(crate) fn adopt_styles(root: &Node) {
    // web-sys has no setter for this array, which nothing else has; a page's own sheets in it stay.
    const KEY: &str = "adoptedStyleSheets";
    let sheets = member(root, KEY);
    let document = root.owner_document().unwrap_or_else(|| root.clone().unchecked_into());
    let Some(sheet) = Some(document).filter(|_| sheets.is_object()).and_then(sheet_of) else { return };
    let sheets = Array::from(&sheets);
    if sheets.index_of(&sheet, 0) < 0 {
        sheets.push(&sheet);
        let _ = Reflect::set(root, &JsValue::from_str(KEY), &sheets);
    }
}

fn sheet_of(document: Document) -> Option<JsValue> {
    SHEETS.with_borrow_mut(|sheets| {
        if let Some((_, sheet)) = sheets.iter().find(|(other, _)| *other == document) {
            return Some(sheet.clone());
        }
        // A sheet can be adopted only in the document whose window constructed it.
        let window = document.default_view()?;
        let sheet = construct(member(&window, "CSSStyleSheet"), &[])?;
        call(&sheet, "replaceSync", &[styles().into()])?;
        sheets.push((document, sheet.clone()));
        Some(sheet)
    })
}

fn says_nothing(element: &web_sys::Element) -> Option<bool> {
    let document = element.owner_document()?;
    let style = call(&document.default_view()?.into(), "getComputedStyle", &[element.into()])?;
    let is_normal = call(&style, "getPropertyValue", &["color-scheme".into()])? == "normal";
    let named = document.unchecked_ref::<web_sys::Element>().query_selector("meta[name=color-scheme]");
    Some(is_normal && named.ok()?.is_none())
}
