//! Who publishes a story, and the ways to them.

use super::{Image, Name, Text, WebLink};

/// Who publishes a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Publisher {
    /// The name as printed.
    pub name: Text,
    /// The front page.
    pub url: Option<WebLink>,
    /// The logo.
    pub logo: Option<Image>,
    /// The mail address, and a `mailto:` link to it.
    pub email: Option<Contact>,
    /// Telephone numbers, and the endings that stand for further ones.
    pub phones: Vec<Contact>,
    /// The site's main sections.
    pub menu: Vec<Name>,
    /// Where else the publisher is found.
    pub social: Vec<Social>,
    /// How readers say what they think.
    pub feedback: Option<Feedback>,
    /// How readers subscribe.
    pub newsletter: Option<Newsletter>,
    /// Further links, by theme.
    pub links: Vec<LinkGroup>,
    /// Terms, privacy and the like.
    pub legal: Vec<Name>,
    /// The copyright line as given; no clock completes it.
    pub copyright: Option<Text>,
}

impl Publisher {
    /// A publisher of which nothing but the name is known.
    #[must_use]
    pub fn new(name: Text) -> Self {
        Self {
            name,
            url: None,
            logo: None,
            email: None,
            phones: Vec::new(),
            menu: Vec::new(),
            social: Vec::new(),
            feedback: None,
            newsletter: None,
            links: Vec::new(),
            legal: Vec::new(),
            copyright: None,
        }
    }
}

/// A mail address or telephone number.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// As printed; `14` after `+91-7027739813`.
    pub text: Text,
    /// Whole, for those who hear it: `+91-7027739814`.
    pub whole: Text,
    /// A `mailto:` or `tel:` link; none where the text is no address.
    pub link: Option<WebLink>,
}

/// A publisher's page on a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Social {
    /// The network as the publisher calls it: `linkedin`, `RSS`.
    pub network: Text,
    /// The page there.
    pub url: WebLink,
}

/// How readers say what they think.
#[derive(Clone, Debug, PartialEq)]
pub enum Feedback {
    /// At a page, or by mail.
    At(WebLink),
    /// To the page around us, by an event.
    Event,
}

/// How readers subscribe.
#[derive(Clone, Debug, PartialEq)]
pub struct Newsletter {
    /// Where the address is sent by POST; a page.
    pub action: WebLink,
    /// The name of the form's field.
    pub field: Text,
    /// What a reader agrees to.
    pub consent: Option<Text>,
}

/// Links under a title.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkGroup {
    /// The title.
    pub title: Text,
    /// The links.
    pub items: Vec<Name>,
}
