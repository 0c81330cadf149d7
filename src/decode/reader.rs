//! Reads an article of any format by its table.
//! It knows no format but by the paths it is given, and whether it is our own.

use std::rc::Rc;

use super::json::{Json, MAX_ITEMS};
use super::link::Base;
use super::path::collect;
use super::words::{escaped, first_link, has_markup, letters, plain, some, write_blocks};
use super::{Fault, Format, Table, Warning, ans, moment, native};
use crate::body::{self, Body};
use crate::digits::digits;
use crate::model::search::{find, is_listed, parted, parts, start, until};
use crate::model::{
    Article, Block, Correction, Direction, Headline, List, Name, Publisher, Status, Story, StoryList, Text, Timestamp,
    WebLink,
};

/// How many authors, topics or links of one kind are read.
const MAX_NAMES: usize = 100;
/// How many warnings are told.
const MAX_WARNINGS: usize = 100;
/// Where the beginning of a body is cut to be a headline, in bytes.
const HEADLINE_BYTES: usize = 80;
/// How much of a body is looked at for what stands in other fields too, in bytes.
const START_BYTES: usize = 2_000;
/// How many blocks of a body may stand before what an excerpt was cut from.
const MAX_KICKERS: usize = 2;

/// What is needed while a document is read.
pub(super) struct Reader<'a> {
    pub(super) table: &'static Table,
    /// All of the answer, of which the article may be a part.
    pub(super) document: &'a Json,
    /// What relative addresses resolve against.
    pub(super) base: Base,
    /// Where what is being read stands in the document: nothing, or a path with a dot behind it.
    pub(super) at: String,
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'static Table, document: &'a Json, src: &str) -> Self {
        Self { table, document, base: Base(src.to_owned()), at: String::new(), warnings: Vec::new() }
    }

    /// Whether texts are plain, and what the publisher says is said for us.
    pub(super) fn is_native(&self) -> bool {
        matches!(self.table.format, Format::Native)
    }

    /// Goes to the entry `index` of the list at `path`.
    pub(super) fn enter(&mut self, path: &str, index: usize) {
        self.at = [path, "[", &digits(index as u32), "]."].concat();
    }

    /// Goes to the article `index` of those at `root`.
    pub(super) fn enter_root(&mut self, root: &str, index: usize) {
        if matches!(self.document.at(root), Json::List(_)) {
            self.enter(root, index);
        } else if !root.is_empty() {
            self.at = [root, "."].concat();
        }
    }

    #[inline(never)]
    pub(super) fn warn(&mut self, path: &str, fault: Fault, value: &str) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning { path: [&self.at, path].concat(), fault, value: value.into() });
        }
    }

    /// All that the first of `paths` that leads anywhere leads to, and that path.
    #[inline(never)]
    pub(super) fn all<'p>(&self, json: &'a Json, paths: &'p str) -> (&'p str, Vec<&'a Json>) {
        let mut found = Vec::new();
        for path in parts(paths, b' ') {
            if path.is_empty() {
                continue;
            }
            match path.strip_prefix("^") {
                Some("") => found.push(self.document),
                Some(path) => collect(self.document, self.document, path, &mut found),
                None => collect(self.document, json, path, &mut found),
            }
            if !found.is_empty() {
                return (path, found);
            }
        }
        ("", found)
    }

    /// The first value that any of `paths` leads to; nothing where none does.
    pub(super) fn one<'p>(&self, json: &'a Json, paths: &'p str) -> (&'p str, &'a Json) {
        let (path, found) = self.all(json, paths);
        (path, found.first().copied().unwrap_or(&Json::Null))
    }

    /// Reads a whole article; `None` where there is no headline.
    // In one literal: assigned one by one, each field would bring the code that drops what was there before.
    #[inline(never)]
    pub(super) fn article(&mut self, json: &'a Json) -> Option<Article> {
        let json = self.entry(json);
        let title = self.title(json);
        let is_titled = title.is_some() || self.is_native();
        let url = self.url(json);
        let Body { blocks: mut body, dropped_characters, is_cut } = self.body(json);
        if dropped_characters > 0 {
            self.warn("body", Fault::Dropped, &digits(dropped_characters as u32));
        }
        let headline = Headline::new(if is_titled { title } else { beginning(&body) }?)?;
        if !is_titled && start_of(&body) == **headline.text() {
            // A note that is no longer than its headline has been read with it.
            body.clear();
        }
        let own = self.own(json);
        let mut article = Article {
            headline,
            url,
            body,
            is_cut,
            summary: self.text(json, "summary"),
            language: self
                .text(json, "language")
                .and_then(|tag| if self.is_native() { Some(tag) } else { language(tag) }),
            place: self.text(json, "place"),
            credit: self.text(json, "credit"),
            rights: self.text(json, "rights"),
            created: self.timestamp(json, "created"),
            updated: self.timestamp(json, "updated"),
            embargoed: self.timestamp(json, "embargoed"),
            expires: self.timestamp(json, "expires"),
            status: self.status(json),
            byline: self.names(json, "byline"),
            countries: self.names(json, "countries"),
            tags: self.tags(json),
            image: self.image(json, self.table.paths("image")),
            corrections: self.corrections(json),
            publisher: self.publisher(json),
            lists: List::ALL.map(|list| self.list(json, list)),
            stated_direction: Direction::parse(own.get("direction").as_str()),
            time_zone: own.text("timeZone"),
            disclaimer: own.text("disclaimer"),
        };
        drop_repeated(&mut article, self.is_native());
        if !self.is_native() {
            tidy(&mut article);
        }
        Some(article)
    }

    /// What only our own format can say is said here; nothing where the format is another.
    fn own(&self, json: &'a Json) -> &'a Json {
        if self.is_native() { json } else { &Json::Null }
    }

    fn list(&mut self, json: &'a Json, list: List) -> StoryList {
        let (path, entries) = self.all(json, self.table.paths(list.name()));
        match self.own(json).get(path).text("src").and_then(|src| self.base.resolve(&src)) {
            Some(src) => StoryList::At(src.into()),
            None => StoryList::Here(self.stories(path, &entries)),
        }
    }

    /// The stories of a list; entries without a headline are left out.
    pub(super) fn stories(&mut self, path: &str, entries: &[&'a Json]) -> Rc<[Story]> {
        let (base, at) = (self.base.clone(), std::mem::take(&mut self.at));
        let mut stories = Vec::new();
        for (index, json) in entries.iter().enumerate() {
            self.enter(&[&at, path].concat(), index);
            if let Some(story) = self.story(json) {
                stories.push(story);
            }
            self.base.clone_from(&base);
        }
        self.at = at;
        stories.into()
    }

    /// What an article is in a list; `None` where there is no headline.
    fn story(&mut self, json: &'a Json) -> Option<Story> {
        let json = self.entry(json);
        let title = self.title(json);
        // Of our own format, everything is relative to the article.
        let url = if self.is_native() { self.page(json, "url") } else { self.url(json) };
        let title = if self.is_native() { title } else { title.or_else(|| beginning(&self.body(json).blocks)) };
        let headline = Headline::new(title?)?;
        let own = self.own(json);
        Some(Story {
            headline,
            url,
            created: self.timestamp(json, "created"),
            image: self.image(json, self.table.paths("image")).or_else(|| self.image(own, "poster")),
            region: own.text("region"),
            kind: native::story_kind(own),
            duration: own.get("duration").as_whole().filter(|seconds| *seconds > 0),
        })
    }

    /// The article that a root's entry is or holds; nothing where it is another thing.
    fn entry(&self, json: &'a Json) -> &'a Json {
        let paths = self.table.paths("entry");
        if paths.is_empty() || self.is_native() { json } else { self.one(json, paths).1 }
    }

    /// Whether an entry is an article that has a title of its own.
    pub(super) fn has_title(&self, json: &'a Json) -> bool {
        self.title(self.entry(json)).is_some()
    }

    #[inline(never)]
    fn title(&self, json: &'a Json) -> Option<Text> {
        let (path, title) = self.one(json, self.table.paths("headline"));
        let title = self.words(title)?;
        // The Guardian's has the author behind it.
        match find(&title, " | ") {
            Some(end) if path == "webTitle" => Some(title[..end].into()),
            _ => Some(title),
        }
    }

    fn page(&self, json: &'a Json, paths: &str) -> Option<WebLink> {
        self.address(json, paths).filter(WebLink::is_page)
    }

    /// The article's own page, against which its other addresses resolve.
    fn url(&mut self, json: &'a Json) -> Option<WebLink> {
        let url = self.page(json, self.table.paths("url"))?;
        self.base = Base(String::from(&**url.href()));
        Some(url)
    }

    /// A field's text.
    #[inline(never)]
    fn text(&self, json: &'a Json, field: &'static str) -> Option<Text> {
        self.words(self.one(json, self.table.paths(field)).1)
    }

    /// The first text at `paths`.
    #[inline(never)]
    pub(super) fn text_at(&self, json: &'a Json, paths: &str) -> Option<Text> {
        self.words(self.one(json, paths).1)
    }

    /// A value as words: a text, or of another format the one that an object is about.
    fn words(&self, json: &'a Json) -> Option<Text> {
        if self.is_native() {
            return json.as_text();
        }
        let text = if json.is_object() { self.one(json, "name value @value").1 } else { json };
        plain(text.as_str())
    }

    /// A field's moment; one at a path that ends with `_gmt` is in UTC.
    #[inline(never)]
    fn timestamp(&mut self, json: &'a Json, field: &'static str) -> Option<Timestamp> {
        self.timestamp_at(json, self.table.paths(field))
    }

    fn timestamp_at(&mut self, json: &'a Json, paths: &str) -> Option<Timestamp> {
        let (path, json) = self.one(json, paths);
        let text = json.as_str().trim_ascii();
        let zone = if path.ends_with("_gmt") { "Z" } else { "" };
        let timestamp = moment::timestamp(&[text, zone].concat());
        if timestamp.is_none() && !text.is_empty() {
            self.warn(path, Fault::Date, text);
        }
        timestamp
    }

    /// Whether the story may be shown; in what other formats call its state, only what forbids it matters.
    fn status(&mut self, json: &'a Json) -> Status {
        let (path, json) = self.one(json, self.table.paths("status"));
        let status = json.as_str();
        if is_listed("canceled cancelled", status) {
            return Status::Canceled;
        }
        let is_out =
            !self.is_native() && (is_listed("draft pending private future scheduled trash", status) || json.is_true());
        if is_out || is_listed("withheld", status) {
            return Status::Withheld;
        }
        if self.is_native() && !json.is_blank() && status != "usable" {
            self.warn(path, Fault::Status, status);
        }
        Status::Usable
    }

    /// The first address at `paths` that is safe to follow.
    ///
    /// In other formats a bare host name is none, `&` may be written as in HTML, and HTML is as good as its first link.
    #[inline(never)]
    pub(super) fn address(&self, json: &'a Json, paths: &str) -> Option<WebLink> {
        let raw = self.one(json, paths).1.as_str().trim_ascii();
        if raw.is_empty() {
            return None;
        }
        if has_markup(raw) && !self.is_native() {
            return first_link(&self.html(raw).blocks);
        }
        self.link(raw)
    }

    /// An address as a link.
    pub(super) fn link(&self, raw: &str) -> Option<WebLink> {
        if self.is_native() {
            return self.base.link(raw);
        }
        let is_address = matches!(raw.as_bytes(), [b'/' | b'?' | b'.', ..]) || find(raw, ":").is_some();
        if is_address { self.base.link(&body::resolve(raw)) } else { None }
    }

    /// A field's names.
    pub(super) fn names(&self, json: &'a Json, field: &'static str) -> Vec<Name> {
        let mut names = Vec::new();
        self.add_names(json, self.table.paths(field), false, &mut names);
        names
    }

    fn tags(&self, json: &'a Json) -> Vec<Name> {
        let mut tags = Vec::new();
        for path in parts(self.table.paths("tags"), b' ') {
            self.add_names(json, path, true, &mut tags);
        }
        tags
    }

    /// Adds names that aren't there yet, each a text or an object that has one and perhaps its address and language.
    /// A text of another format with commas in it is many names where `is_parted`.
    #[inline(never)]
    fn add_names(&self, json: &'a Json, paths: &str, is_parted: bool, names: &mut Vec<Name>) {
        for item in self.all(json, paths).1 {
            if item.is_object() {
                let name = self.text_at(item, "byline name label webTitle text title org");
                push_name(names, name, self.address(item, "link webUrl url URL"), item.text("language"));
            } else if is_parted && !self.is_native() {
                for part in parts(item.as_str(), b',').take(MAX_ITEMS) {
                    push_name(names, plain(part), None, None);
                }
            } else {
                let name = self.words(item).map(|name| if self.is_native() { name } else { without_by(name) });
                push_name(names, name, None, None);
            }
        }
    }

    fn publisher(&mut self, json: &'a Json) -> Option<Publisher> {
        let json = self.one(json, self.table.paths("publisher")).1;
        let name = if json.is_object() { self.text_at(json, "provider_name name title") } else { self.words(json) }?;
        let url = self.address(json, "url home_page_url provider_url");
        let logo = self.image(json, "logo icon");
        Some(native::publisher(name, url, logo, self.own(json), self))
    }

    /// What was wrong in earlier versions.
    fn corrections(&mut self, json: &'a Json) -> Vec<Correction> {
        let mut corrections = Vec::new();
        let at = self.at.clone();
        for path in parts(self.table.paths("corrections"), b' ') {
            for (index, item) in self.all(json, path).1.into_iter().enumerate() {
                let text = if item.is_object() { self.text_at(item, "text") } else { self.words(item) };
                if let Some(text) = text {
                    self.enter(&[&at, path].concat(), index);
                    corrections.push(Correction { date: self.timestamp_at(item, "date datePublished"), text });
                }
            }
        }
        self.at = at;
        corrections
    }

    /// The body: HTML; text, each line a paragraph; ANS elements; in our own format, also a list of paragraphs.
    fn body(&self, json: &'a Json) -> Body {
        let mut html = String::new();
        if self.is_native()
            && let Json::List(paragraphs) = json.get("body")
        {
            for text in paragraphs {
                html.push_str("<p>");
                for line in parts(text.as_str(), b'\n') {
                    // A blank line ends a paragraph; a line end at the beginning of one is none.
                    html.push_str(if line.trim_ascii().is_empty() { "<p>" } else { "<br>" });
                    html.push_str(&escaped(line, "<&\""));
                }
            }
            return self.html(&html);
        }
        for part in self.all(json, self.table.paths("body")).1 {
            let value = part.get("value");
            let text = if value.is_blank() { part.as_str() } else { value.as_str() };
            if self.is_native() || has_markup(text) {
                html.push_str(text);
            } else if text.is_empty() {
                ans::write_element(&mut html, part);
            } else {
                for line in parts(text, b'\n') {
                    html.push_str("<p>");
                    html.push_str(&escaped(line, "<"));
                }
            }
            if !value.is_blank() {
                // The others say the same in other markup.
                break;
            }
        }
        self.html(&html)
    }

    #[inline(never)]
    pub(super) fn html(&self, html: &str) -> Body {
        body::read(html, &|raw| self.base.link(raw))
    }
}

/// A BCP 47 tag of another format: `en_US` is one and `English` none.
fn language(language: Text) -> Option<Text> {
    let end = until(&language, "-_");
    match (end, language.get(end + 1..)) {
        (2 | 3, Some(rest)) => Some([&language[..end], "-", rest].concat().into()),
        (2 | 3, None) => Some(language),
        _ => None,
    }
}

/// Adds a name, unless it is blank or there already.
#[inline(never)]
fn push_name(names: &mut Vec<Name>, name: Option<Text>, url: Option<WebLink>, language: Option<Text>) {
    let Some(name) = name else { return };
    // WordPress files under this what nobody has filed.
    if names.len() < MAX_NAMES && &*name != "Uncategorized" && !names.iter().any(|other| other.name == name) {
        names.push(Name { name, url, language });
    }
}

/// A byline without the word that it begins with in print.
fn without_by(name: Text) -> Text {
    match parted(&name, b' ') {
        Some((first, rest)) if is_listed("by von par", first) => rest.trim_ascii().into(),
        _ => name,
    }
}

/// The words that a body begins with.
fn start_of(body: &[Block]) -> String {
    let mut words = String::new();
    write_blocks(&mut words, body, START_BYTES);
    words
}

/// How a body begins, as far as a headline goes.
#[inline(never)]
fn beginning(body: &[Block]) -> Option<Text> {
    let mut words = start_of(body);
    if words.len() > HEADLINE_BYTES {
        words.truncate(start(&words, HEADLINE_BYTES).len());
        words.truncate(words.bytes().rposition(|byte| byte == b' ').unwrap_or(words.len()));
        words.push('…');
    }
    some(&words)
}

/// Takes what a body begins with out of it as long as it stands over it: the headline, or in other formats the picture.
#[inline(never)]
fn drop_repeated(article: &mut Article, is_native: bool) {
    let headline = letters(article.headline.text());
    let is_repeated = |block: &&Block| match block {
        Block::Subhead(1, _) => letters(&start_of(std::slice::from_ref(*block))) == headline,
        Block::Figure(picture, _) if !is_native => article.image.as_ref().is_some_and(|image| image.url == picture.url),
        _ => false,
    };
    let repeated = article.body.iter().take_while(is_repeated).count();
    article.body.drain(..repeated);
}

/// Takes out of an article of another format what a reader would see twice, and what is no place.
#[inline(never)]
fn tidy(article: &mut Article) {
    if let Some(summary) = &article.summary {
        let excerpt = letters(summary);
        let mut is_excerpt = excerpt == letters(article.headline.text());
        for kickers in 0..=MAX_KICKERS.min(article.body.len()) {
            is_excerpt |= letters(&start_of(&article.body[kickers..])).starts_with(&excerpt);
        }
        if is_excerpt {
            article.summary = None;
        } else if let Some(whole) = summary.strip_suffix("[…]") {
            article.summary = Some([whole, "…"].concat().into());
        }
    }
    if let Some(place) = &article.place {
        let is_author = article.byline.iter().any(|name| find(place, &name.name).is_some());
        if is_author || !is_place(place) || has_dateline(&start_of(&article.body)) {
            article.place = None;
        }
    }
}

/// Whether a text can be the name of a place: short, and of letters.
fn is_place(text: &str) -> bool {
    text.len() <= 60
        && text.bytes().all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii() || b" .,'-()".contains(&byte))
}

/// Whether copy begins with its own dateline: `MEXICO CITY (AP) — `, `BHOPAL: `.
fn has_dateline(copy: &str) -> bool {
    let mut capitals = 0;
    for byte in copy.bytes() {
        match byte {
            b'A'..=b'Z' => capitals += 1,
            b'a'..=b'z' => return false,
            _ if capitals > 1 => break,
            _ => {}
        }
    }
    // Behind the first word, the sign that ends a dateline isn't far.
    let copy = start(copy, 60);
    capitals > 1 && ["—", "–", "--", " - ", ":"].iter().any(|sign| find(copy, sign).is_some())
}
