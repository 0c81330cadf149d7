//! What each element of HTML means to a reader of an article.

/// What an element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands on lines of its own, and means nothing more.
    Box,
    /// A heading of this level.
    Subhead(u8),
    Quote,
    List,
    NumberedList,
    Item,
    Figure,
    Caption,
    Rule,
    Break,
    Image,
    Emphasis,
    Strong,
    Code,
    Superscript,
    Subscript,
    Link,
    /// Plays something; a reader gets a link to it.
    Player,
    /// Acts, or says what text can't: it goes, and its content with it.
    Dropped,
    /// The same, and its content isn't even markup.
    Raw,
    /// A player whose content isn't markup.
    RawPlayer,
    /// Leaves its content and no trace of its own.
    Transparent,
}

/// The elements that aren't transparent.
const KINDS: &[(Kind, &str)] = &[
    (
        Kind::Box,
        "address article aside caption center dd details dialog div dl dt fieldset footer form header hgroup legend \
         listing main nav p pre search section summary table tbody td tfoot th thead tr",
    ),
    (Kind::Subhead(1), "h1"),
    (Kind::Subhead(2), "h2"),
    (Kind::Subhead(3), "h3"),
    (Kind::Subhead(4), "h4"),
    (Kind::Subhead(5), "h5"),
    (Kind::Subhead(6), "h6"),
    (Kind::Quote, "blockquote"),
    (Kind::List, "ul menu dir"),
    (Kind::NumberedList, "ol"),
    (Kind::Item, "li"),
    (Kind::Figure, "figure"),
    (Kind::Caption, "figcaption"),
    (Kind::Rule, "hr"),
    (Kind::Break, "br"),
    (Kind::Image, "img image"),
    (Kind::Emphasis, "em i cite dfn var"),
    (Kind::Strong, "strong b"),
    (Kind::Code, "code kbd samp tt"),
    (Kind::Superscript, "sup"),
    (Kind::Subscript, "sub"),
    (Kind::Link, "a"),
    (Kind::Player, "video audio"),
    (Kind::Dropped, "svg math template head object applet canvas button select datalist frameset"),
    (Kind::Raw, "script style noscript noembed noframes title textarea xmp plaintext"),
    (Kind::RawPlayer, "iframe"),
];

impl Kind {
    /// What the element `name`, in any letter case, is to us.
    pub(super) fn of(name: &str) -> Self {
        let is_named = |names: &&(Self, &str)| names.1.split(' ').any(|known| known.eq_ignore_ascii_case(name));
        KINDS.iter().find(is_named).map_or(Self::Transparent, |(kind, _)| *kind)
    }

    /// Whether markup goes on behind its start tag only after its end tag.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Raw | Self::RawPlayer)
    }
}
