//! How long a page's main thread was in scripts, as the browser's own trace tells.
//!
//! `Performance.getMetrics` leaves out what runs in microtasks, and that is nearly all that follows a `fetch`.

use std::collections::HashMap;

use serde_json::Value;

/// What runs the rest of a promise; told as a beginning and an end.
const MICROTASKS: &str = "RunMicrotasks";

/// What runs scripts, compiles them or cleans up behind them.
const SCRIPT: [&str; 8] =
    ["EvaluateScript", "FunctionCall", MICROTASKS, "v8.compile", "v8.run", "MinorGC", "MajorGC", "V8.GCFinalizeMC"];

/// What a script may ask for by looking at the page; it isn't the script's.
const STYLE: [&str; 3] = ["UpdateLayoutTree", "Layout", "PrePaint"];

/// One event of a thread: when it began, for how long it was, and how long the processor was at it; microseconds.
struct Span {
    start: f64,
    length: f64,
    processor: f64,
}

/// What a thread did.
#[derive(Default)]
struct Thread {
    scripts: Vec<Span>,
    styles: Vec<Span>,
    /// Where microtasks began that haven't ended yet: by the clock, and by the processor's.
    begun: Option<(f64, f64)>,
}

/// Milliseconds of processor that the busiest main thread of a page spent on scripts.
pub(crate) fn script(events: &[Value]) -> f64 {
    let mut threads: HashMap<[i64; 2], Thread> = HashMap::new();
    for event in events {
        let number = |name: &str| event[name].as_f64();
        let (Some(name), Some(start)) = (event["name"].as_str(), number("ts")) else { continue };
        let id = ["pid", "tid"].map(|name| event[name].as_i64().unwrap_or_default());
        let thread = threads.entry(id).or_default();
        match event["ph"].as_str() {
            Some("X") => {
                let length = number("dur").unwrap_or_default();
                thread.add(name, Span { start, length, processor: number("tdur").unwrap_or(length) });
            }
            Some("B") if name == MICROTASKS => thread.begun = Some((start, number("tts").unwrap_or(start))),
            Some("E") if name == MICROTASKS => {
                let Some((begun, processor)) = thread.begun.take() else { continue };
                let processor = number("tts").unwrap_or(start) - processor;
                thread.add(name, Span { start: begun, length: start - begun, processor });
            }
            _ => {}
        }
    }
    threads.into_values().map(Thread::script).fold(0.0, f64::max) / 1000.0
}

impl Thread {
    fn add(&mut self, name: &str, span: Span) {
        if SCRIPT.contains(&name) {
            self.scripts.push(span);
        } else if STYLE.contains(&name) {
            self.styles.push(span);
        }
    }

    fn script(self) -> f64 {
        let (scripts, styles) = (outermost(self.scripts), outermost(self.styles));
        let is_inside = |style: &&Span| {
            let after = scripts.partition_point(|script| script.start <= style.start);
            after > 0 && style.start < scripts[after - 1].start + scripts[after - 1].length
        };
        let asked: f64 = styles.iter().filter(is_inside).map(|style| style.processor).sum();
        scripts.iter().map(|script| script.processor).sum::<f64>() - asked
    }
}

/// The spans that lie in no other.
fn outermost(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by(|one, other| one.start.total_cmp(&other.start).then(other.length.total_cmp(&one.length)));
    let mut end = f64::MIN;
    spans.retain(|span| {
        let is_outermost = span.start >= end;
        end = end.max(span.start + span.length);
        is_outermost
    });
    spans
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::script;

    fn event(name: &str, start: u32, length: u32) -> Value {
        json!({ "ph": "X", "name": name, "ts": start, "dur": length, "tdur": length, "pid": 1, "tid": 1 })
    }

    #[test]
    fn what_lies_in_another_counts_once() {
        let events =
            [event("RunMicrotasks", 0, 4000), event("FunctionCall", 1000, 2000), event("FunctionCall", 5000, 1000)];
        assert_eq!(script(&events), 5.0);
    }

    #[test]
    fn microtasks_have_a_beginning_and_an_end() {
        let events = [("B", 1000), ("E", 4000)].map(
            |(kind, at)| json!({ "ph": kind, "name": "RunMicrotasks", "ts": at, "tts": at / 2, "pid": 1, "tid": 1 }),
        );
        assert_eq!(script(&events), 1.5);
    }

    #[test]
    fn a_layout_that_a_script_asks_for_is_no_script() {
        let events = [event("FunctionCall", 0, 4000), event("Layout", 1000, 3000), event("Layout", 6000, 3000)];
        assert_eq!(script(&events), 1.0);
    }
}
