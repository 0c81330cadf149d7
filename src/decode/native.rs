//! Our own article format, `dateline/1`.

use std::rc::Rc;

use super::json::Json;
use super::link::Base;
use super::{Warning, moment};
use crate::body;
use crate::model::{
    Article, Block, Correction, Direction, Headline, Image, Inline, Name, Source, Status, Story, StoryList, Text,
    Timestamp,
};

/// Reads `json` as a native article; `None` where it has no headline.
pub(super) fn article(json: &Json, src: &Base, warnings: &mut Vec<Warning>) -> Option<Article> {
    let headline = Headline::new(json.text("headline")?)?;
    let url = json.text("url").and_then(|raw| src.page(&raw));
    let base = url.as_ref().map_or_else(|| src.clone(), |url| Base(String::from(&**url.href())));
    let mut reader = Reader { base, warnings };
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
        body: reader.body(json.get("body")),
        credit: json.text("credit"),
        rights: json.text("rights"),
        corrections: json.get("corrections").items().iter().filter_map(|item| reader.correction(item)).collect(),
        status: reader.status(json),
        embargoed: reader.timestamp(json, "embargoed"),
        expires: reader.timestamp(json, "expires"),
        trending: reader.story_list(json.get("trending")),
        publisher: reader.names(json.get("publisher")).into_iter().next(),
        headline,
    })
}

/// Reads a list document: an array of stories, or an object with `items`.
pub(super) fn stories(json: &Json, src: &Base) -> Option<Rc<[Story]>> {
    let list = if let Json::List(_) = json { json } else { json.get("items") };
    let reader = Reader { base: src.clone(), warnings: &mut Vec::new() };
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
            is_generated: json.text("digitalSourceType").is_some_and(|code| is_generated(&code)),
        })
    }

    /// Names, each a text or an object with `name` and perhaps `url`.
    fn names(&self, json: &Json) -> Vec<Name> {
        let name = |json: &Json| {
            let name = json.as_text().or_else(|| json.text("name"))?;
            Some(Name { name, url: json.text("url").and_then(|raw| self.base.link(&raw)) })
        };
        json.items().iter().filter_map(name).collect()
    }

    fn body(&self, json: &Json) -> Vec<Block> {
        let paragraph = |text: Text| Block::Paragraph(vec![Inline::Text(text)]);
        match json {
            Json::Text(html) => body::blocks(html, &|raw| self.base.link(raw)),
            Json::List(paragraphs) => paragraphs.iter().filter_map(Json::as_text).map(paragraph).collect(),
            _ => Vec::new(),
        }
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

    fn story_list(&self, json: &Json) -> StoryList {
        match json.text("src").and_then(|src| self.base.resolve(&src)) {
            Some(src) => StoryList::At(src.into()),
            None => StoryList::Here(self.stories(json)),
        }
    }

    fn stories(&self, json: &Json) -> Rc<[Story]> {
        json.items().iter().filter_map(|item| self.story(item)).collect()
    }

    fn story(&self, json: &Json) -> Option<Story> {
        Some(Story {
            headline: Headline::new(json.text("headline")?)?,
            url: json.text("url").and_then(|raw| self.base.page(&raw)),
            region: json.text("region"),
        })
    }
}

/// Whether an IPTC digital source type, code or URI, says that a model made the picture or parts of it.
///
/// See <https://cv.iptc.org/newscodes/digitalsourcetype/>.
fn is_generated(code: &str) -> bool {
    const GENERATED: [&str; 4] =
        ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic", "algorithmicMedia"];
    let start = code.bytes().rposition(|byte| matches!(byte, b'/' | b':')).map_or(0, |at| at + 1);
    GENERATED.contains(&&code[start..])
}
