//! The command line as its users meet it: arguments and files in; text, files and exit status out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dateline::decode::{self, Json};
use dateline::model::Article;
use serde_json::Value;

/// Where files are said to come from.
const SRC: &str = "https://news.example/a/1.json";

/// Runs the command with these arguments. Only this function does.
fn dateline(arguments: &[&str]) -> Output {
    let command = Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output();
    command.expect("the command starts")
}

/// Runs the command and compares what it prints and its exit status.
#[track_caller]
fn check(arguments: &[&str], status: i32, expected: &str) {
    let output = dateline(arguments);
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A fresh folder with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file can be written");
    }
    folder
}

fn decoded(text: &str) -> Result<Article, String> {
    let json = Json::read(&mut serde_json::Deserializer::from_str(text)).map_err(|error| error.to_string())?;
    decode::decode(&json, SRC).map(|decoded| decoded.article).map_err(|error| error.to_string())
}

/// All JSON files in a folder and below.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The project's own articles, and the samples where they are.
fn articles() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut articles = files(&root.join("www/articles"));
    let samples = root.join("../shared/samples");
    if !samples.is_dir() {
        assert!(std::env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", samples.display());
        println!("skipped: there is no {}", samples.display());
    }
    articles.extend(files(&samples));
    articles
}

const TIDY: &str =
    r#"{"headline": "H", "url": "https://a.example/1", "created": "2025-01-01T00:00:00Z", "body": "<p>Two words</p>"}"#;
const UNTIDY: &str = r#"{"@type": "NewsArticle", "headline": "H", "datePublished": "2025-01-02T00:00:00", "dateModified": "2025-01-01T00:00:00Z",
    "image": {"url": "http://a.example/i.png", "digitalSourceType": "trainedAlgorithmicMedia"}}"#;

#[test]
fn tidy_article_is_told_as_a_reader_sees_it() {
    let folder = folder("tidy", &[("a.json", TIDY)]);
    let file = folder.join("a.json");
    let file = file.to_str().expect("it is text");
    let expected = format!(
        "{file}: dateline/1\n  headline    H\n  created     2025-01-01T00:00:00Z\n  body        1 block, 2 words\n  page        https://a.example/1\n\n"
    );
    check(&["check", file], 0, &expected);
    check(&["check", "--strict", file], 0, &expected);
    check(&["check", "--quiet", file], 0, "");
}

#[test]
fn warnings_have_a_path_and_a_remedy() {
    let folder = folder("untidy", &[("a.json", UNTIDY)]);
    let file = folder.join("a.json");
    let file = file.to_str().expect("it is text");
    let expected = format!(
        "{file}: json-ld
  warning     datePublished: no zone: 2025-01-02T00:00:00
              add the offset from UTC: +05:30, or Z
  warning     dateModified: updated before it was published: 2025-01-01T00:00:00Z, 2025-01-02T00:00:00
              leave it out until the story changes; readers aren't shown it
  warning     image: a generated picture without a disclaimer
              say so in your own words in `disclaimer`; readers get a standard sentence
  warning     image: no words for those who don't see it
              describe the picture in `alt`
  warning     image: no size
              give width and height, so that nothing moves when it comes
  warning     image: not secure: http://a.example/i.png
              serve it over https
  warning     url: no canonical page
              give the story's own address; readers are led there
"
    );
    check(&["check", "--quiet", file], 0, &expected);
    check(&["check", "--quiet", "--strict", file], 1, &expected);
}

#[test]
fn unreadable_files_are_told_and_the_others_read() {
    let files =
        [("a.json", "<!doctype html>"), ("b.json", TIDY), ("c.json", r#"{"weather": "rain"}"#), ("d.json", " ")];
    let folder = folder("unreadable", &files);
    let folder = folder.to_str().expect("it is text");
    let expected = format!(
        "{folder}/a.json\n  unreadable  not JSON: expected value at line 1 column 1\n\
         {folder}/c.json\n  unreadable  no article with a headline, but an object with the keys weather\n\
         {folder}/d.json\n  unreadable  it is empty\n\
         4 articles: 0 warnings, 3 unreadable\n"
    );
    check(&["check", "--quiet", folder], 2, &expected);
    check(
        &["check", "--quiet", "nowhere.json"],
        2,
        "nowhere.json\n  unreadable  No such file or directory (os error 2)\n",
    );
}

#[test]
fn json_is_one_object_a_line() {
    let folder = folder("json", &[("a.json", TIDY), ("b.json", UNTIDY), ("c.json", "{")]);
    let output = dateline(&["check", "--json", folder.to_str().expect("it is text")]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stdout).expect("it is text");
    let reports: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(reports.len(), 3);
    assert_eq!(reports[0]["article"]["headline"], "H");
    assert_eq!(reports[0]["warnings"], Value::Array(Vec::new()));
    assert_eq!(reports[1]["format"], "json-ld");
    assert_eq!(reports[1]["warnings"][0]["path"], "datePublished");
    assert!(reports[2]["error"].as_str().is_some_and(|error| error.starts_with("not JSON")));
}

#[test]
fn colors_are_for_terminals() {
    let folder = folder("colors", &[("a.json", UNTIDY)]);
    let file = folder.join("a.json");
    let file = file.to_str().expect("it is text");
    for (arguments, is_colored) in [
        (vec!["check", file], false),
        (vec!["--color", "always", "check", file], true),
        (vec!["check", "--color", "never", file], false),
    ] {
        let output = dateline(&arguments);
        assert_eq!(output.stdout.contains(&0x1b), is_colored, "{arguments:?}");
    }
}

#[test]
fn thousands_of_files_come_in_order() {
    let folder = folder("many", &[]);
    for number in 0..3_000 {
        let text = format!(r#"{{"headline": "H{number}", "url": "https://a.example/", "created": "2025-01-01"}}"#);
        fs::write(folder.join(format!("{number:04}.json")), text).expect("a file can be written");
    }
    let output = dateline(&["check", "--json", folder.to_str().expect("it is text")]);
    let text = String::from_utf8(output.stdout).expect("it is text");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text.lines().count(), 3_000);
    for (number, line) in text.lines().enumerate() {
        assert!(line.contains(&format!(r#""headline":"H{number}""#)), "{line}");
    }
}

#[test]
fn converted_articles_read_as_before() {
    let mut count = 0;
    for path in articles() {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let Ok(before) = decoded(&text) else { continue };
        let output = dateline(&["convert", "--base", SRC, path.to_str().expect("it is text")]);
        assert_eq!(output.status.code(), Some(0), "{}", path.display());
        let after = decoded(&String::from_utf8(output.stdout).expect("it is text")).expect("it is an article");
        assert_eq!(after, before, "{}", path.display());
        count += 1;
    }
    assert!(count > 5, "only {count} articles");
    println!("{count} articles");
}

#[test]
fn articles_are_converted_into_a_folder() {
    let folder = folder("convert", &[("a.json", TIDY), ("b.json", "[]")]);
    let output = folder.join("out");
    let arguments = ["convert", "--output", output.to_str().expect("it is text"), folder.to_str().expect("it is text")];
    let done = dateline(&arguments);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("b.json: the answer is empty"));
    let written = fs::read_to_string(output.join("a.json")).expect("it was written");
    assert_eq!(decoded(&written), decoded(TIDY));
    assert_eq!(files(&output).len(), 1);
}

#[test]
fn schema_allows_what_is_read() {
    let schema = dateline(&["schema"]);
    assert_eq!(schema.status.code(), Some(0));
    let schema: Value = serde_json::from_slice(&schema.stdout).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let mut instances = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for path in files(&root.join("www/articles")) {
        let text = fs::read_to_string(&path).expect("the file can be read");
        // The gallery has two files that are none on purpose.
        let is_broken = path.ends_with("states/broken.json") || path.ends_with("states/empty.json");
        let json: Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(json.is_null(), is_broken, "{}", path.display());
        // The others are lists of stories.
        if json.get("headline").is_some() {
            instances.push((path.display().to_string(), json));
        }
    }
    for page in ["README.md", "../shared/design/CONTRACT.md"] {
        if let Ok(text) = fs::read_to_string(root.join(page)) {
            let (_, rest) = text.split_once("\n```json\n").expect("the page has JSON");
            let (block, _) = rest.split_once("```").expect("the block ends");
            instances.push((page.to_owned(), serde_json::from_str(block).expect("the block is JSON")));
        }
    }
    assert!(instances.len() > 5, "only {} articles", instances.len());
    for (name, json) in instances {
        let faults: Vec<String> =
            validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn schema_refuses_what_is_no_article() {
    let schema: Value = serde_json::from_slice(&dateline(&["schema"]).stdout).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    for text in [
        "{}",
        r#"{"headline": " "}"#,
        r#"{"headline": 7}"#,
        r#"{"headline": "H", "format": "other"}"#,
        r#"{"headline": "H", "status": "draft"}"#,
        r#"{"headline": "H", "image": {"url": "u", "width": 0}}"#,
        r#"{"headline": "H", "byline": 5}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(text).expect("it is JSON")), "{text}");
    }
}

#[test]
fn help_has_examples() {
    for command in ["", "check", "convert", "render", "embed", "csp"] {
        let arguments: Vec<_> = command.split_whitespace().chain(["--help"]).collect();
        let output = dateline(&arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("Examples:"), "{arguments:?}");
    }
}
