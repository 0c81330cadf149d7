//! Addresses, and the origins that they are of.

use url::Url;

/// Takes an absolute http(s) address.
pub(crate) fn address(text: &str) -> Result<String, String> {
    let is_one = of(text).is_some();
    if is_one { Ok(text.to_owned()) } else { Err("give an address that begins with https:// or http://".to_owned()) }
}

/// The origin of an absolute http(s) address: `https://publisher.example`.
pub(crate) fn of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.has_host().then(|| url.origin().ascii_serialization())
}
