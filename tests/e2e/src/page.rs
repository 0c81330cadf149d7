//! A host page: somebody's page with the recorder in it and the widget somewhere.
//!
//! It makes markup; it neither serves nor opens it.

/// The nonce of all scripts that a page trusts.
pub const NONCE: &str = "c2VsZG9tIHRoZSBzYW1l";

/// The cookie that every page comes with, so that a request which carries cookies carries one.
pub const COOKIE: &str = "reader=42";

/// What a page says itself inside its element.
pub const FALLBACK: &str = "<p>The page’s own words.</p>";

const RECORDER: &str = include_str!("recorder.js");

/// A page to open.
#[derive(Clone, Debug, Default)]
pub struct Page {
    head: String,
    body: String,
    policy: Option<String>,
    link: Option<String>,
    lang: Option<String>,
}

impl Page {
    /// A page with that body.
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    /// More markup for the head, after the recorder.
    #[must_use]
    pub fn head(mut self, markup: impl Into<String>) -> Self {
        self.head = markup.into();
        self
    }

    /// A content security policy, sent as a header.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// What the page has to do with others, sent as a header.
    #[must_use]
    pub fn link(mut self, link: impl Into<String>) -> Self {
        self.link = Some(link.into());
        self
    }

    /// The language of the page; English when none is set.
    #[must_use]
    pub fn lang(mut self, lang: &str) -> Self {
        self.lang = Some(lang.into());
        self
    }

    pub(crate) fn markup(&self) -> String {
        let Self { head, body, .. } = self;
        let lang = self.lang.as_deref().unwrap_or("en");
        format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>Host page</title>\
             <script nonce=\"{NONCE}\">{RECORDER}</script>\n{head}</head>\n<body>{body}</body></html>"
        )
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let policy = self.policy.as_deref().map(|policy| ("content-security-policy", policy));
        let link = self.link.as_deref().map(|link| ("link", link));
        policy.into_iter().chain(link).chain([("set-cookie", COOKIE)])
    }
}

/// A page that isn't ours, with the recorder in it.
pub fn with_recorder(markup: &str) -> String {
    markup.replacen("<head>", &format!("<head><script>{RECORDER}</script>"), 1)
}

impl From<&str> for Page {
    fn from(body: &str) -> Self {
        Self::new(body)
    }
}

impl From<String> for Page {
    fn from(body: String) -> Self {
        Self::new(body)
    }
}

/// A script of the host page.
pub fn script(code: &str) -> String {
    format!("<script nonce=\"{NONCE}\">{code}</script>")
}

/// The widget's script tag, with further attributes.
pub fn script_tag(url: &str, attributes: &str) -> String {
    format!("<script nonce=\"{NONCE}\" async src=\"{url}\" {attributes}></script>")
}

/// The widget's element, with the page's own words inside.
pub fn element(attributes: &str, fallback: &str) -> String {
    format!("<dateline-article {attributes}>{fallback}</dateline-article>")
}
