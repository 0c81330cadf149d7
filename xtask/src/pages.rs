//! Brings what the hostile pages of the end-to-end tests are made of: other people's stylesheets and scripts.
//!
//! Knows not how they are hostile.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::{apt, npm, project};

/// Where Debian puts Prototype.js; npm doesn't have it.
const PROTOTYPE: &str = "/usr/share/javascript/prototype/prototype.js";

/// Returns the folder of the packages in `tests/pages`.
///
/// Their lock file leaves out what the packages themselves depend on: only their stylesheets are wanted.
pub(crate) fn modules() -> Result<PathBuf> {
    npm::modules(&project::root()?.join("tests/pages"))
}

/// Returns the script Prototype.js.
pub(crate) fn prototype() -> Result<PathBuf> {
    let script = PathBuf::from(PROTOTYPE);
    if !script.is_file() {
        apt::install(&["libjs-prototype"])?;
    }
    ensure!(script.is_file(), "libjs-prototype has no {PROTOTYPE}");
    Ok(script)
}
