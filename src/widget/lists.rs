//! The documents of lists that stand beside the article: asked for, and failing, alone.

use std::rc::Rc;

use yew::prelude::*;

use super::{DatelineArticle, Msg};
use crate::decode;
use crate::error::{Cause, LoadError};
use crate::fetch::{self, Answer, Freshness, Wish};
use crate::model::{List, Story, StoryList};
use crate::news::{Failed, News};
use crate::page;

/// A list document: where it is, what it held, and the wish for it while it is on its way.
pub(super) struct Fetched {
    src: String,
    pub(super) stories: Option<Rc<[Story]>>,
    wish: Option<Wish>,
}

impl DatelineArticle {
    /// Asks for the list documents that the article names and the settings show.
    pub(super) fn ask_for_lists(&mut self, ctx: &Context<Self>) {
        let Some(article) = self.article() else { return };
        let props = ctx.props();
        let settings = props.settings();
        let wanted = List::ALL.map(|list| match (list, props.trending.as_deref(), article.list(list)) {
            (List::Trending, Some(src), _) => page::resolve(src),
            (_, _, StoryList::At(src)) if settings.shows(list) => Some(String::from(&**src)),
            _ => None,
        });
        for (list, wanted) in List::ALL.into_iter().zip(wanted) {
            match wanted {
                Some(src) => self.ask_for_list(ctx, list, src),
                None => self.lists[list as usize] = None,
            }
        }
        // Another look at the same story asks for nothing again.
        self.freshness = Freshness::Kept;
    }

    /// Asks for a list document; the article need not have come for that.
    pub(super) fn ask_for_list(&mut self, ctx: &Context<Self>, list: List, src: String) {
        let before = self.lists[list as usize].take().filter(|fetched| fetched.src == src);
        let is_here = |fetched: &Fetched| fetched.stories.is_some() && self.freshness == Freshness::Kept;
        if let Some(fetched) = before.as_ref().filter(|fetched| fetched.wish.is_some() || is_here(fetched)) {
            let _ = fetched;
            self.lists[list as usize] = before;
            return;
        }
        let link = ctx.link().clone();
        let on_answer = Box::new(move |answer| link.send_message(Msg::ListAnswered(list, answer)));
        let wish = fetch::get(&src, self.freshness, on_answer);
        let stories = before.and_then(|fetched| fetched.stories);
        self.lists[list as usize] = Some(Fetched { src, stories, wish: Some(wish) });
    }

    /// Whether a list document is still on its way.
    pub(super) fn awaits_lists(&self) -> bool {
        self.lists.iter().flatten().any(|fetched| fetched.wish.is_some())
    }

    pub(super) fn finish_list(&mut self, ctx: &Context<Self>, list: List, answer: Answer) {
        let Some(fetched) = &mut self.lists[list as usize] else { return };
        fetched.wish = None;
        let stories = answer.and_then(|document| {
            decode::decode_stories(&document.json, &fetched.src).map_err(|error| Rc::new(Cause::Decode(error)))
        });
        match stories {
            Ok(stories) => {
                fetched.stories = Some(stories);
                self.keep_place();
                self.word(ctx);
            }
            Err(cause) => {
                let error = LoadError { src: Some(fetched.src.clone()), cause };
                self.untold.push(News::Failed(Failed::new(list.name(), &error)));
            }
        }
    }
}
