//! The lists of other stories beside an article.

use std::rc::Rc;

use super::{Headline, Image, Text, Timestamp, WebLink};

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
        match self {
            Self::Trending => "trending",
            Self::Opinion => "opinion",
            Self::Videos => "videos",
            Self::Latest => "latest",
        }
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
