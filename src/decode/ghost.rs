//! Ghost's Content API: the first post is the article, the others are what is new beside it.
//!
//! Tags that aren't public are the newsroom's own.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Ghost,
    fields: "\
        root posts posts.0[slug][uuid] posts.0[slug].published_at
        root pages pages.0[slug][uuid]
        root . [uuid][slug][html]
        headline title
        summary custom_excerpt excerpt
        url canonical_url url
        byline authors primary_author
        created published_at
        updated updated_at
        status status
        image feature_image
        tags tags[visibility=public] tags[!visibility]
        body html",
    others: "",
};
