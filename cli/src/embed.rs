//! `dateline embed`: the tags that put stories on a page, ready to be pasted.

use std::io::{self, Write};

use dateline::settings::{Settings, TimeZone};

use crate::hints::{Hints, Page};
use crate::html::escaped;
use crate::input::Input;
use crate::release::{Release, Which};
use crate::render::FRESH;
use crate::snapshot::{Attributes, Snapshot};
use crate::story::{Reading, Story};
use crate::{Outcome, origin};

pub(crate) const EXAMPLES: &str = "\
What is printed:
  (nothing)   one tag a story
  --hinted    besides, tags for the page's <head>, by which the browser asks early for all that the stories need, and
              for nothing twice
  --snapshot  the script, and the stories as `dateline render` writes them
  --headers   instead of tags for the <head>, the same as HTTP Link headers, for a server, a CDN or 103 Early Hints;
              with --snapshot, for a page with the snapshots

With a manifest, each tag says what its file must be.
Hints are for stories on the page's first screen, on pages of other sites than the one that serves them: say with --site
on which page they are to stand if that serves some of the files itself, for these are fetched without its cookies, and
no hint can say so.

Exit status:
  0  all is printed
  1  a story isn't to be shown, and a notice stands in its place; or one of its lists can't be had
  2  a story can't be read, or the release's manifest

Examples:
  dateline embed --release https://cdn.example/dateline/0.1.0/ https://publisher.example/a/1.json
  dateline embed --hinted --release https://cdn.example/dateline/0.1.0/ --manifest dist/manifest.json \\
    https://publisher.example/a/1.json
  dateline embed --headers --release https://cdn.example/dateline/0.1.0/ https://publisher.example/a/1.json";

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
    /// Prints Link headers alone.
    #[arg(long, conflicts_with = "hinted")]
    headers: bool,
    /// The address of a list of stories that takes the place of the stories' own trending ones.
    #[arg(long, value_name = "URL", value_parser = origin::address)]
    trending: Option<String>,
    /// The page, or the origin it is of.
    #[arg(long, value_name = "URL", value_parser = origin::address)]
    site: Option<String>,
    /// How wide the stories stand on the page, where that isn't 700 pixels or a phone's whole screen: as in the
    /// attribute `sizes` of a picture.
    #[arg(long, value_name = "SIZES")]
    image_sizes: Option<String>,
    /// For how long the script takes a snapshot for fresh, and asks for nothing.
    #[arg(long, value_name = "SECONDS", default_value_t = FRESH, requires = "snapshot")]
    fresh: u32,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let release = Release::read(&arguments.release)?.ok_or_else(Release::missing)?;
    let mut outcome = Outcome::Clean;
    let stories = arguments.stories(&mut outcome);
    let mut out = io::stdout().lock();
    match arguments {
        Arguments { headers: true, snapshot: true, .. } => {
            write!(out, "{}", Hints::of_snapshot(&release, &stories).headers())?;
        }
        Arguments { headers: true, .. } => write!(out, "{}", arguments.hints(&release, &stories).headers())?,
        Arguments { snapshot: true, .. } => {
            writeln!(out, "{}", release.script(""))?;
            for story in &stories {
                write!(out, "{}", arguments.snapshot(&release, story))?;
            }
        }
        _ => {
            if arguments.hinted {
                writeln!(
                    out,
                    "<!-- In the page's head: -->\n{}",
                    arguments.hints(&release, &stories).tags().trim_end()
                )?;
                writeln!(out, "<!-- Where the stories are to stand: -->")?;
            }
            arguments.addresses.iter().try_for_each(|src| writeln!(out, "{}", arguments.tag(&release, src)))?;
        }
    }
    Ok(outcome)
}

impl Arguments {
    /// The stories that can be read, where they need to be.
    fn stories(&self, outcome: &mut Outcome) -> Vec<Story> {
        let needed: &[String] = if self.hinted || self.headers || self.snapshot { &self.addresses } else { &[] };
        let reading = Reading {
            lang: None,
            zone: &TimeZone::Publisher,
            trending: self.trending.as_deref(),
            settings: &Settings::default(),
            has_lists: self.snapshot && !self.headers,
        };
        let read =
            |address: &String| match Story::read(&Input::Address(address.clone()), Some(address.clone()), &reading) {
                Ok(story) => {
                    for remark in story.remarks() {
                        *outcome = (*outcome).max(Outcome::Noted);
                        anstream::eprintln!("{address}: {remark}");
                    }
                    Some(story)
                }
                Err(message) => {
                    *outcome = Outcome::Unreadable;
                    anstream::eprintln!("{address}: {message}");
                    None
                }
            };
        needed.iter().filter_map(read).collect()
    }

    fn hints(&self, release: &Release, stories: &[Story]) -> Hints {
        let origin = self.site.as_deref().and_then(origin::of);
        let page = Page { origin: origin.as_deref(), sizes: self.image_sizes.as_deref() };
        Hints::of_script(release, &self.addresses, stories, &page)
    }

    fn tag(&self, release: &Release, src: &str) -> String {
        let trending = self.trending.iter().map(|trending| ("trending", trending.as_str()));
        let words = [("src", src)].into_iter().chain(trending);
        let words: String = words.map(|(name, value)| format!(r#" data-{name}="{}""#, escaped(value))).collect();
        release.script(&words)
    }

    fn snapshot(&self, release: &Release, story: &Story) -> String {
        let attributes: Attributes = self.trending.iter().map(|trending| ("trending", trending.clone())).collect();
        let snapshot =
            Snapshot { story, release, settings: Settings::default(), attributes: &attributes, fresh: self.fresh };
        snapshot.snippet()
    }
}
