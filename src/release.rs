//! What a widget knows of the release it came in: the script's address, and the language files beside it.

use crate::wording::is_same_language;

/// A release folder, as its own script sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The absolute URL of the script.
    pub script: String,
    /// The language files that can be had.
    pub languages: Vec<LanguageFile>,
}

/// The labels in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageFile {
    /// BCP 47 language of the labels.
    pub language: String,
    /// The file's absolute URL.
    pub url: String,
    /// What its content must be, as in the attribute `integrity`.
    pub integrity: String,
}

impl Release {
    /// The language file for readers of the BCP 47 language `tag`, and its place.
    #[must_use]
    pub fn find(&self, tag: &str) -> Option<(usize, &LanguageFile)> {
        self.languages.iter().enumerate().find(|(_, file)| is_same_language(&file.language, tag))
    }

    /// The tag that puts the article at `src` on another page; none where an address can't stand in a tag.
    #[must_use]
    pub fn snippet(&self, src: &str) -> Option<String> {
        let (script, src) = (attribute(&self.script)?, attribute(src)?);
        Some(["<script async src=\"", &script, "\" data-src=\"", &src, "\"></script>"].concat())
    }
}

/// An address as it stands in a tag, where it can.
fn attribute(url: &str) -> Option<String> {
    let mut text = String::new();
    for character in url.chars() {
        match character {
            // A URL parser leaves none of them.
            '"' | '<' | '>' => return None,
            '&' => text.push_str("&amp;"),
            _ => text.push(character),
        }
    }
    url.starts_with("http").then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{LanguageFile, Release};

    fn release() -> Release {
        let file =
            |language: &str| LanguageFile { language: language.into(), url: String::new(), integrity: String::new() };
        Release { script: "https://cdn.example/dateline.js".into(), languages: vec![file("de"), file("pt")] }
    }

    #[test]
    fn a_region_has_the_file_of_its_language() {
        assert_eq!(release().find("pt-BR").map(|(at, _)| at), Some(1));
        assert_eq!(release().find("nl"), None);
    }

    #[test]
    fn the_snippet_is_a_tag() {
        let expected = r#"<script async src="https://cdn.example/dateline.js" data-src="https://news.example/a?b&amp;c"></script>"#;
        assert_eq!(release().snippet("https://news.example/a?b&c").as_deref(), Some(expected));
        assert_eq!(release().snippet("data:application/json,{}"), None);
    }
}
