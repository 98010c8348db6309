//! The columns that people see of each list.

use jiff::{Timestamp, Unit};

use super::{
    json::date_word,
    summary::{Source, actor_name},
    table::{
        Side::{Left, Right},
        Table,
    },
};
use crate::{
    model::{Count, Incident, Role, Slug},
    store::{ActorSummary, Dropped, StoredReport, Sum, TownSummary},
    theatre::Names,
};

/// Incidents: when, where, what, who, how many dead, by how many independent origins.
pub fn incidents<'a>(names: &Names, rows: impl IntoIterator<Item = &'a Incident>) -> Table {
    let mut table = Table::new(&[
        ("id", Left),
        ("date", Left),
        ("place", Left),
        ("event", Left),
        ("actors", Left),
        ("dead", Right),
        ("src", Right),
        ("sure", Left),
        ("headline", Left),
    ]);
    for it in rows {
        table.row([
            it.id.to_string(),
            date(it),
            place(it),
            event(names, it),
            actors(it),
            count(it.deaths),
            it.independent.to_string(),
            sure(it).to_owned(),
            it.headline.clone(),
        ]);
    }
    table
}

/// Statements: when, who, what, by how many independent origins.
pub fn statements<'a>(names: &Names, rows: impl IntoIterator<Item = &'a Incident>) -> Table {
    let mut table = Table::new(&[
        ("id", Left),
        ("date", Left),
        ("event", Left),
        ("actors", Left),
        ("src", Right),
        ("about", Left),
        ("headline", Left),
    ]);
    for it in rows {
        table.row([
            it.id.to_string(),
            date(it),
            event(names, it),
            actors(it),
            it.independent.to_string(),
            it.about.as_ref().map(Slug::to_string).unwrap_or_default(),
            it.headline.clone(),
        ]);
    }
    table
}

/// Reports: when, whose, in which language, how many events they tell.
pub fn reports<'a>(rows: impl IntoIterator<Item = &'a StoredReport>) -> Table {
    let mut table = Table::new(&[
        ("id", Left),
        ("published", Left),
        ("lang", Left),
        ("publisher", Left),
        ("incidents", Right),
        ("title", Left),
    ]);
    for it in rows {
        let report = &it.report;
        let title = report.text.title();
        let words = || report.text.text.chars().take(80).collect::<String>();
        table.row([
            report.id.to_string(),
            report.published.map_or("unknown".to_owned(), |it| it.day().to_string()),
            report.lang.map_or("–", |it| it.code()).to_owned(),
            report.publisher.clone(),
            it.incidents.len().to_string(),
            if title.is_empty() { words() } else { title.to_owned() },
        ]);
    }
    table
}

/// Actors: what they did and suffered, in the last days and before.
pub fn actors_table(names: &Names, rows: &[ActorSummary]) -> Table {
    let mut table = Table::new(&[
        ("id", Left),
        ("all", Right),
        ("7d", Right),
        ("30d", Right),
        ("before", Right),
        ("hit 30d", Right),
        ("claimed", Right),
        ("alleged", Right),
        ("killed", Right),
        ("lost", Right),
        ("last seen", Left),
        ("name", Left),
    ]);
    for it in rows {
        table.row([
            it.id.to_string(),
            it.incidents.to_string(),
            it.as_attacker.days_7.to_string(),
            it.as_attacker.days_30.to_string(),
            it.as_attacker.previous_30.to_string(),
            it.as_target.days_30.to_string(),
            it.claimed.to_string(),
            it.alleged.to_string(),
            sum(it.deaths_caused),
            sum(it.deaths_suffered),
            it.last_seen.map(|it| it.to_string()).unwrap_or_default(),
            actor_name(names, &it.id).to_owned(),
        ]);
    }
    table
}

/// Towns: how much happened in and near them.
pub fn towns(names: &Names, rows: &[TownSummary]) -> Table {
    let mut table = Table::new(&[
        ("town", Left),
        ("region", Left),
        ("all", Right),
        ("7d", Right),
        ("30d", Right),
        ("before", Right),
        ("near", Right),
        ("dead 30d", Right),
        ("last", Left),
        ("attackers", Left),
    ]);
    for it in rows {
        let place = names.towns().by_id(it.id);
        table.row([
            place.map_or(it.id.to_string(), |it| it.name.clone()),
            place.map_or(String::new(), |it| format!("{}, {}", it.admin1, it.country)),
            it.total.to_string(),
            it.incidents.days_7.to_string(),
            it.incidents.days_30.to_string(),
            it.incidents.previous_30.to_string(),
            if it.near > 0 { format!("+{}", it.near) } else { String::new() },
            it.dead_30d.best.to_string(),
            it.last_incident.map(|it| it.to_string()).unwrap_or_default(),
            it.attackers.iter().map(Slug::to_string).collect::<Vec<_>>().join(", "),
        ]);
    }
    table
}

/// Sources: how they do.
pub fn sources(rows: &[Source], now: Timestamp) -> Table {
    let mut table = Table::new(&[
        ("id", Left),
        ("kind", Left),
        ("lang", Left),
        ("rel", Left),
        ("state", Left),
        ("last success", Left),
        ("next try", Left),
        ("reports", Right),
        ("fault", Left),
    ]);
    for it in rows {
        let (entry, state) = (&it.entry, &it.state);
        table.row([
            entry.id.to_string(),
            entry.kind.to_string(),
            entry.language.map_or("–", |it| it.code()).to_owned(),
            entry.reliability.to_string(),
            source_state(it, now).to_owned(),
            state.last_success.map_or("never".to_owned(), |at| ago(at, now)),
            state.next_try.map(|at| at.strftime("%m-%d %H:%M").to_string()).unwrap_or_default(),
            it.reports.to_string(),
            source_fault(it, now),
        ]);
    }
    table
}

/// What was not taken in: when, what, why.
pub fn dropped(entries: &[Dropped]) -> Table {
    let mut table = Table::new(&[("dropped", Left), ("what", Left), ("why", Left)]);
    for it in entries {
        table.row([it.at.strftime("%Y-%m-%d %H:%M").to_string(), it.what.clone(), it.why.clone()]);
    }
    table
}

fn source_state(it: &Source, now: Timestamp) -> &'static str {
    if it.state.retired.is_some() {
        "retired"
    } else if !it.entry.enabled {
        "off"
    } else if it.state.fault.is_some() {
        "faulty"
    } else if it.is_silent(now) {
        "silent"
    } else if it.state.last_try.is_none() {
        "untried"
    } else {
        "ok"
    }
}

fn source_fault(it: &Source, now: Timestamp) -> String {
    let told = it.state.retired.clone().or_else(|| it.state.fault.clone());
    told.unwrap_or_else(|| match (it.state.newest_entry, it.state.usual_gap_s) {
        (Some(newest), Some(usual)) if it.is_silent(now) => {
            let usual = i64::try_from(usual).unwrap_or(i64::MAX);
            format!(
                "silent {} (usually {})",
                span(now.as_second() - newest.as_second()),
                span(usual)
            )
        }
        _ => String::new(),
    })
}

fn ago(at: Timestamp, now: Timestamp) -> String {
    let at = at.round(Unit::Second).unwrap_or(at);
    format!("{} ago", span(now.as_second() - at.as_second()))
}

/// Seconds in the greatest unit that they fill.
fn span(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{} s", seconds.max(0)),
        60..3600 => format!("{} min", seconds / 60),
        3600..86400 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86400),
    }
}

fn date(it: &Incident) -> String {
    it.when.as_ref().map_or("undated".to_owned(), date_word)
}

/// The town, `~` before what is only near it, else the region or country.
fn place(it: &Incident) -> String {
    let place = &it.place;
    match (&place.town, place.precision) {
        (Some(town), Some(1)) => town.clone(),
        (Some(town), _) => format!("~{town}"),
        (None, _) => {
            let wide = place.admin1.clone().or(place.country.as_ref().map(Slug::to_string));
            wide.map(|it| format!("({it})")).unwrap_or_default()
        }
    }
}

fn event(names: &Names, it: &Incident) -> String {
    names.event(&it.event).map_or(it.event.to_string(), |code| format!("{} {}", code.sign, code.id))
}

/// `jnim, fla → mli_fama`.
fn actors(it: &Incident) -> String {
    let side = |target: bool| {
        let mut ids: Vec<&str> = Vec::new();
        for party in it.parties.iter().filter(|it| (it.role == Role::Target) == target) {
            if !ids.contains(&party.id.as_str()) {
                ids.push(&party.id);
            }
        }
        ids.join(", ")
    };
    match (side(false), side(true)) {
        (first, second) if second.is_empty() => first,
        (first, second) if first.is_empty() => format!("→ {second}"),
        (first, second) => format!("{first} → {second}"),
    }
}

/// How sure, in a word: what is told as fact by how well it is established.
fn sure(it: &Incident) -> &'static str {
    use crate::model::{Realis, Verification};
    match (it.verification, it.realis) {
        (Verification::Unconfirmed, Realis::Occurred) => "unconfirmed",
        (Verification::Unconfirmed, realis) => realis.word(),
        (verification, _) => verification.word(),
    }
}

/// "4", or "3–9" where the claimants differ.
pub fn count(it: Count) -> String {
    match (it.low, it.high) {
        (Some(low), Some(high)) if low != high => format!("{low}–{high}"),
        (Some(n), _) | (None, Some(n)) => n.to_string(),
        (None, None) => String::new(),
    }
}

fn sum(it: Sum) -> String {
    if it.low == it.high { it.low.to_string() } else { format!("{}–{}", it.low, it.high) }
}
