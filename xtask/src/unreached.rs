//! Empties functions that are linked and never run, so that wasm-opt drops them and all that only they use.
//!
//! It knows them by name; one that is no longer there fails the build, and one that is reached all the same traps.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::interface::number;
use crate::symbol::without_hashes;

/// What of Yew the widget has no use for, though the linker can't know: event handlers, raw markup, suspense, portals.
///
/// The widget listens by itself (`src/page.rs`), and builds nothing but elements and text (`src/view/element.rs`).
const UNREACHED: [&str; 12] = [
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener::{closure#0}",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::dom_bundle::subtree_root::EventDescriptor as core::clone::Clone>::clone",
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>::unregister",
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::attach",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::attach",
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::attach",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew::utils::RcExt<yew::virtual_dom::vsuspense::VSuspense>>::unwrap_or_clone",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew::utils::RcExt<yew::virtual_dom::vportal::VPortal>>::unwrap_or_clone",
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense::component::feat_csr_ssr::BaseSuspense>",
];

/// A body without locals that traps.
const TRAP: [u8; 4] = [3, 0, 0x00, 0x0b];

/// Empties the functions in a module that still has its names.
pub(crate) fn empty(wasm: &[u8]) -> Result<Vec<u8>> {
    let unreached = indices(wasm, &UNREACHED)?;
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

fn push_section(module: &mut Vec<u8>, id: u8, body: &[u8]) -> Result<()> {
    module.push(id);
    module.extend(number(u32::try_from(body.len())?));
    module.extend(body);
    Ok(())
}

/// The indices of the functions that have these names.
fn indices(wasm: &[u8], wanted: &[&str]) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    let mut missing: BTreeSet<&str> = wanted.iter().copied().collect();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(custom) = payload? else { continue };
        let KnownCustom::Name(subsections) = custom.as_known() else { continue };
        for subsection in subsections {
            let Name::Function(names) = subsection? else { continue };
            for naming in names {
                let naming = naming?;
                let name = without_hashes(naming.name);
                if let Some(wanted) = wanted.iter().find(|wanted| **wanted == name) {
                    found.insert(naming.index);
                    missing.remove(wanted);
                }
            }
        }
    }
    ensure!(missing.is_empty(), "the module has no function {missing:?}; see xtask/src/unreached.rs");
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions without parameters, named `a` and `b`; each is a `nop`.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x03\x03\x02\0\0\
        \x0a\x09\x02\x03\0\x01\x0b\x03\0\x01\x0b\
        \0\x0e\x04name\x01\x07\x02\0\x01a\x01\x01b";

    #[test]
    fn functions_are_found_by_name() {
        assert_eq!(indices(MODULE, &["b"]).expect("a module"), BTreeSet::from([1]));
        assert!(indices(MODULE, &["c"]).is_err());
    }
}
