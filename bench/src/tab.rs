//! A tab of its own in a browser context of its own, with the probe in every document.
//! It knows the protocol and the probe; it doesn't know what is shown.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::chromium::{Chromium, Event};
use crate::network::Network;
use crate::trace;

const PROBE: &str = include_str!("probe.js");

/// A selector of all contenders' elements.
pub(crate) const HOSTS: &str = "dateline-article, vanilla-article, lit-article, preact-article, react-article";

/// No load takes longer.
const LIMIT: Duration = Duration::from_secs(60);

/// For how long nothing may be on its way before a page has settled.
const QUIET: Duration = Duration::from_millis(250);

/// For how long a trace may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// What must be seen for an article to be painted.
#[derive(Clone)]
pub(crate) struct Sight {
    pub(crate) count: usize,
    pub(crate) needles: Vec<String>,
}

impl Sight {
    /// How often the probe will tell of a painted article: once, when the last one is.
    pub(crate) fn paints(&self) -> usize {
        self.count.min(1)
    }
}

/// A tab that is open.
pub(crate) struct Tab<'a> {
    chromium: &'a mut Chromium,
    context: String,
    session: String,
}

/// One load as the tab saw it.
pub(crate) struct Loaded {
    /// When the last article was painted, in milliseconds since the epoch; none where there is none.
    pub(crate) painted: Option<f64>,
    /// What the probe has gathered.
    pub(crate) figures: Value,
}

impl<'a> Tab<'a> {
    /// Opens a tab that has nothing in its cache.
    pub(crate) fn open(chromium: &'a mut Chromium, network: Network, sight: &Sight) -> Result<Self> {
        let context = chromium.ask("Target.createBrowserContext", json!({}))?;
        let context = context["browserContextId"].as_str().context("no context")?.to_owned();
        let target = json!({ "url": "about:blank", "browserContextId": context });
        let target = chromium.ask("Target.createTarget", target)?["targetId"].take();
        let attached = chromium.ask("Target.attachToTarget", json!({ "targetId": target, "flatten": true }))?;
        let session = attached["sessionId"].as_str().context("no session")?.to_owned();
        let mut tab = Self { chromium, context, session };
        for domain in ["Page", "Runtime", "Network"] {
            tab.call(&format!("{domain}.enable"), json!({}))?;
        }
        // What the processor did, not what the clock showed: others may be at work on this machine.
        tab.call("Performance.enable", json!({ "timeDomain": "threadTicks" }))?;
        tab.call("Runtime.addBinding", json!({ "name": "benchPainted" }))?;
        let config = json!({ "hosts": HOSTS, "count": sight.count, "needles": sight.needles });
        let source = format!("({})({config});", probe());
        tab.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }))?;
        tab.imitate(network)?;
        Ok(tab)
    }

    fn imitate(&mut self, network: Network) -> Result<()> {
        let (latency, throughput) = (network.latency(), network.throughput());
        let conditions = json!({
            "offline": false, "latency": latency, "downloadThroughput": throughput, "uploadThroughput": throughput,
        });
        self.call("Network.emulateNetworkConditions", conditions)?;
        self.call("Emulation.setCPUThrottlingRate", json!({ "rate": network.cpu() }))?;
        Ok(())
    }

    /// Goes to a page, and waits until the probe has told so often that articles are painted, and nothing is on its way any more.
    pub(crate) fn load(&mut self, url: &str, paints: usize) -> Result<Loaded> {
        while self.chromium.next_event(Duration::ZERO)?.is_some() {}
        let answer = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(error) = answer["errorText"].as_str() {
            bail!("{url}: {error}");
        }
        let painted = self.settle(url, paints)?;
        let figures = self.evaluate("bench.figures()")?;
        Ok(Loaded { painted, figures })
    }

    /// Leaves the page for an empty one.
    pub(crate) fn leave(&mut self) -> Result<()> {
        self.call("Page.navigate", json!({ "url": "about:blank" }))?;
        self.settle("about:blank", 0).map(drop)
    }

    fn settle(&mut self, url: &str, paints: usize) -> Result<Option<f64>> {
        let deadline = Instant::now() + LIMIT;
        let (mut paintings, mut open, mut is_loaded, mut said) = (Vec::new(), 0_i32, false, String::new());
        loop {
            let is_over = is_loaded && open <= 0 && paintings.len() >= paints;
            let Some(Event { session, method, params }) = self.chromium.next_event(QUIET)? else {
                if is_over {
                    return Ok(paintings.into_iter().reduce(f64::max));
                }
                if Instant::now() > deadline {
                    bail!("{url}: {} of {paints} are painted, {open} requests open{said}", paintings.len());
                }
                continue;
            };
            if session != self.session {
                continue;
            }
            match method.as_str() {
                "Page.loadEventFired" => is_loaded = true,
                // A redirect tells of the same request again.
                "Network.requestWillBeSent" if params["redirectResponse"].is_null() => open += 1,
                "Network.loadingFinished" | "Network.loadingFailed" => open -= 1,
                "Runtime.bindingCalled" => {
                    paintings.extend(params["payload"].as_str().and_then(|time| time.parse::<f64>().ok()));
                }
                "Runtime.consoleAPICalled" => said += &format!("; {}", params["args"][0]["value"]),
                "Runtime.exceptionThrown" => said += &format!("; {}", params["exceptionDetails"]),
                _ => {}
            }
        }
    }

    /// What an expression comes to, once its promise is kept.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let words = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call("Runtime.evaluate", words)?;
        if let Some(exception) = answer.get("exceptionDetails") {
            bail!("{expression}: {exception}");
        }
        Ok(answer["result"]["value"].take())
    }

    /// Does something while the browser writes a trace, and returns the milliseconds of script in it.
    pub(crate) fn traced<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<(T, f64)> {
        let categories = json!({ "includedCategories": ["devtools.timeline", "v8", "v8.execute"] });
        self.call("Tracing.start", json!({ "traceConfig": categories, "transferMode": "ReportEvents" }))?;
        let done = work(self);
        // A trace that goes on would keep the next one from beginning.
        self.call("Tracing.end", json!({}))?;
        let mut events = Vec::new();
        while let Some(mut event) = self.chromium.next_event(PATIENCE)? {
            match event.method.as_str() {
                "Tracing.dataCollected" => {
                    events.extend(event.params["value"].as_array_mut().into_iter().flatten().map(Value::take))
                }
                "Tracing.tracingComplete" => return Ok((done?, trace::script(&events))),
                _ => {}
            }
        }
        bail!("the trace didn't end")
    }

    /// Does something while the profiler looks every so many microseconds, and returns what it saw.
    pub(crate) fn profiled(&mut self, interval: u32, work: impl FnOnce(&mut Self) -> Result<()>) -> Result<Value> {
        self.call("Profiler.enable", json!({}))?;
        self.call("Profiler.setSamplingInterval", json!({ "interval": interval }))?;
        self.call("Profiler.start", json!({}))?;
        let done = work(self);
        let mut answer = self.call("Profiler.stop", json!({}))?;
        done?;
        Ok(answer["profile"].take())
    }

    /// What the browser keeps of the page's process.
    pub(crate) fn metrics(&mut self) -> Result<Metrics> {
        let answer = self.call("Performance.getMetrics", json!({}))?;
        let of = |name: &str| {
            let metric = answer["metrics"].as_array().into_iter().flatten().find(|metric| metric["name"] == name);
            metric.and_then(|metric| metric["value"].as_f64()).unwrap_or_default()
        };
        Ok(Metrics {
            layout: (of("LayoutDuration") + of("RecalcStyleDuration")) * 1000.0,
            thread: of("TaskDuration") * 1000.0,
            heap: of("JSHeapUsedSize"),
        })
    }

    /// Frees what nobody holds any more.
    pub(crate) fn collect(&mut self) -> Result<()> {
        for _ in 0..2 {
            self.call("HeapProfiler.collectGarbage", json!({}))?;
        }
        Ok(())
    }

    pub(crate) fn call(&mut self, method: &str, params: Value) -> Result<Value> {
        self.chromium.call(&self.session, method, params)
    }
}

/// The probe as an expression, without the comment over it.
fn probe() -> &'static str {
    PROBE.find("({").map_or(PROBE, |start| &PROBE[start..])
}

/// Figures of a page's process since it began; milliseconds and bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Metrics {
    pub(crate) layout: f64,
    pub(crate) thread: f64,
    pub(crate) heap: f64,
}

impl Metrics {
    /// What has come since.
    pub(crate) fn since(self, before: Self) -> Self {
        Self { layout: self.layout - before.layout, thread: self.thread - before.thread, heap: self.heap - before.heap }
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        let _ = self.chromium.ask("Target.disposeBrowserContext", json!({ "browserContextId": self.context }));
    }
}
