//! The command line: what Dateline makes of article JSON, told where there is no browser.

mod check;
mod clock;
mod convert;
mod csp;
mod embed;
mod hints;
mod html;
mod input;
mod json_ld;
mod lint;
mod lists;
mod names;
mod native;
mod origin;
mod plain;
mod press;
mod progress;
mod release;
mod render;
mod snapshot;
mod status;
mod story;
mod tongue;
mod voice;

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};

/// Reads articles of any format as Dateline does: checks, converts, describes and renders them.
#[derive(Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    /// When to use colors.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what a reader will see of each article, and what is untidy about it.
    #[command(after_help = check::EXAMPLES)]
    Check(check::Arguments),
    /// Writes articles of any format as Dateline's own.
    #[command(after_help = convert::EXAMPLES)]
    Convert(convert::Arguments),
    /// Writes articles as HTML that needs no script, as JSON-LD or as plain text.
    #[command(after_help = render::EXAMPLES)]
    Render(render::Arguments),
    /// Prints the tags that put stories on a page.
    #[command(after_help = embed::EXAMPLES)]
    Embed(embed::Arguments),
    /// Prints the Content-Security-Policy that a page with stories needs.
    #[command(after_help = csp::EXAMPLES)]
    Csp(csp::Arguments),
    /// Prints the JSON Schema of Dateline's own format.
    Schema,
}

const EXAMPLES: &str = "\
Examples:
  dateline check article.json
  dateline check https://publisher.example/wp-json/wp/v2/posts/60?_embed
  dateline convert feed.json > article.json
  dateline render -o snapshots --release https://cdn.example/dateline/0.1.0/ articles
  dateline schema > dateline-1.schema.json";

/// What the command came to, as an exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All is well.
    Clean = 0,
    /// Something is to be noted: warnings that were to count, or stories that aren't to be shown.
    Noted = 1,
    /// Something can't be read or written.
    Unreadable = 2,
}

fn main() -> ExitCode {
    // Colors are decided before help or an error is printed.
    let wants = std::env::args().skip_while(|argument| argument != "--color").nth(1);
    let color = match wants.as_deref() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    };
    let matches = Arguments::command().color(color).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match arguments.color {
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
        ColorChoice::Auto => anstream::ColorChoice::Auto,
    }
    .write_global();
    let outcome = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Embed(arguments) => embed::run(&arguments),
        Command::Csp(arguments) => csp::run(&arguments),
        Command::Schema => native::print_schema(),
    };
    outcome.unwrap_or_else(broken_pipe).into()
}

/// Whoever reads what we print may stop when they have seen enough.
fn broken_pipe(error: std::io::Error) -> Outcome {
    if error.kind() != std::io::ErrorKind::BrokenPipe {
        anstream::eprintln!("dateline: {error}");
    }
    Outcome::Unreadable
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}
