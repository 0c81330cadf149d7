//! Addresses that are safe to follow.

use super::Text;
use super::search::{parted, until};

/// An absolute URL whose scheme is `http`, `https`, `mailto` or `tel`, and that carries no password.
///
/// It can only be made from a URL that a URL parser has already normalized,
/// so that no tab, newline or letter case hides another scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink(Text);

impl WebLink {
    /// Takes a normalized, absolute URL, unless a reader should not be sent there.
    #[must_use]
    pub fn new(normalized: &str) -> Option<Self> {
        let (scheme, rest) = parted(normalized, b':')?;
        let is_safe = match scheme {
            "http" | "https" => !authority(rest)?.as_bytes().contains(&b'@'),
            "mailto" | "tel" => !rest.is_empty(),
            _ => false,
        };
        is_safe.then(|| Self(normalized.into()))
    }

    /// The URL's text.
    #[must_use]
    pub fn href(&self) -> &Text {
        &self.0
    }

    /// Whether the link leads to a page rather than to a mail or telephone program.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.starts_with("http")
    }

    /// The host name and port, for a link that leads to a page: `example.org`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        if self.is_page() { authority(parted(&self.0, b':')?.1) } else { None }
    }
}

/// What stands between `//` and the path.
fn authority(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("//")?;
    Some(&rest[..until(rest, "/?#")])
}

#[cfg(test)]
mod tests {
    use super::WebLink;

    #[test]
    fn only_harmless_schemes_make_links() {
        for href in ["https://a.example/", "http://a.example/b?c#d", "mailto:a@b.example", "tel:+1"] {
            assert!(WebLink::new(href).is_some(), "{href}");
        }
        for href in ["javascript:alert(1)", "data:text/html,x", "https://u:p@a.example/", "/a", ""] {
            assert!(WebLink::new(href).is_none(), "{href}");
        }
    }
}
