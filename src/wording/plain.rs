//! Dates and numbers in digits, for where no `Intl` is.

use super::{Moment, Tongue, Zone};
use crate::digits::digits;
use crate::model::Timestamp;
use crate::model::search::parted;

/// English, and dates as the publisher's clock showed them: `2025-02-28 18:22 (UTC+5:30)`.
pub(crate) struct Plain;

impl Tongue for Plain {
    fn moment(&self, timestamp: &Timestamp) -> Moment {
        let datetime = timestamp.text();
        let Some((date, time)) = parted(&datetime, b'T') else {
            return Moment { text: datetime.clone(), datetime, ..Moment::default() };
        };
        let zone = timestamp.offset_minutes().map(|offset| Zone { short: utc_offset(offset), long: None });
        let (before, rest) = if zone.is_some() { (" (", ")") } else { ("", "") };
        Moment {
            text: [date, " ", &time[..5], before].concat(),
            rest: rest.to_owned(),
            zone,
            datetime,
            at_publisher: None,
        }
    }

    fn ago(&self, _: &Timestamp) -> Option<String> {
        None
    }

    fn number(&self, number: u32, least: u32) -> String {
        let mut text = digits(number);
        while text.len() < least as usize {
            text.insert(0, '0');
        }
        text
    }

    fn is_one(&self, count: usize) -> bool {
        count == 1
    }
}

/// `UTC+5:30`, or `UTC` for no offset.
#[must_use]
pub fn utc_offset(minutes: i32) -> String {
    let sign = if minutes < 0 { "UTC−" } else { "UTC+" };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    if hours + minutes == 0 {
        return "UTC".to_owned();
    }
    let offset = sign.to_owned() + &digits(hours);
    match minutes {
        0 => offset,
        1..10 => offset + ":0" + &digits(minutes),
        _ => offset + ":" + &digits(minutes),
    }
}
