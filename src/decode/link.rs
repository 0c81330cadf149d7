//! Addresses as publishers write them, made absolute and checked.
//! The browser's own URL parser does it there, the `url` crate elsewhere: both are the WHATWG standard.

use crate::model::WebLink;
use crate::model::search::{find, parted, until};

/// What relative addresses resolve against; an absolute URL.
#[derive(Clone, Debug)]
pub(crate) struct Base(pub(crate) String);

impl Base {
    /// The address `raw` as a link that is safe to follow.
    pub(crate) fn link(&self, raw: &str) -> Option<WebLink> {
        WebLink::new(&self.resolve(raw)?)
    }

    pub(crate) fn resolve(&self, raw: &str) -> Option<String> {
        self.resolve_plain(raw).or_else(|| self.parse(raw))
    }

    #[cfg(target_arch = "wasm32")]
    fn parse(&self, raw: &str) -> Option<String> {
        web_sys::Url::new_with_base(raw, &self.0).ok().map(|url| url.href())
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn parse(&self, raw: &str) -> Option<String> {
        url::Url::parse(&self.0).ok()?.join(raw).ok().map(String::from)
    }

    /// The address of a path of which a URL parser would change nothing. Of a thousand stories each has one, and would be
    /// asked for at the browser.
    fn resolve_plain(&self, raw: &str) -> Option<String> {
        let (scheme, host) = parted(&self.0, b'/')?;
        let origin = scheme.len() + 2 + until(host.get(1..)?, "/?#");
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~?&=".contains(&byte);
        let is_kept = scheme.starts_with("http") && raw.starts_with('/') && raw.bytes().all(is_plain);
        (is_kept && find(raw, "//").or(find(raw, "/.")).is_none()).then(|| [&self.0[..origin], raw].concat())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Base;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn a_parser_would_change_nothing(
            base in "https?://([a-z.]{1,9}|\\[::1\\]|127\\.0\\.0\\.1)(:81)?(/[a-z./]{0,5})?([?#][a-z/]{0,3})?",
            raw in "/[A-Za-z0-9/._~?&=#%\\\\ -]{0,12}",
        ) {
            let Ok(base) = url::Url::parse(&base) else { return Ok(()) };
            let base = Base(base.into());
            if let Some(resolved) = base.resolve_plain(&raw) {
                prop_assert_eq!(Some(resolved), base.parse(&raw));
            }
        }
    }

    #[test]
    fn plain_addresses_are_told_from_others() {
        let base = Base("https://news.example:81/a/b?c".to_owned());
        assert_eq!(base.resolve_plain("/d/e.html?f=1").as_deref(), Some("https://news.example:81/d/e.html?f=1"));
        for raw in ["d", "//other.example/", "/../d", "/d//e", "/%2e%2e/", "/d e", "/\\d", "https://other.example/", ""]
        {
            assert_eq!(base.resolve_plain(raw), None, "{raw}");
        }
        for base in ["about:srcdoc", "data:/", "file:///a", "blob:https://news.example/1"] {
            assert_eq!(Base(base.to_owned()).resolve_plain("/d"), None, "{base}");
        }
    }
}
