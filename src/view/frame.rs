//! The box around everything we show: its language, its direction, its theme and its styles.
//! It knows no article.

use std::cell::RefCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, Element, HtmlMetaElement, Node, ShadowRoot};
use yew::prelude::*;

use super::element::{Attribute, element};
use crate::model::Direction;
use crate::settings::Theme;

/// The only stylesheet, minified.
pub(crate) const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/article.css"));

/// The box's own looks.
pub(crate) struct Frame {
    pub(crate) theme: Theme,
    pub(crate) direction: Direction,
    pub(crate) is_busy: bool,
}

/// The box around `content`; whoever mounts it calls [`dress`] on it.
pub(crate) fn view_frame(frame: &Frame, node: &NodeRef, content: Vec<Html>) -> Html {
    let parts = element("div")
        .known_as(node)
        .class("dateline")
        .with_static(Attribute::DataTheme, frame.theme.name())
        .with_static(Attribute::Dir, frame.direction.name());
    let parts = if frame.is_busy { parts.with_static(Attribute::AriaBusy, "true") } else { parts };
    parts.children(content).html()
}

/// Brings the styles to where the mounted box is, and has it follow the page's color scheme.
pub(crate) fn dress(frame: &Element) {
    adopt_styles(&frame.get_root_node());
    follow_color_scheme(frame);
}

thread_local! {
    /// One stylesheet a document, however many roots adopt it.
    static SHEETS: RefCell<Vec<(Document, CssStyleSheet)>> = const { RefCell::new(Vec::new()) };
}

/// Sees to it that the document or shadow root `root` has our styles.
pub(crate) fn adopt_styles(root: &Node) {
    let document = root.owner_document().or_else(|| root.dyn_ref::<Document>().cloned());
    let is_root = root.has_type::<ShadowRoot>() || root.has_type::<Document>();
    let Some(sheet) = document.filter(|_| is_root).and_then(sheet_of) else { return };
    // web-sys has no setter for this array; a page's own sheets in it stay.
    let key = JsValue::from_str("adoptedStyleSheets");
    let Some(sheets) = Reflect::get(root, &key).ok().filter(|sheets| !sheets.is_undefined()) else { return };
    let sheets = Array::from(&sheets);
    if sheets.index_of(&sheet, 0) < 0 {
        sheets.push(&sheet);
        let _ = Reflect::set(root, &key, &sheets);
    }
}

fn sheet_of(document: Document) -> Option<CssStyleSheet> {
    SHEETS.with_borrow_mut(|sheets| {
        sheets.retain(|(document, _)| document.default_view().is_some());
        if let Some((_, sheet)) = sheets.iter().find(|(other, _)| *other == document) {
            return Some(sheet.clone());
        }
        // A sheet can be adopted only in the document whose window constructed it.
        let window = document.default_view()?;
        let constructor = Reflect::get(&window, &JsValue::from_str("CSSStyleSheet")).ok()?;
        let sheet = Reflect::construct(constructor.dyn_ref::<js_sys::Function>()?, &Array::new()).ok()?;
        let sheet: CssStyleSheet = sheet.unchecked_into();
        sheet.replace_sync(STYLES).ok()?;
        sheets.push((document, sheet.clone()));
        Some(sheet)
    })
}

/// Tells the styles what `theme="auto"` follows: a page that says nothing of color schemes leaves it to the reader.
fn follow_color_scheme(frame: &Element) {
    let Some(document) = frame.owner_document() else { return };
    let says_nothing = || {
        let parent = frame.parent_element().or_else(|| Some(frame.get_root_node().dyn_into::<ShadowRoot>().ok()?.host()))?;
        let style = document.default_view()?.get_computed_style(&parent).ok()??;
        Some(style.get_property_value("color-scheme").ok()? == "normal")
    };
    if says_nothing() != Some(true) {
        return;
    }
    let meta = document.query_selector("meta[name=color-scheme]").ok().flatten();
    let content = meta.and_then(|meta| Some(meta.dyn_ref::<HtmlMetaElement>()?.content()));
    let names = |scheme| content.as_deref().is_some_and(|content| content.split_ascii_whitespace().any(|word| word == scheme));
    let scheme = match (names("light"), names("dark")) {
        (true, false) => "light",
        (false, true) => "dark",
        _ => "reader",
    };
    let _ = frame.set_attribute("data-scheme", scheme);
}
