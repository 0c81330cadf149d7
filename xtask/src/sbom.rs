//! Writes the release's bill of materials: what is compiled into the module, as CycloneDX has it.
//!
//! It knows what cargo resolves, and neither times nor folders, so that it comes out the same every time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bundle::{read_text, write};
use crate::process;
use crate::setup::Machine;
use crate::toolchain::{Settings, TARGET};

/// The bill's file. No page fetches it, so the manifest doesn't list it.
const BILL: &str = "sbom.json";

/// What cargo is asked for: each crate below the one that wants it. Macros run while the module is built.
const TREE: &str =
    "tree --locked --package dateline --features embed --edges normal,no-proc-macro --prefix depth --format ;{p};{l}";

/// What [`crate::lean`] does to Yew.
const LEAN: &str = "All but callbacks and properties is replaced by what one component in each root needs.";

/// One crate.
#[derive(Default)]
struct Material<'t> {
    name: &'t str,
    version: &'t str,
    license: String,
    wants: BTreeSet<String>,
}

/// Writes the bill of the release at `dist`, made from the clone at `source`.
pub(crate) fn write_bill(machine: &Machine, source: &Path, dist: &Path) -> Result<()> {
    let mut cargo = process::command("cargo");
    let tree = process::read(cargo.current_dir(source).args(TREE.split(' ')).args(["--target", TARGET]))?;
    let lock = read_text(&source.join("Cargo.lock"))?;
    let about = process::read(machine.toolchain.cargo(Settings::Smallest)?.arg("--version"))?;
    let rust = about.split(' ').nth(1).context("cargo tells no version")?.trim();
    let bill = bill(&materials(&tree)?, &lock, rust)?;
    write(&dist.join(BILL), serde_json::to_string_pretty(&bill)? + "\n")
}

/// Reads cargo's tree; a crate is named by its package URL.
fn materials(tree: &str) -> Result<BTreeMap<String, Material<'_>>> {
    let mut materials = BTreeMap::<String, Material>::new();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines() {
        let mut fields = line.split(';');
        let (depth, package, license) = (fields.next(), fields.next(), fields.next());
        let (depth, package) = depth.zip(package).with_context(|| format!("cargo's tree says `{line}`"))?;
        let (name, version) = package.split_once(" v").with_context(|| format!("`{package}` has no version"))?;
        let version = version.split(' ').next().unwrap_or_default();
        let url = format!("pkg:cargo/{name}@{version}");
        above.truncate(depth.parse()?);
        if let Some(material) = above.last().and_then(|parent| materials.get_mut(parent)) {
            material.wants.insert(url.clone());
        }
        above.push(url.clone());
        let material = materials.entry(url).or_default();
        (material.name, material.version) = (name, version);
        material.license = expression(license.unwrap_or_default());
    }
    Ok(materials)
}

/// A license as SPDX has it; old crates write a slash for `OR`, and cargo a star behind what it has told before.
fn expression(license: &str) -> String {
    let choices: Vec<_> = license.trim_end_matches(" (*)").split('/').map(str::trim).collect();
    choices.join(" OR ")
}

fn bill(materials: &BTreeMap<String, Material>, lock: &str, rust: &str) -> Result<Value> {
    let is_ours = |material: &Material| material.name == "dateline";
    let ours = materials.iter().find(|(_, material)| is_ours(material)).context("cargo's tree lacks dateline")?;
    let others = materials.iter().filter(|(_, material)| !is_ours(material));
    let mut components: Vec<_> = others.map(|(url, material)| component(url, material, lock)).collect();
    let url = format!("pkg:github/rust-lang/rust@{rust}");
    let std = Material { name: "std", version: rust, license: "MIT OR Apache-2.0".to_owned(), ..Material::default() };
    components.push(component(&url, &std, lock));
    let dependencies: Vec<_> =
        materials.iter().map(|(url, material)| json!({ "ref": url, "dependsOn": material.wants })).collect();
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(ours.0, ours.1, lock) },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(url: &str, material: &Material, lock: &str) -> Value {
    let Material { name, version, license, .. } = material;
    let mut component = json!({
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "licenses": [{ "expression": license }],
        "purl": url,
    });
    if let Some(checksum) = checksum(lock, name, version) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if *name == "yew" {
        component["pedigree"] = json!({ "patches": [{ "type": "unofficial" }], "notes": LEAN });
    }
    component
}

/// The hash of a crate as it was published.
fn checksum<'t>(lock: &'t str, name: &str, version: &str) -> Option<&'t str> {
    let heading = format!("\nname = \"{name}\"\nversion = \"{version}\"\n");
    let (_, rest) = lock.split_once(&heading)?;
    let package = rest.split("[[package]]").next()?;
    package.split_once("\nchecksum = \"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0;dateline v0.1.0 (/a/clone);MIT OR Apache-2.0\n1;rlsf v0.2.3;MIT/Apache-2.0\n\
        2;cfg-if v1.0.5;MIT\n1;yew v0.23.0;MIT\n2;rlsf v0.2.3;MIT/Apache-2.0 (*)\n";
    const LOCK: &str = "[[package]]\nname = \"rlsf\"\nversion = \"0.2.3\"\nsource = \"x\"\nchecksum = \"abc\"\n\n\
        [[package]]\nname = \"yew\"\nversion = \"0.23.0\"\nchecksum = \"def\"\n";

    fn small() -> Value {
        let materials = materials(TREE).expect("it is a tree of cargo's");
        bill(&materials, LOCK, "1.96.0").expect("it has dateline in it")
    }

    #[test]
    fn every_crate_is_listed_once_and_below_those_that_want_it() {
        let bill = small();
        let names: Vec<_> = bill["components"].as_array().into_iter().flatten().map(|one| &one["name"]).collect();
        assert_eq!(names, ["cfg-if", "rlsf", "yew", "std"]);
        assert_eq!(bill["metadata"]["component"]["purl"], "pkg:cargo/dateline@0.1.0");
        let wants: Vec<_> =
            bill["dependencies"].as_array().into_iter().flatten().map(|one| &one["dependsOn"]).collect();
        let (cfg_if, rlsf, yew) = ("pkg:cargo/cfg-if@1.0.5", "pkg:cargo/rlsf@0.2.3", "pkg:cargo/yew@0.23.0");
        assert_eq!(wants, [&json!([]), &json!([rlsf, yew]), &json!([cfg_if]), &json!([rlsf])]);
    }

    #[test]
    fn a_crate_has_its_license_and_the_hash_that_it_was_published_with() {
        let bill = small();
        let rlsf = &bill["components"][1];
        assert_eq!(rlsf["licenses"], json!([{ "expression": "MIT OR Apache-2.0" }]));
        assert_eq!(rlsf["hashes"], json!([{ "alg": "SHA-256", "content": "abc" }]));
        assert_eq!(bill["components"][0]["hashes"], Value::Null);
        assert_eq!(bill["components"][2]["pedigree"]["notes"], LEAN);
    }

    #[test]
    fn no_folder_is_told() {
        let bill = small().to_string();
        assert!(!bill.contains("/a/clone"), "{bill}");
    }
}
