//! The words of the widget: in the reader's language, from a file of the release where it isn't English, and as of now.

use std::rc::Rc;

use yew::prelude::*;

use super::folding::Full;
use super::{DatelineArticle, Msg};
use crate::fetch::{self, Answer, Freshness};
use crate::model::{Article, List};
use crate::page;
use crate::props::DatelineArticleProps;
use crate::wording::intl::Intl;
use crate::wording::{Beside, Labels, Wording};

/// How often relative times are told anew.
const TICK_MILLISECONDS: u32 = 60_000;

impl DatelineArticle {
    /// Finds the words for what is shown: in the reader's language, and as of now.
    pub(super) fn word(&mut self, ctx: &Context<Self>) {
        let Some(Full { article, beside, wording }) = self.shown.as_mut().and_then(|shown| shown.full.as_mut()) else {
            return;
        };
        let props = ctx.props();
        let fetched = self.lists.each_ref().map(|list| list.as_ref().and_then(|list| list.stories.clone()));
        *beside = Beside::new(article, &fetched);
        let language = language(props, Some(article));
        let labels = &self.labels;
        let intl = Intl::new(&language, article.time_zone.as_deref(), &props.time_zone, labels);
        *wording = Wording::new(article, beside, labels.clone(), &intl);
        let latest = &mut wording.lists[List::Latest as usize];
        if props.remains {
            // What is taken over was written for all times.
            latest.iter_mut().for_each(|words| words.ago = None);
        }
        self.matters.borrow_mut().labels = labels.clone();
        let passes = article.expires.is_some() || latest.iter().any(|words| words.ago.is_some());
        self.clock = passes.then(|| {
            let link = ctx.link().clone();
            page::after(TICK_MILLISECONDS, Box::new(move || link.send_message(Msg::Ticked)))
        });
    }

    /// Whether the labels are those for readers of `language`; asks for them where they aren't.
    pub(super) fn has_labels(&mut self, ctx: &Context<Self>, language: &str) -> bool {
        let props = ctx.props();
        if props.labels.is_some() {
            return true;
        }
        let file = props.release.as_ref().and_then(|release| release.find(language));
        let Some((at, file)) = file else {
            self.language_file = None;
            if &**self.labels.language() != "en" {
                self.labels = Rc::new(Labels::english());
            }
            return true;
        };
        match &self.language_file {
            // Also where it couldn't be had: English stands in for it.
            Some((other, wish)) if *other == at => wish.is_none(),
            _ => {
                let link = ctx.link().clone();
                let on_answer = Box::new(move |answer| link.send_message(Msg::LabelsAnswered(answer)));
                let wish = fetch::get_checked(&file.url, Some(&file.integrity), Freshness::Kept, on_answer);
                self.language_file = Some((at, Some(wish)));
                false
            }
        }
    }

    pub(super) fn finish_labels(&mut self, ctx: &Context<Self>, answer: Answer) {
        let Some((at, wish)) = &mut self.language_file else { return };
        *wish = None;
        let name = ctx.props().release.as_ref().and_then(|release| Some(&*release.languages.get(*at)?.language));
        let labels = name.zip(answer.ok()).and_then(|(name, document)| Labels::read(name, &document.json));
        self.labels = Rc::new(labels.unwrap_or_else(Labels::english));
        self.settle(ctx);
        self.word(ctx);
    }
}

/// The language of labels, dates and numerals.
pub(super) fn language(props: &DatelineArticleProps, article: Option<&Article>) -> String {
    let stated = props.lang.as_deref().or_else(|| article?.language.as_deref());
    stated.map_or_else(page::language, str::to_owned)
}
