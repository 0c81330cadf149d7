//! Makes the release folder, and proves that it comes out the same every time.
//!
//! Knows nothing of compilers and their settings.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::bundle::{SCRIPT, WASM, assemble, integrity, read, read_text, write};
use crate::glue::shorten;
use crate::process;
use crate::release::{Built, Program};
use crate::setup::Machine;
use crate::size::brotli;
use crate::{project, release, sbom};

/// What lists the release's files.
pub(crate) const MANIFEST: &str = "manifest.json";

/// What a strict page forbids, and the glue must therefore not say.
const FORBIDDEN: [&str; 2] = ["eval(", "new Function"];

/// Makes the release of this clone.
pub(crate) fn make(machine: &Machine) -> Result<()> {
    make_from(machine, &project::root()?, &project::dist()?)
}

/// Makes the release again with the names of its functions, for whoever looks where its time goes.
pub(crate) fn make_named(machine: &Machine) -> Result<PathBuf> {
    let (root, named) = (project::root()?, project::target()?.join("named"));
    let built = release::build(machine, &root, Program::Release)?;
    finish(machine, Program::Release, &root, &built, &named, Names::Kept)?;
    Ok(named)
}

/// Makes the program that fails on demand into a folder of its own, unless what is there is still that.
pub(crate) fn make_faulty(machine: &Machine) -> Result<()> {
    let (root, dist) = (project::root()?, project::faulty()?);
    let built = release::build(machine, &root, Program::Faulty)?;
    let time = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let made = time(&dist.join(MANIFEST));
    let of = [built.wasm.clone(), root.join("www/loader.js"), env::current_exe()?];
    if made.is_some() && of.iter().all(|part| time(part) < made) {
        return Ok(());
    }
    finish(machine, Program::Faulty, &root, &built, &dist, Names::Dropped)
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
        ensure!(is_equal, "{name} differs when it is built in another folder; compare dist with {}", second.display());
    }
    Ok(())
}

/// Lists the files of a release folder in order.
pub(crate) fn files(dist: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(dist).with_context(|| format!("cannot read {}; run `cargo xtask dist`", dist.display()))?;
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn make_from(machine: &Machine, source: &Path, dist: &Path) -> Result<()> {
    let built = release::build(machine, source, Program::Release)?;
    finish(machine, Program::Release, source, &built, dist, Names::Dropped)?;
    sbom::write_bill(machine, source, dist)
}

/// What becomes of the names of functions.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    Kept,
    Dropped,
}

/// Makes the folder of what cargo has built.
fn finish(machine: &Machine, program: Program, source: &Path, built: &Built, dist: &Path, names: Names) -> Result<()> {
    let glue = release::bind(machine, program, &built.wasm)?;
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot remove {}", dist.display()))?;
    }
    fs::create_dir_all(dist).with_context(|| format!("cannot make {}", dist.display()))?;
    let mut wasm = release::optimized(program)?;
    release::optimize(machine, &release::named_wasm(program)?, &wasm)?;
    if names == Names::Dropped {
        let ordered = dist.join(WASM);
        release::reorder(machine, &wasm, &ordered)?;
        wasm = ordered;
    }
    let (glue, wasm) = shorten(&read_text(&glue)?, &read(&wasm)?)?;
    let styles = read(&built.out_dir.join("article.css"))?;
    let mut script = assemble(&glue, source, dist, &wasm, &styles)?;
    write(&dist.join(WASM), wasm)?;
    if names == Names::Dropped {
        script = release::minify(machine, program, &script)?;
    }
    write(&dist.join(SCRIPT), script)?;
    check(dist)?;
    write_manifest(dist)
}

/// Refuses a release that a strict page would refuse, or that tells where it was built.
fn check(dist: &Path) -> Result<()> {
    let script = read_text(&dist.join(SCRIPT))?;
    for word in FORBIDDEN {
        ensure!(!script.contains(word), "{SCRIPT} holds `{word}`, which pages with a strict policy forbid");
    }
    let root = project::root()?.to_string_lossy().into_owned();
    let wasm = read(&dist.join(WASM))?;
    let tells = wasm.windows(root.len()).any(|window| window == root.as_bytes());
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
    let manifest = format!("{{\n  \"version\": \"{version}\",\n  \"files\": {{\n{}\n  }}\n}}\n", entries.join(",\n"));
    write(&dist.join(MANIFEST), manifest)
}
