//! Empties functions that stand in the module's table though nobody finds them there, so that wasm-opt drops them and all
//! that only they use.
//!
//! wasm-bindgen has the linker keep how closures of every type in js-sys are called, and how a task of its executor is
//! woken; then it leaves them in the table, from which JavaScript calls nothing.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use wasmparser::{ExternalKind, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use crate::interface::{number, push_section};
use crate::symbol::without_hashes;

/// How the names of these functions begin. Those that are exported, or that others call, are used.
const UNREACHED: [&str; 2] =
    ["wasm_bindgen::convert::closures::_::invoke::<", "js_sys::futures::jspi::task_waker::raw_"];

/// A body without locals that traps.
const TRAP: [u8; 4] = [3, 0, 0x00, 0x0b];

/// Empties the functions in a module that still has its names.
pub(crate) fn empty(wasm: &[u8]) -> Result<Vec<u8>> {
    let unreached = unreached(wasm)?;
    let mut emptied = wasm.get(..8).context("the module has no header")?.to_owned();
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let index = imported + u32::try_from(bodies.len())?;
                let range = body.range();
                bodies.push(if unreached.contains(&index) {
                    TRAP.to_vec()
                } else {
                    [&number(u32::try_from(range.len())?), &wasm[range]].concat()
                });
                continue;
            }
            _ => {}
        }
        if !bodies.is_empty() {
            push_section(&mut emptied, 10, &[number(u32::try_from(bodies.len())?), bodies.concat()].concat())?;
            bodies.clear();
        }
        if matches!(payload, Payload::CodeSectionStart { .. }) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            push_section(&mut emptied, id, &wasm[range])?;
        }
    }
    Ok(emptied)
}

/// The functions that are named so, and that nobody names.
fn unreached(wasm: &[u8]) -> Result<BTreeSet<u32>> {
    let mut named = BTreeSet::new();
    let mut used = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    used.extend((export.kind == ExternalKind::Func).then_some(export.index));
                }
            }
            Payload::CodeSectionEntry(body) => {
                for operator in body.get_operators_reader()? {
                    if let Operator::Call { function_index } = operator? {
                        used.insert(function_index);
                    }
                }
            }
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(subsections) = custom.as_known() {
                    for subsection in subsections {
                        let Name::Function(names) = subsection? else { continue };
                        for naming in names {
                            let naming = naming?;
                            let name = without_hashes(naming.name);
                            let is_meant = UNREACHED.iter().any(|start| name.starts_with(start));
                            named.extend(is_meant.then_some(naming.index));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let unreached: BTreeSet<u32> = named.difference(&used).copied().collect();
    ensure!(!unreached.is_empty(), "nothing needs to be emptied any more: xtask/src/unreached.rs can go");
    Ok(unreached)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions without parameters, named after what is called and what isn't; the first calls the second.
    fn module(first: &str, second: &str) -> Vec<u8> {
        let name = |index: u8, name: &str| [&[index, name.len() as u8][..], name.as_bytes()].concat();
        let names = [&[2][..], &name(0, first), &name(1, second)].concat();
        let custom = [&[4][..], b"name", &[1, names.len() as u8], &names].concat();
        let head = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x03\x02\0\0\x0a\x0a\x02\x04\0\x10\x01\x0b\x03\0\x01\x0b";
        [&head[..], &[0, custom.len() as u8], &custom].concat()
    }

    #[test]
    fn what_nobody_calls_is_emptied() {
        let wasm = module("js_sys::futures::jspi::task_waker::raw_wake", "b");
        assert_eq!(unreached(&wasm).expect("a module"), BTreeSet::from([0]));
        let emptied = empty(&wasm).expect("a module");
        assert!(emptied.windows(7).any(|window| window == b"\x02\x03\0\0\x0b\x03\0"));
    }

    #[test]
    fn what_somebody_calls_stays() {
        assert!(unreached(&module("a", "js_sys::futures::jspi::task_waker::raw_wake")).is_err());
    }
}
