//! An article to markup: pure functions of their props.
//! It knows no network and, while rendering, no browser.

mod body;
mod element;
mod figure;
mod frame;
mod header;
mod notice;
mod tail;
mod trending;

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::VText;

use crate::model::{Article, List, Story, Text, WebLink};
use crate::settings::{Section, Settings, Variant};
use crate::wording::{Moment, SharedWording, Wording};
pub(crate) use element::all;
use element::{Attribute, Element, element};

#[cfg(feature = "embed")]
pub(crate) use frame::adopt_styles;
pub(crate) use frame::{Frame, dress, view_frame};
pub(crate) use notice::{Notice, view_notice, view_skeleton};

/// What [`ArticleView`] shows, and how.
#[derive(Clone, Properties)]
pub struct ArticleViewProps {
    /// The story.
    pub article: Rc<Article>,
    /// How it is shown.
    #[prop_or_default]
    pub settings: Settings,
    /// Labels and dates in the reader's language; in English and plain digits where absent.
    #[prop_or_default]
    pub wording: Option<SharedWording>,
    /// Stories that take the place of the article's own trending ones.
    #[prop_or_default]
    pub trending: Option<Rc<[Story]>>,
}

impl PartialEq for ArticleViewProps {
    /// Shared parts are the same when they are the same object: comparing stories word by word costs more than it saves.
    fn eq(&self, other: &Self) -> bool {
        let same_wording = match (&self.wording, &other.wording) {
            (Some(this), Some(other)) => Rc::ptr_eq(this, other),
            (this, other) => this.is_none() && other.is_none(),
        };
        let same_trending = match (&self.trending, &other.trending) {
            (Some(this), Some(other)) => Rc::ptr_eq(this, other),
            (this, other) => this.is_none() && other.is_none(),
        };
        Rc::ptr_eq(&self.article, &other.article) && self.settings == other.settings && same_wording && same_trending
    }
}

/// Shows an article that is already in hand, with its styles.
#[component]
pub fn ArticleView(props: &ArticleViewProps) -> Html {
    let node = use_node_ref();
    let mounted = node.clone();
    use_effect_with((), move |()| {
        if let Some(frame) = mounted.cast::<web_sys::Element>() {
            dress(&frame);
        }
    });
    let frame = Frame { theme: props.settings.theme, direction: props.article.direction() };
    let ArticleViewProps { article, settings, wording, trending } = props;
    let trending = trending.as_deref().unwrap_or_else(|| article.list(List::Trending).here());
    let plain;
    let wording = match wording {
        Some(wording) => wording,
        None => {
            plain = Wording::plain(article);
            &plain
        }
    };
    view_frame(&frame, &node, vec![view_page(article, settings, wording, trending)])
}

/// The page in one screenful, top to bottom.
pub(crate) fn view_page(article: &Article, settings: &Settings, wording: &Wording, trending: &[Story]) -> Html {
    let page = Page { article, settings, wording };
    let article = element("article")
        .part("article")
        .with_static(Attribute::DataVariant, page.settings.variant.name())
        .with_static(Attribute::Dir, page.article.direction().name());
    let article = match &page.article.language {
        Some(language) => article.with_text(Attribute::Lang, language),
        None => article,
    };
    let article = article
        .maybe(header::view_header(&page))
        .maybe(figure::view_hero(&page))
        .maybe(tail::view_tags(&page))
        .maybe(body::view_body(&page))
        .maybe(tail::view_credit(&page))
        .maybe(tail::view_corrections(&page))
        .maybe(tail::view_source_link(&page))
        .html();
    let mut nodes = vec![article];
    if let Some(trending) = trending::view_trending(&page, trending) {
        nodes.push(trending);
    }
    all(nodes)
}

/// What every part of the page looks at.
struct Page<'a> {
    article: &'a Article,
    settings: &'a Settings,
    wording: &'a Wording,
}

impl Page<'_> {
    fn shows(&self, section: Section) -> bool {
        self.settings.sections.contains(section)
    }

    /// Whether `section` is shown where only the full variant has room for it.
    fn shows_in_full(&self, section: Section) -> bool {
        self.settings.variant == Variant::Full && self.shows(section)
    }

    /// One of our words in `element`, marked where its language isn't the story's.
    fn label(&self, element: Element, words: impl Into<AttrValue>) -> Html {
        let element = if self.wording.differs_from(self.article.language.as_deref()) {
            element
                .with_static(Attribute::Lang, self.wording.labels.language)
                .with_static(Attribute::Dir, self.wording.direction().name())
        } else {
            element
        };
        element.words(words.into()).html()
    }

    /// The beginnings of a link out of the widget.
    fn link(&self, url: &WebLink) -> Element {
        let link = element("a").with_text(Attribute::Href, url.href()).with_static(Attribute::Rel, "noopener");
        if url.is_page() { link.with_static(Attribute::Target, self.settings.link_target.name()) } else { link }
    }

    /// A link where there is an address, else the mere place of one.
    fn link_or_span(&self, url: Option<&WebLink>) -> Element {
        url.map_or_else(|| element("span"), |url| self.link(url))
    }
}

/// Text of an article as a node.
fn text(text: &Text) -> Html {
    VText::new(AttrValue::Rc(text.clone())).into()
}

fn view_time(part: Option<&'static str>, moment: &Moment) -> Html {
    let time = element("time").with_text(Attribute::DateTime, &moment.datetime).text(&moment.text);
    match part {
        Some(part) => time.part(part).html(),
        None => time.html(),
    }
}

/// A label with a name in the place of its `{}`.
fn filled(label: &str, name: &str) -> String {
    let (before, after) = label.split_once('{').unwrap_or((label, "}"));
    [before, name, after.trim_start_matches('}')].concat()
}

/// Text whose direction is its own, whatever stands around it.
fn isolated(content: &Text) -> Html {
    element("bdi").text(content).html()
}
