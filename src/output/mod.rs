//! What leaves the program as text: tables, JSON lines, CSV, GeoJSON, Markdown.
//!
//! Every function here is given what it writes and where to; none asks the store, the clock or the
//! environment. All text is cleaned once more on its way out, so that no control byte of a report
//! reaches a terminal, a log or another program.

use std::borrow::Cow;

use crate::text::{sanitize, sanitize_lines};

pub mod acled;
pub mod columns;
pub mod csv;
pub mod explain;
pub mod flat;
pub mod geojson;
pub mod headline;
pub mod json;
pub mod ledger;
pub mod list;
pub mod markdown;
pub mod reading;
pub mod scores;
pub mod sheets;
pub mod sitrep;
pub mod summary;
pub mod table;
pub mod theatre;
pub mod whole;
#[cfg(test)]
mod tests;

/// Text of one line, cleaned for any output.
pub fn line(text: &str) -> Cow<'_, str> {
    sanitize(text)
}

/// Text of several lines, cleaned for any output.
pub fn lines(text: &str) -> Cow<'_, str> {
    sanitize_lines(text)
}
