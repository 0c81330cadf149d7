//! JSON Feed 1.0 and 1.1: the first item is the article, the others are what is new beside it.
//!
//! What `external_url` leads to is somebody else's.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::JsonFeed,
    fields: "\
        root items [version=jsonfeed.org/version/]
        headline title summary
        summary summary
        url url
        language language ^language
        byline authors author ^authors ^author
        created date_published
        updated date_modified
        image image banner_image
        tags tags
        body content_html content_text
        publisher ^",
    others: "",
};
