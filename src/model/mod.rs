//! The story as plain data: what every other module speaks of.
//! It knows no JSON, no Yew and no browser.

mod image;
mod link;
mod publisher;
pub(crate) mod search;
mod story;
mod text;
mod timestamp;

use std::rc::Rc;

pub use image::{Image, Source, SourceType};
pub use link::WebLink;
pub use publisher::{Contact, Feedback, LinkGroup, Newsletter, Publisher, Social};
pub(crate) use story::arranged;
pub use story::{List, Story, StoryKind, StoryList};
pub use text::{Block, Cell, Inline, ListItem, Mark, Row, Table, Tongue};
pub use timestamp::Timestamp;

use search::{is_listed, parts, position};

/// A run of text, shared between the JSON it came from and the nodes it ends in.
pub type Text = Rc<str>;

/// One whole story; only the headline is certain.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The title.
    pub headline: Headline,
    /// One or two sentences under the headline.
    pub summary: Option<Text>,
    /// The story's canonical page.
    pub url: Option<WebLink>,
    /// BCP 47 language of the story.
    pub language: Option<Text>,
    /// The direction the publisher states; [`Article::direction`] fills in for a missing one.
    pub stated_direction: Option<Direction>,
    /// Who wrote it, in the publisher's order.
    pub byline: Vec<Name>,
    /// Where the story was filed.
    pub place: Option<Text>,
    /// IANA name of the publisher's time zone.
    pub time_zone: Option<Text>,
    /// When the story was first published.
    pub created: Option<Timestamp>,
    /// When the story was last changed.
    pub updated: Option<Timestamp>,
    /// The picture over the body.
    pub image: Option<Image>,
    /// Standing text bound to the image: AI-made, illustrative.
    pub disclaimer: Option<Text>,
    /// The countries the story is about.
    pub countries: Vec<Name>,
    /// The story's topics.
    pub tags: Vec<Name>,
    /// The body copy, block by block.
    pub body: Vec<Block>,
    /// Whether the body's end is missing, because it was longer than we read.
    pub is_cut: bool,
    /// Who else supplied the story: `(With inputs from agencies.)`.
    pub credit: Option<Text>,
    /// Copyright and terms of use.
    pub rights: Option<Text>,
    /// What was wrong in earlier versions.
    pub corrections: Vec<Correction>,
    /// Whether the publisher lets the story be shown at all.
    pub status: Status,
    /// Before this moment the story isn't shown.
    pub embargoed: Option<Timestamp>,
    /// After this moment the story isn't shown.
    pub expires: Option<Timestamp>,
    /// The stories beside it, in the order of [`List`]; [`Article::list`] finds one by name.
    pub lists: [StoryList; 4],
    /// Who publishes it.
    pub publisher: Option<Publisher>,
}

impl Article {
    /// An article that has a headline and nothing else.
    #[must_use]
    pub fn new(headline: Headline) -> Self {
        Self {
            headline,
            summary: None,
            url: None,
            language: None,
            stated_direction: None,
            byline: Vec::new(),
            place: None,
            time_zone: None,
            created: None,
            updated: None,
            image: None,
            disclaimer: None,
            countries: Vec::new(),
            tags: Vec::new(),
            body: Vec::new(),
            is_cut: false,
            credit: None,
            rights: None,
            corrections: Vec::new(),
            status: Status::Usable,
            embargoed: None,
            expires: None,
            lists: Default::default(),
            publisher: None,
        }
    }

    /// One of the lists beside the story.
    #[must_use]
    pub fn list(&self, list: List) -> &StoryList {
        &self.lists[list as usize]
    }

    /// The direction of the story's text: as stated, else as its language is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.stated_direction
            .unwrap_or_else(|| self.language.as_deref().map_or(Direction::LeftToRight, Direction::of_language))
    }

    /// When the story was last changed, where that is later than its publication or all we know.
    #[must_use]
    pub fn later_update(&self) -> Option<&Timestamp> {
        match (&self.created, &self.updated) {
            (Some(created), Some(updated)) if !updated.is_after(created) => None,
            (_, updated) => updated.as_ref(),
        }
    }
}

/// A title that isn't blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline(Text);

impl Headline {
    /// Takes `text` as a headline, unless it is blank.
    #[must_use]
    pub fn new(text: Text) -> Option<Self> {
        (!text.trim_ascii().is_empty()).then_some(Self(text))
    }

    /// The title's text.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.0
    }
}

/// Which way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As in Latin script.
    LeftToRight,
    /// As in Arabic and Hebrew script.
    RightToLeft,
}

impl Direction {
    /// The direction in which the BCP 47 language `tag` is usually written.
    #[must_use]
    pub fn of_language(tag: &str) -> Self {
        const LANGUAGES: &str = "ar arc ckb dv fa he ks ps sd ug ur yi";
        const SCRIPTS: &str = "arab hebr nkoo syrc thaa";
        let mut subtags = parts(tag, b'-');
        let language = subtags.next().unwrap_or_default();
        let is_right_to_left = match subtags.find(|subtag| subtag.len() == 4) {
            Some(script) => is_listed(SCRIPTS, script),
            None => is_listed(LANGUAGES, language),
        };
        if is_right_to_left { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// The direction that a `dir` attribute of this value states.
    #[must_use]
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match position("ltr rtl", name)? {
            0 => Some(Self::LeftToRight),
            _ => Some(Self::RightToLeft),
        }
    }

    /// The value of a `dir` attribute.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// A name, and where more of it is found: an author, a country, a topic, an entry of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name as printed.
    pub name: Text,
    /// Its page.
    pub url: Option<WebLink>,
    /// BCP 47 language of the name and its page, where it is stated: an edition's.
    pub language: Option<Text>,
}

/// What was wrong, and since when it is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// When the correction was made.
    pub date: Option<Timestamp>,
    /// What was corrected.
    pub text: Text,
}

/// IPTC `pubStatus`: whether a story may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It may.
    Usable,
    /// Not for the time being.
    Withheld,
    /// Never again.
    Canceled,
}
