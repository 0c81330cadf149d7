//! The border to the page: the only exports, called by `www/loader.js`.
//! It turns attributes into props and news into events; it knows nothing of articles.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Element, HtmlElement};
use yew::AppHandle;
use yew::prelude::*;

use crate::busy;
use crate::decode::Json;
use crate::fetch;
use crate::model::search::parts;
use crate::news::{Failed, Loaded, News, Selected, Submitted};
use crate::page::{self, Listener, bare, member};
use crate::props::DatelineArticleProps;
use crate::release::{LanguageFile, Release};
use crate::settings::{HeadingLevel, LinkTarget, Refresh, Sections, Theme, TimeZone, Variant};
use crate::view::{Room, adopt_styles, is_silent, take_styles};
use crate::widget::DatelineArticle;
use crate::wording::intl;

/// One element with our widget in it.
struct Mounted {
    border: Rc<Border>,
    json: Option<Rc<Json>>,
    revision: u32,
    app: AppHandle<DatelineArticle>,
    _fallback_changes: Listener,
}

/// What callbacks need of the element.
struct Border {
    id: u32,
    element: HtmlElement,
    /// How it was when we were put there.
    remains: bool,
    room: Room,
    follows_reader: bool,
    /// Tells the loader what has happened, with the details that events give.
    tell: Function,
    /// The attribute values that have been complained about.
    complaints: RefCell<Vec<String>>,
}

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
    static RELEASE: RefCell<Option<Rc<Release>>> = const { RefCell::new(None) };
}

/// Says once, before anything else, where this code came from: the script's address, and the languages there are,
/// each with the integrity of its file, all between spaces. `styles` is the stylesheet, and `blocked` the list to which
/// the loader adds the addresses that the page's policy forbids.
#[wasm_bindgen]
pub fn release(script: JsValue, languages: JsValue, styles: JsValue, blocked: Array) {
    // Texts come as they are: what brings Rust's strings in costs the script more.
    let [script, languages, styles] = [script, languages, styles].map(|text| text.as_string().unwrap_or_default());
    take_styles(styles);
    fetch::heed(blocked);
    let mut words = parts(&languages, b' ');
    let mut files = Vec::new();
    while let (Some(language), Some(integrity)) = (words.next(), words.next()) {
        let name = ["dateline.", language, ".json"].concat();
        if let Ok(url) = web_sys::Url::new_with_base(&name, &script) {
            files.push(LanguageFile { language: language.into(), url: url.href(), integrity: integrity.into() });
        }
    }
    RELEASE.set(Some(Rc::new(Release { script, languages: files })));
}

/// Takes over a request that the loader began while this code was on its way.
#[wasm_bindgen]
pub fn adopt(url: JsValue, response: Promise, controller: AbortController) {
    fetch::adopt(&url.as_string().unwrap_or_default(), response, controller);
}

/// Puts the widget into the `node` that stands in `element`'s shadow root, under a number of the loader's choice.
///
/// What stands in `node` stays until there is something better, and is taken over then.
/// `article` is the property's value, or null. The element is `width` CSS pixels wide, 0 where that isn't known.
/// `tell(news, detail)` is told that a load begins (`loading`), or the rest of an event's name and its detail; it answers
/// whether the event was canceled.
#[wasm_bindgen]
pub fn mount(
    id: u32,
    element: HtmlElement,
    node: Element,
    article: JsValue,
    width: u32,
    is_on_screen: bool,
    tell: Function,
) {
    let root = node.get_root_node();
    adopt_styles(&root);
    busy::with(id);
    // What stands there has its pictures and its colors.
    let remains = node.has_child_nodes();
    let room = if remains { Room::default() } else { page::room(width, is_on_screen) };
    let follows_reader = !remains && is_silent(&element);
    let fallback_changes = Listener::new(root.into(), "slotchange", Box::new(move |_| update(id)));
    let border = Rc::new(Border { id, element, remains, room, follows_reader, tell, complaints: RefCell::default() });
    let json = json(&article);
    let app = yew::Renderer::with_root_and_props(node, border.props(json.clone(), 0)).render();
    let mounted = Mounted { border, json, revision: 0, app, _fallback_changes: fallback_changes };
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
}

/// Reads the attributes of the element under `id` again.
#[wasm_bindgen]
pub fn update(id: u32) {
    change(id, &mut |_| {});
}

/// Gives the element under `id` an article in the place of `src`, or takes it away with null.
#[wasm_bindgen]
pub fn give(id: u32, article: JsValue) {
    change(id, &mut |mounted| mounted.json = json(&article));
}

/// Fetches the article of the element under `id` again.
#[wasm_bindgen]
pub fn reload(id: u32) {
    change(id, &mut |mounted| mounted.revision = mounted.revision.wrapping_add(1));
}

/// The widget that was worked on last: whose fault it is when everything ends here.
#[wasm_bindgen]
pub fn busy() -> u32 {
    busy::id()
}

/// Takes the widget out of its element.
#[wasm_bindgen]
pub fn unmount(id: u32) {
    busy::with(id);
    if let Some(mounted) = take(id) {
        mounted.app.destroy();
    }
}

fn take(id: u32) -> Option<Mounted> {
    MOUNTED.with_borrow_mut(|all| {
        let at = all.iter().position(|mounted| mounted.border.id == id)?;
        Some(all.swap_remove(at))
    })
}

/// Changes the element under `id`, and reads its attributes again.
/// It isn't in the list meanwhile, for what is called may look there.
fn change(id: u32, change: &mut dyn FnMut(&mut Mounted)) {
    busy::with(id);
    let Some(mut mounted) = take(id) else { return };
    change(&mut mounted);
    mounted.app.update(mounted.border.props(mounted.json.clone(), mounted.revision));
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
}

/// The article that a page hands over as an object.
fn json(article: &JsValue) -> Option<Rc<Json>> {
    (!article.is_null()).then(|| Rc::new(fetch::from_js(article)))
}

impl Border {
    /// The props that the element's attributes ask for.
    fn props(self: &Rc<Self>, json: Option<Rc<Json>>, revision: u32) -> DatelineArticleProps {
        let border = self.clone();
        DatelineArticleProps {
            src: self.source().map(AttrValue::from),
            json,
            trending: self.attribute("trending").map(AttrValue::from),
            sections: self.setting("sections", Sections::parse),
            variant: self.setting("variant", Variant::parse),
            theme: self.setting("theme", Theme::parse),
            lang: self.language().map(AttrValue::from),
            time_zone: self.setting("time-zone", |value| {
                TimeZone::parse(value).filter(|zone| !matches!(zone, TimeZone::Named(name) if !intl::is_zone(name)))
            }),
            heading_level: self.setting("heading-level", HeadingLevel::parse),
            link_target: self.setting("link-target", LinkTarget::parse),
            refresh: self.setting("refresh", Refresh::parse),
            revision,
            id: self.id,
            skeleton: Some(!self.has_fallback()),
            remains: self.remains,
            room: Some(self.room),
            follows_reader: self.follows_reader,
            labels: None,
            release: RELEASE.with_borrow(Clone::clone),
            onnews: Callback::from(move |news| border.tell(news)),
            children: Html::default(),
        }
    }

    fn source(&self) -> Option<String> {
        // The loader heeds `loading`; that it can't read the value is said with the others.
        if let Some(loading) = self.attribute("loading").filter(|loading| loading != "lazy" && loading != "eager") {
            self.complain("loading", &loading);
        }
        self.attribute("src")
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element.get_attribute(name).filter(|value| !value.trim_ascii().is_empty())
    }

    /// An attribute's value as a type; the default where it is absent, and with a complaint where it is bad.
    fn setting<T: Default>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> T {
        let Some(value) = self.attribute(name) else { return T::default() };
        parse(value.trim_ascii()).unwrap_or_else(|| {
            self.complain(name, &value);
            T::default()
        })
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
        let complaint = ["<dateline-article>: bad value of attribute ", name, ": \"", value, "\""].concat();
        let mut complaints = self.complaints.borrow_mut();
        if !complaints.contains(&complaint) {
            page::warn(&complaint);
            complaints.push(complaint);
        }
    }

    /// Whether the page has put something into the element that a reader can see.
    fn has_fallback(&self) -> bool {
        const VISIBLE: &str = ":scope > :not(script, style, template, link, meta, noscript)";
        let has_text = || self.element.text_content().is_some_and(|text| !text.trim_ascii().is_empty());
        match self.element.query_selector(VISIBLE) {
            Ok(None) => self.element.first_element_child().is_none() && has_text(),
            _ => true,
        }
    }

    /// Tells the loader, which tells the page.
    fn tell(&self, news: News) {
        let (name, members, event) = match news {
            News::Started => ("loading", Vec::new(), None),
            News::Loaded(Loaded { src, headline, format, warnings }) => {
                for warning in warnings {
                    let src = src.as_deref().unwrap_or_default();
                    page::warn(&["<dateline-article src=\"", src, "\">: ", &warning.text()].concat());
                }
                ("load", vec![("src", or_null(src)), ("headline", headline.into()), ("format", format.into())], None)
            }
            News::Failed(Failed { src, part, kind, message, status, retryable }) => {
                let members = vec![
                    ("src", or_null(src)),
                    ("part", part.into()),
                    ("kind", kind.into()),
                    ("message", message.into()),
                    ("status", or_null(status)),
                    ("retryable", retryable.into()),
                ];
                ("error", members, None)
            }
            News::Selected(Selected { section, rank, headline, url, event }) => {
                let members = vec![
                    ("section", section.into()),
                    ("rank", rank.into()),
                    ("headline", headline.into()),
                    ("url", url.into()),
                ];
                ("select", members, Some(event))
            }
            News::Submitted(Submitted { section, fields, event }) => {
                ("submit", vec![("section", section.into()), ("fields", list(&fields))], Some(event))
            }
        };
        // The loader's function doesn't throw; if a page has broken it, the article stays as it is.
        let canceled = self.tell.call2(&JsValue::NULL, &name.into(), &bare(&members));
        if let Some(event) = event.filter(|_| canceled.is_ok_and(|canceled| canceled.is_truthy())) {
            event.prevent_default();
        }
    }
}

/// The host of the shadow tree in which `node` stands.
fn shadow_host(node: &Element) -> Option<Element> {
    // A link outside of all documents is its own root, and its host a text.
    Some(member(&node.get_root_node(), "host")).filter(JsValue::is_object).map(JsCast::unchecked_into)
}

/// A value as the page gets it: null where it is absent.
fn or_null(value: Option<impl Into<JsValue>>) -> JsValue {
    value.map_or(JsValue::NULL, Into::into)
}

/// Texts as the page gets them.
fn list(texts: &[String]) -> JsValue {
    serde_wasm_bindgen::to_value(texts).unwrap_or(JsValue::NULL)
}
