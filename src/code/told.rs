//! What a sentence tells, and what it only speaks of.
//!
//! A word of the lexicon is an act of war in one company and none in another: a month is no
//! march, a gold mine no mine, and a drone "shot down" is no man killed. And an act that stands
//! behind a quieter one only says why, about what or against whom: "arrested over the attack",
//! "fled after the raid", "condemned the killings" tell an arrest, a flight, a statement.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::Gap;

use super::circumstance::drop_circumstance;
use super::company::{is_other_word, seizes_people};
use super::meaning::{Act, Form, Meaning, Noun};
use super::reading::Passage;
use super::triggers::Trigger;

/// The acts of a sentence in their company, less those that it only speaks of.
pub(super) fn told(
    passage: &Passage,
    range: &Range<usize>,
    mut triggers: Vec<Trigger>,
) -> Vec<Trigger> {
    triggers.retain(|it| !is_other_word(passage, range, it));
    if triggers.is_empty() {
        return triggers;
    }
    for trigger in &mut triggers {
        trigger.from = past_auxiliary(passage, trigger);
        trigger.act = in_company(passage, range, trigger);
    }
    drop_second_readings(passage, &mut triggers);
    // What somebody is tried for is not told anew.
    if let Some(charge) = charge(passage, &triggers, range.end) {
        triggers.retain(|it| it.from < charge || matches!(it.act, Act::Trial | Act::Arrest));
    }
    drop_circumstance(passage, range, &triggers)
}

/// "Sentenced for their part in the coup", "condamné pour avoir tué", بتهمة: where a sentence about a
/// trial begins to say of what, if it does so before a token.
pub(super) fn charge(passage: &Passage, triggers: &[Trigger], end: usize) -> Option<usize> {
    let trial = triggers.iter().find(|it| it.act == Act::Trial)?;
    (trial.to..end).find(|&at| {
        let (own, next) = (word(passage, at), word(passage, at + 1));
        matches!(own, "بتهمه" | "بتهم" | "لادانته" | "لادانتهم" | "over" | "accuse" | "accuses")
            || own == "pour"
                && matches!(
                    next,
                    "avoir" | "des" | "sa" | "son" | "leur" | "leurs" | "participation"
                )
            || own == "for"
                && (next.ends_with("ing") || matches!(next, "his" | "their" | "her" | "its"))
    })
}

/// Where the verb proper begins: behind "was", "ont été" and the like.
fn past_auxiliary(passage: &Passage, trigger: &Trigger) -> usize {
    (trigger.from..trigger.to - 1)
        .find(|&at| {
            !matches!(
                word(passage, at),
                "was"
                    | "were"
                    | "has"
                    | "have"
                    | "had"
                    | "been"
                    | "a"
                    | "ont"
                    | "est"
                    | "sont"
                    | "ete"
            )
        })
        .unwrap_or(trigger.to - 1)
}

pub(super) fn word(passage: &Passage, at: usize) -> &str {
    passage.tokens.word(at)
}

/// Whether two tokens stand in one clause: no comma, semicolon or colon between.
pub(super) fn joined(passage: &Passage, from: usize, to: usize) -> bool {
    (from + 1..=to).all(|at| {
        !passage.tokens.get(at).is_some_and(|it| {
            it.gap.has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::STOP))
        })
    })
}

/// The act that a trigger tells beside its neighbours.
fn in_company(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> Act {
    match trigger.act {
        Act::Kill | Act::Attack | Act::Destroy | Act::Strike | Act::Neutralise
            if loses_aircraft(passage, range, trigger) =>
        {
            Act::Shootdown
        }
        Act::Cache if seizes_people(passage, range, trigger) => Act::Abduct,
        Act::Attack | Act::Strike if hits_a_mine(passage, range, trigger) => Act::Mine,
        // "Shot and wounded": not killed.
        Act::Kill
            if word(passage, trigger.to - 1) == "shot" && only_wounds(passage, range, trigger) =>
        {
            Act::Wound
        }
        Act::Blockade if is_lifted(passage, range, trigger) => Act::Unblock,
        Act::Withdraw if leaves_a_bloc(passage, range, trigger) => Act::Diplomacy,
        act => act,
    }
}

pub(super) fn is_craft(hit: &super::phrases::Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Noun(Noun::Aircraft | Noun::Drone)))
}

/// "A abattu un drone", "a helicopter was hit", "la destruction d'un hélicoptère": what is shot at
/// is an aircraft.
fn loses_aircraft(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    if passage.lang == Lang::Ar {
        return false;
    }
    let craft = is_craft;
    let own = word(passage, trigger.from);
    // "A tué un chasseur": hunters are killed, aircraft shot down.
    if own.starts_with("tu") || own.starts_with("kill") {
        return false;
    }
    if matches!(trigger.act, Act::Attack | Act::Strike) && trigger.form == Form::Noun {
        return false;
    }
    // The object: right after it, with nothing but an article, an adjective or "of" between.
    let end = (trigger.to + 4).min(range.end);
    let object =
        passage.hits_in(&(trigger.to..end)).iter().find(|it| craft(it)).is_some_and(|it| {
            joined(passage, trigger.to - 1, it.from)
                && (trigger.to..it.from).all(|at| {
                    !matches!(
                        word(passage, at),
                        "by" | "par" | "in" | "dans" | "from" | "with" | "near"
                    )
                })
        });
    if object {
        return true;
    }
    if trigger.form == Form::Noun {
        return false;
    }
    let participle = own.ends_with("ed")
        || matches!(own, "hit" | "shot" | "struck")
        || own.starts_with("abattu")
        || own.starts_with("detruit")
        || own.starts_with("touche")
        || own.starts_with("vise");
    let start = trigger.from.saturating_sub(10).max(range.start);
    let subject = passage.hits_in(&(start..trigger.from)).iter().rfind(|it| craft(it));
    let active = super::objects::has_object(passage, trigger);
    participle
        && subject.is_some_and(|it| {
            let between = it.to..trigger.from;
            let passive = between.clone().any(|at| {
                matches!(
                    word(passage, at),
                    "was" | "were" | "been" | "is" | "ete" | "est" | "sont" | "being"
                )
            });
            let bare = between.len() <= 2
                && !active
                && !between.clone().any(|at| matches!(word(passage, at), "a" | "ont" | "has"));
            let people = passage
                .hits_in(&(trigger.to..end))
                .iter()
                .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Noun(Noun::People))));
            joined(passage, it.to - 1, trigger.from) && (passive || bare && !people)
        })
}

/// "Struck an IED", "hit a landmine": the vehicle ran over it.
fn hits_a_mine(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let end = (trigger.to + 5).min(range.end);
    let device = (trigger.to..end).any(|at| {
        matches!(word(passage, at), "device" | "engin") && joined(passage, trigger.to - 1, at)
    });
    let verb = matches!(
        word(passage, trigger.from),
        "hit" | "struck" | "hits" | "strikes" | "heurte" | "percute"
    ) && trigger.form == Form::Verb;
    let mine = || {
        passage.hits_in(&(trigger.to..end)).first().is_some_and(|it| {
            it.meanings.iter().any(|m| matches!(m, Meaning::Act(Act::Mine, _)))
                && joined(passage, trigger.to - 1, it.from)
        })
    };
    verb && (device || mine())
}

/// "Leur retrait de la Cédéao": a bloc is left by states, not by forces.
fn leaves_a_bloc(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let near = trigger.to..(trigger.to + 9).min(range.end);
    near.into_iter().any(|at| {
        matches!(
            word(passage, at),
            "ecowas"
                | "cedeao"
                | "francophonie"
                | "cpi"
                | "icc"
                | "ايكواس"
                | "الايكواس"
                | "الفرنكوفونيه"
        )
    })
}

fn only_wounds(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    (trigger.to..(trigger.to + 3).min(range.end))
        .any(|at| matches!(word(passage, at), "wounded" | "injured" | "wounding" | "injuring"))
}

/// "Lifted the blockade", "mettant fin à quatre mois de blocus", "the siege was broken".
fn is_lifted(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let lifts = |at: usize| {
        matches!(
            word(passage, at),
            "lift"
                | "lifts"
                | "lifted"
                | "lifting"
                | "break"
                | "breaks"
                | "breaking"
                | "broke"
                | "broken"
                | "end"
                | "ends"
                | "ended"
                | "ending"
                | "leve"
                | "levee"
                | "lever"
                | "levent"
                | "brise"
                | "brisent"
                | "rompu"
                | "rompt"
                | "fin"
                | "force"
                | "desserre"
                | "eased"
                | "eases"
                | "allege"
                | "رفع"
                | "فك"
                | "كسر"
                | "انها"
                | "رفعت"
        )
    };
    let start = trigger.from.saturating_sub(6).max(range.start);
    let end = (trigger.to + 4).min(range.end);
    let negated = (start..end).any(|at| matches!(word(passage, at), "not" | "pas" | "sans" | "لم"));
    let before = (start..trigger.from).any(|at| lifts(at) && joined(passage, at, trigger.from));
    let after = passage.lang != Lang::Ar
        && (trigger.to..end).any(|at| {
            lifts(at) && word(passage, at) != "fin" && joined(passage, trigger.to - 1, at)
        });
    !negated && (before || after)
}

/// Words with two readings keep the one that their sentence speaks of.
fn drop_second_readings(passage: &Passage, triggers: &mut Vec<Trigger>) {
    let all = triggers.clone();
    let has = |act: Act| all.iter().any(|it| it.act == act);
    let same =
        |it: &Trigger, act: Act| all.iter().any(|other| other.act == act && other.from == it.from);
    let shut = all.iter().any(|it| it.act == Act::MineShut && it.form == Form::Verb);
    let court = all.iter().any(|it| it.act == Act::Trial && !same(it, Act::Statement));
    triggers.retain(|it| match it.act {
        // "Demonstrations are banned": none was held.
        Act::Protest => !(it.form == Form::Noun && (bans(passage, &all) || is_market(passage, it))),
        // "Arrested and prosecuted for": why, not a trial.
        Act::Trial if has(Act::Arrest) && !court => {
            !word(passage, it.from).starts_with("poursuivi")
        }
        // Relief received is no delivery of arms and no audience.
        Act::Deploy | Act::Diplomacy => !(same(it, Act::Aid) && feeds(passage, &all)),
        // A march that is dispersed is written like a drone in Arabic.
        Act::Drone => {
            !(passage.lang == Lang::Ar
                && it.to - it.from == 1
                && (has(Act::Disperse) || has(Act::Protest) || has(Act::FireProtest)))
        }
        // Agencies of relief are named by it.
        Act::Aid => !is_relief_body(passage, it),
        // "A kamikaze drone" is no bomber.
        Act::Suicide => !(it.from > 0 && word(passage, it.from - 1).starts_with("drone")),
        // "Ready to negotiate": no talks yet.
        Act::Deal => !(it.from.saturating_sub(3)..it.from).any(|at| {
            matches!(
                word(passage, at),
                "pret"
                    | "prets"
                    | "prete"
                    | "ready"
                    | "willing"
                    | "مستعده"
                    | "مستعد"
                    | "مستعدون"
                    | "استعداده"
                    | "استعدادها"
            )
        }),
        // "Threatened with death": nobody has died.
        Act::Kill => {
            !(has(Act::Threaten)
                && it.form == Form::Noun
                && matches!(word(passage, it.from), "death" | "mort"))
        }
        // What is suspended at a mine or in relief is no decree.
        Act::Decree => !(same(it, Act::MineShut) || same(it, Act::Access)),
        // The gold mine that shuts is no mine that goes off.
        Act::Mine => !(it.form == Form::Noun && (shut || is_dug(passage, it))),
        Act::MineShut => it.form == Form::Verb || !has(Act::Explode),
        // "Condamné" by a court is a sentence, by anybody else a statement.
        Act::Statement => !(same(it, Act::Trial) && (court || is_to(passage, it))),
        Act::Trial => !(same(it, Act::Statement) && !court && !is_to(passage, it)),
        // What is found in a cache was not fired.
        Act::Shell | Act::Grenade => !(has(Act::Cache) && it.form == Form::Noun && !harms(&all)),
        _ => true,
    });
}

/// "Relief agencies", وكالات إغاثة: who says it, not what is handed out.
fn is_relief_body(passage: &Passage, trigger: &Trigger) -> bool {
    let before = if trigger.from > 0 { word(passage, trigger.from - 1) } else { "" };
    trigger.form == Form::Noun
        && (matches!(
            before,
            "وكالات"
                | "وكاله"
                | "منظمه"
                | "منظمات"
                | "عمال"
                | "موظفي"
                | "مسوول"
                | "مسوولون"
        ) || matches!(
            word(passage, trigger.to),
            "agency"
                | "agencies"
                | "worker"
                | "workers"
                | "official"
                | "officials"
                | "group"
                | "groups"
                | "organisation"
                | "organisations"
                | "organization"
                | "organizations"
        ))
}

/// "Abat un drone": the phrase names what is shot down.
pub(super) fn names_craft(passage: &Passage, mut range: Range<usize>) -> bool {
    range.any(|at| {
        [
            "drone",
            "helico",
            "avion",
            "aeronef",
            "appareil",
            "aircraft",
            "plane",
            "مسير",
            "مروحي",
            "طاير",
        ]
        .iter()
        .any(|it| word(passage, at).starts_with(it))
    })
}

fn bans(passage: &Passage, triggers: &[Trigger]) -> bool {
    triggers.iter().any(|it| {
        it.act == Act::Decree
            && (word(passage, it.from).starts_with("interdi")
                || word(passage, it.from).starts_with("ban"))
    })
}

/// "Le marché", "jour de marché" fold into the word for a march; what stands before tells them apart.
fn is_market(passage: &Passage, trigger: &Trigger) -> bool {
    word(passage, trigger.from) == "marche"
        && trigger.from > 0
        && (matches!(
            word(passage, trigger.from - 1),
            "le" | "un" | "au" | "du" | "ce" | "son" | "leur"
        ) || matches!(word(passage, trigger.from.saturating_sub(2)), "jour" | "jours"))
}

/// Food, tents and the like in the sentence.
fn feeds(passage: &Passage, triggers: &[Trigger]) -> bool {
    let end = triggers.last().map_or(0, |it| it.to + 12);
    (0..end).any(|at| {
        matches!(
            word(passage, at),
            "vivres"
                | "riz"
                | "mil"
                | "bache"
                | "baches"
                | "kits"
                | "aide"
                | "food"
                | "rice"
                | "tents"
                | "blankets"
                | "rations"
                | "seed"
                | "seeds"
                | "assistance"
                | "relief"
                | "tonnes"
                | "couvertures"
                | "nourriture"
                | "sacs"
                | "cereales"
        )
    })
}

fn harms(triggers: &[Trigger]) -> bool {
    triggers.iter().any(|it| {
        matches!(it.act, Act::Attack | Act::Kill | Act::Wound | Act::Explode | Act::Bombard)
    })
}

fn is_to(passage: &Passage, trigger: &Trigger) -> bool {
    matches!(word(passage, trigger.to), "a" | "to" | "par")
}

/// "Gold mine", "mine d'or", "the mine of Loulo".
fn is_dug(passage: &Passage, trigger: &Trigger) -> bool {
    let dug = |at: usize| {
        matches!(
            word(passage, at),
            "gold"
                | "or"
                | "uranium"
                | "lithium"
                | "manganese"
                | "artisanal"
                | "aurifere"
                | "direction"
                | "management"
                | "directeur"
                | "manager"
                | "employes"
                | "workers"
        )
    };
    // "La direction de la mine": two small words stand between.
    let start = trigger.from.saturating_sub(3);
    (start..trigger.from).any(dug) || (trigger.to..trigger.to + 2).any(dug)
}
