//! The articles that are measured, and what of their text must be seen.
//! It knows the article JSON; it knows no browser.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::stage;

/// How many characters of a paragraph are looked for.
const NEEDLE: usize = 40;

/// The demo's main article: every section has something in it.
pub(crate) fn harbor() -> Result<Value> {
    let path = stage::articles()?.join("harbor.json");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

/// What is looked for: what stands over the body, the body's beginning and its end, and the last trending story.
pub(crate) fn needles(article: &Value) -> Vec<String> {
    let image = &article["image"];
    let fields = [
        &article["headline"],
        &article["summary"],
        &article["byline"][0]["name"],
        &article["place"],
        &article["disclaimer"],
        &image["caption"],
    ];
    let mut needles: Vec<String> = fields.into_iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let body = article["body"].as_str().unwrap_or_default();
    let runs: Vec<&str> = body.split(['<', '>']).step_by(2).filter(|run| run.chars().count() > NEEDLE).collect();
    if let (Some(first), Some(last)) = (runs.first(), runs.last()) {
        needles.push(first.chars().take(NEEDLE).collect());
        needles.push(last.chars().rev().take(NEEDLE).collect::<Vec<_>>().into_iter().rev().collect());
    }
    let last = article["trending"].as_array().and_then(|stories| stories.last());
    needles.extend(last.and_then(|story| story["headline"].as_str()).map(str::to_owned));
    needles
}

/// The article with a body of so many bytes: its own paragraphs again and again, each told apart by a number.
pub(crate) fn with_body(json: &Value, bytes: usize) -> Value {
    let own = json["body"].as_str().unwrap_or_default();
    let paragraphs: Vec<&str> = own.split_inclusive("</p>").filter(|part| part.trim().starts_with("<p>")).collect();
    let mut body = String::new();
    for (number, paragraph) in paragraphs.iter().cycle().enumerate() {
        if body.len() + paragraph.len() > bytes {
            break;
        }
        body += &paragraph.trim().replacen("<p>", &format!("<p>({number}) "), 1);
    }
    body += "<p>With this the story has come to the end that its writer had in mind from the first.</p>";
    let mut json = json.clone();
    json["body"] = body.into();
    json
}

/// The article with so many trending stories, and no other list.
pub(crate) fn with_list(json: &Value, count: usize) -> Value {
    let own = json["trending"].as_array().cloned().unwrap_or_default();
    let stories = own.iter().cycle().take(count).enumerate().map(|(number, story)| {
        let mut story = story.clone();
        story["headline"] = format!("No. {number}: {}", story["headline"].as_str().unwrap_or_default()).into();
        story["url"] = format!("{}-{number}", story["url"].as_str().unwrap_or_default()).into();
        story
    });
    let mut json = json.clone();
    json["trending"] = stories.collect();
    for list in ["opinion", "videos", "latest"] {
        json[list] = Value::Null;
    }
    json
}

/// How a hint names the article's hero: as its `<img>` does.
pub(crate) fn hero(article: &Value, base: &str) -> String {
    let image = &article["image"];
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = |value: &Value| format!("{folder}/{}", value.as_str().unwrap_or_default());
    let sources = image["sources"].as_array().into_iter().flatten();
    let sources: Vec<_> = sources.map(|source| format!("{} {}w", address(&source["url"]), source["width"])).collect();
    format!(
        r#"href="{}" imagesrcset="{}" imagesizes="(min-width: 46em) 44em, 100vw""#,
        address(&image["url"]),
        sources.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{hero, needles};

    #[test]
    fn the_body_is_looked_for_by_its_beginning_and_end() {
        let body = "<p>The gates of the old harbor stood open at dawn.</p><p>In town nobody slept, or even wanted to sleep.</p>";
        let found = needles(&json!({ "headline": "Harbor", "body": body }));
        let expected =
            ["Harbor", "The gates of the old harbor stood open a", "wn nobody slept, or even wanted to sleep."];
        assert_eq!(found[..2], expected[..2]);
        assert!(expected[2].ends_with(&found[2]));
    }

    #[test]
    fn a_hero_is_named_with_all_its_widths() {
        let article = json!({ "image": { "url": "p/a.svg", "sources": [{ "url": "p/b.webp", "width": 640 }] } });
        let hero = hero(&article, "http://publisher.example/a/1.json");
        assert!(hero.starts_with(
            r#"href="http://publisher.example/a/p/a.svg" imagesrcset="http://publisher.example/a/p/b.webp 640w""#
        ));
    }
}
