//! What a body says, whatever order its marks stand in each other.

use dateline::model::{Block, Inline, Mark};

use crate::written::name;

/// A line for each block, indented as deep as it stands.
pub(super) fn of(blocks: &[Block]) -> String {
    let mut lines = String::new();
    blocks.iter().for_each(|block| add(block, 1, &mut lines));
    lines
}

fn add(block: &Block, depth: usize, lines: &mut String) {
    let indent = "    ".repeat(depth);
    let mut line = |words: String| *lines += &format!("{indent}{words}\n");
    match block {
        Block::Paragraph(words) => line(format!("paragraph {}", run(words))),
        Block::Subhead(level, words) => line(format!("subhead {level} {}", run(words))),
        Block::Preformatted(words) => line(format!("preformatted {}", run(words))),
        Block::Citation(words) => line(format!("citation {}", run(words))),
        Block::Rule => line("rule".to_owned()),
        Block::Figure(image, words) => line(format!("{image:?} {}", run(words))),
        Block::Quote(blocks) => {
            line("quote".to_owned());
            blocks.iter().for_each(|block| add(block, depth + 1, lines));
        }
        Block::Passage(tongue, blocks) => {
            line(format!("{tongue:?}"));
            blocks.iter().for_each(|block| add(block, depth + 1, lines));
        }
        Block::List { start, items } => {
            for item in items {
                *lines += &format!("{indent}item {start:?}\n");
                item.iter().for_each(|block| add(block, depth + 1, lines));
            }
        }
        Block::Table(table) => {
            line(format!("table {}", run(&table.caption)));
            for (number, row) in table.head.iter().chain(&table.body).enumerate() {
                for cell in row {
                    let is_head = number < table.head.len();
                    let spans = (cell.columns, cell.rows);
                    *lines += &format!("{indent}row {number} {is_head} {} {spans:?}\n", cell.is_header);
                    cell.blocks.iter().for_each(|block| add(block, depth + 1, lines));
                }
            }
        }
    }
}

/// The pieces of a run, each with its marks in alphabetical order.
fn run(inlines: &[Inline]) -> String {
    let mut pieces: Vec<(Vec<String>, String)> = Vec::new();
    collect(inlines, &mut Vec::new(), &mut pieces);
    pieces.into_iter().map(|(marks, words)| format!("{{{}}}{words:?} ", marks.join(" "))).collect()
}

fn collect(inlines: &[Inline], marks: &mut Vec<String>, pieces: &mut Vec<(Vec<String>, String)>) {
    for inline in inlines {
        let words = match inline {
            Inline::Text(words) => words.to_string(),
            Inline::Break => "\n".to_owned(),
            Inline::Marked(mark, inlines) => {
                let outer = marks.clone();
                if let Mark::Foreign(_) = mark {
                    // Words have one language.
                    marks.retain(|mark| !mark.starts_with("Tongue"));
                }
                marks.push(match mark {
                    Mark::Link(url) => format!("a {}", url.href()),
                    Mark::Foreign(tongue) => format!("{tongue:?}"),
                    mark => name(mark).to_owned(),
                });
                collect(inlines, marks, pieces);
                *marks = outer;
                continue;
            }
        };
        let mut sorted = marks.clone();
        sorted.sort();
        // A quote in a quote is another one; strong words in strong words are no stronger.
        sorted.dedup_by(|one, other| one == other && !["q", "sup", "sub"].contains(&&**one));
        match pieces.last_mut() {
            Some((last, so_far)) if *last == sorted => *so_far += &words,
            _ => pieces.push((sorted, words)),
        }
    }
}
