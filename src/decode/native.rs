//! Our own article format, `dateline/1`: what no other format claims and has a headline.

use super::json::Json;
use super::reader::{MAX_ITEMS, Reader};
use super::{Format, Table, contact};
use crate::model::{
    Article, Contact, Direction, Feedback, LinkGroup, List, Newsletter, Publisher, Social, Story, StoryKind, StoryList,
    Text, WebLink,
};

pub(super) const TABLE: Table = Table {
    format: Format::Native,
    fields: "\
        root . [headline]
        root items items[headline]",
    others: "",
};

/// Reads what only our own format can say of an article.
#[inline(never)]
pub(super) fn add<'a>(json: &'a Json, article: &mut Article, reader: &mut Reader<'a>) {
    article.stated_direction = match json.get("direction").as_str() {
        "ltr" => Some(Direction::LeftToRight),
        "rtl" => Some(Direction::RightToLeft),
        _ => None,
    };
    article.time_zone = json.text("timeZone");
    article.disclaimer = json.text("disclaimer");
    for list in List::ALL {
        let (path, entries) = reader.all(json, list.name());
        article.lists[list as usize] = match json.get(path).text("src").and_then(|src| reader.base.resolve(&src)) {
            Some(src) => StoryList::At(src.into()),
            None => StoryList::Here(reader.stories(path, &entries)),
        };
    }
    if let Some(publisher) = &mut article.publisher {
        add_to_publisher(json.get("publisher"), publisher, reader);
    }
}

/// Reads what only our own format can say of a story in a list.
pub(super) fn add_to_story(json: &Json, story: &mut Story) {
    story.region = json.text("region");
    story.kind = json.text("kind").map(story_kind);
    story.duration = json.get("duration").as_whole().filter(|seconds| *seconds > 0);
}

fn story_kind(kind: Text) -> StoryKind {
    let is = |known: &str| kind.eq_ignore_ascii_case(known);
    match () {
        () if is("opinion") => StoryKind::Opinion,
        () if is("blog") => StoryKind::Blog,
        () if is("interview") => StoryKind::Interview,
        () => StoryKind::Other(kind),
    }
}

#[inline(never)]
fn add_to_publisher<'a>(json: &'a Json, publisher: &mut Publisher, reader: &Reader<'a>) {
    publisher.email = json.text("email").map(contact::email);
    publisher.phones = phones(json.get("phones"));
    publisher.menu = reader.names(json, "menu");
    for item in json.get("social").items().iter().take(MAX_ITEMS) {
        if let (Some(network), Some(url)) = (item.text("network"), reader.address(item, "url")) {
            publisher.social.push(Social { network, url });
        }
    }
    publisher.feedback = feedback(json.get("feedback"), reader);
    publisher.newsletter = newsletter(json.get("newsletter"), reader);
    for group in json.get("links").items().iter().take(MAX_ITEMS) {
        let items = reader.names(group, "items");
        if let Some(title) = group.text("title").filter(|_| !items.is_empty()) {
            publisher.links.push(LinkGroup { title, items });
        }
    }
    publisher.legal = reader.names(json, "legal");
    publisher.copyright = json.text("copyright");
}

fn phones(json: &Json) -> Vec<Contact> {
    let mut phones = Vec::new();
    for item in json.items().iter().take(MAX_ITEMS) {
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
