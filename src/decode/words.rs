//! Words out of HTML and out of blocks: for titles and captions that carry markup, and for comparing.
//! It knows no JSON.

use crate::body;
use crate::model::search::{find, until};
use crate::model::{Block, Image, Inline, Mark, Text, WebLink};

/// A text of another format as plain words: its character references resolved once, its tags gone.
///
/// A text is taken for markup only where a tag ends in it; else its `<` is a character like any other.
#[inline(never)]
pub(super) fn plain(text: &str) -> Option<Text> {
    let text = text.trim_ascii();
    let has_markup = has_markup(text);
    if !has_markup && until(text, "&") == text.len() {
        return some(text);
    }
    let html = if has_markup { text.to_owned() } else { escaped(text, "<") };
    let mut words = String::new();
    write_blocks(&mut words, &body::read(&html, &|_| None).blocks, usize::MAX);
    some(&words)
}

/// A text, if there is anything in it.
#[inline(never)]
pub(super) fn some(text: &str) -> Option<Text> {
    if text.is_empty() { None } else { Some(text.into()) }
}

/// Whether HTML stands in a text, rather than words alone.
#[inline(never)]
pub(super) fn has_markup(text: &str) -> bool {
    ["</", "/>", "<p>", "<br>"].iter().any(|sign| find(text, sign).is_some())
}

/// A text with `characters` of it written as HTML's references.
#[inline(never)]
pub(super) fn escaped(text: &str, characters: &str) -> String {
    let mut html = String::new();
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '"' | '&' if characters.len() > 1 => html.push_str(if c == '&' { "&amp;" } else { "&quot;" }),
            c => html.push(c),
        }
    }
    html
}

/// Adds the words of `blocks`, a space between two blocks, until there are `enough` bytes of them.
pub(super) fn write_blocks(words: &mut String, blocks: &[Block], enough: usize) {
    for block in blocks {
        if words.len() >= enough {
            return;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        match block {
            Block::Paragraph(run)
            | Block::Subhead(_, run)
            | Block::Figure(_, run)
            | Block::Preformatted(run)
            | Block::Citation(run) => write_run(words, run),
            Block::Quote(blocks) | Block::Passage(_, blocks) => write_blocks(words, blocks, enough),
            Block::Table(table) => {
                write_run(words, &table.caption);
                for cell in table.head.iter().chain(&table.body).flatten() {
                    write_blocks(words, &cell.blocks, enough);
                }
            }
            Block::List { items, .. } => {
                for item in items {
                    write_blocks(words, item, enough);
                }
            }
            Block::Rule => {}
        }
    }
}

fn write_run(words: &mut String, run: &[Inline]) {
    for inline in run {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Break => words.push(' '),
            Inline::Marked(_, run) => write_run(words, run),
        }
    }
}

/// What is left of a text for comparing: letters and digits, those of ASCII in lower case.
#[inline(never)]
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars() {
        // The signs of Latin-1, general punctuation, arrows to stars, and emoji.
        let is_sign = matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..);
        if c.is_ascii_alphanumeric() || (!c.is_ascii() && !is_sign) {
            letters.push(c.to_ascii_lowercase());
        }
    }
    letters
}

/// The first picture in `blocks`, its caption among its words.
pub(super) fn first_picture(blocks: &[Block]) -> Option<Image> {
    for block in blocks {
        if let Block::Figure(image, run) = block {
            let mut caption = String::new();
            write_run(&mut caption, run);
            return Some(Image { caption: some(&caption), ..image.clone() });
        }
    }
    None
}

/// The first link in `blocks`.
pub(super) fn first_link(blocks: &[Block]) -> Option<WebLink> {
    for block in blocks {
        let link = match block {
            Block::Paragraph(run) => first_link_in(run),
            Block::Quote(blocks) => first_link(blocks),
            _ => None,
        };
        if link.is_some() {
            return link;
        }
    }
    None
}

fn first_link_in(run: &[Inline]) -> Option<WebLink> {
    for inline in run {
        let link = match inline {
            Inline::Marked(Mark::Link(link), _) => Some(link.clone()),
            Inline::Marked(_, run) => first_link_in(run),
            _ => None,
        };
        if link.is_some() {
            return link;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{letters, plain};

    #[track_caller]
    fn check(text: &str, words: &str) {
        assert_eq!(plain(text).as_deref().unwrap_or_default(), words, "{text}");
    }

    #[test]
    fn references_are_resolved_once() {
        check("Strava&#8217;s plan &amp;amp; more [&hellip;]", "Strava’s plan &amp; more […]");
        check("AT&T", "AT&T");
    }

    #[test]
    fn tags_go_where_there_are_any() {
        check("Lorem <b>ipsum</b> sit<br>amet", "Lorem ipsum sit amet");
        check("<p>One</p>\n<p>Two</p>", "One Two");
        check("<script>alert(1)</script>", "");
        check("x <y & z", "x <y & z");
        check("if a<b then", "if a<b then");
    }

    #[test]
    fn only_letters_and_digits_are_compared() {
        assert_eq!(letters("«Für 25 000» – 👋 Über…"), "für25000Über");
    }
}
