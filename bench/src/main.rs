//! Measures the released widget beside its peers: `dateline-bench [--quick] [--rounds N] [load|many|changes|sizes|profile]…`.
//!
//! Without words all of it is measured, and the results are written; `profile` alone looks where the time goes.

mod server;
mod brotli;
mod stage;
mod story;
mod cli;
mod contender;
mod chromium;
mod network;
mod tab;
mod trace;
mod look;
mod round;
mod load;
mod many;
mod changes;
mod sizes;
mod profile;
mod texts;
mod book;
mod stats;
mod targets;
mod facts;
mod plot;
mod tables;
mod report;

use anyhow::{Context, Result, ensure};

use crate::book::Book;
use crate::chromium::Chromium;
use crate::facts::Facts;
use crate::round::Pace;
use crate::server::Server;

/// Measures something, and writes it into the book.
type Measuring = fn(&mut Chromium, &Server, &Pace, &mut Book) -> Result<()>;

/// What can be measured, by its word.
const KINDS: [(&str, Measuring); 4] =
    [("load", load::measure), ("many", many::measure), ("changes", changes::measure), ("sizes", sizes::measure)];

/// The word that asks where the time goes, instead of how much it is.
const PROFILE: &str = "profile";

fn main() -> Result<()> {
    let (kinds, pace) = words(std::env::args().skip(1).collect())?;
    let results = std::env::var_os("DATELINE_RESULTS");
    let server = Server::start()?;
    stage::set(&server)?;
    let mut chromium = Chromium::start()?;
    if kinds == [PROFILE] {
        let tables = profile::look(&mut chromium, &server)?;
        println!("{tables}");
        let facts = Facts::gather(&mut chromium)?;
        return match results {
            Some(folder) => report::write_profile(&tables, &facts, folder.as_ref()),
            None => Ok(()),
        };
    }
    if texts::compare(&mut chromium, &server)? == 0 {
        println!("all say the same");
    }
    let mut book = Book::default();
    for (name, measure) in KINDS.iter().filter(|(name, _)| kinds.is_empty() || kinds.iter().any(|kind| kind == name)) {
        println!("{name}");
        measure(&mut chromium, &server, &pace, &mut book)?;
    }
    let facts = Facts::gather(&mut chromium)?;
    println!("\n{}", report::page(&book, &facts));
    let is_all = kinds.is_empty() && pace.only.is_empty() && !pace.is_quick;
    match results.filter(|_| is_all) {
        Some(folder) => report::write(&book, &facts, folder.as_ref()),
        None => Ok(()),
    }
}

/// What the words ask for: what is measured, and how often; names of contenders and networks leave out the others.
fn words(words: Vec<String>) -> Result<(Vec<String>, Pace)> {
    let (mut kinds, mut pace) = (Vec::new(), Pace { is_quick: false, rounds: None, only: Vec::new() });
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => pace.is_quick = true,
            "--rounds" => {
                let rounds = words.next().context("--rounds takes a number")?;
                pace.rounds = Some(rounds.parse().with_context(|| format!("--rounds takes a number, not {rounds}"))?);
            }
            word if word == PROFILE || KINDS.iter().any(|(name, _)| *name == word) => kinds.push(word.to_owned()),
            word => {
                let known = "load, many, changes, sizes and profile";
                ensure!(Pace::knows(word), "there is nothing called {word}; there are {known}");
                pace.only.push(word.to_owned());
            }
        }
    }
    Ok((kinds, pace))
}
