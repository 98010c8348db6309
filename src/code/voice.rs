//! Who speaks in a sentence, and whether of their own deed.

use crate::model::Lang;
use crate::text::token::Gap;

use super::clauses::Sentence;
use super::meaning::{Act, Cue, Form, Meaning};
use super::parties::PartyAt;

/// Whether the party is the subject of a verb of saying: beside one, with nothing but links in
/// between.
pub(super) fn speaks(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let passage = sentence.passage;
    let bracketed =
        |at: usize| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::OPEN.with(Gap::CLOSE)));
    let is_say = |hit: &super::phrases::Hit| {
        hit.meanings
            .iter()
            .any(|it| matches!(it, Meaning::Cue(Cue::Say) | Meaning::Act(Act::Claim, _)))
    };
    // "L'armée nigérienne dit": the nation goes with the noun.
    let is_nation = |at: usize| {
        passage
            .hits_in(&(at..at + 1))
            .iter()
            .any(|it| it.from == at && it.meanings.iter().any(|m| matches!(m, Meaning::Demonym(_))))
    };
    let close = |from: usize, to: usize| {
        to >= from
            && to - from <= 3
            && !(from..=to).any(bracketed)
            && (from..=to).all(|at| {
                passage
                    .tokens
                    .get(at)
                    .is_none_or(|it| it.gap.joins() || at == from && it.gap.has(Gap::COMMA))
            })
            && (from..to).all(|at| is_link(passage.tokens.word(at)) || is_nation(at))
    };
    passage.hits_in(&sentence.range).iter().any(|hit| {
        is_say(hit)
            && (close(hit.to, party.from)
                || close(party.to, hit.from) && !is_according_to(passage.tokens.word(hit.from)))
    })
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "a" | "ont"
            | "has"
            | "have"
            | "had"
            | "also"
            | "the"
            | "l"
            | "la"
            | "le"
            | "les"
            | "avait"
            | "to"
            | "de"
            | "du"
            | "des"
            | "d"
            | "egalement"
            | "later"
            | "spokesman"
            | "of"
            | "in"
            | "an"
            | "it"
            | "source"
            | "officials"
            | "في"
            | "من"
            | "ان"
            | "spokesperson"
            | "statement"
            | "sources"
            | "un"
            | "une"
            | "malien"
            | "malienne"
            | "s"
            | "ministry"
            | "ministere"
            | "general"
            | "etat"
            | "major"
            | "pour"
            | "sa"
            | "part"
            | "armed"
            | "by"
            | "par"
            | "officiers"
            | "officer"
            | "officiel"
            | "ضابط"
            | "احد"
            | "احدي"
            | "aussi"
    )
}

/// "The army said it had killed", "l'armée annonce avoir tué", أعلن الجيش أنه: the speaker tells its
/// own deed.
pub(super) fn tells_own_deed(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let passage = sentence.passage;
    let say = passage
        .hits_in(&sentence.range)
        .iter()
        .filter(|it| {
            it.is_cue(Cue::Say)
                || it.meanings.iter().any(|m| matches!(m, Meaning::Act(Act::Claim | Act::Deny, _)))
        })
        .find(|it| it.from + 6 >= party.from && it.from <= party.to + 4);
    let Some(say) = say else { return false };
    // "Our units ambushed a convoy," the group said.
    let first =
        |at: usize| matches!(passage.tokens.word(at), "our" | "we" | "nos" | "nous" | "notre");
    if sentence.range.clone().any(first) {
        return true;
    }
    // "Dit avoir tué", "said it had": the phrase itself says whose deed it is.
    let phrase =
        |at: usize| matches!(passage.tokens.word(at), "avoir" | "it" | "its" | "ses" | "etre");
    if say.from >= party.to && (say.from..say.to).any(phrase)
        || announces(sentence, party, say.from)
    {
        return true;
    }
    let start = say.to.max(party.to);
    let end = (start + 7).min(sentence.range.end);
    (start..end).any(|at| {
        matches!(
            passage.tokens.word(at),
            "avoir"
                | "it"
                | "its"
                | "they"
                | "ses"
                | "etre"
                | "elle"
                | "il"
                | "ils"
                | "انه"
                | "انها"
                | "انهم"
                | "قواته"
                | "قواتها"
                | "having"
                | "we"
                | "nous"
                | "leurs"
                | "their"
                | "mene"
                | "تمكن"
                | "تمكنت"
                | "مقاتليها"
                | "مقاتليه"
                | "مقاتلوها"
                | "مقاتلوه"
                | "عناصرها"
                | "وحداتها"
                | "جنوده"
                | "جنودها"
                | "عناصره"
                | "وحداته"
        )
    })
}

/// "JNIM announced a blockade", أعلن الجيش إسقاط مسيرة: who announces a siege, a truce or an operation
/// makes it, and in Arabic whoever announces a deed by its noun.
fn announces(sentence: &Sentence<'_>, party: &PartyAt, say: usize) -> bool {
    if sentence.passage.lang == Lang::Ar {
        return say < party.from
            && sentence
                .triggers
                .iter()
                .any(|it| it.from >= party.to && it.from <= party.to + 1 && is_own_deed(it.act));
    }
    let verb = sentence.passage.tokens.word(say);
    let makes = verb.starts_with("annonc")
        || verb.starts_with("announc")
        || verb.starts_with("declare")
        || verb.starts_with("decrete");
    makes
        && say >= party.to
        && sentence.triggers.iter().any(|it| {
            it.from > say
                && it.from <= say + 4
                && it.form == Form::Noun
                && matches!(
                    it.act,
                    Act::Blockade
                        | Act::Operation
                        | Act::Withdraw
                        | Act::Deal
                        | Act::Setup
                        | Act::Unblock
                )
        })
}

/// Deeds by whose noun their doer announces them.
fn is_own_deed(act: Act) -> bool {
    matches!(
        act,
        Act::Shootdown
            | Act::Neutralise
            | Act::Operation
            | Act::AirStrike
            | Act::Destroy
            | Act::Arrest
            | Act::Take
            | Act::Retake
            | Act::Repel
            | Act::Defuse
            | Act::Withdraw
            | Act::Blockade
            | Act::Unblock
            | Act::Deal
            | Act::Setup
    )
}

/// Prepositions of the source, which only follows them.
fn is_according_to(word: &str) -> bool {
    matches!(word, "وفق" | "وفقا" | "بحسب" | "حسب" | "نقلا" | "selon" | "according")
}
