//! Tells what each crate and module weighs in a wasm file that still has its names.
//!
//! A generic function counts for the crate that wrote it, unless it was made for a type of ours: without us it would be gone.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::bundle;

/// How our own paths start.
const OURS: &str = "dateline::";

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
    let name_of = |index| {
        names
            .get(&index)
            .cloned()
            .unwrap_or_else(|| "(no name)".to_owned())
    };
    let functions = (imported..)
        .zip(sizes)
        .map(|(index, size)| (name_of(index), size))
        .collect();
    Ok(Weights {
        functions,
        data,
        rest,
    })
}

impl Weights {
    /// Adds everything up.
    pub(crate) fn total(&self) -> usize {
        self.functions.iter().map(|(_, size)| size).sum::<usize>() + self.data + self.rest
    }

    /// Sums up by crate, the heaviest first.
    pub(crate) fn by_crate(&self) -> Vec<(String, usize)> {
        let crates = self
            .functions
            .iter()
            .map(|(name, size)| (path_of(name)[0].to_owned(), *size));
        let others = [
            ("(data)", self.data),
            ("(types, imports, exports)", self.rest),
        ];
        sum(crates.chain(others.map(|(name, size)| (name.to_owned(), size))))
    }

    /// Sums up our own crate by its modules, the heaviest first.
    pub(crate) fn by_module(&self) -> Vec<(String, usize)> {
        let inside = self
            .functions
            .iter()
            .filter(|(name, _)| OURS.starts_with(path_of(name)[0]));
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

/// Takes a path out of a name such as `<dateline::view::Page as yew::Component>::view`: ours if there is one, else the first.
fn path_of(name: &str) -> Vec<&str> {
    let start = name
        .find(OURS)
        .filter(|start| !name[..*start].ends_with([':', '_']));
    let name = name[start.unwrap_or(0)..].trim_start_matches(['<', '&', '*', '[', '(']);
    let name = name
        .strip_prefix("mut ")
        .or_else(|| name.strip_prefix("dyn "))
        .unwrap_or(name);
    let end = name
        .find(['<', ' ', '>', ']', ',', ')', '{', ';'])
        .unwrap_or(name.len());
    let path: Vec<_> = name[..end].trim_end_matches("::").split("::").collect();
    if path.len() > 1 {
        path
    } else {
        vec!["(exports and the like)"]
    }
}

/// Takes the hashes out of a name: `yew[241d0304dfb328f]::mount` and `yew::mount::h241d0304dfb328f0` are `yew::mount`.
fn without_hashes(name: &str) -> String {
    let mut clean = String::new();
    let mut rest = name;
    while let Some(start) = rest.find('[') {
        let end = rest[start..]
            .find(']')
            .map_or(rest.len(), |length| start + length + 1);
        let is_hash = end - start > 10
            && rest[start + 1..end - 1]
                .chars()
                .all(|c| c.is_ascii_hexdigit());
        clean.push_str(&rest[..if is_hash { start } else { end }]);
        rest = &rest[end..];
    }
    clean.push_str(rest);
    match clean.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 => path.to_owned(),
        _ => clean,
    }
}

/// Modules are the lower-case parts in the middle of a path; two of them say enough.
fn module_of(path: &[&str]) -> String {
    let inner = &path[..path.len().saturating_sub(1).max(1)];
    let modules = inner
        .iter()
        .skip(1)
        .take_while(|part| part.starts_with(char::is_lowercase))
        .take(2);
    let modules: Vec<_> = modules.copied().collect();
    if modules.is_empty() {
        "(root)".to_owned()
    } else {
        modules.join("::")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, krate: &str, module: &str) {
        let path = path_of(name);
        assert_eq!((path[0], module_of(&path).as_str()), (krate, module));
    }

    #[test]
    fn function_belongs_to_the_crate_that_wrote_it() {
        check(
            "dateline::decode::native::read",
            "dateline",
            "decode::native",
        );
        check(
            "<dateline::view::Page as yew::Component>::view",
            "dateline",
            "view",
        );
        check(
            "<alloc::vec::Vec<u8> as core::ops::drop::Drop>::drop",
            "alloc",
            "vec",
        );
        check("dateline::start::{{closure}}", "dateline", "(root)");
        check("<&mut core::fmt::Formatter>::write_str", "core", "fmt");
        check("mount", "(exports and the like)", "(root)");
    }

    #[test]
    fn function_made_for_a_type_of_ours_is_ours() {
        check(
            "<alloc::vec::Vec<dateline::model::Block> as core::ops::drop::Drop>::drop",
            "dateline",
            "model",
        );
    }

    #[test]
    fn hashes_are_taken_out() {
        assert_eq!(
            without_hashes("<yew[241d0304dfb328f]::App as core[ac54292952cf11a1]::Any>::id"),
            "<yew::App as core::Any>::id"
        );
        assert_eq!(
            without_hashes("yew::mount::h241d0304dfb328f0"),
            "yew::mount"
        );
        assert_eq!(
            without_hashes("<[u8; 4] as core::Any>::id"),
            "<[u8; 4] as core::Any>::id"
        );
    }
}
