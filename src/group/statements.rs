//! Statements: one per report and code, and the incident that each speaks of.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Incident, Realis};

use super::{
    bunch::Bunch,
    item::{Item, Part},
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
