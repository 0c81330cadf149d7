//! What is to be done, in Yew's order: all that may end, begin or change before anything is rendered again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

/// What may be done with a component, the most urgent first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) enum Step {
    Destroy,
    /// Also renders for the first time.
    Create,
    FirstRendered,
    Update,
    Render,
    Rendered,
}

pub(crate) trait Task {
    fn run(self: Rc<Self>, step: Step);
}

/// After so many milliseconds the browser has its turn, where nothing is left half done.
const PATIENCE: f64 = 16.0;

thread_local! {
    static QUEUE: RefCell<Vec<(Step, Rc<dyn Task>)>> = const { RefCell::new(Vec::new()) };
    static IS_AWAKE: Cell<bool> = const { Cell::new(false) };
    static RUN: Function = Closure::wrap(Box::new(run) as Box<dyn FnMut()>).into_js_value().unchecked_into();
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(run: &Function);
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(run: &Function);
}

/// Has a step done at the end of the present task.
pub(crate) fn push(step: Step, task: Rc<dyn Task>) {
    QUEUE.with_borrow_mut(|queue| {
        if !queue.iter().any(|(other, of)| *other == step && Rc::ptr_eq(of, &task)) {
            let at = queue.iter().position(|(other, _)| *other > step).unwrap_or(queue.len());
            queue.insert(at, (step, task));
        }
    });
    if !IS_AWAKE.replace(true) {
        RUN.with(queue_microtask);
    }
}

fn run() {
    let end = js_sys::Date::now() + PATIENCE;
    let next = || QUEUE.with_borrow_mut(|queue| if queue.is_empty() { None } else { Some(queue.remove(0)) });
    while let Some((step, task)) = next() {
        task.run(step);
        // Whatever the clock says, a step has been done.
        if js_sys::Date::now() >= end
            && QUEUE.with_borrow(|queue| !queue.iter().any(|(step, _)| changes_the_page(*step)))
        {
            return RUN.with(set_timeout);
        }
    }
    IS_AWAKE.set(false);
}

fn changes_the_page(step: Step) -> bool {
    matches!(step, Step::Destroy | Step::Create | Step::Render)
}
