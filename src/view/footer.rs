//! The publisher's own footer, and what stands with it under everything.

use super::element::{Attribute, Element, element};
use super::menu::view_links;
use super::{Page, figure, unseen};
use crate::model::{Contact, Image, LinkGroup, Publisher};
use crate::settings::Section;
use crate::wording::Label;

/// How wide a logo is at most, in CSS pixels.
const LOGO: u32 = 200;

/// What stands under article and rails.
pub(super) fn view_foot(page: &Page<'_>, parts: [Option<Element>; 3]) -> Option<Element> {
    let foot = page.in_language(element("section class=foot"));
    let foot = foot.with(Attribute::AriaLabel, page.publisher().to_owned().into());
    parts.into_iter().fold(foot, Element::maybe).unless_empty()
}

pub(super) fn view_footer(page: &Page<'_>) -> Option<Element> {
    let publisher = page.article.publisher.as_ref().filter(|_| page.shows_in_full(Section::Footer))?;
    let has_more = publisher.logo.is_some()
        || publisher.email.is_some()
        || publisher.copyright.is_some()
        || !(publisher.phones.is_empty() && publisher.links.is_empty() && publisher.legal.is_empty());
    if !has_more {
        return None;
    }
    let mut footer = element("footer part=footer").child(view_brand(page, publisher));
    if !publisher.links.is_empty() {
        let mut groups = element("div class=groups");
        for LinkGroup { title, items } in &publisher.links {
            let summary = element("summary").text(title);
            let links = view_links(page, items, element("ul"));
            groups = groups.child(element("details").child(summary).child(links));
        }
        footer = footer.child(groups);
    }
    let email = publisher.email.as_slice();
    footer = footer.maybe(view_contacts(page, Label::Email, email)).maybe(view_contacts(
        page,
        Label::Phone,
        &publisher.phones,
    ));
    if !publisher.legal.is_empty() {
        footer = footer.child(view_links(page, &publisher.legal, element("ul class=legal")));
    }
    let copyright = publisher.copyright.as_ref().map(|line| element("p class=copyright").text(line));
    Some(footer.maybe(copyright))
}

fn view_brand(page: &Page<'_>, publisher: &Publisher) -> Element {
    // A logo this wide has the name in it, for those who see it.
    let is_wordmark = |logo: &Image| logo.size.is_some_and(|(width, height)| width >= 3 * height);
    let logo = publisher.logo.as_ref();
    let name = if logo.is_some_and(is_wordmark) { "span class=unseen" } else { "span" };
    let name = element(name).text(&publisher.name);
    let logo = logo.map(|logo| figure::view_emblem(page, logo, LOGO));
    let brand = page.link_or_span(publisher.url.as_ref()).maybe(logo).child(name);
    element("p class=brand").child(brand)
}

fn view_contacts(page: &Page<'_>, label: Label, contacts: &[Contact]) -> Option<Element> {
    let mut line = element("p class=contact").child(page.label(element("span"), label));
    for (at, contact) in contacts.iter().enumerate() {
        // Where only a number's end is shown, those who hear it get the beginning too.
        let start = contact.whole.strip_suffix(&*contact.text).filter(|start| !start.is_empty());
        let view = page.link_or_span(contact.link.as_ref()).and("dir=ltr");
        let view = view.maybe(start.map(|start| unseen(start.to_owned()))).text(&contact.text);
        line = line.words(if at == 0 { " " } else { ", " }.into()).child(view);
    }
    (!contacts.is_empty()).then_some(line)
}
