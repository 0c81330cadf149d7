//! IPTC's ninjs, 1.x with Superdesk's dialect, 2.x and 3.x; and AP's Media API, which tells stories the same way.
//!
//! `expires` isn't read: it is when a story is no news any more, not when it must go.
//! AP's `uri` leads into its API, and among its subjects are those around the story's own.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Ninjs,
    fields: "\
        root item item.0[uri] item.0[guid]\n\
        root . [uri].versioncreated [uri].versionCreated [uri].firstcreated [uri].headline [uri].headlines \
            [uri].body_html [uri].bodies [guid].versioncreated [guid].firstcreated [guid].headline\n\
        headline headline headline_main headlines[role=main] headlines title\n\
        summary description_text description_html description_main descriptions\n\
        url uri guid\n\
        language language\n\
        byline byline by authors\n\
        place located\n\
        created firstpublished firstcreated firstCreated contentcreated contentCreated\n\
        updated versioncreated versionCreated\n\
        embargoed embargoed\n\
        status pubstatus pubStatus\n\
        image associations.featuremedia[type=picture] associations.*[type=picture] associations[type=picture] \
            [type=picture]\n\
        countries place[scheme=iso3166] places[uri=iso3166] places[scheme=iso3166]\n\
        tags subject subjects keywords\n\
        body body_html body_xhtml body_richtext bodies[contenttype=html] bodies[contentType=html] bodies[role=html] \
            bodies[contenttype=plain] bodies[contentType=plain] body_text body_main\n\
        credit source copyrightholder copyrightHolder\n\
        rights copyrightnotice copyrightNotice usageterms usageTerms",
    others: "",
};

pub(super) const AP: Table = Table {
    format: Format::Ap,
    fields: "\
        root data.item data.item.altids\n\
        root data.items data.items.item\n\
        entry item [altids]\n\
        url\n\
        byline bylines\n\
        place datelinelocation.city\n\
        countries\n\
        tags subject[rels=direct]\n\
        credit provider",
    others: TABLE.fields,
};
