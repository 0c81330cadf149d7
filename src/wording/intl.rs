//! Dates and numerals by the browser's `Intl`.
//! Whatever it refuses is written plainly instead; nothing here can throw.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::{Wording, plain_moment, utc_offset};
use crate::model::{Article, Timestamp};
use crate::page::bare;
use crate::settings::TimeZone;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    // js-sys binds these without `catch`, and an unknown zone or language throws.
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locales: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(catch, method, js_name = formatToParts)]
    fn format_to_parts(this: &DateTimeFormat, milliseconds: f64) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;

    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locales: &str) -> Result<NumberFormat, JsValue>;

    #[wasm_bindgen(catch, method)]
    fn format(this: &NumberFormat, number: f64) -> Result<String, JsValue>;
}

/// The words around `article` for a reader of `language`.
pub(crate) fn wording(article: &Article, ranks: usize, language: &str, zone: &TimeZone) -> Wording {
    let numerals = NumberFormat::new(language).ok();
    let number = |number: usize| {
        let numeral = numerals.as_ref().and_then(|numerals| numerals.format(number as f64).ok());
        numeral.unwrap_or_else(|| number.to_string())
    };
    let moment = |timestamp: &Timestamp| {
        localized(timestamp, article.time_zone.as_deref(), language, zone).unwrap_or_else(|| plain_moment(timestamp))
    };
    Wording::with(article, ranks, moment, number)
}

/// Whether the browser knows the zone called `name`.
pub(crate) fn is_zone(name: &str) -> bool {
    DateTimeFormat::new("en", &options(Some(name), false, false)).is_ok()
}

/// Whether `tag` is a language tag that the browser can read.
pub(crate) fn is_language(tag: &str) -> bool {
    !tag.is_empty() && NumberFormat::new(tag).is_ok()
}

fn localized(timestamp: &Timestamp, publisher: Option<&str>, language: &str, zone: &TimeZone) -> Option<String> {
    let named = match zone {
        TimeZone::Publisher => publisher.map(Some),
        TimeZone::Reader => Some(None),
        TimeZone::Named(name) => Some(Some(&**name)),
    };
    let in_named_zone = named.zip(timestamp.epoch_milliseconds()).and_then(|(name, milliseconds)| {
        let mut parts = parts(region_of(language), milliseconds, &options(name, true, true))?;
        let zone = parts.iter_mut().find(|(kind, zone)| kind == "timeZoneName" && is_offset(zone));
        if let Some((_, zone)) = zone {
            *zone = abbreviation(language, name, milliseconds).unwrap_or_else(|| std::mem::take(zone));
        }
        Some(joined(parts))
    });
    in_named_zone.or_else(|| {
        // The publisher's own clock, told as if it were UTC: every browser knows that zone.
        let offset = timestamp.offset_minutes();
        let options = options(Some("UTC"), timestamp.has_time(), offset.is_some());
        let mut parts = parts(region_of(language), timestamp.clock_milliseconds(), &options)?;
        if let (Some(zone), Some(offset)) = (parts.iter_mut().find(|(kind, _)| kind == "timeZoneName"), offset) {
            zone.1 = utc_offset(offset);
        }
        Some(joined(parts))
    })
}

/// English without a region is the world's: the day before the month, and 24 hours.
fn region_of(language: &str) -> &str {
    if language == "en" { "en-GB" } else { language }
}

/// The letters that English speakers where the zone is use for it: `IST`.
///
/// `Intl` gives a zone's abbreviation only to the region in which it is common.
fn abbreviation(language: &str, zone: Option<&str>, milliseconds: i64) -> Option<String> {
    const REGIONS: [&str; 6] = ["en-US", "en-IN", "en-AU", "en-NZ", "en-ZA", "en-CA"];
    if language != "en" && !language.starts_with("en-") {
        return None;
    }
    REGIONS.into_iter().find_map(|region| {
        let (_, name) = parts(region, milliseconds, &options(zone, true, true))?
            .into_iter()
            .find(|(kind, _)| kind == "timeZoneName")?;
        (!is_offset(&name)).then_some(name)
    })
}

fn is_offset(zone: &str) -> bool {
    zone.contains(['+', '-', '−'])
}

fn options(zone: Option<&str>, has_time: bool, has_zone: bool) -> Object {
    let options: Object = bare();
    let set = |key: &str, value: &str| {
        // Setting a member of an object of our own can't fail.
        let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
    };
    set("calendar", "gregory");
    set("year", "numeric");
    set("month", "short");
    set("day", "numeric");
    if has_time {
        set("hour", "2-digit");
        set("minute", "2-digit");
    }
    if has_zone {
        set("timeZoneName", "short");
    }
    if let Some(zone) = zone {
        set("timeZone", zone);
    }
    options
}

/// The kinds and texts of which a date consists.
fn parts(language: &str, milliseconds: i64, options: &Object) -> Option<Vec<(String, String)>> {
    let parts = DateTimeFormat::new(language, options).ok()?.format_to_parts(milliseconds as f64).ok()?;
    let text = |part: &JsValue, key: &str| Reflect::get(part, &JsValue::from_str(key)).ok()?.as_string();
    parts.iter().map(|part| Some((text(&part, "type")?, text(&part, "value")?))).collect()
}

fn joined(parts: Vec<(String, String)>) -> String {
    parts.into_iter().map(|(_, text)| text).collect()
}
