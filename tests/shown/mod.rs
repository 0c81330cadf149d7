//! What a reader is shown of an article, field by field, as tests of formats write it down.

#![allow(dead_code, reason = "each test uses its part")]

use dateline::decode::{self, Decoded, Fault, Json};
use dateline::model::{Article, Block, Image, Inline, List, Mark, Name, Status, Story, StoryList, WebLink};

/// Where all samples are said to come from.
pub(crate) const SRC: &str = "https://news.example/a/1.json";

/// Decodes JSON text. Only this function does.
pub(crate) fn decoded(text: &str) -> Result<Decoded, String> {
    let mut source = serde_json::Deserializer::from_str(text);
    let json = Json::read(&mut source).and_then(|json| source.end().map(|()| json));
    let json = json.map_err(|error| format!("not JSON: {error}"))?;
    // A list is read of whatever is an article, too.
    if let Ok(stories) = decode::decode_stories(&json, SRC) {
        stories.iter().for_each(assert_story_is_safe);
    }
    decode::decode(&json, SRC).map_err(|error| error.to_string())
}

/// A field as it is written down; of a body's `first` and `last` words, those `expected` where they are there.
pub(crate) fn value(decoded: &Decoded, field: &str, expected: &str) -> String {
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
        "latest-headlines" => headlines(article.list(List::Latest)),
        "trending" => headlines(article.list(List::Trending)),
        "body" => body,
        "status" => match article.status {
            Status::Usable => "usable".to_owned(),
            Status::Withheld => "withheld".to_owned(),
            Status::Canceled => "canceled".to_owned(),
        },
        "embargoed" => article.embargoed.map(|moment| moment.to_string()).unwrap_or_default(),
        "expires" => article.expires.map(|moment| moment.to_string()).unwrap_or_default(),
        "generated" => image.is_some_and(Image::is_generated).to_string(),
        "links" => links(&article.byline),
        "notes" => {
            let notes = article.corrections.iter().map(|note| match note.date {
                Some(date) => format!("{date} {}", note.text),
                None => note.text.to_string(),
            });
            notes.collect::<Vec<_>>().join("; ")
        }
        "logo" => {
            let logo = article.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref());
            logo.map(|logo| logo.url.href().to_string()).unwrap_or_default()
        }
        "warnings" => {
            let warnings = decoded.warnings.iter().map(ToString::to_string);
            warnings.collect::<Vec<_>>().join("; ")
        }
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

fn headlines(list: &StoryList) -> String {
    list.here().iter().map(|story| story.headline.text().to_string()).collect::<Vec<_>>().join("; ")
}

fn links(names: &[Name]) -> String {
    names.iter().flat_map(|name| &name.url).map(|url| url.href().to_string()).collect::<Vec<_>>().join("; ")
}

/// The words of a body, blocks parted by a space.
pub(crate) fn words(body: &[Block]) -> String {
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

/// Asserts that every address in an article is one that a reader may follow, as another parser sees it.
#[track_caller]
pub(crate) fn assert_is_safe(decoded: &Decoded) {
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
pub(crate) fn assert_story_is_safe(story: &Story) {
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
