//! HTML text to tags and text, after the tokenizer of the HTML standard.
//! It knows neither nesting nor meaning.

use super::elements::rawness;
use super::{entities, step};
use crate::model::search::{until, whole};
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
    #[inline(never)]
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        step(self.attributes.len());
        let (_, value) = self.attributes.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        let value = entities::resolve(value, true);
        let trimmed = value.trim_ascii();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// An attribute's whole number, 0 or more, with or without its unit.
    #[inline(never)]
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        let value = self.attribute(name)?;
        whole(value.strip_suffix("px").unwrap_or(&value))
    }

    /// The language and the direction of what stands in the element.
    #[inline(never)]
    pub(super) fn tongue(&self) -> Option<Tongue> {
        let language = self.attribute("lang").filter(|tag| is_language(tag)).map(Into::into);
        let direction = self.attribute("dir").and_then(|dir| {
            let is = |name: &str| dir.eq_ignore_ascii_case(name);
            match () {
                () if is("ltr") => Some(Direction::LeftToRight),
                () if is("rtl") => Some(Direction::RightToLeft),
                () => None,
            }
        });
        (language.is_some() || direction.is_some()).then_some(Tongue { language, direction })
    }
}

/// Whether `tag` could be a BCP 47 tag: letters and digits, joined by hyphens.
fn is_language(tag: &str) -> bool {
    let is_of_tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (2..=35).contains(&tag.len()) && tag.bytes().all(is_of_tag)
}

/// What is still to be read.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose content is no markup, if one has just begun, and whether that may be missed.
    raw: Option<(&'a str, bool)>,
    /// How many characters of content that is no markup were skipped and may be missed.
    pub(super) dropped_characters: usize,
}

/// The tokens of `html`, first to last.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None, dropped_characters: 0 }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<Token<'a>> {
        if let Some((name, is_missed)) = self.raw.take() {
            self.skip_raw(name, is_missed);
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
}

impl<'a> Tokens<'a> {
    #[inline(never)]
    fn take(&mut self, length: usize) -> &'a str {
        step(length);
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Where the next markup starts: a `<` followed by what can make it markup.
    #[inline(never)]
    fn markup_start(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let is_markup = |at: &usize| {
            let after = &bytes[*at + 1..];
            bytes[*at] == b'<'
                && match after {
                    [b'!' | b'?', ..] | [b'/', _, ..] => true,
                    [first, ..] => first.is_ascii_alphabetic(),
                    [] => false,
                }
        };
        (0..bytes.len()).find(is_markup).unwrap_or(bytes.len())
    }

    /// Reads what begins with `<`; `None` for a comment and its like.
    #[inline(never)]
    fn markup(&mut self) -> Option<Token<'a>> {
        self.take(1);
        if self.rest.starts_with("!--") {
            self.take(3);
            self.skip_comment();
            return None;
        }
        let is_close = self.rest.starts_with("/");
        self.take(usize::from(is_close));
        if !self.rest.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.take((until(self.rest, ">") + 1).min(self.rest.len()));
            return None;
        }
        let name = self.take_until(&is_tag_delimiter);
        let all = self.rest;
        let attributes = self.attributes()?;
        let is_self_closing = all[..all.len() - self.rest.len()].ends_with("/>");
        if is_close {
            return Some(Token::Close(name));
        }
        self.raw = rawness(name).map(|is_missed| (name, is_missed));
        Some(Token::Open(Tag { name, attributes, is_self_closing }))
    }

    #[inline(never)]
    fn take_until(&mut self, is_end: &dyn Fn(u8) -> bool) -> &'a str {
        self.take(self.rest.bytes().position(is_end).unwrap_or(self.rest.len()))
    }

    /// Reads attributes up to and with `>`; `None` where the text ends first, for then the tag is no tag.
    #[inline(never)]
    fn attributes(&mut self) -> Option<Vec<(&'a str, &'a str)>> {
        let mut attributes = Vec::new();
        loop {
            self.take_until(&|byte| !is_space(byte) && byte != b'/');
            if self.rest.is_empty() {
                return None;
            }
            if self.rest.starts_with('>') {
                self.take(1);
                return Some(attributes);
            }
            // A name may begin with `=`, but not hold one.
            let before = self.rest;
            let first = usize::from(before.starts_with('='));
            self.take(first);
            let length = self.take_until(&|byte| is_tag_delimiter(byte) || byte == b'=').len();
            let name = &before[..first + length];
            self.take_until(&|byte| !is_space(byte));
            attributes.push((name, self.value()?));
        }
    }

    #[inline(never)]
    fn value(&mut self) -> Option<&'a str> {
        if !self.rest.starts_with('=') {
            return Some("");
        }
        self.take(1);
        self.take_until(&|byte| !is_space(byte));
        match self.rest.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                self.take(1);
                let value = self.take_until(&|byte| byte == *quote);
                (!self.rest.is_empty()).then(|| {
                    self.take(1);
                    value
                })
            }
            _ => Some(self.take_until(&|byte| is_space(byte) || byte == b'>')),
        }
    }

    /// Leaves out everything before the end tag of the raw element `name`.
    #[inline(never)]
    fn skip_raw(&mut self, name: &str, is_missed: bool) {
        let content = self.rest;
        while !self.rest.is_empty() {
            self.take_until(&|byte| byte == b'<');
            let after = self.rest.strip_prefix("</").unwrap_or_default();
            let is_end = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && after.as_bytes().get(name.len()).is_some_and(|byte| is_tag_delimiter(*byte));
            if is_end {
                break;
            }
            self.take(usize::from(!self.rest.is_empty()));
        }
        if is_missed {
            self.dropped_characters += visible(&content[..content.len() - self.rest.len()]);
        }
    }

    /// Leaves out the rest of a comment; `<!-->` and `<!--->` are whole ones.
    #[inline(never)]
    fn skip_comment(&mut self) {
        let comment = self.rest;
        while !self.rest.is_empty() {
            self.take_until(&|byte| byte == b'>');
            let before = &comment[..comment.len() - self.rest.len()];
            self.take(usize::from(!self.rest.is_empty()));
            if matches!(before, "" | "-") || before.ends_with("--") || before.ends_with("--!") {
                return;
            }
        }
    }
}

/// How many characters of `text` can be seen.
#[inline(never)]
pub(super) fn visible(text: &str) -> usize {
    step(text.len());
    // Every character has one byte that continues none.
    text.bytes().filter(|byte| *byte > b' ' && (*byte as i8) >= -64).count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn is_tag_delimiter(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}
