//! `dateline render`: stories as HTML, as JSON-LD or as plain text, for where no script runs.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::{fs, mem};

use dateline::settings::{HeadingLevel, Sections, Variant};

use crate::input::Input;
use crate::names::Names;
use crate::press::{Press, Written};
use crate::release::Which;
use crate::{Outcome, origin, progress, tongue, voice};

pub(crate) const EXAMPLES: &str = "\
What is written, a file an article:
  (nothing)  <dateline-article> with the story in a declarative shadow root, a link inside for sites that strip it,
             and the story as JSON-LD behind it
  --page     the same in a page of its own, with the script
  --text     plain text
  --json-ld  schema.org's NewsArticle alone, fit for a <script type=\"application/ld+json\">
  --headers  what a page with the snapshot needs first, as HTTP Link headers for a server, a CDN or 103 Early Hints

A story that is withheld, canceled, expired or under embargo becomes a notice that leads to its publisher.
Lists that the article names by their address are read from the files beside it, or else asked for, each once; one that
can't be had is left to the script.
SOURCE_DATE_EPOCH takes the place of the time from which a snapshot counts as fresh.

Exit status:
  0  every story is there
  1  a story isn't to be shown, and a notice stands in its place; or one of its lists can't be had; or its relative
     addresses lead nowhere
  2  something can't be read or written

Examples:
  dateline render --release https://cdn.example/dateline/0.1.0/ https://publisher.example/a/1.json
  dateline render -o snapshots --release /dateline/0.1.0/ --src-base https://publisher.example/a/ articles
  dateline render --text --lang de article.json";

#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("kind").args(["page", "text", "json_ld", "headers"]))]
pub(crate) struct Arguments {
    /// Files, folders of JSON files, http(s) addresses, or - for standard input.
    #[arg(required = true, value_name = "FILE|URL")]
    pub(crate) inputs: Vec<String>,
    /// A folder to write to, one file an article, instead of standard output.
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The folder in which files are served: with a file's name behind it, the address that its element asks, and that
    /// its relative addresses resolve against. For standard input, the whole address.
    #[arg(long, value_name = "URL", default_value = "")]
    pub(crate) src_base: String,
    #[command(flatten)]
    pub(crate) release: Which,
    /// Writes a whole page, its headline on the highest level.
    #[arg(long)]
    pub(crate) page: bool,
    /// Writes plain text.
    #[arg(long, conflicts_with_all = LOOKS)]
    pub(crate) text: bool,
    /// Writes JSON-LD alone.
    #[arg(long, conflicts_with_all = LOOKS)]
    pub(crate) json_ld: bool,
    /// Writes Link headers alone.
    #[arg(long)]
    pub(crate) headers: bool,
    /// The language of labels, dates and numerals, as a BCP 47 tag; the article's own where absent.
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) lang: Option<String>,
    /// The clock that times are told by: a name such as Asia/Kolkata; the publisher's where absent.
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub(crate) time_zone: Option<String>,
    /// How much is shown: full, compact or card.
    #[arg(long, value_name = "VARIANT", value_parser = variant)]
    pub(crate) variant: Option<String>,
    /// What is shown: names of sections between spaces.
    #[arg(long, value_name = "NAMES", value_parser = sections)]
    pub(crate) sections: Option<String>,
    /// The level of the headline, 1 to 6; 2 where absent.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(crate) heading_level: Option<String>,
    /// The address of a list of stories that takes the place of the articles' own trending ones.
    #[arg(long, value_name = "URL", value_parser = origin::address)]
    pub(crate) trending: Option<String>,
    /// Asks nobody for lists, and leaves those at addresses of their own to the script.
    #[arg(long)]
    pub(crate) no_lists: bool,
    /// For how long the script takes a snapshot for fresh, and asks for nothing.
    #[arg(long, value_name = "SECONDS", default_value_t = FRESH)]
    pub(crate) fresh: u32,
}

/// For how many seconds a snapshot counts as fresh, where nobody says otherwise.
pub(crate) const FRESH: u32 = 300;

/// What only HTML has.
const LOOKS: [&str; 6] = ["variant", "sections", "heading_level", "trending", "no_lists", "fresh"];

fn language(tag: &str) -> Result<String, String> {
    let is_one = voice::is_language(tag);
    if is_one { Ok(tag.to_owned()) } else { Err("it is no BCP 47 tag; take one such as de or pt-BR".to_owned()) }
}

fn zone(name: &str) -> Result<String, String> {
    match name {
        "reader" => Err("it isn't known who will read; name a zone such as Asia/Kolkata, or leave it out".to_owned()),
        name if name == "publisher" || tongue::is_zone(name) => Ok(name.to_owned()),
        _ => Err("there is no such zone; take a name such as Asia/Kolkata, or publisher".to_owned()),
    }
}

fn variant(name: &str) -> Result<String, String> {
    taken(name, Variant::parse(name).is_some(), "take full, compact or card")
}

fn sections(names: &str) -> Result<String, String> {
    let remedy = "take some of menu, headline, summary, byline, image, tags, body, credit, corrections, share, trending, \
                  opinion, videos, latest, connect, feedback, newsletter and footer";
    taken(names, Sections::parse(names).is_some(), remedy)
}

fn level(level: &str) -> Result<String, String> {
    taken(level, HeadingLevel::parse(level).is_some(), "take a number from 1 to 6")
}

/// The value if it can be used; else what to write instead.
fn taken(value: &str, is_good: bool, remedy: &str) -> Result<String, String> {
    if is_good { Ok(value.to_owned()) } else { Err(remedy.to_owned()) }
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let press = Press::new(arguments)?;
    let mut names = Names::default();
    let inputs: Vec<_> =
        Input::all(&arguments.inputs)?.into_iter().map(|input| (names.of(&input, press.extension()), input)).collect();
    if let Some(folder) = &arguments.output {
        fs::create_dir_all(folder)?;
    }
    let mut told = Told::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let work = |(name, input): &(String, Input)| {
        let mut written = press.written(input);
        // Files are written where they are made, so that nobody waits for the disk.
        let filed = match (&arguments.output, &mut written) {
            (Some(folder), Ok(written)) => fs::write(folder.join(name), mem::take(&mut written.text)),
            _ => Ok(()),
        };
        filed.map(|()| (input.clone(), written))
    };
    progress::each(&inputs, work, |done| {
        let (input, written) = done?;
        let text = told.tell(&input, written);
        out.write_all(text.as_bytes())
    })?;
    out.flush()?;
    Ok(told.end())
}

/// What has been told so far.
struct Told {
    outcome: Outcome,
    /// What is missing, and how many stories lack it.
    missing: BTreeMap<String, usize>,
}

impl Default for Told {
    fn default() -> Self {
        Self { outcome: Outcome::Clean, missing: BTreeMap::new() }
    }
}

impl Told {
    /// Tells what is to be said of a story, and returns its text.
    fn tell(&mut self, input: &Input, written: Result<Written, String>) -> String {
        let Written { text, remarks, missing } = match written {
            Ok(written) => written,
            Err(message) => {
                self.outcome = Outcome::Unreadable;
                anstream::eprintln!("{}: {message}", input.name());
                return String::new();
            }
        };
        if !(remarks.is_empty() && missing.is_empty()) {
            self.outcome = self.outcome.max(Outcome::Noted);
        }
        for remark in remarks {
            anstream::eprintln!("{}: {remark}", input.name());
        }
        for what in missing {
            // Thousands may lack the same list.
            if !self.missing.contains_key(&what) {
                anstream::eprintln!("{}: {what}", input.name());
            }
            *self.missing.entry(what).or_default() += 1;
        }
        text
    }

    fn end(self) -> Outcome {
        for (what, count) in self.missing.iter().filter(|(_, count)| **count > 1) {
            anstream::eprintln!("{} more: {what}", count - 1);
        }
        self.outcome
    }
}
