//! Mail addresses and telephone numbers as publishers print them.

use crate::model::search::{find, until};
use crate::model::{Contact, Text, WebLink};

/// Digits below which a piece of a list of numbers is only the end of one.
const SHORTEST_NUMBER: usize = 5;

/// A mail address, and the link to it where it is one.
#[inline(never)]
pub(super) fn email(text: Text) -> Contact {
    let at = until(&text, "@");
    let is_plain =
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'+' | b'-' | b'_'));
    let is_address = at > 0 && is_plain && find(&text[at..], ".").is_some();
    let link = if is_address { WebLink::new(&["mailto:", &text].concat()) } else { None };
    Contact { whole: text.clone(), text, link }
}

/// Adds the numbers in `text`: in `+91-7027739813, 14` the second is the first with another end.
#[inline(never)]
pub(super) fn add_phones(text: &str, phones: &mut Vec<Contact>) {
    let mut before = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = until(rest, ",;/");
        let piece = rest[..end].trim_ascii();
        rest = rest.get(end + 1..).unwrap_or_default();
        let whole = whole_number(piece, &before);
        let mut link = String::from("tel:");
        for byte in whole.bytes() {
            if byte.is_ascii_digit() || byte == b'+' {
                link.push(char::from(byte));
            }
        }
        if whole == piece {
            before.clone_from(&whole);
        }
        if !piece.is_empty() {
            phones.push(Contact { text: piece.into(), whole: whole.as_str().into(), link: WebLink::new(&link) });
        }
    }
}

/// A number that may be written as no more than the end in which it differs from the one before.
fn whole_number(piece: &str, before: &str) -> String {
    let is_end = piece.len() < SHORTEST_NUMBER && piece.bytes().all(|byte| byte.is_ascii_digit());
    let start = before.len().checked_sub(piece.len()).and_then(|at| before.get(..at)).filter(|_| is_end);
    [start.unwrap_or_default(), piece].concat()
}

#[cfg(test)]
mod tests {
    use super::{add_phones, email};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let mut phones = Vec::new();
        add_phones(text, &mut phones);
        let links: Vec<_> =
            phones.iter().map(|phone| (&*phone.text, phone.link.as_ref().map_or("", |link| &**link.href()))).collect();
        assert_eq!(links, expected);
    }

    #[test]
    fn short_pieces_are_other_ends_of_the_number_before() {
        check("+91-720-6444012", &[("+91-720-6444012", "tel:+917206444012")]);
        check(
            "+91-7027739813, 14, 15",
            &[("+91-7027739813", "tel:+917027739813"), ("14", "tel:+917027739814"), ("15", "tel:+917027739815")],
        );
        check("14, 15", &[("14", "tel:14"), ("15", "tel:15")]);
        check("on request", &[("on request", "")]);
    }

    #[test]
    fn only_an_address_becomes_a_mail_link() {
        assert!(email("desk@news.example".into()).link.is_some());
        for text in ["desk at news", "a@b.example?bcc=all@news.example", "@news.example"] {
            assert!(email(text.into()).link.is_none(), "{text}");
        }
    }
}
