//! Measures the release beside its peers, which `bench/peers` has; `bench` does the measuring.
//!
//! Knows not what is measured.

use anyhow::Result;

use crate::process::{command, run};
use crate::setup::Machine;
use crate::{dist, npm, project};

/// Makes release, command line tool and peers, and measures what the words name.
pub(crate) fn measure(words: &[String]) -> Result<()> {
    let (machine, browsers) = Machine::for_everything()?;
    dist::make(&machine)?;
    let (root, target) = (project::root()?, project::target()?);
    let (source, peers) = (root.join("bench/peers"), target.join("peers"));
    let modules = npm::modules(&source)?;
    run(command("node").env("NODE_PATH", modules).arg(source.join("build.js")).arg(&peers))?;
    run(command("cargo").args(["build", "--locked", "--package", "dateline-cli"]))?;
    let mut cargo = command("cargo");
    cargo
        .env("DATELINE_DIST", project::dist()?)
        .env("DATELINE_PEERS", peers)
        .env("DATELINE_ARTICLES", root.join("www/articles"))
        .env("DATELINE_CLI", target.join("debug/dateline"))
        .env("DATELINE_CHROMIUM", &browsers.chromium)
        .env("DATELINE_RESULTS", root.join("bench"));
    if words == ["profile"] {
        cargo.env("DATELINE_NAMED", dist::make_named(&machine)?);
    }
    cargo.args(["run", "--locked", "--package", "dateline-bench", "--"]);
    run(cargo.args(words))
}
