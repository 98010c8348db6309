//! Explosions and strikes from afar: what a bomb, an aircraft, a drone or a gun is called by.

use super::codes::{Facts, Out};
use super::meaning::{Act, Form};

pub(super) fn explosions(facts: &Facts<'_>, out: &mut Out) {
    // A vehicle bomb that was found and made safe has not gone off.
    let found = facts.draft.verb(Act::Defuse)
        && !facts.any(&[Act::Kill, Act::Wound, Act::Attack, Act::Clash])
        && !facts.draft.verb(Act::Explode);
    if facts.any(&[Act::Svbied, Act::Suicide]) && found {
        out.push(("bomb.defused", "a mine or bomb made safe"));
    } else if facts.has(Act::Svbied) {
        out.push(("bomb.svbied", "a vehicle bomb"));
    } else if facts.has(Act::Suicide) && facts.draft.vehicle && !facts.has(Act::Drone) {
        out.push(("bomb.svbied", "a suicide bomber in a vehicle"));
    } else if facts.has(Act::Suicide)
        && !facts.has(Act::Drone)
        && (facts.has(Act::Explode) || !facts.target(&["prison"]))
    {
        out.push(("bomb.suicide", "a suicide bomber"));
    }
    let harm = facts.any(&[
        Act::Explode,
        Act::Kill,
        Act::Wound,
        Act::Attack,
        Act::Destroy,
        Act::Claim,
        Act::Ambush,
        Act::Strike,
        Act::Clash,
    ]);
    let verb = facts.draft.acts.iter().any(|it| it.0 == Act::Mine && it.1 == Form::Verb);
    let harmless = facts.draft.verb(Act::Defuse)
        && !facts.any(&[Act::Kill, Act::Wound, Act::Mine, Act::Explode]);
    let hurts = facts.any(&[Act::Kill, Act::Wound, Act::Attack, Act::Ambush, Act::Clash]);
    // Forces that intercept and destroy a device make it safe.
    let destroyed = facts.draft.verb(Act::Destroy) && facts.state_acts() && !hurts;
    let safe = facts.has(Act::Mine)
        && (facts.has(Act::Defuse) || destroyed || !harm && facts.has(Act::Neutralise));
    if harmless || safe {
        out.push(("bomb.defused", "a mine or bomb made safe"));
    } else if facts.has(Act::Mine) && (harm || verb) && !facts.has(Act::Drone) {
        out.push(("bomb.ied", "a mine or planted bomb that went off"));
    } else if facts.has(Act::Explode)
        && !facts.any(&[
            Act::Svbied,
            Act::Suicide,
            Act::Shell,
            Act::AirStrike,
            Act::Drone,
            Act::Grenade,
        ])
    {
        if facts.has(Act::Defuse) {
            out.push(("bomb.defused", "a bomb made safe"));
        } else if facts.any(&[Act::Cache, Act::Arrest])
            && !facts.draft.verb(Act::Explode)
            && !facts.any(&[Act::Kill, Act::Wound])
        {
            // Explosives found on somebody have not gone off.
        } else if facts.draft.weapons.iter().any(|it| it.as_str() == "small arms")
            && facts.armed_target
            && !facts.draft.bomb
        {
            out.push(("clash.base", "explosions and gunfire at a base"));
        } else if facts.target(&["telecom", "bridge", "power"])
            && !facts.any(&[Act::Kill, Act::Wound])
        {
            // Works blown up are works destroyed.
        } else if !facts.any(&[Act::Attack, Act::Clash, Act::Ambush]) || facts.draft.bomb {
            out.push(("bomb.ied", "an explosion"));
        }
    }
    if facts.has(Act::Grenade) && !facts.any(&[Act::Disperse, Act::Cache]) {
        out.push(("bomb.grenade", "a grenade"));
    }
    if facts.has(Act::Cache) {
        out.push(("arms.seized", "weapons seized"));
    }
}

pub(super) fn air(facts: &Facts<'_>, out: &mut Out) {
    let struck = facts.has(Act::Drone) && facts.any(&[Act::Attack, Act::Strike, Act::Bombard]);
    let downed = match (facts.has(Act::Shootdown), facts.draft.drone) {
        (false, _) => None,
        (true, true) => Some(("air.down_drone", "a drone shot down")),
        (true, false) => Some(("air.down_crewed", "an aircraft shot at")),
    };
    // One of the drones that struck was shot down: the strike is what happened.
    if !struck {
        out.extend(downed);
    }
    if downed.is_some() && !struck {
        return;
    }
    if facts.has(Act::AirCrash) && facts.draft.aircraft | facts.draft.drone {
        out.push(("air.crash", "an aircraft lost"));
        return;
    }
    let strikes = facts.any(&[
        Act::Attack,
        Act::Strike,
        Act::Bombard,
        Act::Kill,
        Act::Neutralise,
        Act::Wound,
        Act::Destroy,
        Act::Claim,
        Act::Explode,
        Act::AirStrike,
        Act::Massacre,
        Act::Suicide,
        Act::Shell,
    ]);
    if facts.has(Act::Drone) && (strikes || facts.draft.verb(Act::Drone)) {
        let authored = facts.armed_acts() && !facts.state_acts() && !facts.draft.no_author;
        let at_forces = facts.draft.no_author && facts.armed_target && !facts.civil_target;
        out.push(
            if authored
                || at_forces
                || (facts.state_suffers() && !facts.armed_suffers() && !facts.state_acts())
            {
                ("air.drone_armed", "an armed group's drone")
            } else {
                ("air.drone_state", "a state's drone")
            },
        );
    } else if facts.state_suffers()
        && facts.armed_acts()
        && (facts.has(Act::Ambush) || facts.draft.attacked && facts.armed_target)
    {
        // Air support that answers an attack on forces is part of the fight.
    } else if facts.has(Act::AirStrike)
        || facts.has(Act::Shell) && facts.draft.aircraft && facts.state_acts()
        || (facts.any(&[Act::Bombard, Act::Strike])
            && (facts.draft.aircraft || facts.state_acts())
            && !facts.has(Act::Shell))
    {
        out.push(("air.strike", "strikes from the air"));
    }
}

pub(super) fn shells(facts: &Facts<'_>, out: &mut Out) {
    let fired = facts.has(Act::Shell)
        && facts.any(&[
            Act::Attack,
            Act::Bombard,
            Act::Kill,
            Act::Wound,
            Act::Explode,
            Act::Strike,
            Act::Destroy,
            Act::Claim,
        ]);
    let named = facts.draft.acts.iter().any(|it| it.0 == Act::Shell) && !facts.violent_otherwise();
    let lobbed = facts.has(Act::Grenade) && !facts.draft.acts.contains(&(Act::Shell, Form::Noun));
    if lobbed || out.iter().any(|it| it.0 == "air.strike") && facts.draft.aircraft {
        return;
    }
    if fired || named || (facts.has(Act::Bombard) && out.iter().all(|it| !it.0.starts_with("air.")))
    {
        out.push(("fire.indirect", "mortars, rockets or shells"));
    }
}

impl Facts<'_> {
    fn violent_otherwise(&self) -> bool {
        self.draft
            .acts
            .iter()
            .any(|it| it.0.is_violent() && !matches!(it.0, Act::Shell | Act::Bombard))
    }
}
