//! Who lays a deed to whom: "the army accused JNIM of having massacred", اتهم الجيش الجماعة بقتل.

use crate::model::Lang;
use crate::text::token::Gap;

use super::clauses::Sentence;
use super::lists;
use super::meaning::{Cue, Meaning};
use super::parties::PartyAt;
use super::signs::Sign;

/// What a party is in an accusation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blame {
    /// It lays the deed to another: it only speaks.
    Accuser,
    /// The deed is laid to it.
    Accused,
}

/// How far a party may stand from the verb of accusing.
const REACH: usize = 9;

/// The accusation that a sentence tells.
pub(super) struct Charge<'s> {
    sentence: &'s Sentence<'s>,
    /// The verb of accusing, and whether it is in the passive; without one, only a word of hearsay
    /// speaks of it.
    verb: Option<(usize, bool)>,
}

impl<'s> Charge<'s> {
    /// The accusation of a sentence: a word of hearsay stands in it, or a verb of accusing beside a
    /// deed of violence; who is accused of a policy is only spoken of.
    pub(super) fn of(sentence: &'s Sentence<'s>) -> Option<Self> {
        let hearsay = sentence.passage.has_cue(&sentence.range, Cue::Hearsay);
        if !hearsay && !sentence.triggers.iter().any(|it| it.act.is_violent()) {
            return None;
        }
        let verb = sentence.range.clone().find_map(|at| Some((at, accuses(sentence, at)?)));
        (hearsay || verb.is_some()).then_some(Self { sentence, verb })
    }

    /// What a party is in it, if anything.
    pub(super) fn blame(&self, party: &PartyAt) -> Option<Blame> {
        if is_held_responsible(self.sentence, party) {
            return Some(Blame::Accused);
        }
        let (verb, passive) = self.verb?;
        if self.sentence.passage.lang == Lang::Ar {
            arabic(self.sentence, party, verb)
        } else if passive {
            undergoes(self.sentence, party, verb)
        } else {
            european(self.sentence, party, verb)
        }
    }
}

/// "The army was accused by residents of having killed": who is accused stands before the verb, who
/// accuses behind its preposition.
fn undergoes(sentence: &Sentence<'_>, party: &PartyAt, verb: usize) -> Option<Blame> {
    let tokens = &sentence.passage.tokens;
    if party.to <= verb {
        let last = sentence.parties.iter().rfind(|it| it.to <= verb)?;
        // "Soldiers and volunteers are accused": all of a list.
        let listed = (party.to..verb).len() <= REACH
            && (party.to..last.from).all(|at| {
                let joined =
                    tokens.get(at).is_some_and(|it| it.gap.joins() || it.gap.has(Gap::COMMA));
                joined
                    && (lists::is_and(sentence.passage, at + 1)
                        || sentence.passage.is(at, Sign::Filler))
            });
        return (party.from == last.from && verb - party.to <= REACH || listed)
            .then_some(Blame::Accused);
    }
    let by = party.from.checked_sub(1).is_some_and(|at| {
        (at.saturating_sub(2).max(verb)..=at).any(|at| matches!(tokens.word(at), "by" | "par"))
    });
    by.then_some(Blame::Accuser)
}

/// Who accuses stands right before the verb, who is accused behind it and before the deed.
fn european(sentence: &Sentence<'_>, party: &PartyAt, verb: usize) -> Option<Blame> {
    let tokens = &sentence.passage.tokens;
    let open = |from: usize, to: usize| {
        (from..=to)
            .all(|at| tokens.get(at).is_some_and(|it| !it.gap.has(Gap::SEMICOLON.with(Gap::COLON))))
    };
    if party.to <= verb {
        let nearest = sentence.parties.iter().rfind(|it| it.to <= verb);
        return (nearest.is_some_and(|it| it.from == party.from)
            && verb - party.to <= REACH
            && open(party.to, verb))
        .then_some(Blame::Accuser);
    }
    let of = (verb + 1..sentence.range.end)
        .find(|&at| matches!(tokens.word(at), "of" | "for" | "de" | "d"))
        .unwrap_or(sentence.range.end);
    // "Accuse les soldats de la garde": the first party may hold the preposition itself.
    let first = sentence.parties.iter().find(|it| it.from > verb)?;
    (party.from > verb
        && party.from - verb <= REACH
        && open(verb, party.from)
        && (party.from == first.from || party.from < of))
        .then_some(Blame::Accused)
}

/// "Suspected that X was responsible", "X serait derrière l'attaque": somebody is said to be behind.
fn is_held_responsible(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let tokens = &sentence.passage.tokens;
    let end = (party.to + 6).min(sentence.range.end);
    (party.to..end).take_while(|&at| tokens.get(at).is_some_and(|it| it.gap.joins())).any(|at| {
        matches!(
            tokens.word(at),
            "responsible" | "behind" | "derriere" | "responsable" | "responsables" | "auteurs"
        )
    })
}

/// Whether a finite verb of accusing stands here, and whether in the passive.
fn accuses(sentence: &Sentence<'_>, at: usize) -> Option<bool> {
    let passage = sentence.passage;
    let word = passage.tokens.word(at);
    if passage.lang == Lang::Ar {
        let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
        let verb = ["اتهم", "يتهم", "تتهم"].iter().any(|it| bare.starts_with(it));
        return verb.then_some(false);
    }
    let past = matches!(word, "accusee" | "accusees");
    if !past && !passage.is(at, Sign::Accuse) || at == sentence.range.start {
        return None;
    }
    let before = |sign| {
        passage.is(at - 1, sign) || at > sentence.range.start + 1 && passage.is(at - 2, sign)
    };
    let next = passage.tokens.word(at + 1);
    if (before(Sign::Be) || before(Sign::Etre)) && !matches!(word, "accusing" | "accusant") {
        let lays = matches!(next, "of" | "de" | "d" | "by" | "par");
        return lays.then_some(true);
    }
    // "Executed her, accusing her of spying": the victim is taken up, no doer.
    let victim = matches!(next, "her" | "him" | "them")
        || word == "accusant" && matches!(passage.tokens.word(at - 1), "l" | "les" | "la");
    let apart = past
        || victim
        || passage.tokens.word(at - 1) == "to"
        || matches!(next, "of" | "for" | "de" | "d" | "on" | "by" | "par");
    (!apart).then_some(false)
}

/// The verb comes first, then who accuses, then who is accused, then the deed behind ب.
fn arabic(sentence: &Sentence<'_>, party: &PartyAt, verb: usize) -> Option<Blame> {
    let passage = sentence.passage;
    let deed = passage
        .hits_in(&(verb + 1..sentence.range.end))
        .iter()
        .find(|it| {
            passage.tokens.word(it.from).starts_with('ب')
                && it.meanings.iter().any(|m| matches!(m, Meaning::Act(..)))
        })
        .map_or(sentence.range.end, |it| it.from);
    let mut between = sentence.parties.iter().filter(|it| it.from > verb && it.to <= deed);
    let first = between.next()?;
    if party.from < first.from || party.to > deed || party.from - verb > REACH + 3 {
        return None;
    }
    let adjacent = first.from == verb + 1;
    let accuser = adjacent && between.next().is_some();
    Some(if accuser && party.from == first.from { Blame::Accuser } else { Blame::Accused })
}
