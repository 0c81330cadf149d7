//! Finds the three browser engines and their drivers, installing what is missing.
//!
//! Downloads no browser of its own: engines come from the system's packages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::apt;
use crate::process::find;

/// The programs that drive the three engines; geckodriver is a pinned tool.
pub(crate) struct Browsers {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    pub(crate) firefox: PathBuf,
    pub(crate) minibrowser: PathBuf,
    pub(crate) webkitdriver: PathBuf,
    /// WebKitGTK has no headless mode.
    pub(crate) xvfb_run: PathBuf,
}

/// Each program under the names it goes by, and the Debian packages that bring it.
const PROGRAMS: [(&[&str], &[&str]); 6] = [
    (&["chromium", "chromium-browser", "google-chrome"], &["chromium"]),
    (&["chromedriver"], &["chromium-driver"]),
    (&["firefox-esr", "firefox"], &["firefox-esr"]),
    (&["MiniBrowser"], &["webkit2gtk-driver"]),
    (&["WebKitWebDriver"], &["webkit2gtk-driver"]),
    (&["xvfb-run"], &["xvfb", "xauth"]),
];

impl Browsers {
    /// Finds all three engines; one that can be had neither here nor from apt is an error with its name.
    pub(crate) fn find() -> Result<Self> {
        let missing = || PROGRAMS.iter().filter(|(names, _)| locate(names).is_none());
        let mut packages: Vec<_> = missing().flat_map(|(_, packages)| packages.iter().copied()).collect();
        packages.dedup();
        if !packages.is_empty() {
            apt::install(&packages)?;
        }
        let found: Vec<_> = PROGRAMS.iter().filter_map(|(names, _)| locate(names)).collect();
        match <[PathBuf; 6]>::try_from(found) {
            Ok([chromium, chromedriver, firefox, minibrowser, webkitdriver, xvfb_run]) => {
                Ok(Self { chromium, chromedriver, firefox, minibrowser, webkitdriver, xvfb_run })
            }
            Err(_) => {
                let names: Vec<_> = missing().map(|(names, _)| names[0]).collect();
                bail!("still missing after apt-get install: {}", names.join(", "))
            }
        }
    }
}

fn locate(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| find(name).or_else(|| in_webkit_folder(name)))
}

/// Debian keeps WebKitGTK's browser outside PATH, in a folder named after the machine's architecture.
fn in_webkit_folder(name: &str) -> Option<PathBuf> {
    let architectures = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    let folders = architectures.chain([Path::new("/usr/libexec").to_owned()]);
    folders.map(|folder| folder.join("webkit2gtk-4.1").join(name)).find(|file| file.is_file())
}
