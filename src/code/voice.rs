//! Who speaks in a sentence, and whether of their own deed.

use std::ops::Range;

use crate::model::{About, Attribution, Claim, Lang, Stance};
use crate::text::token::Gap;
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::meaning::{Act, Cue, Form, Meaning};
use super::parties::PartyAt;
use super::phrases::Hit;
use super::reading::Passage;
use super::reasons::Reason;
use super::roles::{self, Kind};
use super::signs::Sign;
use super::triggers::Trigger;

/// Marks the parties that are the subject of a verb of saying: beside one, with nothing but links in
/// between.
pub(super) fn mark_speakers(
    passage: &Passage,
    sentence: &Range<usize>,
    triggers: &[Trigger],
    parties: &mut [PartyAt],
) {
    let says = |hit: &&Hit| {
        let announces =
            ["announc", "annonc"].iter().any(|it| passage.tokens.word(hit.from).starts_with(it));
        let is_word = |it: &Meaning| {
            matches!(it, Meaning::Cue(Cue::Say) | Meaning::Act(Act::Claim, _))
                || announces && matches!(it, Meaning::Act(Act::Statement, _))
        };
        // نقل tells a transport where relief is its object.
        let carries =
            |it: &Trigger| it.from == hit.from && matches!(it.act, Act::Aid | Act::Deploy);
        hit.meanings.iter().any(is_word) && !triggers.iter().any(carries)
    };
    // "Which killed seven soldiers, was claimed by": who stands before a passive does not speak.
    let passive =
        |hit: &Hit| (hit.to - 1..=hit.to).any(|at| matches!(passage.tokens.word(at), "by" | "par"));
    for hit in passage.hits_in(sentence).iter().filter(says) {
        for party in parties.iter_mut().filter(|it| !it.speaks) {
            party.speaks = is_beside(passage, hit.to, party.from)
                && !opens_what_is_said(passage, hit.to, party.from)
                || is_beside(passage, party.to, hit.from)
                    && !passive(hit)
                    && !is_according_to(passage.tokens.word(hit.from));
        }
    }
}

/// قال مصدر إن الجيش: who stands behind "that" is spoken of.
fn opens_what_is_said(passage: &Passage, from: usize, to: usize) -> bool {
    (from..to).any(|at| matches!(passage.tokens.word(at), "ان" | "بان"))
}

/// Whether nothing but links, nations and days stands between a party and a verb of saying.
fn is_beside(passage: &Passage, from: usize, to: usize) -> bool {
    let Some(apart) = to.checked_sub(from).filter(|it| *it <= 8) else { return false };
    // "JNIM on Sunday said": the day stands between.
    let is_dated = |at: usize| {
        passage.dates.iter().any(|it| it.range.contains(&at) || it.range.start == at + 1)
    };
    // "L'armée nigérienne dit": the nation goes with the noun.
    let is_nation = |at: usize| {
        passage
            .hits_in(&(at..at + 1))
            .iter()
            .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Demonym(_))))
    };
    let joined = (from..=to).all(|at| {
        passage
            .tokens
            .get(at)
            .is_none_or(|it| it.gap.joins() || at == from && is_mere_comma(it.gap))
    });
    joined
        && (apart <= 3 || (from..to).filter(|it| !is_dated(*it)).count() <= 3)
        && (from..to).all(|at| passage.is(at, Sign::Aside) || is_nation(at) || is_dated(at))
}

fn is_mere_comma(gap: Gap) -> bool {
    gap.has(Gap::COMMA) && !gap.has(Gap::OPEN.with(Gap::CLOSE))
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
        || declares(sentence, party, say.from)
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

/// "JNIM announced the death of six soldiers", أعلنت الجبهة مقتل جنود: who announces the death of his
/// enemies' men killed them.
pub(super) fn tells_enemy_dead(names: &Names, sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let under_arms = |kind| matches!(kind, Kind::State | Kind::Armed | Kind::Militia);
    let own = roles::kind(names, party.actor);
    let near = |it: &&Trigger| {
        it.act == Act::Kill
            && it.form == Form::Noun
            && it.from >= party.to
            && it.from <= party.to + 6
    };
    under_arms(own)
        && sentence.triggers.iter().find(near).is_some_and(|kill| {
            let next = sentence.parties.iter().find(|it| it.from >= kill.to);
            next.is_some_and(|it| {
                let other = roles::kind(names, it.actor);
                let enemies = under_arms(other) && (own == Kind::State) != (other == Kind::State);
                enemies && it.from <= kill.to + 4
            })
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

/// أعلنت الجبهة استهداف مواقع: a noun of doing right behind the speaker is the speaker's own deed;
/// مقتل, which befalls somebody, is not.
fn declares(sentence: &Sentence<'_>, party: &PartyAt, say: usize) -> bool {
    const DEEDS: &[&str] = &[
        "استهداف",
        "تنفيذ",
        "شن",
        "اسقاط",
        "السيطره",
        "سيطرتها",
        "سيطرته",
        "سيطره",
        "اسر",
        "تدمير",
        "تحييد",
        "القضا",
        "مهاجمه",
        "اعتقال",
        "توقيف",
        "استعاده",
        "تحرير",
        "قصف",
        "تصفيه",
        "مسووليتها",
        "مسووليته",
        "قتل",
        "استيلاها",
        "استيلا",
        "اقتحام",
        "احتجاز",
        "اختطاف",
    ];
    let passage = sentence.passage;
    if passage.lang != Lang::Ar {
        return false;
    }
    let start = party.to.max(say + 1);
    let end = (start + 6).min(sentence.range.end);
    (start..end).find(|&at| DEEDS.contains(&passage.tokens.word(at))).is_some_and(|at| {
        (start + 1..=at)
            .all(|it| passage.tokens.get(it).is_some_and(|t| t.gap.joins() || it > start))
            && !(start..at).any(|it| matches!(passage.tokens.word(it), "مقتل" | "ان" | "تعرض"))
    })
}

/// Prepositions of the source, which only follows them.
fn is_according_to(word: &str) -> bool {
    matches!(word, "وفق" | "وفقا" | "بحسب" | "حسب" | "نقلا" | "selon" | "according")
}

/// What parties say of the event: who claims it, who denies it.
pub(super) fn claims(
    names: &Names,
    sentence: &Sentence<'_>,
    part: &Part,
    cast: &mut [super::roles::Cast],
) -> Vec<Claim> {
    let mut out = Vec::new();
    let evidence = sentence.passage.tokens.span(part.range.start, part.range.end);
    for trigger in &part.triggers {
        let (stance, about) = match trigger.act {
            Act::Claim => (Stance::Claims, About::Responsibility),
            Act::Deny => (Stance::Denies, About::Event),
            _ => continue,
        };
        // Whoever stands nearest before the verb, else right after it, speaks.
        let before = sentence
            .parties
            .iter()
            .rev()
            .find(|it| it.to <= trigger.from && trigger.from - it.to <= 14);
        let after =
            sentence.parties.iter().find(|it| it.from >= trigger.to && it.from - trigger.to <= 4);
        // الجيش ينفي: an Arabic headline begins with who speaks; elsewhere its verb does.
        let heads = |it: &&PartyAt| it.to == trigger.from && it.from == sentence.range.start;
        let party = if let Some(head) = before.filter(heads) {
            Some(head)
        } else if sentence.passage.lang == Lang::Ar || passive_claim(sentence, trigger) {
            after.or(before)
        } else {
            before.or(after)
        };
        let Some(party) = party else { continue };
        let armed = matches!(roles::kind(names, party.actor), Kind::Armed | Kind::Militia);
        if stance == Stance::Claims && !armed {
            continue;
        }
        if let Some(cast) = cast.iter_mut().find(|it| it.actor == party.actor) {
            match stance {
                Stance::Claims => {
                    cast.agent += 6;
                    cast.speaks = false;
                    cast.attribution = Attribution::Claimed;
                    cast.why = Reason::Claims;
                }
                _ => cast.speaks = true,
            }
        }
        let by = names.actors.get(party.actor as usize).map(|it| it.id.clone());
        out.push(Claim { by, stance, about, control: None, evidence });
    }
    out
}

/// "Claimed by", "revendiquée par".
fn passive_claim(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let range: Range<usize> = trigger.from..(trigger.to + 3).min(sentence.range.end);
    range.into_iter().any(|at| matches!(sentence.passage.tokens.word(at), "by" | "par"))
}
