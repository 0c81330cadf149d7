//! What each element of HTML means to a reader of an article.

use crate::model::search::parts;

/// What an element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Kind {
    // The marks, up to and with `Plain`.
    Emphasis,
    Strong,
    Code,
    Deleted,
    Small,
    Link,
    Superscript,
    Subscript,
    Inserted,
    Highlighted,
    Quoted,
    /// Marks nothing, but may say which language its words are in.
    Plain,
    // What stands alone.
    Break,
    Rule,
    Image,
    /// Plays or shows something by itself; a reader gets a link to it.
    Player,
    /// Says where the player around it has its film or sound from.
    Source,
    // Blocks, from here on.
    Paragraph,
    /// Stands on lines of its own and means nothing more; a list's item may end beyond it.
    Division,
    /// Stands on lines of its own and means nothing more.
    Box,
    Subhead,
    Preformatted,
    Quote,
    /// Says in a quote whose it is.
    Footer,
    List,
    NumberedList,
    Item,
    /// A word of a glossary, or what it means.
    Term,
    Figure,
    Caption,
    Table,
    TableCaption,
    /// The rows that head a table.
    TableHead,
    TableBody,
    Row,
    Cell,
    /// A column, which has no content and says nothing to us.
    Column,
    // What vanishes with its content, from here on.
    /// A reader who can't see a film, or run a script, is offered what stands in it; nobody else sees it.
    Film,
    /// The same, and nothing in it ends anything around it.
    Template,
    /// What a reader without scripts sees: at times the only address of a picture.
    NoScript,
    /// A control of a form.
    Control,
    /// A drawing or a formula, whose content isn't HTML.
    Foreign,
    /// HTML again, in a drawing or a formula.
    Island,
    // Nothing of these is markup.
    /// Leaves its content and no trace of its own; also what is unknown.
    Transparent,
}

macro_rules! kinds {
    ($($kind:ident $names:literal)*) => {
        /// What the elements in each line of [`NAMES`] are.
        const KINDS: &[Kind] = &[$(Kind::$kind),*];

        /// The elements that aren't transparent; the marks that go on in a next block come first, then what is frequent.
        const NAMES: &str = concat!($($names, "\n"),*);
    };
}

kinds! {
    Emphasis "em i"
    Strong "strong b"
    Code "code tt"
    Deleted "s strike"
    Small "small"
    Link "a"
    Emphasis "cite dfn var"
    Paragraph "p"
    Plain "span font u abbr bdi bdo time big nobr"
    Division "div address"
    Break "br"
    Item "li"
    Image "img image"
    List "ul menu dir"
    NumberedList "ol"
    Subhead "h1 h2 h3 h4 h5 h6"
    Figure "figure"
    Caption "figcaption"
    Cell "td th"
    Row "tr"
    TableBody "tbody tfoot"
    TableHead "thead"
    Table "table"
    TableCaption "caption"
    Column "col colgroup"
    Quote "blockquote"
    Superscript "sup"
    Subscript "sub"
    Code "kbd samp"
    Deleted "del"
    Inserted "ins"
    Highlighted "mark"
    Quoted "q"
    Rule "hr"
    Preformatted "pre listing"
    Footer "footer"
    Term "dt dd"
    Box "section article header aside main nav hgroup details summary dl form fieldset legend dialog search center"
    Player "iframe embed"
    Source "source"
    Film "video audio canvas"
    NoScript "noscript"
    Template "template object applet"
    Control "button select datalist"
    Foreign "svg math"
    Island "foreignobject desc annotation-xml mi mo mn ms mtext"
}

/// How many names at the top of the table are those of marks that go on until their own end tag.
const FORMATTING: usize = 10;
/// The elements whose content isn't markup, and goes: what acts, and what the standard reads as mere text.
const RAW: &str = "script style iframe title noembed noframes textarea xmp plaintext";
/// How many names at the beginning of these are those of content that nobody misses.
const UNMISSED: usize = 4;

/// Which element of the table a name names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Name(usize);

impl Name {
    /// No element of the table.
    pub(super) const NONE: Self = Self(usize::MAX);

    /// Whether it is a mark that block ends leave open: it goes on until its own end tag.
    pub(super) fn is_formatting(self) -> bool {
        self.0 < FORMATTING
    }
}

impl Kind {
    /// What the element `name`, in any letter case, is to us, and which it is.
    #[inline(never)]
    pub(super) fn of(name: &str) -> (Self, Name) {
        let mut count = 0;
        for (kind, names) in KINDS.iter().zip(parts(NAMES, b'\n')) {
            if position(names, name, &mut count) {
                return (*kind, Name(count));
            }
        }
        (Self::Transparent, Name::NONE)
    }

    /// Whether it marks words rather than parting them.
    pub(super) fn is_mark(self) -> bool {
        self <= Self::Plain
    }

    /// Whether it vanishes with its content.
    pub(super) fn is_silent(self) -> bool {
        self >= Self::Film && self < Self::Transparent
    }

    /// Whether it becomes a block of the model, or a part of one.
    pub(super) fn has_frame(self) -> bool {
        self >= Self::Subhead && self <= Self::Cell && !NO_FRAME.have(self)
    }

    /// Whether it is a part of a table, which ends others on terms of its own.
    pub(super) fn is_of_table(self) -> bool {
        self > Self::Table && self <= Self::Column
    }

    /// Whether a drawing or formula ends where it begins, for it can't stand in one.
    pub(super) fn breaks_out(self) -> bool {
        self <= Self::Table && !STAYING.have(self)
    }

    /// What end tags of this kind don't reach beyond.
    pub(super) fn bounds(self) -> Kinds {
        match self {
            Self::Template => Kinds(0),
            Self::Table | Self::TableCaption | Self::TableHead | Self::TableBody | Self::Row | Self::Cell => TABLES,
            Self::Item => SCOPES.and(LISTS),
            _ => SCOPES,
        }
    }
}

/// A set of kinds.
#[derive(Clone, Copy)]
pub(super) struct Kinds(u64);

impl Kinds {
    const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) fn have(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u64) != 0
    }
}

/// What most end tags don't reach beyond, and marks neither.
pub(super) const SCOPES: Kinds =
    Kinds::of(&[Kind::Table, Kind::TableCaption, Kind::Cell, Kind::Template, Kind::Island]);
/// What parts of tables look for.
pub(super) const TABLES: Kinds = Kinds::of(&[Kind::Table, Kind::Template]);
/// Marks that begin in these don't go on behind them.
pub(super) const MARK_ENDS: Kinds = Kinds::of(&[Kind::TableCaption, Kind::Cell, Kind::Template]);
pub(super) const LISTS: Kinds = Kinds::of(&[Kind::List, Kind::NumberedList]);
pub(super) const ALL: Kinds = Kinds(u64::MAX);
pub(super) const PARAGRAPH: Kinds = Kinds::of(&[Kind::Paragraph]);
/// All that an item's end may go through to the last item.
pub(super) const NOT_LINES: Kinds = Kinds(!Kinds::of(&[Kind::Paragraph, Kind::Division]).0);
pub(super) const TABLE_PARTS: Kinds = Kinds::of(&[Kind::Table, Kind::Cell, Kind::TableCaption]);
pub(super) const ROW_GROUPS: Kinds = Kinds::of(&[Kind::TableHead, Kind::TableBody]);
/// Blocks that hold nothing but words.
pub(super) const CAPTIONS: Kinds = Kinds::of(&[Kind::Caption, Kind::TableCaption, Kind::Footer]);
/// What can only hold parts of a table.
pub(super) const GRIDS: Kinds = Kinds::of(&[Kind::Table, Kind::Row]);
const NO_FRAME: Kinds = Kinds::of(&[Kind::Term, Kind::TableHead, Kind::TableBody]);
/// What may be part of a drawing, too, or means nothing in one.
const STAYING: Kinds =
    Kinds::of(&[Kind::Link, Kind::Player, Kind::Source, Kind::Box, Kind::Footer, Kind::Figure, Kind::Caption]);

/// Whether what stands in the element `name` isn't markup, and if so, whether a reader may miss it.
pub(super) fn rawness(name: &str) -> Option<bool> {
    let mut count = 0;
    position(RAW, name, &mut count).then_some(count >= UNMISSED)
}

/// Looks for `name`, in any letter case, in a list; adds to `count` how many others were in its way.
#[inline(never)]
fn position(names: &str, name: &str, count: &mut usize) -> bool {
    let mut rest = names.as_bytes();
    while !rest.is_empty() {
        super::step(1);
        let end = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
        if rest[..end].eq_ignore_ascii_case(name.as_bytes()) {
            return true;
        }
        *count += 1;
        rest = &rest[(end + 1).min(rest.len())..];
    }
    false
}
