//! Blocks back to HTML that reads as the same blocks, and their words counted.

use dateline::model::{Block, Image, Inline, Mark};

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
        Block::Quote(blocks) => wrap(html, "blockquote", |html| write_blocks(html, blocks)),
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
        Block::Rule => *html += "<hr>",
    }
}

fn write_run(html: &mut String, run: &[Inline]) {
    for inline in run {
        match inline {
            Inline::Text(text) => *html += &escaped(text),
            Inline::Break => *html += "<br>",
            Inline::Marked(mark, run) => match mark {
                Mark::Emphasis => wrap(html, "em", |html| write_run(html, run)),
                Mark::Strong => wrap(html, "strong", |html| write_run(html, run)),
                Mark::Code => wrap(html, "code", |html| write_run(html, run)),
                Mark::Superscript => wrap(html, "sup", |html| write_run(html, run)),
                Mark::Subscript => wrap(html, "sub", |html| write_run(html, run)),
                Mark::Link(url) => {
                    *html += &format!(r#"<a href="{}">"#, escaped(url.href()));
                    write_run(html, run);
                    *html += "</a>";
                }
            },
        }
    }
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
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
