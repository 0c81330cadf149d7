//! What JSON looks like that is no article: the words of an error.

use super::json::Json;
use super::{DecodeError, Format};
use crate::model::search::start;

/// How many keys an error names.
const MAX_KEYS: usize = 8;
/// How long a source's own words may be, in bytes.
const MAX_WORDS: usize = 200;

/// An error for a document of no format we know.
pub(super) fn unknown(json: &Json) -> DecodeError {
    /// Whose answers these are, the path of what they say, and a path that must not be blank either.
    const ANSWERS: [(&str, &str, &str); 5] = [
        ("a WordPress error: ", "code", "data.status"),
        ("a Ghost error: ", "errors.0.message", "errors.0.type"),
        ("an error of the Guardian's: ", "response.message", "response.status"),
        ("a Drupal document of the type ", "data.type", "data.attributes"),
        ("Drupal documents of the type ", "data.0.type", "data.0.attributes"),
    ];
    for (whose, path, sign) in &ANSWERS {
        let words = json.at(path).as_str();
        if !words.is_empty() && !json.at(sign).is_blank() {
            return DecodeError::Unknown([*whose, start(words, MAX_WORDS)].concat());
        }
    }
    DecodeError::Unknown(shape(json))
}

/// An error for a document of a format we know, in which no entry has a headline.
pub(super) fn without_headline(json: &Json, format: Format) -> DecodeError {
    DecodeError::Unknown(["what looks like ", format.name(), ": ", &shape(json)].concat())
}

/// A value's kind, and the keys of an object or of an array's first one.
fn shape(json: &Json) -> String {
    let mut shape = json.kind().to_owned();
    let Json::Object(members) = super::probe(json) else { return shape };
    let mut separator = if let Json::List(_) = json { " of objects with the keys " } else { " with the keys " };
    for (key, _) in members.iter().take(MAX_KEYS) {
        shape.push_str(separator);
        shape.push_str(start(key, MAX_WORDS));
        separator = ", ";
    }
    if members.len() > MAX_KEYS {
        shape.push_str(", …");
    }
    shape
}
