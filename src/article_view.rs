//! An article that is already in hand, as a component.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::model::{Article, Story};
use crate::news::News;
use crate::reader::{Matters, Reader, SharedMatters};
use crate::settings::Settings;
use crate::view::{Act, Acts, Frame, Page, Room, dress, view_frame, view_page};
use crate::wording::{Beside, Wording};

/// What [`ArticleView`] shows, and how.
#[derive(Clone, Properties)]
pub struct ArticleViewProps {
    /// The story.
    pub article: Rc<Article>,
    /// How it is shown.
    #[prop_or_default]
    pub settings: Settings,
    /// Labels and dates in the reader's language; in English and plain digits where absent.
    #[prop_or_default]
    pub wording: Option<Rc<Wording>>,
    /// Stories that take the place of the article's own lists, list by list.
    #[prop_or_default]
    pub lists: [Option<Rc<[Story]>>; 4],
    /// Where on the screen it stands.
    #[prop_or_default]
    pub room: Room,
    /// The code that embeds the story elsewhere; none is offered where absent.
    #[prop_or_default]
    pub snippet: Option<AttrValue>,
    /// Told when a reader follows a story, and when one sends something.
    #[prop_or_default]
    pub onnews: Callback<News>,
}

impl PartialEq for ArticleViewProps {
    /// Shared parts are the same when they are the same object: comparing stories word by word costs more than it saves.
    fn eq(&self, other: &Self) -> bool {
        fn same<T: ?Sized>(this: &Option<Rc<T>>, other: &Option<Rc<T>>) -> bool {
            match (this, other) {
                (Some(this), Some(other)) => Rc::ptr_eq(this, other),
                (this, other) => this.is_none() && other.is_none(),
            }
        }
        Rc::ptr_eq(&self.article, &other.article)
            && self.settings == other.settings
            && self.room == other.room
            && self.snippet == other.snippet
            && same(&self.wording, &other.wording)
            && self.lists.iter().zip(&other.lists).all(|(this, other)| same(this, other))
    }
}

/// Shows an article that is already in hand, with its styles.
pub struct ArticleView {
    beside: Beside,
    wording: Rc<Wording>,
    acts: Acts,
    frame: NodeRef,
    reader: Option<Reader>,
    matters: SharedMatters,
}

impl Component for ArticleView {
    type Message = Act;
    type Properties = ArticleViewProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (beside, wording) = words(ctx.props());
        let matters = Rc::new(RefCell::new(matters(ctx, &wording)));
        Self { beside, wording, acts: Acts::default(), frame: NodeRef::default(), reader: None, matters }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ArticleViewProps) -> bool {
        if !Rc::ptr_eq(&ctx.props().article, &old.article) {
            self.acts = Acts::default();
        }
        (self.beside, self.wording) = words(ctx.props());
        self.matters.replace(matters(ctx, &self.wording));
        true
    }

    fn update(&mut self, _: &Context<Self>, act: Act) -> bool {
        self.acts.add(act);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ArticleViewProps { article, settings, room, snippet, .. } = ctx.props();
        let frame = Frame { theme: settings.theme, direction: article.direction(), follows_reader: false };
        let page = Page {
            article,
            settings,
            wording: &self.wording,
            beside: &self.beside,
            acts: &self.acts,
            room: *room,
            snippet: snippet.as_deref(),
            is_whole: true,
            has_second_body: false,
        };
        view_page(&page, view_frame(&frame, &self.frame)).html()
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if let Some(frame) = self.frame.cast::<Element>().filter(|_| first_render) {
            dress(&frame);
            self.reader = Some(Reader::new(&frame, &self.matters, 0));
        }
    }
}

fn words(props: &ArticleViewProps) -> (Beside, Rc<Wording>) {
    let beside = Beside::new(&props.article, &props.lists);
    let wording = match &props.wording {
        Some(wording) => wording.clone(),
        None => Rc::new(Wording::plain(&props.article, &beside)),
    };
    (beside, wording)
}

fn matters(ctx: &Context<ArticleView>, wording: &Wording) -> Matters {
    let props = ctx.props();
    Matters {
        story: Some((props.article.headline.text().clone(), props.article.url.clone())),
        labels: wording.labels.clone(),
        snippet: props.snippet.as_deref().map(str::to_owned),
        act: ctx.link().callback(|act| act),
        tell: props.onnews.clone(),
    }
}
