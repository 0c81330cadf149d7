//! Markup that is no more than said: elements, text and lists. What `view` returns is rendered, and never copied.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Element;

/// As in Yew.
pub type AttrValue = implicit_clone::unsync::IString;

/// Nothing has a key.
pub enum Key {}

pub enum VNode {
    VTag(Box<VTag>),
    VText(VText),
    VList(VList),
}

impl Default for VNode {
    fn default() -> Self {
        Self::VList(VList::default())
    }
}

impl Clone for VNode {
    /// Only the children that a Yew app gives are ever copied, and a page gives none.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl From<VTag> for VNode {
    fn from(tag: VTag) -> Self {
        Self::VTag(Box::new(tag))
    }
}

impl From<VText> for VNode {
    fn from(text: VText) -> Self {
        Self::VText(text)
    }
}

impl From<VList> for VNode {
    fn from(list: VList) -> Self {
        Self::VList(list)
    }
}

pub struct VTag {
    pub(crate) tag: AttrValue,
    pub(crate) children: Vec<VNode>,
    pub(crate) attributes: Attributes,
    pub node_ref: NodeRef,
}

impl VTag {
    pub fn new(tag: &'static str) -> Self {
        let tag = AttrValue::Static(tag);
        Self { tag, children: Vec::new(), attributes: Vec::new(), node_ref: NodeRef(None) }
    }

    /// Each is added but once.
    pub fn add_attribute(&mut self, key: &'static str, value: AttrValue) {
        self.attributes.push((key, value));
    }

    pub fn add_children(&mut self, children: Vec<VNode>) {
        self.children = children;
    }
}

pub struct VText {
    pub(crate) text: AttrValue,
}

impl VText {
    pub fn new(text: AttrValue) -> Self {
        Self { text }
    }
}

#[derive(Default)]
pub struct VList {
    pub(crate) children: Vec<VNode>,
}

impl VList {
    pub fn with_children(children: Vec<VNode>, _: Option<Key>) -> Self {
        Self { children }
    }
}

impl Deref for VList {
    type Target = Vec<VNode>;

    fn deref(&self) -> &Self::Target {
        &self.children
    }
}

/// The attributes of an element, few as they are.
pub(crate) type Attributes = Vec<(&'static str, AttrValue)>;

/// Where a component finds an element of its own.
#[derive(Clone)]
pub struct NodeRef(Option<Rc<RefCell<Option<Element>>>>);

impl Default for NodeRef {
    fn default() -> Self {
        Self(Some(Rc::default()))
    }
}

impl NodeRef {
    pub fn cast<T: JsCast>(&self) -> Option<T> {
        self.0.as_ref()?.borrow().clone().map(JsCast::unchecked_into)
    }

    pub(crate) fn set(&self, element: &Element) {
        if let Self(Some(place)) = self {
            place.replace(Some(element.clone()));
        }
    }
}
