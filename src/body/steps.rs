//! How much work the reader does, counted rather than timed.

use std::cell::Cell;

thread_local!(static STEPS: Cell<usize> = const { Cell::new(0) });

/// Counts `amount` more steps.
pub(super) fn count(amount: usize) {
    STEPS.set(STEPS.get() + amount);
}

/// How many steps it takes to read `html`.
fn steps(html: &str) -> usize {
    STEPS.set(0);
    super::read(html, &|raw| crate::model::WebLink::new(&["https://a.example/", raw].concat()));
    STEPS.get()
}

/// Inputs that others have slowed readers with, by the piece that they repeat and what follows.
const PIECES: [(&str, &str); 40] = [
    ("<div>", "text"),
    ("<b>", "text"),
    ("<ul><li>", "text"),
    ("<table><tr><td>", "text"),
    ("<table>", "text"),
    ("<p>One <a href=/x>two</a> three</p>\n", ""),
    ("<a href=/x>", "text"),
    ("<a name=x href=/y title='z'>", "text"),
    ("<!--", ""),
    ("<!-- - ", ""),
    ("-", ""),
    ("<!-->", ""),
    ("<![CDATA[", ""),
    ("<a a a a ", ""),
    ("<a b='", ""),
    ("<script>", ""),
    ("<script></scrip", ""),
    ("&", ""),
    ("&amp", ""),
    ("&;", ""),
    ("&#", ""),
    ("&unknown;", ""),
    ("&yuml;", ""),
    ("<", ""),
    ("</", ""),
    ("</p>", ""),
    ("</b>", ""),
    ("</x>", ""),
    ("<b><i></b></i>", "text"),
    ("<b><i></b>text", ""),
    ("<p><b>text</p>", ""),
    ("<p><b><i><s><em>text", ""),
    ("<font lang=fr>text<p>", ""),
    ("<blockquote><p>text<cite>", ""),
    ("<div lang=fr><p>text", ""),
    ("<svg><desc>", "text"),
    ("<li></ul>", ""),
    ("<img srcset='a 1w, b 2w'>", ""),
    ("<h1><pre>\n", "text"),
    ("text ", ""),
];

#[test]
fn work_grows_no_faster_than_the_body() {
    for (piece, end) in PIECES {
        let times = |length: usize| piece.repeat(length / piece.len()) + end;
        let (short, long) = (steps(&times(80_000)), steps(&times(320_000)));
        assert!(long < short * 5, "{piece}: {short} steps, then {long}");
        // The most that one tag can take is to look through 500 elements around it, and 150 names.
        assert!(long < 20_000_000, "{piece}: {long} steps");
    }
}

#[test]
fn a_comment_of_dashes_is_read_once() {
    let dashes = |count: usize| steps(&["<!--", &"-".repeat(count)].concat());
    assert!(dashes(20_000) < dashes(10_000) * 3);
    let srcset = |count: usize| steps(&["<img srcset='", &"a 1w, ".repeat(count), "'>"].concat());
    assert!(srcset(20_000) < srcset(10_000) * 3);
}
