//! Our own article format, `dateline/1`.

use std::rc::Rc;

use super::json::Json;
use super::link::Base;
use super::{Warning, contact, moment};
use crate::body::{self, Body};
use crate::model::{
    Article, Correction, Direction, Feedback, Headline, Image, LinkGroup, List, Name, Newsletter, Publisher, Social,
    Source, SourceType, Status, Story, StoryKind, StoryList, Text, Timestamp, WebLink,
};

/// Reads `json` as a native article; `None` where it has no headline.
pub(super) fn article(json: &Json, src: &Base, warnings: &mut Vec<Warning>) -> Option<Article> {
    let headline = Headline::new(json.text("headline")?)?;
    let url = json.text("url").and_then(|raw| src.page(&raw));
    let base = url.as_ref().map_or_else(|| src.clone(), |url| Base(String::from(&**url.href())));
    let mut reader = Reader { base, warnings };
    let body = reader.body(json.get("body"), &headline);
    Some(Article {
        summary: json.text("summary"),
        url,
        language: json.text("language"),
        stated_direction: match json.text("direction").as_deref() {
            Some("ltr") => Some(Direction::LeftToRight),
            Some("rtl") => Some(Direction::RightToLeft),
            _ => None,
        },
        byline: reader.names(json.get("byline")),
        place: json.text("place"),
        time_zone: json.text("timeZone"),
        created: reader.timestamp(json, "created"),
        updated: reader.timestamp(json, "updated"),
        image: reader.image(json.get("image")),
        disclaimer: json.text("disclaimer"),
        countries: reader.names(json.get("countries")),
        tags: reader.names(json.get("tags")),
        body: body.blocks,
        is_cut: body.is_cut,
        credit: json.text("credit"),
        rights: json.text("rights"),
        corrections: json.get("corrections").items().iter().filter_map(|item| reader.correction(item)).collect(),
        status: reader.status(json),
        embargoed: reader.timestamp(json, "embargoed"),
        expires: reader.timestamp(json, "expires"),
        lists: List::ALL.map(|list| reader.story_list(json.get(list.name()))),
        publisher: reader.publisher(json.get("publisher")),
        headline,
    })
}

/// Reads a list document: an array of stories, or an object with `items`.
pub(super) fn stories(json: &Json, src: &Base) -> Option<Rc<[Story]>> {
    let list = if let Json::List(_) = json { json } else { json.get("items") };
    let mut reader = Reader { base: src.clone(), warnings: &mut Vec::new() };
    matches!(list, Json::List(_)).then(|| reader.stories(list))
}

/// What every part of the article needs while it is read.
struct Reader<'a> {
    base: Base,
    warnings: &'a mut Vec<Warning>,
}

impl Reader<'_> {
    fn warn(&mut self, key: &str, fault: &str, value: &str) {
        self.warnings.push(Warning([key, fault, value].concat()));
    }

    fn timestamp(&mut self, json: &Json, key: &str) -> Option<Timestamp> {
        let text = json.text(key)?;
        let timestamp = moment::timestamp(&text);
        if timestamp.is_none() {
            self.warn(key, ": not a date: ", &text);
        }
        timestamp
    }

    fn image(&mut self, json: &Json) -> Option<Image> {
        let raw = json.as_text().or_else(|| json.text("url"))?;
        let Some(url) = self.base.page(&raw) else {
            self.warn("image", ": not an http address: ", &raw);
            return None;
        };
        let side = |json: &Json, key| json.whole(key).filter(|pixels| (1..=10_000).contains(pixels));
        let mut sources = Vec::new();
        for source in json.get("sources").items() {
            let url = source.text("url").and_then(|raw| self.base.page(&raw));
            if let (Some(url), Some(width)) = (url, side(source, "width")) {
                sources.push(Source { url, width });
            }
        }
        Some(Image {
            url,
            alt: json.text("alt"),
            caption: json.text("caption"),
            credit: json.text("credit"),
            size: side(json, "width").zip(side(json, "height")),
            sources,
            source_type: self.source_type(json),
        })
    }

    fn source_type(&mut self, json: &Json) -> Option<SourceType> {
        let code = json.text("digitalSourceType")?;
        let source_type = SourceType::parse(&code);
        if source_type.is_none() {
            self.warn("digitalSourceType", ": not a code of IPTC's: ", &code);
        }
        source_type
    }

    fn link(&self, json: &Json, key: &str) -> Option<WebLink> {
        self.base.link(&json.text(key)?)
    }

    /// Names, each a text or an object with `name` (or, in menus, `label`) and perhaps `url` and `language`.
    fn names(&self, json: &Json) -> Vec<Name> {
        let name = |json: &Json| {
            let name = json.as_text().or_else(|| json.text("name")).or_else(|| json.text("label"))?;
            Some(Name { name, url: self.link(json, "url"), language: json.text("language") })
        };
        json.items().iter().filter_map(name).collect()
    }

    fn publisher(&mut self, json: &Json) -> Option<Publisher> {
        let name = json.as_text().or_else(|| json.text("name"))?;
        let phones = json.get("phones").items().iter().filter_map(Json::as_text);
        Some(Publisher {
            url: self.link(json, "url"),
            logo: self.image(json.get("logo")),
            email: json.text("email").map(contact::email),
            phones: phones.flat_map(|text| contact::phones(&text)).collect(),
            menu: self.names(json.get("menu")),
            social: json.get("social").items().iter().filter_map(|item| self.social(item)).collect(),
            feedback: self.feedback(json.get("feedback")),
            newsletter: self.newsletter(json.get("newsletter")),
            links: json.get("links").items().iter().filter_map(|item| self.link_group(item)).collect(),
            legal: self.names(json.get("legal")),
            copyright: json.text("copyright"),
            name,
        })
    }

    fn social(&self, json: &Json) -> Option<Social> {
        Some(Social { network: json.text("network")?, url: self.link(json, "url")? })
    }

    /// An object with `url`, or `true` where the page around us is to hear of it.
    fn feedback(&self, json: &Json) -> Option<Feedback> {
        match json {
            Json::Bool(true) => Some(Feedback::Event),
            json => self.link(json, "url").map(Feedback::At),
        }
    }

    fn newsletter(&self, json: &Json) -> Option<Newsletter> {
        Some(Newsletter {
            action: self.base.page(&json.text("action")?)?,
            field: json.text("field").unwrap_or_else(|| "email".into()),
            consent: json.text("consent"),
        })
    }

    fn link_group(&self, json: &Json) -> Option<LinkGroup> {
        let items = self.names(json.get("items"));
        let title = json.text("title").filter(|_| !items.is_empty())?;
        Some(LinkGroup { title, items })
    }

    #[inline(never)]
    fn body(&mut self, json: &Json, headline: &Headline) -> Body {
        let mut body = match json {
            Json::Text(html) => body::read(html, &|raw| self.base.link(raw)),
            Json::List(paragraphs) => {
                let mut whole = Body::default();
                for text in paragraphs.iter().filter_map(Json::as_text) {
                    whole.append(body::read_plain(&text));
                }
                whole
            }
            _ => Body::default(),
        };
        body.drop_headline(headline);
        if body.dropped_characters > 0 {
            self.warn("body", ": characters left out: ", &body.dropped_characters.to_string());
        }
        body
    }

    fn correction(&mut self, json: &Json) -> Option<Correction> {
        let text = json.as_text().or_else(|| json.text("text"))?;
        Some(Correction { date: self.timestamp(json, "date"), text })
    }

    fn status(&mut self, json: &Json) -> Status {
        match json.text("status").as_deref() {
            None | Some("usable") => Status::Usable,
            Some("withheld") => Status::Withheld,
            Some("canceled" | "cancelled") => Status::Canceled,
            Some(unknown) => {
                self.warn("status", ": neither usable, withheld nor canceled: ", unknown);
                Status::Usable
            }
        }
    }

    fn story_list(&mut self, json: &Json) -> StoryList {
        match json.text("src").and_then(|src| self.base.resolve(&src)) {
            Some(src) => StoryList::At(src.into()),
            None => StoryList::Here(self.stories(json)),
        }
    }

    fn stories(&mut self, json: &Json) -> Rc<[Story]> {
        json.items().iter().filter_map(|item| self.story(item)).collect()
    }

    fn story(&mut self, json: &Json) -> Option<Story> {
        let image = ["image", "poster"].into_iter().find_map(|key| self.image(json.get(key)));
        Some(Story {
            url: json.text("url").and_then(|raw| self.base.page(&raw)),
            region: json.text("region"),
            kind: json.text("kind").map(story_kind),
            created: self.timestamp(json, "created"),
            image,
            duration: json.whole("duration").filter(|seconds| *seconds > 0),
            ..Story::new(Headline::new(json.text("headline")?)?)
        })
    }
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
