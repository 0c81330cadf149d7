//! A story for machines: schema.org's `NewsArticle` as JSON-LD.

use dateline::model::{Image, Name, Publisher, SourceType, Text, WebLink};
use serde_json::{Map, Value, json};

use crate::plain;
use crate::story::Story;

/// The story as JSON that may stand in a script: nothing in it ends one.
pub(crate) fn script(story: &Story) -> String {
    of(story).to_string().replace('<', "\\u003c")
}

/// The story as JSON-LD.
pub(crate) fn of(story: &Story) -> Value {
    let article = &story.article;
    let publisher = article.publisher.as_ref();
    let body = plain::blocks(&article.body);
    let mut node = Node::new("NewsArticle");
    node.0.insert("@context".to_owned(), "https://schema.org".into());
    node.text("headline", Some(article.headline.text()));
    node.text("description", article.summary.as_ref());
    node.url("url", article.url.as_ref());
    node.set("mainEntityOfPage", article.url.as_ref().map(|url| json!({ "@type": "WebPage", "@id": &**url.href() })));
    node.text("inLanguage", article.language.as_ref());
    node.set("datePublished", article.created.map(|moment| moment.to_string().into()));
    node.set("dateModified", article.later_update().map(|moment| moment.to_string().into()));
    node.set("expires", article.expires.map(|moment| moment.to_string().into()));
    node.set("author", list(&article.byline, |name| named(kind_of_author(name, publisher), name)));
    node.set("publisher", publisher.map(publisher_node));
    node.text("dateline", article.place.as_ref());
    node.set("image", article.image.as_ref().map(image_node));
    node.set("contentLocation", list(&article.countries, |name| named("Country", name)));
    node.set("keywords", list(&article.tags, |name| name.name.to_string().into()));
    node.set("articleBody", Some(body).filter(|body| !body.is_empty()).map(Value::from));
    node.text("creditText", article.credit.as_ref());
    node.text("copyrightNotice", article.rights.as_ref());
    node.set(
        "correction",
        list(&article.corrections, |correction| {
            let mut node = Node::new("CorrectionComment");
            node.text("text", Some(&correction.text));
            node.set("datePublished", correction.date.map(|date| date.to_string().into()));
            node.value()
        }),
    );
    node.value()
}

/// A node under construction; what isn't there is left out.
struct Node(Map<String, Value>);

impl Node {
    fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    fn set(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
    }

    fn text(&mut self, name: &str, text: Option<&Text>) {
        self.set(name, text.map(|text| (**text).into()));
    }

    fn url(&mut self, name: &str, url: Option<&WebLink>) {
        self.text(name, url.map(WebLink::href));
    }

    fn value(self) -> Value {
        self.0.into()
    }
}

fn list<T>(items: &[T], node: impl FnMut(&T) -> Value) -> Option<Value> {
    (!items.is_empty()).then(|| items.iter().map(node).collect())
}

fn named(kind: &str, name: &Name) -> Value {
    let mut node = Node::new(kind);
    node.text("name", Some(&name.name));
    node.url("url", name.url.as_ref());
    node.value()
}

/// A publisher may sign as itself; other bylines are taken for people's.
fn kind_of_author(name: &Name, publisher: Option<&Publisher>) -> &'static str {
    if publisher.is_some_and(|publisher| publisher.name == name.name) { "Organization" } else { "Person" }
}

fn publisher_node(publisher: &Publisher) -> Value {
    let mut node = Node::new("NewsMediaOrganization");
    node.text("name", Some(&publisher.name));
    node.url("url", publisher.url.as_ref());
    node.set("logo", publisher.logo.as_ref().map(image_node));
    node.value()
}

fn image_node(image: &Image) -> Value {
    let mut node = Node::new("ImageObject");
    node.url("url", Some(&image.url));
    let pixels = |count: u32| json!({ "@type": "QuantitativeValue", "value": count, "unitCode": "E37" });
    node.set("width", image.size.map(|(width, _)| pixels(width)));
    node.set("height", image.size.map(|(_, height)| pixels(height)));
    node.text("caption", image.caption.as_ref());
    node.text("creditText", image.credit.as_ref());
    // Nobody is to take a generated picture for another.
    node.set(
        "digitalSourceType",
        image.source_type.and_then(source_type).map(|name| format!("https://schema.org/{name}DigitalSource").into()),
    );
    node.value()
}

/// How schema.org names the ways in which a program makes pictures.
fn source_type(source_type: SourceType) -> Option<&'static str> {
    Some(match source_type {
        SourceType::TrainedAlgorithmicMedia => "TrainedAlgorithmicMedia",
        SourceType::CompositeWithTrainedAlgorithmicMedia => "CompositeWithTrainedAlgorithmicMedia",
        SourceType::AlgorithmicMedia => "AlgorithmicMedia",
        SourceType::CompositeSynthetic => "CompositeSynthetic",
        _ => return None,
    })
}
