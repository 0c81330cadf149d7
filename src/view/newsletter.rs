//! The form by which a reader subscribes.

use yew::prelude::*;

use super::element::{Attribute, Element, element};
use super::{Page, Subscription};
use crate::settings::Section;
use crate::wording::Label;

/// A form that works by itself, in a tab of its own; with script it is sent from where it stands.
pub(super) fn view_newsletter(page: &Page<'_>) -> Option<Element> {
    let newsletter = page.article.publisher.as_ref()?.newsletter.as_ref()?;
    if !page.shows_in_full(Section::Newsletter) {
        return None;
    }
    let state = page.acts.subscription;
    let (name, said) = match state {
        Subscription::Idle => ("idle", None),
        Subscription::Invalid => ("invalid", Some(Label::EmailInvalid)),
        Subscription::Sending => ("sending", Some(Label::Sending)),
        Subscription::Sent => ("sent", Some(Label::Subscribed)),
        Subscription::Known => ("known", Some(Label::AlreadySubscribed)),
        Subscription::Failed => ("failed", Some(Label::NotSent)),
        Subscription::ByTab => ("by-tab", Some(Label::ContinuesInTab)),
        Subscription::InTab => ("in-tab", Some(Label::OpenedTab)),
    };
    let mut field =
        element("input type=email required autocomplete=email dir=ltr").with_text(Attribute::Name, &newsletter.field);
    if state == Subscription::Invalid {
        field = field.and("aria-invalid=true");
    }
    let label = element("label").child(page.label(element("span"), Label::EmailAddress)).child(field);
    // People don't see this field; programs that fill in every field give themselves away.
    let trap = element("label class=unseen aria-hidden=true")
        .words(page.words(Label::LeaveEmpty))
        .child(element("input type=text name=website tabindex=-1 autocomplete=off"));
    let mut button = element("button type=submit");
    if state == Subscription::Sending {
        button = button.and("aria-disabled=true");
    }
    let consent = newsletter.consent.as_ref().map(|consent| element("p class=consent").text(consent));
    let status = page.labelled(element("p class=said role=status"));
    let status = status.words(said.map_or(AttrValue::Static(""), |said| page.words(said)));
    let mut form = element("form method=post target=_blank rel=noopener")
        .with_text(Attribute::Action, newsletter.action.href())
        .with_static(Attribute::DataState, name);
    if !matches!(state, Subscription::Sent | Subscription::Known) {
        form = form.child(label).child(trap).child(page.label(button, Label::Subscribe)).maybe(consent);
    }
    let section = element("section part=newsletter").child(page.title(1, Label::Newsletter));
    Some(section.child(form.child(status)))
}
