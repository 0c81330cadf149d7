//! The gate's checks that a command or two of cargo do.
//!
//! Each is one function; the order lies in the gate.

use anyhow::{Result, ensure};

use crate::bundle::read;
use crate::interface;
use crate::process::{ask, command, run};
use crate::project;
use crate::setup::Machine;
use crate::toolchain::{Settings, TARGET, Toolchain};

const STRICT: [&str; 3] = ["--", "-D", "warnings"];

/// Checks the format of all code.
pub(crate) fn format() -> Result<()> {
    run(command("cargo").args(["fmt", "--all", "--check"]))
}

/// Lints native code.
pub(crate) fn lint() -> Result<()> {
    run(command("cargo").args(["clippy", "--workspace", "--all-targets", "--all-features", "--locked"]).args(STRICT))
}

/// Lints what only the browser's target compiles.
pub(crate) fn lint_wasm(toolchain: &Toolchain) -> Result<()> {
    if !toolchain.has_clippy() {
        println!("{} has no clippy; only native code was linted", toolchain.name());
        return Ok(());
    }
    let mut cargo = toolchain.cargo(Settings::Everyday)?;
    cargo.args(["clippy", "--package", "dateline", "--lib", "--test", "element", "--features", "embed"]);
    run(cargo.args(["--target", TARGET, "--locked"]).args(STRICT))
}

/// Runs all tests that need no browser.
pub(crate) fn native_tests() -> Result<()> {
    run(command("cargo").args(["test", "--workspace", "--exclude", "dateline-e2e", "--all-features", "--locked"]))
}

/// Builds the example app for the browser, and sees that it got none of the embed's exports.
pub(crate) fn example(toolchain: &Toolchain) -> Result<()> {
    const EMBED: [&str; 7] = ["adopt", "release", "mount", "update", "give", "reload", "unmount"];
    let mut cargo = toolchain.cargo(Settings::Everyday)?;
    run(cargo.args(["build", "--package", "reader", "--target", TARGET, "--locked"]))?;
    let wasm = project::wasm_target()?.join(TARGET).join("debug/reader.wasm");
    for export in interface::exports(&read(&wasm)?)? {
        ensure!(!EMBED.contains(&&*export), "the example app exports the embed's `{export}`");
    }
    Ok(())
}

/// Builds the docs, where a dead link is an error.
pub(crate) fn docs() -> Result<()> {
    let mut cargo = command("cargo");
    run(cargo.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps", "--locked"]))
}

/// Checks licenses, duplicates and sources, and known vulnerabilities where their database can be had.
pub(crate) fn deny(machine: &Machine) -> Result<()> {
    const SHIPPED: &str = "--locked";
    const WORKSPACE: &str = "--locked --workspace --exclude dateline-cli";
    // The command line has a list of its own: it brings TLS.
    const CLI: &str = "--locked --manifest-path cli/Cargo.toml --config cli/deny.toml";
    let deny = |words: &str| run(machine.command("cargo-deny")?.args(words.split(' ')));
    // What only builds and tests the rest may bring second versions.
    deny(&format!("{SHIPPED} check --hide-inclusion-graph bans"))?;
    deny(&format!("{WORKSPACE} check --hide-inclusion-graph licenses sources"))?;
    deny(&format!("{CLI} check --hide-inclusion-graph bans licenses sources"))?;
    if ask(machine.command("cargo-deny")?.args(["fetch", "db"])).is_none() {
        println!("advisories: not checked, their database cannot be fetched from here");
        return Ok(());
    }
    deny(&format!("--offline {WORKSPACE} check --hide-inclusion-graph advisories"))?;
    deny(&format!("--offline {CLI} check --hide-inclusion-graph advisories"))
}
