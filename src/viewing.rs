//! Whether a reader has an element in view. It makes no request and keeps nothing.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver};

use crate::page::{bare, member};

/// How long half of the element must be in view.
const MILLISECONDS: u32 = 1_000;

/// A watch on one element; dropping it ends the watch.
pub(crate) struct Viewing {
    observer: IntersectionObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Viewing {
    /// Calls `on_view` once, when half of `element`, or as much of it as fills half of the window,
    /// has been in view for a second.
    pub(crate) fn watch(element: &Element, on_view: impl FnOnce() + 'static) -> Option<Self> {
        let mut on_view = Some(on_view);
        let seen = Rc::new(Cell::new(false));
        let waiting: RefCell<Option<Timeout>> = RefCell::default();
        let on_view = Rc::new(RefCell::new(move || on_view.take().into_iter().for_each(|on_view| on_view())));
        let callback = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let is_in_view = is_half_in_view(&entries.pop());
            if !is_in_view || seen.get() {
                waiting.replace(None);
            } else if waiting.borrow().is_none() {
                let (seen, on_view) = (seen.clone(), on_view.clone());
                waiting.replace(Some(Timeout::new(MILLISECONDS, move || {
                    seen.set(true);
                    (on_view.borrow_mut())();
                })));
            }
        });
        // A tall element passes its half unnoticed between two far thresholds.
        let thresholds: Array = (0..=20).map(|step| JsValue::from_f64(f64::from(step) / 20.0)).collect();
        let init = bare(&[("threshold", thresholds.into())]);
        let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &init).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn is_half_in_view(entry: &JsValue) -> bool {
    let number = |object: &JsValue, name| member(object, name).as_f64();
    let window = number(&member(entry, "rootBounds"), "height").unwrap_or(f64::INFINITY);
    let seen = number(&member(entry, "intersectionRect"), "height").unwrap_or(0.0);
    number(entry, "intersectionRatio").is_some_and(|ratio| ratio >= 0.5) || seen >= window / 2.0
}
