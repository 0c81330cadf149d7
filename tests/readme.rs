//! What the README says, held against the code: its snippets are read as a page, an app and a browser would read them.

use std::collections::BTreeSet;

use dateline::decode::{Json, decode};

const README: &str = include_str!("../README.md");
const LOADER: &str = include_str!("../www/loader.js");
const STYLES: &str = include_str!("../src/view/article.css");
const CRATE: &str = include_str!("../src/lib.rs");

type Names<'a> = BTreeSet<&'a str>;

#[test]
fn the_article_decodes_without_a_warning() {
    let mut source = serde_json::Deserializer::from_str(block("json"));
    let json = Json::read(&mut source).expect("the block is JSON");
    let decoded = decode(&json, "https://publisher.example/a/3276117.json").expect("it is an article");
    assert_eq!(decoded.warnings, []);
    assert_eq!(decoded.article.list(dateline::model::List::Trending).here().len(), 1);
}

#[test]
fn the_first_tag_has_attributes_that_exist() {
    let tag = block("html");
    let written: Names = tag.split(' ').filter_map(|word| Some(word.split_once("=\"")?.0)).collect();
    let known: Names = attributes();
    let unknown: Vec<_> =
        written.iter().filter(|name| !name.strip_prefix("data-").is_some_and(|twin| known.contains(twin))).collect();
    assert_eq!(unknown, [&"src"], "only the script's own address has no twin on the element");
}

#[test]
fn every_attribute_is_described() {
    assert_eq!(column("| attribute |"), attributes());
}

#[test]
fn every_custom_property_is_described() {
    let read = STYLES.split("var(").skip(1).filter_map(|rest| rest.split([',', ')']).next());
    assert_eq!(column("| custom property |"), read.filter(|name| name.starts_with("--dateline-")).collect());
}

#[test]
fn the_app_is_the_one_of_the_crate_docs() {
    let documented: String = CRATE
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .fold(String::new(), |all, line| all + line.strip_prefix(' ').unwrap_or(line) + "\n");
    assert!(documented.contains(block("rust")), "the README's first Rust block is not in src/lib.rs");
}

/// The README's first block in a language.
#[track_caller]
fn block(language: &str) -> &'static str {
    let opening = format!("\n```{language}\n");
    let (_, rest) = README.split_once(&opening).expect("the README has such a block");
    rest.split_once("```").map_or(rest, |(block, _)| block)
}

/// The names in the first column of the table that begins with this header.
#[track_caller]
fn column(header: &str) -> Names<'static> {
    let (_, table) = README.split_once(header).expect("the README has such a table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

/// The attributes that the loader observes and that do something.
fn attributes() -> Names<'static> {
    let (_, rest) = LOADER.split_once("const ATTRIBUTES = {").expect("the loader lists its attributes");
    let (list, _) = rest.split_once("\n};").expect("the list ends");
    list.lines().filter_map(|line| Some(line.split_once(':')?.0.trim().trim_matches('"'))).collect()
}
