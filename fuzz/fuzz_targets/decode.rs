//! Any text as an answer: nothing may panic, and no link may lead elsewhere than to a page, a letter or a call.

#![no_main]

use dateline::decode::{self, Json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut source = serde_json::Deserializer::from_str(text);
    let Ok(json) = Json::read(&mut source) else { return };
    let src = "https://news.example/a/1.json";
    if let Ok(decoded) = decode::decode(&json, src) {
        for link in decoded.article.url.iter().chain(decoded.article.image.iter().map(|image| &image.url)) {
            let url = url::Url::parse(link.href()).expect("a link is absolute");
            assert!(["http", "https"].contains(&url.scheme()), "{url}");
        }
        // What is told of it can be told.
        decoded.warnings.iter().for_each(|warning| drop(warning.to_string()));
    }
    drop(decode::decode_stories(&json, src));
});
