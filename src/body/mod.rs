//! Turns an article's HTML into the model's blocks.
//! It knows no browser: markup is read here, and nothing of it but text and checked addresses goes on.

mod blocks;
mod entities;
mod tokens;
mod tree;

use crate::model::{Block, WebLink};

/// Turns `html` into blocks; `link` makes an address absolute and checks it.
///
/// The work is linear in the input. Text nested more than 64 elements deep is kept, its deeper structure is not,
/// and what comes after 20,000 elements is left out.
pub(crate) fn blocks(html: &str, link: &dyn Fn(&str) -> Option<WebLink>) -> Vec<Block> {
    blocks::blocks(&tree::parse(html), link)
}
