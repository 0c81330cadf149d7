//! Films: a poster each, and nothing of the film itself before the reader asks for it.

use super::element::{Attribute, Element, element};
use super::rails::{item, view_rail, view_story};
use super::{Page, figure, isolated, unseen};
use crate::model::{List, Story, Text, WebLink};
use crate::wording::Label;

/// How wide a poster is at most, in CSS pixels.
const POSTER: u32 = 400;

pub(super) fn view_videos(page: &Page<'_>) -> Option<Element> {
    let mut list = element("ul");
    for ((story, words), at) in page.beside.of(List::Videos).iter().zip(page.words_of(List::Videos)).zip(1..) {
        let duration = words.duration.as_ref();
        let poster = story.image.as_ref();
        let standard = poster.and_then(|image| figure::standard_disclaimer(page, image));
        let mut film = item(at);
        film = match story.url.as_ref().filter(|url| is_film(url)) {
            Some(url) if page.acts.films.contains(&at) => film.child(view_player(story, url)),
            Some(_) => {
                let label = page.wording.labels.with(Label::Play, story.headline.text());
                let button = super::button("play").and("class=poster").child(unseen(label));
                film.child(view_poster(page, button, story, duration))
            }
            None => film.child(view_poster(page, element("span class=poster"), story, duration)),
        };
        film = film.maybe(figure::view_disclaimer(page, None, standard.as_ref()));
        list = list.child(film.child(view_story(page, story)));
    }
    view_rail(page, List::Videos, Label::Videos, list)
}

fn view_poster(page: &Page<'_>, frame: Element, story: &Story, duration: Option<&Text>) -> Element {
    let picture = story.image.as_ref().map(|image| figure::view_emblem(page, image, POSTER));
    let duration = duration.map(|text| element("span class=duration").child(isolated(text)));
    frame.maybe(picture).maybe(duration)
}

/// The film itself; it begins when the reader says so once more.
fn view_player(story: &Story, url: &WebLink) -> Element {
    let player = element("video class=poster controls playsinline preload=metadata")
        .with_text(Attribute::AriaLabel, story.headline.text());
    let player = match &story.image {
        Some(image) => player.with_text(Attribute::Poster, image.url.href()),
        None => player,
    };
    player.with_text(Attribute::Src, url.href())
}

/// Whether a browser can play what is there; anything else is a page.
fn is_film(url: &WebLink) -> bool {
    let href = url.href().as_bytes();
    let length = href.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(href.len());
    let path = &href[..length];
    let ends_in =
        |end: &str| path.len() >= end.len() && path[path.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes());
    [".mp4", ".m4v", ".webm", ".ogv", ".mov"].into_iter().any(ends_in)
}
