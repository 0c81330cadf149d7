//! The ways in which a reader passes the story on.

use yew::prelude::*;

use super::element::{Attribute, Element, element};
use super::{Copied, Page};
use crate::settings::Section;
use crate::wording::Label;

/// Copying, sharing, embedding and printing, for a story that has a page of its own.
pub(super) fn view_share(page: &Page<'_>) -> Option<Element> {
    let url = page.article.url.as_ref().filter(|_| page.shows_in_full(Section::Share))?;
    let copied = page.acts.copied;
    let link = if copied == Copied::Link { Label::Copied } else { Label::CopyLink };
    let mut share = element("div part=share role=group")
        .with(Attribute::AriaLabel, page.words(Label::Share))
        .child(page.button("link", link));
    if page.room.can_share {
        share = share.child(page.button("share", Label::ShareWith));
    }
    // Where the browser doesn't let us copy, the reader can.
    let refused = (copied == Copied::Refused).then(|| view_code(AttrValue::Rc(url.href().clone())));
    share = share.child(page.button("print", Label::PrintStory)).maybe(refused);
    if let Some(snippet) = page.snippet {
        let code = if copied == Copied::Code { Label::Copied } else { Label::CopyCode };
        let embed = element("details")
            .child(page.label(element("summary"), Label::Embed))
            .child(view_code(snippet.to_owned().into()))
            .child(page.button("code", code));
        share = share.child(embed);
    }
    let is_copied = matches!(copied, Copied::Link | Copied::Code);
    let said = if is_copied { page.words(Label::Copied) } else { AttrValue::Static("") };
    let status = element("span class=unseen role=status").words(said);
    Some(share.child(status))
}

/// Text to be copied by hand.
fn view_code(text: AttrValue) -> Element {
    element("code class=snippet dir=ltr tabindex=0").words(text)
}
