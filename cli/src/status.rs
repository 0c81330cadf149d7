//! Whether a story may be shown now.

use dateline::error::{Reason, Withholding};
use dateline::model::{Article, Status, Timestamp};

use crate::clock;

/// Why a story isn't to be shown now, where its publisher says so: as in the browser.
pub(crate) fn withholding(article: &Article) -> Option<Withholding> {
    let now = clock::now();
    let is_past = |moment: &Timestamp| {
        // A moment without a zone is taken for one in UTC.
        let milliseconds = moment.epoch_milliseconds().unwrap_or_else(|| moment.clock_milliseconds());
        milliseconds <= now
    };
    let reason = match article.status {
        Status::Withheld | Status::Canceled => Reason::Withdrawn,
        Status::Usable if article.expires.as_ref().is_some_and(is_past) => Reason::Expired,
        Status::Usable if article.embargoed.as_ref().is_some_and(|until| !is_past(until)) => Reason::Embargoed,
        Status::Usable => return None,
    };
    let publisher = article.publisher.as_ref().and_then(|publisher| publisher.url.clone());
    Some(Withholding { reason, url: article.url.clone().or(publisher) })
}
