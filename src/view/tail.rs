//! What stands around the body: tags over it, credit, corrections and the way to the source under it.

use super::element::{Element, element};
use super::{Page, isolated, view_time};
use crate::model::Text;
use crate::settings::{Section, Variant};
use crate::wording::Label;

pub(super) fn view_tags(page: &Page<'_>) -> Option<Element> {
    let countries = if page.wording.has_one_country { Label::Country } else { Label::Countries };
    let groups = [(countries, &page.article.countries), (Label::Topics, &page.article.tags)];
    let mut view = element("dl part=tags");
    for (label, tags) in groups {
        let mut group = element("div").child(page.label(element("dt"), label));
        for tag in tags {
            let link = page.link_or_span(tag.url.as_ref()).and("part=tag").child(isolated(&tag.name));
            group = group.child(element("dd").child(link));
        }
        if !tags.is_empty() {
            view = view.child(group);
        }
    }
    view.unless_empty().filter(|_| page.shows_in_full(Section::Tags))
}

/// The way on, where the body had to be cut.
pub(super) fn view_continuation(page: &Page<'_>) -> Option<Element> {
    let url = page.article.url.as_ref().filter(|_| page.article.is_cut && page.shows_in_full(Section::Body))?;
    let words = page.wording.labels.with(Label::ContinueAt, page.publisher());
    let link = page.labelled(page.link(url)).words(words);
    Some(element("p class=source").child(link))
}

pub(super) fn view_credit(page: &Page<'_>) -> Option<Element> {
    let line = |text: &Option<Text>| text.as_ref().map(|text| element("p").text(text));
    let view = element("div part=credit").maybe(line(&page.article.credit)).maybe(line(&page.article.rights));
    view.unless_empty().filter(|_| page.shows_in_full(Section::Credit))
}

/// The corrections, wherever the body they correct is shown.
pub(super) fn view_corrections(page: &Page<'_>) -> Option<Element> {
    let is_shown = (page.shows_in_full(Section::Corrections) || page.shows_in_full(Section::Body))
        && !page.article.corrections.is_empty();
    if !is_shown {
        return None;
    }
    let mut corrections = element("div class=corrections role=note");
    for (correction, moment) in page.article.corrections.iter().zip(&page.wording.corrections) {
        let mut lead = element("span class=lead").child(page.label(element("strong"), Label::Correction));
        if let Some(moment) = moment {
            lead = lead.words(" ".into()).child(view_time(moment));
        }
        corrections =
            corrections.child(element("p part=correction").child(lead).words(" ".into()).text(&correction.text));
    }
    Some(corrections)
}

/// The way to the story's own page, or else to its publisher; a card's headline is that way already.
pub(super) fn view_source_link(page: &Page<'_>) -> Option<Element> {
    let article = page.article;
    let publisher = article.publisher.as_ref();
    if article.url.is_some() && page.settings.variant == Variant::Card && page.shows(Section::Headline) {
        return None;
    }
    let url = article.url.as_ref().or_else(|| publisher?.url.as_ref())?;
    let is_whole = page.shows_in_full(Section::Body) && !article.body.is_empty();
    let label = if is_whole { Label::ReadAt } else { Label::ReadFullStoryAt };
    let name = match publisher {
        Some(publisher) => &*publisher.name,
        None => url.host().unwrap_or_default(),
    };
    let words = page.wording.labels.with(label, name);
    let link = page.labelled(page.link(url).and("part=source-link")).words(words);
    Some(element("p class=source").child(link))
}
