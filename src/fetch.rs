//! An address to its JSON; the only file that speaks HTTP.
//! It knows neither articles nor elements: whoever asks for an address that is on its way shares the answer.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, Blob, ReadableStreamDefaultReader, Request};

use crate::decode::{DecodeError, Json};
use crate::error::{Cause, FetchError};
use crate::page::{bare, member};

/// From asking to the last byte.
const DEADLINE_MILLISECONDS: u32 = 10_000;
/// The longest answer that is read.
const MAX_BYTES: u32 = 4 << 20;
/// How long an answer serves elements that come later, as a page's list of images does.
const KEPT_MILLISECONDS: f64 = 5.0 * 60_000.0;
/// How deep arrays and objects may stand in each other.
const MAX_DEPTH: u32 = 64;

/// What an address answered.
pub(crate) type Answer = Result<Rc<Json>, Cause>;

/// Whether an answer that came before will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// It will.
    Kept,
    /// The server is asked, and may say that nothing changed.
    Revalidated,
}

/// A request, and who waits for its answer.
struct Order {
    id: u32,
    url: Rc<str>,
    begun: f64,
    controller: AbortController,
    wishes: Vec<(u32, OnAnswer)>,
    answer: Option<Answer>,
    _deadline: Timeout,
}

/// Called with the answer.
pub(crate) type OnAnswer = Box<dyn FnOnce(Answer)>;

thread_local! {
    /// All requests of this page, under way and lately answered.
    static ORDERS: RefCell<Vec<Order>> = const { RefCell::new(Vec::new()) };
    static LAST_ID: RefCell<u32> = const { RefCell::new(0) };
}

/// Somebody's wish for an answer; dropping it withdraws the wish, and the last one ends the request.
pub(crate) struct Wish {
    order: u32,
    id: u32,
}

impl Drop for Wish {
    fn drop(&mut self) {
        let abandoned = ORDERS.with_borrow_mut(|orders| {
            let at = orders.iter().position(|order| order.id == self.order)?;
            let order = &mut orders[at];
            let wish = order.wishes.iter().position(|(id, _)| *id == self.id)?;
            drop(order.wishes.swap_remove(wish));
            let is_abandoned = order.wishes.is_empty() && order.answer.is_none();
            is_abandoned.then(|| orders.swap_remove(at))
        });
        if let Some(order) = abandoned {
            order.controller.abort();
        }
    }
}

fn next_id() -> u32 {
    LAST_ID.with_borrow_mut(|last| {
        *last = last.wrapping_add(1);
        *last
    })
}

/// Asks for the JSON at the absolute address `url`; `on_answer` is called once, later,
/// unless the wish is dropped before.
pub(crate) fn get(url: &str, freshness: Freshness, on_answer: OnAnswer) -> Wish {
    let id = next_id();
    let now = js_sys::Date::now();
    let joined = ORDERS.with_borrow_mut(|orders| {
        orders.retain(|order| order.answer.is_none() || now - order.begun < KEPT_MILLISECONDS);
        let order = orders.iter_mut().find(|order| {
            *order.url == *url && (order.answer.is_none() || freshness == Freshness::Kept)
        });
        match order {
            Some(order) => {
                order.wishes.push((id, on_answer));
                Ok((order.id, order.answer.is_some()))
            }
            None => Err(on_answer),
        }
    });
    let order = match joined {
        Ok((order, is_answered)) => {
            if is_answered {
                // In a later task, like every other answer.
                spawn_local(async move { tell(order) });
            }
            order
        }
        Err(on_answer) => {
            let controller = new_controller();
            let response = send(url, freshness, &controller);
            begin(url, response, controller, vec![(id, on_answer)])
        }
    };
    Wish { order, id }
}

/// Takes over a request that somebody else has begun: its answer serves whoever wishes for `url`.
pub(crate) fn adopt(url: &str, response: Promise, controller: AbortController) {
    begin(url, Ok(response), controller, Vec::new());
}

/// Writes an order down and follows it to its answer.
fn begin(url: &str, response: Result<Promise, Cause>, controller: AbortController, wishes: Vec<(u32, OnAnswer)>) -> u32 {
    let id = next_id();
    let deadline = Timeout::new(DEADLINE_MILLISECONDS, move || finish(id, Err(Cause::Fetch(FetchError::Timeout))));
    let begun = js_sys::Date::now();
    ORDERS.with_borrow_mut(|orders| {
        // What was answered before is old now.
        orders.retain(|order| *order.url != *url || order.answer.is_none());
        orders.push(Order { id, url: url.into(), begun, controller, wishes, answer: None, _deadline: deadline });
    });
    spawn_local(async move {
        let answer = match response {
            Ok(response) => read(response).await,
            Err(cause) => Err(cause),
        };
        finish(id, answer);
    });
    id
}

fn new_controller() -> AbortController {
    AbortController::new().expect("every supported browser has AbortController")
}

/// Gives the order its answer, unless it has one, and tells everybody who waits.
fn finish(id: u32, answer: Answer) {
    let timed_out = ORDERS.with_borrow_mut(|orders| {
        let order = orders.iter_mut().find(|order| order.id == id && order.answer.is_none())?;
        let is_late = matches!(answer, Err(Cause::Fetch(FetchError::Timeout)));
        order.answer = Some(answer);
        is_late.then(|| order.controller.clone())
    });
    if let Some(controller) = timed_out {
        controller.abort();
    }
    tell(id);
}

/// Tells the order's answer to everybody who waits. A failure that somebody has heard of is forgotten:
/// whoever asks next asks anew.
fn tell(id: u32) {
    let told = ORDERS.with_borrow_mut(|orders| {
        let at = orders.iter().position(|order| order.id == id)?;
        let answer = orders[at].answer.clone()?;
        let wishes = std::mem::take(&mut orders[at].wishes);
        if answer.is_err() && !wishes.is_empty() {
            orders.swap_remove(at);
        }
        Some((wishes, answer))
    });
    let Some((wishes, answer)) = told else { return };
    for (_, on_answer) in wishes {
        on_answer(answer.clone());
    }
}

fn send(url: &str, freshness: Freshness, controller: &AbortController) -> Result<Promise, Cause> {
    if !["http:", "https:", "data:", "blob:"].into_iter().any(|scheme| url.starts_with(scheme)) {
        return Err(Cause::Fetch(FetchError::Url));
    }
    let cache = if freshness == Freshness::Kept { "default" } else { "no-cache" };
    let init = bare(&[
        ("method", "GET".into()),
        ("mode", "cors".into()),
        ("credentials", "omit".into()),
        ("cache", cache.into()),
        ("signal", controller.signal().into()),
    ]);
    let request = Request::new_with_str_and_init(url, &init).map_err(network)?;
    // gloo-net's own `send` panics when a page's `fetch` rejects with anything but an `Error`.
    let window = web_sys::window().ok_or(Cause::Fetch(FetchError::Url))?;
    Ok(window.fetch_with_request(&request))
}

async fn read(response: Promise) -> Answer {
    let raw = JsFuture::from(response).await.map_err(network)?;
    let response = Response::from(raw.dyn_into::<web_sys::Response>().map_err(network)?);
    if !response.ok() {
        return Err(Cause::Fetch(FetchError::Status(response.status())));
    }
    let chunks = Array::new();
    if let Some(stream) = response.body() {
        // With options of its own: WebKit would read them from `Object.prototype`.
        let reader = stream.get_reader_with_options(&bare(&[("mode", JsValue::UNDEFINED)]));
        read_to_end(reader.unchecked_into(), &chunks).await?;
    }
    let text = Blob::new_with_u8_array_sequence(&chunks).map_err(network)?.text();
    let text = JsFuture::from(text).await.map_err(network)?;
    parse(&text).map(Rc::new).map_err(Cause::Decode)
}

/// Reads a body to its end, or to the limit.
async fn read_to_end(reader: ReadableStreamDefaultReader, chunks: &Array) -> Result<(), Cause> {
    let mut bytes = 0;
    loop {
        let chunk = member(&JsFuture::from(reader.read()).await.map_err(network)?, "value");
        let Some(chunk) = chunk.dyn_ref::<Uint8Array>() else { return Ok(()) };
        bytes += chunk.length();
        if bytes > MAX_BYTES {
            drop(reader.cancel());
            return Err(Cause::Fetch(FetchError::TooLarge));
        }
        chunks.push(chunk);
    }
}

#[wasm_bindgen]
extern "C" {
    // js-sys takes a Rust string, for which the text would be copied in and out again.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;
}

fn parse(text: &JsValue) -> Result<Json, DecodeError> {
    // A text of nothing but white space is no broken article, but none.
    let is_blank = text.as_string().is_some_and(|text| text.trim().is_empty());
    if is_blank {
        return Err(DecodeError::Empty);
    }
    parse_json(text).map(|value| from_js(&value)).map_err(|error| DecodeError::Syntax(message(error)))
}

/// Reads a JavaScript value as JSON; what JSON can't say, and what stands too deep, counts as absent.
pub(crate) fn from_js(value: &JsValue) -> Json {
    read_js(value, MAX_DEPTH)
}

// serde-wasm-bindgen does the same for 10 KB of brotli more, most of it errors that can't occur here.
fn read_js(value: &JsValue, depth: u32) -> Json {
    if let Some(text) = value.as_string() {
        return Json::Text(text.into());
    }
    if let Some(number) = value.as_f64() {
        return Json::Number(number);
    }
    if let Some(truth) = value.as_bool() {
        return Json::Bool(truth);
    }
    if !value.is_object() || depth == 0 {
        return Json::Null;
    }
    if Array::is_array(value) {
        let items: &Array = value.unchecked_ref();
        return Json::List(items.iter().map(|item| read_js(&item, depth - 1)).collect());
    }
    let object: &Object = value.unchecked_ref();
    let mut members = Vec::new();
    for key in Object::keys(object).iter() {
        if let Some(name) = key.as_string() {
            members.push((name.as_str().into(), read_js(&member(value, &name), depth - 1)));
        }
    }
    Json::Object(members)
}

fn network(error: JsValue) -> Cause {
    Cause::Fetch(FetchError::Network(message(error)))
}

/// What a JavaScript error says of itself.
fn message(error: JsValue) -> String {
    member(&error, "message").as_string().unwrap_or_else(|| "the request failed".to_owned())
}
