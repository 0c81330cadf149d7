//! Yew as far as the widget goes: one component in each root, which renders elements, text and lists of them.
//!
//! What has Yew's names does what it does there. Callbacks and properties are Yew's own files.

extern crate self as yew;

pub mod callback;
mod bundle;
mod component;
mod properties;
mod scheduler;
pub mod virtual_dom;

pub mod html {
    //! Where Yew's macros look for these.

    pub use implicit_clone::ImplicitClone;

    pub use crate::component::{AppHandle, Component, Context, Renderer, Scope};
    pub use crate::properties::*;
    pub use crate::virtual_dom::{NodeRef, VNode as Html};

    /// Only named, by builders of properties that nobody calls.
    pub trait IntoPropValue<T> {
        fn into_prop_value(self) -> T;
    }
}

pub mod prelude {
    //! What a component needs.

    pub use crate::callback::Callback;
    pub use crate::html::{AppHandle, Component, Context, Html, NodeRef, Properties};
    pub use crate::virtual_dom::AttrValue;
}

pub use callback::Callback;
pub use component::{AppHandle, Renderer};
pub use html::{Html, NodeRef};
pub use virtual_dom::AttrValue;
