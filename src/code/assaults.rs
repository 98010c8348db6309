//! Attacks on the ground: ambushes, bases, fights and violence against people, by target and party.

use crate::model::TollKind;

use super::codes::{Facts, Out};
use super::meaning::{Act, Form};

pub(super) fn attacks(facts: &Facts<'_>, out: &mut Out) {
    let taken = |code: &str| out.iter().any(|it| it.0.starts_with(code));
    if taken("prot.") || taken("riot.") || taken("pris.attack") || taken("pol.coup") {
        return;
    }
    let remote = taken("bomb.") || taken("air.") || taken("fire.");
    let carried_off = facts.has(Act::Abduct) || taken("civ.abduction");
    // "Detained six in a raid", "seized arms during an operation": the raid is the forces' own.
    let own_raid = (taken("pris.arrest") || taken("arms.seized") || taken("bomb.defused"))
        && !facts.armed_acts()
        && !facts.draft.acts.iter().any(|it| {
            it.0.is_violent()
                && !matches!(
                    it,
                    (Act::Attack, Form::Noun)
                        | (Act::Mine | Act::Explode | Act::Neutralise | Act::Capture, _)
                )
        });
    if own_raid {
        return;
    }
    let attack = facts.any(&[
        Act::Attack,
        Act::Ambush,
        Act::Kill,
        Act::Massacre,
        Act::Wound,
        Act::Strike,
        Act::Execute,
        Act::Assassinate,
        Act::Clash,
        Act::Neutralise,
        Act::Repel,
        Act::Capture,
    ]);
    if facts.has(Act::Sexual) {
        out.push(("civ.sexual", "sexual violence"));
        if !facts.any(&[Act::Kill, Act::Massacre, Act::Clash]) {
            return;
        }
    }
    if facts.has(Act::Assassinate)
        || (facts.draft.victim
            && !facts.state_acts()
            && facts.any(&[Act::Kill, Act::Execute, Act::Massacre])
            && !facts.draft.verb(Act::Clash))
    {
        out.push(("civ.assassination", "a killing aimed at a person"));
    }
    if facts.has(Act::Execute) {
        out.push(("civ.execution", "an execution"));
    }
    if carried_off && !facts.any(&[Act::Kill, Act::Massacre, Act::Execute, Act::Clash, Act::Ambush])
    {
        return;
    }
    // Who raids and steals without killing loots.
    let dead = facts.draft.counts.iter().any(|it| {
        it.found.kind == TollKind::Dead && it.found.low.or(it.found.high).is_some_and(|n| n > 0)
    });
    let fights = facts.any(&[Act::Clash, Act::Ambush, Act::Massacre, Act::Execute, Act::Abduct]);
    if facts.draft.theft && facts.has(Act::Burn) && !dead && !fights && !facts.state_suffers() {
        return;
    }
    if !attack || (remote && !facts.any(&[Act::Attack, Act::Ambush, Act::Clash, Act::Repel])) {
        return;
    }
    assault(facts, remote, out);
}

/// An attack, ambush or fight by who stood against whom.
fn assault(facts: &Facts<'_>, remote: bool, out: &mut Out) {
    let base = facts.target(&["base", "post", "checkpoint", "airport", "peacekeepers", "palace"]);
    // Villagers killed where a mission is named are no attack on its base.
    let base = base && !(facts.civil_target && facts.civil_suffers() && !facts.state_suffers());
    let moving = facts.target(&["convoy", "patrol"]);
    let offensive = facts.any(&[Act::Attack, Act::Repel, Act::Strike]);
    if facts.has(Act::Ambush)
        && !(facts.civil_suffers() && !facts.state_suffers() && !moving && !facts.armed_suffers())
    {
        out.push(("clash.ambush", "an ambush"));
    } else if facts.state_acts()
        && facts.armed_suffers()
        && (!facts.has(Act::Clash) || facts.any(&[Act::Operation, Act::Neutralise]))
        && !facts.has(Act::Repel)
        && !facts.draft.attacked
    {
        if !remote {
            out.push(("mil.operation", "the forces' own attack"));
        }
    } else if facts.state_acts()
        && (facts.civil_suffers() || facts.civil_target)
        && !remote
        && !facts.draft.attacked
    {
        out.push(("civ.attack", "forces against people not under arms"));
    } else if between_groups(facts) && facts.armed_acts() && facts.armed_suffers() {
        out.push(("clash.intergroup", "armed groups against each other"));
    } else if offensive && base && facts.armed_target && !remote_only(facts, remote) {
        out.push(("clash.base", "an attack on a base or post"));
    } else if moving
        && facts.armed_target
        && facts.any(&[Act::Attack, Act::Kill, Act::Strike])
        && !remote
    {
        out.push(("clash.ambush", "an attack on forces on the move"));
    } else if remote && !facts.any(&[Act::Clash, Act::Ambush, Act::Repel]) {
    } else if between_groups(facts) {
        out.push(("clash.intergroup", "armed groups against each other"));
    } else if facts.any(&[Act::Clash, Act::Repel])
        && !(facts.civil_suffers() && !facts.state_suffers() && !facts.has(Act::Clash))
    {
        out.push(("clash.other", "fighting"));
    } else if facts.state_suffers() && !facts.civil_target {
        out.push(("clash.other", "an attack on forces"));
    } else if facts.civil_suffers() || facts.civil_target {
        out.push(("civ.attack", "an attack on people not under arms"));
    } else if facts.state_suffers() {
        out.push(("clash.other", "an attack on forces"));
    } else if facts.has(Act::Neutralise) {
        out.push(("mil.operation", "fighters neutralised"));
    } else if facts.violent() {
        out.push(("civ.attack", "an attack that names no forces"));
    }
}

/// Rockets and mortars at a base are shelling unless somebody also came near.
fn remote_only(facts: &Facts<'_>, remote: bool) -> bool {
    let near = [Act::Clash, Act::Repel, Act::Ambush, Act::Take, Act::Overrun];
    // Drones, mortars and car bombs together are an assault.
    let means = [Act::Shell, Act::Drone, Act::Svbied, Act::Suicide];
    let several = means.iter().filter(|it| facts.has(**it)).count() > 1;
    if facts.has(Act::Shell) && !several && !facts.any(&near) {
        return remote;
    }
    remote && !facts.any(&[Act::Attack, Act::Clash, Act::Repel])
}

fn between_groups(facts: &Facts<'_>) -> bool {
    // "Rival groups", "fratricidal fighting": both sides are armed though none is named.
    let groups = facts.draft.groups >= 2 || facts.draft.rivals && facts.has(Act::Clash);
    groups
        && !facts.state_suffers()
        && !facts.state_acts()
        && facts.any(&[Act::Clash, Act::Attack, Act::Kill, Act::Ambush])
}
