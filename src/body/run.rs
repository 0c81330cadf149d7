//! Text with its marks: what is open, and what has been written so far.
//! It knows neither tags nor blocks.

use std::mem;

use super::elements::{Kind, Name};
use super::{MAX_MARKS, step};
use crate::model::{Inline, Mark};

/// A mark that hasn't ended.
struct Open {
    name: Name,
    kind: Kind,
    /// What its words are: at most a mark of its own, and a language.
    marks: [Option<Mark>; 2],
    /// How many block elements were open when it began.
    depth: usize,
    /// Tells it from other marks of its kind.
    serial: usize,
    has_begun: bool,
}

/// A mark in what has been written, and what stands in it.
struct Level {
    serial: usize,
    mark: Mark,
    inlines: Vec<Inline>,
}

/// The text since the last block ended.
///
/// Marks may end in any order and go on in the next block, so that those which are open (`marks`) aren't always those
/// in which the last word stands (`levels`): the two are brought together when the next word comes.
#[derive(Default)]
pub(super) struct Run {
    /// The end of what has been written, as far as it is plain text.
    text: String,
    inlines: Vec<Inline>,
    levels: Vec<Level>,
    marks: Vec<Open>,
    is_settled: bool,
    serial: usize,
    /// How often a mark has gone on in another block, or behind the end of a mark around it.
    pub(super) continued: usize,
    /// Whether white space that comes now would be doubled.
    pub(super) is_after_space: bool,
}

impl Run {
    /// A run at the beginning of a block.
    pub(super) fn new() -> Self {
        Self { is_after_space: true, ..Self::default() }
    }

    #[inline(never)]
    pub(super) fn write(&mut self, words: &str) {
        self.settle();
        self.text.push_str(words);
    }

    pub(super) fn end_line(&mut self) {
        if !self.is_blank() {
            self.settle();
            self.end_text();
            self.innermost().push(Inline::Break);
        }
        self.is_after_space = true;
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty() && self.inlines.is_empty() && self.levels.is_empty()
    }

    /// Takes the whole text; its marks stay open.
    #[inline(never)]
    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.close_levels(0);
        self.end_text();
        self.is_settled = false;
        self.is_after_space = true;
        let mut inlines = mem::take(&mut self.inlines);
        while trim_end(&mut inlines) {}
        inlines
    }

    /// Begins a mark in a block element `depth` deep.
    #[inline(never)]
    pub(super) fn open(&mut self, name: Name, kind: Kind, marks: [Option<Mark>; 2], depth: usize) {
        if self.marks.len() < MAX_MARKS {
            self.serial += marks.len();
            self.marks.push(Open { name, kind, marks, depth, serial: self.serial, has_begun: false });
            self.is_settled = false;
        }
    }

    /// Whether a mark of this name is open.
    pub(super) fn has(&self, name: Name) -> bool {
        self.marks.iter().any(|open| open.name == name)
    }

    /// Ends the innermost mark of this name, unless it stands around the last scope, which is `scope` deep.
    pub(super) fn close(&mut self, name: Name, depth: usize, scope: usize) {
        step(self.marks.len());
        let Some(at) = self.marks.iter().rposition(|open| open.name == name) else { return };
        let begun = self.marks[at].depth;
        // Block elements that stand in it hide it from its end tag, unless it is one that outlasts them.
        if begun < scope || (begun < depth && !name.is_formatting()) {
            return;
        }
        self.marks.remove(at);
        // Those that began in it go on behind it, or end with it.
        self.keep(at, &|open| open.name.is_formatting() || open.depth > begun);
    }

    /// Ends what ends with block elements when `depth` of them stay open.
    /// Nothing goes on that began beyond `scope`: in a table's cell, for example.
    pub(super) fn leave(&mut self, depth: usize, scope: usize) {
        self.keep(0, &|open| open.depth <= depth || (open.name.is_formatting() && open.depth <= scope));
        for open in &mut self.marks {
            open.depth = open.depth.min(depth);
        }
    }

    /// Ends all marks behind the first `from`, but for those that are to be kept.
    #[inline(never)]
    fn keep(&mut self, from: usize, is_kept: &dyn Fn(&Open) -> bool) {
        step(self.marks.len());
        let mut at = from;
        while at < self.marks.len() {
            if is_kept(&self.marks[at]) {
                at += 1;
            } else {
                self.marks.remove(at);
            }
        }
        self.is_settled = false;
    }

    /// Makes the levels those of the open marks.
    fn settle(&mut self) {
        if mem::replace(&mut self.is_settled, true) {
            return;
        }
        let mut kept = 0;
        for at in 0..self.marks.len() {
            for slot in 0..2 {
                step(at + 1);
                let (outer, rest) = self.marks.split_at_mut(at);
                let open = &mut rest[0];
                let Some(mark) = &open.marks[slot] else { continue };
                // Strong words in strong words are no stronger; a quote in a quote is another one.
                let adds_up = matches!(open.kind, Kind::Quoted | Kind::Superscript | Kind::Subscript);
                let is_vain = match mark {
                    Mark::Foreign(_) => tongue(&self.levels[..kept]) == Some(mark),
                    _ => !adds_up && outer.iter().any(|outer| outer.kind == open.kind),
                };
                if is_vain {
                    continue;
                }
                let serial = open.serial + slot;
                if self.levels.get(kept).is_none_or(|level| level.serial != serial) {
                    let mark = mark.clone();
                    self.continued += usize::from(open.has_begun);
                    open.has_begun = slot == 1 || open.marks[1].is_none();
                    self.close_levels(kept);
                    self.end_text();
                    self.levels.push(Level { serial, mark, inlines: Vec::new() });
                }
                kept += 1;
            }
        }
        self.close_levels(kept);
    }

    #[inline(never)]
    fn close_levels(&mut self, kept: usize) {
        while self.levels.len() > kept {
            self.end_text();
            if let Some(level) = self.levels.pop() {
                self.innermost().push(Inline::Marked(level.mark, level.inlines));
            }
        }
    }

    #[inline(never)]
    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = mem::take(&mut self.text);
            self.innermost().push(Inline::Text(text.into()));
        }
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        self.levels.last_mut().map_or(&mut self.inlines, |level| &mut level.inlines)
    }
}

/// The language in which the words of a level are.
fn tongue(levels: &[Level]) -> Option<&Mark> {
    levels.iter().rev().map(|level| &level.mark).find(|mark| matches!(mark, Mark::Foreign(_)))
}

/// What an element of this kind makes of its words; a link needs more.
pub(super) fn mark_of(kind: Kind) -> Option<Mark> {
    Some(match kind {
        Kind::Emphasis => Mark::Emphasis,
        Kind::Strong => Mark::Strong,
        Kind::Code => Mark::Code,
        Kind::Deleted => Mark::Deleted,
        Kind::Small => Mark::Small,
        Kind::Superscript => Mark::Superscript,
        Kind::Subscript => Mark::Subscript,
        Kind::Inserted => Mark::Inserted,
        Kind::Highlighted => Mark::Highlighted,
        Kind::Quoted => Mark::Quoted,
        _ => return None,
    })
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
