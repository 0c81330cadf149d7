//! What must hold of everything the gallery shows: nobody is shut out of it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use dateline_e2e::{
    browser::Engine,
    gallery::{exhibits, serve, turn},
    page::{Page, element, script},
    site::{Role, from_file},
    stage::Stage,
};
use serde_json::Value;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(axe_finds_nothing_in_light),
    scenario!(axe_finds_nothing_in_dark),
    scenario!(axe_finds_nothing_in_other_looks_languages_and_widths),
    scenario!(nothing_scrolls_sideways_and_all_can_be_hit_at_320_pixels),
    scenario!(the_full_article_is_told_as_reviewed),
];

async fn axe_finds_nothing_in_light(stage: Stage) {
    axe_finds_nothing_in_theme(&stage, "light").await;
}

async fn axe_finds_nothing_in_dark(stage: Stage) {
    // The colors are computed alike in all engines, and it takes half a minute in each.
    if stage.engine != Engine::Chromium {
        return;
    }
    axe_finds_nothing_in_theme(&stage, "dark").await;
}

async fn axe_finds_nothing_in_theme(stage: &Stage, theme: &str) {
    serve(&stage.site);
    let ids = exhibits(stage).await;
    assert!(ids.len() > 40, "{ids:?}");
    let queries = ids.iter().map(|id| format!("show={id}&theme={theme}")).collect();
    axe_finds_nothing(stage, queries).await;
}

async fn axe_finds_nothing_in_other_looks_languages_and_widths(stage: Stage) {
    serve(&stage.site);
    exhibits(&stage).await;
    let mut queries = vec!["show=full&width=280".to_owned(), "show=full&width=1040".to_owned()];
    for variant in ["full", "compact", "card"] {
        queries.push(format!("show={variant}&lang=ar&dir=rtl"));
        queries.push(format!("show={variant}&lang=ar"));
        for look in ["ledger", "signal"] {
            for theme in ["light", "dark"] {
                queries.push(format!("show={variant}&look={look}&theme={theme}"));
            }
        }
    }
    axe_finds_nothing(&stage, queries).await;
}

async fn axe_finds_nothing(stage: &Stage, queries: Vec<String>) {
    let Some(axe) = env::var_os("DATELINE_AXE").map(PathBuf::from) else {
        panic!("axe-core is missing: name its axe.min.js in DATELINE_AXE");
    };
    stage.site.serve(Role::Host, "/axe.min.js", from_file(&axe));
    let mut found = Vec::new();
    for query in queries {
        turn(stage, &query).await;
        let answer = stage.run_async(AXE).await;
        let violations = answer["value"].as_array().unwrap_or_else(|| panic!("{query}: {answer}"));
        found.extend(violations.iter().map(|violation| format!("{query}: {violation}")));
    }
    assert!(found.is_empty(), "axe finds {}:\n{}", found.len(), found.join("\n"));
}

/// Rule, target and summary of all that axe finds in the elements on the page.
const AXE: &str = "
    if (!window.axe) await new Promise((done, fail) => {
        const script = document.createElement('script');
        Object.assign(script, { src: 'axe.min.js', onload: done, onerror: fail });
        document.head.append(script);
    });
    // A page within the page is another page, and shows nothing of ours.
    if (!document.querySelector('dateline-article')) return [];
    const { violations, passes } = await axe.run({ include: [['dateline-article']] }, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'target-size': { enabled: true } },
    });
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id} at ${target.flat(9).join(' ')}: ${failureSummary.replace(/\\s+/g, ' ')}`));
    return found.length || passes.length ? found : ['axe looked at nothing'];";

/// As wide as a window of 1,280 pixels is at a zoom of 400 %.
const NARROW: u32 = 320;

async fn nothing_scrolls_sideways_and_all_can_be_hit_at_320_pixels(stage: Stage) {
    serve(&stage.site);
    let ids = exhibits(&stage).await;
    // Only Chromium's window gets as narrow as that; elsewhere the page does.
    if stage.engine == Engine::Chromium {
        stage.set_screen(NARROW, 800).await;
    }
    stage.run(&format!("document.body.style.width = '{NARROW}px';")).await;
    let mut found = Vec::new();
    // The one that waits for ten seconds looks like the others that are out of reach.
    for id in ids.iter().filter(|id| *id != "timeout") {
        turn(&stage, &format!("show={id}")).await;
        let faults: Vec<String> = serde_json::from_value(stage.run(NARROW_FAULTS).await).expect("faults are texts");
        found.extend(faults.into_iter().map(|fault| format!("{id}: {fault}")));
    }
    if stage.engine == Engine::Chromium {
        stage.reset_screen().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What is wider than its place, and what is too small to be hit and doesn't stand in a sentence (WCAG 2.5.8).
const NARROW_FAULTS: &str = "
    const page = document.documentElement, faults = [];
    const isNarrow = innerWidth <= 320;
    if (isNarrow && page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} wide`);
    for (const host of document.querySelectorAll('dateline-article')) {
        const box = host.shadowRoot.querySelector('.dateline');
        for (const node of [host, box]) {
            if (node && node.scrollWidth > node.clientWidth) faults.push(`${node.localName} is ${node.scrollWidth} wide`);
        }
        for (const node of host.shadowRoot.querySelectorAll('a[href], button, summary, input, [tabindex=\"0\"]')) {
            const { width, height } = node.getBoundingClientRect();
            const isHidden = !d.shown(node) || node.closest('.unseen') || node.matches('.skip');
            const isInSentence = getComputedStyle(node).display === 'inline'
                && node.parentElement.textContent.trim().length > node.textContent.trim().length;
            if (isHidden || isInSentence || (width >= 24 && height >= 24)) continue;
            faults.push(`${node.localName} ${node.part} ${node.className} “${d.text(node)}” is ${width} × ${height}`);
        }
    }
    return faults;";

/// When it is: the latest stories say how long ago they came.
const NOW: &str = "Date.now = () => Date.parse('2026-11-23T09:00:00Z');";

async fn the_full_article_is_told_as_reviewed(stage: Stage) {
    if stage.engine != Engine::Chromium {
        // Other drivers don't tell the tree.
        return;
    }
    serve(&stage.site);
    let src = stage.site.url(Role::Host, "/articles/harbor.json");
    let element = element(&format!("src=\"{src}\" loading=\"eager\""), "");
    stage.open(Page::new(element + &stage.tag("")).head(script(NOW))).await;
    stage.wait_for_article().await;
    stage.settle().await;
    let tree = stage.accessibility_tree().await;
    let root = tree.iter().find(|node| node["parentId"].is_null()).expect("the page has a root");
    let mut told = String::new();
    tell(&tree, root, "", 0, &mut told);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/widget/full.axtree.txt");
    if env::var_os("DATELINE_BLESS").is_some() {
        fs::write(&file, &told).expect("the snapshot can be written");
    }
    let reviewed = fs::read_to_string(&file).unwrap_or_default();
    assert!(told == reviewed, "the article is told differently; DATELINE_BLESS=1 accepts it:\n{told}");
}

/// Writes a node and those in it, one a line; boxes without a role or name are passed through.
fn tell(tree: &[Value], node: &Value, around: &str, depth: usize, told: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let children: Vec<&str> = node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let is_time = |id: &&str| tree.iter().any(|node| node["nodeId"] == **id && node["role"]["value"] == "time");
    if role == "DisclosureTriangle" && children.iter().any(is_time) {
        // How long ago something was changes from run to run.
        *told += &format!("{}{role} (how long ago){}\n", "  ".repeat(depth), traits(node));
        return;
    }
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let is_repeated = role == "StaticText" && (name == around || name.trim().is_empty());
    let is_box = matches!(role, "RootWebArea" | "generic" | "none" | "LineBreak" | "InlineTextBox" | "ListMarker");
    let is_told = node["ignored"] != true && !is_box && !is_repeated;
    if is_told {
        *told += &format!("{}{role} \"{name}\"{}\n", "  ".repeat(depth), traits(node));
    }
    for id in children {
        if let Some(child) = tree.iter().find(|node| node["nodeId"] == *id) {
            tell(tree, child, if is_told { name } else { around }, depth + usize::from(is_told), told);
        }
    }
}

/// What else a reader is told of a node.
fn traits(node: &Value) -> String {
    let properties = node["properties"].as_array().into_iter().flatten();
    let told = properties.filter_map(|property| match property["name"].as_str()? {
        "level" if node["role"]["value"] != "heading" => None,
        name @ ("level" | "expanded" | "required" | "invalid") => Some((name, &property["value"]["value"])),
        _ => None,
    });
    told.filter(|(_, value)| **value != "false").map(|(name, value)| format!(" {name}={value}")).collect()
}
