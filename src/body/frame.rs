//! Blocks that haven't ended, and what each becomes in the block around it when it does.
//! It knows no tags.

use std::mem::take;

use super::elements::{Kind, LISTS};
use crate::model::{Block, Cell, Inline, ListItem, Row, Table, Tongue};

/// A block that hasn't ended, and what stands in it so far.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
    /// A subhead's level, a numbered list's first number, or 0 for a cell that heads others.
    pub(super) number: i32,
    /// A list's items.
    items: Vec<ListItem>,
    /// A figure's or a table's words, and a table's rows.
    table: Table,
    /// A row's cells.
    row: Row,
    /// How many columns and rows a cell takes.
    pub(super) span: (u32, u32),
    /// The language of a passage.
    pub(super) tongue: Option<Tongue>,
}

impl Frame {
    #[inline(never)]
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            number: 1,
            items: Vec::new(),
            table: Table::default(),
            row: Row::new(),
            span: (1, 1),
            tongue: None,
        }
    }

    /// Puts a part of a table into the table, or a cell into its row.
    #[inline(never)]
    pub(super) fn end_in_grid(&mut self, grid: &mut Self, is_head: bool) {
        match self.kind {
            Kind::Cell => {
                let (columns, rows) = self.span;
                grid.row.push(Cell { is_header: self.number == 0, columns, rows, blocks: take(&mut self.blocks) });
            }
            Kind::Row if self.row.is_empty() => {}
            Kind::Row => {
                let Table { head, body, .. } = &mut grid.table;
                // A head below the facts would move above them.
                let rows = if is_head && body.is_empty() { head } else { body };
                rows.push(take(&mut self.row));
            }
            // What is more than words stands before the table.
            _ => self.end_caption(grid),
        }
    }

    /// Puts what the block has become into the block around it.
    #[inline(never)]
    pub(super) fn end_in(&mut self, parent: &mut Self) {
        match self.kind {
            Kind::Caption if parent.kind == Kind::Figure => return self.end_caption(parent),
            Kind::List | Kind::NumberedList => return self.end_list(parent),
            Kind::Item if LISTS.have(parent.kind) => return self.end_item(parent),
            Kind::Figure => self.end_figure(),
            Kind::Table => self.end_table(),
            // A plain frame is an element with a language of its own.
            Kind::Quote | Kind::Plain if !self.blocks.is_empty() => {
                let blocks = take(&mut self.blocks);
                self.blocks.push(match take(&mut self.tongue) {
                    Some(tongue) => Block::Passage(tongue, blocks),
                    None => Block::Quote(blocks),
                });
            }
            _ => self.turn_paragraphs(parent.kind),
        }
        parent.blocks.append(&mut self.blocks);
    }

    /// Makes the paragraphs what they are in a subhead, for one.
    #[inline(never)]
    fn turn_paragraphs(&mut self, around: Kind) {
        for block in &mut self.blocks {
            if let Block::Paragraph(run) = block {
                let run = take(run);
                *block = match self.kind {
                    Kind::Subhead => Block::Subhead(self.number as u8, run),
                    Kind::Preformatted => Block::Preformatted(run),
                    Kind::Footer if around == Kind::Quote => Block::Citation(run),
                    _ => Block::Paragraph(run),
                };
            }
        }
    }

    /// What stands before an item and in none is an item all the same.
    fn end_stray_item(&mut self) {
        if !self.blocks.is_empty() {
            self.items.push(take(&mut self.blocks));
        }
    }

    #[inline(never)]
    fn end_item(&mut self, list: &mut Self) {
        list.end_stray_item();
        self.end_stray_item();
        list.items.append(&mut self.items);
    }

    #[inline(never)]
    fn end_list(&mut self, parent: &mut Self) {
        self.end_stray_item();
        if self.items.is_empty() {
            return;
        }
        let start = (self.kind == Kind::NumberedList).then_some(self.number);
        let list = Block::List { start, items: take(&mut self.items) };
        match parent.items.last_mut() {
            // Between two items, it belongs to the first.
            Some(item) if parent.blocks.is_empty() => item.push(list),
            _ => parent.blocks.push(list),
        }
    }

    /// Makes the words of a caption those of the figure or table around it, unless more than words stand in it.
    fn end_caption(&mut self, parent: &mut Self) {
        if self.blocks.iter().any(|block| !matches!(block, Block::Paragraph(_))) {
            parent.blocks.append(&mut self.blocks);
        }
        for block in &mut self.blocks {
            if let Block::Paragraph(run) = block {
                // A line for each paragraph.
                let caption = &mut parent.table.caption;
                if !caption.is_empty() {
                    caption.push(Inline::Break);
                }
                caption.append(run);
            }
        }
    }

    /// Gives the words of a figure to what they are about: the last picture, table or quote in it.
    #[inline(never)]
    fn end_figure(&mut self) {
        let caption = take(&mut self.table.caption);
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

    #[inline(never)]
    fn end_table(&mut self) {
        let mut table = take(&mut self.table);
        let has_rows = !table.head.is_empty() || !table.body.is_empty();
        if table.head.is_empty()
            && table.caption.is_empty()
            && let [row] = &mut table.body[..]
            && let [cell] = &mut row[..]
        {
            // A single cell is a layout of old, no table.
            self.blocks.append(&mut cell.blocks);
        } else if has_rows {
            self.blocks.push(Block::Table(table));
        } else if !table.caption.is_empty() {
            self.blocks.push(Block::Paragraph(table.caption));
        }
    }
}
