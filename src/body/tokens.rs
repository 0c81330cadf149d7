//! HTML text to tags and text, after the tokenizer of the HTML standard.
//! It knows neither nesting nor meaning.

use super::elements::Kind;
use super::entities;

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
}

impl Tag<'_> {
    /// The value of an attribute, if it is there and not blank.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        let value = entities::resolve(value, true);
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// An attribute's whole number, if it is one between 1 and `most`.
    pub(super) fn number(&self, name: &str, most: u32) -> Option<u32> {
        self.attribute(name)?.parse().ok().filter(|number| (1..=most).contains(number))
    }
}

/// What is still to be read.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose content is no markup, if one has just begun.
    raw: Option<&'a str>,
}

/// The tokens of `html`, first to last.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
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
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Where the next markup starts: a `<` followed by what can make it markup.
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
    fn markup(&mut self) -> Option<Token<'a>> {
        self.take(1);
        if let Some(comment) = self.rest.strip_prefix("!--") {
            self.rest = after_comment(comment);
            return None;
        }
        let is_close = self.rest.starts_with('/');
        self.take(usize::from(is_close));
        if !self.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.take(self.rest.find('>').map_or(self.rest.len(), |end| end + 1));
            return None;
        }
        let name = self.take_until(is_tag_delimiter);
        let attributes = self.attributes()?;
        if is_close {
            return Some(Token::Close(name));
        }
        self.raw = Kind::of(name).is_raw().then_some(name);
        Some(Token::Open(Tag { name, attributes }))
    }

    fn take_until(&mut self, is_end: impl Fn(u8) -> bool) -> &'a str {
        self.take(self.rest.bytes().position(is_end).unwrap_or(self.rest.len()))
    }

    /// Reads attributes up to and with `>`; `None` where the text ends first, for then the tag is no tag.
    fn attributes(&mut self) -> Option<Vec<(&'a str, &'a str)>> {
        let mut attributes = Vec::new();
        loop {
            self.take_until(|byte| !is_space(byte) && byte != b'/');
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
            let length = self.take_until(|byte| is_tag_delimiter(byte) || byte == b'=').len();
            let name = &before[..first + length];
            self.take_until(|byte| !is_space(byte));
            attributes.push((name, self.value()?));
        }
    }

    fn value(&mut self) -> Option<&'a str> {
        if !self.rest.starts_with('=') {
            return Some("");
        }
        self.take(1);
        self.take_until(|byte| !is_space(byte));
        match self.rest.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                self.take(1);
                let value = self.take_until(|byte| byte == *quote);
                (!self.rest.is_empty()).then(|| {
                    self.take(1);
                    value
                })
            }
            _ => Some(self.take_until(|byte| is_space(byte) || byte == b'>')),
        }
    }

    /// Leaves out everything before the end tag of the raw element `name`.
    fn skip_raw(&mut self, name: &str) {
        while !self.rest.is_empty() {
            self.take_until(|byte| byte == b'<');
            let after = self.rest.strip_prefix("</").unwrap_or_default();
            let is_end = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && after.as_bytes().get(name.len()).is_some_and(|byte| is_tag_delimiter(*byte));
            if is_end {
                return;
            }
            self.take(usize::from(!self.rest.is_empty()));
        }
    }
}

/// What comes behind a comment; `<!-->` and `<!--->` are whole ones.
fn after_comment(comment: &str) -> &str {
    let ends = |rest: &'_ str| -> Option<usize> {
        let rest = rest.trim_start_matches('-');
        ["!>", ">"].into_iter().find(|end| rest.starts_with(end)).map(|end| rest.len() - end.len())
    };
    if let Some(left) = ends(comment).filter(|_| comment.starts_with(['>', '-'])) {
        return &comment[comment.len() - left..];
    }
    let end = comment.match_indices('-').find_map(|(at, _)| {
        let rest = &comment[at..];
        if rest.starts_with("--") { ends(rest) } else { None }
    });
    &comment[comment.len() - end.unwrap_or(0)..]
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn is_tag_delimiter(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}
