//! Moments as newsrooms write them: with a time or without, with a zone or without.

use std::fmt;

/// A calendar date, perhaps with a time of day, perhaps with an offset from UTC.
///
/// What the publisher left out stays out: a time without a zone is never taken for UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    year: i32,
    month: u32,
    day: u32,
    time: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Time {
    seconds: u32,
    offset_minutes: Option<i32>,
}

impl Timestamp {
    /// A date of the Gregorian calendar, years 1 to 9999.
    #[must_use]
    pub fn date(year: i32, month: u32, day: u32) -> Option<Self> {
        let is_valid =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        is_valid.then_some(Self { year, month, day, time: None })
    }

    /// The same date at a time of day, in a zone that is `offset_minutes` east of UTC if known.
    ///
    /// A leap second counts as the second before it.
    #[must_use]
    pub fn at(self, hour: u32, minute: u32, second: u32, offset_minutes: Option<i32>) -> Option<Self> {
        let is_valid =
            hour < 24 && minute < 60 && second <= 60 && offset_minutes.is_none_or(|offset| offset.abs() <= 18 * 60);
        let seconds = hour * 3600 + minute * 60 + second.min(59);
        is_valid.then_some(Self { time: Some(Time { seconds, offset_minutes }), ..self })
    }

    /// Whether a time of day is known.
    #[must_use]
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// Minutes east of UTC, where the publisher gave them.
    #[must_use]
    pub fn offset_minutes(&self) -> Option<i32> {
        self.time.and_then(|time| time.offset_minutes)
    }

    /// Milliseconds from 1970 to this moment, as if its clock showed UTC.
    #[must_use]
    pub fn clock_milliseconds(&self) -> i64 {
        let seconds = self.time.map_or(0, |time| i64::from(time.seconds));
        (days_from_epoch(self.year, self.month, self.day) * 86_400 + seconds) * 1000
    }

    /// Milliseconds from 1970-01-01T00:00Z, where the zone is known.
    #[must_use]
    pub fn epoch_milliseconds(&self) -> Option<i64> {
        let offset = self.offset_minutes()?;
        Some(self.clock_milliseconds() - i64::from(offset) * 60_000)
    }

    /// The value of a `datetime` attribute: `2025-02-28T18:22:00+05:30`, or less where less is known.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let year = self.year as u32;
        two_digits(&mut text, "", year / 100);
        two_digits(&mut text, "", year);
        two_digits(&mut text, "-", self.month);
        two_digits(&mut text, "-", self.day);
        let Some(Time { seconds, offset_minutes }) = self.time else { return text };
        two_digits(&mut text, "T", seconds / 3600);
        two_digits(&mut text, ":", seconds / 60 % 60);
        two_digits(&mut text, ":", seconds % 60);
        match offset_minutes {
            None => {}
            Some(0) => text.push('Z'),
            Some(offset) => {
                two_digits(&mut text, if offset < 0 { "-" } else { "+" }, offset.unsigned_abs() / 60);
                two_digits(&mut text, ":", offset.unsigned_abs() % 60);
            }
        }
        text
    }

    /// Whether this moment is known to be later than `other`.
    #[must_use]
    pub fn is_after(&self, other: &Self) -> bool {
        match (self.epoch_milliseconds(), other.epoch_milliseconds()) {
            (Some(this), Some(other)) => this > other,
            _ => self.clock_milliseconds() > other.clock_milliseconds(),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Writes the last two digits of `number`.
fn two_digits(text: &mut String, before: &str, number: u32) {
    text.push_str(before);
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01, by counting years from March so that leap days come last.
fn days_from_epoch(year: i32, month: u32, day: u32) -> i64 {
    let (year, month) = (i64::from(year), i64::from(month));
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let day_of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn epoch_is_counted_from_1970_in_utc() {
        let moment = Timestamp::date(2025, 2, 28).and_then(|date| date.at(18, 22, 0, Some(330)));
        assert_eq!(moment.and_then(|moment| moment.epoch_milliseconds()), Some(1_740_747_120_000));
    }

    #[test]
    fn impossible_dates_are_refused() {
        assert_eq!(Timestamp::date(2025, 2, 29), None);
        assert!(Timestamp::date(2024, 2, 29).is_some());
        assert_eq!(Timestamp::date(2025, 1, 1).and_then(|date| date.at(24, 0, 0, None)), None);
    }
}
