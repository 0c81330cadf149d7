//! WordPress: its REST API's posts, with and without `_embed`, and those of WordPress.com's API 1.1.
//!
//! Co-Authors-Plus says in the terms who really wrote a post.
//! `date` is the site's clock without a zone, `date_gmt` UTC without its `Z`.
//! The content of a protected post is a form for the password.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::WordPress,
    fields: "\
        root . title[rendered] [_links].featured_media [ID][title]\n\
        root posts posts.0[ID]\n\
        headline title.rendered title\n\
        summary excerpt.rendered excerpt\n\
        url yoast_head_json.canonical link URL\n\
        language yoast_head_json.og_locale\n\
        byline _embedded.wp:term[taxonomy=author] _embedded.author author\n\
        created date_gmt date\n\
        updated modified_gmt modified\n\
        status status\n\
        image _embedded.wp:featuredmedia jetpack_featured_media_url yoast_head_json.og_image featured_image\n\
        tags _embedded.wp:term[taxonomy=category] _embedded.wp:term[taxonomy=post_tag] categories.* tags.*\n\
        body content[!protected].rendered content",
    others: "",
};
