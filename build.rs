//! Minifies the stylesheet that goes into the wasm.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    const SHEET: &str = "src/view/article.css";
    println!("cargo::rerun-if-changed={SHEET}");
    let minified = minify(&fs::read_to_string(SHEET)?);
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("article.css"), minified)
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
    minified.replace(";}", "}")
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
