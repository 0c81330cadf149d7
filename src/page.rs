//! Small things asked of the page the same way everywhere: options that no page can poison, and listeners that end.
//! It knows nothing of articles.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget};

use crate::view::Room;

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

/// A member that is text.
#[inline(never)]
pub(crate) fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name).as_string()
}

/// Calls the method `name` of an object; nothing comes of it where there is none, or where it throws.
pub(crate) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(object, name).dyn_into().ok()?;
    method.apply(object, &list(arguments)).ok()
}

/// A new object of a class; nothing where there is none, or where it throws.
pub(crate) fn construct(class: JsValue, arguments: &[JsValue]) -> Option<JsValue> {
    Reflect::construct(&class.dyn_into::<Function>().ok()?, &list(arguments)).ok()
}

fn list(items: &[JsValue]) -> Array {
    let list = Array::new();
    for item in items {
        list.push(item);
    }
    list
}

#[wasm_bindgen]
extern "C" {
    // js-sys and web-sys look for it under four names, and ask what it is.
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: JsValue;
}

/// What everybody on the page can name: the window, or what is in it.
pub(crate) fn window() -> JsValue {
    GLOBAL.with(Clone::clone)
}

/// A member of the window.
pub(crate) fn global(name: &str) -> JsValue {
    GLOBAL.with(|global| member(global, name))
}

/// The document that all this is part of.
pub(crate) fn document() -> Document {
    global("document").unchecked_into()
}

/// What a promise has come to: its value, or why there is none.
pub(crate) type Outcome = Result<JsValue, JsValue>;

/// What waits for a promise: who is called, and the closures that call them.
type Waiting = (Box<dyn FnOnce(Outcome)>, [Closure<dyn FnMut(JsValue)>; 2]);

/// Calls `callback` with what `promise` comes to, later.
///
/// A future would do the same with a queue, a task and a waker: 1.5 KB of brotli more.
pub(crate) fn when(promise: &Promise, callback: Box<dyn FnOnce(Outcome)>) {
    let waiting: Rc<RefCell<Option<Waiting>>> = Rc::default();
    let closures = [Ok as fn(_) -> Outcome, Err].map(|outcome| {
        let waiting = waiting.clone();
        let end = move |value| {
            // The closures end with their only call.
            if let Some((callback, _closures)) = waiting.take() {
                callback(outcome(value));
            }
        };
        Closure::wrap(Box::new(end) as Box<dyn FnMut(JsValue)>)
    });
    let _ = promise.then2(&closures[0], &closures[1]);
    waiting.replace(Some((callback, closures)));
}

/// Calls `callback` at the end of the present task.
pub(crate) fn soon(callback: Box<dyn FnOnce()>) {
    when(&Promise::resolve(&JsValue::UNDEFINED), Box::new(move |_| callback()));
}

/// A number from 0 to 1 that nobody can foresee.
pub(crate) fn random() -> f64 {
    let number = call(&global("Math"), "random", &[]);
    number.and_then(|number| number.as_f64()).unwrap_or_default()
}

/// Whether the page is looked at, and the browser knows of no reason why the network shouldn't be there.
pub(crate) fn is_attended() -> bool {
    !member(&document(), "hidden").is_truthy() && is_online()
}

/// Whether the browser knows of no reason why the network shouldn't be there.
pub(crate) fn is_online() -> bool {
    member(&global("navigator"), "onLine") != JsValue::FALSE
}

/// Listens for what may end that nobody looks, or that the network isn't there.
pub(crate) fn occasions(callback: &dyn Fn() -> Box<dyn FnMut(Event)>) -> [Option<Listener>; 2] {
    [("visibilitychange", document().into()), ("online", window())]
        .map(|(kind, target)| Some(Listener::new(target.unchecked_into(), kind, callback())))
}

/// An event listener that is removed when it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `callback` for each event of `kind` that reaches `target`.
    pub(crate) fn new(target: EventTarget, kind: &'static str, callback: Box<dyn FnMut(Event)>) -> Self {
        let callback = Closure::wrap(callback);
        // It throws for no argument of ours; a listener that a hostile page refuses is simply not there.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            callback.as_ref().unchecked_ref(),
            &options(kind),
        );
        Self { target, kind, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_event_listener_options(
            self.kind,
            self.callback.as_ref().unchecked_ref(),
            &options(self.kind),
        );
    }
}

/// `invalid` doesn't bubble; it can only be heard on its way down.
fn options<T: JsCast>(kind: &str) -> T {
    bare(&[("capture", (kind == "invalid").into())])
}

/// Calls `callback` after so many milliseconds, unless what it returns is dropped before.
///
/// A timer for closures of every type is made but once: each type of its own would bring half a KB.
#[inline(never)]
pub(crate) fn after(milliseconds: u32, callback: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, callback)
}

/// Where on the reader's screen `frame` stands.
pub(crate) fn measure(frame: &Element) -> Room {
    let place = frame.get_bounding_client_rect();
    let height = global("innerHeight").as_f64().unwrap_or_default();
    let is_on_screen = place.width() > 0.0 && place.bottom() >= 0.0 && place.top() < height;
    room(place.width() as u32, is_on_screen)
}

/// The room of what is so many CSS pixels wide, where that is known.
pub(crate) fn room(width: u32, is_on_screen: bool) -> Room {
    let can_share = member(&global("navigator"), "share").is_function();
    Room { width: Some(width).filter(|width| *width > 0), is_on_screen, can_share }
}

/// Calls `callback` when the page has been read to its end.
pub(crate) fn when_read(callback: Box<dyn FnMut(Event)>) -> Listener {
    Listener::new(document().into(), "DOMContentLoaded", callback)
}

/// The absolute form of an address that is relative to the page.
pub(crate) fn resolve(address: &str) -> Option<String> {
    let address = address.trim_ascii();
    if address.is_empty() {
        return None;
    }
    web_sys::Url::new_with_base(address, &base()).ok().map(|url| url.href())
}

/// What the page's relative addresses resolve against.
pub(crate) fn base() -> String {
    text(&document(), "baseURI").unwrap_or_default()
}

/// The browser's own language.
pub(crate) fn language() -> String {
    text(&global("navigator"), "language").unwrap_or_else(|| "en".to_owned())
}

/// Says something to the developer, once, where developers look.
#[cfg(feature = "embed")]
pub(crate) fn warn(message: &str) {
    web_sys::console::warn_1(&JsValue::from_str(message));
}
