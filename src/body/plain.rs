//! Plain text to paragraphs.

use super::tokens::visible;
use super::{Body, MAX_TAGS, MAX_TEXT};
use crate::model::{Block, Inline};

/// Reads paragraphs that end at blank lines; the other line ends stay line ends.
pub(super) fn read(text: &str) -> Body {
    let mut body = Body::default();
    let mut run = Vec::new();
    let mut left = MAX_TEXT;
    for (number, line) in text.split('\n').enumerate() {
        let line = line.trim();
        if line.is_empty() {
            end(&mut run, &mut body);
        } else if number > MAX_TAGS || line.len() > left {
            body.is_cut = true;
            body.dropped_characters += visible(line);
        } else {
            left -= line.len();
            if !run.is_empty() {
                run.push(Inline::Break);
            }
            run.push(Inline::Text(line.into()));
        }
    }
    end(&mut run, &mut body);
    body
}

fn end(run: &mut Vec<Inline>, body: &mut Body) {
    if !run.is_empty() {
        body.blocks.push(Block::Paragraph(std::mem::take(run)));
    }
}
