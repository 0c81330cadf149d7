//! Dates by the browser's `Intl`.
//! Whatever it refuses is written plainly instead; nothing here can throw.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::{Wording, utc_offset};
use crate::model::{Article, Timestamp};
use crate::page::{bare, member};
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
}

/// The words around `article` for a reader of `language`.
pub(crate) fn wording(article: &Article, language: &str, zone: &TimeZone) -> Wording {
    let moment = |timestamp: &Timestamp| {
        localized(timestamp, article.time_zone.as_deref(), language, zone).unwrap_or_else(|| timestamp.to_string())
    };
    Wording::with(article, &moment)
}

/// Whether the browser knows the zone called `name`.
#[cfg(feature = "embed")]
pub(crate) fn is_zone(name: &str) -> bool {
    DateTimeFormat::new("en", &options(Some(name), false, false)).is_ok()
}

/// Whether `tag` is a language tag that the browser can read.
#[cfg(feature = "embed")]
pub(crate) fn is_language(tag: &str) -> bool {
    !tag.is_empty() && DateTimeFormat::new(tag, &options(None, false, false)).is_ok()
}

fn localized(timestamp: &Timestamp, publisher: Option<&str>, language: &str, zone: &TimeZone) -> Option<String> {
    let named = match zone {
        TimeZone::Publisher => publisher.map(Some),
        TimeZone::Reader => Some(None),
        TimeZone::Named(name) => Some(Some(&**name)),
    };
    let language = region_of(language);
    let in_named_zone = named.zip(timestamp.epoch_milliseconds()).and_then(|(name, milliseconds)| {
        let options = options(name, true, true);
        let abbreviation = abbreviation(language, milliseconds, &options);
        written(language, milliseconds, &options, abbreviation)
    });
    in_named_zone.or_else(|| {
        // The publisher's own clock, told as if it were UTC: every browser knows that zone.
        let offset = timestamp.offset_minutes();
        let options = options(Some("UTC"), timestamp.has_time(), offset.is_some());
        written(language, timestamp.clock_milliseconds(), &options, offset.map(utc_offset))
    })
}

/// English without a region is the world's: the day before the month, and 24 hours.
fn region_of(language: &str) -> &str {
    if language == "en" { "en-GB" } else { language }
}

/// The letters that English speakers where the zone is use for it: `IST`.
///
/// `Intl` gives a zone's abbreviation only to the region in which it is common.
fn abbreviation(language: &str, milliseconds: i64, options: &Object) -> Option<String> {
    const REGIONS: [&str; 6] = ["en-US", "en-IN", "en-AU", "en-NZ", "en-ZA", "en-CA"];
    let zone_in = |language| {
        let name = parts(language, milliseconds, options)?.find(|(kind, _)| kind == "timeZoneName")?.1;
        (!is_offset(&name)).then_some(name)
    };
    zone_in(language).or_else(|| language.starts_with("en-").then(|| REGIONS.into_iter().find_map(zone_in)).flatten())
}

fn is_offset(zone: &str) -> bool {
    zone.contains(['+', '-', '−'])
}

fn options(zone: Option<&str>, has_time: bool, has_zone: bool) -> Object {
    // A member that is undefined counts as absent.
    let word = |is_set: bool, word: &str| if is_set { JsValue::from_str(word) } else { JsValue::UNDEFINED };
    bare(&[
        ("calendar", word(true, "gregory")),
        ("year", word(true, "numeric")),
        ("month", word(true, "short")),
        ("day", word(true, "numeric")),
        ("hour", word(has_time, "2-digit")),
        ("minute", word(has_time, "2-digit")),
        ("timeZoneName", word(has_zone, "short")),
        ("timeZone", word(zone.is_some(), zone.unwrap_or_default())),
    ])
}

/// The kinds and texts of which a date consists.
fn parts(language: &str, milliseconds: i64, options: &Object) -> Option<impl Iterator<Item = (String, String)>> {
    let parts = DateTimeFormat::new(language, options).ok()?.format_to_parts(milliseconds as f64).ok()?;
    Some(
        parts
            .into_iter()
            .filter_map(|part| Some((member(&part, "type").as_string()?, member(&part, "value").as_string()?))),
    )
}

/// The date in a language, its zone told as `zone` if that is given.
fn written(language: &str, milliseconds: i64, options: &Object, zone: Option<String>) -> Option<String> {
    let mut date = String::new();
    for (kind, text) in parts(language, milliseconds, options)? {
        date += match &zone {
            Some(zone) if kind == "timeZoneName" => zone,
            _ => &text,
        };
    }
    Some(date)
}
