//! HTML text to tags and text, after the tokenizer of the HTML standard.
//! It knows neither nesting nor meaning.

use super::elements::{is_missed_raw, is_raw};
use super::{entities, step};
use crate::model::search::{past, until, whole};
use crate::model::{Direction, Tongue};

/// One piece of markup.
pub(super) enum Token<'a> {
    /// Characters, their references not yet resolved.
    Text(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag, by its name in any letter case.
    Close(&'a str),
}

/// A start tag.
pub(super) struct Tag<'a> {
    /// The element's name in any letter case.
    pub(super) name: &'a str,
    /// Names and unresolved values of the attributes; of equal names the first counts.
    attributes: Vec<(&'a str, &'a str)>,
    /// Whether it ends with `/>`, which matters in drawings and formulas.
    pub(super) is_self_closing: bool,
}

impl Tag<'_> {
    /// The value of an attribute, if it is there and not blank.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        step(self.attributes.len());
        let (_, value) = self.attributes.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        let value = entities::resolve(value, true);
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// An attribute's whole number, with or without its unit, if it is one between 1 and `most`.
    pub(super) fn number(&self, name: &str, most: u32) -> Option<u32> {
        let value = self.attribute(name)?;
        whole(value.strip_suffix("px").unwrap_or(&value)).filter(|number| (1..=most).contains(number))
    }

    /// The number of the first item of a list.
    pub(super) fn start(&self) -> i32 {
        let start = self.attribute("start").unwrap_or_default();
        let (sign, digits) = match start.strip_prefix("-") {
            Some(digits) => (-1, digits),
            None => (1, &*start),
        };
        whole(digits).and_then(|number| i32::try_from(number).ok()).map_or(1, |number| sign * number)
    }

    /// The language and the direction of what stands in the element.
    pub(super) fn tongue(&self) -> Option<Tongue> {
        let language = self.attribute("lang").filter(|tag| is_language(tag)).map(Into::into);
        let direction = self.attribute("dir").and_then(|dir| Direction::parse(&dir));
        (language.is_some() || direction.is_some()).then_some(Tongue { language, direction })
    }
}

/// Whether `tag` is a well-formed BCP 47 tag, more or less: a language, and subtags of up to eight letters and digits.
fn is_language(tag: &str) -> bool {
    let mut length = 0;
    for byte in tag.bytes() {
        match byte {
            b'-' if length > 0 => length = 0,
            _ if byte.is_ascii_alphanumeric() && length < 8 => length += 1,
            _ => return false,
        }
    }
    length > 0 && (2..=35).contains(&tag.len())
}

const SPACE: &str = "\t\n\x0c\r ";
const SPACE_OR_SLASH: &str = "\t\n\x0c\r /";
const NAME_END: &str = "\t\n\x0c\r />";
const ATTRIBUTE_END: &str = "\t\n\x0c\r />=";
const VALUE_END: &str = "\t\n\x0c\r >";

/// What is still to be read.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose content is no markup, if one has just begun.
    raw: Option<&'a str>,
    /// How many characters of content that is no markup were skipped and may be missed.
    pub(super) dropped_characters: usize,
}

/// The tokens of `html`, first to last.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None, dropped_characters: 0 }
}

impl<'a> Tokens<'a> {
    /// The next one.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            self.skip_raw(name);
        }
        while !self.rest.is_empty() {
            let text_end = self.markup_start();
            if text_end > 0 {
                return Some(Token::Text(self.take(text_end)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }

    #[inline(never)]
    fn take(&mut self, length: usize) -> &'a str {
        step(length);
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    #[inline(never)]
    fn take_until(&mut self, ends: &str) -> &'a str {
        self.take(until(self.rest, ends))
    }

    /// Takes all of `skipped` that come next.
    #[inline(never)]
    fn take_all(&mut self, skipped: &str) -> &'a str {
        self.take(past(self.rest, skipped))
    }

    /// Passes over `word`, if it is next.
    #[inline(never)]
    fn skip(&mut self, word: &str) -> bool {
        let is_next = self.rest.starts_with(word);
        if is_next {
            self.take(word.len());
        }
        is_next
    }

    /// Where the next markup starts: a `<` followed by what can make it markup.
    fn markup_start(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match &bytes[at..] {
                [b'<', b'!' | b'?', ..] | [b'<', b'/', _, ..] => break,
                [b'<', first, ..] if first.is_ascii_alphabetic() => break,
                _ => at += 1,
            }
        }
        at
    }

    /// Reads what begins with `<`; `None` for a comment and its like.
    fn markup(&mut self) -> Option<Token<'a>> {
        self.take(1);
        if self.skip("!--") {
            self.skip_comment();
            return None;
        }
        let is_close = self.skip("/");
        if !self.rest.bytes().next()?.is_ascii_alphabetic() {
            self.take_until(">");
            self.skip(">");
            return None;
        }
        let tag = self.tag()?;
        if is_close {
            return Some(Token::Close(tag.name));
        }
        self.raw = is_raw(tag.name).then_some(tag.name);
        Some(Token::Open(tag))
    }

    /// Reads a tag up to and with `>`; `None` where the text ends first, for then it is no tag.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let name = self.take_until(NAME_END);
        let mut attributes = Vec::new();
        loop {
            let before = self.take_all(SPACE_OR_SLASH);
            if self.skip(">") {
                return Some(Tag { name, attributes, is_self_closing: before.ends_with("/") });
            }
            if self.rest.is_empty() {
                return None;
            }
            // A name may begin with `=`, but not hold one.
            let name = self.rest;
            let first = usize::from(self.skip("="));
            let length = first + self.take_until(ATTRIBUTE_END).len();
            self.take_all(SPACE);
            attributes.push((&name[..length], self.value()?));
        }
    }

    fn value(&mut self) -> Option<&'a str> {
        if !self.skip("=") {
            return Some("");
        }
        self.take_all(SPACE);
        for quote in ["\"", "'"] {
            if self.skip(quote) {
                let value = self.take_until(quote);
                return self.skip(quote).then_some(value);
            }
        }
        Some(self.take_until(VALUE_END))
    }

    /// Leaves out everything before the end tag of the raw element `name`.
    fn skip_raw(&mut self, name: &str) {
        let content = self.rest;
        loop {
            self.take_until("<");
            let after = self.rest.strip_prefix("</").unwrap_or_default();
            let is_end = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && until(&after[name.len()..], NAME_END) == 0;
            if is_end && after.len() > name.len() || !self.skip("<") {
                break;
            }
        }
        if is_missed_raw(name) {
            self.dropped_characters += visible(&content[..content.len() - self.rest.len()]);
        }
    }

    /// Leaves out the rest of a comment; `<!-->` and `<!--->` are whole ones.
    fn skip_comment(&mut self) {
        let comment = self.rest;
        loop {
            self.take_until(">");
            let before = &comment[..comment.len() - self.rest.len()];
            let is_end = matches!(before, "" | "-") || before.ends_with("--") || before.ends_with("--!");
            if !self.skip(">") || is_end {
                return;
            }
        }
    }
}

/// How many characters of `text` can be seen.
#[inline(never)]
pub(super) fn visible(text: &str) -> usize {
    step(text.len());
    text.chars().filter(|c| !c.is_whitespace()).count()
}
