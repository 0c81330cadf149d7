//! A story as HTML that needs no script: the element with a declarative shadow root, what stands in for it where a
//! site strips that, and the story for machines.

use dateline::article_view::{ArticleView, ArticleViewProps};
use dateline::error::{Cause, Withholding};
use dateline::model::{Direction, Text, WebLink};
use dateline::notice_view::{NoticeView, NoticeViewProps};
use dateline::prelude::Settings;
use dateline::release::Release as Known;
use dateline::view::Room;
use dateline::wording::{Label, Labels};
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;
use yew::html::BaseComponent;
use yew::{AttrValue, LocalServerRenderer};

use crate::html::escaped;
use crate::release::Release;
use crate::story::Story;
use crate::voice::is_language;
use crate::{clock, json_ld};

/// What goes onto the element beside its source, as attributes.
pub(crate) type Attributes = Vec<(&'static str, String)>;

/// A story as HTML.
pub(crate) struct Snapshot<'a> {
    pub(crate) story: &'a Story,
    pub(crate) release: &'a Release,
    pub(crate) settings: Settings,
    pub(crate) attributes: &'a Attributes,
    /// For how many seconds it counts as fresh.
    pub(crate) fresh: u32,
}

impl Snapshot<'_> {
    /// The element, and behind it the story for machines.
    pub(crate) fn snippet(&self) -> String {
        self.element(Room::default())
    }

    /// The same where that much is known of its place.
    fn element(&self, room: Room) -> String {
        let Story { src, language, .. } = self.story;
        let src = src.iter().map(|src| ("src", src));
        let others = self.attributes.iter().map(|(name, value)| (*name, value));
        // Wherever it will stand, the script is to tell it in the same words.
        let is_said = self.attributes.iter().any(|(name, _)| *name == "lang");
        let lang = (!is_said && is_language(language)).then_some(("lang", language));
        let attributes: String =
            src.chain(others).chain(lang).map(|(name, value)| format!(r#" {name}="{}""#, escaped(value))).collect();
        let (stylesheet, stamp, markup) = (self.release.stylesheet(), self.stamp(), self.markup(room));
        let fallback = fallback(self.story);
        let mut snippet = format!(
            "<dateline-article{attributes}>\n\
             <template shadowrootmode=\"open\">{stylesheet}<div{stamp}>{markup}</div></template>\n\
             {fallback}\n</dateline-article>\n"
        );
        if self.story.withheld.is_none() {
            snippet += &format!("<script type=\"application/ld+json\">{}</script>\n", json_ld::script(self.story));
        }
        snippet
    }

    /// A whole page with nothing else on it.
    pub(crate) fn page(&self) -> String {
        let Story { article, withheld, .. } = self.story;
        let labels = self.story.labels();
        let (title, language, direction) = match withheld {
            None => {
                // A page has a language: where the story's isn't known, that of our own words.
                let language = article.language.as_ref().unwrap_or(labels.language());
                (article.headline.text().to_string(), language, article.direction())
            }
            Some(_) => (sentence(self.story), labels.language(), labels.direction()),
        };
        let article = withheld.is_none().then_some(article);
        let summary = article
            .and_then(|article| article.summary.as_deref())
            .map(|summary| format!("<meta name=\"description\" content=\"{}\">\n", escaped(summary)));
        let url = article.and_then(|article| article.url.as_ref());
        let canonical = url.map(|url| format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(url.href())));
        format!(
            "<!DOCTYPE html>\n<html{}>\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             {}{}{}\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
            spoken(Some(language), direction),
            escaped(&title),
            summary.unwrap_or_default(),
            canonical.unwrap_or_default(),
            self.release.script(""),
            self.element(Room { is_on_screen: true, ..Room::default() }),
        )
    }

    /// What the script is to know of the story that it takes over, as attributes; nothing of one that isn't shown.
    fn stamp(&self) -> String {
        let Story { article, format, is_whole, withheld: None, .. } = self.story else { return String::new() };
        // What is missing is for the script to ask for at once.
        let until = clock::fresh_until(article, if *is_whole { self.fresh } else { 0 });
        format!(
            r#" data-headline="{}" data-format="{}" data-until="{until}""#,
            escaped(article.headline.text()),
            format.name()
        )
    }

    /// What the widget shows in its shadow root.
    fn markup(&self, room: Room) -> String {
        let Story { src, article, wording, withheld, .. } = self.story;
        if let Some(error) = withheld {
            let (error, labels) = (error.clone(), wording.labels.clone());
            return rendered::<NoticeView>(yew::props!(NoticeViewProps { error, labels, theme: self.settings.theme }));
        }
        let script = Known { script: self.release.url("dateline.js"), languages: Vec::new() };
        let snippet = src.as_deref().and_then(|src| script.snippet(src)).map(AttrValue::from);
        rendered::<ArticleView>(yew::props!(ArticleViewProps {
            article: article.clone(),
            settings: self.settings,
            wording: wording.clone(),
            room,
            snippet,
        }))
    }
}

/// Renders a component.
fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    thread_local! {
        static RUNTIME: Runtime = Builder::new_current_thread().build().expect("a runtime needs nothing");
    }
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    RUNTIME.with(|runtime| LocalSet::new().block_on(runtime, renderer.render()))
}

/// What a reader gets where a site strips the shadow root: a link to the story, or to the publisher who withholds it.
fn fallback(story: &Story) -> String {
    if let Some(withheld) = &story.withheld {
        let labels = story.labels();
        let Cause::Withheld(Withholding { url: Some(url), .. }) = &*withheld.cause else {
            return sentence(story);
        };
        let words = labels.with(Label::Visit, url.host().unwrap_or_default());
        return link(Some(url), Some(labels.language()), labels.direction(), &words);
    }
    let article = &story.article;
    let headline = article.headline.text();
    let url = article.url.as_ref().or_else(|| article.publisher.as_ref()?.url.as_ref());
    let link = link(url, article.language.as_ref(), article.direction(), headline);
    match story.publisher() {
        Some(publisher) => format!("{link}, {}", escaped(publisher)),
        None => link,
    }
}

/// Words that lead to an address, where there is one.
fn link(url: Option<&WebLink>, language: Option<&Text>, direction: Direction, words: &str) -> String {
    let (spoken, words) = (spoken(language, direction), escaped(words));
    match url {
        Some(url) => format!(r#"<a href="{}"{spoken}>{words}</a>"#, escaped(url.href())),
        None => format!("<span{spoken}>{words}</span>"),
    }
}

/// The attributes that say in what language and direction something is.
fn spoken(language: Option<&Text>, direction: Direction) -> String {
    let language = language.map(|language| format!(r#" lang="{}""#, escaped(language))).unwrap_or_default();
    format!(r#"{language} dir="{}""#, direction.name())
}

/// What a reader is told of a story that isn't to be shown.
pub(crate) fn sentence(story: &Story) -> String {
    use dateline::error::Reason;
    let labels: &Labels = story.labels();
    let label = match story.withheld.as_ref().map(|error| &*error.cause) {
        Some(Cause::Withheld(Withholding { reason: Reason::Withdrawn, .. })) => Label::Withdrawn,
        Some(Cause::Withheld(Withholding { reason: Reason::Embargoed, .. })) => Label::Embargoed,
        _ => Label::Gone,
    };
    labels.get(label).to_string()
}
