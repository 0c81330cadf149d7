//! Makes the machine ready for one kind of work, installing only what that work needs.
//!
//! A second run finds everything in place and says so within a second.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::browsers::Browsers;
use crate::pins::{AXE, BINARYEN, CARGO_DENY, ESBUILD, GECKODRIVER, TRUNK, Tool, WASM_BINDGEN};
use crate::process::{command, path_with};
use crate::toolchain::{Settings, Toolchain};
use crate::tools;
use crate::{apt, linters, process, project, report};

/// A machine that is ready.
pub(crate) struct Machine {
    pub(crate) toolchain: Toolchain,
    tool_folders: Vec<PathBuf>,
}

impl Machine {
    /// Gets ready to serve the demo.
    pub(crate) fn for_serving() -> Result<Self> {
        Self::with(&[&WASM_BINDGEN, &TRUNK])
    }

    /// Gets ready to make the release.
    pub(crate) fn for_release() -> Result<Self> {
        Self::with(&[&WASM_BINDGEN, &BINARYEN, &ESBUILD])
    }

    /// Gets ready for everything, the gate included.
    pub(crate) fn for_everything() -> Result<(Self, Browsers)> {
        let browsers = Browsers::find()?;
        let all = [&BINARYEN, &ESBUILD, &WASM_BINDGEN, &GECKODRIVER, &TRUNK, &CARGO_DENY, &AXE];
        let machine = Self::with(&all)?;
        linters::ensure(&machine.toolchain)?;
        Ok((machine, browsers))
    }

    /// Makes a command that finds the pinned tools first.
    pub(crate) fn command(&self, program: &str) -> Result<Command> {
        let mut command = command(program);
        command.env("PATH", path_with(self.tool_folders.iter().map(PathBuf::as_path))?);
        Ok(command)
    }

    /// Makes a command that calls cargo to build wasm itself, as Trunk does.
    pub(crate) fn command_with_wasm(&self, program: &str) -> Result<Command> {
        let mut command = command(program);
        let folders = self.toolchain.bin().into_iter().chain(self.tool_folders.iter().map(PathBuf::as_path));
        command.env("PATH", path_with(folders)?).env("CARGO_TARGET_DIR", project::wasm_target()?);
        command.envs(self.toolchain.variables(Settings::Everyday));
        Ok(command)
    }

    /// Returns the whole path of a tool, for a program that wants to be told.
    pub(crate) fn tool(&self, program: &str) -> Result<PathBuf> {
        let files = self.tool_folders.iter().map(|folder| folder.join(program));
        files.into_iter().find(|file| file.exists()).with_context(|| format!("{program} is not set up"))
    }

    fn with(tools: &[&Tool]) -> Result<Self> {
        let started = Instant::now();
        if tools.iter().any(|tool| tool.needs_node()) && process::find("node").is_none() {
            apt::install(&["nodejs", "npm"])?;
        }
        let toolchain = Toolchain::find()?;
        let tool_folders = tools.iter().map(|tool| tool.folder()).collect::<Result<_>>()?;
        tools::forget_builds()?;
        println!("ready: {} and {} tools ({})", toolchain.name(), tools.len(), report::seconds(started.elapsed()));
        Ok(Self { toolchain, tool_folders })
    }
}
