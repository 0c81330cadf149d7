//! The conductor: runs the line when its source changes, and tells what came of it.
//! It knows the page only as callbacks.

mod again;
mod folding;
mod lists;
mod words;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use folding::Full;
use lists::Fetched;
use words::language;

use crate::busy;
use crate::decode::{self, Decoded, Json};
use crate::error::{Cause, FetchError, LoadError, Reason, Withholding};
use crate::faults::strike;
use crate::fetch::{self, Answer, Document, Freshness, Wish};
use crate::model::{Article, List, Status, StoryList, Timestamp};
use crate::news::{Failed, Loaded, News};
use crate::page::{self, Listener};
use crate::patience::Patience;
use crate::place::Place;
use crate::props::DatelineArticleProps;
use crate::reader::{Matters, Reader, SharedMatters};
use crate::settings::Settings;
#[cfg(feature = "embed")]
use crate::view::sweep;
use crate::view::{
    self, Act, Acts, FIRST, Frame, Notice, Page, Room, all, dress, element, view_change, view_frame, view_notice,
    view_page, view_skeleton,
};
use crate::witness::Witness;
use crate::wording::{Labels, SharedLabels};

/// Within this time a browser has painted.
const FRAMES_MILLISECONDS: u32 = 32;

/// Loads an article and shows it.
pub struct DatelineArticle {
    load: LoadState,
    freshness: Freshness,
    /// What has come of the present load, until the words are here to tell it in.
    outcome: Option<Outcome>,
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
    /// News for the page: of what isn't painted yet, and on its way in a later task.
    untold: Vec<News>,
    news: Vec<Timeout>,
    acts: Acts,
    frame: NodeRef,
    /// What listens and looks in the frame that is there.
    senses: Option<Senses>,
    /// Whether the frame is the second of the two that take turns when everything is to be made anew.
    is_second: bool,
    matters: SharedMatters,
    /// How often the present source has failed in a row, and the wait for the next try.
    tries: usize,
    patience: Option<Patience>,
    /// Whether something readable still stands where we are to paint.
    remains: Cell<bool>,
    /// Whether what is painted is what there is to be seen: Yew may hear more between painting and telling of it.
    is_painted: Cell<bool>,
    /// Whether all of what is shown is painted, and not only what comes first; and the wait for the rest.
    is_whole: bool,
    rest: Option<Timeout>,
    /// Where the reader was before what is about to be exchanged.
    place: Option<Place>,
    /// Ticks while relative times are on the screen.
    clock: Option<Timeout>,
}

/// What comes of a load: the article and the text that it was read from, or why there is none.
type Outcome = Result<(JsValue, Decoded), Rc<Cause>>;

/// How far the present source has come.
enum LoadState {
    Idle,
    /// On its way; after a failure, with what failed.
    Loading(Option<LoadError>),
    Ready,
    Failed(LoadError),
}

/// What listens and looks in a frame.
struct Senses {
    frame: Element,
    is_second: bool,
    witness: Witness,
    _reader: Reader,
}

/// The article on the page, in the reader's language, and where it came from.
struct Shown {
    src: Option<String>,
    /// What it can be read from again.
    text: JsValue,
    /// The story, unless only its text is kept.
    full: Option<Full>,
    room: Room,
    snippet: Option<String>,
    /// Whether the body is the second of the two that take turns.
    has_second_body: bool,
    /// Whether it has come in the place of an earlier version.
    has_changed: bool,
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
    /// What comes first is painted.
    Rest,
    /// A minute has passed.
    Ticked,
    /// It is time to ask again.
    Again,
}

impl Component for DatelineArticle {
    type Message = Msg;
    type Properties = DatelineArticleProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        busy::with(props.id);
        let labels = props.labels.clone().unwrap_or_else(|| Rc::new(Labels::english()));
        let matters = Matters {
            story: None,
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
            untold: Vec::new(),
            news: Vec::new(),
            acts: Acts::default(),
            frame: NodeRef::default(),
            senses: None,
            is_second: false,
            tries: 0,
            patience: None,
            remains: Cell::new(props.remains),
            is_painted: Cell::default(),
            is_whole: true,
            rest: None,
            place: None,
            matters: Rc::new(RefCell::new(matters)),
            clock: None,
        };
        widget.begin(ctx, Freshness::Kept);
        widget
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &DatelineArticleProps) -> bool {
        let props = ctx.props();
        busy::with(props.id);
        self.unfold(ctx);
        self.is_painted.set(false);
        self.renew();
        self.matters.borrow_mut().tell = props.onnews.clone();
        if let Some(labels) = &props.labels {
            self.labels = labels.clone();
        }
        if props.src != old.src {
            // What remains is another story.
            self.remains.set(false);
        }
        if props.revision != old.revision {
            self.begin(ctx, Freshness::Revalidated);
        } else if props.src != old.src || props.json.as_ref().map(Rc::as_ptr) != old.json.as_ref().map(Rc::as_ptr) {
            self.begin(ctx, Freshness::Kept);
        } else {
            if props.refresh != old.refresh && matches!(self.load, LoadState::Ready) {
                self.wait_for_refresh(ctx);
            }
            self.settle(ctx);
            if self.shown.is_some() {
                self.ask_for_lists(ctx);
                self.word(ctx);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        busy::with(ctx.props().id);
        self.unfold(ctx);
        self.is_painted.set(false);
        match msg {
            Msg::Answered(answer) => self.finish(ctx, answer),
            Msg::PageEnded => self.read_page(ctx),
            Msg::ListAnswered(list, answer) => self.finish_list(ctx, list, answer),
            Msg::LabelsAnswered(answer) => self.finish_labels(ctx, answer),
            Msg::Acted(Act::Retry) if matches!(self.load, LoadState::Failed(_)) => {
                self.begin(ctx, Freshness::Revalidated);
            }
            Msg::Acted(act) => self.acts.add(act),
            Msg::Rest => self.is_whole = true,
            Msg::Ticked => self.tick(ctx),
            Msg::Again => self.ask_again(ctx),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        busy::with(props.id);
        strike("rendering");
        if self.remains.get() && !self.has_better() {
            self.is_painted.set(matches!(self.load, LoadState::Failed(_)));
            return Html::default();
        }
        self.remains.set(false);
        self.is_painted.set(true);
        if let Some(senses) = &self.senses {
            senses.witness.look_away();
        }
        let direction = self.article().map_or(self.labels.direction(), Article::direction);
        let frame = Frame { theme: props.theme, direction, follows_reader: props.follows_reader };
        let (error, is_busy) = match &self.load {
            LoadState::Failed(error) => (Some(error), false),
            LoadState::Loading(error) => (error.as_ref(), true),
            LoadState::Idle | LoadState::Ready => (None, false),
        };
        let labels = &*self.labels;
        let has_skeleton = is_busy && error.is_none() && props.skeleton.unwrap_or_else(|| is_empty(&props.children));
        let mut frame = view_frame(&frame, &self.frame);
        frame = frame.maybe(error.map(|error| view_notice(Notice { error, labels, is_busy })));
        let has_changed = self.shown.as_ref().is_some_and(|shown| shown.has_changed);
        frame = frame.maybe(props.refresh.seconds().map(|_| view_change(labels, has_changed)));
        let fallback = match self.shown.as_ref().and_then(|shown| Some((shown, shown.full.as_ref()?))) {
            Some((shown, full)) => {
                frame = self.view_shown(&props.settings(), shown, full, frame);
                Html::default()
            }
            None => {
                if has_skeleton {
                    frame = frame.child(view_skeleton(labels));
                }
                // In an element, the page's own words come by a slot.
                if props.id > 0 { element("slot").html() } else { props.children.clone() }
            }
        };
        let (first, second) =
            if self.is_second { (Html::default(), frame.html()) } else { (frame.html(), Html::default()) };
        // Outside the frame, the fallback keeps the page's own looks.
        all(vec![first, second, fallback])
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        busy::with(ctx.props().id);
        if !self.is_painted.get() {
            return;
        }
        let is_new = |frame: &Element| self.senses.as_ref().is_none_or(|senses| senses.frame != *frame);
        if let Some(frame) = self.frame.cast().filter(is_new) {
            // Whoever mounts us by number has dressed us before; what is measured now would be laid out twice.
            #[cfg(feature = "embed")]
            sweep(&frame);
            if ctx.props().id == 0 {
                dress(&frame);
            }
            let (witness, reader) = (Witness::new(&frame), Reader::new(&frame, &self.matters, ctx.props().id));
            self.senses = Some(Senses { frame, is_second: self.is_second, witness, _reader: reader });
        }
        if let Some(place) = self.place.take() {
            place.restore();
        }
        if !self.is_whole {
            let link = ctx.link().clone();
            self.rest = Some(page::after(FRAMES_MILLISECONDS, Box::new(move || link.send_message(Msg::Rest))));
            return;
        }
        for news in self.untold.drain(..) {
            let whom = ctx.props().onnews.clone();
            self.news.push(page::after(0, Box::new(move || whom.emit(news))));
        }
        if let Some(senses) = &self.senses {
            senses.witness.watch();
        }
        self.fold();
    }
}

impl DatelineArticle {
    /// Starts over with the present source; what is shown stays until something takes its place.
    fn begin(&mut self, ctx: &Context<Self>, freshness: Freshness) {
        let props = ctx.props();
        self.freshness = freshness;
        self.untold.clear();
        self.news.clear();
        self.article_wish = None;
        self.plain_answer = None;
        self.page_end = None;
        self.outcome = None;
        self.patience = None;
        let src = self.src(ctx);
        let failed = match std::mem::replace(&mut self.load, LoadState::Idle) {
            LoadState::Failed(error) if error.src == src => Some(error),
            _ => {
                self.tries = 0;
                None
            }
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
            (Some(json), _) => ctx.link().send_message(Msg::Answered(Ok(Document::given(json.clone())))),
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
            None => self.page_end = Some(page::when_read(Box::new(move |_| link.send_message(Msg::PageEnded)))),
        }
    }

    /// Asks a source that has said less than it can once more; says whether it did.
    fn ask_for_more(&mut self, ctx: &Context<Self>, answer: &Answer, src: Option<&str>) -> bool {
        let (Ok(document), Some(src)) = (answer, src) else { return false };
        let Some(fuller) = decode::fuller_address(&document.json, src) else { return false };
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
        let is_ready = matches!(self.load, LoadState::Ready);
        let answer = match self.plain_answer.take() {
            Some(plain) => match answer {
                // What is told in full stays, and isn't told in part because the rest fails for a while.
                Err(cause) if is_ready && LoadError { src: None, cause: cause.clone() }.is_retryable() => Err(cause),
                answer => answer.or(plain),
            },
            None if self.ask_for_more(ctx, &answer, src.as_deref()) => return,
            None => answer,
        };
        self.outcome = Some(answer.and_then(|document| {
            let decoded = read(&document.json, src.as_deref())?;
            Ok((document.text.clone(), decoded))
        }));
        self.settle(ctx);
    }

    /// Tells what came of the load, once the words are here to tell it in.
    fn settle(&mut self, ctx: &Context<Self>) {
        let article = match &self.outcome {
            Some(outcome) => outcome.as_ref().ok().map(|(_, decoded)| &decoded.article),
            None => self.article(),
        };
        let language = language(ctx.props(), article);
        let is_sayable = self.has_labels(ctx, &language);
        let Some(outcome) = self.outcome.take_if(|_| is_sayable) else { return };
        let src = self.src(ctx);
        match outcome {
            Ok((text, decoded)) => self.show(ctx, src, text, decoded),
            Err(cause) => {
                let error = LoadError { src, cause };
                if matches!(self.load, LoadState::Ready) && !error.is_last_word() {
                    // Nobody but us has asked: the story stays, and is asked for another time.
                    self.wait_for_refresh(ctx);
                    return;
                }
                self.wait_after(ctx, &error);
                self.untold.push(News::Failed(Failed::new("article", &error)));
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
    fn show(&mut self, ctx: &Context<Self>, src: Option<String>, text: JsValue, decoded: Decoded) {
        let Decoded { article, format, warnings } = decoded;
        let was_ready = matches!(self.load, LoadState::Ready);
        self.load = LoadState::Ready;
        self.tries = 0;
        self.wait_for_refresh(ctx);
        let before = self.shown.as_ref().filter(|shown| shown.src == src && src.is_some());
        let has_changed = before.is_some_and(|shown| shown.text != text);
        // Yew tells blocks apart by their places: one that has come or gone would make the others change their words.
        let has_second_body = before.is_some_and(|shown| shown.has_second_body != has_changed);
        if was_ready && !has_changed {
            self.ask_for_lists(ctx);
            return;
        }
        if has_changed {
            self.renew();
            self.keep_place();
        }
        let headline = String::from(&**article.headline.text());
        let format = format.name();
        self.untold.push(News::Loaded(Loaded { src: src.clone(), headline, format, warnings }));
        let is_other = self.shown.as_ref().is_none_or(|shown| shown.src != src);
        if is_other {
            self.acts = Acts::default();
        }
        let release = ctx.props().release.as_deref();
        let snippet = release.zip(src.as_deref()).and_then(|(release, src)| release.snippet(src));
        {
            let mut matters = self.matters.borrow_mut();
            matters.story = Some((article.headline.text().clone(), article.url.clone()));
            matters.snippet = snippet.clone();
        }
        let measure = || self.frame.cast::<Element>().map(|frame| page::measure(&frame));
        let known = ctx.props().room.filter(|_| self.shown.is_none());
        let room = known.or_else(measure).unwrap_or_default();
        self.is_whole = !is_other || self.remains.get() || !is_long(&article);
        let full = Some(Full::new(article, &self.labels));
        self.shown = Some(Shown { src, text, full, room, snippet, has_second_body, has_changed });
        self.ask_for_lists(ctx);
        self.word(ctx);
    }

    /// Whether there is something better to show than what remains: the whole story, or that there is none.
    fn has_better(&self) -> bool {
        match &self.load {
            LoadState::Ready => !self.awaits_lists(),
            LoadState::Failed(error) => !error.is_retryable(),
            LoadState::Idle | LoadState::Loading(_) => false,
        }
    }

    /// Makes everything anew at the next occasion, if somebody has rewritten what is there: what Yew holds of it may
    /// stand elsewhere by now, or nowhere.
    fn renew(&mut self) {
        if let Some(senses) = self.senses.as_ref().filter(|senses| senses.witness.has_seen()) {
            self.is_second = !senses.is_second;
        }
    }

    /// Keeps the reader where they are while what stands above is exchanged.
    fn keep_place(&mut self) {
        self.place = self.frame.cast::<Element>().as_ref().and_then(Place::of);
    }

    fn put_away(&mut self) {
        self.shown = None;
        self.clock = None;
        self.lists = Default::default();
        self.matters.borrow_mut().story = None;
    }

    fn view_shown(
        &self,
        settings: &Settings,
        shown: &Shown,
        Full { article, beside, wording }: &Full,
        frame: view::Element,
    ) -> view::Element {
        let page = Page {
            article,
            settings,
            wording,
            beside,
            acts: &self.acts,
            room: shown.room,
            is_whole: self.is_whole,
            snippet: shown.snippet.as_deref(),
            has_second_body: shown.has_second_body,
        };
        view_page(&page, frame)
    }
}

/// Whether an article is painted in two steps, so that nobody waits for what is far below.
fn is_long(article: &Article) -> bool {
    let lists = article.lists.iter().map(|list| match list {
        StoryList::Here(stories) => stories.len(),
        StoryList::At(_) => 0,
    });
    lists.chain([article.body.len()]).any(|length| length > FIRST)
}

/// Whether a Yew app has given no children.
fn is_empty(children: &Html) -> bool {
    matches!(children, VNode::VList(list) if list.is_empty())
}

/// Reads article JSON, and heeds what its publisher says of showing it.
fn read(json: &Json, src: Option<&str>) -> Result<Decoded, Rc<Cause>> {
    strike("decoding");
    let decoded = decode::decode(json, &base(src)).map_err(|error| Rc::new(Cause::Decode(error)))?;
    match withholding(&decoded.article) {
        Some(withholding) => Err(Rc::new(Cause::Withheld(withholding))),
        None => Ok(decoded),
    }
}

/// What a story's relative addresses resolve against.
fn base(src: Option<&str>) -> String {
    src.map_or_else(page::base, str::to_owned)
}

/// Why a story isn't to be shown now, where its publisher says so.
fn withholding(article: &Article) -> Option<Withholding> {
    let now = js_sys::Date::now();
    let is_past = |moment: &Timestamp| {
        // Without a zone the publisher's clock is taken for UTC: a day off at most, and never for ever.
        let milliseconds = moment.epoch_milliseconds().unwrap_or_else(|| moment.clock_milliseconds());
        (milliseconds as f64) <= now
    };
    let reason = match article.status {
        Status::Withheld | Status::Canceled => Some(Reason::Withdrawn),
        Status::Usable if article.expires.as_ref().is_some_and(is_past) => Some(Reason::Expired),
        Status::Usable if article.embargoed.as_ref().is_some_and(|until| !is_past(until)) => Some(Reason::Embargoed),
        Status::Usable => None,
    };
    let publisher = article.publisher.as_ref();
    let url = || article.url.clone().or_else(|| publisher?.url.clone());
    reason.map(|reason| Withholding { reason, url: url() })
}
