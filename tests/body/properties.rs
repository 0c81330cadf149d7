//! What holds for any body.

use proptest::prelude::*;

use crate::body;
use crate::written::{words, written};

/// A piece of an untidy body, and the text of it that a reader must find.
#[derive(Clone, Debug)]
struct Piece {
    html: String,
    text: &'static str,
}

const WORDS: [&str; 6] = ["one", " two ", "\u{e9}\u{1f41f}", "a < b", "\u{5e9}\u{5dc}", "\u{200b}x"];
const REFERENCES: [(&str, &str); 5] =
    [("&amp;", "&"), ("&lt;b&gt;", "<b>"), ("&#8212;", "\u{2014}"), ("&unknown;", "&unknown;"), ("&nbsp;", "\u{a0}")];
/// All that keeps its content where it stands.
const KEPT: [&str; 24] = [
    "p",
    "div",
    "h1",
    "h2",
    "h6",
    "blockquote",
    "hr",
    "br",
    "b",
    "i",
    "em",
    "strong",
    "a href='/x'",
    "a",
    "code",
    "sup",
    "span",
    "custom-element",
    "dd lang=fr",
    "form",
    "input",
    "img",
    "body",
    "P CLASS=x",
];
/// All that may set its content down elsewhere.
const MOVING: [&str; 15] = [
    "ul",
    "ol start='3'",
    "li",
    "figure",
    "figcaption",
    "img src='/i.png'",
    "table",
    "tr",
    "td",
    "th colspan=2",
    "caption",
    "thead",
    "blockquote",
    "b",
    "p",
];
/// All that makes something of its content.
const ALL: [&str; 60] = [
    "p",
    "div",
    "div lang=fr",
    "p dir=rtl",
    "section",
    "h1",
    "h2",
    "h3 lang=de",
    "blockquote",
    "blockquote lang=es",
    "cite",
    "footer",
    "hr",
    "br",
    "b",
    "strong",
    "i",
    "em lang=en-GB",
    "em",
    "a href='/x'",
    "a href='/y' lang=la",
    "a",
    "code",
    "tt",
    "sup",
    "sub",
    "s",
    "del",
    "ins",
    "small",
    "mark",
    "q",
    "span lang=fr",
    "span",
    "font",
    "pre",
    "ul",
    "ol",
    "ol start=7",
    "li",
    "li lang=it",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "figcaption lang=fr",
    "img src=/i.png",
    "table",
    "table lang=fr",
    "tr",
    "td",
    "td colspan=3",
    "th rowspan=2",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "video",
    "noscript",
];
const VANISHING: [&str; 10] = [
    "<script>'<p>no</p>'</script>",
    "<style>no</style>",
    "<svg><g>no</g><svg>no</svg></svg>",
    "<template>no</template>",
    "<!-- <p>no -->",
    "<!doctype no>",
    "<?no?>",
    "<textarea><p>no</textarea>",
    "<Select><option>no</Select>",
    "<math>no</math>",
];

fn piece(elements: &'static [&'static str]) -> impl Strategy<Value = Piece> {
    let silent = |html: String| Piece { html, text: "" };
    prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(|text| Piece { html: text.to_owned(), text }),
        1 => prop::sample::select(&REFERENCES[..]).prop_map(|(html, text)| Piece { html: html.to_owned(), text }),
        4 => prop::sample::select(elements).prop_map(move |tag| silent(format!("<{tag}>"))),
        3 => prop::sample::select(elements)
            .prop_map(move |tag| silent(format!("</{}>", tag.split(' ').next().unwrap_or_default()))),
        1 => prop::sample::select(&VANISHING[..]).prop_map(move |html| silent(html.to_owned())),
    ]
}

fn soup(elements: &'static [&'static str]) -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(piece(elements), 0..60)
}

fn html_of(soup: &[Piece]) -> String {
    soup.iter().map(|piece| &*piece.html).collect()
}

fn words_of(soup: &[Piece]) -> String {
    soup.iter().flat_map(|piece| piece.text.chars()).filter(|c| !c.is_ascii_whitespace()).collect()
}

fn sorted(words: &str) -> Vec<char> {
    let mut letters: Vec<char> = words.chars().collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn no_text_is_lost_doubled_or_moved(soup in soup(&KEPT)) {
        prop_assert_eq!(words(&body(&html_of(&soup))), words_of(&soup));
    }

    #[test]
    fn no_text_is_lost_or_doubled_in_lists_and_figures(soup in soup(&MOVING)) {
        prop_assert_eq!(sorted(&words(&body(&html_of(&soup)))), sorted(&words_of(&soup)));
    }

    #[test]
    fn any_body_is_read(html in "\\PC{0,200}", markup in "[<>/!a-zA-Z=' \"&;#0-9\0\n-]{0,200}") {
        body(&html);
        body(&markup);
    }

    #[test]
    fn what_was_read_reads_the_same(soup in soup(&ALL)) {
        let once = body(&html_of(&soup));
        prop_assert_eq!(written(&body(&written(&once))), written(&once));
    }
}
