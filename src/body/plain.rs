//! Plain text to paragraphs.

use std::mem::take;

use super::tokens::visible;
use super::{Body, MAX_TAGS, MAX_TEXT};
use crate::model::{Block, Inline};

/// Reads paragraphs that end at blank lines; the other line ends stay line ends.
pub(super) fn read(text: &str) -> Body {
    let mut body = Body::default();
    let mut run = Vec::new();
    let mut rest = text;
    let mut lines = 0;
    while !rest.is_empty() {
        let end = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
        let line = rest[..end].trim();
        if lines == MAX_TAGS || text.len() - rest.len() + end > MAX_TEXT {
            body.is_cut = true;
            body.dropped_characters = visible(rest);
            break;
        }
        rest = &rest[(end + 1).min(rest.len())..];
        lines += 1;
        if line.is_empty() {
            end_paragraph(&mut run, &mut body.blocks);
        } else {
            if !run.is_empty() {
                run.push(Inline::Break);
            }
            run.push(Inline::Text(line.into()));
        }
    }
    end_paragraph(&mut run, &mut body.blocks);
    body
}

fn end_paragraph(run: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !run.is_empty() {
        blocks.push(Block::Paragraph(take(run)));
    }
}
