//! Has what `dateline render` writes read by checkers of other people's: its HTML, and its JSON-LD as schema.org has it.
//!
//! Knows not how it is written.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::process::{command, run};
use crate::{npm, project};

/// Renders the demo's stories, as pages and as JSON-LD, and checks both.
pub(crate) fn check() -> Result<()> {
    let root = project::root()?;
    let source = root.join("tests/markup");
    let modules = npm::modules(&source)?;
    let folder = root.join("target/markup");
    let [pages, data] = ["pages", "data"].map(|name| folder.join(name));
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    render(&root, &pages, &["--page", "--release", "/dateline/"])?;
    let mut checker = command("node");
    checker.arg(modules.join("html-validate/bin/html-validate.mjs"));
    run(checker.arg("--config").arg(source.join("htmlvalidate.json")).args(files(&pages, "html")?))?;
    render(&root, &data, &["--json-ld"])?;
    // Types say which properties there are and what they hold: the compiler checks the data.
    let program = folder.join("data.ts");
    fs::write(&program, written(&modules, &files(&data, "json")?)?).context("cannot write the data as a program")?;
    let mut checker = command("node");
    checker.arg(modules.join("typescript/bin/tsc")).args(["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig"]);
    run(checker.args(["--module", "preserve", "--moduleResolution", "bundler"]).arg(&program))
}

fn render(root: &Path, folder: &Path, kind: &[&str]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.args(["run", "--quiet", "--package", "dateline-cli", "--locked", "--", "render"]).args(kind);
    cargo.args(["--src-base", "https://publisher.example/a/", "--output"]).arg(folder);
    // What isn't a story there is the list.
    let stories =
        files(&root.join("www/articles"), "json")?.into_iter().filter(|path| !path.ends_with("trending.json"));
    run(cargo.args(stories))
}

/// The files in a folder with that ending, in order.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|other| other == extension));
    files.sort();
    ensure!(!files.is_empty(), "{} has no .{extension}", folder.display());
    Ok(files)
}

/// A program that says of all the data that it is schema.org's `NewsArticle`.
fn written(modules: &Path, data: &[PathBuf]) -> Result<String> {
    let types = modules.join("schema-dts/dist/schema.js");
    let mut program = format!("import type {{ NewsArticle, WithContext }} from {:?};\n", types.display().to_string());
    for (at, path) in data.iter().enumerate() {
        let json = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        program += &format!("export const story{at}: WithContext<NewsArticle> = {};\n", json.trim_end());
    }
    Ok(program)
}
