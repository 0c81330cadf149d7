//! Reads and renames what a wasm module imports and exports.
//!
//! Knows nothing of the glue on the other side.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use wasmparser::{Export, ExportSectionReader, Import, Parser, Payload, TypeRef};

/// The names on both sides of a module, in its order.
pub(crate) struct Interface {
    pub(crate) imports: Vec<String>,
    pub(crate) exports: Vec<String>,
}

impl Interface {
    /// Reads the names of a module that imports only functions, and those from one place.
    pub(crate) fn of(wasm: &[u8]) -> Result<Self> {
        let (mut imports, mut exports) = (Vec::new(), Vec::new());
        let mut place = None;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section {
                        let Import { module, name, ty } = import?;
                        ensure!(matches!(ty, TypeRef::Func(_)), "the module imports {name}, which is no function");
                        ensure!(
                            *place.get_or_insert(module) == module,
                            "the module imports {name} from another place than the rest"
                        );
                        imports.push(name.to_owned());
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        exports.push(export?.name.to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(Self { imports, exports })
    }
}

/// The names that any module exports.
pub(crate) fn exports(wasm: &[u8]) -> Result<Vec<String>> {
    let mut exports = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ExportSection(section) = payload? {
            for export in section {
                exports.push(export?.name.to_owned());
            }
        }
    }
    Ok(exports)
}

/// Names each import by its position and each export as told; exports without a name are left out.
///
/// The place that the imports come from gets the empty name.
pub(crate) fn rename(wasm: &[u8], name_of_export: impl Fn(&str) -> Option<String>) -> Result<Vec<u8>> {
    let mut renamed = wasm.get(..8).context("the module has no header")?.to_owned();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let body = match payload {
            Payload::ImportSection(section) => {
                let mut imports = Vec::new();
                for (position, import) in section.into_iter().enumerate() {
                    let TypeRef::Func(of_type) = import?.ty else {
                        anyhow::bail!("import {position} is no function");
                    };
                    imports.push([&string(""), &string(&position_name(position)), &[0][..], &number(of_type)].concat());
                }
                list(&imports)?
            }
            Payload::ExportSection(section) => exports_as(section, &name_of_export)?,
            _ => wasm[range].to_owned(),
        };
        push_section(&mut renamed, id, &body)?;
    }
    Ok(renamed)
}

/// Drops the exports that aren't to be kept.
pub(crate) fn keep_exports(wasm: &[u8], is_kept: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut pruned = wasm.get(..8).context("the module has no header")?.to_owned();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let body = match payload {
            Payload::ExportSection(section) => exports_as(section, |name| is_kept(name).then(|| name.to_owned()))?,
            _ => wasm[range].to_owned(),
        };
        push_section(&mut pruned, id, &body)?;
    }
    Ok(pruned)
}

/// Encodes exports anew, each under the name told; those without one are left out.
fn exports_as(section: ExportSectionReader, name_of: impl Fn(&str) -> Option<String>) -> Result<Vec<u8>> {
    let mut exports = Vec::new();
    for export in section {
        let Export { name, kind, index } = export?;
        if let Some(name) = name_of(name) {
            exports.push([&string(&name), &[kind as u8][..], &number(index)].concat());
        }
    }
    list(&exports)
}

/// Gives functions the names told, by their index, and takes all other names away.
pub(crate) fn with_names(wasm: &[u8], names: &BTreeMap<u32, String>) -> Result<Vec<u8>> {
    const FUNCTIONS: u8 = 1;
    let mut named = wasm.get(..8).context("the module has no header")?.to_owned();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let is_of_names = matches!(&payload, Payload::CustomSection(custom) if custom.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !is_of_names) {
            push_section(&mut named, id, &wasm[range])?;
        }
    }
    let entries: Vec<_> = names.iter().map(|(index, name)| [number(*index), string(name)].concat()).collect();
    let mut section = string("name");
    push_section(&mut section, FUNCTIONS, &list(&entries)?)?;
    push_section(&mut named, 0, &section)?;
    Ok(named)
}

/// Adds a section, or a part of one: its kind, its length, and what is in it.
pub(crate) fn push_section(module: &mut Vec<u8>, id: u8, body: &[u8]) -> Result<()> {
    module.push(id);
    module.extend(number(u32::try_from(body.len())?));
    module.extend(body);
    Ok(())
}

/// Writes a position as JavaScript's `toString(36)` does.
fn position_name(position: usize) -> String {
    let digit = |value| char::from_digit(value as u32, 36).unwrap_or_default();
    let rest = position / 36;
    let head = if rest == 0 { String::new() } else { position_name(rest) };
    head + &digit(position % 36).to_string()
}

fn list(items: &[Vec<u8>]) -> Result<Vec<u8>> {
    Ok([number(u32::try_from(items.len())?), items.concat()].concat())
}

/// Encodes a name, which is short.
fn string(text: &str) -> Vec<u8> {
    [&number(text.len() as u32), text.as_bytes()].concat()
}

/// Encodes a number in LEB128.
pub(crate) fn number(mut value: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports `./a.js` `long` and exports it as `one` and `two`.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x0f\x01\x06./a.js\x04long\0\0\
        \x07\x0d\x02\x03one\0\0\x03two\0\0";

    #[test]
    fn names_become_short() {
        let short = rename(MODULE, |name| (name == "two").then(|| "b".to_owned())).expect("a module");
        assert_eq!(short, b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x06\x01\0\x010\0\0\x07\x05\x01\x01b\0\0");
        let Interface { imports, exports } = Interface::of(&short).expect("a module");
        assert_eq!((imports, exports), (vec!["0".to_owned()], vec!["b".to_owned()]));
    }

    #[test]
    fn numbers_are_written_as_the_formats_say() {
        assert_eq!(number(624_485), [0xe5, 0x8e, 0x26]);
        assert_eq!([0, 35, 36, 1295, 1296].map(position_name), ["0", "z", "10", "zz", "100"]);
    }
}
