//! Where the widget's time goes: the functions at which the browser's profiler found the main thread.
//! It knows rounds and functions; it doesn't know what these do.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::chromium::Chromium;
use crate::contender::Contender;
use crate::network::Network;
use crate::server::Server;
use crate::stage::{self, NAMED, RELEASE};
use crate::story;
use crate::tab::{Sight, Tab};

/// How long the profiler waits between two looks, in microseconds.
const INTERVAL: u32 = 100;

/// How many functions are told of.
const TOLD: usize = 25;

/// Longer names are cut.
const LONGEST: usize = 110;

/// Who is looked at, with what on the page.
const SCENES: [(Contender, &str); 6] = [
    (Contender::Plain, "1 widget"),
    (Contender::Lit, "1 widget"),
    (Contender::Plain, "100 widgets"),
    (Contender::Lit, "100 widgets"),
    (Contender::Plain, "1,000 stories"),
    (Contender::Lit, "1,000 stories"),
];

/// How often a function was met: at work itself, and anywhere above what was.
#[derive(Default)]
struct Met {
    itself: u64,
    with_callees: u64,
}

/// Loads each page once, with an empty cache, while the profiler looks, and returns what it saw.
pub(crate) fn look(chromium: &mut Chromium, server: &Server) -> Result<String> {
    stage::set_named(server)?;
    let json = story::harbor()?;
    let long = story::with_list(&json, 1000);
    let many = stage::publish_each(server, "profile", 100, &json)?;
    let one = [stage::publish(server, "profile-long", &long)?];
    let mut page = String::new();
    for (contender, scene) in SCENES {
        let (articles, json) = match scene {
            "1 widget" => (&many[..1], &json),
            "100 widgets" => (&many[..], &json),
            _ => (&one[..], &long),
        };
        let mut embed = contender.embed_each(server, articles);
        embed.body = embed.body.replace(RELEASE, NAMED);
        let url = stage::serve_page(server, &contender.page(&scene.replace([' ', ','], "-")), &embed)?;
        let sight = Sight { count: articles.len(), needles: story::needles(json) };
        let mut tab = Tab::open(chromium, Network::Free, &sight)?;
        let profile = tab.profiled(INTERVAL, |tab| tab.load(&url, 1).map(drop))?;
        write_table(&mut page, &format!("{}, {scene}", contender.name()), &profile)?;
    }
    Ok(page)
}

fn write_table(page: &mut String, title: &str, profile: &Value) -> Result<()> {
    let met = functions(profile)?;
    // What waits isn't at work.
    let mut met: Vec<_> = met.into_iter().filter(|(name, _)| !matches!(&**name, "(idle)" | "(root)")).collect();
    let all: u64 = met.iter().map(|(_, met)| met.itself).sum();
    met.sort_by(|(one, met), (other, others)| others.itself.cmp(&met.itself).then(one.cmp(other)));
    let milliseconds = |time: u64| time as f64 / 1000.0;
    write!(
        page,
        "\n## {title}: {:.0} ms\n\n| itself | with what it calls | function |\n|---|---|---|\n",
        milliseconds(all)
    )?;
    for (name, Met { itself, with_callees }) in met.iter().take(TOLD) {
        let name: String = name.replace('|', "\\|").chars().take(LONGEST).collect();
        writeln!(page, "| {:.1} ms | {:.1} ms | `{name}` |", milliseconds(*itself), milliseconds(*with_callees))?;
    }
    Ok(())
}

/// The functions of a profile by their names, with the microseconds that each was met in.
fn functions(profile: &Value) -> Result<HashMap<String, Met>> {
    let list = |name: &str| profile[name].as_array().with_context(|| format!("the profile has no {name}"));
    let (nodes, samples, deltas) = (list("nodes")?, list("samples")?, list("timeDeltas")?);
    let mut names = HashMap::new();
    let mut callers = HashMap::new();
    for node in nodes {
        let id = node["id"].as_u64().context("a node without number")?;
        names.insert(id, name(&node["callFrame"]));
        for child in node["children"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
            callers.insert(child, id);
        }
    }
    let mut met = HashMap::<String, Met>::new();
    for (sample, delta) in samples.iter().zip(deltas.iter().skip(1)) {
        let (Some(mut id), Some(delta)) = (sample.as_u64(), delta.as_u64()) else { continue };
        let mut above = Vec::new();
        met.entry(names[&id].clone()).or_default().itself += delta;
        loop {
            let name = &names[&id];
            if !above.contains(&name) {
                met.entry(name.clone()).or_default().with_callees += delta;
                above.push(name);
            }
            let Some(caller) = callers.get(&id) else { break };
            id = *caller;
        }
    }
    Ok(met)
}

/// A function's name, and whose it is, where it is in no script of the page.
fn name(frame: &Value) -> String {
    let of = |member: &str| frame[member].as_str().unwrap_or_default();
    match (of("functionName"), of("url"), of("scriptId")) {
        ("", url, _) => format!("{}:{}", url.rsplit('/').next().unwrap_or_default(), frame["lineNumber"]),
        (name, url, _) if url.ends_with(".wasm") || url.starts_with("wasm:") => {
            format!("wasm {}", without_hashes(name))
        }
        (name, "", _) if name.starts_with('(') => name.to_owned(),
        (name, "", "0") => format!("browser {name}"),
        (name, "", _) => format!("probe {name}"),
        (name, _, _) => name.to_owned(),
    }
}

/// The path of a Rust function without what tells crates of one name apart: `yew[0123abcd]::bundle`.
fn without_hashes(name: &str) -> String {
    let parts = name.split('[').enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once(']').map_or(part, |(_, rest)| rest) }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{functions, without_hashes};

    #[test]
    fn time_goes_to_functions_and_to_their_callers() {
        let node = |id: u32, name: &str, children: &[u32]| json!({ "id": id, "callFrame": { "functionName": name, "url": "a.js" }, "children": children });
        let profile = json!({
            "nodes": [node(1, "paint", &[2, 3]), node(2, "ink", &[4]), node(3, "dry", &[]), node(4, "ink", &[])],
            "samples": [1, 4, 3],
            "timeDeltas": [0, 5, 7],
        });
        let met = functions(&profile).expect("a profile");
        assert_eq!([met["paint"].itself, met["paint"].with_callees], [5, 12]);
        assert_eq!([met["ink"].itself, met["ink"].with_callees], [7, 7]);
    }

    #[test]
    fn hashes_are_left_out() {
        assert_eq!(without_hashes("<yew[0123abcd]::bundle::Bundle>::put"), "<yew::bundle::Bundle>::put");
        assert_eq!(without_hashes("__externref_table_alloc"), "__externref_table_alloc");
    }
}
