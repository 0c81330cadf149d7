//! Arc XP's ANS: a story, or a collection of them. Its body is a tree of elements, written as HTML and read as such.

use super::json::Json;
use super::table::paths;
use super::words::escaped;
use super::{Format, Table};
use crate::model::search::{parted, parts};

pub(super) const TABLE: Table = Table {
    format: Format::Ans,
    fields: "\
        root content_elements [type=results][version=0.] [type=collection][version=0.]\n\
        root . headlines.basic [type=story][version=0.] [type=video][version=0.] [type=gallery][version=0.]\n\
        headline headlines.basic headlines.web headlines.mobile\n\
        summary description.basic subheadlines.basic\n\
        url canonical_url_external canonical_url\n\
        language language\n\
        byline vanity_credits.by[!referent] credits.by[!referent]\n\
        place location address.locality\n\
        created first_publish_date publish_date\n\
        updated last_updated_date\n\
        embargoed content_restrictions.embargo.end_time\n\
        status status\n\
        image promo_items.basic[type=image] promo_items.lead_art[type=image] promo_items.basic.promo_items.basic \
            promo_items.basic.content_elements[type=image] content_elements[type=image]\n\
        tags taxonomy.tags taxonomy.sections\n\
        body content_elements\n\
        credit distributor.name\n\
        rights copyright\n\
        corrections corrections content_elements[type=correction] editor_note\n\
        latest related_content.basic",
    others: "",
};

/// The elements of a body as HTML: every second part between bars is an instruction, the others stand as they are.
///
/// An instruction is the path of HTML; with `&`, of text; with `*`, of elements; with a tag and a colon, of elements
/// that each stand in such a tag. What isn't known is left out, and a correction stands under the body.
const ELEMENTS: &str = "\
    text <p>|content|</p>\n\
    header <h2>|content|</h2>\n\
    raw_html |content\n\
    blockquote <blockquote>|content|</blockquote>\n\
    code <pre>|content|</pre>\n\
    endorsement <p>|endorsement|</p>\n\
    oembed_response |raw_oembed.html\n\
    divider <hr>\n\
    interstitial_link <p><a href=\"|&url|\">|content|</a></p>\n\
    image <figure><img src=\"|&url|\" alt=\"|&alt_text|\"><figcaption>|caption|</figcaption></figure>\n\
    list <ul>|li:items|</ul>\n\
    ordered <ol>|li:items|</ol>\n\
    link_list <h3>|&title|</h3><ul>|li:items|</ul>\n\
    quote <blockquote>|*content_elements|<p>|citation.content|</p></blockquote>\n\
    gallery |*content_elements\n\
    element_group |*content_elements\n\
    table <table><tr>|th:header|</tr>|tr:rows|</table>";

/// Writes an element of a body as HTML; it may also be a mere text, or an array, as a table's row is.
pub(super) fn write_element(html: &mut String, element: &Json) {
    if let Json::List(_) = element {
        write_all(html, element.items(), "td");
    }
    let mut kind = element.get("type").as_str();
    if element.get("list_type").as_str() == "ordered" {
        kind = "ordered";
    }
    html.push_str(element.as_str());
    for line in parts(ELEMENTS, b'\n') {
        let Some(template) = paths(line, kind) else { continue };
        for (index, part) in parts(template, b'|').enumerate() {
            if index % 2 == 0 {
                html.push_str(part);
            } else if let Some(path) = part.strip_prefix("&") {
                html.push_str(&escaped(element.get(path).as_str(), "<&\""));
            } else if let Some(path) = part.strip_prefix("*") {
                write_all(html, element.get(path).items(), "");
            } else if let Some((tag, path)) = parted(part, b':') {
                write_all(html, element.get(path).items(), tag);
            } else {
                html.push_str(element.at(part).as_str());
            }
        }
    }
}

fn write_all(html: &mut String, elements: &[Json], tag: &str) {
    for element in elements {
        if !tag.is_empty() {
            html.push_str(&["<", tag, ">"].concat());
        }
        write_element(html, element);
        if !tag.is_empty() {
            html.push_str(&["</", tag, ">"].concat());
        }
    }
}
