//! The lists of other stories beside an article.

use std::rc::Rc;

use super::search::word;
use super::{Headline, Image, Text, Timestamp, WebLink};
use crate::digest;

/// The lists that may stand beside an article, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Popular stories now.
    Trending,
    /// Opinion pieces, blogs and interviews.
    Opinion,
    /// Films.
    Videos,
    /// What is new, newest first.
    Latest,
}

impl List {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Trending, Self::Opinion, Self::Videos, Self::Latest];

    /// The list's name, in article JSON, in events and as a part.
    #[must_use]
    pub fn name(self) -> &'static str {
        word("trending opinion videos latest", self as usize)
    }
}

/// A list of stories that is here, or waits at an address of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum StoryList {
    /// The stories themselves; none is an empty list.
    Here(Rc<[Story]>),
    /// The absolute URL of a list document.
    At(Text),
}

impl StoryList {
    /// The stories that are here.
    #[must_use]
    pub fn here(&self) -> &[Story] {
        match self {
            Self::Here(stories) => stories,
            Self::At(_) => &[],
        }
    }
}

impl Default for StoryList {
    fn default() -> Self {
        Self::Here(Rc::from([]))
    }
}

/// A headline and a link standing for another article or a film.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The other article's title.
    pub headline: Headline,
    /// The other article's page, or the film itself.
    pub url: Option<WebLink>,
    /// The part of the world it concerns.
    pub region: Option<Text>,
    /// What kind of piece it is.
    pub kind: Option<StoryKind>,
    /// When it was published.
    pub created: Option<Timestamp>,
    /// Its picture; a film's poster.
    pub image: Option<Image>,
    /// A film's length in seconds.
    pub duration: Option<u32>,
}

impl Story {
    /// A story of which nothing but its title is known.
    #[must_use]
    pub fn new(headline: Headline) -> Self {
        Self { headline, url: None, region: None, kind: None, created: None, image: None, duration: None }
    }
}

/// What kind of piece a story is.
#[derive(Clone, Debug, PartialEq)]
pub enum StoryKind {
    /// A writer's view.
    Opinion,
    /// A writer's notes.
    Blog,
    /// A talk with somebody.
    Interview,
    /// As the publisher calls it.
    Other(Text),
}

/// The stories of `list` as a reader gets them: each once, with its whole title; the latest ones newest first.
#[must_use]
pub(crate) fn arranged(list: List, stories: &[Story]) -> Rc<[Story]> {
    let mut arranged: Vec<Story> = Vec::with_capacity(stories.len());
    // Of a thousand stories each is held against all others, and most are told apart by their addresses.
    let mut addresses: Vec<u64> = Vec::with_capacity(stories.len());
    for story in stories {
        let mut story = story.clone();
        if let Some(headline) = once(&story.headline) {
            story.headline = headline;
        }
        let address = story.url.as_ref().map_or(0, |url| digest::of(url.href()));
        let may_be_twins = |other: u64| other == address || other == 0 || address == 0;
        let twin = (0..arranged.len()).find(|at| may_be_twins(addresses[*at]) && is_twin(&arranged[*at], &story));
        match twin {
            // Of two that are the same, the one whose title isn't cut stays.
            Some(at) if stem(&arranged[at].headline).is_some() => (arranged[at], addresses[at]) = (story, address),
            Some(_) => {}
            None => {
                let is_before = |other: &Story| list != List::Latest || !is_newer(&story, other);
                let at = arranged.iter().rposition(is_before).map_or(0, |at| at + 1);
                arranged.insert(at, story);
                addresses.insert(at, address);
            }
        }
    }
    arranged.into()
}

fn is_newer(this: &Story, other: &Story) -> bool {
    match (&this.created, &other.created) {
        (Some(this), Some(other)) => this.is_after(other),
        (this, other) => this.is_some() && other.is_none(),
    }
}

/// A title shorter than this may well say something twice: `New York New York`.
const SHORTEST_DOUBLED: usize = 16;

/// A title that arrives twice in one, whole or cut: `A story A story` and `A story A sto...` are `A story`.
fn once(headline: &Headline) -> Option<Headline> {
    let text = &**headline.text();
    // The second time is as long as the first, or a little shorter.
    for at in text.len() / 2 - text.len().min(8) / 2..text.len() {
        if !text.as_bytes()[at].is_ascii_whitespace() {
            continue;
        }
        let (first, second) = (text[..at].trim_ascii_end(), text[at..].trim_ascii_start());
        let is_again = first.len() >= SHORTEST_DOUBLED
            && (first == second || cut(second).is_some_and(|start| start.len() > 8 && first.starts_with(start)));
        if is_again {
            return Headline::new(first.into());
        }
    }
    None
}

/// Whether both stand for the same article: one page, or one title, one of them cut or neither.
fn is_twin(this: &Story, other: &Story) -> bool {
    if this.url != other.url && this.url.is_some() && other.url.is_some() {
        return false;
    }
    let begins = |this: &Story, other: &Story| {
        stem(&this.headline).is_some_and(|start| other.headline.text().starts_with(start))
    };
    this.headline == other.headline || begins(this, other) || begins(other, this)
}

/// What is left of a title that was cut.
fn stem(headline: &Headline) -> Option<&str> {
    cut(headline.text())
}

fn cut(text: &str) -> Option<&str> {
    text.strip_suffix("...").or_else(|| text.strip_suffix("…")).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::{Headline, List, Story, arranged};
    use crate::model::{Timestamp, WebLink};

    fn story(title: &str) -> Story {
        Story::new(Headline::new(title.into()).expect("it can be seen"))
    }

    #[track_caller]
    fn check(titles: &[&str], expected: &[&str]) {
        let stories: Vec<_> = titles.iter().map(|title| story(title)).collect();
        let arranged = arranged(List::Trending, &stories);
        let titles: Vec<_> = arranged.iter().map(|story| &**story.headline.text()).collect();
        assert_eq!(titles, expected);
    }

    #[test]
    fn a_title_that_arrives_twice_is_told_once() {
        check(&["A Struggle Amid Growth  A Struggle Amid Growth"], &["A Struggle Amid Growth"]);
        check(&["A Struggle Amid Growth\n\nA Struggle Amid Gro..."], &["A Struggle Amid Growth"]);
        check(&["Rain, Rain, Go Away"], &["Rain, Rain, Go Away"]);
        check(&["New York New York"], &["New York New York"]);
        check(&["So it goes …"], &["So it goes …"]);
    }

    #[test]
    fn a_cut_title_is_mended_from_its_twin() {
        check(&["A Struggle Amid Growt...", "Rain", "A Struggle Amid Growth"], &["A Struggle Amid Growth", "Rain"]);
        check(&["A Struggle Amid Growth", "A Struggle Amid Growt…"], &["A Struggle Amid Growth"]);
    }

    #[test]
    fn stories_of_one_title_and_two_pages_are_two() {
        let at = |url| Story { url: WebLink::new(url), ..story("Live") };
        assert_eq!(arranged(List::Trending, &[at("https://a.example/1"), at("https://a.example/2")]).len(), 2);
    }

    #[test]
    fn latest_stories_stand_newest_first() {
        let on = |title, day| Story { created: Timestamp::date(2026, 1, day), ..story(title) };
        let arranged = arranged(List::Latest, &[on("b", 2), story("undated"), on("c", 3), on("a", 1)]);
        let titles: Vec<_> = arranged.iter().map(|story| &**story.headline.text()).collect();
        assert_eq!(titles, ["c", "b", "a", "undated"]);
    }
}
