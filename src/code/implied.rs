//! The one victim that a verb implies where nothing counts any: "was killed", "a été assassiné".

use std::ops::Range;

use crate::model::{Lang, Scope, TollKind};

use super::clauses::{Part, Sentence};
use super::fates;
use super::found::Found;
use super::meaning::{Act, Cue, Form, Meaning};
use super::phrases::Hit;
use super::reading::Passage;
use super::victims::is_singular;

/// A verb in the singular passive, or a killing aimed at one person, implies one victim where
/// nothing in its part counts any.
pub(super) fn add_implied(sentence: &Sentence<'_>, part: &Part, out: &mut Vec<Found>) {
    let passage = sentence.passage;
    // "The body of a man abducted last week was found".
    let body = part.triggers.iter().find(|it| {
        it.act == Act::Kill
            && matches!(passage.tokens.word(it.from), "body" | "corps" | "cadavre" | "جثه")
    });
    if let Some(body) = body
        && out.iter().all(|it| it.kind != TollKind::Dead)
        && !matches!(passage.tokens.word(body.from.saturating_sub(1)), "les" | "des")
    {
        out.push(implied(TollKind::Dead, body.from..body.to, Some(1)));
    }
    for hit in passage.hits_in(&part.range) {
        let lethal = is_beaten_to_death(passage, hit);
        let Some(kind) = fates::told(sentence, hit).or(lethal.then_some(TollKind::Dead)) else {
            continue;
        };
        let one = lethal || is_singular_passive(passage, hit) || is_aimed(sentence, hit);
        if !one
            || !matches!(kind, TollKind::Dead | TollKind::Wounded | TollKind::Abducted)
            || out.iter().any(|it| it.kind == kind)
            || is_denied(passage, hit, sentence.range.start)
        {
            continue;
        }
        // "Beat two thieves to death".
        let many = passage.numbers.iter().find(|it| {
            lethal && !it.weak && it.range.start >= hit.from && it.range.start <= hit.to
        });
        let low = many.and_then(|it| it.low).or(Some(1));
        out.push(implied(kind, hit.from..hit.to, low));
    }
}

fn implied(kind: TollKind, range: Range<usize>, low: Option<u32>) -> Found {
    Found {
        kind,
        side: None,
        beside: None,
        low,
        high: low,
        scope: Scope::Event,
        provisional: false,
        former: false,
        total: false,
        more: false,
        implied: true,
        detail: false,
        listed: false,
        placed: false,
        list: usize::MAX,
        range,
    }
}

/// "Was killed", "a été tué", "est mort", قتيلا behind a verb that has its object as an ending.
fn is_singular_passive(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let back = |steps: usize| hit.from.checked_sub(steps).map_or("", word);
    match passage.lang {
        Lang::En => {
            let own = word(hit.from);
            let passive = back(1) == "was" || back(2) == "was" && back(1).ends_with("ly");
            let body = matches!(own, "body") || matches!(back(1), "body");
            passive
                || own == "was"
                || body
                || back(1) == "been" && back(2) == "has"
                || matches!(own, "died" | "perished" | "succumbed") && has_one_subject(passage, hit)
        }
        Lang::Fr => {
            let last = word(hit.to - 1);
            let plural = last.ends_with('s');
            let passive = back(1) == "ete" && matches!(back(2), "a" | "ayant" | "aurait" | "avoir");
            let dies = back(1) == "est" && (last.starts_with("mort") || last.starts_with("decede"))
                || back(1) == "a" && (last == "peri" || last.starts_with("succomb"));
            !plural && (passive || dies)
        }
        Lang::Ar => {
            (hit.from..=hit.to).any(|at| matches!(word(at), "مقتولا" | "مقتوله" | "ميتا"))
                || matches!(
                    word(hit.from),
                    "ارداه" | "فارداه" | "فاردياه" | "اردياه" | "اردوه" | "فاردوه"
                )
        }
    }
}

/// "Its pilot died": a subject under an article or possessive, in the singular.
fn has_one_subject(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let start = hit.from.saturating_sub(4);
    let determined = (start..hit.from)
        .any(|at| matches!(word(at), "a" | "an" | "the" | "its" | "his" | "her" | "one"));
    let joined = (start + 1..=hit.from)
        .all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()) || at <= start + 1);
    determined
        && joined
        && hit.from > 0
        && is_singular(word(hit.from - 1))
        && !passage.numbers.iter().any(|it| it.range.start >= start && it.range.end <= hit.from)
}

/// "Beat a thief to death", ضربت رجلا حتى الموت.
fn is_beaten_to_death(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let mob = hit
        .meanings
        .iter()
        .any(|it| matches!(it, Meaning::Act(Act::Mob, _) | Meaning::Opens(_, Act::Mob)));
    if !mob {
        return false;
    }
    let end = hit.to + 9;
    let to_death = (hit.from..end).any(|at| {
        word(at) == "death" && word(at.saturating_sub(1)) == "to"
            || word(at) == "mort" && word(at.saturating_sub(1)) == "a"
            || word(at) == "الموت" && word(at.saturating_sub(1)) == "حتي"
    });
    let joined = (hit.to..end).take_while(|&at| !matches!(word(at), "death" | "mort" | "الموت"));
    to_death && joined.into_iter().all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()))
}

/// Assassinations and lynchings are aimed at one person, unless they failed.
fn is_aimed(sentence: &Sentence<'_>, hit: &Hit) -> bool {
    let passage = sentence.passage;
    let aimed = sentence.triggers.iter().any(|it| {
        it.from >= hit.from
            && it.from < hit.to
            && it.form == Form::Verb
            && matches!(it.act, Act::Assassinate | Act::Mob)
    });
    let plural = passage.tokens.word(hit.to - 1).ends_with('s') && passage.lang == Lang::Fr;
    let noun = passage.lang == Lang::Ar
        && hit.meanings.contains(&Meaning::Act(Act::Assassinate, Form::Noun));
    (aimed || noun) && !plural
}

/// "Was not killed", "nobody was hurt", "escaped an assassination attempt".
fn is_denied(passage: &Passage, hit: &Hit, floor: usize) -> bool {
    let start = hit.from.saturating_sub(6).max(floor);
    passage.has_cue(&(start..hit.from), Cue::Negation)
        || (start..hit.to + 2).any(|at| {
            matches!(
                passage.tokens.word(at),
                "attempt"
                    | "attempted"
                    | "attempts"
                    | "tentative"
                    | "escaped"
                    | "survived"
                    | "survit"
                    | "echappe"
                    | "محاوله"
                    | "نجا"
                    | "نجاه"
                    | "group"
                    | "convoy"
                    | "family"
            )
        })
}
