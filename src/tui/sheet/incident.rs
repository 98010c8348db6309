//! The facts of an incident: what, where, when, who, how many by whose word, and why its reports
//! are one.

use std::fmt::Write as _;

use super::{arrivals, claimants};
use crate::{
    config::Bidi,
    model::Incident,
    text::fold,
    theatre::Names,
    tui::{
        data::IncidentSheet,
        labels,
        page::{Builder, Page},
        theme::{Role, Theme},
    },
};

/// The facts, with the n-th report marked as the one that is read.
pub fn page(names: &Names, sheet: &IncidentSheet, report: usize, width: usize, bidi: Bidi) -> Page {
    let it = &*sheet.incident;
    let mut out = Builder::new(width, bidi);
    out.paragraph(&it.headline, Role::Unread);
    out.gap();
    facts(&mut out, names, it);
    claimants::tell(&mut out, names, it);
    arrivals::tell(&mut out, names, sheet, report);
    grouping(&mut out, it);
    out.page
}

fn facts(out: &mut Builder, names: &Names, it: &Incident) {
    out.field("what", &what(names, it), Role::Text);
    let also: Vec<&str> = it.also.iter().map(|code| labels::event_words(names, code)).collect();
    out.field("also", &also.join("; "), Role::Text);
    out.field("when", &when(it), Role::Text);
    out.field("where", &place(names, it), Role::Text);
    for party in &it.parties {
        let words = format!(
            "{} — {}, {}",
            labels::actor_name(names, &party.id),
            party.role.word(),
            party.attribution.word()
        );
        out.field("who", &words, Role::Actor);
    }
    for person in &it.people {
        out.field("person", &format!("{} — {}", person.name, person.role.word()), Role::Person);
    }
    out.field("target", it.target.as_deref().unwrap_or(""), Role::Text);
    out.field("weapon", it.weapon.as_deref().unwrap_or(""), Role::Text);
    out.field("outcome", it.outcome.as_deref().unwrap_or(""), Role::Text);
    out.field("dead", &counted(it.deaths), Role::Number);
    out.field("wounded", &counted(it.wounded), Role::Number);
    let sources = format!(
        "{}: {}, {} independent; {}",
        it.verification.word(),
        labels::number_of(it.sources, "source"),
        it.independent,
        it.realis.word()
    );
    out.field("known", &sources, Role::Text);
    out.field("severity", &format!("{} of 5", it.severity), Theme::severity(it.severity));
    let late = if labels::is_late(it) { ", late" } else { "" };
    let reported = format!(
        "first {}{late}, last {}, changed {}",
        labels::instant(it.first_reported),
        labels::instant(it.last_reported),
        labels::instant(it.changed)
    );
    out.field("reported", &reported, Role::Text);
    if let Some(by) = &it.edited_by {
        out.field("edited", &format!("by {by}"), Role::Accent);
    }
    if let Some(otherwise) = &it.otherwise {
        out.field("but", &format!("would have been grouped otherwise: {otherwise}"), Role::Alert);
    }
    out.field("id", &it.id, Role::Muted);
}

fn what(names: &Names, it: &Incident) -> String {
    let mut words = labels::event_words(names, &it.event).to_owned();
    let _ = write!(words, " ({}", it.event);
    if let Some(acled) = &it.acled_sub_type {
        let _ = write!(words, "; ACLED: {acled}");
    }
    words.push(')');
    if it.civilian_targeting {
        words.push_str("; against civilians");
    }
    words
}

fn when(it: &Incident) -> String {
    let Some(when) = &it.when else {
        return format!("undated, reported {}", labels::instant(it.first_reported));
    };
    let mut words = match when.precision {
        1 => when.date.strftime("%A %-d %B %Y").to_string(),
        2 => format!("about {}", when.date.strftime("%-d %B %Y")),
        _ => when.date.strftime("%B %Y").to_string(),
    };
    if let Some(end) = when.end {
        let _ = write!(words, " to {}", end.strftime("%-d %B %Y"));
    }
    if let Some(part) = when.time_of_day {
        let _ = write!(words, ", {}", part.word());
    }
    words
}

fn place(names: &Names, it: &Incident) -> String {
    let mut words = labels::place(names, &it.place);
    for it in [&it.place.admin2, &it.place.admin1].into_iter().flatten() {
        if words.contains(it.as_str()) {
            continue;
        }
        let _ = write!(words, ", {it}");
    }
    if let Some(country) = &it.place.country {
        let _ = write!(words, ", {}", labels::country(names, country));
    }
    let known = fold(&words);
    if let Some(site) = it.place.words.as_ref().filter(|it| !known.contains(&*fold(it))) {
        let _ = write!(words, " — {site}");
    }
    if let Some(radius) = it.place.radius_km {
        let _ = write!(words, " (within {radius:.0} km)");
    }
    words
}

fn counted(count: crate::model::Count) -> String {
    let words = labels::count(count);
    match count.best {
        Some(best) if words != best.to_string() => format!("{words}, best {best}"),
        _ => words,
    }
}

fn grouping(out: &mut Builder, it: &Incident) {
    out.heading("Why these are one");
    let mut seen: Vec<&str> = Vec::new();
    for member in &it.members {
        if !member.why.is_empty() && !seen.contains(&member.why.as_str()) {
            seen.push(&member.why);
            out.paragraph(&format!("- {}", member.why), Role::Text);
        }
    }
    if seen.is_empty() {
        out.paragraph("one report tells of it", Role::Muted);
    }
}
