//! Faults on demand, for tests of what holds when this very code fails; without the feature `faults`, nothing at all.
//! It knows nothing else.

/// Fails here, if the page has asked for it by `window.datelineFault = { at: place, how: "panic" }`; once.
#[cfg(all(feature = "faults", target_arch = "wasm32"))]
pub(crate) fn strike(place: &str) {
    use crate::page::{global, member, window};

    let fault = global("datelineFault");
    if member(&fault, "at").as_string().as_deref() != Some(place) {
        return;
    }
    let keeps = member(&fault, "keeps").is_truthy();
    if !keeps {
        let _ = js_sys::Reflect::set(&window(), &"datelineFault".into(), &wasm_bindgen::JsValue::UNDEFINED);
    }
    match &*member(&fault, "how").as_string().unwrap_or_default() {
        "panic" => panic!("a fault was asked for"),
        "trap" => std::process::abort(),
        "memory" => exhaust(),
        "stack" => drop(descend(0)),
        _ => {}
    }
}

#[cfg(not(all(feature = "faults", target_arch = "wasm32")))]
#[inline(always)]
pub(crate) fn strike(_place: &str) {}

/// Takes memory until there is none.
#[cfg(all(feature = "faults", target_arch = "wasm32"))]
fn exhaust() {
    loop {
        // Not written to, it costs the machine nothing.
        std::mem::forget(std::hint::black_box(Vec::<u8>::with_capacity(1 << 26)));
    }
}

/// Calls itself until there is no stack.
#[cfg(all(feature = "faults", target_arch = "wasm32"))]
fn descend(depth: u64) -> u64 {
    if depth == u64::MAX { 0 } else { std::hint::black_box(descend(depth + 1)) + 1 }
}
