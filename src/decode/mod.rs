//! Turns JSON into an [`Article`], or says why it is none.
//! Only this module knows JSON; it knows no browser.

mod contact;
mod json;
mod link;
mod moment;
mod native;

use std::fmt;
use std::rc::Rc;

pub use json::Json;

use crate::model::{Article, Story};
use link::Base;

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
/// # Errors
///
/// [`DecodeError::Empty`] for `null` and other nothings, [`DecodeError::Unknown`] for JSON that is no article.
pub fn decode(json: &Json, src: &str) -> Result<Decoded, DecodeError> {
    let is_nothing = match json {
        Json::Null => true,
        Json::Text(text) => text.trim().is_empty(),
        Json::List(items) => items.is_empty(),
        Json::Object(members) => members.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    };
    if is_nothing {
        return Err(DecodeError::Empty);
    }
    let mut warnings = Vec::new();
    match native::article(json, &Base(src.to_owned()), &mut warnings) {
        Some(article) => Ok(Decoded { article, format: Format::Native, warnings }),
        None => Err(DecodeError::Unknown(json.kind())),
    }
}

/// Turns a list document into its stories.
///
/// # Errors
///
/// [`DecodeError::Unknown`] for JSON that is no list.
pub fn decode_stories(json: &Json, src: &str) -> Result<Rc<[Story]>, DecodeError> {
    native::stories(json, &Base(src.to_owned())).ok_or_else(|| DecodeError::Unknown(json.kind()))
}

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own.
    Native,
}

impl Format {
    /// The format's name, as events give it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "dateline/1",
        }
    }
}

/// Something untidy that doesn't stop the story; its text speaks to the publisher's developer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning(pub String);

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
    Unknown(&'static str),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the answer is empty"),
            Self::Syntax(cause) => {
                f.write_str("not JSON: ")?;
                f.write_str(cause)
            }
            Self::Unknown(shape) => {
                f.write_str("no article with a headline, but ")?;
                f.write_str(shape)
            }
        }
    }
}

impl std::error::Error for DecodeError {}
