//! The conductor: runs the line when its source changes, and tells what came of it.
//! It knows the page only as callbacks.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent};
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::decode::{self, Decoded, Json, Warning};
use crate::error::{Cause, FetchError, LoadError, Reason, Withholding};
use crate::fetch::{self, Answer, Freshness, Wish};
use crate::model::{Article, Direction, List, Status, Story, StoryList, Timestamp};
use crate::page::{self, Listener};
use crate::settings::{HeadingLevel, LinkTarget, Sections, Settings, Theme, TimeZone, Variant};
use crate::view::{Frame, Notice, all, dress, view_frame, view_notice, view_page, view_skeleton};
use crate::wording::{Labels, Wording, intl};

/// What [`DatelineArticle`] shows, how, and whom it tells.
#[derive(Clone, Properties)]
pub struct DatelineArticleProps {
    /// URL of the article's JSON, relative to the page; nothing is loaded without one.
    #[prop_or_default]
    pub src: Option<AttrValue>,
    /// Article JSON already in hand; it is read in the place of `src`, without a request.
    #[prop_or_default]
    pub json: Option<Rc<Json>>,
    /// URL of a story list that takes the place of the article's own trending stories.
    #[prop_or_default]
    pub trending: Option<AttrValue>,
    /// Which sections are shown.
    #[prop_or_default]
    pub sections: Sections,
    /// How much of the article is shown.
    #[prop_or_default]
    pub variant: Variant,
    /// Dark on light, or light on dark.
    #[prop_or_default]
    pub theme: Theme,
    /// BCP 47 language of dates; the article's, else the browser's, where absent.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
    /// The zone in which times are told.
    #[prop_or_default]
    pub time_zone: TimeZone,
    /// The level of the headline.
    #[prop_or_default]
    pub heading_level: HeadingLevel,
    /// Where followed links open.
    #[prop_or_default]
    pub link_target: LinkTarget,
    /// A number that, when it changes, has the article fetched again.
    #[prop_or_default]
    pub revision: u32,
    /// Whether a skeleton keeps the space while loading; it does, where absent, when there are no children.
    #[prop_or_default]
    pub skeleton: Option<bool>,
    /// An article is in place.
    #[prop_or_default]
    pub onload: Callback<Loaded>,
    /// An article or one of its lists can't be shown.
    #[prop_or_default]
    pub onerror: Callback<Failed>,
    /// A reader follows a story.
    #[prop_or_default]
    pub onselect: Callback<Selected>,
    /// A load begins.
    #[prop_or_default]
    pub onloadstart: Callback<()>,
    /// The fallback: shown until the article is in place, and again if it can't be.
    #[prop_or_default]
    pub children: Html,
}

impl PartialEq for DatelineArticleProps {
    /// Only itself: the component looks for the changes that matter to it.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What is told when an article is in place.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The absolute URL it came from; none for JSON handed over.
    pub src: Option<String>,
    /// The article's title.
    pub headline: String,
    /// The name of the format it was told to be.
    pub format: &'static str,
    /// What was untidy about its JSON, for the developer's console.
    pub warnings: Vec<Warning>,
}

/// What is told when an article or one of its lists can't be shown.
#[derive(Clone, Debug)]
pub struct Failed {
    /// The absolute URL that was to be loaded; none for JSON handed over.
    pub src: Option<String>,
    /// `article`, or the list's name.
    pub part: &'static str,
    /// One of the kinds of `dateline-error`.
    pub kind: &'static str,
    /// What happened, where, and with which input.
    pub message: String,
    /// The status of the answer, where a status is what went wrong.
    pub status: Option<u16>,
    /// Whether trying again later may help.
    pub retryable: bool,
}

impl Failed {
    fn new(part: &'static str, error: &LoadError) -> Self {
        Self {
            src: error.src.clone(),
            part,
            kind: error.kind(),
            message: error.to_string(),
            status: error.status(),
            retryable: error.is_retryable(),
        }
    }
}

/// What is told when a reader follows a story.
#[derive(Clone, Debug)]
pub struct Selected {
    /// The name of the list.
    pub section: &'static str,
    /// The story's place in the list, from 1.
    pub rank: u32,
    /// The story's title.
    pub headline: String,
    /// The story's page.
    pub url: String,
    /// The reader's click; canceling it keeps the page from following.
    pub event: Event,
}

/// Loads an article and shows it.
pub struct DatelineArticle {
    load: LoadState,
    shown: Option<Shown>,
    /// The stories of the list document, once they are here.
    trending: Option<Rc<[Story]>>,
    article_wish: Option<Wish>,
    /// How the present load asks.
    freshness: Freshness,
    /// An answer that is shown if its source can't say more when asked.
    plain_answer: Option<Answer>,
    /// Waits for the end of a page whose own article is wanted and not there yet.
    page_end: Option<Listener>,
    trending_wish: Option<Wish>,
    /// News for the page, told in a later task.
    news: Vec<Timeout>,
    frame: NodeRef,
    listeners: Vec<Listener>,
    /// The present `onselect`, where the listeners find it.
    onselect: Rc<RefCell<Callback<Selected>>>,
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
    wording: Wording,
}

/// What happens to [`DatelineArticle`].
pub enum Msg {
    /// The article's JSON has come, or won't.
    Answered(Answer),
    /// The page around us has been read to its end.
    PageEnded,
    /// The story list's JSON has come from this URL, or won't.
    TrendingAnswered(String, Answer),
    /// The reader wants another try.
    Retry,
}

impl Component for DatelineArticle {
    type Message = Msg;
    type Properties = DatelineArticleProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut widget = Self {
            load: LoadState::Idle,
            shown: None,
            trending: None,
            article_wish: None,
            freshness: Freshness::Kept,
            plain_answer: None,
            page_end: None,
            trending_wish: None,
            news: Vec::new(),
            frame: NodeRef::default(),
            listeners: Vec::new(),
            onselect: Rc::new(RefCell::new(ctx.props().onselect.clone())),
        };
        widget.begin(ctx, Freshness::Kept);
        widget
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &DatelineArticleProps) -> bool {
        let props = ctx.props();
        self.onselect.replace(props.onselect.clone());
        if props.revision != old.revision {
            self.begin(ctx, Freshness::Revalidated);
        } else if props.src != old.src || props.json.as_ref().map(Rc::as_ptr) != old.json.as_ref().map(Rc::as_ptr) {
            self.begin(ctx, Freshness::Kept);
        } else {
            if props.trending != old.trending {
                self.trending = None;
                self.begin_trending(ctx, Freshness::Kept);
            }
            if let Some(shown) = self.shown.take() {
                self.show(ctx, shown.src, shown.article);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Answered(answer) => self.finish(ctx, answer),
            Msg::PageEnded => self.read_page(ctx),
            Msg::TrendingAnswered(src, answer) => self.finish_trending(ctx, src, answer),
            Msg::Retry if matches!(self.load, LoadState::Failed(_)) => self.begin(ctx, Freshness::Revalidated),
            Msg::Retry => {}
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let article = self.shown.as_ref().map(|shown| &*shown.article);
        let frame = Frame { theme: props.theme, direction: article.map_or(Direction::LeftToRight, Article::direction) };
        let (error, is_busy) = match &self.load {
            LoadState::Failed(error) => (Some(error), false),
            LoadState::Loading(error) => (error.as_ref(), true),
            LoadState::Idle | LoadState::Ready => (None, false),
        };
        let labels = Labels::english();
        let has_skeleton = is_busy && error.is_none() && props.skeleton.unwrap_or_else(|| is_empty(&props.children));
        let mut content = Vec::new();
        if let Some(error) = error {
            content.push(view_notice(Notice { error, labels, is_busy }));
        }
        let fallback = match &self.shown {
            Some(shown) => {
                content.push(self.view_shown(ctx, shown));
                Html::default()
            }
            None => {
                if has_skeleton {
                    content.push(view_skeleton(labels));
                }
                props.children.clone()
            }
        };
        // Outside the frame, the fallback keeps the page's own looks.
        all(vec![view_frame(&frame, &self.frame, content), fallback])
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if let Some(frame) = self.frame.cast::<Element>().filter(|_| first_render) {
            dress(&frame);
            // Yew keeps a closure per root and kind of event for ever; these go when the component goes.
            self.listeners = ["click", "auxclick"].map(|kind| listen(ctx, &frame, kind, &self.onselect)).into();
        }
    }
}

impl DatelineArticle {
    /// Starts over with the present source; what is shown stays until something takes its place.
    fn begin(&mut self, ctx: &Context<Self>, freshness: Freshness) {
        let props = ctx.props();
        self.news.clear();
        self.freshness = freshness;
        self.article_wish = None;
        self.plain_answer = None;
        self.page_end = None;
        self.trending = None;
        let failed = match std::mem::replace(&mut self.load, LoadState::Idle) {
            LoadState::Failed(error) if error.src == self.src(ctx) => Some(error),
            _ => None,
        };
        if props.src.is_none() && props.json.is_none() {
            self.trending_wish = None;
            self.shown = None;
            return;
        }
        self.load = LoadState::Loading(failed);
        props.onloadstart.emit(());
        self.begin_trending(ctx, freshness);
        match (&props.json, self.src(ctx)) {
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
            None => self.page_end = page::when_read(move |_| link.send_message(Msg::PageEnded)),
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

    /// Asks for the list that the `trending` prop names; the article need not have come for that.
    fn begin_trending(&mut self, ctx: &Context<Self>, freshness: Freshness) {
        let src = ctx.props().trending.as_deref().and_then(page::resolve);
        self.trending_wish = src.map(|src| Self::ask_for_trending(ctx, src, freshness));
    }

    fn ask_for_trending(ctx: &Context<Self>, src: String, freshness: Freshness) -> Wish {
        let link = ctx.link().clone();
        let asked = src.clone();
        fetch::get(&src, freshness, Box::new(move |answer| link.send_message(Msg::TrendingAnswered(asked, answer))))
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
        match answer.and_then(|json| read(&json, src.as_deref())) {
            Ok(Decoded { article, format, warnings }) => {
                self.load = LoadState::Ready;
                let headline = String::from(&**article.headline.text());
                let format = format.name();
                self.tell(&ctx.props().onload, Loaded { src: src.clone(), headline, format, warnings });
                self.show(ctx, src, Rc::new(article));
            }
            Err(cause) => {
                let error = LoadError { src: src.clone(), cause };
                self.tell(&ctx.props().onerror, Failed::new("article", &error));
                // A story that was read stays readable when only a later look at it fails.
                self.shown = self.shown.take().filter(|shown| error.is_retryable() && shown.src == src);
                self.load = LoadState::Failed(error);
            }
        }
    }

    fn finish_trending(&mut self, ctx: &Context<Self>, src: String, answer: Answer) {
        self.trending_wish = None;
        match answer.and_then(|json| decode::decode_stories(&json, &src).map_err(|error| Rc::new(Cause::Decode(error))))
        {
            Ok(stories) => {
                self.trending = Some(stories);
                if let Some(shown) = self.shown.take() {
                    self.show(ctx, shown.src, shown.article);
                }
            }
            Err(cause) => {
                let error = LoadError { src: Some(src), cause };
                self.tell(&ctx.props().onerror, Failed::new("trending", &error));
            }
        }
    }

    /// Puts an article in place, in the words that the props ask for.
    fn show(&mut self, ctx: &Context<Self>, src: Option<String>, article: Rc<Article>) {
        let props = ctx.props();
        let is_asked_for = self.trending.is_some() || self.trending_wish.is_some() || props.trending.is_some();
        if let StoryList::At(list) = article.list(List::Trending)
            && !is_asked_for
        {
            self.trending_wish = Some(Self::ask_for_trending(ctx, String::from(&**list), Freshness::Kept));
        }
        let browser = page::language();
        let language = props.lang.as_deref().or(article.language.as_deref()).unwrap_or(&browser);
        let wording = intl::wording(&article, language, &props.time_zone);
        self.shown = Some(Shown { src, article, wording });
    }

    /// The trending stories: those of the list document, else the article's own.
    fn stories<'a>(&'a self, article: &'a Article) -> &'a [Story] {
        self.trending.as_deref().unwrap_or_else(|| article.list(List::Trending).here())
    }

    fn view_shown(&self, ctx: &Context<Self>, shown: &Shown) -> Html {
        let props = ctx.props();
        let settings = Settings {
            variant: props.variant,
            theme: props.theme,
            sections: props.sections,
            heading_level: props.heading_level,
            link_target: props.link_target,
        };
        view_page(&shown.article, &settings, &shown.wording, self.stories(&shown.article))
    }

    /// Tells the page in a later task, when the news can be seen.
    fn tell<T: 'static>(&mut self, whom: &Callback<T>, news: T) {
        let whom = whom.clone();
        self.news.push(Timeout::new(0, move || whom.emit(news)));
    }
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

/// Hears the reader's clicks on what the frame holds: on the retry button, and on stories.
fn listen(
    ctx: &Context<DatelineArticle>,
    frame: &Element,
    kind: &'static str,
    onselect: &Rc<RefCell<Callback<Selected>>>,
) -> Listener {
    let link = ctx.link().clone();
    let onselect = onselect.clone();
    Listener::new(frame.clone().into(), kind, move |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let closest = |selector| target.closest(selector).ok().flatten();
        if kind == "click" && closest("[part~=retry]").is_some() {
            link.send_message(Msg::Retry);
        }
        // Of the other buttons only the middle one opens a link.
        let is_follow = kind == "click" || event.dyn_ref::<MouseEvent>().is_some_and(|event| event.button() == 1);
        if let Some(story) = closest("a[data-rank]").filter(|_| is_follow) {
            let onselect = onselect.borrow().clone();
            // Within the reader's own event, while it can still be canceled.
            selected(&story, event).into_iter().for_each(|selected| onselect.emit(selected));
        }
    })
}

/// What the link of a story says of it.
fn selected(story: &Element, event: Event) -> Option<Selected> {
    Some(Selected {
        section: "trending",
        rank: story.get_attribute("data-rank")?.parse().ok()?,
        headline: story.text_content()?,
        url: story.get_attribute("href")?,
        event,
    })
}
