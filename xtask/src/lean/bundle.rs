//! What a component has put into the page, and how the next markup takes its place: from the last child to the first,
//! as in Yew, and each in the place of the one before it.
//!
//! Of each node a digest is kept, not what was said of it: that is all it takes to tell whether it says the same.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use crate::virtual_dom::{VNode, VTag};

#[wasm_bindgen]
extern "C" {
    /// The element that stands in `parent` before `next`, made or taken from what is there already (`start.js`).
    /// `said` is its name, and each attribute's name and value, all between NULs; `words` is what stands in it, where
    /// that is text alone.
    #[wasm_bindgen(js_name = makeElement)]
    fn make_element(parent: &Node, next: Option<&Node>, said: &str, words: Option<&str>) -> Node;
    /// The text that stands in `parent` before `next`, made or taken likewise.
    #[wasm_bindgen(js_name = makeText)]
    fn make_text(parent: &Node, next: Option<&Node>, words: &str) -> Node;
    /// Puts what was made into `parent` before `next`.
    fn put(parent: &Node, node: &Node, next: Option<&Node>);
    /// Has an element of ours say something else.
    #[wasm_bindgen(js_name = changeElement)]
    fn change_element(element: &Node, said: &str, words: Option<&str>);
}

/// Each node that was put, before what stands in it; children and lists from the last to the first.
pub(crate) struct Bundle(Vec<Kept>);

/// What is kept of a node, or of a list.
struct Kept {
    /// None of a list.
    node: Node,
    kind: u32,
    /// How many of these are about the node and what stands in it.
    length: u32,
    /// By halves, which need less room than a whole.
    digest: [u32; 2],
}

/// Kinds that are no element's.
const LIST: u32 = 0;
const TEXT: u32 = 1;

impl Bundle {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Makes this what `node` says, alone in `parent`.
    pub(crate) fn put(&mut self, node: VNode, parent: &Element) {
        let mut old = std::mem::take(&mut self.0);
        self.0.reserve(old.len());
        self.put_node(node, &mut old, parent, &mut None);
        self.0.shrink_to_fit();
    }

    /// Puts `node` into `parent` in the place of `old`, before the node that is kept at `next`.
    fn put_node(&mut self, node: VNode, old: &mut [Kept], parent: &Node, next: &mut Option<usize>) {
        match node {
            VNode::VTag(tag) => self.put_tag(*tag, old, parent, next),
            VNode::VText(text) => self.put_text(&text.text, old, parent, next),
            VNode::VList(list) => {
                let at = self.keep(none(), LIST, [0; 2]);
                let old = if is(old, LIST) { &mut old[1..] } else { old };
                self.put_all(list.children, old, parent, next);
                self.close(at);
            }
        }
    }

    fn put_tag(&mut self, tag: VTag, old: &mut [Kept], parent: &Node, next: &mut Option<usize>) {
        let mut said = String::from(&*tag.tag);
        for (name, value) in &tag.attributes {
            said.push('\0');
            said.push_str(name);
            said.push('\0');
            // Where a value ends is for us to say; with a NUL in it, it ends there.
            said.push_str(&value[..value.bytes().position(|byte| byte == 0).unwrap_or(value.len())]);
        }
        let words = match &tag.children[..] {
            [VNode::VText(only)] => Some(&*only.text),
            _ => None,
        };
        // With whatever attributes, an element of this name can say it.
        let [kind, _] = digest(&tag.tag, None);
        let digest = digest(&said, words);
        let mut within = &mut [][..];
        let mut gone = &mut [][..];
        let is_there = is(old, kind);
        let element = if is_there {
            let (this, rest) = old.split_at_mut(1);
            if this[0].digest != digest {
                // Words of its own give way to nodes.
                let nothing = rest.is_empty().then_some("");
                change_element(&this[0].node, &said, words.or(nothing));
            }
            within = rest;
            std::mem::replace(&mut this[0].node, none())
        } else {
            gone = old;
            make_element(parent, self.node(*next), &said, words)
        };
        let at = self.keep(none(), kind, digest);
        if words.is_none() {
            self.put_all(tag.children, within, &element, &mut None);
        }
        if !is_there {
            // A crash before this leaves no half of it in the page.
            put(parent, &element, self.node(*next));
        }
        tag.node_ref.set(element.unchecked_ref());
        self.0[at].node = element;
        self.close(at);
        remove(gone);
        *next = Some(at);
    }

    fn put_text(&mut self, words: &str, old: &mut [Kept], parent: &Node, next: &mut Option<usize>) {
        let digest = digest(words, None);
        let node = if is(old, TEXT) {
            let old = &mut old[0];
            if old.digest != digest {
                old.node.set_node_value(Some(words));
            }
            std::mem::replace(&mut old.node, none())
        } else {
            let node = make_text(parent, self.node(*next), words);
            put(parent, &node, self.node(*next));
            remove(old);
            node
        };
        *next = Some(self.keep(node, TEXT, digest));
    }

    /// Puts `nodes` in the place of `old` ones, from the last to the first.
    fn put_all(&mut self, nodes: Vec<VNode>, old: &mut [Kept], parent: &Node, next: &mut Option<usize>) {
        let mut rest = old;
        for node in nodes.into_iter().rev() {
            let length = rest.first().map_or(0, |kept| kept.length as usize);
            let (this, others) = rest.split_at_mut(length);
            self.put_node(node, this, parent, next);
            rest = others;
        }
        remove(rest);
    }

    /// Notes a node, and returns where; it is alone until it is closed.
    fn keep(&mut self, node: Node, kind: u32, digest: [u32; 2]) -> usize {
        self.0.push(Kept { node, kind, length: 1, digest });
        self.0.len() - 1
    }

    /// Notes that all that has been put since stands in the node that is kept at `at`.
    fn close(&mut self, at: usize) {
        self.0[at].length = (self.0.len() - at) as u32;
    }

    fn node(&self, at: Option<usize>) -> Option<&Node> {
        at.map(|at| &self.0[at].node)
    }

    /// Takes all of it out of the page.
    pub(crate) fn detach(self) {
        remove(&self.0);
    }
}

/// No node.
fn none() -> Node {
    JsValue::UNDEFINED.unchecked_into()
}

/// Whether what is kept begins with something of this kind.
fn is(kept: &[Kept], kind: u32) -> bool {
    kept.first().is_some_and(|kept| kept.kind == kind)
}

/// Takes nodes out of the page, wherever somebody else may have moved them.
fn remove(mut kept: &[Kept]) {
    while let [first, ..] = kept {
        let mut length = 1;
        if first.kind != LIST {
            first.node.unchecked_ref::<Element>().remove();
            length = first.length as usize;
        }
        kept = &kept[length..];
    }
}

/// What tells texts apart (FNV-1a, 64 bits).
fn digest(said: &str, words: Option<&str>) -> [u32; 2] {
    let mut digest = followed(0xcbf2_9ce4_8422_2325, said);
    if let Some(words) = words {
        digest = followed(!digest, words);
    }
    [digest as u32, (digest >> 32) as u32]
}

fn followed(mut digest: u64, text: &str) -> u64 {
    for byte in text.bytes() {
        digest = (digest ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    digest
}
