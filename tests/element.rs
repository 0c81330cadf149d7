//! The widget in a real browser: through Yew as an app mounts it, and through the exports as the loader does.
//!
//! A network of the tests' own answers when it is told to; nothing waits for a time to pass.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use dateline::decode::Json;
use dateline::model::{Article, Headline};
use dateline::prelude::*;
use dateline::settings::TimeZone;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, MouseEvent, MouseEventInit, Node, Request, RequestInit, Response, ResponseInit};
use web_sys::{ShadowRoot, ShadowRootInit, ShadowRootMode};
use yew::AppHandle;
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// How long anything may take, in milliseconds; what is awaited comes long before.
const DEADLINE: f64 = 5_000.0;

fn document() -> web_sys::Document {
    web_sys::window().and_then(|window| window.document()).expect("the tests run in a page")
}

/// Waits for the next task.
async fn next_task() {
    let window = web_sys::window().expect("the tests run in a page");
    let promise = Promise::new(&mut |resolve, _| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0).expect("there are timers");
    });
    JsFuture::from(promise).await.expect("a timer ends");
}

/// Waits until `holds` does.
#[track_caller]
fn until(holds: impl Fn() -> bool) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    let begun = js_sys::Date::now();
    async move {
        while !holds() {
            assert!(js_sys::Date::now() - begun < DEADLINE, "waited in vain at {caller}");
            next_task().await;
        }
    }
}

/// Lets everything happen that is about to: answers are read in a dozen steps at most, each a task or less.
async fn settle() {
    for _ in 0..20 {
        next_task().await;
    }
}

/// An address that answers with `json` and needs no server.
fn data(json: &str) -> String {
    format!("data:application/json,{}", js_sys::encode_uri_component(json))
}

fn story(headline: &str) -> String {
    format!(r#"{{"headline": "{headline}"}}"#)
}

/// What the widget has told, line by line.
#[derive(Clone, Default)]
struct Told(Rc<RefCell<Vec<String>>>);

impl Told {
    fn add(&self, line: String) {
        self.0.borrow_mut().push(line);
    }

    fn lines(&self) -> Vec<String> {
        self.0.borrow().clone()
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Waits until `count` lines are told, and for what must not follow.
    #[track_caller]
    fn first(&self, count: usize) -> impl Future<Output = Vec<String>> {
        let told = self.clone();
        let waiting = until(move || told.len() >= count);
        let told = self.clone();
        async move {
            waiting.await;
            settle().await;
            told.lines()
        }
    }
}

/// A place in the page that goes when the test ends.
struct Stage {
    host: HtmlElement,
    root: Node,
}

impl Stage {
    fn new() -> Self {
        // As the loader does, before there is any element.
        dateline::host::release(
            "https://cdn.example/dateline.js".into(),
            "".into(),
            include_str!("../src/view/article.css").into(),
            Array::new(),
        );
        let host: HtmlElement = document().create_element("div").expect("div is a name").unchecked_into();
        document().body().expect("the page has a body").append_child(&host).expect("a body takes a div");
        Self { root: host.clone().into(), host }
    }

    fn in_shadow() -> Self {
        let mut stage = Self::new();
        stage.root = stage.shadow().into();
        stage
    }

    fn shadow(&self) -> ShadowRoot {
        self.host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).expect("a div can be a host")
    }

    fn find(&self, selector: &str) -> Option<Element> {
        match self.root.dyn_ref::<ShadowRoot>() {
            Some(root) => root.query_selector(selector),
            None => self.host.query_selector(selector),
        }
        .expect("it is a selector")
    }

    fn has(&self, selector: &str) -> bool {
        self.find(selector).is_some()
    }

    /// The text of the first such element; none where there is none.
    fn text(&self, selector: &str) -> String {
        self.find(selector).and_then(|element| element.text_content()).unwrap_or_default()
    }

    fn headline(&self) -> String {
        self.text("[part=headline]")
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// What the widget asks of the network, and a say in the answers; `data:` addresses answer by themselves.
/// The page's own `fetch` comes back in the end.
struct Network {
    fetch: Function,
    asked: Rc<RefCell<Vec<Asked>>>,
    _stand_in: Closure<dyn FnMut(String, RequestInit) -> Promise>,
}

struct Asked {
    request: Request,
    resolve: Function,
    reject: Function,
}

impl Network {
    fn new() -> Self {
        let window = web_sys::window().expect("the tests run in a page");
        let fetch: Function = Reflect::get(&window, &"fetch".into()).expect("a page has fetch").unchecked_into();
        let asked: Rc<RefCell<Vec<Asked>>> = Rc::default();
        let (asking, real) = (asked.clone(), fetch.clone());
        let stand_in = Closure::<dyn FnMut(_, _) -> Promise>::new(move |url: String, init: RequestInit| {
            let request = Request::new_with_str_and_init(&url, &init).expect("it is a request");
            if request.url().starts_with("data:") {
                return real.call1(&JsValue::UNDEFINED, &request).expect("fetch answers a promise").unchecked_into();
            }
            Promise::new(&mut |resolve, reject| {
                asking.borrow_mut().push(Asked { request: Clone::clone(&request), resolve, reject });
            })
        });
        Reflect::set(&window, &"fetch".into(), stand_in.as_ref()).expect("fetch can be replaced");
        Self { fetch, asked, _stand_in: stand_in }
    }

    /// The paths that were asked for, in order.
    fn asked(&self) -> Vec<String> {
        let path = |asked: &Asked| asked.request.url().rsplit('/').next().unwrap_or_default().to_owned();
        self.asked.borrow().iter().map(path).collect()
    }

    /// Answers the request of that number, from 0.
    fn answer(&self, number: usize, body: &str) {
        self.answer_with_status(number, 200, body);
    }

    fn answer_with_status(&self, number: usize, status: u16, body: &str) {
        let init = ResponseInit::new();
        init.set_status(status);
        let response = Response::new_with_opt_str_and_init(Some(body), &init).expect("it is a response");
        let resolve = self.asked.borrow()[number].resolve.clone();
        resolve.call1(&JsValue::NULL, &response).expect("promises resolve");
    }

    fn fail(&self, number: usize) {
        let reject = self.asked.borrow()[number].reject.clone();
        reject.call1(&JsValue::NULL, &js_sys::TypeError::new("no connection")).expect("promises reject");
    }

    fn is_aborted(&self, number: usize) -> bool {
        self.asked.borrow()[number].request.signal().aborted()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        let window = web_sys::window().expect("the tests run in a page");
        Reflect::set(&window, &"fetch".into(), &self.fetch).expect("fetch can be replaced");
    }
}

/// Clicks as a reader does; says whether the page let the click have its way, which no link here may.
fn click(element: &Element, kind: &str, button: i16) -> bool {
    let init = MouseEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_button(button);
    let event = MouseEvent::new_with_mouse_event_init_dict(kind, &init).expect("it is an event");
    element.dispatch_event(&event).expect("events can be sent")
}

/// As many styles as the document or shadow root has adopted.
fn adopted_styles(root: &JsValue) -> u32 {
    Array::from(&Reflect::get(root, &"adoptedStyleSheets".into()).expect("roots adopt styles")).length()
}

/// The components, mounted as a Yew app mounts them.
mod component {
    use super::*;

    /// A mounted widget, taken down when the test ends.
    struct Mounted {
        app: Option<AppHandle<DatelineArticle>>,
        props: DatelineArticleProps,
        told: Told,
        stage: Stage,
    }

    impl Mounted {
        /// Mounts the widget with its callbacks told in lines.
        fn new(props: DatelineArticleProps) -> Self {
            Self::on(Stage::new(), props)
        }

        fn on(stage: Stage, props: DatelineArticleProps) -> Self {
            let told = Told::default();
            let telling = told.clone();
            let onnews = Callback::from(move |news| telling.add(line(news)));
            let props = DatelineArticleProps { onnews, ..props };
            let div = document().create_element("div").expect("div is a name");
            stage.root.append_child(&div).expect("a root takes a div");
            let app = yew::Renderer::<DatelineArticle>::with_root_and_props(div, props.clone()).render();
            Self { app: Some(app), props, told, stage }
        }

        fn change(&mut self, change: impl FnOnce(&mut DatelineArticleProps)) {
            change(&mut self.props);
            if let Some(app) = &mut self.app {
                app.update(self.props.clone());
            }
        }

        fn take_down(&mut self) {
            if let Some(app) = self.app.take() {
                app.destroy();
            }
        }
    }

    impl Drop for Mounted {
        fn drop(&mut self) {
            self.take_down();
        }
    }

    /// News as a line; a selected story is held back.
    fn line(news: News) -> String {
        match news {
            News::Started => "start".to_owned(),
            News::Loaded(Loaded { headline, format, .. }) => format!("load {headline} {format}"),
            News::Failed(Failed { part, kind, status, retryable, .. }) => {
                let status = status.map(|status| format!(" {status}")).unwrap_or_default();
                let retry = if retryable { ", retryable" } else { "" };
                format!("error {part} {kind}{status}{retry}")
            }
            News::Selected(Selected { section, rank, headline, url, event }) => {
                event.prevent_default();
                format!("select {section} {rank} {headline} {url}")
            }
            News::Submitted(submitted) => format!("submit {}", submitted.section),
        }
    }

    fn from(src: impl Into<String>) -> DatelineArticleProps {
        let src = AttrValue::from(src.into());
        yew::props!(DatelineArticleProps { src })
    }

    fn with_fallback(src: impl Into<String>) -> DatelineArticleProps {
        DatelineArticleProps { children: html! { <p id="fallback">{ "Fallback" }</p> }, ..from(src) }
    }

    #[wasm_bindgen_test]
    async fn article_is_shown_and_told() {
        let widget = Mounted::new(from(data(&story("One"))));
        assert_eq!(widget.told.first(2).await, ["start", "load One dateline/1"]);
        assert_eq!(widget.stage.text("h2"), "One");
        assert!(!widget.stage.has("[part=skeleton], [part=notice]"));
    }

    #[wasm_bindgen_test]
    async fn article_is_in_place_when_it_is_told() {
        let seen = Told::default();
        let stage = Stage::new();
        let (telling, host) = (seen.clone(), stage.host.clone());
        let onnews = Callback::from(move |news| {
            if matches!(news, News::Loaded(_)) {
                telling.add(host.text_content().unwrap_or_default());
            }
        });
        let props = DatelineArticleProps { onnews, ..from(data(&story("Seen"))) };
        let app = yew::Renderer::<DatelineArticle>::with_root_and_props(stage.host.clone().into(), props).render();
        assert_eq!(seen.first(1).await, ["Seen"]);
        app.destroy();
    }

    #[wasm_bindgen_test]
    async fn article_is_shown_in_a_shadow_root() {
        let widget = Mounted::on(Stage::in_shadow(), from(data(&story("Shadow"))));
        widget.told.first(2).await;
        assert_eq!(widget.stage.headline(), "Shadow");
        assert_eq!(adopted_styles(&widget.stage.root), 1);
    }

    #[wasm_bindgen_test]
    async fn styles_are_adopted_once() {
        let first = Mounted::new(from(data(&story("A"))));
        first.told.first(2).await;
        let styles = adopted_styles(&document());
        assert!(styles > 0);
        let second = Mounted::new(from(data(&story("B"))));
        second.told.first(2).await;
        assert_eq!(adopted_styles(&document()), styles);
        let frame = first.stage.find(".dateline").expect("there is a frame");
        let style = web_sys::window().and_then(|window| window.get_computed_style(&frame).ok()?).expect("it is styled");
        assert_ne!(style.get_property_value("container-type").unwrap_or_default(), "normal");
    }

    #[wasm_bindgen_test]
    async fn several_changes_of_src_show_the_last() {
        let mut widget = Mounted::new(from(data(&story("First"))));
        widget.change(|props| props.src = Some(data(&story("Second")).into()));
        widget.change(|props| props.src = Some(data(&story("Third")).into()));
        let told = widget.told.first(2).await;
        let loads: Vec<_> = told.iter().filter(|line| *line != "start").collect();
        assert_eq!(loads, ["load Third dateline/1"]);
        assert_eq!(widget.stage.headline(), "Third");
    }

    #[wasm_bindgen_test]
    async fn old_answer_is_dropped() {
        let network = Network::new();
        let mut widget = Mounted::new(from("https://news.example/old-1"));
        until(|| network.asked().len() == 1).await;
        widget.change(|props| props.src = Some("https://news.example/old-2".into()));
        until(|| network.asked() == ["old-1", "old-2"]).await;
        assert!(network.is_aborted(0) && !network.is_aborted(1));
        network.answer(1, &story("New"));
        network.answer(0, &story("Old"));
        assert_eq!(widget.told.first(3).await, ["start", "start", "load New dateline/1"]);
        assert_eq!(widget.stage.headline(), "New");
    }

    #[wasm_bindgen_test]
    async fn article_stays_until_the_next_is_there() {
        let network = Network::new();
        let mut widget = Mounted::new(from("https://news.example/before"));
        until(|| network.asked().len() == 1).await;
        network.answer(0, &story("Before"));
        until(|| widget.stage.headline() == "Before").await;
        widget.change(|props| props.src = Some("https://news.example/after".into()));
        until(|| network.asked().len() == 2).await;
        assert_eq!(widget.stage.headline(), "Before");
        network.answer(1, &story("After"));
        until(|| widget.stage.headline() == "After").await;
    }

    #[wasm_bindgen_test]
    async fn removed_src_empties_the_widget() {
        let mut widget = Mounted::new(with_fallback(data(&story("Gone"))));
        widget.told.first(2).await;
        widget.change(|props| props.src = None);
        until(|| widget.stage.has("#fallback")).await;
        assert_eq!(widget.stage.headline(), "");
    }

    #[wasm_bindgen_test]
    async fn nothing_is_asked_without_src() {
        let network = Network::new();
        let widget = Mounted::new(yew::props!(DatelineArticleProps {}));
        settle().await;
        assert_eq!(network.asked(), [""; 0]);
        assert_eq!(widget.told.lines(), [""; 0]);
        assert!(!widget.stage.has("[part=skeleton]"));
    }

    #[wasm_bindgen_test]
    async fn removal_cancels() {
        let network = Network::new();
        let mut widget = Mounted::new(from("https://news.example/removed"));
        until(|| network.asked().len() == 1).await;
        widget.take_down();
        until(|| network.is_aborted(0)).await;
        network.answer(0, &story("Late"));
        settle().await;
        assert_eq!(widget.told.lines(), ["start"]);
        assert_eq!(widget.stage.host.text_content().unwrap_or_default(), "");
    }

    #[wasm_bindgen_test]
    async fn request_goes_on_for_the_one_who_stays() {
        let network = Network::new();
        let mut going = Mounted::new(from("https://news.example/shared"));
        let staying = Mounted::new(from("https://news.example/shared"));
        until(|| network.asked() == ["shared"]).await;
        going.take_down();
        assert!(!network.is_aborted(0));
        network.answer(0, &story("Shared"));
        assert_eq!(staying.told.first(2).await, ["start", "load Shared dateline/1"]);
        assert_eq!(network.asked(), ["shared"]);
    }

    #[wasm_bindgen_test]
    async fn answer_serves_those_who_come_later() {
        let network = Network::new();
        let first = Mounted::new(from("https://news.example/kept"));
        until(|| network.asked().len() == 1).await;
        network.answer(0, &story("Kept"));
        first.told.first(2).await;
        let second = Mounted::new(from("https://news.example/kept"));
        assert_eq!(second.told.first(2).await, ["start", "load Kept dateline/1"]);
        assert_eq!(network.asked(), ["kept"]);
    }

    #[wasm_bindgen_test]
    async fn requests_carry_no_credentials() {
        let network = Network::new();
        let origin = Reflect::get(&js_sys::global(), &"origin".into()).expect("a page has an origin");
        let origin = origin.as_string().expect("it is text");
        let _far = Mounted::new(from("https://news.example/plain"));
        until(|| network.asked().len() == 1).await;
        let _near = Mounted::new(from(format!("{origin}/near")));
        until(|| network.asked().len() == 2).await;
        let asked = network.asked.borrow();
        // To another origin none go where they aren't asked for.
        for (asked, credentials) in asked.iter().zip(["same-origin", "omit"]) {
            assert_eq!(asked.request.method(), "GET");
            assert_eq!(Reflect::get(&asked.request, &"credentials".into()), Ok(credentials.into()));
        }
    }

    #[wasm_bindgen_test]
    async fn fallback_stands_until_the_article_comes() {
        let network = Network::new();
        let widget = Mounted::new(with_fallback("https://news.example/fallback"));
        until(|| network.asked().len() == 1).await;
        assert!(widget.stage.has("#fallback") && !widget.stage.has("[part=skeleton]"));
        network.answer(0, &story("Here"));
        until(|| widget.stage.headline() == "Here").await;
        assert!(!widget.stage.has("#fallback"));
    }

    #[wasm_bindgen_test]
    async fn skeleton_keeps_the_space_where_there_is_no_fallback() {
        let network = Network::new();
        let widget = Mounted::new(from("https://news.example/skeleton"));
        until(|| network.asked().len() == 1).await;
        let skeleton = widget.stage.find("[part=skeleton]").expect("there is a skeleton");
        assert!(skeleton.get_attribute("aria-label").is_some_and(|label| !label.is_empty()));
    }

    /// Has the network give this answer; the reader is told of it, sees the fallback, and is offered a retry or not.
    async fn check_failure(name: &str, answer: impl FnOnce(&Network), line: &str, has_retry: bool) {
        let network = Network::new();
        let widget = Mounted::new(with_fallback(format!("https://news.example/{name}")));
        until(|| network.asked().len() == 1).await;
        answer(&network);
        assert_eq!(widget.told.first(2).await, ["start", line], "{name}");
        assert!(widget.stage.has("#fallback"), "{name}");
        assert!(widget.stage.has("[part=notice] p[role=status]"), "{name}");
        assert_eq!(widget.stage.has("button[part=retry]"), has_retry, "{name}");
        assert_eq!(widget.stage.headline(), "", "{name}");
    }

    #[wasm_bindgen_test]
    async fn retry_appears_where_it_can_help() {
        check_failure("down", |network| network.fail(0), "error article network, retryable", true).await;
        let busy = |network: &Network| network.answer_with_status(0, 503, "");
        check_failure("busy", busy, "error article status 503, retryable", true).await;
        let too_many = |network: &Network| network.answer_with_status(0, 429, "");
        check_failure("too-many", too_many, "error article status 429, retryable", true).await;
    }

    #[wasm_bindgen_test]
    async fn retry_does_not_appear_where_it_cannot() {
        let missing = |network: &Network| network.answer_with_status(0, 404, &story("Not this"));
        check_failure("missing", missing, "error article status 404", false).await;
        check_failure("empty", |network| network.answer(0, ""), "error article empty", false).await;
        check_failure("null", |network| network.answer(0, "null"), "error article empty", false).await;
        check_failure("syntax", |network| network.answer(0, "<html>"), "error article syntax", false).await;
        check_failure("format", |network| network.answer(0, r#"{"title": "T"}"#), "error article format", false).await;
        let long = |network: &Network| network.answer(0, &" ".repeat(5 << 20));
        check_failure("long", long, "error article too-large", false).await;
    }

    #[wasm_bindgen_test]
    async fn story_that_its_publisher_withholds_is_not_shown() {
        for (name, members, kind) in [
            ("withheld", r#""status": "withheld""#, "withdrawn"),
            ("canceled", r#""status": "canceled""#, "withdrawn"),
            ("expired", r#""expires": "2001-01-01T00:00:00Z""#, "expired"),
            ("embargoed", r#""embargoed": "9001-01-01T00:00:00Z""#, "embargoed"),
        ] {
            let json = format!(r#"{{"headline": "Secret", "url": "https://news.example/s", {members}}}"#);
            check_failure(name, |network| network.answer(0, &json), &format!("error article {kind}"), false).await;
            let widget = Mounted::new(from(data(&json)));
            widget.told.first(2).await;
            let link = widget.stage.find("[part=notice] a").expect("there is a way to the publisher");
            assert_eq!(link.get_attribute("href").as_deref(), Some("https://news.example/s"));
        }
    }

    #[wasm_bindgen_test]
    async fn address_that_is_none_is_told() {
        let network = Network::new();
        for src in ["ftp://news.example/x", "javascript:alert(1)", "https://"] {
            let widget = Mounted::new(from(src));
            assert_eq!(widget.told.first(2).await, ["start", "error article network"], "{src}");
            assert!(!widget.stage.has("[part=retry]"), "{src}");
        }
        assert_eq!(network.asked(), [""; 0]);
    }

    #[wasm_bindgen_test]
    async fn retry_asks_again() {
        let network = Network::new();
        let widget = Mounted::new(from("https://news.example/retry"));
        until(|| network.asked().len() == 1).await;
        network.fail(0);
        until(|| widget.stage.has("[part=retry]")).await;
        click(&widget.stage.find("[part=retry]").expect("it is there"), "click", 0);
        until(|| network.asked().len() == 2).await;
        let retry = widget.stage.find("[part=retry]").expect("it keeps its place and the focus");
        assert_eq!(retry.get_attribute("aria-disabled").as_deref(), Some("true"));
        click(&retry, "click", 0);
        network.answer(1, &story("At last"));
        until(|| widget.stage.headline() == "At last").await;
        assert!(!widget.stage.has("[part=notice]"));
        assert_eq!(network.asked().len(), 2);
    }

    #[wasm_bindgen_test]
    async fn new_revision_is_fetched_again_and_a_failure_leaves_the_old() {
        let network = Network::new();
        let mut widget = Mounted::new(from("https://news.example/again"));
        until(|| network.asked().len() == 1).await;
        network.answer(0, &story("One"));
        until(|| widget.stage.headline() == "One").await;
        widget.change(|props| props.revision += 1);
        until(|| network.asked().len() == 2).await;
        assert_eq!(Reflect::get(&network.asked.borrow()[1].request, &"cache".into()), Ok("no-cache".into()));
        network.answer(1, &story("Two"));
        until(|| widget.stage.headline() == "Two").await;
        widget.change(|props| props.revision += 1);
        until(|| network.asked().len() == 3).await;
        network.fail(2);
        until(|| widget.stage.has("[part=notice]")).await;
        assert_eq!(widget.stage.headline(), "Two");
    }

    #[wasm_bindgen_test]
    async fn json_in_hand_needs_no_request() {
        let network = Network::new();
        let json = Json::Object(vec![("headline".into(), Json::Text("In hand".into()))]);
        let props = DatelineArticleProps { json: Some(Rc::new(json)), ..from("https://news.example/unasked") };
        let widget = Mounted::new(props);
        assert_eq!(widget.told.first(2).await, ["start", "load In hand dateline/1"]);
        assert_eq!(network.asked(), [""; 0]);
    }

    #[wasm_bindgen_test]
    async fn selected_story_is_told_and_can_be_held_back() {
        let json =
            r#"{"headline": "H", "trending": [{"headline": "A"}, {"headline": "B", "url": "https://news.example/b"}]}"#;
        let widget = Mounted::new(from(data(json)));
        widget.told.first(2).await;
        let words = widget.stage.find("a[part=story] bdi").expect("there is a story");
        let is_followed = click(&words, "click", 0) || click(&words, "auxclick", 1);
        assert!(!is_followed);
        click(&words, "auxclick", 2);
        let line = "select trending 2 B https://news.example/b";
        assert_eq!(widget.told.lines()[2..], [line, line], "within the click itself");
    }

    #[wasm_bindgen_test]
    async fn present_callback_is_called() {
        let json = r#"{"headline": "H", "trending": [{"headline": "B", "url": "https://news.example/b"}]}"#;
        let mut widget = Mounted::new(from(data(json)));
        widget.told.first(2).await;
        let later = Told::default();
        let telling = later.clone();
        widget.change(|props| {
            props.onnews = Callback::from(move |news| {
                if let News::Selected(selected) = news {
                    selected.event.prevent_default();
                    telling.add(selected.headline);
                }
            });
        });
        settle().await;
        click(&widget.stage.find("a[part=story]").expect("there is a story"), "click", 0);
        assert_eq!(later.lines(), ["B"]);
    }

    #[wasm_bindgen_test]
    async fn list_comes_from_an_address_of_its_own() {
        let network = Network::new();
        let widget = Mounted::new(from("https://news.example/a/with-list"));
        until(|| network.asked().len() == 1).await;
        network.answer(0, r#"{"headline": "H", "trending": {"src": "list-1"}}"#);
        until(|| network.asked() == ["with-list", "list-1"]).await;
        assert_eq!(widget.stage.headline(), "H");
        network.answer(1, r#"{"items": [{"headline": "Listed"}]}"#);
        until(|| widget.stage.text("[part=story]") == "Listed").await;
    }

    #[wasm_bindgen_test]
    async fn list_of_the_page_takes_the_place_of_the_articles_own() {
        let network = Network::new();
        let props = DatelineArticleProps {
            trending: Some("https://news.example/list-2".into()),
            ..from("https://news.example/own-list")
        };
        let widget = Mounted::new(props);
        until(|| network.asked().len() == 2).await;
        assert!(network.asked().contains(&"list-2".to_owned()), "both travel at once");
        let (list, article) = if network.asked()[0] == "list-2" { (0, 1) } else { (1, 0) };
        network.answer(list, r#"[{"headline": "Theirs"}]"#);
        network.answer(article, r#"{"headline": "H", "trending": [{"headline": "Own"}]}"#);
        until(|| widget.stage.text("[part=story]") == "Theirs").await;
    }

    #[wasm_bindgen_test]
    async fn list_that_fails_costs_only_itself() {
        let network = Network::new();
        let widget = Mounted::new(from("https://news.example/bad-list"));
        until(|| network.asked().len() == 1).await;
        network.answer(0, r#"{"headline": "H", "trending": {"src": "list-3"}}"#);
        until(|| network.asked().len() == 2).await;
        network.answer_with_status(1, 404, "");
        let told = widget.told.first(3).await;
        assert_eq!(told, ["start", "load H dateline/1", "error trending status 404"]);
        assert_eq!(widget.stage.headline(), "H");
        assert!(!widget.stage.has("[part=retry]"));
    }

    #[wasm_bindgen_test]
    async fn times_are_told_in_the_zone_that_is_asked_for() {
        let json =
            r#"{"headline": "H", "language": "en", "created": "2025-02-28T12:52:00Z", "timeZone": "Asia/Kolkata"}"#;
        let mut widget = Mounted::new(from(data(json)));
        widget.told.first(2).await;
        let time = |widget: &Mounted| widget.stage.text("time[part=created]");
        assert!(time(&widget).contains("18:22"), "{}", time(&widget));
        widget.change(|props| props.time_zone = TimeZone::Named("America/New_York".to_owned()));
        until(|| time(&widget).contains("07:52")).await;
        widget.change(|props| props.time_zone = TimeZone::Named("Not/AZone".to_owned()));
        until(|| time(&widget).contains("18:22")).await;
        assert_eq!(
            widget.stage.find("time").and_then(|time| time.get_attribute("datetime")).as_deref(),
            Some("2025-02-28T12:52:00Z")
        );
    }

    #[wasm_bindgen_test]
    async fn numerals_are_the_readers() {
        let json = r#"{"headline": "H", "created": "2025-02-28T12:52:00Z"}"#;
        let widget = Mounted::new(DatelineArticleProps { lang: Some("ar-EG".into()), ..from(data(json)) });
        widget.told.first(2).await;
        assert!(widget.stage.text("time").contains("٢٠٢٥"));
    }

    #[wasm_bindgen_test]
    async fn language_that_is_none_does_no_harm() {
        let json = r#"{"headline": "H", "language": "not a language", "created": "2025-02-28T12:52:00Z", "trending": [{"headline": "A"}]}"#;
        let widget = Mounted::new(from(data(json)));
        assert_eq!(widget.told.first(2).await, ["start", "load H dateline/1"]);
        assert_eq!(widget.stage.text("[part=rank]"), "1");
        assert!(widget.stage.text("time").contains("2025"));
    }

    #[wasm_bindgen_test]
    async fn hostile_texts_make_no_elements() {
        let hostile = r#"<img src=x onerror=window.hurt=1><script>window.hurt=1</script>"#;
        let json = format!(
            r#"{{"headline": "{hostile}", "summary": "{hostile}", "body": "<p>x</p>{hostile}", "byline": ["{hostile}"]}}"#
        );
        let widget = Mounted::new(from(data(&json)));
        widget.told.first(2).await;
        assert_eq!(widget.stage.headline(), hostile);
        assert!(!widget.stage.has("script, [onerror], [part=headline] *, [part=summary] *"));
        let window = web_sys::window().expect("the tests run in a page");
        assert!(Reflect::get(&window, &"hurt".into()).is_ok_and(|hurt| hurt.is_undefined()));
    }

    #[wasm_bindgen_test]
    async fn article_in_hand_is_shown_with_its_styles() {
        let stage = Stage::in_shadow();
        let div = document().create_element("div").expect("div is a name");
        stage.root.append_child(&div).expect("a root takes a div");
        let article = Rc::new(Article::new(Headline::new("In hand".into()).expect("it can be seen")));
        let props = yew::props!(ArticleViewProps { article });
        let mut app = yew::Renderer::<ArticleView>::with_root_and_props(div, props.clone()).render();
        until(|| stage.headline() == "In hand" && adopted_styles(&stage.root) == 1).await;
        let settings = Settings { heading_level: HeadingLevel::new(4).expect("it is a level"), ..Settings::default() };
        app.update(ArticleViewProps { settings, ..props });
        until(|| stage.has("h4[part=headline]")).await;
        assert_eq!(adopted_styles(&stage.root), 1);
        app.destroy();
    }
}

/// The exports, called as the loader calls them.
mod exports {
    use dateline::host;

    use super::*;

    /// An element with the widget in it, under a number of its own.
    struct Embedded {
        id: u32,
        told: Told,
        stage: Stage,
        _tell: Closure<dyn FnMut(String, JsValue) -> bool>,
    }

    impl Embedded {
        fn new(id: u32, attributes: &[(&str, &str)]) -> Self {
            Self::with_article(id, attributes, &JsValue::NULL)
        }

        fn with_article(id: u32, attributes: &[(&str, &str)], article: &JsValue) -> Self {
            let mut stage = Stage::new();
            let root = stage.shadow();
            stage.root = root.clone().into();
            for (name, value) in attributes {
                stage.host.set_attribute(name, value).expect("it is an attribute");
            }
            let told = Told::default();
            let telling = told.clone();
            let tell = Closure::<dyn FnMut(String, JsValue) -> bool>::new(move |news: String, detail: JsValue| {
                let detail = js_sys::JSON::stringify(&detail).map(String::from).unwrap_or_default();
                telling.add(format!("{news} {detail}"));
                news == "select"
            });
            let function = tell.as_ref().unchecked_ref::<Function>().clone();
            let document = web_sys::window().and_then(|window| window.document()).expect("this is a page");
            let node = document.create_element("div").expect("it is an element");
            root.append_child(&node).expect("a root takes children");
            host::mount(id, stage.host.clone(), node, article.clone(), 0, false, function);
            Self { id, told, stage, _tell: tell }
        }

        fn set(&self, name: &str, value: &str) {
            self.stage.host.set_attribute(name, value).expect("it is an attribute");
            host::update(self.id);
        }

        /// The names of the news, in order.
        fn news(&self) -> Vec<String> {
            let name = |line: &String| line.split(' ').next().unwrap_or_default().to_owned();
            self.told.lines().iter().map(name).collect()
        }
    }

    impl Drop for Embedded {
        fn drop(&mut self) {
            host::unmount(self.id);
        }
    }

    /// What is written to the console as warnings, until it is dropped.
    struct Warnings {
        console: JsValue,
        warn: JsValue,
        lines: Told,
        _stand_in: Closure<dyn FnMut(JsValue)>,
    }

    impl Warnings {
        fn new() -> Self {
            let console = Reflect::get(&js_sys::global(), &"console".into()).expect("there is a console");
            let warn = Reflect::get(&console, &"warn".into()).expect("it warns");
            let lines = Told::default();
            let telling = lines.clone();
            let stand_in = Closure::<dyn FnMut(JsValue)>::new(move |line: JsValue| {
                telling.add(line.as_string().unwrap_or_default());
            });
            Reflect::set(&console, &"warn".into(), stand_in.as_ref()).expect("it can be replaced");
            Self { console, warn, lines, _stand_in: stand_in }
        }
    }

    impl Drop for Warnings {
        fn drop(&mut self) {
            Reflect::set(&self.console, &"warn".into(), &self.warn).expect("it can be replaced");
        }
    }

    fn object(members: &[(&str, &str)]) -> JsValue {
        let object = Object::new();
        for (name, value) in members {
            Reflect::set(&object, &(*name).into(), &(*value).into()).expect("objects take members");
        }
        object.into()
    }

    #[wasm_bindgen_test]
    async fn load_is_told_with_its_details() {
        let src = data(&story("Told"));
        let element = Embedded::new(1, &[("src", &src)]);
        let told = element.told.first(2).await;
        let detail = format!(r#"load {{"src":"{src}","headline":"Told","format":"dateline/1"}}"#);
        assert_eq!(told, ["loading {}", &detail]);
        assert_eq!(element.stage.headline(), "Told");
        assert_eq!(adopted_styles(&element.stage.root), 1);
    }

    #[wasm_bindgen_test]
    async fn failure_is_told_with_its_details() {
        let src = data(r#"{"title": "T"}"#);
        let element = Embedded::new(2, &[("src", &src)]);
        let told = element.told.first(2).await;
        let message = format!("cannot read {src}: no article with a headline, but an object with the keys title");
        let detail = format!(
            r#"error {{"src":"{src}","part":"article","kind":"format","message":"{message}","status":null,"retryable":false}}"#
        );
        assert_eq!(told, ["loading {}", &detail]);
    }

    #[wasm_bindgen_test]
    async fn fallback_is_the_elements_own_children() {
        let element = Embedded::new(3, &[("src", &data("nonsense"))]);
        element.told.first(2).await;
        assert!(element.stage.has("[part=notice]") && element.stage.has("slot"));
        element.set("src", &data(&story("Sense")));
        until(|| element.stage.headline() == "Sense").await;
        assert!(!element.stage.has("slot"));
    }

    #[wasm_bindgen_test]
    async fn attributes_are_read_again() {
        let json = r#"{"headline": "H", "url": "https://news.example/1", "body": "<p>x</p>", "trending": [{"headline": "A"}]}"#;
        let element = Embedded::new(4, &[("src", &data(json))]);
        element.told.first(2).await;
        element.set("heading-level", "4");
        until(|| element.stage.has("h4[part=headline]")).await;
        element.set("variant", "card");
        until(|| element.stage.has("[data-variant=card]") && !element.stage.has("[part=body]")).await;
        element.set("variant", "full");
        element.set("sections", "body");
        until(|| element.stage.has("[part=body]") && !element.stage.has("[part=headline], [part=trending]")).await;
        element.set("theme", "dark");
        until(|| element.stage.has("[data-theme=dark]")).await;
        element.set("link-target", "_top");
        until(|| element.stage.has("a[part=source-link][target=_top]")).await;
        assert_eq!(element.news(), ["loading", "load"], "looks are no loads");
    }

    #[wasm_bindgen_test]
    async fn bad_values_count_as_absent_and_are_told_once() {
        let warnings = Warnings::new();
        let src = data(&story("H"));
        let element =
            Embedded::new(5, &[("src", &src), ("variant", "huge"), ("heading-level", "0"), ("sections", "weather")]);
        element.told.first(2).await;
        element.set("theme", "dark");
        until(|| element.stage.has("[data-theme=dark]")).await;
        assert!(element.stage.has("[data-variant=full] h2"));
        let mut lines = warnings.lines.lines();
        lines.sort();
        assert_eq!(
            lines,
            [
                r#"<dateline-article>: bad value of attribute heading-level: "0""#,
                r#"<dateline-article>: bad value of attribute sections: "weather""#,
                r#"<dateline-article>: bad value of attribute variant: "huge""#,
            ]
        );
    }

    #[wasm_bindgen_test]
    async fn untidy_json_is_told_to_the_console() {
        let warnings = Warnings::new();
        let src = data(r#"{"headline": "H", "created": "soon"}"#);
        let element = Embedded::new(6, &[("src", &src)]);
        element.told.first(2).await;
        assert_eq!(warnings.lines.lines(), [format!(r#"<dateline-article src="{src}">: created: not a date: soon"#)]);
    }

    #[wasm_bindgen_test]
    async fn language_is_the_nearest_stated() {
        let json = r#"{"headline": "H", "language": "en", "created": "2025-02-28T12:52:00Z"}"#;
        let element = Embedded::new(7, &[("src", &data(json)), ("lang", "ar-EG")]);
        element.told.first(2).await;
        assert!(element.stage.text("time").contains("٢٠٢٥"));
        element.stage.host.remove_attribute("lang").expect("attributes can be removed");
        let body = document().body().expect("the page has a body");
        body.set_attribute("lang", "fa").expect("it is an attribute");
        host::update(7);
        until(|| element.stage.text("time").contains('۱')).await;
        body.remove_attribute("lang").expect("attributes can be removed");
        host::update(7);
        until(|| element.stage.text("time").contains("2025")).await;
    }

    #[wasm_bindgen_test]
    async fn given_article_takes_the_place_of_src() {
        let element =
            Embedded::with_article(8, &[("src", &data(&story("Fetched")))], &object(&[("headline", "Given")]));
        let told = element.told.first(2).await;
        assert_eq!(told, ["loading {}", r#"load {"src":null,"headline":"Given","format":"dateline/1"}"#]);
        host::give(8, object(&[("headline", "Other")]));
        until(|| element.stage.headline() == "Other").await;
        host::give(8, JsValue::NULL);
        until(|| element.stage.headline() == "Fetched").await;
    }

    #[wasm_bindgen_test]
    async fn strange_objects_do_no_harm() {
        let own: JsValue = object(&[("headline", "Round")]);
        Reflect::set(&own, &"self".into(), &own).expect("objects take members");
        Reflect::set(&own, &"symbol".into(), &js_sys::Symbol::iterator()).expect("objects take members");
        let getter = Function::new_no_args("throw new Error('no')");
        let hostile = object(&[("headline", "Hostile")]);
        let descriptor = Object::new();
        Reflect::set(&descriptor, &"get".into(), &getter).expect("objects take members");
        Reflect::set(&descriptor, &"enumerable".into(), &true.into()).expect("objects take members");
        Object::define_property(hostile.unchecked_ref::<Object>(), &"summary".into(), &descriptor);
        let element = Embedded::with_article(9, &[], &own);
        until(|| element.stage.headline() == "Round").await;
        host::give(9, hostile);
        until(|| element.stage.headline() == "Hostile").await;
        for strange in [JsValue::UNDEFINED, 7.into(), "words".into(), getter.into(), object(&[])] {
            let before = element.told.len();
            host::give(9, strange);
            until(|| element.told.len() >= before + 2).await;
            assert!(element.stage.has("[part=notice]"));
        }
    }

    #[wasm_bindgen_test]
    async fn reload_asks_again() {
        let network = Network::new();
        let element = Embedded::new(10, &[("src", "https://news.example/reload")]);
        until(|| network.asked().len() == 1).await;
        network.answer(0, &story("One"));
        // News of an article that another load replaces before anybody has heard of it is never told.
        element.told.first(2).await;
        assert_eq!(element.stage.headline(), "One");
        host::reload(10);
        until(|| network.asked().len() == 2).await;
        network.answer(1, &story("Two"));
        element.told.first(4).await;
        assert_eq!(element.stage.headline(), "Two");
        assert_eq!(element.news(), ["loading", "load", "loading", "load"]);
    }

    #[wasm_bindgen_test]
    async fn canceled_selection_holds_the_reader_back() {
        let json = r#"{"headline": "H", "trending": [{"headline": "B", "url": "https://news.example/b"}]}"#;
        let element = Embedded::new(11, &[("src", &data(json))]);
        element.told.first(2).await;
        let is_followed = click(&element.stage.find("a[part=story]").expect("there is a story"), "click", 0);
        assert!(!is_followed);
        assert_eq!(
            element.told.lines()[2],
            r#"select {"section":"trending","rank":1,"headline":"B","url":"https://news.example/b"}"#
        );
    }

    #[wasm_bindgen_test]
    async fn unmounting_ends_everything() {
        let network = Network::new();
        let element = Embedded::new(12, &[("src", "https://news.example/unmounted")]);
        until(|| network.asked().len() == 1).await;
        host::unmount(12);
        until(|| network.is_aborted(0)).await;
        network.answer(0, &story("Late"));
        settle().await;
        assert_eq!(element.news(), ["loading"]);
        assert!(!element.stage.has("[part]"));
    }

    #[wasm_bindgen_test]
    fn numbers_that_nobody_has_do_no_harm() {
        host::update(999);
        host::give(999, JsValue::NULL);
        host::reload(999);
        host::unmount(999);
    }

    #[wasm_bindgen_test]
    async fn ten_elements_make_one_request_and_one_sheet() {
        let network = Network::new();
        let elements: Vec<_> = (20..30).map(|id| Embedded::new(id, &[("src", "https://news.example/ten")])).collect();
        until(|| !network.asked().is_empty()).await;
        network.answer(0, &story("Ten"));
        for element in &elements {
            until(|| element.stage.headline() == "Ten").await;
        }
        assert_eq!(network.asked(), ["ten"]);
        let sheet = |element: &Embedded| {
            let sheets = Reflect::get(&element.stage.root, &"adoptedStyleSheets".into()).expect("roots adopt styles");
            Array::from(&sheets).get(0)
        };
        assert!(elements.iter().all(|element| sheet(element) == sheet(&elements[0])));
    }

    #[wasm_bindgen_test]
    async fn request_that_the_loader_began_is_taken_over() {
        let network = Network::new();
        let controller = web_sys::AbortController::new().expect("there are controllers");
        let response = Response::new_with_opt_str(Some(&story("Early"))).expect("it is a response");
        host::adopt(
            "https://news.example/early".into(),
            Promise::resolve(response.unchecked_ref::<JsValue>()),
            controller,
        );
        let element = Embedded::new(13, &[("src", "https://news.example/early")]);
        until(|| element.stage.headline() == "Early").await;
        assert_eq!(network.asked(), [""; 0]);
    }
}
