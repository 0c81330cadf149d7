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
    let onnews = {
        let line = news.clone();
        Callback::from(move |news| {
            if let Some(words) = say(news) {
                line.set(words);
            }
        })
    };
    let note: Rc<Article> = use_memo((), |()| note());
    let compact = Settings { variant: Variant::Compact, ..Settings::default() };
    html! {
        <main>
            <h1>{ "Reader" }</h1>
            <p role="status">{ &*news }</p>
            <DatelineArticle src="story.json" {onnews}>
                <p>{ "What stands here is shown until the story comes, and again if it doesn’t." }</p>
            </DatelineArticle>
            <ArticleView article={note} settings={compact} />
        </main>
    }
}

/// What the line of news says of what has happened.
fn say(news: News) -> Option<String> {
    match news {
        News::Loaded(loaded) => Some(format!("Here is “{}”.", loaded.headline)),
        News::Failed(failed) => Some(format!("The {} is missing: {}.", failed.part, failed.message)),
        News::Selected(selected) => {
            // An app with pages of its own would show the story here; without this the link is followed.
            selected.event.prevent_default();
            Some(format!("Number {} is “{}”.", selected.rank, selected.headline))
        }
        News::Started | News::Submitted(_) => None,
    }
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
