//! Elements without `html!`: the macro writes some 450 bytes of wasm an element, these calls some 60.
//! It knows neither articles nor words. No attribute can be set but those listed here.

use yew::prelude::*;
use yew::virtual_dom::{VList, VNode, VTag, VText};

use crate::digits::digits;
use crate::model::Text;
use crate::model::search::{parted, parts};

macro_rules! attributes {
    ($($name:ident $html:literal)*; $($fixed:literal)*) => {
        /// The attributes that hold what isn't fixed.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Attribute { $($name),* }

        /// The attributes that our elements may have.
        const NAMES: &[&str] = &[$($html,)* $($fixed),*];
    };
}

attributes! {
    Action "action" Alt "alt" AriaLabel "aria-label" Class "class" ColSpan "colspan" D "d" DataAct "data-act" DataRank "data-rank"
    DataState "data-state" DataTheme "data-theme" DataVariant "data-variant" DateTime "datetime" Dir "dir"
    Height "height" Href "href" Hreflang "hreflang" Lang "lang" Name "name" Part "part" Poster "poster" Rel
    "rel" RowSpan "rowspan" Sizes "sizes" Src "src" Srcset "srcset" Start "start" Target "target" ViewBox "viewBox" Width "width";
    "aria-disabled" "aria-expanded" "aria-hidden" "aria-invalid" "autocomplete" "controls" "data-end"
    "data-rails" "data-scheme" "data-unsized" "decoding" "fetchpriority" "loading" "method" "playsinline" "preload" "required" "role"
    "tabindex" "type"
}

/// An element under construction.
pub(crate) struct Element(Box<Parts>);

struct Parts {
    tag: VTag,
    /// By their places in [`NAMES`], in this order.
    values: Vec<(usize, AttrValue)>,
    children: Vec<VNode>,
    is_empty: bool,
}

/// Begins an element, named and given fixed attributes as in `input type=email required`.
#[inline(never)]
pub(crate) fn element(spec: &'static str) -> Element {
    let (name, attributes) = parted(spec, b' ').unwrap_or((spec, ""));
    let element =
        Element(Box::new(Parts { tag: VTag::new(name), values: Vec::new(), children: Vec::new(), is_empty: true }));
    element.and(attributes)
}

impl Element {
    /// Sets fixed attributes, as in `part=story rel=noopener`.
    #[inline(never)]
    pub(super) fn and(mut self, attributes: &'static str) -> Self {
        for word in parts(attributes, b' ').filter(|word| !word.is_empty()) {
            let (name, value) = parted(word, b'=').unwrap_or((word, ""));
            let attribute = NAMES.iter().position(|known| *known == name);
            debug_assert!(attribute.is_some(), "{name} is none of our attributes");
            if let Some(attribute) = attribute {
                self = self.set(attribute, AttrValue::Static(value));
            }
        }
        self
    }

    /// Sets an attribute.
    pub(super) fn with(self, attribute: Attribute, value: AttrValue) -> Self {
        self.set(attribute as usize, value)
    }

    #[inline(never)]
    fn set(mut self, attribute: usize, value: AttrValue) -> Self {
        let values = &mut self.0.values;
        let at = values.iter().position(|(other, _)| *other >= attribute).unwrap_or(values.len());
        if values.get(at).is_some_and(|(other, _)| *other == attribute) {
            values[at].1 = value;
        } else {
            values.insert(at, (attribute, value));
        }
        self
    }

    /// Sets an attribute to words of our own.
    #[inline(never)]
    pub(super) fn with_static(self, attribute: Attribute, value: &'static str) -> Self {
        self.with(attribute, AttrValue::Static(value))
    }

    /// Sets an attribute to text of the article.
    #[inline(never)]
    pub(super) fn with_text(self, attribute: Attribute, value: &Text) -> Self {
        self.with(attribute, AttrValue::Rc(value.clone()))
    }

    /// Sets an attribute to a number.
    #[inline(never)]
    pub(super) fn with_number(self, attribute: Attribute, value: u32) -> Self {
        self.with(attribute, digits(value).into())
    }

    /// Names the element for `::part()`.
    #[inline(never)]
    pub(super) fn part(self, name: &'static str) -> Self {
        self.with_static(Attribute::Part, name)
    }

    /// Lets the page find the mounted element.
    pub(super) fn known_as(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    /// Adds a child.
    #[inline(never)]
    pub(crate) fn child(self, child: Element) -> Self {
        self.node(child.html())
    }

    fn node(mut self, node: VNode) -> Self {
        self.0.children.push(node);
        self.0.is_empty = false;
        self
    }

    /// Adds a child, if there is one, and else keeps its place.
    ///
    /// Yew tells children apart by their places, from the last to the first: where one came or went, those before it
    /// would be made anew, and lose the focus.
    #[inline(never)]
    pub(crate) fn maybe(mut self, child: Option<Element>) -> Self {
        match child {
            Some(child) => return self.child(child),
            None => self.0.children.push(VNode::default()),
        }
        self
    }

    /// Parts the children that are painted first from the rest, so that their places stay when the rest comes.
    #[inline(never)]
    pub(super) fn parted(mut self) -> Self {
        let children = &mut self.0.children;
        let rest = children.split_off(children.len().min(super::FIRST));
        let first = std::mem::take(children);
        *children = vec![all(first), all(rest)];
        self
    }

    /// The element, unless nothing stands in it.
    #[inline(never)]
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.0.is_empty).then_some(self)
    }

    /// Adds text of the article.
    #[inline(never)]
    pub(super) fn text(self, text: &Text) -> Self {
        self.words(AttrValue::Rc(text.clone()))
    }

    /// Adds text.
    #[inline(never)]
    pub(super) fn words(self, words: AttrValue) -> Self {
        self.node(VText::new(words).into())
    }

    /// The finished element.
    #[inline(never)]
    pub(crate) fn html(self) -> Html {
        let Parts { mut tag, values, children, .. } = *self.0;
        for (attribute, value) in values {
            tag.add_attribute(NAMES[attribute], value);
        }
        tag.add_children(children);
        tag.into()
    }
}

/// Several nodes as one.
#[inline(never)]
pub(crate) fn all(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}
