//! `dateline csp`: what a page's Content-Security-Policy must allow for stories to be shown.

use std::io::{self, Write};

use dateline::model::{Block, Image, List, WebLink};
use dateline::settings::{Settings, TimeZone};

use crate::input::Input;
use crate::release::{Release, Which};
use crate::story::{Reading, Story};
use crate::{Outcome, origin};

pub(crate) const EXAMPLES: &str = "\
The header says what the stories need; add what the rest of the page does.
It is the same with hints and without: they ask for nothing else.
A nonce on the script's tag does in the place of its address in script-src.

Exit status:
  0  the header is whole
  1  a list of a story can't be had, and what its films need is missing
  2  a story can't be read, and what it needs is missing

Examples:
  dateline csp --release https://cdn.example/dateline/0.1.0/ https://publisher.example/a/1.json
  dateline csp --snapshot --release https://cdn.example/dateline/0.1.0/ https://publisher.example/a/1.json";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The http(s) addresses of the stories.
    #[arg(required = true, value_name = "URL", value_parser = origin::address)]
    addresses: Vec<String>,
    #[command(flatten)]
    release: Which,
    /// The address of a list of stories that takes the place of the stories' own trending ones.
    #[arg(long, value_name = "URL", value_parser = origin::address)]
    trending: Option<String>,
    /// The page has snapshots, which bring their styles as --styles says.
    #[arg(long)]
    snapshot: bool,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let release = Release::read(&arguments.release)?.ok_or_else(Release::missing)?;
    let mut outcome = Outcome::Clean;
    let mut policy = Policy::default();
    policy.allow("script-src", release.source("dateline.js"));
    policy.allow("script-src", "'wasm-unsafe-eval'".to_owned());
    policy.allow("connect-src", origin::of(&release.url("")).unwrap_or_else(|| "'self'".to_owned()));
    if arguments.snapshot {
        policy.allow("style-src", release.style_source());
    }
    let reading = Reading {
        lang: None,
        zone: &TimeZone::Publisher,
        trending: arguments.trending.as_deref(),
        settings: &Settings::default(),
        has_lists: true,
    };
    for address in &arguments.addresses {
        policy.allow_origin("connect-src", address);
        match Story::read(&Input::Address(address.clone()), Some(address.clone()), &reading) {
            Ok(story) => {
                // What isn't shown today may be shown tomorrow.
                if !story.missing.is_empty() {
                    outcome = outcome.max(Outcome::Noted);
                }
                for remark in story.remarks() {
                    anstream::eprintln!("{address}: {remark}");
                }
                policy.allow_story(&story);
            }
            Err(message) => {
                outcome = Outcome::Unreadable;
                anstream::eprintln!("{address}: {message}");
            }
        }
    }
    writeln!(io::stdout().lock(), "Content-Security-Policy: {}", policy.text())?;
    Ok(outcome)
}

/// Directives in the order in which they were first needed, each with its sources.
#[derive(Default)]
struct Policy(Vec<(&'static str, Vec<String>)>);

impl Policy {
    fn allow(&mut self, directive: &'static str, source: String) {
        let at = self.0.iter().position(|(name, _)| *name == directive);
        let at = at.unwrap_or_else(|| {
            self.0.push((directive, Vec::new()));
            self.0.len() - 1
        });
        let sources = &mut self.0[at].1;
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    fn allow_origin(&mut self, directive: &'static str, address: &str) {
        if let Some(origin) = origin::of(address) {
            self.allow(directive, origin);
        }
    }

    /// Allows what a story asks for by itself, and what its reader may ask for.
    fn allow_story(&mut self, story: &Story) {
        let article = &story.article;
        for list in &story.lists {
            self.allow_origin("connect-src", list);
        }
        let publisher = article.publisher.as_ref();
        let videos = article.list(List::Videos).here();
        let posters = videos.iter().filter_map(|video| video.image.as_ref());
        let logo = publisher.and_then(|publisher| publisher.logo.as_ref());
        for image in article.image.iter().chain(logo).chain(posters).chain(images(&article.body)) {
            self.allow_image(image);
        }
        for url in videos.iter().filter_map(|video| video.url.as_ref()).filter(|url| is_film(url)) {
            self.allow_origin("media-src", url.href());
        }
        if let Some(newsletter) = publisher.and_then(|publisher| publisher.newsletter.as_ref()) {
            self.allow_origin("connect-src", newsletter.action.href());
        }
    }

    fn allow_image(&mut self, image: &Image) {
        let widths = image.sources.iter().map(|source| &source.url);
        for url in [&image.url].into_iter().chain(widths) {
            self.allow_origin("img-src", url.href());
        }
    }

    fn text(&self) -> String {
        let directives = self.0.iter().map(|(name, sources)| format!("{name} {}", sources.join(" ")));
        directives.collect::<Vec<_>>().join("; ")
    }
}

/// Whether a film plays in its place: as in the browser.
fn is_film(url: &WebLink) -> bool {
    let path = url.href().split(['?', '#']).next().unwrap_or_default();
    [".mp4", ".m4v", ".webm", ".ogv", ".mov"].into_iter().any(|ending| path.to_ascii_lowercase().ends_with(ending))
}

/// All pictures in a body.
fn images(blocks: &[Block]) -> Vec<&Image> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(image, _) => found.push(image),
            Block::Quote(blocks) | Block::Passage(_, blocks) => found.extend(images(blocks)),
            Block::List { items, .. } => items.iter().for_each(|item| found.extend(images(item))),
            Block::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flatten();
                cells.for_each(|cell| found.extend(images(&cell.blocks)));
            }
            Block::Paragraph(_) | Block::Subhead(..) | Block::Preformatted(_) | Block::Citation(_) | Block::Rule => {}
        }
    }
    found
}
