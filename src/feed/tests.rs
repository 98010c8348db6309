use super::*;
use crate::model::{Lang, PassageKind};

mod archives;
mod documents;
mod feeds;

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

/// Title, date, address and body of a report, a line each; what it lacks is `-`.
fn shown(report: &Report) -> String {
    let date = report.published.map_or("-".to_owned(), |it| it.to_string());
    let title = if report.text.title().is_empty() { "-" } else { report.text.title() };
    format!("{title}\n{date}\n{}", report.url.as_deref().unwrap_or("-"))
}

/// The passages after the title, captions in brackets.
fn body(report: &Report) -> Vec<String> {
    let told = report.text.passages.iter().filter(|it| it.kind != PassageKind::Title);
    told.map(|it| match it.kind {
        PassageKind::Caption => format!("[{}]", report.text.slice(it.span)),
        PassageKind::Heading => format!("# {}", report.text.slice(it.span)),
        _ => report.text.slice(it.span).to_owned(),
    })
    .collect()
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_reports_or_faults(
        head in "(|<rss><channel><item>|<feed><entry>|<html><body>|\\{\"items\":\\[|Published: )",
        bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..120),
        soup in "[<>/!\\[\\]{}\":,&;a-e \n0-9éم-]{0,120}",
    ) {
        let source: SourceEntry =
            toml::from_str("id = 'x'\nname = 'X'\nurl = 'https://x.org/feed'").unwrap();
        for bytes in [[head.as_bytes(), &bytes].concat(), format!("{head}{soup}").into_bytes()] {
            parse(&source, &bytes, None, "https://x.org/feed", now());
            for path in ["a.txt", "a.html", "a.json", "a.xml"] {
                let document =
                    Document { bytes: &bytes, path: Some(path), ..Document::default() };
                let parsed = super::document(&document, now());
                for report in &parsed.reports {
                    for passage in &report.text.passages {
                        let words = report.text.slice(passage.span);
                        proptest::prop_assert_eq!(crate::text::sanitize(words), words);
                        proptest::prop_assert!(!words.is_empty());
                    }
                }
            }
        }
    }
}
