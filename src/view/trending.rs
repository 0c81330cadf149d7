//! The list of trending stories.

use yew::prelude::*;

use super::{Page, attribute, isolated, text};
use crate::model::{Story, Text};

/// The stories in their order; the one on show isn't linked to itself.
pub(super) fn view_trending(page: &Page<'_>, stories: &[Story]) -> Html {
    if stories.is_empty() {
        return Html::default();
    }
    let element = page.settings.heading_level.element(1);
    let stories = stories.iter().enumerate().map(|(at, story)| view_story(page, at, story));
    html! {
        <section part="trending">
            <@{element} class="rail-title">{ page.label(page.wording.labels.trending) }</@>
            <ol>{ for stories }</ol>
        </section>
    }
}

fn view_story(page: &Page<'_>, at: usize, story: &Story) -> Html {
    let headline = isolated(story.headline.text());
    let url = story.url.as_ref().filter(|url| page.article.url.as_ref() != Some(url));
    let content = match url {
        Some(url) => {
            let target = page.settings.link_target.name();
            html! {
                <a part="story" href={attribute(url.href())} {target} rel="noopener" data-section="trending"
                    data-rank={(at + 1).to_string()}>{ headline }</a>
            }
        }
        None => html! { <span part="story">{ headline }</span> },
    };
    html! {
        <li>
            // The list numbers its items for those who hear it; this is the same number, set in type.
            <span part="rank" aria-hidden="true">{ page.wording.ranks.get(at).map_or_else(Html::default, text) }</span>
            { content }
            { view_region(story.region.as_ref()) }
        </li>
    }
}

fn view_region(region: Option<&Text>) -> Html {
    match region {
        Some(region) => html! { <span part="region">{ isolated(region) }</span> },
        None => Html::default(),
    }
}
