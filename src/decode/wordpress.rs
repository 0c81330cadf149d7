//! WordPress: its REST API's posts, with and without `_embed`, and those of WordPress.com's API 1.1.
//!
//! Co-Authors-Plus says in the terms who really wrote a post.
//! `date` is the site's clock without a zone, `date_gmt` UTC without its `Z`.
//! The content of a protected post is a form for the password.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::WordPress,
    fields: "\
        root . title[rendered] [_links].featured_media [ID][title]
        root posts posts.0[ID]
        headline title.rendered title
        summary excerpt.rendered excerpt
        url yoast_head_json.canonical link URL
        language yoast_head_json.og_locale
        byline _embedded.wp:term[taxonomy=author] _embedded.author author
        created date_gmt date
        updated modified_gmt modified
        status status
        image _embedded.wp:featuredmedia jetpack_featured_media_url yoast_head_json.og_image featured_image
        tags _embedded.wp:term[taxonomy=category] _embedded.wp:term[taxonomy=post_tag] categories.* tags.*
        body content[!protected].rendered content",
    others: "",
};
