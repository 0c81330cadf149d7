//! Dates and times as publishers write them.

use crate::model::Timestamp;
use crate::model::search::{find, is_listed, parts};

/// Reads `2025-02-28T18:22:00+05:30` and its untidy kin: a space for the `T`, no seconds, fractions,
/// `+0530`, no zone, a date alone; and `Fri Apr 28 19:20:36 CEST 2023`.
///
/// A zone that is told by a name other than UTC's counts as not told.
#[inline(never)]
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim_ascii();
    if text.bytes().next()?.is_ascii_alphabetic() { spelled(text) } else { numeric(text) }
}

fn numeric(text: &str) -> Option<Timestamp> {
    /// What may stand before each number, and how long the number is.
    const FIELDS: [(&str, usize); 6] = [("", 4), ("-", 2), ("-", 2), ("Tt ", 2), (":", 2), (":", 2)];
    let mut rest = Digits(text);
    let mut fields = [0; 6];
    let mut count = 0;
    for (separators, length) in &FIELDS {
        if !separators.is_empty() && !rest.skip(separators) {
            break;
        }
        fields[count] = rest.number(*length)?;
        count += 1;
    }
    let [year, month, day, hour, minute, second] = fields;
    let date = Timestamp::date(year as i32, month, day)?;
    match count {
        3 if rest.0.is_empty() => Some(date),
        5 | 6 => {
            if rest.skip(".,") {
                while rest.number(1).is_some() {}
            }
            date.at(hour, minute, second, offset_minutes(rest.0.trim_ascii_start())?)
        }
        _ => None,
    }
}

/// Reads a date with the month's name, its parts in any order: what Java and HTTP write.
fn spelled(text: &str) -> Option<Timestamp> {
    let (mut year, mut month, mut day, mut time, mut offset) = (0, 0, 0, None, None);
    for word in parts(text, b' ') {
        let mut rest = Digits(word.strip_suffix(",").unwrap_or(word));
        let length = rest.0.len();
        let Some(first) = rest.0.bytes().next() else { continue };
        match (first, length) {
            (b'0'..=b'9', 1 | 2) => day = rest.number(length)?,
            (b'0'..=b'9', 4) => year = rest.number(4)?,
            (b'0'..=b'9', _) => {
                let hour = rest.number(2)?;
                let minute = if rest.skip(":") { rest.number(2)? } else { return None };
                let second = if rest.skip(":") { rest.number(2)? } else { 0 };
                time = Some((hour, minute, second));
            }
            (b'A'..=b'Z', _) if rest.0.ends_with("day") => {}
            _ => match month_of(rest.0) {
                Some(named) if month == 0 => month = named,
                _ => offset = offset_minutes(rest.0)?.or(offset),
            },
        }
    }
    let date = Timestamp::date(year as i32, month, day)?;
    match time {
        Some((hour, minute, second)) => date.at(hour, minute, second, offset),
        None => Some(date),
    }
}

/// The number of a month, by the first three letters of its name.
fn month_of(name: &str) -> Option<u32> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let at = find(MONTHS, name.get(..3)?)?;
    (at % 3 == 0).then_some(at as u32 / 3 + 1)
}

/// Reads `Z`, `+05:30`, `+0530`, `-08`, a zone's name or nothing; `None` for anything else.
fn offset_minutes(zone: &str) -> Option<Option<i32>> {
    let mut rest = Digits(zone);
    if is_listed("z utc gmt", zone) {
        return Some(Some(0));
    }
    if zone.len() <= 5 && zone.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(None);
    }
    let is_west = rest.skip("-");
    if !is_west && !rest.skip("+") {
        return None;
    }
    let hours = rest.number(2)?;
    let _ = rest.skip(":");
    let minutes = if rest.0.is_empty() { 0 } else { rest.number(2)? };
    let offset = (hours * 60 + minutes) as i32;
    (rest.0.is_empty() && minutes < 60).then_some(Some(if is_west { -offset } else { offset }))
}

/// The part of a date that is still to be read.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    fn number(&mut self, length: usize) -> Option<u32> {
        let mut number = 0;
        for _ in 0..length {
            let digit = self.0.bytes().next().filter(u8::is_ascii_digit)?;
            number = number * 10 + u32::from(digit - b'0');
            self.0 = &self.0[1..];
        }
        Some(number)
    }

    /// Passes over one of `separators`, if it is next.
    fn skip(&mut self, separators: &str) -> bool {
        let is_next = self.0.bytes().next().is_some_and(|byte| separators.as_bytes().contains(&byte));
        self.0 = &self.0[usize::from(is_next)..];
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::timestamp;

    #[track_caller]
    fn check(text: &str, datetime: &str) {
        assert_eq!(timestamp(text).map(|moment| moment.to_string()).unwrap_or_default(), datetime, "{text}");
    }

    #[test]
    fn untidy_dates_are_read() {
        check("2025-02-28T18:22:00+05:30", "2025-02-28T18:22:00+05:30");
        check("2026-06-05T17:20:55+0000", "2026-06-05T17:20:55Z");
        check("2026-06-05T08:00Z", "2026-06-05T08:00:00Z");
        check("2024-04-30 16:38:37 +02:00", "2024-04-30T16:38:37+02:00");
        check("2023-04-28 18:11:01.0", "2023-04-28T18:11:01");
        check("2024-04-22", "2024-04-22");
        check("2024-04-22T10:00:00.123-08", "2024-04-22T10:00:00-08:00");
        check("2024-09-30 07:50:48", "2024-09-30T07:50:48");
        check("2017-07-03T01:38:13+0000", "2017-07-03T01:38:13Z");
    }

    #[test]
    fn spelled_dates_are_read() {
        check("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36");
        check("Fri Apr 28 19:20:36 UTC 2023", "2023-04-28T19:20:36Z");
        check("Fri, 28 Apr 2023 19:20:36 +0200", "2023-04-28T19:20:36+02:00");
        check("Friday, April 28, 2023", "2023-04-28");
    }

    #[test]
    fn zone_that_only_has_a_name_is_none() {
        check("2024-04-22T10:00:00 CEST", "2024-04-22T10:00:00");
        check("2024-04-22 10:00:00 GMT", "2024-04-22T10:00:00Z");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "yesterday",
            "2024-13-01",
            "2024-04-22T25:00:00Z",
            "2024-04-22T10:00 (Rome)",
            "２０２４-04-22",
            "May 2023",
            "Äpr",
        ] {
            check(text, "");
        }
    }
}
