//! Schema.org JSON-LD: NewsArticle and its kin, alone, in an array, in a graph or in a list.
//!
//! Yoast describes the page and not its article.
//! Of other places than countries nobody says what they are; some name a correspondent's post.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::JsonLd,
    fields: "\
        root @graph @graph
        root itemListElement [@type=ItemList]
        root . [@type] [@context=schema.org]
        entry [@type=Article] [@type=Posting] [@type=Report] item[@type=Article] [@type=ListItem]
        headline headline name
        summary description alternativeHeadline isPartOf[@type=WebPage].description
        url url mainEntityOfPage.@id mainEntityOfPage.url mainEntityOfPage @id
        language inLanguage.alternateName inLanguage
        byline author creator
        place dateline locationCreated
        created datePublished dateCreated
        updated dateModified
        expires expires
        image image thumbnailUrl
        countries contentLocation[@type=Country] contentLocation.address.addressCountry
        tags keywords articleSection
        body articleBody liveBlogUpdate.articleBody
        credit creditText
        rights copyrightNotice
        corrections correction
        publisher publisher",
    others: "",
};

/// The list that an `ItemList` keeps its entries in.
pub(super) const LIST: &str = "itemListElement";
