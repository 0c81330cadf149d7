//! Finds an order of a module's functions in which like stands beside like, for that compresses best.
//!
//! It changes names alone, for wasm-opt sorts by them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::interface::with_names;

/// How many bytes make a piece of code that two functions may have in common.
const PIECE: usize = 5;
/// What more functions than these have tells nothing of their likeness.
const COMMON: usize = 60;
/// How much a function's own length counts against it: a long one has something in common with everybody.
const LENGTH: usize = 60;
/// How much likeness to a function still counts when one more has come behind it: what compresses looks back far.
const MEMORY: f64 = 0.85;
/// Less likeness is none.
const FORGOTTEN: f64 = 0.001;

/// Gives the functions of a module that still has its names new ones, by which their order is told.
///
/// Each is followed by the one that has most pieces in common with it and those before it, rare ones and late ones counting
/// more, for its length.
/// Where none is like it, the next by name comes.
pub(crate) fn order(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies, names) = read(wasm)?;
    let pieces: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(PIECE).collect()).collect();
    let mut holders = BTreeMap::<&[u8], Vec<usize>>::new();
    for (function, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            holders.entry(piece).or_default().push(function);
        }
    }
    holders.retain(|_, functions| (2..COMMON).contains(&functions.len()));
    let name_of = |function: usize| names.get(&(imported + function as u32)).map_or("", String::as_str);
    let mut left: BTreeSet<_> = (0..bodies.len()).map(|function| (name_of(function), function)).collect();
    let mut next = (0..bodies.len()).max_by_key(|function| (bodies[*function].len(), std::cmp::Reverse(*function)));
    let mut renamed = BTreeMap::new();
    let mut likeness = BTreeMap::<usize, f64>::new();
    while let Some(function) = next {
        left.remove(&(name_of(function), function));
        renamed.insert(imported + function as u32, format!("{:06}", renamed.len()));
        likeness.remove(&function);
        likeness.values_mut().for_each(|likeness| *likeness *= MEMORY);
        likeness.retain(|_, likeness| *likeness > FORGOTTEN);
        for functions in pieces[function].iter().filter_map(|piece| holders.get(piece)) {
            for other in functions.iter().filter(|other| left.contains(&(name_of(**other), **other))) {
                *likeness.entry(*other).or_default() += 1.0 / functions.len() as f64;
            }
        }
        let for_length =
            |(function, likeness): &(&usize, &f64)| **likeness / (pieces[**function].len() + LENGTH) as f64;
        let likest = likeness.iter().max_by(|one, other| for_length(one).total_cmp(&for_length(other)));
        next = likest.map(|(function, _)| *function).or_else(|| left.first().map(|(_, function)| *function));
    }
    with_names(wasm, &renamed)
}

/// Names by the index of what they name.
type Names = BTreeMap<u32, String>;

/// The number of imported functions, the code of the others, and the names of all.
fn read(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>, Names)> {
    let (mut imported, mut bodies, mut names) = (0_u32, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context("wasm-opt made no module")? {
            Payload::ImportSection(imports) => {
                for import in imports {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(&wasm[body.range()]),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(subsections) = custom.as_known() {
                    for subsection in subsections {
                        if let Name::Function(map) = subsection? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok((imported, bodies, names))
}
