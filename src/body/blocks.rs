//! Tags and text to the model's blocks, in one pass, after the tree construction of the HTML standard (13.2.6).
//! What has no meaning to a reader leaves its text; what would act leaves nothing.

use super::elements::{
    ALL, CAPTIONS, GRIDS, Kind, Kinds, MARK_ENDS, NOT_LINES, Name, PARAGRAPH, ROW_GROUPS, SCOPES, TABLE_PARTS, TABLES,
};
use super::frame::Frame;
use super::run::{Run, mark_of};
use super::tokens::{Tag, Token, tokens, visible};
use super::{Body, Link, MAX_DEPTH, MAX_ELEMENTS, MAX_SPAN, MAX_TAGS, MAX_TEXT, entities, inline, picture, step};
use crate::model::{Block, Inline, Mark, Tongue, WebLink};

/// Turns `html` into blocks.
#[inline(never)]
pub(super) fn read(html: &str, link: Link<'_>) -> Body {
    let mut writer = Writer::new(link);
    let mut tokens = tokens(html);
    let (mut starts, mut ends) = (0, 0);
    for token in tokens.by_ref() {
        match token {
            Token::Text(text) => writer.text(text),
            _ if writer.is_cut => {}
            Token::Open(tag) => {
                starts += 1;
                if starts + writer.run.continued > MAX_TAGS {
                    writer.is_cut = true;
                } else {
                    writer.open(&tag);
                }
            }
            Token::Close(name) => {
                ends += 1;
                if ends > MAX_TAGS {
                    writer.is_cut = true;
                } else {
                    writer.close(name);
                }
            }
        }
    }
    writer.dropped += tokens.dropped_characters;
    writer.end()
}

/// An element that hasn't ended.
#[derive(Clone, Copy)]
struct Element {
    kind: Kind,
    name: Name,
    /// How many frames were open before it.
    frames: usize,
    silence: Silence,
    is_preformatted: bool,
}

/// What nobody sees of what stands in an element; the later ones leave less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Silence {
    /// Everything is seen.
    None,
    /// Pictures are seen.
    Words,
    /// Nothing is seen.
    All,
    /// Nothing is seen, and words may be missed.
    Missed,
}

struct Writer<'a> {
    link: Link<'a>,
    /// The elements that haven't ended, but for the marks; the first is the body itself, and stays.
    elements: Vec<Element>,
    /// The blocks that those elements are to become; the first is the body itself, and stays.
    frames: Vec<Frame>,
    run: Run,
    /// How many characters may still come.
    left: usize,
    dropped: usize,
    is_cut: bool,
    /// Whether the text that comes now may begin with a line end that doesn't count.
    is_at_start: bool,
    /// Whether a picture had no address that we could use.
    has_missed_picture: bool,
    /// The title of a film whose address isn't known yet.
    film: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(link: Link<'a>) -> Self {
        let silence = Silence::None;
        let body = Element { kind: Kind::Template, name: Name::NONE, frames: 0, silence, is_preformatted: false };
        Self {
            link,
            elements: vec![body],
            frames: vec![Frame::new(Kind::Box)],
            run: Run::new(),
            left: MAX_TEXT,
            dropped: 0,
            is_cut: false,
            is_at_start: false,
            has_missed_picture: false,
            film: None,
        }
    }

    #[inline(never)]
    fn end(mut self) -> Body {
        self.pop_to(1);
        self.end_paragraph();
        let blocks = self.frames.pop().map(|body| body.blocks).unwrap_or_default();
        Body { blocks, dropped_characters: self.dropped, is_cut: self.is_cut }
    }

    fn innermost(&self) -> &Element {
        &self.elements[self.elements.len() - 1]
    }

    fn is_silent(&self) -> bool {
        self.innermost().silence > Silence::None
    }

    /// The innermost element of these kinds, or the body.
    #[inline(never)]
    fn last(&self, kinds: Kinds) -> usize {
        let mut at = self.elements.len() - 1;
        while at > 0 && !kinds.have(self.elements[at].kind) {
            at -= 1;
        }
        step(self.elements.len() - at);
        at
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        let silence = self.innermost().silence;
        let text = entities::resolve(text, false);
        if self.is_cut || silence == Silence::Missed {
            self.dropped += visible(&text);
        } else if silence == Silence::None {
            let is_at_start = std::mem::take(&mut self.is_at_start);
            let start = usize::from(is_at_start && text.starts_with('\n'));
            self.words(&text[start..], self.innermost().is_preformatted);
        }
    }

    /// Writes text, of whose white space a single space is left unless it is preformatted.
    #[inline(never)]
    fn words(&mut self, text: &str, is_preformatted: bool) {
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        let mut rest = text;
        while let Some(first) = rest.bytes().next() {
            let begins_with_space = is_space(first);
            let end = rest.bytes().position(|byte| is_space(byte) != begins_with_space).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if piece.len() > self.left {
                self.is_cut = true;
                self.dropped += visible(rest);
                return;
            }
            if !begins_with_space || is_preformatted {
                self.left -= piece.len();
                self.run.write(piece);
            } else if !self.run.is_after_space {
                self.left -= 1;
                self.run.write(" ");
            }
            self.run.is_after_space = begins_with_space;
            rest = after;
        }
    }

    #[inline(never)]
    fn open(&mut self, tag: &Tag<'_>) {
        let (kind, name) = Kind::of(tag.name);
        self.is_at_start = false;
        if self.innermost().kind == Kind::Foreign {
            // An `image` is a part of a drawing, as are many others that HTML has too.
            if kind.breaks_out() && !tag.name.eq_ignore_ascii_case("image") {
                self.pop_to(self.elements.len() - 1);
            } else if !matches!(kind, Kind::Foreign | Kind::Island) {
                return;
            }
        }
        match kind {
            Kind::Transparent | Kind::Column => {}
            Kind::Break => self.end_line(),
            Kind::Rule => {
                self.make_way(kind);
                self.push(Block::Rule);
            }
            Kind::Image => self.image(tag),
            Kind::Player => self.film(tag, "src"),
            Kind::Source => self.source(tag),
            Kind::Emphasis if tag.name.eq_ignore_ascii_case("cite") && self.is_behind_words() => {
                self.element(Kind::Footer, name, tag);
            }
            _ if kind.is_mark() => self.mark(kind, name, tag),
            _ if kind.is_silent() => self.silent(kind, name, tag),
            _ => {
                let has_place = if kind.is_of_table() { self.make_way_in_table(kind) } else { self.make_way(kind) };
                if has_place {
                    if !self.is_silent() {
                        self.end_paragraph();
                    }
                    self.element(kind, name, tag);
                }
            }
        }
    }

    fn end_line(&mut self) {
        if !self.is_silent() {
            self.run.end_line();
        }
    }

    /// Whether what begins here stands by itself in a quote, under the words that are quoted.
    fn is_behind_words(&self) -> bool {
        let is_in_quote = self.innermost().kind == Kind::Quote && self.run.is_blank();
        is_in_quote && self.frames.last().is_some_and(|frame| frame.kind == Kind::Quote && !frame.blocks.is_empty())
    }

    #[inline(never)]
    fn mark(&mut self, kind: Kind, name: Name, tag: &Tag<'_>) {
        let own = if kind == Kind::Link {
            // A link in a link ends the first.
            self.run.close(name, self.elements.len(), 0);
            // A place in this very text has no address here: footnotes keep their words.
            let href = tag.attribute("href").filter(|href| !href.starts_with('#'));
            href.and_then(|href| (self.link)(&href)).map(Mark::Link)
        } else {
            mark_of(kind)
        };
        let foreign = tag.tongue().map(Mark::Foreign);
        // What marks nothing matters only where its end tag would be taken for another's.
        if own.is_some() || foreign.is_some() || kind == Kind::Link || self.run.has(name) {
            self.run.open(name, kind, [own, foreign], self.elements.len());
        }
    }

    /// Ends the elements that can't stand around one of this kind, which has a place everywhere.
    #[inline(never)]
    fn make_way(&mut self, kind: Kind) -> bool {
        match kind {
            Kind::Item | Kind::Term => self.end_last(NOT_LINES, kind),
            Kind::Table => self.end_last(TABLE_PARTS, kind),
            _ => {}
        }
        self.end_last(SCOPES.and(PARAGRAPH), Kind::Paragraph);
        if kind == Kind::Subhead {
            self.end_last(ALL, kind);
        }
        true
    }

    /// Ends the innermost element of these kinds, if it is of this one.
    #[inline(never)]
    fn end_last(&mut self, kinds: Kinds, kind: Kind) {
        let at = self.last(kinds);
        if self.elements[at].kind == kind {
            self.pop_to(at);
        }
    }

    /// Ends the elements in which a part of a table can't stand, and begins the row that a cell needs.
    /// Says whether there is a table at all.
    #[inline(never)]
    fn make_way_in_table(&mut self, kind: Kind) -> bool {
        let mut at = self.last(TABLES);
        if self.elements[at].kind != Kind::Table {
            return false;
        }
        let is_next = |at: usize, kinds: Kinds| self.elements.get(at + 1).is_some_and(|next| kinds.have(next.kind));
        if matches!(kind, Kind::Row | Kind::Cell) && is_next(at, ROW_GROUPS) {
            at += 1;
        }
        let needs_row = kind == Kind::Cell && !is_next(at, GRIDS);
        if kind == Kind::Cell && !needs_row {
            at += 1;
        }
        self.pop_to(at + 1);
        if needs_row {
            self.push_element(Kind::Row, Kind::of("tr").1, false);
            self.push_frame(Kind::Row);
        }
        true
    }

    /// Begins a block.
    #[inline(never)]
    fn element(&mut self, kind: Kind, name: Name, tag: &Tag<'_>) {
        let mut tongue = tag.tongue().filter(|tongue| self.passage() != Some(tongue));
        let is_passage = tongue.is_some() && !CAPTIONS.have(kind);
        self.push_element(kind, name, is_passage);
        // A passage stands in an item or a cell, but around the others.
        let is_inside = matches!(kind, Kind::Item | Kind::Cell);
        if is_passage && !is_inside {
            self.push_passage(&mut tongue);
        }
        if kind.has_frame()
            && let Some(frame) = self.push_frame(kind)
        {
            match kind {
                Kind::Subhead => frame.number = i32::from(tag.name.as_bytes()[1] - b'0'),
                Kind::NumberedList => {
                    frame.number = tag.number("start").and_then(|start| i32::try_from(start).ok()).unwrap_or(1)
                }
                Kind::Cell => {
                    let span = |name| tag.number(name).unwrap_or(1).clamp(1, MAX_SPAN);
                    frame.span = (span("colspan"), span("rowspan"));
                    frame.number = i32::from(tag.name.eq_ignore_ascii_case("td"));
                }
                _ => {}
            }
        }
        if is_inside {
            self.push_passage(&mut tongue);
        } else if let Some(tongue) = tongue {
            // What holds words can't hold a passage.
            self.run.open(Name::NONE, Kind::Plain, [None, Some(Mark::Foreign(tongue))], self.elements.len());
        }
        self.is_at_start = kind == Kind::Preformatted;
    }

    fn push_passage(&mut self, tongue: &mut Option<Tongue>) {
        if let Some(tongue) = tongue.take()
            && let Some(frame) = self.push_frame(Kind::Plain)
        {
            frame.tongue = Some(tongue);
        }
    }

    /// The tongue of the passage around us.
    fn passage(&self) -> Option<&Tongue> {
        self.frames.iter().rev().find_map(|frame| frame.tongue.as_ref())
    }

    /// Begins an element; `is_apart` if white space before it has another meaning than in it.
    #[inline(never)]
    fn push_element(&mut self, kind: Kind, name: Name, is_apart: bool) {
        if self.elements.len() < MAX_ELEMENTS {
            let Element { silence, is_preformatted, .. } = *self.innermost();
            let goes_on = is_preformatted && !is_apart && !kind.has_frame();
            let is_preformatted = kind == Kind::Preformatted || goes_on;
            self.elements.push(Element { kind, name, frames: self.frames.len(), silence, is_preformatted });
        }
    }

    /// Begins a frame, where blocks are seen and may stand that deep.
    #[inline(never)]
    fn push_frame(&mut self, kind: Kind) -> Option<&mut Frame> {
        if self.frames.len() >= MAX_DEPTH || self.elements.len() >= MAX_ELEMENTS || self.is_silent() {
            return None;
        }
        self.frames.push(Frame::new(kind));
        self.frames.last_mut()
    }

    /// Begins what vanishes with its content.
    #[inline(never)]
    fn silent(&mut self, kind: Kind, name: Name, tag: &Tag<'_>) {
        let around = *self.innermost();
        if tag.is_self_closing && kind == Kind::Foreign || (kind == Kind::Island && around.kind != Kind::Foreign) {
            return;
        }
        let silence = match kind {
            Kind::NoScript if std::mem::take(&mut self.has_missed_picture) => Silence::Words,
            Kind::Control | Kind::Foreign => Silence::Missed,
            _ => Silence::All,
        };
        match kind {
            Kind::Film => self.film(tag, "src"),
            // An `object`, for one.
            Kind::Template => self.film(tag, "data"),
            _ => {}
        }
        self.push_element(kind, name, false);
        if let Some(element) = self.elements.last_mut().filter(|element| element.name == name) {
            element.silence = if around.silence > silence { around.silence } else { silence };
        }
    }

    /// A page that the body shows in a frame, or a film or sound that it plays, becomes a link.
    #[inline(never)]
    fn film(&mut self, tag: &Tag<'_>, address: &str) {
        if self.is_silent() {
            return;
        }
        let title = tag.attribute("title").or_else(|| tag.attribute("aria-label")).unwrap_or_default();
        match picture::page(tag, address, self.link) {
            Some(url) => self.push_link(title, url),
            None => self.film = Some(title),
        }
    }

    #[inline(never)]
    fn source(&mut self, tag: &Tag<'_>) {
        if self.innermost().kind == Kind::Film
            && let Some(url) = picture::page(tag, "src", self.link)
            && let Some(title) = self.film.take()
        {
            self.push_link(title, url);
        }
    }

    #[inline(never)]
    fn push_link(&mut self, title: String, url: WebLink) {
        let title = if title.is_empty() { url.host().unwrap_or_default().to_owned() } else { title };
        self.end_paragraph();
        self.put(Block::Paragraph(vec![Inline::Marked(Mark::Link(url), inline(title))]));
    }

    #[inline(never)]
    fn image(&mut self, tag: &Tag<'_>) {
        let class = tag.attribute("class").unwrap_or_default();
        // `emoji`, `wp-smiley` and the like.
        let is_letter = class.as_bytes().windows(5).any(|part| matches!(part, b"emoji" | b"smile"));
        if is_letter && !self.is_silent() {
            // A picture in the place of a letter.
            return self.words(&tag.attribute("alt").unwrap_or_default(), false);
        }
        match picture::image(tag, self.link) {
            // It counts readers.
            Some(image) if image.size == Some((1, 1)) => {}
            Some(image) => self.push(Block::Figure(image, Vec::new())),
            None => self.has_missed_picture = true,
        }
    }

    #[inline(never)]
    fn close(&mut self, name: &str) {
        let (kind, name) = Kind::of(name);
        self.is_at_start = false;
        if kind.is_mark() && self.innermost().name != name {
            return self.run.close(name, self.elements.len(), self.last(SCOPES) + 1);
        }
        match kind {
            Kind::Break => self.end_line(),
            Kind::Transparent | Kind::Rule | Kind::Image | Kind::Player | Kind::Source | Kind::Column => {}
            _ => self.close_block(kind, name),
        }
    }

    #[inline(never)]
    fn close_block(&mut self, kind: Kind, name: Name) {
        let bounds = kind.bounds();
        let mut at = self.elements.len() - 1;
        step(at);
        while at > 0 {
            let element = self.elements[at];
            if element.name == name || (kind == Kind::Subhead && element.kind == kind) {
                return self.pop_to(at);
            }
            if bounds.have(element.kind) {
                break;
            }
            at -= 1;
        }
        // An end tag of its own makes an empty paragraph.
        if kind == Kind::Paragraph && !self.is_silent() {
            self.end_paragraph();
        }
    }

    /// Ends the innermost elements until `length` are open.
    #[inline(never)]
    fn pop_to(&mut self, length: usize) {
        if self.elements[length..].iter().any(|element| element.silence == Silence::None) {
            self.end_paragraph();
        }
        let mut scope = usize::MAX;
        while self.elements.len() > length {
            let Some(element) = self.elements.pop() else { return };
            step(1);
            if MARK_ENDS.have(element.kind) {
                scope = self.elements.len();
            }
            while self.frames.len() > element.frames {
                self.end_frame();
            }
        }
        self.run.leave(length, scope);
    }

    #[inline(never)]
    fn end_frame(&mut self) {
        let Some(mut ended) = self.frames.pop() else { return };
        let is_head = self.innermost().kind == Kind::TableHead;
        let is_part = matches!(ended.kind, Kind::Cell | Kind::Row | Kind::TableCaption);
        let at = if is_part { self.frames.len() - 1 } else { self.place() };
        let parent = &mut self.frames[at];
        if is_part { ended.end_in_grid(parent, is_head) } else { ended.end_in(parent) }
    }

    /// The frame in which blocks stand now: what stands in a table, but in no cell, stands before the table.
    fn place(&self) -> usize {
        self.frames.iter().rposition(|frame| !GRIDS.have(frame.kind)).unwrap_or(0)
    }

    #[inline(never)]
    fn end_paragraph(&mut self) {
        let run = self.run.take();
        if !run.is_empty() {
            self.put(Block::Paragraph(run));
        }
    }

    /// Ends the paragraph and adds a block, where blocks are seen.
    #[inline(never)]
    fn push(&mut self, block: Block) {
        let silence = self.innermost().silence;
        if silence == Silence::None || (silence == Silence::Words && matches!(block, Block::Figure(..))) {
            self.end_paragraph();
            self.put(block);
        }
    }

    #[inline(never)]
    fn put(&mut self, block: Block) {
        let place = self.place();
        self.frames[place].blocks.push(block);
    }
}
