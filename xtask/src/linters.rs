//! Sees to it that code can be formatted and linted.
//!
//! Knows nothing of what is linted, or how strictly.

use anyhow::{Result, bail};

use crate::apt;
use crate::process::{ask, command, find};
use crate::toolchain::{Toolchain, add_with_rustup};

/// Installs rustfmt and clippy where they are missing.
pub(crate) fn ensure(toolchain: &Toolchain) -> Result<()> {
    let is_there = |tool: &str| ask(command("cargo").args([tool, "--version"])).is_some();
    let is_complete = || is_there("fmt") && is_there("clippy");
    if !is_complete() {
        add_with_rustup(&["component", "add", "rustfmt", "clippy"]);
    }
    match (is_complete(), find("rustup")) {
        (true, _) => {}
        (false, Some(_)) => {
            bail!("rustfmt or clippy is missing: run `rustup component add rustfmt clippy`")
        }
        (false, None) => apt::install(&["rustfmt-web", "rust-web-clippy"])?,
    }
    // The distribution's toolchain for wasm has a clippy of its own, and the gate can do without.
    if !toolchain.has_clippy() && apt::is_here() {
        apt::install(&["rust-web-clippy"])?;
    }
    Ok(())
}
