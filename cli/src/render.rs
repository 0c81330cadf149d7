//! `dateline render`: stories as HTML, as JSON-LD or as plain text, for where no script runs.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use dateline::settings::{HeadingLevel, Sections, Settings, TimeZone, Variant};

use crate::hints::Hints;
use crate::input::{Input, NOWHERE};
use crate::names::Names;
use crate::release::{Release, Which};
use crate::snapshot::{Attributes, Snapshot};
use crate::story::{Reading, Story};
use crate::{Outcome, json_ld, origin, plain, progress, tongue, voice};

pub(crate) const EXAMPLES: &str = "\
What is written, a file an article:
  (nothing)  <dateline-article> with the story in a declarative shadow root, a link inside for sites that strip it,
             and the story as JSON-LD behind it
  --page     the same in a page of its own, with the script
  --text     plain text
  --json-ld  schema.org's NewsArticle alone, fit for a <script type=\"application/ld+json\">
  --headers  what a page with the snapshot needs first, as HTTP Link headers for a server, a CDN or 103 Early Hints

A story that is withheld, canceled, expired or under embargo becomes a notice that leads to its publisher.
Lists that the article names by their address are asked for, each once; one that can't be had is left to the script.
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
    inputs: Vec<String>,
    /// A folder to write to, one file an article, instead of standard output.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The folder in which files are served: with a file's name behind it, the address that its element asks, and that
    /// its relative addresses resolve against. For standard input, the whole address.
    #[arg(long, value_name = "URL", default_value = "")]
    src_base: String,
    #[command(flatten)]
    release: Which,
    /// Writes a whole page, its headline on the highest level.
    #[arg(long)]
    page: bool,
    /// Writes plain text.
    #[arg(long, conflicts_with_all = LOOKS)]
    text: bool,
    /// Writes JSON-LD alone.
    #[arg(long, conflicts_with_all = LOOKS)]
    json_ld: bool,
    /// Writes Link headers alone.
    #[arg(long)]
    headers: bool,
    /// The language of labels, dates and numerals, as a BCP 47 tag; the article's own where absent.
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<String>,
    /// The clock that times are told by: a name such as Asia/Kolkata; the publisher's where absent.
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Option<String>,
    /// How much is shown: full, compact or card.
    #[arg(long, value_name = "VARIANT", value_parser = variant)]
    variant: Option<String>,
    /// What is shown: names of sections between spaces.
    #[arg(long, value_name = "NAMES", value_parser = sections)]
    sections: Option<String>,
    /// The level of the headline, 1 to 6; 2 where absent.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    heading_level: Option<String>,
    /// The address of a list of stories that takes the place of the articles' own trending ones.
    #[arg(long, value_name = "URL", value_parser = origin::address)]
    trending: Option<String>,
    /// For how long the script takes a snapshot for fresh, and asks for nothing.
    #[arg(long, value_name = "SECONDS", default_value_t = FRESH)]
    fresh: u32,
}

/// For how many seconds a snapshot counts as fresh, where nobody says otherwise.
pub(crate) const FRESH: u32 = 300;

/// What only HTML has.
const LOOKS: [&str; 5] = ["variant", "sections", "heading_level", "trending", "fresh"];

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

/// What is written of each story.
#[derive(Clone, Copy)]
enum Kind {
    Snippet,
    Page,
    Text,
    JsonLd,
    Headers,
}

/// What each story is written with.
struct Press<'a> {
    arguments: &'a Arguments,
    kind: Kind,
    release: Option<Release>,
    settings: Settings,
    zone: TimeZone,
    attributes: Attributes,
}

/// A story as it is written, and what is to be said of it.
struct Written {
    text: String,
    remarks: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let press = Press::new(arguments)?;
    let inputs = Input::all(&arguments.inputs)?;
    let mut outcome = Outcome::Clean;
    let mut names = Names::default();
    if let Some(folder) = &arguments.output {
        fs::create_dir_all(folder)?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let work = |input: &Input| (input.clone(), press.written(input));
    progress::each(&inputs, work, |(input, written)| {
        let name = names.of(&input, press.kind.extension());
        let Written { text, remarks } = match written {
            Ok(written) => written,
            Err(message) => {
                outcome = Outcome::Unreadable;
                anstream::eprintln!("{}: {message}", input.name());
                return Ok(());
            }
        };
        for remark in remarks {
            outcome = outcome.max(Outcome::Noted);
            anstream::eprintln!("{}: {remark}", input.name());
        }
        match &arguments.output {
            Some(folder) => fs::write(folder.join(name), text),
            None => out.write_all(text.as_bytes()),
        }
    })?;
    out.flush()?;
    Ok(outcome)
}

impl<'a> Press<'a> {
    fn new(arguments: &'a Arguments) -> io::Result<Self> {
        let kind = match arguments {
            Arguments { page: true, .. } => Kind::Page,
            Arguments { text: true, .. } => Kind::Text,
            Arguments { json_ld: true, .. } => Kind::JsonLd,
            Arguments { headers: true, .. } => Kind::Headers,
            _ => Kind::Snippet,
        };
        let release = Release::read(&arguments.release)?;
        if release.is_none() && matches!(kind, Kind::Snippet | Kind::Page | Kind::Headers) {
            return Err(Release::missing());
        }
        let level = arguments.heading_level.clone().or_else(|| matches!(kind, Kind::Page).then(|| "1".to_owned()));
        let attributes = [
            ("lang", &arguments.lang),
            ("time-zone", &arguments.time_zone),
            ("variant", &arguments.variant),
            ("sections", &arguments.sections),
            ("heading-level", &level),
            ("trending", &arguments.trending),
        ];
        let settings = Settings {
            variant: arguments.variant.as_deref().and_then(Variant::parse).unwrap_or_default(),
            sections: arguments.sections.as_deref().and_then(Sections::parse).unwrap_or_default(),
            heading_level: level.as_deref().and_then(HeadingLevel::parse).unwrap_or_default(),
            ..Settings::default()
        };
        Ok(Self {
            arguments,
            kind,
            release,
            settings,
            zone: arguments.time_zone.as_deref().and_then(TimeZone::parse).unwrap_or_default(),
            attributes: attributes.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect(),
        })
    }

    fn written(&self, input: &Input) -> Result<Written, String> {
        let base = &self.arguments.src_base;
        let src = match input {
            Input::Address(address) => Some(address.clone()),
            Input::File(path) => path.file_name().map(|name| base.clone() + &name.to_string_lossy()),
            Input::Standard => Some(base.clone()).filter(|base| !base.is_empty()),
        };
        if src.is_none() && matches!(self.kind, Kind::Page | Kind::Snippet) {
            return Err("an element needs a source; say with --src-base at which address this is served".to_owned());
        }
        let story = Story::read(input, src, &self.reading())?;
        let mut remarks = story.remarks();
        let snapshot = self.release.as_ref().map(|release| Snapshot {
            story: &story,
            release,
            settings: self.settings,
            attributes: &self.attributes,
            fresh: self.arguments.fresh,
        });
        let text = match (self.kind, snapshot) {
            (Kind::Page, Some(snapshot)) => snapshot.page(),
            (Kind::Snippet, Some(snapshot)) => snapshot.snippet(),
            (Kind::Headers, Some(snapshot)) => Hints::of_snapshot(snapshot.release, [&story]).headers(),
            (Kind::JsonLd, _) if story.withheld.is_some() => "{}\n".to_owned(),
            (Kind::JsonLd, _) => json_ld::script(&story) + "\n",
            _ => plain::of(&story),
        };
        if remarks.is_empty() && text.contains(NOWHERE) {
            let lost = "its relative addresses lead nowhere; say with --src-base where it is served, as https://…";
            remarks.push(lost.to_owned());
        }
        Ok(Written { text, remarks })
    }

    fn reading(&self) -> Reading<'_> {
        Reading {
            lang: self.arguments.lang.as_deref(),
            zone: &self.zone,
            trending: self.arguments.trending.as_deref(),
            settings: &self.settings,
            has_lists: matches!(self.kind, Kind::Snippet | Kind::Page),
        }
    }
}

impl Kind {
    fn extension(self) -> &'static str {
        match self {
            Self::Snippet | Self::Page => "html",
            Self::Text => "txt",
            Self::JsonLd => "json",
            Self::Headers => "headers",
        }
    }
}
