//! The body copy: blocks, and the runs of text inside them.

use super::{Image, Text, WebLink};

/// One piece of the body, top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the body; 1 is the highest level of its body.
    Subhead(u8, Vec<Inline>),
    /// Somebody's words set apart.
    Quote(Vec<Block>),
    /// Items in order or in no order.
    List {
        /// The first item's number, where the items are numbered.
        start: Option<i32>,
        /// The items, top to bottom.
        items: Vec<ListItem>,
    },
    /// A picture with its words.
    Figure(Image, Vec<Inline>),
    /// A break between two thoughts.
    Rule,
}

/// One item of a list.
pub type ListItem = Vec<Block>;

/// A run inside a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(Text),
    /// A line end that the author wants.
    Break,
    /// Text that is more than plain.
    Marked(Mark, Vec<Inline>),
}

/// What text is besides plain.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Stressed words.
    Emphasis,
    /// Important words.
    Strong,
    /// Words of a program.
    Code,
    /// Raised text.
    Superscript,
    /// Lowered text.
    Subscript,
    /// A link.
    Link(WebLink),
}
