//! The words of a sentence that tell acts, less those that only look like one.

use std::ops::Range;

use crate::model::{Lang, PassageKind};
use crate::text::token::{Case, Gap};

use super::meaning::{Act, Form, Meaning};
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

/// The acts of a sentence, in order. A word that can be noun and verb is taken for what its
/// neighbours make it.
pub(super) fn triggers(passage: &Passage, range: &Range<usize>) -> Vec<Trigger> {
    let mut out: Vec<Trigger> = Vec::new();
    let pairs = pairs(passage, range);
    for hit in passage.hits_in(range) {
        if in_date(passage, hit.from, hit.to) {
            continue;
        }
        if let Some(pair) = pairs.iter().find(|it| it.0 == hit.from) {
            out.push(Trigger { act: pair.2, form: Form::Verb, from: hit.from, to: hit.to });
            continue;
        }
        // What is made safe stays a mine, what falls from the sky an aircraft.
        let object = pairs.iter().find(|it| it.1 == hit.from);
        if object.is_some_and(|it| !matches!(it.2, Act::Defuse | Act::AirCrash | Act::Shootdown)) {
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
                if act == Act::Coup && form == Form::Noun && is_modifier(passage, hit.from, hit.to)
                {
                    continue;
                }
                if matches!(act, Act::Retake | Act::Take)
                    && !takes_a_place(passage, hit.from, hit.to, range)
                {
                    continue;
                }
                let leaves = act == Act::Withdraw && form == Form::Verb && hit.to - hit.from == 1;
                if leaves && !leaves_a_place(passage, hit.from, hit.to, range) {
                    continue;
                }
                out.push(Trigger { act, form, from: hit.from, to: hit.to });
            }
        }
    }
    out
}

/// Verbs with the object that makes them an act, whatever stands between ("رفعت … الحصار"): where the
/// verb begins, where the object begins, and the act. Neither tells anything else then.
fn pairs(passage: &Passage, range: &Range<usize>) -> Vec<(usize, usize, Act)> {
    const REACH: usize = 12;
    let hits = passage.hits_in(range);
    let mut out = Vec::new();
    for (at, verb) in hits.iter().enumerate() {
        let found = verb.meanings.iter().find_map(|it| {
            let Meaning::Opens(number, act) = *it else { return None };
            let object = hits.iter().skip(at + 1).take_while(|it| it.from <= verb.to + REACH);
            let object =
                object.into_iter().find(|it| it.meanings.contains(&Meaning::Closes(number)))?;
            let joined = (verb.to..=object.from)
                .all(|it| passage.tokens.get(it).is_some_and(|it| !it.gap.has(BREAK)));
            joined.then_some((verb.from, object.from, act))
        });
        out.extend(found);
    }
    out
}

/// What ends a clause.
const BREAK: Gap = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::STOP).with(Gap::COLON);

/// A word that is part of a day or an hour tells no act: "march" beside a year, فجر (dawn, or blew up)
/// beside a weekday.
fn in_date(passage: &Passage, from: usize, to: usize) -> bool {
    let dated = passage.dates.iter().any(|it| it.range.start <= from && to <= it.range.end);
    // "The March killings": capitalised inside a sentence it is the month.
    let month = passage.tokens.word(from) == "march"
        && to == from + 1
        && passage.kind != PassageKind::Title
        && passage
            .tokens
            .get(from)
            .is_some_and(|it| it.case == Case::Capital && !it.gap.has(Gap::STOP.with(Gap::START)));
    dated || month
}

/// "Coup leaders", "since the coup", "auteurs du putsch": the word only tells who or when.
pub(super) fn is_modifier(passage: &Passage, from: usize, to: usize) -> bool {
    let before = (from.saturating_sub(3)..from).any(|at| {
        matches!(
            passage.tokens.word(at),
            "since"
                | "depuis"
                | "after"
                | "apres"
                | "following"
                | "suite"
                | "auteurs"
                | "منذ"
                | "بعد"
                | "pro"
                | "anti"
                | "before"
                | "avant"
                | "قبل"
                | "against"
        )
    });
    let after = matches!(
        passage.tokens.word(to),
        "leaders"
            | "leader"
            | "backers"
            | "supporters"
            | "regime"
            | "government"
            | "authorities"
            | "plotters"
            | "belt"
    );
    before || after
}

/// A verb of taking needs a place or a post for its object ("took Kidal", never "took place"); a
/// phrase of falling has it for its subject ("Kidal fell to").
pub(super) fn takes_a_place(
    passage: &Passage,
    from: usize,
    to: usize,
    range: &Range<usize>,
) -> bool {
    let is_place = |it: &Meaning| {
        matches!(
            it,
            Meaning::Town(_)
                | Meaning::Target(_)
                | Meaning::Place(_)
                | Meaning::Region(_)
                | Meaning::Area(_)
        )
    };
    let has = |range: Range<usize>| {
        passage.hits_in(&range).iter().any(|it| it.meanings.iter().any(is_place))
    };
    let end = (to + 6).min(range.end);
    let stop = (to..end).find(|&at| {
        matches!(
            passage.tokens.word(at),
            "in" | "on"
                | "at"
                | "from"
                | "dans"
                | "en"
                | "place"
                | "part"
                | "fire"
                | "feu"
                | "during"
                | "when"
                | "lors"
                | "after"
                | "before"
                | "to"
                | "for"
                | "by"
                | "par"
                | "embuscade"
                | "sur"
        ) || !passage.tokens.get(at).is_some_and(|it| it.gap.joins())
    });
    let object = has(to..stop.unwrap_or(end));
    let subject = to - from >= 2 && has(from.saturating_sub(9).max(range.start)..from);
    object || subject
}

/// A party that leaves, and the place that it leaves: "left Tessalit", not "left four dead".
pub(super) fn leaves_a_place(
    passage: &Passage,
    from: usize,
    to: usize,
    range: &Range<usize>,
) -> bool {
    let party = from.saturating_sub(9).max(range.start)..from;
    let place = to..(to + 6).min(range.end);
    let counted = passage.numbers.iter().any(|it| it.range.start >= to && it.range.start <= to + 1);
    let party = passage.hits_in(&party).iter().any(|it| {
        it.meanings
            .iter()
            .any(|m| matches!(m, Meaning::Actor(_) | Meaning::Generic(_) | Meaning::Class(_)))
    });
    let place = passage.hits_in(&place).iter().any(|it| {
        it.meanings.iter().any(|m| {
            matches!(
                m,
                Meaning::Town(_)
                    | Meaning::Target(_)
                    | Meaning::Place(_)
                    | Meaning::Region(_)
                    | Meaning::Country(_)
            )
        })
    });
    let after_party = passage.lang == Lang::Ar;
    !counted && place && (party || after_party)
}

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
            !participle && (determined || followed)
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
