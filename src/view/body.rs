//! The body copy, block by block.

use yew::prelude::*;

use super::element::{Attribute, Element, element};
use super::{Page, figure, text};
use crate::model::{Block, Cell, Inline, Mark, Row, Table, Tongue};
use crate::settings::Section;

pub(super) fn view_body(page: &Page<'_>) -> Option<Html> {
    let blocks = &page.article.body;
    let is_shown = page.shows_in_full(Section::Body) && !blocks.is_empty();
    is_shown.then(|| view_blocks(page, element("div").part("body"), blocks).html())
}

/// Puts blocks into `element`.
fn view_blocks(page: &Page<'_>, element: Element, blocks: &[Block]) -> Element {
    blocks.iter().fold(element, |element, block| element.child(view_block(page, block).html()))
}

fn view_block(page: &Page<'_>, block: &Block) -> Element {
    match block {
        Block::Paragraph(run) => view_run(page, element("p"), run),
        Block::Subhead(level, run) => {
            // A body's highest subheads are h2 in most systems, and stand right below our headline.
            let name = page.settings.heading_level.element(level.saturating_sub(1).max(1));
            view_run(page, element(name).class("subhead"), run)
        }
        Block::Preformatted(run) => view_run(page, scrolling(element("pre")), run),
        Block::Quote(blocks) => view_blocks(page, element("blockquote"), blocks),
        Block::Citation(run) => view_run(page, element("footer").class("citation"), run),
        Block::List { start, items } => view_list(page, *start, items),
        Block::Table(table) => view_table(page, table),
        Block::Figure(image, caption) => {
            let figure = element("figure").child(figure::view_image(image, None, None));
            let caption = (!caption.is_empty()).then(|| view_run(page, element("figcaption"), caption).html());
            figure.maybe(caption)
        }
        Block::Rule => element("hr"),
        Block::Passage(tongue, blocks) => {
            let passage = match &blocks[..] {
                [Block::Passage(..)] => view_blocks(page, element("div"), blocks),
                [block] => view_block(page, block),
                blocks => view_blocks(page, element("div"), blocks),
            };
            speaking(passage, tongue)
        }
    }
}

/// Lets the keyboard scroll an element that may be wider than the column.
fn scrolling(element: Element) -> Element {
    element.with_static(Attribute::TabIndex, "0")
}

/// Says in which language and direction `element` is.
fn speaking(mut element: Element, tongue: &Tongue) -> Element {
    if let Some(language) = &tongue.language {
        element = element.with_text(Attribute::Lang, language);
    }
    match tongue.direction {
        Some(direction) => element.with_static(Attribute::Dir, direction.name()),
        None => element,
    }
}

fn view_list(page: &Page<'_>, start: Option<i32>, items: &[Vec<Block>]) -> Element {
    let list = match start {
        None => element("ul"),
        Some(1) => element("ol"),
        Some(start) => element("ol").with(Attribute::Start, start.to_string().into()),
    };
    items.iter().fold(list, |list, item| list.child(view_line(page, element("li"), item).html()))
}

/// Puts blocks into `element`, a lone paragraph as a mere line.
fn view_line(page: &Page<'_>, element: Element, blocks: &[Block]) -> Element {
    match blocks {
        [Block::Paragraph(run)] => view_run(page, element, run),
        blocks => view_blocks(page, element, blocks),
    }
}

/// A table in a box that scrolls.
fn view_table(page: &Page<'_>, table: &Table) -> Element {
    let mut region = scrolling(element("div").class("table")).with_static(Attribute::Role, "region");
    let mut view = element("table");
    if !table.caption.is_empty() {
        region = region.with(Attribute::AriaLabel, Inline::words(&table.caption).into());
        view = view.child(view_run(page, element("caption"), &table.caption).html());
    }
    let view = view_rows(page, view, "thead", &table.head);
    region.child(view_rows(page, view, "tbody", &table.body).html())
}

fn view_rows(page: &Page<'_>, table: Element, name: &'static str, rows: &[Row]) -> Element {
    if rows.is_empty() {
        return table;
    }
    table.child(rows.iter().fold(element(name), |group, row| group.child(view_row(page, row))).html())
}

fn view_row(page: &Page<'_>, row: &Row) -> Html {
    row.iter().fold(element("tr"), |row, cell| row.child(view_cell(page, cell))).html()
}

fn view_cell(page: &Page<'_>, cell: &Cell) -> Html {
    let mut view = element(if cell.is_header { "th" } else { "td" });
    if cell.columns > 1 {
        view = view.with_number(Attribute::ColSpan, cell.columns);
    }
    if cell.rows > 1 {
        view = view.with_number(Attribute::RowSpan, cell.rows);
    }
    view_line(page, view, &cell.blocks).html()
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
        Inline::Marked(Mark::Foreign(tongue), content) => (speaking(element("span"), tongue), content),
        Inline::Marked(mark, content) => {
            let name = match mark {
                Mark::Emphasis | Mark::Link(_) | Mark::Foreign(_) => "em",
                Mark::Strong => "strong",
                Mark::Code => "code",
                Mark::Superscript => "sup",
                Mark::Subscript => "sub",
                Mark::Deleted => "del",
                Mark::Inserted => "ins",
                Mark::Small => "small",
                Mark::Highlighted => "mark",
                Mark::Quoted => "q",
            };
            (element(name), content)
        }
    };
    view_run(page, marked, content).html()
}
