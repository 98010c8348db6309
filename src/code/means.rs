//! What a part of a sentence says was attacked, and with what.

use crate::model::Slug;

use super::clauses::{Part, Sentence};
use super::meaning::{Act, Meaning, Noun};
use super::narrate::Setting;
use super::phrases::Hit;
use super::places::Site;
use super::reading::Passage;
use super::roles::{self, Kind};
use super::signs::Sign;
use super::triggers::Trigger;

pub(super) fn targets(setting: &Setting<'_>, sentence: &Sentence<'_>, part: &Part) -> Vec<Slug> {
    let trigger = part.triggers.iter().find(|it| it.act.is_violent()).or(part.triggers.first());
    let from = trigger.map_or(part.range.start, |it| it.from);
    let mut found = sentence.targets(&part.range);
    if found.is_empty() && part.inherits {
        found = sentence.targets(&sentence.range);
    }
    found.retain(|it| !is_origin(sentence, it.1) && !is_owner(sentence, it.1));
    // What stands after an act of attacking is its object; before it, more often its setting.
    found.sort_by_key(|it| if it.1 >= from { it.1 - from } else { (from - it.1) + 6 });
    let mut out: Vec<Slug> = Vec::new();
    let site = part.place.and_then(|it| sentence.places.get(it)).and_then(|it| match it.site {
        Site::Town(town) => setting.coder.site_target(town),
        _ => None,
    });
    out.extend(site.map(Slug::from));
    for (target, at) in found {
        let Some(target) = setting.coder.targets.get(target as usize) else { continue };
        // The school of the gendarmerie is a barracks.
        let drills = target.id == "school"
            && sentence.parties.iter().any(|it| {
                it.from > at
                    && it.from <= at + 3
                    && roles::kind(setting.coder.names, it.actor) == Kind::State
            });
        let id = if drills { Slug::from("base") } else { target.id.clone() };
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// "A patrol of the gendarmerie": whose patrol it is, is no barracks.
fn is_owner(sentence: &Sentence<'_>, at: usize) -> bool {
    let passage = sentence.passage;
    let links = |it: &usize| {
        passage.is(*it, Sign::Small)
            && passage.tokens.get(it + 1).is_some_and(|next| next.gap.joins())
    };
    let head = (sentence.range.start..at).rev().find(|it| !links(it));
    head.is_some_and(|it| {
        it + 1 < at
            && passage
                .hits_in(&(it..it + 1))
                .iter()
                .any(|hit| hit.meanings.iter().any(|m| matches!(m, Meaning::Target(_))))
    })
}

/// "A source at the base", "un officier du camp": not a target.
fn is_origin(sentence: &Sentence<'_>, at: usize) -> bool {
    let start = at.saturating_sub(3).max(sentence.range.start);
    (start..at).any(|it| {
        matches!(
            sentence.passage.tokens.word(it),
            "source" | "sources" | "officier" | "from" | "depuis" | "spokesman"
        )
    }) && !sentence.triggers.iter().any(|it| it.act == Act::Jailbreak)
}

pub(super) fn weapons(setting: &Setting<'_>, sentence: &Sentence<'_>, part: &Part) -> Vec<Slug> {
    let mut out: Vec<Slug> = Vec::new();
    for weapon in &setting.coder.weapons {
        if part.triggers.iter().any(|it| weapon.acts.contains(&it.act)) {
            out.push(weapon.id.clone());
        }
    }
    for index in sentence.weapons(&part.range) {
        if let Some(weapon) = setting.coder.weapons.get(index as usize)
            && !out.contains(&weapon.id)
        {
            out.push(weapon.id.clone());
        }
    }
    out
}

pub(super) fn names_drone(sentence: &Sentence<'_>, part: &Part) -> bool {
    sentence.has_noun(&part.range, Noun::Drone)
        || takes_up_drone(sentence, part)
        || part.triggers.iter().any(|it| {
            it.act == Act::Drone
                || it.act == Act::Shootdown && {
                    let words = sentence.passage.words(it.from..it.to);
                    ["drone", "مسير"].iter().any(|it| words.contains(it))
                }
        })
}

/// "L'un des appareils", "one of the aircraft" behind drones that were told of last: one of them.
fn takes_up_drone(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    let craft = |it: &Hit| {
        let drone = it.is_noun(Noun::Drone)
            || it.meanings.iter().any(|m| matches!(m, Meaning::Act(Act::Drone, _)));
        drone.then_some(true).or(it.is_noun(Noun::Aircraft).then_some(false))
    };
    let told = |at: usize| passage.hits_in(&(0..at)).iter().rev().find_map(craft);
    part.range.clone().any(|at| {
        matches!(passage.tokens.word(at), "appareil" | "appareils" | "aircraft")
            && told(part.range.start) == Some(true)
    })
}

pub(super) fn names_vehicle(setting: &Setting<'_>, sentence: &Sentence<'_>, part: &Part) -> bool {
    sentence.targets(&part.range).iter().any(|it| {
        setting.coder.targets.get(it.0 as usize).is_some_and(|target| target.id == "vehicle")
    })
}

/// Words of taking cattle or goods, among those of burning them.
pub(super) fn is_theft(passage: &Passage, trigger: &Trigger) -> bool {
    const STEMS: &[&str] = &[
        "stole",
        "steal",
        "stolen",
        "rustl",
        "loot",
        "rob",
        "theft",
        "cattle",
        "emport",
        "vol",
        "razz",
        "betail",
        "pill",
        "enleve",
        "empar",
        "نهب",
        "سرق",
        "ساق",
        "استاق",
        "سلب",
    ];
    let word = passage.tokens.word(trigger.from);
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    trigger.act == Act::Burn && STEMS.iter().any(|it| bare.starts_with(it))
}
