//! `dateline convert`: articles of any format as Dateline's own.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fs, process};

use dateline::decode;

use crate::input::Input;
use crate::native::Article;
use crate::{Outcome, progress};

pub(crate) const EXAMPLES: &str = "\
Examples:
  dateline convert https://publisher.example/ghost/api/content/posts/?key=… > article.json
  dateline convert --output converted feeds/*.json";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files, folders of JSON files, http(s) addresses, or - for standard input.
    #[arg(required = true, value_name = "FILE|URL")]
    inputs: Vec<String>,
    /// The address that files came from; their relative addresses resolve against it.
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// A folder to write to, one file an article, instead of standard output.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let inputs = Input::all(&arguments.inputs)?;
    let mut outcome = Outcome::Clean;
    let mut names = Names::default();
    if let Some(folder) = &arguments.output {
        fs::create_dir_all(folder)?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let work = |input: &Input| (input.clone(), converted(input, arguments.base.as_deref()));
    progress::each(&inputs, work, |(input, converted)| {
        let text = match converted {
            Ok(text) => text,
            Err(message) => {
                outcome = Outcome::Unreadable;
                anstream::eprintln!("{}: {message}", input.name());
                return Ok(());
            }
        };
        match &arguments.output {
            Some(folder) => fs::write(folder.join(names.of(&input)), text),
            None => out.write_all(text.as_bytes()),
        }
    })?;
    out.flush()?;
    Ok(outcome)
}

fn converted(input: &Input, base: Option<&str>) -> Result<String, String> {
    let json = input.read()?;
    let decoded = decode::decode(&json, &input.src(base)).map_err(|error| error.to_string())?;
    let text = serde_json::to_string_pretty(&Article::from(&decoded.article)).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

/// The names of the files written, none of them twice.
#[derive(Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    fn of(&mut self, input: &Input) -> String {
        let stem = match input {
            Input::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
            Input::Standard => None,
            Input::Address(address) => {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                let last = path.trim_end_matches('/').rsplit('/').next().map(|last| Path::new(last).with_extension(""));
                last.map(|last| last.display().to_string())
            }
        };
        let plain: String = stem
            .unwrap_or_default()
            .chars()
            .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' })
            .collect();
        let stem = if plain.trim_matches('.').is_empty() { format!("article-{}", process::id()) } else { plain };
        let count = self.0.entry(stem.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("{stem}.json") } else { format!("{stem}-{count}.json") }
    }
}
