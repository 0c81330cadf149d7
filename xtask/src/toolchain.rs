//! Finds the Rust toolchain that builds for the browser, and the settings that it takes.
//!
//! Native code is not its concern: that is built by whatever `cargo` comes first in PATH.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::process::{ask, command, find, path_with, run};
use crate::{apt, project};

/// The one target of the widget.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Where a distribution installs its own toolchain.
const DISTRIBUTION: &str = "/usr/bin";

/// What there is to say when no toolchain can be had.
const REMEDY: &str = "no Rust toolchain here builds for wasm32-unknown-unknown: run `rustup target add \
    wasm32-unknown-unknown`, or on Debian `apt-get install rustc-web cargo-web rust-web-src lld-22`";

/// Which wasm to build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settings {
    /// For tests and the demo.
    Everyday,
    /// For the release: the standard library built for size, and no panic machinery.
    Smallest,
}

/// A compiler for the browser and what comes with it.
pub(crate) struct Toolchain {
    /// The folder of `cargo` and `rustc`; PATH is good enough for rustup's.
    bin: Option<PathBuf>,
    /// The target's standard library comes compiled.
    has_target: bool,
    /// The standard library comes as source.
    has_source: bool,
    /// The linker to name, where the toolchain brings none.
    linker: Option<PathBuf>,
}

impl Toolchain {
    /// Finds a toolchain, installing what may be installed.
    pub(crate) fn find() -> Result<Self> {
        if let Some(toolchain) = Self::active() {
            return Ok(toolchain);
        }
        if let Some(toolchain) = Self::distribution() {
            return Ok(toolchain);
        }
        ensure!(apt::is_here(), REMEDY);
        apt::install(&["cargo-web", "rust-web-src", "rust-web-clippy", "rustc-web"])?;
        let llvm = Self::ask_rustc(Path::new(DISTRIBUTION), &["-vV"]).and_then(|text| llvm_of(&text));
        apt::install(&[&format!("lld-{}", llvm.unwrap_or_default())])?;
        Self::distribution().ok_or_else(|| anyhow::anyhow!(REMEDY))
    }

    /// Says in a word or two which toolchain this is.
    pub(crate) fn name(&self) -> &'static str {
        match (self.bin.is_some(), self.can_be_smallest()) {
            (true, _) => "the distribution's toolchain",
            (false, true) => "the active toolchain",
            (false, false) => "the active toolchain, without the standard library's source",
        }
    }

    /// Tells whether the smallest settings are to be had; the size budget holds for them alone.
    pub(crate) fn can_be_smallest(&self) -> bool {
        self.has_source
    }

    /// Makes a cargo command that builds wasm into the wasm folder.
    pub(crate) fn cargo(&self, settings: Settings) -> Result<Command> {
        let mut cargo = match &self.bin {
            Some(bin) => command(bin.join("cargo")),
            None => command("cargo"),
        };
        cargo.env("PATH", path_with(self.bin())?).env("CARGO_TARGET_DIR", project::wasm_target()?);
        cargo.envs(self.variables(settings));
        Ok(cargo)
    }

    /// Returns the folder that must come first in PATH, if any.
    pub(crate) fn bin(&self) -> Option<&Path> {
        self.bin.as_deref()
    }

    /// Lists the rest of the environment that makes this toolchain's cargo build wasm.
    pub(crate) fn variables(&self, settings: Settings) -> Vec<(&'static str, OsString)> {
        let mut variables = Vec::new();
        if let Some(linker) = &self.linker {
            variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()));
        }
        let smallest = settings == Settings::Smallest && self.has_source;
        if smallest || !self.has_target {
            variables.push(("RUSTC_BOOTSTRAP", "1".into()));
            variables.push(("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()));
        }
        if smallest {
            variables.push(("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size".into()));
        }
        variables
    }

    /// Tells whether a panic can be made to cost one instruction and no text.
    pub(crate) fn aborts_immediately(&self) -> bool {
        let mut rustc = self.rustc();
        rustc.args(["-Zunstable-options", "-Cpanic=immediate-abort", "--print=cfg"]);
        self.has_source && ask(rustc.env("RUSTC_BOOTSTRAP", "1")).is_some()
    }

    /// Tells where the standard library's source lies, so that its path can be kept out of the release.
    pub(crate) fn sysroot(&self) -> Option<String> {
        ask(self.rustc().args(["--print", "sysroot"]))
    }

    /// Tells whether the toolchain can lint.
    pub(crate) fn has_clippy(&self) -> bool {
        match &self.bin {
            Some(bin) => bin.join("cargo-clippy").is_file() && bin.join("clippy-driver").is_file(),
            None => ask(command("cargo").args(["clippy", "--version"])).is_some(),
        }
    }

    fn rustc(&self) -> Command {
        match &self.bin {
            Some(bin) => command(bin.join("rustc")),
            None => command("rustc"),
        }
    }

    /// The toolchain that PATH and rustup choose, if it can have the target.
    fn active() -> Option<Self> {
        let library = PathBuf::from(ask(command("rustc").args(["--print", "sysroot"]))?).join("lib/rustlib");
        let has_target = || library.join(TARGET).join("lib").is_dir();
        let has_source = || library.join("src/rust/library/std").is_dir();
        if !has_target() {
            add_with_rustup(&["target", "add", TARGET]);
        }
        if has_target() && !has_source() {
            add_with_rustup(&["component", "add", "rust-src"]);
        }
        let brings_linker = find_file(&library, "rust-lld");
        has_target().then(|| Self {
            bin: None,
            has_target: true,
            has_source: has_source(),
            linker: if brings_linker { None } else { find("wasm-ld") },
        })
    }

    /// The distribution's toolchain, if it is new enough and brings source and linker.
    fn distribution() -> Option<Self> {
        let bin = Path::new(DISTRIBUTION);
        let about = Self::ask_rustc(bin, &["-vV"])?;
        let linker = bin.join(format!("wasm-ld-{}", llvm_of(&about)?));
        let release = about.lines().find_map(|line| line.strip_prefix("release: "))?;
        let usable = is_at_least(release, env!("CARGO_PKG_RUST_VERSION"))
            && Path::new("/usr/lib/rustlib/src/rust/library/std").is_dir()
            && bin.join("cargo").is_file()
            && linker.is_file();
        usable.then(|| Self { bin: Some(bin.into()), has_target: false, has_source: true, linker: Some(linker) })
    }

    fn ask_rustc(bin: &Path, arguments: &[&str]) -> Option<String> {
        ask(command(bin.join("rustc")).args(arguments))
    }
}

/// Asks rustup for more, where it may download; a refusal leaves the machine as it was.
pub(crate) fn add_with_rustup(arguments: &[&str]) {
    let forbidden = env::var_os("RUSTUP_AUTO_INSTALL").is_some_and(|value| value == "0");
    if forbidden || find("rustup").is_none() {
        return;
    }
    if let Err(error) = run(command("rustup").args(arguments)) {
        println!("    {error}; going on without");
    }
}

fn llvm_of(about: &str) -> Option<String> {
    let version = about.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    version.split('.').next().map(str::to_owned)
}

/// Compares versions of the shape `1.88` or `1.96.0`.
fn is_at_least(version: &str, least: &str) -> bool {
    let numbers = |text: &str| text.split(['.', '-']).map_while(|part| part.parse().ok()).collect::<Vec<u32>>();
    numbers(version) >= numbers(least)
}

/// Looks for a program of the toolchain's host folder.
fn find_file(library: &Path, program: &str) -> bool {
    let hosts = library.read_dir().into_iter().flatten().flatten();
    hosts.map(|host| host.path().join("bin").join(program)).any(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(is_at_least("1.96.0", "1.88"));
        assert!(is_at_least("1.100.0", "1.88"));
        assert!(!is_at_least("1.63.0", "1.88"));
    }
}
