//! Somebody else rewrites the nodes in the widget: a translator, an extension, an editor. Then the widget changes.

use dateline_e2e::{
    answer::{Answer, Gate},
    page::{FALLBACK, element},
    press::{brief, newspaper, stories},
    site::{Role, Site},
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(a_translated_widget_changes),
    scenario!(a_widget_with_nodes_of_an_extension_changes),
    scenario!(a_widget_whose_nodes_were_taken_away_changes),
    scenario!(a_widget_whose_nodes_were_moved_changes),
    scenario!(a_normalized_widget_changes),
    scenario!(a_widget_that_was_wrapped_changes),
    scenario!(an_emptied_widget_changes),
    scenario!(the_menu_of_a_rewritten_widget_opens),
    scenario!(a_list_comes_to_a_rewritten_widget),
    scenario!(a_translated_notice_is_tried_again),
    scenario!(a_translated_widget_fails_and_recovers),
];

/// As Chrome's translator does it: each text is taken out, and another one put in, in two elements.
const TRANSLATE: &str = "const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        outer.append(inner);
        inner.append('FOREIGN ' + text.data);
        text.replaceWith(outer);
    }";

const ADD: &str = "for (const parent of [frame, ...root.querySelectorAll('p, h2, li, button, [part~=article]')]) {
        const added = document.createElement('div');
        added.textContent = 'FOREIGN';
        parent.prepend(added, 'FOREIGN');
    }";

const TAKE_AWAY: &str = "root.querySelector('[part~=trending] ol, [part~=trending] ul')?.remove();
    root.querySelector('[part~=headline]')?.replaceChildren();
    root.querySelector('[part~=share]')?.remove();
    root.querySelector('nav')?.remove();
    root.querySelectorAll('[part~=body] > :nth-child(odd)').forEach((block) => block.remove());
    frame.append('FOREIGN');";

const MOVE: &str = "const body = root.querySelector('[part~=body]');
    body?.append(...[...body.childNodes].reverse());
    const article = root.querySelector('[part~=article]');
    article?.append(...[...article.children].reverse());
    const box = document.createElement('div');
    box.append('FOREIGN', ...root.querySelectorAll('[part~=story]'));
    frame.prepend(box);";

const NORMALIZE: &str = "frame.prepend('FOREIGN', '');
    frame.normalize();";

const WRAP: &str = "const box = document.createElement('div');
    for (const node of [...root.querySelectorAll('.dateline > *, [part], [part~=body] > *, li, button')]) {
        const wrap = box.cloneNode();
        node.replaceWith(wrap);
        wrap.append('FOREIGN', node);
    }";

const EMPTY: &str = "frame.replaceChildren('FOREIGN');";

/// What happens to the widget; the address of another story, and of a list, are in `args`.
const CHANGES: &[(&str, &str)] = &[
    ("another theme", "widget.theme = 'dark';"),
    ("another variant", "widget.variant = 'compact';"),
    ("the first variant", "widget.removeAttribute('variant');"),
    ("other sections", "widget.sections = 'headline body trending share menu';"),
    ("all sections", "widget.removeAttribute('sections');"),
    ("another language", "widget.lang = 'de';"),
    ("the first language", "widget.removeAttribute('lang');"),
    ("another list", "widget.trending = args[1];"),
    ("its own list", "widget.removeAttribute('trending');"),
    ("another version", "widget.reload();"),
    ("another story", "widget.src = args[0];"),
    ("the first story", "widget.src = args[2];"),
    ("away and back", "widget.remove(); setTimeout(() => document.body.prepend(widget));"),
];

async fn a_translated_widget_changes(stage: Stage) {
    changes(&stage, TRANSLATE).await;
}

async fn a_widget_with_nodes_of_an_extension_changes(stage: Stage) {
    changes(&stage, ADD).await;
}

async fn a_widget_whose_nodes_were_taken_away_changes(stage: Stage) {
    changes(&stage, TAKE_AWAY).await;
}

async fn a_widget_whose_nodes_were_moved_changes(stage: Stage) {
    changes(&stage, MOVE).await;
}

async fn a_normalized_widget_changes(stage: Stage) {
    changes(&stage, NORMALIZE).await;
}

async fn a_widget_that_was_wrapped_changes(stage: Stage) {
    changes(&stage, WRAP).await;
}

async fn an_emptied_widget_changes(stage: Stage) {
    changes(&stage, EMPTY).await;
}

/// Rewrites a widget before each change; after it, everything is as in a widget that nobody has rewritten.
async fn changes(stage: &Stage, rewrite: &str) {
    let [first, other] = [newspaper(&stage.site), another(&stage.site)];
    let src = versions(&stage.site, &first);
    let other = stage.site.publish("/other.json", &other);
    let list = stage.site.publish("/list.json", &stories(&stage.site, &["Listed one", "Listed two"]));
    let args = vec![json!(other), json!(list), json!(src)];
    stage.open(element(&format!(r#"src="{src}" loading="eager""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_for_article().await;
    let mut wrong = Vec::new();
    for (name, change) in CHANGES {
        stage.run(&rewritten(rewrite)).await;
        let has_foreign = "return d.widget().shadowRoot.textContent.includes('FOREIGN');";
        assert_eq!(stage.run(has_foreign).await, true, "{name}");
        let change = format!("const widget = d.widget(); d.inTask(() => {{ {change} }});");
        stage.run_with(&change, args.clone()).await;
        let difference = difference(stage).await;
        if difference != json!([]) {
            wrong.push(format!("{name}: {difference}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(stage.run("return [d.eventsOf('dateline-error').length, d.instances];").await, json!([0, 1]));
}

/// A new version each time but the first.
fn versions(site: &Site, article: &Value) -> String {
    let mut newer = article.clone();
    newer["headline"] = json!("A Newer Headline");
    newer["body"] = json!("<p>All of it is new.</p>");
    site.serve_each(Role::Publisher, "/a.json", vec![Answer::json(article), Answer::json(&newer)])
}

fn another(site: &Site) -> Value {
    let mut article = newspaper(site);
    article["headline"] = json!("Another Headline");
    article["body"] = json!("<p>Another story.</p><h2>With a subhead</h2><p>And an end.</p>");
    article
}

fn rewritten(rewrite: &str) -> String {
    format!("const root = d.widget().shadowRoot, frame = root.querySelector('.dateline');\n{rewrite}")
}

/// Where the widget differs from one that is made now with the same attributes.
async fn difference(stage: &Stage) -> Value {
    let compare = "const shape = (node, depth = 0) => {
            const pad = ' '.repeat(depth);
            if (node.nodeType === Node.TEXT_NODE) return node.data ? [pad + node.data] : [];
            const { localName, lang, dir, hidden } = node;
            const name = [localName, node.getAttribute('part'), lang, dir, node.dataset.theme, node.dataset.variant, hidden].join('|');
            return [pad + name, ...[...node.childNodes].flatMap((child) => shape(child, depth + 1))];
        };
        const all = (element) => [...element.shadowRoot.children].flatMap((child) => shape(child));
        const differ = (ours, theirs) => [...ours.filter((line) => !theirs.includes(line)).map((line) => `+ ${line}`),
            ...theirs.filter((line) => !ours.includes(line)).map((line) => `- ${line}`),
            ...(String(ours) === String(theirs) ? [] : ['not the same'])];
        await d.settle();
        const widget = d.widget(), twin = widget.cloneNode(true);
        const loaded = new Promise((done) => { twin.addEventListener('dateline-load', done, { once: true }); });
        Object.assign(twin, { id: 'twin', loading: 'eager' });
        document.body.append(twin);
        await loaded;
        let difference;
        for (let tries = 0; tries < 100; tries += 1) {
            await d.settle();
            difference = differ(all(widget), all(twin));
            if (widget.matches(':state(ready)') && difference.length === 0) break;
        }
        twin.remove();
        return difference;";
    stage.run_async(compare).await["value"].clone()
}

/// What leaves enough in place for a reader to go on.
const MILD: [(&str, &str); 5] =
    [("translated", TRANSLATE), ("added to", ADD), ("moved", MOVE), ("normalized", NORMALIZE), ("wrapped", WRAP)];

async fn the_menu_of_a_rewritten_widget_opens(stage: Stage) {
    for (name, rewrite) in MILD {
        stage.show(&newspaper(&stage.site), r#"sections="menu headline body trending""#).await;
        stage.run(&rewritten(rewrite)).await;
        for is_open in [true, false, true] {
            stage.click("d.widget().shadowRoot.querySelector('[data-act=menu]')").await;
            stage.settle().await;
            let links = "return [...d.widget().shadowRoot.querySelectorAll('nav li')].filter(d.shown).length;";
            assert_eq!(stage.run(links).await, if is_open { 2 } else { 0 }, "{name}");
        }
        assert_quiet(&stage, name).await;
    }
}

async fn a_list_comes_to_a_rewritten_widget(stage: Stage) {
    for (name, rewrite) in MILD {
        let gate = Gate::closed();
        let list = Answer::json(&stories(&stage.site, &["Listed one", "Listed two"])).behind(&gate);
        let list = stage.site.serve(Role::Publisher, &format!("/{}.json", name.replace(' ', "-")), list);
        let mut article = newspaper(&stage.site);
        article["trending"] = json!({ "src": list });
        stage.show(&article, "").await;
        stage.run(&rewritten(rewrite)).await;
        gate.open();
        stage.wait_until("d.shown(d.part('trending')) && d.text(d.part('trending')).includes('Listed two')").await;
        assert_quiet(&stage, name).await;
    }
}

async fn a_translated_notice_is_tried_again(stage: Stage) {
    let answers = vec![Answer::status(503), Answer::json(&brief("Recovered"))];
    let src = stage.site.serve_each(Role::Publisher, "/a.json", answers);
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.wait_until("d.shown(d.part('retry'))").await;
    stage.run(&rewritten(TRANSLATE)).await;
    assert!(stage.text("notice").await.contains("FOREIGN"));
    stage.click("d.part('retry')").await;
    stage.wait_for_article().await;
    assert_eq!(difference(&stage).await, json!([]));
    assert_eq!(stage.run("return [d.text(d.part('headline')), d.instances];").await, json!(["Recovered", 1]));
}

async fn a_translated_widget_fails_and_recovers(stage: Stage) {
    let gone = stage.site.serve(Role::Publisher, "/gone.json", Answer::status(404));
    let next = stage.site.publish("/next.json", &another(&stage.site));
    stage.show(&newspaper(&stage.site), "").await;
    stage.run(&rewritten(TRANSLATE)).await;
    stage.run_with("d.widget().src = args[0];", vec![json!(gone)]).await;
    stage.wait_for_event("dateline-error").await;
    stage.settle().await;
    assert!(stage.shows("notice").await);
    assert!(stage.shows_fallback().await);
    let words = "return d.widget().shadowRoot.textContent.includes('FOREIGN');";
    assert_eq!(stage.run(words).await, false);
    stage.run(&rewritten(TRANSLATE)).await;
    stage.run_with("d.widget().src = args[0];", vec![json!(next)]).await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(difference(&stage).await, json!([]));
    assert_eq!(stage.run("return [d.eventsOf('dateline-error').length, d.instances];").await, json!([1, 1]));
}

/// Nothing has failed, and the program is still the first.
async fn assert_quiet(stage: &Stage, name: &str) {
    stage.settle().await;
    let seen =
        stage.run("return [d.events.filter(({ type }) => type === 'dateline-error'), d.errors, d.instances];").await;
    assert_eq!(seen, json!([[], [], 1]), "{name}");
}
