//! What stands over the story: headline, summary, byline.

use yew::prelude::*;

use super::element::{all, element};
use super::{Page, isolated, view_time};
use crate::model::{Article, Text};
use crate::settings::{Section, Variant};

pub(super) fn view_header(page: &Page<'_>) -> Option<Html> {
    let (headline, summary, byline) = (view_headline(page), view_summary(page), view_byline(page));
    let has_content = headline.is_some() || summary.is_some() || byline.is_some();
    has_content.then(|| element("header").maybe(headline).maybe(summary).maybe(byline).html())
}

fn view_headline(page: &Page<'_>) -> Option<Html> {
    if !page.shows(Section::Headline) {
        return None;
    }
    let headline = page.article.headline.text();
    let heading = element(page.settings.heading_level.element(0)).part("headline");
    Some(match &page.article.url {
        Some(url) => {
            let link = page.link(url).text(headline);
            // In a card this link is the one to the source.
            let link = if page.settings.variant == Variant::Card { link.part("source-link") } else { link };
            heading.child(link.html()).html()
        }
        None => heading.text(headline).html(),
    })
}

fn view_summary(page: &Page<'_>) -> Option<Html> {
    let summary = page.article.summary.as_ref()?;
    let is_shown = page.shows(Section::Summary) && page.settings.variant != Variant::Card;
    is_shown.then(|| element("p").part("summary").text(summary).html())
}

fn view_byline(page: &Page<'_>) -> Option<Html> {
    if !page.shows(Section::Byline) {
        return None;
    }
    let (names, dates) = (view_names(page), view_dates(page));
    let has_lines = names.is_some() || dates.is_some();
    has_lines.then(|| element("div").part("byline").maybe(names).maybe(dates).html())
}

fn view_names(page: &Page<'_>) -> Option<Html> {
    let Article { byline, place, .. } = page.article;
    let mut names = Vec::new();
    for author in byline {
        names.push(page.link_or_span(author.url.as_ref()).part("author").child(isolated(&author.name)).html());
    }
    if let Some(place) = place {
        names.push(view_place(place));
    }
    line("names", names)
}

fn view_place(place: &Text) -> Html {
    element("span").part("dateline").child(isolated(place)).html()
}

fn view_dates(page: &Page<'_>) -> Option<Html> {
    let wording = page.wording;
    let moments = [
        (wording.labels.updated, "updated", &wording.updated),
        (wording.labels.published, "created", &wording.created),
    ];
    let mut dates = Vec::new();
    for (label, part, moment) in moments {
        let Some(moment) = moment else { continue };
        let label = page.label(element("span"), label);
        dates.push(element("span").child(label).words(" ".into()).child(view_time(Some(part), moment)).html());
    }
    line("dates", dates)
}

/// A line of items that styles part from each other; text without styles parts them by a comma.
fn line(class: &'static str, items: Vec<Html>) -> Option<Html> {
    (!items.is_empty()).then(|| element("p").class(class).child(all(items)).html())
}
