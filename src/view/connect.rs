//! Where else the publisher is found, and how readers say what they think.

use super::Page;
use super::element::{Attribute, Element, element};
use super::icons::{name_of, view_icon};
use crate::model::Feedback;
use crate::settings::Section;
use crate::wording::Label;

pub(super) fn view_connect(page: &Page<'_>) -> Option<Element> {
    let social = &page.article.publisher.as_ref()?.social;
    if !page.shows_in_full(Section::Connect) || social.is_empty() {
        return None;
    }
    let mut list = element("ul");
    for place in social {
        let link = page.link(&place.url).with_static(Attribute::Rel, "me noopener");
        let name = element("span").words(name_of(&place.network));
        list = list.child(element("li").child(link.child(view_icon(&place.network)).child(name)));
    }
    let section = element("section part=connect").child(page.title(1, Label::Connect));
    Some(section.child(list))
}

pub(super) fn view_feedback(page: &Page<'_>) -> Option<Element> {
    let feedback = page.article.publisher.as_ref()?.feedback.as_ref()?;
    let control = match feedback {
        Feedback::At(url) => page.link(url).and("data-act=feedback"),
        Feedback::Event => super::button("feedback"),
    };
    let is_shown = page.shows_in_full(Section::Feedback);
    is_shown.then(|| element("p class=feedback").child(page.label(control.and("part=feedback"), Label::Feedback)))
}
