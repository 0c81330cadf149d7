//! What each element of HTML means to a reader of an article.

use crate::model::search::{is_listed, parts};

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

/// The elements that aren't transparent; the marks that go on in a next block come first, then what is frequent.
const KINDS: &[(Kind, &str)] = &[
    (Kind::Emphasis, "em i"),
    (Kind::Strong, "strong b"),
    (Kind::Code, "code tt"),
    (Kind::Deleted, "s strike"),
    (Kind::Small, "small"),
    (Kind::Link, "a"),
    (Kind::Emphasis, "cite dfn var"),
    (Kind::Paragraph, "p"),
    (Kind::Plain, "span font u abbr bdi bdo time big nobr"),
    (Kind::Division, "div address"),
    (Kind::Break, "br"),
    (Kind::Item, "li"),
    (Kind::Image, "img image"),
    (Kind::List, "ul menu dir"),
    (Kind::NumberedList, "ol"),
    (Kind::Subhead, "h1 h2 h3 h4 h5 h6"),
    (Kind::Figure, "figure"),
    (Kind::Caption, "figcaption"),
    (Kind::Cell, "td th"),
    (Kind::Row, "tr"),
    (Kind::TableBody, "tbody tfoot"),
    (Kind::TableHead, "thead"),
    (Kind::Table, "table"),
    (Kind::TableCaption, "caption"),
    (Kind::Column, "col colgroup"),
    (Kind::Quote, "blockquote"),
    (Kind::Superscript, "sup"),
    (Kind::Subscript, "sub"),
    (Kind::Code, "kbd samp"),
    (Kind::Deleted, "del"),
    (Kind::Inserted, "ins"),
    (Kind::Highlighted, "mark"),
    (Kind::Quoted, "q"),
    (Kind::Rule, "hr"),
    (Kind::Preformatted, "pre listing"),
    (Kind::Footer, "footer"),
    (Kind::Term, "dt dd"),
    (
        Kind::Box,
        "section article header aside main nav hgroup details summary dl form fieldset legend dialog search center",
    ),
    (Kind::Player, "iframe embed"),
    (Kind::Source, "source"),
    (Kind::Film, "video audio canvas"),
    (Kind::NoScript, "noscript"),
    (Kind::Template, "template object applet"),
    (Kind::Control, "button select datalist"),
    (Kind::Foreign, "svg math"),
    (Kind::Island, "foreignobject desc annotation-xml mi mo mn ms mtext"),
];

/// How many names at the top of the table are those of marks that go on until their own end tag.
const FORMATTING: u8 = 10;
/// The elements whose content isn't markup and goes, for it acts.
const ACTING: &str = "script style iframe title";
/// The elements whose content goes because the standard reads it as mere text.
const MERE_TEXT: &str = "noembed noframes textarea xmp plaintext";

/// Which element of the table a name names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Name(u8);

impl Name {
    /// No element of the table.
    pub(super) const NONE: Self = Self(u8::MAX);

    /// Whether it is a mark that block ends leave open: it goes on until its own end tag.
    pub(super) fn is_formatting(self) -> bool {
        self.0 < FORMATTING
    }
}

impl Kind {
    /// What the element `name`, in any letter case, is to us, and which it is.
    pub(super) fn of(name: &str) -> (Self, Name) {
        let mut number = 0;
        for (kind, names) in KINDS {
            for known in parts(names, b' ') {
                super::step(1);
                if known.eq_ignore_ascii_case(name) {
                    return (*kind, Name(number));
                }
                number += 1;
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
        self >= Self::Subhead && self <= Self::Cell && !matches!(self, Self::Term | Self::TableHead | Self::TableBody)
    }

    /// Whether it is a part of a table, which ends others on terms of its own.
    pub(super) fn is_of_table(self) -> bool {
        self > Self::Table && self <= Self::Column
    }

    /// Whether end tags inside it end no marks and few blocks around it.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Self::Table | Self::TableCaption | Self::Cell | Self::Template | Self::Island)
    }

    /// Whether marks that began in it don't go on behind it.
    pub(super) fn ends_marks(self) -> bool {
        matches!(self, Self::TableCaption | Self::Cell | Self::Template)
    }

    /// Whether an element of the kind `outer` isn't ended by an end tag inside this one.
    pub(super) fn hides(self, outer: Self) -> bool {
        match outer {
            Self::Template => false,
            Self::Table | Self::TableCaption | Self::TableHead | Self::TableBody | Self::Row | Self::Cell => {
                matches!(self, Self::Table | Self::Template)
            }
            Self::Item => self.is_scope() || matches!(self, Self::List | Self::NumberedList),
            _ => self.is_scope(),
        }
    }

    /// Whether a drawing or formula ends where it begins, for it can't stand in one.
    pub(super) fn breaks_out(self) -> bool {
        use Kind::{Box, Caption, Figure, Footer, Link, Player, Source, Table};
        self <= Table && !matches!(self, Link | Player | Source | Box | Footer | Figure | Caption)
    }
}

/// Whether what stands in the element `name` isn't markup.
pub(super) fn is_raw(name: &str) -> bool {
    is_listed(ACTING, name) || is_missed_raw(name)
}

/// Whether a reader may miss what stood in the raw element `name`.
pub(super) fn is_missed_raw(name: &str) -> bool {
    is_listed(MERE_TEXT, name)
}
