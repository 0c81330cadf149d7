//! Schema.org JSON-LD: NewsArticle and its kin, alone, in an array, in a graph or in a list.
//!
//! Yoast describes the page and not its article.
//! Of other places than countries nobody says what they are; some name a correspondent's post.

use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::JsonLd,
    fields: "\
        root @graph @graph\n\
        root itemListElement [@type=ItemList]\n\
        root . [@type] [@context=schema.org]\n\
        entry [@type=Article] [@type=Posting] [@type=Report] item[@type=Article] [@type=ListItem]\n\
        headline headline name\n\
        summary description alternativeHeadline isPartOf[@type=WebPage].description\n\
        url url mainEntityOfPage.@id mainEntityOfPage.url mainEntityOfPage @id\n\
        language inLanguage.alternateName inLanguage\n\
        byline author creator\n\
        place dateline locationCreated\n\
        created datePublished dateCreated\n\
        updated dateModified\n\
        expires expires\n\
        image image thumbnailUrl\n\
        countries contentLocation[@type=Country] contentLocation.address.addressCountry\n\
        tags keywords articleSection\n\
        body articleBody liveBlogUpdate.articleBody\n\
        credit creditText\n\
        rights copyrightNotice\n\
        corrections correction\n\
        publisher publisher",
    others: "",
};

/// The list that an `ItemList` keeps its entries in.
pub(super) const LIST: &str = "itemListElement";
