//! An address to its JSON; the only file that speaks HTTP.
//! It knows neither articles nor elements: whoever asks for an address that is on its way shares the answer.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, ReadableStreamDefaultReader, Request, RequestCache, RequestCredentials, RequestInit, RequestMode,
};

use crate::decode::{DecodeError, Json};
use crate::error::{Cause, FetchError};
use crate::page::bare;

/// From asking to the last byte.
const DEADLINE_MILLISECONDS: u32 = 10_000;
/// The longest answer that is read.
const MAX_BYTES: usize = 4 << 20;
/// How long an answer serves elements that come later, as a page's list of images does.
const KEPT_MILLISECONDS: f64 = 5.0 * 60_000.0;

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

/// Somebody's wish for an answer; dropping it withdraws the wish, and the last one ends the request.
pub(crate) struct Wish {
    url: Rc<str>,
    id: u32,
}

impl Drop for Wish {
    fn drop(&mut self) {
        let abandoned = DESK.with_borrow_mut(|desk| {
            let at = desk.under_way.iter().position(|order| order.url == self.url)?;
            let wishes = &mut desk.under_way[at].wishes;
            let count = wishes.len();
            wishes.retain(|(id, _)| *id != self.id);
            let is_abandoned = wishes.is_empty() && count > 0;
            is_abandoned.then(|| desk.under_way.swap_remove(at))
        });
        if let Some(order) = abandoned {
            order.controller.abort();
        }
    }
}

type OnAnswer = Box<dyn FnOnce(Answer)>;

/// A request on its way, and who waits for it.
struct Order {
    id: u32,
    url: Rc<str>,
    controller: AbortController,
    wishes: Vec<(u32, OnAnswer)>,
    _deadline: Timeout,
}

/// All requests of this page: under way, and lately answered.
#[derive(Default)]
struct Desk {
    last_id: u32,
    under_way: Vec<Order>,
    answered: Vec<Answered>,
}

/// An answer that may serve again.
struct Answered {
    url: Rc<str>,
    at: f64,
    json: Rc<Json>,
}

impl Desk {
    fn next_id(&mut self) -> u32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    fn kept(&mut self, url: &str) -> Option<Rc<Json>> {
        let now = js_sys::Date::now();
        self.answered.retain(|answered| now - answered.at < KEPT_MILLISECONDS);
        self.answered.iter().find(|answered| *answered.url == *url).map(|answered| answered.json.clone())
    }
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Asks for the JSON at the absolute address `url`; `on_answer` is called once, in a later task,
/// unless the wish is dropped before.
pub(crate) fn get(url: &str, freshness: Freshness, on_answer: impl FnOnce(Answer) + 'static) -> Wish {
    let url: Rc<str> = url.into();
    let (id, work) = DESK.with_borrow_mut(|desk| {
        let kept = (freshness == Freshness::Kept).then(|| desk.kept(&url)).flatten();
        let id = desk.next_id();
        let wish = (id, Box::new(on_answer) as OnAnswer);
        if let Some(order) = desk.under_way.iter_mut().find(|order| order.url == url) {
            order.wishes.push(wish);
            return (id, None);
        }
        let order = Order::new(desk.next_id(), url.clone(), vec![wish]);
        let work = (order.id, order.controller.clone(), kept);
        desk.under_way.push(order);
        (id, Some(work))
    });
    if let Some((order, controller, kept)) = work {
        let response = match kept {
            Some(json) => Err(Ok(json)),
            None => send(&url, freshness, &controller).map_err(Err),
        };
        spawn_local(fulfil(order, response));
    }
    Wish { url, id }
}

/// Takes over a request that somebody else has begun: its answer serves whoever wishes for `url`.
pub(crate) fn adopt(url: &str, response: Promise, controller: AbortController) {
    let url: Rc<str> = url.into();
    let order = DESK.with_borrow_mut(|desk| {
        if desk.under_way.iter().any(|order| order.url == url) {
            return None;
        }
        let order = Order { controller, ..Order::new(desk.next_id(), url.clone(), Vec::new()) };
        let id = order.id;
        desk.under_way.push(order);
        Some(id)
    });
    if let Some(order) = order {
        spawn_local(fulfil(order, Ok(response)));
    }
}

impl Order {
    fn new(id: u32, url: Rc<str>, wishes: Vec<(u32, OnAnswer)>) -> Self {
        let deadline = Timeout::new(DEADLINE_MILLISECONDS, move || {
            finish(id, Err(Cause::Fetch(FetchError::Timeout)));
        });
        Self { id, url, controller: new_controller(), wishes, _deadline: deadline }
    }
}

fn new_controller() -> AbortController {
    AbortController::new().expect("every supported browser has AbortController")
}

/// Ends the order with what the response says, or with an answer that needs none.
async fn fulfil(order: u32, response: Result<Promise, Answer>) {
    let answer = match response {
        Ok(response) => read(response).await,
        Err(answer) => answer,
    };
    finish(order, answer);
}

/// Ends the order, unless it has ended before, and tells everybody who waits.
fn finish(id: u32, answer: Answer) {
    let order = DESK.with_borrow_mut(|desk| {
        let at = desk.under_way.iter().position(|order| order.id == id)?;
        let order = desk.under_way.swap_remove(at);
        if let Ok(json) = &answer {
            desk.answered.retain(|answered| answered.url != order.url);
            desk.answered.push(Answered { url: order.url.clone(), at: js_sys::Date::now(), json: json.clone() });
        }
        Some(order)
    });
    let Some(order) = order else { return };
    if matches!(answer, Err(Cause::Fetch(FetchError::Timeout))) {
        order.controller.abort();
    }
    for (_, on_answer) in order.wishes {
        on_answer(answer.clone());
    }
}

fn send(url: &str, freshness: Freshness, controller: &AbortController) -> Result<Promise, Cause> {
    if !url.starts_with("http:") && !url.starts_with("https:") && !url.starts_with("data:") && !url.starts_with("blob:") {
        return Err(Cause::Fetch(FetchError::Url));
    }
    let init: RequestInit = bare();
    init.set_method("GET");
    init.set_mode(RequestMode::Cors);
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&controller.signal()));
    if freshness == Freshness::Revalidated {
        init.set_cache(RequestCache::NoCache);
    }
    let request = Request::new_with_str_and_init(url, &init).map_err(|error| network(&error))?;
    // gloo-net's own `send` panics when a page's `fetch` rejects with anything but an `Error`.
    let window = web_sys::window().ok_or_else(|| network(&JsValue::UNDEFINED))?;
    Ok(window.fetch_with_request(&request))
}

async fn read(response: Promise) -> Answer {
    let raw = JsFuture::from(response).await.map_err(|error| network(&error))?;
    let raw: web_sys::Response = raw.dyn_into().map_err(|error| network(&error))?;
    let response = Response::from(raw);
    if !response.ok() {
        return Err(Cause::Fetch(FetchError::Status(response.status())));
    }
    let bytes = match response.body() {
        Some(stream) => bytes(stream.get_reader().unchecked_into()).await?,
        None => Vec::new(),
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    parse(text).map(Rc::new).map_err(Cause::Decode)
}

/// Reads a body to its end, or to the limit.
async fn bytes(reader: ReadableStreamDefaultReader) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|error| network(&error))?;
        let value = Reflect::get(&chunk, &JsValue::from_str("value")).map_err(|error| network(&error))?;
        let Ok(value) = value.dyn_into::<Uint8Array>() else { return Ok(bytes) };
        if bytes.len() + value.length() as usize > MAX_BYTES {
            drop(reader.cancel());
            return Err(Cause::Fetch(FetchError::TooLarge));
        }
        bytes.extend(value.to_vec());
    }
}

fn parse(text: &str) -> Result<Json, DecodeError> {
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    let value = js_sys::JSON::parse(text).map_err(|error| DecodeError::Syntax(message(&error)))?;
    from_js(value)
}

/// Reads a JavaScript value as JSON.
///
/// # Errors
///
/// [`DecodeError::Syntax`] for what JSON can't say: functions, symbols, and objects that hold themselves.
pub(crate) fn from_js(value: JsValue) -> Result<Json, DecodeError> {
    Ok(walk(&value, 0))
}
fn walk(value: &JsValue, depth: u32) -> Json {
    if let Some(b) = value.as_bool() { return Json::Bool(b); }
    if let Some(b) = value.as_f64() { return Json::Number(b); }
    if let Some(b) = value.as_string() { return Json::Text(b.into()); }
    if depth > 64 { return Json::Null }
    if let Some(array) = value.dyn_ref::<js_sys::Array>() { return Json::List(array.iter().map(|v| walk(&v, depth + 1)).collect()); }
    if value.is_object() {
        let entries = js_sys::Object::entries(value.unchecked_ref());
        return Json::Object(entries.iter().filter_map(|e| { let e: js_sys::Array = e.unchecked_into(); Some((e.get(0).as_string()?.into(), walk(&e.get(1), depth+1))) }).collect());
    }
    Json::Null
}

fn network(error: &JsValue) -> Cause {
    Cause::Fetch(FetchError::Network(message(error)))
}

/// What a JavaScript error says of itself.
fn message(error: &JsValue) -> String {
    Reflect::get(error, &JsValue::from_str("message"))
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "the request failed".to_owned())
}
