//! Any bytes that a file may hold, under every ending.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::feed::{self, Document};

fuzz_target!(|bytes: &[u8]| {
    for path in [None, Some("a.txt"), Some("a.html"), Some("a.json"), Some("a.jsonl"), Some("a.xml")] {
        let document = Document { bytes, path, source: "desk", ..Document::default() };
        let parsed = feed::document(&document, jiff::Timestamp::UNIX_EPOCH);
        assert!(!parsed.reports.is_empty() || !parsed.faults.is_empty() || path.is_none());
    }
});
