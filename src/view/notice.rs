//! What a reader sees while an article loads and when it can't be shown: one calm sentence and a way on.

use yew::prelude::*;

use super::{attribute, filled};
use crate::error::{Cause, FetchError, LoadError, Reason, Withholding};
use crate::wording::Labels;

/// What is missing, as a reader is told it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) error: &'a LoadError,
    pub(crate) labels: &'static Labels,
    /// Whether it is being tried again right now.
    pub(crate) is_busy: bool,
}

pub(crate) fn view_notice(notice: Notice<'_>) -> Html {
    let Notice { error, labels, is_busy } = notice;
    html! {
        <div part="notice" role="status" lang={labels.language}>
            <p>{ sentence(error, labels) }</p>
            if error.is_retryable() {
                <button part="retry" type="button" aria-disabled={is_busy.then_some("true")}>
                    { if is_busy { labels.loading } else { labels.try_again } }
                </button>
            }
            if let Cause::Withheld(Withholding { url: Some(url), .. }) = &error.cause {
                <p>
                    <a part="source-link" href={attribute(url.href())} target="_blank" rel="noopener">
                        { filled(labels.visit, url.host().unwrap_or_default()) }
                    </a>
                </p>
            }
        </div>
    }
}

fn sentence(error: &LoadError, labels: &Labels) -> &'static str {
    match &error.cause {
        Cause::Fetch(FetchError::Status(404 | 410)) => labels.gone,
        Cause::Fetch(_) if error.is_retryable() => labels.unreachable,
        Cause::Fetch(_) | Cause::Decode(_) => labels.unreadable,
        Cause::Withheld(Withholding { reason, .. }) => match reason {
            Reason::Withdrawn => labels.withdrawn,
            Reason::Embargoed => labels.embargoed,
            Reason::Expired => labels.expired,
        },
    }
}

/// The shape of an article that isn't there yet.
pub(crate) fn view_skeleton(labels: &'static Labels) -> Html {
    html! {
        <div part="skeleton" role="img" aria-label={labels.loading} lang={labels.language}>
            <i class="headline" /><i class="headline short" /><i /><i class="short" /><i class="hero" />
            <i /><i /><i /><i class="short" />
        </div>
    }
}
