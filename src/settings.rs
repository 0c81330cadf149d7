//! How an article is to be shown: the element's attributes and the components' props, as types.
//! It knows neither the page nor the story.

use crate::model::List;
use crate::model::search::{parts, place, whole, word};

/// How much of the article is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// All of it.
    #[default]
    Full,
    /// Headline, summary, byline, a small image and a link.
    Compact,
    /// The image, the headline as the link, and the byline.
    Card,
}

/// Their names in attributes, in their order.
const VARIANTS: &str = "full compact card";

impl Variant {
    /// Reads an attribute's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        [Self::Full, Self::Compact, Self::Card].get(place(VARIANTS, value)?).copied()
    }

    /// The attribute's value.
    #[must_use]
    pub fn name(self) -> &'static str {
        word(VARIANTS, self as usize)
    }
}

/// Dark on light, or light on dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the page's `color-scheme` says, else as the reader prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Their names in attributes, in their order.
const THEMES: &str = "auto light dark";

impl Theme {
    /// Reads an attribute's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark].get(place(THEMES, value)?).copied()
    }

    /// The attribute's value.
    #[must_use]
    pub fn name(self) -> &'static str {
        word(THEMES, self as usize)
    }
}

/// Where a followed link opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkTarget {
    /// In a tab of its own.
    #[default]
    Blank,
    /// In place of the page.
    Itself,
    /// In place of the outermost page.
    Top,
}

/// Their names in attributes, in their order.
const TARGETS: &str = "_blank _self _top";

impl LinkTarget {
    /// Reads an attribute's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        [Self::Blank, Self::Itself, Self::Top].get(place(TARGETS, value)?).copied()
    }

    /// The attribute's value.
    #[must_use]
    pub fn name(self) -> &'static str {
        word(TARGETS, self as usize)
    }
}

/// How often the article is asked for again, in seconds; never, unless it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refresh(u32);

impl Refresh {
    /// Shorter pauses would be a burden for publishers.
    const SHORTEST: u32 = 30;

    /// Takes a pause of at least 30 seconds.
    #[must_use]
    pub fn new(seconds: u32) -> Option<Self> {
        (seconds >= Self::SHORTEST).then_some(Self(seconds))
    }

    /// Reads an attribute's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        Self::new(whole(value)?)
    }

    /// The pause in seconds; none where the article isn't asked for again.
    #[must_use]
    pub fn seconds(self) -> Option<u32> {
        Some(self.0).filter(|seconds| *seconds > 0)
    }
}

/// The level of the headline, 1 to 6; subheads are below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// Takes a level from 1 to 6.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (1..=6).contains(&level).then_some(Self(level))
    }

    /// Reads an attribute's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        match value.as_bytes() {
            [digit @ b'1'..=b'6'] => Some(Self(digit - b'0')),
            _ => None,
        }
    }

    /// The element's name, `steps` levels below this one but never below `h6`.
    #[must_use]
    pub(crate) fn element(self, steps: u8) -> &'static str {
        word("h1 h2 h3 h4 h5 h6", usize::from(self.0.saturating_add(steps).min(6) - 1))
    }
}

impl Default for HeadingLevel {
    fn default() -> Self {
        Self(2)
    }
}

/// The zone in which times are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TimeZone {
    /// The publisher's, as the article gives it.
    #[default]
    Publisher,
    /// The reader's own.
    Reader,
    /// An IANA zone: `Asia/Kolkata`.
    Named(String),
}

impl TimeZone {
    /// Reads an attribute's value; whether a named zone exists shows when it is used.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        match value {
            "publisher" => Some(Self::Publisher),
            "reader" => Some(Self::Reader),
            name => {
                let is_name = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte));
                is_name.then(|| Self::Named(name.to_owned()))
            }
        }
    }
}

/// One part of the page that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the contract's, and say it")]
pub enum Section {
    Menu,
    Headline,
    Summary,
    Byline,
    Image,
    Tags,
    Body,
    Credit,
    Corrections,
    Share,
    Trending,
    Opinion,
    Videos,
    Latest,
    Connect,
    Feedback,
    Newsletter,
    Footer,
}

/// The sections' names in attributes, in the order of [`Section`].
const SECTION_NAMES: &str = "menu headline summary byline image tags body credit corrections share trending opinion \
    videos latest connect feedback newsletter footer";

/// Which sections are shown, where they have content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sections(u32);

impl Sections {
    /// Just these sections.
    #[must_use]
    pub fn only(sections: &[Section]) -> Self {
        Self(sections.iter().fold(0, |set, section| set | 1 << *section as u32))
    }

    /// Reads an attribute's value, names between spaces.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let mut set = 0;
        for name in parts(value, b' ').filter(|name| !name.is_empty()) {
            set |= 1 << place(SECTION_NAMES, name)?;
        }
        Some(Self(set))
    }

    /// Whether `section` is among them.
    #[must_use]
    pub fn contains(self, section: Section) -> bool {
        self.0 & 1 << section as u32 != 0
    }
}

impl Default for Sections {
    /// All but the menu.
    fn default() -> Self {
        Self(!(1 << Section::Menu as u32))
    }
}

impl From<List> for Section {
    fn from(list: List) -> Self {
        match list {
            List::Trending => Self::Trending,
            List::Opinion => Self::Opinion,
            List::Videos => Self::Videos,
            List::Latest => Self::Latest,
        }
    }
}

/// All of it together; plain data that two renders can compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How much of the article is shown.
    pub variant: Variant,
    /// Dark on light, or light on dark.
    pub theme: Theme,
    /// Which sections are shown.
    pub sections: Sections,
    /// The level of the headline.
    pub heading_level: HeadingLevel,
    /// Where a followed link opens.
    pub link_target: LinkTarget,
}

impl Settings {
    /// Whether a list has a place: only the full variant has room for any.
    #[must_use]
    pub(crate) fn shows(&self, list: List) -> bool {
        self.variant == Variant::Full && self.sections.contains(list.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{SECTION_NAMES, Section, Sections, word};

    #[test]
    fn names_stand_in_the_order_of_the_sections() {
        assert_eq!(word(SECTION_NAMES, Section::Menu as usize), "menu");
        assert_eq!(word(SECTION_NAMES, Section::Trending as usize), "trending");
        assert_eq!(word(SECTION_NAMES, Section::Footer as usize), "footer");
    }

    #[test]
    fn unknown_section_spoils_the_value() {
        let picked = Sections::only(&[Section::Headline, Section::Body]);
        assert_eq!(Sections::parse("headline  body"), Some(picked));
        assert_eq!(Sections::parse("headline weather"), None);
    }
}
