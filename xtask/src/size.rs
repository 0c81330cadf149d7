//! Weighs the release and holds it to its budget.
//!
//! Knows nothing of how the release was made.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::bundle::{SCRIPT, WASM, read, read_text, write};
use crate::glue::shorten;
use crate::process::{self, command};
use crate::project;
use crate::release::Program;
use crate::report::bytes;
use crate::setup::Machine;
use crate::{dist, release, weight};

/// What the script and the module may weigh together, in brotli: the one budget of the project.
const BUDGET: usize = 72 * 1024;

/// How many functions the table names one by one.
const LARGEST: usize = 15;

/// Node's brotli is the reference encoder, so these are the bytes that a server would send.
const COMPRESS: &str = r#"
const { brotliCompressSync, constants } = require("node:zlib");
const { readFileSync } = require("node:fs");
for (const path of process.argv.slice(1)) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  console.log(brotliCompressSync(readFileSync(path), { params }).length);
}
"#;

/// Prints what each file of the release and each crate in it weighs; fails over the budget.
pub(crate) fn print(machine: &Machine) -> Result<()> {
    print_files()?;
    print_crates()?;
    let total: usize = brotli(&[project::dist()?.join(SCRIPT), project::dist()?.join(WASM)])?.iter().sum();
    let verdict = format!("{SCRIPT} and {WASM}: {} bytes in brotli, of {} allowed", bytes(total), bytes(BUDGET));
    println!("\n{verdict}");
    if !machine.toolchain.can_be_smallest() {
        println!("(not checked: only a toolchain with the standard library's source builds the smallest release)");
        return Ok(());
    }
    ensure!(total <= BUDGET, "the release is over its budget: {verdict}");
    Ok(())
}

/// Compresses each file as hard as brotli can and returns the sizes.
pub(crate) fn brotli(paths: &[PathBuf]) -> Result<Vec<usize>> {
    let printed = process::read(command("node").args(["-e", COMPRESS]).args(paths))?;
    printed.lines().map(|line| line.parse().context("node printed no size")).collect()
}

/// Prints what each file of the release weighs.
pub(crate) fn print_files() -> Result<()> {
    let folder = project::dist()?;
    let names = dist::files(&folder)?;
    let paths: Vec<_> = names.iter().map(|name| folder.join(name)).collect();
    println!("\n{:<28} {:>12} {:>12}", "file", "bytes", "brotli");
    for ((name, path), brotli) in names.iter().zip(&paths).zip(brotli(&paths)?) {
        let raw = path.metadata().with_context(|| format!("cannot read {}", path.display()))?.len();
        println!("{name:<28} {:>12} {:>12}", bytes(usize::try_from(raw)?), bytes(brotli));
    }
    Ok(())
}

fn print_crates() -> Result<()> {
    let optimized = release::optimized(Program::Release)?;
    let named = optimized.with_file_name("named.wasm");
    let (_, wasm) = shorten(&read_text(&release::glue(Program::Release)?)?, &read(&optimized)?)?;
    write(&named, wasm)?;
    let weights = weight::weigh(&named)?;
    let total = weights.total();
    let row = |name: &str, size: usize| {
        let share = 100.0 * size as f64 / total as f64;
        println!("{name:<28} {:>12} {share:>11.1}%", bytes(size));
    };
    println!("\n{:<28} {:>12} {:>12}", "crate", "bytes", "share");
    weights.by_crate().iter().for_each(|(name, size)| row(name, *size));
    println!("\n{:<28} {:>12} {:>12}", "module of dateline", "bytes", "share");
    weights.by_module().iter().for_each(|(name, size)| row(name, *size));
    println!("\nlargest functions");
    for (name, size) in weights.largest(LARGEST) {
        println!("{:>12}  {name}", bytes(size));
    }
    Ok(())
}
