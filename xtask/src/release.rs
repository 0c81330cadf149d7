//! Builds the parts of a release with the smallest settings that the toolchain has.
//!
//! Knows nothing of the release folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bundle::{SCRIPT, read, read_text, write};
use crate::glue::prune;
use crate::order::order;
use crate::process::{self, run};
use crate::project;
use crate::setup::Machine;
use crate::toolchain::{Settings, TARGET};
use crate::{lean, unreached};

/// Which program is built.
#[derive(Clone, Copy)]
pub(crate) enum Program {
    /// What pages get.
    Release,
    /// What tests get: it fails where a page asks for it.
    Faulty,
}

impl Program {
    /// After its profile cargo names a folder. In one folder for both, each would pass for the other.
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Faulty => "faulty",
        }
    }

    fn features(self) -> &'static str {
        match self {
            Self::Release => "embed",
            Self::Faulty => "embed,faults",
        }
    }

    /// Where the tools after cargo leave what they make.
    fn folder(self) -> Result<PathBuf> {
        Ok(project::wasm_target()?.join(format!("{}-glue", self.profile())))
    }
}

/// What cargo built.
pub(crate) struct Built {
    pub(crate) wasm: PathBuf,
    /// The folder that the crate's build script wrote the stylesheet to.
    pub(crate) out_dir: PathBuf,
}

/// How hard wasm-opt tries. Not with `--traps-never-happen`: a crash has to stay one.
const WASM_OPT: [&str; 16] = [
    "-Oz",
    // What the whole program shows to be constant goes, and what follows from that.
    "--gufa",
    "-Oz",
    // The linker leaves the first KiB to nobody, or to the very end of the stack.
    "--low-memory-unused",
    // What is called from one place only is repeated in no other; inlined, it makes registers dear all around.
    "--one-caller-inline-max-function-size=30",
    "--always-inline-max-function-size=4",
    // What these passes make shorter, by more locals or by jumping into shared code, compresses worse.
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--skip-pass=code-pushing",
    "--skip-pass=precompute-propagate",
    "--skip-pass=code-folding",
    "--skip-pass=dae-optimizing",
    // Engines take the alignment for a hint, and each load and store compresses better without.
    "--dealign",
    "--reorder-globals-always",
    // Once more, now that all is in place: 50 bytes of brotli.
    "-Oz",
    "--avoid-reinterprets",
];

/// The features that every supported browser has, and no trace of who compiled.
///
/// Never `--all-features`: wasm-opt would use ones that no browser accepts.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-producers",
];

/// What LLVM is told when it optimizes everything at once: how large a function may be to be inlined, and what a call
/// counts against that; not to repeat what is computed on one way only on the others, nor to unfold loops' arithmetic, both
/// for speed.
///
/// These numbers compress best, by some 300 bytes: `opt-level = "z"` has 5 and 25.
const LLVM: &str = "-Cllvm-args=-inline-threshold=10 -inline-call-penalty=10 -enable-pre=false -disable-lsr";

/// What the linker is told: addresses up to 2^20 take three bytes where others take four, so the stack, which comes
/// first, gets less than the usual MiB. A body and JSON of the greatest depth that is read need a tenth of this.
const LINKER: &str = "-Clink-arg=-zstack-size=262144";

/// Compiles the crate.
pub(crate) fn build(machine: &Machine, source: &Path, program: Program) -> Result<Built> {
    let toolchain = &machine.toolchain;
    let mut flags = Vec::new();
    if toolchain.aborts_immediately() {
        flags.extend([
            "-Zunstable-options".to_owned(),
            "-Cpanic=immediate-abort".to_owned(),
            // Nobody reads what `Debug` would print.
            "-Zfmt-debug=none".to_owned(),
        ]);
    }
    flags.extend(remapped(toolchain.sysroot()));
    let mut cargo = toolchain.cargo(Settings::Smallest)?;
    cargo.current_dir(source);
    let yew = lean::yew(source)?;
    cargo.arg("--config").arg(format!("paths={:?}", [yew]));
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    // `cargo build` would build the library for Rust users too, and leave out link-time optimization for its sake.
    cargo.args("rustc --package dateline --lib --crate-type cdylib".split(' '));
    cargo.args(["--features", program.features(), "--profile", program.profile()]);
    cargo.args(["--locked", "--message-format", "json-render-diagnostics"]);
    cargo.args(["--target", TARGET, "--", LLVM, LINKER]);
    let messages = process::read(&mut cargo)?;
    let messages: Vec<Value> = messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let of_crate = |reason: &str| {
        let reason = reason.to_owned();
        messages.iter().filter(move |message| message["reason"] == *reason && is_dateline(message))
    };
    let wasm = of_crate("compiler-artifact")
        .flat_map(|message| message["filenames"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .find(|name| name.ends_with(".wasm"));
    let out_dir = of_crate("build-script-executed").find_map(|message| message["out_dir"].as_str());
    Ok(Built {
        wasm: wasm.context("cargo named no wasm file")?.into(),
        out_dir: out_dir.context("the crate has no build script that leaves article.css")?.into(),
    })
}

/// Keeps the machine's folders out of the release.
///
/// The clone's own needs no flag: cargo names the crate's files relative to it.
fn remapped(sysroot: Option<String>) -> Vec<String> {
    let home = |variable, fallback: &str| {
        std::env::var(variable).ok().or_else(|| Some(format!("{}/{fallback}", std::env::var("HOME").ok()?)))
    };
    let cargo = home("CARGO_HOME", ".cargo").map(|folder| format!("--remap-path-prefix={folder}=/cargo"));
    let sysroot = sysroot.map(|folder| format!("--remap-path-prefix={folder}/lib/rustlib/src/rust=/rust"));
    cargo.into_iter().chain(sysroot).collect()
}

fn is_dateline(message: &Value) -> bool {
    let id = message["package_id"].as_str().unwrap_or_default();
    id.contains("#dateline@")
        || id.ends_with(&format!("/dateline#{}", project::VERSION))
        || message["target"]["name"] == "dateline"
}

/// Runs wasm-bindgen and returns the glue.
pub(crate) fn bind(machine: &Machine, program: Program, wasm: &Path) -> Result<PathBuf> {
    let folder = program.folder()?;
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let mut bindgen = machine.command("wasm-bindgen")?;
    run(bindgen
        .args([
            "--target",
            "no-modules",
            "--no-typescript",
            "--omit-default-module-path",
            "--encode-into",
            "always",
            "--out-name",
            "dateline",
            "--out-dir",
        ])
        .arg(&folder)
        .arg(wasm))?;
    let (glue, named) = (glue(program)?, named_wasm(program)?);
    ensure!(!folder.join("snippets").exists(), "the glue has a snippets folder, which one classic script cannot load");
    write(&named, unreached::empty(&prune(&read_text(&glue)?, &read(&named)?)?)?)?;
    Ok(glue)
}

/// Minifies a script.
pub(crate) fn minify(machine: &Machine, program: Program, script: &str) -> Result<String> {
    let whole = program.folder()?.join("whole.js");
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

/// Optimizes a module exactly as the release is, and keeps the names of its functions.
pub(crate) fn optimize(machine: &Machine, from: &Path, to: &Path) -> Result<()> {
    run(machine.command("wasm-opt")?.args(WASM_OPT).args(FEATURES).arg("--debuginfo").arg(from).arg("-o").arg(to))
}

/// Puts the functions of an optimized module into the order in which they compress best, and drops their names.
pub(crate) fn reorder(machine: &Machine, from: &Path, to: &Path) -> Result<()> {
    let named = from.with_file_name("ordered.wasm");
    write(&named, order(&read(from)?)?)?;
    let by_name = ["--reorder-functions-by-name", "--strip-debug"];
    run(machine.command("wasm-opt")?.args(by_name).args(FEATURES).arg(&named).arg("-o").arg(to))
}

/// Where the optimized module lies that still has its names.
pub(crate) fn optimized(program: Program) -> Result<PathBuf> {
    Ok(program.folder()?.join("optimized.wasm"))
}

/// Where wasm-bindgen leaves the module with its names, for whoever wants to weigh it.
pub(crate) fn named_wasm(program: Program) -> Result<PathBuf> {
    Ok(program.folder()?.join("dateline_bg.wasm"))
}

/// Where wasm-bindgen leaves the glue.
pub(crate) fn glue(program: Program) -> Result<PathBuf> {
    Ok(program.folder()?.join(SCRIPT))
}
