//! An article to markup: pure functions of their props.
//! It knows no network and, while rendering, no browser.

mod acts;
mod body;
mod byline;
mod connect;
mod element;
mod figure;
mod footer;
mod frame;
mod header;
mod icons;
mod menu;
mod newsletter;
mod notice;
mod rails;
mod share;
mod tail;
mod videos;

use yew::prelude::*;

use crate::model::{Article, List, Text, WebLink};
use crate::settings::{Section, Settings, Variant};
use crate::wording::{Beside, Label, Moment, Wording, is_same_language};
pub use acts::{Act, Acts, Copied, Subscription};
use element::Attribute;
pub(crate) use element::{Element, all, element};

pub use frame::STYLES;
pub(crate) use frame::{Frame, dress, view_frame};
#[cfg(feature = "embed")]
pub(crate) use frame::{adopt_styles, is_silent, sweep, take_styles};
pub(crate) use notice::{Notice, view_change, view_notice, view_skeleton};

/// How many blocks of the body, and stories of each list, are painted before the rest: more than fill a screen.
pub(crate) const FIRST: usize = 100;

/// What the page is made of: everything that every part of it looks at.
pub(crate) struct Page<'a> {
    pub(crate) article: &'a Article,
    pub(crate) settings: &'a Settings,
    pub(crate) wording: &'a Wording,
    pub(crate) beside: &'a Beside,
    pub(crate) acts: &'a Acts,
    pub(crate) room: Room,
    /// The code that embeds the story elsewhere.
    pub(crate) snippet: Option<&'a str>,
    /// Whether all of it is painted, and not only what comes first.
    pub(crate) is_whole: bool,
    /// Whether the body is the second of two that take turns: what has changed is made anew.
    pub(crate) has_second_body: bool,
}

/// Where on the reader's screen the page stands, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// The width it has, in CSS pixels.
    pub width: Option<u32>,
    /// Whether its picture is likely to be on the screen at once.
    pub is_on_screen: bool,
    /// Whether the browser can hand a link to other programs.
    pub can_share: bool,
}

/// The page in one screenful, top to bottom, put into `frame`.
pub(crate) fn view_page(page: &Page<'_>, frame: Element) -> Element {
    let body = body::view_body(page);
    let (first, second) = if page.has_second_body { (None, body) } else { (body, None) };
    let article = page
        .in_language(element("article part=article"))
        .with_static(Attribute::DataVariant, page.settings.variant.name())
        .maybe(header::view_header(page))
        .maybe(figure::view_hero(page))
        .maybe(tail::view_tags(page))
        .maybe(first)
        .maybe(second)
        .maybe(tail::view_continuation(page))
        .maybe(tail::view_credit(page))
        .maybe(tail::view_corrections(page))
        .maybe(tail::view_source_link(page))
        .maybe(share::view_share(page));
    let rails =
        [rails::view_trending(page), rails::view_opinion(page), videos::view_videos(page), rails::view_latest(page)];
    let ways = element("div class=ways").maybe(connect::view_connect(page)).maybe(connect::view_feedback(page));
    let foot = [ways.unless_empty(), newsletter::view_newsletter(page), footer::view_footer(page)];
    let rails = rails::view_rails(page, rails);
    // While a snapshot is still arriving, the article stands where it will with rails beside it.
    let frame = if rails.is_some() { frame.and("data-rails") } else { frame };
    frame.maybe(menu::view_menu(page)).child(article).maybe(rails).maybe(footer::view_foot(page, foot))
}

impl Page<'_> {
    fn shows(&self, section: Section) -> bool {
        self.settings.sections.contains(section)
    }

    /// Whether `section` is shown where only the full variant has room for it.
    fn shows_in_full(&self, section: Section) -> bool {
        self.settings.variant == Variant::Full && self.shows(section)
    }

    fn is_full(&self) -> bool {
        self.settings.variant == Variant::Full
    }

    /// `element`, marked as being in the story's language.
    fn in_language(&self, element: Element) -> Element {
        let element = element.with_static(Attribute::Dir, self.article.direction().name());
        match &self.article.language {
            Some(language) => element.with_text(Attribute::Lang, language),
            None => element,
        }
    }

    /// One of our labels.
    fn words(&self, label: Label) -> AttrValue {
        self.wording.labels.get(label)
    }

    /// One of our labels in `element`, marked where its language isn't the story's.
    fn label(&self, element: Element, label: Label) -> Element {
        self.labelled(element).words(self.words(label))
    }

    /// `element`, marked as being in the labels' language where that isn't the story's.
    fn labelled(&self, element: Element) -> Element {
        let labels = &self.wording.labels;
        let is_same = self.article.language.as_deref().is_some_and(|story| is_same_language(story, labels.language()));
        if is_same {
            return element;
        }
        element.with_text(Attribute::Lang, labels.language()).with_static(Attribute::Dir, labels.direction().name())
    }

    /// The name of a heading `steps` levels below the headline; without a headline there is no gap where it would be.
    fn heading(&self, steps: u8) -> &'static str {
        let missing = u8::from(!self.shows(Section::Headline));
        self.settings.heading_level.element(steps.saturating_sub(missing))
    }

    /// A heading for what stands `steps` levels below the headline.
    fn title(&self, steps: u8, label: Label) -> Element {
        self.label(element(self.heading(steps)).and("class=title"), label)
    }

    /// A button that the reader's ears (`reader.rs`) know by `act`.
    fn button(&self, act: &'static str, label: Label) -> Element {
        self.label(button(act), label)
    }

    /// The beginnings of a link out of the widget.
    fn link(&self, url: &WebLink) -> Element {
        let link = element("a rel=noopener").with_text(Attribute::Href, url.href());
        if url.is_page() { link.with_static(Attribute::Target, self.settings.link_target.name()) } else { link }
    }

    /// A link where there is an address, else the mere place of one.
    fn link_or_span(&self, url: Option<&WebLink>) -> Element {
        url.map_or_else(|| element("span"), |url| self.link(url))
    }

    /// The name of the story's publisher, or else of the host it is on.
    fn publisher(&self) -> &str {
        let publisher = self.article.publisher.as_ref().map(|publisher| &*publisher.name);
        publisher.or_else(|| self.article.url.as_ref()?.host()).unwrap_or_default()
    }

    /// The words of the stories of a list.
    fn words_of(&self, list: List) -> &[crate::wording::StoryWords] {
        self.part(&self.wording.lists[list as usize])
    }

    /// As much of `all` as is painted now.
    fn part<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        if self.is_whole { all } else { &all[..all.len().min(FIRST)] }
    }
}

/// A button that the reader's ears know by `act`.
fn button(act: &'static str) -> Element {
    element("button type=button").with_static(Attribute::DataAct, act)
}

/// A moment; its zone in letters for those who see it, in words for those who hear it.
fn view_time(moment: &Moment) -> Element {
    let mut time = element("time").with(Attribute::DateTime, moment.datetime.clone().into());
    time = time.words(moment.text.clone().into());
    if let Some(zone) = &moment.zone {
        let short = AttrValue::from(zone.short.clone());
        time = match &zone.long {
            Some(long) => {
                time.child(element("span aria-hidden=true").words(short)).child(unseen([" (", long, ")"].concat()))
            }
            None => time.words(short),
        };
    }
    time = time.words(moment.rest.clone().into());
    if let Some(clock) = &moment.at_publisher {
        time = time.words(" ".into()).child(element("span class=there").words(["(", clock, ")"].concat().into()));
    }
    time
}

/// Words for those who hear the page.
fn unseen(words: impl Into<AttrValue>) -> Element {
    element("span class=unseen").words(words.into())
}

/// Text whose direction is its own, whatever stands around it.
fn isolated(content: &Text) -> Element {
    element("bdi").text(content)
}
