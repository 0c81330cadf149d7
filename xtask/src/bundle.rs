//! Puts the wasm-bindgen glue and the loader together into one classic script.
//!
//! Knows nothing of how they were built; the release and the demo share this.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384};

use crate::project::VERSION;

/// The script that a page names.
pub(crate) const SCRIPT: &str = "dateline.js";

/// The module that the script fetches from beside itself.
pub(crate) const WASM: &str = "dateline.wasm";

/// The stylesheet that the script fetches from beside itself, and that snapshots link to.
pub(crate) const STYLES: &str = "dateline.css";

/// What the loader calls instead of wasm-bindgen's own start, where the glue is as wasm-bindgen wrote it.
const DEMO_START: &str = "
const init = wasm_bindgen;
wasm_bindgen = Object.assign((source) => init({ module_or_path: source }).then(() => undefined), init);
";

/// Finishes Trunk's build: Trunk's glue becomes the script, beside the renamed module.
pub(crate) fn for_trunk() -> Result<()> {
    let variable =
        |name| env::var_os(name).map(PathBuf::from).with_context(|| format!("{name} is not set; Trunk calls this"));
    let (staging, source) = (variable("TRUNK_STAGING_DIR")?, variable("TRUNK_SOURCE_DIR")?);
    ensure!(!staging.join("snippets").exists(), "the glue has a snippets folder, which one classic script cannot load");
    let wasm = staging.join(WASM);
    fs::rename(staging.join("dateline_bg.wasm"), &wasm).context("Trunk made no dateline_bg.wasm")?;
    let glue = read_text(&staging.join(SCRIPT))? + DEMO_START;
    let styles = read(&source.join("src/view/article.css"))?;
    let script = assemble(&glue, &source, &staging, &read(&wasm)?, &styles)?;
    write(&staging.join(SCRIPT), script)
}

/// Assembles the script as text, and writes the stylesheet and the language files that it names into `folder`;
/// the glue is a function of the loader's, for each instance has a glue of its own.
pub(crate) fn assemble(glue: &str, source: &Path, folder: &Path, wasm: &[u8], styles: &[u8]) -> Result<String> {
    let (loader, integrity) = (read_text(&source.join("www/loader.js"))?, short_integrity(wasm));
    write(&folder.join(STYLES), styles)?;
    let of_styles = short_integrity(styles);
    let languages = write_languages(&source.join("src/wording/languages"), folder)?;
    Ok(format!(
        "(()=>{{\"use strict\";const Promise=(async()=>{{}})().constructor,VERSION=\"{VERSION}\",WASM_FILE=\"{WASM}\",WASM_INTEGRITY=\"{integrity}\",\
         STYLES_FILE=\"{STYLES}\",STYLES_INTEGRITY=\"{of_styles}\",LANGUAGES=\"{languages}\";\n\
         const newEngine=()=>{{\n{glue}\nreturn wasm_bindgen;\n}};\n{loader}\n}})();\n"
    ))
}

/// Writes each language but English as an array of its labels, and answers all names with their integrity.
///
/// The build script has seen to it that all files have the same labels in the same order.
fn write_languages(from: &Path, to: &Path) -> Result<String> {
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut named = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name == "en" {
            continue;
        }
        let labels: Map<String, Value> = serde_json::from_str(&read_text(&path)?)?;
        let array = Value::Array(labels.into_iter().map(|(_, text)| text).collect()).to_string();
        named.push(format!("{name} {}", short_integrity(array.as_bytes())));
        write(&to.join(format!("dateline.{name}.json")), array)?;
    }
    Ok(named.join(" "))
}

/// The same by a shorter hash, for the script that names a dozen of files.
fn short_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Computes a file's value for `integrity`.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Reads a file, naming it on failure.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a text file, naming it on failure.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, naming it on failure.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_what_browsers_expect() {
        // The value that the SRI specification gives for this script.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
