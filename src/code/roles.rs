//! Who did it and who suffered it, from voice and verb frame.
//!
//! Every party collects points for either side: from the preposition before it, from standing
//! before or after a verb in its voice, from standing in the genitive of a noun, from the number of
//! dead beside it, and last from what its class usually is in such an act. A party that speaks is
//! no doer, unless it speaks of what it did itself.

use std::ops::Range;

use crate::model::{Attribution, Lang, Slug};
use crate::text::token::{Gap, TokenKind};
use crate::theatre::Names;

use super::blame::{Blame, Charge};
use super::clauses::{Part, Sentence};
use super::frames::frame;
use super::meaning::{Act, Cue, Meaning};
use super::order;
use super::parties::{self, PartyAt};
use super::reading::Passage;
use super::reasons::Reason;
use super::signs::Sign;
use super::triggers::Trigger;
use super::voice::{tells_enemy_dead, tells_own_deed};

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
    /// What speaks for its side.
    pub(super) why: Reason,
}

/// A party that a sentence of its own puts behind a deed: it claims it, or is accused of it.
pub(super) fn author(actor: u16, claimed: Option<Attribution>) -> Cast {
    Cast {
        actor,
        agent: 12,
        patient: 0,
        attribution: claimed.unwrap_or(Attribution::Alleged),
        speaks: false,
        why: if claimed.is_some() { Reason::Claims } else { Reason::Accused },
    }
}

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

/// The kind of an actor by its id.
pub(super) fn kind_of(names: &Names, actor: &Slug) -> Kind {
    parties::index_of(names, actor).map_or(Kind::Political, |it| kind(names, it))
}

/// Casts the parties of a part.
pub(super) fn cast(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<Cast> {
    let mut out: Vec<Cast> = Vec::new();
    let mut list = in_reach(sentence, part);
    // "Twelve dead, among them three volunteers": the few say nothing of whom it was aimed at.
    if list.len() > 1 {
        list.retain(|it| !is_among(sentence, it));
    }
    let charge = Charge::of(sentence).filter(|_| !list.is_empty());
    for party in list {
        let kind = kind(names, party.actor);
        let blamed = is_blamed(sentence.passage, party, &sentence.range);
        let alleged = blamed || is_suspected(sentence.passage, party, &sentence.range);
        let mut cast = Cast {
            actor: party.actor,
            agent: 0,
            patient: 0,
            attribution: if alleged { Attribution::Alleged } else { Attribution::Stated },
            speaks: false,
            why: Reason::Class,
        };
        if party.speaks {
            let enemy_dead = tells_enemy_dead(names, sentence, party);
            cast.speaks = !(enemy_dead || tells_own_deed(sentence, party));
            cast.why = if cast.speaks { Reason::Class } else { Reason::Own };
            cast.agent += if cast.speaks { 0 } else { 3 + 3 * i32::from(enemy_dead) };
        }
        if blamed {
            // More than all that its class may suffer elsewhere.
            cast.agent += 12;
            cast.why = Reason::Accused;
        }
        match charge.as_ref().and_then(|it| it.blame(party)) {
            Some(Blame::Accuser) => cast.speaks = true,
            Some(Blame::Accused) => {
                cast.speaks = false;
                cast.agent += 9;
                cast.attribution = Attribution::Alleged;
                cast.why = Reason::Accused;
            }
            None => {}
        }
        if !cast.speaks && !is_beneficiary(sentence.passage, party) {
            prior(kind, part, &mut cast);
            cast.patient += if is_owner(sentence.passage, party, part) { 6 } else { 0 };
            prepositions(sentence, party, &mut cast);
            facing(sentence.passage, party, part, &mut cast);
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

/// "A mine went off as an army convoy passed": whose convoy, post or vehicle it is suffers what
/// went off there.
fn is_owner(passage: &Passage, party: &PartyAt, part: &Part) -> bool {
    let target =
        |it: &super::phrases::Hit| it.meanings.iter().any(|m| matches!(m, Meaning::Target(_)));
    let blast =
        |it: &Trigger| matches!(it.act, Act::Mine | Act::Explode | Act::Svbied | Act::Suicide);
    let safe = |it: &Trigger| matches!(it.act, Act::Defuse | Act::Cache);
    part.triggers.iter().any(blast)
        && !part.triggers.iter().any(safe)
        && passage.hits_in(&(party.from..party.to)).iter().any(target)
}

/// "Including three volunteers", من بينهم: a part of those told of before.
fn is_among(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let start = party.from.saturating_sub(5).max(sentence.range.start);
    (start..party.from).any(|at| sentence.passage.is(at, Sign::Among))
}

impl Cast {
    /// Whether somebody lays the deed to it in so many words.
    pub(super) fn is_framed(&self) -> bool {
        self.attribution != Attribution::Stated
            || matches!(self.why, Reason::By | Reason::Claims | Reason::Own)
    }

    /// Whether a verb or a noun of doing makes it the doer.
    pub(super) fn is_by_verb(&self) -> bool {
        !matches!(self.why, Reason::Class | Reason::By)
    }

    /// Whether a verb or a noun makes it the one to whom it is done.
    pub(super) fn is_suffered(&self) -> bool {
        let suffers = matches!(
            self.why,
            Reason::PassiveSubject | Reason::Object | Reason::Suffers | Reason::Genitive
        );
        suffers && self.patient > self.agent
    }

    /// Whether nothing but its class speaks for its side.
    pub(super) fn is_by_class(&self) -> bool {
        self.why == Reason::Class
    }

    fn join(&mut self, other: &Self) {
        self.agent += other.agent;
        self.patient += other.patient;
        self.speaks &= other.speaks;
        self.attribution = self.attribution.min(other.attribution);
        if other.why != Reason::Class {
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
        Kind::Armed
            if by_state
                && !has(&[Act::Attack, Act::Ambush, Act::Repel, Act::Retake, Act::Take]) =>
        {
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

fn prepositions(sentence: &Sentence<'_>, party: &PartyAt, cast: &mut Cast) {
    let (passage, range) = (sentence.passage, &sentence.range);
    let start = party.from.saturating_sub(6).max(range.start);
    let mut at = party.from;
    // "Against the army and the volunteers": who is joined to another stands where it stands.
    let mut joined = false;
    while at > start {
        if !passage.tokens.get(at).is_some_and(|it| it.gap.joins()) {
            return;
        }
        joined |= passage.lang == Lang::Ar && passage.tokens.word(at).starts_with('و');
        if matches!(passage.tokens.word(at - 1), "and" | "et" | "و") {
            joined = true;
            at -= 1;
            continue;
        }
        let hit = passage.hits_in(&(start..at)).iter().rev().find(|it| it.to == at).cloned();
        if let Some(hit) = hit {
            let by = matches!(passage.tokens.word(at - 1), "by" | "par");
            if by || hit.is_cue(Cue::By) {
                if at >= 2 && is_escort(passage.tokens.word(hit.from.saturating_sub(1))) {
                    cast.patient += 3;
                    cast.why = Reason::Escort;
                    return;
                }
                cast.agent += 6;
                cast.why = Reason::By;
                return;
            }
            if hit.is_cue(Cue::On) && order::is_subject_of(sentence, party, &hit) {
                return;
            }
            if hit.is_cue(Cue::On) {
                cast.patient += 5;
                cast.why = Reason::On;
                return;
            }
            let passes = hit.meanings.iter().all(|it| {
                matches!(
                    it,
                    Meaning::Demonym(_) | Meaning::Target(_) | Meaning::Noun(_) | Meaning::Class(_)
                ) || joined && matches!(it, Meaning::Actor(_) | Meaning::Generic(_))
                    || *it == Meaning::Cue(Cue::Hearsay)
            });
            if !passes {
                return;
            }
            at = hit.from;
        } else if passage.is(at - 1, Sign::Filler) || is_number(passage, at - 1) {
            at -= 1;
        } else {
            return;
        }
    }
}

/// "Talks with the government", "clashed with JNIM": whom one stands against or deals with.
fn facing(passage: &Passage, party: &PartyAt, part: &Part, cast: &mut Cast) {
    let two = |it: Act| matches!(it, Act::Deal | Act::Diplomacy | Act::Clash | Act::Sanction);
    let told = |it: &&Trigger| two(it.act) && it.to <= party.from && party.from - it.to <= 7;
    if !part.triggers.iter().any(|it| told(&it)) {
        return;
    }
    let mut at = party.from;
    while at > part.range.start && passage.is(at - 1, Sign::Filler) {
        at -= 1;
    }
    let with = at > part.range.start
        && matches!(passage.tokens.word(at - 1), "with" | "avec" | "مع")
        && (at - 1..=party.from).all(|it| passage.tokens.get(it).is_some_and(|t| t.gap.joins()));
    let together = at >= 2
        && matches!(
            passage.tokens.word(at - 2),
            "together"
                | "jointly"
                | "along"
                | "cooperation"
                | "collaboration"
                | "conjointement"
                | "بالتعاون"
                | "بالاشتراك"
        );
    if with && !together {
        cast.patient += 5;
        cast.why = Reason::With;
    }
}

/// "Escorted by the army": who escorts is attacked with the rest.
fn is_escort(word: &str) -> bool {
    matches!(
        word,
        "escorted"
            | "accompanied"
            | "protected"
            | "guarded"
            | "escorte"
            | "escortes"
            | "escortee"
            | "accompagne"
            | "accompagnes"
            | "protege"
            | "used"
            | "owned"
            | "led"
            | "commanded"
            | "manned"
            | "utilise"
            | "utilisee"
            | "dirige"
            | "dirigee"
            | "commande"
            | "held"
            | "tenu"
            | "tenue"
            | "tenus"
            | "occupied"
            | "occupe"
            | "occupee"
            | "controlled"
    )
}

/// "For the army", "pour l'armée": it is done for them, by others and to others.
fn is_beneficiary(passage: &Passage, party: &PartyAt) -> bool {
    let mut at = party.from;
    while at > 0 && matches!(passage.tokens.word(at - 1), "the" | "l" | "le" | "la" | "les") {
        at -= 1;
    }
    let word = |back: usize| at.checked_sub(back).map_or("", |it| passage.tokens.word(it));
    // "Spying for", "renseigner l'armée", "collaborating with", لحساب: so are those who are told.
    let helps = matches!(word(1), "with" | "avec" | "مع")
        && ["collab", "cooper", "تعاون", "بالتعاون"].iter().any(|it| word(2).starts_with(it));
    at > 0
        && (helps
            || matches!(
                word(1),
                "for" | "pour" | "renseigner" | "informer" | "لحساب" | "لصالح" | "لمصلحه"
            ))
        && passage.tokens.get(party.from).is_some_and(|it| it.gap.joins())
}

/// "An attack attributed to JNIM", "imputée à", تنسب إلى: the party to whom a deed is laid.
fn is_blamed(passage: &Passage, party: &PartyAt, range: &Range<usize>) -> bool {
    let start = party.from.saturating_sub(4).max(range.start);
    (start..party.from).any(|at| {
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
    })
}

/// "Suspected jihadists", "présumés": a word of hearsay beside the party.
fn is_suspected(passage: &Passage, party: &PartyAt, range: &Range<usize>) -> bool {
    let start = party.from.saturating_sub(4).max(range.start);
    let end = (party.to + 3).min(range.end);
    passage.hits_in(&(start..end)).iter().any(|it| {
        it.is_cue(Cue::Hearsay)
            && (it.to..party.from)
                .all(|at| !passage.tokens.get(at).is_some_and(|t| t.gap.has(Gap::COMMA)))
    })
}

fn is_number(passage: &Passage, at: usize) -> bool {
    passage.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Number)
}
