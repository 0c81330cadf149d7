//! JSON as one tree, read by accessors: the same for text, for a JavaScript object and for every format.
//! It knows no format.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::Text;
use crate::model::search::{parted, whole};

/// How deep arrays and objects may stand in each other.
pub(super) const MAX_DEPTH: u32 = 64;
/// How many items of an array are read.
pub(super) const MAX_ITEMS: usize = 1_000;

/// Any JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, and what is absent.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Text),
    /// An array.
    List(Vec<Json>),
    /// An object, its members in the order given.
    Object(Vec<(Text, Json)>),
}

impl Json {
    /// Reads a value from any serde source: JSON text, or a JavaScript value.
    ///
    /// # Errors
    ///
    /// What the source says of its input, or that it is nested more than 64 deep.
    pub fn read<'de, D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Depth(MAX_DEPTH).deserialize(source)
    }

    /// The member `key` of an object; [`Json::Null`] where there is none.
    #[must_use]
    pub fn get(&self, key: &str) -> &Json {
        let Self::Object(members) = self else { return &Json::Null };
        // The last of equal keys counts, as in JSON.parse.
        members.iter().rev().find(|(name, _)| **name == *key).map_or(&Json::Null, |(_, value)| value)
    }

    /// The value at a path of keys parted by dots, `0` standing for an array's first item: `posts.0.title`.
    /// The empty path leads nowhere further.
    #[must_use]
    #[inline(never)]
    pub fn at(&self, path: &str) -> &Json {
        let (mut json, mut rest) = (self, path);
        while !rest.is_empty() {
            let (key, after) = parted(rest, b'.').unwrap_or((rest, ""));
            json = match json {
                Self::List(items) if key == "0" => items.first().unwrap_or(&Json::Null),
                json => json.get(key),
            };
            rest = after;
        }
        json
    }

    /// Whether this says nothing: `null`, `false`, white space, an array or object without members.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Null | Self::Bool(false) => true,
            Self::Text(text) => text.trim_ascii().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Bool(true) | Self::Number(_) => false,
        }
    }

    /// Whether this is `true`, also where it is written as a string.
    #[must_use]
    pub fn is_true(&self) -> bool {
        match self {
            Self::Bool(truth) => *truth,
            Self::Text(text) => &**text == "true",
            _ => false,
        }
    }

    /// Whether this is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The text of a string that isn't blank.
    #[must_use]
    pub fn as_text(&self) -> Option<Text> {
        match self {
            Self::Text(text) => match text.trim_ascii() {
                "" => None,
                trimmed if trimmed.len() == text.len() => Some(text.clone()),
                trimmed => Some(trimmed.into()),
            },
            _ => None,
        }
    }

    /// The text of a string; of anything else, none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// The text of the member `key`, as [`Json::as_text`] reads it.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Text> {
        self.get(key).as_text()
    }

    /// A whole number, also where it is written as a string.
    #[must_use]
    pub fn as_whole(&self) -> Option<u32> {
        match self {
            Self::Number(number) if *number >= 0.0 && *number <= f64::from(u32::MAX) => Some(*number as u32),
            Self::Text(text) => whole(text.trim_ascii()),
            _ => None,
        }
    }

    /// The items of an array, the first 1,000; a single value counts as an array of one, an absent one as empty.
    #[must_use]
    pub fn items(&self) -> &[Json] {
        match self {
            Self::Null => &[],
            Self::List(items) => &items[..items.len().min(MAX_ITEMS)],
            single => std::slice::from_ref(single),
        }
    }

    /// What kind of value this is, in words for a developer.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// Reads one value that may hold `.0` more levels.
#[derive(Clone, Copy)]
struct Depth(u32);

impl Depth {
    fn below<E: Error>(self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom("nested too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Json, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Json, A::Error> {
        let below = self.below()?;
        let mut items = Vec::new();
        while let Some(item) = source.next_element_seed(below)? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Json, A::Error> {
        let below = self.below()?;
        let mut members = Vec::new();
        while let Some(key) = source.next_key_seed(below)? {
            match key {
                Json::Text(key) => members.push((key, source.next_value_seed(below)?)),
                _ => drop(source.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Json::Object(members))
    }
}
