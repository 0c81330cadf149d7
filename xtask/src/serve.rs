//! Builds the demo page, and serves it with live reload.
//!
//! Knows nothing of the page; Trunk.toml and index.html say how it is built.

use std::env;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::bundle::{SCRIPT, WASM};
use crate::process::{find, run};
use crate::project;
use crate::setup::Machine;

/// What the demo cannot do without.
const PARTS: [&str; 3] = ["index.html", SCRIPT, WASM];

/// Sets up and hands over to Trunk.
pub(crate) fn run_trunk(arguments: &[String]) -> Result<()> {
    let machine = Machine::for_serving()?;
    let mut trunk = trunk(&machine)?;
    trunk.arg("serve");
    if has_desktop() {
        trunk.arg("--open");
    }
    become_it(trunk.args(arguments))
}

/// Builds the demo as it would be served, and looks that it is whole.
pub(crate) fn build(machine: &Machine) -> Result<()> {
    run(trunk(machine)?.arg("build"))?;
    let demo = project::root()?.join("target/demo");
    for part in PARTS {
        ensure!(demo.join(part).is_file(), "Trunk made a demo without {part}");
    }
    Ok(())
}

fn trunk(machine: &Machine) -> Result<Command> {
    let mut trunk = machine.command_with_wasm("trunk")?;
    // Trunk's hook would build this program once more, with the toolchain for the browser.
    let this = env::current_exe().context("cannot tell where this program lies")?;
    trunk.current_dir(project::root()?).env("DATELINE_XTASK", this);
    Ok(trunk)
}

/// Hands our process over, so that whoever ends it ends the server.
#[cfg(unix)]
fn become_it(trunk: &mut Command) -> Result<()> {
    Err(trunk.exec()).context("cannot start trunk")
}

#[cfg(not(unix))]
fn become_it(trunk: &mut Command) -> Result<()> {
    run(trunk)
}

/// A browser opens only where there is a screen and something that opens one.
fn has_desktop() -> bool {
    if cfg!(target_os = "linux") {
        let screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
        screen && find("xdg-open").is_some()
    } else {
        env::var_os("CI").is_none()
    }
}
