//! What stands around the body: tags over it, credit, corrections and the way to the source under it.

use yew::prelude::*;

use super::{Page, filled, isolated, text, view_time};
use crate::model::{Correction, Tag};
use crate::settings::{Section, Variant};
use crate::wording::Moment;

pub(super) fn view_tags(page: &Page<'_>) -> Html {
    let labels = page.wording.labels;
    let countries = if page.article.countries.len() == 1 { labels.country } else { labels.countries };
    let groups = [(countries, &page.article.countries), (labels.topics, &page.article.tags)];
    if groups.iter().all(|(_, tags)| tags.is_empty()) {
        return Html::default();
    }
    html! {
        <dl part="tags">
            for (label, tags) in groups.into_iter().filter(|(_, tags)| !tags.is_empty()) {
                <div><dt>{ page.label(label) }</dt>{ for tags.iter().map(|tag| view_tag(page, tag)) }</div>
            }
        </dl>
    }
}

fn view_tag(page: &Page<'_>, tag: &Tag) -> Html {
    html! { <dd>{ page.link(tag.url.as_ref(), "tag", isolated(&tag.name)) }</dd> }
}

pub(super) fn view_credit(page: &Page<'_>) -> Html {
    let credit = [&page.article.credit, &page.article.rights];
    if credit.iter().all(|line| line.is_none()) {
        return Html::default();
    }
    html! {
        <div part="credit">
            for line in credit.into_iter().flatten() { <p>{ text(line) }</p> }
        </div>
    }
}

/// The corrections, wherever the body they correct is shown.
pub(super) fn view_corrections(page: &Page<'_>) -> Html {
    let is_shown = page.settings.variant == Variant::Full
        && (page.shows(Section::Corrections) || page.shows(Section::Body))
        && !page.article.corrections.is_empty();
    if !is_shown {
        return Html::default();
    }
    let corrections = page.article.corrections.iter().zip(&page.wording.corrections);
    html! {
        <div class="corrections" role="note">
            { for corrections.map(|(correction, moment)| view_correction(page, correction, moment.as_ref())) }
        </div>
    }
}

fn view_correction(page: &Page<'_>, correction: &Correction, moment: Option<&Moment>) -> Html {
    html! {
        <p part="correction">
            <strong>{ page.label(page.wording.labels.correction) }</strong>
            if let Some(moment) = moment { { " " }{ view_time(None, moment) } }
            { ": " }{ text(&correction.text) }
        </p>
    }
}

/// The way to the story's own page, or else to its publisher; a card's headline is that way already.
pub(super) fn view_source_link(page: &Page<'_>) -> Html {
    let article = page.article;
    let publisher = article.publisher.as_ref();
    let headline_leads_there = page.settings.variant == Variant::Card && page.shows(Section::Headline);
    let url = article.url.as_ref().filter(|_| !headline_leads_there);
    let Some(url) = url.or_else(|| publisher?.url.as_ref().filter(|_| article.url.is_none())) else {
        return Html::default();
    };
    let labels = page.wording.labels;
    let is_whole = page.settings.variant == Variant::Full && page.shows(Section::Body) && !article.body.is_empty();
    let label = if is_whole { labels.read_at } else { labels.read_full_story_at };
    let name = publisher.map(|publisher| &*publisher.name).or(url.host()).unwrap_or_default();
    html! { <p class="source">{ page.link(Some(url), "source-link", page.label(filled(label, name))) }</p> }
}
