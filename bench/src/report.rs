//! The results as Markdown, and their plots.
//! It knows figures; it doesn't know how they come about.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::book::{Book, Measure};
use crate::contender::Contender;
use crate::facts::Facts;
use crate::network::Network;
use crate::plot::{Bar, Group, draw};
use crate::tables::{self, Table};
use crate::{load, many, sizes, targets};

const PLOTS: [(&str, &str); 4] = [
    ("painted-cold", "Time to the painted article, empty cache"),
    ("painted-warm", "Time to the painted article, once more"),
    ("widgets", "Script on the main thread, many widgets"),
    ("sizes", "Main thread, long bodies and lists"),
];

/// The whole page; what wasn't measured is left out.
pub(crate) fn page(book: &Book, facts: &Facts) -> String {
    let mut page = format!(
        "# Dateline beside its peers\n\n\
         Written by `cargo xtask bench` on {}; [README.md](README.md) says what is measured and how.\n\n\
         - Machine: {}.\n- Browser: {}, headless.\n- Release: {}.\n\n\
         Figures are medians; in brackets stand the quartiles, or the ratio to Lit in the same round, where “×” says so.\n\n\
         ## What is wanted, and what is\n\n\
         Ratios are to the Lit element on a plain tag, measured in the same round.\n\n\
         | measure | must | aim | measured (quartiles) | |\n|---|---|---|---|---|\n",
        facts.date, facts.machine, facts.browser, facts.release
    );
    for target in targets::all() {
        let _ = writeln!(page, "{}", target.row(book));
    }
    for table in tables::all() {
        page += &print(book, &table);
    }
    for (file, title) in PLOTS.into_iter().filter(|(file, _)| !groups(book, file).is_empty()) {
        let _ = write!(page, "\n![{title}](plots/{file}.svg)\n");
    }
    page
}

/// Writes page and plots into a folder.
pub(crate) fn write(book: &Book, facts: &Facts, folder: &Path) -> Result<()> {
    let plots = folder.join("plots");
    fs::create_dir_all(&plots).with_context(|| format!("cannot make {}", plots.display()))?;
    for (file, title) in PLOTS {
        let groups = groups(book, file);
        if !groups.is_empty() {
            fs::write(plots.join(file).with_extension("svg"), draw(title, " ms", &groups))?;
        }
    }
    let results = folder.join("RESULTS.md");
    fs::write(&results, page(book, facts)).with_context(|| format!("cannot write {}", results.display()))
}

/// Writes where the time goes, by function, beside the results.
pub(crate) fn write_profile(tables: &str, facts: &Facts, folder: &Path) -> Result<()> {
    let page = format!(
        "# Where the time goes\n\n\
         Written by `cargo xtask bench profile` on {}: what the browser's profiler saw of the main thread.\n\
         `wasm` stands before functions of the program, `browser` before what they call there, `probe` before what watches for \
         painted articles; `(program)` is style, layout, painting, and whatever else is no function.\n\n\
         - Machine: {}.\n- Browser: {}, headless.\n- Release: {}.\n{tables}",
        facts.date, facts.machine, facts.browser, facts.release
    );
    let file = folder.join("PROFILE.md");
    fs::write(&file, page).with_context(|| format!("cannot write {}", file.display()))
}

fn print(book: &Book, table: &Table) -> String {
    let Table { title, remark, columns } = table;
    let columns: Vec<_> = columns.iter().filter(|column| book.count(&column.scene) > 0).collect();
    if columns.is_empty() {
        return String::new();
    }
    let mut text = format!("\n## {title}\n\n");
    if !remark.is_empty() {
        let _ = write!(text, "{remark}\n\n");
    }
    let rounds: Vec<_> = columns.iter().map(|column| book.count(&column.scene)).collect();
    let titles: Vec<_> = columns.iter().map(|column| &*column.title).collect();
    let _ = writeln!(text, "| | {} |\n|---{}|", titles.join(" | "), "|---".repeat(columns.len()));
    for contender in Contender::ALL {
        let cells: Vec<_> = columns.iter().map(|column| column.cell(book, contender)).collect();
        if cells.iter().any(|cell| cell != "–") && contender != Contender::Nothing {
            let name = if contender.is_ours() { format!("**{}**", contender.name()) } else { contender.name().into() };
            let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
        }
    }
    let (fewest, most) = (rounds.iter().min().unwrap_or(&0), rounds.iter().max().unwrap_or(&0));
    let rounds = if fewest == most { fewest.to_string() } else { format!("{fewest} to {most}") };
    let _ = write!(text, "\nRounds: {rounds}.\n");
    text
}

/// What a plot shows.
fn groups(book: &Book, plot: &str) -> Vec<Group> {
    let group = |title: &str, scene: &str, measure| {
        let bar = |contender: Contender| {
            let spread = book.spread(scene, contender, measure)?;
            Some(Bar { name: contender.name(), spread, is_ours: contender.is_ours() })
        };
        let bars = Contender::ALL.into_iter().filter(|contender| *contender != Contender::Nothing).filter_map(bar);
        Group { title: title.to_owned(), bars: bars.collect() }
    };
    let painted = |is_warm| {
        let of = |network: Network| group(network.name(), &load::scene(network, is_warm), Measure::Painted);
        Network::ALL.map(of).into_iter().collect::<Vec<_>>()
    };
    let mut groups = match plot {
        "painted-cold" => painted(false),
        "painted-warm" => painted(true),
        "widgets" => {
            many::COUNTS.iter().map(|&count| group(&many::scene(count), &many::scene(count), Measure::Script)).collect()
        }
        _ => sizes::SCENES.iter().map(|scene| group(scene, scene, Measure::Thread)).collect(),
    };
    groups.retain(|group| !group.bars.is_empty());
    groups
}
