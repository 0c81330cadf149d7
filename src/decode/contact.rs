//! Mail addresses and telephone numbers as publishers print them.

use crate::model::{Contact, Text, WebLink};

/// Digits below which a piece of a list of numbers is only the end of one.
const SHORTEST_NUMBER: usize = 5;

/// A mail address, and the link to it where it is one.
pub(super) fn email(text: Text) -> Contact {
    let at = text.bytes().position(|byte| byte == b'@').unwrap_or_default();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.+-_".contains(&byte));
    let is_address = at > 0 && is_plain && text.as_bytes()[at..].contains(&b'.');
    let link = if is_address { WebLink::new(&["mailto:", &text].concat()) } else { None };
    Contact { whole: text.clone(), text, link }
}

/// Adds the numbers in `text`: in `+91-7027739813, 14` the second is the first with another end.
pub(super) fn add_phones(text: &str, phones: &mut Vec<Contact>) {
    let mut before = String::new();
    for piece in text.split(|c| matches!(c, ',' | ';' | '/')) {
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        let mut link = String::from("tel:");
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        let is_end = digits == piece.len() && digits < SHORTEST_NUMBER && digits < before.len();
        let start = if is_end { before.get(..before.len() - digits).unwrap_or_default() } else { "" };
        let whole = [start, piece].concat();
        for c in whole.chars() {
            if c.is_ascii_digit() || c == '+' {
                link.push(c);
            }
        }
        phones.push(Contact { text: piece.into(), whole: whole.as_str().into(), link: WebLink::new(&link) });
        if !is_end {
            before = whole;
        }
    }
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
