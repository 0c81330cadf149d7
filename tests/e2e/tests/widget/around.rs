//! What stands around a story: menu, rails, films, sharing, newsletter and footer.

use dateline_e2e::{
    answer::{ALLOWED, Answer, Gate},
    browser::Engine,
    page::{FALLBACK, Page, element, script},
    press::newspaper,
    site::Role,
    stage::Stage,
};
use fantoccini::key::Key;
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(sections_stand_in_the_order_of_the_contract),
    scenario!(rails_stand_beside_the_article_only_where_the_container_is_wide),
    scenario!(the_menu_opens_and_closes_by_keyboard),
    scenario!(without_its_name_there_is_no_menu),
    scenario!(the_rails_can_be_skipped),
    scenario!(a_film_is_not_touched_before_a_click, except AsksStranger),
    scenario!(a_canceled_film_stays_closed),
    scenario!(the_newest_story_stands_first_and_says_how_long_ago),
    scenario!(relative_times_stay_true),
    scenario!(an_address_is_sent_once),
    scenario!(the_newsletter_tells_how_it_went),
    scenario!(what_is_no_address_is_not_sent),
    scenario!(a_program_that_fills_in_everything_sends_nothing),
    scenario!(a_canceled_newsletter_is_not_sent),
    scenario!(a_newsletter_of_another_kind_opens_a_tab),
    scenario!(feedback_can_be_an_event),
    scenario!(following_any_list_is_told),
    scenario!(the_link_is_copied_or_shown),
    scenario!(the_snippet_embeds_the_story),
    scenario!(a_copied_passage_says_where_it_is_from),
    scenario!(networks_are_named_and_numbers_can_be_called),
    scenario!(nothing_around_a_story_needs_an_inline_style, except AsksStranger),
];

/// The article's JSON with its furniture, shown in full.
async fn show(stage: &Stage, attributes: &str) {
    stage.show(&newspaper(&stage.site), attributes).await;
}

/// The first node of the widget that matches.
fn node(selector: &str) -> String {
    format!("d.widget().shadowRoot.querySelector({})", json!(selector))
}

async fn sections_stand_in_the_order_of_the_contract(stage: Stage) {
    show(&stage, r#"sections="menu headline summary byline image tags body credit share trending opinion videos latest connect feedback newsletter footer""#).await;
    let parts = "headline summary byline image tags body credit share trending opinion videos latest connect feedback newsletter footer";
    let found = stage
        .run_with(
            "const all = [...d.widget().shadowRoot.querySelectorAll('[part]')];
            const order = args[0].split(' ').map((name) => all.findIndex((node) => node.part.contains(name)));
            const menu = d.widget().shadowRoot.querySelector('nav');
            return [order.every((at, index) => at >= 0 && (index === 0 || at > order[index - 1])),
                Boolean(menu.compareDocumentPosition(d.part('headline')) & Node.DOCUMENT_POSITION_FOLLOWING)];",
            vec![json!(parts)],
        )
        .await;
    assert_eq!(found, json!([true, true]));
}

async fn rails_stand_beside_the_article_only_where_the_container_is_wide(stage: Stage) {
    let src = stage.site.publish("/a.json", &newspaper(&stage.site));
    let boxed = format!(r#"<div id="box">{}</div>"#, element(&format!(r#"src="{src}""#), FALLBACK));
    stage.open(boxed + &stage.tag("")).await;
    stage.wait_for_article().await;
    for (width, is_beside) in [(1200, true), (700, false), (320, false)] {
        // The window stays as it is.
        stage.run_with("document.getElementById('box').style.width = args[0] + 'px';", vec![json!(width)]).await;
        stage.settle().await;
        let beside = "const article = d.part('article').getBoundingClientRect(), rail = d.part('trending').getBoundingClientRect();
            return rail.left >= article.right - 1 && rail.top < article.bottom;";
        assert_eq!(stage.run(beside).await, json!(is_beside), "{width}");
    }
}

async fn the_menu_opens_and_closes_by_keyboard(stage: Stage) {
    show(&stage, r#"sections="menu headline""#).await;
    let button = node("nav button");
    let expanded = format!("{button}.getAttribute('aria-expanded')");
    assert_eq!(stage.run(&format!("return {expanded};")).await, "false");
    stage.run(&format!("{button}.focus();")).await;
    stage.press(Key::Enter).await;
    stage.wait_until(&format!("{expanded} === 'true'")).await;
    let links = "return [...d.widget().shadowRoot.querySelectorAll('nav a')].filter(d.shown).map(d.text);";
    assert_eq!(stage.run(links).await, json!(["Ports", "Tides"]));
    stage.press(Key::Tab).await;
    stage.press(Key::Escape).await;
    stage.wait_until(&format!("{expanded} === 'false'")).await;
    assert_eq!(stage.run(&format!("return d.widget().shadowRoot.activeElement === {button};")).await, true);
}

async fn without_its_name_there_is_no_menu(stage: Stage) {
    show(&stage, "").await;
    assert_eq!(stage.run(&format!("return {};", node("nav"))).await, json!(null));
}

async fn the_rails_can_be_skipped(stage: Stage) {
    show(&stage, "").await;
    let skip = node("[data-act=skip]");
    stage.run(&format!("{skip}.focus();")).await;
    assert_eq!(stage.run(&format!("return {skip}.getBoundingClientRect().height >= 24;")).await, true);
    stage.press(Key::Enter).await;
    stage.wait_until("d.widget().shadowRoot.activeElement?.matches('[data-end]')").await;
    let is_past = "return Boolean(d.part('latest').compareDocumentPosition(d.widget().shadowRoot.activeElement)
        & Node.DOCUMENT_POSITION_FOLLOWING);";
    assert_eq!(stage.run(is_past).await, true);
}

async fn a_film_is_not_touched_before_a_click(stage: Stage) {
    show(&stage, "").await;
    stage.settle().await;
    let films = || stage.site.count(Role::Stranger, "/turn.mp4");
    assert_eq!(films(), 0);
    assert_eq!(stage.run(&format!("return {};", node("video"))).await, json!(null));
    stage.run(&format!("{}.focus();", node("[data-act=play]"))).await;
    stage.press(Key::Enter).await;
    let is_open = "(() => { const film = d.widget().shadowRoot.querySelector('video');
        return film && film.controls && !film.autoplay && film.paused && film === d.widget().shadowRoot.activeElement; })()";
    stage.wait_until(is_open).await;
    stage.site.wait_for_count(Role::Stranger, "/turn.mp4", 1).await;
    let event = stage.wait_for_event("dateline-select").await;
    assert_eq!(event["detail"]["section"], "videos");
    assert_eq!(event["detail"]["headline"], "The Ferry Turns");
    // The other one is a page, and no film.
    let other = node("[part~=videos] li:nth-child(2)");
    let is_page = format!("return !{other}.querySelector('button') && d.text({other}).includes('1:02:03');");
    assert_eq!(stage.run(&is_page).await, true);
}

async fn a_canceled_film_stays_closed(stage: Stage) {
    show(&stage, "").await;
    stage.run("document.addEventListener('dateline-select', (event) => event.preventDefault());").await;
    stage.click(&node("[data-act=play]")).await;
    stage.wait_for_event("dateline-select").await;
    stage.settle().await;
    assert_eq!(stage.run(&format!("return {};", node("video"))).await, json!(null));
}

async fn the_newest_story_stands_first_and_says_how_long_ago(stage: Stage) {
    show(&stage, "").await;
    let stories = "return [...d.part('latest').querySelectorAll('li')].map((item) => [d.text(item.querySelector('a')), d.text(item.querySelector('summary'))]);";
    assert_eq!(stage.run(stories).await, json!([["Newer News", "2 hours ago"], ["Older News", "5 hours ago"]]));
    let summary = node("[part~=latest] summary");
    stage.run(&format!("{summary}.focus();")).await;
    stage.press(Key::Enter).await;
    stage.wait_until(&format!("d.shown({summary}.nextElementSibling)")).await;
    let exact = stage.run(&format!("return d.text({summary}.nextElementSibling);")).await;
    assert!(exact.as_str().is_some_and(|exact| exact.contains(':') && exact.contains("20")), "{exact}");
}

async fn relative_times_stay_true(stage: Stage) {
    let src = stage.site.publish("/a.json", &newspaper(&stage.site));
    // An hour passes at once, and the minute that the widget waits in between.
    let clock = script(
        "const timeout = window.setTimeout, now = Date.now; window.skew = 0;
        window.setTimeout = (call, pause, ...rest) => timeout(call, pause === 60000 ? 100 : pause, ...rest);
        Date.now = () => now.call(Date) + window.skew;",
    );
    stage.open(Page::new(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).head(clock)).await;
    stage.wait_for_article().await;
    let said = format!("d.text({})", node("[part~=latest] summary"));
    stage.wait_until(&format!("{said} === '2 hours ago'")).await;
    stage.run("window.skew = 3600000;").await;
    stage.wait_until(&format!("{said} === '3 hours ago'")).await;
}

/// Fills in the newsletter's form by keyboard and sends it.
async fn subscribe(stage: &Stage, address: &str) {
    stage.run(&format!("{}.focus();", node("input[type=email]"))).await;
    stage.write(address).await;
    stage.press(Key::Enter).await;
}

fn said() -> String {
    format!("d.text({})", node("[part~=newsletter] [role=status]"))
}

/// What has been posted so far.
fn posted(stage: &Stage) -> Vec<String> {
    let is_post = |seen: &dateline_e2e::site::Seen| seen.method == "POST";
    stage.site.asked(Role::Publisher, "/join").into_iter().filter(is_post).map(|seen| seen.body).collect()
}

async fn an_address_is_sent_once(stage: Stage) {
    let gate = Gate::closed();
    show(&stage, "").await;
    stage.site.serve(Role::Publisher, "/join", Answer::json(&json!({})).behind(&gate));
    subscribe(&stage, "reader+1@mail.example").await;
    let event = stage.wait_for_event("dateline-submit").await;
    assert_eq!(event["detail"], json!({ "section": "newsletter", "fields": ["mail"] }));
    assert_eq!(event["cancelable"], true);
    stage.wait_until(&format!("{} === 'Sending …'", said())).await;
    // Impatience changes nothing.
    stage.press(Key::Enter).await;
    stage.press(Key::Enter).await;
    gate.open();
    stage.wait_until(&format!("{}.startsWith('Thank you')", said())).await;
    assert_eq!(posted(&stage), ["mail=reader%2B1%40mail.example"]);
    assert_eq!(stage.run(&format!("return {};", node("[part~=newsletter] input"))).await, json!(null));
    let post = stage.site.asked(Role::Publisher, "/join").into_iter().find(|seen| seen.method == "POST");
    let headers = post.map(|post| post.headers).unwrap_or_default();
    assert!(!headers.contains_key("cookie"), "{headers:?}");
}

async fn the_newsletter_tells_how_it_went(stage: Stage) {
    for (status, words) in [(409, "on the list already"), (500, "didn’t work"), (422, "didn’t work")] {
        show(&stage, "").await;
        stage.site.serve(Role::Publisher, "/join", Answer::json(&json!({})).with_status(status));
        subscribe(&stage, "reader@mail.example").await;
        stage.wait_until(&format!("{}.includes({})", said(), json!(words))).await;
        let can_try_again = stage.run(&format!("return {} !== null;", node("[part~=newsletter] button"))).await;
        assert_eq!(can_try_again, json!(status != 409), "{status}");
    }
}

async fn what_is_no_address_is_not_sent(stage: Stage) {
    show(&stage, "").await;
    stage.site.serve(Role::Publisher, "/join", Answer::json(&json!({})));
    for words in ["", "no address"] {
        subscribe(&stage, words).await;
        stage.wait_until(&format!("{}.startsWith('Please enter an email address')", said())).await;
        let field = node("input[type=email]");
        let is_marked = format!(
            "return {field}.getAttribute('aria-invalid') === 'true' && {field} === d.widget().shadowRoot.activeElement;"
        );
        assert_eq!(stage.run(&is_marked).await, true, "{words}");
    }
    assert!(posted(&stage).is_empty());
    assert!(stage.events("dateline-submit").await.is_empty());
}

async fn a_program_that_fills_in_everything_sends_nothing(stage: Stage) {
    show(&stage, "").await;
    stage.site.serve(Role::Publisher, "/join", Answer::json(&json!({})));
    let trap = node("input[name=website]");
    assert_eq!(
        stage.run(&format!("return d.widget().shadowRoot.activeElement !== {trap} && {trap}.tabIndex === -1;")).await,
        true
    );
    stage.run(&format!("{trap}.value = 'https://spam.example';")).await;
    subscribe(&stage, "program@spam.example").await;
    stage.wait_until(&format!("{}.startsWith('Thank you')", said())).await;
    assert!(posted(&stage).is_empty());
}

async fn a_canceled_newsletter_is_not_sent(stage: Stage) {
    show(&stage, "").await;
    stage.site.serve(Role::Publisher, "/join", Answer::json(&json!({})));
    stage.run("document.addEventListener('dateline-submit', (event) => event.preventDefault());").await;
    subscribe(&stage, "reader@mail.example").await;
    stage.wait_for_event("dateline-submit").await;
    stage.settle().await;
    assert!(posted(&stage).is_empty());
}

async fn a_newsletter_of_another_kind_opens_a_tab(stage: Stage) {
    show(&stage, "").await;
    let page = Answer::html("<!doctype html><title>Joined</title>").without_header(ALLOWED);
    stage.site.serve(Role::Publisher, "/join", page);
    subscribe(&stage, "reader@mail.example").await;
    stage.wait_until(&format!("{}.includes('press the button again')", said())).await;
    assert!(posted(&stage).is_empty(), "it must not be sent twice");
    stage.click(&node("[part~=newsletter] button")).await;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while posted(&stage).is_empty() && std::time::Instant::now() < deadline {
        stage.settle().await;
    }
    assert_eq!(posted(&stage), ["mail=reader%40mail.example&website="]);
    assert!(stage.windows().await > 1, "the host page was left");
}

async fn feedback_can_be_an_event(stage: Stage) {
    let mut article = newspaper(&stage.site);
    article["publisher"]["feedback"] = json!(true);
    stage.show(&article, "").await;
    stage.click("d.part('feedback')").await;
    let event = stage.wait_for_event("dateline-submit").await;
    assert_eq!(event["detail"], json!({ "section": "feedback", "fields": [] }));
}

async fn following_any_list_is_told(stage: Stage) {
    show(&stage, "").await;
    stage.run("document.addEventListener('dateline-select', (event) => event.preventDefault());").await;
    for (count, (list, headline)) in [
        ("trending", "A Lighthouse Keeper’s Long Goodbye"),
        ("opinion", "Leave the Lamps Lit"),
        ("latest", "Newer News"),
    ]
    .into_iter()
    .enumerate()
    {
        stage.click(&node(&format!("[part~={list}] a[part~=story]"))).await;
        stage.wait_for_events("dateline-select", count + 1).await;
        let event = &stage.events("dateline-select").await[count];
        assert_eq!(event["detail"]["section"], list);
        assert_eq!(event["detail"]["rank"], 1);
        assert_eq!(event["detail"]["headline"], headline);
    }
}

async fn the_link_is_copied_or_shown(stage: Stage) {
    show(&stage, "").await;
    let url = stage.site.url(Role::Publisher, "/a/night-ferries");
    stage.click(&node("[data-act=link]")).await;
    // Browsers without a reader's hand on them may forbid the clipboard.
    let copied = format!("d.text({}) === 'Copied'", node("[data-act=link]"));
    let shown = format!("d.text({}) === {}", node("[part~=share] > .snippet"), json!(url));
    stage.wait_until(&format!("({copied}) || ({shown})")).await;
}

async fn the_snippet_embeds_the_story(stage: Stage) {
    show(&stage, "").await;
    stage.click(&node("[part~=share] summary")).await;
    let code = stage.wait_until(&format!("d.text({})", node("[part~=share] details .snippet"))).await;
    let code = code.as_str().unwrap_or_default().to_owned();
    let src = stage.site.url(Role::Publisher, "/a.json");
    assert_eq!(
        code,
        format!(r#"<script async src="{}" data-src="{src}"></script>"#, stage.site.release_url("dateline.js"))
    );
    stage.open(format!("<main>{code}</main>")).await;
    stage.wait_for_article().await;
    assert!(stage.text("headline").await.starts_with("Night Ferries"));
}

async fn a_copied_passage_says_where_it_is_from(stage: Stage) {
    show(&stage, "").await;
    if stage.engine == Engine::WebKit {
        // It tells nobody what is selected in a shadow root; what is copied there stays as it is.
        return;
    }
    let select = "const paragraph = d.part('body').querySelector('p'), range = document.createRange();
        range.selectNodeContents(paragraph);
        const selection = d.widget().shadowRoot.getSelection?.() ?? document.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        document.addEventListener('copy', (event) => {
            window.copied = ['text/plain', 'text/html'].map((kind) => event.clipboardData.getData(kind));
        });";
    stage.run(select).await;
    stage.press_with(Key::Control, 'c').await;
    let copied = stage.wait_until("window.copied").await;
    let url = stage.site.url(Role::Publisher, "/a/night-ferries");
    let text = copied[0].as_str().unwrap_or_default();
    assert!(text.starts_with("In a step meant") && text.ends_with(&format!("Source: {url}")), "{text}");
    let html = copied[1].as_str().unwrap_or_default();
    assert!(html.contains("<strong>Port Ansel</strong>") && html.contains(&format!(r#"href="{url}""#)), "{html}");
}

async fn networks_are_named_and_numbers_can_be_called(stage: Stage) {
    show(&stage, "").await;
    let names = "return [...d.part('connect').querySelectorAll('a')].map((link) => [d.text(link), link.rel]);";
    let expected = ["LinkedIn", "Quora", "YouTube", "RSS", "Gull Post"].map(|name| json!([name, "me noopener"]));
    assert_eq!(stage.run(names).await, json!(expected));
    // Those who hear the end of a number hear all of it.
    let calls = "return [...d.part('footer').querySelectorAll('a[href^=tel]')].map((link) =>
        [link.textContent, link.href, link.querySelector('.unseen') ? link.lastChild.textContent : link.textContent]);";
    assert_eq!(
        stage.run(calls).await,
        json!([
            ["+44-20-7946-0142", "tel:+442079460142", "+44-20-7946-0142"],
            ["+44-2079460813", "tel:+442079460813", "+44-2079460813"],
            ["+44-2079460814", "tel:+442079460814", "14"],
            ["+44-2079460815", "tel:+442079460815", "15"]
        ])
    );
    let edition = node("[part~=footer] a[hreflang=de]");
    stage.click(&node("[part~=footer] details:nth-child(2) summary")).await;
    stage.wait_until(&format!("d.shown({edition}) && {edition}.lang === 'de'")).await;
    let copyright = stage.run(&format!("return d.text({});", node(".copyright"))).await;
    assert_eq!(copyright, "© Copyright 2025 Straitwatch");
}

async fn nothing_around_a_story_needs_an_inline_style(stage: Stage) {
    show(&stage, r#"sections="menu headline body share videos newsletter footer""#).await;
    stage.click(&node("nav button")).await;
    stage.click(&node("[data-act=play]")).await;
    stage.settle().await;
    let styled = "return d.widget().shadowRoot.querySelectorAll('[style], style').length;";
    assert_eq!(stage.run(styled).await, 0);
}
