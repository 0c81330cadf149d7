//! Dates and numbers by the browser's `Intl`.
//! Whatever it refuses is written plainly instead; nothing here can throw.

use std::cell::RefCell;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::labels::{Label, Labels};
use super::plain::{Plain, utc_offset};
use super::{Moment, Tongue, Zone};
use crate::digits::digits;
use crate::model::Timestamp;
use crate::page::{self, bare, call, global, member, text};
use crate::settings::TimeZone;

/// The seconds of a minute, an hour and a day, and what they are called in `Intl`.
const UNITS: [(f64, &str); 4] = [(86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute"), (1.0, "second")];
/// What is told of a moment: its day, its time, and its zone in letters or in words.
const DAY: u32 = 1;
const TIME: u32 = 2;
const ZONE: u32 = 4;
const ZONE_NAME: u32 = 8;
/// From how many seconds on a moment is told by its date alone.
const LONG_AGO: f64 = 7.0 * 86_400.0;

/// A reader's language, and the clocks that the times go by.
pub(crate) struct Intl<'a> {
    language: &'a str,
    publisher: Option<&'a str>,
    zone: &'a TimeZone,
    labels: &'a Labels,
    now: f64,
    /// The language's own nought, behind which its other digits stand: of a thousand numbers each would be asked for.
    zero: u32,
}

/// How much of what was constructed is kept: what a page's widgets need in several languages and zones.
const MAX_MADE: usize = 64;

thread_local! {
    /// What has been constructed for any widget, by what it was asked for with: constructing is the slow part.
    static MADE: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// Whether the browser knows the zone called `name`.
#[cfg(feature = "embed")]
pub(crate) fn is_zone(name: &str) -> bool {
    !format("en", Some(name), 0).is_undefined()
}

/// Whether `tag` is a language tag that the browser can read.
#[cfg(feature = "embed")]
pub(crate) fn is_language(tag: &str) -> bool {
    !tag.is_empty() && !rules(tag).is_undefined()
}

impl<'a> Intl<'a> {
    /// Speaks `language`, and tells times by the clock of `zone`; the publisher's is the IANA zone `publisher`, if known.
    pub(crate) fn new(language: &'a str, publisher: Option<&'a str>, zone: &'a TimeZone, labels: &'a Labels) -> Self {
        // English without a region is the world's: the day before the month, and 24 hours.
        let language = if language == "en" { "en-GB" } else { language };
        Self { language, publisher, zone, labels, now: js_sys::Date::now(), zero: zero(language) }
    }

    /// A moment by the clock of a zone, one with a name or the reader's own, with the fields asked for.
    fn clock(&self, language: &str, milliseconds: i64, zone: Option<&str>, fields: u32) -> Option<Moment> {
        let parts = call(&format(language, zone, fields), "formatToParts", &[(milliseconds as f64).into()])?;
        let mut moment = Moment::default();
        for part in Array::from(&parts) {
            let words = text(&part, "value")?;
            if text(&part, "type")? == "timeZoneName" {
                moment.zone = Some(Zone { short: words, long: None });
            } else if moment.zone.is_some() {
                moment.rest += &words;
            } else {
                moment.text += &words;
            }
        }
        Some(moment)
    }

    /// A zone's name in a language, unless that is only its distance from UTC.
    fn zone_name(&self, language: &str, milliseconds: i64, zone: Option<&str>, fields: u32) -> Option<String> {
        let name = self.clock(language, milliseconds, zone, fields)?.zone?.short;
        (!is_distance(&name)).then_some(name)
    }

    fn in_zone(&self, timestamp: &Timestamp, zone: Option<&str>) -> Option<Moment> {
        let milliseconds = timestamp.epoch_milliseconds()?;
        let mut moment = self.clock(self.language, milliseconds, zone, DAY | TIME | ZONE)?;
        if let Some(printed) = &mut moment.zone {
            if is_distance(&printed.short)
                && let Some(name) = self.abbreviation(milliseconds, zone)
            {
                printed.short = name;
            }
            let long = self.zone_name(self.language, milliseconds, zone, ZONE_NAME);
            printed.long = long.filter(|long| *long != printed.short);
        }
        Some(moment)
    }

    /// The letters for a zone, in English, that are used where the zone is: `IST`.
    ///
    /// `Intl` gives a zone's abbreviation only to the region in which it is common.
    fn abbreviation(&self, milliseconds: i64, zone: Option<&str>) -> Option<String> {
        const REGIONS: [&str; 6] = ["en-US", "en-IN", "en-AU", "en-NZ", "en-ZA", "en-CA"];
        let mut regions = REGIONS.iter().filter(|_| self.language.starts_with("en-"));
        regions.find_map(|region| self.zone_name(region, milliseconds, zone, ZONE))
    }

    /// A moment by the publisher's clock; one that has no name is told as if it were UTC, which every browser knows.
    fn by_publisher(&self, timestamp: &Timestamp) -> Option<Moment> {
        if let Some(moment) = self.publisher.and_then(|name| self.in_zone(timestamp, Some(name))) {
            return Some(moment);
        }
        let offset = timestamp.offset_minutes();
        let fields = match offset {
            Some(_) => DAY | TIME | ZONE,
            None if timestamp.has_time() => DAY | TIME,
            None => DAY,
        };
        let mut moment = self.clock(self.language, timestamp.clock_milliseconds(), Some("UTC"), fields)?;
        moment.zone = offset.map(|offset| Zone { short: utc_offset(offset), long: None });
        Some(moment)
    }

    /// The publisher's clock beside another: its time alone, where the day is the same.
    fn beside(&self, timestamp: &Timestamp, asked: &Moment, zone: Option<&str>) -> Option<String> {
        let theirs = self.by_publisher(timestamp)?;
        if theirs.text == asked.text && theirs.rest == asked.rest {
            return None;
        }
        let day_in = |zone| self.clock(self.language, timestamp.epoch_milliseconds()?, zone, DAY);
        let is_same_day = self.publisher.is_some() && day_in(zone) == day_in(self.publisher);
        let time = if is_same_day {
            self.clock(self.language, timestamp.epoch_milliseconds()?, self.publisher, TIME)?.text
        } else {
            [&*theirs.text, &theirs.rest].concat()
        };
        let zone = theirs.zone.map_or_else(String::new, |zone| zone.short);
        let theirs = [&*time, " ", &zone].concat();
        Some(String::from(&*self.labels.with(Label::PublisherTime, theirs.trim_ascii_end())))
    }
}

impl Tongue for Intl<'_> {
    fn moment(&self, timestamp: &Timestamp) -> Moment {
        let zone = match self.zone {
            TimeZone::Publisher => None,
            TimeZone::Reader => Some(None),
            TimeZone::Named(name) => Some(Some(&**name)),
        };
        let asked = zone.and_then(|zone| {
            let asked = self.in_zone(timestamp, zone)?;
            Some(Moment { at_publisher: self.beside(timestamp, &asked, zone), ..asked })
        });
        let moment = asked.or_else(|| self.by_publisher(timestamp));
        Moment { datetime: timestamp.text(), ..moment.unwrap_or_else(|| Plain.moment(timestamp)) }
    }

    fn ago(&self, timestamp: &Timestamp) -> Option<String> {
        let seconds = (self.now - timestamp.epoch_milliseconds()? as f64) / 1000.0;
        if !(0.0..LONG_AGO).contains(&seconds) {
            return None;
        }
        let (length, unit) = UNITS.iter().find(|(length, _)| seconds >= *length).unwrap_or(&(1.0, "second"));
        // The seconds themselves pass too quickly to be told.
        let count = if *unit == "second" { 0.0 } else { -(seconds / length).floor() };
        let format = made("RelativeTimeFormat", self.language, "", &|| bare(&[("numeric", JsValue::from_str("auto"))]));
        call(&format, "format", &[count.into(), (*unit).into()])?.as_string()
    }

    fn number(&self, number: u32, least: u32) -> String {
        let digit = |digit: u8| char::from_u32(self.zero + u32::from(digit - b'0'));
        Plain.number(number, least).bytes().filter_map(digit).collect()
    }

    fn is_one(&self, count: usize) -> bool {
        let category = || call(&rules(self.language), "select", &[count.into()])?.as_string();
        count == 1 || category().is_some_and(|category| category == "one")
    }
}

/// Whether a zone is told by its distance from UTC.
fn is_distance(name: &str) -> bool {
    name.chars().any(|sign| matches!(sign, '+' | '-' | '−'))
}

/// How a date is told: the fields of it that are wanted, by the clock of a zone.
fn date_options(zone: Option<&str>, fields: u32) -> Object {
    const OPTIONS: [(u32, &str, &str); 7] = [
        (DAY, "year", "numeric"),
        (DAY, "month", "short"),
        (DAY, "day", "numeric"),
        (TIME, "hour", "2-digit"),
        (TIME, "minute", "2-digit"),
        (ZONE, "timeZoneName", "short"),
        (ZONE_NAME, "timeZoneName", "long"),
    ];
    let mut options = vec![("calendar", JsValue::from_str("gregory"))];
    for (field, name, style) in OPTIONS {
        if fields & field != 0 {
            options.push((name, JsValue::from_str(style)));
        }
    }
    if let Some(zone) = zone {
        options.push(("timeZone", JsValue::from_str(zone)));
    }
    bare(&options)
}

/// What tells moments in a language, by the clock of a zone, with the fields asked for.
fn format(language: &str, zone: Option<&str>, fields: u32) -> JsValue {
    let key = [zone.unwrap_or_default(), &digits(fields)].concat();
    made("DateTimeFormat", language, &key, &|| date_options(zone, fields))
}

/// The nought of a language whose digits stand in a row in Unicode, as nearly all do.
fn zero(language: &str) -> u32 {
    let format = made("NumberFormat", language, "", &|| bare(&[]));
    let ninety = call(&format, "format", &[90.into()]).and_then(|text| text.as_string()).unwrap_or_default();
    let mut digits = ninety.chars();
    match (digits.next(), digits.next()) {
        (Some(nine), Some(zero)) if nine as u32 == zero as u32 + 9 => zero as u32,
        _ => '0' as u32,
    }
}

/// What tells one from many in a language.
fn rules(language: &str) -> JsValue {
    made("PluralRules", language, "", &|| bare(&[]))
}

/// The object of `Intl` called `name`, constructed once for each `key`; undefined where the browser refuses: a language
/// or a zone that isn't known throws.
fn made(name: &str, language: &str, key: &str, options: &dyn Fn() -> Object) -> JsValue {
    let key = [name, language, " ", key].concat();
    MADE.with_borrow_mut(|all| {
        if let Some((_, made)) = all.iter().find(|(other, _)| *other == key) {
            return made.clone();
        }
        let made = page::construct(member(&global("Intl"), name), &[language.into(), options().into()]);
        let made = made.unwrap_or(JsValue::UNDEFINED);
        if all.len() == MAX_MADE {
            all.clear();
        }
        all.push((key, made.clone()));
        made
    })
}
