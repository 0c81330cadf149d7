//! Who wrote the story, where and when.

use super::element::{Element, element};
use super::header::opening;
use super::{Page, isolated, view_time};
use crate::model::{Article, search};
use crate::settings::Section;
use crate::wording::Label;

/// Within how many bytes of its beginning a body tells its place, if it does: `GENEVA, May 4 (AP) —`.
const DATELINE_LENGTH: usize = 60;

pub(super) fn view_byline(page: &Page<'_>) -> Option<Element> {
    if !page.shows(Section::Byline) {
        return None;
    }
    element("div part=byline").maybe(view_names(page)).maybe(view_dates(page)).unless_empty()
}

fn view_names(page: &Page<'_>) -> Option<Element> {
    let Article { byline, place, .. } = page.article;
    let mut names = element("p class=names");
    for author in byline {
        names = names.child(page.link_or_span(author.url.as_ref()).and("part=author").child(isolated(&author.name)));
    }
    let is_told_twice = |place: &str| page.shows_in_full(Section::Body) && opens_with(&opening(page.article), place);
    if let Some(place) = place.as_ref().filter(|place| !is_told_twice(place)) {
        names = names.child(element("span part=dateline").child(isolated(place)));
    }
    names.unless_empty()
}

/// Whether a body begins by telling its place and going on behind a dash or a colon.
fn opens_with(opening: &str, place: &str) -> bool {
    let Some((start, rest)) = opening.split_at_checked(place.len()) else { return false };
    let rest = search::start(rest, DATELINE_LENGTH);
    let has_dash = rest.chars().any(|character| matches!(character, '—' | '–' | ':'))
        || rest.as_bytes().windows(2).any(|pair| pair == b"--" || pair == b" -");
    start.eq_ignore_ascii_case(place) && has_dash
}

fn view_dates(page: &Page<'_>) -> Option<Element> {
    let wording = page.wording;
    let moments =
        [(Label::Updated, "part=updated", &wording.updated), (Label::Published, "part=created", &wording.created)];
    let mut dates = element("p class=dates");
    for (label, part, moment) in moments {
        let Some(moment) = moment else { continue };
        let label = page.label(element("span"), label);
        dates = dates.child(element("span").child(label).words(" ".into()).child(view_time(moment).and(part)));
    }
    dates.unless_empty()
}
