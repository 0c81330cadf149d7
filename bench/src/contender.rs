//! Who is measured, and how each is put on a page.
//! It knows tags; it knows no browser.

use anyhow::Result;

use crate::cli;
use crate::server::{Origin, Server};
use crate::stage::{RELEASE, peer};

/// A way to put an article on a page.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Contender {
    /// The page without any article.
    Nothing,
    Vanilla,
    Lit,
    LitHinted,
    Preact,
    React,
    Frame,
    Plain,
    Hinted,
    Snapshot,
}

/// What goes onto a page.
#[derive(Clone, Default)]
pub(crate) struct Embed {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Contender {
    pub(crate) const ALL: [Self; 10] = [
        Self::Nothing,
        Self::Vanilla,
        Self::Lit,
        Self::LitHinted,
        Self::Preact,
        Self::React,
        Self::Frame,
        Self::Plain,
        Self::Hinted,
        Self::Snapshot,
    ];

    /// Those whose articles are made in the page, by a script.
    pub(crate) const LIVE: [Self; 6] =
        [Self::Nothing, Self::Vanilla, Self::Lit, Self::Preact, Self::React, Self::Plain];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nothing => "page alone",
            Self::Vanilla => "vanilla",
            Self::Lit => "Lit",
            Self::LitHinted => "Lit, hinted",
            Self::Preact => "Preact",
            Self::React => "React",
            Self::Frame => "iframe",
            Self::Plain => "Dateline, plain tag",
            Self::Hinted => "Dateline, hinted",
            Self::Snapshot => "Dateline, snapshot",
        }
    }

    pub(crate) fn is_ours(self) -> bool {
        matches!(self, Self::Plain | Self::Hinted | Self::Snapshot)
    }

    /// How many articles are painted where there might be so many.
    pub(crate) fn paints(self, count: usize) -> usize {
        if self == Self::Nothing { 0 } else { count }
    }

    /// The name of its page for a purpose.
    pub(crate) fn page(self, purpose: &str) -> String {
        format!("{purpose}-{}", self as usize)
    }

    /// Its script's name among the peers'.
    fn script(self) -> &'static str {
        match self {
            Self::Vanilla => "vanilla",
            Self::Preact => "preact",
            Self::React => "react",
            Self::Frame => "frame",
            _ => "lit",
        }
    }

    /// Puts the article at an address on a page; `picture` is the tag's attributes by which a hint names its hero.
    pub(crate) fn embed(self, server: &Server, article: &str, picture: &str) -> Result<Embed> {
        let script = server.url(Origin::Cdn, &peer(self.script()));
        let tag = |script: &str| format!(r#"<script async src="{script}"></script>"#);
        Ok(match self {
            Self::Nothing => Embed::default(),
            Self::Plain => cli::plain(server, article)?,
            Self::Hinted => cli::hinted(server, article)?,
            Self::Snapshot => cli::snapshot(server, article)?,
            Self::Frame => {
                let framed = framed(article);
                let frame = format!(r#"<iframe src="{framed}" title="An article" data-frame></iframe>"#);
                Embed { head: String::new(), body: frame + &tag(&script) }
            }
            Self::LitHinted => Embed {
                head: format!(
                    "<link rel=\"preload\" as=\"script\" href=\"{script}\">\n\
                     <link rel=\"preload\" as=\"fetch\" href=\"{article}\" crossorigin>\n\
                     <link rel=\"preload\" as=\"image\" {picture} fetchpriority=\"high\">"
                ),
                body: element("lit", article) + &tag(&script),
            },
            _ => Embed { head: String::new(), body: element(self.script(), article) + &tag(&script) },
        })
    }

    /// Puts many articles on a page: one script, an element each.
    pub(crate) fn embed_each(self, server: &Server, articles: &[String]) -> Embed {
        let (name, script) = match self {
            Self::Nothing => return Embed::default(),
            Self::Plain | Self::Hinted | Self::Snapshot => {
                ("dateline", server.url(Origin::Cdn, &format!("{RELEASE}dateline.js")))
            }
            _ => (self.script(), server.url(Origin::Cdn, &peer(self.script()))),
        };
        let elements: String = articles.iter().map(|article| element(name, article)).collect();
        Embed { head: String::new(), body: format!(r#"{elements}<script async src="{script}"></script>"#) }
    }
}

/// Where an article's page for frames is.
pub(crate) fn framed(article: &str) -> String {
    article.replace(".json", ".framed.html")
}

/// Peers know no `loading`; ours is told not to wait until it comes near.
fn element(name: &str, article: &str) -> String {
    let loading = if name == "dateline" { r#" loading="eager""# } else { "" };
    format!(r#"<{name}-article src="{article}"{loading}></{name}-article>"#)
}
