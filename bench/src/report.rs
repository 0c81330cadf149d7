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
use crate::stats::Spread;
use crate::{changes, load, many, sizes, targets};

/// A column of a table.
struct Column {
    title: String,
    scene: String,
    measure: Measure,
    unit: Unit,
    has_ratio: bool,
}

/// How a figure is printed.
#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Kilobytes,
    Count,
    Shift,
}

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
    for (title, remark, columns) in tables() {
        page += &table(book, title, remark, &columns);
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

type Table = (&'static str, &'static str, Vec<Column>);

fn tables() -> Vec<Table> {
    use Measure::{Bytes, Heap, Held, Largest, Layout, Memory, Painted, Requests, Script, Shift, Text, Thread};
    use Unit::{Count, Kilobytes, Milliseconds};
    let column = |title: &str, scene: &str, measure, unit, has_ratio| Column {
        title: title.to_owned(),
        scene: scene.to_owned(),
        measure,
        unit,
        has_ratio,
    };
    let painted = |is_warm| {
        let of = |network: Network| column(network.name(), &load::scene(network, is_warm), Painted, Milliseconds, true);
        Network::ALL.map(of).into()
    };
    let slow = load::scene(Network::Slow4G, false);
    let [free, slow_cpu] = [Network::Free, Network::Slow4GSlowCpu].map(|network| load::scene(network, false));
    let further = many::FURTHER;
    let of_sizes = |scenes: &[&str], measure, has_ratio| {
        scenes.iter().map(|scene| column(scene, scene, measure, Milliseconds, has_ratio)).collect()
    };
    vec![
        ("Time to the painted article, empty cache", "", painted(false)),
        ("Time to the painted article, once more in the same browser", "", painted(true)),
        (
            "What travels, and how it comes to be seen",
            "With an empty cache on Slow 4G; bytes are those of bodies, pictures among them.",
            vec![
                column("requests", &slow, Requests, Count, false),
                column("bytes", &slow, Bytes, Kilobytes, false),
                column("requests, once more", &load::scene(Network::Slow4G, true), Requests, Count, false),
                column("text is there", &slow, Text, Milliseconds, false),
                column("largest contentful paint", &slow, Largest, Milliseconds, false),
                column("layout shift", &slow, Shift, Unit::Shift, false),
            ],
        ),
        (
            "Work of the main thread for one article",
            "Processor time, without what the page alone takes.",
            vec![
                column("script, no throttle", &free, Script, Milliseconds, true),
                column("style and layout", &free, Layout, Milliseconds, false),
                column("all", &free, Thread, Milliseconds, true),
                column("script, CPU ×4", &slow_cpu, Script, Milliseconds, true),
                column("all, CPU ×4", &slow_cpu, Thread, Milliseconds, true),
            ],
        ),
        (
            "Each further widget",
            "What lies between 10 widgets and 100, by 90.",
            vec![
                column("painted", further, Painted, Milliseconds, true),
                column("script", further, Script, Milliseconds, true),
                column("main thread", further, Thread, Milliseconds, true),
                column("JavaScript heap", further, Heap, Kilobytes, true),
                column("wasm memory", further, Memory, Kilobytes, false),
                column("both", further, Held, Kilobytes, true),
            ],
        ),
        (
            "Many widgets",
            "",
            many::COUNTS
                .iter()
                .flat_map(|&count| {
                    let scene = many::scene(count);
                    [(Painted, "painted"), (Script, "script"), (Held, "heap and wasm memory")].map(|(measure, name)| {
                        let unit = if measure == Held { Kilobytes } else { Milliseconds };
                        column(&format!("{scene}: {name}"), &scene, measure, unit, false)
                    })
                })
                .collect(),
        ),
        (
            "A hundred changes of `src`",
            "Each when the one before has been painted.",
            vec![
                column("until the last is painted", changes::SCENE, Painted, Milliseconds, true),
                column("script", changes::SCENE, Script, Milliseconds, true),
                column("style and layout", changes::SCENE, Layout, Milliseconds, false),
                column("main thread", changes::SCENE, Thread, Milliseconds, true),
                column("heap left behind", changes::SCENE, Heap, Kilobytes, false),
            ],
        ),
        ("Long bodies and lists: until painted", "", of_sizes(&sizes::SCENES, Painted, true)),
        ("Long bodies and lists: main thread", "", of_sizes(&sizes::SCENES, Thread, true)),
        ("Long bodies and lists: script", "", of_sizes(&sizes::SCENES, Script, true)),
    ]
}

fn table(book: &Book, title: &str, remark: &str, columns: &[Column]) -> String {
    let columns: Vec<_> = columns.iter().filter(|column| book.count(&column.scene) > 0).collect();
    if columns.is_empty() {
        return String::new();
    }
    let mut table = format!("\n## {title}\n\n");
    if !remark.is_empty() {
        let _ = write!(table, "{remark}\n\n");
    }
    let rounds: Vec<_> = columns.iter().map(|column| book.count(&column.scene)).collect();
    let titles: Vec<_> = columns.iter().map(|column| &*column.title).collect();
    let _ = writeln!(table, "| | {} |\n|---{}|", titles.join(" | "), "|---".repeat(columns.len()));
    for contender in Contender::ALL {
        let cells: Vec<_> = columns.iter().map(|column| column.cell(book, contender)).collect();
        if cells.iter().any(|cell| cell != "–") && contender != Contender::Nothing {
            let name = if contender.is_ours() { format!("**{}**", contender.name()) } else { contender.name().into() };
            let _ = writeln!(table, "| {name} | {} |", cells.join(" | "));
        }
    }
    let (fewest, most) = (rounds.iter().min().unwrap_or(&0), rounds.iter().max().unwrap_or(&0));
    let rounds = if fewest == most { fewest.to_string() } else { format!("{fewest} to {most}") };
    let _ = write!(table, "\nRounds: {rounds}.\n");
    table
}

impl Column {
    fn cell(&self, book: &Book, contender: Contender) -> String {
        let Some(Spread { low, median, high }) = book.spread(&self.scene, contender, self.measure) else {
            return "–".to_owned();
        };
        let ratio = self.has_ratio.then(|| book.ratio(&self.scene, contender, self.measure, Contender::Lit)).flatten();
        let median = self.unit.text(median);
        match ratio {
            Some(ratio) if contender != Contender::Lit => format!("{median} (×{:.2})", ratio.median),
            _ => {
                let range = format!("{}–{}", self.unit.text(low), self.unit.text(high));
                if range == format!("{median}–{median}") { median } else { format!("{median} [{range}]") }
            }
        }
    }
}

impl Unit {
    fn text(self, figure: f64) -> String {
        match self {
            Self::Milliseconds if figure.abs() < 10.0 => format!("{figure:.1} ms"),
            Self::Milliseconds => format!("{figure:.0} ms"),
            Self::Kilobytes => format!("{:.1} KB", figure / 1e3),
            Self::Count => format!("{figure:.0}"),
            Self::Shift => format!("{figure:.3}"),
        }
    }
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
