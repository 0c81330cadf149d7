//! Blocks back to HTML that reads as the same blocks, and their words counted.

use dateline::model::{Block, Cell, Image, Inline, Mark, Row, Table, Tongue};

/// The words in `blocks`.
pub(crate) fn words(blocks: &[Block]) -> usize {
    let html = written(blocks);
    let mut is_tag = false;
    let text = html.chars().map(|c| match c {
        '<' => {
            is_tag = true;
            ' '
        }
        '>' => {
            is_tag = false;
            ' '
        }
        _ if is_tag => ' ',
        c => c,
    });
    text.collect::<String>().split_whitespace().count()
}

/// HTML of `blocks`.
pub(crate) fn written(blocks: &[Block]) -> String {
    let mut html = String::new();
    write_blocks(&mut html, blocks);
    html
}

fn write_blocks(html: &mut String, blocks: &[Block]) {
    for block in blocks {
        write_block(html, block);
    }
}

fn write_block(html: &mut String, block: &Block) {
    match block {
        Block::Paragraph(run) => wrap(html, "p", |html| write_run(html, run)),
        Block::Subhead(level, run) => wrap(html, &format!("h{level}"), |html| write_run(html, run)),
        Block::Preformatted(run) => wrap(html, "pre", |html| {
            // A reader drops the first line end.
            html.push('\n');
            write_run(html, run);
        }),
        Block::Quote(blocks) => wrap(html, "blockquote", |html| write_blocks(html, blocks)),
        Block::Citation(run) => wrap(html, "footer", |html| write_run(html, run)),
        Block::List { start, items } => {
            let items =
                |html: &mut String| items.iter().for_each(|item| wrap(html, "li", |html| write_blocks(html, item)));
            match start {
                None => wrap(html, "ul", items),
                Some(1) => wrap(html, "ol", items),
                Some(start) => {
                    *html += &format!(r#"<ol start="{start}">"#);
                    items(html);
                    *html += "</ol>";
                }
            }
        }
        Block::Figure(image, caption) => wrap(html, "figure", |html| {
            write_image(html, image);
            if !caption.is_empty() {
                wrap(html, "figcaption", |html| write_run(html, caption));
            }
        }),
        Block::Table(table) => write_table(html, table),
        Block::Rule => *html += "<hr>",
        Block::Passage(tongue, blocks) => {
            *html += &format!("<div{}>", spoken(tongue));
            write_blocks(html, blocks);
            *html += "</div>";
        }
    }
}

fn write_table(html: &mut String, table: &Table) {
    wrap(html, "table", |html| {
        if !table.caption.is_empty() {
            wrap(html, "caption", |html| write_run(html, &table.caption));
        }
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if !rows.is_empty() {
                wrap(html, name, |html| rows.iter().for_each(|row| write_row(html, row)));
            }
        }
    });
}

fn write_row(html: &mut String, row: &Row) {
    wrap(html, "tr", |html| row.iter().for_each(|cell| write_cell(html, cell)));
}

fn write_cell(html: &mut String, cell: &Cell) {
    let name = if cell.is_header { "th" } else { "td" };
    *html += &format!("<{name}");
    for (attribute, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if span > 1 {
            *html += &format!(r#" {attribute}="{span}""#);
        }
    }
    html.push('>');
    write_blocks(html, &cell.blocks);
    *html += &format!("</{name}>");
}

/// The attributes that say in what language and direction something is.
fn spoken(tongue: &Tongue) -> String {
    let language = tongue.language.as_deref().map(|language| format!(r#" lang="{}""#, escaped(language)));
    let direction = tongue.direction.map(|direction| format!(r#" dir="{}""#, direction.name()));
    language.unwrap_or_default() + &direction.unwrap_or_default()
}

fn write_run(html: &mut String, run: &[Inline]) {
    for inline in run {
        match inline {
            Inline::Text(text) => *html += &escaped(text),
            Inline::Break => *html += "<br>",
            Inline::Marked(mark, run) => {
                let (name, attributes) = tag_of(mark);
                *html += &format!("<{name}{attributes}>");
                write_run(html, run);
                *html += &format!("</{name}>");
            }
        }
    }
}

/// The element of a mark, and its attributes.
fn tag_of(mark: &Mark) -> (&'static str, String) {
    let name = match mark {
        Mark::Link(url) => return ("a", format!(r#" href="{}""#, escaped(url.href()))),
        Mark::Foreign(tongue) => return ("span", spoken(tongue)),
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
    };
    (name, String::new())
}

fn write_image(html: &mut String, image: &Image) {
    *html += &format!(r#"<img src="{}""#, escaped(image.url.href()));
    if let Some(alt) = &image.alt {
        *html += &format!(r#" alt="{}""#, escaped(alt));
    }
    if let Some((width, height)) = image.size {
        *html += &format!(r#" width="{width}" height="{height}""#);
    }
    *html += ">";
}

fn wrap(html: &mut String, tag: &str, content: impl FnOnce(&mut String)) {
    *html += &format!("<{tag}>");
    content(html);
    *html += &format!("</{tag}>");
}

/// Text as HTML says it, also in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
