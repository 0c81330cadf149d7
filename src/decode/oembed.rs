//! oEmbed: a card, for it says no more than title, author and a small picture.
//!
//! Its `url` is a photo's file; the page is where its markup leads.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Oembed,
    fields: "\
        root . [version=1.0][type=rich] [version=1.0][type=link] [version=1.0][type=video] [version=1.0][type=photo]\n\
        headline title\n\
        url html\n\
        byline author_name\n\
        image thumbnail_url\n\
        publisher ^",
    others: "",
};
