//! A page whose time passes when a test says so, and that is looked at and connected when a test says so.
//!
//! It knows timers; it doesn't know what waits for them.

use serde_json::{Value, json};

use crate::{
    page::{Page, script},
    stage::Stage,
};

const CLOCK: &str = include_str!("clock.js");

/// A second, as pages count it.
pub const SECOND: u64 = 1_000;

/// The clock of the page that is open.
pub struct Clock<'a>(&'a Stage);

impl<'a> Clock<'a> {
    /// Opens a page with that body, at midnight of 1 January 2026, UTC; no pause there is longer than asked for.
    pub async fn open(stage: &'a Stage, body: String) -> Self {
        stage.open(Page::new(body).head(script(CLOCK))).await;
        Self(stage)
    }

    /// For how long the page waits for something: in milliseconds, what began first at the front.
    pub async fn waits(&self) -> Vec<u64> {
        let waits = self.0.run("return __clock.waits();").await;
        waits.as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
    }

    /// Waits until the page waits for just so long.
    #[track_caller]
    pub fn wait_for(&self, milliseconds: u64) -> impl Future<Output = Value> {
        self.0.wait_until(&format!("String(__clock.waits()) === '{milliseconds}'"))
    }

    /// Lets the time pass for which the page waits.
    pub async fn pass(&self) {
        self.0.run("__clock.pass();").await;
    }

    /// What chance adds to pauses: nothing at 0, the most at 1.
    pub async fn set_chance(&self, chance: f64) {
        self.0.run_with("__clock.setChance(args[0]);", vec![json!(chance)]).await;
    }

    /// Hides the page behind others, or brings it to the front.
    pub async fn set_hidden(&self, is_hidden: bool) {
        self.0.run_with("__clock.setHidden(args[0]);", vec![json!(is_hidden)]).await;
    }

    /// Takes the network away, as far as the browser tells, or gives it back.
    pub async fn set_online(&self, is_online: bool) {
        self.0.run_with("__clock.setOnline(args[0]);", vec![json!(is_online)]).await;
    }
}
