//! Makes a copy of Yew for the release that keeps its few entries in lists, where Yew has hash maps and trees,
//! that clones no markup, for what the widget renders, it renders once, and that takes over nodes that are there already.
//!
//! It changes only text that it knows to the letter: another Yew fails the build.
//! Everything else, Yew apps and tests among it, is built with Yew as it is published.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bundle::{read_text, write};
use crate::process;

/// What comes in the place of the standard library's collections.
const LISTS: &str = include_str!("lean/lists.rs");

/// What comes in the place of the document's ways to make nodes.
const NODES: &str = include_str!("lean/nodes.rs");

/// Which file says what, and what it is to say.
const EDITS: [(&str, &str, &str); 21] = [
    ("lib.rs", "pub mod virtual_dom;\n", "pub mod virtual_dom;\nmod lists;\nmod nodes;\n"),
    ("scheduler.rs", "use std::collections::BTreeMap;\n", "use crate::lists::BTreeMap;\n"),
    ("dom_bundle/btag/mod.rs", "use std::collections::HashMap;\n", "use crate::lists::HashMap;\n"),
    ("dom_bundle/btag/attributes.rs", "use std::collections::HashMap;\n", "use crate::lists::HashMap;\n"),
    ("dom_bundle/subtree_root.rs", "use std::collections::HashSet;\n", "use crate::lists::HashSet;\n"),
    ("utils/mod.rs", ".unwrap_or_else(|rc| (*rc).clone())", ".unwrap_or_else(|_| unreachable!())"),
    ("virtual_dom/vlist.rs", "return Rc::make_mut(m)", "return Rc::get_mut(m).unwrap()"),
    ("virtual_dom/vnode.rs", "return Rc::make_mut(m)", "return Rc::get_mut(m).unwrap()"),
    // Nothing but elements, text and lists is rendered, so that the arms behind these are never reached.
    (
        "dom_bundle/bnode.rs",
        "            VNode::VTag(vtag) => {\n                let (node_ref, tag) =",
        "            VNode::VComp(_) | VNode::VRef(_) | VNode::VPortal(_) | VNode::VSuspense(_) | VNode::VRaw(_) => unreachable!(),\n            \
         VNode::VTag(vtag) => {\n                let (node_ref, tag) =",
    ),
    (
        "dom_bundle/bnode.rs",
        "            VNode::VTag(vtag) => RcExt::unwrap_or_clone(vtag).reconcile_node(",
        "            VNode::VComp(_) | VNode::VRef(_) | VNode::VPortal(_) | VNode::VSuspense(_) | VNode::VRaw(_) => unreachable!(),\n            \
         VNode::VTag(vtag) => RcExt::unwrap_or_clone(vtag).reconcile_node(",
    ),
    (
        "dom_bundle/bnode.rs",
        "            Self::Tag(vtag) => vtag.detach(root, parent, parent_to_detach),",
        "            Self::Comp(_) | Self::Ref(_) | Self::Portal(_) | Self::Suspense(_) | Self::Raw(_) => unreachable!(),\n            \
         Self::Tag(vtag) => vtag.detach(root, parent, parent_to_detach),",
    ),
    // Nothing has a key.
    (
        "virtual_dom/vlist.rs",
        "    pub(crate) fn fully_keyed(&self) -> bool {\n",
        "    pub(crate) fn fully_keyed(&self) -> bool {\n        return false;\n",
    ),
    // Nobody listens by Yew.
    (
        "dom_bundle/subtree_root.rs",
        "    fn add_subtree(&mut self, subtree: &Rc<SubtreeData>) {\n",
        "    fn add_subtree(&mut self, subtree: &Rc<SubtreeData>) {\n        return;\n",
    ),
    // A node is made for its place, where one may be already; the widget's elements name no namespace.
    (
        "dom_bundle/position.rs",
        "    fn with_next_sibling<R>(&self, f: impl FnOnce(Option<&Node>) -> R) -> R {\n        match &self.variant {",
        "    pub(super) fn with_next_sibling<R>(&self, f: impl FnOnce(Option<&Node>) -> R) -> R {\n        match &self.variant {",
    ),
    ("dom_bundle/btag/mod.rs", "self.create_element(parent);\n", "self.create_element(parent, &slot);\n"),
    (
        "dom_bundle/btag/mod.rs",
        "    fn create_element(&self, parent: &Element) -> Element {\n",
        "    fn create_element(&self, parent: &Element, slot: &DomSlot) -> Element {\n        \
         let made = slot.with_next_sibling(|next| crate::nodes::make(parent, next, self.tag(), false));\n        \
         return made.unchecked_into();\n",
    ),
    (
        "dom_bundle/btext.rs",
        "let text_node = document().create_text_node(&text);\n        slot.insert",
        "let text_node = slot.with_next_sibling(|next| crate::nodes::make(parent, next, &text, true));\n        \
         let text_node = wasm_bindgen::JsCast::unchecked_into::<TextNode>(text_node);\n        slot.insert",
    ),
    // Nor is what stands there taken away.
    ("app_handle.rs", "        clear_element(&host);\n        let app", "        let app"),
    // What these edits leave behind is dead.
    ("lib.rs", "#![allow(clippy::needless_doctest_main)]\n", "#![allow(warnings)]\n"),
    // The widget's elements have attributes of one shape, or none at all.
    (
        "dom_bundle/btag/attributes.rs",
        "Static(arr) => (*arr).iter().map(|(k, v)| (*k, v)).collect(),",
        "Static(_) => HashMap::default(),",
    ),
    (
        "dom_bundle/btag/attributes.rs",
        "IndexMap(m) => m.iter().map(|(k, v)| (k.as_ref(), v)).collect(),",
        "IndexMap(_) => unreachable!(),",
    ),
];

/// Puts the lean Yew into the build folder of the clone at `source`, and returns where it is.
///
/// There, its path is the same in every clone, seen from the clone: the compiler's names depend on it.
pub(crate) fn yew(source: &Path) -> Result<PathBuf> {
    let published = published(source)?;
    let lean = source.join("target/lean/yew");
    copy(&published.join("Cargo.toml"), &lean.join("Cargo.toml"))?;
    copy_folder(&published.join("src"), &lean.join("src"))?;
    update(&lean.join("src/lists.rs"), LISTS)?;
    update(&lean.join("src/nodes.rs"), NODES)?;
    Ok(lean)
}

/// The folder of Yew's published source.
fn published(source: &Path) -> Result<PathBuf> {
    let mut cargo = process::command("cargo");
    cargo
        .current_dir(source)
        .args("metadata --format-version 1 --locked --filter-platform wasm32-unknown-unknown".split(' '));
    let metadata: Value = serde_json::from_str(&process::read(&mut cargo)?).context("cargo's metadata are no JSON")?;
    let packages = metadata["packages"].as_array().context("cargo lists no packages")?;
    let yew = packages.iter().find(|package| package["name"] == "yew").context("Yew is no dependency any more")?;
    let manifest = Path::new(yew["manifest_path"].as_str().context("cargo knows no place of Yew's source")?);
    Ok(manifest.parent().context("a manifest lies in a folder")?.to_owned())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy_folder(&from, &to)? } else { copy(&from, &to)? }
    }
    Ok(())
}

/// Copies a file, edited if it is one of those.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.extension().is_none_or(|extension| extension != "rs" && extension != "toml") {
        return Ok(());
    }
    let mut text = read_text(from)?;
    for (_, old, new) in EDITS.iter().filter(|(file, _, _)| from.ends_with(Path::new("src").join(file))) {
        ensure!(text.matches(old).count() == 1, "{} no longer says `{}`", from.display(), old.trim_end());
        text = text.replace(old, new);
    }
    update(to, &text)
}

/// Writes a file only where it says something else: cargo goes by its date.
fn update(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    write(path, text)
}
