//! Small things asked of the page the same way everywhere: options that no page can poison, and listeners that end.
//! It knows nothing of articles.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// An options object with these members and no prototype: what a page hangs on `Object.prototype` doesn't reach it.
pub(crate) fn bare<T: JsCast>(members: &[(&str, JsValue)]) -> T {
    // Web IDL reads dictionary members through the prototype chain; an empty chain holds nothing.
    let object: Object = Object::create(JsValue::NULL.unchecked_ref());
    for (name, value) in members {
        // Setting a member of an object of our own can't fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.unchecked_into()
}

/// A member of an object; `undefined` where it can't be had.
pub(crate) fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// An event listener that is removed when it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `callback` for each event of `kind` that reaches `target`.
    pub(crate) fn new(target: EventTarget, kind: &'static str, callback: impl FnMut(Event) + 'static) -> Self {
        let callback = Closure::<dyn FnMut(Event)>::new(callback);
        // It throws for no argument of ours; a listener that a hostile page refuses is simply not there.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            callback.as_ref().unchecked_ref(),
            &bare(&[]),
        );
        Self { target, kind, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.kind, self.callback.as_ref().unchecked_ref());
    }
}

/// Calls `callback` when the page has been read to its end.
pub(crate) fn when_read(callback: impl FnMut(Event) + 'static) -> Option<Listener> {
    let document = web_sys::window()?.document()?;
    Some(Listener::new(document.into(), "DOMContentLoaded", callback))
}

/// The absolute form of an address that is relative to the page.
pub(crate) fn resolve(address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() {
        return None;
    }
    web_sys::Url::new_with_base(address, &base()).ok().map(|url| url.href())
}

/// What the page's relative addresses resolve against.
pub(crate) fn base() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default()
}

/// The browser's own language.
pub(crate) fn language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_else(|| "en".to_owned())
}

/// Says something to the developer, once, where developers look.
#[cfg(feature = "embed")]
pub(crate) fn warn(message: &str) {
    web_sys::console::warn_1(&JsValue::from_str(message));
}
