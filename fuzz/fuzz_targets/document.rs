//! Any bytes that a file may hold, under every ending.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::feed::{self, Document};

fuzz_target!(|bytes: &[u8]| {
    for path in [None, Some("a.txt"), Some("a.html"), Some("a.json"), Some("a.jsonl"), Some("a.xml")] {
        let document = Document { bytes, path, source: "desk", ..Document::default() };
        let parsed = feed::document(&document, jiff::Timestamp::UNIX_EPOCH);
        for report in &parsed.reports {
            for passage in &report.text.passages {
                let words = report.text.slice(passage.span);
                assert_eq!(vigie::text::sanitize(words), words);
            }
        }
    }
});
