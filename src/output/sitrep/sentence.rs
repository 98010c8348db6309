//! One incident in sentences.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{Language, Sitrep, links, words::Words};
use crate::{
    model::{
        About, Attribution, ClaimRow, Incident, Place, Role, Scope, Slug, Stance, TollKind, TollRow,
    },
    output::markdown::escape,
};

/// Writes the incident, then who counts what, then who claims or denies what.
pub(super) fn incident(sitrep: &Sitrep<'_>, it: &Incident, out: &mut dyn Write) -> io::Result<()> {
    let language = sitrep.language;
    let words = language.words();
    let date = it.when.as_ref().map_or(words.undated.to_owned(), |it| language.date(it));
    let place = place(language, &it.place);
    let what = escape(&language.what(sitrep.names, it));
    let parties = parties(sitrep, it);
    let toll = toll(words, it);
    let links = links(sitrep, &it.reports());
    let (colon, semicolon) = (words.colon, words.semicolon);
    let at = if place.is_empty() { String::new() } else { format!(", {}", escape(&place)) };
    writeln!(out, "- **{date}{at}**{colon}{what}{parties}{semicolon}{toll}. ({links})")?;
    for row in it.tolls.iter().filter(|it| it.scope == Scope::Event) {
        toll_line(sitrep, row, out)?;
    }
    for row in &it.claims {
        claim_line(sitrep, row, out)?;
    }
    Ok(())
}

fn place(language: Language, it: &Place) -> String {
    match (&it.town, it.precision) {
        (Some(town), Some(1)) => town.clone(),
        (Some(town), _) => language.near(town),
        (None, _) => it.admin1.clone().unwrap_or_default(),
    }
}

/// ", by JNIM against the army": with whose word it is where the report does not state it.
fn parties(sitrep: &Sitrep<'_>, it: &Incident) -> String {
    let words = sitrep.language.words();
    let side = |roles: &[Role]| {
        let mut names: Vec<String> = Vec::new();
        for party in it.parties.iter().filter(|it| roles.contains(&it.role)) {
            let name = escape(&sitrep.language.party(sitrep.names, &party.id));
            // Nobody claims or suspects of a target that it was hit.
            let stated = party.role == Role::Target;
            let word = if stated { "" } else { attribution(words, party.attribution) };
            let name = if word.is_empty() { name } else { format!("{name} ({word})") };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), words.and)
            }
            _ => names.concat(),
        }
    };
    let mut text = String::new();
    let sides =
        [(words.by, side(&[Role::Attacker, Role::Ally])), (words.against, side(&[Role::Target]))];
    for (word, names) in sides.iter().filter(|it| !it.1.is_empty()) {
        let _ = write!(text, ", {word} {names}");
    }
    text
}

fn attribution(words: &Words, it: Attribution) -> &'static str {
    let at = Attribution::ALL.iter().position(|one| *one == it);
    at.and_then(|at| words.attributions.get(at)).copied().unwrap_or_default()
}

fn toll(words: &Words, it: &Incident) -> String {
    let counts = [(it.deaths, words.dead), (it.wounded, words.wounded)];
    let told = counts.iter().filter_map(|(count, kind)| {
        let best = count.best.or(count.low)?;
        let range = match (count.low, count.high) {
            (Some(low), Some(high)) if low != high => format!(" ({low}–{high})"),
            _ => String::new(),
        };
        Some(format!("{best} {}{range}", of(kind, best)))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { words.no_toll.to_owned() } else { told.join(", ") }
}

/// The word for one, or for several.
fn of(kind: &[&'static str; 2], n: u32) -> &'static str {
    kind[usize::from(n > 1)]
}

fn speaker(sitrep: &Sitrep<'_>, by: Option<&Slug>) -> String {
    let actor = |id| escape(&sitrep.language.party(sitrep.names, id));
    by.map_or_else(|| sitrep.language.words().the_report.to_owned(), actor)
}

fn toll_line(sitrep: &Sitrep<'_>, row: &TollRow, out: &mut dyn Write) -> io::Result<()> {
    let words = sitrep.language.words();
    let number = match (row.low, row.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("{} {low}", words.at_least),
        (None, Some(high)) => format!("0–{high}"),
        (None, None) if row.words.is_empty() => words.number_open.to_owned(),
        (None, None) => quoted(words, &row.words),
    };
    let n = row.high.or(row.low).unwrap_or(2);
    let kind = match row.kind {
        TollKind::Dead => of(&words.dead, n),
        TollKind::Wounded => of(&words.wounded, n),
        TollKind::Abducted => of(&words.other_tolls[0], n),
        TollKind::Missing => of(&words.other_tolls[1], n),
        TollKind::Captured => of(&words.other_tolls[2], n),
        TollKind::Neutralised => of(&words.other_tolls[3], n),
    };
    let side = row.side.as_ref().map(|id| escape(&sitrep.language.actor(sitrep.names, id)));
    let side = side.map(|it| format!(" ({it})")).unwrap_or_default();
    let by = speaker(sitrep, row.by.as_ref());
    let link = links(sitrep, std::slice::from_ref(&row.report));
    writeln!(out, "  - {} {by}{}{number} {kind}{side} ({link})", words.according_to, words.colon)
}

fn quoted(words: &Words, text: &str) -> String {
    let [open, close] = words.quotes;
    format!("{open}{}{close}", escape(text))
}

fn claim_line(sitrep: &Sitrep<'_>, row: &ClaimRow, out: &mut dyn Write) -> io::Result<()> {
    let words = sitrep.language.words();
    let stance = match row.stance {
        Stance::Claims => words.claims,
        Stance::Confirms => words.confirms,
        Stance::Denies => words.denies,
        Stance::Accuses => words.accuses,
    };
    let what = match row.about {
        About::Event => stance[0],
        About::Responsibility => stance[1],
        About::Toll => stance[2],
        About::Control => stance[3],
    };
    let by = speaker(sitrep, row.by.as_ref());
    let link = links(sitrep, std::slice::from_ref(&row.report));
    let said = quoted(words, &row.words);
    writeln!(out, "  - {what}, {} {by}{}{said} ({link})", words.by, words.colon)
}
