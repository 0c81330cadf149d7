//! What a reader sees while an article loads and when it can't be shown: one calm sentence and a way on.

use yew::AttrValue;

use super::element::{Attribute, Element, element};
use crate::error::{Cause, FetchError, LoadError, Reason, Withholding};
use crate::wording::{Label, Labels};

/// What is missing, as a reader is told it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) error: &'a LoadError,
    pub(crate) labels: &'a Labels,
    /// Whether it is being tried again right now.
    pub(crate) is_busy: bool,
}

pub(crate) fn view_notice(notice: Notice<'_>) -> Element {
    let Notice { error, labels, is_busy } = notice;
    // The button's words change with every try; what is said aloud is the sentence.
    let notice = element("div part=notice")
        .with_text(Attribute::Lang, labels.language())
        .with_static(Attribute::Dir, labels.direction().name())
        .child(element("p role=status").words(labels.get(sentence(error))));
    let retry = error.is_retryable().then(|| {
        let button = super::button("retry").and("part=retry");
        if is_busy {
            button.and("aria-disabled=true").words(labels.get(Label::Loading))
        } else {
            button.words(labels.get(Label::TryAgain))
        }
    });
    let publisher = match &*error.cause {
        Cause::Withheld(Withholding { url: Some(url), .. }) => Some(
            element("a part=source-link target=_blank rel=noopener")
                .with_text(Attribute::Href, url.href())
                .words(labels.with(Label::Visit, url.host().unwrap_or_default())),
        ),
        _ => None,
    };
    notice.maybe(retry).maybe(publisher)
}

/// The place where it is said that the story has changed under the reader's eyes; it is there before there is a word in it.
pub(crate) fn view_change(labels: &Labels, has_changed: bool) -> Element {
    let said = if has_changed { labels.get(Label::Changed) } else { AttrValue::Static("") };
    element("span class=unseen role=status").with_text(Attribute::Lang, labels.language()).words(said)
}

fn sentence(error: &LoadError) -> Label {
    match &*error.cause {
        Cause::Fetch(FetchError::Status { code: 404 | 410 | 451, .. }) => Label::Gone,
        Cause::Fetch(_) if error.is_retryable() => Label::Unreachable,
        Cause::Fetch(_) | Cause::Decode(_) => Label::Unreadable,
        Cause::Withheld(Withholding { reason, .. }) => match reason {
            Reason::Withdrawn => Label::Withdrawn,
            Reason::Embargoed => Label::Embargoed,
            Reason::Expired => Label::Gone,
        },
    }
}

/// The shape of an article that isn't there yet.
pub(crate) fn view_skeleton(labels: &Labels) -> Element {
    const LINES: [&str; 8] = ["headline", "headline short", "line", "line short", "hero", "line", "line", "line"];
    let skeleton = element("div part=skeleton role=img")
        .with(Attribute::AriaLabel, labels.get(Label::Loading))
        .with_text(Attribute::Lang, labels.language());
    LINES.into_iter().fold(skeleton, |skeleton, line| skeleton.child(element("i").with_static(Attribute::Class, line)))
}
