//! Verb frames: points for a party from where it stands beside an act, in each language's voice and
//! order of words.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::Gap;

use super::clauses::Sentence;
use super::meaning::{Act, Cue, Form, Meaning};
use super::objects::{carries_out, has_object, is_object_before};
use super::order;
use super::parties::PartyAt;
use super::phrases::Hit;
use super::reading::Passage;
use super::reasons::Reason;
use super::roles::Cast;
use super::signs::Sign;
use super::triggers::Trigger;

/// Points from a party's place beside one act.
pub(super) fn frame(sentence: &Sentence<'_>, party: &PartyAt, trigger: &Trigger, cast: &mut Cast) {
    if matches!(trigger.act, Act::Claim | Act::Deny | Act::Statement | Act::Inquiry | Act::Threaten)
    {
        return;
    }
    let passage = sentence.passage;
    match trigger.form {
        Form::Verb if is_object_of_another(sentence, party, trigger) => {}
        Form::Verb if party.to <= trigger.from && !stands_between(sentence, party, trigger) => {
            before_verb(passage, party, trigger, cast);
        }
        Form::Verb if trigger.to <= party.from => after_verb(sentence, party, trigger, cast),
        Form::Noun if trigger.to <= party.from => after_noun(sentence, party, trigger, cast),
        Form::Noun if party.to < trigger.from && carries_out(passage, party, trigger) => {
            cast.agent += 6;
            cast.why = Reason::CarriesOut;
        }
        Form::Noun
            if party.to == trigger.from
                && passage.lang == Lang::En
                && !is_suffered(trigger.act) =>
        {
            cast.agent += 3;
            cast.why = Reason::BeforeNoun;
        }
        _ => {}
    }
}

/// "Strikes on a hideout of jihadists, killing five": a participle behind a comma goes with the
/// subject of its clause, not with whom an act before it names.
fn is_object_of_another(sentence: &Sentence<'_>, party: &PartyAt, trigger: &Trigger) -> bool {
    let passage = sentence.passage;
    let word = passage.tokens.word(trigger.from);
    let participle = match passage.lang {
        Lang::En => word.ends_with("ing"),
        Lang::Fr => word.ends_with("ant"),
        Lang::Ar => false,
    };
    let behind_comma = || passage.tokens.get(trigger.from).is_some_and(|it| it.gap.has(Gap::COMMA));
    participle
        && party.to <= trigger.from
        && behind_comma()
        && sentence.triggers.iter().any(|it| it.to <= party.from && it.act.is_violent())
}

/// "Soldiers killed as jihadists storm": another party behind a conjunction is the subject.
fn stands_between(sentence: &Sentence<'_>, party: &PartyAt, trigger: &Trigger) -> bool {
    sentence.parties.iter().any(|it| {
        it.from >= party.to
            && it.to <= trigger.from
            && (party.to..it.from).any(|at| {
                matches!(
                    sentence.passage.tokens.word(at),
                    "as" | "when" | "lorsque" | "quand" | "alors" | "after"
                )
            })
    })
}

/// Nouns whose genitive suffers: "the killing of", "enlèvement de", مقتل.
pub(super) fn is_suffered(act: Act) -> bool {
    matches!(
        act,
        Act::Kill
            | Act::Wound
            | Act::Abduct
            | Act::Massacre
            | Act::Execute
            | Act::Assassinate
            | Act::Arrest
            | Act::Release
            | Act::Missing
            | Act::Neutralise
            | Act::Capture
    )
}

pub(super) fn before_verb(passage: &Passage, party: &PartyAt, trigger: &Trigger, cast: &mut Cast) {
    let between = party.to..trigger.from;
    if between.len() > 9 || crosses(passage, &between) {
        return;
    }
    if is_object_before(passage, party) {
        return;
    }
    if passage.lang == Lang::Ar {
        order::before(passage, party, trigger, cast);
        return;
    }
    if is_of_a_deed(passage, &between) {
        return;
    }
    if trigger.act == Act::Mine && passage.lang != Lang::Ar {
        cast.patient += 5;
        cast.why = Reason::RanOver;
        return;
    }
    // "La patrouille tombée dans un guet-apens": who falls into an ambush did not lay it.
    let falls = ["tomb", "fell", "fall", "ran", "walked"];
    if trigger.act == Act::Ambush
        && falls.iter().any(|it| passage.tokens.word(trigger.from).starts_with(it))
    {
        cast.patient += 5;
        cast.why = Reason::FallsInto;
        return;
    }
    // Those who clash do it both, unless the verb is a noun's.
    let clashes = trigger.act == Act::Clash && passage.lang != Lang::Ar;
    // "Were seen": the party seen is the news.
    let clashes = clashes || trigger.act == Act::Presence;
    if !clashes && is_passive(passage, trigger, &between) {
        cast.patient += 4;
        cast.why = Reason::PassiveSubject;
    } else {
        cast.agent += 4;
        cast.why = Reason::Subject;
    }
}

/// "The killing of the minister in attacks targeting Bamako", "lors d'attaques visant": a participle
/// or a relative clause right after a noun of doing tells of that deed, not of a party before it.
fn is_of_a_deed(passage: &Passage, between: &Range<usize>) -> bool {
    let verb = passage.tokens.word(between.end);
    let relative = between.end.checked_sub(1).filter(|it| {
        between.contains(it)
            && matches!(passage.tokens.word(*it), "that" | "which" | "qui" | "ayant")
    });
    let participle = verb.ends_with("ing") || verb.ends_with("ant");
    let noun = relative.unwrap_or(between.end);
    (participle || relative.is_some())
        && passage.tokens.get(noun).is_some_and(|it| it.gap.joins())
        && passage.hits_in(between).iter().any(|it| {
            it.to == noun && it.meanings.iter().any(|m| matches!(m, Meaning::Act(_, Form::Noun)))
        })
}

/// Another clause begins between.
pub(super) fn crosses(passage: &Passage, between: &Range<usize>) -> bool {
    (between.start..=between.end).any(|at| {
        passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::SEMICOLON.with(Gap::COLON)))
            || at < between.end
                && (matches!(
                    passage.tokens.word(at),
                    "while" | "tandis" | "after" | "بعد" | "whereas"
                ) || passage.is_after(at))
    })
}

pub(super) fn is_passive(passage: &Passage, trigger: &Trigger, between: &Range<usize>) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let stands = |sign| between.clone().any(|at| passage.is(at, sign));
    match passage.lang {
        Lang::En => {
            let own = word(trigger.from);
            // "Were in control of": a state, no passive.
            if own == "in" {
                return false;
            }
            let aux = stands(Sign::Be);
            let finite =
                !aux && between.clone().any(|at| matches!(word(at), "have" | "has" | "had"));
            let participle = (trigger.to == trigger.from + 1
                || matches!(own, "shot" | "found" | "gunned"))
                && (own.ends_with("ed")
                    || matches!(
                        own,
                        "found"
                            | "gunned"
                            | "slain"
                            | "shot"
                            | "hit"
                            | "taken"
                            | "overthrown"
                            | "hurt"
                    ));
            aux || (participle && !finite && !has_object(passage, trigger))
                || own == "came"
                || matches!(own, "died" | "lost" | "perished" | "die")
        }
        Lang::Fr => {
            let own = word(trigger.from);
            // "Se sont emparés": who does it to get it for themselves does it.
            if matches!(own, "se" | "s") {
                return false;
            }
            let participle = own.ends_with('e')
                || own.ends_with("es")
                || own.ends_with("ee")
                || own.ends_with("ees")
                || own.ends_with('u')
                || own.ends_with("us")
                || own.ends_with("is")
                || ["uit", "uits", "uite", "uites"].iter().any(|it| own.ends_with(it));
            let finite = own.ends_with("ent") || own.ends_with("ant") || own.ends_with("er");
            // "Sont arrivés": verbs of motion are active with "être".
            let moves = ["arriv", "entre", "parti", "reparti", "venu", "revenu", "sorti", "rentre"]
                .iter()
                .any(|it| own.starts_with(it));
            if moves {
                return false;
            }
            stands(Sign::Etre)
                || (participle && !stands(Sign::Avoir) && !finite && !has_object(passage, trigger))
                || matches!(
                    own,
                    "peri" | "decede" | "mort" | "perdu" | "trouve" | "essuye" | "subi" | "subit"
                )
        }
        Lang::Ar => order::is_passive(passage, trigger),
    }
}

pub(super) fn after_verb(
    sentence: &Sentence<'_>,
    party: &PartyAt,
    trigger: &Trigger,
    cast: &mut Cast,
) {
    let passage = sentence.passage;
    let between = trigger.to..party.from;
    if between.len() > 6 || crosses(passage, &between) {
        return;
    }
    let others =
        sentence.parties.iter().filter(|it| it.from >= trigger.to && it.from < party.from).count();
    if passage.lang == Lang::Ar {
        order::after(sentence, party, trigger, others, cast);
        return;
    }
    let blocked = between.clone().any(|at| {
        matches!(passage.tokens.word(at), "by" | "par" | "in" | "dans" | "when" | "after" | "lors")
    });
    if others == 0 && !blocked {
        cast.patient += 4;
        cast.why = Reason::Object;
    }
}

/// "Strikes on a hideout of jihadists": whose place is struck did not strike it.
fn owns_what_is_struck(passage: &Passage, between: &Range<usize>) -> bool {
    let hits = passage.hits_in(between);
    let on = hits.iter().find(|it| it.is_cue(Cue::On)).map(|it| it.to);
    let town = |it: &Hit| it.meanings.iter().any(|m| matches!(m, Meaning::Town(_)));
    on.is_some_and(|on| !hits.iter().any(|it| it.from >= on && town(it)))
}

pub(super) fn after_noun(
    sentence: &Sentence<'_>,
    party: &PartyAt,
    trigger: &Trigger,
    cast: &mut Cast,
) {
    let passage = sentence.passage;
    let between = trigger.to..party.from;
    if between.len() > 5 || crosses(passage, &between) {
        return;
    }
    let genitive = match passage.lang {
        Lang::En => between.clone().any(|at| passage.tokens.word(at) == "of"),
        Lang::Fr => {
            between.clone().any(|at| matches!(passage.tokens.word(at), "de" | "d" | "du" | "des"))
        }
        Lang::Ar => {
            passage.numbers.iter().any(|it| it.range.contains(&between.start))
                || between.clone().all(|at| passage.is(at, Sign::Filler))
        }
    };
    let adjacent = between.is_empty() && passage.lang == Lang::Fr;
    if !genitive && !adjacent {
        return;
    }
    if owns_what_is_struck(passage, &between) {
        cast.patient += 4;
        cast.why = Reason::On;
        return;
    }
    if matches!(trigger.act, Act::Drone | Act::AirStrike) {
        cast.agent += 6;
        cast.why = Reason::Craft;
        return;
    }
    if order::heads_a_clause(sentence, party, trigger) {
        cast.agent += 6;
        cast.why = Reason::SubjectAfter;
        return;
    }
    if is_suffered(trigger.act) {
        cast.patient += 4;
        cast.why = Reason::Genitive;
    } else if cast.patient < 5 && cast.agent > 0 {
        cast.agent += 3;
        cast.why = Reason::Genitive;
    }
}
