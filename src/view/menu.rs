//! The publisher's main sections, behind a button.

use super::Page;
use super::element::{Attribute, Element, element};
use crate::model::Name;
use crate::settings::Section;
use crate::wording::Label;

pub(super) fn view_menu(page: &Page<'_>) -> Option<Element> {
    let entries = &page.article.publisher.as_ref()?.menu;
    if !page.shows_in_full(Section::Menu) || entries.is_empty() {
        return None;
    }
    let is_open = page.acts.menu_is_open;
    let button = super::button("menu").and(if is_open { "aria-expanded=true" } else { "aria-expanded=false" });
    let menu = page
        .in_language(element("nav class=menu"))
        .with(Attribute::AriaLabel, page.words(Label::Menu))
        .child(page.label(button, Label::Menu));
    Some(menu.maybe(is_open.then(|| view_links(page, entries, element("ul")))))
}

/// Entries of a menu in `list`; each says in what language it leads on, where that is told.
pub(super) fn view_links(page: &Page<'_>, entries: &[Name], list: Element) -> Element {
    entries.iter().fold(list, |list, entry| {
        let mut link = page.link_or_span(entry.url.as_ref()).text(&entry.name);
        if let Some(language) = &entry.language {
            link = link.with_text(Attribute::Lang, language);
            if entry.url.is_some() {
                link = link.with_text(Attribute::Hreflang, language);
            }
        }
        list.child(element("li").child(link))
    })
}
