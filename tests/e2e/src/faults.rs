//! The ways an article's server fails, and what the widget owes the page for each.

use serde_json::json;

use crate::{
    answer::Answer,
    site::{Role, Site},
};

/// More than the widget reads of one article.
const TOO_LARGE: usize = 10 * 1024 * 1024;

/// More lists in each other than the widget reads.
const DEPTH: usize = 100_000;

/// One way to fail.
pub struct Fault {
    /// What fails; also the path it stands under.
    pub name: &'static str,
    /// The answer that does it.
    pub answer: fn(&Site) -> Answer,
    /// The `kind` of the error event.
    pub kind: &'static str,
    /// The `status` of the error event.
    pub status: Option<u16>,
    /// Whether trying again can help.
    pub retryable: bool,
}

impl Fault {
    /// Puts the fault on the publisher's server, and returns its URL.
    pub fn publish(&self, site: &Site) -> String {
        site.serve(Role::Publisher, &self.path(), (self.answer)(site))
    }

    /// The path of the fault.
    pub fn path(&self) -> String {
        format!("/faults/{}.json", self.name)
    }
}

/// Faults that show at once.
pub const QUICK: &[Fault] = &[
    fault("not-found", |_| Answer::status(404), "status").with_status(404),
    fault("gone", |_| Answer::status(410), "status").with_status(410),
    fault("unauthorized", |_| Answer::status(401), "status").with_status(401),
    fault("forbidden", |_| Answer::status(403), "status").with_status(403),
    fault("too-many-requests", |_| Answer::status(429), "status").with_status(429).retryable(),
    fault("broken-server", |_| Answer::status(500), "status").with_status(500).retryable(),
    fault("busy-server", |_| Answer::status(503), "status").with_status(503).retryable(),
    fault("nothing", |_| Answer::new("application/json", ""), "empty"),
    fault("no-content", |_| Answer::new("application/json", "").with_status(204), "empty"),
    fault("html", |_| Answer::html("<!doctype html><title>Sign in</title>"), "syntax"),
    fault("not-json", |_| Answer::new("application/json", "{headline: 1,"), "syntax"),
    fault("half", |_| Answer::new("application/json", r#"{"headline": "Half of it"#), "syntax"),
    fault("not-a-number", |_| Answer::new("application/json", r#"{"headline": NaN}"#), "syntax"),
    fault("too-deep", |_| Answer::new("application/json", deep()), "format"),
    fault("no-headline", |_| Answer::json(&json!({ "summary": "No headline." })), "format"),
    fault("not-an-object", |_| Answer::json(&json!(42)), "format"),
    fault("cut-short", |_| Answer::cut(&json!({ "headline": "Cut short, alas" })), "network").retryable(),
    fault("reset", |_| Answer::reset(), "network").retryable(),
    fault(
        "redirect-loop",
        |site| Answer::redirect(&site.url(Role::Publisher, "/faults/redirect-loop.json")),
        "network",
    )
    .retryable(),
    fault(
        "no-cors",
        |_| Answer::json(&json!({ "headline": "Not for you" })).without_header("access-control-allow-origin"),
        "network",
    )
    .retryable(),
    fault(
        "redirect-to-who-allows-nobody",
        |site| {
            let elsewhere = Answer::json(&json!({ "headline": "Not for you either" }));
            let elsewhere = elsewhere.without_header("access-control-allow-origin");
            Answer::redirect(&site.serve(Role::Dist, "/elsewhere.json", elsewhere))
        },
        "network",
    )
    .retryable(),
    fault("too-large", |_| Answer::spaces(5 * TOO_LARGE), "too-large"),
    fault("too-large-when-unpacked", |_| Answer::packed_spaces(), "too-large"),
    fault("too-large-headline", |_| Answer::json(&json!({ "headline": "x".repeat(TOO_LARGE) })), "too-large"),
];

/// Faults that show after the deadline of ten seconds.
pub const SLOW: &[Fault] = &[
    fault("silence", |_| Answer::silence(), "timeout").retryable(),
    fault("drip", |_| Answer::drip(), "timeout").retryable(),
];

/// A document of nothing but lists in each other.
fn deep() -> String {
    ["[", "]"].map(|bracket| bracket.repeat(DEPTH)).concat()
}

const fn fault(name: &'static str, answer: fn(&Site) -> Answer, kind: &'static str) -> Fault {
    Fault { name, answer, kind, status: None, retryable: false }
}

impl Fault {
    const fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    const fn retryable(mut self) -> Self {
        self.retryable = true;
        self
    }
}
