//! Reads the names of compiled functions: whose code is it, and where does it lie?
//!
//! A generic function counts for the crate that wrote it, unless it was made for a type of ours: without us it would be gone.

/// How our own paths start.
pub(crate) const OURS: &str = "dateline::";

/// Takes a path out of a name such as `<dateline::view::Page as yew::Component>::view`: ours if there is one, else the first.
pub(crate) fn path_of(name: &str) -> Vec<&str> {
    let start = name.find(OURS).filter(|start| !name[..*start].ends_with([':', '_']));
    let name = name[start.unwrap_or(0)..].trim_start_matches(['<', '&', '*', '[', '(']);
    let name = name.strip_prefix("mut ").or_else(|| name.strip_prefix("dyn ")).unwrap_or(name);
    let end = name.find(['<', ' ', '>', ']', ',', ')', '{', ';']).unwrap_or(name.len());
    let path: Vec<_> = name[..end].trim_end_matches("::").split("::").collect();
    if path.len() > 1 { path } else { vec!["(exports and the like)"] }
}

/// Takes the hashes out of a name: `yew[241d0304dfb328f]::mount` and `yew::mount::h241d0304dfb328f0` are `yew::mount`.
pub(crate) fn without_hashes(name: &str) -> String {
    let mut clean = String::new();
    let mut rest = name;
    while let Some(start) = rest.find('[') {
        let end = rest[start..].find(']').map_or(rest.len(), |length| start + length + 1);
        let is_hash = end - start > 10 && rest[start + 1..end - 1].chars().all(|c| c.is_ascii_hexdigit());
        clean.push_str(&rest[..if is_hash { start } else { end }]);
        rest = &rest[end..];
    }
    clean.push_str(rest);
    match clean.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 => path.to_owned(),
        _ => clean,
    }
}

/// Modules are the lower-case parts in the middle of a path; two of them say enough.
pub(crate) fn module_of(path: &[&str]) -> String {
    let inner = &path[..path.len().saturating_sub(1).max(1)];
    let modules = inner.iter().skip(1).take_while(|part| part.starts_with(char::is_lowercase)).take(2);
    let modules: Vec<_> = modules.copied().collect();
    if modules.is_empty() { "(root)".to_owned() } else { modules.join("::") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, krate: &str, module: &str) {
        let path = path_of(name);
        assert_eq!((path[0], module_of(&path).as_str()), (krate, module));
    }

    #[test]
    fn function_belongs_to_the_crate_that_wrote_it() {
        check("dateline::decode::native::read", "dateline", "decode::native");
        check("<dateline::view::Page as yew::Component>::view", "dateline", "view");
        check("<alloc::vec::Vec<u8> as core::ops::drop::Drop>::drop", "alloc", "vec");
        check("dateline::start::{{closure}}", "dateline", "(root)");
        check("<&mut core::fmt::Formatter>::write_str", "core", "fmt");
        check("mount", "(exports and the like)", "(root)");
    }

    #[test]
    fn function_made_for_a_type_of_ours_is_ours() {
        check("<alloc::vec::Vec<dateline::model::Block> as core::ops::drop::Drop>::drop", "dateline", "model");
    }

    #[test]
    fn hashes_are_taken_out() {
        assert_eq!(
            without_hashes("<yew[241d0304dfb328f]::App as core[ac54292952cf11a1]::Any>::id"),
            "<yew::App as core::Any>::id"
        );
        assert_eq!(without_hashes("yew::mount::h241d0304dfb328f0"), "yew::mount");
        assert_eq!(without_hashes("<[u8; 4] as core::Any>::id"), "<[u8; 4] as core::Any>::id");
    }
}
