//! A Yew app that shows two stories: one fetched, one that it has already.
//!
//! `trunk serve` in this folder shows it in a browser.

use std::rc::Rc;

use dateline::model::{Article, Block, Headline, Inline};
use dateline::prelude::*;
use yew::prelude::*;

fn main() {
    yew::Renderer::<Reader>::new().render();
}

/// The page: a line of news about the stories, and the stories.
#[component]
fn Reader() -> Html {
    let news = use_state(|| "On its way …".to_owned());
    let onload = telling(&news, |loaded: Loaded| format!("Here is “{}”.", loaded.headline));
    let onerror = telling(&news, |failed: Failed| format!("The {} is missing: {}.", failed.part, failed.message));
    let onselect = telling(&news, |selected: Selected| {
        // An app with pages of its own would show the story here; without this the link is followed.
        selected.event.prevent_default();
        format!("Number {} is “{}”.", selected.rank, selected.headline)
    });
    let note: Rc<Article> = use_memo((), |()| note());
    let compact = Settings { variant: Variant::Compact, ..Settings::default() };
    html! {
        <main>
            <h1>{ "Reader" }</h1>
            <p role="status">{ &*news }</p>
            <DatelineArticle src="story.json" {onload} {onerror} {onselect}>
                <p>{ "What stands here is shown until the story comes, and again if it doesn’t." }</p>
            </DatelineArticle>
            <ArticleView article={note} settings={compact} />
        </main>
    }
}

/// A callback that puts what it is told into the line of news.
fn telling<T: 'static>(news: &UseStateHandle<String>, say: impl Fn(T) -> String + 'static) -> Callback<T> {
    let news = news.clone();
    Callback::from(move |told| news.set(say(told)))
}

/// A story made by the app itself, as any data can be.
fn note() -> Article {
    let headline = Headline::new("A Note from the Desk".into()).expect("it can be seen");
    Article {
        summary: Some("This story never was on the network.".into()),
        body: vec![Block::Paragraph(vec![Inline::Text("Nor was its body.".into())])],
        ..Article::new(headline)
    }
}
