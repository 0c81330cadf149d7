//! A release as pages see it: where its files are served, and what each must be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dateline::view::STYLES;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::html::escaped;
use crate::origin;

/// Where a release that was built here has its manifest.
const BUILT: &str = "dist/manifest.json";

/// What says which release is meant.
#[derive(clap::Args)]
pub(crate) struct Which {
    /// The folder in which the release is served.
    #[arg(long, value_name = "URL")]
    pub(crate) release: Option<String>,
    /// The release's manifest.json, from which the integrity of its files is taken; dist/manifest.json, if it is there.
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
    /// How snapshots bring their styles.
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Styles::Inline)]
    pub(crate) styles: Styles,
}

/// How snapshots bring their styles.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Styles {
    /// Within, so that they are painted as soon as they are there.
    Inline,
    /// By a link to the release's dateline.css, which many snapshots share.
    Link,
}

/// A release that is served somewhere.
pub(crate) struct Release {
    /// The folder's address, with a slash at its end.
    folder: String,
    manifest: Value,
    pub(crate) styles: Styles,
}

impl Release {
    /// Reads what was said of it; none where no folder was named.
    pub(crate) fn read(which: &Which) -> io::Result<Option<Self>> {
        let Some(folder) = &which.release else { return Ok(None) };
        let folder = folder.trim_end_matches("dateline.js").trim_end_matches('/').to_owned() + "/";
        let manifest = match &which.manifest {
            Some(path) => read_manifest(path)?,
            None => match read_manifest(Path::new(BUILT)) {
                Ok(manifest) => {
                    anstream::eprintln!("dateline: what the release's files must be is taken from {BUILT}");
                    manifest
                }
                Err(_) => Value::Null,
            },
        };
        Ok(Some(Self { folder, manifest, styles: which.styles }))
    }

    /// What is said where a release is needed and none was named.
    pub(crate) fn missing() -> io::Error {
        io::Error::other("no release is named; say with --release in which folder it is served")
    }

    /// The address of one of its files.
    pub(crate) fn url(&self, file: &str) -> String {
        self.folder.clone() + file
    }

    /// What the file must be, where the manifest says so.
    fn integrity(&self, file: &str) -> Option<&str> {
        self.manifest["files"][file]["integrity"].as_str()
    }

    /// The terms on which a tag asks for a file: what it must be, and that it is asked for without credentials then.
    pub(crate) fn terms(&self, file: &str) -> Vec<(&'static str, String)> {
        let integrity = self.integrity(file).map(|integrity| ("integrity", integrity.to_owned()));
        integrity.into_iter().flat_map(|integrity| [integrity, ("crossorigin", "anonymous".to_owned())]).collect()
    }

    /// The file with the labels of a language, where it is one that the manifest names.
    pub(crate) fn language_file(&self, language: &str) -> Option<String> {
        let file = format!("dateline.{language}.json");
        self.integrity(&file).is_some().then_some(file)
    }

    /// The attributes by which a tag asks for a file: its address under that name, and its terms.
    fn attributes(&self, name: &'static str, file: &str) -> String {
        let words = [(name, self.url(file))].into_iter().chain(self.terms(file));
        words.map(|(name, value)| format!(r#" {name}="{}""#, escaped(&value))).collect()
    }

    /// The script's tag, with further attributes.
    pub(crate) fn script(&self, more: &str) -> String {
        format!("<script async{}{more}></script>", self.attributes("src", "dateline.js"))
    }

    /// The tag that brings a snapshot's styles.
    pub(crate) fn stylesheet(&self) -> String {
        match self.styles {
            Styles::Inline => format!("<style>{STYLES}</style>"),
            Styles::Link => format!(r#"<link rel="stylesheet"{}>"#, self.attributes("href", "dateline.css")),
        }
    }

    /// What a policy must allow in style-src for that tag.
    pub(crate) fn style_source(&self) -> String {
        match self.styles {
            Styles::Inline => format!("'sha256-{}'", STANDARD.encode(Sha256::digest(STYLES))),
            Styles::Link => self.source("dateline.css"),
        }
    }

    /// How a policy names a file of the release.
    pub(crate) fn source(&self, file: &str) -> String {
        let url = self.url(file);
        if origin::of(&url).is_some() { url } else { "'self'".to_owned() }
    }
}

fn read_manifest(path: &Path) -> io::Result<Value> {
    let wrong = |error: &dyn std::fmt::Display| {
        io::Error::other(format!("{}: {error}; give the manifest.json of the release", path.display()))
    };
    let text = fs::read(path).map_err(|error| wrong(&error))?;
    let manifest: Value = serde_json::from_slice(&text).map_err(|error| wrong(&error))?;
    let is_one = manifest["files"]["dateline.js"]["integrity"].is_string();
    if is_one { Ok(manifest) } else { Err(wrong(&"it names no dateline.js")) }
}
