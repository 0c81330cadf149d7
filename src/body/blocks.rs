//! Tags and text to the model's blocks, in one pass.
//! What has no meaning to a reader leaves its text; what would act leaves nothing.

use super::elements::Kind;
use super::entities;
use super::tokens::{Tag, Token, tokens};
use crate::model::{Block, Image, Inline, Mark, WebLink};

/// How deep blocks may stand in each other.
const MAX_DEPTH: usize = 64;
/// How many start tags a body may have.
const MAX_TAGS: usize = 20_000;

/// Turns `html` into blocks.
pub(super) fn blocks(html: &str, link: &dyn Fn(&str) -> Option<WebLink>) -> Vec<Block> {
    let run = Run { is_after_space: true, ..Run::default() };
    let mut writer = Writer { link, open: vec![Open::new(Kind::Box)], run, subhead: None, dropping: None };
    let mut tags = 0;
    for token in tokens(html) {
        match token {
            Token::Text(text) => writer.text(text),
            Token::Open(tag) if tags < MAX_TAGS => {
                tags += 1;
                writer.open(&tag);
            }
            Token::Open(_) => break,
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
    /// A list's items.
    items: Vec<Vec<Block>>,
    /// A numbered list's first number.
    start: i32,
    /// A figure's caption.
    caption: Vec<Inline>,
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), items: Vec::new(), start: 1, caption: Vec::new() }
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

    /// Takes the whole text, and ends its marks.
    fn take(&mut self) -> Vec<Inline> {
        while !self.marks.is_empty() {
            self.end_mark();
        }
        self.end_text();
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
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        if self.dropping.is_some() {
            return;
        }
        for c in entities::resolve(text, false).chars().filter(|c| *c != '\0') {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !is_space {
                self.run.text.push(c);
            } else if !self.run.is_after_space {
                self.run.text.push(' ');
            }
            self.run.is_after_space = is_space;
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if let Some((name, count)) = &mut self.dropping {
            *count += u32::from(name.eq_ignore_ascii_case(tag.name));
            return;
        }
        let kind = Kind::of(tag.name);
        match kind {
            Kind::Transparent | Kind::Raw => {}
            Kind::Break => self.end_line(),
            Kind::Dropped => self.dropping = Some((tag.name.to_owned(), 1)),
            Kind::Emphasis | Kind::Strong | Kind::Code | Kind::Superscript | Kind::Subscript | Kind::Link => {
                self.mark(kind, tag);
            }
            _ => self.block(kind, tag),
        }
    }

    fn end_line(&mut self) {
        if !self.run.is_blank() {
            self.run.push(Inline::Break);
        }
        self.run.is_after_space = true;
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

    /// Ends the innermost mark of this kind, and those inside it.
    fn end_mark(&mut self, kind: Kind) {
        let marks = &mut self.run.marks;
        let Some(at) = marks.iter().rposition(|(open, _, _)| *open == kind) else { return };
        while self.run.marks.len() > at {
            self.run.end_mark();
        }
    }

    fn block(&mut self, kind: Kind, tag: &Tag<'_>) {
        self.end_paragraph();
        match kind {
            Kind::Box => {}
            Kind::Rule => self.push(Block::Rule),
            Kind::Subhead(level) => self.subhead = Some(level),
            Kind::Image => self.image(tag),
            Kind::Player | Kind::RawPlayer => self.player(tag),
            _ => {
                if kind == Kind::Item {
                    self.end_item();
                }
                if self.open.len() < MAX_DEPTH {
                    let start = tag.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                    self.open.push(Open { start, ..Open::new(kind) });
                }
            }
        }
    }

    /// Ends the item that the start of another one ends without saying so.
    fn end_item(&mut self) {
        let is_list = |open: &Open| matches!(open.kind, Kind::List | Kind::NumberedList);
        let innermost = self.open.iter().rposition(|open| open.kind == Kind::Item || is_list(open));
        if let Some(at) = innermost.filter(|at| self.open[*at].kind == Kind::Item) {
            self.end_blocks(at);
        }
    }

    /// A page that the body shows in a frame, or a film or sound that it plays, becomes a link.
    fn player(&mut self, tag: &Tag<'_>) {
        if let Some(url) = self.source(tag) {
            let title = tag.attribute("title").unwrap_or_else(|| url.host().unwrap_or_default().to_owned());
            self.push(Block::Paragraph(vec![Inline::Marked(Mark::Link(url), vec![Inline::Text(title.into())])]));
        }
    }

    fn image(&mut self, tag: &Tag<'_>) {
        if let Some(url) = self.source(tag) {
            let image = Image {
                alt: tag.attribute("alt").map(Into::into),
                size: tag.number("width", 10_000).zip(tag.number("height", 10_000)),
                ..Image::new(url)
            };
            self.push(Block::Figure(image, Vec::new()));
        }
    }

    fn source(&self, tag: &Tag<'_>) -> Option<WebLink> {
        (self.link)(&tag.attribute("src")?).filter(WebLink::is_page)
    }

    fn close(&mut self, name: &str) {
        if let Some((dropped, count)) = &mut self.dropping {
            *count -= u32::from(dropped.eq_ignore_ascii_case(name));
            if *count == 0 {
                self.dropping = None;
            }
            return;
        }
        let kind = Kind::of(name);
        match kind {
            Kind::Emphasis | Kind::Strong | Kind::Code | Kind::Superscript | Kind::Subscript | Kind::Link => {
                self.end_mark(kind);
            }
            Kind::Box | Kind::Subhead(_) => self.end_paragraph(),
            Kind::Break => self.end_line(),
            _ => {
                if let Some(at) = self.open.iter().rposition(|open| open.kind == kind) {
                    self.end_blocks(at);
                }
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
    fn end_in(mut self, parent: &mut Self) {
        let is_in_list = matches!(parent.kind, Kind::List | Kind::NumberedList);
        match self.kind {
            _ if self.blocks.is_empty() && self.items.is_empty() && self.caption.is_empty() => {}
            Kind::Quote => parent.blocks.push(Block::Quote(self.blocks)),
            Kind::Item if is_in_list => {
                // What stands before an item and in none is an item all the same.
                if !parent.blocks.is_empty() {
                    parent.items.push(std::mem::take(&mut parent.blocks));
                }
                parent.items.push(self.blocks);
            }
            Kind::List | Kind::NumberedList => {
                if !self.blocks.is_empty() {
                    self.items.push(self.blocks);
                }
                let start = (self.kind == Kind::NumberedList).then_some(self.start);
                let list = Block::List { start, items: self.items };
                match parent.items.last_mut() {
                    Some(item) if is_in_list => item.push(list),
                    _ => parent.blocks.push(list),
                }
            }
            Kind::Caption if parent.kind == Kind::Figure && parent.caption.is_empty() && self.blocks.len() == 1 => {
                match self.blocks.pop() {
                    Some(Block::Paragraph(run)) => parent.caption = run,
                    other => parent.blocks.extend(other),
                }
            }
            Kind::Figure => {
                let picture =
                    self.blocks.iter_mut().find(|block| matches!(block, Block::Figure(_, own) if own.is_empty()));
                if let Some(Block::Figure(_, caption)) = picture {
                    *caption = self.caption;
                } else if !self.caption.is_empty() {
                    self.blocks.push(Block::Paragraph(self.caption));
                }
                parent.blocks.append(&mut self.blocks);
            }
            _ => parent.blocks.append(&mut self.blocks),
        }
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
