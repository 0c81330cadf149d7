//! Installs Debian packages, as root or through sudo.
//!
//! Knows neither what the packages are for nor whether they are needed.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{ask, command, find, run};
use crate::report;

/// Tells whether this machine has apt at all.
pub(crate) fn is_here() -> bool {
    find("apt-get").is_some()
}

/// Installs packages, or says in one sentence how a person can.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let words = packages.join(" ");
    let remedy = format!("install them, on Debian with `apt-get install {words}`");
    if !is_here() {
        bail!("missing on this machine: {words}; {remedy}");
    }
    let Some(prefix) = privilege() else {
        bail!("missing on this machine: {words}; as root, {remedy}");
    };
    report::timed(&format!("apt-get install {words}"), || {
        run(apt(prefix).args(["update", "-qq"]))?;
        run(apt(prefix).args(["install", "-qq", "--no-install-recommends"]).args(packages))
            .with_context(|| remedy.clone())
    })
}

/// Says how to become root: not at all, by sudo, or `None`.
fn privilege() -> Option<&'static str> {
    let is_root = ask(command("id").arg("-u")).is_some_and(|user| user == "0");
    match (is_root, find("sudo")) {
        (true, _) => Some(""),
        (false, Some(_)) => Some("sudo"),
        (false, None) => None,
    }
}

fn apt(prefix: &str) -> Command {
    let mut apt = match prefix {
        "" => command("apt-get"),
        sudo => {
            let mut sudo = command(sudo);
            sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        }
    };
    // dpkg writes a line for each file group; what matters reaches us on standard error.
    apt.arg("-y").env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null());
    apt
}
