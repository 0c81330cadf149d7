//! What is asked again without anybody's asking: what has failed, and whether there is a new version.

use std::rc::Rc;

use yew::prelude::*;

use super::{DatelineArticle, LoadState, Msg, withholding};
use crate::error::{Cause, LoadError};
use crate::faults::strike;
use crate::fetch::Freshness;
use crate::patience::Patience;

/// How long to wait before each new try, in seconds; then only the reader may.
const PAUSES: [u32; 5] = [4, 16, 64, 256, 1024];

impl DatelineArticle {
    #[inline(never)]
    fn wait(&mut self, ctx: &Context<Self>, seconds: u32) {
        let link = ctx.link().clone();
        self.patience = Some(Patience::new(seconds, Box::new(move || link.send_message(Msg::Again))));
    }

    /// Waits for another try at what has failed, if one may help, or else for the next look at it.
    pub(super) fn wait_after(&mut self, ctx: &Context<Self>, error: &LoadError) {
        match PAUSES.get(self.tries).filter(|_| error.is_retryable()) {
            Some(pause) => {
                self.tries += 1;
                self.wait(ctx, error.pause().unwrap_or(*pause));
            }
            None => self.wait_for_refresh(ctx),
        }
    }

    /// Waits until it is time to see whether there is a new version.
    pub(super) fn wait_for_refresh(&mut self, ctx: &Context<Self>) {
        self.patience = None;
        // What was handed over has no source to ask.
        if let Some(seconds) = ctx.props().refresh.seconds().filter(|_| ctx.props().json.is_none()) {
            self.wait(ctx, seconds);
        }
    }

    /// Asks again for what has failed; or, without a word, whether there is a new version of what is shown.
    pub(super) fn ask_again(&mut self, ctx: &Context<Self>) {
        if !matches!(self.load, LoadState::Ready) {
            self.begin(ctx, Freshness::Revalidated);
        } else if let Some(src) = self.src(ctx) {
            self.freshness = Freshness::Revalidated;
            // It has long been told.
            self.news.clear();
            if ctx.props().src.as_deref().is_some_and(|src| src.starts_with('#')) {
                self.read_page(ctx);
            } else {
                self.ask(ctx, &src);
            }
        }
    }

    /// Tells relative times anew, and takes away what has expired meanwhile.
    pub(super) fn tick(&mut self, ctx: &Context<Self>) {
        strike("timer");
        let withholding = self.article().and_then(withholding);
        if let Some(withholding) = withholding {
            self.outcome = Some(Err(Rc::new(Cause::Withheld(withholding))));
            self.settle(ctx);
        } else {
            self.word(ctx);
        }
    }
}
