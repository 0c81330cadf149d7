//! `dateline check`: what a reader will see of each article, and what is untidy about it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use dateline::decode::{self, Decoded};
use dateline::model::{Article, Image, List, Name, StoryList};
use serde::Serialize;

use crate::input::Input;
use crate::lint::{Finding, findings};
use crate::status::withholding;
use crate::{Outcome, html, progress};

pub(crate) const EXAMPLES: &str = "\
Exit status:
  0  every article can be shown (with --strict: and nothing is untidy)
  1  with --strict, something is untidy
  2  something can't be read

Examples:
  dateline check article.json
  dateline check --strict --quiet build/articles
  curl -s https://publisher.example/feed.json | dateline check --base https://publisher.example/feed.json -
  dateline check --json articles | jq 'select(.warnings != [])'";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files, folders of JSON files, http(s) addresses, or - for standard input.
    #[arg(required = true, value_name = "FILE|URL")]
    inputs: Vec<String>,
    /// The address that files came from; their relative addresses resolve against it.
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// Lets warnings count: the exit status is 1 if there are any.
    #[arg(long)]
    strict: bool,
    /// Tells of nothing but what is wrong.
    #[arg(long, short, conflicts_with = "json")]
    quiet: bool,
    /// Prints one JSON object a line instead of text.
    #[arg(long)]
    json: bool,
}

/// What was found out about one input.
#[derive(Serialize)]
struct Report {
    input: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<Seen>,
    warnings: Vec<Finding>,
}

/// What a reader sees of an article.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Seen {
    is_shown: bool,
    headline: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    byline: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<SeenImage>,
    blocks: usize,
    words: usize,
    lists: Vec<(&'static str, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct SeenImage {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<(u32, u32)>,
    widths: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    disclaimer: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let inputs = Input::all(&arguments.inputs)?;
    let mut outcome = Outcome::Clean;
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let work = |input: &Input| report(input, arguments.base.as_deref());
    let mut counts = (0, 0, 0);
    progress::each(&inputs, work, |report| {
        counts.0 += 1;
        counts.1 += report.warnings.len();
        counts.2 += usize::from(report.error.is_some());
        outcome = outcome.max(report.outcome(arguments.strict));
        if arguments.json {
            serde_json::to_writer(&mut out, &report)?;
            return writeln!(out);
        }
        report.print(&mut out, arguments.quiet)
    })?;
    if !arguments.json && counts.0 > 1 {
        let (all, warnings, unreadable) = counts;
        writeln!(out, "{}: {}, {unreadable} unreadable", counted(all, "article"), counted(warnings, "warning"))?;
    }
    out.flush()?;
    Ok(outcome)
}

fn report(input: &Input, base: Option<&str>) -> Report {
    let mut report = Report { input: input.name(), format: None, error: None, article: None, warnings: Vec::new() };
    let read = input.read().and_then(|json| {
        let decoded = decode::decode(&json, &input.src(base)).map_err(|error| error.to_string())?;
        Ok((json, decoded))
    });
    match read {
        Ok((json, decoded)) => {
            report.format = Some(decoded.format.name());
            report.warnings = findings(&json, &decoded);
            report.article = Some(Seen::new(&decoded));
        }
        Err(message) => report.error = Some(message),
    }
    report
}

impl Seen {
    fn new(decoded: &Decoded) -> Self {
        let article = &decoded.article;
        Self {
            is_shown: withholding(article).is_none(),
            headline: article.headline.text().to_string(),
            summary: article.summary.as_deref().map(str::to_owned),
            byline: article.byline.iter().map(|Name { name, .. }| name.to_string()).collect(),
            place: article.place.as_deref().map(str::to_owned),
            created: article.created.map(|moment| moment.to_string()),
            updated: article.later_update().map(ToString::to_string),
            image: article.image.as_ref().map(|image| SeenImage::new(image, article)),
            blocks: article.body.len(),
            words: html::words(&article.body),
            lists: List::ALL.map(|list| (list.name(), length(article.list(list)))).into(),
            url: article.url.as_ref().map(|url| url.href().to_string()),
        }
    }
}

/// So many of something.
fn counted(count: usize, name: &str) -> String {
    let plural = name.strip_suffix('y').map_or_else(|| format!("{name}s"), |stem| format!("{stem}ies"));
    format!("{count} {}", if count == 1 { name } else { &plural })
}

/// The stories in a list, those that are elsewhere not counted.
fn length(list: &StoryList) -> usize {
    list.here().len()
}

impl SeenImage {
    fn new(image: &Image, article: &Article) -> Self {
        let own = article.disclaimer.as_deref().map(str::to_owned);
        let standard = image.is_generated().then(|| "the standard sentence: made with AI".to_owned());
        Self {
            url: image.url.href().to_string(),
            size: image.size,
            widths: image.sources.len(),
            disclaimer: own.or(standard),
        }
    }
}

impl Report {
    fn outcome(&self, is_strict: bool) -> Outcome {
        match () {
            () if self.error.is_some() => Outcome::Unreadable,
            () if is_strict && !self.warnings.is_empty() => Outcome::Noted,
            () => Outcome::Clean,
        }
    }

    fn print(&self, out: &mut impl Write, is_quiet: bool) -> io::Result<()> {
        const NAME: Style = Style::new().bold();
        const LABEL: Style = Style::new().dimmed();
        let warning = AnsiColor::Yellow.on_default();
        let error = AnsiColor::Red.on_default().bold();
        if is_quiet && self.warnings.is_empty() && self.error.is_none() {
            return Ok(());
        }
        writeln!(
            out,
            "{NAME}{}{NAME:#}{}",
            self.input,
            self.format.map(|name| format!(": {name}")).unwrap_or_default()
        )?;
        if let Some(message) = &self.error {
            writeln!(out, "  {error}unreadable{error:#}  {message}")?;
        }
        if let Some(article) = self.article.as_ref().filter(|_| !is_quiet) {
            for (label, value) in article.lines() {
                writeln!(out, "  {LABEL}{label:<10}{LABEL:#}  {value}")?;
            }
        }
        for Finding { path, text, remedy } in &self.warnings {
            writeln!(out, "  {warning}warning{warning:#}     {path}: {text}\n              {LABEL}{remedy}{LABEL:#}")?;
        }
        if is_quiet { Ok(()) } else { writeln!(out) }
    }
}

impl Seen {
    /// What there is, line by line.
    fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("headline", self.headline.clone())];
        if !self.is_shown {
            lines.push(("shown", "no: it is withheld, canceled, expired or under embargo".to_owned()));
        }
        let texts = [
            ("summary", self.summary.clone()),
            ("byline", (!self.byline.is_empty()).then(|| self.byline.join(", "))),
            ("place", self.place.clone()),
            ("created", self.created.clone()),
            ("updated", self.updated.clone()),
            ("image", self.image.as_ref().map(SeenImage::line)),
            ("disclaimer", self.image.as_ref().and_then(|image| image.disclaimer.clone())),
        ];
        lines.extend(texts.into_iter().filter_map(|(label, text)| Some((label, text?))));
        let body = match self.blocks {
            0 => "none: readers are led to the story's page".to_owned(),
            blocks => format!("{}, {}", counted(blocks, "block"), counted(self.words, "word")),
        };
        lines.push(("body", body));
        for (name, count) in self.lists.iter().filter(|(_, count)| *count > 0) {
            lines.push((*name, counted(*count, "entry")));
        }
        lines.extend(self.url.clone().map(|url| ("page", url)));
        lines
    }
}

impl SeenImage {
    fn line(&self) -> String {
        let size = self.size.map(|(width, height)| format!(", {width} × {height}")).unwrap_or_default();
        let widths = if self.widths > 0 { format!(", {} more widths", self.widths) } else { String::new() };
        format!("{}{size}{widths}", self.url)
    }
}
