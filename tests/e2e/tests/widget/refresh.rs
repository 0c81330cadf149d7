//! `refresh`: a page that stays open keeps its story up to date, and its reader in place.

use dateline_e2e::{
    answer::Answer,
    browser::Engine,
    clock::{Clock, SECOND},
    page::{FALLBACK, element},
    press::{brief, full_article, newspaper, stories},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(an_unchanged_story_costs_one_conditional_request),
    scenario!(a_changed_story_is_shown_and_announced),
    scenario!(a_reader_keeps_the_place),
    scenario!(a_line_that_changes_or_comes_twice_costs_no_place),
    scenario!(a_reader_behind_the_story_keeps_the_place),
    scenario!(what_a_reader_writes_survives),
    scenario!(a_story_that_is_taken_back_goes),
    scenario!(a_story_expires_under_the_readers_eyes),
    scenario!(a_failing_server_takes_nothing_away),
    scenario!(a_hidden_page_asks_once_when_it_is_seen_again),
    scenario!(too_short_a_pause_is_refused),
    scenario!(a_pause_of_months_is_no_hurry),
    scenario!(the_property_reads_and_sets_the_pause),
    scenario!(lists_are_kept_up_to_date_too),
    scenario!(a_list_that_grows_above_a_reader_costs_no_place),
    scenario!(another_look_asks_for_nothing_again),
    scenario!(what_wordpress_told_in_full_is_not_told_in_part),
    scenario!(refreshes_are_spread_by_chance),
];

const MINUTE: u64 = 60 * SECOND;

/// Opens a page with one element that is refreshed each minute, answered like that, and waits for its article.
async fn open(stage: &Stage, answers: Vec<Answer>) -> Clock<'_> {
    open_with(stage, answers, r#"refresh="60""#, "").await
}

/// The same with other attributes, and something behind the element.
async fn open_with<'a>(stage: &'a Stage, answers: Vec<Answer>, attributes: &str, behind: &str) -> Clock<'a> {
    let src = stage.site.serve_each(Role::Publisher, "/a.json", answers);
    let attributes = format!(r#"src="{src}" loading="eager" {attributes}"#);
    let clock = Clock::open(stage, element(&attributes, FALLBACK) + behind + &stage.tag("")).await;
    stage.wait_for_article().await;
    clock
}

fn asked(stage: &Stage) -> usize {
    stage.site.count(Role::Publisher, "/a.json")
}

async fn an_unchanged_story_costs_one_conditional_request(stage: Stage) {
    let answer = Answer::json(&newspaper(&stage.site)).header("etag", r#""one""#).header("cache-control", "no-cache");
    let clock = open(&stage, vec![answer]).await;
    clock.wait_for(MINUTE).await;
    stage.settle().await;
    let watch = "window.changes = [];
        const all = { subtree: true, childList: true, attributes: true, characterData: true };
        new MutationObserver((seen) => changes.push(...seen.map(({ type, target }) => `${type} ${target.outerHTML}`)))
            .observe(d.widget().shadowRoot, all);";
    stage.run(watch).await;
    for count in [2, 3] {
        clock.pass().await;
        clock.wait_for(MINUTE).await;
        assert_eq!(asked(&stage), count);
    }
    stage.settle().await;
    let conditions: Vec<_> = stage
        .site
        .asked(Role::Publisher, "/a.json")
        .into_iter()
        .map(|seen| seen.headers.get("if-none-match").cloned())
        .collect();
    // WebKit keeps no answers while it is driven: it has no condition to make, and gets the same story as a whole.
    let condition = (stage.engine != Engine::WebKit).then(|| r#""one""#.to_owned());
    assert_eq!(conditions, [None, condition.clone(), condition]);
    assert_eq!(stage.run("return changes;").await, json!([]));
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    assert_eq!(stage.events("dateline-error").await.len(), 0);
}

async fn a_changed_story_is_shown_and_announced(stage: Stage) {
    let before = newspaper(&stage.site);
    let mut after = before.clone();
    after["headline"] = json!("Night Ferries Are Back");
    after["body"] = json!(["They are back."]);
    let clock = open(&stage, vec![Answer::json(&before), Answer::json(&after)]).await;
    clock.wait_for(MINUTE).await;
    let announced = "const root = d.widget().shadowRoot;
        return [...root.querySelectorAll('[role=status]')].map((node) => node.textContent.trim()).filter(Boolean);";
    assert_eq!(stage.run(announced).await, json!([]));
    let keep = "const root = d.widget().shadowRoot;
        const names = ['article', 'headline', 'summary', 'byline', 'image', 'trending', 'newsletter', 'footer'];
        window.kept = names.map((name) => [name, d.part(name)]);
        window.announcer = root.querySelector('[role=status]');
        return [kept.every(([, node]) => node), Boolean(announcer)];";
    assert_eq!(stage.run(keep).await, json!([true, true]));
    clock.pass().await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.text("headline").await, "Night Ferries Are Back");
    assert!(stage.text("body").await.contains("They are back."));
    assert!(!stage.text("body").await.contains("long and useful"));
    let seen = stage.run("return kept.filter(([name, node]) => d.part(name) !== node).map(([name]) => name);").await;
    assert_eq!(seen, json!([]), "these were made anew");
    assert_eq!(stage.run(announced).await, json!(["This article has been updated."]));
    // A region that comes with its words is read by nobody: it was there before.
    assert_eq!(stage.run("return announcer.isConnected && announcer.textContent !== '';").await, true);
    let headlines: Vec<_> =
        stage.events("dateline-load").await.iter().map(|event| event["detail"]["headline"].clone()).collect();
    assert_eq!(headlines, [before["headline"].clone(), after["headline"].clone()]);
    assert_eq!((asked(&stage), stage.state().await.as_str()), (2, "ready"));
}

/// A story of so many paragraphs.
fn long_story(paragraphs: impl Iterator<Item = usize>) -> Value {
    let words = "and so on, as long stories do".to_owned() + &", and on".repeat(40);
    let paragraphs: Vec<_> = paragraphs.map(|number| format!("Paragraph {number}, {words}.")).collect();
    json!({ "headline": "A long story", "body": paragraphs })
}

/// Where on the screen the paragraph of that number is; null where it isn't.
const PLACE: &str = "const line = [...d.widget().shadowRoot.querySelectorAll('p')]
    .find((line) => line.textContent.startsWith(`Paragraph ${args[0]},`));
    return line?.getBoundingClientRect().top ?? null;";

async fn place(stage: &Stage, number: usize) -> f64 {
    let place = stage.run_with(PLACE, vec![json!(number)]).await;
    place.as_f64().unwrap_or_else(|| panic!("paragraph {number} isn't there"))
}

async fn a_reader_keeps_the_place(stage: Stage) {
    let versions = [
        long_story(100..130),
        // Added above, below, and taken away above.
        long_story((1..6).chain(100..130)),
        long_story((1..6).chain(100..130).chain(200..205)),
        long_story((3..6).chain(103..130).chain(200..205)),
    ];
    let clock = open(&stage, versions.iter().map(Answer::json).collect()).await;
    clock.wait_for(MINUTE).await;
    let far = place(&stage, 115).await;
    stage.run_with("scrollBy(0, args[0]);", vec![json!(far - 100.0)]).await;
    stage.settle().await;
    let before = place(&stage, 115).await;
    assert!((99.0..=101.0).contains(&before), "scrolled to {before}");
    for loads in 2..=versions.len() {
        clock.pass().await;
        stage.wait_for_events("dateline-load", loads).await;
        stage.settle().await;
        let now = place(&stage, 115).await;
        assert!((now - before).abs() <= 1.0, "version {loads}: from {before} to {now}");
        clock.wait_for(MINUTE).await;
    }
    assert!(stage.run_with(PLACE, vec![json!(100)]).await.is_null());
}

/// The first line on the screen is corrected, is taken away, or is one of many that say the same.
async fn a_line_that_changes_or_comes_twice_costs_no_place(stage: Stage) {
    let with_first = |first: Option<&str>, added: std::ops::Range<usize>| {
        let mut story = long_story(added.chain(100..130));
        let body = story["body"].as_array_mut().expect("the body is a list");
        let at = body.len() - 15;
        body.splice(at - 1..at, first.map(|words| json!(words)));
        // Like lines stand all over the story.
        for at in (0..body.len()).step_by(4).rev() {
            body.insert(at, json!("* * *"));
        }
        Answer::json(&story)
    };
    let versions = [
        with_first(Some("* * *"), 0..4),
        with_first(Some("* * *"), 0..8),
        with_first(Some("A first line with a mistake in it, and on."), 0..8),
        with_first(Some("A first line, corrected."), 0..12),
        with_first(None, 0..16),
    ];
    let count = versions.len();
    let clock = open(&stage, versions.into()).await;
    clock.wait_for(MINUTE).await;
    let far = place(&stage, 115).await;
    // The line before is cut by the window's edge.
    stage.run_with("scrollBy(0, args[0]);", vec![json!(far - 25.0)]).await;
    stage.settle().await;
    let before = place(&stage, 115).await;
    assert!((24.0..=26.0).contains(&before), "scrolled to {before}");
    for loads in 2..=count {
        clock.pass().await;
        stage.wait_for_events("dateline-load", loads).await;
        stage.settle().await;
        let now = place(&stage, 115).await;
        assert!((now - before).abs() <= 1.0, "version {loads}: from {before} to {now}");
        clock.wait_for(MINUTE).await;
    }
}

async fn a_reader_behind_the_story_keeps_the_place(stage: Stage) {
    let behind = r#"<p id="behind" style="margin-bottom: 3000px">The page’s own next paragraph.</p>"#;
    let versions = [long_story(100..110), long_story(90..120), long_story(1..3)];
    let answers = versions.iter().map(Answer::json).collect();
    let clock = open_with(&stage, answers, r#"refresh="60""#, behind).await;
    clock.wait_for(MINUTE).await;
    let place = "document.querySelector('#behind').getBoundingClientRect().top";
    // Not even the story's last line is in sight.
    stage.run(&format!("scrollBy(0, {place} + 20);")).await;
    stage.settle().await;
    let place = format!("return {place};");
    let before = stage.run(&place).await.as_f64().unwrap_or_default();
    assert!((-21.0..=-19.0).contains(&before), "scrolled to {before}");
    for loads in 2..=versions.len() {
        clock.pass().await;
        stage.wait_for_events("dateline-load", loads).await;
        stage.settle().await;
        let now = stage.run(&place).await.as_f64().unwrap_or_default();
        assert!((now - before).abs() <= 1.0, "version {loads}: from {before} to {now}");
        clock.wait_for(MINUTE).await;
    }
}

async fn what_a_reader_writes_survives(stage: Stage) {
    let before = newspaper(&stage.site);
    let mut after = before.clone();
    after["body"] = json!(["One paragraph more.", "And another."]);
    after["opinion"] = json!([]);
    let clock = open(&stage, vec![Answer::json(&before), Answer::json(&after)]).await;
    clock.wait_for(MINUTE).await;
    stage.run("d.part('newsletter').querySelector('input[type=email]').focus();").await;
    stage.write("ada@exa").await;
    let field = "(() => {
        const field = d.widget().shadowRoot.activeElement;
        return field?.value ?? null;
    })()";
    let seen = stage.run(&format!("window.field = d.widget().shadowRoot.activeElement; return {field};")).await;
    assert_eq!(seen, "ada@exa");
    clock.pass().await;
    stage.wait_for_events("dateline-load", 2).await;
    stage.settle().await;
    assert_eq!(stage.run(&format!("return {field};")).await, seen);
    assert_eq!(stage.run("return field === d.widget().shadowRoot.activeElement;").await, true);
    stage.write("m").await;
    assert_eq!(stage.run("return field.value;").await, "ada@exam");
}

async fn a_story_that_is_taken_back_goes(stage: Stage) {
    let story = brief("Taken back");
    let changed = |change: Value| {
        let mut story = story.clone();
        if let (Value::Object(story), Value::Object(change)) = (&mut story, change) {
            story.extend(change);
        }
        Answer::json(&story)
    };
    let cases = [
        ("not-found", Answer::status(404), "status"),
        ("gone", Answer::status(410), "status"),
        ("forbidden-by-law", Answer::status(451), "status"),
        ("withheld", changed(json!({ "status": "withheld" })), "withdrawn"),
        ("canceled", changed(json!({ "status": "canceled" })), "withdrawn"),
        ("expired", changed(json!({ "expires": "2001-01-01T00:00:00Z" })), "expired"),
        ("embargoed", changed(json!({ "embargoed": "2999-01-01T00:00:00Z" })), "embargoed"),
    ];
    let mut elements = String::new();
    for (name, answer, _) in &cases {
        let answers = vec![Answer::json(&story), answer.clone(), Answer::json(&story)];
        let src = stage.site.serve_each(Role::Publisher, &format!("/{name}.json"), answers);
        elements += &element(&format!(r#"id="{name}" src="{src}" loading="eager" refresh="60""#), FALLBACK);
    }
    let clock = Clock::open(&stage, elements + &stage.tag("")).await;
    stage.wait_for_events("dateline-load", cases.len()).await;
    stage.settle().await;
    clock.pass().await;
    for (name, _, kind) in cases {
        let event = stage.wait_for_event_on(name, "dateline-error").await;
        let detail = &event["detail"];
        assert_eq!((&detail["kind"], &detail["retryable"]), (&json!(kind), &json!(false)), "{name}");
        let script = "const selector = `#${args[0]}`, notice = d.part('notice', selector);
            return [d.state(selector), d.fallbackShown(selector), d.part('headline', selector) === null,
                notice.querySelector('p[role=status]') !== null && d.shown(notice) && d.text(notice).length > 10,
                d.widget(selector).shadowRoot.textContent.includes('Taken back')];";
        let seen = stage.run_with(script, vec![json!(name)]).await;
        assert_eq!(seen, json!(["failed", true, true, true, false]), "{name}");
    }
    // Whoever takes a story back may think better of it.
    stage.settle().await;
    assert_eq!(clock.waits().await, [MINUTE; 7]);
    clock.pass().await;
    stage.wait_for_events("dateline-load", 14).await;
    assert!(stage.headlines().await.iter().all(|headline| headline == "Taken back"));
}

async fn a_story_expires_under_the_readers_eyes(stage: Stage) {
    let mut story = brief("Until half past one");
    story["expires"] = json!("2026-01-01T00:01:30Z");
    let clock = open_with(&stage, vec![Answer::json(&story)], "", "").await;
    clock.wait_for(MINUTE).await;
    clock.pass().await;
    clock.wait_for(MINUTE).await;
    assert_eq!(stage.text("headline").await, "Until half past one");
    clock.pass().await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!(event["detail"]["kind"], "expired", "{event}");
    assert!(stage.shows_fallback().await && stage.shows("notice").await && !stage.shows("headline").await);
    assert_eq!((asked(&stage), clock.waits().await), (1, vec![]));
}

async fn a_failing_server_takes_nothing_away(stage: Stage) {
    let failures = vec![
        Answer::status(500),
        Answer::status(403),
        Answer::reset(),
        Answer::html("<!doctype html><title>Sign in</title>"),
        Answer::new("application/json", "{headline: 1,"),
        Answer::json(&json!({ "summary": "No headline." })),
        Answer::new("application/json", ""),
    ];
    let count = failures.len();
    let story = Answer::json(&brief("It stays"));
    let answers = [vec![story], failures, vec![Answer::json(&brief("It has changed"))]].concat();
    let clock = open(&stage, answers).await;
    for failed in 1..=count {
        clock.wait_for(MINUTE).await;
        clock.pass().await;
        clock.wait_for(MINUTE).await;
        assert_eq!(asked(&stage), 1 + failed);
        assert_eq!(stage.text("headline").await, "It stays");
        assert!(!stage.shows("notice").await && !stage.shows_fallback().await);
        assert_eq!(stage.state().await, "ready");
    }
    stage.settle().await;
    assert!(stage.events("dateline-error").await.is_empty());
    clock.pass().await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.text("headline").await, "It has changed");
}

async fn a_hidden_page_asks_once_when_it_is_seen_again(stage: Stage) {
    let clock = open(&stage, vec![Answer::json(&brief("Seen")), Answer::json(&brief("Seen again"))]).await;
    clock.wait_for(MINUTE).await;
    clock.set_hidden(true).await;
    for _ in 0..3 {
        clock.pass().await;
        stage.settle().await;
    }
    assert_eq!((asked(&stage), clock.waits().await), (1, vec![]));
    for is_hidden in [false, true, false] {
        clock.set_hidden(is_hidden).await;
    }
    stage.wait_for_events("dateline-load", 2).await;
    clock.wait_for(MINUTE).await;
    stage.settle().await;
    assert_eq!(asked(&stage), 2);
    assert_eq!(stage.text("headline").await, "Seen again");
}

async fn too_short_a_pause_is_refused(stage: Stage) {
    let clock = open_with(&stage, vec![Answer::json(&brief("In no hurry"))], r#"refresh="5""#, "").await;
    stage.settle().await;
    assert_eq!(clock.waits().await, [0; 0]);
    let warnings = stage.console(Some("warn")).await;
    let is_told = |line: &String| line.contains("refresh") && line.contains("\"5\"");
    assert_eq!(warnings.iter().filter(|line| is_told(line)).count(), 1, "{warnings:#?}");
    assert_eq!(stage.run("return d.widget().refresh;").await, json!(0));
}

/// Browsers wait no longer than 2^31 milliseconds, and take what is longer for no wait at all.
async fn a_pause_of_months_is_no_hurry(stage: Stage) {
    let answers = vec![Answer::json(&brief("Next season"))];
    let clock = open_with(&stage, answers, r#"refresh="3000000""#, "").await;
    clock.wait_for((1 << 31) - 1).await;
    stage.settle().await;
    assert_eq!(asked(&stage), 1);
}

async fn the_property_reads_and_sets_the_pause(stage: Stage) {
    let clock = open_with(&stage, vec![Answer::json(&brief("By property"))], "", "").await;
    stage.settle().await;
    assert_eq!(stage.run("return d.widget().refresh;").await, json!(0));
    assert_eq!(clock.waits().await, [0; 0]);
    let set = "d.widget().refresh = args[0]; return [d.widget().refresh, d.widget().getAttribute('refresh')];";
    assert_eq!(stage.run_with(set, vec![json!(60)]).await, json!([60, "60"]));
    clock.wait_for(MINUTE).await;
    assert_eq!(stage.run_with(set, vec![json!(120)]).await, json!([120, "120"]));
    clock.wait_for(2 * MINUTE).await;
    clock.pass().await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 2).await;
    clock.wait_for(2 * MINUTE).await;
    assert_eq!(stage.run_with(set, vec![json!(0)]).await, json!([0, null]));
    stage.wait_until("__clock.waits().length === 0").await;
    let read = "const read = (value) => { d.widget().setAttribute('refresh', value); return d.widget().refresh; };
        return ['30', '29', 'soon', '', '-60', '90.5'].map(read);";
    assert_eq!(stage.run(read).await, json!([30, 0, 0, 0, 0, 90]));
}

async fn lists_are_kept_up_to_date_too(stage: Stage) {
    let list = |headlines: &[&str]| Answer::json(&stories(&stage.site, headlines));
    let lists = vec![list(&["First", "Second"]), list(&["Third", "First", "Second"]), Answer::status(500)];
    let list = stage.site.serve_each(Role::Publisher, "/list.json", lists);
    let mut story = full_article(&stage.site);
    story["trending"] = json!({ "src": list });
    let clock = open(&stage, vec![Answer::json(&story)]).await;
    stage.wait_until("d.parts('story').length === 2").await;
    clock.wait_for(MINUTE).await;
    clock.pass().await;
    stage.wait_until("d.parts('story').length === 3").await;
    clock.wait_for(MINUTE).await;
    assert!(stage.text("trending").await.contains("Third"));
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    // A list that fails now is told, and stays as it is.
    clock.pass().await;
    let event = stage.wait_for_event("dateline-error").await;
    assert_eq!((&event["detail"]["part"], &event["detail"]["kind"]), (&json!("trending"), &json!("status")));
    assert_eq!(stage.texts("story").await.len(), 3);
    assert_eq!((asked(&stage), stage.site.count(Role::Publisher, "/list.json")), (3, 3));
}

async fn refreshes_are_spread_by_chance(stage: Stage) {
    let clock = open(&stage, vec![Answer::json(&brief("Spread"))]).await;
    clock.wait_for(MINUTE).await;
    clock.set_chance(1.0).await;
    clock.pass().await;
    clock.wait_for(MINUTE + MINUTE / 4).await;
}

async fn a_list_that_grows_above_a_reader_costs_no_place(stage: Stage) {
    let list = |count: usize| {
        let headlines: Vec<_> = (1..=count).map(|number| format!("Story {number} of a list that grows")).collect();
        let headlines: Vec<_> = headlines.iter().map(String::as_str).collect();
        Answer::json(&stories(&stage.site, &headlines))
    };
    let list = stage.site.serve_each(Role::Publisher, "/list.json", vec![list(2), list(12)]);
    let mut story = newspaper(&stage.site);
    story["trending"] = json!({ "src": list });
    let clock = open(&stage, vec![Answer::json(&story)]).await;
    // In one narrow column, the list is above the newsletter.
    stage.run("d.widget().style.width = '400px';").await;
    let stands = |count: usize| format!("d.part('trending')?.querySelectorAll('[part~=story]').length === {count}");
    stage.wait_until(&stands(2)).await;
    clock.wait_for(MINUTE).await;
    stage.run("document.body.style.paddingBottom = '2000px';").await;
    stage.settle().await;
    stage.run("scrollBy(0, d.part('newsletter').getBoundingClientRect().top - 100);").await;
    stage.settle().await;
    let place = "return d.part('newsletter').getBoundingClientRect().top;";
    let before = stage.run(place).await.as_f64().unwrap_or_default();
    assert!((99.0..=101.0).contains(&before), "scrolled to {before}");
    clock.pass().await;
    stage.wait_until(&stands(12)).await;
    stage.settle().await;
    let now = stage.run(place).await.as_f64().unwrap_or_default();
    assert!((now - before).abs() <= 1.0, "from {before} to {now}");
}

async fn another_look_asks_for_nothing_again(stage: Stage) {
    let list = stage.site.publish("/list.json", &stories(&stage.site, &["First"]));
    let mut story = full_article(&stage.site);
    story["trending"] = json!({ "src": list });
    let clock = open(&stage, vec![Answer::json(&story)]).await;
    clock.wait_for(MINUTE).await;
    clock.pass().await;
    stage.site.wait_for_count(Role::Publisher, "/list.json", 2).await;
    clock.wait_for(MINUTE).await;
    stage.settle().await;
    for change in ["theme = 'dark'", "headingLevel = 3", "linkTarget = '_self'"] {
        stage.run(&format!("d.widget().{change};")).await;
        stage.settle().await;
    }
    assert_eq!((asked(&stage), stage.site.count(Role::Publisher, "/list.json")), (2, 2));
}

/// WordPress is asked twice for each version; the second question may fail by itself.
async fn what_wordpress_told_in_full_is_not_told_in_part(stage: Stage) {
    let mut post = json!({
        "title": { "rendered": "A post" }, "content": { "rendered": "<p>Copy</p>", "protected": false },
        "author": 7, "featured_media": 0, "link": "https://blog.example/a-post",
    });
    let src = stage.site.publish("/wp-json/wp/v2/posts/1", &post);
    post["_embedded"] = json!({ "author": [{ "name": "Alice" }] });
    let answers = vec![Answer::json(&post), Answer::status(500), Answer::json(&post)];
    stage.site.serve_each(Role::Publisher, "/wp-json/wp/v2/posts/1?_embed", answers);
    let body = element(&format!(r#"src="{src}" loading="eager" refresh="60""#), FALLBACK) + &stage.tag("");
    let clock = Clock::open(&stage, body).await;
    stage.wait_for_article().await;
    for _ in 0..2 {
        clock.wait_for(MINUTE).await;
        clock.pass().await;
    }
    clock.wait_for(MINUTE).await;
    stage.settle().await;
    assert_eq!(stage.text("author").await, "Alice");
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    assert_eq!(stage.site.count(Role::Publisher, "/wp-json/wp/v2/posts/1?_embed"), 3);
}
