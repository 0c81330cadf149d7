//! Dates and times as publishers write them.

use crate::model::Timestamp;

/// Reads `2025-02-28T18:22:00+05:30` and its untidy kin: a space for the `T`, no seconds, fractions,
/// `+0530`, no zone, a date alone.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    /// What may stand before each number, and how long the number is.
    const FIELDS: [(&str, usize); 6] = [("", 4), ("-", 2), ("-", 2), ("Tt ", 2), (":", 2), (":", 2)];
    let mut rest = Digits(text.trim());
    let mut fields = [0; 6];
    let mut count = 0;
    for (separators, length) in FIELDS {
        if !separators.is_empty() && !rest.skip(separators) {
            break;
        }
        fields[count] = rest.number(length)?;
        count += 1;
    }
    let [year, month, day, hour, minute, second] = fields;
    let date = Timestamp::date(i32::try_from(year).ok()?, month, day)?;
    match count {
        3 if rest.0.is_empty() => Some(date),
        5 | 6 => {
            if rest.skip(".,") {
                rest.0 = rest.0.trim_start_matches(|c: char| c.is_ascii_digit());
            }
            date.at(hour, minute, second, offset_minutes(rest.0.trim_start())?)
        }
        _ => None,
    }
}

/// Reads `Z`, `+05:30`, `+0530`, `-08` or nothing; `None` for anything else.
fn offset_minutes(zone: &str) -> Option<Option<i32>> {
    let mut rest = Digits(zone);
    if zone.is_empty() {
        return Some(None);
    }
    if rest.skip("Zz") {
        return rest.0.is_empty().then_some(Some(0));
    }
    let is_west = rest.skip("-");
    if !is_west && !rest.skip("+") {
        return None;
    }
    let hours = rest.number(2)?;
    let _ = rest.skip(":");
    let minutes = if rest.0.is_empty() { 0 } else { rest.number(2)? };
    let offset = i32::try_from(hours * 60 + minutes).ok()?;
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
        let is_next = self.0.starts_with(|c| separators.contains(c));
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
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "yesterday", "2024-13-01", "2024-04-22T25:00:00Z", "2024-04-22T10:00:00 CEST", "２０２４-04-22"]
        {
            check(text, "");
        }
    }
}
