//! The lists of other stories beside the article.

use super::element::{Attribute, Element, element};
use super::{Page, isolated, view_time};
use crate::model::{List, Story, StoryKind};
use crate::wording::Label;

/// The rails that have something in them, and a way past them for those who go by keyboard.
pub(super) fn view_rails(page: &Page<'_>, rails: [Option<Element>; 4]) -> Option<Element> {
    let skip = page.label(super::button("skip").and("class=skip"), Label::Skip);
    let rails = rails.into_iter().fold(element("div class=lists"), Element::maybe).unless_empty()?;
    let end = element("span data-end tabindex=-1");
    Some(page.in_language(element("div class=rails")).child(skip).child(rails).child(end))
}

/// The popular stories in their order.
pub(super) fn view_trending(page: &Page<'_>) -> Option<Element> {
    let stories = page.beside.of(List::Trending);
    let mut list = element("ol");
    for ((story, words), at) in stories.iter().zip(page.words_of(List::Trending)).zip(1..) {
        // The list numbers its items for those who hear it; this is the same number, set in type.
        let rank = element("span part=rank aria-hidden=true").text(&words.rank);
        let region = story.region.as_ref().map(|region| element("span part=region").child(isolated(region)));
        list = list.child(item(at).child(rank).child(view_story(page, story)).maybe(region));
    }
    view_rail(page, List::Trending, Label::Trending, list)
}

/// Opinion pieces, blogs and interviews, each said to be what it is.
pub(super) fn view_opinion(page: &Page<'_>) -> Option<Element> {
    let mut list = element("ul");
    for (story, at) in page.part(page.beside.of(List::Opinion)).iter().zip(1..) {
        let kind = element("span class=kind");
        let kind = match &story.kind {
            Some(StoryKind::Opinion) => Some(page.label(kind, Label::Opinion)),
            Some(StoryKind::Blog) => Some(page.label(kind, Label::Blog)),
            Some(StoryKind::Interview) => Some(page.label(kind, Label::Interview)),
            Some(StoryKind::Other(name)) => Some(kind.child(isolated(name))),
            None => None,
        };
        list = list.child(item(at).maybe(kind).child(view_story(page, story)));
    }
    view_rail(page, List::Opinion, Label::Opinions, list)
}

/// What is new; how long ago, and the exact moment for whoever asks.
pub(super) fn view_latest(page: &Page<'_>) -> Option<Element> {
    let mut list = element("ol");
    for ((story, words), at) in page.beside.of(List::Latest).iter().zip(page.words_of(List::Latest)).zip(1..) {
        let when = words.created.as_ref().map(|moment| match &words.ago {
            Some(ago) => {
                let time = element("time").with(Attribute::DateTime, moment.datetime.clone().into()).text(ago);
                let summary = element("summary").child(time);
                element("details class=when").child(summary).child(view_time(moment))
            }
            None => element("span class=when").child(view_time(moment)),
        });
        list = list.child(item(at).child(view_story(page, story)).maybe(when));
    }
    view_rail(page, List::Latest, Label::Latest, list)
}

/// A list under its title, unless it is empty or not wanted.
pub(super) fn view_rail(page: &Page<'_>, list: List, title: Label, items: Element) -> Option<Element> {
    let is_shown = page.settings.shows(list) && !page.beside.of(list).is_empty();
    is_shown.then(|| element("section").part(list.name()).child(page.title(1, title)).child(items.parted()))
}

/// The entry of a list at a place, from 1.
pub(super) fn item(at: u32) -> Element {
    element("li").with_number(Attribute::DataRank, at)
}

/// The title of a story, and the way to it; the one on show isn't linked to itself.
pub(super) fn view_story(page: &Page<'_>, story: &Story) -> Element {
    let url = story.url.as_ref().filter(|url| page.article.url.as_ref() != Some(url));
    page.link_or_span(url).and("part=story").child(isolated(story.headline.text()))
}
