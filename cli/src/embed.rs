//! `dateline embed`: the tags that put stories on a page, ready to be pasted.

use std::io::{self, Write};

use dateline::settings::{Settings, TimeZone};

use crate::html::escaped;
use crate::input::Input;
use crate::release::{Release, Which};
use crate::snapshot::Snapshot;
use crate::story::{Story, remark};
use crate::{Outcome, origin};

pub(crate) const EXAMPLES: &str = "\
What is printed:
  (nothing)   one tag a story
  --hinted    besides, tags for the page's <head>, by which the browser asks early for the script and the picture, and
              gets connections to where the rest is; nothing is asked twice
  --snapshot  the script, and the stories as `dateline render` writes them

With a manifest, each tag says what its file must be.

Exit status:
  0  all is printed
  1  a story isn't to be shown, and a notice stands in its place
  2  a story can't be read, or the release's manifest

Examples:
  dateline embed --release https://cdn.example/dateline/0.1.0/ https://publisher.example/a/1.json
  dateline embed --hinted --release https://cdn.example/dateline/0.1.0/ --manifest dist/manifest.json \\
    https://publisher.example/a/1.json";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The http(s) addresses of the stories.
    #[arg(required = true, value_name = "URL", value_parser = origin::address)]
    addresses: Vec<String>,
    #[command(flatten)]
    release: Which,
    /// Prints tags for the page's <head> as well.
    #[arg(long, conflicts_with = "snapshot")]
    hinted: bool,
    /// Prints the stories as HTML that needs no script.
    #[arg(long)]
    snapshot: bool,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let release = Release::read(&arguments.release)?.ok_or_else(Release::missing)?;
    let mut outcome = Outcome::Clean;
    let mut stories = Vec::new();
    if arguments.hinted || arguments.snapshot {
        for address in &arguments.addresses {
            let input = Input::Address(address.clone());
            match Story::read(&input, Some(address.clone()), None, &TimeZone::Publisher) {
                Ok(story) => {
                    if let Some(remark) = remark(&story) {
                        outcome = outcome.max(Outcome::Noted);
                        anstream::eprintln!("{address}: {remark}");
                    }
                    stories.push(story);
                }
                Err(message) => {
                    outcome = Outcome::Unreadable;
                    anstream::eprintln!("{address}: {message}");
                }
            }
        }
    }
    let mut out = io::stdout().lock();
    if arguments.snapshot {
        writeln!(out, "{}", release.script(""))?;
        for story in &stories {
            let snapshot =
                Snapshot { story, release: &release, settings: Settings::default(), attributes: &Vec::new() };
            write!(out, "{}", snapshot.snippet())?;
        }
        return Ok(outcome);
    }
    if arguments.hinted {
        writeln!(out, "<!-- In the page's head: -->")?;
        for hint in hints(&release, &arguments.addresses, &stories) {
            writeln!(out, "{hint}")?;
        }
        writeln!(out, "<!-- Where the stories are to stand: -->")?;
    }
    for address in &arguments.addresses {
        writeln!(out, "{}", release.script(&format!(r#" data-src="{}""#, escaped(address))))?;
    }
    Ok(outcome)
}

/// The tags by which a browser begins early, none of them twice.
///
/// What the widget fetches (its program, its styles, articles and lists) has connections only: it is fetched without
/// credentials, and there is no tag for a preload that is.
fn hints(release: &Release, addresses: &[String], stories: &[Story]) -> Vec<String> {
    let script = release.url("dateline.js");
    let mut hints = vec![format!(r#"<link rel="preload" as="script" {}>"#, release.attributes("href", "dateline.js"))];
    let shown = stories.iter().filter(|story| story.withheld.is_none());
    let lists = shown.clone().flat_map(Story::lists);
    for address in [script.as_str()].into_iter().chain(addresses.iter().map(String::as_str)).chain(lists) {
        if let Some(origin) = origin::of(address) {
            hints.push(format!(r#"<link rel="preconnect" href="{}" crossorigin>"#, escaped(&origin)));
        }
    }
    // Which of several widths is taken depends on the element's own, which isn't known here.
    let heroes = shown.filter_map(|story| story.article.image.as_ref()).filter(|hero| hero.sources.is_empty());
    hints.extend(heroes.map(|hero| {
        format!(r#"<link rel="preload" as="image" href="{}" fetchpriority="high">"#, escaped(hero.url.href()))
    }));
    let mut seen = Vec::new();
    hints.retain(|hint| {
        let is_new = !seen.contains(hint);
        seen.push(hint.clone());
        is_new
    });
    hints
}
