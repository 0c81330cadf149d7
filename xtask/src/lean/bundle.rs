//! What a component has put into the page, and how the next markup takes its place: from the last child to the first,
//! as in Yew, and each in the place of the one before it.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use crate::virtual_dom::{AttrValue, Attributes, VNode, VTag, VText};

#[wasm_bindgen]
extern "C" {
    /// The node that stands in `parent` before `next`: text that reads `name`, or an element of that name; made, or
    /// taken from what is there already (`start.js`).
    fn make(parent: &Element, next: Option<&Node>, name: &str, is_text: bool) -> Node;
}

pub(crate) enum Bundle {
    Tag(Box<Tag>),
    Text(AttrValue, Node),
    /// From the last to the first.
    List(Vec<Bundle>),
}

pub(crate) struct Tag {
    name: AttrValue,
    attributes: Attributes,
    element: Element,
    children: Bundle,
}

impl Bundle {
    pub(crate) const fn new() -> Self {
        Self::List(Vec::new())
    }

    /// Makes this what `node` says, in `parent` before `next`, which becomes the first node of it.
    pub(crate) fn put(&mut self, node: VNode, parent: &Element, next: &mut Option<Node>) {
        match node {
            VNode::VTag(tag) => self.put_tag(*tag, parent, next),
            VNode::VText(text) => self.put_text(text, parent, next),
            VNode::VList(list) => self.put_list(list.children, parent, next),
        }
    }

    fn put_tag(&mut self, tag: VTag, parent: &Element, next: &mut Option<Node>) {
        let VTag { tag: name, children, mut attributes, node_ref } = tag;
        // They stay as long as the element does.
        attributes.shrink_to_fit();
        if !matches!(self, Self::Tag(old) if old.name == name) {
            let element: Element = make(parent, next.as_ref(), &name, false).unchecked_into();
            apply(&attributes, &element, &Attributes::new());
            insert(parent, &element, next);
            self.replace(Self::Tag(Box::new(Tag { name, attributes, element, children: Self::new() })), parent);
        } else if let Self::Tag(old) = self {
            apply(&attributes, &old.element, &old.attributes);
            old.attributes = attributes;
        }
        let Self::Tag(new) = self else { unreachable!() };
        new.children.put_list(children, &new.element, &mut None);
        node_ref.set(&new.element);
        *next = Some(new.element.clone().into());
    }

    fn put_text(&mut self, VText { text }: VText, parent: &Element, next: &mut Option<Node>) {
        match self {
            Self::Text(old, node) => {
                if *old != text {
                    node.set_node_value(Some(&text));
                    *old = text;
                }
                *next = Some(node.clone());
            }
            _ => {
                let node = make(parent, next.as_ref(), &text, true);
                insert(parent, &node, next);
                *next = Some(node.clone());
                self.replace(Self::Text(text, node), parent);
            }
        }
    }

    fn put_list(&mut self, nodes: Vec<VNode>, parent: &Element, next: &mut Option<Node>) {
        if !matches!(self, Self::List(_)) {
            let only = std::mem::replace(self, Self::new());
            *self = Self::List(vec![only]);
        }
        let Self::List(list) = self else { unreachable!() };
        while list.len() > nodes.len() {
            list.pop().unwrap().detach(parent);
        }
        list.reserve_exact(nodes.len() - list.len());
        for (at, node) in nodes.into_iter().rev().enumerate() {
            if at == list.len() {
                list.push(Self::new());
            }
            list[at].put(node, parent, next);
        }
    }

    fn replace(&mut self, new: Self, parent: &Element) {
        std::mem::replace(self, new).detach(parent);
    }

    /// Takes this out of `parent`.
    pub(crate) fn detach(self, parent: &Element) {
        let gone: Node = match self {
            Self::Tag(tag) => tag.element.into(),
            Self::Text(_, node) => node,
            Self::List(list) => return list.into_iter().for_each(|one| one.detach(parent)),
        };
        // Somebody else may have moved it.
        let _ = parent.remove_child(&gone);
    }
}

fn insert(parent: &Element, node: &Node, next: &Option<Node>) {
    parent.insert_before(node, next.as_ref()).expect("a place for it");
}

/// Makes the attributes of `element`, which are `old`, those that are `new`.
fn apply(new: &Attributes, element: &Element, old: &Attributes) {
    for (key, value) in new {
        if !old.iter().any(|(other, old)| other == key && old == value) {
            element.set_attribute(key, value).expect("a name of ours");
        }
    }
    for (key, _) in old {
        if !new.iter().any(|(other, _)| other == key) {
            element.remove_attribute(key).expect("a name of ours");
        }
    }
}
