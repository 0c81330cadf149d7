//! Tags and text to the model's blocks, in one pass.
//! What has no meaning to a reader leaves its text; what would act leaves nothing.

use super::elements::Kind;
use super::entities;
use super::tokens::{Tag, Token, tokens};
use crate::model::{Block, Cell, Image, Inline, Mark, WebLink};

/// How deep blocks may stand in each other.
const MAX_DEPTH: usize = 64;
/// How many start tags a body may have.
const MAX_TAGS: usize = 20_000;

/// Turns `html` into blocks.
pub(super) fn blocks(html: &str, link: &dyn Fn(&str) -> Option<WebLink>) -> Vec<Block> {
    let mut writer = Writer {
        link,
        open: vec![Open::new(Kind::Box)],
        run: Run { is_after_space: true, ..Run::default() },
        subhead: None,
        dropping: None,
        has_player: false,
    };
    let mut tags = 0;
    for token in tokens(html) {
        match token {
            Token::Text(text) if writer.dropping.is_none() => writer.text(text),
            Token::Text(_) => {}
            Token::Open(tag) => {
                tags += 1;
                if tags > MAX_TAGS {
                    break;
                }
                writer.open(&tag);
            }
            Token::Close(name) => writer.close(name),
        }
    }
    writer.end_blocks(1);
    writer.open.pop().map(|body| body.blocks).unwrap_or_default()
}

/// A block that hasn't ended, and what stands in it so far.
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Cell>>,
    cells: Vec<Cell>,
    caption: Vec<Inline>,
    /// A numbered list's first number.
    start: i32,
    /// A cell's columns and rows.
    span: (u32, u32),
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            caption: Vec::new(),
            start: 1,
            span: (1, 1),
        }
    }
}

/// The text since the last block ended, and the marks that are open in it, the outermost first.
#[derive(Default)]
struct Run {
    /// The end of the run that is plain text.
    text: String,
    inlines: Vec<Inline>,
    marks: Vec<(Kind, Mark, Vec<Inline>)>,
    is_after_space: bool,
}

impl Run {
    fn push(&mut self, inline: Inline) {
        self.end_text();
        self.innermost().push(inline);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.innermost().push(Inline::Text(text.into()));
        }
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        self.marks.last_mut().map_or(&mut self.inlines, |(_, _, inlines)| inlines)
    }

    fn is_blank(&self) -> bool {
        self.text.is_empty() && self.inlines.is_empty() && self.marks.iter().all(|(_, _, inlines)| inlines.is_empty())
    }

    /// Ends the innermost mark.
    fn end_mark(&mut self) {
        self.end_text();
        if let Some((_, mark, inlines)) = self.marks.pop().filter(|(_, _, inlines)| !inlines.is_empty()) {
            self.push(Inline::Marked(mark, inlines));
        }
    }

    /// Takes the whole text; the marks go on in the next.
    fn take(&mut self) -> Vec<Inline> {
        let marks: Vec<_> = self.marks.iter().map(|(kind, mark, _)| (*kind, mark.clone(), Vec::new())).collect();
        while !self.marks.is_empty() {
            self.end_mark();
        }
        self.end_text();
        self.marks = marks;
        self.is_after_space = true;
        let mut inlines = std::mem::take(&mut self.inlines);
        while trim_end(&mut inlines) {}
        inlines
    }
}

struct Writer<'a> {
    link: &'a dyn Fn(&str) -> Option<WebLink>,
    /// The blocks that haven't ended, the outermost first; the first is the body itself.
    open: Vec<Open>,
    run: Run,
    /// The level of the subhead that the run is to be.
    subhead: Option<u8>,
    /// The name of the element that is left out, and how many of them are open.
    dropping: Option<(String, u32)>,
    /// Whether a player is open that hasn't said what it plays.
    has_player: bool,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        let text = entities::resolve(text, false);
        let is_kept = self.open.iter().any(|open| open.kind == Kind::Preformatted);
        for c in text.chars().filter(|c| *c != '\0') {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if is_kept || !is_space {
                self.run.text.push(c);
            } else if !self.run.is_after_space {
                self.run.text.push(' ');
            }
            self.run.is_after_space = is_space;
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let kind = Kind::of(tag.name);
        if let Some((name, count)) = &mut self.dropping {
            if name.eq_ignore_ascii_case(tag.name) {
                *count += 1;
            }
            return;
        }
        match kind {
            Kind::Transparent | Kind::Raw => {}
            Kind::Break => {
                if !self.run.is_blank() {
                    self.run.push(Inline::Break);
                }
                self.run.is_after_space = true;
            }
            Kind::Dropped => self.dropping = Some((tag.name.to_owned(), 1)),
            Kind::Player | Kind::RawPlayer | Kind::Source => self.player(kind, tag),
            Kind::Emphasis | Kind::Strong | Kind::Code | Kind::Superscript | Kind::Subscript | Kind::Link => {
                self.mark(kind, tag);
            }
            _ => self.block(kind, tag),
        }
    }

    fn mark(&mut self, kind: Kind, tag: &Tag<'_>) {
        let mark = match kind {
            Kind::Emphasis => Mark::Emphasis,
            Kind::Strong => Mark::Strong,
            Kind::Code => Mark::Code,
            Kind::Superscript => Mark::Superscript,
            Kind::Subscript => Mark::Subscript,
            _ => {
                // A link in a link ends the first.
                self.end_mark(Kind::Link);
                match tag.attribute("href").and_then(|href| (self.link)(&href)) {
                    Some(url) => Mark::Link(url),
                    None => return,
                }
            }
        };
        if self.run.marks.len() < MAX_DEPTH {
            self.run.end_text();
            self.run.marks.push((kind, mark, Vec::new()));
        }
    }

    /// Ends the innermost mark of this kind; marks inside it go on behind it.
    fn end_mark(&mut self, kind: Kind) {
        let marks = &mut self.run.marks;
        let Some(at) = marks.iter().rposition(|(open, _, _)| *open == kind) else { return };
        let inner: Vec<_> = marks[at + 1..].iter().map(|(kind, mark, _)| (*kind, mark.clone(), Vec::new())).collect();
        while self.run.marks.len() > at {
            self.run.end_mark();
        }
        self.run.marks.extend(inner);
    }

    fn player(&mut self, kind: Kind, tag: &Tag<'_>) {
        let source = tag.attribute("src").and_then(|src| (self.link)(&src)).filter(WebLink::is_page);
        self.has_player = match (&source, kind) {
            (None, Kind::Player) => true,
            (None, _) => self.has_player,
            (Some(_), Kind::Source) if !self.has_player => return,
            (Some(_), _) => false,
        };
        let Some(url) = source else { return };
        self.end_paragraph();
        let title = tag.attribute("title").unwrap_or_else(|| url.host().unwrap_or_default().to_owned());
        self.run.push(Inline::Marked(Mark::Link(url), vec![Inline::Text(title.into())]));
        self.end_paragraph();
    }

    fn block(&mut self, kind: Kind, tag: &Tag<'_>) {
        self.end_paragraph();
        match kind {
            Kind::Box => {}
            Kind::Rule => self.push(Block::Rule),
            Kind::Subhead(level) => self.subhead = Some(level),
            Kind::Image => self.image(tag),
            _ => {
                self.end_implied(kind);
                if self.open.len() < MAX_DEPTH {
                    let start = tag.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                    let span = |name| tag.number(name, 1000).unwrap_or(1);
                    self.open.push(Open { start, span: (span("colspan"), span("rowspan")), ..Open::new(kind) });
                }
            }
        }
    }

    /// Ends what the start of a block ends without saying so.
    fn end_implied(&mut self, kind: Kind) {
        let (ended, wall): (&[Kind], _) = match kind {
            Kind::Item => (&[Kind::Item], [Kind::List, Kind::NumberedList]),
            Kind::Row => (&[Kind::Row, Kind::Caption], [Kind::Table; 2]),
            Kind::Cell | Kind::HeaderCell => (&[Kind::Cell, Kind::HeaderCell], [Kind::Row, Kind::Table]),
            _ => return,
        };
        let inner = self.open.iter().rev().take_while(|open| !wall.contains(&open.kind));
        if let Some(depth) = inner.enumerate().filter(|(_, open)| ended.contains(&open.kind)).map(|(at, _)| at).last() {
            self.end_blocks(self.open.len() - depth - 1);
        }
    }

    fn image(&mut self, tag: &Tag<'_>) {
        let Some(url) = tag.attribute("src").and_then(|src| (self.link)(&src)).filter(WebLink::is_page) else { return };
        let image = Image {
            url,
            alt: tag.attribute("alt").map(Into::into),
            caption: None,
            credit: None,
            size: tag.number("width", 10_000).zip(tag.number("height", 10_000)),
            sources: Vec::new(),
            is_generated: false,
        };
        self.push(Block::Figure(image, Vec::new()));
    }

    fn close(&mut self, name: &str) {
        if let Some((dropped, count)) = &mut self.dropping {
            if dropped.eq_ignore_ascii_case(name) {
                *count -= 1;
            }
            if *count == 0 {
                self.dropping = None;
            }
            return;
        }
        let kind = Kind::of(name);
        match kind {
            Kind::Transparent | Kind::Raw | Kind::RawPlayer | Kind::Source | Kind::Rule | Kind::Image | Kind::Dropped => {}
            Kind::Player => self.has_player = false,
            Kind::Break => self.run.push(Inline::Break),
            Kind::Emphasis | Kind::Strong | Kind::Code | Kind::Superscript | Kind::Subscript | Kind::Link => {
                self.end_mark(kind);
            }
            Kind::Box | Kind::Subhead(_) => self.end_paragraph(),
            _ => {
                self.end_paragraph();
                // Nothing in a cell ends anything outside it but its row and its table.
                let is_wall = |open: &Open| {
                    matches!(open.kind, Kind::Cell | Kind::HeaderCell) && !matches!(kind, Kind::Row | Kind::Table)
                };
                let inner = self.open.iter().enumerate().skip(1).rev();
                let found = inner
                    .take_while(|(_, open)| open.kind == kind || !is_wall(open))
                    .find(|(_, open)| open.kind == kind)
                    .map(|(at, _)| at);
                found.into_iter().for_each(|at| self.end_blocks(at));
            }
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    fn end_paragraph(&mut self) {
        let run = self.run.take();
        let subhead = self.subhead.take();
        if !run.is_empty() {
            self.push(match subhead {
                Some(level) => Block::Subhead(level, run),
                None => Block::Paragraph(run),
            });
        }
    }

    /// Ends the innermost blocks until `length` are open.
    fn end_blocks(&mut self, length: usize) {
        self.end_paragraph();
        while self.open.len() > length {
            let Some(ended) = self.open.pop() else { return };
            if let Some(parent) = self.open.last_mut() {
                ended.end_in(parent);
            }
        }
    }
}

impl Open {
    /// Puts what the block has become into the block around it.
    fn end_in(self, parent: &mut Self) {
        let is_list = matches!(parent.kind, Kind::List | Kind::NumberedList);
        match self.kind {
            Kind::Quote if !self.blocks.is_empty() => parent.blocks.push(Block::Quote(self.blocks)),
            Kind::Item if is_list && !self.blocks.is_empty() => parent.items.push(self.blocks),
            Kind::List | Kind::NumberedList => {
                let mut items = self.items;
                // What stands in a list but in none of its items is an item all the same.
                if !self.blocks.is_empty() {
                    items.push(self.blocks);
                }
                let start = (self.kind == Kind::NumberedList).then_some(self.start);
                if !items.is_empty() {
                    let list = Block::List { start, items };
                    match parent.items.last_mut() {
                        Some(item) if is_list => item.push(list),
                        _ => parent.blocks.push(list),
                    }
                }
            }
            Kind::Caption => parent.caption = flatten(self.blocks),
            Kind::Figure => {
                let mut blocks = self.blocks;
                match blocks.last_mut() {
                    Some(Block::Figure(_, caption)) if caption.is_empty() => *caption = self.caption,
                    Some(Block::Table { caption, .. }) if caption.is_empty() => *caption = self.caption,
                    _ if self.caption.is_empty() => {}
                    _ => blocks.push(Block::Paragraph(self.caption)),
                }
                parent.blocks.append(&mut blocks);
            }
            Kind::Table => {
                // What stands in a table but in none of its cells comes before it, as browsers have it.
                parent.blocks.extend(self.blocks);
                if !self.rows.is_empty() {
                    parent.blocks.push(Block::Table { caption: self.caption, rows: self.rows });
                }
            }
            Kind::Row if parent.kind == Kind::Table => {
                parent.blocks.extend(self.blocks);
                if !self.cells.is_empty() {
                    parent.rows.push(self.cells);
                }
            }
            Kind::Cell | Kind::HeaderCell if parent.kind == Kind::Row => parent.cells.push(Cell {
                is_header: self.kind == Kind::HeaderCell,
                columns: self.span.0,
                rows: self.span.1,
                content: flatten(self.blocks),
            }),
            Kind::Preformatted => {
                let text = flatten(self.blocks).iter().map(plain_text).collect::<String>();
                let text = text.strip_prefix('\n').unwrap_or(&text);
                parent.blocks.push(Block::Preformatted(text.into()));
            }
            _ => parent.blocks.extend(self.blocks),
        }
    }
}

/// Blocks as one run of text, parted by line ends.
fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut flat = Vec::new();
    for block in blocks {
        let mut run = match block {
            Block::Paragraph(run) | Block::Subhead(_, run) | Block::Figure(_, run) => run,
            Block::Quote(blocks) => flatten(blocks),
            Block::List { items, .. } => flatten(items.into_iter().flatten().collect()),
            Block::Table { rows, .. } => rows.into_iter().flatten().flat_map(|cell| cell.content).collect(),
            Block::Preformatted(text) => vec![Inline::Text(text)],
            Block::Rule => Vec::new(),
        };
        if !flat.is_empty() && !run.is_empty() {
            flat.push(Inline::Break);
        }
        flat.append(&mut run);
    }
    flat
}

fn plain_text(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.to_string(),
        Inline::Break => "\n".to_owned(),
        Inline::Marked(_, inlines) => inlines.iter().map(plain_text).collect(),
    }
}

/// Takes one trailing space, line end or emptied mark off `run`; says whether there may be more.
fn trim_end(run: &mut Vec<Inline>) -> bool {
    match run.last_mut() {
        Some(Inline::Text(text)) => {
            let trimmed = text.trim_end_matches([' ', '\n']);
            if trimmed.len() == text.len() {
                return false;
            }
            if !trimmed.is_empty() {
                *text = trimmed.into();
                return false;
            }
        }
        Some(Inline::Marked(_, inlines)) => {
            let has_more = trim_end(inlines);
            if !inlines.is_empty() {
                return has_more;
            }
        }
        Some(Inline::Break) => {}
        None => return false,
    }
    run.pop();
    true
}
