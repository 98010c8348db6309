//! Who cannot stand on one side: forces and those whom they fight, who repels and who attacks, the
//! two ends of a pact, a sanction or a threat.

use crate::model::{Attribution, Party, Role};
use crate::theatre::Names;

use super::draft::Draft;
use super::meaning::Act;
use super::parties;
use super::reasons::Reason;
use super::roles::{self, Kind};

/// Parts parties that the grammar set on one side.
pub(super) fn part(
    names: &Names,
    draft: &Draft,
    agents: &mut Vec<Party>,
    patients: &mut Vec<Party>,
) {
    repel(names, draft, agents, patients);
    fight(names, draft, agents, patients);
    defend(names, draft, agents, patients);
    face(names, draft, agents, patients);
    give_up(names, draft, agents, patients);
}

fn kind(names: &Names, party: &Party) -> Kind {
    roles::kind_of(names, &party.id)
}

fn has(draft: &Draft, acts: &[Act]) -> bool {
    draft.acts.iter().any(|it| acts.contains(&it.0))
}

/// Moves those of one side who pass a test to the other.
pub(super) fn cross(
    from: &mut Vec<Party>,
    to: &mut Vec<Party>,
    role: Role,
    test: impl Fn(&Party) -> bool,
) {
    let (moved, kept): (Vec<Party>, Vec<Party>) = std::mem::take(from).into_iter().partition(test);
    *from = kept;
    for party in moved {
        if to.iter().all(|it| it.id != party.id) {
            to.push(Party { role, ..party });
        }
    }
}

/// Who repels an attack is the one attacked.
fn repel(names: &Names, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let armed = |it: &Party| matches!(kind(names, it), Kind::Armed | Kind::Militia);
    let attacked = has(draft, &[Act::Attack, Act::Ambush, Act::Strike, Act::Suicide]);
    let state = |it: &Party| kind(names, it) == Kind::State;
    // "Militiamen repelled gunmen": whom they repelled had come for them.
    if has(draft, &[Act::Repel])
        && !agents.is_empty()
        && !patients.is_empty()
        && patients.iter().all(armed)
    {
        swap(agents, patients);
        return;
    }
    let undone = patients.iter().all(|it| kind(names, it) != Kind::State);
    if has(draft, &[Act::Repel]) && attacked && undone && agents.iter().any(state) {
        cross(agents, patients, Role::Target, state);
        if agents.is_empty() {
            cross(patients, agents, Role::Attacker, armed);
        }
    }
}

/// Forces and a group that is not their ally never do one deed together: the one for whom less
/// speaks suffered it, and where nothing decides, the forces, save in what only forces do.
fn fight(names: &Names, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let against = draft.is_violent()
        || has(
            draft,
            &[
                Act::Take,
                Act::Retake,
                Act::Overrun,
                Act::Shootdown,
                Act::Destroy,
                Act::Burn,
                Act::Blockade,
                Act::Unblock,
                Act::Arrest,
                Act::Repel,
                Act::Operation,
            ],
        );
    if !against || has(draft, &[Act::Coup, Act::Protest, Act::Riot, Act::Mob]) {
        return;
    }
    let day = draft.day();
    let armed = |it: &Party| matches!(kind(names, it), Kind::Armed | Kind::Militia);
    let enemies = agents.iter().any(|a| {
        kind(names, a) == Kind::State
            && agents.iter().any(|b| armed(b) && !names.is_ally(&a.id, &b.id, day))
    });
    if !enemies {
        return;
    }
    let best = |test: &dyn Fn(&Party) -> bool| {
        agents.iter().filter(|it| test(it)).map(|it| sureness(names, draft, it)).max().unwrap_or(0)
    };
    let forces = best(&|it| kind(names, it) == Kind::State);
    let groups = best(&|it| armed(it));
    let deed = has(
        draft,
        &[
            Act::AirStrike,
            Act::Neutralise,
            Act::Operation,
            Act::Retake,
            Act::Arrest,
            Act::Cache,
            Act::Defuse,
        ],
    );
    // Who lifts or breaks a siege is not the one who laid it, whatever is said of the siege.
    let freed = has(draft, &[Act::Unblock]);
    // Nobody attacks those on his own side: where a force's ally suffered, the group did it.
    let own = agents.iter().filter(|a| kind(names, a) == Kind::State).any(|a| {
        patients.iter().any(|b| kind(names, b) == Kind::State && names.is_ally(&a.id, &b.id, day))
    });
    // To whom it is laid, or who claims it, did it, whatever the forces tell of their answer.
    let laid = agents.iter().any(|it| armed(it) && it.attribution != Attribution::Stated);
    if freed || !(own || laid) && (forces > groups || forces == groups && deed) {
        cross(agents, patients, Role::Target, armed);
    } else {
        let side: Vec<Party> = agents.iter().filter(|it| armed(it)).cloned().collect();
        cross(agents, patients, Role::Target, |it| {
            kind(names, it) == Kind::State
                && side.iter().all(|b| !names.is_ally(&it.id, &b.id, day))
        });
    }
}

/// Forces whose base or column was attacked and who killed some of those who came are the ones
/// attacked.
fn defend(names: &Names, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    const HELD: [&str; 6] = ["base", "post", "checkpoint", "convoy", "patrol", "airport"];
    let forces = draft.targets.first().is_some_and(|it| HELD.contains(&it.as_str()));
    let own = [Act::AirStrike, Act::Neutralise, Act::Operation, Act::Retake];
    if !draft.attacked || !forces || !draft.verb(Act::Kill) || has(draft, &own) {
        return;
    }
    let why = |party: &Party, reasons: &[Reason]| {
        let actor = parties::index_of(names, &party.id);
        draft.cast.iter().any(|it| Some(it.actor) == actor && reasons.contains(&it.why))
    };
    let state =
        |it: &Party| kind(names, it) == Kind::State && !why(it, &[Reason::CarriesOut, Reason::By]);
    let group = |it: &Party| {
        matches!(kind(names, it), Kind::Armed | Kind::Militia) && !why(it, &[Reason::On])
    };
    if !agents.is_empty()
        && agents.iter().all(state)
        && !patients.is_empty()
        && patients.iter().all(group)
    {
        swap(agents, patients);
    }
}

/// Turns the sides about.
pub(super) fn swap(agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    std::mem::swap(agents, patients);
    for it in agents.iter_mut() {
        it.role = Role::Attacker;
    }
    for it in patients.iter_mut() {
        it.role = Role::Target;
    }
}

/// What speaks for a party's having done it, less what speaks against.
fn sureness(names: &Names, draft: &Draft, party: &Party) -> i32 {
    let actor = parties::index_of(names, &party.id);
    let points = draft.cast.iter().find(|it| Some(it.actor) == actor);
    points.map_or(0, |it| it.agent - it.patient)
}

/// A pact has two ends, and so have a sanction, a threat and a base that is left to others: the
/// first that no preposition makes the doer stands against the rest.
fn face(names: &Names, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let two_ends = has(draft, &[Act::Deal, Act::Sanction, Act::Threaten, Act::Handover]);
    if !two_ends || draft.is_violent() || agents.len() < 2 || !patients.is_empty() {
        return;
    }
    let framed = |it: &Party| {
        let actor = parties::index_of(names, &it.id);
        draft.cast.iter().any(|cast| Some(cast.actor) == actor && cast.is_framed())
    };
    let first = agents.iter().find(|it| !framed(it)).or(agents.first()).map(|it| it.id.clone());
    cross(agents, patients, Role::Target, |it| Some(&it.id) != first.as_ref());
}

/// A group that gives up or goes over does so to a state.
fn give_up(names: &Names, draft: &Draft, agents: &mut Vec<Party>, patients: &mut Vec<Party>) {
    let group = |it: &Party| matches!(kind(names, it), Kind::Armed | Kind::Militia);
    if has(draft, &[Act::Change]) && !draft.is_violent() && agents.iter().any(group) {
        cross(agents, patients, Role::Target, |it| kind(names, it) == Kind::State);
    }
}

/// Fighting that nobody is said to have begun: the group stands first, the forces second.
pub(super) fn order_fight(
    names: &Names,
    draft: &Draft,
    agents: &mut Vec<Party>,
    patients: &mut Vec<Party>,
) {
    let begun = draft.acts.iter().any(|it| it.0.is_violent() && !is_of_fight(it.0))
        || has(
            draft,
            &[
                Act::Operation,
                Act::Repel,
                Act::Take,
                Act::Retake,
                Act::Overrun,
                Act::Handover,
                Act::Withdraw,
            ],
        );
    let state = |it: &Party| kind(names, it) == Kind::State;
    let group = |it: &Party| matches!(kind(names, it), Kind::Armed | Kind::Militia);
    if has(draft, &[Act::Clash])
        && !begun
        && !agents.is_empty()
        && agents.iter().all(|it| state(it) && !is_subject(names, draft, it))
        && !patients.is_empty()
        && patients.iter().all(group)
    {
        swap(agents, patients);
    }
}

/// "The volunteers clashed with JNIM": who is said to do it first stays first.
fn is_subject(names: &Names, draft: &Draft, party: &Party) -> bool {
    let actor = parties::index_of(names, &party.id);
    draft.cast.iter().any(|it| Some(it.actor) == actor && it.why == Reason::Subject)
}

/// Fighting and what it costs.
fn is_of_fight(act: Act) -> bool {
    matches!(act, Act::Clash | Act::Kill | Act::Wound | Act::Capture)
}
