//! What makes a format: a table that says where its fields stand, as `path` has it.

use super::Format;
use crate::model::search::parts;

/// Where a format keeps its articles, and where these keep what every article may have.
pub(super) struct Table {
    pub(super) format: Format,
    /// Line by line, a field's name and paths parted by spaces, of which the first that leads anywhere counts;
    /// of `tags` and `corrections` all do. A path that begins with `^` starts at the document, the others at the article.
    ///
    /// `root` is where the articles are (`.` for the document itself), and then, in alternatives too, what must lead
    /// somewhere from the document or the first object of its array for it to be of this format.
    /// `entry` is which of a root's entries, or what in them, are articles, where not all are.
    pub(super) fields: &'static str,
    /// Lines that go for what `fields` doesn't name.
    pub(super) others: &'static str,
}

impl Table {
    /// The paths of a field; our own format has all of them under their own names.
    #[inline(never)]
    pub(super) fn paths(&self, field: &'static str) -> &'static str {
        for line in parts(self.fields, b'\n').chain(parts(self.others, b'\n')) {
            if let Some(paths) = paths(line, field) {
                return paths;
            }
        }
        if matches!(self.format, Format::Native) { field } else { "" }
    }
}

/// The paths in a line of a table, where it is that of `field`.
pub(super) fn paths<'t>(line: &'t str, field: &str) -> Option<&'t str> {
    let paths = line.strip_prefix(field)?;
    if paths.is_empty() { Some("") } else { paths.strip_prefix(" ") }
}
