//! What a reader sees of an article.

use dateline_e2e::{
    answer::{Answer, Gate},
    page::{FALLBACK, Page, element},
    press::{DISCLAIMER, arabic_article, brief, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(every_section_is_shown),
    scenario!(the_headline_leads_to_the_source),
    scenario!(what_an_article_lacks_is_absent),
    scenario!(times_carry_their_instant),
    scenario!(a_picture_moves_nothing_when_it_comes),
    scenario!(a_missing_picture_keeps_its_space_and_words),
    scenario!(nothing_sticks_out_at_any_width),
    scenario!(arabic_is_set_from_right_to_left),
    scenario!(page_styles_reach_the_parts),
];

async fn every_section_is_shown(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let expected = [
        ("headline", "Night Ferries Return to the Strait"),
        ("summary", "Port Ansel has offered to reopen"),
        ("byline", "Straitwatch News Desk"),
        ("author", "Straitwatch News Desk"),
        ("dateline", "Port Ansel"),
        ("byline", "18:22"),
        ("caption", "The ferry Constance in the outer harbor."),
        ("disclaimer", DISCLAIMER),
        ("tags", "Ansel Republic"),
        ("tags", "Shipping"),
        ("body", "No timetable was named"),
        ("body", "Berths are measured in April."),
        ("body", "A ferry is a promise"),
        ("credit", "(With inputs from agencies.)"),
        ("trending", "A Lighthouse Keeper’s Long Goodbye"),
    ];
    for (part, words) in expected {
        let text = stage.text(part).await;
        assert!(text.contains(words), "{part}: {text:?} lacks {words:?}");
        assert!(stage.shows(part).await, "{part} can't be seen");
    }
    for part in ["article", "image", "source-link"] {
        assert!(stage.shows(part).await, "{part} can't be seen");
    }
    assert_eq!(stage.texts("story").await.len(), 4);
    assert_eq!(stage.texts("region").await, ["Global"; 4]);
    assert_eq!(stage.texts("rank").await.len(), 4);
    let ranks = "return d.parts('rank').map((rank) => rank.textContent.match(/[0-9]+/)?.[0]);";
    assert_eq!(stage.run(ranks).await, json!(["1", "2", "3", "4"]));
}

async fn the_headline_leads_to_the_source(stage: Stage) {
    let article = full_article(&stage.site);
    stage.show(&article, "").await;
    for part in ["headline", "source-link"] {
        let script = format!("return d.link('{part}')?.href;");
        assert_eq!(stage.run(&script).await, article["url"], "{part}");
    }
}

async fn what_an_article_lacks_is_absent(stage: Stage) {
    stage.show(&brief("Alone"), "").await;
    let present = "return args[0].filter((name) => d.part(name));";
    let parts = json!([
        "summary",
        "byline",
        "author",
        "dateline",
        "created",
        "updated",
        "image",
        "caption",
        "disclaimer",
        "tags",
        "body",
        "credit",
        "trending",
        "notice",
        "retry",
        "skeleton",
    ]);
    assert_eq!(stage.run_with(present, vec![parts]).await, json!([]));
}

async fn times_carry_their_instant(stage: Stage) {
    let article = json!({
        "headline": "Timed",
        "timeZone": "Asia/Kolkata",
        "created": "2025-02-28T18:22:00+05:30",
        "updated": "2025-03-01T09:05:00+05:30",
    });
    stage.show(&article, "").await;
    for (part, key, clock) in [("created", "created", "18:22"), ("updated", "updated", "9:05")] {
        let script = "const part = d.part(args[0]);
            const time = part.localName === 'time' ? part : part.querySelector('time');
            return [time.localName, time.dateTime, Date.parse(time.dateTime) === Date.parse(args[1])];";
        let seen = stage.run_with(script, vec![json!(part), article[key].clone()]).await;
        assert_eq!((&seen[0], &seen[2]), (&json!("time"), &json!(true)), "{part}: {seen}");
        let text = stage.text(part).await;
        assert!(text.contains(clock) && text.contains("2025"), "{part}: {text:?}");
    }
}

async fn a_picture_moves_nothing_when_it_comes(stage: Stage) {
    let gate = Gate::closed();
    let article = full_article(&stage.site);
    for name in ["ferry-1200", "ferry-640"] {
        let picture = Answer::picture(1200, 675).behind(&gate);
        stage.site.serve(Role::Publisher, &format!("/pictures/{name}.svg"), picture);
    }
    stage.show(&article, "").await;
    stage.settle().await;
    let before = stage.run(HEIGHT).await;
    gate.open();
    stage.wait_until(&format!("{IMAGE}?.complete && {IMAGE}.naturalWidth > 0")).await;
    stage.settle().await;
    assert_eq!(stage.run(HEIGHT).await, before);
}

const HEIGHT: &str = "return d.widget().getBoundingClientRect().height;";
const IMAGE: &str = "d.widget().shadowRoot.querySelector('img')";

async fn a_missing_picture_keeps_its_space_and_words(stage: Stage) {
    let mut article = full_article(&stage.site);
    let missing = stage.site.url(Role::Publisher, "/pictures/missing.svg");
    article["image"]["url"] = json!(missing);
    article["image"]["sources"] = json!([]);
    stage.show(&article, "").await;
    stage.wait_until(&format!("{IMAGE}.complete")).await;
    stage.settle().await;
    // WebKit gives a broken picture with a text the room of that text, whatever its width and height say.
    if stage.engine == dateline_e2e::browser::Engine::WebKit {
        return;
    }
    let script = format!("const box = {IMAGE}.getBoundingClientRect(); return box.height / box.width;");
    let ratio = stage.run(&script).await.as_f64().unwrap_or_default();
    assert!((ratio - 675.0 / 1200.0).abs() < 0.02, "height by width is {ratio}");
    assert!(stage.shows("caption").await);
    assert!(stage.shows("disclaimer").await);
}

async fn nothing_sticks_out_at_any_width(stage: Stage) {
    let mut article = full_article(&stage.site);
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);
    article["headline"] = json!(format!("The {long}"));
    article["summary"] = json!(long);
    article["body"] = json!(format!("<p>{long}</p><ul><li>{long}</li></ul><blockquote>{long}</blockquote>"));
    article["trending"][0]["headline"] = json!(long);
    article["byline"][0]["name"] = json!(long);
    stage.show(&article, "").await;
    for width in [280, 420, 720, 1040] {
        let script = format!(
            "const host = d.widget(); host.style.display = 'block'; host.style.width = '{width}px';
            const edge = host.getBoundingClientRect();
            return [...host.shadowRoot.querySelectorAll('[part]')].filter((node) => {{
                const box = node.getBoundingClientRect();
                return box.width > 1 && d.shown(node) && (box.right > edge.right + 1 || box.left < edge.left - 1);
            }}).map((node) => node.getAttribute('part'));"
        );
        assert_eq!(stage.run(&script).await, json!([]), "at {width} px");
    }
}

async fn arabic_is_set_from_right_to_left(stage: Stage) {
    stage.show(&arabic_article(&stage.site), "").await;
    let directions = "return ['headline', 'summary', 'body', 'trending']
        .map((name) => getComputedStyle(d.part(name)).direction);";
    assert_eq!(stage.run(directions).await, json!(["rtl", "rtl", "rtl", "rtl"]));
    let lang = "return d.part('headline').closest('[lang]')?.lang;";
    assert_eq!(stage.run(lang).await, "ar");
}

async fn page_styles_reach_the_parts(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let style = "<style>dateline-article::part(headline) { color: rgb(1, 2, 3); }
        h2, p, article { color: rgb(9, 9, 9) !important; }</style>";
    let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
    stage.open(Page::new(body).head(style)).await;
    stage.wait_for_article().await;
    let color = "return getComputedStyle(d.part(args[0])).color;";
    let headline = stage.run_with(color, vec![json!("headline")]).await;
    assert_eq!(headline, "rgb(1, 2, 3)");
    let body = stage.run_with(color, vec![json!("body")]).await;
    assert_ne!(body, "rgb(9, 9, 9)");
}
