//! An article's HTML in, the model's blocks out.

mod properties;
mod reading;
mod shared;
mod standard;
mod written;

use dateline::decode::{self, Json};
use dateline::model::{Article, Block};

/// Where all articles of these tests come from.
const SRC: &str = "https://news.example/a/1.json";

/// Reads an article with this body. Only this function decodes.
fn article(html: &str) -> Article {
    let json = serde_json::json!({ "headline": "H", "body": html }).to_string();
    let json = Json::read(&mut serde_json::Deserializer::from_str(&json)).expect("it is JSON");
    decode::decode(&json, SRC).expect("it has a headline").article
}

fn body(html: &str) -> Vec<Block> {
    article(html).body
}
