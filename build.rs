//! Minifies the stylesheet that goes into the wasm, and makes the labels out of the language files.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

use serde_json::{Map, Value};

/// One file a language, named after it; English says which labels there are.
const LANGUAGES: &str = "src/wording/languages";

fn main() -> io::Result<()> {
    const SHEET: &str = "src/view/article.css";
    println!("cargo::rerun-if-changed={SHEET}");
    println!("cargo::rerun-if-changed={LANGUAGES}");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let out = Path::new(&out);
    fs::write(out.join("article.css"), minify(&fs::read_to_string(SHEET)?))?;
    fs::write(out.join("labels.rs"), labels()?)
}

/// Takes comments and needless white space out of a stylesheet that has no strings with either in them.
fn minify(sheet: &str) -> String {
    let mut minified = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        push_minified(&mut minified, before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    push_minified(&mut minified, rest);
    shorten_names(&minified.replace(";}", "}").replace(" > ", ">").replace(" / ", "/"))
}

/// Gives our own custom properties names of one letter; those of the page begin with `--dateline-`.
fn shorten_names(sheet: &str) -> String {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let mut names: Vec<&str> = Vec::new();
    let mut short = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("--") {
        short.push_str(before);
        short.push_str("--");
        let (name, after) = after.split_at(after.find(|character| !is_part(character)).unwrap_or(after.len()));
        if name.starts_with("dateline-") {
            short.push_str(name);
        } else {
            let at = names.iter().position(|known| *known == name).unwrap_or(names.len());
            if at == names.len() {
                names.push(name);
            }
            // A page's `@property` rules hold in here too.
            short.push_str("dl-");
            short.push(char::from(b'a' + at as u8));
        }
        rest = after;
    }
    short + rest
}

fn push_minified(minified: &mut String, css: &str) {
    for word in css.split_ascii_whitespace() {
        let is_tight = minified.ends_with(['{', '}', ';', ',', ':']) || word.starts_with(['{', '}', ';']);
        if !minified.is_empty() && !is_tight {
            minified.push(' ');
        }
        minified.push_str(word);
    }
}

/// The labels as code: `Label`, the English ones, and the languages there are, with their labels where no browser is.
fn labels() -> io::Result<String> {
    let english = pairs("en")?;
    let mut code = String::from(
        "/// One of our words or sentences, named after where it stands.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[allow(missing_docs)]\npub enum Label {\n",
    );
    for (key, text) in &english {
        let words = key.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
        let _ = writeln!(code, "    /// “{text}”\n    {},", words.collect::<String>());
    }
    let _ =
        writeln!(code, "}}\n\n/// How many labels there are.\npub(super) const COUNT: usize = {};\n", english.len());
    // As one text: a table of its parts would be dearer than to look for them.
    let _ = writeln!(code, "static ENGLISH: &str = {:?};\n", texts(&english).join("\n"));

    let mut names = Vec::new();
    for entry in fs::read_dir(LANGUAGES)? {
        let path = entry?.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        names.extend(path.file_stem().filter(|_| is_json).map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    let _ = writeln!(code, "#[cfg(not(target_arch = \"wasm32\"))]\nstatic TRANSLATED: &[(&str, [&str; COUNT])] = &[");
    for name in names {
        let pairs = pairs(&name)?;
        let is_complete = pairs.iter().map(|(key, _)| key).eq(english.iter().map(|(key, _)| key));
        if !is_complete {
            return Err(io::Error::other(format!("{LANGUAGES}/{name}.json must have the keys of en.json, in order")));
        }
        let _ = writeln!(code, "    ({name:?}, {:?}),", texts(&pairs));
    }
    code.push_str("];\n");
    Ok(code)
}

fn texts(pairs: &[(String, String)]) -> Vec<&str> {
    pairs.iter().map(|(_, text)| &**text).collect()
}

/// The keys and texts of a language file, in its order.
fn pairs(name: &str) -> io::Result<Vec<(String, String)>> {
    let path = format!("{LANGUAGES}/{name}.json");
    let wrong = |error: &dyn std::fmt::Display| io::Error::other(format!("{path}: {error}"));
    let file: Map<String, Value> = serde_json::from_str(&fs::read_to_string(&path)?).map_err(|error| wrong(&error))?;
    let text = |(key, value): (String, Value)| match value {
        Value::String(text) => Ok((key, text)),
        _ => Err(wrong(&format!("{key} must be a text"))),
    };
    file.into_iter().map(text).collect()
}
