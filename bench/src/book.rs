//! All that was measured, by what was looked at, by whom and in which round.
//! It knows figures; it doesn't know how they come about.

use std::collections::{BTreeMap, HashMap};

use crate::contender::Contender;
use crate::stats::{self, Spread};

/// What is measured.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Measure {
    /// Milliseconds to the frame in which the article is there in its style.
    Painted,
    /// Milliseconds to the frame in which its text is there.
    Text,
    /// Milliseconds to the largest paint, as the browser counts it.
    Largest,
    /// The sum of layout shifts.
    Shift,
    /// Milliseconds of script on the main thread.
    Script,
    /// Milliseconds of style and layout.
    Layout,
    /// Milliseconds of the main thread.
    Thread,
    /// Bytes that scripts hold.
    Heap,
    /// Bytes of WebAssembly memory.
    Memory,
    /// Both of them.
    Held,
    /// How many requests reached a server.
    Requests,
    /// Bytes of bodies that traveled.
    Bytes,
}

type Key = (String, Contender, Measure);

/// All figures of a run.
#[derive(Default)]
pub(crate) struct Book {
    figures: HashMap<Key, BTreeMap<usize, f64>>,
}

impl Book {
    /// Writes a figure down.
    pub(crate) fn note(&mut self, scene: &str, contender: Contender, round: usize, measure: Measure, figure: f64) {
        self.figures.entry((scene.to_owned(), contender, measure)).or_default().insert(round, figure);
    }

    /// The figure of a round.
    pub(crate) fn of(&self, scene: &str, contender: Contender, round: usize, measure: Measure) -> Option<f64> {
        self.rounds(scene, contender, measure)?.get(&round).copied()
    }

    /// What was measured in all rounds.
    pub(crate) fn spread(&self, scene: &str, contender: Contender, measure: Measure) -> Option<Spread> {
        let figures: Vec<f64> = self.rounds(scene, contender, measure)?.values().copied().collect();
        stats::spread(&figures)
    }

    /// The most that was measured in any round.
    pub(crate) fn most(&self, scene: &str, contender: Contender, measure: Measure) -> Option<f64> {
        self.rounds(scene, contender, measure)?.values().copied().reduce(f64::max)
    }

    /// What was measured, as a part of what somebody else took in the same round.
    pub(crate) fn ratio(&self, scene: &str, contender: Contender, measure: Measure, to: Contender) -> Option<Spread> {
        let (figures, others) = (self.rounds(scene, contender, measure)?, self.rounds(scene, to, measure)?);
        stats::spread(&stats::ratios(figures, others))
    }

    /// How often something was measured at most.
    pub(crate) fn count(&self, scene: &str) -> usize {
        let of_scene = self.figures.iter().filter(|((other, ..), _)| other == scene);
        of_scene.map(|(_, rounds)| rounds.len()).max().unwrap_or_default()
    }

    /// Takes off what the page alone took in the same round, so that only the article's part is left.
    pub(crate) fn take_off_the_page(&mut self, scene: &str, measures: &[Measure]) {
        for &measure in measures {
            let Some(alone) = self.rounds(scene, Contender::Nothing, measure).cloned() else { continue };
            let Some(alone) = stats::spread(&alone.into_values().collect::<Vec<_>>()) else { continue };
            for ((other, contender, of), rounds) in &mut self.figures {
                if other == scene && *of == measure && *contender != Contender::Nothing {
                    rounds.values_mut().for_each(|figure| *figure -= alone.median);
                }
            }
        }
    }

    fn rounds(&self, scene: &str, contender: Contender, measure: Measure) -> Option<&BTreeMap<usize, f64>> {
        self.figures.get(&(scene.to_owned(), contender, measure))
    }
}
