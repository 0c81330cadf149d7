//! What can stop an article from being shown, told along the line: fetching, decoding, the publisher's word.
//! These texts speak to the developer; the reader's stand in `view/notice.rs`.

use std::fmt;
use std::rc::Rc;

use crate::decode::DecodeError;
use crate::digits::digits;
use crate::model::WebLink;

/// Why an article or one of its lists isn't shown.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadError {
    /// The absolute URL that was to be loaded; none for an article handed over as an object.
    pub src: Option<String>,
    /// What went wrong there.
    pub cause: Rc<Cause>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// No answer, or an answer that says no.
    Fetch(FetchError),
    /// An answer that is no article.
    Decode(DecodeError),
    /// An article that its publisher doesn't let be shown.
    Withheld(Withholding),
}

/// What the network did instead of answering with a text.
#[derive(Clone, Debug, PartialEq)]
pub enum FetchError {
    /// The address is none.
    Url,
    /// No connection, no permission (CORS), or an answer that broke off; what the browser said.
    Network(String),
    /// No whole answer in time.
    Timeout,
    /// The page's policy forbids the request.
    Blocked,
    /// An answer with a status that isn't a success.
    Status {
        /// The status.
        code: u16,
        /// In how many seconds the server wants to be asked again, where it says so.
        pause: Option<u32>,
    },
    /// An answer over the limit of bytes.
    TooLarge,
}

/// Why a publisher doesn't let a story be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Withholding {
    /// What the publisher said.
    pub reason: Reason,
    /// The story's page, where the publisher can say more.
    pub url: Option<WebLink>,
}

/// What the publisher said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The story is withheld or canceled.
    Withdrawn,
    /// The story isn't to be shown yet.
    Embargoed,
    /// The story isn't to be shown any more.
    Expired,
}

impl LoadError {
    /// The kind that `dateline-error` names.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &*self.cause {
            Cause::Fetch(FetchError::Url | FetchError::Network(_)) => "network",
            Cause::Fetch(FetchError::Timeout) => "timeout",
            Cause::Fetch(FetchError::Blocked) => "blocked",
            Cause::Fetch(FetchError::Status { .. }) => "status",
            Cause::Fetch(FetchError::TooLarge) => "too-large",
            Cause::Decode(DecodeError::Empty) => "empty",
            Cause::Decode(DecodeError::Syntax(_)) => "syntax",
            Cause::Decode(DecodeError::Unknown(_) | DecodeError::Ambiguous(_)) => "format",
            Cause::Withheld(Withholding { reason, .. }) => match reason {
                Reason::Withdrawn => "withdrawn",
                Reason::Embargoed => "embargoed",
                Reason::Expired => "expired",
            },
        }
    }

    /// The status of the answer, where a status is what went wrong.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match *self.cause {
            Cause::Fetch(FetchError::Status { code, .. }) => Some(code),
            _ => None,
        }
    }

    /// Whether trying again later may help.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &*self.cause {
            Cause::Fetch(FetchError::Network(_) | FetchError::Timeout) => true,
            Cause::Fetch(FetchError::Status { code, .. }) => matches!(code, 408 | 425 | 429 | 500..),
            Cause::Fetch(FetchError::Url | FetchError::Blocked | FetchError::TooLarge)
            | Cause::Decode(_)
            | Cause::Withheld(_) => false,
        }
    }
}

impl LoadError {
    /// In how many seconds the server wants to be asked again, where it says so.
    pub(crate) fn pause(&self) -> Option<u32> {
        match *self.cause {
            Cause::Fetch(FetchError::Status { pause, .. }) => pause,
            _ => None,
        }
    }

    /// Whether the publisher has said that there is nothing to be shown any more.
    pub(crate) fn is_last_word(&self) -> bool {
        matches!(&*self.cause, Cause::Withheld(_) | Cause::Fetch(FetchError::Status { code: 404 | 410 | 451, .. }))
    }

    /// What happened, where, and with which input.
    // The errors' texts are made here and not by `Display`: `core::fmt` is 2 KB of wasm that nothing else needs.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        let (verb, cause) = match &*self.cause {
            Cause::Fetch(cause) => ("cannot load ", cause.text()),
            Cause::Decode(cause) => ("cannot read ", cause.text()),
            Cause::Withheld(cause) => ("cannot show ", cause.text().to_owned()),
        };
        [verb, self.src.as_deref().unwrap_or("the article property"), ": ", &cause].concat()
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.cause {
            Cause::Fetch(cause) => Some(cause),
            Cause::Decode(cause) => Some(cause),
            Cause::Withheld(cause) => Some(cause),
        }
    }
}

impl FetchError {
    fn text(&self) -> String {
        match self {
            Self::Url => "not an http address".to_owned(),
            Self::Network(cause) => cause.clone(),
            Self::Timeout => "no answer within 10 seconds".to_owned(),
            Self::Blocked => "the page's Content-Security-Policy must allow it in connect-src".to_owned(),
            Self::Status { code, .. } => ["answered ", &digits(u32::from(*code))].concat(),
            Self::TooLarge => "the answer is over 4 MB".to_owned(),
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for FetchError {}

impl Withholding {
    fn text(&self) -> &'static str {
        match self.reason {
            Reason::Withdrawn => "its publisher has withdrawn it",
            Reason::Embargoed => "it is under embargo",
            Reason::Expired => "it has expired",
        }
    }
}

impl fmt::Display for Withholding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl std::error::Error for Withholding {}
