//! Articles that publishers serve already, as a reader sees them: by the same list that the decoder is tested with.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use dateline_e2e::{
    answer::Answer,
    page::{FALLBACK, Page, element},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[scenario!(samples_are_shown_as_expected)];

const EXPECTATIONS: &str = include_str!("../../../samples.txt");

/// Where the list has all samples come from.
const EXPECTED_ORIGIN: &str = "https://news.example";

/// What is looked at; the rest of the list is the decoder's.
const FIELDS: [&str; 9] = ["headline", "byline", "created", "updated", "place", "image", "first", "last", "refused"];

/// What a page shows of each element, by its id.
const SEEN: &str = "return args[0].map((id) => {
    const selector = `#${id}`, part = (name) => d.part(name, selector), words = (name) => d.text(part(name)) ?? '';
    return {
        refused: d.eventsOf('dateline-error', id)[0]?.detail,
        headline: words('headline'),
        byline: d.parts('author', selector).map(d.text).join('; '),
        created: part('created')?.dateTime ?? '',
        updated: part('updated')?.dateTime ?? '',
        place: words('dateline'),
        image: part('image')?.getAttribute('src') ?? '',
        body: words('body'),
    };
});";

/// The fields that are expected of a sample.
type Expected = Vec<(&'static str, &'static str)>;

/// Every sample that something is expected of, by its name in the list.
fn expectations() -> Vec<(&'static str, Expected)> {
    let sections = EXPECTATIONS.split("\n[").skip(1);
    let sections = sections.map(|section| section.split_once("]\n").expect("a name is followed by fields"));
    let fields = |text: &'static str| {
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        fields.map(|(field, value)| (field, value.trim())).filter(|(field, _)| FIELDS.contains(field)).collect()
    };
    sections.map(|(name, text)| (name, fields(text))).collect()
}

/// The folder of samples; `None` where there is none, which may be a failure.
fn samples() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = env::var_os("DATELINE_SHARED").map_or_else(beside, PathBuf::from).join("samples");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", folder.display());
    println!("skipped: there is no {}", folder.display());
    None
}

/// An update that isn't later than the publication isn't shown; on one clock the order of texts is that of times.
fn without_early_update(expected: &Expected) -> impl Iterator<Item = (&'static str, &'static str)> {
    let created = expected.iter().find(|(field, _)| *field == "created").map_or("", |(_, created)| created);
    let is_early = move |field: &str, value: &str| field == "updated" && value <= created;
    expected.iter().map(move |(field, value)| (*field, if is_early(field, value) { "" } else { value }))
}

/// What the page shows as that field; of a body's first and last words, those `expected` where they are there.
fn found(seen: &Value, field: &str, expected: &str) -> String {
    let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    let body = text("body");
    match field {
        "first" if expected.is_empty() || !body.starts_with(expected) => body,
        "last" if !body.ends_with(expected) => body,
        "first" | "last" => expected.to_owned(),
        "refused" => match seen["refused"]["message"].as_str() {
            Some(message) if seen["refused"]["kind"] == "format" && message.ends_with(expected) => expected.to_owned(),
            message => message.unwrap_or("an article").to_owned(),
        },
        field => text(field),
    }
}

async fn samples_are_shown_as_expected(stage: Stage) {
    let Some(folder) = samples() else { return };
    let expectations = expectations();
    let ids: Vec<String> = (0..expectations.len()).map(|at| format!("sample-{at}")).collect();
    let mut body = stage.tag("");
    for (at, (name, _)) in expectations.iter().enumerate() {
        let text = fs::read(folder.join(name)).expect("the sample can be read");
        let json = Answer::new("application/json", text);
        let src = stage.site.serve(Role::Publisher, &format!("/a/{at}.json"), json);
        body += &element(&format!("id=\"sample-{at}\" src=\"{src}\" loading=\"eager\""), FALLBACK);
    }
    // The pictures stand on hosts of strangers: their addresses are looked at, and nothing is asked for.
    stage.open(Page::new(body).policy("img-src 'none'")).await;
    stage
        .wait_until(&format!("d.events.filter(({{ type }}) => /-(load|error)$/.test(type)).length >= {}", ids.len()))
        .await;
    let seen = stage.run_with(SEEN, vec![json!(ids)]).await;
    let origin = stage.site.origin(Role::Publisher);
    let mut faults = Vec::new();
    for (at, (name, expected)) in expectations.iter().enumerate() {
        for (field, expected) in without_early_update(expected) {
            let expected = expected.replace(EXPECTED_ORIGIN, &origin);
            let found = found(&seen[at], field, &expected);
            if found != expected {
                faults.push(format!("{name}: {field}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of these fields differ:\n{}", faults.len(), faults.join("\n"));
    println!("{} samples", expectations.len());
    stage.run("d.violations = d.violations.filter((violation) => !violation.startsWith('img-src '));").await;
}
