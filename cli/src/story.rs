//! A story that is to be written down: what was read, in which language it is told, and whether it may be.

use std::rc::Rc;

use dateline::decode;
use dateline::error::{Cause, LoadError};
use dateline::model::{Article, SourceType, StoryList};
use dateline::settings::TimeZone;
use dateline::wording::{Beside, Label, Labels, SharedLabels, Wording};

use crate::input::Input;
use crate::status::withholding;
use crate::tongue::Native;

/// A story and its words.
pub(crate) struct Story {
    /// Where its JSON is served; none for one that was read from standard input.
    pub(crate) src: Option<String>,
    pub(crate) article: Rc<Article>,
    pub(crate) wording: Rc<Wording>,
    /// Why it isn't to be shown, if it isn't.
    pub(crate) withheld: Option<Rc<LoadError>>,
}

impl Story {
    /// Reads `input`, which is served at `src`, and finds the words for it in the language `lang`, else its own.
    pub(crate) fn read(
        input: &Input,
        src: Option<String>,
        lang: Option<&str>,
        zone: &TimeZone,
    ) -> Result<Self, String> {
        let json = input.read()?;
        let base = src.as_deref().filter(|src| src.starts_with("http")).map(str::to_owned);
        let decoded = decode::decode(&json, &base.unwrap_or_else(|| input.src(None)));
        let article = Rc::new(decoded.map_err(|error| error.to_string())?.article);
        let withheld = withholding(&article)
            .map(|withholding| Rc::new(LoadError { src: src.clone(), cause: Rc::new(Cause::Withheld(withholding)) }));
        let language = lang.or(article.language.as_deref()).unwrap_or("en");
        let labels = Rc::new(Labels::of_language(language).unwrap_or_else(Labels::english));
        let wording = wording(&article, &labels, language, zone);
        Ok(Self { src, article, wording: Rc::new(wording), withheld })
    }

    pub(crate) fn labels(&self) -> &SharedLabels {
        &self.wording.labels
    }

    /// The addresses of the lists that aren't in it.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &str> {
        self.article.lists.iter().filter_map(|list| match list {
            StoryList::At(address) => Some(&**address),
            StoryList::Here(_) => None,
        })
    }

    /// What must be said of its picture: the publisher's words, or else the standard ones.
    pub(crate) fn disclaimer(&self) -> Option<String> {
        let article = &self.article;
        let image = article.image.as_ref()?;
        let standard = || Some(self.labels().get(disclaimer_of(image.source_type?)?).to_string());
        article.disclaimer.as_deref().map(str::to_owned).or_else(standard)
    }

    /// The name of its publisher, or else of the host it is on.
    pub(crate) fn publisher(&self) -> Option<&str> {
        let publisher = self.article.publisher.as_ref().map(|publisher| &*publisher.name);
        publisher.or_else(|| self.article.url.as_ref()?.host())
    }
}

/// What whoever writes the story down is to know of it.
pub(crate) fn remark(story: &Story) -> Option<String> {
    story.withheld.as_ref().map(|error| match &*error.cause {
        Cause::Withheld(withholding) => format!("not shown: {withholding}"),
        _ => error.to_string(),
    })
}

fn wording(article: &Article, labels: &SharedLabels, language: &str, zone: &TimeZone) -> Wording {
    let beside = Beside::new(article, &Default::default());
    match Native::new(language, article.time_zone.as_deref(), zone, labels) {
        Some(native) => Wording::new(article, &beside, labels.clone(), &native),
        None => Wording::plain(article, &beside),
    }
}

/// What must be said of a picture that a program made.
fn disclaimer_of(source_type: SourceType) -> Option<Label> {
    Some(match source_type {
        SourceType::TrainedAlgorithmicMedia => Label::TrainedAlgorithmicMedia,
        SourceType::CompositeWithTrainedAlgorithmicMedia => Label::CompositeWithTrainedAlgorithmicMedia,
        SourceType::AlgorithmicMedia => Label::AlgorithmicMedia,
        SourceType::CompositeSynthetic => Label::CompositeSynthetic,
        _ => return None,
    })
}
