//! The whole gate, step by step: what must hold before a change goes in.
//!
//! Each step is one line of [`STEPS`]; how a step is done lies below or in its own module.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::browser_tests::{self, Engine};
use crate::browsers::Browsers;
use crate::setup::Machine;
use crate::{checks, dist, markup, report, serve, size};

/// What the steps share.
struct Gate {
    machine: Machine,
    browsers: Browsers,
}

/// One step: its name, whether the steps after it need it, and its work.
struct Step {
    name: &'static str,
    is_needed: bool,
    work: fn(&Gate) -> Result<()>,
}

const fn step(name: &'static str, work: fn(&Gate) -> Result<()>) -> Step {
    Step { name, is_needed: false, work }
}

/// Cheap steps first; later ones need the release.
const STEPS: [Step; 16] = [
    step("format", |_| checks::format()),
    step("lint", |_| checks::lint()),
    step("lint-wasm", |gate| checks::lint_wasm(&gate.machine.toolchain)),
    step("native", |_| checks::native_tests()),
    step("markup", |_| markup::check()),
    step("docs", |_| checks::docs()),
    step("deny", |gate| checks::deny(&gate.machine)),
    step("example", |gate| checks::example(&gate.machine.toolchain)),
    step("demo", |gate| serve::build(&gate.machine)),
    Step { name: "dist", is_needed: true, work: |gate| dist::make(&gate.machine) },
    step("dist-again", |gate| dist::make_again(&gate.machine)),
    step("size", |gate| size::print(&gate.machine)),
    step("element-chromium", |gate| element(gate, Engine::Chromium)),
    step("element-firefox", |gate| element(gate, Engine::Firefox)),
    step("element-webkit", |gate| element(gate, Engine::WebKit)),
    step("end-to-end", |gate| browser_tests::end_to_end(&gate.machine, &gate.browsers)),
];

fn element(gate: &Gate, engine: Engine) -> Result<()> {
    browser_tests::element(&gate.machine, &gate.browsers, engine)
}

/// Runs the gate, or the named steps of it, and prints the table.
pub(crate) fn pass(names: &[String]) -> Result<()> {
    let unknown = names.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str()));
    if let Some(name) = unknown {
        bail!("no step is called `{name}`; the steps are: {}", step_names().join(", "));
    }
    let started = Instant::now();
    let (machine, browsers) = Machine::for_everything()?;
    let mut outcomes = vec![("setup", started.elapsed(), Ok(()))];
    let gate = Gate { machine, browsers };
    for step in STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)) {
        println!("\n==> {}", step.name);
        let started = Instant::now();
        let result = (step.work)(&gate);
        if let Err(error) = &result {
            println!("{}: {error:#}", step.name);
        }
        let ends = step.is_needed && result.is_err();
        outcomes.push((step.name, started.elapsed(), result));
        if ends {
            println!("what follows needs this step; stopping here");
            break;
        }
    }
    conclude(&outcomes, started.elapsed())
}

/// Lists the steps by name.
pub(crate) fn step_names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

fn conclude(outcomes: &[(&str, Duration, Result<()>)], total: Duration) -> Result<()> {
    println!("\n{:<18} {:>14}", "step", "time");
    for (name, time, result) in outcomes {
        let verdict = result.as_ref().map_or_else(|error| format!("FAILED: {error}"), |()| "ok".to_owned());
        println!("{name:<18} {:>14}  {verdict}", report::seconds(*time));
    }
    println!("{:<18} {:>14}", "together", report::seconds(total));
    let failed = outcomes.iter().filter(|(_, _, result)| result.is_err()).count();
    println!("\ngate: {} passed, {failed} failed", outcomes.len() - failed);
    ensure!(failed == 0, "the gate is closed: {failed} of {} steps failed", outcomes.len());
    Ok(())
}
