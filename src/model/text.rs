//! The body copy: blocks, and the runs of text inside them.

use super::{Direction, Image, Text, WebLink};

/// One piece of the body, top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the body; 1 is the highest level of its body.
    Subhead(u8, Vec<Inline>),
    /// Text whose spaces and line ends are the author's.
    Preformatted(Vec<Inline>),
    /// Somebody's words set apart.
    Quote(Vec<Block>),
    /// Whose words they are; stands in a quote.
    Citation(Vec<Inline>),
    /// Items in order or in no order.
    List {
        /// The first item's number, where the items are numbered.
        start: Option<i32>,
        /// The items, top to bottom.
        items: Vec<ListItem>,
    },
    /// Facts in rows and columns.
    Table(Table),
    /// A picture with its words.
    Figure(Image, Vec<Inline>),
    /// A break between two thoughts.
    Rule,
    /// Blocks in another language or direction than those around them.
    Passage(Tongue, Vec<Block>),
}

/// One item of a list.
pub type ListItem = Vec<Block>;

/// A table: its caption, the rows that name its columns, and the rows of facts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table shows.
    pub caption: Vec<Inline>,
    /// The rows that head the columns.
    pub head: Vec<Row>,
    /// The other rows.
    pub body: Vec<Row>,
}

/// One row of a table.
pub type Row = Vec<Cell>;

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Whether it names a row or a column.
    pub is_header: bool,
    /// How many columns it takes, 1 to 100.
    pub columns: u32,
    /// How many rows it takes, 1 to 100.
    pub rows: u32,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

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

impl Inline {
    /// The words of a run without their marks.
    #[must_use]
    pub fn words(run: &[Self]) -> String {
        let mut words = String::new();
        for inline in run {
            match inline {
                Self::Text(text) => words.push_str(text),
                Self::Break => words.push(' '),
                Self::Marked(_, run) => words.push_str(&Self::words(run)),
            }
        }
        words
    }
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
    /// Words that no longer hold.
    Deleted,
    /// Words put in later.
    Inserted,
    /// Side remarks.
    Small,
    /// Words that somebody has marked.
    Highlighted,
    /// Somebody's words in the middle of others, which get their quotation marks from this.
    Quoted,
    /// Words in another language or direction than those around them.
    Foreign(Tongue),
    /// A link.
    Link(WebLink),
}

/// A language, a direction or both, where they aren't those of what stands around.
#[derive(Clone, Debug, PartialEq)]
pub struct Tongue {
    /// A well-formed BCP 47 tag.
    pub language: Option<Text>,
    /// Which way the text runs.
    pub direction: Option<Direction>,
}
