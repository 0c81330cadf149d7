//! On what machine, with what browser and when things were measured.
//! It knows no figures.

use std::fs;
use std::process::Command;

use anyhow::Result;
use serde_json::json;

use crate::chromium::Chromium;
use crate::stage;

/// What must be known to judge the figures.
pub(crate) struct Facts {
    pub(crate) date: String,
    pub(crate) machine: String,
    pub(crate) browser: String,
    pub(crate) release: String,
}

impl Facts {
    pub(crate) fn gather(chromium: &mut Chromium) -> Result<Self> {
        let version = chromium.ask("Browser.getVersion", json!({}))?;
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(stage::release()?.join("manifest.json"))?)?;
        let weight = |file: &str| manifest["files"][file]["brotli"].as_u64().unwrap_or_default();
        let (script, wasm, styles) = (weight("dateline.js"), weight("dateline.wasm"), weight("dateline.css"));
        Ok(Self {
            date: date(),
            machine: machine(),
            browser: version["product"].as_str().unwrap_or("Chromium").replace('/', " "),
            release: format!("script {script} bytes, wasm {wasm}, stylesheet {styles}, each in brotli"),
        })
    }
}

fn date() -> String {
    let output = Command::new("date").args(["-u", "+%-d %B %Y"]).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let line = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).map(str::to_owned);
        line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
    };
    let model = line("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = line("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    let memory = memory.map(|kib| format!(", {} GiB", kib.div_ceil(1 << 20))).unwrap_or_default();
    format!("{cores} cores ({model}){memory}, {}", std::env::consts::OS)
}
