//! Empties functions that are linked and never run, so that wasm-opt drops them and all that only they use, and blanks
//! text that nobody reads then.
//!
//! It knows them by name and beginning; one that is no longer there fails the build, and one that is reached all the same traps.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::interface::{number, push_section};
use crate::symbol::without_hashes;

/// What the widget has no use for, though the linker can't know: Yew's event handlers and suspense, and maps of attributes.
///
/// The widget listens by itself (`src/page.rs`). What can be left out of Yew's source is (`lean.rs`).
/// A `*` at the end stands for any rest.
const UNREACHED: [&str; 26] = [
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener::{closure#0}",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::dom_bundle::subtree_root::EventDescriptor as core::clone::Clone>::clone",
    "<yew::dom_bundle::subtree_root::EventDescriptor as core::cmp::PartialEq>::eq",
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>::unregister",
    "core::ptr::drop_in_place::<yew::virtual_dom::listeners::ListenerKind>",
    "<std::hash::random::RandomState as core::hash::BuildHasher>::hash_one::<&yew::dom_bundle::subtree_root::EventDescriptor>",
    "<std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, alloc::vec::Vec<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>>>::entry",
    "<hashbrown::raw::RawTable<(yew::dom_bundle::subtree_root::EventDescriptor, alloc::vec::Vec<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>)>*",
    "<hashbrown::raw::RawTable<(u32, std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, alloc::vec::Vec<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>>)>>::*",
    "hashbrown::map::make_hash::<u32, std::hash::random::RandomState>",
    "<alloc::rc::Rc<yew::virtual_dom::vcomp::VComp>>::drop_slow",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal>>::drop_slow",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense>>::drop_slow",
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense::component::feat_csr_ssr::BaseSuspense>",
    "<yew::html::component::scope::Scope<yew::suspense::component::feat_csr_ssr::BaseSuspense>>::send_message::<yew::suspense::component::feat_csr_ssr::BaseSuspenseMsg>",
    "<yew::html::component::lifecycle::ComponentState>::suspend::{closure#0}",
    "<yew::suspense::suspension::Suspension as core::clone::Clone>::clone",
    "core::ptr::drop_in_place::<yew::suspense::suspension::Suspension>",
    // Only what has a key, is suspended or in a portal moves as it is.
    // No list of children belongs to two; the slot, which does, has none.
    "<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>>::*",
    "<alloc::rc::Rc<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>>>::drop_slow",
    // No table of Yew's that grows has lost anything before.
    "<hashbrown::raw::RawTableInner>::rehash_in_place",
    // The fields of our form are left to the reader.
    "<web_sys::features::gen_HtmlInputElement::HtmlInputElement>::set_*",
    "<web_sys::features::gen_HtmlTextAreaElement::HtmlTextAreaElement>::*",
    // It only says why Yew is about to panic; the loader says that it did.
    "gloo_console::externs::error*",
];

/// How texts begin and end that only those functions read: the kinds of events there are, and why a node has no place.
const UNREAD: [(&str, &str); 2] = [
    ("onabortonauxclick", "ontransitionstart"),
    ("failed to append child", "failed to insert node before next sibling"),
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
            let mut body = wasm[range].to_owned();
            if matches!(payload, Payload::DataSection(_)) {
                UNREAD.iter().try_for_each(|(start, end)| blank(&mut body, start, end))?;
            }
            push_section(&mut emptied, id, &body)?;
        }
    }
    Ok(emptied)
}

/// Blanks the one text that begins and ends so.
fn blank(data: &mut [u8], start: &str, end: &str) -> Result<()> {
    let find = |data: &[u8], text: &str| data.windows(text.len()).position(|window| window == text.as_bytes());
    let missing = || format!("the module has no text {start}…{end}; see xtask/src/unreached.rs");
    let from = find(data, start).with_context(missing)?;
    let length = find(&data[from..], end).with_context(missing)? + end.len();
    let text = &mut data[from..from + length];
    ensure!(text.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b' '), "{start}…{end} isn't one text");
    text.fill(0);
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
                for wanted in wanted.iter().filter(|wanted| is_meant(wanted, &name)) {
                    found.insert(naming.index);
                    missing.remove(wanted);
                }
            }
        }
    }
    ensure!(missing.is_empty(), "the module has no function {missing:?}; see xtask/src/unreached.rs");
    Ok(found)
}

fn is_meant(wanted: &str, name: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == wanted,
    }
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
        assert_eq!(indices(MODULE, &["*"]).expect("a module"), BTreeSet::from([0, 1]));
        assert!(indices(MODULE, &["c"]).is_err());
    }

    #[test]
    fn text_is_blanked_from_its_start_to_its_end() {
        let mut data = *b"xabcdex";
        blank(&mut data, "ab", "de").expect("it is there");
        assert_eq!(&data, b"x\0\0\0\0\0x");
        assert!(blank(&mut data, "ab", "de").is_err());
    }
}
