//! When to ask again: after a while, and then only while the page is looked at and the network is there.
//! It knows neither articles nor requests.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use crate::page::{self, Listener, after};

/// Over how long an occasion is spread that many pages have at once, as the network's return.
const SPREAD_SECONDS: f64 = 3.0;
/// By which part a pause may be longer than was asked for, so that a million pages don't knock at once.
const JITTER: f64 = 0.25;

/// Something that is done once, later; dropping it ends the wait.
pub(crate) struct Patience {
    turn: Rc<Turn>,
    _occasions: [Option<Listener>; 2],
}

struct Turn {
    act: Box<dyn Fn()>,
    is_due: Cell<bool>,
    timer: Cell<Option<Timeout>>,
}

impl Patience {
    /// Calls `act` after so many seconds, or some more.
    pub(crate) fn new(seconds: u32, act: Box<dyn Fn()>) -> Self {
        let turn = Rc::new(Turn { act, is_due: Cell::new(false), timer: Cell::default() });
        turn.wait(f64::from(seconds) * (1.0 + JITTER * page::random()));
        let occasions = page::occasions(&|| {
            let turn = turn.clone();
            Box::new(move |_| {
                if turn.is_due.get() {
                    turn.wait(SPREAD_SECONDS * page::random());
                }
            })
        });
        Self { turn, _occasions: occasions }
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        self.turn.timer.take();
    }
}

impl Turn {
    fn wait(self: &Rc<Self>, seconds: f64) {
        let turn = self.clone();
        let come = move || {
            turn.is_due.set(true);
            if page::is_attended() {
                (turn.act)();
            }
        };
        // A timer for more than 2^31 milliseconds would end at once.
        self.timer.set(Some(after((seconds * 1000.0) as i32 as u32, Box::new(come))));
    }
}
