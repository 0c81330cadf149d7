//! Articles that publishers serve, and what a reader must see of each: `samples.txt` was written by reading them.
//!
//! The files stay outside the project; without them these tests say that they were skipped.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use shown::{assert_is_safe, decoded, value};

mod shown;

const EXPECTATIONS: &str = include_str!("samples.txt");

/// The folder of samples; `None` where there is none, which may be a failure.
fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", folder.display());
    println!("skipped: there is no {}", folder.display());
    None
}

/// The names and texts of all samples.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for format in fs::read_dir(folder).expect("the folder can be read") {
        let format = format.expect("the folder can be read").path();
        for path in fs::read_dir(&format).into_iter().flatten() {
            let path = path.expect("the folder can be read").path();
            let name = path.strip_prefix(folder).expect("it is in the folder").display().to_string();
            files.push((name, fs::read_to_string(&path).expect("the file can be read")));
        }
    }
    files.sort();
    files
}

/// The fields expected of a sample.
fn expectations(name: &str) -> Vec<(&'static str, &'static str)> {
    let heading = format!("\n[{name}]\n");
    let (_, rest) = EXPECTATIONS.split_once(&heading).unwrap_or_else(|| panic!("nothing is expected of {name}"));
    let section = rest.split_once("\n[").map_or(rest, |(section, _)| section);
    section.lines().filter_map(|line| line.split_once(':')).map(|(field, value)| (field, value.trim())).collect()
}

#[test]
fn samples_read_as_expected() {
    let Some(folder) = samples() else { return };
    let mut faults = Vec::new();
    let files = files(&folder);
    for (name, text) in &files {
        let decoded = decoded(text);
        for (field, expected) in expectations(name) {
            let found = match (&decoded, field) {
                (Err(message), "refused") => message.clone(),
                (Ok(decoded), _) => value(decoded, field, expected),
                (Err(message), _) => format!("refused: {message}"),
            };
            if found != expected {
                faults.push(format!("{name}: {field}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of these fields differ:\n{}", faults.len(), faults.join("\n"));
    println!("{} samples", files.len());
}

/// What no reader may ever see of a sample: the newsroom's own fields.
#[test]
fn internal_fields_stay_inside() {
    const INTERNAL: [&str; 9] = [
        "mariot.chauvin@theguardian.com",
        "david.blishen@theguardian.com",
        "miguel.alvarez@elmundo.es",
        "ghost@example.com",
        "WEDNESDAY, JULY 8, 2015, FILE PHOTO",
        "GLOBAL-OIL",
        "methode",
        "+46 (0)8-7887500",
        "Agreement relating to",
    ];
    let Some(folder) = samples() else { return };
    for (name, text) in files(&folder) {
        if let Ok(decoded) = decoded(&text) {
            let shown = format!("{decoded:?}");
            for internal in INTERNAL {
                assert!(!shown.contains(internal), "{name} shows {internal}");
            }
        }
    }
}

mod properties {
    use super::*;

    /// How many places of one file are cut or spoiled at most, evenly spread.
    const PLACES: usize = 20;

    #[test]
    fn cut_anywhere_a_sample_does_no_harm() {
        let Some(folder) = samples() else { return };
        for (_, text) in files(&folder) {
            for end in (0..text.len()).step_by(text.len() / PLACES + 1).filter(|end| text.is_char_boundary(*end)) {
                assert!(decoded(&text[..end]).is_err(), "half a document is none");
            }
        }
    }

    #[test]
    fn hostile_in_any_string_a_sample_does_no_harm() {
        const HOSTILE: [&str; 6] = [
            "javascript:alert(1)",
            "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>",
            " \u{1}java\nscript:alert(1)//",
            "https://user:password@evil.example/",
            "data:text/html,<script>alert(1)</script>",
            "\u{fffd}\u{202e}é日\u{1f600}A",
        ];
        spoil(&HOSTILE.map(|text| json!(text)), |value| value.is_string());
    }

    #[test]
    fn of_any_type_a_sample_does_no_harm() {
        let types =
            [json!(null), json!(true), json!(-1.5e300), json!(""), json!("x"), json!([]), json!({}), json!([[{}]])];
        spoil(&types, |_| true);
    }

    /// Puts each of `values` in the place of each value that `is_meant`, and decodes what that makes.
    fn spoil(values: &[Value], is_meant: fn(&Value) -> bool) {
        let Some(folder) = samples() else { return };
        for (_, text) in files(&folder) {
            let whole: Value = serde_json::from_str(&text).expect("a sample is JSON");
            let mut places = Vec::new();
            find_places(&whole, String::new(), is_meant, &mut places);
            for place in places.iter().step_by(places.len() / PLACES + 1) {
                for value in values {
                    let mut spoiled = whole.clone();
                    *spoiled.pointer_mut(place).expect("it was found there") = value.clone();
                    if let Ok(decoded) = decoded(&spoiled.to_string()) {
                        assert_is_safe(&decoded);
                    }
                }
            }
        }
    }

    fn find_places(value: &Value, at: String, is_meant: fn(&Value) -> bool, places: &mut Vec<String>) {
        if is_meant(value) {
            places.push(at.clone());
        }
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    find_places(item, format!("{at}/{index}"), is_meant, places);
                }
            }
            Value::Object(members) => {
                for (key, member) in members {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    find_places(member, format!("{at}/{key}"), is_meant, places);
                }
            }
            _ => {}
        }
    }
}
