//! Makes the Yew that the release is compiled with: as much of it as one component in each root needs, which renders
//! elements, text and lists of them.
//!
//! The widget is written for Yew as it is published, and everything else is built with that: Yew apps, native tests, the
//! demo. Both compile the same source; the end-to-end tests compare what comes of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bundle::{read_text, write};
use crate::process;

/// The files of the lean Yew: ours, and those of the published one that it takes as they are.
const OURS: [(&str, &str); 5] = [
    ("lib.rs", include_str!("lean/lib.rs")),
    ("bundle.rs", include_str!("lean/bundle.rs")),
    ("component.rs", include_str!("lean/component.rs")),
    ("scheduler.rs", include_str!("lean/scheduler.rs")),
    ("virtual_dom.rs", include_str!("lean/virtual_dom.rs")),
];
const PUBLISHED: [(&str, &str); 2] =
    [("callback.rs", "src/callback.rs"), ("properties.rs", "src/html/component/properties.rs")];

/// The Yew whose doings ours repeat.
const VERSION: &str = "0.23.0";

/// Puts the lean Yew into the build folder of the clone at `source`, and returns where it is.
///
/// There, its path is the same in every clone, seen from the clone: the compiler's names depend on it.
pub(crate) fn yew(source: &Path) -> Result<PathBuf> {
    let published = published(source)?;
    let lean = source.join("target/lean/yew");
    update(&lean.join("Cargo.toml"), &read_text(&published.join("Cargo.toml"))?)?;
    let is_known = |name: &str| OURS.iter().chain(&PUBLISHED).any(|(known, _)| *known == name);
    for entry in fs::read_dir(lean.join("src")).into_iter().flatten().flatten() {
        // An earlier version of this program may have left other files.
        if !entry.file_name().to_str().is_some_and(is_known) {
            remove(&entry.path())?;
        }
    }
    for (name, text) in OURS {
        update(&lean.join("src").join(name), text)?;
    }
    for (name, from) in PUBLISHED {
        update(&lean.join("src").join(name), &read_text(&published.join(from))?)?;
    }
    Ok(lean)
}

/// The folder of Yew's published source.
fn published(source: &Path) -> Result<PathBuf> {
    let mut cargo = process::command("cargo");
    cargo
        .current_dir(source)
        .args("metadata --format-version 1 --locked --filter-platform wasm32-unknown-unknown".split(' '));
    let metadata: Value = serde_json::from_str(&process::read(&mut cargo)?).context("cargo's metadata are no JSON")?;
    let packages = metadata["packages"].as_array().context("cargo lists no packages")?;
    let yew = packages.iter().find(|package| package["name"] == "yew").context("Yew is no dependency any more")?;
    ensure!(
        yew["version"] == VERSION,
        "Yew is no longer {VERSION}: see whether xtask/src/lean still does what it does, then pin {}",
        yew["version"]
    );
    let manifest = Path::new(yew["manifest_path"].as_str().context("cargo knows no place of Yew's source")?);
    Ok(manifest.parent().context("a manifest lies in a folder")?.to_owned())
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.with_context(|| format!("cannot remove {}", path.display()))
}

/// Writes a file only where it says something else: cargo goes by its date.
fn update(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    write(path, text)
}
