//! The project's own commands, run as `cargo xtask COMMAND`.
//!
//! Each command is one line of [`COMMANDS`]; its work lies in a module of its own.

use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};

use crate::process::{command, run};
use crate::setup::Machine;

mod project;
mod report;
mod process;
mod apt;
mod pins;
mod tools;
mod toolchain;
mod linters;
mod browsers;
mod setup;
mod bundle;
mod interface;
mod glue;
mod unreached;
mod lean;
mod order;
mod release;
mod sbom;
mod dist;
mod symbol;
mod weight;
mod size;
mod serve;
mod frameworks;
mod npm;
mod pages;
mod markup;
mod browser_tests;
mod bench;
mod checks;
mod gate;

/// A command of ours.
struct Command {
    name: &'static str,
    /// What it does, in a line.
    about: &'static str,
    /// What else there is to know before calling it.
    more: &'static str,
    work: fn(&[String]) -> Result<()>,
}

const COMMANDS: [Command; 10] = [
    Command {
        name: "serve",
        about: "sets up, builds the demo page and serves it with live reload",
        more: "The page is at http://127.0.0.1:8080/ unless Trunk.toml or the words say otherwise.\n\
               All words go to `trunk serve`, for example `--port 9000`.",
        work: serve::run_trunk,
    },
    Command {
        name: "test",
        about: "sets up and runs the whole gate, or the named steps of it",
        more: "Words name the steps to run; without words all of them run.",
        work: gate::pass,
    },
    Command {
        name: "dist",
        about: "makes the release in dist/, the smallest that the toolchain can",
        more: "With `--again` it makes a second one from another folder and compares every byte.\n\
               With `--faulty` it makes the one that tests let fail, in target/faulty, and nothing else.",
        work: make_dist,
    },
    Command {
        name: "size",
        about: "weighs the release by file, crate and module; fails over the budget",
        more: "It makes the release first.",
        work: size_up,
    },
    Command {
        name: "shots",
        about: "takes screenshots of the demo's gallery into target/shots",
        more: "It makes the release first. With `webkit` the pictures are WebKit's instead of Chromium's.",
        work: shots,
    },
    Command {
        name: "soak",
        about: "uses the widget for hours and by the hundred; fails where something stays behind",
        more: "It makes the release first. Words name an engine (Chromium tells the most), and what to do:\n\
               `before`, `during`, `after`, `change`, `refresh`, `crowd`; without them all of it is done.",
        work: soak,
    },
    Command {
        name: "bench",
        about: "measures the widget beside what others would write; a report, never a gate",
        more: "It makes the release first. Words name what is measured: `load`, `many`, `changes`, `sizes`; without them\n\
               all of it is, in a quarter of an hour, and bench/RESULTS.md is written.\n\
               With `--quick` there are few rounds, and with `--rounds N` so many.",
        work: bench::measure,
    },
    Command {
        name: "bless",
        about: "rewrites what the native tests expect; the diff is the review",
        more: "It runs the tests `view` and `decode` with DATELINE_BLESS=1.",
        work: bless,
    },
    Command {
        name: "setup",
        about: "installs all that the other commands need, and nothing else",
        more: "Tools of pinned versions go to $XDG_CACHE_HOME/dateline/tools (or ~/.cache); browsers come from apt.",
        work: set_up,
    },
    Command {
        name: "bundle",
        about: "finishes Trunk's build of the demo; Trunk calls it",
        more: "It reads TRUNK_STAGING_DIR and TRUNK_SOURCE_DIR.",
        work: bundle_up,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<()> {
    let wants_help = words.iter().any(|word| word == "--help" || word == "-h");
    let Some((name, rest)) = words.split_first().filter(|(name, _)| !name.starts_with('-') && *name != "help") else {
        print_help();
        return Ok(());
    };
    let command = COMMANDS.iter().find(|command| command.name == name);
    let command = command.with_context(|| format!("there is no command `{name}`; `cargo xtask --help` lists them"))?;
    if wants_help {
        print_help_on(command);
        return Ok(());
    }
    (command.work)(rest)
}

fn print_help() {
    println!("usage: cargo xtask COMMAND [WORDS]\n");
    for Command { name, about, .. } in &COMMANDS {
        println!("  {name:<8} {about}");
    }
    println!("\n`cargo xtask COMMAND --help` tells more.");
}

fn print_help_on(command: &Command) {
    println!("cargo xtask {}: {}\n\n{}", command.name, command.about, command.more);
    if command.name == "test" {
        println!("Steps: {}", gate::step_names().join(", "));
    }
}

fn make_dist(words: &[String]) -> Result<()> {
    let [again, faulty] = ["--again", "--faulty"].map(|word| words == [word]);
    ensure!(again || faulty || words.is_empty(), "dist takes one word, `--again` or `--faulty`, or none");
    let machine = Machine::for_release()?;
    if faulty {
        return dist::make_faulty(&machine);
    }
    dist::make(&machine)?;
    if again {
        dist::make_again(&machine)?;
    }
    size::print_files()
}

fn size_up(words: &[String]) -> Result<()> {
    refuse(words)?;
    let machine = Machine::for_release()?;
    dist::make(&machine)?;
    size::print(&machine)
}

fn shots(words: &[String]) -> Result<()> {
    let engine = words.first().filter(|word| *word == "webkit");
    refuse(&words[usize::from(engine.is_some())..])?;
    let (machine, browsers) = Machine::for_everything()?;
    dist::make(&machine)?;
    let mut cargo = browser_tests::end_to_end_cargo(&machine, &browsers)?;
    cargo.args(["run", "--locked", "--package", "dateline-e2e", "--bin", "shots", "--"]);
    run(cargo.arg(project::target()?.join("shots")).args(engine))
}

fn soak(words: &[String]) -> Result<()> {
    let (machine, browsers) = Machine::for_everything()?;
    dist::make(&machine)?;
    let mut cargo = browser_tests::end_to_end_cargo(&machine, &browsers)?;
    cargo.args(["run", "--locked", "--package", "dateline-e2e", "--bin", "soak", "--"]);
    run(cargo.args(words))
}

fn bless(words: &[String]) -> Result<()> {
    refuse(words)?;
    let mut cargo = command("cargo");
    run(cargo.env("DATELINE_BLESS", "1").args(["test", "--locked", "--test", "view", "--test", "decode"]))
}

fn set_up(words: &[String]) -> Result<()> {
    refuse(words)?;
    Machine::for_everything().map(drop)
}

fn bundle_up(words: &[String]) -> Result<()> {
    refuse(words)?;
    bundle::for_trunk()
}

fn refuse(words: &[String]) -> Result<()> {
    match words.first() {
        Some(word) => bail!("this command takes no words, but was given `{word}`"),
        None => Ok(()),
    }
}
