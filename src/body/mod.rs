//! Turns an article's HTML into the model's blocks.
//! It knows no browser: markup is read here, and nothing of it but text and checked addresses goes on.

mod blocks;
mod elements;
mod entities;
mod tokens;

use crate::model::{Block, WebLink};

/// Turns `html` into blocks; `link` makes an address absolute and checks it.
///
/// The work is linear in the input. Blocks nested more than 64 deep are not nested any deeper,
/// and what comes after 20,000 tags is left out.
pub(crate) fn blocks(html: &str, link: &dyn Fn(&str) -> Option<WebLink>) -> Vec<Block> {
    blocks::blocks(html, link)
}
