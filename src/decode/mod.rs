//! Turns JSON of any format that publishers serve into an [`Article`], or says why it is none.
//! Only this module knows JSON; it knows no browser.
//!
//! Formats are told apart by content, in the order of `TABLES`.
//! One more format is one more file with its table, and one more line there: tables say where fields stand,
//! and `reader` reads them all the same way.

mod ans;
mod contact;
mod ghost;
mod guardian;
mod json;
mod json_feed;
mod json_ld;
mod link;
mod moment;
mod native;
mod ninjs;
mod oembed;
mod parse;
mod path;
mod picture;
mod reader;
mod refusal;
mod table;
mod words;
mod wordpress;

use std::fmt;
use std::rc::Rc;

pub use json::Json;
pub(crate) use parse::parse;

use crate::digits::digits;
use crate::model::search::{find, parted, parts, until, word};
use crate::model::{Article, List, Story, StoryList, Text};
use path::collect;
use reader::Reader;
use table::{Table, paths};

/// An article, and what was untidy about its JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The story.
    pub article: Article,
    /// The format it was told to be.
    pub format: Format,
    /// What was left out, or taken with a grain of salt.
    pub warnings: Vec<Warning>,
}

/// Turns article JSON into an [`Article`].
///
/// Relative addresses in it resolve against its own `url`, else against `src`, the absolute URL it came from.
///
/// Of several stories in one document the first is the article and the others are its list `latest`:
/// in a feed, in Ghost's posts, on a page with several blocks of JSON-LD, and in any other list that is newest first.
///
/// # Errors
///
/// [`DecodeError::Empty`] for `null` and other nothings, [`DecodeError::Unknown`] for JSON that is no article,
/// [`DecodeError::Ambiguous`] for a list of which none is known to be the newest.
#[inline(never)]
pub fn decode(json: &Json, src: &str) -> Result<Decoded, DecodeError> {
    if !matches!(json, Json::Bool(_)) && json.is_blank() {
        return Err(DecodeError::Empty);
    }
    let Some((table, root)) = tell_apart(json) else { return Err(refusal::unknown(json)) };
    let mut reader = Reader::new(table, json, src);
    let entries = entries(json, root);
    for (index, entry) in entries.iter().enumerate() {
        reader.enter_root(root, index);
        let Some(mut article) = reader.article(entry) else { continue };
        reader.base.0 = src.to_owned();
        reader.at.clear();
        let others = reader.stories(root, &entries[index + 1..]);
        if !others.is_empty() {
            let is_feed = matches!(table.format, Format::JsonFeed | Format::Ghost | Format::JsonLd | Format::Ninjs);
            if (!is_feed || root == json_ld::LIST) && !is_newest_first(&article, &others) {
                return Err(DecodeError::Ambiguous(others.len() + 1));
            }
            article.lists[List::Latest as usize] = StoryList::Here(others);
        }
        return Ok(Decoded { article, format: table.format, warnings: reader.warnings });
    }
    Err(refusal::without_headline(json, table.format))
}

/// Turns a list document of any format into its stories, 1,000 at most.
///
/// # Errors
///
/// [`DecodeError::Unknown`] for JSON that is no list.
#[inline(never)]
pub fn decode_stories(json: &Json, src: &str) -> Result<Rc<[Story]>, DecodeError> {
    let (table, root) = match tell_apart(json) {
        Some((table, root)) if table.format != Format::Native => (table, root),
        // An empty list is of our own format as of any other.
        _ if matches!(json, Json::List(_)) => (&native::TABLE, ""),
        _ if matches!(json.get("items"), Json::List(_)) => (&native::TABLE, "items"),
        _ => return Err(refusal::unknown(json)),
    };
    Ok(Reader::new(table, json, src).stories(root, &entries(json, root)))
}

/// All formats; the first with a sign of itself in a document has it.
const TABLES: [&Table; 10] = [
    &json_feed::TABLE,
    &json_ld::TABLE,
    &guardian::TABLE,
    &ghost::TABLE,
    &wordpress::TABLE,
    &ans::TABLE,
    &ninjs::AP,
    &oembed::TABLE,
    &ninjs::TABLE,
    &native::TABLE,
];

/// The format of a document, and where its articles are.
fn tell_apart(json: &Json) -> Option<(&'static Table, &'static str)> {
    if json.get("format").as_str() == Format::Native.name() {
        return Some((&native::TABLE, ""));
    }
    let probe = probe(json);
    for table in TABLES {
        for line in parts(table.fields, b'\n') {
            let Some((root, signs)) = paths(line, "root").and_then(|line| parted(line, b' ')) else { continue };
            if parts(signs, b' ').any(|sign| !entries(probe, sign).is_empty()) {
                return Some((table, if root == "." { "" } else { root }));
            }
        }
    }
    None
}

fn entries<'j>(json: &'j Json, path: &str) -> Vec<&'j Json> {
    let mut found = Vec::new();
    collect(json, json, path, &mut found);
    found
}

/// What tells a document's format: itself, or the first object of an array.
fn probe(json: &Json) -> &Json {
    match json {
        Json::List(items) => items.iter().find(|item| item.is_object()).unwrap_or(&Json::Null),
        json => json,
    }
}

/// Whether no story is later than the one before it, and each has a date to say so.
fn is_newest_first(first: &Article, others: &[Story]) -> bool {
    let mut before = first.created;
    for story in others {
        match (before, story.created) {
            (Some(earlier), Some(this)) if !this.is_after(&earlier) => before = Some(this),
            _ => return false,
        }
    }
    true
}

/// Whether there is an article in a document, as far as can be told without reading it.
#[must_use]
pub fn has_article(json: &Json) -> bool {
    let Some((table, root)) = tell_apart(json) else { return false };
    let reader = Reader::new(table, json, "");
    entries(json, root).into_iter().any(|entry| reader.has_title(entry))
}

/// The address at which the source of `json` says more than it did at `src`, if it can be asked.
///
/// WordPress names author, picture and topics by number only, unless it is asked with `_embed`.
/// Asking so from the first would cost the request that a page begins before this code is there, so it is asked again,
/// once; who writes `?_embed` into `src` spares the reader that.
#[must_use]
pub fn fuller_address(json: &Json, src: &str) -> Option<String> {
    let (table, root) = tell_apart(json)?;
    let entries = entries(json, root);
    let post = entries.first()?;
    let is_known = |key| post.get(key).as_whole().is_some_and(|number| number > 0);
    let is_short = table.format == Format::WordPress
        && post.get("_embedded").is_blank()
        && (is_known("featured_media") || is_known("author"));
    let address = &src[..until(src, "#")];
    if !is_short || find(address, "wp/v2/").is_none() || find(address, "_embed").is_some() {
        return None;
    }
    let separator = if find(address, "?").is_some() { "&" } else { "?" };
    Some([address, separator, "_embed"].concat())
}

/// Where in a document the article's `field` stands, as a path: `posts[0].published_at`.
///
/// The field is named as in our own format; `None` where the document has nothing for it.
#[must_use]
pub fn origin(json: &Json, field: &'static str) -> Option<String> {
    let (table, root) = tell_apart(json)?;
    let mut reader = Reader::new(table, json, "");
    for (index, entry) in entries(json, root).into_iter().enumerate() {
        let (path, found) = reader.one(entry, table.paths(field));
        if found.is_blank() {
            continue;
        }
        reader.enter_root(root, index);
        return Some(reader.at + path);
    }
    None
}

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own.
    Native,
    /// Schema.org's articles, as pages carry them.
    JsonLd,
    /// Posts of WordPress, and of WordPress.com.
    WordPress,
    /// IPTC's ninjs of all generations, and Superdesk's dialect of it.
    Ninjs,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// Posts of Ghost's Content API.
    Ghost,
    /// Arc XP's ANS.
    Ans,
    /// The Guardian's Content API.
    Guardian,
    /// AP's Media API.
    Ap,
    /// oEmbed, read as a card.
    Oembed,
}

impl Format {
    /// The format's name, as events give it.
    #[must_use]
    pub fn name(self) -> &'static str {
        word("dateline/1 json-ld wordpress ninjs json-feed ghost ans guardian ap oembed", self as usize)
    }
}

/// Something untidy that doesn't stop the story; it speaks to the publisher's developer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it stands: `items[0].date_published`.
    pub path: String,
    /// What is wrong with it.
    pub fault: Fault,
    /// What stands there.
    pub value: Text,
}

impl Warning {
    /// The warning in one line.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        [&*self.path, self.fault.text(), &*self.value].concat()
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// What is wrong with a value that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It isn't a date.
    Date,
    /// It isn't an address that a picture comes from.
    Image,
    /// It is a picture that browsers don't show.
    ImageType,
    /// It isn't one of IPTC's digital source types.
    SourceType,
    /// It isn't one of IPTC's publishing statuses.
    Status,
    /// So many of its characters can't be shown.
    Dropped,
}

impl Fault {
    fn text(self) -> &'static str {
        match self {
            Self::Date => ": not a date: ",
            Self::Image => ": not an http address: ",
            Self::ImageType => ": no picture that browsers show: ",
            Self::SourceType => ": not a code of IPTC's: ",
            Self::Status => ": neither usable, withheld nor canceled: ",
            Self::Dropped => ": characters left out: ",
        }
    }

    /// What the publisher can do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Date => "write it as 2025-02-28T18:22:00+05:30",
            Self::Image => "give the absolute http(s) address of the picture, without a password",
            Self::ImageType => "give a JPEG, PNG, WebP, AVIF, GIF or SVG",
            Self::SourceType => "take a code of https://cv.iptc.org/newscodes/digitalsourcetype/",
            Self::Status => "take usable, withheld or canceled",
            Self::Dropped => "keep to text, lists, tables and pictures, within the limits of the README",
        }
    }
}

/// Why JSON is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// There is nothing in it.
    Empty,
    /// It isn't JSON; what the parser said.
    Syntax(String),
    /// It is JSON of no format we read; what it looks like.
    Unknown(String),
    /// It is a list of so many stories, and nothing says which one is meant.
    Ambiguous(usize),
}

impl DecodeError {
    /// What is wrong, for the publisher's developer.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Empty => "the answer is empty".to_owned(),
            Self::Syntax(cause) => ["not JSON: ", cause].concat(),
            Self::Unknown(shape) => ["no article with a headline, but ", shape].concat(),
            Self::Ambiguous(count) => {
                ["a list of ", &digits(*count as u32), " stories, not newest first: which one?"].concat()
            }
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for DecodeError {}
