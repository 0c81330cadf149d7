//! The list of trending stories.

use yew::prelude::*;

use super::element::{Attribute, element};
use super::{Page, isolated};
use crate::model::Story;
use crate::settings::Section;

/// The stories in their order; the one on show isn't linked to itself.
pub(super) fn view_trending(page: &Page<'_>, stories: &[Story]) -> Option<Html> {
    if !page.shows_in_full(Section::Trending) || stories.is_empty() {
        return None;
    }
    let title = element(page.settings.heading_level.element(1)).class("rail-title");
    let mut list = element("ol");
    for (at, story) in stories.iter().enumerate() {
        list = list.child(view_story(page, at, story));
    }
    let section = element("section").part("trending").child(page.label(title, page.wording.labels.trending));
    Some(section.child(list.html()).html())
}

fn view_story(page: &Page<'_>, at: usize, story: &Story) -> Html {
    let url = story.url.as_ref().filter(|url| page.article.url.as_ref() != Some(url));
    let mut link = page.link_or_span(url).part("story").child(isolated(story.headline.text()));
    let numeral: AttrValue = (at + 1).to_string().into();
    if url.is_some() {
        link = link.with(Attribute::DataRank, numeral.clone());
    }
    // The list numbers its items for those who hear it; this is the same number, set in type.
    let rank = element("span").part("rank").with_static(Attribute::AriaHidden, "true").words(numeral);
    let region = story.region.as_ref().map(|region| element("span").part("region").child(isolated(region)).html());
    element("li").child(rank.html()).child(link.html()).maybe(region).html()
}
