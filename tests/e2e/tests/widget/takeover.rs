//! A snapshot becomes the widget: its nodes stay, and what isn't in the story any more goes.

use dateline_e2e::{
    answer::{Answer, Gate},
    browser::Engine,
    cli::dateline,
    page::{FALLBACK, Page, element},
    picture::difference,
    press::{arabic_article, brief, full_article, newspaper},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::hostile_styles::tolerance;
use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(every_node_of_a_snapshot_stays),
    scenario!(a_snapshot_looks_as_the_widget_does),
    scenario!(a_snapshot_of_anything_becomes_the_story_as_it_is_now),
    scenario!(a_fresh_snapshot_asks_for_nothing_until_a_reader_is_at_it),
    scenario!(a_fresh_snapshot_heeds_the_page),
    scenario!(what_is_pressed_too_early_is_pressed_again),
    scenario!(a_template_that_no_parser_has_read_is_a_snapshot_too),
    scenario!(a_snapshot_behind_the_script_is_one_from_the_first),
];

/// Has the tool write a snapshot of `article`, which is served at `path`.
async fn snapshot(stage: &Stage, path: &str, article: &Value, words: &[&str]) -> String {
    let src = stage.site.publish(path, article);
    dateline(&[&["render", "--release", &stage.site.release_url("")], words, &[&*src]].concat()).await
}

/// Brings the script as a tag manager does.
async fn bring_script(stage: &Stage) {
    let script = stage.site.release_url("dateline.js");
    stage
        .run_with(
            "document.head.append(Object.assign(document.createElement('script'), { src: args[0] }));",
            vec![json!(script)],
        )
        .await;
}

/// Notes the nodes of the first element, and does what readers do before a script is there.
const BEFORE: &str = "const root = d.widget().shadowRoot;
    const frame = root.querySelector('.dateline');
    const nodes = [];
    for (let walk = document.createTreeWalker(frame); walk.nextNode();) nodes.push(walk.currentNode);
    const [from, to] = [...root.querySelectorAll('[part=body] p')].map((line) => line.firstChild);
    const range = document.createRange();
    range.setStart(from, 3);
    range.setEnd(to, 5);
    getSelection().setBaseAndExtent(from, 3, to, 5);
    const field = root.querySelector('input[type=email]');
    field.value = 'ann@';
    field.focus({ preventScroll: true });
    scrollTo(0, 300);
    const changes = [];
    const note = (records) => {
        for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
            // A text without words is how Yew keeps a place.
            const added = [...addedNodes].filter((node) => node.data !== '').map((node) => `+${node.nodeName}`);
            const removed = [...removedNodes].map((node) => `-${node.nodeName}`);
            if (type === 'childList') changes.push(...added, ...removed);
            else changes.push(`${type} ${target.nodeName} ${attributeName}`);
        }
    };
    new MutationObserver(note).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    window.before = { nodes, range, passage: String(range), field, changes, top: scrollY, from, to };
    const shifts = [];
    const paints = [];
    const kinds = PerformanceObserver.supportedEntryTypes;
    const watch = (type, list) => kinds.includes(type) && new PerformanceObserver((entries) => list.push(...entries.getEntries())).observe({ type });
    watch('layout-shift', shifts);
    watch('largest-contentful-paint', paints);
    Object.assign(window.before, { shifts, paints });
    return nodes.length;";

const AFTER: &str = "const { nodes, range, passage, field, changes, top, from, to, shifts, paints } = window.before;
    const root = d.widget().shadowRoot;
    return {
        gone: nodes.filter((node) => !node.isConnected).map((node) => node.outerHTML ?? node.data),
        changes,
        passage: String(range) === passage && range.startContainer === from && range.endContainer === to,
        focus: root.activeElement === field && field.value,
        top: scrollY - top,
        shifts: shifts.length, paints: paints.length,
        children: [...root.children].map((node) => node.localName),
    };";

async fn every_node_of_a_snapshot_stays(stage: Stage) {
    let mut article = newspaper(&stage.site);
    // Words of which the parser makes one text.
    article["byline"] = json!([{ "name": "Ann Sand" }, { "name": "Bo Lund" }]);
    let list = stage.site.publish("/list.json", &article["trending"].take());
    article["trending"] = json!({ "src": list });
    let snippet = snapshot(&stage, "/a.json", &article, &["--fresh", "0"]).await;
    stage.open("<p>The page around it.</p>".to_owned() + &snippet).await;
    stage.wait_until("d.widget().shadowRoot.styleSheets.length === 1 && d.part('image').complete").await;
    let count = stage.run(BEFORE).await;
    assert!(count.as_u64().is_some_and(|count| count > 150), "{count}");
    stage.settle().await;
    // The picture's own painting may be told late, and WebKit scrolls to a selection when it has time.
    stage.run("window.before.paints.length = 0; window.before.top = scrollY;").await;
    bring_script(&stage).await;
    stage.wait_for_article().await;
    stage.settle().await;
    let after = stage.run(AFTER).await;
    let expected = json!({
        "gone": [], "changes": ["-STYLE"], "passage": true, "focus": "ann@", "top": 0, "shifts": 0, "paints": 0,
        "children": ["div"]
    });
    assert_eq!(after, expected);
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    // From now on it is a widget like any other.
    stage.run("d.part('story').addEventListener('click', (event) => event.preventDefault());").await;
    stage.click("d.part('story')").await;
    let selected = stage.wait_for_event("dateline-select").await;
    assert_eq!(selected["detail"]["section"], "trending");
    article["headline"] = json!("The Ferry Leaves Earlier");
    stage.site.publish("/a.json", &article);
    stage.run_async("await d.widget().reload();").await;
    assert_eq!(stage.text("headline").await, "The Ferry Leaves Earlier");
    assert_eq!(stage.run("return window.before.nodes.filter((node) => !node.isConnected && node.matches?.('[part~=headline], [part~=story]')).length;").await, 0);
}

async fn a_snapshot_looks_as_the_widget_does(stage: Stage) {
    const NO_BARS: &str = "<style>html { scrollbar-width: none } ::-webkit-scrollbar { display: none }</style>";
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let attributes = format!(r#"theme="light" lang="en" loading="eager" src="{src}""#);
    let snippet = dateline(&["render", "--release", &stage.site.release_url(""), "--fresh", "0", &src]).await;
    let snippet = snippet.replacen("<dateline-article", "<dateline-article theme=\"light\"", 1);
    // Buttons are seen where something may come of them.
    let defined = "<script>customElements.define('dateline-article', class extends HTMLElement {});</script>";
    let mut looks = Vec::new();
    for (body, is_live) in [
        (snippet.clone() + defined, false),
        (snippet + &stage.tag(""), true),
        (element(&attributes, FALLBACK) + &stage.tag(""), true),
    ] {
        stage.open(Page::new(body).head(NO_BARS)).await;
        if is_live {
            stage.wait_for_article().await;
        }
        stage.wait_until("[...d.widget().shadowRoot.querySelectorAll('img')].every((image) => image.complete)").await;
        stage.settle().await;
        let mut windows = Vec::new();
        for top in [0, 500, 1000] {
            stage.run_with("scrollTo({ top: args[0], behavior: 'instant' });", vec![json!(top)]).await;
            stage.settle().await;
            windows.push(stage.picture().await);
        }
        looks.push(windows);
    }
    for (at, name) in [(1, "taken over"), (2, "live")] {
        for (window, (snapshot, other)) in looks[0].iter().zip(&looks[at]).enumerate() {
            assert_eq!(difference(snapshot, other, tolerance(stage.engine)), None, "{name}, window {window}");
        }
    }
}

/// What stands in the frames of two elements, but for what depends on where they stand.
const PAIRS: &str = "const told = (id) => {
        const frame = document.getElementById(id).shadowRoot.querySelector('.dateline').cloneNode(true);
        frame.normalize();
        for (const node of [frame, ...frame.querySelectorAll('*')]) {
            if (node.matches('[data-act=share]')) node.remove();
            for (const name of ['sizes', 'loading', 'fetchpriority', 'data-scheme', 'srcset']) node.removeAttribute(name);
            const attributes = node.getAttributeNames().sort().map((name) => [name, node.getAttribute(name)]);
            for (const [name] of attributes) node.removeAttribute(name);
            for (const [name, value] of attributes) node.setAttribute(name, value);
        }
        return frame.outerHTML.replace(/[/][a-z]+[.]json/g, '');
    };
    return args[0].map((id) => [id, told(id), told('plain')]).filter(([, was, is]) => was !== is);";

async fn a_snapshot_of_anything_becomes_the_story_as_it_is_now(stage: Stage) {
    let mut now = newspaper(&stage.site);
    // A widget tells how long ago a story came, a snapshot doesn't.
    now["latest"] = json!([{ "headline": "Old News", "url": "/l/1", "created": "2025-03-01T08:00:00Z" }]);
    let mut longer = now.clone();
    longer["headline"] = json!("Another Headline");
    longer["updated"] = json!("2025-03-02T08:00:00+05:30");
    longer["body"] = json!("<p>One.</p><h2>Two</h2><table><tr><td>3</td></tr></table><p>Four <em>five</em> six.</p>");
    longer["tags"] = json!([]);
    longer["opinion"] = json!([]);
    let full = full_article(&stage.site);
    let arabic = arabic_article(&stage.site);
    let before =
        [("longer", &longer), ("brief", &brief("Short")), ("full", &full), ("arabic", &arabic), ("same", &now)]
            .map(|(id, article)| (id, article.clone()));
    let mut ids = Vec::new();
    let mut body = String::new();
    for (id, article) in before {
        // A snapshot that was written of one story, at the address of another: in the words of the latter.
        let path = format!("/{id}.json");
        let snippet = snapshot(&stage, &path, &article, &["--fresh", "0", "--lang", "en"]).await;
        stage.site.publish(&path, &now);
        body += &snippet.replacen("<dateline-article", &format!("<dateline-article id=\"{id}\" loading=\"eager\""), 1);
        ids.push(id);
    }
    for (id, spoil) in SPOILED {
        let snippet = snapshot(&stage, "/now.json", &now, &["--fresh", "0"]).await;
        body += &snippet.replacen("<dateline-article", &format!("<dateline-article id=\"{id}\" loading=\"eager\""), 1);
        body += &format!(
            "<script nonce=\"{}\">{{ const root = document.getElementById('{id}').shadowRoot; {spoil} }}</script>",
            dateline_e2e::page::NONCE
        );
        ids.push(id);
    }
    body += &element(
        &format!(r#"id="plain" loading="eager" lang="en" src="{}""#, stage.site.publish("/plain.json", &now)),
        FALLBACK,
    );
    stage.open(body + &stage.tag("")).await;
    stage.wait_for_events("dateline-load", ids.len() + 1).await;
    stage.settle().await;
    let pairs = stage.run_with(PAIRS, vec![json!(ids)]).await;
    let different: Vec<_> = pairs.as_array().expect("it is a list").iter().map(parting).collect();
    assert!(different.is_empty(), "{different:#?}");
}

/// Where two texts part.
fn parting(pair: &Value) -> String {
    let [id, was, is] = [0, 1, 2].map(|at| pair[at].as_str().unwrap_or_default());
    let at = was.bytes().zip(is.bytes()).take_while(|(was, is)| was == is).count();
    let part = |text: &str| {
        let text = text.as_bytes();
        String::from_utf8_lossy(&text[at.saturating_sub(120)..text.len().min(at + 120)]).into_owned()
    };
    format!("{id}:\n  {}\n  {}", part(was), part(is))
}

/// What others may have done to a snapshot before the script is there.
const SPOILED: [(&str, &str); 5] = [
    (
        "translated",
        "for (const line of root.querySelectorAll('p, li, h2, h3, a')) {
            for (const text of [...line.childNodes].filter((node) => node.nodeType === 3)) {
                const font = document.createElement('font');
                font.append(document.createElement('font'));
                text.replaceWith(font);
                font.firstChild.append('Xyz ' + text.data);
            }
        }",
    ),
    ("thinned", "root.querySelectorAll('section, li, figure').forEach((node, at) => at % 2 && node.remove());"),
    (
        "padded",
        "for (const node of root.querySelectorAll('p, section, li, time')) {
            node.before(document.createComment('seen'), 'words', document.createElement('mark'));
            node.append(document.createElement('ins'));
            node.setAttribute('style', '');
            node.setAttribute('class', 'theirs');
        }",
    ),
    ("emptied", "root.querySelector('.dateline').replaceChildren();"),
    (
        "reversed",
        "const frame = root.querySelector('.dateline'); for (const node of [...frame.children].reverse()) frame.append(node);",
    ),
];

async fn a_fresh_snapshot_asks_for_nothing_until_a_reader_is_at_it(stage: Stage) {
    let article = newspaper(&stage.site);
    let snippet = snapshot(&stage, "/a.json", &article, &["--fresh", "600"]).await;
    let asked = stage.site.count(Role::Publisher, "/a.json");
    stage.open(snippet + &stage.tag("")).await;
    let loaded = stage.wait_for_event("dateline-load").await;
    let src = stage.site.url(Role::Publisher, "/a.json");
    assert_eq!(loaded["detail"], json!({ "src": src, "headline": article["headline"], "format": "dateline/1" }));
    assert_eq!(loaded["inSetter"], false);
    assert_eq!(stage.state().await, "ready");
    stage.wait_for_event("dateline-view").await;
    assert_eq!([stage.site.count(Role::Publisher, "/a.json") - asked, stage.site.wasm_count()], [0, 0]);
    let frame = "window.frame = d.widget().shadowRoot.querySelector('.dateline'); window.field = window.frame.querySelector('input');";
    stage.run(frame).await;
    stage.run("window.field.focus();").await;
    stage.wait_until("!d.widget().shadowRoot.querySelector('style')").await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", asked + 1).await;
    stage.settle().await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json") - asked, 1);
    assert_eq!(
        stage.run("return [window.frame.isConnected, d.widget().shadowRoot.activeElement === window.field];").await,
        json!([true, true])
    );
    // Nothing has changed, so there is nothing to tell.
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    assert_eq!(stage.events("dateline-view").await.len(), 1);
    assert_eq!(stage.state().await, "ready");
}

async fn a_fresh_snapshot_heeds_the_page(stage: Stage) {
    let snippet = snapshot(&stage, "/a.json", &newspaper(&stage.site), &["--fresh", "600"]).await;
    stage.open(snippet + "<aside></aside>" + &stage.tag("")).await;
    stage.wait_for_event("dateline-load").await;
    stage.run("window.left = d.widget(); window.left.remove();").await;
    stage.settle().await;
    stage.run("document.querySelector('aside').append(window.left);").await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.state().await, "ready");
    stage.run("d.widget().sections = 'headline body';").await;
    stage.wait_until("!d.part('trending')").await;
    assert!(stage.shows("body").await);
    let other = stage.site.publish("/b.json", &brief("Another story"));
    stage.run_with("d.widget().src = args[0];", vec![json!(other)]).await;
    stage.wait_until("d.part('headline')?.innerText === 'Another story'").await;
}

async fn what_is_pressed_too_early_is_pressed_again(stage: Stage) {
    for fresh in ["0", "600"] {
        let path = format!("/{fresh}.json");
        let snippet =
            snapshot(&stage, &path, &newspaper(&stage.site), &["--fresh", fresh, "--sections", "menu headline body"])
                .await;
        let gate = Gate::closed();
        stage.site.serve(Role::Publisher, &path, Answer::json(&newspaper(&stage.site)).behind(&gate));
        stage.open(snippet + &stage.tag("")).await;
        stage.wait_until("d.widget().matches(':defined')").await;
        let menu = "d.widget().shadowRoot.querySelector('[data-act=menu]')";
        stage.click(menu).await;
        stage.settle().await;
        let expanded = format!("{menu}.getAttribute('aria-expanded')");
        assert_eq!(stage.run(&format!("return {expanded};")).await, "false");
        gate.open();
        stage.wait_until(&format!("{expanded} === 'true'")).await;
    }
}

async fn a_template_that_no_parser_has_read_is_a_snapshot_too(stage: Stage) {
    let article = newspaper(&stage.site);
    let snippet = snapshot(&stage, "/a.json", &article, &["--fresh", "0"]).await;
    let gate = Gate::closed();
    stage.site.serve(Role::Publisher, "/a.json", Answer::json(&article).behind(&gate));
    stage.open("<main></main>".to_owned() + &stage.tag("")).await;
    let insert = "const main = document.querySelector('main');
        main.innerHTML = args[0];
        window.frame = (d.widget().shadowRoot ?? main.querySelector('template').content).querySelector('.dateline');";
    stage.run_with(insert, vec![json!(snippet)]).await;
    stage.wait_until("d.part('headline')").await;
    assert_eq!(stage.text("headline").await, article["headline"].as_str().unwrap_or_default());
    gate.open();
    stage.wait_for_article().await;
    assert_eq!(
        stage.run("return [window.frame.isConnected, document.querySelectorAll('template').length];").await,
        json!([true, 0])
    );
}

async fn a_snapshot_behind_the_script_is_one_from_the_first(stage: Stage) {
    let article = newspaper(&stage.site);
    let snippet = snapshot(&stage, "/a.json", &article, &["--fresh", "0"]).await;
    let gate = Gate::closed();
    stage.site.serve(Role::Publisher, "/a.json", Answer::json(&article).behind(&gate));
    let script = format!("<script src=\"{}\"></script>", stage.site.release_url("dateline.js"));
    stage.open(script + &snippet + "<p>More of the page.</p>").await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 2).await;
    stage.settle().await;
    assert_eq!(stage.text("headline").await, article["headline"].as_str().unwrap_or_default());
    stage.run("window.frame = d.widget().shadowRoot.querySelector('.dateline');").await;
    gate.open();
    stage.wait_for_article().await;
    assert_eq!(stage.run("return window.frame.isConnected;").await, true);
    if stage.engine == Engine::Chromium {
        stage.settle().await;
        assert_eq!(stage.run("return d.widget().shadowRoot.querySelectorAll('.dateline').length;").await, 1);
    }
}
