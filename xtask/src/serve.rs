//! Serves the demo page with live reload.
//!
//! Knows nothing of the page; Trunk.toml and index.html say how it is built.

use std::env;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::find;
use crate::project;
use crate::setup::Machine;

/// Sets up and hands over to Trunk.
pub(crate) fn run_trunk(arguments: &[String]) -> Result<()> {
    let machine = Machine::for_serving()?;
    let mut trunk = machine.command_with_wasm("trunk")?;
    // Trunk's hook would build this program once more, with the toolchain for the browser.
    let this = env::current_exe().context("cannot tell where this program lies")?;
    trunk
        .current_dir(project::root()?)
        .env("DATELINE_XTASK", this)
        .arg("serve");
    if has_desktop() {
        trunk.arg("--open");
    }
    become_it(trunk.args(arguments))
}

/// Hands our process over, so that whoever ends it ends the server.
#[cfg(unix)]
fn become_it(trunk: &mut Command) -> Result<()> {
    Err(trunk.exec()).context("cannot start trunk")
}

#[cfg(not(unix))]
fn become_it(trunk: &mut Command) -> Result<()> {
    crate::process::run(trunk)
}

/// A browser opens only where there is a screen and something that opens one.
fn has_desktop() -> bool {
    if cfg!(target_os = "linux") {
        let screen = ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some());
        screen && find("xdg-open").is_some()
    } else {
        env::var_os("CI").is_none()
    }
}
