//! Objects and subjects of a verb: what stands right behind it, what it is carried out by.

use crate::model::Lang;

use super::frames::crosses;
use super::meaning::{Cue, Form, Meaning};
use super::parties::PartyAt;
use super::reading::Passage;
use super::triggers::Trigger;

/// Something that can be an object right after a verb: a number, a party, people, a target.
pub(super) fn has_object(passage: &Passage, trigger: &Trigger) -> bool {
    if passage.lang == Lang::En && noun_follows(passage, trigger.to) {
        return true;
    }
    // "Neutralise une mine": the phrase holds its object.
    let inner = (trigger.from + 1..trigger.to).any(|at| {
        matches!(passage.tokens.word(at), "un" | "une" | "des" | "le" | "la" | "an" | "a" | "the")
    });
    if inner {
        return true;
    }
    // "Attacked on Sunday the camp": a day is no object and does not stand for one.
    let end = passage.past(trigger.to, 4);
    let by = passage
        .hits_in(&(trigger.to..end))
        .iter()
        .find(|it| {
            (it.is_cue(Cue::By) || is_place_cue(passage, it.from)) && !passage.in_time(it.from)
        })
        .map(|it| it.from);
    let limit = by.unwrap_or(end);
    let stop = (trigger.to..limit).find(|&at| {
        let bound = word_is(passage, at, "at") && word_is(passage, at + 1, "least");
        passage.tokens.get(at).is_some_and(|it| !it.gap.joins())
            || passage.lang == Lang::Fr
                && matches!(passage.tokens.word(at), "a" | "au" | "aux" | "en" | "vers" | "pres")
            || !bound
                && !passage.in_time(at)
                && matches!(
                    passage.tokens.word(at),
                    "in" | "by"
                        | "during"
                        | "when"
                        | "after"
                        | "dans"
                        | "par"
                        | "lors"
                        | "في"
                        | "and"
                        | "et"
                        | "near"
                        | "pres"
                        | "on"
                        | "at"
                )
    });
    let range = trigger.to..stop.unwrap_or(limit);
    passage.numbers.iter().any(|it| range.contains(&it.range.start))
        || passage.hits_in(&range).iter().any(|it| {
            it.meanings.iter().any(|m| {
                matches!(
                    m,
                    Meaning::Actor(_)
                        | Meaning::Generic(_)
                        | Meaning::Class(_)
                        | Meaning::Target(_)
                        | Meaning::Noun(_)
                        | Meaning::Person(_)
                        | Meaning::Office(_)
                        | Meaning::Town(_)
                        | Meaning::Place(_)
                )
            })
        })
}

/// Whether a noun stands right behind an English verb: no preposition, conjunction, day or stop.
pub(super) fn noun_follows(passage: &Passage, at: usize) -> bool {
    let next = passage.tokens.get(at);
    next.is_some_and(|it| it.gap.joins())
        && !passage.dates.iter().any(|it| it.range.contains(&at))
        && !matches!(
            passage.tokens.word(at),
            "in" | "by"
                | "during"
                | "when"
                | "after"
                | "and"
                | "near"
                | "on"
                | "at"
                | "as"
                | "while"
                | "before"
                | "with"
                | "from"
                | "since"
                | "for"
                | "to"
                | "who"
                | "that"
                | "which"
                | "outside"
                | "inside"
                | "around"
                | "along"
                | "between"
                | "over"
                | "under"
                | "amid"
                | "following"
                | "early"
                | "late"
                | "overnight"
                | "last"
                | "this"
                | "but"
                | "or"
                | "of"
                | "into"
                | "through"
                | "across"
                | "here"
                | "there"
                | "again"
                | "alive"
                | "dead"
                | "within"
                | "close"
                | "not"
                | "south"
                | "north"
                | "east"
                | "west"
                | "north-east"
                | "s"
                | "upon"
                | "against"
                | "where"
                | "if"
                | "some"
                | "about"
                | "yesterday"
                | "today"
                | "so"
                | "then"
                | "is"
                | "was"
                | "were"
                | "are"
                | "has"
                | "have"
                | "had"
                | "will"
                | "said"
                | "says"
        )
}

fn word_is(passage: &Passage, at: usize, word: &str) -> bool {
    passage.tokens.word(at) == word
}

fn is_place_cue(passage: &Passage, at: usize) -> bool {
    matches!(passage.tokens.word(at), "in" | "dans" | "في" | "lors" | "during")
}

/// "Killed 49 soldiers and left": who stands before "and" as the object of one verb is not the
/// subject of the next.
pub(super) fn is_object_before(passage: &Passage, party: &PartyAt) -> bool {
    if passage.lang == Lang::Ar || !matches!(passage.tokens.word(party.to), "and" | "et") {
        return false;
    }
    let start = party.from.saturating_sub(5);
    passage.hits_in(&(start..party.from)).iter().any(|it| {
        let verb = it
            .meanings
            .iter()
            .any(|m| matches!(m, Meaning::Act(act, Form::Verb) if act.is_violent()));
        verb && (it.to..=party.from).all(|at| passage.tokens.get(at).is_some_and(|t| t.gap.joins()))
            && !(start..it.from).any(|at| {
                matches!(passage.tokens.word(at), "was" | "were" | "been" | "ete" | "est" | "sont")
            })
            && !(it.to..party.from)
                .any(|at| matches!(passage.tokens.word(at), "by" | "par" | "in" | "dans"))
    })
}

/// "Conducted strikes", "a mené une attaque": a verb of doing hands the noun to its subject.
pub(super) fn carries_out(passage: &Passage, party: &PartyAt, trigger: &Trigger) -> bool {
    let between = party.to..trigger.from;
    between.len() <= 7
        && !crosses(passage, &between)
        && between
            .clone()
            .all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()) || at == party.to)
        && between.clone().any(|at| {
            matches!(
                passage.tokens.word(at),
                "conducted"
                    | "conduct"
                    | "conducts"
                    | "carried"
                    | "carry"
                    | "carries"
                    | "launched"
                    | "launch"
                    | "launches"
                    | "mounted"
                    | "staged"
                    | "executed"
                    | "perpetrated"
                    | "led"
                    | "mene"
                    | "menent"
                    | "mena"
                    | "conduit"
                    | "conduisent"
                    | "lance"
                    | "lancent"
                    | "effectue"
                    | "effectuent"
                    | "perpetre"
                    | "perpetrent"
                    | "commis"
                    | "commettent"
                    | "execute"
                    | "opere"
                    | "tend"
                    | "tendu"
                    | "tendent"
                    | "laid"
                    | "planted"
                    | "plante"
                    | "pose"
                    | "posent"
                    | "fired"
                    | "tire"
                    | "tirent"
            )
        })
        && !between.clone().any(|at| {
            matches!(
                passage.tokens.word(at),
                "was" | "were" | "been" | "ete" | "by" | "par" | "against" | "contre" | "on"
            )
        })
}
