//! JSON Feed 1.0 and 1.1: the first item is the article, the others are what is new beside it.
//!
//! What `external_url` leads to is somebody else's.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::JsonFeed,
    fields: "\
        root items [version=jsonfeed.org/version/]\n\
        headline title summary\n\
        summary summary\n\
        url url\n\
        language language ^language\n\
        byline authors author ^authors ^author\n\
        created date_published\n\
        updated date_modified\n\
        image image banner_image\n\
        tags tags\n\
        body content_html content_text\n\
        publisher ^",
    others: "",
};
