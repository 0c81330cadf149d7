//! The command line tool, which must have been built beside the tests.
//!
//! It knows how the tool is started; it knows no page.

use std::{env, path::PathBuf, process::Stdio};

use tokio::process::Command;

use crate::fleet::release;

/// Runs `dateline` for the release that is tested, and returns what it prints.
///
/// # Panics
/// When it isn't there, or fails.
pub async fn dateline(arguments: &[&str]) -> String {
    let tool = tool();
    let manifest = release().join("manifest.json");
    let mut command = Command::new(&tool);
    command.args(arguments).arg("--manifest").arg(manifest).stdin(Stdio::null());
    let output = command.output().await;
    let output = output.unwrap_or_else(|error| {
        panic!("cannot run {}: {error}; `cargo build --package dateline-cli` makes it", tool.display())
    });
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "dateline {arguments:?}: {told}");
    String::from_utf8(output.stdout).expect("it is text")
}

/// Cargo puts it into the folder above the one with the tests.
fn tool() -> PathBuf {
    let test = env::current_exe().expect("the test is a file");
    let folder = test.ancestors().nth(2).expect("the test is in two folders");
    folder.join("dateline").with_extension(env::consts::EXE_EXTENSION)
}
