//! Pages whose stylesheets reach for everything: the widget looks as it does on a plain page, and so do they.

use std::{env, fs, path::PathBuf};

use dateline_e2e::{
    browser::Engine,
    page::{FALLBACK, Page, element},
    picture::difference,
    press::newspaper,
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(resets_reach_nothing_inside),
    scenario!(what_is_inherited_reaches_nothing_inside),
    scenario!(what_a_page_names_reaches_nothing_inside),
    scenario!(what_a_page_registers_reaches_nothing_inside),
    scenario!(frameworks_reach_nothing_inside),
    scenario!(what_hides_a_place_hides_the_article),
    scenario!(the_page_around_looks_the_same_without_the_widget),
];

/// A page's styles, by a name for messages.
struct Look {
    name: &'static str,
    styles: String,
}

fn look(name: &'static str, styles: impl Into<String>) -> Look {
    Look { name, styles: styles.into() }
}

/// What the contract gives to the page is the same on every page: the element's box, and a theme.
const STAND: &str = "html:root, html > body { position: static !important }
    #stand { all: revert !important; display: block !important; position: absolute !important;
    inset: 0 0 auto !important; z-index: 2147483647 !important; background: #fff !important }
    dateline-article { --dateline-max-width: none }";

/// A bar may be fading away, and a page gliding, while the picture is taken.
const NO_BARS: &str =
    "html { scrollbar-width: none; scroll-behavior: auto !important } ::-webkit-scrollbar { display: none }";

async fn resets_reach_nothing_inside(stage: Stage) {
    looks_the_same(
        &stage,
        &[
            look("all unset", "* { all: unset !important }"),
            look("all initial", "*, *::before, *::after { all: initial }"),
            look("all gone", "body *:not(#stand, dateline-article) { display: none !important }"),
            look("all over everything", "* { position: relative !important; z-index: 2147483647 !important }"),
            look("all in boxes", "* { box-sizing: content-box !important; border-collapse: separate; float: none }"),
        ],
    )
    .await;
}

async fn what_is_inherited_reaches_nothing_inside(stage: Stage) {
    let words = "* { font: italic small-caps 900 5px/0 monospace !important; letter-spacing: .5em !important;
        word-spacing: 1em !important; text-indent: 9em !important; text-align: right !important;
        text-transform: uppercase !important; text-shadow: 2px 2px red !important; white-space: pre !important;
        word-break: break-all !important; hyphens: none; quotes: '<' '>'; list-style: square inside !important;
        tab-size: 1; -webkit-text-stroke: 2px red; -webkit-text-fill-color: lime; text-wrap: nowrap; orphans: 9;
        text-underline-offset: 9px; text-emphasis: '!'; font-feature-settings: 'smcp'; font-stretch: 50%;
        writing-mode: horizontal-tb; text-orientation: upright; ruby-position: under; line-break: anywhere }";
    let colors = "@keyframes hostile { from { color: lime; font-size: 1px } to { color: blue; font-size: 99px } }
        * { color: red !important; caret-color: red; accent-color: red; fill: red; stroke: red;
        animation: hostile 1s infinite alternate !important; transition: color 9s !important }";
    let empty = "* { font-size: 0 !important; line-height: 0 !important }";
    let right_to_left = "html, body, #stand, dateline-article { direction: rtl !important; text-align: right }";
    looks_the_same(
        &stage,
        &[
            look("words", words),
            look("colors that move", colors),
            look("no size", empty),
            look("right to left", right_to_left),
        ],
    )
    .await;
}

/// Custom properties, and everything else that a document names for all trees in it.
async fn what_a_page_names_reaches_nothing_inside(stage: Stage) {
    let values: String = names().map(|name| format!("* {{ --{name}: 99px red !important }}")).collect();
    let classes = ".dateline, .picture, .hero, .title, .menu, .lists, .foot, .names, [part], [data-theme], article,
        figure, figcaption, img, button, input, h1, h2, h3, ul, li, a { color: red !important; border: 9px solid lime !important;
        padding: 50px !important; display: inline !important; opacity: .2 !important }";
    let layers = "@layer own { * { color: red !important } } @scope (body) { * { color: lime !important } }";
    let looks = [look("custom properties", values), look("classes", classes), look("layers and scopes", layers)];
    looks_the_same(&stage, &looks).await;
}

async fn what_a_page_registers_reaches_nothing_inside(stage: Stage) {
    // A registered name has its type in every tree.
    let registered: String = names()
        .map(|name| format!("@property --{name} {{ syntax: '<angle>'; inherits: false; initial-value: 0deg }}"))
        .collect();
    looks_the_same(&stage, &[look("registered properties", registered)]).await;
}

/// Names that custom properties of a page may have: those of design systems, and of recipes for gradients that turn.
fn names() -> impl Iterator<Item = String> {
    let words = ["text", "accent", "space", "radius", "rule", "paper", "serif", "lead", "edge", "column", "side"];
    ('a'..='z').map(String::from).chain(words.map(String::from))
}

async fn frameworks_reach_nothing_inside(stage: Stage) {
    looks_the_same(&stage, &frameworks()).await;
}

fn frameworks() -> [Look; 4] {
    [
        look("Bootstrap", package("bootstrap/dist/css/bootstrap.css")),
        look("Tailwind", package("tailwindcss/preflight.css")),
        look(
            "WordPress",
            ["common", "style", "elements", "theme", "classic"]
                .map(|part| package(&format!("@wordpress/block-library/build-style/{part}.css")))
                .join("\n"),
        ),
        look("normalize.css", package("normalize.css/normalize.css")),
    ]
}

/// A file of the packages in `tests/pages`.
fn package(file: &str) -> String {
    let Some(folder) = env::var_os("DATELINE_PAGES").map(PathBuf::from) else {
        panic!("other people's stylesheets are missing: name the node_modules of tests/pages in DATELINE_PAGES");
    };
    let file = folder.join(file);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Takes pictures of the widget on a plain page and on each of the others, and compares every pixel.
async fn looks_the_same(stage: &Stage, looks: &[Look]) {
    let src = stage.site.publish("/a.json", &newspaper(&stage.site));
    let plain = pictures(stage, &src, "").await;
    let mut different = Vec::new();
    for Look { name, styles } in looks {
        let hostile = pictures(stage, &src, styles).await;
        if hostile.len() != plain.len() {
            different.push(format!("{name}: {} windows high instead of {}", hostile.len(), plain.len()));
        }
        for (at, (plain, hostile)) in plain.iter().zip(&hostile).enumerate() {
            different.extend(compare(stage, &format!("{name} {at}"), plain, hostile));
        }
    }
    assert!(different.is_empty(), "the widget looks different: {different:#?}");
}

/// Every window of the widget, from top to bottom; nothing else is in them.
async fn pictures(stage: &Stage, src: &str, styles: &str) -> Vec<Vec<u8>> {
    let attributes = format!("src=\"{src}\" theme=\"light\" loading=\"eager\" sections=\"{SECTIONS}\"");
    let body =
        format!("<p>Other words.</p><div id=\"stand\">{}</div>", element(&attributes, FALLBACK)) + &stage.tag("");
    stage.open(Page::new(body).head(format!("<style>{styles}\n{STAND}\n{NO_BARS}</style>"))).await;
    stage.wait_for_article().await;
    stage.wait_until("[...d.widget().shadowRoot.querySelectorAll('img')].every((image) => image.complete)").await;
    stage.settle().await;
    let height =
        "return [d.widget().shadowRoot.querySelector('.dateline').getBoundingClientRect().height, innerHeight];";
    let heights = stage.run(height).await;
    let (height, window) = (heights[0].as_f64().unwrap_or_default(), heights[1].as_f64().unwrap_or(1.0));
    assert!(height > window, "the widget is {height} high, and the window {window}");
    let mut pictures = Vec::new();
    let mut top = 0.0;
    while top < height {
        // The last window ends where the widget does.
        let at = f64::min(top, height - window).floor();
        stage.run_with("scrollTo({ top: args[0], behavior: 'instant' });", vec![json!(at)]).await;
        stage.settle().await;
        pictures.push(stage.picture().await);
        top += window;
    }
    pictures
}

/// Without the latest stories, which say how long ago they came.
const SECTIONS: &str = "menu headline summary byline image tags body credit share trending opinion videos connect feedback newsletter footer";

/// Says where two pictures differ, and leaves both for a person to look at.
fn compare(stage: &Stage, name: &str, plain: &[u8], other: &[u8]) -> Option<String> {
    let difference = difference(plain, other, tolerance(stage.engine))?;
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e/pictures");
    let file = |kind: &str| folder.join(format!("{}-{}-{kind}.png", stage.engine.name(), name.replace(' ', "-")));
    // Where they can't be kept, the test fails all the same.
    let _ = fs::create_dir_all(&folder);
    let _ = fs::write(file("plain"), plain);
    let _ = fs::write(file("other"), other);
    Some(format!("{name}: {difference}; compare {} with the plain one beside it", file("other").display()))
}

/// How far apart the same may be: WebKit's threads draw edges a little otherwise each time.
pub(crate) fn tolerance(engine: Engine) -> u32 {
    match engine {
        Engine::Chromium | Engine::Firefox => 0,
        Engine::WebKit => 12,
    }
}

/// A page hides a place by whatever it likes, and an image there would be hidden.
async fn what_hides_a_place_hides_the_article(stage: Stage) {
    stage.show(&newspaper(&stage.site), "").await;
    let mut seen = Vec::new();
    for style in ["display: none", "visibility: hidden", "opacity: 0", "content-visibility: hidden"] {
        for place in ["d.widget()", "document.body"] {
            let hide = format!("{place}.style.cssText = args[0];");
            stage.run_with(&hide, vec![json!(style)]).await;
            if stage.shows("headline").await {
                seen.push(format!("{place} {style}"));
            }
            stage.run_with(&hide, vec![json!("")]).await;
            assert!(stage.shows("headline").await, "{place} {style} is over");
        }
    }
    assert!(seen.is_empty(), "the article is seen in spite of: {seen:#?}");
}

/// What stands around the widget, in the words that the widget's own styles use.
const AROUND: &str = "<h1 class=\"title\" part=\"headline\">The page’s headline</h1>
    <p class=\"dateline lead\" dir=\"ltr\" data-theme=\"dark\">Some <a href=\"#x\">words</a> and <em>more</em> <code>of them</code>.</p>
    <nav class=\"menu\"><button>Menu</button></nav><article><figure class=\"hero picture\">A figure</figure></article>
    <ul class=\"lists\"><li part=\"story\">One</li><li>Two</li></ul><form><input value=\"a field\"><button class=\"poster\">Send</button></form>
    <table><caption>A table</caption><tr><th>Head</th><td>Cell</td></tr></table><blockquote>Words of others</blockquote>
    <details open><summary>More</summary>Of the same</details><hr><time>Now</time>";

async fn the_page_around_looks_the_same_without_the_widget(stage: Stage) {
    let src = stage.site.publish("/a.json", &newspaper(&stage.site));
    let mut different = Vec::new();
    for Look { name, styles } in [look("plain", "")].into_iter().chain(frameworks()) {
        let attributes = format!("src=\"{src}\" theme=\"dark\" loading=\"eager\"");
        let page = |tag: String| {
            let body = format!(
                "<section id=\"before\">{AROUND}</section><div id=\"stand\">{}</div>{tag}<section id=\"after\">{AROUND}</section>",
                element(&attributes, FALLBACK)
            );
            let stand = "#stand { height: 300px; overflow: hidden } section { height: 560px; overflow: hidden }";
            Page::new(body).head(format!("<style>{styles}\n{stand}\n{NO_BARS}</style>"))
        };
        stage.open(page(String::new())).await;
        let without = around(&stage).await;
        stage.open(page(stage.tag(""))).await;
        stage.wait_for_article().await;
        stage.settle().await;
        let with = around(&stage).await;
        for (at, (without, with)) in without.iter().zip(&with).enumerate() {
            different.extend(compare(&stage, &format!("{name} around {at}"), without, with));
        }
    }
    assert!(different.is_empty(), "the page looks different: {different:#?}");
}

/// What stands before the widget, and what stands after it.
async fn around(stage: &Stage) -> [Vec<u8>; 2] {
    let before = stage.picture_of("document.getElementById('before')").await;
    [before, stage.picture_of("document.getElementById('after')").await]
}
