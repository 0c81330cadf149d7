//! The pictures, films and frames of a body: where they are, and how wide.
//! It knows no blocks.

use super::tokens::Tag;
use super::{Link, MAX_SIDE, MAX_SOURCES, step};
use crate::model::search::whole;
use crate::model::{Image, Source, WebLink};

/// Where scripts that load pictures late have put the address.
const ADDRESSES: [&str; 4] = ["src", "data-src", "data-lazy-src", "data-original"];
/// The same, for a list of widths.
const LISTS: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// The picture of an `img`; `None` where its address is none of the web's.
pub(super) fn image(tag: &Tag<'_>, link: Link<'_>) -> Option<Image> {
    let mut sources = Vec::new();
    for name in LISTS {
        if let Some(list) = tag.attribute(name).filter(|_| sources.is_empty()) {
            read_sources(&list, link, &mut sources);
        }
    }
    let mut url = None;
    for name in ADDRESSES {
        if url.is_none() {
            url = page(tag, name, link);
        }
    }
    let widest = sources.last().map(|source: &Source| source.url.clone());
    let mut image = Image::new(url.or(widest)?);
    image.alt = tag.attribute("alt").map(Into::into);
    image.size = side(tag.number("width")).zip(side(tag.number("height")));
    image.sources = sources;
    Some(image)
}

/// The address of a page, a picture or a film in an attribute.
#[inline(never)]
pub(super) fn page(tag: &Tag<'_>, name: &str, link: Link<'_>) -> Option<WebLink> {
    link(&tag.attribute(name)?).filter(WebLink::is_page)
}

fn side(pixels: Option<u32>) -> Option<u32> {
    pixels.filter(|pixels| (1..=MAX_SIDE).contains(pixels))
}

/// The candidates of a `srcset` that say their width (HTML standard, 4.8.4.2.2).
fn read_sources(list: &str, link: Link<'_>, sources: &mut Vec<Source>) {
    let mut rest = list;
    while !rest.is_empty() && sources.len() < MAX_SOURCES {
        let address = until(&mut rest, &|byte| byte.is_ascii_whitespace());
        // An address may hold commas, but not begin or end with one.
        if address.is_empty() || address.ends_with(',') {
            continue;
        }
        let descriptor = until(&mut rest, &|byte| byte == b',');
        let width = descriptor.trim_ascii().strip_suffix("w").and_then(whole);
        if let Some(width) = side(width)
            && let Some(url) = link(address.trim_start_matches(',')).filter(WebLink::is_page)
        {
            sources.push(Source { url, width });
        }
    }
}

/// Takes what stands before a byte of this kind, and the byte with it.
#[inline(never)]
fn until<'a>(rest: &mut &'a str, is_end: &dyn Fn(u8) -> bool) -> &'a str {
    let all = *rest;
    let end = all.bytes().position(is_end).unwrap_or(all.len());
    step(end + 1);
    *rest = &all[(end + 1).min(all.len())..];
    &all[..end]
}
