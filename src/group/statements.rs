//! Statements: one per report and code, and the incident that each speaks of.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::{
    model::{Incident, Realis},
    theatre::Names,
};

use super::{
    bunch::Bunch,
    item::{Item, Part},
    sides::related,
};

/// The code under which a mention is a statement: its own, or for an event on the ground what is
/// said of it.
pub(super) fn code<'a>(item: &Item<'a>) -> &'a str {
    let mention = &item.told.mention;
    match (item.part, mention.realis) {
        (Part::Speaks, Realis::Denied) => "say.denial",
        (Part::States, Realis::Threatened) if !item.families.is_empty() => "say.threat",
        (Part::States, Realis::Planned) if !item.families.is_empty() => "say.statement",
        _ => &mention.event,
    }
}

/// One bunch for each report and code.
pub(super) fn bunches<'a>(items: &[Item<'a>], mentions: Vec<usize>) -> Vec<Bunch<'a>> {
    let mut found: BTreeMap<(&str, &str), Bunch<'a>> = BTreeMap::new();
    for at in mentions {
        let key = (items[at].told.origin.report.as_str(), code(&items[at]));
        let unit = Bunch::alone(items, at);
        match found.get_mut(&key) {
            Some(bunch) => bunch.absorb(unit, "the same statement in the same report"),
            None => _ = found.insert(key, unit),
        }
    }
    found.into_values().collect()
}

/// One bunch for what several reports tell of one statement: the same kind on the same day in the
/// same country, by the same speaker, or without a speaker in the same town.
pub(super) fn told_again<'a>(
    names: &Names,
    items: &[Item<'a>],
    bunches: Vec<Bunch<'a>>,
) -> Vec<Bunch<'a>> {
    let mut days: BTreeMap<(&str, &str, Date), Vec<Bunch<'a>>> = BTreeMap::new();
    let mut found = Vec::new();
    for bunch in bunches {
        let day = bunch.time.filter(|it| it.precision < 3).map(|it| it.date);
        match bunch.country.zip(day) {
            Some((country, day)) => {
                let kind = code(&items[bunch.first()]);
                days.entry((country, kind, day)).or_default().push(bunch);
            }
            None => found.push(bunch),
        }
    }
    for ((_, _, day), bunches) in days {
        found.extend(of_one_day(names, bunches, day));
    }
    found
}

/// Those of one town, and those that name none, among themselves; then one that names none joins
/// the only town where its speaker said it.
fn of_one_day<'a>(names: &Names, bunches: Vec<Bunch<'a>>, day: Date) -> Vec<Bunch<'a>> {
    let mut pending = bunches;
    pending.sort_by_key(Bunch::first);
    let mut groups: Vec<Vec<Bunch<'a>>> = Vec::new();
    for bunch in pending {
        let same =
            |it: &Bunch<'a>| it.site.town() == bunch.site.town() && is_same(names, it, &bunch, day);
        let (mine, others) = groups.into_iter().partition(|it| it.iter().any(same));
        groups = others;
        let mut group: Vec<Bunch<'a>> = Vec::into_iter(mine).flatten().collect();
        group.push(bunch);
        groups.push(group);
    }
    let (mut placed, free): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|it| it.first().is_some_and(|bunch| bunch.site.town().is_some()));
    let hosts: Vec<Option<usize>> = free
        .iter()
        .map(|group| {
            let fits = |it: &usize| {
                placed[*it].iter().any(|a| group.iter().any(|b| speaks_too(names, a, b, day)))
            };
            let mut fitting = (0..placed.len()).filter(fits);
            fitting.next().filter(|_| fitting.next().is_none())
        })
        .collect();
    let mut alone = Vec::new();
    for (group, host) in free.into_iter().zip(hosts) {
        match host {
            Some(host) => placed[host].extend(group),
            None => alone.push(group),
        }
    }
    placed.into_iter().chain(alone).filter_map(merged).collect()
}

fn merged(mut group: Vec<Bunch<'_>>) -> Option<Bunch<'_>> {
    group.sort_by_key(Bunch::first);
    let mut group = group.into_iter();
    let first = group.next()?;
    Some(group.fold(first, |mut one, other| {
        one.absorb(other, "the same statement that day, told by another report");
        one
    }))
}

fn is_same(names: &Names, a: &Bunch<'_>, b: &Bunch<'_>, day: Date) -> bool {
    let mute = a.sides.attackers.is_empty() || b.sides.attackers.is_empty();
    speaks_too(names, a, b, day) || mute && a.site.town().is_some() && !a.contradicts(names, b)
}

/// Whether one party speaks in both.
fn speaks_too(names: &Names, a: &Bunch<'_>, b: &Bunch<'_>, day: Date) -> bool {
    let civil = |id: &str| names.actor(id).is_some_and(|it| it.class == *"civil");
    let town = a.site.town().is_some() && a.site.town() == b.site.town();
    a.sides.attackers.iter().any(|one| {
        // "Residents" are not the same residents, save in one town.
        (town || !civil(one))
            && b.sides.attackers.iter().any(|two| related(names, one, two, Some(day)))
    })
}

/// For each incident, if it is a statement, the index of the incident on the ground that it speaks
/// of: the only one that shares a report with it, else the only one of those in the same town, else
/// the only one with a party in common.
///
/// `incidents` must hold every incident of the statements' reports.
pub fn about(incidents: &[Incident]) -> Vec<Option<usize>> {
    let mut told: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, incident) in incidents.iter().enumerate().filter(|(_, it)| !it.statement) {
        for member in &incident.members {
            let known = told.entry(&member.report).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
    }
    let of = |statement: &Incident| {
        let mut near: Vec<usize> = statement
            .members
            .iter()
            .filter_map(|it| told.get(it.report.as_str()))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let town = |it: &&usize| {
            let id = statement.place.town_id;
            id.is_some() && incidents[**it].place.town_id == id
        };
        let party = |it: &&usize| {
            let mine = &statement.parties;
            incidents[**it].parties.iter().any(|a| mine.iter().any(|b| a.id == b.id))
        };
        let only = |mut it: Box<dyn Iterator<Item = &usize> + '_>| match (it.next(), it.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        };
        only(Box::new(near.iter()))
            .or_else(|| only(Box::new(near.iter().filter(town))))
            .or_else(|| only(Box::new(near.iter().filter(party))))
    };
    incidents.iter().map(|it| it.statement.then(|| of(it)).flatten()).collect()
}
