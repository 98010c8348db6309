//! How grave an incident is, 1 to 5, by the weights of the pack.

use crate::{
    model::{Incident, PersonRole, Role},
    theatre::Names,
};

use super::{super::item::Item, trust};

/// Codes by which a town is attacked or taken; a mine or an arrest in it is not.
const ON_A_TOWN: [&str; 9] = [
    "clash.base",
    "clash.overrun",
    "terr.capture",
    "terr.retake",
    "terr.handover",
    "bomb.svbied",
    "bomb.suicide",
    "fire.indirect",
    "air.drone_armed",
];

/// Parties whose people are protected.
const PROTECTED: [&str; 3] = ["un", "minusma", "aid_workers"];

/// The severity of an incident of which all but severity and headline is known.
pub(super) fn severity(names: &Names, incident: &Incident, items: &[&Item<'_>]) -> u8 {
    let weights = names.severity;
    let codes = || std::iter::once(&incident.event).chain(&incident.also);
    let least = codes().filter_map(|it| names.event(it)).map(|it| it.severity).max().unwrap_or(1);
    if incident.statement {
        return least.min(2);
    }
    let repelled = incident.outcome.as_ref().is_some_and(|it| *it == *"repelled");
    let mut weight = if repelled { least.min(3) } else { least };
    let dead = incident.deaths.low.unwrap_or(0);
    if dead >= weights.mass_deaths {
        weight = 5;
    } else if dead >= weights.many_deaths || is_grave(names, incident) {
        weight = weight.max(4);
    } else if dead > 0 {
        weight = weight.max(3);
    }
    if supreme(names, incident, items) {
        5
    } else if trust::one_sided(names, items) {
        weight.min(weights.one_party_cap)
    } else {
        weight
    }
}

fn has(incident: &Incident, codes: &[&str]) -> bool {
    codes.contains(&incident.event.as_str())
        || incident.also.iter().any(|it| codes.contains(&it.as_str()))
}

/// A regional capital cut off; foreigners, United Nations or relief workers killed or taken.
fn is_grave(names: &Names, incident: &Incident) -> bool {
    let town = incident.place.town_id.filter(|_| incident.place.precision == Some(1));
    let cut_off = has(incident, &["terr.blockade"])
        && town.is_some_and(|it| names.is_region_capital(it) || names.is_capital(it));
    let taken = has(incident, &["civ.abduction"]);
    let targets = || incident.parties.iter().filter(|it| it.role == Role::Target);
    let protected = targets().any(|it| PROTECTED.contains(&it.id.as_str()))
        || incident
            .target
            .as_ref()
            .is_some_and(|it| matches!(it.as_str(), "aid_worker" | "peacekeepers"));
    let foreign = targets().any(|it| names.actor(&it.id).is_some_and(|it| it.class == *"external"));
    let killed = incident.deaths.low.unwrap_or(0) > 0;
    cut_off || (protected && (taken || killed)) || (foreign && taken)
}

/// Coups; the places and persons of the highest weight, whoever says so.
fn supreme(names: &Names, incident: &Incident, items: &[&Item<'_>]) -> bool {
    let town = incident.place.town_id.filter(|_| incident.place.precision == Some(1));
    let seat = town.is_some_and(|it| names.is_capital(it) || names.is_region_capital(it));
    let airport = incident.target.as_ref().is_some_and(|it| *it == *"airport");
    has(incident, &["pol.coup"])
        || (has(incident, &ON_A_TOWN) && (seat || airport))
        || (kills(incident) && high_victim(names, incident, items))
}

fn kills(incident: &Incident) -> bool {
    incident.deaths.low.unwrap_or(0) > 0 || has(incident, &["civ.assassination", "civ.execution"])
}

/// Whether a victim held a high office on that day, by name or by the office alone.
fn high_victim(names: &Names, incident: &Incident, items: &[&Item<'_>]) -> bool {
    let high = |office: &str| names.office(office).is_some_and(|it| it.high);
    let by_office = items.iter().flat_map(|it| &it.told.mention.offices).any(|it| high(it));
    let victims = incident.people.iter().filter(|it| it.role == PersonRole::Victim);
    let day = incident.day();
    let mut held = victims.filter_map(|it| names.person(&it.name)).flat_map(|it| &it.offices);
    by_office
        || held.any(|it| {
            let begun = it.from.zip(day).is_none_or(|(from, day)| from <= day);
            let ended = it.to.zip(day).is_some_and(|(to, day)| to < day);
            begun && !ended && high(&it.office)
        })
}
