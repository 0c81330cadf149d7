//! The body copy, block by block.

use yew::prelude::*;

use super::element::{Attribute, Element, element};
use super::{Page, figure, text};
use crate::model::{Block, Inline, Mark};
use crate::settings::Section;

pub(super) fn view_body(page: &Page<'_>) -> Option<Html> {
    let blocks = &page.article.body;
    let is_shown = page.shows_in_full(Section::Body) && !blocks.is_empty();
    is_shown.then(|| element("div").part("body").children(view_blocks(page, blocks)).html())
}

fn view_blocks(page: &Page<'_>, blocks: &[Block]) -> Vec<Html> {
    blocks.iter().map(|block| view_block(page, block)).collect()
}

fn view_block(page: &Page<'_>, block: &Block) -> Html {
    let view = match block {
        Block::Paragraph(run) => view_run(page, element("p"), run),
        Block::Subhead(level, run) => {
            // A body's highest subheads are h2 in most systems, and stand right below our headline.
            let name = page.settings.heading_level.element(level.saturating_sub(1).max(1));
            view_run(page, element(name).class("subhead"), run)
        }
        Block::Quote(blocks) => element("blockquote").children(view_blocks(page, blocks)),
        Block::List { start, items } => view_list(page, *start, items),
        Block::Figure(image, caption) => {
            let figure = element("figure").child(figure::view_image(image, None, None));
            let caption = (!caption.is_empty()).then(|| view_run(page, element("figcaption"), caption).html());
            figure.maybe(caption)
        }
        Block::Rule => element("hr"),
    };
    view.html()
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
            blocks => element("li").children(view_blocks(page, blocks)),
        };
        list.child(item.html())
    })
}

/// Puts a run of text into `element`.
fn view_run(page: &Page<'_>, element: Element, run: &[Inline]) -> Element {
    run.iter().fold(element, |element, inline| element.child(view_inline(page, inline)))
}

fn view_inline(page: &Page<'_>, inline: &Inline) -> Html {
    let (marked, content) = match inline {
        Inline::Text(content) => return text(content),
        Inline::Break => return element("br").html(),
        Inline::Marked(Mark::Link(url), content) => (page.link(url), content),
        Inline::Marked(mark, content) => {
            let name = match mark {
                Mark::Emphasis | Mark::Link(_) => "em",
                Mark::Strong => "strong",
                Mark::Code => "code",
                Mark::Superscript => "sup",
                Mark::Subscript => "sub",
            };
            (element(name), content)
        }
    };
    view_run(page, marked, content).html()
}
