//! Dates and times as publishers write them.

use crate::model::Timestamp;

/// Reads `2025-02-28T18:22:00+05:30` and its untidy kin: a space for the `T`, no seconds, fractions,
/// `+0530`, no zone, a date alone.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    let mut rest = Digits(text.trim());
    let year = rest.number(4)?;
    rest.skip('-')?;
    let month = rest.number(2)?;
    rest.skip('-')?;
    let day = rest.number(2)?;
    let date = Timestamp::date(i32::try_from(year).ok()?, month, day)?;
    if rest.0.is_empty() {
        return Some(date);
    }
    rest.skip('T').or_else(|| rest.skip('t')).or_else(|| rest.skip(' '))?;
    let hour = rest.number(2)?;
    rest.skip(':')?;
    let minute = rest.number(2)?;
    let second = match rest.skip(':') {
        Some(()) => rest.number(2)?,
        None => 0,
    };
    if rest.skip('.').or_else(|| rest.skip(',')).is_some() {
        rest.0 = rest.0.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    date.at(hour, minute, second, offset_minutes(rest.0.trim_start())?)
}

/// Reads `Z`, `+05:30`, `+0530`, `-08` or nothing; `None` for anything else.
fn offset_minutes(zone: &str) -> Option<Option<i32>> {
    let (sign, digits) = match zone {
        "" => return Some(None),
        "Z" | "z" => return Some(Some(0)),
        _ => match zone.split_at_checked(1)? {
            ("+", digits) => (1, digits),
            ("-", digits) => (-1, digits),
            _ => return None,
        },
    };
    let mut rest = Digits(digits);
    let hours = rest.number(2)?;
    let _ = rest.skip(':');
    let minutes = if rest.0.is_empty() { 0 } else { rest.number(2)? };
    let is_valid = rest.0.is_empty() && minutes < 60;
    is_valid.then(|| i32::try_from(hours * 60 + minutes).ok().map(|offset| sign * offset))
}

/// The part of a date that is still to be read.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    fn number(&mut self, length: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(length)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }

    fn skip(&mut self, separator: char) -> Option<()> {
        self.0 = self.0.strip_prefix(separator)?;
        Some(())
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
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "yesterday", "2024-13-01", "2024-04-22T25:00:00Z", "2024-04-22T10:00:00 CEST", "２０２４-04-22"] {
            check(text, "");
        }
    }
}
