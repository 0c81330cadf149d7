//! Blocks in the plainest HTML that a browser would read as the same blocks.

use dateline::model::{Block, Cell, Direction, Inline, Mark, Row, Tongue};

/// The HTML of `blocks`.
pub(crate) fn written(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect()
}

/// The text of `blocks`, without white space.
pub(crate) fn words(blocks: &[Block]) -> String {
    blocks.iter().map(words_of_block).collect::<String>().replace(|c: char| c.is_ascii_whitespace(), "")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => format!("<p>{}</p>", run(words)),
        Block::Subhead(level, words) => format!("<h{level}>{}</h{level}>", run(words)),
        Block::Preformatted(words) => format!("<pre>\n{}</pre>", run(words)),
        Block::Quote(blocks) => format!("<blockquote>{}</blockquote>", written(blocks)),
        Block::Citation(words) => format!("<footer>{}</footer>", run(words)),
        Block::List { start, items } => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>", written(item))).collect();
            match start {
                None => format!("<ul>{items}</ul>"),
                Some(1) => format!("<ol>{items}</ol>"),
                Some(start) => format!("<ol start={start}>{items}</ol>"),
            }
        }
        Block::Table(table) => {
            let caption = part("caption", &run(&table.caption));
            let rows = |rows: &[Row]| rows.iter().map(row).collect::<String>();
            let (head, body) = (part("thead", &rows(&table.head)), part("tbody", &rows(&table.body)));
            format!("<table>{caption}{head}{body}</table>")
        }
        Block::Figure(image, caption) => {
            let mut html = format!("<figure><img src=\"{}\"", escaped(image.url.href()));
            if let Some(alt) = &image.alt {
                html += &format!(" alt=\"{}\"", escaped(alt));
            }
            if let Some((width, height)) = image.size {
                html += &format!(" width={width} height={height}");
            }
            if !image.sources.is_empty() {
                let widths = image.sources.iter().map(|source| format!("{} {}w", source.url.href(), source.width));
                html += &format!(" srcset=\"{}\"", escaped(&widths.collect::<Vec<_>>().join(", ")));
            }
            format!("{html}>{}</figure>", part("figcaption", &run(caption)))
        }
        Block::Rule => "<hr>".to_owned(),
        Block::Passage(language, blocks) => format!("<div{}>{}</div>", tongue(language), written(blocks)),
    }
}

fn part(name: &str, content: &str) -> String {
    if content.is_empty() { String::new() } else { format!("<{name}>{content}</{name}>") }
}

fn row(row: &Row) -> String {
    format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>())
}

fn cell(cell: &Cell) -> String {
    let name = if cell.is_header { "th" } else { "td" };
    let span = |name: &str, span| if span == 1 { String::new() } else { format!(" {name}={span}") };
    let spans = span("colspan", cell.columns) + &span("rowspan", cell.rows);
    format!("<{name}{spans}>{}</{name}>", written(&cell.blocks))
}

fn tongue(tongue: &Tongue) -> String {
    let language = tongue.language.iter().map(|tag| format!(" lang={tag}"));
    let direction = tongue.direction.iter().map(|direction| format!(" dir={}", Direction::name(*direction)));
    language.chain(direction).collect()
}

fn run(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => escaped(text),
            Inline::Break => "<br>".to_owned(),
            Inline::Marked(Mark::Link(url), words) => {
                format!("<a href=\"{}\">{}</a>", escaped(url.href()), run(words))
            }
            Inline::Marked(Mark::Foreign(language), words) => {
                format!("<span{}>{}</span>", tongue(language), run(words))
            }
            Inline::Marked(mark, words) => part(name(mark), &run(words)),
        })
        .collect()
}

/// The element that makes a mark; a link and a language need more than that.
pub(crate) fn name(mark: &Mark) -> &'static str {
    match mark {
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
        Mark::Foreign(_) => "span",
        Mark::Link(_) => "a",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn words_of_block(block: &Block) -> String {
    let of_blocks = |blocks: &[Block]| blocks.iter().map(words_of_block).collect::<String>();
    match block {
        Block::Paragraph(run)
        | Block::Subhead(_, run)
        | Block::Preformatted(run)
        | Block::Citation(run)
        | Block::Figure(_, run) => Inline::words(run),
        Block::Quote(blocks) | Block::Passage(_, blocks) => of_blocks(blocks),
        Block::List { items, .. } => items.iter().map(|item| of_blocks(item)).collect(),
        Block::Table(table) => {
            let cells = table.head.iter().chain(&table.body).flatten();
            Inline::words(&table.caption) + &cells.map(|cell| of_blocks(&cell.blocks)).collect::<String>()
        }
        Block::Rule => String::new(),
    }
}
