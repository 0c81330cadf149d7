//! What the project wants of the widget, and whether it is so.
//! It knows figures; it doesn't know how they come about.

use crate::book::{Book, Measure};
use crate::contender::Contender;
use crate::network::Network;
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
    /// Nothing: it is a mere number.
    Number,
}

/// All that is wanted.
pub(crate) fn all() -> Vec<Target> {
    use Contender::{Hinted, Plain, Snapshot};
    use Measure::{Held, Memory, Painted, Script, Shift, Thread};
    use Network::{Fast4G, Free, Slow4G};
    use Scale::{Bytes, Lit, Number};
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
        target("layout shift, image sizes known", cold(Slow4G), Plain, Shift, Number, [0.02, 0.0]),
        target("layout shift, snapshot", cold(Slow4G), Snapshot, Shift, Number, [0.0, 0.0]),
    ]
}

impl Target {
    /// The target as a row of a table.
    pub(crate) fn row(&self, book: &Book) -> String {
        let spread = match self.scale {
            Scale::Lit => book.ratio(&self.scene, self.contender, self.measure, Contender::Lit),
            Scale::Bytes | Scale::Number => book.spread(&self.scene, self.contender, self.measure),
        };
        let (measured, verdict) = match spread {
            None => ("–".to_owned(), "not measured".to_owned()),
            Some(spread) => {
                let range = format!("{} to {}", self.scale.text(spread.low), self.scale.text(spread.high));
                (format!("{} ({range})", self.scale.text(spread.median)), self.verdict(spread.median))
            }
        };
        let [must, aim] = [self.must, self.aim].map(|figure| self.scale.text(figure));
        format!("| {} | {must} | {aim} | {measured} | {verdict} |", self.what)
    }

    fn verdict(&self, figure: f64) -> String {
        // Figures are compared as they are printed.
        let printed = |figure: f64| if self.scale == Scale::Bytes { figure } else { (figure * 100.0).round() / 100.0 };
        let figure = printed(figure);
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
            Self::Lit | Self::Number => format!("{figure:.2}"),
            Self::Bytes if figure >= 1e6 => format!("{:.2} MB", figure / 1e6),
            Self::Bytes => format!("{:.0} KB", figure / 1e3),
        }
    }
}
