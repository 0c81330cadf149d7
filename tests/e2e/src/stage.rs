//! One test's browser and servers, and every way to look at the widget on a page.
//!
//! Nothing else touches the widget: when its public face changes, this file does.

use std::{panic::Location, time::Duration};

use fantoccini::{
    Client,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::CmdError,
    key::Key,
};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::{
    answer::Answer,
    browser::Engine,
    devtools,
    page::{FALLBACK, Page, element, script_tag},
    site::{Role, Site},
};

/// How long a page may take to do what it must.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a page is asked whether it has.
const PACE: Duration = Duration::from_millis(30);

/// The key under which WebDriver hands over a node (its section 12.1).
const NODE: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser window with nothing in it yet, and servers that nobody has asked yet.
#[derive(Clone)]
pub struct Stage {
    /// Who draws.
    pub engine: Engine,
    /// Who serves.
    pub site: Site,
    client: Client,
}

impl Stage {
    /// A stage for one test.
    pub fn new(engine: Engine, site: Site, client: Client) -> Self {
        Self { engine, site, client }
    }

    /// The widget's script tag, from the origin of the release.
    pub fn tag(&self, attributes: &str) -> String {
        script_tag(&self.site.release_url("dateline.js"), attributes)
    }

    /// Opens a page of the host's origin, and waits until it is loaded.
    #[track_caller]
    pub fn open(&self, page: impl Into<Page>) -> impl Future<Output = ()> {
        let url = self.stand("/page.html", page.into());
        self.visit(url)
    }

    /// Goes to an address, and waits until it is loaded.
    #[track_caller]
    pub fn visit(&self, url: String) -> impl Future<Output = ()> {
        let caller = Location::caller();
        async move {
            if let Err(error) = self.client.goto(&url).await {
                panic!("cannot open {url}: {error} (at {caller})");
            }
        }
    }

    /// Publishes an article, opens a page with one element of those attributes, and waits for it.
    pub async fn show(&self, article: &Value, attributes: &str) {
        let src = self.site.publish("/a.json", article);
        let element = element(&format!("src=\"{src}\" {attributes}"), FALLBACK);
        self.open(self.tag("") + &element).await;
        self.wait_for_article().await;
    }

    /// Puts a page on the host's server without opening it, and returns its URL.
    pub fn stand(&self, path: &str, page: Page) -> String {
        self.stand_on(Role::Host, path, page)
    }

    /// The same on the server of somebody else.
    pub fn stand_on(&self, role: Role, path: &str, page: Page) -> String {
        let answer =
            page.headers().fold(Answer::html(page.markup()), |answer, (name, value)| answer.header(name, value));
        self.site.serve(role, path, answer)
    }

    /// Runs a function body in the page and returns what it returns; `d` is the recorder.
    #[track_caller]
    pub fn run<'a>(&'a self, body: &str) -> impl Future<Output = Value> + use<'a> {
        self.run_with(body, Vec::new())
    }

    /// The same, with values that the body finds in `args`.
    #[track_caller]
    pub fn run_with<'a>(&'a self, body: &str, args: Vec<Value>) -> impl Future<Output = Value> + use<'a> {
        let script = format!("const d = window.__dateline, args = arguments;\n{body}");
        let caller = Location::caller();
        async move {
            match self.client.execute(&script, args).await {
                Ok(value) => value,
                Err(error) => panic!("script failed: {error}\n{script}\n(at {caller})"),
            }
        }
    }

    /// Runs the body of an async function: `{ "value": … }`, or `{ "error": "…" }` when it rejects.
    #[track_caller]
    pub fn run_async<'a>(&'a self, body: &str) -> impl Future<Output = Value> + use<'a> {
        let script = format!(
            "const d = window.__dateline, done = arguments[arguments.length - 1];
            (async () => {{ {body} }})().then(
                (value) => done({{ value: value === undefined ? null : value }}),
                (error) => done({{ error: String(error) }}));"
        );
        let caller = Location::caller();
        async move {
            match self.client.execute_async(&script, Vec::new()).await {
                Ok(value) => value,
                Err(error) => panic!("script failed: {error}\n{script}\n(at {caller})"),
            }
        }
    }

    /// Waits until an expression is truthy, and returns its value.
    #[track_caller]
    pub fn wait_until<'a>(&'a self, expression: &str) -> impl Future<Output = Value> + use<'a> {
        let script = format!("const d = window.__dateline; return ({expression});");
        let expression = expression.to_owned();
        let caller = Location::caller();
        async move {
            let deadline = Instant::now() + PATIENCE;
            loop {
                let last = self.client.execute(&script, Vec::new()).await;
                match last {
                    Ok(value) if is_truthy(&value) => return value,
                    _ if Instant::now() < deadline => sleep(PACE).await,
                    last => {
                        panic!("waited in vain for: {expression}\nlast: {last:?}\n(at {caller})")
                    }
                }
            }
        }
    }

    /// Waits for the first event of a type on any element, and returns it.
    #[track_caller]
    pub fn wait_for_event<'a>(&'a self, kind: &str) -> impl Future<Output = Value> + use<'a> {
        self.wait_until(&format!("d.eventsOf({})[0]", json!(kind)))
    }

    /// Waits for the first event of a type on the element with that id.
    #[track_caller]
    pub fn wait_for_event_on<'a>(&'a self, id: &str, kind: &str) -> impl Future<Output = Value> + use<'a> {
        self.wait_until(&format!("d.eventsOf({}, {})[0]", json!(kind), json!(id)))
    }

    /// Waits until so many events of a type have come.
    #[track_caller]
    pub fn wait_for_events<'a>(&'a self, kind: &str, count: usize) -> impl Future<Output = Value> + use<'a> {
        self.wait_until(&format!("d.eventsOf({}).length >= {count}", json!(kind)))
    }

    /// Waits until the first element is ready.
    #[track_caller]
    pub fn wait_for_article(&self) -> impl Future<Output = Value> {
        self.wait_for_event("dateline-load")
    }

    /// The events of a type so far.
    pub async fn events(&self, kind: &str) -> Vec<Value> {
        let events = self.run(&format!("return d.eventsOf({});", json!(kind)));
        list(events.await)
    }

    /// Whether the first element shows that part.
    pub async fn shows(&self, part: &str) -> bool {
        let script = format!("return d.shown(d.part({}));", json!(part));
        self.run(&script).await == json!(true)
    }

    /// The visible words of a part of the first element.
    pub async fn text(&self, part: &str) -> String {
        self.text_in("dateline-article", part).await
    }

    /// The visible words of a part of the element that the selector finds; empty when absent.
    pub async fn text_in(&self, selector: &str, part: &str) -> String {
        let (selector, part) = (json!(selector), json!(part));
        let script = format!("return d.text(d.part({part}, {selector}));");
        string(self.run(&script).await)
    }

    /// The visible words of every part of that name.
    pub async fn texts(&self, part: &str) -> Vec<String> {
        let script = format!("return d.parts({}).map(d.text);", json!(part));
        list(self.run(&script).await).into_iter().map(string).collect()
    }

    /// The headlines that are on the page, one per element.
    pub async fn headlines(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('dateline-article')].map((element) =>
            d.text(element.shadowRoot?.querySelector('[part~=headline]')) ?? '');";
        list(self.run(script).await).into_iter().map(string).collect()
    }

    /// The custom state of the first element: `idle`, `loading`, `ready` or `failed`.
    pub async fn state(&self) -> String {
        string(self.run("return d.state();").await)
    }

    /// Whether all of the page's own words inside the first element can be seen.
    pub async fn shows_fallback(&self) -> bool {
        self.run("return d.fallbackShown();").await == json!(true)
    }

    /// What the console was told, at that level or worse than nothing: all levels when `None`.
    pub async fn console(&self, level: Option<&str>) -> Vec<String> {
        let lines = list(self.run("return d.console;").await);
        lines
            .into_iter()
            .filter(|line| level.is_none_or(|level| line["level"] == level))
            .map(|line| string(line["text"].clone()))
            .collect()
    }

    /// Everything that the page noticed and shouldn't have: errors, rejections, policy violations.
    pub async fn complaints(&self) -> Vec<String> {
        let script = "return d ? [...d.errors, ...d.violations] : [];";
        list(self.run(script).await).into_iter().map(string).collect()
    }

    /// Lets the page do all the work that it has pending.
    pub async fn settle(&self) {
        self.run_async("await d.settle();").await;
    }

    /// The node that an expression gives, to be clicked as a reader does.
    #[track_caller]
    pub fn node<'a>(&'a self, expression: &str) -> impl Future<Output = Element> + use<'a> {
        let node = self.wait_until(expression);
        let caller = Location::caller();
        async move {
            let node = node.await;
            let Some(id) = node[NODE].as_str() else {
                panic!("not a node: {node} (at {caller})");
            };
            Element::from_element_id(self.client.clone(), id.to_owned().into())
        }
    }

    /// Clicks the node that an expression gives.
    #[track_caller]
    pub fn click<'a>(&'a self, expression: &str) -> impl Future<Output = ()> + use<'a> {
        let node = self.node(expression);
        let caller = Location::caller();
        async move {
            let node = node.await;
            let mut clicked = node.click().await;
            // WebKit's driver refuses, without a word, what still moves on a busy machine.
            if clicked.is_err() && self.engine == Engine::WebKit {
                self.settle().await;
                clicked = node.click().await;
            }
            if let Err(error) = clicked {
                panic!("cannot click: {error} (at {caller})");
            }
        }
    }

    /// Presses a letter while another key is held.
    pub async fn press_with(&self, held: Key, letter: char) {
        let held = char::from(held);
        let keys = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: letter })
            .then(KeyAction::Up { value: letter })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(keys).await.expect("the driver presses keys");
    }

    /// Types words, wherever the focus is.
    pub async fn write(&self, words: &str) {
        for letter in words.chars() {
            let keys = KeyActions::new("keyboard".into())
                .then(KeyAction::Down { value: letter })
                .then(KeyAction::Up { value: letter });
            self.client.perform_actions(keys).await.expect("the driver types");
        }
    }

    /// How many windows and tabs are open.
    pub async fn windows(&self) -> usize {
        self.client.windows().await.map_or(0, |windows| windows.len())
    }

    /// Presses and releases a key, wherever the focus is.
    pub async fn press(&self, key: Key) {
        let key = char::from(key);
        let keys =
            KeyActions::new("keyboard".into()).then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        let pressed = self.client.perform_actions(keys).await;
        pressed.expect("the driver presses keys");
    }

    /// Presses a key again and again until an expression is true.
    ///
    /// # Panics
    /// When a hundred times weren't enough.
    pub async fn press_until(&self, key: Key, expression: &str) {
        for _ in 0..100 {
            if is_truthy(&self.run(&format!("return ({expression});")).await) {
                return;
            }
            self.press(key).await;
        }
        panic!("pressed {key:?} a hundred times in vain for: {expression}");
    }

    /// Makes the screen that size, however small; Chromium only.
    pub async fn set_screen(&self, width: u32, height: u32) {
        devtools::set_screen(&self.client, width, height).await.expect("Chromium sets its screen");
    }

    /// Gives the window its screen back; Chromium only.
    pub async fn reset_screen(&self) {
        devtools::reset_screen(&self.client).await.expect("Chromium resets its screen");
    }

    /// Draws the page as a medium and a media feature have it, where they aren't empty; Chromium only.
    pub async fn emulate(&self, medium: &str, feature: (&str, &str)) {
        devtools::emulate(&self.client, medium, feature).await.expect("Chromium emulates media");
    }

    /// Takes the network away, or gives it back; Chromium only.
    pub async fn set_online(&self, is_online: bool) {
        devtools::set_online(&self.client, is_online).await.expect("Chromium takes the network away");
    }

    /// The page as it is told to programs that read it aloud; Chromium only.
    pub async fn accessibility_tree(&self) -> Vec<Value> {
        let tree = devtools::accessibility_tree(&self.client).await.expect("Chromium tells its tree");
        list(tree)
    }

    /// What the browser itself has said in the console since it was last asked; Chromium only.
    pub async fn log(&self) -> Vec<String> {
        let lines = list(devtools::log(&self.client).await.expect("Chromium keeps a log"));
        lines.into_iter().map(|line| string(line["message"].clone())).collect()
    }

    /// What is alive in the page; Chromium only.
    pub async fn alive(&self) -> [f64; 6] {
        devtools::alive(&self.client).await.expect("Chromium counts what is alive")
    }

    /// What a reader sees of the window, as a PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("the driver takes a picture")
    }

    /// What a reader sees of the node that an expression gives, as a PNG.
    ///
    /// # Panics
    /// When the driver can't take one; WebKit's sometimes needs a second try on a busy machine.
    pub async fn picture_of(&self, expression: &str) -> Vec<u8> {
        for _ in 0..2 {
            if let Ok(picture) = self.node(expression).await.screenshot().await {
                return picture;
            }
            self.settle().await;
        }
        self.node(expression).await.screenshot().await.expect("the driver takes a picture")
    }

    /// Goes on in the frame that an expression gives.
    pub async fn enter(&self, expression: &str) {
        self.node(expression).await.enter_frame().await.expect("the driver enters a frame");
    }

    /// Where the page is.
    pub async fn location(&self) -> String {
        string(self.run("return location.href;").await)
    }

    /// Leaves the page: one empty window stays, with no cookies.
    pub(crate) async fn leave(&self) -> Result<(), CmdError> {
        let windows = self.client.windows().await?;
        let Some((first, others)) = windows.split_first() else {
            return Ok(());
        };
        for window in others {
            self.client.switch_to_window(window.clone()).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(first.clone()).await?;
        self.client.delete_all_cookies().await?;
        self.client.goto("about:blank").await
    }

    /// What is worth knowing about a page after its test failed.
    pub async fn report(&self) -> String {
        let script = "const d = window.__dateline; return d ? JSON.stringify({
            events: d.events, errors: d.errors, violations: d.violations, console: d.console,
            states: [...document.querySelectorAll('dateline-article')].map((element) => ({
                id: element.id, defined: element.matches(':defined'), shadow: element.shadowRoot?.innerHTML?.slice(0, 600) ?? null })),
        }, null, 1) : 'no recorder at ' + location.href;";
        let page = match self.client.execute(script, Vec::new()).await {
            Ok(page) => string(page),
            Err(error) => format!("no answer from the page: {error}"),
        };
        let requests: Vec<String> =
            self.site.seen().iter().map(|seen| format!("{} {:?} {}", seen.method, seen.role, seen.path)).collect();
        format!("page: {page}\nrequests: {requests:#?}")
    }
}

fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(claim) => *claim,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        _ => Vec::new(),
    }
}

fn string(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
