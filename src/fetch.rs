//! An address to its JSON; the only file that speaks HTTP.
//! It knows neither articles nor elements: whoever asks for an address that is on its way shares the answer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Blob, Element, ReadableStream, ReadableStreamDefaultReader};

use crate::decode::{self, DecodeError, Json};
use crate::error::{Cause, FetchError};
use crate::model::search::{until, whole};
use crate::page::{Outcome, after, bare, call, document, global, member, soon, text, when, window};

/// From asking to the last byte.
const DEADLINE_MILLISECONDS: u32 = 10_000;
/// The longest answer that is read.
const MAX_BYTES: u32 = 4 << 20;
/// How long an answer serves elements that come later, as a page's list of images does.
const KEPT_MILLISECONDS: f64 = 5.0 * 60_000.0;
/// How many requests are under way at once; the others wait for their turn.
const MAX_UNDER_WAY: usize = 6;
/// The longest pause that a server gets, in seconds.
const LONGEST_PAUSE: f64 = 86_400.0;
/// How many answers are kept at most, and how many of those who wait for one are told in one task.
const MAX_KEPT: usize = 8;
const MAX_TOLD: usize = 8;
/// How deep arrays and objects may stand in each other.
const MAX_DEPTH: u32 = 64;

/// What an address answered.
pub(crate) type Answer = Result<Rc<Document>, Rc<Cause>>;

/// JSON, and the text that it was read from; undefined where there is none.
pub struct Document {
    pub(crate) json: Rc<Json>,
    pub(crate) text: JsValue,
}

impl Document {
    /// What was handed over by whoever mounts us.
    pub(crate) fn given(json: Rc<Json>) -> Rc<Self> {
        Rc::new(Self { json, text: JsValue::UNDEFINED })
    }
}

/// Called with the answer.
pub(crate) type OnAnswer = Box<dyn FnOnce(Answer)>;

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
    url: Rc<str>,
    begun: f64,
    /// How it is to be sent, while it waits for its turn.
    waiting: Cell<Option<Sending>>,
    controller: Option<AbortController>,
    wishes: RefCell<Vec<(u32, OnAnswer)>>,
    answer: RefCell<Option<Answer>>,
    deadline: Cell<Option<Timeout>>,
}

/// How a request is to be sent.
struct Sending {
    integrity: Option<String>,
    freshness: Freshness,
}

thread_local! {
    /// All requests of this page, under way and lately answered.
    static ORDERS: RefCell<Vec<Rc<Order>>> = const { RefCell::new(Vec::new()) };
    static LAST_WISH: Cell<u32> = const { Cell::new(0) };
    /// The addresses that the page's policy has kept requests from, as far as anybody listens.
    static BLOCKED: RefCell<Option<Array>> = const { RefCell::new(None) };
}

/// Somebody's wish for an answer; dropping it withdraws the wish, and the last one ends the request.
pub(crate) struct Wish {
    order: Rc<Order>,
    id: u32,
}

impl Drop for Wish {
    fn drop(&mut self) {
        let mut wishes = self.order.wishes.borrow_mut();
        if let Some(at) = wishes.iter().position(|(id, _)| *id == self.id) {
            drop(wishes.swap_remove(at));
            if wishes.is_empty() && self.order.answer.borrow().is_none() {
                self.order.forget();
                self.order.abort();
                drop(wishes);
                advance();
            }
        }
    }
}

/// Asks for the JSON at the absolute address `url`; `on_answer` is called once, later,
/// unless the wish is dropped before.
pub(crate) fn get(url: &str, freshness: Freshness, on_answer: OnAnswer) -> Wish {
    get_checked(url, None, freshness, on_answer)
}

/// The same for a file of our own release, whose content must be what `integrity` says.
pub(crate) fn get_checked(url: &str, integrity: Option<&str>, freshness: Freshness, on_answer: OnAnswer) -> Wish {
    clear();
    let will_do = |order: &&Rc<Order>| *order.url == *url && (freshness == Freshness::Kept || !order.is_answered());
    let joined = ORDERS.with_borrow(|orders| orders.iter().find(will_do).cloned());
    let order = joined.unwrap_or_else(|| {
        let sending = Sending { integrity: integrity.map(str::to_owned), freshness };
        Order::new(url, Some(sending), AbortController::new().ok())
    });
    advance();
    let id = LAST_WISH.get().wrapping_add(1);
    LAST_WISH.set(id);
    order.wishes.borrow_mut().push((id, on_answer));
    if order.is_answered() {
        // Later, like every other answer.
        let order = order.clone();
        soon(Box::new(move || order.tell()));
    }
    Wish { order, id }
}

/// Takes over a request that somebody else has begun: its answer serves whoever wishes for `url`.
#[cfg(feature = "embed")]
pub(crate) fn adopt(url: &str, response: Promise, controller: AbortController) {
    Order::new(url, None, Some(controller)).follow(Ok(response));
}

/// Takes the list to which somebody adds the addresses that the page's policy has kept requests from.
#[cfg(feature = "embed")]
pub(crate) fn heed(blocked: Array) {
    BLOCKED.set(Some(blocked));
}

/// Lets go of old answers, and of more than are kept.
fn clear() {
    let oldest = js_sys::Date::now() - KEPT_MILLISECONDS;
    ORDERS.with_borrow_mut(|orders| {
        let mut answered = orders.iter().filter(|order| order.is_answered()).count();
        orders.retain(|order| {
            let is_old = order.is_answered() && (order.begun <= oldest || answered > MAX_KEPT);
            answered -= usize::from(is_old);
            !is_old
        });
    });
}

/// Sends what waits, as far as there is room. The release's own files are small, and go at once.
fn advance() {
    loop {
        let next = ORDERS.with_borrow(|orders| {
            let mut under_way = 0;
            for order in orders {
                let sending = order.waiting.take();
                let is_small = sending.as_ref().is_some_and(|sending| sending.integrity.is_some());
                let is_waiting = sending.is_some();
                order.waiting.set(sending);
                if is_waiting && (is_small || under_way < MAX_UNDER_WAY) {
                    return Some(order.clone());
                }
                under_way += usize::from(!is_waiting && !order.is_answered());
            }
            None
        });
        let Some(order) = next else { return };
        if let Some(sending) = order.waiting.take() {
            let response = send(&order.url, &sending, order.controller.as_ref());
            order.follow(response);
        }
    }
}

impl Order {
    /// Writes an order down.
    fn new(url: &str, waiting: Option<Sending>, controller: Option<AbortController>) -> Rc<Self> {
        let order = Rc::new(Self {
            url: url.into(),
            begun: js_sys::Date::now(),
            waiting: Cell::new(waiting),
            controller,
            wishes: RefCell::default(),
            answer: RefCell::default(),
            deadline: Cell::default(),
        });
        ORDERS.with_borrow_mut(|orders| {
            // What was answered before is old now.
            orders.retain(|other| other.url != order.url || !other.is_answered());
            orders.push(order.clone());
        });
        order
    }

    /// Follows a request that has been sent to its answer.
    fn follow(self: &Rc<Self>, response: Result<Promise, Cause>) {
        let late = self.clone();
        let on_deadline = move || {
            late.finish(Err(Cause::Fetch(FetchError::Timeout)));
            late.abort();
        };
        self.deadline.set(Some(after(DEADLINE_MILLISECONDS, Box::new(on_deadline))));
        let order = self.clone();
        let done: Done = Box::new(move |answer| order.end(answer));
        match response {
            Ok(response) => read(&response, done),
            Err(cause) => soon(Box::new(move || done(Err(cause)))),
        }
    }

    /// Finishes with what a request has come to.
    fn end(self: Rc<Self>, answer: Result<Rc<Document>, Cause>) {
        if !matches!(answer, Err(Cause::Fetch(FetchError::Network(_)))) {
            self.finish(answer);
            return;
        }
        // That it was the page's policy is told in a task of its own.
        let order = self.clone();
        let end = move || {
            let is_blocked = is_blocked(&order.url);
            order.finish(if is_blocked { Err(Cause::Fetch(FetchError::Blocked)) } else { answer });
        };
        self.deadline.set(Some(after(0, Box::new(end))));
    }

    fn abort(&self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }

    fn is_answered(&self) -> bool {
        self.answer.borrow().is_some()
    }

    fn forget(&self) {
        ORDERS.with_borrow_mut(|orders| orders.retain(|order| !std::ptr::eq(&**order, self)));
    }

    /// Gives the order its answer, unless it has one, and tells everybody who waits.
    fn finish(self: &Rc<Self>, answer: Result<Rc<Document>, Cause>) {
        self.deadline.take();
        if !self.is_answered() {
            self.answer.replace(Some(answer.map_err(Rc::new)));
            self.tell();
            clear();
            advance();
        }
    }

    /// Tells the answer to everybody who waits, a few in each task. A failure that somebody has heard of is forgotten:
    /// whoever asks next asks anew.
    fn tell(self: &Rc<Self>) {
        let mut wishes = self.wishes.take();
        if wishes.len() > MAX_TOLD {
            self.wishes.replace(wishes.split_off(MAX_TOLD));
            let order = self.clone();
            self.deadline.set(Some(after(0, Box::new(move || order.tell()))));
        }
        let answer = self.answer.borrow().clone();
        let Some(answer) = answer.filter(|_| !wishes.is_empty()) else { return };
        if answer.is_err() {
            self.forget();
        }
        for (_, on_answer) in wishes {
            on_answer(answer.clone());
        }
    }
}

/// Whether the page's policy has kept a request from `url`.
fn is_blocked(url: &str) -> bool {
    let url = JsValue::from_str(&url[..until(url, "#")]);
    BLOCKED.with_borrow(|blocked| blocked.as_ref().is_some_and(|blocked| blocked.index_of(&url, 0) >= 0))
}

fn send(url: &str, sending: &Sending, controller: Option<&AbortController>) -> Result<Promise, Cause> {
    if !["http:", "https:", "data:", "blob:"].iter().any(|scheme| url.starts_with(scheme)) {
        return Err(Cause::Fetch(FetchError::Url));
    }
    let cache = if sending.freshness == Freshness::Kept { "default" } else { "no-cache" };
    Ok(begin(
        url,
        vec![
            ("method", "GET".into()),
            ("cache", cache.into()),
            ("integrity", sending.integrity.as_deref().unwrap_or_default().into()),
            ("signal", signal(controller)),
        ],
    ))
}

fn signal(controller: Option<&AbortController>) -> JsValue {
    controller.map_or(JsValue::UNDEFINED, |controller| controller.signal().into())
}

/// Sends a request with these members and what all of ours have: no cookies, and answers only where they are allowed.
fn begin(url: &str, mut members: Vec<(&str, JsValue)>) -> Promise {
    members.push(("mode", "cors".into()));
    members.push(("credentials", credentials(url).into()));
    // A page's own `fetch` may throw, return anything, or reject with what is no `Error`, at which gloo-net's `send` panics.
    let answer = call(&window(), "fetch", &[url.into(), bare(&members)]);
    Promise::resolve(&answer.unwrap_or(JsValue::UNDEFINED))
}

/// How a request is to go without credentials: to the page's own origin they must be left out; to others none go where
/// they aren't asked for, and what is fetched in these words may have been preloaded.
fn credentials(url: &str) -> &'static str {
    // A page may have called something of its own `origin`, and a frame without an address inherits one.
    let is_own = [global("location"), window()].iter().any(|place| {
        let origin = text(place, "origin").unwrap_or_default();
        url.strip_prefix(&*origin).is_some_and(|rest| rest.starts_with('/'))
    });
    if is_own || !url.starts_with("http") { "omit" } else { "same-origin" }
}

/// Posts the encoded fields of a form to `url`, and tells the status, or nothing where there is no answer.
///
/// The header makes it a request that a browser asks leave for: a server that doesn't allow it never sees it.
pub(crate) fn post(url: &str, fields: &str, done: Box<dyn FnOnce(Option<u16>)>) {
    let Some((controller, response)) = begin_to_post(url, fields) else { return soon(Box::new(|| done(None))) };
    let deadline = after(DEADLINE_MILLISECONDS, Box::new(move || controller.abort()));
    let on_end = move |response: Outcome| {
        drop(deadline);
        let response = response.ok().and_then(|response| response.dyn_into::<web_sys::Response>().ok());
        done(response.map(|response| Response::from(response).status()));
    };
    when(&response, Box::new(on_end));
}

fn begin_to_post(url: &str, fields: &str) -> Option<(AbortController, Promise)> {
    let controller = AbortController::new().ok()?;
    let headers: JsValue = bare(&[
        ("Content-Type", "application/x-www-form-urlencoded".into()),
        ("X-Requested-With", "XMLHttpRequest".into()),
    ]);
    let members = vec![
        ("method", "POST".into()),
        ("headers", headers),
        ("body", fields.into()),
        ("signal", signal(Some(&controller))),
    ];
    let response = begin(url, members);
    Some((controller, response))
}

/// What is done with what a request comes to.
type Done = Box<dyn FnOnce(Result<Rc<Document>, Cause>)>;

/// Reads what comes of a request to its end.
fn read(response: &Promise, done: Done) {
    let on_response = move |response: Outcome| match response.map_err(network).and_then(open) {
        Ok(body) => body.read(done),
        Err(cause) => done(Err(cause)),
    };
    when(response, Box::new(on_response));
}

/// The body of a response, if it is the answer that was asked for.
fn open(raw: JsValue) -> Result<Body, Cause> {
    let raw = raw.dyn_into::<web_sys::Response>().map_err(network)?;
    let pause = pause(&raw);
    let response = Response::from(raw);
    if !response.ok() {
        return Err(Cause::Fetch(FetchError::Status { code: response.status(), pause }));
    }
    // With options of its own: WebKit would read them from `Object.prototype`.
    let reader = |stream: ReadableStream| stream.get_reader_with_options(&bare(&[("mode", JsValue::UNDEFINED)]));
    let reader = response.body().map(|stream| reader(stream).unchecked_into());
    Ok(Body { reader, chunks: Array::new(), bytes: 0 })
}

/// A body that is being read, to its end or to the limit.
struct Body {
    reader: Option<ReadableStreamDefaultReader>,
    chunks: Array,
    bytes: u32,
}

impl Body {
    fn read(mut self, done: Done) {
        let Some(reader) = &self.reader else { return self.finish(done) };
        let read = reader.read();
        let on_chunk = move |chunk: Outcome| match chunk.map_err(network).and_then(|chunk| self.take(&chunk)) {
            Ok(true) => self.read(done),
            Ok(false) => self.finish(done),
            Err(cause) => done(Err(cause)),
        };
        when(&read, Box::new(on_chunk));
    }

    /// Takes what has been read; whether there may be more.
    fn take(&mut self, chunk: &JsValue) -> Result<bool, Cause> {
        let chunk = member(chunk, "value");
        let Some(chunk) = chunk.dyn_ref::<Uint8Array>() else { return Ok(false) };
        self.bytes += chunk.length();
        if self.bytes > MAX_BYTES {
            drop(self.reader.as_ref().map(|reader| reader.cancel()));
            return Err(Cause::Fetch(FetchError::TooLarge));
        }
        self.chunks.push(chunk);
        Ok(true)
    }

    fn finish(self, done: Done) {
        let text = match Blob::new_with_u8_array_sequence(&self.chunks) {
            Ok(blob) => blob.text(),
            Err(error) => return done(Err(network(error))),
        };
        let on_text =
            move |text: Outcome| done(text.map_err(network).and_then(|text| parse(&text).map_err(Cause::Decode)));
        when(&text, Box::new(on_text));
    }
}

/// In how many seconds a server wants to be asked again: `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3).
fn pause(response: &JsValue) -> Option<u32> {
    let text = call(&member(response, "headers"), "get", &["retry-after".into()])?.as_string()?;
    let date = || call(&global("Date"), "parse", &[JsValue::from_str(&text)])?.as_f64();
    let seconds = whole(&text).map(f64::from).or_else(|| Some((date()? - js_sys::Date::now()) / 1000.0))?;
    (seconds >= 0.0).then(|| seconds.min(LONGEST_PAUSE) as u32)
}

/// The JSON in the page's own element `#id`; for `#`, that of the first block of JSON-LD that `is_meant`.
///
/// No request is made. `None` where nothing is there yet and the page is still being read.
pub(crate) fn embedded(selector: &str, is_meant: fn(&Json) -> bool) -> Option<Answer> {
    let document = document();
    let all = if selector == "#" { "script[type^='application/ld+json' i]" } else { selector };
    let mut answer = Err(DecodeError::Empty);
    if let Ok(elements) = document.unchecked_ref::<Element>().query_selector_all(all) {
        for index in 0..elements.length() {
            let text = elements.get(index).map_or(JsValue::UNDEFINED, |element| member(&element, "textContent"));
            let parsed = parse(&text);
            if selector != "#" || parsed.as_ref().is_ok_and(|document| is_meant(&document.json)) {
                answer = parsed;
                break;
            }
        }
    }
    if answer.is_err() && text(&document, "readyState").as_deref() == Some("loading") {
        return None;
    }
    Some(answer.map_err(|error| Rc::new(Cause::Decode(error))))
}

#[wasm_bindgen]
extern "C" {
    // js-sys takes a Rust string, for which the text would be copied in and out again.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;
}

/// Reads JSON text.
pub(crate) fn parse(text: &JsValue) -> Result<Rc<Document>, DecodeError> {
    let words = text.as_string().unwrap_or_default();
    let number = |text: &str| parse_json(&text.into()).ok()?.as_f64();
    // One text crosses the border, and not each word of it; what our parser doesn't take, the browser's has to judge.
    let json = match decode::parse(&words, &number) {
        Some(json) => json,
        None => from_js(&parse_json(text).map_err(|error| match words.trim_ascii() {
            // A text of nothing but white space is no broken article, but none.
            "" => DecodeError::Empty,
            _ => DecodeError::Syntax(message(error)),
        })?),
    };
    Ok(Rc::new(Document { json: Rc::new(json), text: text.clone() }))
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
    let mut items = Vec::new();
    let mut members = Vec::new();
    let is_list = Array::is_array(value);
    let object: &Object = value.unchecked_ref();
    for key in Object::keys(object).iter() {
        let item = Reflect::get(value, &key).map_or(Json::Null, |item| read_js(&item, depth - 1));
        match key.as_string() {
            Some(key) if !is_list => members.push((key.into(), item)),
            _ => items.push(item),
        }
    }
    if is_list { Json::List(items) } else { Json::Object(members) }
}

fn network(error: JsValue) -> Cause {
    Cause::Fetch(FetchError::Network(message(error)))
}

/// What a JavaScript error says of itself.
fn message(error: JsValue) -> String {
    text(&error, "message").unwrap_or_else(|| "the request failed".to_owned())
}
