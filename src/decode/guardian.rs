//! The Guardian's Content API: an item, a list of results, or a bare piece of content.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Guardian,
    fields: "\
        root response.content response.content.webTitle
        root response.results response.results
        root . [webTitle][webPublicationDate]
        headline fields.headline webTitle
        summary fields.standfirst fields.trailText
        url webUrl
        language fields.lang
        byline fields.byline tags[type=contributor]
        created webPublicationDate fields.firstPublicationDate
        updated fields.lastModified blocks.body.lastModifiedDate
        status isExpired
        image elements[relation=main][type=image] fields.main blocks.main.bodyHtml fields.secureThumbnail \
            fields.thumbnail
        tags tags[type=keyword]
        body fields.body blocks.body.bodyHtml
        trending ^response.mostViewed
        latest ^response.relatedContent ^response.storyPackage ^response.leadContent",
    others: "",
};
