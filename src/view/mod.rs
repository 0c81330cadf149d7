//! An article to markup: pure functions of their props.
//! It knows no network and, while rendering, no browser.

mod body;
mod figure;
mod frame;
mod header;
mod notice;
mod tail;
mod trending;

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VText};

use crate::model::{Article, Story, StoryList, Text, WebLink};
use crate::settings::{Section, Settings, Variant};
use crate::wording::{Moment, SharedWording, Wording};

pub(crate) use frame::{Frame, adopt_styles, dress, view_frame};
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
        if let Some(frame) = mounted.cast::<Element>() {
            dress(&frame);
        }
    });
    let frame = Frame {
        theme: props.settings.theme,
        language: props.article.language.clone(),
        direction: props.article.direction(),
        is_busy: false,
    };
    view_frame(&frame, &node, view_page(props))
}

/// The page in one screenful, top to bottom.
pub(crate) fn view_page(props: &ArticleViewProps) -> Html {
    let trending = props.trending.as_ref().or(match &props.article.trending {
        StoryList::Here(stories) => Some(stories),
        StoryList::At(_) => None,
    });
    let plain;
    let wording = match &props.wording {
        Some(wording) => wording,
        None => {
            plain = Wording::plain(&props.article, trending.map_or(0, |stories| stories.len()));
            &plain
        }
    };
    let page = Page { article: &props.article, settings: &props.settings, wording };
    html! {
        <>
            <article part="article" class={page.settings.variant.name()} lang={language(page.article)}
                dir={page.article.direction().name()}>
                { header::view_header(&page) }
                { figure::view_hero(&page) }
                { page.in_full(Section::Tags, tail::view_tags) }
                { body::view_body(&page) }
                { page.in_full(Section::Credit, tail::view_credit) }
                { tail::view_corrections(&page) }
                { tail::view_source_link(&page) }
            </article>
            { page.in_full(Section::Trending, |page| trending::view_trending(page, trending.map_or(&[], |stories| stories))) }
        </>
    }
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

    /// Shows what only the full variant has room for.
    fn in_full(&self, section: Section, view: impl FnOnce(&Self) -> Html) -> Html {
        if self.settings.variant == Variant::Full && self.shows(section) { view(self) } else { Html::default() }
    }

    /// One of our words, marked where its language isn't the story's.
    fn label(&self, text: impl Into<AttrValue>) -> Html {
        let text = VText::new(text.into());
        if self.wording.differs_from(self.article.language.as_deref()) {
            let direction = self.wording.direction().name();
            html! { <bdi lang={self.wording.labels.language} dir={direction}>{ VNode::from(text) }</bdi> }
        } else {
            text.into()
        }
    }

    /// A link out of the widget, or just its text where there is none.
    fn link(&self, url: Option<&WebLink>, part: &'static str, content: Html) -> Html {
        match url {
            Some(url) => {
                let target = url.is_page().then(|| self.settings.link_target.name());
                html! { <a {part} href={attribute(url.href())} {target} rel="noopener">{ content }</a> }
            }
            None => html! { <span {part}>{ content }</span> },
        }
    }
}

/// Text as Yew shares it.
fn attribute(text: &Text) -> AttrValue {
    AttrValue::Rc(text.clone())
}

/// Text of an article as a node.
fn text(text: &Text) -> Html {
    VText::new(attribute(text)).into()
}

fn language(article: &Article) -> Option<AttrValue> {
    article.language.as_ref().map(attribute)
}

fn view_time(part: Option<&'static str>, moment: &Moment) -> Html {
    html! { <time {part} datetime={attribute(&moment.datetime)}>{ text(&moment.text) }</time> }
}

/// A label with a name in the place of its `{}`.
fn filled(label: &str, name: &str) -> String {
    label.replacen("{}", name, 1)
}

/// Text whose direction is its own, whatever stands around it.
fn isolated(content: &Text) -> Html {
    html! { <bdi>{ text(content) }</bdi> }
}
