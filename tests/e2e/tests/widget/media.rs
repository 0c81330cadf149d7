//! The article on paper, without motion, in a reader's own colors and very large; where a driver can show it.

use dateline_e2e::{browser::Engine, press::newspaper, stage::Stage};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(nothing_moves),
    scenario!(a_printed_article_is_its_story),
    scenario!(the_readers_own_colors_are_used),
    scenario!(four_times_as_large_it_is_read_line_by_line),
];

/// Also where a reader hasn't asked for that.
async fn nothing_moves(stage: Stage) {
    stage.show(&newspaper(&stage.site), "").await;
    let moving = "const root = d.widget().shadowRoot;
        const seconds = (node, name) => parseFloat(getComputedStyle(node)[name]) || 0;
        const moves = (node) => seconds(node, 'animationDuration') + seconds(node, 'transitionDuration') > 0;
        return [root.getAnimations?.().length ?? 0, [...root.querySelectorAll('*')].filter(moves).map((node) => node.outerHTML)];";
    assert_eq!(stage.run(moving).await, json!([0, []]));
}

/// Only Chromium's driver lays a page out for paper and lets it be looked at.
async fn a_printed_article_is_its_story(stage: Stage) {
    stage.show(&newspaper(&stage.site), "").await;
    if stage.engine != Engine::Chromium {
        return;
    }
    stage.emulate("print", ("prefers-color-scheme", "dark")).await;
    let seen = "const names = ['headline', 'summary', 'byline', 'image', 'caption', 'disclaimer', 'body', 'credit', 'source-link',
            'share', 'trending', 'opinion', 'videos', 'latest', 'connect', 'feedback', 'newsletter', 'footer'];
        const box = d.part('article').getBoundingClientRect();
        return [names.filter((name) => d.shown(d.part(name))), getComputedStyle(d.part('body')).color,
            box.right <= innerWidth + 1];";
    let printed = stage.run(seen).await;
    stage.emulate("", ("prefers-color-scheme", "")).await;
    let story = ["headline", "summary", "byline", "image", "caption", "disclaimer", "body", "credit", "source-link"];
    assert_eq!(printed, json!([story, "rgb(0, 0, 0)", true]));
}

/// Only Chromium's driver has a reader with colors of their own.
async fn the_readers_own_colors_are_used(stage: Stage) {
    stage.show(&newspaper(&stage.site), "").await;
    if stage.engine != Engine::Chromium {
        return;
    }
    let seen = "const probe = document.createElement('p');
        probe.style.color = 'CanvasText';
        document.body.append(probe);
        const own = getComputedStyle(probe).color;
        const root = d.widget().shadowRoot;
        const words = [...root.querySelectorAll('p, h1, h2, h3, li, small, span[part]')].filter(d.shown);
        const others = words.filter((node) => !node.closest('a, button, label') && getComputedStyle(node).color !== own);
        return [matchMedia('(forced-colors: active)').matches, words.length > 10, others.map((node) => node.outerHTML)];";
    stage.emulate("", ("forced-colors", "active")).await;
    let forced = stage.run(seen).await;
    let border = "return getComputedStyle(d.part('image').parentElement).borderStyle;";
    let border = stage.run(border).await;
    stage.emulate("", ("forced-colors", "")).await;
    assert_eq!(forced, json!([true, true, []]));
    // What is told by a color alone is told by a line.
    assert_eq!(border, "solid");
}

/// A window of 1280 by 1024 at 400 percent is one of 320 by 256; only Chromium's driver makes one so small.
async fn four_times_as_large_it_is_read_line_by_line(stage: Stage) {
    stage.show(&newspaper(&stage.site), "").await;
    if stage.engine != Engine::Chromium {
        return;
    }
    stage.set_screen(320, 256).await;
    stage.settle().await;
    let seen = "const root = d.widget().shadowRoot, wide = [...root.querySelectorAll('*')].filter((node) => {
            const box = node.getBoundingClientRect();
            return d.shown(node) && !node.closest('.unseen') && (box.right > innerWidth + 1 || box.left < -1);
        });
        return [innerWidth, document.documentElement.scrollWidth <= innerWidth, wide.map((node) => node.outerHTML.slice(0, 200)),
            ['headline', 'summary', 'body', 'source-link'].every((name) => d.shown(d.part(name)))];";
    let seen = stage.run(seen).await;
    stage.reset_screen().await;
    assert_eq!(seen, json!([320, true, [], true]));
}
