//! The facts of an incident: what, where, when, who, how many by whose word, and why its reports
//! are one.

use std::fmt::Write as _;

use crate::{
    config::Bidi,
    model::{About, ClaimRow, Incident, Slug, Stance, TollKind, TollRow},
    theatre::Names,
    tui::{
        data::{IncidentSheet, Told},
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
    tolls(&mut out, names, &it.tolls);
    claims(&mut out, names, &it.claims);
    reports(&mut out, names, sheet, report);
    grouping(&mut out, it);
    out.page
}

fn facts(out: &mut Builder, names: &Names, it: &Incident) {
    out.field("what", &what(names, it), Role::Text);
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
    for code in &it.also {
        words.push_str("; also ");
        words.push_str(labels::event_words(names, code));
    }
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
    if let Some(site) = &it.place.words {
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

fn by(names: &Names, by: Option<&Slug>) -> String {
    by.map_or_else(|| "the press".to_owned(), |id| labels::actor_short(names, id))
}

fn tolls(out: &mut Builder, names: &Names, tolls: &[TollRow]) {
    if tolls.is_empty() {
        return;
    }
    out.heading("Tolls, each by one word");
    for it in tolls {
        let number = match (it.low, it.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}-{high}"),
            (Some(low), None) => format!("{low}+"),
            (None, Some(high)) => format!("<{high}"),
            (None, None) => "?".to_owned(),
        };
        let role = if it.kind == TollKind::Dead { Role::Number } else { Role::Text };
        let side = it.side.as_deref().map_or_else(String::new, |id| labels::actor_short(names, id));
        let scope = match it.scope {
            crate::model::Scope::Event => "",
            other => other.word(),
        };
        let words = format!("{}{scope} “{}”", if scope.is_empty() { "" } else { "— " }, it.words);
        out.row(&[
            (&by(names, it.by.as_ref()), 11, Role::Actor),
            (&number, 6, role),
            (it.kind.word(), 11, role),
            (&side, 10, Role::Target),
            (&words, 0, Role::Muted),
        ]);
    }
}

fn claims(out: &mut Builder, names: &Names, claims: &[ClaimRow]) {
    if claims.is_empty() {
        return;
    }
    out.heading("Claims and denials");
    for it in claims {
        let stance = format!("{} {}", it.stance.word(), about(it.about));
        let role = if it.stance == Stance::Denies { Role::Alert } else { Role::Text };
        out.row(&[
            (&by(names, it.by.as_ref()), 11, Role::Actor),
            (&stance, 22, role),
            (&labels::day_short(labels::day_of(it.at)), 6, Role::Muted),
            (&format!("“{}”", it.words), 0, Role::Muted),
        ]);
    }
}

fn about(about: About) -> &'static str {
    match about {
        About::Event => "it happened",
        About::Responsibility => "responsibility",
        About::Toll => "the toll",
        About::Control => "control",
    }
}

fn reports(out: &mut Builder, names: &Names, sheet: &IncidentSheet, report: usize) {
    out.heading("Reports, in order of arrival");
    for (n, told) in sheet.reports.iter().enumerate() {
        let sign = if n == report { ">" } else { " " };
        let role = if n == report { Role::Unread } else { Role::Text };
        let day = labels::day_short(labels::day_of(told.report.reported()));
        out.row(&[
            (sign, 1, Role::Accent),
            (&day, 6, Role::Muted),
            (&told.report.publisher, 20, role),
            (told.report.text.title(), 0, role),
        ]);
        let added = added(names, &sheet.incident, told);
        out.field(
            "",
            &format!("{}{added}", if n == 0 { "first: " } else { "added " }),
            Role::Muted,
        );
    }
}

/// What a report brought to its incident, in words.
fn added(names: &Names, incident: &Incident, told: &Told) -> String {
    let id = &told.report.id;
    let mut parts: Vec<String> = Vec::new();
    for it in incident.tolls.iter().filter(|it| it.report == *id) {
        parts.push(format!("a toll by {} ({})", by(names, it.by.as_ref()), it.words));
    }
    for it in incident.claims.iter().filter(|it| it.report == *id) {
        parts.push(format!(
            "{} {} {}",
            by(names, it.by.as_ref()),
            it.stance.word(),
            about(it.about)
        ));
    }
    if parts.is_empty() { "nothing of its own".to_owned() } else { parts.join("; ") }
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
