//! What SECURITY.md names, held against the code: a line that no test holds any more is no line.

use std::fs;
use std::path::Path;

const SECURITY: &str = include_str!("../SECURITY.md");

#[test]
fn every_test_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = SECURITY.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::"));
    let mut count = 0;
    for (file, function) in named {
        let code = fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(code.contains(&format!("fn {function}(")), "{file} has no {function}");
        count += 1;
    }
    assert!(count > 20, "{count} tests are named");
}
