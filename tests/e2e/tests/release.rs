//! What the release's files must not hold, read as they lie in `dist`.

use std::{fs, path::PathBuf};

use dateline_e2e::fleet::{check_release, release};
use serde_json::Value;

/// What makes code or markup out of text, and what loads code that nobody listed.
const FORBIDDEN: [&str; 12] = [
    "eval(",
    "new Function",
    "Function(\"",
    "document.write(",
    "innerHTML=",
    "outerHTML=",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "DOMParser",
    "javascript:",
    "import(",
];

/// What tells of the release and is no part of it.
const NO_PAGE_FETCHES: [&str; 2] = ["manifest.json", "sbom.json"];

/// All files, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    check_release().unwrap_or_else(|error| panic!("{error}"));
    let entries = fs::read_dir(release()).expect("the release is a folder");
    let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths
        .iter()
        .map(|path| (name(path), fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))))
        .collect()
}

fn holds(content: &[u8], words: &str) -> bool {
    content.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn nothing_in_the_release_makes_code_of_text() {
    for (name, content) in files() {
        for words in FORBIDDEN {
            assert!(!holds(&content, words), "{name} holds `{words}`");
        }
    }
}

#[test]
fn the_release_is_one_script_and_what_the_manifest_lists() {
    let files = files();
    let manifest = files.iter().find(|(name, _)| name == "manifest.json").expect("the release has a manifest");
    let manifest: Value = serde_json::from_slice(&manifest.1).expect("the manifest is JSON");
    let mut listed: Vec<&str> =
        manifest["files"].as_object().into_iter().flat_map(|files| files.keys()).map(String::as_str).collect();
    listed.extend(NO_PAGE_FETCHES);
    listed.sort_unstable();
    let mut names: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    assert_eq!(names, listed);
    let scripts: Vec<&&str> =
        names.iter().filter(|name| [".js", ".mjs", ".html"].iter().any(|ending| name.ends_with(ending))).collect();
    assert_eq!(scripts, [&"dateline.js"]);
}
