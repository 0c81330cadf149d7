//! Elements without `html!`: the macro writes some 450 bytes of wasm an element, these calls some 60.
//! It knows neither articles nor words. No attribute can be set but those listed here.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VNode, VTag, VText};

use crate::model::Text;

macro_rules! attributes {
    ($($name:ident $html:literal)*) => {
        /// The attributes that our elements may have.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Attribute { $($name),* }

        const NAMES: &[&str] = &[$($html),*];
    };
}

attributes! {
    Alt "alt" AriaDisabled "aria-disabled" AriaHidden "aria-hidden" AriaLabel "aria-label"
    Class "class" ColSpan "colspan" DataRank "data-rank" DataTheme "data-theme"
    DataUnsized "data-unsized" DataVariant "data-variant" DateTime "datetime" Decoding "decoding" Dir "dir"
    Height "height" Href "href" Lang "lang" Part "part" Rel "rel" Role "role" RowSpan "rowspan" Sizes "sizes"
    Src "src" Srcset "srcset" Start "start" TabIndex "tabindex" Target "target" Type "type" Width "width"
}

/// An element under construction.
pub(super) struct Element(Box<Parts>);

struct Parts {
    tag: VTag,
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<VNode>,
}

/// Begins an element.
#[inline(never)]
pub(super) fn element(name: &'static str) -> Element {
    Element(Box::new(Parts { tag: VTag::new(name), values: Vec::new(), children: Vec::new() }))
}

impl Element {
    /// Sets an attribute.
    #[inline(never)]
    pub(super) fn with(mut self, attribute: Attribute, value: AttrValue) -> Self {
        let values = &mut self.0.values;
        if values.is_empty() {
            values.resize_with(NAMES.len(), || None);
        }
        values[attribute as usize] = Some(AttributeOrProperty::Attribute(value));
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
        self.with(attribute, value.to_string().into())
    }

    /// Names the element for `::part()`.
    #[inline(never)]
    pub(super) fn part(self, name: &'static str) -> Self {
        self.with_static(Attribute::Part, name)
    }

    /// Names the element for our own styles.
    #[inline(never)]
    pub(super) fn class(self, name: &'static str) -> Self {
        self.with_static(Attribute::Class, name)
    }

    /// Lets the page find the mounted element.
    pub(super) fn known_as(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    /// Adds a child.
    #[inline(never)]
    pub(super) fn child(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds a child, if there is one.
    #[inline(never)]
    pub(super) fn maybe(self, child: Option<Html>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds children.
    #[inline(never)]
    pub(super) fn children(mut self, mut children: Vec<Html>) -> Self {
        self.0.children.append(&mut children);
        self
    }

    /// Adds text of the article.
    #[inline(never)]
    pub(super) fn text(self, text: &Text) -> Self {
        self.words(AttrValue::Rc(text.clone()))
    }

    /// Adds text.
    #[inline(never)]
    pub(super) fn words(self, words: AttrValue) -> Self {
        self.child(VText::new(words).into())
    }

    /// The finished element.
    #[inline(never)]
    pub(super) fn html(self) -> Html {
        let Parts { mut tag, values, children } = *self.0;
        if !values.is_empty() {
            tag.set_attributes(Attributes::Dynamic { keys: NAMES, values: values.into() });
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
