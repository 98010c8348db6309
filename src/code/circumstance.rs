//! Circumstance: the stretches of a sentence that only say when, why or about what something else
//! happened, and the acts in them.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::Gap;

use super::meaning::{Act, Cue, Form, Meaning};
use super::reading::Passage;
use super::signs::Sign;
use super::told::joined;
use super::triggers::Trigger;

fn word(passage: &Passage, at: usize) -> &str {
    passage.tokens.word(at)
}

/// Acts that a sentence can tell with war in the background.
fn is_quiet(act: Act) -> bool {
    matches!(
        act,
        Act::Arrest
            | Act::Trial
            | Act::Release
            | Act::Deal
            | Act::Appoint
            | Act::Decree
            | Act::Diplomacy
            | Act::Sanction
            | Act::Statement
            | Act::Inquiry
            | Act::Protest
            | Act::Riot
            | Act::Displace
            | Act::Access
            | Act::Hunger
            | Act::Aid
            | Act::FuelShort
            | Act::MineShut
            | Act::Withdraw
            | Act::Unblock
            | Act::Deploy
            | Act::Change
            | Act::Setup
            | Act::Threaten
            | Act::Cache
            | Act::Defuse
            | Act::Deny
            | Act::Claim
            | Act::Disperse
    )
}

/// Acts whose object is what they speak of: a trial, a report, a condemnation.
fn speaks_of(act: Act) -> bool {
    matches!(
        act,
        Act::Trial
            | Act::Statement
            | Act::Inquiry
            | Act::Sanction
            | Act::Appoint
            | Act::Deal
            | Act::Claim
    )
}

/// Drops the acts of a circumstance where the sentence tells a quiet act outside of it.
pub(super) fn drop_circumstance(
    passage: &Passage,
    range: &Range<usize>,
    triggers: &[Trigger],
) -> Vec<Trigger> {
    let scopes = circumstances(passage, range);
    // "A town under blockade": a state of things.
    let state = |it: &Trigger| {
        it.act == Act::Blockade
            && (word(passage, it.from).starts_with("besieged")
                || word(passage, it.from).starts_with("assiege")
                || word(passage, it.from).contains("المحاصر")
                || matches!(word(passage, it.from), "sous" | "under")
                || it.from > range.start && matches!(word(passage, it.from - 1), "sous" | "under"))
    };
    let inside = |it: &Trigger| state(it) || scopes.iter().any(|scope| scope.contains(&it.from));
    let warlike = |it: &Trigger| {
        it.act.is_violent()
            || matches!(it.act, Act::Take | Act::Overrun | Act::Retake | Act::Blockade | Act::Coup)
    };
    let heads: Vec<&Trigger> = triggers.iter().filter(|it| !inside(it)).collect();
    // What somebody calls for has not happened.
    let asked = |it: &Trigger| {
        is_asked_for(it.act)
            && triggers.iter().any(|call| {
                call.act == Act::Statement
                    && call.to <= it.from
                    && it.from - call.to <= 12
                    && calls_for(word(passage, call.from))
                    && joined(passage, call.to, it.from)
            })
    };
    let first = heads.iter().filter(|it| speaks_of(it.act)).map(|it| it.from).min();
    let claims = heads.iter().find(|it| it.act == Act::Claim).map(|it| it.from);
    // An act behind a word that speaks of it, with no dead of its own, is only spoken of.
    let spoken = |it: &Trigger| {
        first.is_some_and(|at| at < it.from)
            && warlike(it)
            && it.form == Form::Noun
            && (claims.is_none() || is_unspecific(passage, range, it))
            && !passage.numbers.iter().any(|n| {
                !n.weak && n.range.start > first.unwrap_or(0) && range.contains(&n.range.start)
            })
    };
    let told: Vec<&Trigger> = heads.into_iter().filter(|it| !spoken(it)).collect();
    let quiet = told.iter().any(|it| is_quiet(it.act));
    // "Three days of mourning after the attacks that hit X on Tuesday": the news is in the clause.
    let speaks = |act| matches!(act, Act::Statement | Act::Inquiry | Act::Claim);
    let words = told.iter().all(|it| speaks(it.act) && it.act != Act::Claim);
    let dated = triggers.iter().any(|it| {
        inside(it)
            && it.act.is_violent()
            && it.form == Form::Verb
            && scopes.iter().any(|scope| {
                scope.contains(&it.from)
                    && passage.dates.iter().any(|d| scope.contains(&d.range.start))
            })
    });
    // "After Thursday's fighting, the army said it had buried": nothing else is told of the fight.
    let fought = triggers.iter().any(|it| inside(it) && it.act == Act::Clash);
    let counts = range.clone().any(|at| super::fates::is_burial(word(passage, at)));
    if words && dated || fought && counts && told.iter().all(|it| speaks(it.act)) {
        return triggers.iter().filter(|it| inside(it)).cloned().collect();
    }
    if !quiet || told.iter().any(|it| warlike(it)) {
        return triggers.iter().filter(|it| !asked(it)).cloned().collect();
    }
    triggers.iter().filter(|it| !inside(it) && !spoken(it) && !asked(it)).cloned().collect()
}

/// "Fled fighting round X", فروا من المعارك: what they fled, not where to.
fn is_fled(passage: &Passage, own: &str) -> bool {
    match passage.lang {
        Lang::Ar => own == "من",
        _ => !matches!(
            own,
            "to" | "into"
                | "from"
                | "towards"
                | "their"
                | "across"
                | "on"
                | "in"
                | "vers"
                | "leur"
                | "leurs"
                | "en"
                | "au"
                | "a"
                | "dans"
        ),
    }
}

/// Verbs of calling for something.
fn calls_for(word: &str) -> bool {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    const STEMS: &[&str] = &[
        "call", "urg", "demand", "appel", "exhort", "exig", "reclam", "طالب", "دعا", "دعت", "دعوا",
        "حث", "ناشد", "يدعو", "تدعو",
    ];
    STEMS.iter().any(|it| bare.starts_with(it))
}

/// Acts that others can be called upon to do.
fn is_asked_for(act: Act) -> bool {
    matches!(
        act,
        Act::Unblock | Act::Release | Act::Withdraw | Act::Deal | Act::Deploy | Act::Sanction
    )
}

/// "Several recent attacks": claimed without a place.
fn is_unspecific(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let start = trigger.from.saturating_sub(5).max(range.start);
    let end = (trigger.to + 3).min(range.end);
    let vague = (start..end).any(|at| {
        matches!(
            word(passage, at),
            "recent"
                | "recents"
                | "recentes"
                | "several"
                | "plusieurs"
                | "series"
                | "serie"
                | "various"
                | "multiple"
                | "dernieres"
                | "derniers"
                | "month"
        )
    });
    let placed = passage
        .hits_in(range)
        .iter()
        .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Town(_) | Meaning::Place(_))));
    vague && !placed
}

/// The stretches of a sentence that only say when, why or against what: from "after", "over",
/// "accused of" to the end of their clause.
fn circumstances(passage: &Passage, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        if out.last().is_some_and(|it| it.contains(&at)) || !opens(passage, range, at) {
            continue;
        }
        let end = (at + 1..range.end)
            .find(|&it| {
                is_main_verb(passage, at, it)
                    || passage.tokens.get(it).is_some_and(|t| {
                        t.gap.has(Gap::SEMICOLON.with(Gap::COLON))
                            || t.gap.has(Gap::COMMA) && !continues(passage, it)
                    })
            })
            .unwrap_or(range.end);
        out.push(at..end);
    }
    out
}

/// A finite auxiliary that no relative word governs is the verb of the main clause: "held since
/// April near Bougouni have been freed".
fn is_main_verb(passage: &Passage, opened: usize, at: usize) -> bool {
    let finite = match passage.lang {
        Lang::En => {
            matches!(word(passage, at), "was" | "were" | "has" | "have" | "had" | "are" | "is")
        }
        Lang::Fr => matches!(word(passage, at), "ont" | "est" | "sont" | "a"),
        Lang::Ar => false,
    };
    if !finite {
        return false;
    }
    // "After she was killed": behind a conjunction the first verb is the circumstance's own.
    let dated = passage.dates.iter().any(|it| {
        it.range.start == opened + 1 || it.range.contains(&opened) && it.range.end > opened + 1
    });
    let conjunction =
        matches!(word(passage, opened), "after" | "since" | "because" | "apres" | "depuis");
    (dated || !conjunction)
        && at > opened + 1
        && !(opened..at).any(|it| {
            matches!(
                word(passage, it),
                "qui" | "que" | "qu" | "ou" | "dont" | "which" | "that" | "who" | "where" | "when"
            )
        })
        && passage.tokens.get(at).is_some_and(|it| it.gap.joins())
        && (word(passage, at) != "a" || matches!(word(passage, at + 1), "ete" | "fui" | "pris"))
}

/// A clause goes on behind a comma with a participle or another number: "which killed 12, wounding
/// three".
fn continues(passage: &Passage, at: usize) -> bool {
    let own = word(passage, at);
    own.ends_with("ing")
        || own.ends_with("ant")
        || passage.numbers.iter().any(|it| it.range.start == at)
        || matches!(own, "which" | "qui" | "including" | "dont")
}

fn opens(passage: &Passage, range: &Range<usize>, at: usize) -> bool {
    let fled = || {
        at > range.start && passage.is(at - 1, Sign::Fled) && is_fled(passage, word(passage, at))
    };
    let sign = match passage.lang {
        Lang::En => Sign::Occasion,
        Lang::Fr => Sign::FrenchOccasion,
        Lang::Ar => Sign::ArabicOccasion,
    };
    // "Said it was behind the attack": the claim's own word opens nothing.
    let claims = |it: &super::phrases::Hit| {
        it.meanings.iter().any(|m| matches!(m, Meaning::Act(Act::Claim, _)))
    };
    (passage.is(at, sign) && is_occasion(passage, range, at) || fled())
        && !passage.hit_at(at).is_some_and(claims)
}

/// Whether a word that can open a circumstance does so beside its neighbours.
fn is_occasion(passage: &Passage, range: &Range<usize>, at: usize) -> bool {
    let own = word(passage, at);
    let next = if at + 1 < range.end { word(passage, at + 1) } else { "" };
    let before = if at > range.start { word(passage, at - 1) } else { "" };
    match passage.lang {
        Lang::En => match own {
            "over" => {
                !(passage.numbers.iter().any(|it| it.range.contains(&at))
                    || matches!(next, "to" | "the") && before == "handed")
            }
            "demand" | "denounce" | "protest" | "condemn" => before == "to",
            "calling" => next == "for",
            "accused" | "suspected" => next == "of",
            "due" => next == "to",
            "involved" | "linked" | "connection" | "charged" | "behind" | "retaliation"
            | "response" | "reaction" | "victims" | "survivors" | "families" | "perpetrators"
            | "mastermind" | "masterminds" | "ahead" => {
                matches!(next, "in" | "for" | "to" | "with" | "of" | "the" | "an")
            }
            _ => true,
        },
        Lang::Fr => match own {
            "apres" => !(next == "midi" || before == "d"),
            "face" => matches!(next, "a" | "aux" | "au"),
            "accuse" | "accuses" | "soupconne" | "soupconnes" => matches!(next, "de" | "d"),
            "victimes" => matches!(next, "de" | "d" | "des" | "du"),
            "suite" => !(before == "la" && next == "de"),
            "demander" | "obtenir" => before == "pour",
            "fin" => {
                matches!(before, "met" | "mettent" | "mettre" | "mettant") && next.starts_with('a')
            }
            _ => true,
        },
        Lang::Ar => {
            own.contains("ضلوع") || own.contains("تورط") || !passage.has_cue(&(at..at + 1), Cue::By)
        }
    }
}
