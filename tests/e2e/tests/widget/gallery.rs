//! What must hold of everything the gallery shows: nobody is shut out of it.

use std::{env, path::PathBuf};

use dateline_e2e::{
    gallery::{exhibits, open, serve},
    site::{Role, from_file},
    stage::Stage,
};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(axe_finds_nothing_in_light),
    scenario!(axe_finds_nothing_in_dark),
    scenario!(axe_finds_nothing_in_other_looks_languages_and_widths),
];

async fn axe_finds_nothing_in_light(stage: Stage) {
    axe_finds_nothing_in_theme(&stage, "light").await;
}

async fn axe_finds_nothing_in_dark(stage: Stage) {
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
        open(stage, &query).await;
        let answer = stage.run_async(AXE).await;
        let violations = answer["value"].as_array().unwrap_or_else(|| panic!("{query}: {answer}"));
        found.extend(violations.iter().map(|violation| format!("{query}: {violation}")));
    }
    assert!(found.is_empty(), "axe finds {}:\n{}", found.len(), found.join("\n"));
}

/// Rule, target and summary of all that axe finds in the elements on the page.
const AXE: &str = "
    await new Promise((done, fail) => {
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
