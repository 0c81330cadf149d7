//! Dates and numbers as the browser's `Intl` tells them, where there is none: by CLDR's data and the tz database.
//! It knows no markup.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dateline::model::Timestamp;
use dateline::settings::TimeZone;
use dateline::wording::{Label, Labels, Moment, Tongue, Zone, utc_offset};
use icu_calendar::Date;
use icu_decimal::input::Decimal;
use icu_plurals::PluralCategory;
use icu_time::zone::UtcOffset;
use icu_time::{DateTime, Time, ZonedDateTime};

use crate::voice::{Clock, Fields, Name, Voice, voice};

/// A reader's language, and the clocks that the times go by.
pub(crate) struct Native<'a> {
    voice: Rc<Voice>,
    publisher: Option<&'a str>,
    zone: &'a TimeZone,
    labels: &'a Labels,
}

/// Whether there is a zone called `name`.
pub(crate) fn is_zone(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}

impl<'a> Native<'a> {
    /// Speaks `language`, and tells times by the clock of `zone`; the publisher's is the IANA zone `publisher`, if known.
    /// There is none where the language has no well-formed tag.
    pub(crate) fn new(
        language: &str,
        publisher: Option<&'a str>,
        zone: &'a TimeZone,
        labels: &'a Labels,
    ) -> Option<Self> {
        // English without a region is the world's: the day before the month, and 24 hours.
        let language = if language == "en" { "en-GB" } else { language };
        Some(Self { voice: voice(language)?, publisher, zone, labels })
    }

    /// A moment by the clock of a zone, with the fields asked for.
    fn clock(&self, milliseconds: i64, zone: &str, fields: Fields) -> Option<Moment> {
        self.voice.moment(&clock(milliseconds, zone)?, fields)
    }

    fn in_zone(&self, timestamp: &Timestamp, zone: &str) -> Option<Moment> {
        let milliseconds = timestamp.epoch_milliseconds()?;
        let mut moment = self.clock(milliseconds, zone, Fields::DayTimeAndZone)?;
        if let Some(printed) = &mut moment.zone {
            if let Some(name) = self.abbreviation(milliseconds, zone) {
                printed.short = name;
            }
            let long = self.voice.zone_name(&clock(milliseconds, zone)?, Name::Words);
            printed.long = long.filter(|long| *long != printed.short);
        }
        Some(moment)
    }

    /// The letters that a language has for a zone; in English, those used where the zone is: `IST`.
    fn abbreviation(&self, milliseconds: i64, zone: &str) -> Option<String> {
        const REGIONS: [&str; 6] = ["en-US", "en-IN", "en-AU", "en-NZ", "en-ZA", "en-CA"];
        if zone == "UTC" {
            return Some(zone.to_owned());
        }
        let clock = clock(milliseconds, zone)?;
        let own = self.voice.zone_name(&clock, Name::Letters);
        if own.is_some() || !self.voice.is_english() {
            return own;
        }
        REGIONS.iter().find_map(|region| voice(region)?.zone_name(&clock, Name::Letters))
    }

    /// A moment by the publisher's clock; one that has no name is told as if it were UTC.
    fn by_publisher(&self, timestamp: &Timestamp) -> Option<Moment> {
        if let Some(moment) = self.publisher.and_then(|name| self.in_zone(timestamp, name)) {
            return Some(moment);
        }
        let offset = timestamp.offset_minutes();
        let fields = match offset {
            Some(_) => Fields::DayTimeAndZone,
            None if timestamp.has_time() => Fields::DayAndTime,
            None => Fields::Day,
        };
        let mut moment = self.clock(timestamp.clock_milliseconds(), "UTC", fields)?;
        moment.zone = offset.map(|offset| Zone { short: utc_offset(offset), long: None });
        Some(moment)
    }

    /// The publisher's clock beside another: its time alone, where the day is the same.
    fn beside(&self, timestamp: &Timestamp, asked: &Moment, zone: &str) -> Option<String> {
        let theirs = self.by_publisher(timestamp)?;
        if theirs.text == asked.text && theirs.rest == asked.rest {
            return None;
        }
        let milliseconds = timestamp.epoch_milliseconds()?;
        let day_in = |zone| self.clock(milliseconds, zone, Fields::Day);
        let time = match self.publisher.filter(|publisher| day_in(zone) == day_in(publisher)) {
            Some(publisher) => self.clock(milliseconds, publisher, Fields::Time)?.text,
            None => theirs.text + &theirs.rest,
        };
        let zone = theirs.zone.map_or_else(String::new, |zone| zone.short);
        Some(self.labels.with(Label::PublisherTime, format!("{time} {zone}").trim_ascii_end()).to_string())
    }
}

impl Tongue for Native<'_> {
    fn moment(&self, timestamp: &Timestamp) -> Moment {
        let asked = match self.zone {
            TimeZone::Named(zone) => self.in_zone(timestamp, zone).map(|asked| {
                let at_publisher = self.beside(timestamp, &asked, zone);
                Moment { at_publisher, ..asked }
            }),
            TimeZone::Publisher | TimeZone::Reader => None,
        };
        let moment = asked.or_else(|| self.by_publisher(timestamp));
        let datetime = timestamp.to_string();
        let moment = moment.unwrap_or_else(|| Moment { text: datetime.clone(), ..Moment::default() });
        Moment { datetime, ..moment }
    }

    /// Nothing: it isn't known when what is written will be read.
    fn ago(&self, _: &Timestamp) -> Option<String> {
        None
    }

    fn number(&self, number: u32, least: u32) -> String {
        let mut decimal = Decimal::from(number);
        decimal.absolute.pad_start(least as i16);
        self.voice.number(&decimal)
    }

    fn is_one(&self, count: usize) -> bool {
        count == 1 || self.voice.category(count) == PluralCategory::One
    }
}

/// A moment by the clock of the zone called `zone`.
fn clock(milliseconds: i64, zone: &str) -> Option<Clock> {
    let zoned = jiff::Timestamp::from_millisecond(milliseconds).ok()?.to_zoned_datetime(zone_called(zone)?);
    let part = |number: i8| number.try_into().ok();
    let date = Date::try_new_gregorian(zoned.year().into(), part(zoned.month())?, part(zoned.day())?).ok()?;
    let time = Time::try_new(part(zoned.hour())?, part(zoned.minute())?, part(zoned.second())?, 0).ok()?;
    let offset = UtcOffset::try_from_seconds(zoned.offset().seconds()).ok()?;
    let zone = icu_time::TimeZone::from_iana_id(zone).with_offset(Some(offset)).at_date_time(DateTime { date, time });
    Some(ZonedDateTime { date, time, zone })
}

/// The zone called `name`, looked up once.
fn zone_called(name: &str) -> Option<jiff::tz::TimeZone> {
    thread_local! {
        static ZONES: RefCell<BTreeMap<String, jiff::tz::TimeZone>> = RefCell::default();
    }
    ZONES.with_borrow_mut(|zones| match zones.get(name) {
        Some(zone) => Some(zone.clone()),
        None => {
            let zone = jiff::tz::TimeZone::get(name).ok()?;
            zones.insert(name.to_owned(), zone.clone());
            Some(zone)
        }
    })
}
