//! The codes of an incident and what ACLED calls it.

use std::collections::BTreeSet;

use crate::{
    model::{EventMention, Role, Slug, Toll, TollKind},
    theatre::{EventCode, Names},
};

use super::{
    super::{
        item::{Item, Part},
        statements,
    },
    counts::Counted,
};

/// ACLED's event types in the order in which one event takes the first that holds.
const TYPES: [&str; 6] = [
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
];

/// Civilian dead from which an attack is a massacre.
const MASSACRE_DEAD: u32 = 5;

/// ACLED's names for an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acled {
    /// Event type.
    pub event_type: Slug,
    /// Sub-event type.
    pub sub_type: Slug,
}

/// Codes, primary first by rank, and what follows from them.
#[derive(Debug)]
pub(super) struct Content {
    pub event: Slug,
    pub also: Vec<Slug>,
    pub acled: Option<Acled>,
    pub civilian_targeting: bool,
}

impl Content {
    /// What these mentions tell, taken together.
    pub(super) fn of(
        names: &Names,
        items: &[&Item<'_>],
        statement: bool,
        counted: &Counted<'_>,
    ) -> Self {
        let mut codes: BTreeSet<Slug> = BTreeSet::new();
        for item in items.iter().filter(|it| it.part != Part::Nothing) {
            codes.extend(item.codes().cloned());
            if item.part == Part::Speaks || statement {
                codes.insert(statements::code(item).into());
            }
        }
        if !statement && is_massacre(names, &codes, items, counted) {
            codes.insert("civ.massacre".into());
        }
        let primary = |it: &&Slug| {
            let code = names.event(it);
            let listed = code.is_some_and(|it| it.statement) == statement;
            (listed, code.map_or(0, |it| it.rank), std::cmp::Reverse((*it).clone()))
        };
        let fought = codes.iter().any(|it| it.starts_with("clash."));
        let besides = fought && !is_forces_deed(names, items);
        let leads = |it: &&Slug| !(besides && ***it == *RETAKE);
        let event = codes.iter().filter(leads).max_by_key(primary).cloned();
        let event = event.unwrap_or_else(|| "".into());
        let only_said = statement && items.iter().all(|it| !it.families.is_empty());
        let facts = Facts::of(items.iter().map(|it| &it.told.mention));
        let acled = if only_said { None } else { name(names, &codes, &facts) };
        let battle = acled.as_ref().is_some_and(|it| it.event_type == *TYPES[0]);
        let targeted = items.iter().any(|it| it.told.mention.civilian_targeting);
        codes.remove(&event);
        Self {
            event,
            also: codes.into_iter().collect(),
            acled,
            civilian_targeting: targeted && !battle,
        }
    }
}

/// A town or post that the state takes back.
const RETAKE: &str = "terr.retake";

/// Whether forces of state attack: what they take back from those who overran it in the same hours
/// is the end of that fight and not what it is called by.
fn is_forces_deed(names: &Names, items: &[&Item<'_>]) -> bool {
    let parties = items.iter().flat_map(|it| &it.told.mention.parties);
    let mut attackers = parties.filter(|it| it.role == Role::Attacker);
    attackers.any(|it| names.actor(&it.id).is_some_and(|it| it.class == *"state"))
}

/// What ACLED calls one mention by itself; `None` where it does not code it.
pub fn acled(names: &Names, mention: &EventMention) -> Option<Acled> {
    let codes = std::iter::once(&mention.event).chain(&mention.also).cloned().collect();
    name(names, &codes, &Facts::of(std::iter::once(mention)))
}

/// The first of the codes' types in ACLED's order, with the sub-type of the highest code of it.
fn name(names: &Names, codes: &BTreeSet<Slug>, facts: &Facts<'_>) -> Option<Acled> {
    let mut best: Option<((usize, u8), Acled)> = None;
    for code in codes.iter().filter_map(|it| names.event(it)) {
        let Some(sub_type) = sub_type(code, codes, facts) else { continue };
        let Some((event_type, turn)) = type_of(names, sub_type) else { continue };
        let key = (turn, u8::MAX - code.rank);
        if best.as_ref().is_none_or(|(known, _)| key < *known) {
            let acled = Acled { event_type: event_type.into(), sub_type: sub_type.into() };
            best = Some((key, acled));
        }
    }
    best.map(|(_, acled)| acled)
}

fn type_of<'a>(names: &'a Names, sub_type: &str) -> Option<(&'a str, usize)> {
    let (name, _) = names.events.acled.iter().find(|(_, it)| it.iter().any(|it| it == sub_type))?;
    let turn = TYPES.iter().position(|it| it == name)?;
    Some((name, turn))
}

/// What the conditions of sub-types ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Killed,
    CiviliansKilled,
    Captured,
    Repelled,
    Dated,
}

/// Weapons and facts of some mentions.
#[derive(Debug, Default)]
struct Facts<'a> {
    weapons: BTreeSet<&'a str>,
    told: BTreeSet<Fact>,
}

impl<'a> Facts<'a> {
    fn of(mentions: impl Iterator<Item = &'a EventMention>) -> Self {
        let mut facts = Self::default();
        for mention in mentions {
            facts.weapons.extend(mention.weapon.as_deref());
            let repelled = mention.outcome.as_ref().is_some_and(|it| *it == *"repelled");
            facts.told.extend(repelled.then_some(Fact::Repelled));
            facts.told.extend(mention.when.as_ref().map(|_| Fact::Dated));
            let tolls = mention.tolls.iter().filter(|it| it.high.or(it.low) != Some(0));
            facts.told.extend(tolls.flat_map(of_toll));
        }
        facts
    }

    fn has(&self, fact: Fact) -> bool {
        self.told.contains(&fact)
    }

    fn weapon(&self, any: &[&str]) -> bool {
        any.iter().any(|it| self.weapons.contains(it))
    }
}

fn of_toll(toll: &Toll) -> &'static [Fact] {
    let civilian = toll.side.as_ref().is_none_or(|it| *it == *"civilians");
    match toll.kind {
        TollKind::Dead if civilian => &[Fact::Killed, Fact::CiviliansKilled],
        TollKind::Dead | TollKind::Neutralised => &[Fact::Killed],
        TollKind::Captured => &[Fact::Captured],
        TollKind::Wounded | TollKind::Abducted | TollKind::Missing => &[],
    }
}

/// The pack's sub-type of a code, or the one that the content makes it.
fn sub_type<'a>(code: &'a EventCode, codes: &BTreeSet<Slug>, facts: &Facts<'_>) -> Option<&'a str> {
    let has = |id: &str| codes.iter().any(|it| *it == *id);
    let family = |prefix: &str| codes.iter().any(|it| it.starts_with(prefix));
    let special = match code.id.as_str() {
        "civ.assassination" if has("bomb.svbied") || has("bomb.suicide") => Some("Suicide bomb"),
        "civ.assassination" | "econ.attack_infra"
            if has("bomb.ied") || facts.weapon(&["mine", "car bomb", "explosive"]) =>
        {
            Some("Remote explosive/landmine/IED")
        }
        "civ.abduction" if facts.has(Fact::CiviliansKilled) => Some("Attack"),
        "air.down_crewed" if family("clash.") => Some("Armed clash"),
        "mil.operation" if facts.weapon(&["drone", "aircraft"]) || family("air.") => {
            Some("Air/drone strike")
        }
        "mil.operation"
            if !facts.has(Fact::Killed) && (facts.has(Fact::Captured) || has("pris.arrest")) =>
        {
            Some("Arrests")
        }
        "mil.operation"
            if !facts.has(Fact::Killed) && (has("arms.seized") || has("bomb.defused")) =>
        {
            Some("Disrupted weapons use")
        }
        "pris.attack"
            if facts.has(Fact::Repelled) || facts.has(Fact::Killed) || family("clash.") =>
        {
            Some("Armed clash")
        }
        "terr.withdraw" if has("terr.handover") || has("terr.capture") => {
            Some("Non-violent transfer of territory")
        }
        "terr.unblock" if has("agr.deal") => Some("Agreement"),
        "hum.displaced" if !facts.has(Fact::Dated) => return None,
        _ => None,
    };
    special.or(code.acled.as_deref())
}

/// Five or more civilian dead by the low count, in an attack on people not under arms.
fn is_massacre(
    names: &Names,
    codes: &BTreeSet<Slug>,
    items: &[&Item<'_>],
    counted: &Counted<'_>,
) -> bool {
    if !codes.iter().any(|it| *it == *"civ.attack") {
        return false;
    }
    let civil = |id: &str| names.actor(id).is_some_and(|it| it.class == *"civil");
    let targets = || {
        let parties = items.iter().flat_map(|it| &it.told.mention.parties);
        parties.filter(|it| it.role == Role::Target)
    };
    // The dead of no stated side are civilians where nobody else was struck.
    let only_civil = targets().next().is_some() && targets().all(|it| civil(&it.id));
    let by_side = counted.by_side();
    let of_civil = |side: &Option<Slug>| side.as_ref().map_or(only_civil, |it| civil(it));
    let dead = by_side.iter().filter(|it| of_civil(&it.side)).filter_map(|it| it.count.low);
    dead.max().is_some_and(|it| it >= MASSACRE_DEAD)
}
