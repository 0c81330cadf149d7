//! `dateline convert`: articles of any format as Dateline's own.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use dateline::decode;

use crate::input::Input;
use crate::names::Names;
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
            Some(folder) => fs::write(folder.join(names.of(&input, "json")), text),
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
