//! The body copy, block by block.

use super::element::{Attribute, Element, element};
use super::{Page, figure};
use crate::digits::digits;
use crate::model::{Block, Cell, Inline, Mark, Row, Table, Tongue};
use crate::settings::Section;

pub(super) fn view_body(page: &Page<'_>) -> Option<Element> {
    let blocks = &page.article.body;
    let is_shown = page.shows_in_full(Section::Body) && !blocks.is_empty();
    is_shown.then(|| view_blocks(page, element("div part=body"), page.part(blocks)).parted())
}

/// Puts blocks into `view`.
fn view_blocks(page: &Page<'_>, view: Element, blocks: &[Block]) -> Element {
    blocks.iter().fold(view, |view, block| view.child(view_block(page, block)))
}

fn view_block(page: &Page<'_>, block: &Block) -> Element {
    match block {
        Block::Paragraph(run) => view_run(page, element("p"), run),
        Block::Subhead(level, run) => {
            // A body's highest subheads are h2 in most systems, and stand right below our headline.
            let name = page.heading(level.saturating_sub(1).max(1));
            view_run(page, element(name).and("class=subhead"), run)
        }
        Block::Preformatted(run) => view_run(page, element("pre tabindex=0"), run),
        Block::Quote(blocks) => view_blocks(page, element("blockquote"), blocks),
        Block::Citation(run) => view_run(page, element("footer class=citation"), run),
        Block::List { start, items } => view_list(page, *start, items),
        Block::Table(table) => view_table(page, table),
        Block::Figure(image, caption) => {
            let caption = (!caption.is_empty()).then(|| view_run(page, element("span class=caption"), caption));
            figure::view_figure(page, image, caption)
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

/// Says in which language and direction `view` is.
fn speaking(mut view: Element, tongue: &Tongue) -> Element {
    if let Some(language) = &tongue.language {
        view = view.with_text(Attribute::Lang, language);
    }
    match tongue.direction {
        Some(direction) => view.with_static(Attribute::Dir, direction.name()),
        None => view,
    }
}

fn view_list(page: &Page<'_>, start: Option<i32>, items: &[Vec<Block>]) -> Element {
    let list = match start {
        None => element("ul"),
        Some(1) => element("ol"),
        Some(start) => {
            let sign = if start < 0 { "-" } else { "" };
            element("ol").with(Attribute::Start, [sign, &digits(start.unsigned_abs())].concat().into())
        }
    };
    items.iter().fold(list, |list, item| list.child(view_line(page, element("li"), item)))
}

/// Puts blocks into `view`, a lone paragraph as a mere line.
fn view_line(page: &Page<'_>, view: Element, blocks: &[Block]) -> Element {
    match blocks {
        [Block::Paragraph(run)] => view_run(page, view, run),
        blocks => view_blocks(page, view, blocks),
    }
}

/// A table in a box that scrolls, also by keyboard.
fn view_table(page: &Page<'_>, table: &Table) -> Element {
    let mut region = element("div class=table tabindex=0");
    let mut view = element("table");
    if !table.caption.is_empty() {
        region = region.and("role=region").with(Attribute::AriaLabel, Inline::words(&table.caption).into());
        view = view.child(view_run(page, element("caption"), &table.caption));
    }
    for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
        let group = rows.iter().fold(element(name), |group, row| group.child(view_row(page, row)));
        view = view.maybe(group.unless_empty());
    }
    region.child(view)
}

fn view_row(page: &Page<'_>, row: &Row) -> Element {
    row.iter().fold(element("tr"), |row, cell| row.child(view_cell(page, cell)))
}

fn view_cell(page: &Page<'_>, cell: &Cell) -> Element {
    let mut view = element(if cell.is_header { "th" } else { "td" });
    for (attribute, span) in [(Attribute::ColSpan, cell.columns), (Attribute::RowSpan, cell.rows)] {
        if span > 1 {
            view = view.with_number(attribute, span);
        }
    }
    view_line(page, view, &cell.blocks)
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
    element(match mark {
        Mark::Link(url) => return page.link(url),
        Mark::Foreign(tongue) => return speaking(element("span"), tongue),
        Mark::Emphasis => "em",
        Mark::Strong => "strong",
        Mark::Code => "code",
        Mark::Superscript => "sup",
        Mark::Subscript => "sub",
        Mark::Deleted => "del",
        Mark::Inserted => "ins",
        Mark::Small => "small",
        Mark::Highlighted => "mark",
        Mark::Quoted => "q",
    })
}
