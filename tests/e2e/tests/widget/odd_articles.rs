//! Articles that are right enough to be shown, and strange all the same.

use dateline_e2e::{
    answer::{Answer, Gate},
    neighbor,
    page::{FALLBACK, element, script},
    press::brief,
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(untidy_bytes_are_read_as_far_as_they_go),
    scenario!(a_newer_format_is_read_as_far_as_it_is_known),
    scenario!(a_nul_makes_no_attribute),
    scenario!(absurd_dates_are_left_out),
    scenario!(a_wrong_clock_withholds_nothing_for_long),
    scenario!(a_headline_of_three_megabytes_is_shown),
    scenario!(a_long_story_is_painted_first_screen_first),
    scenario!(what_is_nested_as_deep_as_is_read_is_shown),
];

/// Opens one element for each answer beside a neighbor, and waits until all have their articles.
async fn open(stage: &Stage, answers: Vec<(&str, Answer)>) {
    let mut elements = String::new();
    let mut ids = Vec::new();
    for (id, answer) in answers {
        let src = stage.site.serve(Role::Publisher, &format!("/{id}.json"), answer);
        elements += &element(&format!(r#"id="{id}" src="{src}" loading="eager""#), FALLBACK);
        ids.push(id);
    }
    neighbor::open_beside(stage, String::new(), &elements).await;
    for id in ids {
        stage.wait_for_event_on(id, "dateline-load").await;
    }
    stage.settle().await;
    assert!(stage.events("dateline-error").await.is_empty());
    neighbor::assert_untouched(stage).await;
}

async fn untidy_bytes_are_read_as_far_as_they_go(stage: Stage) {
    let bytes = |bytes: &[u8]| Answer::new("application/json", bytes.to_vec());
    let text = |text: &str| Answer::new("application/octet-stream", text.to_owned());
    let answers = vec![
        ("mark", bytes(b"\xef\xbb\xbf{\"headline\": \"Behind a mark\"}")),
        ("broken-letter", bytes(b"{\"headline\": \"Broken \xff letter\"}")),
        ("half-letter", text(r#"{"headline": "Half \ud800 a letter"}"#)),
        ("two-halves", text(r#"{"headline": "Two halves \ud83d\ude00", "url": "https:\/\/example.com\/\u00e9"}"#)),
        ("twice", text(r#"{"headline": "First", "headline": "Second"}"#)),
        ("inherited", text(r#"{"__proto__": {"headline": "No"}, "constructor": 1, "toJSON": 2, "headline": "Own"}"#)),
        ("huge", text(r#"{"headline": "Huge", "timeZone": 1e400, "trending": -0, "image": {"width": 1e308}}"#)),
    ];
    open(&stage, answers).await;
    let expected = [
        ("mark", "Behind a mark"),
        ("broken-letter", "Broken \u{fffd} letter"),
        ("half-letter", "Half \u{fffd} a letter"),
        ("two-halves", "Two halves \u{1f600}"),
        ("twice", "Second"),
        ("inherited", "Own"),
        ("huge", "Huge"),
    ];
    for (id, headline) in expected {
        assert_eq!(stage.text_in(&format!("#{id}"), "headline").await, headline, "{id}");
    }
}

async fn a_newer_format_is_read_as_far_as_it_is_known(stage: Stage) {
    let article = json!({
        "format": "dateline/99", "headline": "From the future", "mood": { "color": "blue" },
        "body": "<p>Known.</p><hologram><p>Inside what isn’t known.</p></hologram><p>Known again.</p>",
    });
    open(&stage, vec![("newer", Answer::json(&article))]).await;
    let body = stage.text_in("#newer", "body").await;
    assert!(body.contains("Known.") && body.contains("Inside") && body.contains("Known again."), "{body}");
}

/// Attributes cross the border with NULs between them.
async fn a_nul_makes_no_attribute(stage: Stage) {
    let trap = "\0onload\0window.hasRun = true\0onerror\0window.hasRun = true\0";
    let url = stage.site.serve(Role::Publisher, "/quay.svg", Answer::picture(1200, 675));
    let picture = json!({ "url": url, "alt": format!("A quay{trap}") });
    let mut article = brief(&format!("A headline{trap}"));
    article["image"] = picture.clone();
    article["language"] = json!(format!("en{trap}"));
    article["videos"] = json!([{ "headline": format!("A film{trap}"), "url": format!("https://example.com/{trap}"),
        "image": picture }]);
    article["byline"] = json!([{ "name": format!("A writer{trap}"), "url": format!("https://example.com/{trap}") }]);
    open(&stage, vec![("trap", Answer::json(&article))]).await;
    let handlers = "return [...d.widget('#trap').shadowRoot.querySelectorAll('*')]
        .flatMap((node) => node.getAttributeNames()).filter((name) => name.startsWith('on'));";
    assert_eq!(stage.run(handlers).await, json!([]));
    assert_eq!(stage.run("return window.hasRun ?? false;").await, json!(false));
    assert_eq!(stage.run("return d.widget('#trap').shadowRoot.querySelector('img').alt.slice(0, 6);").await, "A quay");
}

async fn absurd_dates_are_left_out(stage: Stage) {
    let dates = ["soon", "2025-13-45T99:99:99Z", "0000-00-00", "1e20", "+275760-09-13T00:00:00Z", "-1"];
    let dates = dates.map(|date| json!(date)).into_iter().chain([json!(1e20), json!(-1e300), json!({}), json!(true)]);
    let ids: Vec<_> = (0..10).map(|number| format!("date-{number}")).collect();
    let answers = ids.iter().zip(dates).map(|(id, date)| {
        let mut article = brief("Some time");
        for name in ["created", "updated", "expires", "embargoed"] {
            article[name] = date.clone();
        }
        (&**id, Answer::json(&article))
    });
    open(&stage, answers.collect()).await;
    let seen = "return [...args].map((id) => [d.text(d.part('headline', `#${id}`)), d.part('created', `#${id}`), d.part('updated', `#${id}`)]);";
    let seen = stage.run_with(seen, ids.iter().map(|id| json!(id)).collect()).await;
    for (id, seen) in ids.iter().zip(seen.as_array().into_iter().flatten()) {
        assert_eq!(*seen, json!(["Some time", null, null]), "{id}");
    }
}

/// A reader's clock may be years off, ahead or behind, or no number at all.
async fn a_wrong_clock_withholds_nothing_for_long(stage: Stage) {
    let mut article = brief("Whatever the time");
    article["created"] = json!("2026-01-01T00:00:00Z");
    article["latest"] =
        json!([{ "headline": "A moment ago", "url": "https://example.com/", "created": "2026-01-01T00:00:00Z" }]);
    for time in ["0", "-1e15", "8.64e15", "NaN", "Infinity", "'soon'"] {
        let src = stage.site.publish("/a.json", &article);
        let head = script(&format!("Date.now = () => {time};"));
        let page = dateline_e2e::page::Page::new(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag(""));
        stage.open(page.head(head)).await;
        stage.wait_for_article().await;
        assert_eq!(stage.text("headline").await, "Whatever the time", "{time}");
        assert!(stage.text("created").await.contains("2026"), "{time}");
        assert!(stage.text("latest").await.contains("A moment ago"), "{time}");
        assert_eq!(stage.complaints().await, [""; 0], "{time}");
    }
}

async fn a_headline_of_three_megabytes_is_shown(stage: Stage) {
    const LENGTH: usize = 3 * 1024 * 1024;
    open(&stage, vec![("long", Answer::json(&brief(&"long ".repeat(LENGTH / 5))))]).await;
    let length = stage.run("return d.part('headline', '#long').textContent.trim().length;").await;
    assert!(length.as_u64() > Some(0), "{length}");
    // The page goes on: another source, another article.
    let next: Value = json!(stage.site.publish("/next.json", &brief("Short")));
    stage.run_with("d.widget('#long').src = args[0];", vec![next]).await;
    stage.wait_until("d.text(d.part('headline', '#long')) === 'Short'").await;
}

/// What comes first stays where it is when the rest comes, and the page is told when all is there.
async fn a_long_story_is_painted_first_screen_first(stage: Stage) {
    let mut article = brief("Long");
    article["url"] = json!("https://news.example/long");
    article["body"] = (0..1000).map(|at| format!("<p>Paragraph {at} of many.</p>")).collect::<String>().into();
    article["trending"] = (0..1000).map(|at| json!({ "headline": format!("Story {at}") })).collect();
    let gate = Gate::closed();
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::json(&article).behind(&gate));
    stage.open(element(&format!("src=\"{src}\""), FALLBACK) + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    let watch = "const root = d.widget().shadowRoot;
        const count = () => ['[part=body] p', '[part~=trending] li'].map((kind) => root.querySelectorAll(kind).length);
        window.counts = [];
        new MutationObserver(() => {
            const now = count();
            if (now[0] > 0 && String(now) !== String(window.counts.at(-1))) window.counts.push(now);
            window.first ??= root.querySelector('[part=body] p');
        }).observe(root, { subtree: true, childList: true });
        document.addEventListener('dateline-load', () => { window.atLoad = count(); });";
    stage.run(watch).await;
    gate.open();
    stage.wait_for_article().await;
    assert_eq!(stage.run("return window.counts;").await, json!([[100, 100], [1000, 1000]]));
    assert_eq!(stage.run("return window.atLoad;").await, json!([1000, 1000]));
    let first = "const lines = d.parts('body')[0].querySelectorAll('p');
        return [window.first === lines[0], lines[0].textContent, lines[999].textContent];";
    assert_eq!(stage.run(first).await, json!([true, "Paragraph 0 of many.", "Paragraph 999 of many."]));
}

/// The program has a small stack, which must do for whatever is read.
async fn what_is_nested_as_deep_as_is_read_is_shown(stage: Stage) {
    const DEEP: usize = 200;
    let nested = |open: &str, close: &str| open.repeat(DEEP) + "deep" + &close.repeat(DEEP);
    let bodies = [
        nested("<blockquote>", "</blockquote>"),
        nested("<ul><li>", "</li></ul>"),
        nested("<table><tr><td>", "</td></tr></table>"),
        nested("<div lang='de'><blockquote><em><a href='https://news.example/'>", "</a></em></blockquote></div>"),
        format!("<p>{}</p>", nested("<b><i>", "</i></b>")),
    ];
    let mut answers = Vec::new();
    for body in bodies {
        let mut article = brief("Deep");
        article["body"] = json!(body);
        article["unknown"] = (0..60).fold(json!("deep"), |inner, _| json!({ "inner": [inner] }));
        answers.push(article);
    }
    let ids = ["quotes", "lists", "tables", "passages", "marks"];
    open(&stage, ids.into_iter().zip(answers.iter().map(Answer::json)).collect()).await;
    for id in ids {
        assert!(stage.text_in(&format!("#{id}"), "body").await.contains("deep"), "{id}");
    }
}
