//! Dateline.
