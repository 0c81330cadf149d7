//! Makes the release folder, the smallest that the toolchain can make and the same every time.
//!
//! Knows nothing of the source but its entry points: the crate, the loader, the stylesheet that the crate's build leaves.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bundle::{SCRIPT, WASM, assemble, integrity, read, read_text, write};
use crate::process::{self, run};
use crate::project;
use crate::setup::Machine;
use crate::size::brotli;
use crate::toolchain::{Settings, TARGET};

/// What lists the release's files.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The features that every supported browser has.
///
/// Never `--all-features`: wasm-opt would use ones that no browser accepts.
const WASM_OPT: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-producers",
];

/// What a strict page forbids, and the glue must therefore not say.
const FORBIDDEN: [&str; 2] = ["eval(", "new Function"];

/// What cargo built.
struct Built {
    wasm: PathBuf,
    /// The folder that the crate's build script wrote the stylesheet to.
    out_dir: PathBuf,
}

/// Makes the release of this clone.
pub(crate) fn make(machine: &Machine) -> Result<()> {
    make_from(machine, &project::root()?, &project::dist()?)
}

/// Makes the release again, from a copy of the source in another folder, and compares every byte.
///
/// The dependencies are not built again: they know nothing of the folder.
pub(crate) fn make_again(machine: &Machine) -> Result<()> {
    let root = project::root()?;
    let again = project::target()?.join("again");
    if again.exists() {
        fs::remove_dir_all(&again).with_context(|| format!("cannot remove {}", again.display()))?;
    }
    let listed = process::read(process::command("git").current_dir(&root).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let source = again.join("elsewhere/source");
    for name in listed.split('\0').filter(|name| root.join(name).is_file()) {
        let copy = source.join(name);
        let folder = copy.parent().context("a file of the clone has no folder")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::copy(root.join(name), &copy).with_context(|| format!("cannot copy {name}"))?;
    }
    let second = again.join("dist");
    make_from(machine, &source, &second)?;
    let first = project::dist()?;
    for name in files(&first)? {
        let is_equal = read(&first.join(&name))? == read(&second.join(&name))?;
        ensure!(
            is_equal,
            "{name} differs when it is built in another folder; compare dist with {}",
            second.display()
        );
    }
    Ok(())
}

/// Optimizes a module exactly as the release is, with or without the names of its functions.
pub(crate) fn optimize(machine: &Machine, from: &Path, to: &Path, names: bool) -> Result<()> {
    let names = if names {
        "--debuginfo"
    } else {
        "--strip-debug"
    };
    run(machine
        .command("wasm-opt")?
        .args(WASM_OPT)
        .arg(names)
        .arg(from)
        .arg("-o")
        .arg(to))
}

/// Where wasm-bindgen leaves the module with its names, for whoever wants to weigh it.
pub(crate) fn named_wasm() -> Result<PathBuf> {
    Ok(project::wasm_target()?.join("release-glue/dateline_bg.wasm"))
}

/// Lists the files of a release folder in order.
pub(crate) fn files(dist: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(dist)
        .with_context(|| format!("cannot read {}; run `cargo xtask dist`", dist.display()))?;
    let mut names: Vec<_> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn make_from(machine: &Machine, source: &Path, dist: &Path) -> Result<()> {
    let built = build(machine, source)?;
    let glue = bind(machine, &built.wasm)?;
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot remove {}", dist.display()))?;
    }
    fs::create_dir_all(dist).with_context(|| format!("cannot make {}", dist.display()))?;
    optimize(machine, &named_wasm()?, &dist.join(WASM), false)?;
    let script = minify(
        machine,
        &assemble(&glue, &source.join("www/loader.js"), &dist.join(WASM))?,
    )?;
    write(&dist.join(SCRIPT), script)?;
    write(
        &dist.join("dateline.css"),
        read(&built.out_dir.join("article.css"))?,
    )?;
    check(dist)?;
    write_manifest(dist)
}

fn build(machine: &Machine, source: &Path) -> Result<Built> {
    let toolchain = &machine.toolchain;
    let mut flags = Vec::new();
    if toolchain.aborts_immediately() {
        flags.extend([
            "-Zunstable-options".to_owned(),
            "-Cpanic=immediate-abort".to_owned(),
        ]);
    }
    flags.extend(remapped(toolchain.sysroot()));
    let mut cargo = toolchain.cargo(Settings::Smallest)?;
    cargo.current_dir(source);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    cargo.args([
        "build",
        "--release",
        "--locked",
        "--package",
        "dateline",
        "--lib",
        "--target",
        TARGET,
    ]);
    cargo.args([
        "--features",
        "embed",
        "--message-format",
        "json-render-diagnostics",
    ]);
    let messages = process::read(&mut cargo)?;
    let messages: Vec<Value> = messages
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let of_crate = |reason: &str| {
        let reason = reason.to_owned();
        messages
            .iter()
            .filter(move |message| message["reason"] == *reason && is_dateline(message))
    };
    let wasm = of_crate("compiler-artifact")
        .flat_map(|message| message["filenames"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .find(|name| name.ends_with(".wasm"));
    let out_dir = of_crate("build-script-executed").find_map(|message| message["out_dir"].as_str());
    Ok(Built {
        wasm: wasm.context("cargo named no wasm file")?.into(),
        out_dir: out_dir
            .context("the crate has no build script that leaves article.css")?
            .into(),
    })
}

/// Keeps the machine's folders out of the release.
///
/// The clone's own needs no flag: cargo names the crate's files relative to it.
fn remapped(sysroot: Option<String>) -> Vec<String> {
    let home = |variable, fallback: &str| {
        std::env::var(variable)
            .ok()
            .or_else(|| Some(format!("{}/{fallback}", std::env::var("HOME").ok()?)))
    };
    let cargo =
        home("CARGO_HOME", ".cargo").map(|folder| format!("--remap-path-prefix={folder}=/cargo"));
    let sysroot =
        sysroot.map(|folder| format!("--remap-path-prefix={folder}/lib/rustlib/src/rust=/rust"));
    cargo.into_iter().chain(sysroot).collect()
}

fn is_dateline(message: &Value) -> bool {
    let id = message["package_id"].as_str().unwrap_or_default();
    id.contains("#dateline@")
        || id.ends_with(&format!("/dateline#{}", project::VERSION))
        || message["target"]["name"] == "dateline"
}

/// Runs wasm-bindgen and returns the glue.
fn bind(machine: &Machine, wasm: &Path) -> Result<PathBuf> {
    let named = named_wasm()?;
    let folder = named.parent().context("the build folder has no parent")?;
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let mut bindgen = machine.command("wasm-bindgen")?;
    run(bindgen
        .args([
            "--target",
            "no-modules",
            "--no-typescript",
            "--out-name",
            "dateline",
            "--out-dir",
        ])
        .arg(folder)
        .arg(wasm))?;
    ensure!(
        !folder.join("snippets").exists(),
        "the glue has a snippets folder, which one classic script cannot load"
    );
    Ok(folder.join(SCRIPT))
}

fn minify(machine: &Machine, script: &str) -> Result<String> {
    let whole = project::wasm_target()?.join("release-glue/whole.js");
    write(&whole, script)?;
    let mut esbuild = machine.command("esbuild")?;
    esbuild.arg(&whole).args([
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    process::read(&mut esbuild)
}

/// Refuses a release that a strict page would refuse, or that tells where it was built.
fn check(dist: &Path) -> Result<()> {
    let script = read_text(&dist.join(SCRIPT))?;
    for word in FORBIDDEN {
        ensure!(
            !script.contains(word),
            "{SCRIPT} holds `{word}`, which pages with a strict policy forbid"
        );
    }
    let root = project::root()?.to_string_lossy().into_owned();
    let wasm = read(&dist.join(WASM))?;
    let tells = wasm
        .windows(root.len())
        .any(|window| window == root.as_bytes());
    ensure!(!tells, "{WASM} holds the path of the clone it was built in");
    Ok(())
}

fn write_manifest(dist: &Path) -> Result<()> {
    let names = files(dist)?;
    let paths: Vec<_> = names.iter().map(|name| dist.join(name)).collect();
    let compressed = brotli(&paths)?;
    let mut entries = Vec::new();
    for ((name, path), brotli) in names.iter().zip(&paths).zip(compressed) {
        let content = read(path)?;
        let integrity = integrity(&content);
        entries.push(format!(
            "    \"{name}\": {{ \"bytes\": {}, \"brotli\": {brotli}, \"integrity\": \"{integrity}\" }}",
            content.len()
        ));
    }
    let version = project::VERSION;
    let manifest = format!(
        "{{\n  \"version\": \"{version}\",\n  \"files\": {{\n{}\n  }}\n}}\n",
        entries.join(",\n")
    );
    write(&dist.join(MANIFEST), manifest)
}
