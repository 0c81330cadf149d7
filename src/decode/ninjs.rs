//! IPTC's ninjs, 1.x with Superdesk's dialect, 2.x and 3.x; and AP's Media API, which tells stories the same way.
//!
//! `expires` isn't read: it is when a story is no news any more, not when it must go.
//! AP's `uri` leads into its API, and among its subjects are those around the story's own.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Ninjs,
    fields: "\
        root item item.0[uri] item.0[guid]
        root . [uri].versioncreated [uri].versionCreated [uri].firstcreated [uri].headline [uri].headlines \
            [uri].body_html [uri].bodies [guid].versioncreated [guid].firstcreated [guid].headline
        headline headline headline_main headlines[role=main] headlines title
        summary description_text description_html description_main descriptions
        url uri guid
        language language
        byline byline by authors
        place located
        created firstpublished firstcreated firstCreated contentcreated contentCreated
        updated versioncreated versionCreated
        embargoed embargoed
        status pubstatus pubStatus
        image associations.featuremedia[type=picture] associations.*[type=picture] associations[type=picture] \
            [type=picture]
        countries place[scheme=iso3166] places[uri=iso3166] places[scheme=iso3166]
        tags subject subjects keywords
        body body_html body_xhtml body_richtext bodies[contenttype=html] bodies[contentType=html] bodies[role=html] \
            bodies[contenttype=plain] bodies[contentType=plain] body_text body_main
        credit source copyrightholder copyrightHolder
        rights copyrightnotice copyrightNotice usageterms usageTerms",
    others: "",
};

pub(super) const AP: Table = Table {
    format: Format::Ap,
    fields: "\
        root data.item data.item.altids
        root data.items data.items.item
        entry item [altids]
        url
        byline bylines
        place datelinelocation.city
        countries
        tags subject[rels=direct]
        credit provider",
    others: TABLE.fields,
};
