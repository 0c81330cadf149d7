//! What stands around the body: tags over it, credit, corrections and the way to the source under it.

use yew::prelude::*;

use super::element::{Attribute, element};
use super::{Page, filled, isolated, view_time};
use crate::settings::{Section, Variant};

pub(super) fn view_tags(page: &Page<'_>) -> Option<Html> {
    let labels = page.wording.labels;
    let countries = if page.article.countries.len() == 1 { labels.country } else { labels.countries };
    let groups = [(countries, &page.article.countries), (labels.topics, &page.article.tags)];
    let mut views = Vec::new();
    for (label, tags) in groups {
        let mut names = vec![page.label(element("dt"), label)];
        for tag in tags {
            let link = page.link_or_span(tag.url.as_ref()).part("tag").child(isolated(&tag.name));
            names.push(element("dd").child(link.html()).html());
        }
        if !tags.is_empty() {
            views.push(element("div").children(names).html());
        }
    }
    let is_shown = page.shows_in_full(Section::Tags) && !views.is_empty();
    is_shown.then(|| element("dl").part("tags").children(views).html())
}

pub(super) fn view_credit(page: &Page<'_>) -> Option<Html> {
    let mut lines = Vec::new();
    for line in [&page.article.credit, &page.article.rights].into_iter().flatten() {
        lines.push(element("p").text(line).html());
    }
    let is_shown = page.shows_in_full(Section::Credit) && !lines.is_empty();
    is_shown.then(|| element("div").part("credit").children(lines).html())
}

/// The corrections, wherever the body they correct is shown.
pub(super) fn view_corrections(page: &Page<'_>) -> Option<Html> {
    let is_shown = (page.shows_in_full(Section::Corrections) || page.shows_in_full(Section::Body))
        && !page.article.corrections.is_empty();
    if !is_shown {
        return None;
    }
    let mut corrections = element("div").class("corrections").with_static(Attribute::Role, "note");
    for (correction, moment) in page.article.corrections.iter().zip(&page.wording.corrections) {
        let mut view =
            element("p").part("correction").child(page.label(element("strong"), page.wording.labels.correction));
        if let Some(moment) = moment {
            view = view.words(" ".into()).child(view_time(None, moment));
        }
        corrections = corrections.child(view.words(": ".into()).text(&correction.text).html());
    }
    Some(corrections.html())
}

/// The way to the story's own page, or else to its publisher; a card's headline is that way already.
pub(super) fn view_source_link(page: &Page<'_>) -> Option<Html> {
    let article = page.article;
    let publisher = article.publisher.as_ref();
    if article.url.is_some() && page.settings.variant == Variant::Card && page.shows(Section::Headline) {
        return None;
    }
    let url = article.url.as_ref().or_else(|| publisher?.url.as_ref())?;
    let labels = page.wording.labels;
    let is_whole = page.shows_in_full(Section::Body) && !article.body.is_empty();
    let label = if is_whole { labels.read_at } else { labels.read_full_story_at };
    let name = publisher.map(|publisher| &*publisher.name).or(url.host()).unwrap_or_default();
    let link = page.label(page.link(url).part("source-link"), filled(label, name));
    Some(element("p").class("source").child(link).html())
}
