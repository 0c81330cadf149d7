//! The words of the page that are ours, in one language.
//! English is always there; the others are made from `languages/`, one file each.

use std::rc::Rc;

use yew::AttrValue;

use crate::decode::Json;
use crate::model::search::{parted, parts};
use crate::model::{Direction, Text};

include!(concat!(env!("OUT_DIR"), "/labels.rs"));

/// All labels in one language. A `{}` in one stands for the name that belongs there.
#[derive(Debug, PartialEq, Eq)]
pub struct Labels {
    language: Text,
    /// In the order of [`Label`].
    words: Vec<AttrValue>,
}

impl Labels {
    /// The labels that are always there.
    #[must_use]
    pub fn english() -> Self {
        Self { language: "en".into(), words: parts(ENGLISH, b'\n').map(AttrValue::Static).collect() }
    }

    /// Labels from a language file: an array of all of them, in the order of [`Label`].
    #[must_use]
    pub fn read(language: &str, json: &Json) -> Option<Self> {
        let mut words = Vec::new();
        for item in json.items() {
            words.push(AttrValue::Rc(item.as_text()?));
        }
        (words.len() == COUNT).then(|| Self { language: language.into(), words })
    }

    /// The labels for readers of the BCP 47 language `tag`, where we have them.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn of_language(tag: &str) -> Option<Self> {
        let (name, words) = TRANSLATED.iter().find(|(name, _)| is_same_language(name, tag))?;
        Some(Self { language: (*name).into(), words: words.iter().map(|text| AttrValue::Static(text)).collect() })
    }

    /// BCP 47 language of the labels.
    #[must_use]
    pub fn language(&self) -> &Text {
        &self.language
    }

    /// The direction in which they are written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::of_language(&self.language)
    }

    /// One of them, ready for markup.
    #[must_use]
    pub fn get(&self, label: Label) -> AttrValue {
        self.words[label as usize].clone()
    }

    /// One of them with `name` in its place.
    #[must_use]
    pub fn with(&self, label: Label, name: &str) -> AttrValue {
        let text = self.get(label);
        // By characters: looking for a text brings 1.5 KB of code.
        let (before, after) = parted(&text, b'{').unwrap_or((&text, ""));
        [before, name, after.strip_prefix("}").unwrap_or(after)].concat().into()
    }
}

/// Labels that components share.
pub type SharedLabels = Rc<Labels>;

/// Whether two BCP 47 tags begin with the same language.
#[must_use]
pub(crate) fn is_same_language(this: &str, other: &str) -> bool {
    primary(this).eq_ignore_ascii_case(primary(other))
}

fn primary(tag: &str) -> &str {
    &tag[..tag.bytes().position(|byte| byte == b'-').unwrap_or(tag.len())]
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Labels, TRANSLATED};

    /// The languages that readers are promised.
    const PROMISED: [&str; 12] = ["ar", "de", "en", "es", "fr", "hi", "id", "ja", "pt", "ru", "ur", "zh"];

    #[test]
    fn every_promised_language_is_there() {
        let names: Vec<_> = TRANSLATED.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, PROMISED);
    }

    #[test]
    fn every_label_is_translated_and_keeps_its_place_for_a_name() {
        for (name, texts) in TRANSLATED {
            for (english, text) in ENGLISH.lines().zip(texts) {
                assert!(!text.trim().is_empty(), "{name}: {english}");
                assert_eq!(text.matches("{}").count(), english.matches("{}").count(), "{name}: {text}");
            }
        }
    }

    #[test]
    fn a_region_has_the_labels_of_its_language() {
        let language = |tag| Labels::of_language(tag).map(|labels| labels.language().to_string());
        assert_eq!(language("pt-BR").as_deref(), Some("pt"));
        assert_eq!(language("ZH-Hant").as_deref(), Some("zh"));
        assert_eq!(language("nl"), None);
    }
}
