//! Articles that mean harm.

use dateline_e2e::{
    press::{brief, full_article},
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(script_links_are_no_links),
    scenario!(markup_in_text_is_text),
    scenario!(a_body_runs_and_loads_nothing),
    scenario!(article_ids_clobber_nothing),
    scenario!(deep_nesting_ends_quickly),
];

const URLS: [&str; 6] = [
    "javascript:window.hit=1",
    " \u{1}JaVaScRiPt:window.hit=1",
    "java\tscript:window.hit=1",
    "data:text/html,<script>parent.hit=1</script>",
    "vbscript:x",
    "blob:null/1",
];

async fn script_links_are_no_links(stage: Stage) {
    for url in URLS {
        let mut article = full_article(&stage.site);
        article["url"] = json!(url);
        article["byline"][0]["url"] = json!(url);
        article["countries"][0]["url"] = json!(url);
        article["tags"][0]["url"] = json!(url);
        article["trending"][0]["url"] = json!(url);
        article["publisher"]["url"] = json!(url);
        article["image"]["url"] = json!(url);
        let href = url.replace('<', "&lt;");
        article["body"] = json!(format!(
            "<p><a href=\"{href}\">A link</a></p><a xlink:href=\"{href}\">B</a><form action=\"{href}\"><button formaction=\"{href}\">C</button></form>"
        ));
        stage.show(&article, r#"link-target="_self""#).await;
        assert_eq!(stage.run(FOREIGN).await, json!([]), "{url:?}");
        let follow = "for (const link of d.widget().shadowRoot.querySelectorAll('a')) {
                if (!/^(https?|mailto|tel):/.test(link.href)) link.click();
            }
            return window.hit ?? null;";
        assert_eq!(stage.run(follow).await, Value::Null, "{url:?}");
    }
}

/// Links and sources with a scheme that no article may use.
const FOREIGN: &str = "return [...d.widget().shadowRoot.querySelectorAll('*')].flatMap((node) =>
    [...node.attributes].filter(({ name }) => /^(href|src|action|formaction|xlink:href|ping)$/.test(name))
        .filter(({ value }) => !/^(https?|mailto|tel):|^#/.test(value) || /script:|^data:/i.test(value))
        .map(({ name, value }) => `${node.localName} ${name}=${value}`));";

const MARKUP: &str = "<img src=x onerror=window.hit=1><b>&amp;bold</b>";

async fn markup_in_text_is_text(stage: Stage) {
    // Words that repeat others may be left out; these don't.
    let markup = |part: &str| json!(format!("{MARKUP} {part}"));
    let mut article = full_article(&stage.site);
    for field in ["headline", "summary", "credit", "disclaimer"] {
        article[field] = markup(field);
    }
    article["place"] = markup("dateline");
    article["byline"][0]["name"] = markup("author");
    article["image"]["caption"] = markup("caption");
    article["image"]["alt"] = markup("alt");
    article["countries"][0]["name"] = markup("tags");
    article["trending"][0]["headline"] = markup("story");
    article["trending"][0]["region"] = markup("region");
    article["body"] = json!([markup("body")]);
    stage.show(&article, "").await;
    let parts = [
        "headline",
        "summary",
        "author",
        "dateline",
        "credit",
        "disclaimer",
        "caption",
        "tags",
        "story",
        "region",
        "body",
    ];
    for part in parts {
        let script = "return d.part(args[0])?.textContent.includes(args[1]);";
        let seen = stage.run_with(script, vec![json!(part), markup(part)]).await;
        assert_eq!(seen, true, "{part}: {}", stage.text(part).await);
    }
    stage.settle().await;
    assert_eq!(stage.run("return window.hit ?? null;").await, Value::Null);
    let bold = "return d.widget().shadowRoot.querySelectorAll('b').length;";
    assert_eq!(stage.run(bold).await, 0);
}

async fn a_body_runs_and_loads_nothing(stage: Stage) {
    let probe = stage.site.url(dateline_e2e::site::Role::Stranger, "/probe");
    let body = format!(
        r#"<p>Before.</p><script>window.hit=1</script><img src="x" onerror="window.hit=1">
        <svg onload="window.hit=1"><script>window.hit=1</script></svg><iframe src="{probe}/frame"></iframe>
        <object data="{probe}/object"></object><embed src="{probe}/embed"><link rel="stylesheet" href="{probe}/css">
        <style>@import "{probe}/import"; * {{ display: none !important }}</style><meta http-equiv="refresh" content="0;url={probe}/go">
        <base href="{probe}/"><video poster="{probe}/poster" src="{probe}/video" autoplay></video>
        <p style="background:url({probe}/style)" onclick="window.hit=1">After.</p><math><mtext><table><mglyph><style><img src="{probe}/mxss" onerror="window.hit=1">"#
    );
    let mut article = brief("Bodies");
    article["body"] = json!(body);
    stage.show(&article, "").await;
    stage.settle().await;
    let text = stage.text("body").await;
    assert!(text.contains("Before.") && text.contains("After."), "{text}");
    assert_eq!(stage.run("return window.hit ?? null;").await, Value::Null);
    let probes: Vec<_> = stage.site.seen().into_iter().filter(|seen| seen.path.starts_with("/probe")).collect();
    assert!(probes.is_empty(), "{probes:?}");
    let foreign = "return [...d.widget().shadowRoot.querySelectorAll('script, iframe, object, embed, style, link, meta, base, form, math')].map((node) => node.localName);";
    assert_eq!(stage.run(foreign).await, json!([]));
    let attributes = "return [...d.part('body').querySelectorAll('*')].flatMap((node) => node.getAttributeNames()).filter((name) => /^on|^style$|^srcdoc$/.test(name));";
    assert_eq!(stage.run(attributes).await, json!([]));
}

async fn article_ids_clobber_nothing(stage: Stage) {
    let mut article = brief("Clobbering");
    article["body"] = json!(
        "<p id=\"body\" class=\"headline\" part=\"headline\" slot=\"x\" name=\"cookie\">One</p><a id=\"customElements\" name=\"customElements\" href=\"https://example.org/\">Two</a><form id=\"location\" name=\"location\"></form>"
    );
    stage.show(&article, "").await;
    let names = "return [...d.part('body').querySelectorAll('*')].flatMap((node) =>
        ['id', 'name', 'part', 'slot'].filter((name) => node.hasAttribute(name)).map((name) => `${name}=${node.getAttribute(name)}`));";
    let names = stage.run(names).await;
    let own = [
        "id=body",
        "name=cookie",
        "part=headline",
        "slot=x",
        "id=customElements",
        "name=customElements",
        "id=location",
        "name=location",
    ];
    for name in own {
        let there = names.as_array().is_some_and(|names| names.contains(&json!(name)));
        assert!(!there, "{name} in {names}");
    }
    assert_eq!(stage.run("return d.parts('headline').length;").await, 1);
}

async fn deep_nesting_ends_quickly(stage: Stage) {
    let mut article = brief("Deep");
    article["body"] = json!(format!("<p>Start.</p>{}deep{}", "<ul><li>".repeat(20_000), "</li></ul>".repeat(20_000)));
    stage.show(&article, "").await;
    let text = stage.text("body").await;
    assert!(text.contains("Start."), "{}", &text[..text.len().min(200)]);
    let json_bomb = "[".repeat(100_000);
    stage.site.serve(
        dateline_e2e::site::Role::Publisher,
        "/bomb.json",
        dateline_e2e::answer::Answer::new("application/json", format!("{{\"headline\":\"Bomb\",\"body\":{json_bomb}")),
    );
    let src = stage.site.url(dateline_e2e::site::Role::Publisher, "/bomb.json");
    stage.run_with("d.widget().src = args[0];", vec![json!(src)]).await;
    stage.wait_for_event("dateline-error").await;
    let next = stage.site.publish("/next.json", &brief("Still alive"));
    stage.run_with("d.widget().src = args[0];", vec![json!(next)]).await;
    stage.wait_until("d.text(d.part('headline')) === 'Still alive'").await;
}
