//! The words of a sentence that tell acts, less those that only look like one.

use std::ops::{Range, RangeInclusive};

use crate::model::Lang;
use crate::text::token::Gap;

use super::frames::is_passive;
use super::hedges::is_crowd_hit;
use super::lookalikes::{
    falls_elsewhere, has_threatener, in_date, is_activity, is_aside, is_felt, is_loss, is_plight,
    leaves_a_place, only_dates, takes_a_place,
};
use super::meaning::{Act, Form, Meaning, Noun};
use super::phrases::Hit;
use super::reading::Passage;

/// A word that tells an act.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trigger {
    /// What it tells.
    pub(super) act: Act,
    /// How.
    pub(super) form: Form,
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
}

/// "Drove out towards Anéfis", "pushed out of the town": nobody is driven out, somebody goes.
fn is_going(passage: &Passage, from: usize, to: usize) -> bool {
    passage.tokens.word(to - 1) == "out"
        && matches!(passage.tokens.word(from), "drove" | "drive" | "drives")
        && matches!(
            passage.tokens.word(to),
            "of" | "to" | "towards" | "toward" | "from" | "on" | "at" | "in" | "late" | "early"
        )
}

/// The acts of a sentence, in order. A word that can be noun and verb is taken for what its
/// neighbours make it.
pub(super) fn triggers(passage: &Passage, range: &Range<usize>) -> Vec<Trigger> {
    let mut out: Vec<Trigger> = Vec::new();
    let pairs = pairs(passage, range);
    for hit in passage.hits_in(range) {
        // The object tells the verb from the hour that is written like it (فجر).
        if let Some(pair) = pairs.iter().find(|it| it.0 == hit.from) {
            let trigger = Trigger { act: pair.2, form: Form::Verb, from: hit.from, to: hit.to };
            out.extend(from_the_air(passage, range, &trigger));
            out.push(trigger);
            continue;
        }
        if in_date(passage, hit.from, hit.to) {
            continue;
        }
        // What is made safe stays a mine, what falls from the sky an aircraft, what is broken up a
        // march, what is claimed an attack.
        let object = pairs.iter().find(|it| it.1 == hit.from);
        if object.is_some_and(|it| {
            !matches!(
                it.2,
                Act::Defuse | Act::AirCrash | Act::Shootdown | Act::Disperse | Act::Claim
            )
        }) {
            continue;
        }
        let both = |act: Act| {
            let has = |form| hit.meanings.contains(&Meaning::Act(act, form));
            has(Form::Noun) && has(Form::Verb)
        };
        for meaning in &hit.meanings {
            if let Meaning::Act(act, form) = *meaning {
                if both(act) && (form == Form::Noun) != reads_as_noun(passage, hit.from, hit.to) {
                    continue;
                }
                if act == Act::Coup && only_dates(passage, form, hit.from, hit.to, range) {
                    continue;
                }
                if act == Act::Change && is_aside(passage, hit.from) {
                    continue;
                }
                if act == Act::Operation
                    && form == Form::Noun
                    && is_activity(passage, hit.to, range)
                {
                    continue;
                }
                if act == Act::Kill
                    && (is_loss(passage, hit.from, hit.to, range)
                        || falls_elsewhere(passage, hit.from, hit.to))
                {
                    continue;
                }
                if is_felt(passage, act, hit.from) || is_plight(passage, act, hit.from, hit.to) {
                    continue;
                }
                if act == Act::Mob && form == Form::Noun && is_crowd_hit(passage, hit.from) {
                    continue;
                }
                if act == Act::Threaten && !has_threatener(passage, form, hit.from, hit.to, range) {
                    continue;
                }
                if matches!(act, Act::Retake | Act::Take)
                    && !takes_a_place(passage, hit.from, hit.to, range)
                {
                    continue;
                }
                let going = act == Act::Retake && is_going(passage, hit.from, hit.to);
                let act = if going { Act::Withdraw } else { act };
                let leaves = act == Act::Withdraw
                    && form == Form::Verb
                    && hit.to - hit.from == 1
                    && !passage.tokens.word(hit.from).starts_with("withdr");
                if leaves && !leaves_a_place(passage, hit.from, hit.to, range) {
                    continue;
                }
                let trigger = Trigger { act, form, from: hit.from, to: hit.to };
                out.extend(from_the_air(passage, range, &trigger));
                out.push(trigger);
                if act == Act::Claim && names_the_deed(passage, hit.to, range) {
                    out.push(Trigger {
                        act: Act::Attack,
                        form: Form::Noun,
                        from: hit.to - 1,
                        to: hit.to,
                    });
                }
            }
        }
    }
    out
}

/// The strike from the air that an act of attacking is besides, if it is one.
fn from_the_air(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> Option<Trigger> {
    strikes_from_the_air(passage, range, trigger)
        .then(|| Trigger { act: Act::AirStrike, ..trigger.clone() })
}

/// "Helicopters opened fire on", "les avions ont visé", أطلقت مروحية النار: what aircraft attack is
/// struck from the air.
fn strikes_from_the_air(passage: &Passage, range: &Range<usize>, trigger: &Trigger) -> bool {
    let attacks = matches!(trigger.act, Act::Attack | Act::Strike | Act::Kill | Act::Destroy);
    if !attacks || trigger.form != Form::Verb {
        return false;
    }
    if passage.lang == Lang::Ar {
        // The subject stands behind the verb.
        let behind = trigger.from..trigger.to + 2;
        return passage.hits_in(&behind).iter().any(|it| it.is_noun(Noun::Aircraft))
            && is_joined(passage, trigger.from + 1..=trigger.to);
    }
    let start = trigger.from.saturating_sub(5).max(range.start);
    let craft = passage.hits_in(&(start..trigger.from)).iter().rev().find(|it| {
        it.is_noun(Noun::Aircraft) || it.meanings.iter().any(|m| matches!(m, Meaning::Act(..)))
    });
    craft.is_some_and(|it| {
        let between = it.to..trigger.from;
        let told_of = |at: usize| {
            matches!(passage.tokens.word(at), "and" | "et" | "that" | "which" | "qui" | "as" | "by")
        };
        it.is_noun(Noun::Aircraft)
            && is_joined(passage, it.to..=trigger.from)
            && !between.clone().any(told_of)
            && !(start..it.from).any(|at| matches!(passage.tokens.word(at), "in" | "near" | "by"))
            && !is_passive(passage, trigger, &between)
    })
}

/// "Claimed the attack on the base of X": a phrase of claiming that ends in the deed tells the deed
/// too where its place follows.
fn names_the_deed(passage: &Passage, end: usize, range: &Range<usize>) -> bool {
    let place = |it: &Meaning| {
        matches!(it, Meaning::Town(_) | Meaning::Target(_) | Meaning::Region(_) | Meaning::Area(_))
    };
    matches!(passage.tokens.word(end - 1), "attack" | "attaque")
        && passage
            .hits_in(&(end..passage.past(end, 9).min(range.end)))
            .iter()
            .any(|it| it.meanings.iter().any(place))
}

/// Verbs with the object that makes them an act, whatever stands between ("رفعت … الحصار", "the siege
/// was lifted"): where the verb begins, where the object begins, and the act. Neither tells anything
/// else then.
fn pairs(passage: &Passage, range: &Range<usize>) -> Vec<(usize, usize, Act)> {
    let hits = passage.hits_in(range);
    let mut out = Vec::new();
    for (at, verb) in hits.iter().enumerate() {
        // Of several acts the one whose object stands nearest.
        let opened = verb.meanings.iter().filter_map(|it| match *it {
            Meaning::Opens(number, act) => Some((number, act)),
            _ => None,
        });
        let ahead = opened.clone().filter_map(|(number, act)| {
            let object = hits.iter().skip(at + 1).take_while(|it| it.from <= verb.to + REACH);
            let object =
                object.into_iter().find(|it| it.meanings.contains(&Meaning::Closes(number)))?;
            is_joined(passage, verb.to..=object.from).then_some((verb.from, object.from, act))
        });
        let is_fire = |at: usize| matches!(passage.tokens.word(at), "النار" | "النيران" | "نار");
        let found = ahead.min_by_key(|it| (is_fire(it.1), it.1));
        let behind = || opened.filter_map(|it| behind(passage, hits, at, it)).max_by_key(|it| it.1);
        out.extend(found.or_else(behind));
    }
    out
}

/// How far apart the words of a pair may stand.
const REACH: usize = 12;

/// The object of a passive stands before its verb; in Arabic it stands behind like any other.
fn behind(
    passage: &Passage,
    hits: &[Hit],
    at: usize,
    (number, act): (u16, Act),
) -> Option<(usize, usize, Act)> {
    let verb = hits.get(at).filter(|_| passage.lang != Lang::Ar)?;
    let near = hits.get(..at)?.iter().rev().take_while(|it| it.to + REACH >= verb.from);
    let object = near.into_iter().find(|it| it.meanings.contains(&Meaning::Closes(number)))?;
    let trigger = Trigger { act, form: Form::Verb, from: verb.from, to: verb.to };
    let passive = is_joined(passage, object.to..=verb.from)
        && is_passive(passage, &trigger, &(object.to..verb.from));
    passive.then_some((verb.from, object.from, act))
}

/// Whether no clause ends before any of these tokens.
fn is_joined(passage: &Passage, range: RangeInclusive<usize>) -> bool {
    range.into_iter().all(|it| passage.tokens.get(it).is_some_and(|it| !it.gap.has(BREAK)))
}

/// What ends a clause.
const BREAK: Gap = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::STOP).with(Gap::COLON);

/// Whether a word that is noun and verb alike stands as a noun: after a determiner, a number or an
/// adjective, or before a preposition of attack.
pub(super) fn reads_as_noun(passage: &Passage, from: usize, to: usize) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let before = if from == 0 { "" } else { word(from - 1) };
    match passage.lang {
        Lang::En => {
            let determined = matches!(
                before,
                "a" | "an"
                    | "the"
                    | "this"
                    | "these"
                    | "that"
                    | "in"
                    | "of"
                    | "by"
                    | "s"
                    | "deadly"
                    | "terrorist"
                    | "terror"
                    | "major"
                    | "for"
                    | "after"
                    | "during"
                    | "new"
                    | "several"
                    | "two"
                    | "three"
                    | "and"
                    | "their"
                    | "its"
                    | "his"
                    | "recent"
                    | "similar"
                    | "january"
                    | "border"
                    | "armed"
                    | "suspected"
                    | "from"
                    | "big"
                    | "massive"
                    | "fresh"
                    | "latest"
                    | "another"
                    | "coordinated"
                    | "many"
                    | "no"
                    | "any"
            );
            let followed = matches!(
                word(to),
                "on" | "against"
                    | "in"
                    | "at"
                    | "by"
                    | "near"
                    | "that"
                    | "which"
                    | "took"
                    | "was"
                    | "were"
                    | "has"
                    | "killed"
                    | "left"
                    | "leaves"
                    | "kills"
            );
            let participle = word(from).ends_with("ed") || word(from).ends_with("ing");
            // "For displaced families": of whom, not what was done.
            if word(from) == "displaced"
                && matches!(before, "for" | "the" | "of" | "by" | "to" | "among")
                && matches!(
                    word(to),
                    "people" | "persons" | "families" | "households" | "residents"
                )
            {
                return true;
            }
            // "The killing of": a gerund with an article and its object is a noun.
            let gerund = word(from).ends_with("ing") && word(to) == "of" && determined;
            gerund || !participle && (determined || followed)
        }
        Lang::Fr => {
            let participle = matches!(
                before,
                "a" | "ont"
                    | "ete"
                    | "avoir"
                    | "est"
                    | "sont"
                    | "etaient"
                    | "avait"
                    | "avaient"
                    | "ayant"
                    | "aurait"
                    | "ont ete"
            );
            !(participle || word(from).starts_with("bless") || word(from).starts_with("assassine"))
        }
        Lang::Ar => true,
    }
}

/// Whether a noun is taken up again: "the attack", "cette attaque", الهجوم.
pub(super) fn is_definite(passage: &Passage, trigger: &Trigger) -> bool {
    if trigger.form != Form::Noun {
        return false;
    }
    if passage.lang == Lang::Ar {
        return passage
            .tokens
            .word(trigger.from)
            .trim_start_matches(['و', 'ف', 'ب', 'ل'])
            .starts_with("ال");
    }
    let before = if trigger.from == 0 { "" } else { passage.tokens.word(trigger.from - 1) };
    matches!(
        before,
        "the"
            | "this"
            | "these"
            | "that"
            | "l"
            | "la"
            | "le"
            | "les"
            | "cette"
            | "ce"
            | "cet"
            | "ces"
            | "du"
    )
}

/// Whether a violent noun is pointed at: "these attacks", "cette attaque", هذه الهجمات.
pub(super) fn is_pointed_at(passage: &Passage, trigger: &Trigger) -> bool {
    trigger.form == Form::Noun
        && trigger.act.is_violent()
        && trigger.from > 0
        && matches!(
            passage.tokens.word(trigger.from - 1),
            "this" | "these" | "those" | "cette" | "ce" | "cet" | "ces" | "هذه" | "هذا" | "تلك"
        )
}
