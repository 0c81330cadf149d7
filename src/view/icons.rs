//! Small pictures of the networks, drawn for this page; nothing is fetched for them.

use yew::prelude::*;

use super::element::{Attribute, Element, element};
use crate::model::search::{parted, parts};

/// A network's name in each line, and its sign on a field of 24 by 24; article JSON has the names in any letter case.
const NETWORKS: &str = "\
LinkedIn M4 9h4v11H4zM6 3.5a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM10 9h3.8v1.6c.8-1.2 2-1.9 3.4-1.9 2.9 0 3.8 1.8 3.8 4.7V20h-4v-6c0-1.4-.3-2.2-1.5-2.2S14 12.7 14 14v6h-4z\n\
Quora M11.5 3a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zm0 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12 14h3.6l5 7h-3.7z\n\
YouTube M5 5h14q3 0 3 3v8q0 3-3 3H5q-3 0-3-3V8q0-3 3-3zm5 3.5v7l6-3.5z\n\
RSS M5 4a15 15 0 0 1 15 15h-3A12 12 0 0 0 5 7zm0 6a9 9 0 0 1 9 9h-3a6 6 0 0 0-6-6zm2 5a2 2 0 1 1 0 4 2 2 0 0 1 0-4z\n\
Facebook M10 21v-8H7v-3h3V8c0-3 1.7-5 4.5-5H17v3h-2c-1.2 0-1.5.7-1.5 1.8V10H17l-.5 3h-3v8z\n\
X M3.5 4h5l4 5.5L17.3 4h2.4l-6.1 7 7 9h-5l-4.3-5.7L6.4 20H4l6.2-7.2zM7 5.7 16.3 18.3h1L8 5.7z\n\
Instagram M7 3h10q4 0 4 4v10q0 4-4 4H7q-4 0-4-4V7q0-4 4-4zm0 2Q5 5 5 7v10q0 2 2 2h10q2 0 2-2V7q0-2-2-2zm5 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm5-2.2a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z\n\
Telegram M2.5 11.5 21 4l-3 16-6-4.5-3.2 3.2v-5L17 7 6.5 13z\n\
Bluesky M12 11C10.5 8 7.5 4.5 4 4c-1.5 3-.5 8 4 9-4 .5-4.5 3.5-1 6 2 1 4-2 5-5 1 3 3 6 5 5 3.5-2.5 3-5.5-1-6 4.5-1 5.5-6 4-9-3.5.5-6.5 4-8 7z";

/// A link of a chain, for any other network.
const LINK: &str =
    "M10 7H7a5 5 0 0 0 0 10h3v-2H7a3 3 0 0 1 0-6h3zm4 0h3a5 5 0 0 1 0 10h-3v-2h3a3 3 0 0 0 0-6h-3zm-6 4h8v2H8z";

/// The name and the sign of a network.
fn known(network: &str) -> Option<(&'static str, &'static str)> {
    let name = if network.eq_ignore_ascii_case("twitter") { "x" } else { network };
    parts(NETWORKS, b'\n').filter_map(|line| parted(line, b' ')).find(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// A network's name as it writes itself, or as the publisher does.
pub(super) fn name_of(network: &str) -> AttrValue {
    known(network).map_or_else(|| network.to_owned().into(), |(name, _)| AttrValue::Static(name))
}

/// A network's sign.
pub(super) fn view_icon(network: &str) -> Element {
    let path = element("path").with_static(Attribute::D, known(network).map_or(LINK, |(_, path)| path));
    element("svg class=icon aria-hidden=true").with_static(Attribute::ViewBox, "0 0 24 24").child(path)
}
