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
