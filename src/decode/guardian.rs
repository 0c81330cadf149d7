//! The Guardian's Content API: an item, a list of results, or a bare piece of content.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Guardian,
    fields: "\
        root response.content response.content.webTitle\n\
        root response.results response.results\n\
        root . [webTitle][webPublicationDate]\n\
        headline fields.headline webTitle\n\
        summary fields.standfirst fields.trailText\n\
        url webUrl\n\
        language fields.lang\n\
        byline fields.byline tags[type=contributor]\n\
        created webPublicationDate fields.firstPublicationDate\n\
        updated fields.lastModified blocks.body.lastModifiedDate\n\
        status isExpired\n\
        image elements[relation=main][type=image] fields.main blocks.main.bodyHtml fields.secureThumbnail \
            fields.thumbnail\n\
        tags tags[type=keyword]\n\
        body fields.body blocks.body.bodyHtml\n\
        trending ^response.mostViewed\n\
        latest ^response.relatedContent ^response.storyPackage ^response.leadContent",
    others: "",
};
