//! A language as CLDR's data speaks it: how it writes moments, zones and numbers. Loaded once a thread, for a dear load
//! serves thousands of stories.
//! It knows no story and no zone's clock.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use dateline::wording::{Moment, Zone};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::enums::CompositeFieldSet;
use icu_datetime::fieldsets::{Combo, T, YMD, YMDT, zone};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter, parts};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use icu_time::zone::models::AtTime;
use icu_time::{TimeZoneInfo, ZonedDateTime};
use writeable::{Part, PartsWrite, TryWriteable};

/// How many languages a thread keeps.
const MAX_KEPT: usize = 64;

/// A moment by the clock of a zone.
pub(crate) type Clock = ZonedDateTime<Gregorian, TimeZoneInfo<AtTime>>;

/// What is told of a moment.
#[derive(Clone, Copy)]
pub(crate) enum Fields {
    Day,
    Time,
    DayAndTime,
    DayTimeAndZone,
}

/// How a zone is named.
#[derive(Clone, Copy)]
pub(crate) enum Name {
    Letters,
    Words,
}

/// All that is loaded of a language.
pub(crate) struct Voice {
    language: Locale,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    long_day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    time: NoCalendarFormatter<T>,
    day_and_time: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    all: FixedCalendarDateTimeFormatter<Gregorian, Combo<YMDT, zone::SpecificShort>>,
    letters: NoCalendarFormatter<zone::SpecificShort>,
    words: NoCalendarFormatter<zone::SpecificLong>,
    numbers: DecimalFormatter,
    plurals: PluralRules,
    /// The patterns that have been used, by their text, each with the names in it.
    patterns: RefCell<BTreeMap<String, (DateTimePattern, Names)>>,
}

type Names = FixedCalendarDateTimeNames<Gregorian, CompositeFieldSet>;

/// Whether `tag` is a language tag.
pub(crate) fn is_language(tag: &str) -> bool {
    tag.parse::<Locale>().is_ok()
}

/// The language called `tag`, if it is a well-formed one.
pub(crate) fn voice(tag: &str) -> Option<Rc<Voice>> {
    thread_local! {
        static VOICES: RefCell<BTreeMap<String, Rc<Voice>>> = RefCell::default();
    }
    if let Some(voice) = VOICES.with_borrow(|voices| voices.get(tag).cloned()) {
        return Some(voice);
    }
    let voice = Rc::new(Voice::new(tag.parse().ok()?)?);
    VOICES.with_borrow_mut(|voices| {
        if voices.len() >= MAX_KEPT {
            voices.clear();
        }
        voices.insert(tag.to_owned(), voice.clone());
    });
    Some(voice)
}

impl Voice {
    fn new(language: Locale) -> Option<Self> {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Never);
        let with_zone = YMD::medium().with_time_hm().with_zone(zone::SpecificShort);
        let preferences = || (&language).into();
        Some(Self {
            day: FixedCalendarDateTimeFormatter::try_new(preferences(), YMD::medium()).ok()?,
            long_day: FixedCalendarDateTimeFormatter::try_new(preferences(), YMD::long()).ok()?,
            time: NoCalendarFormatter::try_new(preferences(), T::hm()).ok()?,
            day_and_time: FixedCalendarDateTimeFormatter::try_new(preferences(), YMD::medium().with_time_hm()).ok()?,
            all: FixedCalendarDateTimeFormatter::try_new(preferences(), with_zone).ok()?,
            letters: NoCalendarFormatter::try_new(preferences(), zone::SpecificShort).ok()?,
            words: NoCalendarFormatter::try_new(preferences(), zone::SpecificLong).ok()?,
            numbers: DecimalFormatter::try_new((&language).into(), options).ok()?,
            plurals: PluralRules::try_new_cardinal((&language).into()).ok()?,
            patterns: RefCell::default(),
            language,
        })
    }

    /// Whether it is English, of whatever region.
    pub(crate) fn is_english(&self) -> bool {
        self.language.id.language.as_str() == "en"
    }

    /// A moment, with the fields asked for.
    pub(crate) fn moment(&self, clock: &Clock, fields: Fields) -> Option<Moment> {
        let text = self.pattern(clock, fields);
        let mut patterns = self.patterns.borrow_mut();
        if !patterns.contains_key(&text) {
            let pattern = DateTimePattern::try_from_pattern_str(&text).ok()?;
            patterns.insert(text.clone(), (pattern, Names::try_new((&self.language).into()).ok()?));
        }
        let (pattern, names) = patterns.get_mut(&text)?;
        let mut told = Told(Moment::default());
        // What it complains of are names that the language lacks; it writes the next best.
        let _ = names.include_for_pattern(pattern).ok()?.format(clock).try_write_to_parts(&mut told).ok()?;
        Some(told.0)
    }

    /// How a moment is written: in CLDR's letters, and with as many of them as `Intl` is asked for.
    fn pattern(&self, clock: &Clock, fields: Fields) -> String {
        let day = self.day.format(clock).pattern().to_string();
        let pattern = match fields {
            Fields::Day => day.clone(),
            Fields::Time => self.time.format(&clock.time).pattern().to_string(),
            Fields::DayAndTime => self.day_and_time.format(clock).pattern().to_string(),
            Fields::DayTimeAndZone => self.all.format(clock).pattern().to_string(),
        };
        // Some languages number the month in a date of middling length, and name it in a long one.
        let named = match day.contains("MMM") {
            true => day.clone(),
            false => self.long_day.format(clock).pattern().to_string().replace("MMMM", "MMM"),
        };
        with_widths(&pattern.replace(&day, &named))
    }

    /// A zone's name, unless that is only its distance from UTC.
    pub(crate) fn zone_name(&self, clock: &Clock, name: Name) -> Option<String> {
        let name = match name {
            Name::Letters => self.letters.format(&clock.zone).to_string(),
            Name::Words => self.words.format(&clock.zone).to_string(),
        };
        let is_distance = name.chars().any(|sign| matches!(sign, '+' | '-' | '−'));
        (!is_distance).then_some(name)
    }

    pub(crate) fn number(&self, number: &Decimal) -> String {
        self.numbers.format(number).to_string()
    }

    pub(crate) fn category(&self, count: usize) -> PluralCategory {
        self.plurals.category_for(count)
    }
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
