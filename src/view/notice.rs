//! What a reader sees while an article loads and when it can't be shown: one calm sentence and a way on.

use yew::prelude::*;

use super::element::{Attribute, element};
use super::filled;
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
    let notice = element("div")
        .part("notice")
        .with_static(Attribute::Role, "status")
        .with_static(Attribute::Lang, labels.language)
        .child(element("p").words(AttrValue::Static(sentence(error, labels))).html());
    let retry = error.is_retryable().then(|| {
        let button = element("button").part("retry").with_static(Attribute::Type, "button");
        if is_busy {
            button.with_static(Attribute::AriaDisabled, "true").words(AttrValue::Static(labels.loading)).html()
        } else {
            button.words(AttrValue::Static(labels.try_again)).html()
        }
    });
    let publisher = match &*error.cause {
        Cause::Withheld(Withholding { url: Some(url), .. }) => Some(
            element("a")
                .part("source-link")
                .with_text(Attribute::Href, url.href())
                .with_static(Attribute::Target, "_blank")
                .with_static(Attribute::Rel, "noopener")
                .words(filled(labels.visit, url.host().unwrap_or_default()).into())
                .html(),
        ),
        _ => None,
    };
    notice.maybe(retry).maybe(publisher).html()
}

fn sentence(error: &LoadError, labels: &Labels) -> &'static str {
    match &*error.cause {
        Cause::Fetch(FetchError::Status(404 | 410)) => labels.gone,
        Cause::Fetch(_) if error.is_retryable() => labels.unreachable,
        Cause::Fetch(_) | Cause::Decode(_) => labels.unreadable,
        Cause::Withheld(Withholding { reason, .. }) => match reason {
            Reason::Withdrawn => labels.withdrawn,
            Reason::Embargoed => labels.embargoed,
            Reason::Expired => labels.gone,
        },
    }
}

/// The shape of an article that isn't there yet.
pub(crate) fn view_skeleton(labels: &'static Labels) -> Html {
    const LINES: [&str; 8] = ["headline", "headline short", "line", "line short", "hero", "line", "line", "line"];
    let skeleton = element("div")
        .part("skeleton")
        .with_static(Attribute::Role, "img")
        .with_static(Attribute::AriaLabel, labels.loading)
        .with_static(Attribute::Lang, labels.language);
    LINES.into_iter().fold(skeleton, |skeleton, line| skeleton.child(element("i").class(line).html())).html()
}
