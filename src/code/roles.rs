//! Who did it and who suffered it, from voice and verb frame.
//!
//! Every party collects points for either side: from the preposition before it, from standing
//! before or after a verb in its voice, from standing in the genitive of a noun, from the number of
//! dead beside it, and last from what its class usually is in such an act. A party that speaks is
//! no doer, unless it speaks of what it did itself.

use std::ops::Range;

use crate::model::Attribution;
use crate::text::token::{Gap, TokenKind};
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::frames::{frame, is_filler};
use super::meaning::{Act, Cue, Meaning};
use super::parties::PartyAt;
use super::reading::Passage;

/// What a party is in a part of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    /// Index of the actor.
    pub(super) actor: u16,
    /// Points for having done it.
    pub(super) agent: i32,
    /// Points for having suffered it.
    pub(super) patient: i32,
    /// Who says so.
    pub(super) attribution: Attribution,
    /// It speaks.
    pub(super) speaks: bool,
    /// Cue or rule of the weightiest point.
    pub(super) why: &'static str,
}

/// The reason of a party's side where nothing but its class speaks for it.
const CLASS: &str = "class of the party";

/// The reason of a party that a preposition makes the doer.
const BY: &str = "named after `by`";

/// The reason of a party that speaks of what it did.
const OWN: &str = "tells its own deed";

/// The reason of a party that says it was itself.
pub(super) const CLAIMS: &str = "claims it";

/// What a class of actors usually is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Soldiers, police, governments, foreign forces.
    State,
    /// Armed groups, known or not.
    Armed,
    /// Village and ethnic militias.
    Militia,
    /// People not under arms.
    Civil,
    /// Bodies and states that take no part in the fighting.
    Political,
}

/// The kind of an actor.
pub(super) fn kind(names: &Names, actor: u16) -> Kind {
    let Some(actor) = names.actors.get(actor as usize) else { return Kind::Political };
    match actor.class.as_str() {
        "state" => Kind::State,
        "external" if actor.inter == 8 || actor.inter == 1 => Kind::State,
        "jihadist" | "separatist" | "unknown" | "bandit" => Kind::Armed,
        "militia" => Kind::Militia,
        "civil" => Kind::Civil,
        _ => Kind::Political,
    }
}

/// Casts the parties of a part.
pub(super) fn cast(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<Cast> {
    let mut out: Vec<Cast> = Vec::new();
    let mut list = in_reach(sentence, part);
    // "Twelve dead, among them three volunteers": the few say nothing of whom it was aimed at.
    if list.len() > 1 {
        list.retain(|it| !is_among(sentence, it));
    }
    for party in list {
        let kind = kind(names, party.actor);
        let mut cast = Cast {
            actor: party.actor,
            agent: 0,
            patient: 0,
            attribution: attribution(sentence.passage, party, &sentence.range),
            speaks: false,
            why: CLASS,
        };
        if speaks(sentence, party) {
            cast.speaks = !tells_own_deed(sentence, party);
            cast.why = if cast.speaks { CLASS } else { OWN };
        }
        if !cast.speaks {
            prior(kind, part, &mut cast);
            prepositions(sentence.passage, party, &sentence.range, &mut cast);
            for trigger in &part.triggers {
                frame(sentence, party, trigger, &mut cast);
            }
        }
        match out.iter_mut().find(|it| it.actor == cast.actor) {
            Some(known) => known.join(&cast),
            None => out.push(cast),
        }
    }
    out
}

fn is_among(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let start = party.from.saturating_sub(5).max(sentence.range.start);
    (start..party.from).any(|at| {
        matches!(
            sentence.passage.tokens.word(at),
            "including"
                | "dont"
                | "among"
                | "notamment"
                | "بينهم"
                | "بينهن"
                | "ومنهم"
                | "وبينهم"
                | "ضمنهم"
        )
    })
}

impl Cast {
    /// Whether somebody lays the deed to it in so many words.
    pub(super) fn is_framed(&self) -> bool {
        self.attribution != Attribution::Stated || matches!(self.why, BY | CLAIMS | OWN)
    }

    fn join(&mut self, other: &Self) {
        self.agent += other.agent;
        self.patient += other.patient;
        self.speaks &= other.speaks;
        self.attribution = self.attribution.min(other.attribution);
        if other.why != CLASS {
            self.why = other.why;
        }
    }
}

/// The parties of the part; where it has none, those of the whole sentence.
fn in_reach<'s>(sentence: &'s Sentence<'_>, part: &Part) -> Vec<&'s PartyAt> {
    let own: Vec<&PartyAt> =
        sentence.parties.iter().filter(|it| part.range.contains(&it.from)).collect();
    let list = if own.is_empty() || part.inherits {
        // A part that lists one more place has the parties of its sentence.
        sentence.parties.iter().filter(|it| part.reach.contains(&it.from)).collect()
    } else {
        own
    };
    let comment = comment(sentence, part);
    list.into_iter().filter(|it| comment.is_none_or(|at| it.from < at)).collect()
}

/// ", which reflects …", ", ce qui …", مما: where a sentence begins to comment on what it told.
fn comment(sentence: &Sentence<'_>, part: &Part) -> Option<usize> {
    let tokens = &sentence.passage.tokens;
    let told = part.triggers.last()?.to;
    (told..part.range.end).find(|&at| {
        let stopped = tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA));
        match tokens.word(at) {
            "which" => stopped && at > told + 1,
            "ce" => stopped && tokens.word(at + 1) == "qui",
            "مما" => true,
            _ => false,
        }
    })
}

fn prior(kind: Kind, part: &Part, cast: &mut Cast) {
    let has = |acts: &[Act]| part.triggers.iter().any(|it| acts.contains(&it.act));
    let by_state = has(&[
        Act::AirStrike,
        Act::Neutralise,
        Act::Operation,
        Act::Arrest,
        Act::Retake,
        Act::Repel,
        Act::Defuse,
        Act::Cache,
        Act::Deploy,
        Act::Appoint,
        Act::Decree,
        Act::Withdraw,
    ]);
    let quiet = !part.triggers.iter().any(|it| {
        it.act.is_violent()
            || matches!(
                it.act,
                Act::Take
                    | Act::Overrun
                    | Act::Burn
                    | Act::Shootdown
                    | Act::Destroy
                    | Act::Blockade
                    | Act::Jailbreak
            )
    });
    match kind {
        Kind::Civil if has(&[Act::Protest, Act::Mob, Act::Riot]) => cast.agent += 2,
        Kind::Civil => cast.patient += 4,
        Kind::Armed if by_state && !has(&[Act::Attack, Act::Ambush, Act::Repel, Act::Retake]) => {
            cast.patient += 1;
        }
        Kind::Armed => cast.agent += 2,
        Kind::Militia => cast.agent += 1,
        Kind::State if by_state => cast.agent += 2,
        Kind::State if quiet => cast.agent += 1,
        Kind::State => cast.patient += 2,
        Kind::Political => {}
    }
}

fn prepositions(passage: &Passage, party: &PartyAt, range: &Range<usize>, cast: &mut Cast) {
    let start = party.from.saturating_sub(6).max(range.start);
    let mut at = party.from;
    while at > start {
        if !passage.tokens.get(at).is_some_and(|it| it.gap.joins()) {
            return;
        }
        let hit = passage.hits_in(&(start..at)).iter().rev().find(|it| it.to == at).cloned();
        if let Some(hit) = hit {
            if hit.meanings.contains(&Meaning::Cue(Cue::By)) {
                cast.agent += 6;
                cast.why = BY;
                return;
            }
            if hit.meanings.contains(&Meaning::Cue(Cue::On)) {
                cast.patient += 5;
                cast.why = "named after `on`";
                return;
            }
            let passes = hit.meanings.iter().all(|it| {
                matches!(
                    it,
                    Meaning::Demonym(_) | Meaning::Target(_) | Meaning::Noun(_) | Meaning::Class(_)
                ) || *it == Meaning::Cue(Cue::Hearsay)
            });
            if !passes {
                return;
            }
            at = hit.from;
        } else if is_filler(passage.tokens.word(at - 1)) || is_number(passage, at - 1) {
            at -= 1;
        } else {
            return;
        }
    }
}

fn attribution(passage: &Passage, party: &PartyAt, range: &Range<usize>) -> Attribution {
    let start = party.from.saturating_sub(4).max(range.start);
    let end = (party.to + 3).min(range.end);
    let near = passage.hits_in(&(start..end)).iter().any(|it| {
        it.meanings.contains(&Meaning::Cue(Cue::Hearsay))
            && (it.to..party.from)
                .all(|at| !passage.tokens.get(at).is_some_and(|t| t.gap.has(Gap::COMMA)))
    });
    let blamed = (start..party.from).any(|at| {
        matches!(
            passage.tokens.word(at),
            "attribuee"
                | "attribue"
                | "attribuees"
                | "attribues"
                | "imputee"
                | "impute"
                | "blamed"
                | "attributed"
                | "تنسب"
                | "نسب"
                | "نسبت"
                | "ينسب"
                | "imputees"
        )
    });
    if near || blamed { Attribution::Alleged } else { Attribution::Stated }
}

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
            && (from..to).all(|at| is_link(passage.tokens.word(at)))
    };
    passage.hits_in(&sentence.range).iter().any(|hit| {
        is_say(hit)
            && (close(hit.to, party.from)
                || close(party.to, hit.from) && !is_according_to(passage.tokens.word(hit.from)))
    })
}

/// Prepositions of the source, which only follows them.
fn is_according_to(word: &str) -> bool {
    matches!(word, "وفق" | "وفقا" | "بحسب" | "حسب" | "نقلا" | "selon" | "according")
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

/// "JNIM announced a blockade": who announces a siege, a truce or an operation makes it.
fn announces(sentence: &Sentence<'_>, party: &PartyAt, say: usize) -> bool {
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
                && it.form == super::meaning::Form::Noun
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

/// "The army said it had killed", "l'armée annonce avoir tué", أعلن الجيش أنه: the speaker tells its
/// own deed.
fn tells_own_deed(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let passage = sentence.passage;
    let say = passage
        .hits_in(&sentence.range)
        .iter()
        .filter(|it| {
            it.meanings.contains(&Meaning::Cue(Cue::Say))
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
                | "عناصره"
                | "وحداته"
        )
    })
}

fn is_number(passage: &Passage, at: usize) -> bool {
    passage.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Number)
}
