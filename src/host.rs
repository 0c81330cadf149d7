//! The border to the page: the only exports, called by `www/loader.js`.
//! It turns attributes into props and news into events; it knows nothing of articles.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, CustomEvent, CustomEventInit, Element, HtmlElement, Node, ShadowRoot};
use yew::AppHandle;
use yew::prelude::*;

use crate::decode::Json;
use crate::fetch;
use crate::page::{self, Listener, bare};
use crate::settings::{HeadingLevel, LinkTarget, Sections, Theme, TimeZone, Variant};
use crate::view::adopt_styles;
use crate::viewing::Viewing;
use crate::widget::{DatelineArticle, DatelineArticleProps, Failed, Loaded, Selected, SharedJson};
use crate::wording::intl;

/// One element with our widget in it.
struct Mounted {
    id: u32,
    border: Rc<Border>,
    props: DatelineArticleProps,
    app: AppHandle<DatelineArticle>,
    _fallback_changes: Listener,
}

/// What is told when a reader has had the article in view.
#[derive(Serialize)]
struct Viewed<'a> {
    src: &'a Option<String>,
    headline: &'a str,
}

/// What callbacks need of the element.
struct Border {
    element: HtmlElement,
    /// Tells the loader the state of the load, and what went wrong with a failed one.
    settle: Function,
    viewing: RefCell<Option<Viewing>>,
    /// The attribute values that have been complained about.
    complaints: RefCell<Vec<String>>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

/// Takes over a request that the loader began while this code was on its way.
#[wasm_bindgen]
pub fn adopt(url: &str, response: Promise, controller: AbortController) {
    fetch::adopt(url, response, controller);
}

/// Puts the widget into `element`'s shadow root, under a number of the loader's choice.
///
/// `article` is the property's value, or null; `settle(state, error)` is told `loading`, `ready` or `failed`.
#[wasm_bindgen]
pub fn mount(id: u32, element: HtmlElement, root: ShadowRoot, article: JsValue, settle: Function) {
    adopt_styles(&root);
    let document = element.owner_document().expect("an element belongs to a document");
    let node = document.create_element("div").expect("div is a valid name");
    root.replace_children_with_node_1(&node);
    let fallback_changes = Listener::new(root.clone().into(), "slotchange", move |_| {
        change(id, |mounted| mounted.props.skeleton = Some(!mounted.border.has_fallback()));
    });
    let border = Rc::new(Border { element, settle, viewing: RefCell::default(), complaints: RefCell::default() });
    let mut props = border.callbacks();
    border.read_attributes(&mut props);
    props.json = json(article);
    let app = yew::Renderer::<DatelineArticle>::with_root_and_props(node, props.clone()).render();
    MOUNTED.with_borrow_mut(|all| all.push(Mounted { id, border, props, app, _fallback_changes: fallback_changes }));
}

/// Reads the attributes of the element under `id` again.
#[wasm_bindgen]
pub fn update(id: u32) {
    change(id, |mounted| mounted.border.read_attributes(&mut mounted.props));
}

/// Gives the element under `id` an article in the place of `src`, or takes it away with null.
#[wasm_bindgen]
pub fn give(id: u32, article: JsValue) {
    change(id, |mounted| mounted.props.json = json(article));
}

/// Fetches the article of the element under `id` again.
#[wasm_bindgen]
pub fn reload(id: u32) {
    change(id, |mounted| mounted.props.revision = mounted.props.revision.wrapping_add(1));
}

/// Takes the widget out of its element.
#[wasm_bindgen]
pub fn unmount(id: u32) {
    if let Some(mounted) = take(id) {
        mounted.app.destroy();
    }
}

fn take(id: u32) -> Option<Mounted> {
    MOUNTED.with_borrow_mut(|all| {
        let at = all.iter().position(|mounted| mounted.id == id)?;
        Some(all.swap_remove(at))
    })
}

/// Changes the props of the element under `id`; it isn't in the list meanwhile, for what is called may look there.
fn change(id: u32, change: impl FnOnce(&mut Mounted)) {
    let Some(mut mounted) = take(id) else { return };
    change(&mut mounted);
    mounted.app.update(mounted.props.clone());
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
}

/// The article that a page hands over as an object.
fn json(article: JsValue) -> Option<SharedJson> {
    if article.is_null() || article.is_undefined() {
        return None;
    }
    let json = fetch::from_js(article).unwrap_or_else(|error| {
        page::warn(&format!("dateline-article: the article property can't be read: {error}"));
        Json::Null
    });
    Some(SharedJson(Rc::new(json)))
}

impl Border {
    fn callbacks(self: &Rc<Self>) -> DatelineArticleProps {
        let (starting, loading, failing, selecting) = (self.clone(), self.clone(), self.clone(), self.clone());
        DatelineArticleProps {
            onloadstart: Callback::from(move |()| starting.start()),
            onload: Callback::from(move |news| loading.load(&news)),
            onerror: Callback::from(move |news| failing.fail(&news)),
            onselect: Callback::from(move |news| selecting.select(&news)),
            children: html! { <slot /> },
            ..yew::props!(DatelineArticleProps {})
        }
    }

    fn read_attributes(&self, props: &mut DatelineArticleProps) {
        props.src = self.attribute("src").map(AttrValue::from);
        props.trending = self.attribute("trending").map(AttrValue::from);
        props.sections = self.sections();
        props.variant = self.setting("variant", Variant::parse);
        props.theme = self.setting("theme", Theme::parse);
        props.lang = self.language().map(AttrValue::from);
        props.time_zone = self.setting("time-zone", |value| {
            TimeZone::parse(value).filter(|zone| !matches!(zone, TimeZone::Named(name) if !intl::is_zone(name)))
        });
        props.heading_level = self.setting("heading-level", HeadingLevel::parse);
        props.link_target = self.setting("link-target", LinkTarget::parse);
        props.skeleton = Some(!self.has_fallback());
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element.get_attribute(name).filter(|value| !value.trim().is_empty())
    }

    /// An attribute's value as a type; the default where it is absent, and with a complaint where it is bad.
    fn setting<T: Default>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> T {
        let Some(value) = self.attribute(name) else { return T::default() };
        parse(value.trim()).unwrap_or_else(|| {
            self.complain(name, &value);
            T::default()
        })
    }

    fn sections(&self) -> Sections {
        let Some(value) = self.attribute("sections") else { return Sections::default() };
        let (sections, unknown) = Sections::parse(&value);
        unknown.into_iter().for_each(|name| self.complain("sections", name));
        sections
    }

    /// The language stated nearest to the element: its own, an ancestor's, or one of its shadow host's.
    fn language(&self) -> Option<String> {
        if let Some(own) = self.attribute("lang") {
            if intl::is_language(&own) {
                return Some(own);
            }
            self.complain("lang", &own);
        }
        let mut start: Element = self.element.parent_element().or_else(|| shadow_host(&self.element))?;
        loop {
            if let Some(stated) = start.closest("[lang]").ok().flatten() {
                return stated.get_attribute("lang").filter(|language| intl::is_language(language));
            }
            start = shadow_host(&start)?;
        }
    }

    /// Warns the developer of a bad value, once.
    fn complain(&self, name: &str, value: &str) {
        let complaint = format!("<dateline-article>: bad value of attribute {name}: \"{value}\"");
        let mut complaints = self.complaints.borrow_mut();
        if !complaints.contains(&complaint) {
            page::warn(&complaint);
            complaints.push(complaint);
        }
    }

    /// Whether the page has put something into the element that a reader can see.
    fn has_fallback(&self) -> bool {
        let is_silent = |element: &Element| {
            matches!(&*element.tag_name(), "SCRIPT" | "STYLE" | "TEMPLATE" | "LINK" | "META" | "NOSCRIPT")
        };
        let children = self.element.child_nodes();
        (0..children.length()).filter_map(|at| children.item(at)).any(|child| match child.dyn_ref::<Element>() {
            Some(element) => !is_silent(element),
            None => child.node_type() == Node::TEXT_NODE && child.text_content().is_some_and(|text| !text.trim().is_empty()),
        })
    }

    fn start(&self) {
        self.viewing.replace(None);
        self.settle("loading", &JsValue::NULL);
    }

    fn load(self: &Rc<Self>, news: &Loaded) {
        for warning in &news.warnings {
            page::warn(&format!("<dateline-article src=\"{}\">: {warning}", news.src.as_deref().unwrap_or_default()));
        }
        self.settle("ready", &JsValue::NULL);
        self.dispatch("dateline-load", &detail(news), false);
        let view = detail(&Viewed { src: &news.src, headline: &news.headline });
        let viewed = self.clone();
        self.viewing.replace(Viewing::watch(&self.element, move || {
            viewed.dispatch("dateline-view", &view, false);
        }));
    }

    fn fail(&self, news: &Failed) {
        let detail = detail(news);
        if news.part == "article" {
            self.settle("failed", &detail);
        }
        self.dispatch("dateline-error", &detail, false);
    }

    fn select(&self, news: &Selected) {
        if !self.dispatch("dateline-select", &detail(news), true) {
            news.event.prevent_default();
        }
    }

    fn settle(&self, state: &str, detail: &JsValue) {
        // The loader's function doesn't throw; if a page has broken it, the article stays as it is.
        let _ = self.settle.call2(&JsValue::NULL, &JsValue::from_str(state), detail);
    }

    /// Fires an event at the element; false where a listener canceled it.
    fn dispatch(&self, kind: &str, detail: &JsValue, is_cancelable: bool) -> bool {
        let init: CustomEventInit = bare();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(is_cancelable);
        init.set_detail(detail);
        let event = CustomEvent::new_with_event_init_dict(kind, &init);
        event.and_then(|event| self.element.dispatch_event(&event)).unwrap_or(true)
    }
}

/// The host of the shadow tree in which `node` stands.
fn shadow_host(node: &Element) -> Option<Element> {
    Some(node.get_root_node().dyn_into::<ShadowRoot>().ok()?.host())
}

/// News as the `detail` of an event; absent values are null.
fn detail(news: &impl Serialize) -> JsValue {
    news.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
