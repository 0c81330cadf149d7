//! Drives the released widget in real browsers, served by real HTTP servers on loopback.
//!
//! It knows the widget only from outside: its files, its script tag, its element, parts and events.

pub mod answer;
pub mod browser;
pub mod cli;
pub mod clock;
pub mod crowd;
pub mod devtools;
pub mod faults;
pub mod fleet;
pub mod gallery;
pub mod neighbor;
pub mod page;
pub mod picture;
pub mod press;
pub mod site;
pub mod soak;
pub mod stage;
pub mod traces;
