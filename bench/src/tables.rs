//! The tables of the results: what stands in which column, and how it is printed.
//! It knows figures; it doesn't know how they come about.

use crate::book::{Book, Measure};
use crate::contender::Contender;
use crate::network::Network;
use crate::stats::Spread;
use crate::{changes, load, many, sizes};

/// Some figures of everybody.
pub(crate) struct Table {
    pub(crate) title: &'static str,
    pub(crate) remark: &'static str,
    pub(crate) columns: Vec<Column>,
}

/// A column of a table.
pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) scene: String,
    measure: Measure,
    unit: Unit,
    /// Whether Lit's is the measure.
    has_ratio: bool,
}

/// How a figure is printed.
#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Kilobytes,
    Count,
    /// Of which the largest is told.
    Shift,
}

/// All tables, in their order.
pub(crate) fn all() -> Vec<Table> {
    vec![
        painted("Time to the painted article, empty cache", false),
        painted("Time to the painted article, once more in the same browser", true),
        traffic(),
        work(),
        further(),
        widgets(),
        changes(),
        of_sizes("Long bodies and lists: until painted", Measure::Painted),
        of_sizes("Long bodies and lists: main thread", Measure::Thread),
        of_sizes("Long bodies and lists: script", Measure::Script),
        of_sizes("Long bodies and lists: style and layout", Measure::Layout),
    ]
}

fn painted(title: &'static str, is_warm: bool) -> Table {
    let columns = Network::ALL.map(|network| {
        column(network.name(), &load::scene(network, is_warm), Measure::Painted, Unit::Milliseconds).by_lit()
    });
    Table { title, remark: "", columns: columns.into() }
}

fn traffic() -> Table {
    let [cold, warm] = [false, true].map(|is_warm| load::scene(Network::Slow4G, is_warm));
    Table {
        title: "What travels, and how it comes to be seen",
        remark: "With an empty cache on Slow 4G; bytes are those of bodies, pictures among them.",
        columns: vec![
            column("requests", &cold, Measure::Requests, Unit::Count),
            column("bytes", &cold, Measure::Bytes, Unit::Kilobytes),
            column("requests, once more", &warm, Measure::Requests, Unit::Count),
            column("text is there", &cold, Measure::Text, Unit::Milliseconds),
            column("largest contentful paint", &cold, Measure::Largest, Unit::Milliseconds),
            column("largest layout shift of all loads", &cold, Measure::Shift, Unit::Shift),
        ],
    }
}

fn work() -> Table {
    let [free, slow] = [Network::Free, Network::Slow4GSlowCpu].map(|network| load::scene(network, false));
    Table {
        title: "Work of the main thread for one article",
        remark: "Processor time with an empty cache, without what the page alone takes.",
        columns: vec![
            column("script, no throttle", &free, Measure::Script, Unit::Milliseconds).by_lit(),
            column("style and layout", &free, Measure::Layout, Unit::Milliseconds),
            column("all", &free, Measure::Thread, Unit::Milliseconds).by_lit(),
            column("script, CPU ×4", &slow, Measure::Script, Unit::Milliseconds).by_lit(),
            column("all, CPU ×4", &slow, Measure::Thread, Unit::Milliseconds).by_lit(),
        ],
    }
}

fn further() -> Table {
    let of = |title, measure, unit| column(title, many::FURTHER, measure, unit);
    Table {
        title: "Each further widget",
        remark: "What lies between 10 widgets and 100, by 90.",
        columns: vec![
            of("until painted", Measure::Painted, Unit::Milliseconds).by_lit(),
            of("script", Measure::Script, Unit::Milliseconds).by_lit(),
            of("main thread", Measure::Thread, Unit::Milliseconds).by_lit(),
            of("JavaScript heap", Measure::Heap, Unit::Kilobytes).by_lit(),
            of("wasm memory", Measure::Memory, Unit::Kilobytes),
            of("both", Measure::Held, Unit::Kilobytes).by_lit(),
        ],
    }
}

fn widgets() -> Table {
    let of_count = |count: usize| {
        let scene = many::scene(count);
        [
            column(&format!("{scene}: until painted"), &scene, Measure::Painted, Unit::Milliseconds),
            column("script", &scene, Measure::Script, Unit::Milliseconds),
            column("heap and wasm memory", &scene, Measure::Held, Unit::Kilobytes),
        ]
    };
    Table {
        title: "Many widgets",
        remark: "Script and memory without what the page alone takes.",
        columns: many::COUNTS.into_iter().flat_map(of_count).collect(),
    }
}

fn changes() -> Table {
    let of = |title, measure, unit| column(title, changes::SCENE, measure, unit);
    Table {
        title: "A hundred changes of `src`",
        remark: "Each comes when the one before has been painted.",
        columns: vec![
            of("until the last is painted", Measure::Painted, Unit::Milliseconds).by_lit(),
            of("script", Measure::Script, Unit::Milliseconds).by_lit(),
            of("style and layout", Measure::Layout, Unit::Milliseconds),
            of("main thread", Measure::Thread, Unit::Milliseconds).by_lit(),
            of("heap left behind", Measure::Heap, Unit::Kilobytes),
        ],
    }
}

fn of_sizes(title: &'static str, measure: Measure) -> Table {
    let columns = sizes::SCENES.map(|scene| column(scene, scene, measure, Unit::Milliseconds).by_lit());
    Table { title, remark: "", columns: columns.into() }
}

fn column(title: &str, scene: &str, measure: Measure, unit: Unit) -> Column {
    Column { title: title.to_owned(), scene: scene.to_owned(), measure, unit, has_ratio: false }
}

impl Column {
    /// The same with ratios to Lit.
    fn by_lit(self) -> Self {
        Self { has_ratio: true, ..self }
    }

    /// What is printed of a contender.
    pub(crate) fn cell(&self, book: &Book, contender: Contender) -> String {
        if let (Unit::Shift, Some(shift)) = (self.unit, load::largest_shift(book, contender)) {
            return self.unit.text(shift);
        }
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
