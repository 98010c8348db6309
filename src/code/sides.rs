//! The two sides of an event, with defaults for what is left unsaid.

use jiff::civil::Date;

use crate::model::{Attribution, Party, PersonRole, Role, Slug, Stance};
use crate::theatre::Names;

use super::draft::Draft;
use super::meaning::Act;
use super::roles::{self, Kind};
use super::standing::affiliation;
use super::{Coder, opposed, parties};

/// Those who did it and those who suffered it, with defaults for what is left unsaid.
pub(super) fn sides(
    coder: &Coder<'_>,
    draft: &mut Draft,
    country: u16,
    day: Option<Date>,
) -> (Vec<Party>, Vec<Party>) {
    let names = coder.names;
    let mut agents = Vec::new();
    let mut patients = Vec::new();
    for cast in draft.cast.iter().filter(|it| !it.speaks) {
        let Some(actor) = names.actors.get(cast.actor as usize) else { continue };
        let kind = roles::kind(names, cast.actor);
        let party = |role| Party { id: actor.id.clone(), role, attribution: cast.attribution };
        if kind == Kind::Political && cast.agent < 3 && cast.patient < 3 {
            continue;
        }
        // A government is party to violence only where a verb makes it one, as its customs officers are
        // who are shot, and so is a body whose forces have names of their own (the United Nations, France).
        let rules = coder.governments.iter().any(|it| it.1 == actor.id);
        let body = actor.class == *"external"
            && cast.is_by_class()
            && !target_sides(coder, draft).0
            && names.actors.iter().any(|it| it.parent.as_ref() == Some(&actor.id));
        let spared = rules && !cast.is_framed() && !cast.is_suffered();
        if (body || spared) && draft.is_violent() {
            continue;
        }
        if cast.agent > cast.patient {
            agents.push(party(Role::Attacker));
        } else if cast.patient > 0 {
            patients.push(party(Role::Target));
        }
    }
    // Who leaves what another takes is the one from whom it is taken.
    let is = |it: &Party, kind| {
        parties::index_of(names, &it.id).is_some_and(|it| roles::kind(names, it) == kind)
    };
    let has = |act| draft.acts.iter().any(|it| it.0 == act);
    if has(Act::Take) && has(Act::Withdraw) && agents.iter().any(|it| is(it, Kind::Armed)) {
        let (left, took) = agents.into_iter().partition(|it| is(it, Kind::State));
        agents = took;
        let lost = |it: Party| Party { role: Role::Target, ..it };
        patients.extend(Vec::into_iter(left).map(lost));
    }
    for actor in affiliations(names, draft, day) {
        if agents.iter().chain(&patients).all(|it| it.id != actor) {
            let attribution = Attribution::Stated;
            patients.push(Party { id: actor, role: Role::Target, attribution });
        }
    }
    opposed::part(names, draft, &mut agents, &mut patients);
    oppose(draft, &mut agents, &mut patients);
    if !is_against(draft) {
        lead(coder, draft, &mut agents, &mut patients);
    }
    draft.no_author = agents.iter().all(|it| it.id == "unidentified");
    // "Denied having hit civilians, said that it killed ten gunmen": of the civilians it is accused.
    let civil = patients.iter().any(|it| it.id == "civilians")
        && patients.iter().all(|it| it.id == "civilians" || it.id == "unidentified");
    if draft.mood.denied && draft.no_author && civil {
        // Who denies having done it is the one who is said to have.
        let denier = draft
            .claims
            .iter()
            .filter(|it| it.stance == Stance::Denies)
            .filter_map(|it| names.actors.iter().find(|row| Some(&row.id) == it.by.as_ref()))
            .find(|it| it.class != "civil");
        agents.extend(denier.map(|it| Party {
            id: it.id.clone(),
            role: Role::Attacker,
            attribution: Attribution::Denied,
        }));
    }
    fill_sides(coder, draft, country, &mut agents, &mut patients);
    // Forces that strike, and gunmen whom no verb makes the doers: the gunmen are struck.
    let strikes = |it: &(Act, super::meaning::Form)| {
        matches!(
            it.0,
            Act::AirStrike | Act::Shell | Act::Bombard | Act::Neutralise | Act::Operation
        )
    };
    let struck = draft.acts.iter().any(strikes)
        && !draft.attacked
        && !draft.acts.iter().any(|it| matches!(it.0, Act::Ambush | Act::Attack))
        && draft.cast.iter().any(|it| {
            it.agent >= 6 && it.agent > it.patient && roles::kind(names, it.actor) == Kind::State
        });
    let idle = draft.cast.iter().any(|it| {
        !it.is_framed()
            && names.actors.get(it.actor as usize).is_some_and(|it| it.id == "unidentified")
    });
    if struck
        && idle
        && let Some(at) = agents.iter().position(|it| it.id == "unidentified")
    {
        patients.push(Party { role: Role::Target, ..agents.remove(at) });
    }
    // A named group beside `unidentified` is what the class word meant, on whichever side.
    if agents.iter().any(|it| it.id != "unidentified") {
        agents.retain(|it| it.id != "unidentified");
    }
    // A militia may well fight the gunmen whom the class word means.
    let kind_of = |it: &Party| roles::kind_of(names, &it.id);
    let group = |it: &Party| it.id != "unidentified" && kind_of(it) == Kind::Armed;
    let militia = |it: &Party| kind_of(it) == Kind::Militia;
    if agents.iter().chain(&patients).any(group) || patients.iter().any(militia) {
        patients.retain(|it| it.id != "unidentified");
    }
    oppose(draft, &mut agents, &mut patients);
    opposed::order_fight(names, draft, &mut agents, &mut patients);
    (agents, patients)
}

/// The organisations of the victims: by the office that they held, else by their membership.
fn affiliations(names: &Names, draft: &Draft, day: Option<Date>) -> Vec<Slug> {
    let mut out: Vec<Slug> = Vec::new();
    let of_office =
        |id: &Slug| names.offices.iter().find(|it| it.id == *id).map(|it| it.actor.clone());
    let mut add = |it: Slug| {
        if !out.contains(&it) {
            out.push(it);
        }
    };
    draft.offices.iter().filter_map(of_office).for_each(&mut add);
    let day = draft.day().or(day);
    for figure in draft.figures.iter().filter(|it| it.role == PersonRole::Victim) {
        let person = names.people.iter().find(|it| it.name == figure.name);
        person.and_then(|it| affiliation(names, it, day)).into_iter().for_each(&mut add);
    }
    out
}

/// Whether it is done against somebody: violence, taking, arresting, breaking up.
fn is_against(draft: &Draft) -> bool {
    draft.is_violent()
        || draft.acts.iter().any(|it| {
            matches!(
                it.0,
                Act::Burn
                    | Act::Jailbreak
                    | Act::Shootdown
                    | Act::Take
                    | Act::Retake
                    | Act::Arrest
                    | Act::Overrun
                    | Act::Destroy
                    | Act::Protest
                    | Act::Riot
                    | Act::Mob
                    | Act::Coup
                    | Act::Disperse
                    | Act::Release
                    | Act::Sexual
                    | Act::Repel
            )
        })
}

/// What is told without violence is told of somebody: of the one who speaks, else of the party
/// named first.
fn lead(coder: &Coder<'_>, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let names = coder.names;
    let words = draft.acts.iter().any(|it| {
        matches!(
            it.0,
            Act::Statement
                | Act::Threaten
                | Act::Inquiry
                | Act::Sanction
                | Act::Hunger
                | Act::Access
        )
    });
    let speaker = draft.cast.iter().find(|it| it.speaks || draft.speakers.contains(&it.actor));
    let speaker = speaker
        .filter(|it| words && roles::kind(names, it.actor) != Kind::Civil)
        .and_then(|it| names.actors.get(it.actor as usize));
    if let Some(actor) = speaker {
        let id = actor.id.clone();
        patients.retain(|it| it.id != id);
        if !agents.iter().any(|it| it.id == id) {
            let said = Party { id, role: Role::Attacker, attribution: Attribution::Stated };
            agents.insert(0, said);
        }
    } else if draft.acts.iter().any(|it| it.0 == Act::Trial) {
        // Whoever stands before a court is the one to whom it is done; states only hold it.
        patients.extend(agents.drain(..).map(|it| Party { role: Role::Target, ..it }));
        patients.retain(|it| !coder.governments.iter().any(|row| row.1 == it.id));
    } else if agents.is_empty()
        && !patients.is_empty()
        && (patients.len() > 1 || !draft.acts.iter().any(|it| it.0 == Act::Sanction))
    {
        agents.push(Party { role: Role::Attacker, ..patients.remove(0) });
    }
}

/// "A and B clashed": where two fight and the grammar sets them on one side, the first named stands
/// against the second.
fn oppose(draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    if !draft.acts.iter().any(|it| it.0 == Act::Clash) {
        return;
    }
    if agents.is_empty() && patients.len() >= 2 {
        agents.push(Party { role: Role::Attacker, ..patients.remove(0) });
    } else if patients.is_empty() && agents.len() >= 2 {
        let last = agents.pop();
        patients.extend(last.map(|it| Party { role: Role::Target, ..it }));
    }
}

fn fill_sides(
    coder: &Coder<'_>,
    draft: &Draft,
    country: u16,
    agents: &mut Vec<Party>,
    patients: &mut Vec<Party>,
) {
    let names = coder.names;
    let stated = |id: &str, role| Party { id: id.into(), role, attribution: Attribution::Stated };
    pair_off(names, draft, agents, patients);
    let has = |acts: &[Act]| draft.acts.iter().any(|it| acts.contains(&it.0));
    let state_deed = has(&[
        Act::AirStrike,
        Act::Neutralise,
        Act::Arrest,
        Act::Operation,
        Act::Retake,
        Act::Defuse,
        Act::Cache,
    ]);
    let violent = draft.is_violent()
        || has(&[Act::Burn, Act::Jailbreak, Act::Blockade, Act::Abduct, Act::Shootdown]);
    let crowd = has(&[Act::Protest, Act::FireProtest, Act::Riot, Act::Mob]);
    let prison = draft.targets.iter().any(|it| it.as_str() == "prison");
    if patients.is_empty() && violent {
        let (armed, civil) = target_sides(coder, draft);
        let army = coder.army(country);
        let people = draft.counts.iter().any(|it| it.found.side.is_none());
        let agents_state = agents.iter().any(|it| {
            parties::index_of(names, &it.id).is_some_and(|it| roles::kind(names, it) == Kind::State)
        });
        if armed
            && !agents_state
            && let Some(army) = army
        {
            patients.push(stated(army, Role::Target));
        } else if agents_state && has(&[Act::Arrest]) && draft.verb(Act::Kill) && !is_fight(draft) {
            // Whom forces take and then kill is in their power.
            patients.push(stated("civilians", Role::Target));
        } else if agents_state
            && has(&[
                Act::Neutralise,
                Act::AirStrike,
                Act::Cache,
                Act::Defuse,
                Act::Operation,
                Act::Arrest,
            ])
            && !civil
        {
            patients.push(stated("unidentified", Role::Target));
        } else if (civil || people || has(&[Act::Abduct]))
            && !has(&[Act::Clash, Act::Neutralise])
            && !prison
        {
            patients.push(stated("civilians", Role::Target));
        }
    }
    let freed = has(&[Act::Release]) && !prison;
    if patients.is_empty() && freed && !agents.iter().any(|it| it.id == "civilians") {
        patients.push(stated("civilians", Role::Target));
    }
    if agents.is_empty() && freed && patients.iter().all(|it| it.id == "civilians") {
        agents.push(stated("unidentified", Role::Attacker));
    }
    if agents.is_empty() && !violent && !crowd && !state_deed {
        if has(&[Act::Appoint, Act::Decree, Act::Diplomacy]) {
            agents.extend(coder.government(country).map(|it| stated(it, Role::Attacker)));
        } else if has(&[Act::Displace, Act::Hunger, Act::Aid]) {
            patients.retain(|it| it.id != "civilians");
            agents.push(stated("civilians", Role::Attacker));
        } else if has(&[Act::FuelShort]) {
            // Who rations or closes for want of fuel is the government that says so.
            let rules = |it: &&Slug| {
                draft.cast.iter().any(|cast| parties::index_of(names, it) == Some(cast.actor))
            };
            agents.extend(
                coder.government(country).filter(rules).map(|it| stated(it, Role::Attacker)),
            );
        }
    }
    if agents.is_empty() {
        if crowd {
            agents.push(stated(
                if has(&[Act::Riot, Act::Mob]) && !has(&[Act::Protest]) {
                    "rioters"
                } else {
                    "protesters"
                },
                Role::Attacker,
            ));
        } else if state_deed && !has(&[Act::Attack, Act::Ambush, Act::FuelShort]) {
            if let Some(army) = coder.army(country)
                && !patients.iter().any(|it| it.id == *army)
            {
                agents.push(stated(army, Role::Attacker));
            }
        } else if violent {
            agents.push(stated("unidentified", Role::Attacker));
        }
    }
}

/// Who clashes with somebody: people not under arms with each other, forces with gunmen where nobody is
/// named.
fn pair_off(names: &Names, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let stated = |id: &str, role| Party { id: id.into(), role, attribution: Attribution::Stated };
    let has = |acts: &[Act]| draft.acts.iter().any(|it| acts.contains(&it.0));
    if is_feud(names, draft) {
        *agents = vec![stated("civilians", Role::Attacker)];
        *patients = vec![stated("civilians", Role::Target)];
    }
    let forces = |it: &Party| roles::kind_of(names, &it.id) == Kind::State;
    let crowd = has(&[Act::Protest, Act::FireProtest, Act::Riot, Act::Mob]);
    let alone = patients.is_empty() && !agents.is_empty() && agents.iter().all(forces);
    if alone && !crowd && has(&[Act::Clash]) {
        patients.push(stated("unidentified", Role::Target));
    }
}

/// "Farmers and herders clashed": where only people not under arms are said to fight, they fight each
/// other.
fn is_feud(names: &Names, draft: &Draft) -> bool {
    const OTHERS: [Act; 6] =
        [Act::Attack, Act::Ambush, Act::Protest, Act::FireProtest, Act::Massacre, Act::Repel];
    let mut cast = draft.cast.iter().filter(|it| !it.speaks).peekable();
    draft.feud
        && !draft.acts.iter().any(|it| OTHERS.contains(&it.0))
        && (cast.peek().is_some() || draft.acts.iter().any(|it| it.0 == Act::Mob))
        && cast.all(|it| names.actors.get(it.actor as usize).is_some_and(|it| it.id == "civilians"))
}

pub(super) fn target_sides(coder: &Coder<'_>, draft: &Draft) -> (bool, bool) {
    let side = |wanted: &str| {
        draft.targets.iter().any(|it| {
            coder.targets.iter().any(|t| t.id == *it && t.side.as_deref() == Some(wanted))
        })
    };
    let first = draft
        .targets
        .first()
        .and_then(|it| coder.targets.iter().find(|t| t.id == *it))
        .and_then(|it| it.side.as_deref());
    match first {
        Some("armed") => (true, false),
        Some("civil") => (side("armed") && draft.attacked, true),
        _ => (side("armed"), side("civil")),
    }
}

/// Whether men under arms fought or were fought.
fn is_fight(draft: &Draft) -> bool {
    let fights =
        [Act::Neutralise, Act::Clash, Act::Repel, Act::AirStrike, Act::Attack, Act::Ambush];
    draft.acts.iter().any(|it| fights.contains(&it.0) || it.0 == Act::Operation)
}
