//! Paths into JSON: how a format's table says where its fields are.
//! It knows no format.
//!
//! A path is keys parted by dots. `0` is an array's first item, `*` stands for all members of an object or items of an
//! array.
//! `[key]`, `[!key]` and `[key=word]` let through what has such a member, what has none, and what has it with the
//! word in it, or in one of its words.
//! Keys and conditions go for every item of an array, and for what a JSON-LD reference refers to.

use super::json::{Json, MAX_ITEMS};
use crate::model::search::{find, parted, until};

/// How many nodes of a graph are looked at for what a reference refers to.
const MAX_NODES: usize = 100;

/// How many values are looked at on the way.
const MAX_STEPS: u32 = 10_000;

/// All that `path` leads to from `json`, a part of `document`: no blanks, and the items of arrays one by one.
pub(super) fn collect<'j>(document: &'j Json, json: &'j Json, path: &str, found: &mut Vec<&'j Json>) {
    Search { document, found, steps: MAX_STEPS }.go(json, path);
}

struct Search<'j, 'f> {
    document: &'j Json,
    found: &'f mut Vec<&'j Json>,
    steps: u32,
}

impl<'j> Search<'j, '_> {
    fn go(&mut self, json: &'j Json, path: &str) {
        if self.found.len() >= MAX_ITEMS || self.steps == 0 {
            return;
        }
        self.steps -= 1;
        let json = resolved(self.document, json);
        let (key, rest) = path.split_at(until(path, ".["));
        let after = rest.strip_prefix(".").unwrap_or(rest);
        match json {
            Json::List(_) => {
                let path = if matches!(key, "0" | "*") { after } else { path };
                for item in json.items() {
                    self.go(item, path);
                    if key == "0" {
                        break;
                    }
                }
            }
            Json::Object(members) if key == "*" => {
                for (_, member) in members {
                    self.go(member, after);
                }
            }
            json if path.is_empty() => {
                if !json.is_blank() {
                    self.found.push(json);
                }
            }
            json => match path.strip_prefix("[").and_then(|path| parted(path, b']')) {
                Some((condition, rest)) if holds(json, condition) => {
                    self.go(json, rest.strip_prefix(".").unwrap_or(rest));
                }
                Some(_) => {}
                None => self.go(json.get(key), after),
            },
        }
    }
}

fn holds(json: &Json, condition: &str) -> bool {
    if let Some(key) = condition.strip_prefix("!") {
        return json.get(key).is_blank();
    }
    match parted(condition, b'=') {
        None => !json.get(condition).is_blank(),
        Some((key, word)) => json.get(key).items().iter().any(|item| find(item.as_str(), word).is_some()),
    }
}

/// What a JSON-LD reference refers to: the node of the document with the same `@id`; anything else is itself.
fn resolved<'j>(document: &'j Json, json: &'j Json) -> &'j Json {
    let id = json.get("@id").as_str();
    if id.is_empty() || !is_reference(json) {
        return json;
    }
    let graph = document.get("@graph");
    let nodes = if graph.is_blank() { document } else { graph };
    for node in nodes.items().iter().take(MAX_NODES) {
        if node.get("@id").as_str() == id && !is_reference(node) {
            return node;
        }
    }
    json
}

/// Whether an object says no more than what and where it is.
fn is_reference(json: &Json) -> bool {
    matches!(json, Json::Object(members) if members.len() < 3)
}

#[cfg(test)]
mod tests {
    use super::{Json, collect};

    const DOCUMENT: &str = r##"{
        "list": [{"kind": "x y", "n": "1"}, [{"kind": ["z", "y"], "n": "2"}], {"n": ["3", "", null]}],
        "map": {"a": {"n": "4"}, "b": {"n": "5", "kind": false}},
        "ref": {"@id": "#6"},
        "@graph": [{"@id": "#6"}, {"@id": "#6", "@type": "T", "n": "6"}]
    }"##;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        let json = Json::read(&mut serde_json::Deserializer::from_str(DOCUMENT)).expect("it is JSON");
        let mut found = Vec::new();
        collect(&json, &json, path, &mut found);
        assert_eq!(found.iter().map(|json| json.as_str()).collect::<Vec<_>>().join(" "), expected, "{path}");
    }

    #[test]
    fn keys_go_for_every_item_of_a_list() {
        check("list.n", "1 2 3");
        check("list.0.n", "1");
        check("map.a.n", "4");
        check("map.c.n", "");
    }

    #[test]
    fn star_is_every_member_or_item() {
        check("map.*.n", "4 5");
        check("list.*.n", "1 2 3");
    }

    #[test]
    fn conditions_let_through() {
        check("list[kind=y].n", "1 2");
        check("list[kind].n", "1 2");
        check("list[!kind].n", "3");
        check("map.*[!kind].n", "4 5");
        check("list[kind=x][kind=y].n", "1");
    }

    #[test]
    fn references_are_followed() {
        check("ref.n", "6");
    }
}
