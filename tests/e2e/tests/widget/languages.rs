//! Labels, numerals and dates in the reader's language.

use std::{fs, path::Path};

use dateline_e2e::{
    answer::Answer,
    page::{FALLBACK, Page, element},
    press::{arabic_article, brief, full_article, newspaper},
    site::{RELEASE, Role},
    stage::Stage,
};
use serde_json::{Map, Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(every_language_has_its_labels),
    scenario!(only_the_language_in_use_is_fetched),
    scenario!(english_needs_no_file),
    scenario!(labels_follow_the_attribute),
    scenario!(the_articles_language_serves_where_no_other_is_stated),
    scenario!(labels_of_another_language_say_so),
    scenario!(a_missing_language_file_leaves_english),
    scenario!(a_forged_language_file_is_refused),
    scenario!(notices_are_in_the_readers_language),
    scenario!(ranks_and_times_are_in_the_languages_numerals),
    scenario!(both_clocks_are_told_to_a_reader_elsewhere),
    scenario!(a_zone_has_its_letters_and_its_name),
    scenario!(a_time_without_a_zone_gets_none),
];

const LANGUAGES: [&str; 11] = ["ar", "de", "es", "fr", "hi", "id", "ja", "pt", "ru", "ur", "zh"];

/// The labels that translators wrote.
fn labels(language: &str) -> Map<String, Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../src/wording/languages/{language}.json"));
    let text = fs::read_to_string(file).expect("the language has a file");
    serde_json::from_str(&text).expect("it is JSON")
}

fn file(language: &str) -> String {
    format!("{RELEASE}dateline.{language}.json")
}

const TITLE: &str = "d.text(d.part('trending').querySelector('h3'))";

async fn every_language_has_its_labels(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"lang="en""#).await;
    for language in LANGUAGES {
        stage.run_with("d.widget().lang = args[0];", vec![json!(language)]).await;
        let words = labels(language);
        stage.wait_until(&format!("{TITLE} === {}", words["trending"])).await;
        let country = "return d.part('tags').querySelector('dt').textContent;";
        assert_eq!(stage.run(country).await, words["country"], "{language}");
    }
}

async fn only_the_language_in_use_is_fetched(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"lang="fr-CA""#).await;
    for language in LANGUAGES {
        let expected = usize::from(language == "fr");
        assert_eq!(stage.site.count(Role::Dist, &file(language)), expected, "{language}");
    }
    let asked = &stage.site.asked(Role::Dist, &file("fr"))[0];
    assert!(!asked.headers.contains_key("cookie"));
}

async fn english_needs_no_file(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    stage.settle().await;
    let files = stage.site.seen().into_iter().filter(|seen| seen.path.starts_with(&format!("{RELEASE}dateline.")));
    let files: Vec<_> = files.map(|seen| seen.path).filter(|path| path.ends_with(".json")).collect();
    assert!(files.is_empty(), "{files:?}");
}

async fn labels_follow_the_attribute(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"lang="de""#).await;
    assert_eq!(stage.run(&format!("return {TITLE};")).await, labels("de")["trending"]);
    stage.run("d.widget().lang = 'es';").await;
    stage.wait_until(&format!("{TITLE} === {}", labels("es")["trending"])).await;
    stage.run("d.widget().lang = 'en';").await;
    stage.wait_until(&format!("{TITLE} === 'Trending'")).await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn the_articles_language_serves_where_no_other_is_stated(stage: Stage) {
    let src = stage.site.publish("/a.json", &arabic_article(&stage.site));
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    stage.open(Page::new(body).lang("")).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run(&format!("return {TITLE};")).await, labels("ar")["trending"]);
}

async fn labels_of_another_language_say_so(stage: Stage) {
    stage.show(&arabic_article(&stage.site), r#"lang="de""#).await;
    let marked = "const title = d.part('trending').querySelector('h3'); return [title.lang, title.dir, d.part('article').lang, d.part('article').dir];";
    assert_eq!(stage.run(marked).await, json!(["de", "ltr", "ar", "rtl"]));
    stage.run("d.widget().lang = 'ar';").await;
    stage.wait_until(&format!("{TITLE} === {}", labels("ar")["trending"])).await;
    // Of one language with the story, they need not say so.
    assert_eq!(stage.run("return d.part('trending').querySelector('h3').hasAttribute('lang');").await, false);
}

async fn a_missing_language_file_leaves_english(stage: Stage) {
    stage.site.serve(Role::Dist, &file("ja"), Answer::status(404));
    stage.show(&full_article(&stage.site), r#"lang="ja""#).await;
    assert_eq!(stage.run(&format!("return {TITLE};")).await, "Trending");
    // Dates need no file.
    assert!(stage.text("created").await.contains('年'));
}

async fn a_forged_language_file_is_refused(stage: Stage) {
    let forged = json!(vec!["Forged"; labels("en").len()]);
    stage.site.serve(Role::Dist, &file("pt"), Answer::json(&forged));
    stage.show(&full_article(&stage.site), r#"lang="pt""#).await;
    assert_eq!(stage.run(&format!("return {TITLE};")).await, "Trending");
}

async fn notices_are_in_the_readers_language(stage: Stage) {
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::status(503));
    stage.open(element(&format!(r#"src="{src}" lang="ru""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_for_event("dateline-error").await;
    let words = labels("ru");
    assert!(stage.text("notice").await.contains(words["unreachable"].as_str().unwrap_or_default()));
    assert_eq!(stage.text("retry").await, words["try_again"].as_str().unwrap_or_default());
    assert_eq!(stage.run("return d.part('notice').lang;").await, "ru");
}

async fn ranks_and_times_are_in_the_languages_numerals(stage: Stage) {
    stage.show(&newspaper(&stage.site), r#"lang="ar-EG""#).await;
    assert_eq!(stage.texts("rank").await, ["١", "٢", "٣", "٤"]);
    let ago = stage.run("return d.text(d.part('latest').querySelector('summary'));").await;
    assert_eq!(
        ago,
        stage.run("return new Intl.RelativeTimeFormat('ar-EG', { numeric: 'auto' }).format(-2, 'hour');").await
    );
}

async fn both_clocks_are_told_to_a_reader_elsewhere(stage: Stage) {
    let mut article = brief("Two clocks");
    article["language"] = json!("en");
    article["timeZone"] = json!("Asia/Kolkata");
    article["created"] = json!("2025-02-28T12:52:00Z");
    stage.show(&article, r#"time-zone="America/New_York""#).await;
    let created = stage.text("created").await;
    assert!(created.contains("07:52") && created.contains("(18:22 IST at the publisher)"), "{created}");
    stage.run("d.widget().timeZone = 'publisher';").await;
    stage.wait_until("!d.text(d.part('created')).includes('07:52')").await;
    assert!(!stage.text("created").await.contains("publisher"));
    stage.run("d.widget().timeZone = 'Asia/Kolkata';").await;
    stage.settle().await;
    assert!(!stage.text("created").await.contains("publisher"), "one clock is told once");
}

async fn a_zone_has_its_letters_and_its_name(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let zone = "const time = d.part('created'); return [time.querySelector('[aria-hidden]').textContent, time.querySelector('.unseen').textContent];";
    assert_eq!(stage.run(zone).await, json!(["IST", " (India Standard Time)"]));
}

async fn a_time_without_a_zone_gets_none(stage: Stage) {
    let mut article = brief("No zone");
    article["language"] = json!("en");
    article["timeZone"] = json!("Asia/Kolkata");
    article["created"] = json!("2025-02-28T18:22:00");
    stage.show(&article, "").await;
    assert_eq!(stage.text("created").await, "28 Feb 2025, 18:22");
}
