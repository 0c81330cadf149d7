//! HTML text to tags and text, after the tokenizer of the HTML standard.
//! It knows neither nesting nor meaning.

use super::entities;

/// One piece of markup.
#[derive(Debug, PartialEq)]
pub(super) enum Token {
    /// Characters, their references resolved.
    Text(String),
    /// `<name …>`, the name in lower case.
    Open { name: String, attributes: Vec<(String, String)> },
    /// `</name>`, the name in lower case.
    Close { name: String },
}

/// Elements whose content is text up to their own end tag, whatever it looks like.
const RAW: [&str; 10] =
    ["script", "style", "iframe", "noembed", "noframes", "noscript", "title", "textarea", "xmp", "plaintext"];

/// The tokens of `html`, first to last.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None }
}

/// What is still to be read.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<String>,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                self.skip_raw(&name);
                continue;
            }
            let text_end = markup_start(self.rest).unwrap_or(self.rest.len());
            if text_end > 0 {
                let (text, rest) = self.rest.split_at(text_end);
                self.rest = rest;
                return Some(Token::Text(entities::resolve(text)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
    }
}

impl Tokens<'_> {
    /// Reads what begins with `<`; `None` for a comment and its like.
    fn markup(&mut self) -> Option<Token> {
        let after = &self.rest[1..];
        if let Some(comment) = after.strip_prefix("!--") {
            // `<!-->` and `<!--->` are whole comments.
            let end = match comment {
                _ if comment.starts_with('>') => 1,
                _ if comment.starts_with("->") => 2,
                _ => comment
                    .match_indices("--")
                    .find_map(|(at, _)| {
                        let after = comment[at + 2..].trim_start_matches('-');
                        let end = after.strip_prefix('>').or_else(|| after.strip_prefix("!>"))?;
                        Some(comment.len() - end.len())
                    })
                    .unwrap_or(comment.len()),
            };
            self.rest = &comment[end..];
            return None;
        }
        if after.starts_with(['!', '?']) || !after.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.rest = after.split_once('>').map_or("", |(_, rest)| rest);
            return None;
        }
        let is_close = after.starts_with('/');
        let name_start = if is_close { &after[1..] } else { after };
        let name_end = name_start.find(is_tag_delimiter).unwrap_or(name_start.len());
        let (name, rest) = name_start.split_at(name_end);
        let name = name.to_ascii_lowercase();
        self.rest = rest;
        let attributes = self.attributes()?;
        if is_close {
            return Some(Token::Close { name });
        }
        if RAW.contains(&&*name) {
            self.raw = Some(name.clone());
        }
        Some(Token::Open { name, attributes })
    }

    /// Reads attributes up to and with `>`; `None` where the text ends first, for then the tag is no tag.
    fn attributes(&mut self) -> Option<Vec<(String, String)>> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| is_space(c) || c == '/');
            if self.rest.is_empty() {
                return None;
            }
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Some(attributes);
            }
            // A name may begin with `=`, but not hold one.
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let end = self.rest[first..]
                .find(|c: char| is_tag_delimiter(c) || c == '=')
                .map_or(self.rest.len(), |at| first + at);
            let (name, rest) = self.rest.split_at(end);
            let name = name.to_ascii_lowercase();
            self.rest = rest;
            let value = self.attribute_value()?;
            if is_wanted(&name) && attributes.iter().all(|(other, _)| *other != name) {
                attributes.push((name, entities::resolve_in_attribute(value)));
            }
        }
    }

    fn attribute_value(&mut self) -> Option<&str> {
        let rest = self.rest;
        let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else {
            return Some("");
        };
        let value = value.trim_start_matches(is_space);
        for quote in ['"', '\''] {
            if let Some(quoted) = value.strip_prefix(quote) {
                let Some((value, rest)) = quoted.split_once(quote) else {
                    self.rest = "";
                    return None;
                };
                self.rest = rest;
                return Some(value);
            }
        }
        let end = value.find(|c| is_space(c) || c == '>').unwrap_or(value.len());
        let (value, rest) = value.split_at(end);
        self.rest = rest;
        Some(value)
    }

    /// Leaves out everything before the end tag of the raw element `name`.
    fn skip_raw(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some((_, after)) = rest.split_once("</") {
            let is_end = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && after[name.len()..].starts_with(is_tag_delimiter);
            if is_end {
                self.rest = &self.rest[self.rest.len() - after.len() - 2..];
                return;
            }
            rest = after;
        }
        self.rest = "";
    }
}

/// Where the next markup starts: a `<` followed by what can make it markup.
fn markup_start(text: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        let after = &text[at + 1..];
        let after_slash = after.strip_prefix('/');
        after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?')
            || after_slash.is_some_and(|rest| !rest.is_empty())
    })
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ')
}

fn is_tag_delimiter(c: char) -> bool {
    is_space(c) || matches!(c, '/' | '>')
}

/// The attributes that mean something to us; all others are dropped at the door.
fn is_wanted(name: &str) -> bool {
    matches!(
        name,
        "href" | "src" | "alt" | "width" | "height" | "title" | "start" | "colspan" | "rowspan" | "srcset" | "cite"
    )
}
