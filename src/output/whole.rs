//! One incident or report, whole, for people.

use std::io::{self, Write};

use super::{columns::count, explain, json::date_word, line, summary::actor_name};
use crate::{
    model::{Incident, Member, Report, Slug},
    store::StoredReport,
    theatre::Names,
};

/// Writes an incident: what is known, who says so, which reports tell of it and why they are held
/// to be one.
pub fn incident(
    names: &Names,
    it: &Incident,
    aliases: &[Slug],
    reports: &[StoredReport],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", line(&it.headline))?;
    let mut row = |head: &str, text: &str| writeln!(out, "{head:10}{}", line(text));
    row("id", &it.id)?;
    if !aliases.is_empty() {
        row("was", &joined(aliases))?;
    }
    let mut codes = vec![it.event.clone()];
    codes.extend(it.also.iter().cloned());
    row("event", &joined(&codes))?;
    if let (Some(kind), Some(sub)) = (&it.acled_type, &it.acled_sub_type) {
        row("ACLED", &format!("{kind} / {sub}"))?;
    }
    let (realis, verification) = (it.realis.word(), it.verification.word());
    row("sure", &format!("{realis}, {verification}, severity {}", it.severity))?;
    row(
        "when",
        &it.when.as_ref().map_or("undated".to_owned(), |it| {
            format!("{} (precision {})", date_word(it), it.precision)
        }),
    )?;
    row("where", &explain::place(&it.place))?;
    for party in &it.parties {
        let (role, by) = (party.role.word(), party.attribution.word());
        row("who", &format!("{} ({}) as {role}, {by}", actor_name(names, &party.id), party.id))?;
    }
    for person in &it.people {
        row("person", &format!("{} as {}", person.name, person.role.word()))?;
    }
    for (head, word) in [("target", &it.target), ("weapon", &it.weapon), ("outcome", &it.outcome)] {
        if let Some(word) = word {
            row(head, word)?;
        }
    }
    row("dead", &or_unknown(count(it.deaths)))?;
    row("wounded", &or_unknown(count(it.wounded)))?;
    for toll in &it.tolls {
        let by = toll.by.as_ref().map_or("the report", |it| it.as_str());
        let side = toll.side.as_ref().map_or("no side named", |it| it.as_str());
        let (kind, scope) = (toll.kind.word(), toll.scope.word());
        let words = &toll.words;
        row("toll", &format!("{by}: {kind} of {side} ({scope}) “{words}” in {}", toll.report))?;
    }
    for claim in &it.claims {
        let by = claim.by.as_ref().map_or("somebody", |it| it.as_str());
        let (stance, about) = (claim.stance.word(), claim.about.word());
        row("claim", &format!("{by} {stance} {about}: “{}” in {}", claim.words, claim.report))?;
    }
    row("told", &format!("by {} publishers, {} independent", it.sources, it.independent))?;
    row(
        "reported",
        &format!("{} to {}, changed {}", it.first_reported, it.last_reported, it.changed),
    )?;
    if let Some(by) = &it.edited_by {
        row("edited", by)?;
    }
    if let Some(otherwise) = &it.otherwise {
        row("decided", otherwise)?;
    }
    if let Some(about) = &it.about {
        row("about", about)?;
    }
    members(it, reports, out)
}

/// Each report with its words and the reason that it is here.
fn members(it: &Incident, reports: &[StoredReport], out: &mut dyn Write) -> io::Result<()> {
    for id in it.reports() {
        let stored = reports.iter().find(|it| it.report.id == id);
        writeln!(out)?;
        match stored {
            Some(it) => head(&it.report, out)?,
            None => writeln!(out, "report    {}", line(&id))?,
        }
        for member in it.members.iter().filter(|it| it.report == id) {
            self::member(member, stored, out)?;
        }
    }
    Ok(())
}

fn member(it: &Member, stored: Option<&StoredReport>, out: &mut dyn Write) -> io::Result<()> {
    let words = stored.map_or("", |stored| stored.report.text.slice(it.evidence));
    writeln!(out, "  {}  “{}”", it.event, line(words))?;
    writeln!(out, "    {}", line(&it.why))
}

/// The lines that say which report it is.
fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let title = report.text.title();
    let published = report.published.map_or("date unknown".to_owned(), |it| it.to_string());
    writeln!(out, "report    {}  {}", line(&report.id), line(title))?;
    writeln!(out, "          {}, {published}", line(&report.publisher))?;
    if let Some(url) = &report.url {
        writeln!(out, "          {}", line(url))?;
    }
    Ok(())
}

/// Writes a report: where it is from, what was read out of it and why, its text.
pub fn report(names: &Names, it: &StoredReport, out: &mut dyn Write) -> io::Result<()> {
    head(&it.report, out)?;
    writeln!(
        out,
        "source    {}, first seen {}, {} revisions",
        it.report.source, it.report.first_seen, it.revisions
    )?;
    if let Some(path) = &it.report.path {
        writeln!(out, "file      {}", line(path))?;
    }
    if !it.incidents.is_empty() {
        writeln!(out, "incidents {}", joined(&it.incidents))?;
    }
    writeln!(out)?;
    match &it.coding {
        Some(coding) => explain::reading(names, &it.report, coding, out)?,
        None => writeln!(out, "not coded yet")?,
    }
    writeln!(out, "\n{}", super::lines(&it.report.text.text))
}

fn joined(ids: &[Slug]) -> String {
    ids.iter().map(Slug::as_str).collect::<Vec<_>>().join(", ")
}

fn or_unknown(text: String) -> String {
    if text.is_empty() { "unknown".to_owned() } else { text }
}
