//! What leaves the program as text: tables, JSON lines, CSV, GeoJSON, Markdown.
//!
//! Every function here is given what it writes and where to; none asks the store, the clock or the
//! environment. All text is cleaned once more on its way out, so that no control byte of a report
//! reaches a terminal, a log or another program.

pub mod scores;
