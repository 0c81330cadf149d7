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
    /// An answer with a status that isn't a success.
    Status(u16),
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
            Cause::Fetch(FetchError::Status(_)) => "status",
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
            Cause::Fetch(FetchError::Status(status)) => Some(status),
            _ => None,
        }
    }

    /// Whether trying again later may help.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &*self.cause {
            Cause::Fetch(FetchError::Network(_) | FetchError::Timeout) => true,
            Cause::Fetch(FetchError::Status(status)) => matches!(status, 408 | 425 | 429 | 500..),
            Cause::Fetch(FetchError::Url | FetchError::TooLarge) | Cause::Decode(_) | Cause::Withheld(_) => false,
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, cause): (_, &dyn fmt::Display) = match &*self.cause {
            Cause::Fetch(cause) => ("cannot load ", cause),
            Cause::Decode(cause) => ("cannot read ", cause),
            Cause::Withheld(cause) => ("cannot show ", cause),
        };
        f.write_str(verb)?;
        f.write_str(self.src.as_deref().unwrap_or("the article property"))?;
        f.write_str(": ")?;
        cause.fmt(f)
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

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url => f.write_str("not an http address"),
            Self::Network(cause) => f.write_str(cause),
            Self::Timeout => f.write_str("no answer within 10 seconds"),
            Self::Status(status) => {
                f.write_str("answered ")?;
                f.write_str(&digits(u32::from(*status)))
            }
            Self::TooLarge => f.write_str("the answer is over 4 MB"),
        }
    }
}

impl std::error::Error for FetchError {}

impl fmt::Display for Withholding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.reason {
            Reason::Withdrawn => "its publisher has withdrawn it",
            Reason::Embargoed => "it is under embargo",
            Reason::Expired => "it has expired",
        })
    }
}

impl std::error::Error for Withholding {}
