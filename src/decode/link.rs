//! Addresses as publishers write them, made absolute and checked.
//! The browser's own URL parser does it there, the `url` crate elsewhere: both are the WHATWG standard.

use crate::model::WebLink;

/// What relative addresses resolve against; an absolute URL.
#[derive(Clone, Debug)]
pub(crate) struct Base(pub(crate) String);

impl Base {
    /// The address `raw` as a link that is safe to follow.
    pub(crate) fn link(&self, raw: &str) -> Option<WebLink> {
        WebLink::new(&self.resolve(raw)?)
    }

    #[cfg(target_arch = "wasm32")]
    pub(crate) fn resolve(&self, raw: &str) -> Option<String> {
        web_sys::Url::new_with_base(raw, &self.0).ok().map(|url| url.href())
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn resolve(&self, raw: &str) -> Option<String> {
        url::Url::parse(&self.0).ok()?.join(raw).ok().map(String::from)
    }
}
