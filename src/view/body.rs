//! The body copy, block by block.

use yew::prelude::*;

use super::{Page, attribute, figure, text};
use crate::model::{Block, Cell, Inline, WebLink};
use crate::settings::{Section, Variant};

/// The body, in the full variant.
pub(super) fn view_body(page: &Page<'_>) -> Html {
    if page.settings.variant != Variant::Full || !page.shows(Section::Body) || page.article.body.is_empty() {
        return Html::default();
    }
    html! { <div part="body">{ view_blocks(page, &page.article.body) }</div> }
}

fn view_blocks(page: &Page<'_>, blocks: &[Block]) -> Html {
    blocks.iter().map(|block| view_block(page, block)).collect()
}

fn view_block(page: &Page<'_>, block: &Block) -> Html {
    match block {
        Block::Paragraph(run) => html! { <p>{ view_run(page, run) }</p> },
        Block::Subhead(level, run) => {
            // A body's highest subheads are h2 in most systems, and stand right below our headline.
            let element = page.settings.heading_level.element(level.saturating_sub(1).max(1));
            html! { <@{element} class="subhead">{ view_run(page, run) }</@> }
        }
        Block::Quote(blocks) => html! { <blockquote>{ view_blocks(page, blocks) }</blockquote> },
        Block::List { start, items } => view_list(page, *start, items),
        Block::Figure(image, caption) => html! {
            <figure>
                { figure::view_image(image, None, None) }
                if !caption.is_empty() { <figcaption>{ view_run(page, caption) }</figcaption> }
            </figure>
        },
        Block::Table { caption, rows } => view_table(page, caption, rows),
        Block::Preformatted(content) => html! { <pre tabindex="0">{ text(content) }</pre> },
        Block::Rule => html! { <hr /> },
    }
}

fn view_list(page: &Page<'_>, start: Option<i32>, items: &[Vec<Block>]) -> Html {
    let items = items.iter().map(|item| {
        // An item of one paragraph is a line, not a paragraph.
        let content = match &item[..] {
            [Block::Paragraph(run)] => view_run(page, run),
            blocks => view_blocks(page, blocks),
        };
        html! { <li>{ content }</li> }
    });
    match start {
        None => html! { <ul>{ for items }</ul> },
        Some(1) => html! { <ol>{ for items }</ol> },
        Some(start) => html! { <ol start={start.to_string()}>{ for items }</ol> },
    }
}

fn view_table(page: &Page<'_>, caption: &[Inline], rows: &[Vec<Cell>]) -> Html {
    // Wide tables scroll inside; the keyboard must reach what scrolls.
    html! {
        <div class="table" tabindex="0" role="region">
            <table>
                if !caption.is_empty() { <caption>{ view_run(page, caption) }</caption> }
                <tbody>
                    for row in rows {
                        <tr>{ for row.iter().map(|cell| view_cell(page, cell)) }</tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn view_cell(page: &Page<'_>, cell: &Cell) -> Html {
    let element = if cell.is_header { "th" } else { "td" };
    let span = |count: u32| (count > 1).then(|| count.to_string());
    html! { <@{element} colspan={span(cell.columns)} rowspan={span(cell.rows)}>{ view_run(page, &cell.content) }</@> }
}

fn view_run(page: &Page<'_>, run: &[Inline]) -> Html {
    run.iter().map(|inline| view_inline(page, inline)).collect()
}

fn view_inline(page: &Page<'_>, inline: &Inline) -> Html {
    let (element, content) = match inline {
        Inline::Text(content) => return text(content),
        Inline::Break => return html! { <br /> },
        Inline::Link(url, content) => return view_link(page, url, content),
        Inline::Emphasis(content) => ("em", content),
        Inline::Strong(content) => ("strong", content),
        Inline::Code(content) => ("code", content),
        Inline::Superscript(content) => ("sup", content),
        Inline::Subscript(content) => ("sub", content),
    };
    html! { <@{element}>{ view_run(page, content) }</@> }
}

fn view_link(page: &Page<'_>, url: &WebLink, content: &[Inline]) -> Html {
    let target = url.is_page().then(|| page.settings.link_target.name());
    html! { <a href={attribute(url.href())} {target} rel="noopener">{ view_run(page, content) }</a> }
}
