//! Any bytes that a polled source may send, under any declared media type.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::{feed, theatre::SourceEntry};

fn source() -> SourceEntry {
    let entry = "id = 'x'\nname = 'X'\nurl = 'https://x.org/feed'";
    toml::from_str(entry).expect("the keys that have no default are there")
}

fuzz_target!(|input: (Option<String>, Vec<u8>)| {
    let (content_type, bytes) = input;
    let now = jiff::Timestamp::UNIX_EPOCH;
    let parsed = feed::parse(&source(), &bytes, content_type.as_deref(), "https://x.org/feed", now);
    for report in &parsed.reports {
        for passage in &report.text.passages {
            let words = report.text.slice(passage.span);
            assert!(!words.is_empty());
            assert_eq!(vigie::text::sanitize(words), words);
        }
    }
});
