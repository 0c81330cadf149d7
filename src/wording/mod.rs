//! A story’s words that depend on the reader’s language: labels and dates, ready to be set.
//! It knows no browser; `wording::intl` makes the same with the browser's `Intl`.

pub(crate) mod intl;
mod labels;

use std::rc::Rc;

use crate::model::{Article, Direction, Text, Timestamp};

pub use labels::Labels;

/// The words around one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The labels.
    pub labels: &'static Labels,
    /// When the story was published.
    pub created: Option<Moment>,
    /// When the story was last changed; none where that is when it was published.
    pub updated: Option<Moment>,
    /// When each of the corrections was made, in their order.
    pub corrections: Vec<Option<Moment>>,
}

/// A moment for machines and for readers.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The value of a `datetime` attribute.
    pub datetime: Text,
    /// The moment in the reader's language.
    pub text: Text,
}

impl Wording {
    /// English labels, and dates in digits as the publisher's clock showed them: `2025-02-28 18:22 (UTC+5:30)`.
    #[must_use]
    pub fn plain(article: &Article) -> Self {
        Self::with(article, &plain_moment)
    }

    /// The words around `article`, its moments written by `moment`.
    pub(crate) fn with(article: &Article, moment: &dyn Fn(&Timestamp) -> String) -> Self {
        let moment =
            |timestamp: &Timestamp| Moment { datetime: timestamp.to_string().into(), text: moment(timestamp).into() };
        Self {
            labels: Labels::english(),
            created: article.created.as_ref().map(moment),
            updated: article.later_update().map(moment),
            corrections: article.corrections.iter().map(|correction| correction.date.as_ref().map(moment)).collect(),
        }
    }

    /// The direction in which the labels are written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::of_language(self.labels.language)
    }

    /// Whether the labels are in another language than a text in `language`.
    #[must_use]
    pub(crate) fn differs_from(&self, language: Option<&str>) -> bool {
        let primary = |tag: &'_ str| tag.bytes().position(|byte| byte == b'-').unwrap_or(tag.len());
        let ours = &self.labels.language[..primary(self.labels.language)];
        language.is_none_or(|language| !language[..primary(language)].eq_ignore_ascii_case(ours))
    }
}

/// A moment without `Intl`.
fn plain_moment(timestamp: &Timestamp) -> String {
    let datetime = timestamp.to_string();
    let Some((date, time)) = datetime.split_once('T') else { return datetime };
    let clock = &time[..5];
    match timestamp.offset_minutes() {
        Some(offset) => [date, " ", clock, " (", &utc_offset(offset), ")"].concat(),
        None => [date, " ", clock].concat(),
    }
}

/// `UTC+5:30`, or `UTC` for no offset.
pub(crate) fn utc_offset(minutes: i32) -> String {
    let sign = if minutes < 0 { "UTC−" } else { "UTC+" };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    if hours + minutes == 0 {
        return "UTC".to_owned();
    }
    let offset = sign.to_owned() + &hours.to_string();
    match minutes {
        0 => offset,
        1..10 => offset + ":0" + &minutes.to_string(),
        _ => offset + ":" + &minutes.to_string(),
    }
}

/// Wording that components share without comparing it word by word.
pub(crate) type SharedWording = Rc<Wording>;
