//! Dates and numbers as the browser's `Intl` tells them, where there is none: by CLDR's data and the tz database.
//! It knows no markup.

use std::fmt;

use dateline::model::Timestamp;
use dateline::settings::TimeZone;
use dateline::wording::{Label, Labels, Moment, Tongue, Zone, utc_offset};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::enums::CompositeFieldSet;
use icu_datetime::fieldsets::{T, YMD, zone};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter, parts};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use icu_time::zone::{UtcOffset, models::AtTime};
use icu_time::{DateTime, Time, TimeZoneInfo, ZonedDateTime};
use writeable::{Part, PartsWrite, TryWriteable};

/// A reader's language, and the clocks that the times go by.
pub(crate) struct Native<'a> {
    language: Locale,
    publisher: Option<&'a str>,
    zone: &'a TimeZone,
    labels: &'a Labels,
}

/// What is told of a moment.
#[derive(Clone, Copy)]
enum Fields {
    Day,
    Time,
    DayAndTime,
    DayTimeAndZone,
}

/// How a zone is named.
#[derive(Clone, Copy)]
enum Name {
    Letters,
    Words,
}

/// A moment by the clock of a zone.
type Clock = ZonedDateTime<Gregorian, TimeZoneInfo<AtTime>>;

/// Whether there is a zone called `name`.
pub(crate) fn is_zone(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}

/// Whether `tag` is a language tag.
pub(crate) fn is_language(tag: &str) -> bool {
    tag.parse::<Locale>().is_ok()
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
        Some(Self { language: language.parse().ok()?, publisher, zone, labels })
    }

    /// A moment by the clock of a zone, with the fields asked for.
    fn clock(&self, milliseconds: i64, zone: &str, fields: Fields) -> Option<Moment> {
        let clock = clock(milliseconds, zone)?;
        let pattern = DateTimePattern::try_from_pattern_str(&self.pattern(&clock, fields)?).ok()?;
        let language = (&self.language).into();
        let mut names = FixedCalendarDateTimeNames::<Gregorian, CompositeFieldSet>::try_new(language).ok()?;
        let mut told = Told(Moment::default());
        // What it complains of are names that the language lacks; it writes the next best.
        let _ = names.include_for_pattern(&pattern).ok()?.format(&clock).try_write_to_parts(&mut told).ok()?;
        Some(told.0)
    }

    /// How a moment is written: in CLDR's letters, and with as many of them as `Intl` is asked for.
    fn pattern(&self, clock: &Clock, fields: Fields) -> Option<String> {
        let language = (&self.language).into();
        macro_rules! written {
            ($fields:expr) => {
                FixedCalendarDateTimeFormatter::try_new(language, $fields).ok()?.format(clock).pattern().to_string()
            };
        }
        let day = written!(YMD::medium());
        let pattern = match fields {
            Fields::Day => day.clone(),
            Fields::Time => {
                NoCalendarFormatter::try_new(language, T::hm()).ok()?.format(&clock.time).pattern().to_string()
            }
            Fields::DayAndTime => written!(YMD::medium().with_time_hm()),
            Fields::DayTimeAndZone => written!(YMD::medium().with_time_hm().with_zone(zone::SpecificShort)),
        };
        // Some languages number the month in a date of middling length, and name it in a long one.
        let named = if day.contains("MMM") { day.clone() } else { written!(YMD::long()).replace("MMMM", "MMM") };
        Some(with_widths(&pattern.replace(&day, &named)))
    }

    fn in_zone(&self, timestamp: &Timestamp, zone: &str) -> Option<Moment> {
        let milliseconds = timestamp.epoch_milliseconds()?;
        let mut moment = self.clock(milliseconds, zone, Fields::DayTimeAndZone)?;
        if let Some(printed) = &mut moment.zone {
            if let Some(name) = self.abbreviation(milliseconds, zone) {
                printed.short = name;
            }
            let long = zone_name(&self.language, milliseconds, zone, Name::Words);
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
        let own = zone_name(&self.language, milliseconds, zone, Name::Letters);
        if own.is_some() || self.language.id.language.as_str() != "en" {
            return own;
        }
        REGIONS.iter().find_map(|region| zone_name(&region.parse().ok()?, milliseconds, zone, Name::Letters))
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
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Never);
        let mut decimal = Decimal::from(number);
        decimal.absolute.pad_start(least as i16);
        match DecimalFormatter::try_new((&self.language).into(), options) {
            Ok(formatter) => formatter.format(&decimal).to_string(),
            Err(_) => decimal.to_string(),
        }
    }

    fn is_one(&self, count: usize) -> bool {
        let rules = PluralRules::try_new_cardinal((&self.language).into());
        count == 1 || rules.is_ok_and(|rules| rules.category_for(count) == PluralCategory::One)
    }
}

/// A moment by the clock of the zone called `zone`.
fn clock(milliseconds: i64, zone: &str) -> Option<Clock> {
    let zoned = jiff::Timestamp::from_millisecond(milliseconds).ok()?.in_tz(zone).ok()?;
    let part = |number: i8| number.try_into().ok();
    let date = Date::try_new_gregorian(zoned.year().into(), part(zoned.month())?, part(zoned.day())?).ok()?;
    let time = Time::try_new(part(zoned.hour())?, part(zoned.minute())?, part(zoned.second())?, 0).ok()?;
    let offset = UtcOffset::try_from_seconds(zoned.offset().seconds()).ok()?;
    let zone = icu_time::TimeZone::from_iana_id(zone).with_offset(Some(offset)).at_date_time(DateTime { date, time });
    Some(ZonedDateTime { date, time, zone })
}

/// A zone's name in a language, unless that is only its distance from UTC.
fn zone_name(language: &Locale, milliseconds: i64, zone: &str, name: Name) -> Option<String> {
    let zone = clock(milliseconds, zone)?.zone;
    let language = language.into();
    let name = match name {
        Name::Letters => NoCalendarFormatter::try_new(language, zone::SpecificShort).ok()?.format(&zone).to_string(),
        Name::Words => NoCalendarFormatter::try_new(language, zone::SpecificLong).ok()?.format(&zone).to_string(),
    };
    let is_distance = name.chars().any(|sign| matches!(sign, '+' | '-' | '−'));
    (!is_distance).then_some(name)
}

/// A pattern with the day in as few digits as it has, the hour in two, and the day's two halves as its only periods.
fn with_widths(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len() + 1);
    let mut is_quoted = false;
    for letter in pattern.chars() {
        is_quoted ^= letter == '\'';
        match letter {
            'd' | 'h' | 'H' | 'k' | 'K' if !is_quoted && written.ends_with(letter) => {}
            'h' | 'H' | 'k' | 'K' if !is_quoted => written.extend([letter; 2]),
            'B' | 'b' if !is_quoted => written.push('a'),
            letter => written.push(letter),
        }
    }
    written
}

/// What has been written of a moment so far: what stands before the zone, the zone, and what stands behind it.
struct Told(Moment);

impl fmt::Write for Told {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let Self(moment) = self;
        let end = if moment.zone.is_some() { &mut moment.rest } else { &mut moment.text };
        end.push_str(text);
        Ok(())
    }
}

impl PartsWrite for Told {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        let start = self.0.text.len();
        write(self)?;
        // A name that a language lacks is written as nothing first.
        if part == parts::TIME_ZONE_NAME && self.0.text.len() > start {
            let short = self.0.text.split_off(start);
            self.0.zone = Some(Zone { short, long: None });
        }
        Ok(())
    }
}
