//! JSON text to its tree. It gives up at whatever is unusual, for somebody else to judge; it knows no format.
//!
//! In a browser one text is handed over so, instead of each key and each value of what `JSON.parse` makes of it.

use super::json::{Json, MAX_DEPTH};
use crate::model::Text;
use crate::model::search::whole;

/// So many digits fit into a `u32`, whichever they are.
const MAX_DIGITS: usize = 9;

/// Reads JSON text; `number` reads a number of its grammar that isn't short and whole.
///
/// `None` where it is no JSON, or nested more than 64 deep.
#[must_use]
pub(crate) fn parse(text: &str, number: &dyn Fn(&str) -> Option<f64>) -> Option<Json> {
    let mut parser = Parser { text, at: 0, number };
    let json = parser.value(MAX_DEPTH)?;
    parser.peek().is_none().then_some(json)
}

struct Parser<'t> {
    text: &'t str,
    /// The next byte, of which all before are read.
    at: usize,
    number: &'t dyn Fn(&str) -> Option<f64>,
}

impl Parser<'_> {
    /// The next byte that isn't white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// A value that may hold so many more levels.
    fn value(&mut self, depth: u32) -> Option<Json> {
        let start = self.peek()?;
        match start {
            b'"' => return self.string().map(Json::Text),
            b'[' | b'{' => self.at += 1,
            _ => return self.word(),
        }
        let depth = depth.checked_sub(1)?;
        // In ASCII, what closes stands two places behind what opens.
        let (is_list, end) = (start == b'[', start + 2);
        let (mut items, mut members) = (Vec::new(), Vec::new());
        let mut is_over = self.peek()? == end;
        self.at += usize::from(is_over);
        while !is_over {
            if is_list {
                items.push(self.value(depth)?);
            } else {
                self.peek()?;
                let key = self.string()?;
                self.peek()?;
                self.take(b':')?;
                members.push((key, self.value(depth)?));
            }
            is_over = self.peek()? == end;
            self.take(if is_over { end } else { b',' })?;
        }
        Some(if is_list { Json::List(items) } else { Json::Object(members) })
    }

    fn word(&mut self) -> Option<Json> {
        let rest = &self.text[self.at..];
        let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let word = &rest[..rest.bytes().position(|byte| !is_of_word(byte)).unwrap_or(rest.len())];
        self.at += word.len();
        let is_plain = word.len() <= MAX_DIGITS && (!word.starts_with('0') || word == "0");
        Some(match (word, whole(word)) {
            ("null", _) => Json::Null,
            ("true", _) => Json::Bool(true),
            ("false", _) => Json::Bool(false),
            (_, Some(number)) if is_plain => Json::Number(f64::from(number)),
            _ => Json::Number((self.number)(word)?),
        })
    }

    fn string(&mut self) -> Option<Text> {
        let mut text = String::new();
        self.take(b'"')?;
        loop {
            let rest = &self.text[self.at..];
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
            let part = &rest[..end];
            self.at += end;
            let end = self.take_any()?;
            if end == b'"' && text.is_empty() {
                return Some(part.into());
            }
            text.push_str(part);
            match end {
                b'"' => return Some(text.into()),
                b'\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    /// The character that is written with a backslash before it; what takes two of them is for others.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.take_any()? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'u' => char::from_u32(self.unit()?)?,
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.take_any()?).to_digit(16)?;
        }
        Some(unit)
    }

    fn take(&mut self, expected: u8) -> Option<()> {
        (self.take_any()? == expected).then_some(())
    }

    fn take_any(&mut self) -> Option<u8> {
        let byte = *self.text.as_bytes().get(self.at)?;
        self.at += 1;
        Some(byte)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Json, parse};

    fn number(text: &str) -> Option<f64> {
        serde_json::from_str(text).ok()
    }

    /// What a parser says that many others use.
    fn judged(text: &str) -> Option<Json> {
        Json::read(&mut serde_json::Deserializer::from_str(text)).ok()
    }

    #[track_caller]
    fn check(text: &str) {
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        assert_eq!(parse(text, &number), judged(text).filter(|_| is_json), "{text}");
    }

    #[test]
    fn what_is_json_is_read_and_nothing_else() {
        for text in [
            r#" { "a" : [ 1 , -2.5e3 , true , false , null , "b" ] , "a" : { } } "#,
            r#""\u00e9 \"\\\/\n\r\t""#,
            "0",
            "-0",
            "999999999",
            "1234567890123",
            "0.1",
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "1e400",
            "[1,]",
            "[,1]",
            "[1 2]",
            r#"{"a":1,}"#,
            r#"{"a" 1}"#,
            r#"{"a":1 "b":2}"#,
            "{a:1}",
            "nul",
            "nulll",
            "true false",
            "\"a\nb\"",
            r#""\x""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            "[",
            "]",
            "",
            " ",
            "\u{feff}1",
            "\u{a0}1",
        ] {
            check(text);
        }
    }

    #[test]
    fn what_takes_two_escapes_is_for_others() {
        for text in [r#""\ud83d\ude00""#, r#""\ud83d""#, r#""\ude00""#, r#""\b""#] {
            assert_eq!(parse(text, &number), None, "{text}");
        }
    }

    #[test]
    fn too_deep_is_for_others() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(64), &number).is_some());
        assert!(parse(&nested(65), &number).is_none());
        assert!(parse(&"[".repeat(1_000_000), &number).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn any_text_of_such_signs_is_judged_alike(text in r#"[\[\]{}:,"\\u0-9a-f.eE+\- \n]{0,24}"#) {
            // Of half a pair serde_json makes an error.
            prop_assume!(!text.contains("\\ud"));
            check(&text);
        }

        #[test]
        fn what_is_nearly_json_is_judged_alike(at in 0..NEARLY.len(), length in 0..3_usize, put in "[\\[\\]{}:,\"0-9a \n]{0,2}") {
            let mut text = NEARLY.to_owned();
            text.replace_range(at..(at + length).min(NEARLY.len()), &put);
            check(&text);
        }
    }

    const NEARLY: &str =
        r#"{"a": [1, -2.5e3, true, {"b": null}, "c\\n\\"d\\u00e9"], "e": {"f": [], "g": {}}, "h": 0.5}"#;
}
