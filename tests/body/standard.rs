//! Held to the standard: the same text and the same structure as html5ever's tree of the same body.
//! It mustn't share a rule with the reader: what it says of an element, it says of a tree.

mod outline;
mod tree;

use crate::shared::{self, Case};
use crate::written::words;
use crate::{article, body};

/// Why a body may be read otherwise than the standard says.
struct Exception {
    /// What such a body has in it.
    is_meant: fn(&str) -> bool,
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[
    Exception {
        is_meant: |html| ["&pound", "&lang;", "&not", "&Not", "&Gopf;"].iter().any(|name| html.contains(name)),
        reason: "of the two thousand named references, those are read that editors write; the others stay as they are",
    },
    Exception {
        is_meant: |html| html.matches("<script").count() + html.matches("<sCrIpt").count() > 1 && html.contains("<!--"),
        reason: "a script ends at the first end tag of its name, also within what it calls a comment",
    },
    Exception {
        is_meant: |html| html.contains("<table") && html.contains("<a"),
        reason: "a link ends every link before it, also one around the table in which it stands",
    },
    Exception {
        is_meant: |html| html.contains("<table>c") || html.contains("<tr> B"),
        reason: "text in a table, but in no cell, stands in a paragraph of its own before the table",
    },
    Exception {
        is_meant: |html| html.contains("<nobr>"),
        reason: "`nobr`, `font` and their like mark nothing, so that they aren't followed when they are misnested",
    },
    Exception { is_meant: |html| html.contains("<marquee"), reason: "`marquee` is no scope: its text is mere text" },
    Exception { is_meant: |html| html.contains("<select><"), reason: "`select` ends with its own end tag only" },
    Exception {
        is_meant: |html| {
            let is_drawn = html.contains("<svg") || html.contains("<math");
            is_drawn && (html.contains("<textarea") || html.contains("<title"))
        },
        reason: "`textarea` and `title` hold mere text also in drawings and formulas, all of which vanish",
    },
    Exception { is_meant: |html| html.contains('\0'), reason: "a null character vanishes also in addresses" },
];

/// Compares a body with its tree; the difference is an error, if there is one.
fn compare(html: &str) -> Result<(), String> {
    let ours = article(html);
    let tree = tree::read(html);
    let (read, expected) = (words(&ours.body), words(&tree));
    if read != expected {
        return Err(format!("text:\n  read     {read:?}\n  expected {expected:?}"));
    }
    let (read, expected) = (outline::of(&ours.body), outline::of(&tree));
    if read == expected { Ok(()) } else { Err(format!("structure:\n  read\n{read}  expected\n{expected}")) }
}

fn check_all(cases: Vec<Case>) {
    let mut counts = vec![0; EXCEPTIONS.len()];
    let mut failures = 0;
    let all = cases.len();
    for Case { name, html } in cases {
        if let Err(difference) = compare(&html) {
            match EXCEPTIONS.iter().position(|exception| (exception.is_meant)(&html)) {
                Some(at) => counts[at] += 1,
                None => {
                    failures += 1;
                    let start: String = html.chars().take(600).collect();
                    println!("--- {name}: {start:?}\n{difference}");
                }
            }
        }
    }
    println!("{all} bodies, {failures} failures");
    for (exception, count) in EXCEPTIONS.iter().zip(counts) {
        println!("{count} excepted: {}", exception.reason);
    }
    assert_eq!(failures, 0);
}

#[test]
fn payloads_are_read_as_the_standard_says() {
    // The walk of the tree is as deep as the tree.
    let walk = std::thread::Builder::new().stack_size(1 << 30).spawn(|| check_all(shared::payloads()));
    walk.expect("there is room").join().expect("all are read as the standard says");
}

#[test]
fn bodies_of_real_articles_are_read_as_the_standard_says() {
    check_all(shared::bodies());
}

#[test]
fn bodies_of_real_articles_lose_nothing() {
    for Case { name, html } in shared::bodies() {
        let json = serde_json::json!({ "headline": "H", "body": html }).to_string();
        let mut source = serde_json::Deserializer::from_str(&json);
        let json = dateline::decode::Json::read(&mut source).expect("it is JSON");
        let warnings = dateline::decode::decode(&json, crate::SRC).expect("it has a headline").warnings;
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
    }
}

#[test]
fn a_difference_is_noticed() {
    assert_eq!(compare("<p>One<p>Two"), Ok(()));
    assert_ne!(outline::of(&body("<p>One<p>Two")), outline::of(&body("<p>One Two")));
    assert_ne!(outline::of(&body("<em>One</em>")), outline::of(&body("One")));
}
