//! Articles that publishers serve, and what a reader must see of each: `samples.txt` was written by reading them.
//!
//! The files stay outside the project; without them these tests say that they were skipped.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::decode::{self, Decoded, Fault, Json};
use dateline::model::{Article, Block, Image, Inline, List, Mark, Name, Story, StoryList, WebLink};
use serde_json::{Value, json};

const EXPECTATIONS: &str = include_str!("samples.txt");

/// Where all samples are said to come from.
const SRC: &str = "https://news.example/a/1.json";

/// Decodes JSON text. Only this function does.
fn decoded(text: &str) -> Result<Decoded, String> {
    let mut source = serde_json::Deserializer::from_str(text);
    let json = Json::read(&mut source).and_then(|json| source.end().map(|()| json));
    let json = json.map_err(|error| format!("not JSON: {error}"))?;
    // A list is read of whatever is an article, too.
    if let Ok(stories) = decode::decode_stories(&json, SRC) {
        stories.iter().for_each(assert_story_is_safe);
    }
    decode::decode(&json, SRC).map_err(|error| error.to_string())
}

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

/// A field as `samples.txt` writes it.
fn value(decoded: &Decoded, field: &str, expected: &str) -> String {
    let article = &decoded.article;
    let image = article.image.as_ref();
    let body = words(&article.body);
    match field {
        "format" => decoded.format.name().to_owned(),
        "headline" => spaced(article.headline.text()),
        "summary" => written(article.summary.as_deref()),
        "byline" => names(&article.byline),
        "tags" => names(&article.tags),
        "countries" => names(&article.countries),
        "created" => article.created.map(|moment| moment.to_string()).unwrap_or_default(),
        "updated" => article.updated.map(|moment| moment.to_string()).unwrap_or_default(),
        "place" => written(article.place.as_deref()),
        "image" => image.map(|image| image.url.href().to_string()).unwrap_or_default(),
        "alt" => written(image.and_then(|image| image.alt.as_deref())),
        "caption" => written(image.and_then(|image| image.caption.as_deref())),
        "image-credit" => written(image.and_then(|image| image.credit.as_deref())),
        "sources" => {
            let widths = image.into_iter().flat_map(|image| &image.sources).map(|source| source.width.to_string());
            widths.collect::<Vec<_>>().join(" ")
        }
        "first" if expected.is_empty() || !body.starts_with(expected) => body,
        "last" if !body.ends_with(expected) => body,
        "first" | "last" => expected.to_owned(),
        "blocks" => article.body.len().to_string(),
        "url" => article.url.as_ref().map(|url| url.href().to_string()).unwrap_or_default(),
        "language" => written(article.language.as_deref()),
        "credit" => written(article.credit.as_deref()),
        "rights" => written(article.rights.as_deref()),
        "corrections" => article.corrections.len().to_string(),
        "latest" => article.list(List::Latest).here().len().to_string(),
        "publisher" => written(article.publisher.as_ref().map(|publisher| &*publisher.name)),
        "refused" => format!("an article: {}", article.headline.text()),
        unknown => panic!("no field is called {unknown}"),
    }
}

fn written(text: Option<&str>) -> String {
    text.map(spaced).unwrap_or_default()
}

/// A text with its white space as a browser shows it.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| &*name.name).collect::<Vec<_>>().join("; ")
}

/// The words of a body, blocks parted by a space.
fn words(body: &[Block]) -> String {
    let mut words = String::new();
    for block in body {
        words.push(' ');
        write_words(&mut words, block);
    }
    spaced(&words)
}

fn write_words(words: &mut String, block: &Block) {
    fn write_run(words: &mut String, run: &[Inline]) {
        for inline in run {
            match inline {
                Inline::Text(text) => words.push_str(text),
                Inline::Marked(_, run) => write_run(words, run),
                _ => words.push(' '),
            }
        }
    }
    let blocks = |words: &mut String, blocks: &[Block]| {
        for block in blocks {
            words.push(' ');
            write_words(words, block);
        }
    };
    match block {
        Block::Paragraph(run) | Block::Subhead(_, run) | Block::Figure(_, run) => write_run(words, run),
        Block::Quote(inner) => blocks(words, inner),
        Block::List { items, .. } => items.iter().for_each(|item| blocks(words, item)),
        _ => {}
    }
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
    const PLACES: usize = 50;

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

/// Asserts that every address in an article is one that a reader may follow, as another parser sees it.
#[track_caller]
fn assert_is_safe(decoded: &Decoded) {
    let article: &Article = &decoded.article;
    article.url.iter().for_each(assert_page_is_safe);
    for name in article.byline.iter().chain(&article.tags).chain(&article.countries) {
        name.url.iter().for_each(assert_link_is_safe);
    }
    article.image.iter().for_each(assert_image_is_safe);
    for list in &article.lists {
        list.here().iter().for_each(assert_story_is_safe);
        if let StoryList::At(src) = list {
            assert!(url::Url::parse(src).is_ok(), "{src}");
        }
    }
    if let Some(publisher) = &article.publisher {
        publisher.url.iter().for_each(assert_link_is_safe);
        publisher.logo.iter().for_each(assert_image_is_safe);
    }
    article.body.iter().for_each(assert_block_is_safe);
    assert!(decoded.warnings.len() <= 100, "warnings have an end");
    let dates = decoded.warnings.iter().filter(|warning| warning.fault == Fault::Date);
    assert!(dates.into_iter().all(|warning| !warning.path.is_empty()), "a warning says where");
}

#[track_caller]
fn assert_story_is_safe(story: &Story) {
    story.url.iter().for_each(assert_page_is_safe);
    story.image.iter().for_each(assert_image_is_safe);
}

#[track_caller]
fn assert_image_is_safe(image: &Image) {
    assert_page_is_safe(&image.url);
    image.sources.iter().for_each(|source| assert_page_is_safe(&source.url));
}

#[track_caller]
fn assert_page_is_safe(link: &WebLink) {
    assert!(link.is_page(), "{link:?}");
    assert_link_is_safe(link);
}

#[track_caller]
fn assert_link_is_safe(link: &WebLink) {
    let url = url::Url::parse(link.href()).expect("a link is absolute");
    assert!(["http", "https", "mailto", "tel"].contains(&url.scheme()), "{url}");
    assert!(url.username().is_empty() && url.password().is_none(), "{url}");
}

fn assert_block_is_safe(block: &Block) {
    match block {
        Block::Paragraph(run) | Block::Subhead(_, run) => assert_run_is_safe(run),
        Block::Figure(image, run) => {
            assert_image_is_safe(image);
            assert_run_is_safe(run);
        }
        Block::Quote(blocks) => blocks.iter().for_each(assert_block_is_safe),
        Block::List { items, .. } => items.iter().flatten().for_each(assert_block_is_safe),
        _ => {}
    }
}

fn assert_run_is_safe(run: &[Inline]) {
    for inline in run {
        if let Inline::Marked(mark, run) = inline {
            if let Mark::Link(link) = mark {
                assert_link_is_safe(link);
            }
            assert_run_is_safe(run);
        }
    }
}
