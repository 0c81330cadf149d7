//! What the reader does, heard at the frame: clicks, keys, copies and sent forms, turned into acts and news.
//! It knows the page's markup by `data-act` and by parts, and decides nothing about what is shown.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, Node};
use yew::Callback;

use crate::busy;
use crate::faults::strike;
use crate::fetch;
use crate::model::search::whole;
use crate::model::{Text, WebLink};
use crate::news::{News, Selected, Submitted};
use crate::page::{Listener, after, bare, call, global, is_online, member, soon, text, when, window};
use crate::view::{Act, Copied, Subscription};
use crate::wording::{Label, SharedLabels};

/// Shorter copies are names and words, and stay as they are.
const SHORTEST_PASSAGE: usize = 60;

/// What the reader's events are about, and who is told; kept up to date by the component.
pub(crate) struct Matters {
    /// The story's title and page.
    pub(crate) story: Option<(Text, Option<WebLink>)>,
    pub(crate) labels: SharedLabels,
    pub(crate) snippet: Option<String>,
    pub(crate) act: Callback<Act>,
    pub(crate) tell: Callback<News>,
}

/// Where the listeners find what is the matter now.
pub(crate) type SharedMatters = Rc<RefCell<Matters>>;

/// The listeners of one frame; they go when this goes.
///
/// Yew's own listeners would stay: it keeps a closure for each root and kind of event for ever.
pub(crate) struct Reader(#[expect(dead_code, reason = "held for its end")] Vec<Listener>);

impl Reader {
    /// Listens to what happens in the `frame` of the widget `id`.
    pub(crate) fn new(frame: &Element, matters: &SharedMatters, id: u32) -> Self {
        let mut listeners = Vec::new();
        for kind in ["click", "auxclick", "keydown", "submit", "invalid", "copy"] {
            let (target, frame, matters) = (frame.clone().into(), frame.clone(), matters.clone());
            let hear = move |event| {
                busy::with(id);
                strike("event");
                // Without it there is nothing to do: whoever hears of it may change it.
                let heard = Heard { kind, frame: &frame, matters: &matters, event };
                let _ = heard.attend();
            };
            listeners.push(Listener::new(target, kind, Box::new(hear)));
        }
        Self(listeners)
    }
}

/// One event in one frame.
struct Heard<'a> {
    kind: &'static str,
    frame: &'a Element,
    matters: &'a SharedMatters,
    event: Event,
}

impl Heard<'_> {
    fn attend(&self) -> Option<()> {
        match self.kind {
            "keydown" => self.key(),
            "submit" => self.submitted(),
            "invalid" => self.invalid(),
            "copy" => self.copied(),
            _ => self.clicked(),
        }
    }

    fn act(&self, act: Act) {
        // What is called may change the matters.
        let callback = self.matters.borrow().act.clone();
        callback.emit(act);
    }

    fn tell(&self, news: News) {
        let callback = self.matters.borrow().tell.clone();
        callback.emit(news);
    }

    fn target(&self) -> Option<Element> {
        self.event.target().map(JsCast::unchecked_into)
    }

    fn closest(&self, selector: &str) -> Option<Element> {
        self.target()?.closest(selector).ok().flatten()
    }

    fn clicked(&self) -> Option<()> {
        let is_click = self.kind == "click";
        // Of the other buttons only the middle one opens a link.
        let is_follow = is_click || member(&self.event, "button").as_f64() == Some(1.0);
        if is_follow && let Some(story) = self.closest("a[part~=story], [data-act=play]") {
            self.selected(&story);
        }
        let control = self.closest("[data-act]").filter(|_| is_click && !self.event.default_prevented())?;
        match &*control.get_attribute("data-act")? {
            "menu" => self.act(Act::ToggleMenu),
            "retry" => self.act(Act::Retry),
            "skip" => focus(self.frame.query_selector("[data-end]").ok()?)?,
            "print" => drop(call(&window(), "print", &[])),
            "link" => self.copy(self.url()?, Copied::Link),
            "code" => self.copy(self.matters.borrow().snippet.clone()?, Copied::Code),
            "share" => self.share()?,
            "play" => self.play(&control)?,
            "feedback" => drop(self.tell_submitted("feedback", Vec::new())),
            _ => {}
        }
        Some(())
    }

    /// Tells of a story that is followed, within the reader's own event, while it can still be canceled.
    fn selected(&self, story: &Element) -> Option<()> {
        let item = story.closest("[data-rank]").ok()??;
        let link = item.query_selector("a[part~=story]").ok()??;
        let selected = Selected {
            section: item.closest("section").ok()??.get_attribute("part")?,
            rank: rank(&item)?,
            headline: link.text_content()?,
            url: link.get_attribute("href")?,
            event: self.event.clone(),
        };
        self.tell(News::Selected(selected));
        Some(())
    }

    /// Opens a film; the reader's keys then belong to it.
    fn play(&self, control: &Element) -> Option<()> {
        let item = control.closest("[data-rank]").ok()??;
        self.act(Act::Play(rank(&item)?));
        let on_shown = move || {
            let _ = focus(item.query_selector("video").ok().flatten());
        };
        after(0, Box::new(on_shown)).forget();
        Some(())
    }

    fn key(&self) -> Option<()> {
        let is_escape = text(&self.event, "key")? == "Escape";
        let menu = self.closest(".menu").filter(|_| is_escape)?;
        focus(menu.query_selector("[aria-expanded=true]").ok()?)?;
        // It was ours: nothing around us closes too.
        self.event.stop_propagation();
        self.act(Act::CloseMenu);
        Some(())
    }

    fn url(&self) -> Option<String> {
        let matters = self.matters.borrow();
        Some(String::from(&**matters.story.as_ref()?.1.as_ref()?.href()))
    }

    fn headline(&self) -> Option<String> {
        let matters = self.matters.borrow();
        Some(String::from(&*matters.story.as_ref()?.0))
    }

    fn copy(&self, text: String, what: Copied) {
        let clipboard = member(&global("navigator"), "clipboard");
        let promise = ask(&clipboard, "writeText", &text.into());
        let callback = self.matters.borrow().act.clone();
        let on_end = move |is_done| callback.emit(Act::Copied(if is_done { what } else { Copied::Refused }));
        await_end(promise, Box::new(on_end));
    }

    fn share(&self) -> Option<()> {
        let story = bare::<JsValue>(&[("title", self.headline()?.into()), ("url", self.url()?.into())]);
        let promise = ask(&global("navigator"), "share", &story);
        // A reader who shares with nobody after all is no failure.
        await_end(promise, Box::new(|_| {}));
        Some(())
    }

    /// Tells that something is sent; whether the page has said no.
    fn tell_submitted(&self, section: &'static str, fields: Vec<String>) -> bool {
        self.tell(News::Submitted(Submitted { section, fields, event: self.event.clone() }));
        self.event.default_prevented()
    }

    /// The browser's own bubble says it in the browser's language; the form says it in the reader's.
    fn invalid(&self) -> Option<()> {
        focus(Some(self.target()?))?;
        self.event.prevent_default();
        self.act(Act::Newsletter(Subscription::Invalid));
        Some(())
    }

    fn submitted(&self) -> Option<()> {
        let form = self.target()?;
        let input = |selector| form.query_selector(selector).ok()?;
        let (field, trap) = (input("[type=email]")?, input("[name=website]")?);
        let state = form.get_attribute("data-state").unwrap_or_default();
        if state == "sending" {
            self.event.prevent_default();
            return None;
        }
        if text(&trap, "value") != Some(String::new()) {
            // A program; it is told what it wants to hear.
            self.event.prevent_default();
            self.act(Act::Newsletter(Subscription::Sent));
            return None;
        }
        if self.tell_submitted("newsletter", vec![field.get_attribute("name")?]) {
            return None;
        }
        if state == "by-tab" {
            // The browser sends the form, once this event is over.
            let callback = self.matters.borrow().act.clone();
            after(0, Box::new(move || callback.emit(Act::Newsletter(Subscription::InTab)))).forget();
            return None;
        }
        self.event.prevent_default();
        self.act(Act::Newsletter(Subscription::Sending));
        let callback = self.matters.borrow().act.clone();
        subscribe(&form, &field, Box::new(move |subscription| callback.emit(Act::Newsletter(subscription))));
        Some(())
    }

    /// Adds where a passage comes from to what is copied of it.
    fn copied(&self) -> Option<()> {
        let url = self.url()?;
        let source = self.matters.borrow().labels.with(Label::Source, &url);
        let root: Node = self.frame.get_root_node();
        let document = self.frame.owner_document()?;
        // Chromium tells a shadow root's selection to the root alone.
        let selection = call(&root, "getSelection", &[]).or_else(|| call(&document, "getSelection", &[]))?;
        let passage = call(&selection, "toString", &[])?.as_string()?;
        if passage.trim_ascii().len() < SHORTEST_PASSAGE {
            return None;
        }
        let clipboard = member(&self.event, "clipboardData");
        let html = call(&selection, "getRangeAt", &[0.into()])
            .and_then(|range| call(&range, "cloneContents", &[]))
            .and_then(|passage| with_source(&document, passage, &url, &self.headline()?));
        let text = [&passage, "\n\n", &source].concat();
        call(&clipboard, "setData", &["text/plain".into(), text.into()])?;
        if let Some(html) = html {
            call(&clipboard, "setData", &["text/html".into(), html.into()]);
        }
        self.event.prevent_default();
        Some(())
    }
}

/// The markup of a passage, and under it a link to the story it is from.
fn with_source(document: &Document, passage: JsValue, url: &str, headline: &str) -> Option<String> {
    let quote = document.create_element("div").ok()?;
    quote.append_child(passage.unchecked_ref()).ok()?;
    let link = document.create_element("a").ok()?;
    link.set_attribute("href", url).ok()?;
    link.set_text_content(Some(headline));
    let paragraph = document.create_element("p").ok()?;
    paragraph.append_child(&link).ok()?;
    quote.append_child(&paragraph).ok()?;
    Some(quote.inner_html())
}

/// Sends the address; says how that went.
///
/// The request is one that a browser only sends where the server allows it, so that where it doesn't,
/// sending the form itself sends the address for the first time.
fn subscribe(form: &Element, field: &Element, done: Box<dyn FnOnce(Subscription)>) {
    let encoded = |text: Option<String>| String::from(js_sys::encode_uri_component(&text.unwrap_or_default()));
    let body = [&encoded(field.get_attribute("name")), "=", &encoded(text(field, "value"))].concat();
    let on_status = move |status| {
        done(match status {
            Some(200..=299) => Subscription::Sent,
            Some(409) => Subscription::Known,
            Some(_) => Subscription::Failed,
            None if !is_online() => Subscription::Failed,
            // Only the reader's own press opens a tab in every browser; sending the form now may be blocked without a word.
            None => Subscription::ByTab,
        });
    };
    // A field of the form may be called `action`, too.
    fetch::post(&form.get_attribute("action").unwrap_or_default(), &body, Box::new(on_status));
}

fn rank(item: &Element) -> Option<u32> {
    item.get_attribute("data-rank").and_then(|rank| whole(&rank))
}

/// Gives the keyboard to an element, if it is there.
fn focus(element: Option<Element>) -> Option<()> {
    call(element?.as_ref(), "focus", &[]).map(drop)
}

/// Says how a promise ends, whether well or not; also of one that wasn't given.
fn await_end(promise: Option<Promise>, on_end: Box<dyn FnOnce(bool)>) {
    match promise {
        Some(promise) => when(&promise, Box::new(move |outcome| on_end(outcome.is_ok()))),
        None => soon(Box::new(move || on_end(false))),
    }
}

/// Calls a method that answers later.
fn ask(object: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    call(object, name, std::slice::from_ref(argument)).map(|promise| Promise::resolve(&promise))
}
