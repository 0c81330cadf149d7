//! Says where things lie: in the clone, in the build folders, in the user's cache.
//!
//! Knows no tool and starts no process.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The release that the workspace builds; all members share one version.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Finds the top of the clone, from any folder inside it.
pub(crate) fn root() -> Result<PathBuf> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    here.ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(PathBuf::from)
        .with_context(|| format!("no Dateline clone around {}", here.display()))
}

/// Where the native toolchain builds, and where logs and screenshots go.
pub(crate) fn target() -> Result<PathBuf> {
    Ok(match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root()?.join(folder),
        None => root()?.join("target"),
    })
}

/// Where the wasm toolchain builds.
///
/// Apart from the native folder, because it may be another compiler: two in one folder rebuild everything each time.
pub(crate) fn wasm_target() -> Result<PathBuf> {
    Ok(target()?.join("wasm"))
}

/// Where the release goes.
pub(crate) fn dist() -> Result<PathBuf> {
    Ok(root()?.join("dist"))
}

/// Where the program goes that fails on demand, for tests.
pub(crate) fn faulty() -> Result<PathBuf> {
    Ok(target()?.join("faulty"))
}

/// Where pinned tools are kept, outside every clone, so that they are built once.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => {
            PathBuf::from(env::var_os("HOME").context("HOME is not set; set it, or XDG_CACHE_HOME")?).join(".cache")
        }
    };
    Ok(cache.join("dateline/tools"))
}
