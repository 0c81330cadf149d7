//! What stands over the story: headline, summary, byline.

use yew::prelude::*;

use super::{Page, isolated, text, view_time};
use crate::model::{Article, Author, Block, Inline};
use crate::settings::{Section, Variant};

pub(super) fn view_header(page: &Page<'_>) -> Html {
    html! {
        <header>
            { view_headline(page) }
            { view_summary(page) }
            { view_byline(page) }
        </header>
    }
}

fn view_headline(page: &Page<'_>) -> Html {
    if !page.shows(Section::Headline) {
        return Html::default();
    }
    let element = page.settings.heading_level.element(0);
    let headline = text(page.article.headline.text());
    let content = match &page.article.url {
        Some(url) => {
            // In a card this link is the one to the source.
            let part = (page.settings.variant == Variant::Card).then_some("source-link");
            let target = page.settings.link_target.name();
            html! { <a {part} href={super::attribute(url.href())} {target} rel="noopener">{ headline }</a> }
        }
        None => headline,
    };
    html! { <@{element} part="headline">{ content }</@> }
}

fn view_summary(page: &Page<'_>) -> Html {
    let Some(summary) = &page.article.summary else { return Html::default() };
    let is_shown = page.shows(Section::Summary)
        && page.settings.variant != Variant::Card
        && !opens_body(summary, page.article);
    if is_shown { html! { <p part="summary">{ text(summary) }</p> } } else { Html::default() }
}

/// Whether the body begins with the summary's own words.
fn opens_body(summary: &str, article: &Article) -> bool {
    let Some(Block::Paragraph(run)) = article.body.first() else { return false };
    match run.first() {
        Some(Inline::Text(lead)) => lead.trim_start().starts_with(summary.trim_end_matches(['…', '.', ' '])),
        _ => false,
    }
}

fn view_byline(page: &Page<'_>) -> Html {
    let Article { byline, place, .. } = page.article;
    let has_byline = page.shows(Section::Byline);
    let has_names = !byline.is_empty() || place.is_some();
    let has_dates = page.wording.created.is_some() || page.wording.updated.is_some();
    if !has_byline || !(has_names || has_dates) {
        return Html::default();
    }
    html! {
        <div part="byline">
            if has_names {
                <p class="names">
                    for author in byline { { view_author(page, author) } }
                    if let Some(place) = place { <span part="dateline">{ isolated(place) }</span> }
                </p>
            }
            if has_dates {
                <p class="dates">
                    if let Some(updated) = &page.wording.updated {
                        <span>{ page.label(page.wording.labels.updated) }{ " " }{ view_time(Some("updated"), updated) }</span>
                    }
                    if let Some(created) = &page.wording.created {
                        <span>{ page.label(page.wording.labels.published) }{ " " }{ view_time(Some("created"), created) }</span>
                    }
                </p>
            }
        </div>
    }
}

fn view_author(page: &Page<'_>, author: &Author) -> Html {
    page.link(author.url.as_ref(), "author", isolated(&author.name))
}
