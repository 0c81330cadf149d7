//! Builds the apps of `tests/frameworks`, in which React, Vue and others hold the element.
//!
//! Knows not how a framework is compiled: `build.js` there does.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{command, run};
use crate::{npm, project};

/// Where the apps go, one script each.
pub(crate) fn folder() -> Result<PathBuf> {
    Ok(project::target()?.join("frameworks"))
}

/// Bundles all apps, installing the frameworks first if need be.
pub(crate) fn build() -> Result<()> {
    let source = project::root()?.join("tests/frameworks");
    let modules = npm::modules(&source)?;
    run(command("node").env("NODE_PATH", modules).arg(source.join("build.js")).arg(folder()?))
}
