//! What a page leaves behind: whom it asked, what it sent along, what it keeps of the reader.
//!
//! It knows the promise of privacy; it knows no scenario.

use serde_json::Value;

use crate::{
    site::{Role, Seen},
    stage::Stage,
};

/// What a scenario does that the widget by itself never does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exception {
    /// A reader follows something to an origin that the page never named.
    AsksStranger,
    /// The page fetches something itself, with credentials.
    FetchesItself,
}

/// Whatever speaks against the promise of privacy.
///
/// Every host page comes with a cookie, which a careless request would carry: ports don't separate cookies.
pub async fn suspicious(stage: &Stage, exceptions: &[Exception]) -> Vec<String> {
    let may = |exception| exceptions.contains(&exception);
    let mut found = Vec::new();
    for seen in stage.site.seen() {
        let Seen { role, method, path, .. } = &seen;
        if *role == Role::Stranger && !may(Exception::AsksStranger) {
            found.push(format!("a stranger was asked: {method} {path}"));
        }
        if is_fetched(&seen) && seen.headers.contains_key("cookie") && !may(Exception::FetchesItself) {
            found.push(format!("a cookie went along: {method} {role:?} {path}"));
        }
    }
    let Value::Object(page) = stage.run(PAGE).await else {
        return found;
    };
    if page["before"] != page["now"] {
        found.push(format!("the browser kept {} and keeps {}", page["before"], page["now"]));
    }
    for fetched in page["fetched"].as_array().into_iter().flatten() {
        if carries_credentials(fetched, &page["origins"]) && !may(Exception::FetchesItself) {
            found.push(format!("fetched with credentials: {fetched}"));
        }
    }
    found
}

/// What the recorder knows; null where there is none.
const PAGE: &str = "return d && {
    before: d.keptBefore, now: d.kept(), fetched: d.fetched, origins: [self.origin, location.origin],
};";

/// Whether a request may carry what only its server is to know: to another origin none do that aren't told to.
fn carries_credentials(fetched: &Value, origins: &Value) -> bool {
    let [url, credentials] = ["url", "credentials"].map(|name| fetched[name].as_str().unwrap_or_default());
    let mut origins = origins.as_array().into_iter().flatten().filter_map(Value::as_str);
    let is_far = url.starts_with("http") && !origins.any(|origin| url.starts_with(&format!("{origin}/")));
    credentials != "omit" && !(is_far && credentials == "same-origin")
}

/// Whether a script asked for it: everything that the widget asks for but pictures.
fn is_fetched(seen: &Seen) -> bool {
    let asks = |ending| seen.path.split('?').next().is_some_and(|path| path.ends_with(ending));
    seen.headers.get("sec-fetch-dest").is_some_and(|what| what == "empty") || [".json", ".wasm"].into_iter().any(asks)
}
