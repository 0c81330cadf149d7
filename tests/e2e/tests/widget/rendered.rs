//! What the command line tool writes for a page: snapshots, tags with hints, and policies.

use dateline_e2e::{
    answer::Answer,
    cli::dateline,
    page::{FALLBACK, NONCE, Page, element},
    press::{DISCLAIMER, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_story_is_readable_where_no_script_runs),
    scenario!(a_snapshot_is_what_the_widget_shows_in_every_language),
    scenario!(a_stripped_snapshot_is_a_link),
    scenario!(the_policy_is_all_that_stories_need),
];

/// Publishes a full article, and has the tool write something about it.
async fn written(stage: &Stage, article: &Value, words: &[&str]) -> String {
    let src = stage.site.publish("/a.json", article);
    dateline(&[words, &["--release", &stage.site.release_url(""), &src]].concat()).await
}

/// What a reader sees of a snapshot.
const SEEN: &str = "const root = document.querySelector('dateline-article').shadowRoot;
    const part = (name) => root.querySelector(`[part~=${name}]`);
    const box = (name) => { const { width, height } = part(name).getBoundingClientRect(); return [width, height]; };
    const [width, height] = box('image');
    return {
        isDefined: document.querySelector('dateline-article').matches(':defined'),
        sheets: root.styleSheets.length,
        headline: part('headline').innerText, level: part('headline').localName,
        body: part('body').innerText, disclaimer: part('disclaimer').innerText,
        isSeen: ['headline', 'body', 'disclaimer'].every((name) => box(name).every((length) => length > 10)),
        shape: (width / height).toFixed(2),
        fallback: document.querySelector('dateline-article > a').getClientRects().length,
    };";

async fn a_story_is_readable_where_no_script_runs(stage: Stage) {
    let article = full_article(&stage.site);
    let page = written(&stage, &article, &["render", "--page"]).await;
    let page = Answer::html(page).header("content-security-policy", "script-src 'none'");
    stage.visit(stage.site.serve(Role::Host, "/snapshot.html", page)).await;
    let sheets = "document.querySelector('dateline-article').shadowRoot?.styleSheets.length === 1";
    stage.wait_until(sheets).await;
    let seen = stage.run(SEEN).await;
    assert_eq!(seen["headline"], article["headline"], "{seen}");
    assert_eq!(seen["level"], "h1", "{seen}");
    assert!(seen["body"].as_str().is_some_and(|body| body.contains("A ferry is a promise")), "{seen}");
    assert_eq!(seen["disclaimer"], DISCLAIMER, "{seen}");
    let rest = [&seen["isDefined"], &seen["isSeen"], &seen["shape"], &seen["fallback"]];
    assert_eq!(rest, [&json!(false), &json!(true), &json!("1.78"), &json!(0)], "{seen}");
    assert_eq!(stage.site.wasm_count(), 0);
}

/// The languages that have labels.
const LANGUAGES: [&str; 12] = ["ar", "de", "en", "es", "fr", "hi", "id", "ja", "pt", "ru", "ur", "zh"];

/// How a snapshot differs from what the widget shows of the same story; nothing where they agree.
///
/// Versions of CLDR differ a little: in the names of zones, which are left out, in the kind of spaces, and in whether
/// Arabic that is of no country has digits of its own.
const DIFFERENCES: &str = "const told = (box) => [...box.querySelectorAll('*')]
        .filter((node) => !node.matches('time *, [data-act=share]'))
        .map((node) => `${node.localName} ${node.part} ${node.className} ${node.lang} ${node.dir} ` + (node.localName === 'time'
            ? node.dateTime + node.firstChild.data
            : [...node.childNodes].filter((child) => child.nodeType === 3).map((text) => text.data).join('')))
        .map((line) => line.normalize('NFKC').replace(/[٠-٩]/g, (digit) => digit.codePointAt() - 0x660));
    return Object.entries(args[0]).flatMap(([lang, snippet]) => {
        const page = document.createElement('template');
        page.innerHTML = snippet;
        const before = told(page.content.querySelector('template').content.querySelector('.dateline'));
        const now = told(document.getElementById(lang).shadowRoot.querySelector('.dateline'));
        const different = before.map((line, at) => [line, now[at]]).filter(([line, other]) => line !== other);
        return before.length === now.length ? different : [[lang, before, now], ...different];
    });";

async fn a_snapshot_is_what_the_widget_shows_in_every_language(stage: Stage) {
    let mut article = full_article(&stage.site);
    article["updated"] = json!("2025-03-05T09:07:00+05:30");
    article["latest"] = json!({ "src": stage.site.publish("/latest.json", &article["trending"]) });
    let mut snippets = json!({});
    let mut body = stage.tag("");
    for language in LANGUAGES {
        snippets[language] = json!(written(&stage, &article, &["render", "--lang", language]).await);
        let src = stage.site.url(Role::Publisher, "/a.json");
        body += &element(&format!(r#"id="{language}" lang="{language}" loading="eager" src="{src}""#), FALLBACK);
    }
    stage.open(body).await;
    stage.wait_for_events("dateline-load", LANGUAGES.len()).await;
    let lists = "[...document.querySelectorAll('dateline-article')]
        .every(({ shadowRoot }) => shadowRoot.querySelectorAll('[part~=latest] [part~=story]').length === 4)";
    stage.wait_until(lists).await;
    stage.settle().await;
    assert_eq!(stage.run_with(DIFFERENCES, vec![snippets]).await, json!([]));
}

async fn a_stripped_snapshot_is_a_link(stage: Stage) {
    let article = full_article(&stage.site);
    let snippet = written(&stage, &article, &["render"]).await;
    let (before, rest) = snippet.split_once("<template").expect("there is a template");
    let (_, after) = rest.split_once("</template>").expect("it ends");
    stage.open(before.to_owned() + after).await;
    let text = stage.run("return document.body.innerText.trim();").await;
    let headline = article["headline"].as_str().expect("it has one");
    assert_eq!(text, format!("{headline}, Straitwatch"));
    assert_eq!(stage.run("return document.querySelector('dateline-article a').href;").await, article["url"]);
}

async fn the_policy_is_all_that_stories_need(stage: Stage) {
    let mut article = full_article(&stage.site);
    article["trending"] = json!({ "src": stage.site.publish("/list.json", &article["trending"]) });
    let (csp, embed) = (&["csp"][..], &["embed"][..]);
    for (csp, embed) in
        [(csp, embed), (csp, &["embed", "--hinted"]), (&["csp", "--snapshot"], &["embed", "--snapshot"])]
    {
        let printed = written(&stage, &article, csp).await;
        let policy = printed.trim().strip_prefix("Content-Security-Policy: script-src").expect("it is a header");
        // The recorder's script is the page's own.
        let policy = format!("default-src 'none'; script-src 'nonce-{NONCE}'{policy}");
        let body = written(&stage, &article, embed).await;
        stage.open(Page::new(body).policy(policy)).await;
        stage.wait_for_article().await;
        stage.wait_until("d.part('image').complete && d.part('image').naturalWidth > 0").await;
        assert_eq!(stage.text("headline").await, article["headline"].as_str().unwrap_or_default());
        assert_eq!(stage.texts("story").await.len(), 4);
        assert_eq!(stage.complaints().await, [""; 0]);
    }
}
