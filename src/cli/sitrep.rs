//! `vigie sitrep`, `brief` and `handover`.

use anyhow::Result;
use jiff::{Span, Timestamp};

use super::{
    Ending, advice,
    args::{self, SitrepLang},
    lists,
    run::{self, Run},
};
use crate::{
    model::Incident,
    output::sitrep::{self, Language, Shape, Sitrep},
    store::{List, Page},
};

/// Writes the report on what the filter selects and was reported since then.
pub(super) fn sitrep(run: &Run, args: &args::Sitrep, shape: Shape) -> Result<Ending> {
    let usual = if shape == Shape::Sitrep { "7d" } else { "12h" };
    let since = args.since.as_deref().unwrap_or(usual);
    let from = begin(since, run.now)?;
    let filter = args.filter.line();
    let words = if filter.trim().is_empty() { String::new() } else { format!("({filter}) ") };
    // The filter alone first, so that a fault in it has its place in what was typed.
    run.query(&filter, run.now)?;
    let query = run.query(&format!("{words}since:{since}"), run.now)?;
    let reader = run.reader()?;
    let rows = reader.load(&query, &Page::all(List::Incidents)).map_err(run::store_error)?.rows;
    let mut incidents: Vec<Incident> = rows.into_iter().map(|it| it.incident).collect();
    incidents.sort_by_key(|it| (it.when.as_ref().map(|it| it.date), it.id.clone()));
    let cites = lists::cites(&reader, &incidents)?;
    let language = match args.lang {
        SitrepLang::En => Language::English,
        SitrepLang::Fr => Language::French,
    };
    let report = Sitrep {
        names: run.names()?,
        incidents: &incidents,
        cites: &cites,
        from,
        to: run.now,
        filter: &filter,
        language,
        shape,
    };
    let mut out = lists::output(args.output.as_deref())?;
    sitrep::write(&report, &mut out)?;
    out.flush()?;
    Ok(Ending::Done)
}

/// The begin of the period: a day, or so many days or hours back.
fn begin(since: &str, now: Timestamp) -> Result<Timestamp> {
    let hours = |text: &str, unit: i64| text.parse::<i64>().ok().map(|n| n * unit);
    let back = match since.split_at_checked(since.len().saturating_sub(1)) {
        Some((n, "d")) => hours(n, 24),
        Some((n, "h")) => hours(n, 1),
        _ => None,
    };
    let at = match back {
        Some(hours) => now.checked_sub(Span::new().try_hours(hours)?).ok(),
        None => crate::model::Published::parse(since).map(crate::model::Published::instant),
    };
    at.ok_or_else(|| {
        advice(
            format!("--since: `{since}` is no time"),
            "a day such as 2026-04-01, or a span such as 7d or 12h",
        )
    })
}
