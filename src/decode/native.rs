//! Our own article format, `dateline/1`: what no other format claims and has a headline.

use super::json::Json;
use super::reader::Reader;
use super::{Format, Table, contact};
use crate::model::search::position;
use crate::model::{Contact, Feedback, Image, LinkGroup, Newsletter, Publisher, Social, StoryKind, Text, WebLink};

pub(super) const TABLE: Table = Table {
    format: Format::Native,
    fields: "\
        root . [headline]\n\
        root items items[headline]",
    others: "",
};

pub(super) fn story_kind(json: &Json) -> Option<StoryKind> {
    let kind = json.text("kind")?;
    Some(match position("opinion blog interview", &kind) {
        Some(0) => StoryKind::Opinion,
        Some(1) => StoryKind::Blog,
        Some(_) => StoryKind::Interview,
        None => StoryKind::Other(kind),
    })
}

/// A publisher, with what `json` says of the ways to them.
#[inline(never)]
pub(super) fn publisher<'a>(
    name: Text,
    url: Option<WebLink>,
    logo: Option<Image>,
    json: &'a Json,
    reader: &Reader<'a>,
) -> Publisher {
    Publisher {
        name,
        url,
        logo,
        email: json.text("email").map(contact::email),
        phones: phones(json.get("phones")),
        menu: reader.names(json, "menu"),
        social: social(json.get("social"), reader),
        feedback: feedback(json.get("feedback"), reader),
        newsletter: newsletter(json.get("newsletter"), reader),
        links: links(json.get("links"), reader),
        legal: reader.names(json, "legal"),
        copyright: json.text("copyright"),
    }
}

fn social<'a>(json: &'a Json, reader: &Reader<'a>) -> Vec<Social> {
    let mut social = Vec::new();
    for item in json.items() {
        if let (Some(network), Some(url)) = (item.text("network"), reader.address(item, "url")) {
            social.push(Social { network, url });
        }
    }
    social
}

fn links<'a>(json: &'a Json, reader: &Reader<'a>) -> Vec<LinkGroup> {
    let mut links = Vec::new();
    for group in json.items() {
        let items = reader.names(group, "items");
        if let Some(title) = group.text("title").filter(|_| !items.is_empty()) {
            links.push(LinkGroup { title, items });
        }
    }
    links
}

fn phones(json: &Json) -> Vec<Contact> {
    let mut phones = Vec::new();
    for item in json.items() {
        contact::add_phones(item.as_str(), &mut phones);
    }
    phones
}

/// An object with `url`, or `true` where the page around us is to hear of it.
fn feedback<'a>(json: &'a Json, reader: &Reader<'a>) -> Option<Feedback> {
    match json {
        Json::Bool(true) => Some(Feedback::Event),
        json => reader.address(json, "url").map(Feedback::At),
    }
}

fn newsletter<'a>(json: &'a Json, reader: &Reader<'a>) -> Option<Newsletter> {
    Some(Newsletter {
        action: reader.address(json, "action").filter(WebLink::is_page)?,
        field: json.text("field").unwrap_or_else(|| "email".into()),
        consent: json.text("consent"),
    })
}
