//! One load of a page, everything measured, noted in the book.
//! It doesn't know what is on the page.

use anyhow::{Context, Result};

use crate::book::{Book, Measure};
use crate::contender::Contender;
use crate::server::{Server, Traffic};
use crate::tab::{Metrics, Tab};

/// What is measured of a load.
pub(crate) struct Look<'a> {
    pub(crate) scene: &'a str,
    pub(crate) contender: Contender,
    pub(crate) round: usize,
    /// How many articles are to be painted.
    pub(crate) paints: usize,
}

impl Look<'_> {
    /// Loads a page and notes what that took.
    pub(crate) fn load(&self, tab: &mut Tab<'_>, server: &Server, url: &str, book: &mut Book) -> Result<()> {
        let before = tab.metrics()?;
        server.take_traffic();
        let (loaded, script) = tab.traced(|tab| tab.load(url, self.paints))?;
        let Traffic { requests, bytes } = server.take_traffic();
        let after = tab.metrics()?;
        // Another process has taken the page over: its figures begin with nothing.
        let spent = if after.thread < before.thread { after } else { after.since(before) };
        let figures = &loaded.figures;
        let start = figures["start"].as_f64().context("the probe tells no start")?;
        if let Some(painted) = loaded.painted {
            self.note(book, Measure::Painted, painted - start);
        }
        if let Some(there) = figures["there"].as_f64() {
            self.note(book, Measure::Text, there);
        }
        for (measure, name) in [(Measure::Largest, "largest"), (Measure::Shift, "shift"), (Measure::Memory, "memory")] {
            self.note(book, measure, figures[name].as_f64().unwrap_or_default());
        }
        self.note(book, Measure::Requests, requests.len() as f64);
        self.note(book, Measure::Bytes, bytes as f64);
        self.note_work(book, script, spent);
        Ok(())
    }

    /// Notes what the processor was at.
    pub(crate) fn note_work(&self, book: &mut Book, script: f64, spent: Metrics) {
        self.note(book, Measure::Script, script);
        self.note(book, Measure::Layout, spent.layout);
        self.note(book, Measure::Thread, spent.thread);
    }

    /// Notes what scripts hold once what nobody holds is gone.
    pub(crate) fn weigh(&self, tab: &mut Tab<'_>, book: &mut Book) -> Result<()> {
        tab.collect()?;
        let heap = tab.metrics()?.heap;
        self.note(book, Measure::Heap, heap);
        let memory = book.of(self.scene, self.contender, self.round, Measure::Memory).unwrap_or_default();
        self.note(book, Measure::Held, heap + memory);
        Ok(())
    }

    pub(crate) fn note(&self, book: &mut Book, measure: Measure, figure: f64) {
        book.note(self.scene, self.contender, self.round, measure, figure);
    }
}
