//! Ghost's Content API: the first post is the article, the others are what is new beside it.
//!
//! Tags that aren't public are the newsroom's own.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Ghost,
    fields: "\
        root posts posts.0[slug][uuid] posts.0[slug].published_at\n\
        root pages pages.0[slug][uuid]\n\
        root . [uuid][slug][html]\n\
        headline title\n\
        summary custom_excerpt excerpt\n\
        url canonical_url url\n\
        byline authors primary_author\n\
        created published_at\n\
        updated updated_at\n\
        status status\n\
        image feature_image\n\
        tags tags[visibility=public] tags[!visibility]\n\
        body html",
    others: "",
};
