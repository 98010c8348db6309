//! What the clipboard gets: a citation of a report, an incident as Markdown.

use std::fmt::Write as _;

use super::{cells, labels};
use crate::{
    model::{Incident, Report},
    output::markdown::escape,
    theatre::Names,
};

/// Longest title that is cited; clipboards drop what is far longer.
const TITLE: usize = 300;

fn title(report: &Report) -> String {
    cells::cut(report.text.title(), TITLE)
}

/// A citation in one line: publisher, title, day, address.
pub fn citation(report: &Report) -> String {
    let title = title(report);
    let title = if title.is_empty() { "untitled" } else { &title };
    let mut out = format!("{}, “{title}”", report.publisher);
    if let Some(published) = report.published {
        let _ = write!(out, ", {}", published.day().strftime("%-d %B %Y"));
    }
    if let Some(url) = &report.url {
        let _ = write!(out, ", {url}");
    }
    out
}

/// An incident with its facts and sources.
pub fn markdown(names: &Names, it: &Incident, reports: &[&Report]) -> String {
    let mut out = format!("**{}**\n\n", escape(&it.headline));
    let when = match &it.when {
        Some(when) => when.date.to_string(),
        None => format!("undated, reported {}", labels::day_of(it.first_reported)),
    };
    let mut fact = |label: &str, words: &str| {
        if !words.is_empty() {
            let _ = writeln!(out, "- {label}: {}", escape(words));
        }
    };
    fact("what", labels::event_words(names, &it.event));
    fact("when", &when);
    fact("where", &labels::place(names, &it.place));
    fact("who", &labels::who(names, it, " → "));
    fact("dead", &labels::count(it.deaths));
    fact(
        "known",
        &format!(
            "{}, {}",
            it.verification.word(),
            labels::number_of(it.independent, "independent source")
        ),
    );
    for report in reports {
        let title = escape(&title(report));
        let _ = match &report.url {
            Some(url) => writeln!(out, "- source: [{title}](<{url}>), {}", report.publisher),
            None => writeln!(out, "- source: {title}, {}", report.publisher),
        };
    }
    out
}
