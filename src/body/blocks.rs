//! Tags and text to the model's blocks, in one pass, after the tree construction of the HTML standard (13.2.6).
//! What has no meaning to a reader leaves its text; what would act leaves nothing.

use super::elements::{Kind, Name};
use super::frame::Frame;
use super::run::{Run, mark_of};
use super::tokens::{Tag, Token, tokens, visible};
use super::{Body, Link, MAX_DEPTH, MAX_ELEMENTS, MAX_SPAN, MAX_TAGS, MAX_TEXT, entities, inline, picture, step};
use crate::model::search::find;
use crate::model::{Block, Inline, Mark, Tongue, WebLink};

/// Turns `html` into blocks.
pub(super) fn read(html: &str, link: Link<'_>) -> Body {
    let mut writer = Writer::new(link);
    let mut tokens = tokens(html);
    let (mut starts, mut ends) = (0, 0);
    while let Some(token) = tokens.next() {
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

    fn end(mut self) -> Body {
        self.pop_to(1);
        self.end_paragraph();
        let blocks = self.frames.pop().map(|body| body.blocks).unwrap_or_default();
        Body { blocks, dropped_characters: self.dropped, is_cut: self.is_cut }
    }

    fn innermost(&self) -> Element {
        self.elements[self.elements.len() - 1]
    }

    /// The innermost element that `is_meant`, unless one that hides it stands in it.
    #[inline(never)]
    fn last(&self, is_meant: &dyn Fn(&Element) -> bool, hides: &dyn Fn(Kind) -> bool) -> Option<usize> {
        let mut at = self.elements.len();
        while at > 0 {
            at -= 1;
            step(1);
            let element = &self.elements[at];
            if is_meant(element) {
                return Some(at);
            }
            if hides(element.kind) {
                break;
            }
        }
        None
    }

    /// The innermost element of this kind, unless one that hides it stands in it.
    #[inline(never)]
    fn last_of(&self, kind: Kind, hides: &dyn Fn(Kind) -> bool) -> Option<usize> {
        self.last(&|element| element.kind == kind, hides)
    }

    /// Ends that element.
    #[inline(never)]
    fn end_last(&mut self, kind: Kind, hides: &dyn Fn(Kind) -> bool) {
        if let Some(at) = self.last_of(kind, hides) {
            self.pop_to(at);
        }
    }

    fn text(&mut self, text: &str) {
        let Element { silence, is_preformatted, .. } = self.innermost();
        let text = entities::resolve(text, false);
        if self.is_cut || silence == Silence::Missed {
            self.dropped += visible(&text);
        }
        if self.is_cut || silence > Silence::None {
            return;
        }
        let is_at_start = std::mem::take(&mut self.is_at_start);
        let start = usize::from(is_at_start && text.starts_with("\n"));
        let mut characters = text[start..].chars();
        while let Some(c) = characters.next() {
            if self.left == 0 {
                self.is_cut = true;
                self.dropped += 1 + visible(characters.as_str());
                return;
            }
            self.character(c, is_preformatted);
        }
    }

    fn character(&mut self, c: char, is_preformatted: bool) {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        // Of the two characters of a line end, the other one counts.
        let is_nothing = c == '\0' || (c == '\r' && is_preformatted);
        if is_nothing || (is_space && !is_preformatted && self.run.is_after_space) {
            return;
        }
        self.left -= 1;
        self.run.write(if is_space && !is_preformatted { ' ' } else { c });
        self.run.is_after_space = is_space;
    }

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
                if !kind.is_of_table() {
                    self.make_way(kind);
                } else if !self.make_way_in_table(kind) {
                    return;
                }
                if self.innermost().silence == Silence::None {
                    self.end_paragraph();
                }
                self.element(kind, name, tag);
            }
        }
    }

    fn end_line(&mut self) {
        if self.innermost().silence == Silence::None {
            self.run.end_line();
        }
    }

    /// Whether what begins here stands by itself in a quote, under the words that are quoted.
    fn is_behind_words(&self) -> bool {
        let is_in_quote = self.innermost().kind == Kind::Quote && self.run.is_blank();
        is_in_quote && self.frames.last().is_some_and(|frame| frame.kind == Kind::Quote && !frame.blocks.is_empty())
    }

    fn mark(&mut self, kind: Kind, name: Name, tag: &Tag<'_>) {
        let own = if kind == Kind::Link {
            // A link in a link ends the first.
            self.run.close(name, self.elements.len(), 0);
            // A place in this very text has no address here: footnotes keep their words.
            let href = tag.attribute("href").filter(|href| !href.starts_with("#"));
            href.and_then(|href| (self.link)(&href)).map(Mark::Link)
        } else {
            mark_of(kind)
        };
        let foreign = tag.tongue().map(Mark::Foreign);
        // What marks nothing matters only where its end tag would be taken for another's.
        if own.is_some() || foreign.is_some() || kind == Kind::Link || self.run.has(name) {
            self.run.open(name, [own, foreign], self.elements.len());
        }
    }

    /// Ends the elements that can't stand around one of this kind, which has a place everywhere.
    fn make_way(&mut self, kind: Kind) {
        match kind {
            Kind::Item | Kind::Term => {
                self.end_last(kind, &|inner| !matches!(inner, Kind::Paragraph | Kind::Division));
            }
            Kind::Table => self.end_last(kind, &|inner| matches!(inner, Kind::Cell | Kind::TableCaption)),
            _ => {}
        }
        self.end_last(Kind::Paragraph, &Kind::is_scope);
        if kind == Kind::Subhead && self.innermost().kind == kind {
            self.pop_to(self.elements.len() - 1);
        }
    }

    /// Ends the elements in which a part of a table can't stand, and begins the row that a cell needs.
    /// Says whether there is a table at all.
    fn make_way_in_table(&mut self, kind: Kind) -> bool {
        let Some(table) = self.last_of(Kind::Table, &|inner| inner == Kind::Template) else { return false };
        let kind_at = |at: usize| self.elements.get(at).map(|element| element.kind);
        let is_in_row = matches!(kind, Kind::Row | Kind::Cell);
        let has_section = matches!(kind_at(table + 1), Some(Kind::TableHead | Kind::TableBody));
        let section = table + 1 + usize::from(is_in_row && has_section);
        let has_row = kind == Kind::Cell && kind_at(section) == Some(Kind::Row);
        self.pop_to(section + usize::from(has_row));
        if kind == Kind::Cell && !has_row && self.push_element(Kind::Row, Kind::of("tr").1) {
            self.push_frame(Kind::Row);
        }
        true
    }

    /// Begins a block.
    fn element(&mut self, kind: Kind, name: Name, tag: &Tag<'_>) {
        let tongue = tag.tongue().filter(|tongue| self.tongue() != Some(tongue));
        if !self.push_element(kind, name) {
            return;
        }
        self.is_at_start = kind == Kind::Preformatted;
        match kind {
            Kind::TableHead | Kind::TableBody => {}
            Kind::Row => {
                self.push_frame(kind);
            }
            // In these, a passage; around the others.
            Kind::Item | Kind::Cell => {
                self.push_block(kind, tag);
                self.push_passage(tongue);
            }
            // These hold words, which can't be passages.
            Kind::Caption | Kind::TableCaption | Kind::Footer => {
                self.push_frame(kind);
                if let Some(tongue) = tongue {
                    self.run.open(Name::NONE, [None, Some(Mark::Foreign(tongue))], self.elements.len());
                }
            }
            _ => {
                if tongue.is_some()
                    && let Some(element) = self.elements.last_mut()
                {
                    // The paragraphs of a passage keep no space.
                    element.is_preformatted = kind == Kind::Preformatted;
                }
                self.push_passage(tongue);
                self.push_block(kind, tag);
            }
        }
    }

    /// The tongue of the passage around us.
    fn tongue(&self) -> Option<&Tongue> {
        self.frames.iter().rev().find_map(|frame| frame.tongue.as_ref())
    }

    /// Begins an element, if so many may be open.
    #[inline(never)]
    fn push_element(&mut self, kind: Kind, name: Name) -> bool {
        let has_place = self.elements.len() < MAX_ELEMENTS;
        if has_place {
            let around = self.innermost();
            let is_preformatted = kind == Kind::Preformatted || (around.is_preformatted && !kind.has_frame());
            self.elements.push(Element { kind, name, frames: self.frames.len(), is_preformatted, ..around });
        }
        has_place
    }

    /// Begins the block that an element of this kind is to become, where it is seen and has a place.
    #[inline(never)]
    fn push_frame(&mut self, kind: Kind) -> Option<&mut Frame> {
        if self.frames.len() >= MAX_DEPTH || self.innermost().silence > Silence::None {
            return None;
        }
        self.frames.push(Frame::new(kind));
        self.frames.last_mut()
    }

    /// Begins the block that `tag` is to become, if it is to become one.
    #[inline(never)]
    fn push_block(&mut self, kind: Kind, tag: &Tag<'_>) {
        if !kind.has_frame() {
            return;
        }
        let Some(frame) = self.push_frame(kind) else { return };
        match kind {
            Kind::Subhead => frame.level = tag.name.as_bytes()[1] - b'0',
            Kind::NumberedList => frame.start = tag.start(),
            Kind::Cell => {
                let span = |name| tag.number(name, u32::MAX).unwrap_or(1).min(MAX_SPAN);
                frame.cell = (tag.name.eq_ignore_ascii_case("th"), span("colspan"), span("rowspan"));
            }
            _ => {}
        }
    }

    /// Begins the blocks of an element with a language of its own.
    #[inline(never)]
    fn push_passage(&mut self, tongue: Option<Tongue>) {
        if tongue.is_some()
            && let Some(frame) = self.push_frame(Kind::Plain)
        {
            frame.tongue = tongue;
        }
    }

    /// Begins what vanishes with its content.
    fn silent(&mut self, kind: Kind, name: Name, tag: &Tag<'_>) {
        let around = self.innermost();
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
        if self.push_element(kind, name)
            && silence > around.silence
            && let Some(element) = self.elements.last_mut()
        {
            element.silence = silence;
        }
    }

    /// A page that the body shows in a frame, or a film or sound that it plays, becomes a link.
    fn film(&mut self, tag: &Tag<'_>, address: &str) {
        if self.innermost().silence > Silence::None {
            return;
        }
        let title = tag.attribute("title").or_else(|| tag.attribute("aria-label")).unwrap_or_default();
        match picture::page(tag, address, self.link) {
            Some(url) => self.push_link(title, url),
            None => self.film = Some(title),
        }
    }

    fn source(&mut self, tag: &Tag<'_>) {
        if self.innermost().kind == Kind::Film
            && let Some(url) = picture::page(tag, "src", self.link)
            && let Some(title) = self.film.take()
        {
            self.push_link(title, url);
        }
    }

    fn push_link(&mut self, title: String, url: WebLink) {
        let title = if title.is_empty() { url.host().unwrap_or_default().to_owned() } else { title };
        self.end_paragraph();
        self.put(Block::Paragraph(vec![Inline::Marked(Mark::Link(url), inline(title))]));
    }

    fn image(&mut self, tag: &Tag<'_>) {
        let class = tag.attribute("class").unwrap_or_default();
        let is_emoji = find(&class, "emoji").is_some() || find(&class, "smiley").is_some();
        if is_emoji && self.innermost().silence == Silence::None {
            // A picture in the place of a letter.
            let alt = tag.attribute("alt").unwrap_or_default();
            return alt.chars().for_each(|c| self.character(c, false));
        }
        match picture::image(tag, self.link) {
            // It counts readers.
            Some(image) if image.size == Some((1, 1)) => {}
            Some(image) => self.push(Block::Figure(image, Vec::new())),
            None => self.has_missed_picture = true,
        }
    }

    fn close(&mut self, name: &str) {
        let (kind, name) = Kind::of(name);
        self.is_at_start = false;
        if kind.is_mark() && self.innermost().name != name {
            let scope = self.last(&|element| element.kind.is_scope(), &|_| false).unwrap_or(0);
            return self.run.close(name, self.elements.len(), scope + 1);
        }
        match kind {
            Kind::Break => self.end_line(),
            Kind::Transparent | Kind::Rule | Kind::Image | Kind::Player | Kind::Source | Kind::Column => {}
            _ => {
                let is_it = |element: &Element| element.name == name || (kind == Kind::Subhead && element.kind == kind);
                match self.last(&is_it, &|inner| inner.hides(kind)) {
                    Some(at) => self.pop_to(at),
                    // An end tag of its own makes an empty paragraph.
                    None if kind == Kind::Paragraph && self.innermost().silence == Silence::None => {
                        self.end_paragraph()
                    }
                    None => {}
                }
            }
        }
    }

    /// Ends the innermost elements until `length` are open.
    fn pop_to(&mut self, length: usize) {
        if self.elements[length..].iter().any(|element| element.silence == Silence::None) {
            self.end_paragraph();
        }
        let mut scope = usize::MAX;
        while self.elements.len() > length {
            let Some(element) = self.elements.pop() else { return };
            step(1);
            if element.kind.ends_marks() {
                scope = self.elements.len();
            }
            while self.frames.len() > element.frames {
                self.end_frame();
            }
        }
        self.run.leave(length, scope);
    }

    fn end_frame(&mut self) {
        let Some(mut ended) = self.frames.pop() else { return };
        let is_head = self.innermost().kind == Kind::TableHead;
        let is_part = matches!(ended.kind, Kind::Cell | Kind::Row | Kind::TableCaption);
        let at = if is_part { self.frames.len() - 1 } else { self.place() };
        ended.end_in(&mut self.frames[at], is_head);
    }

    /// The frame in which blocks stand now: what stands in a table, but in no cell, stands before the table.
    fn place(&self) -> usize {
        self.frames.iter().rposition(|frame| !frame.is_grid()).unwrap_or(0)
    }

    fn end_paragraph(&mut self) {
        let run = self.run.take();
        if !run.is_empty() {
            self.put(Block::Paragraph(run));
        }
    }

    /// Ends the paragraph and adds a block, where blocks are seen.
    fn push(&mut self, block: Block) {
        let silence = self.innermost().silence;
        if silence == Silence::None || (silence == Silence::Words && matches!(block, Block::Figure(..))) {
            self.end_paragraph();
            self.put(block);
        }
    }

    fn put(&mut self, block: Block) {
        let place = self.place();
        self.frames[place].blocks.push(block);
    }
}
