//! The names of the files that are written, none of them twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::process;

use crate::input::Input;

/// Names after what was read.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, u32>);

impl Names {
    /// The name of the file for `input`.
    pub(crate) fn of(&mut self, input: &Input, extension: &str) -> String {
        let stem = match input {
            Input::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
            Input::Standard => None,
            Input::Address(address) => {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                let last = path.trim_end_matches('/').rsplit('/').next().map(|last| Path::new(last).with_extension(""));
                last.map(|last| last.display().to_string())
            }
        };
        let plain: String = stem
            .unwrap_or_default()
            .chars()
            .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' })
            .collect();
        let stem = if plain.trim_matches('.').is_empty() { format!("article-{}", process::id()) } else { plain };
        let count = self.0.entry(stem.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("{stem}.{extension}") } else { format!("{stem}-{count}.{extension}") }
    }
}
