//! What the project wants of the widget, and whether it is so.
//! It knows figures; it doesn't know how they come about.

use crate::book::{Book, Measure};
use crate::contender::Contender;
use crate::network::Network;
use crate::stats::{self, Spread};
use crate::{load, many};

/// One thing that is wanted.
pub(crate) struct Target {
    what: &'static str,
    scene: String,
    contender: Contender,
    measure: Measure,
    scale: Scale,
    must: f64,
    aim: f64,
}

/// What a figure is held against.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    /// What Lit took in the same round.
    Lit,
    /// Nothing: it is a size in bytes.
    Bytes,
    /// Nothing, and no round may break it: the largest figure counts.
    Most,
}

/// All that is wanted.
pub(crate) fn all() -> Vec<Target> {
    use Contender::{Hinted, Plain, Snapshot};
    use Measure::{Held, Memory, Painted, Script, Shift, Thread};
    use Network::{Fast4G, Free, Slow4G};
    use Scale::{Bytes, Lit, Most};
    let cold = |network| load::scene(network, false);
    let further = many::FURTHER.to_owned();
    let target = |what, scene, contender, measure, scale, [must, aim]: [f64; 2]| Target {
        what,
        scene,
        contender,
        measure,
        scale,
        must,
        aim,
    };
    vec![
        target("hinted snippet, Slow 4G", cold(Slow4G), Hinted, Painted, Lit, [0.92, 0.86]),
        target("hinted snippet, Fast 4G", cold(Fast4G), Hinted, Painted, Lit, [0.95, 0.88]),
        target("plain tag, Slow 4G", cold(Slow4G), Plain, Painted, Lit, [1.2, 1.1]),
        target("snapshot, Slow 4G", cold(Slow4G), Snapshot, Painted, Lit, [0.45, 0.4]),
        target("snapshot, Fast 4G", cold(Fast4G), Snapshot, Painted, Lit, [0.5, 0.42]),
        target("hinted snippet, no throttle", cold(Free), Hinted, Painted, Lit, [1.25, 1.0]),
        target("each further widget: script", further.clone(), Plain, Script, Lit, [3.0, 2.0]),
        target("each further widget: heap with wasm memory", further.clone(), Plain, Held, Lit, [1.0, 0.7]),
        target("wasm memory, first widget", many::scene(1), Plain, Memory, Bytes, [1.5e6, 1.1e6]),
        target("wasm memory, each further widget", further, Plain, Memory, Bytes, [30e3, 10e3]),
        target("1 MB body: main thread", "1 MB body".to_owned(), Plain, Thread, Lit, [1.25, 1.0]),
        target("1,000 stories: main thread", "1,000 stories".to_owned(), Plain, Thread, Lit, [1.25, 1.0]),
        target("layout shift, image sizes known", cold(Slow4G), Plain, Shift, Most, [0.02, 0.0]),
        target("layout shift, snapshot", cold(Slow4G), Snapshot, Shift, Most, [0.0, 0.0]),
    ]
}

impl Target {
    /// The target as a row of a table.
    pub(crate) fn row(&self, book: &Book) -> String {
        let spread = match self.scale {
            Scale::Lit => book.ratio(&self.scene, self.contender, self.measure, Contender::Lit),
            Scale::Bytes => book.spread(&self.scene, self.contender, self.measure),
            Scale::Most => load::largest_shift(book, self.contender).and_then(|shift| stats::spread(&[shift])),
        };
        let [must, aim] = [self.must, self.aim].map(|figure| self.scale.text(figure));
        let Some(Spread { low, median, high }) = spread else {
            return format!("| {} | {must} | {aim} | – | not measured |", self.what);
        };
        let [low, middle, high] = [low, median, high].map(|figure| self.scale.text(figure));
        let range = if low == high { String::new() } else { format!(" ({low} to {high})") };
        format!("| {} | {must} | {aim} | {middle}{range} | {} |", self.what, self.verdict(median))
    }

    fn verdict(&self, figure: f64) -> String {
        // Ratios are compared as they are printed.
        let figure = if self.scale == Scale::Lit { (figure * 100.0).round() / 100.0 } else { figure };
        if figure <= self.aim {
            "aim reached".to_owned()
        } else if figure <= self.must {
            "must reached".to_owned()
        } else if self.must == 0.0 {
            "**behind**".to_owned()
        } else {
            format!("**behind** by {:.0} %", (figure / self.must - 1.0) * 100.0)
        }
    }
}

impl Scale {
    fn text(self, figure: f64) -> String {
        match self {
            Self::Lit => format!("{figure:.2}"),
            Self::Most => format!("{figure:.3}"),
            Self::Bytes if figure >= 1e6 => format!("{:.2} MB", figure / 1e6),
            Self::Bytes => format!("{:.0} KB", figure / 1e3),
        }
    }
}
