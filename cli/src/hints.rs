//! What a page will ask for, told to browsers before they find out: as tags, and as HTTP headers.
//! Each is told in the words in which it will be asked for, or it would be loaded twice.

use dateline::model::Image;

use crate::html::escaped;
use crate::origin;
use crate::release::{Release, Styles};
use crate::story::Story;

/// How wide the widget shows a picture where nobody says otherwise: in its column, or on a phone's whole screen.
const SIZES: &str = "(min-width: 700px) 700px, 100vw";

/// What is asked for early, in order, nothing twice.
#[derive(Default)]
pub(crate) struct Hints(Vec<Hint>);

/// One file: where it is, and how it will be asked for.
#[derive(PartialEq)]
struct Hint {
    url: String,
    /// The attributes of a tag, which are also the parameters of a header.
    words: Vec<(&'static str, String)>,
}

/// The page that is to have the hints.
pub(crate) struct Page<'a> {
    /// Its origin, where that is known.
    pub(crate) origin: Option<&'a str>,
    /// How wide pictures stand on it, in the words of the attribute `sizes`.
    pub(crate) sizes: Option<&'a str>,
}

impl Hints {
    /// For a page whose script will ask for the stories at these addresses, those read of them being `stories`.
    pub(crate) fn of_script(release: &Release, addresses: &[String], stories: &[Story], page: &Page<'_>) -> Self {
        let mut hints = Self::default();
        hints.add(release.url("dateline.js"), "script", release.terms("dateline.js"));
        let shown = || stories.iter().filter(|story| story.withheld.is_none());
        let languages = shown().filter_map(|story| release.language_file(story.labels().language()));
        let files = ["dateline.wasm", "dateline.css"].map(str::to_owned).into_iter().chain(languages);
        let lists = shown().flat_map(|story| story.lists.iter().cloned());
        for url in files.map(|file| release.url(&file)).chain(addresses.iter().cloned()).chain(lists) {
            // What the page serves itself is fetched without its cookies, and no hint can say so.
            if origin::of(&url).is_some_and(|origin| Some(&*origin) != page.origin) {
                hints.add(url, "fetch", vec![("crossorigin", "anonymous".to_owned())]);
            }
        }
        hints.add_heroes(shown(), page.sizes.unwrap_or(SIZES));
        hints
    }

    /// For a page with snapshots of these stories.
    pub(crate) fn of_snapshot<'a>(release: &Release, stories: impl IntoIterator<Item = &'a Story>) -> Self {
        let mut hints = Self::default();
        if let Styles::Link = release.styles {
            hints.add(release.url("dateline.css"), "style", release.terms("dateline.css"));
        }
        let shown = stories.into_iter().filter(|story| story.withheld.is_none());
        // A snapshot doesn't know how wide it will stand, and says the same.
        hints.add_heroes(shown, "(min-width: 46em) 44em, 100vw");
        hints
    }

    fn add(&mut self, url: String, kind: &str, terms: Vec<(&'static str, String)>) {
        let mut words = vec![("rel", "preload".to_owned()), ("as", kind.to_owned())];
        words.extend(terms);
        let hint = Hint { url, words };
        if !self.0.contains(&hint) {
            self.0.push(hint);
        }
    }

    fn add_heroes<'a>(&mut self, stories: impl Iterator<Item = &'a Story>, sizes: &str) {
        for hero in stories.filter_map(|story| story.article.image.as_ref()) {
            let mut terms = vec![("fetchpriority", "high".to_owned())];
            if let Some(srcset) = srcset(hero) {
                terms.extend([("imagesrcset", srcset), ("imagesizes", sizes.to_owned())]);
            }
            self.add(hero.url.href().to_string(), "image", terms);
        }
    }

    /// As tags for a page's head, one a line.
    pub(crate) fn tags(&self) -> String {
        let tags = self.0.iter().map(|Hint { url, words }| {
            let address = ("href", url.clone());
            let words = words.iter().take(2).chain([&address]).chain(words.iter().skip(2));
            let words: String = words.map(|(name, value)| format!(r#" {name}="{}""#, escaped(value))).collect();
            format!("<link{words}>\n")
        });
        tags.collect()
    }

    /// As HTTP headers (RFC 8288), one a line.
    pub(crate) fn headers(&self) -> String {
        let headers = self.0.iter().map(|Hint { url, words }| {
            let words: String = words.iter().map(|(name, value)| format!("; {name}={}", parameter(value))).collect();
            format!("Link: <{}>{words}\n", target(url))
        });
        headers.collect()
    }
}

/// All widths of a picture, as the widget names them; nothing where there is but one.
fn srcset(image: &Image) -> Option<String> {
    let main = image.size.map(|(width, _)| (&image.url, width));
    let sources = image.sources.iter().map(|source| (&source.url, source.width)).chain(main);
    // A comma at an address's end would part it from its width.
    let sources = sources.filter(|(url, _)| !url.href().ends_with(','));
    let sources: Vec<_> = sources.map(|(url, width)| format!("{} {width}w", url.href())).collect();
    (!image.sources.is_empty()).then(|| sources.join(", "))
}

/// A value as a header says it: as it stands where it is one word, else between quotes.
fn parameter(value: &str) -> String {
    let is_token = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_token { value.to_owned() } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// An address as it stands in a header: whatever would end it, or is no ASCII, is encoded.
fn target(url: &str) -> String {
    let encoded = url.bytes().map(|byte| match byte {
        b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::{Hints, parameter, target};

    #[test]
    fn nothing_ends_a_header_early() {
        assert_eq!(target("/a b>\r\n;\"ü"), "/a%20b%3E%0D%0A;%22%C3%BC");
        assert_eq!(parameter("anonymous"), "anonymous");
        assert_eq!(parameter(r#"a, "b\""#), r#""a, \"b\\\"""#);
    }

    #[test]
    fn nothing_is_told_twice() {
        let mut hints = Hints::default();
        for url in ["/a", "/b", "/a"] {
            hints.add(url.to_owned(), "fetch", vec![("crossorigin", "anonymous".to_owned())]);
        }
        let header = |url| format!("Link: <{url}>; rel=preload; as=fetch; crossorigin=anonymous\n");
        assert_eq!(hints.headers(), header("/a") + &header("/b"));
    }
}
