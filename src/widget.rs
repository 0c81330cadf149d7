//! The conductor: runs the line when its source changes, and tells what came of it.
//! It knows the page only as callbacks.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::decode::{self, Decoded, Json};
use crate::error::{Cause, FetchError, LoadError, Reason, Withholding};
use crate::fetch::{self, Answer, Freshness, Wish};
use crate::model::{Article, List, Status, Story, StoryList, Timestamp};
use crate::news::{Failed, Loaded, News};
use crate::page::{self, Listener};
use crate::props::DatelineArticleProps;
use crate::reader::{Matters, Reader, SharedMatters};
use crate::settings::Settings;
use crate::view::{
    self, Act, Acts, Frame, Notice, Page, Room, all, dress, view_frame, view_notice, view_page, view_skeleton,
};
use crate::wording::intl::Intl;
use crate::wording::{Beside, Labels, SharedLabels, Wording};

/// How often relative times are told anew.
const TICK_MILLISECONDS: u32 = 60_000;

/// Loads an article and shows it.
pub struct DatelineArticle {
    load: LoadState,
    freshness: Freshness,
    /// What has come of the present load, until the words are here to tell it in.
    outcome: Option<Result<Decoded, Rc<Cause>>>,
    shown: Option<Shown>,
    lists: [Option<Fetched>; 4],
    labels: SharedLabels,
    /// The language file that has been asked for last, and the wish for it.
    language_file: Option<(usize, Option<Wish>)>,
    article_wish: Option<Wish>,
    /// An answer that is shown if its source can't say more when asked.
    plain_answer: Option<Answer>,
    /// Waits for the end of a page whose own article is wanted and not there yet.
    page_end: Option<Listener>,
    /// News for the page, told in a later task.
    news: Vec<Timeout>,
    acts: Acts,
    frame: NodeRef,
    reader: Option<Reader>,
    matters: SharedMatters,
    /// Ticks while relative times are on the screen.
    clock: Option<Timeout>,
}

/// How far the present source has come.
enum LoadState {
    Idle,
    /// On its way; after a failure, with what failed.
    Loading(Option<LoadError>),
    Ready,
    Failed(LoadError),
}

/// The article on the page, in the reader's language, and where it came from.
struct Shown {
    src: Option<String>,
    article: Rc<Article>,
    beside: Beside,
    wording: Wording,
    room: Room,
    snippet: Option<String>,
}

/// A list document: where it is, what it held, and the wish for it while it is on its way.
struct Fetched {
    src: String,
    stories: Option<Rc<[Story]>>,
    wish: Option<Wish>,
}

/// What happens to [`DatelineArticle`].
pub enum Msg {
    /// The article's JSON has come, or won't.
    Answered(Answer),
    /// The page around us has been read to its end.
    PageEnded,
    /// A list document's JSON has come, or won't.
    ListAnswered(List, Answer),
    /// A language file has come, or won't.
    LabelsAnswered(Answer),
    /// The reader has done something.
    Acted(Act),
    /// A minute has passed.
    Ticked,
}

impl Component for DatelineArticle {
    type Message = Msg;
    type Properties = DatelineArticleProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let labels = props.labels.clone().unwrap_or_else(|| Rc::new(Labels::english()));
        let matters = Matters {
            article: None,
            labels: labels.clone(),
            snippet: None,
            act: ctx.link().callback(Msg::Acted),
            tell: props.onnews.clone(),
        };
        let mut widget = Self {
            load: LoadState::Idle,
            freshness: Freshness::Kept,
            outcome: None,
            shown: None,
            lists: Default::default(),
            labels,
            language_file: None,
            article_wish: None,
            plain_answer: None,
            page_end: None,
            news: Vec::new(),
            acts: Acts::default(),
            frame: NodeRef::default(),
            reader: None,
            matters: Rc::new(RefCell::new(matters)),
            clock: None,
        };
        widget.begin(ctx, Freshness::Kept);
        widget
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &DatelineArticleProps) -> bool {
        let props = ctx.props();
        self.matters.borrow_mut().tell = props.onnews.clone();
        if let Some(labels) = &props.labels {
            self.labels = labels.clone();
        }
        if props.revision != old.revision {
            self.begin(ctx, Freshness::Revalidated);
        } else if props.src != old.src || props.json.as_ref().map(Rc::as_ptr) != old.json.as_ref().map(Rc::as_ptr) {
            self.begin(ctx, Freshness::Kept);
        } else {
            self.settle(ctx);
            if self.shown.is_some() {
                self.ask_for_lists(ctx);
                self.word(ctx);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Answered(answer) => self.finish(ctx, answer),
            Msg::PageEnded => self.read_page(ctx),
            Msg::ListAnswered(list, answer) => self.finish_list(ctx, list, answer),
            Msg::LabelsAnswered(answer) => self.finish_labels(ctx, answer),
            Msg::Acted(Act::Retry) if matches!(self.load, LoadState::Failed(_)) => {
                self.begin(ctx, Freshness::Revalidated);
            }
            Msg::Acted(act) => self.acts.add(act),
            Msg::Ticked => self.word(ctx),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let article = self.shown.as_ref().map(|shown| &*shown.article);
        let direction = article.map_or(self.labels.direction(), Article::direction);
        let frame = Frame { theme: props.theme, direction };
        let (error, is_busy) = match &self.load {
            LoadState::Failed(error) => (Some(error), false),
            LoadState::Loading(error) => (error.as_ref(), true),
            LoadState::Idle | LoadState::Ready => (None, false),
        };
        let labels = &*self.labels;
        let has_skeleton = is_busy && error.is_none() && props.skeleton.unwrap_or_else(|| is_empty(&props.children));
        let mut frame = view_frame(&frame, &self.frame);
        frame = frame.maybe(error.map(|error| view_notice(Notice { error, labels, is_busy })));
        let fallback = match &self.shown {
            Some(shown) => {
                frame = self.view_shown(&props.settings(), shown, frame);
                Html::default()
            }
            None => {
                if has_skeleton {
                    frame = frame.child(view_skeleton(labels));
                }
                props.children.clone()
            }
        };
        // Outside the frame, the fallback keeps the page's own looks.
        all(vec![frame.html(), fallback])
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if let Some(frame) = self.frame.cast::<Element>().filter(|_| first_render) {
            dress(&frame);
            self.reader = Some(Reader::new(&frame, &self.matters));
        }
    }
}

impl DatelineArticle {
    /// Starts over with the present source; what is shown stays until something takes its place.
    fn begin(&mut self, ctx: &Context<Self>, freshness: Freshness) {
        let props = ctx.props();
        self.freshness = freshness;
        self.news.clear();
        self.article_wish = None;
        self.plain_answer = None;
        self.page_end = None;
        self.outcome = None;
        let src = self.src(ctx);
        let failed = match std::mem::replace(&mut self.load, LoadState::Idle) {
            LoadState::Failed(error) if error.src == src => Some(error),
            _ => None,
        };
        if self.shown.as_ref().is_none_or(|shown| shown.src != src || src.is_none()) {
            self.lists = Default::default();
        }
        if props.src.is_none() && props.json.is_none() {
            self.put_away();
            return;
        }
        self.load = LoadState::Loading(failed);
        props.onnews.emit(News::Started);
        if let Some(list) = props.trending.as_deref().and_then(page::resolve) {
            self.ask_for_list(ctx, List::Trending, list);
        }
        if let Some(language) = &props.lang {
            // The words travel beside the story.
            self.has_labels(ctx, language);
        }
        match (&props.json, src) {
            (Some(json), _) => ctx.link().send_message(Msg::Answered(Ok(json.clone()))),
            (None, Some(_)) if props.src.as_deref().is_some_and(|src| src.starts_with('#')) => self.read_page(ctx),
            (None, Some(src)) => self.ask(ctx, &src),
            (None, None) => ctx.link().send_message(Msg::Answered(Err(Rc::new(Cause::Fetch(FetchError::Url))))),
        }
    }

    fn ask(&mut self, ctx: &Context<Self>, src: &str) {
        let link = ctx.link().clone();
        let on_answer = Box::new(move |answer| link.send_message(Msg::Answered(answer)));
        self.article_wish = Some(fetch::get(src, self.freshness, on_answer));
    }

    /// Reads the article that stands in the page itself, perhaps behind the element.
    fn read_page(&mut self, ctx: &Context<Self>) {
        let selector = ctx.props().src.as_deref().unwrap_or_default();
        let link = ctx.link().clone();
        match fetch::embedded(selector, decode::has_article) {
            Some(answer) => link.send_message(Msg::Answered(answer)),
            None => self.page_end = page::when_read(Box::new(move |_| link.send_message(Msg::PageEnded))),
        }
    }

    /// Asks a source that has said less than it can once more; says whether it did.
    fn ask_for_more(&mut self, ctx: &Context<Self>, answer: &Answer, src: Option<&str>) -> bool {
        let (Ok(json), Some(src)) = (answer, src) else { return false };
        let Some(fuller) = decode::fuller_address(json, src) else { return false };
        self.plain_answer = Some(answer.clone());
        self.ask(ctx, &fuller);
        true
    }

    /// The absolute URL of the present source, where it has one.
    fn src(&self, ctx: &Context<Self>) -> Option<String> {
        let props = ctx.props();
        if props.json.is_some() { None } else { props.src.as_deref().and_then(page::resolve) }
    }

    fn finish(&mut self, ctx: &Context<Self>, answer: Answer) {
        self.article_wish = None;
        let src = self.src(ctx);
        let answer = match self.plain_answer.take() {
            Some(plain) => answer.or(plain),
            None if self.ask_for_more(ctx, &answer, src.as_deref()) => return,
            None => answer,
        };
        self.outcome = Some(answer.and_then(|json| read(&json, src.as_deref())));
        self.settle(ctx);
    }

    /// Tells what came of the load, once the words are here to tell it in.
    fn settle(&mut self, ctx: &Context<Self>) {
        let article = match &self.outcome {
            Some(outcome) => outcome.as_ref().ok().map(|decoded| &decoded.article),
            None => self.shown.as_ref().map(|shown| &*shown.article),
        };
        let language = language(ctx.props(), article);
        let is_sayable = self.has_labels(ctx, &language);
        let Some(outcome) = self.outcome.take_if(|_| is_sayable) else { return };
        let src = self.src(ctx);
        match outcome {
            Ok(decoded) => self.show(ctx, src, decoded),
            Err(cause) => {
                let error = LoadError { src, cause };
                self.tell(ctx, News::Failed(Failed::new("article", &error)));
                // A story that was read stays readable when only a later look at it fails.
                let stays = error.is_retryable() && self.shown.as_ref().is_some_and(|shown| shown.src == error.src);
                if !stays {
                    self.put_away();
                }
                self.load = LoadState::Failed(error);
            }
        }
    }

    /// Puts an article in place.
    fn show(&mut self, ctx: &Context<Self>, src: Option<String>, decoded: Decoded) {
        let Decoded { article, format, warnings } = decoded;
        self.load = LoadState::Ready;
        let headline = String::from(&**article.headline.text());
        let format = format.name();
        self.tell(ctx, News::Loaded(Loaded { src: src.clone(), headline, format, warnings }));
        let is_other = self.shown.as_ref().is_none_or(|shown| shown.src != src);
        if is_other {
            self.acts = Acts::default();
        }
        let article = Rc::new(article);
        let release = ctx.props().release.as_deref();
        let snippet = release.zip(src.as_deref()).and_then(|(release, src)| release.snippet(src));
        {
            let mut matters = self.matters.borrow_mut();
            matters.article = Some(article.clone());
            matters.snippet = snippet.clone();
        }
        let room = self.frame.cast::<Element>().map(|frame| page::room(&frame)).unwrap_or_default();
        let wording = Wording::unsaid(self.labels.clone());
        self.shown = Some(Shown { src, article, beside: Beside::default(), wording, room, snippet });
        self.ask_for_lists(ctx);
        self.word(ctx);
    }

    fn put_away(&mut self) {
        self.shown = None;
        self.clock = None;
        self.lists = Default::default();
        self.matters.borrow_mut().article = None;
    }

    /// Finds the words for what is shown: in the reader's language, and as of now.
    fn word(&mut self, ctx: &Context<Self>) {
        let Some(shown) = &mut self.shown else { return };
        let props = ctx.props();
        let fetched = self.lists.each_ref().map(|list| list.as_ref().and_then(|list| list.stories.clone()));
        shown.beside = Beside::new(&shown.article, &fetched);
        let language = language(props, Some(&shown.article));
        let labels = &self.labels;
        let intl = Intl::new(&language, shown.article.time_zone.as_deref(), &props.time_zone, labels);
        shown.wording = Wording::new(&shown.article, &shown.beside, labels.clone(), &intl);
        self.matters.borrow_mut().labels = labels.clone();
        let passes = shown.wording.lists[List::Latest as usize].iter().any(|words| words.ago.is_some());
        self.clock = passes.then(|| {
            let link = ctx.link().clone();
            page::after(TICK_MILLISECONDS, Box::new(move || link.send_message(Msg::Ticked)))
        });
    }

    /// Whether the labels are those for readers of `language`; asks for them where they aren't.
    fn has_labels(&mut self, ctx: &Context<Self>, language: &str) -> bool {
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

    fn finish_labels(&mut self, ctx: &Context<Self>, answer: Answer) {
        let Some((at, wish)) = &mut self.language_file else { return };
        *wish = None;
        let name = ctx.props().release.as_ref().and_then(|release| Some(&*release.languages.get(*at)?.language));
        let labels = name.zip(answer.ok()).and_then(|(name, json)| Labels::read(name, &json));
        self.labels = Rc::new(labels.unwrap_or_else(Labels::english));
        self.settle(ctx);
        self.word(ctx);
    }

    /// Asks for the list documents that the article names and the settings show.
    fn ask_for_lists(&mut self, ctx: &Context<Self>) {
        let Some(shown) = &self.shown else { return };
        let props = ctx.props();
        let settings = props.settings();
        let wanted = List::ALL.map(|list| match (list, props.trending.as_deref(), shown.article.list(list)) {
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
    }

    /// Asks for a list document; the article need not have come for that.
    fn ask_for_list(&mut self, ctx: &Context<Self>, list: List, src: String) {
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

    fn finish_list(&mut self, ctx: &Context<Self>, list: List, answer: Answer) {
        let Some(fetched) = &mut self.lists[list as usize] else { return };
        fetched.wish = None;
        let stories = answer.and_then(|json| {
            decode::decode_stories(&json, &fetched.src).map_err(|error| Rc::new(Cause::Decode(error)))
        });
        match stories {
            Ok(stories) => {
                fetched.stories = Some(stories);
                self.word(ctx);
            }
            Err(cause) => {
                let error = LoadError { src: Some(fetched.src.clone()), cause };
                self.tell(ctx, News::Failed(Failed::new(list.name(), &error)));
            }
        }
    }

    fn view_shown(&self, settings: &Settings, shown: &Shown, frame: view::Element) -> view::Element {
        let page = Page {
            article: &shown.article,
            settings,
            wording: &shown.wording,
            beside: &shown.beside,
            acts: &self.acts,
            room: shown.room,
            snippet: shown.snippet.as_deref(),
        };
        view_page(&page, frame)
    }

    /// Tells the page in a later task, when the news can be seen.
    fn tell(&mut self, ctx: &Context<Self>, news: News) {
        let whom = ctx.props().onnews.clone();
        self.news.push(page::after(0, Box::new(move || whom.emit(news))));
    }
}

/// The language of labels, dates and numerals.
fn language(props: &DatelineArticleProps, article: Option<&Article>) -> String {
    let stated = props.lang.as_deref().or_else(|| article?.language.as_deref());
    stated.map_or_else(page::language, str::to_owned)
}

/// Whether a Yew app has given no children.
fn is_empty(children: &Html) -> bool {
    matches!(children, VNode::VList(list) if list.is_empty())
}

/// Reads article JSON, and heeds what its publisher says of showing it.
fn read(json: &Json, src: Option<&str>) -> Result<Decoded, Rc<Cause>> {
    let base = src.map_or_else(page::base, str::to_owned);
    let decoded = decode::decode(json, &base).map_err(|error| Rc::new(Cause::Decode(error)))?;
    let now = js_sys::Date::now();
    let is_past = |moment: &Timestamp| {
        // Without a zone the publisher's clock is taken for UTC: a day off at most, and never for ever.
        let milliseconds = moment.epoch_milliseconds().unwrap_or_else(|| moment.clock_milliseconds());
        (milliseconds as f64) <= now
    };
    let article = &decoded.article;
    let reason = match article.status {
        Status::Withheld | Status::Canceled => Some(Reason::Withdrawn),
        Status::Usable if article.expires.as_ref().is_some_and(is_past) => Some(Reason::Expired),
        Status::Usable if article.embargoed.as_ref().is_some_and(|until| !is_past(until)) => Some(Reason::Embargoed),
        Status::Usable => None,
    };
    match reason {
        Some(reason) => {
            let publisher = article.publisher.as_ref();
            let url = article.url.clone().or_else(|| publisher?.url.clone());
            Err(Rc::new(Cause::Withheld(Withholding { reason, url })))
        }
        None => Ok(decoded),
    }
}
