//! Arc XP's ANS: a story, or a collection of them. Its body is a tree of elements, written as HTML and read as such.

use super::json::Json;
use super::reader::MAX_ITEMS;
use super::words::escaped;
use super::{Format, Table};

pub(super) const TABLE: Table = Table {
    format: Format::Ans,
    fields: "\
        root content_elements [type=results][version=0.] [type=collection][version=0.]
        root . headlines.basic [type=story][version=0.] [type=video][version=0.] [type=gallery][version=0.]
        headline headlines.basic headlines.web headlines.mobile
        summary description.basic subheadlines.basic
        url canonical_url_external canonical_url
        language language
        byline vanity_credits.by[!referent] credits.by[!referent]
        place location address.locality
        created first_publish_date publish_date
        updated last_updated_date
        embargoed content_restrictions.embargo.end_time
        status status
        image promo_items.basic[type=image] promo_items.lead_art[type=image] promo_items.basic.promo_items.basic \
            promo_items.basic.content_elements[type=image] content_elements[type=image]
        tags taxonomy.tags taxonomy.sections
        body content_elements
        credit distributor.name
        rights copyright
        corrections corrections content_elements[type=correction] editor_note
        latest related_content.basic",
    others: "",
};

/// The elements of a body as HTML: every second part between bars is an instruction, the others stand as they are.
///
/// An instruction is the path of HTML; with `&`, of text; with `*`, of elements; with a tag and a colon, of elements
/// that each stand in such a tag. What isn't known is left out, and a correction stands under the body.
const ELEMENTS: [(&str, &str); 17] = [
    ("text", "<p>|content|</p>"),
    ("header", "<h2>|content|</h2>"),
    ("raw_html", "|content"),
    ("blockquote", "<blockquote>|content|</blockquote>"),
    ("code", "<pre>|content|</pre>"),
    ("endorsement", "<p>|endorsement|</p>"),
    ("oembed_response", "|raw_oembed.html"),
    ("divider", "<hr>"),
    ("interstitial_link", "<p><a href=\"|&url|\">|content|</a></p>"),
    ("image", "<figure><img src=\"|&url|\" alt=\"|&alt_text|\"><figcaption>|caption|</figcaption></figure>"),
    ("list", "<ul>|li:items|</ul>"),
    ("ordered", "<ol>|li:items|</ol>"),
    ("link_list", "<h3>|&title|</h3><ul>|li:items|</ul>"),
    ("quote", "<blockquote>|*content_elements|<p>|citation.content|</p></blockquote>"),
    ("gallery", "|*content_elements"),
    ("element_group", "|*content_elements"),
    ("table", "<table><tr>|th:header|</tr>|tr:rows|</table>"),
];

/// Writes an element of a body as HTML; it may also be a mere text, or an array, as a table's row is.
pub(super) fn write_element(html: &mut String, element: &Json) {
    if let Json::List(cells) = element {
        write_all(html, cells, "td");
    }
    let mut kind = element.get("type").as_str();
    if element.get("list_type").as_str() == "ordered" {
        kind = "ordered";
    }
    html.push_str(element.as_str());
    for (known, template) in &ELEMENTS {
        if *known != kind {
            continue;
        }
        for (index, part) in template.split('|').enumerate() {
            if index % 2 == 0 {
                html.push_str(part);
            } else if let Some(path) = part.strip_prefix('&') {
                html.push_str(&escaped(element.get(path).as_str(), "<&\""));
            } else if let Some(path) = part.strip_prefix('*') {
                write_all(html, element.get(path).items(), "");
            } else if let Some((tag, path)) = part.split_once(':') {
                write_all(html, element.get(path).items(), tag);
            } else {
                html.push_str(element.at(part).as_str());
            }
        }
    }
}

fn write_all(html: &mut String, elements: &[Json], tag: &str) {
    for element in elements.iter().take(MAX_ITEMS) {
        if !tag.is_empty() {
            html.push_str(&["<", tag, ">"].concat());
        }
        write_element(html, element);
        if !tag.is_empty() {
            html.push_str(&["</", tag, ">"].concat());
        }
    }
}
