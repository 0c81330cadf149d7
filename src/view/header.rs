//! What stands over the story: headline and summary, with the byline under them.

use super::element::{Element, element};
use super::{Page, byline};
use crate::model::{Article, Block, Inline};
use crate::settings::{Section, Variant};

pub(super) fn view_header(page: &Page<'_>) -> Option<Element> {
    element("header")
        .maybe(view_headline(page))
        .maybe(view_summary(page))
        .maybe(byline::view_byline(page))
        .unless_empty()
}

fn view_headline(page: &Page<'_>) -> Option<Element> {
    if !page.shows(Section::Headline) {
        return None;
    }
    let headline = page.article.headline.text();
    let heading = element(page.settings.heading_level.element(0)).and("part=headline");
    Some(match &page.article.url {
        Some(url) => {
            let link = page.link(url).text(headline);
            // In a card this link is the one to the source.
            let link = if page.settings.variant == Variant::Card { link.and("part=source-link") } else { link };
            heading.child(link)
        }
        None => heading.text(headline),
    })
}

fn view_summary(page: &Page<'_>) -> Option<Element> {
    let summary = page.article.summary.as_ref()?;
    let is_shown = page.shows(Section::Summary) && page.settings.variant != Variant::Card;
    let is_repeated = page.shows_in_full(Section::Body)
        && opening(page.article).starts_with(summary.trim_end_matches(['.', '…', ' ']));
    (is_shown && !is_repeated).then(|| element("p part=summary").text(summary))
}

/// The text of the body's first paragraph.
pub(super) fn opening(article: &Article) -> String {
    let mut text = String::new();
    if let Some(Block::Paragraph(run)) = article.body.first() {
        push_text(&mut text, run);
    }
    text
}

fn push_text(text: &mut String, run: &[Inline]) {
    for inline in run {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Marked(_, run) => push_text(text, run),
            Inline::Break => text.push(' '),
        }
    }
}
