//! What the servers serve: the release, the peers, the articles with their pictures, and pages with them.
//! It knows files and markup; it knows no browser.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::cli;
use crate::contender::{Embed, framed};
use crate::server::{Keep, Origin, Server};

/// Where the release stands: a folder with a version, as a CDN has it.
pub(crate) const RELEASE: &str = "/dateline/0.1.0/";

/// Where the release stands whose functions have their names.
pub(crate) const NAMED: &str = "/dateline/named/";

/// Where the peers stand.
const PEERS: &str = "/peers/1.0.0/";

/// The address of a peer's script on its origin.
pub(crate) fn peer(name: &str) -> String {
    format!("{PEERS}{name}.js")
}

/// The folder of the release.
pub(crate) fn release() -> Result<PathBuf> {
    folder("DATELINE_DIST")
}

/// The demo's articles.
pub(crate) fn articles() -> Result<PathBuf> {
    folder("DATELINE_ARTICLES")
}

fn folder(variable: &str) -> Result<PathBuf> {
    let folder = env::var_os(variable).map(PathBuf::from).with_context(|| format!("{variable} is not set"))?;
    ensure!(folder.is_dir(), "{variable}: there is no folder {}", folder.display());
    Ok(folder)
}

/// Serves what all pages share.
pub(crate) fn set(server: &Server) -> Result<()> {
    serve_folder(server, Origin::Cdn, RELEASE, &release()?)?;
    serve_folder(server, Origin::Cdn, PEERS, &folder("DATELINE_PEERS")?)?;
    serve_folder(server, Origin::Publisher, "/a/pictures/", &articles()?.join("pictures"))
}

/// Serves the release whose functions have their names, too.
pub(crate) fn set_named(server: &Server) -> Result<()> {
    serve_folder(server, Origin::Cdn, NAMED, &folder("DATELINE_NAMED")?)
}

fn serve_folder(server: &Server, origin: Origin, path: &str, folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.path().is_file() {
            let path = format!("{path}{}", entry.file_name().to_string_lossy());
            server.serve(origin, &path, Keep::Forever, &fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

/// Serves an article, and returns its address.
pub(crate) fn publish(server: &Server, name: &str, json: &Value) -> Result<String> {
    server.serve(Origin::Publisher, &article(name), Keep::Minute, json.to_string().as_bytes())
}

/// The same without compressing it: for many, where bytes don't count.
pub(crate) fn publish_plain(server: &Server, name: &str, json: &Value) -> Result<String> {
    Ok(server.serve_plain(Origin::Publisher, &article(name), Keep::Minute, json.to_string().as_bytes()))
}

/// Serves an article under so many addresses.
pub(crate) fn publish_each(server: &Server, name: &str, count: usize, json: &Value) -> Result<Vec<String>> {
    (0..count).map(|at| publish_plain(server, &format!("{name}-{at}"), json)).collect()
}

fn article(name: &str) -> String {
    format!("/a/{name}.json")
}

/// Serves the publisher's own page of an article, made to be shown in a frame.
///
/// The markup is the snapshot's: what a server would send that renders the same components.
pub(crate) fn publish_framed(server: &Server, article: &str) -> Result<()> {
    let snapshot = cli::snapshot(server, article)?.body;
    let inside = snapshot.split_once("<template").and_then(|(_, rest)| rest.split_once('>'));
    let inside = inside.and_then(|(_, rest)| rest.split_once("</template>"));
    let (inside, _) = inside.context("the snapshot has no template")?;
    let script = server.url(Origin::Cdn, &peer("framed"));
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>An article</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>body {{ margin: 0; overflow: hidden }}</style></head>\
         <body>{inside}<script async src=\"{script}\"></script></body></html>\n"
    );
    let path = framed(article);
    let path = path.strip_prefix(&server.url(Origin::Publisher, "")).context("the article is the publisher's")?;
    server.serve(Origin::Publisher, path, Keep::Minute, page.as_bytes())?;
    Ok(())
}

/// Serves a page, and returns its address; the space for what is embedded is kept from the first.
pub(crate) fn serve_page(server: &Server, name: &str, embed: &Embed) -> Result<String> {
    let Embed { head, body } = embed;
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>The Evening Standing</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>\nbody {{ max-width: 72rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 sans-serif }}\n\
         .embedded {{ min-height: 60rem }}\niframe {{ display: block; width: 100%; height: 60rem; border: 0 }}\n</style>\n\
         {head}\n</head>\n<body>\n<h1>The Evening Standing</h1>\n<p>From our partners:</p>\n\
         <div class=\"embedded\">{body}</div>\n<p>More of our own stories stand below.</p>\n</body>\n</html>\n"
    );
    server.serve(Origin::Page, &format!("/{name}.html"), Keep::Ask, page.as_bytes())
}
