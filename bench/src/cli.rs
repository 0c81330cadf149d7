//! What the command line tool prints for a page.
//! It runs the tool; it knows no page.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::contender::Embed;
use crate::server::{Origin, Server};
use crate::stage::{self, RELEASE};

/// What parts the tags for a page's head from those for its body.
const HERE: &str = "<!-- Where the stories are to stand: -->";

/// One tag.
pub(crate) fn plain(server: &Server, article: &str) -> Result<Embed> {
    Ok(Embed { head: String::new(), body: print(server, &[], article)? })
}

/// One tag, and hints for the head.
pub(crate) fn hinted(server: &Server, article: &str) -> Result<Embed> {
    let printed = print(server, &["--hinted"], article)?;
    let (head, body) = printed.split_once(HERE).context("`dateline embed --hinted` parts nothing")?;
    Ok(Embed { head: head.to_owned(), body: body.to_owned() })
}

/// The story as HTML.
pub(crate) fn snapshot(server: &Server, article: &str) -> Result<Embed> {
    Ok(Embed { head: String::new(), body: print(server, &["--snapshot"], article)? })
}

fn print(server: &Server, words: &[&str], article: &str) -> Result<String> {
    let program = env::var_os("DATELINE_CLI").map(PathBuf::from).context("DATELINE_CLI names no program")?;
    let mut tool = Command::new(program);
    tool.arg("embed").args(words).arg("--release").arg(server.url(Origin::Cdn, RELEASE));
    tool.arg("--manifest").arg(stage::release()?.join("manifest.json")).arg(article);
    let output = tool.output().context("cannot start the command line tool")?;
    ensure!(output.status.success(), "`dateline embed`: {}", String::from_utf8_lossy(&output.stderr).trim());
    String::from_utf8(output.stdout).context("`dateline embed` printed no UTF-8")
}
