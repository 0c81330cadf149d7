//! Runs the tests that need a real browser, in each of the three engines.
//!
//! Knows how each engine is driven; what is tested lies in `tests`.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::browsers::Browsers;
use crate::dist;
use crate::frameworks;
use crate::pages;
use crate::process::{self, command, run, run_watched};
use crate::project;
use crate::setup::Machine;
use crate::toolchain::{Settings, TARGET};

/// A browser engine.
#[derive(Clone, Copy)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What the runner says when a driver, rather than a test, failed.
const DRIVER_FAILED: [&str; 4] = [
    "driver failed to start",
    "driver failed to bind port during startup",
    "session not created",
    "failed to create a",
];

/// Runs `tests/element.rs` in one engine.
pub(crate) fn element(machine: &Machine, browsers: &Browsers, engine: Engine) -> Result<()> {
    let wasm = build_element_tests(machine)?;
    let (passed, output) = run_watched(runner(machine, browsers, engine)?.arg(&wasm))?;
    if passed {
        return Ok(());
    }
    let driver_failed = DRIVER_FAILED.iter().any(|sign| output.contains(sign));
    ensure!(driver_failed, "a test of the element failed");
    println!("the driver failed to start, not a test: trying once more");
    let (passed, _) = run_watched(runner(machine, browsers, engine)?.arg(&wasm))?;
    ensure!(passed, "the tests of the element failed at the second start of the driver");
    Ok(())
}

/// Runs the tests of the whole release against real servers, in all three engines.
pub(crate) fn end_to_end(machine: &Machine, browsers: &Browsers) -> Result<()> {
    frameworks::build()?;
    dist::make_faulty(machine)?;
    // Some pages are what the command line tool writes.
    run(command("cargo").args(["build", "--package", "dateline-cli", "--locked"]))?;
    run(end_to_end_cargo(machine, browsers)?.args(["test", "--package", "dateline-e2e", "--locked"]))
}

/// Makes a cargo that tells the end-to-end harness where everything is.
pub(crate) fn end_to_end_cargo(machine: &Machine, browsers: &Browsers) -> Result<Command> {
    let mut cargo = command("cargo");
    cargo
        .env("DATELINE_DIST", project::dist()?)
        .env("DATELINE_FAULTY", project::faulty()?)
        .env("DATELINE_FRAMEWORKS", frameworks::folder()?)
        .env("DATELINE_PAGES", pages::modules()?)
        .env("DATELINE_PROTOTYPE", pages::prototype()?)
        .env("DATELINE_AXE", machine.tool("axe.min.js")?)
        .env("DATELINE_CHROMIUM", &browsers.chromium)
        .env("DATELINE_CHROMEDRIVER", &browsers.chromedriver)
        .env("DATELINE_FIREFOX", &browsers.firefox)
        .env("DATELINE_GECKODRIVER", machine.tool("geckodriver")?)
        .env("DATELINE_MINIBROWSER", &browsers.minibrowser)
        .env("DATELINE_WEBKITDRIVER", &browsers.webkitdriver);
    let shared = project::root()?.join("../shared");
    if shared.is_dir() {
        cargo.env("DATELINE_SHARED", shared);
    }
    Ok(cargo)
}

fn build_element_tests(machine: &Machine) -> Result<String> {
    let mut cargo = machine.toolchain.cargo(Settings::Everyday)?;
    cargo.args(["test", "--package", "dateline", "--test", "element", "--features", "embed", "--no-run"]);
    cargo.args(["--target", TARGET, "--locked", "--message-format", "json-render-diagnostics"]);
    let messages = process::read(&mut cargo)?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut executables = messages.filter_map(|message| message["executable"].as_str().map(str::to_owned));
    executables.next().context("cargo named no test executable")
}

/// Makes the runner's command; it takes the one driver that its environment names.
fn runner(machine: &Machine, browsers: &Browsers, engine: Engine) -> Result<Command> {
    const RUNNER: &str = "wasm-bindgen-test-runner";
    let mut runner = match engine {
        Engine::Chromium | Engine::Firefox => machine.command(RUNNER)?,
        Engine::WebKit => {
            let mut screen = command(&browsers.xvfb_run);
            screen.arg("-a").arg(machine.tool(RUNNER)?);
            screen
        }
    };
    for variable in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"] {
        runner.env_remove(variable).env_remove(format!("{variable}_REMOTE"));
    }
    match engine {
        Engine::Chromium => runner.env("CHROMEDRIVER", &browsers.chromedriver),
        Engine::Firefox => runner.env("GECKODRIVER", machine.tool("geckodriver")?),
        // The runner knows WebKitGTK's driver by the name of Safari's: they speak the same.
        Engine::WebKit => runner.env("SAFARIDRIVER", &browsers.webkitdriver),
    };
    Ok(runner)
}
