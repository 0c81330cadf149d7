//! The attributes of the element and their properties.

use dateline_e2e::{
    answer::Answer,
    page::{FALLBACK, Page, element},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(properties_mirror_attributes),
    scenario!(properties_set_before_the_script_count),
    scenario!(bad_values_fall_back_with_one_warning_each),
    scenario!(bad_values_are_warned_of_when_they_come_later),
    scenario!(a_src_is_relative_to_the_page),
    scenario!(removing_src_empties_the_element),
    scenario!(sections_pick_and_never_reorder),
    scenario!(a_card_is_its_headline_and_link),
    scenario!(a_theme_changes_the_colors),
    scenario!(the_theme_follows_the_page),
    scenario!(dates_follow_the_language),
    scenario!(the_language_comes_from_an_ancestor),
    scenario!(clocks_follow_the_time_zone),
    scenario!(headings_follow_their_level),
    scenario!(links_open_where_the_page_says),
];

/// One attribute, and what may stand in it.
struct Attribute {
    name: &'static str,
    property: &'static str,
    good: [&'static str; 2],
    bad: Option<&'static str>,
    default: Option<&'static str>,
}

const fn attribute(
    name: &'static str,
    property: &'static str,
    good: [&'static str; 2],
    bad: Option<&'static str>,
    default: Option<&'static str>,
) -> Attribute {
    Attribute { name, property, good, bad, default }
}

#[rustfmt::skip]
const ATTRIBUTES: [Attribute; 9] = [
    attribute("trending", "trending", ["/one.json", "/two.json"], None, None),
    attribute("sections", "sections", ["headline", "headline body"], Some("headline sidebar"), None),
    attribute("variant", "variant", ["compact", "card"], Some("poster"), Some("full")),
    attribute("theme", "theme", ["light", "dark"], Some("sepia"), Some("auto")),
    attribute("lang", "lang", ["de", "pt-BR"], Some("not a language"), None),
    attribute("time-zone", "timeZone", ["reader", "Asia/Tokyo"], Some("Mars/Olympus"), Some("publisher")),
    attribute("loading", "loading", ["eager", "lazy"], Some("soon"), Some("lazy")),
    attribute("heading-level", "headingLevel", ["1", "6"], Some("7"), Some("2")),
    attribute("link-target", "linkTarget", ["_self", "_top"], Some("_parent"), Some("_blank")),
];

async fn properties_mirror_attributes(stage: Stage) {
    for path in ["/one.json", "/two.json"] {
        stage.site.serve(Role::Host, path, Answer::json(&json!([])));
    }
    stage.show(&brief("Mirrored"), "").await;
    let mirror = "const [attribute, property, one, two] = args, element = d.widget();
        const path = (value) => attribute === 'trending' ? new URL(value, location).pathname : String(value);
        element.setAttribute(attribute, one);
        const property_after = path(element[property]);
        element[property] = two;
        const attribute_after = path(element.getAttribute(attribute));
        element.removeAttribute(attribute);
        return [property_after, attribute_after, element[property]];";
    for Attribute { name, property, good: [one, two], default, .. } in ATTRIBUTES {
        let args = vec![json!(name), json!(property), json!(one), json!(two)];
        let seen = stage.run_with(mirror, args).await;
        assert_eq!((&seen[0], &seen[1]), (&json!(one), &json!(two)), "{name}");
        if let Some(default) = default {
            assert_eq!(text_of(&seen[2]), default, "{name} removed");
        }
    }
}

async fn properties_set_before_the_script_count(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let page = element("", FALLBACK);
    stage.open(page).await;
    let set = "Object.assign(d.widget(), { src: args[0], headingLevel: 4, linkTarget: '_self' });";
    stage.run_with(set, vec![json!(src)]).await;
    insert_script(&stage).await;
    stage.wait_for_article().await;
    assert_eq!(stage.run("return d.heading();").await, 4);
    assert_eq!(stage.run("return d.widget().getAttribute('heading-level');").await, "4");
}

async fn insert_script(stage: &Stage) {
    let insert = "const script = document.createElement('script');
        script.src = args[0];
        document.head.append(script);";
    let url = stage.site.release_url("dateline.js");
    stage.run_with(insert, vec![json!(url)]).await;
}

async fn bad_values_fall_back_with_one_warning_each(stage: Stage) {
    let bad: Vec<String> =
        ATTRIBUTES.iter().filter_map(|Attribute { name, bad, .. }| Some(format!(r#"{name}="{}""#, (*bad)?))).collect();
    stage.show(&full_article(&stage.site), &bad.join(" ")).await;
    stage.settle().await;
    let warnings = stage.console(Some("warn")).await;
    for Attribute { name, property, bad, default, .. } in ATTRIBUTES {
        let Some(bad) = bad else { continue };
        assert_one_warning(&warnings, name, bad);
        let seen = stage.run(&format!("return d.widget().{property};")).await;
        if let Some(default) = default {
            assert_eq!(text_of(&seen), default, "{name}");
        }
    }
    assert_eq!(stage.run("return d.heading();").await, 2);
    assert!(stage.shows("body").await);
    assert!(stage.text("byline").await.contains("18:22"));
}

async fn bad_values_are_warned_of_when_they_come_later(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"heading-level="3""#).await;
    stage.run("d.widget().headingLevel = 12;").await;
    stage.wait_until("d.heading() === 2").await;
    stage.settle().await;
    assert_one_warning(&stage.console(Some("warn")).await, "heading-level", "12");
}

/// The warning names the element, the attribute and the value.
fn assert_one_warning(warnings: &[String], attribute: &str, bad: &str) {
    let is_about = |line: &&String| {
        let bad = bad.split(' ').next_back().unwrap_or(bad);
        line.contains("dateline-article") && line.contains(attribute) && line.contains(bad)
    };
    let count = warnings.iter().filter(is_about).count();
    assert_eq!(count, 1, "warnings of {attribute}={bad}: {warnings:#?}");
}

async fn a_src_is_relative_to_the_page(stage: Stage) {
    stage.site.serve(Role::Host, "/news/a.json", Answer::json(&brief("Near by")));
    let body = element(r#"src="news/a.json""#, FALLBACK) + &stage.tag("");
    stage.open(body).await;
    let event = stage.wait_for_article().await;
    assert_eq!(event["detail"]["src"], stage.site.url(Role::Host, "/news/a.json"));
}

async fn removing_src_empties_the_element(stage: Stage) {
    stage.show(&brief("Here for now"), "").await;
    stage.run("d.widget().removeAttribute('src');").await;
    stage.wait_until("!d.shown(d.part('headline'))").await;
    stage.wait_until("d.state() === 'idle'").await;
    assert!(stage.shows_fallback().await);
}

async fn sections_pick_and_never_reorder(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"sections="body headline""#).await;
    let parts = "return ['headline', 'summary', 'byline', 'image', 'tags', 'body', 'credit', 'trending']
        .filter((name) => d.shown(d.part(name)));";
    assert_eq!(stage.run(parts).await, json!(["headline", "body"]));
    let order = "return d.part('headline').compareDocumentPosition(d.part('body')) & 4;";
    assert_eq!(stage.run(order).await, 4);
    assert!(stage.shows("source-link").await);
    stage.run("d.widget().removeAttribute('sections');").await;
    stage.wait_until("d.shown(d.part('trending')) && d.shown(d.part('summary'))").await;
}

async fn a_card_is_its_headline_and_link(stage: Stage) {
    let article = full_article(&stage.site);
    stage.show(&article, "").await;
    stage.run("d.widget().variant = 'card';").await;
    stage.wait_until("!d.part('body')").await;
    assert!(stage.shows("headline").await);
    assert_eq!(stage.run("return d.link('headline').href;").await, article["url"]);
}

/// How light the words of the body are, from 0 to 765.
const LIGHTNESS: &str = "getComputedStyle(d.part('headline')).color.match(/[0-9.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)";

async fn a_theme_changes_the_colors(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"theme="light""#).await;
    stage.wait_until(&format!("{LIGHTNESS} < 300")).await;
    stage.run("d.widget().theme = 'dark';").await;
    stage.wait_until(&format!("{LIGHTNESS} > 450")).await;
}

async fn the_theme_follows_the_page(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    let style = "<style>:root { color-scheme: dark; }</style>";
    stage.open(Page::new(body).head(style)).await;
    stage.wait_for_article().await;
    stage.wait_until(&format!("{LIGHTNESS} > 450")).await;
}

/// How German writes the date of the article, one way or another.
const GERMAN_DATE: &str = r"/\b28\.\s?(02\.|2\.|Feb)/";

async fn dates_follow_the_language(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"lang="en""#).await;
    let is_german = format!("{GERMAN_DATE}.test(d.text(d.part('byline')))");
    assert_eq!(stage.run(&format!("return {is_german};")).await, false);
    stage.run("d.widget().lang = 'de';").await;
    stage.wait_until(&is_german).await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn the_language_comes_from_an_ancestor(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let element = element(&format!(r#"src="{src}""#), FALLBACK);
    let body = format!(r#"<div lang="de">{element}</div>{}"#, stage.tag(""));
    stage.open(body).await;
    stage.wait_for_article().await;
    stage.wait_until(&format!("{GERMAN_DATE}.test(d.text(d.part('byline')))")).await;
}

async fn clocks_follow_the_time_zone(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    assert!(stage.text("byline").await.contains("18:22"));
    for (zone, clock) in [("UTC", "12:52"), ("Asia/Tokyo", "21:52"), ("publisher", "18:22")] {
        stage.run_with("d.widget().timeZone = args[0];", vec![json!(zone)]).await;
        stage.wait_until(&format!("d.text(d.part('byline')).includes('{clock}')")).await;
    }
    let own = "new Date('2025-02-28T12:52:00Z').toLocaleTimeString('de', { hour: '2-digit', minute: '2-digit' })";
    stage.run("d.widget().timeZone = 'reader';").await;
    stage.wait_until(&format!("d.text(d.part('byline')).includes({own})")).await;
}

async fn headings_follow_their_level(stage: Stage) {
    stage.show(&full_article(&stage.site), r#"heading-level="4""#).await;
    assert_eq!(stage.run("return d.heading();").await, 4);
    stage.run("d.widget().headingLevel = 1;").await;
    stage.wait_until("d.heading() === 1").await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn links_open_where_the_page_says(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let targets = "return [...new Set([...d.widget().shadowRoot.querySelectorAll('a[href]')]
        .filter((link) => !link.getAttribute('href').startsWith('#'))
        .map((link) => `${link.target || '_self'} ${link.relList.contains('noopener')}`))];";
    assert_eq!(stage.run(targets).await, json!(["_blank true"]));
    stage.run("d.widget().linkTarget = '_self';").await;
    stage.wait_until("(d.link('headline').target || '_self') === '_self'").await;
    let targets = stage.run(targets).await;
    let all = targets.as_array().expect("a list of targets");
    assert!(all.iter().all(|target| text_of(target).starts_with("_self")), "{all:?}");
}

/// A number or a string, as text.
fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
