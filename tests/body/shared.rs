//! The corpora and samples that stand beside the project.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A body from elsewhere, and where it is from.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) html: String,
}

/// Every payload of the corpora; nothing where there are none, which may be a failure.
pub(crate) fn payloads() -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, json) in documents("corpora") {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if file == "jsontestsuite" {
            continue;
        }
        for (number, case) in json.as_array().into_iter().flatten().enumerate() {
            cases.extend(payload(case).map(|html| Case { name: format!("{file} {number}"), html }));
        }
    }
    cases
}

fn payload(case: &Value) -> Option<String> {
    let text = |json: &Value| json.as_str().map(ToOwned::to_owned);
    if let Some(input) = text(&case["input"]) {
        return Some(input);
    }
    let repeat = &case["repeat"];
    let count = usize::try_from(repeat["count"].as_u64()?).ok()?;
    Some(text(&repeat["unit"])?.repeat(count) + &text(&repeat["suffix"]).unwrap_or_default())
}

/// Every text in the samples that looks like a body.
pub(crate) fn bodies() -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, json) in documents("samples") {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        collect(&json, &name, &mut cases);
    }
    cases
}

fn collect(json: &Value, name: &str, cases: &mut Vec<Case>) {
    match json {
        Value::String(html) if html.contains("</") => cases.push(Case { name: name.to_owned(), html: html.clone() }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| collect(item, &format!("{name}.{at}"), cases));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| collect(value, &format!("{name}.{key}"), cases));
        }
        _ => {}
    }
}

/// All JSON documents in a folder beside the project, and below it.
fn documents(name: &str) -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let mut documents = Vec::new();
    if folder.is_dir() {
        read_folder(&folder, &mut documents);
    } else {
        assert!(std::env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", folder.display());
        println!("skipped: there is no {}", folder.display());
    }
    documents
}

fn read_folder(folder: &Path, documents: &mut Vec<(PathBuf, Value)>) {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, documents);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(&path).expect("the file can be read");
            documents.push((path, serde_json::from_str(&text).expect("it is JSON")));
        }
    }
}
