//! A story's words that depend on the reader's language: labels, dates and numbers, ready to be set.
//! It knows no browser; `intl` speaks by the browser's `Intl`, `plain` without it.

pub(crate) mod intl;
mod labels;
pub(crate) mod plain;

use std::rc::Rc;

use crate::model::{Article, List, Story, Text, Timestamp, arranged};

pub(crate) use labels::is_same_language;
pub use labels::{Label, Labels, SharedLabels};
pub use plain::utc_offset;

/// The words around one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The labels.
    pub labels: SharedLabels,
    /// When the story was published.
    pub created: Option<Moment>,
    /// When the story was last changed; none where that is when it was published.
    pub updated: Option<Moment>,
    /// When each of the corrections was made, in their order.
    pub corrections: Vec<Option<Moment>>,
    /// Whether the story's countries are told of as one.
    pub has_one_country: bool,
    /// The words of each list's stories, in their order; lists as in [`List`].
    pub lists: [Vec<StoryWords>; 4],
}

/// The words of one story in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryWords {
    /// Its place in the list.
    pub rank: Text,
    /// When it was published.
    pub created: Option<Moment>,
    /// How long ago that was, where it isn't long ago.
    pub ago: Option<Text>,
    /// A film's length: `1:05`.
    pub duration: Option<Text>,
}

/// A moment for machines and for readers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The value of a `datetime` attribute.
    pub datetime: String,
    /// The moment in the reader's language, up to its zone.
    pub text: String,
    /// The zone, where it is known.
    pub zone: Option<Zone>,
    /// What stands behind the zone.
    pub rest: String,
    /// The same moment by the publisher's clock, where the reader asked for another: `18:22 IST at the publisher`.
    pub at_publisher: Option<String>,
}

/// A time zone as it is printed and as it is read aloud.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// `IST`, or `UTC+5:30`.
    pub short: String,
    /// `India Standard Time`; none where the short form is all there is.
    pub long: Option<String>,
}

/// What a language can say.
pub trait Tongue {
    /// A moment, by the clock that the reader asked for.
    fn moment(&self, timestamp: &Timestamp) -> Moment;
    /// `2 hours ago`, within a week; nothing where the zone isn't known.
    fn ago(&self, timestamp: &Timestamp) -> Option<String>;
    /// A number of at least so many digits.
    fn number(&self, number: u32, least: u32) -> String;
    /// Whether so many things are told of in the singular.
    fn is_one(&self, count: usize) -> bool;
}

impl Wording {
    /// English labels, and dates in digits as the publisher's clock showed them: `2025-02-28 18:22 (UTC+5:30)`.
    #[must_use]
    pub fn plain(article: &Article, beside: &Beside) -> Self {
        Self::new(article, beside, Rc::new(Labels::english()), &plain::Plain)
    }

    /// Labels alone, until the rest is found.
    pub(crate) fn unsaid(labels: SharedLabels) -> Self {
        Self {
            labels,
            created: None,
            updated: None,
            corrections: Vec::new(),
            has_one_country: false,
            lists: Default::default(),
        }
    }

    /// The words around `article` and the stories beside it.
    #[must_use]
    pub fn new(article: &Article, beside: &Beside, labels: SharedLabels, tongue: &dyn Tongue) -> Self {
        let moment = |timestamp: &Option<Timestamp>| timestamp.as_ref().map(|timestamp| tongue.moment(timestamp));
        Self {
            labels,
            created: moment(&article.created),
            updated: moment(&article.later_update().copied()),
            corrections: article.corrections.iter().map(|correction| moment(&correction.date)).collect(),
            has_one_country: tongue.is_one(article.countries.len()),
            lists: List::ALL.map(|list| story_words(list, beside.of(list), tongue)),
        }
    }
}

/// The words of a list's stories: only those that the list shows.
fn story_words(list: List, stories: &[Story], tongue: &dyn Tongue) -> Vec<StoryWords> {
    let mut words = Vec::with_capacity(stories.len());
    for (at, story) in stories.iter().enumerate() {
        let created = story.created.as_ref().filter(|_| list == List::Latest);
        words.push(StoryWords {
            rank: tongue.number(at as u32 + 1, 1).into(),
            created: created.map(|created| tongue.moment(created)),
            ago: created.and_then(|created| tongue.ago(created)).map(Text::from),
            duration: story.duration.map(|seconds| duration(seconds, tongue).into()),
        });
    }
    words
}

/// `0:42`, `1:02:03`.
fn duration(seconds: u32, tongue: &dyn Tongue) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let end = [":", &tongue.number(seconds, 2)].concat();
    match hours {
        0 => tongue.number(minutes, 1) + &end,
        _ => [&tongue.number(hours, 1), ":", &tongue.number(minutes, 2), &end].concat(),
    }
}

/// The stories beside an article, list by list, as they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside([Rc<[Story]>; 4]);

impl Beside {
    /// The lists of `article`; `fetched` ones take the place of its own.
    #[must_use]
    pub fn new(article: &Article, fetched: &[Option<Rc<[Story]>>; 4]) -> Self {
        Self(List::ALL.map(|list| {
            let fetched = fetched[list as usize].as_deref();
            arranged(list, fetched.unwrap_or_else(|| article.list(list).here()))
        }))
    }

    /// The stories of one list.
    #[must_use]
    pub fn of(&self, list: List) -> &[Story] {
        &self.0[list as usize]
    }
}
