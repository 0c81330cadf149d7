//! A story that is to be written down: what was read, in which language it is told, and whether it may be.

use std::rc::Rc;

use dateline::decode::{self, Decoded, Format};
use dateline::error::{Cause, LoadError};
use dateline::model::{self, Article, List, SourceType, StoryList};
use dateline::settings::{Settings, TimeZone, Variant};
use dateline::wording::{Beside, Label, Labels, SharedLabels, Wording};

use crate::input::{Input, NOWHERE};
use crate::lists;
use crate::status::withholding;
use crate::tongue::Native;

/// How stories are to be read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The language to tell them in, else their own.
    pub(crate) lang: Option<&'a str>,
    pub(crate) zone: &'a TimeZone,
    /// What takes the place of their own trending stories.
    pub(crate) trending: Option<&'a str>,
    /// What is shown of them: only lists that are shown are asked for.
    pub(crate) settings: &'a Settings,
    /// Whether lists that are named by their addresses are asked for at all.
    pub(crate) has_lists: bool,
}

/// A story and its words.
pub(crate) struct Story {
    /// Where its JSON is served; none for one that was read from standard input.
    pub(crate) src: Option<String>,
    pub(crate) article: Rc<Article>,
    /// The format it was told to be.
    pub(crate) format: Format,
    pub(crate) wording: Rc<Wording>,
    /// The language in which it is told.
    pub(crate) language: String,
    /// Why it isn't to be shown, if it isn't.
    pub(crate) withheld: Option<Rc<LoadError>>,
    /// The addresses of the lists that a page asks for beside it.
    pub(crate) lists: Vec<String>,
    /// What is missing of it, and why: lines for whoever writes it down.
    pub(crate) missing: Vec<String>,
    /// Whether all of its lists are here.
    pub(crate) is_whole: bool,
}

impl Story {
    /// Reads `input`, which is served at `src`, and finds the words for it.
    pub(crate) fn read(input: &Input, src: Option<String>, reading: &Reading<'_>) -> Result<Self, String> {
        let json = input.read()?;
        let base = src.as_deref().filter(|src| src.starts_with("http")).map(str::to_owned);
        let base = base.unwrap_or_else(|| input.src(None));
        let decoded = decode::decode(&json, &base);
        let Decoded { mut article, format, .. } = decoded.map_err(|error| error.to_string())?;
        let withheld = withholding(&article)
            .map(|withholding| Rc::new(LoadError { src: src.clone(), cause: Rc::new(Cause::Withheld(withholding)) }));
        let named = named_lists(&article, reading);
        // Of a story that isn't shown, nothing is asked for.
        let wanted = if reading.has_lists && withheld.is_none() { &*named } else { &[] };
        let mut missing = Vec::new();
        for (list, address) in wanted {
            match stories(input, &base, address) {
                Ok(stories) => article.lists[*list as usize] = StoryList::Here(stories),
                Err(why) => missing.push(format!("left out {}: {address}: {why}", list.name())),
            }
        }
        let language = reading.lang.or(article.language.as_deref()).unwrap_or("en");
        let labels = Rc::new(Labels::of_language(language).unwrap_or_else(Labels::english));
        let wording = Rc::new(wording(&article, &labels, language, reading.zone));
        let language = language.to_owned();
        let is_whole = wanted.len() == named.len() && missing.is_empty();
        let lists = named.into_iter().map(|(_, address)| address).collect();
        Ok(Self { src, article: Rc::new(article), format, wording, language, withheld, lists, missing, is_whole })
    }

    pub(crate) fn labels(&self) -> &SharedLabels {
        &self.wording.labels
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

    /// Why it isn't to be shown, if it isn't, for whoever writes it down.
    pub(crate) fn why_withheld(&self) -> Option<String> {
        self.withheld.as_ref().map(|error| match &*error.cause {
            Cause::Withheld(withholding) => format!("not shown: {withholding}"),
            _ => error.to_string(),
        })
    }

    /// All that whoever writes it down is to know of it.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = String> {
        self.why_withheld().into_iter().chain(self.missing.iter().cloned())
    }
}

/// The lists that are shown and stand at an address of their own, as in the browser.
fn named_lists(article: &Article, reading: &Reading<'_>) -> Vec<(List, String)> {
    let settings = reading.settings;
    let is_shown = |list: List| settings.variant == Variant::Full && settings.sections.contains(list.into());
    let address = |list| match (list, reading.trending, article.list(list)) {
        (List::Trending, Some(address), _) => Some(address.to_owned()),
        (_, _, StoryList::At(address)) => Some(address.to_string()),
        _ => None,
    };
    let shown = List::ALL.into_iter().filter(|list| is_shown(*list));
    shown.filter_map(|list| Some((list, address(list)?))).collect()
}

/// The stories at an address that is named by what was read of `input` and is served at `base`; the error is a sentence.
fn stories(input: &Input, base: &str, address: &str) -> Result<Rc<[model::Story]>, String> {
    if let Some(file) = input.beside(base, address) {
        return lists::stories_of(&file.read()?, address);
    }
    if address.starts_with(NOWHERE) {
        return Err("it leads nowhere; say with --src-base where the story is served, as https://…".to_owned());
    }
    lists::stories_at(address)
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
