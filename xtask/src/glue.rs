//! Makes wasm-bindgen's glue and its module as small as the release wants them.
//!
//! It changes only text that it knows to the letter: anything new from wasm-bindgen fails the build.
//! Knows nothing of the loader but how it starts the module (`start.js`).

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

use crate::bundle::integrity;
use crate::interface::{Interface, keep_exports, rename};

/// What comes in the place of wasm-bindgen's start.
const START: &str = include_str!("start.js");

/// Tells when wasm-bindgen's start is no longer the one that `start.js` was written for.
const START_DIGEST: &str = "sha384-NGt85cWk3VOan7UoMqX2Ct110GUEwaxQgx0bVB1/k8XvN3ag1AUdF+AYrl1cFeVD";

/// How the glue begins; the loader's scope is scope enough, and the loader knows its own address.
const OPENING: &str = "let wasm_bindgen = (function(exports) {\n    let script_src;\n    \
    if (typeof document !== 'undefined' && document.currentScript !== null) {\n        \
    script_src = new URL(document.currentScript.src, location.href).toString();\n    }\n";

const IMPORTS: &str = "    function __wbg_get_imports() {\n        const import0 = {\n            __proto__: null,\n";

const IMPORTS_END: &str = "        };\n        return {\n            __proto__: null,\n            \
    \"./dateline_bg.js\": import0,\n        };\n    }\n";

const START_BEGINS: &str = "    let wasmModule, wasmInstance, wasm;\n";

/// How wasm-bindgen passes a text: letter by letter, as long as they are ASCII.
const PASS_STRING: &str = include_str!("glue/pass_string.js");

/// What the glue need not say.
///
/// Texts are passed on as `start.js` does, every supported browser has a `FinalizationRegistry`, a grown memory has another
/// buffer, and `caught` is in `start.js`.
const EDITS: [(&str, &str); 6] = [
    // What a page hangs on all objects is no option.
    ("new TextDecoder('utf-8', { ignoreBOM: true })", "new TextDecoder('utf-8', { __proto__: null, ignoreBOM: true })"),
    (PASS_STRING, ""),
    ("    let WASM_VECTOR_LEN = 0;\n\n", ""),
    (
        "(typeof FinalizationRegistry === 'undefined')\n        ? { register: () => {}, unregister: () => {} }\n        : new",
        "new",
    ),
    (
        "cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || \
         (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    ),
    (
        "    function handleError(f, args) {\n        try {\n            return f.apply(this, args);\n        \
         } catch (e) {\n            const idx = addToExternrefTable0(e);\n            \
         wasm.__wbindgen_exn_store(idx);\n        }\n    }\n",
        "",
    ),
];

/// Shortens the names between glue and module, and drops from the glue what the loader never uses.
pub(crate) fn shorten(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let interface = Interface::of(wasm)?;
    let Script { text, exported } = rewrite(glue, &interface.imports)?;
    let used: Vec<_> = members(&text).collect();
    let inner = interface.exports.iter().filter(|name| used.iter().any(|(_, used)| used == name));
    let inner = inner.filter(|name| !exported.contains(&name.as_str()));
    let names = inner.enumerate().map(|(index, name)| (name.as_str(), letters(index)));
    let names: BTreeMap<_, _> = names.chain(exported.iter().map(|name| (*name, (*name).to_owned()))).collect();
    let mut short = String::new();
    let mut done = 0;
    for (at, name) in used {
        let new = names.get(name).with_context(|| format!("the glue uses wasm.{name}, which the module lacks"))?;
        short.push_str(&text[done..at]);
        short.push_str(new);
        done = at + name.len();
    }
    short.push_str(&text[done..]);
    Ok((short, rename(wasm, |name| names.get(name).cloned())?))
}

/// Drops from the module the exports that the glue never uses, so that what only they use can go.
pub(crate) fn prune(glue: &str, wasm: &[u8]) -> Result<Vec<u8>> {
    let Script { text, exported } = rewrite(glue, &Interface::of(wasm)?.imports)?;
    let used: Vec<_> = members(&text).map(|(_, name)| name).chain(exported).collect();
    keep_exports(wasm, |name| used.contains(&name))
}

/// The glue as the release has it.
struct Script<'g> {
    text: String,
    /// The module's exports that the loader calls by their names.
    exported: Vec<&'g str>,
}

/// Takes the glue apart and puts it together with its imports in the module's order.
fn rewrite<'g>(glue: &'g str, imports: &[String]) -> Result<Script<'g>> {
    let glue = glue.strip_prefix(OPENING).context("the glue of wasm-bindgen begins in a new way")?;
    let (exports, rest) = split(glue, IMPORTS)?;
    let (entries, rest) = split(rest, IMPORTS_END)?;
    let (helpers, start) = split(rest, START_BEGINS)?;
    let digest = integrity(start.as_bytes());
    ensure!(
        digest == START_DIGEST,
        "wasm-bindgen starts its module in a new way: see whether start.js can still stand for it, then pin {digest}"
    );
    let mut entries = parse(entries)?;
    let mut text = String::from("function __wbg_get_imports() {\nconst imports = [\n");
    for name in imports {
        let entry = entries.remove(name.as_str()).with_context(|| format!("the glue has no import {name}"))?;
        text.push_str(&entry);
        text.push_str(",\n");
    }
    text.push_str(
        "];\nreturn { \"\": Object.fromEntries(imports.map((it, index) => [index.toString(36), it])) };\n}\n",
    );
    let exported = direct(exports)?;
    text.push_str(helpers);
    for (old, new) in EDITS {
        let (before, after) = split(&text, old)?;
        text = [before, new, after].concat();
    }
    ensure!(!text.contains("passStringToWasm0"), "the glue passes texts in a new way");
    text.push_str(START);
    Ok(Script { text, exported })
}

/// Reads the glue's wrappers of our exports, which do nothing but call them, and returns their names.
fn direct(exports: &str) -> Result<Vec<&str>> {
    let mut names = Vec::new();
    let mut body = Vec::new();
    let lines = exports.lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with("/*") && !line.starts_with('*')) {
        let Some(name) = line.strip_prefix("exports.").and_then(|line| line.split(' ').next()) else {
            body.push(line);
            continue;
        };
        let call = |line: &str| line.starts_with(&format!("wasm.{name}("));
        let is_direct = match body[..] {
            [_, line, "}"] => call(line),
            // A number without its sign; ours are small.
            [_, line, "return ret >>> 0;", "}"] => line.strip_prefix("const ret = ").is_some_and(call),
            _ => false,
        };
        ensure!(is_direct, "the loader can't call the export {name} itself: its glue does more");
        names.push(name);
        body.clear();
    }
    Ok(names)
}

fn split<'a>(text: &'a str, separator: &str) -> Result<(&'a str, &'a str)> {
    ensure!(text.matches(separator).count() == 1, "the glue of wasm-bindgen no longer says `{separator}`");
    text.split_once(separator).context("the separator is there")
}

/// Reads the imports, each a function, and returns them by name as short arrow functions.
fn parse(entries: &str) -> Result<BTreeMap<&str, String>> {
    let mut parsed = BTreeMap::new();
    let mut lines = entries.lines();
    while let Some(head) = lines.next() {
        let unknown = || format!("the glue of wasm-bindgen has an import of a new shape: `{}`", head.trim());
        let (name, function) = head.trim_start().split_once(": ").with_context(unknown)?;
        let caught = function.strip_prefix("function() { return handleError(function (");
        let (is_caught, function) = match (caught, function.strip_prefix("function(")) {
            (Some(function), _) => (true, function),
            (None, Some(function)) => (false, function),
            (None, None) => bail!(unknown()),
        };
        let arguments = function.strip_suffix(") {").with_context(unknown)?;
        let end = if is_caught { "            }, arguments); }," } else { "            }," };
        let mut body = Vec::new();
        loop {
            let line = lines.next().with_context(unknown)?;
            if line == end {
                break;
            }
            ensure!(line.is_empty() || line.starts_with("                "), unknown());
            let line = line.trim();
            if !line.starts_with("//") {
                // An arrow function has neither.
                ensure!(!line.contains("this") && !line.contains("arguments"), unknown());
                body.push(line);
            }
        }
        let arrow = format!("({arguments}) => {{\n{}\n}}", condense(&body));
        parsed.insert(name, if is_caught { format!("caught({arrow})") } else { arrow });
    }
    Ok(parsed)
}

/// Says in one call what wasm-bindgen writes out; other bodies stay as they are.
fn condense(body: &[&str]) -> String {
    if let ["const obj = arg1;", rest @ ..] = body {
        let rest: Vec<_> = rest.iter().map(|line| line.replace("obj", "arg1")).collect();
        return condense(&rest.iter().map(String::as_str).collect::<Vec<_>>());
    }
    const LENGTH: [&str; 2] =
        ["len1 = WASM_VECTOR_LEN;", "getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);"];
    const START: &str = "getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);";
    const PASS: &str = "passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);";
    let value = |line: &str| line.strip_prefix("const ret = ")?.strip_suffix(';').map(str::to_owned);
    let short = match body {
        [ret, "return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);"] => {
            value(ret).map(|value| format!("return optional({value});"))
        }
        [ret, pointer, length, give_length, START] if *give_length == LENGTH[1] => {
            let pointer = pointer.split_once("ptr1 = ").map(|(_, pointer)| pointer);
            let optional = pointer.and_then(|pointer| pointer.strip_prefix("isLikeNone(ret) ? 0 : "));
            let give = match (pointer, optional) {
                _ if !length.ends_with(LENGTH[0]) => None,
                (_, Some(PASS)) => Some("giveOptionalString"),
                (Some(PASS), _) => Some("giveString"),
                _ => None,
            };
            give.zip(value(ret)).map(|(give, value)| format!("{give}(arg0, {value});"))
        }
        [
            "let result;",
            "try {",
            test,
            "} catch (_) {",
            "result = false;",
            "}",
            "const ret = result;",
            "return ret;",
        ] => {
            let test = test.strip_prefix("result = ").and_then(|test| test.strip_suffix(';'));
            test.map(|test| format!("return isInstance(() => {test});"))
        }
        _ => None,
    };
    short.unwrap_or_else(|| body.join("\n"))
}

/// Finds each `wasm.NAME` and returns where its name begins, and the name.
fn members(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    script.match_indices("wasm.").filter_map(move |(at, found)| {
        let start = at + found.len();
        let rest = &script[start..];
        let name = &rest[..rest.find(|letter| !is_part(letter)).unwrap_or(rest.len())];
        (!script[..at].ends_with(is_part) && !name.is_empty()).then_some((start, name))
    })
}

/// Counts in letters: a, b, …, z, A, …, Z, aa, ….
fn letters(index: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let head = if index < LETTERS.len() { String::new() } else { letters(index / LETTERS.len() - 1) };
    head + &char::from(LETTERS[index % LETTERS.len()]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_become_short() {
        let entries = "            __wbg_body_0d: function(arg0) {
                // A comment of this kind.
                const ret = arg0.body;
                return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
            },
            __wbg_href_43: function() { return handleError(function (arg0, arg1) {
                const ret = arg1.href;
                const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
                const len1 = WASM_VECTOR_LEN;
                getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
                getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
            }, arguments); },
";
        let parsed = parse(entries).expect("two imports");
        assert_eq!(parsed["__wbg_body_0d"], "(arg0) => {\nreturn optional(arg0.body);\n}");
        assert_eq!(parsed["__wbg_href_43"], "caught((arg0, arg1) => {\ngiveString(arg0, arg1.href);\n})");
    }

    #[test]
    fn what_an_arrow_function_lacks_is_refused() {
        let entries = "            __wbg_now: function() {\n                return this;\n            },\n";
        assert!(parse(entries).is_err());
    }

    #[test]
    fn uses_of_the_module_are_found() {
        let found: Vec<_> = members("wasm.give(id); swasm.not; \"x.wasm\"; (wasm.memory.buffer)").collect();
        assert_eq!(found, [(5, "give"), (42, "memory")]);
        assert_eq!([0, 51, 52].map(letters), ["a", "Z", "aa"]);
    }
}
