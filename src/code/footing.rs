//! Who stands where because of what the event is: crowds, coups, statements, and events that nobody
//! suffers.

use crate::model::{Attribution, Party, Role, Slug};

use super::roles::{Kind, kind_of};
use super::{Coder, opposed, parties};
use crate::theatre::Names;

/// The sides of an event of this code.
pub(super) fn footing(
    coder: &Coder<'_>,
    event: &str,
    country: u16,
    denied: bool,
    agents: Vec<Party>,
    patients: Vec<Party>,
) -> (Vec<Party>, Vec<Party>) {
    let names = coder.names;
    let (mut agents, mut patients) = crowd_roles(names, event, agents, patients);
    if event == "pol.coup" {
        coup(coder, (!denied).then_some(country), &mut agents, &mut patients);
    } else if event.starts_with("say.") {
        // What is said is said of the others.
        let others = agents.split_off(agents.len().min(1));
        patients.extend(others.into_iter().map(|it| Party { role: Role::Target, ..it }));
    } else if event == "hum.displaced" {
        // Who flees is told of, whoever counts them.
        let id = "civilians".into();
        agents = vec![Party { id, role: Role::Attacker, attribution: Attribution::Stated }];
        patients.clear();
    } else if event == "grp.change" {
        // What becomes of a group is done to nobody without arms.
        patients.retain(|it| kind_of(names, &it.id) != Kind::Civil);
    } else if matches!(event, "bomb.defused" | "arms.seized") {
        let state = |it: &Party| kind_of(names, &it.id) == Kind::State;
        if !agents.iter().any(state)
            && let Some(at) = patients.iter().position(state)
        {
            agents = vec![Party { role: Role::Attacker, ..patients.remove(at) }];
        }
    } else if event == "terr.handover" {
        handover(names, &mut agents, &mut patients);
    } else if is_suffered_by_nobody(event) {
        let force = |it: &Party| kind_of(names, &it.id) != Kind::Civil;
        agents.retain(|it| force(it) && (event != "air.crash" || it.id != "unidentified"));
        if event == "terr.withdraw" && agents.iter().all(|it| kind_of(names, &it.id) == Kind::State)
        {
            // "The French soldiers of Barkhane": all forces that are told of leave.
            let state = |it: &Party| kind_of(names, &it.id) == Kind::State;
            opposed::cross(&mut patients, &mut agents, Role::Attacker, state);
        }
        if agents.is_empty()
            && let Some(at) = patients.iter().position(force)
        {
            agents.push(Party { role: Role::Attacker, ..patients.remove(at) });
        }
        patients.retain(force);
    }
    if patients.is_empty() && is_upon_people(event) {
        let (id, role) = ("civilians".into(), Role::Target);
        agents.retain(|it| it.id != "civilians");
        patients.push(Party { id, role, attribution: Attribution::Stated });
    }
    (agents, patients)
}

/// Soldiers overthrow a government: the country's, unless others are named or there was no coup.
fn coup(
    coder: &Coder<'_>,
    country: Option<u16>,
    agents: &mut Vec<Party>,
    patients: &mut Vec<Party>,
) {
    let rules = |it: &Party| coder.governments.iter().any(|row| row.1 == it.id);
    let (ruled, doers): (Vec<Party>, Vec<Party>) =
        std::mem::take(agents).into_iter().partition(rules);
    let (overthrown, forces): (Vec<Party>, Vec<Party>) = std::mem::take(patients)
        .into_iter()
        .partition(|it| rules(it) || kind_of(coder.names, &it.id) != Kind::State);
    let forces = forces.into_iter().map(|it| Party { role: Role::Attacker, ..it });
    agents.extend(doers.into_iter().filter(|it| it.id != "unidentified").chain(forces));
    patients.extend(ruled.into_iter().map(|it| Party { role: Role::Target, ..it }));
    for party in overthrown {
        if party.id != "unidentified" && patients.iter().all(|it| it.id != party.id) {
            patients.push(party);
        }
    }
    let stated = |id: &Slug, role| Party { id: id.clone(), role, attribution: Attribution::Stated };
    if agents.is_empty() {
        let army = country.and_then(|it| coder.army(it));
        agents.extend(army.map(|it| stated(it, Role::Attacker)));
    }
    if patients.is_empty() {
        let government = country.and_then(|it| coder.government(it));
        patients.extend(government.map(|it| stated(it, Role::Target)));
    }
}

/// Who leaves a place to another stands first, who walks in second.
fn handover(names: &Names, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let state = |it: &Party| kind_of(names, &it.id) == Kind::State;
    if agents.iter().any(state) || !patients.iter().any(state) {
        return;
    }
    opposed::swap(agents, patients);
}

/// Forces move, are seen, lose an aircraft: whoever is told of did it.
fn is_suffered_by_nobody(event: &str) -> bool {
    matches!(event, "air.crash" | "terr.base" | "mil.deploy" | "grp.presence" | "terr.withdraw")
}

/// What is done to people not under arms, whether or not a word names them.
fn is_upon_people(event: &str) -> bool {
    event.starts_with("civ.") && event != "civ.assassination" || event == "grp.rule"
}

/// In protests and riots the crowd is the first party, whoever broke it up the second.
fn crowd_roles(
    names: &Names,
    event: &str,
    agents: Vec<Party>,
    patients: Vec<Party>,
) -> (Vec<Party>, Vec<Party>) {
    let crowd = if event.starts_with("prot.") {
        "protesters"
    } else if event == "riot.mob"
        && [&agents, &patients].iter().all(|side| side.iter().any(|it| it.id == "civilians"))
    {
        // Camps that fight each other are no mob.
        return (agents, patients);
    } else if event.starts_with("riot.") {
        "rioters"
    } else {
        return (agents, patients);
    };
    let first = Party { id: crowd.into(), role: Role::Attacker, attribution: Attribution::Stated };
    let is_other = |it: &Party| {
        !(matches!(it.id.as_str(), "protesters" | "rioters" | "unidentified")
            || crowd == "protesters" && it.id == "civilians"
            || it.role == Role::Attacker && it.id == "civilians")
            && parties::index_of(names, &it.id).is_some()
    };
    let others = agents.into_iter().chain(patients).filter(is_other);
    let mut second: Vec<Party> = others.map(|it| Party { role: Role::Target, ..it }).collect();
    if event == "riot.mob" && second.is_empty() {
        let id = "civilians".into();
        second.push(Party { id, role: Role::Target, attribution: Attribution::Stated });
    }
    (vec![first], second)
}
