//! A reading in words: what was found, by which words, and why.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{json::date_word, line};
use crate::{
    model::{Coding, EventMention, Place, Report, Slug, Span, Toll},
    theatre::Names,
};

/// Writes everything that was read out of a report, events first.
pub fn reading(
    names: &Names,
    report: &Report,
    coding: &Coding,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = report.text.title();
    writeln!(out, "{}", if title.is_empty() { "(no title)".into() } else { line(title) })?;
    let published = report.published.map_or("no publication date".to_owned(), |it| it.to_string());
    let lang = report.lang.map_or("another language", |it| it.code());
    writeln!(out, "{published}, {lang}, report {}", line(&report.id))?;
    for (event, number) in coding.events.iter().zip(1..) {
        writeln!(out)?;
        self::event(names, report, event, number, out)?;
    }
    if coding.events.is_empty() {
        writeln!(out, "\nno event")?;
    }
    writeln!(out)?;
    for tag in &coding.actors {
        self::tag(report, "actor", &tag.id, &tag.evidence, &tag.why, out)?;
    }
    for tag in &coding.people {
        self::tag(report, "person", &tag.name, &tag.evidence, &tag.why, out)?;
    }
    for tag in &coding.towns {
        let name = format!("{}, {}, {}", tag.name, tag.admin1, tag.country);
        self::tag(report, "town", &name, &tag.evidence, &tag.why, out)?;
    }
    for tag in &coding.others {
        self::tag(report, &tag.kind, &tag.value, &[tag.evidence], "", out)?;
    }
    for fault in report.faults.iter().chain(&coding.faults) {
        writeln!(out, "fault   {}", line(&fault.to_string()))?;
    }
    Ok(())
}

/// One tag with the first words that it was seen by.
fn tag(
    report: &Report,
    kind: &str,
    name: &str,
    evidence: &[Span],
    why: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = evidence.first().map_or("", |it| report.text.slice(*it));
    let times = if evidence.len() > 1 { format!(" ×{}", evidence.len()) } else { String::new() };
    let why = if why.is_empty() { String::new() } else { format!("  [{why}]") };
    let text = format!("{kind:7} {name}  “{words}”{times}{why}");
    writeln!(out, "{}", line(&text))
}

fn event(
    names: &Names,
    report: &Report,
    it: &EventMention,
    number: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let what = names.event(&it.event).map_or("", |it| it.what.as_str());
    let codes: Vec<&str> = std::iter::once(&it.event).chain(&it.also).map(Slug::as_str).collect();
    let codes = codes.join(" + ");
    writeln!(out, "event {number}  {codes}, {}: {}", it.realis.word(), line(what))?;
    let mut row = |head: &str, text: String| writeln!(out, "  {head:8}{}", line(&text));
    let when = it.when.as_ref();
    row(
        "when",
        when.map_or("undated".to_owned(), |it| {
            format!("{} (precision {})", date_word(it), it.precision)
        }),
    )?;
    row("where", place(&it.place))?;
    for party in &it.parties {
        let (role, by) = (party.role.word(), party.attribution.word());
        row("who", format!("{} as {role}, {by}", party.id))?;
    }
    for person in &it.people {
        row("person", format!("{} as {}", person.name, person.role.word()))?;
    }
    let means = [("target", &it.target), ("weapon", &it.weapon), ("outcome", &it.outcome)];
    for (head, word) in means {
        if let Some(word) = word {
            row(head, word.to_string())?;
        }
    }
    for toll in &it.tolls {
        row("toll", self::toll(report, toll))?;
    }
    for claim in &it.claims {
        let by = claim.by.as_ref().map_or("somebody", |it| it.as_str());
        let (stance, about) = (claim.stance.word(), claim.about.word());
        row("claim", format!("{by} {stance} {about}: “{}”", report.text.slice(claim.evidence)))?;
    }
    row("words", format!("“{}”", report.text.slice(it.evidence)))?;
    for why in &it.why {
        row("why", why.clone())?;
    }
    Ok(())
}

/// A place in words, with how precisely it is known.
pub fn place(it: &Place) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(it.words.iter().map(|it| format!("“{it}”")));
    parts.extend(it.town.clone());
    parts.extend(it.admin1.clone());
    parts.extend(it.country.as_ref().map(ToString::to_string));
    let mut text = if parts.is_empty() { "nowhere".to_owned() } else { parts.join(", ") };
    if let Some(precision) = it.precision {
        let _ = write!(text, " (precision {precision})");
    }
    if let Some(km) = it.near_km {
        let bearing = it.bearing.as_ref().map_or("", |it| it.as_str());
        let _ = write!(text, ", {km} km {bearing}");
    }
    text
}

fn toll(report: &Report, it: &Toll) -> String {
    let number = match (it.low, it.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "an unknown number".to_owned(),
    };
    let side = it.side.as_ref().map(|it| format!(" of {it}")).unwrap_or_default();
    let by = it.by.as_ref().map(|it| format!(", by {it}")).unwrap_or_default();
    let (kind, scope) = (it.kind.word(), it.scope.word());
    format!("{number} {kind}{side}{by} ({scope}): “{}”", report.text.slice(it.evidence))
}
