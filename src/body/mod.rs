//! Turns an article's HTML into the model's blocks.
//! It knows no browser: markup is read here, and nothing of it but text and checked addresses goes on.
//!
//! Its work is linear in the input, whatever the input is, for every list that it searches is bounded:
//! by the constants of this file, or by the tables of elements and references.

mod blocks;
mod elements;
mod entities;
mod frame;
mod picture;
mod run;
#[cfg(test)]
mod steps;
mod tokens;

use crate::model::{Block, Inline, WebLink};

/// How many start tags a body may have, and how many end tags.
/// A mark that goes on in a next block counts as a start tag there.
const MAX_TAGS: usize = 20_000;
/// How many bytes of text a body may have.
const MAX_TEXT: usize = 1_000_000;
/// How deep the model's blocks may stand in each other; those in deeper ones stand beside them.
const MAX_DEPTH: usize = 64;
/// How many marks may be open in each other.
const MAX_MARKS: usize = 32;
/// How deep elements may stand in each other; browsers draw the same line.
const MAX_ELEMENTS: usize = 512;
/// How many widths a picture may come in.
const MAX_SOURCES: usize = 16;
/// How many columns or rows a cell of a table may take.
const MAX_SPAN: u32 = 100;
/// How many pixels wide or high a picture may be.
const MAX_SIDE: u32 = 10_000;

/// Finds the address that a body means: makes it absolute and checks it.
type Link<'a> = &'a dyn Fn(&str) -> Option<WebLink>;

/// What a body has become.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// The body copy, block by block.
    pub(crate) blocks: Vec<Block>,
    /// How many characters, not counting white space, were left out that a reader might miss:
    /// those over a limit, and the text of drawings, formulas and form controls.
    pub(crate) dropped_characters: usize,
    /// Whether the end is missing.
    pub(crate) is_cut: bool,
}

/// Turns `html` into blocks; `link` makes an address absolute and checks it.
#[inline(never)]
pub(crate) fn read(html: &str, link: Link<'_>) -> Body {
    blocks::read(html, link)
}

/// Text, an address for example, with HTML's character references resolved as in an attribute.
pub(crate) fn resolve(text: &str) -> String {
    entities::resolve(text, true)
}

/// Counts work in tests, and is nothing elsewhere.
#[inline(always)]
fn step(_amount: usize) {
    #[cfg(test)]
    steps::count(_amount);
}

/// The text of a run of plain words.
fn inline(text: String) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}
