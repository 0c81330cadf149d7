//! The body copy, block by block.

use super::element::{Attribute, Element, element};
use super::{Page, figure};
use crate::model::{Block, Inline, Mark};
use crate::settings::Section;

pub(super) fn view_body(page: &Page<'_>) -> Option<Element> {
    let blocks = &page.article.body;
    let is_shown = page.shows_in_full(Section::Body) && !blocks.is_empty();
    is_shown.then(|| view_blocks(page, element("div part=body"), blocks))
}

/// Puts blocks into `element`.
fn view_blocks(page: &Page<'_>, element: Element, blocks: &[Block]) -> Element {
    blocks.iter().fold(element, |element, block| element.child(view_block(page, block)))
}

fn view_block(page: &Page<'_>, block: &Block) -> Element {
    let view = match block {
        Block::Paragraph(run) => view_run(page, element("p"), run),
        Block::Subhead(level, run) => {
            // A body's highest subheads are h2 in most systems, and stand right below our headline.
            let name = page.settings.heading_level.element(level.saturating_sub(1).max(1));
            view_run(page, element(name).and("class=subhead"), run)
        }
        Block::Quote(blocks) => view_blocks(page, element("blockquote"), blocks),
        Block::List { start, items } => view_list(page, *start, items),
        Block::Figure(image, caption) => {
            let caption = (!caption.is_empty()).then(|| view_run(page, element("span class=caption"), caption));
            return figure::view_figure(page, image, caption);
        }
        Block::Rule => element("hr"),
    };
    view
}

fn view_list(page: &Page<'_>, start: Option<i32>, items: &[Vec<Block>]) -> Element {
    let list = match start {
        None => element("ul"),
        Some(1) => element("ol"),
        Some(start) => element("ol").with(Attribute::Start, start.to_string().into()),
    };
    items.iter().fold(list, |list, item| {
        // An item of one paragraph is a line, not a paragraph.
        let item = match &item[..] {
            [Block::Paragraph(run)] => view_run(page, element("li"), run),
            blocks => view_blocks(page, element("li"), blocks),
        };
        list.child(item)
    })
}

/// Puts a run of text into `view`.
fn view_run(page: &Page<'_>, view: Element, run: &[Inline]) -> Element {
    run.iter().fold(view, |view, inline| match inline {
        Inline::Text(content) => view.text(content),
        Inline::Break => view.child(element("br")),
        Inline::Marked(mark, content) => view.child(view_run(page, view_mark(page, mark), content)),
    })
}

fn view_mark(page: &Page<'_>, mark: &Mark) -> Element {
    match mark {
        Mark::Link(url) => page.link(url),
        Mark::Emphasis => element("em"),
        Mark::Strong => element("strong"),
        Mark::Code => element("code"),
        Mark::Superscript => element("sup"),
        Mark::Subscript => element("sub"),
    }
}
