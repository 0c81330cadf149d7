//! Tells what each crate and module weighs in a wasm file that still has its names.
//!
//! Knows not how a name is read.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::bundle;
use crate::symbol::{OURS, module_of, path_of, without_hashes};

/// The functions of a module with their sizes, and what is no function.
pub(crate) struct Weights {
    /// Demangled name and size of each function.
    functions: Vec<(String, usize)>,
    /// Strings, tables and static data.
    data: usize,
    /// Types, imports, exports and the like.
    rest: usize,
}

/// Reads a module and weighs its functions.
pub(crate) fn weigh(path: &Path) -> Result<Weights> {
    let wasm = bundle::read(path)?;
    let (mut imported, mut sizes, mut data, mut rest) = (0_u32, Vec::new(), 0, 0);
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(&wasm) {
        match payload.with_context(|| format!("{} is no wasm", path.display()))? {
            Payload::ImportSection(imports) => {
                rest += imports.range().len();
                for import in imports {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::DataSection(section) => data = section.range().len(),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(subsections) = custom.as_known() {
                    for subsection in subsections {
                        if let Name::Function(map) = subsection? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, without_hashes(naming.name));
                            }
                        }
                    }
                }
            }
            Payload::CodeSectionStart { .. } => {}
            other => rest += other.as_section().map_or(0, |(_, range)| range.len()),
        }
    }
    let name_of = |index| names.get(&index).cloned().unwrap_or_else(|| "(no name)".to_owned());
    let functions = (imported..).zip(sizes).map(|(index, size)| (name_of(index), size)).collect();
    Ok(Weights { functions, data, rest })
}

impl Weights {
    /// Adds everything up.
    pub(crate) fn total(&self) -> usize {
        self.functions.iter().map(|(_, size)| size).sum::<usize>() + self.data + self.rest
    }

    /// Sums up by crate, the heaviest first.
    pub(crate) fn by_crate(&self) -> Vec<(String, usize)> {
        let crates = self.functions.iter().map(|(name, size)| (path_of(name)[0].to_owned(), *size));
        let others = [("(data)", self.data), ("(types, imports, exports)", self.rest)];
        sum(crates.chain(others.map(|(name, size)| (name.to_owned(), size))))
    }

    /// Sums up our own crate by its modules, the heaviest first.
    pub(crate) fn by_module(&self) -> Vec<(String, usize)> {
        let inside = self.functions.iter().filter(|(name, _)| OURS.starts_with(path_of(name)[0]));
        sum(inside.map(|(name, size)| (module_of(&path_of(name)), *size)))
    }

    /// Lists the largest functions.
    pub(crate) fn largest(&self, count: usize) -> Vec<(String, usize)> {
        let mut functions = self.functions.clone();
        functions.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        functions.truncate(count);
        functions
    }
}

fn sum(parts: impl Iterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let mut sums = BTreeMap::<String, usize>::new();
    for (name, size) in parts {
        *sums.entry(name).or_default() += size;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    sums
}
