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

    /// Whether blocks can't stand in it, but only in its parts.
    pub(super) fn is_grid(&self) -> bool {
        matches!(self.kind, Kind::Table | Kind::Row)
    }

    fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List | Kind::NumberedList)
    }

    /// Puts what the block has become into the block around it; in a table's head where `is_head`.
    pub(super) fn end_in(&mut self, parent: &mut Self, is_head: bool) {
        match self.kind {
            Kind::Cell => {
                let (is_header, columns, rows) = self.cell;
                parent.row.push(Cell { is_header, columns, rows, blocks: mem::take(&mut self.blocks) });
            }
            Kind::Row => self.end_row(parent, is_head),
            Kind::Subhead => {
                let level = self.level;
                self.turn_paragraphs(&|run| Block::Subhead(level, run));
            }
            Kind::Preformatted => self.turn_paragraphs(&Block::Preformatted),
            Kind::Footer if parent.kind == Kind::Quote => self.turn_paragraphs(&Block::Citation),
            Kind::Quote => self.wrap(&Block::Quote),
            Kind::Item if parent.is_list() => {
                parent.end_stray_item();
                self.end_stray_item();
                parent.items.append(&mut self.items);
            }
            Kind::List | Kind::NumberedList => self.end_list(parent),
            // Before the table, where it has no other place.
            Kind::TableCaption => self.end_caption(parent),
            Kind::Caption if parent.kind == Kind::Figure => self.end_caption(parent),
            Kind::Figure => self.end_figure(),
            Kind::Table => self.end_table(),
            // The frame of a language of its own.
            Kind::Plain => {
                if let Some(tongue) = self.tongue.take() {
                    self.wrap(&|blocks| Block::Passage(tongue.clone(), blocks));
                }
            }
            _ => {}
        }
        parent.blocks.append(&mut self.blocks);
    }

    /// Makes one block of its blocks, if there are any.
    fn wrap(&mut self, wrapped: &dyn Fn(Vec<Block>) -> Block) {
        if !self.blocks.is_empty() {
            self.blocks = vec![wrapped(mem::take(&mut self.blocks))];
        }
    }

    fn turn_paragraphs(&mut self, turned: &dyn Fn(Vec<Inline>) -> Block) {
        for block in &mut self.blocks {
            if let Block::Paragraph(run) = block {
                *block = turned(mem::take(run));
            }
        }
    }

    fn end_row(&mut self, table: &mut Self, is_head: bool) {
        if !self.row.is_empty() {
            // A head below the facts would move above them.
            let is_head = is_head && table.table.body.is_empty();
            let rows = if is_head { &mut table.table.head } else { &mut table.table.body };
            rows.push(mem::take(&mut self.row));
        }
    }

    /// What stands before an item and in none is an item all the same.
    fn end_stray_item(&mut self) {
        if !self.blocks.is_empty() {
            self.items.push(mem::take(&mut self.blocks));
        }
    }

    fn end_list(&mut self, parent: &mut Self) {
        self.end_stray_item();
        if self.items.is_empty() {
            return;
        }
        let start = (self.kind == Kind::NumberedList).then_some(self.start);
        let list = Block::List { start, items: mem::take(&mut self.items) };
        match parent.items.last_mut() {
            // Between two items, it belongs to the first.
            Some(item) if parent.blocks.is_empty() => item.push(list),
            _ => self.blocks.push(list),
        }
    }

    /// Adds the words of a caption to those of its figure or table; more than words stays as it is.
    fn end_caption(&mut self, parent: &mut Self) {
        if self.blocks.iter().any(|block| !matches!(block, Block::Paragraph(_))) {
            return;
        }
        for block in &mut self.blocks {
            if let Block::Paragraph(run) = block {
                if !parent.table.caption.is_empty() {
                    parent.table.caption.push(Inline::Break);
                }
                parent.table.caption.append(run);
            }
        }
        self.blocks.clear();
    }

    /// Gives the words of a figure to what they are about: the last picture, table or quote in it.
    fn end_figure(&mut self) {
        let caption = mem::take(&mut self.table.caption);
        if caption.is_empty() {
            return;
        }
        match self.blocks.last_mut() {
            Some(Block::Figure(_, own)) if own.is_empty() => *own = caption,
            Some(Block::Table(table)) if table.caption.is_empty() => table.caption = caption,
            Some(Block::Quote(blocks)) => blocks.push(Block::Citation(caption)),
            _ => self.blocks.push(Block::Paragraph(caption)),
        }
    }

    fn end_table(&mut self) {
        let mut table = mem::take(&mut self.table);
        if let ([row], true) = (&mut table.body[..], table.head.is_empty() && table.caption.is_empty())
            && let [cell] = &mut row[..]
        {
            // A single cell is a layout of old, no table.
            self.blocks.append(&mut cell.blocks);
        } else if !table.body.is_empty() || !table.head.is_empty() {
            self.blocks.push(Block::Table(table));
        } else if !table.caption.is_empty() {
            self.blocks.push(Block::Paragraph(table.caption));
        }
    }
}
