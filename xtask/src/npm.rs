//! Installs what a lock file names, once, into a folder of the tool cache.
//!
//! Knows not what the packages are for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::bundle::read;
use crate::process::{command, find, run_logged};
use crate::{apt, project, report};

/// What npm needs of a folder.
const MANIFESTS: [&str; 2] = ["package.json", "package-lock.json"];

/// Returns the `node_modules` of the lock file in `source`; its digest is in the name of their folder.
pub(crate) fn modules(source: &Path) -> Result<PathBuf> {
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    let digest = Sha256::digest(read(&source.join("package-lock.json"))?);
    let digest: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let cache = project::tool_cache()?;
    let home = cache.join(format!("{name}-{digest}"));
    let modules = home.join("node_modules");
    if modules.is_dir() {
        return Ok(modules);
    }
    if find("npm").is_none() {
        apt::install(&["nodejs", "npm"])?;
    }
    let fresh = cache.join(format!("{name}-{digest}.{}", process::id()));
    fs::create_dir_all(&fresh).with_context(|| format!("cannot make {}", fresh.display()))?;
    for manifest in MANIFESTS {
        fs::copy(source.join(manifest), fresh.join(manifest)).with_context(|| format!("cannot copy {manifest}"))?;
    }
    let mut npm = command("npm");
    npm.current_dir(&fresh).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    let log = cache.join(format!("{name}-{digest}.log"));
    report::timed(&name, || run_logged(&mut npm, &log)).with_context(|| {
        format!("npm can't install what {} names; let it reach its registry and run this again", source.display())
    })?;
    // Another run may have been quicker; its modules are as good.
    if fs::rename(&fresh, &home).is_err() {
        fs::remove_dir_all(&fresh).with_context(|| format!("cannot remove {}", fresh.display()))?;
    }
    Ok(modules)
}
