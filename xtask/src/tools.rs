//! Installs pinned tools into a cache of their own.
//!
//! Pinned versions never clash with the user's: a tool found in PATH serves only if it is the same version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use anyhow::{Context, Result};

use crate::pins::{Source, Tool, Version};
use crate::process::{ask, command, find, run_logged};
use crate::{apt, project, report};

impl Tool {
    /// Returns the folder of the tool's program, installing it first if need be.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        let version = self.version()?;
        let home = project::tool_cache()?.join(format!("{}-{version}", self.package));
        let folder = match self.source {
            Source::Cargo { .. } => home.join("bin"),
            Source::Npm => home.join("node_modules/.bin"),
            Source::NpmFile => home.join("node_modules").join(self.package),
        };
        if folder.join(self.program).exists() {
            return Ok(folder);
        }
        if let Some(found) = self.in_path(&version) {
            return Ok(found);
        }
        self.install(&version, &home)?;
        Ok(folder)
    }

    /// Tells whether the tool is a script for Node, or comes by Node's own installer.
    pub(crate) fn needs_node(&self) -> bool {
        matches!(self.source, Source::Npm | Source::NpmFile)
    }

    fn version(&self) -> Result<String> {
        match self.version {
            Version::Pinned(version) => Ok(version.to_owned()),
            Version::Locked(name) => locked(name),
        }
    }

    fn in_path(&self, version: &str) -> Option<PathBuf> {
        let program = find(self.program)?;
        let answer = ask(command(&program).arg("--version"))?;
        let is_equal = answer.split([' ', '\n']).any(|word| word == version);
        is_equal.then(|| program.parent().map(PathBuf::from))?
    }

    /// Installs beside the final place and renames, so that what is there is whole.
    fn install(&self, version: &str, home: &Path) -> Result<()> {
        let cache = home.parent().context("the tool cache has no folder")?;
        fs::create_dir_all(cache).with_context(|| format!("cannot make {}", cache.display()))?;
        let fresh = cache.join(format!("{}-{version}.{}", self.package, process::id()));
        let log = cache.join(format!("{}-{version}.log", self.package));
        let mut installer = match self.source {
            Source::Cargo { arguments, optimization } => {
                let mut cargo = lean_cargo(optimization)?;
                cargo.arg("install").args(arguments).args(["--root".as_ref(), fresh.as_os_str()]);
                cargo.arg(format!("{}@{version}", self.package));
                cargo
            }
            Source::Npm | Source::NpmFile => {
                if find("npm").is_none() {
                    apt::install(&["nodejs", "npm"])?;
                }
                let mut npm = command("npm");
                npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]);
                npm.arg(&fresh).arg(format!("{}@{version}", self.package));
                npm
            }
        };
        report::timed(&format!("{} {version}", self.package), || run_logged(&mut installer, &log))?;
        // Another setup may have been quicker; its tool is as good.
        if fs::rename(&fresh, home).is_err() {
            fs::remove_dir_all(&fresh).with_context(|| format!("cannot remove {}", fresh.display()))?;
        }
        Ok(())
    }
}

/// Removes what our own builds of the tools left.
pub(crate) fn forget_builds() -> Result<()> {
    let builds = builds()?;
    if !builds.exists() {
        return Ok(());
    }
    fs::remove_dir_all(&builds).with_context(|| format!("cannot remove {}", builds.display()))
}

/// The tools share one build folder, for they share many crates; two setups at a time do not.
fn builds() -> Result<PathBuf> {
    Ok(project::tool_cache()?.join(format!("build.{}", process::id())))
}

/// Makes a cargo whose builds take half the time: these tools need not be fast.
fn lean_cargo(optimization: &str) -> Result<Command> {
    let mut cargo = command("cargo");
    cargo
        .env("CARGO_TARGET_DIR", builds()?)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", optimization)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_PANIC", "unwind");
    Ok(cargo)
}

/// Reads a crate's version from Cargo.lock.
fn locked(name: &str) -> Result<String> {
    let path = project::root()?.join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    version_in(&lock, name).with_context(|| format!("Cargo.lock names no version of {name}"))
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\""));
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"yew-macro\"\nversion = \"0.22.0\"\n\n[[package]]\nname = \"yew\"\nversion = \"0.23.0\"\n";
        assert_eq!(version_in(lock, "yew").as_deref(), Some("0.23.0"));
        assert_eq!(version_in(lock, "gloo"), None);
    }
}
