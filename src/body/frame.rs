//! Blocks that haven't ended, and what each becomes in the block around it when it does.
//! It knows no tags.

use std::mem;

use super::elements::Kind;
use crate::model::{Block, Cell, Inline, ListItem, Row, Table, Tongue};

/// A block that hasn't ended, and what stands in it so far.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
    /// A subhead's level.
    pub(super) level: u8,
    /// A numbered list's first number.
    pub(super) start: i32,
    /// A list's items.
    items: Vec<ListItem>,
    /// A figure's or a table's words, and a table's rows.
    table: Table,
    /// A row's cells.
    row: Row,
    /// What kind of cell it is.
    pub(super) cell: (bool, u32, u32),
    pub(super) tongue: Option<Tongue>,
}

impl Frame {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            level: 1,
            start: 1,
            items: Vec::new(),
            table: Table::default(),
            row: Row::new(),
            cell: (false, 1, 1),
            tongue: None,
        }
    }

    /// The blocks of an element with a language of its own.
    pub(super) fn passage(tongue: Tongue) -> Self {
        Self { tongue: Some(tongue), ..Self::new(Kind::Plain) }
    }

    /// Whether blocks can't stand in it, but only in its parts.
    pub(super) fn is_grid(&self) -> bool {
        matches!(self.kind, Kind::Table | Kind::Row)
    }

    fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List | Kind::NumberedList)
    }

    /// Puts a part of a table into the table, or a cell into its row.
    pub(super) fn end_in_grid(self, grid: &mut Self, is_head: bool) {
        match self.kind {
            Kind::Cell => {
                let (is_header, columns, rows) = self.cell;
                grid.row.push(Cell { is_header, columns, rows, blocks: self.blocks });
            }
            Kind::Row if self.row.is_empty() => {}
            // A head below the facts would move above them.
            Kind::Row if is_head && grid.table.body.is_empty() => grid.table.head.push(self.row),
            Kind::Row => grid.table.body.push(self.row),
            _ => {
                // Before the table, where it has no other place.
                let words = self.words(&mut grid.blocks);
                join(&mut grid.table.caption, words);
            }
        }
    }

    /// Puts what the block has become into the block around it.
    pub(super) fn end_in(mut self, parent: &mut Self) {
        match self.kind {
            Kind::Subhead => {
                let level = self.level;
                self.turn_paragraphs(|run| Block::Subhead(level, run));
                parent.blocks.append(&mut self.blocks);
            }
            Kind::Preformatted => {
                self.turn_paragraphs(Block::Preformatted);
                parent.blocks.append(&mut self.blocks);
            }
            Kind::Footer => {
                if parent.kind == Kind::Quote {
                    self.turn_paragraphs(Block::Citation);
                }
                parent.blocks.append(&mut self.blocks);
            }
            Kind::Quote => parent.wrap(self.blocks, Block::Quote),
            Kind::Item if parent.is_list() => {
                parent.end_stray_item();
                if !self.blocks.is_empty() {
                    parent.items.push(self.blocks);
                }
            }
            Kind::List | Kind::NumberedList => self.end_list(parent),
            Kind::Caption if parent.kind == Kind::Figure => {
                let words = self.words(&mut parent.blocks);
                join(&mut parent.table.caption, words);
            }
            Kind::Figure => self.end_figure(parent),
            Kind::Table => self.end_table(parent),
            // The frame of a language of its own.
            Kind::Plain => self.end_passage(parent),
            _ => parent.blocks.append(&mut self.blocks),
        }
    }

    fn wrap(&mut self, blocks: Vec<Block>, wrapped: impl FnOnce(Vec<Block>) -> Block) {
        if !blocks.is_empty() {
            self.blocks.push(wrapped(blocks));
        }
    }

    fn turn_paragraphs(&mut self, turned: impl Fn(Vec<Inline>) -> Block) {
        for block in &mut self.blocks {
            if let Block::Paragraph(run) = block {
                *block = turned(mem::take(run));
            }
        }
    }

    /// What stands before an item and in none is an item all the same.
    fn end_stray_item(&mut self) {
        if !self.blocks.is_empty() {
            self.items.push(mem::take(&mut self.blocks));
        }
    }

    fn end_list(mut self, parent: &mut Self) {
        self.end_stray_item();
        if self.items.is_empty() {
            return;
        }
        let start = (self.kind == Kind::NumberedList).then_some(self.start);
        let list = Block::List { start, items: self.items };
        match parent.items.last_mut() {
            // Between two items, it belongs to the first.
            Some(item) if parent.blocks.is_empty() => item.push(list),
            _ => parent.blocks.push(list),
        }
    }

    /// The words of a caption as one run; where more than words stand in it, all of it goes to `others`.
    fn words(self, others: &mut Vec<Block>) -> Vec<Inline> {
        let mut words = Vec::new();
        if self.blocks.iter().any(|block| !matches!(block, Block::Paragraph(_))) {
            others.extend(self.blocks);
            return words;
        }
        for block in self.blocks {
            if let Block::Paragraph(run) = block {
                join(&mut words, run);
            }
        }
        words
    }

    /// Gives the words of a figure to what they are about: the last picture, table or quote in it.
    fn end_figure(mut self, parent: &mut Self) {
        let caption = self.table.caption;
        if !caption.is_empty() {
            match self.blocks.last_mut() {
                Some(Block::Figure(_, own)) if own.is_empty() => *own = caption,
                Some(Block::Table(table)) if table.caption.is_empty() => table.caption = caption,
                Some(Block::Quote(blocks)) => blocks.push(Block::Citation(caption)),
                _ => self.blocks.push(Block::Paragraph(caption)),
            }
        }
        parent.blocks.append(&mut self.blocks);
    }

    fn end_table(mut self, parent: &mut Self) {
        parent.blocks.append(&mut self.blocks);
        let table = &mut self.table;
        if let ([row], true) = (&mut table.body[..], table.head.is_empty() && table.caption.is_empty())
            && let [cell] = &mut row[..]
        {
            // A single cell is a layout of old, no table.
            parent.blocks.append(&mut cell.blocks);
        } else if !table.body.is_empty() || !table.head.is_empty() {
            parent.blocks.push(Block::Table(self.table));
        } else if !table.caption.is_empty() {
            parent.blocks.push(Block::Paragraph(mem::take(&mut table.caption)));
        }
    }

    fn end_passage(self, parent: &mut Self) {
        match self.tongue {
            Some(tongue) => parent.wrap(self.blocks, |blocks| Block::Passage(tongue, blocks)),
            None => parent.blocks.extend(self.blocks),
        }
    }
}

/// Adds a run to another, on a line of its own.
fn join(run: &mut Vec<Inline>, mut next: Vec<Inline>) {
    if !run.is_empty() && !next.is_empty() {
        run.push(Inline::Break);
    }
    run.append(&mut next);
}
