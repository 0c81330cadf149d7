//! Names each tool that cargo and npm install, and pins its version.
//!
//! Knows not how a tool is installed.

/// One tool at one version.
pub(crate) struct Tool {
    pub(crate) package: &'static str,
    /// The version, or the name of the crate in Cargo.lock that it must equal.
    pub(crate) version: Version,
    /// The program, or the file of the package, to look for.
    pub(crate) program: &'static str,
    pub(crate) source: Source,
}

/// How a version is fixed.
pub(crate) enum Version {
    /// To this one.
    Pinned(&'static str),
    /// The version of this crate in Cargo.lock.
    Locked(&'static str),
}

/// Who installs a tool.
pub(crate) enum Source {
    /// Arguments of `cargo install`, and the optimization that the tool deserves.
    Cargo {
        arguments: &'static [&'static str],
        optimization: &'static str,
    },
    Npm,
    /// A file of an npm package, for browsers rather than for Node.
    NpmFile,
}

/// Turns the compiled wasm into wasm and glue, and runs tests in browsers.
///
/// Its own lock file names a crate version that not every mirror has.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: Version::Locked("wasm-bindgen"),
    program: "wasm-bindgen",
    source: Source::Cargo { arguments: &[], optimization: "1" },
};

/// Builds and serves the demo; without TLS, for it has nothing to download, which saves two minutes.
pub(crate) const TRUNK: Tool = Tool {
    package: "trunk",
    version: Version::Pinned("0.21.14"),
    program: "trunk",
    source: Source::Cargo { arguments: &["--locked", "--no-default-features"], optimization: "0" },
};

/// Drives Firefox.
pub(crate) const GECKODRIVER: Tool = Tool {
    package: "geckodriver",
    version: Version::Pinned("0.37.1"),
    program: "geckodriver",
    source: Source::Cargo { arguments: &["--locked"], optimization: "0" },
};

/// Checks licenses, duplicates and sources of dependencies.
pub(crate) const CARGO_DENY: Tool = Tool {
    package: "cargo-deny",
    version: Version::Pinned("0.20.2"),
    program: "cargo-deny",
    source: Source::Cargo { arguments: &["--locked"], optimization: "0" },
};

/// Holds `wasm-opt`; Debian's is too old.
pub(crate) const BINARYEN: Tool =
    Tool { package: "binaryen", version: Version::Pinned("132.0.0"), program: "wasm-opt", source: Source::Npm };

/// Minifies the script.
pub(crate) const ESBUILD: Tool =
    Tool { package: "esbuild", version: Version::Pinned("0.28.2"), program: "esbuild", source: Source::Npm };

/// Judges whether everybody can use what is on a page; the end-to-end tests run it there.
pub(crate) const AXE: Tool =
    Tool { package: "axe-core", version: Version::Pinned("4.14.1"), program: "axe.min.js", source: Source::NpmFile };
