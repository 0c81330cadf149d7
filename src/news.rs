//! What is told to whoever holds the widget: as events to a page, by a callback to a Yew app.

use web_sys::Event;

use crate::decode::Warning;
use crate::error::LoadError;

/// What happens to a widget.
#[derive(Clone, Debug)]
pub enum News {
    /// A load begins.
    Started,
    /// An article is in place.
    Loaded(Loaded),
    /// An article or one of its lists can't be shown.
    Failed(Failed),
    /// A reader follows a story.
    Selected(Selected),
    /// A reader sends the newsletter's form, or goes to say what they think.
    Submitted(Submitted),
}

/// What is told when an article is in place.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The absolute URL it came from; none for JSON handed over.
    pub src: Option<String>,
    /// The article's title.
    pub headline: String,
    /// The name of the format it was told to be.
    pub format: &'static str,
    /// What was untidy about its JSON, for the developer's console.
    pub warnings: Vec<Warning>,
}

/// What is told when an article or one of its lists can't be shown.
#[derive(Clone, Debug)]
pub struct Failed {
    /// The absolute URL that was to be loaded; none for JSON handed over.
    pub src: Option<String>,
    /// `article`, or the list's name.
    pub part: &'static str,
    /// One of the kinds of `dateline-error`.
    pub kind: &'static str,
    /// What happened, where, and with which input.
    pub message: String,
    /// The status of the answer, where a status is what went wrong.
    pub status: Option<u16>,
    /// Whether trying again later may help.
    pub retryable: bool,
}

impl Failed {
    pub(crate) fn new(part: &'static str, error: &LoadError) -> Self {
        Self {
            src: error.src.clone(),
            part,
            kind: error.kind(),
            message: error.text(),
            status: error.status(),
            retryable: error.is_retryable(),
        }
    }
}

/// What is told when a reader follows a story.
#[derive(Clone, Debug)]
pub struct Selected {
    /// The name of the list.
    pub section: String,
    /// The story's place in the list, from 1.
    pub rank: u32,
    /// The story's title.
    pub headline: String,
    /// The story's page.
    pub url: String,
    /// The reader's click; canceling it keeps the page from following.
    pub event: Event,
}

/// What is told when a reader sends the newsletter's form, or goes to say what they think.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// `newsletter` or `feedback`.
    pub section: &'static str,
    /// The names of the fields that are sent; never their values.
    pub fields: Vec<String>,
    /// The reader's own event; canceling it keeps anything from being sent.
    pub event: Event,
}
