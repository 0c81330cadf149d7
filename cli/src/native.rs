//! Dateline's own format as types: what `convert` writes and `schema` describes.
//!
//! Reading is the library's; these types say the same in the way that a schema needs.

use std::io::{self, Write};

use dateline::model::{self, Direction, Feedback as ModelFeedback, List, Status, StoryKind, StoryList};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Outcome, html};

/// An article in Dateline's own format. Only `headline` is required; `null`, an empty text, an empty list and an
/// absent member mean the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "Dateline article", extend("$id" = "dateline/1"))]
pub(crate) struct Article {
    /// Settles what the document is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("const" = "dateline/1"))]
    format: Option<&'static str>,
    /// The title.
    #[schemars(extend("pattern" = "\\S"))]
    headline: String,
    /// One or two sentences under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    /// The story's own page. Relative addresses resolve against it, else against where the document came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// BCP 47 language of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// The direction of the story's text; it follows from the language where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<WrittenDirection>,
    /// Who wrote it, in the order of printing.
    #[serde(skip_serializing_if = "is_nothing", default)]
    byline: OneOrMany<Named>,
    /// Where the story was filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// IANA name of the zone in which times are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<String>,
    /// When the story was first published: `2025-02-28T18:22:00+05:30`.
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    /// When the story was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    /// The picture over the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<AnyImage>,
    /// Standing text bound to the image: AI-made, illustrative.
    #[serde(skip_serializing_if = "Option::is_none")]
    disclaimer: Option<String>,
    /// The countries that the story is about.
    #[serde(skip_serializing_if = "is_nothing", default)]
    countries: OneOrMany<Named>,
    /// The story's topics.
    #[serde(skip_serializing_if = "is_nothing", default)]
    tags: OneOrMany<Named>,
    /// The body copy: HTML, or a list of paragraphs in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
    /// Who else supplied the story: `(With inputs from agencies.)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    /// Copyright and terms of use.
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<String>,
    /// IPTC's publishing status: whether the story may be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<WrittenStatus>,
    /// Before this moment the story isn't shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    embargoed: Option<String>,
    /// After this moment the story isn't shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    /// What was wrong in earlier versions.
    #[serde(skip_serializing_if = "is_nothing", default)]
    corrections: OneOrMany<AnyCorrection>,
    /// Popular stories now.
    #[serde(skip_serializing_if = "Option::is_none")]
    trending: Option<Stories>,
    /// Opinion pieces, blogs and interviews.
    #[serde(skip_serializing_if = "Option::is_none")]
    opinion: Option<Stories>,
    /// Films.
    #[serde(skip_serializing_if = "Option::is_none")]
    videos: Option<Stories>,
    /// What is new, newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<Stories>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<AnyPublisher>,
}

/// One of something, a list of them, or nothing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "OneOrMany{T}")]
enum OneOrMany<T> {
    #[allow(dead_code, reason = "the schema allows what is never written")]
    Nothing,
    #[allow(dead_code, reason = "the schema allows what is never written")]
    One(T),
    Many(Vec<T>),
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

fn is_nothing<T>(items: &OneOrMany<T>) -> bool {
    matches!(items, OneOrMany::Many(items) if items.is_empty())
}

/// Which way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum WrittenDirection {
    Ltr,
    Rtl,
}

/// IPTC `pubStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum WrittenStatus {
    #[allow(dead_code, reason = "the schema allows what is never written")]
    Usable,
    Withheld,
    Canceled,
}

/// A name alone, or with where more of it is found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum Named {
    Name(String),
    Full(Name),
}

/// A name, and where more of it is found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Name {
    /// The name as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The same, of an entry of a menu.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// BCP 47 language of the name and its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

/// The body copy.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum Body {
    Html(String),
    #[allow(dead_code, reason = "the schema allows what is never written")]
    Paragraphs(Vec<String>),
}

/// The address of a picture alone, or a picture with its words.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum AnyImage {
    #[allow(dead_code, reason = "the schema allows what is never written")]
    Address(String),
    Full(Box<Image>),
}

/// A picture and its own words.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Image {
    /// The picture's address, http or https.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// What the picture shows, for those who don't see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<String>,
    /// Text describing the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    /// Who made or supplied it.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    /// Its width in CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10_000))]
    width: Option<u32>,
    /// Its height in CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10_000))]
    height: Option<u32>,
    /// The same picture in other widths.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    sources: Vec<Source>,
    /// IPTC digital source type, code or address; a generated picture always has a disclaimer.
    #[serde(skip_serializing_if = "Option::is_none")]
    digital_source_type: Option<String>,
}

/// One width of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Source {
    /// The file's address, http or https.
    url: String,
    /// Its width in pixels.
    #[schemars(range(min = 1, max = 10_000))]
    width: u32,
}

/// The words of a correction alone, or with its date.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum AnyCorrection {
    #[allow(dead_code, reason = "the schema allows what is never written")]
    Text(String),
    Full(Correction),
}

/// What was wrong, and since when it is right.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Correction {
    /// When the correction was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// What was corrected.
    text: String,
}

/// A list of stories, or where it is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum Stories {
    Here(Vec<Story>),
    At(StoriesAt),
}

/// A list of stories that is fetched beside the article, and fails alone.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct StoriesAt {
    /// The address of a list document: an array of stories, an object with `items`, or a feed of any format.
    src: String,
}

/// A headline and a link standing for another article or a film.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Story {
    /// The other article's title.
    headline: String,
    /// The other article's page, or the film itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// The part of the world it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    /// What kind of piece it is: `opinion`, `blog`, `interview`, or your own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<AnyImage>,
    /// A film's picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    poster: Option<AnyImage>,
    /// A film's length in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u32>,
}

/// A publisher's name alone, or with the ways to them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum AnyPublisher {
    #[allow(dead_code, reason = "the schema allows what is never written")]
    Name(String),
    Full(Box<Publisher>),
}

/// Who publishes a story, and the ways to them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Publisher {
    /// The name as printed.
    name: String,
    /// The front page.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// The logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<AnyImage>,
    /// The mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// Telephone numbers; `+91-7027739813, 14` stands for two.
    #[serde(skip_serializing_if = "is_nothing", default)]
    phones: OneOrMany<String>,
    /// The site's main sections.
    #[serde(skip_serializing_if = "is_nothing", default)]
    menu: OneOrMany<Named>,
    /// Where else the publisher is found.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    social: Vec<Social>,
    /// How readers say what they think.
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback: Option<Feedback>,
    /// How readers subscribe.
    #[serde(skip_serializing_if = "Option::is_none")]
    newsletter: Option<Newsletter>,
    /// Further links, by theme.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    links: Vec<LinkGroup>,
    /// Terms, privacy and the like.
    #[serde(skip_serializing_if = "is_nothing", default)]
    legal: OneOrMany<Named>,
    /// The copyright line.
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright: Option<String>,
}

/// A publisher's page on a network.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Social {
    /// The network: `linkedin`, `rss`.
    network: String,
    /// The page there.
    url: String,
}

/// Where readers say what they think; `true` where the page around the article is to hear of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
enum Feedback {
    Event(bool),
    At {
        /// A page, or a mail address.
        url: String,
    },
}

/// How readers subscribe.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Newsletter {
    /// Where the address is sent by POST.
    action: String,
    /// Always `post`.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// The name of the form's field; `email` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// What a reader agrees to.
    #[serde(skip_serializing_if = "Option::is_none")]
    consent: Option<String>,
}

/// Links under a title.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct LinkGroup {
    /// The title.
    title: String,
    /// The links.
    items: Vec<Named>,
}

/// Prints the JSON Schema.
pub(crate) fn print_schema() -> io::Result<Outcome> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schemars::schema_for!(Article))?;
    writeln!(out)?;
    Ok(Outcome::Clean)
}

impl From<&model::Article> for Article {
    fn from(article: &model::Article) -> Self {
        let text = |text: &Option<model::Text>| text.as_deref().map(str::to_owned);
        let moment = |moment: &Option<model::Timestamp>| moment.map(|moment| moment.to_string());
        let list = |list: List| stories(article.list(list));
        Self {
            format: Some("dateline/1"),
            headline: article.headline.text().to_string(),
            summary: text(&article.summary),
            url: href(article.url.as_ref()),
            language: text(&article.language),
            direction: article.stated_direction.map(|direction| match direction {
                Direction::LeftToRight => WrittenDirection::Ltr,
                Direction::RightToLeft => WrittenDirection::Rtl,
            }),
            byline: names(&article.byline),
            place: text(&article.place),
            time_zone: text(&article.time_zone),
            created: moment(&article.created),
            updated: moment(&article.updated),
            image: article.image.as_ref().map(image),
            disclaimer: text(&article.disclaimer),
            countries: names(&article.countries),
            tags: names(&article.tags),
            body: (!article.body.is_empty()).then(|| Body::Html(html::written(&article.body))),
            credit: text(&article.credit),
            rights: text(&article.rights),
            status: match article.status {
                Status::Usable => None,
                Status::Withheld => Some(WrittenStatus::Withheld),
                Status::Canceled => Some(WrittenStatus::Canceled),
            },
            embargoed: moment(&article.embargoed),
            expires: moment(&article.expires),
            corrections: OneOrMany::Many(article.corrections.iter().map(correction).collect()),
            trending: list(List::Trending),
            opinion: list(List::Opinion),
            videos: list(List::Videos),
            latest: list(List::Latest),
            publisher: article.publisher.as_ref().map(|own| AnyPublisher::Full(Box::new(publisher(own)))),
        }
    }
}

fn href(link: Option<&model::WebLink>) -> Option<String> {
    link.map(|link| link.href().to_string())
}

fn names(names: &[model::Name]) -> OneOrMany<Named> {
    let name = |model::Name { name, url, language }: &model::Name| {
        if url.is_none() && language.is_none() {
            return Named::Name(name.to_string());
        }
        Named::Full(Name {
            name: Some(name.to_string()),
            label: None,
            url: href(url.as_ref()),
            language: language.as_deref().map(str::to_owned),
        })
    };
    OneOrMany::Many(names.iter().map(name).collect())
}

fn image(image: &model::Image) -> AnyImage {
    let text = |text: &Option<model::Text>| text.as_deref().map(str::to_owned);
    AnyImage::Full(Box::new(Image {
        url: href(Some(&image.url)),
        alt: text(&image.alt),
        caption: text(&image.caption),
        credit: text(&image.credit),
        width: image.size.map(|(width, _)| width),
        height: image.size.map(|(_, height)| height),
        sources: image
            .sources
            .iter()
            .map(|source| Source { url: source.url.href().to_string(), width: source.width })
            .collect(),
        digital_source_type: image.source_type.map(|source_type| {
            // The variants are called as IPTC's codes are, but for the first letter.
            let name = format!("{source_type:?}");
            let (first, rest) = name.split_at(1);
            first.to_ascii_lowercase() + rest
        }),
    }))
}

fn correction(correction: &model::Correction) -> AnyCorrection {
    AnyCorrection::Full(Correction {
        date: correction.date.map(|date| date.to_string()),
        text: correction.text.to_string(),
    })
}

fn stories(list: &StoryList) -> Option<Stories> {
    match list {
        StoryList::At(src) => Some(Stories::At(StoriesAt { src: src.to_string() })),
        StoryList::Here(stories) if stories.is_empty() => None,
        StoryList::Here(stories) => Some(Stories::Here(stories.iter().map(story).collect())),
    }
}

fn story(story: &model::Story) -> Story {
    Story {
        headline: story.headline.text().to_string(),
        url: href(story.url.as_ref()),
        region: story.region.as_deref().map(str::to_owned),
        kind: story.kind.as_ref().map(|kind| match kind {
            StoryKind::Opinion => "opinion".to_owned(),
            StoryKind::Blog => "blog".to_owned(),
            StoryKind::Interview => "interview".to_owned(),
            StoryKind::Other(kind) => kind.to_string(),
        }),
        created: story.created.map(|moment| moment.to_string()),
        image: story.image.as_ref().map(image),
        poster: None,
        duration: story.duration,
    }
}

fn publisher(publisher: &model::Publisher) -> Publisher {
    let phones: Vec<&str> = publisher.phones.iter().map(|phone| &*phone.text).collect();
    Publisher {
        name: publisher.name.to_string(),
        url: href(publisher.url.as_ref()),
        logo: publisher.logo.as_ref().map(image),
        email: publisher.email.as_ref().map(|email| email.text.to_string()),
        // Endings stand for numbers only beside the number whose end they are.
        phones: OneOrMany::Many(if phones.is_empty() { Vec::new() } else { vec![phones.join(", ")] }),
        menu: names(&publisher.menu),
        social: publisher
            .social
            .iter()
            .map(|social| Social { network: social.network.to_string(), url: social.url.href().to_string() })
            .collect(),
        feedback: publisher.feedback.as_ref().map(|feedback| match feedback {
            ModelFeedback::Event => Feedback::Event(true),
            ModelFeedback::At(url) => Feedback::At { url: url.href().to_string() },
        }),
        newsletter: publisher.newsletter.as_ref().map(|newsletter| Newsletter {
            action: newsletter.action.href().to_string(),
            method: None,
            field: Some(newsletter.field.to_string()),
            consent: newsletter.consent.as_deref().map(str::to_owned),
        }),
        links: publisher
            .links
            .iter()
            .map(|group| {
                let OneOrMany::Many(items) = names(&group.items) else { unreachable!("names are many") };
                LinkGroup { title: group.title.to_string(), items }
            })
            .collect(),
        legal: names(&publisher.legal),
        copyright: publisher.copyright.as_deref().map(str::to_owned),
    }
}
