//! The pictures, films and frames of a body: where they are, and how wide.
//! It knows no blocks.

use super::tokens::Tag;
use super::{Link, MAX_SOURCES, step};
use crate::model::search::{past, until, whole};
use crate::model::{Image, Source, WebLink};

/// Where scripts that load pictures late have put the address.
const ADDRESSES: [&str; 4] = ["src", "data-src", "data-lazy-src", "data-original"];
/// The same, for a list of widths.
const LISTS: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// The picture of an `img`; `None` where its address is none of the web's.
pub(super) fn image(tag: &Tag<'_>, link: Link<'_>) -> Option<Image> {
    let sources =
        LISTS.iter().find_map(|name| tag.attribute(name)).map(|list| sources(&list, link)).unwrap_or_default();
    let widest = || sources.last().map(|source: &Source| source.url.clone());
    let url = ADDRESSES.iter().find_map(|name| page(tag, name, link)).or_else(widest)?;
    Some(Image {
        alt: tag.attribute("alt").map(Into::into),
        size: tag.number("width", 10_000).zip(tag.number("height", 10_000)),
        sources,
        ..Image::new(url)
    })
}

/// The address of a page, a picture or a film in an attribute.
pub(super) fn page(tag: &Tag<'_>, name: &str, link: Link<'_>) -> Option<WebLink> {
    link(&tag.attribute(name)?).filter(WebLink::is_page)
}

/// The candidates of a `srcset` that say their width (HTML standard, 4.8.4.2.2).
fn sources(list: &str, link: Link<'_>) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut rest = list;
    while sources.len() < MAX_SOURCES {
        rest = &rest[past(rest, ", \t\n\x0c\r")..];
        if rest.is_empty() {
            break;
        }
        // An address may hold commas, but not end with one.
        let end = until(rest, " \t\n\x0c\r");
        let (url, after) = rest.split_at(end);
        step(end);
        if url.ends_with(",") {
            rest = after;
            continue;
        }
        let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
        step(descriptor.len());
        rest = after;
        let width = descriptor.trim().strip_suffix("w").and_then(whole);
        if let Some(width) = width.filter(|width| (1..=10_000).contains(width))
            && let Some(url) = link(url).filter(WebLink::is_page)
        {
            sources.push(Source { url, width });
        }
    }
    sources
}
