//! Words that only look like an act, told by the company that they keep.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::Gap;

use super::meaning::{Act, Form, Meaning, Noun};
use super::reading::Passage;
use super::told::{is_craft, joined, names_craft, word};
use super::triggers::Trigger;

/// A word that looks like an act: the month of March, a fall into an ambush, a place set free.
pub(super) fn is_other_word(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let (from, to) = (trigger.from, trigger.to);
    if passage.dates.iter().any(|it| it.range.contains(&from)) {
        return true;
    }
    let next = |n: usize| if to + n < range.end { word(passage, to + n) } else { "" };
    match trigger.act {
        // "Tombe dans une embuscade", "tombée en panne": nothing is taken.
        Act::Take => {
            word(passage, to - 1).starts_with("tomb")
                && matches!(next(0), "dans" | "en" | "malade" | "sur" | "sous")
        }
        // "La base, libérée en décembre": a place set free is no prisoner.
        // "A report released on Tuesday" frees nobody.
        Act::Release => {
            trigger.form == Form::Verb
                && (frees_a_place(passage, range, trigger)
                    || (from.saturating_sub(4).max(range.start)..from)
                        .any(|at| is_published(word(passage, at))))
        }
        // "Fatalities unknown": nobody is known to have died.
        Act::Kill | Act::Wound if trigger.form == Form::Noun => {
            (from.saturating_sub(2).max(range.start)..(to + 2).min(range.end)).any(|at| {
                matches!(
                    word(passage, at),
                    "unknown" | "unclear" | "inconnu" | "inconnues" | "inconnus"
                ) && joined(passage, from.min(at), from.max(at))
            }) && !passage.numbers.iter().any(|it| !it.weak && it.range.end == from)
        }
        // "Perdu le contrôle": only lives, men and numbers are lost.
        Act::Kill => {
            to - from == 1
                && word(passage, from).starts_with("perd")
                && !counts_after(passage, to, range)
        }
        // Only aircraft and drones are shot down.
        Act::Shootdown => {
            !passage.hits_in(range).iter().any(is_craft) && !names_craft(passage, from..to)
        }
        // "Instructors landed in Niamey": only shells and rockets land as weapons.
        Act::Shell => {
            word(passage, from).starts_with("landed")
                && !passage.hits_in(range).iter().any(|it| it.from != from && is_shell(it))
        }
        // A mutiny of prisoners overthrows nobody.
        Act::Coup => {
            ["mutin", "تمرد"].iter().any(|it| word(passage, from).starts_with(it))
                && range.clone().any(|at| is_prison(word(passage, at)))
        }
        // "Expelled the ambassador" is told by its own act.
        Act::Decree => {
            ["expel", "expuls"].iter().any(|it| word(passage, from).starts_with(it))
                && passage
                    .hits_in(range)
                    .iter()
                    .any(|it| it.meanings.contains(&Meaning::Act(Act::Diplomacy, Form::Noun)))
        }
        // Prisoners escape; others only get away.
        Act::Jailbreak => {
            passage.lang != Lang::Ar
                && to - from == 1
                && !range.clone().any(|at| is_prison(word(passage, at)))
        }
        // "Flood-hit", "famine-struck": an adjective.
        Act::Attack | Act::Strike => {
            matches!(word(passage, from), "hit" | "struck")
                && passage.tokens.get(from).is_some_and(|it| it.gap.has(Gap::HYPHEN))
        }
        // "They came at four": nobody is deployed.
        Act::Deploy => {
            word(passage, from).starts_with("arriv")
                && (from.saturating_sub(3).max(range.start)..from)
                    .any(|at| matches!(word(passage, at), "ils" | "elles" | "they"))
        }
        // "Equipment was taken away": things are carried off, not abducted.
        Act::Abduct => {
            passage.lang != Lang::Ar
                && trigger.form == Form::Verb
                && (from.saturating_sub(5).max(range.start)..from)
                    .any(|at| is_equipment(word(passage, at)) && suffers(passage, at, from))
        }
        // "أوقف الدرك شاحنة": a vehicle is stopped, not arrested. "Par arrêté": by decree.
        Act::Arrest if passage.lang == Lang::Ar => {
            trigger.form == Form::Verb && stops_a_vehicle(passage, range, trigger)
        }
        Act::Arrest => is_decree(passage, range, trigger),
        // "Les familles", الأسر, and "restraint", ضبط النفس: only in captivity or of arms.
        Act::Capture => {
            word(passage, from) == "الاسر"
                && (from == range.start || word(passage, from - 1) != "في")
        }
        // Relief is cut off, not just anything.
        Act::Access => {
            passage.lang != Lang::Ar && !range.clone().any(|at| is_relief(word(passage, at)))
        }
        // A mine stops only where mining is spoken of.
        Act::MineShut if trigger.form == Form::Verb => {
            passage.lang != Lang::Ar
                && !passage
                    .hits_in(range)
                    .iter()
                    .any(|it| it.meanings.contains(&Meaning::Act(Act::MineShut, Form::Noun)))
                && !range.clone().any(|at| is_mining(word(passage, at)))
        }
        // Cars collide and shares crash; only aircraft are lost so.
        Act::AirCrash => !passage.hits_in(range).iter().any(is_craft),
        // "Seized", "recovered": an arms find only with arms for its object.
        Act::Cache => {
            next(0) == "النفس"
                || trigger.form == Form::Verb
                    && (to - from == 1 || word(passage, from).contains("عثر"))
                    && !finds_arms(passage, range, trigger)
                    && !seizes_people(passage, range, trigger)
        }
        _ => false,
    }
}

/// "Par arrêté", "un arrêté ministériel": the noun is a decree.
fn is_decree(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    word(passage, trigger.from) == "arrete"
        && trigger.from > range.start
        && matches!(
            word(passage, trigger.from - 1),
            "par" | "un" | "l" | "d" | "cet" | "son" | "nouvel" | "selon"
        )
}

/// Whether a passive stands between a noun and its verb: who comes on motorcycles takes others away.
fn suffers(passage: &Passage, noun: usize, verb: usize) -> bool {
    (noun + 1..verb)
        .any(|at| matches!(word(passage, at), "was" | "were" | "been" | "being" | "ete"))
}

fn is_equipment(word: &str) -> bool {
    matches!(
        word,
        "equipment"
            | "weapons"
            | "arms"
            | "vehicles"
            | "vehicle"
            | "motorcycles"
            | "ammunition"
            | "supplies"
            | "materiel"
            | "armes"
            | "armement"
            | "vehicules"
            | "motos"
            | "munitions"
            | "equipements"
    )
}

fn is_shell(hit: &super::phrases::Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Act(Act::Shell, _) | Meaning::Weapon(_)))
}

fn stops_a_vehicle(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let near = trigger.to..(trigger.to + 5).min(range.end);
    let vehicle = |at: usize| {
        matches!(word(passage, at), "شاحنه" | "سياره" | "حافله" | "مركبه" | "شاحنات" | "سيارات")
    };
    word(passage, trigger.from).contains("وقف") && near.into_iter().any(vehicle)
}

fn is_mining(word: &str) -> bool {
    matches!(
        word,
        "mine"
            | "mines"
            | "mining"
            | "miner"
            | "miners"
            | "gold"
            | "uranium"
            | "lithium"
            | "or"
            | "minier"
            | "miniere"
            | "minieres"
            | "orpaillage"
            | "orpailleurs"
            | "diggers"
    )
}

fn is_prison(word: &str) -> bool {
    matches!(
        word,
        "prison"
            | "prisons"
            | "jail"
            | "detainees"
            | "inmates"
            | "prisoners"
            | "detenus"
            | "prisonniers"
            | "cell"
            | "custody"
            | "gardes"
            | "detention"
            | "السجن"
            | "سجن"
            | "سجنا"
            | "السجنا"
    )
}

fn is_relief(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "humanit",
        "medic",
        "medec",
        "health",
        "sante",
        "doctor",
        "hospital",
        "hopita",
        "ambulanc",
        "relief",
        "croix",
        "msf",
        "wfp",
        "cicr",
        "icrc",
        "ong",
        "ngo",
        "secours",
        "aide",
        "aid",
        "red",
        "soin",
        "clinic",
        "csp",
        "nourriture",
        "food",
        "vivres",
    ];
    STEMS.iter().any(|it| word.starts_with(it))
}

pub(super) fn finds_arms(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    const ARMS: &[&str] = &[
        "weapon",
        "weapons",
        "arms",
        "rifle",
        "rifles",
        "ammunition",
        "munitions",
        "explosives",
        "guns",
        "gun",
        "kalashnikov",
        "kalachnikov",
        "kalachnikovs",
        "pistolet",
        "roquette",
        "carabines",
        "kalashnikovs",
        "ak",
        "cartridges",
        "detonators",
        "mortars",
        "rockets",
        "grenades",
        "arme",
        "armes",
        "fusil",
        "fusils",
        "explosifs",
        "cartouches",
        "mitrailleuse",
        "mitrailleuses",
        "lance",
        "obus",
        "roquettes",
        "dynamite",
        "firearms",
        "mines",
        "arsenal",
        "detonateurs",
        "pistolets",
        "chargeurs",
        "machineguns",
    ];
    let near = trigger.from.saturating_sub(12).max(range.start)..(trigger.to + 14).min(range.end);
    passage.lang == Lang::Ar || near.into_iter().any(|at| ARMS.contains(&word(passage, at)))
}

fn counts_after(passage: &Passage, to: usize, range: &Range<usize>) -> bool {
    let near = to..(to + 4).min(range.end);
    passage.numbers.iter().any(|it| near.contains(&it.range.start))
        || passage.hits_in(&near).iter().any(|it| {
            it.meanings
                .iter()
                .any(|m| matches!(m, Meaning::Noun(Noun::People) | Meaning::Act(Act::Kill, _)))
        })
        || near.into_iter().any(|at| matches!(word(passage, at), "vie" | "hommes"))
}

fn is_published(word: &str) -> bool {
    matches!(
        word,
        "report"
            | "note"
            | "statement"
            | "video"
            | "audio"
            | "message"
            | "figures"
            | "study"
            | "communique"
            | "footage"
            | "images"
            | "photos"
            | "pictures"
            | "data"
            | "results"
    )
}

fn frees_a_place(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    if trigger.to - trigger.from > 1 || !word(passage, trigger.from).starts_with("liber") {
        return false;
    }
    let place = |hit: &super::phrases::Hit| {
        hit.meanings
            .iter()
            .any(|it| matches!(it, Meaning::Target(_) | Meaning::Town(_) | Meaning::Place(_)))
    };
    let start = trigger.from.saturating_sub(4).max(range.start);
    let before = passage
        .hits_in(&(start..trigger.from))
        .last()
        .is_some_and(|it| place(it) && it.to + 1 >= trigger.from);
    let end = (trigger.to + 3).min(range.end);
    let after = passage.hits_in(&(trigger.to..end)).first().is_some_and(place);
    before || after
}

/// "Seized two local staff": a number of people behind the verb, no arms and no things.
pub(super) fn seizes_people(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let near = trigger.to..(trigger.to + 6).min(range.end);
    let counted = passage
        .numbers
        .iter()
        .any(|it| it.range.start >= trigger.to && it.range.start <= trigger.to + 1);
    matches!(word(passage, trigger.from), "seized" | "seize" | "seizes" | "saisi" | "saisissent")
        && counted
        && !finds_arms(passage, range, trigger)
        && !passage.hits_in(&near).iter().any(|it| {
            // "Two local staff": a word of hours is none here.
            it.is_noun(Noun::Things) && word(passage, it.from) != "local"
        })
}
