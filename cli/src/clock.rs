//! The time of writing, and how long what was written counts as fresh.

use std::time::{SystemTime, UNIX_EPOCH};

use dateline::model::Article;

/// The time, in milliseconds since the epoch.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_millis() as i64)
}

/// Until when a story that is written now counts as fresh: not beyond its own end.
pub(crate) fn fresh_until(article: &Article, seconds: u32) -> i64 {
    let until = time_of_writing() + i64::from(seconds) * 1_000;
    let end = article.expires.as_ref().map(|end| end.epoch_milliseconds().unwrap_or_else(|| end.clock_milliseconds()));
    end.map_or(until, |end| until.min(end))
}

/// The time that is written down: the one that whoever builds reproducibly has set, else now.
///
/// See <https://reproducible-builds.org/specs/source-date-epoch/>.
fn time_of_writing() -> i64 {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    set.and_then(|seconds| seconds.checked_mul(1_000)).unwrap_or_else(now)
}
