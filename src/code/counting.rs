//! What a number counts: people of a side, casualties by their own noun, or nothing of either.

use crate::model::{Lang, TollKind};
use crate::text::token::{Gap, TokenKind};
use crate::theatre::Names;

use super::clauses::Sentence;
use super::closed::casualties::{FUNCTION, HUMAN};
use super::lists::is_and;
use super::meaning::{Act, Form, Meaning, Noun};
use super::numbers::NumberExpr;
use super::phrases::Hit;
use super::reading::Passage;
use super::roles::{self, Kind};
use super::victims::is_person_generic;

/// What a number counts.
pub(super) enum Counted {
    /// People of a side, or of none that is said; the noun ends at this token.
    People(Option<u16>, usize),
    /// Casualties by their own noun.
    Casualties(TollKind, usize),
    /// Nothing said: a bare number before a place ("seven in Segue").
    Bare(usize),
    /// A noun that no list knows to be people's.
    Unknown(usize),
}

/// A number that a place follows.
pub(super) fn is_placed(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let end = number.range.end;
    let place = sentence.places.iter().find(|it| it.from > end && it.from <= end + 4);
    place.is_some_and(|place| {
        let words = &sentence.passage.tokens;
        let leads = |at: usize| matches!(words.word(at), "in" | "a" | "at" | "في" | "au");
        let kind = |at: usize| {
            matches!(
                words.word(at),
                "the"
                    | "la"
                    | "le"
                    | "l"
                    | "town"
                    | "village"
                    | "city"
                    | "of"
                    | "de"
                    | "du"
                    | "ville"
                    | "localite"
                    | "بلده"
                    | "قريه"
                    | "مدينه"
                    | "منطقه"
            )
        };
        (end..place.from).any(|at| leads(at) && (at + 1..place.from).all(kind))
            && !sentence
                .passage
                .numbers
                .iter()
                .any(|it| it.range.start >= end && it.range.start < place.from)
    })
}

/// What the noun behind a number is. In Arabic and French it stands right behind it, in English
/// adjectives may come between.
pub(super) fn counted(
    names: &Names,
    sentence: &Sentence<'_>,
    number: &NumberExpr,
) -> Option<Counted> {
    let passage = sentence.passage;
    if number.dual_noun {
        return dual(sentence, number);
    }
    if is_age(passage, number) {
        return None;
    }
    if let Some(found) = by_own_word(passage, number) {
        return Some(found);
    }
    let mut at = number.range.end;
    let limit = (at + 6).min(sentence.range.end);
    let mut first_word = None;
    let mut nation = None;
    let mut unknown = 0;
    while at < limit {
        let token = passage.tokens.get(at)?;
        if at > number.range.end && !token.gap.joins() || token.gap.has(STOPS) {
            break;
        }
        if passage.dates.iter().any(|it| it.range.contains(&at)) {
            break;
        }
        if let Some(hit) = passage.hits_in(&(at..limit)).iter().find(|it| it.from == at) {
            // وأصيب سبعة وفقد ستة, بانفجار: what is written as one with its particle goes on.
            let glued = passage.lang == Lang::Ar
                && (acts(hit) && passage.tokens.word(at).starts_with(['و', 'ب', 'ف'])
                    || first_word.is_some() && is_and(passage, at));
            if first_word.is_some() && tells(hit) || glued {
                break;
            }
            match what(names, sentence, hit) {
                Seen::Counts(counted) => return Some(counted),
                Seen::Never => return None,
                Seen::Named if first_word.is_none() => {
                    first_word = Some(hit.to);
                    at = hit.to;
                    continue;
                }
                Seen::Named => break,
                Seen::Skip => {
                    if hit.meanings.iter().any(|it| matches!(it, Meaning::Demonym(_))) {
                        nation = Some(hit.to);
                    }
                    at = hit.to;
                    continue;
                }
            }
        }
        let word = passage.tokens.word(at);
        if matches!(word, "in" | "a" | "au" | "في" | "at" | "dans") && first_word.is_none() {
            return (!number.weak || is_before_place(sentence, at))
                .then_some(Counted::Bare(number.range.end));
        }
        if token.kind == TokenKind::Number {
            return None;
        }
        if is_function_word(word) && !(word == "d" || word == "of" && first_word.is_none()) {
            break;
        }
        if !is_adjective(word) {
            if passage.lang == Lang::Ar && word.starts_with('و') && word.chars().count() > 3 {
                break;
            }
            first_word = Some(at + 1);
            unknown += 1;
            if unknown > if passage.lang == Lang::En { 3 } else { 1 } {
                break;
            }
        }
        at += 1;
    }
    // "Un Guinéen", "three Chinese": the nation stands for the person.
    if let Some(end) = nation.filter(|_| first_word.is_none()) {
        return Some(Counted::People(None, end));
    }
    // "Killing one and wounding two": the caller asks for its verb.
    if number.weak && first_word.is_none() && number.low == Some(1) {
        return Some(Counted::Bare(number.range.end));
    }
    // "Un adolescent tué": an article counts where a casualty word stands right behind its noun.
    let told = |end: usize| {
        passage
            .hits_in(&(end..end + 1))
            .first()
            .is_some_and(|it| it.from == end && casualty(passage, it).is_some())
    };
    let told = |end: usize| told(end) && !is_genitive(passage, number.range.start);
    if number.weak && !first_word.is_some_and(told) {
        return None;
    }
    Some(first_word.map_or(Counted::Bare(number.range.end), Counted::Unknown))
}

/// Whom a word that is no noun of people counts: bodies, lives, some of those told of before.
fn by_own_word(passage: &Passage, number: &NumberExpr) -> Option<Counted> {
    // "Some sixty bodies", جثث: the dead by their own noun.
    let bodies = (number.range.end..number.range.end + 2)
        .find(|&at| {
            let word = passage.tokens.word(at);
            is_body(word) || word == "corps" && is_found(passage, at)
        })
        .filter(|_| !number.weak);
    if let Some(at) = bodies {
        return Some(Counted::Casualties(TollKind::Dead, at + 1));
    }
    // "Claimed 12 lives", "fauché 12 vies".
    if matches!(passage.tokens.word(number.range.end), "lives" | "vies" | "ارواح" | "روحا")
    {
        return Some(Counted::Casualties(TollKind::Dead, number.range.end + 1));
    }
    of_them(passage, number.range.end).filter(|_| !number.weak).map(Counted::Bare)
}

/// "Nine of them", "neuf d'entre eux", تسعة منهم: where a part of those told of before ends.
fn of_them(passage: &Passage, at: usize) -> Option<usize> {
    let word = |step: usize| passage.tokens.word(at + step);
    match (word(0), word(1)) {
        ("of", "them" | "whom") => Some(at + 2),
        ("d", "entre") if matches!(word(2), "eux" | "elles") => Some(at + 3),
        ("منهم" | "منهن", _) => Some(at + 1),
        _ => None,
    }
}

/// "Les passagers d'un car", "in an ambush": an article behind a preposition counts nobody.
fn is_genitive(passage: &Passage, start: usize) -> bool {
    start > 0
        && passage.tokens.get(start).is_some_and(|it| it.gap.joins() || it.gap.has(Gap::APOSTROPHE))
        && matches!(
            passage.tokens.word(start - 1),
            "d" | "de" | "of" | "in" | "dans" | "par" | "by"
        )
}

/// Whether a word of finding stands in the sentence of a body.
pub(super) fn is_found(passage: &Passage, at: usize) -> bool {
    const FINDS: &[&str] = &[
        "found",
        "discovered",
        "retrouve",
        "retrouves",
        "decouvert",
        "decouverts",
        "عثر",
        "العثور",
    ];
    (at.saturating_sub(6)..at + 14).any(|at| FINDS.contains(&passage.tokens.word(at)))
}

/// Words for the dead that a number counts.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "bodies" | "corpses" | "cadavres" | "depouilles" | "جثه" | "جثث" | "جثمان" | "جثامين"
    )
}

/// "Aged 12 to 40", تتراوح أعمارهم بين: how old, not how many.
fn is_age(passage: &Passage, number: &NumberExpr) -> bool {
    let start = number.range.start;
    (start.saturating_sub(2)..start)
        .any(|at| matches!(passage.tokens.word(at), "aged" | "ages" | "age" | "اعمارهم" | "عمره"))
}

const STOPS: Gap = Gap::COMMA.with(Gap::STOP);

/// Words that no noun phrase goes on behind.
fn is_function_word(word: &str) -> bool {
    FUNCTION.contains(&word)
}

/// Whether a phrase tells an act by a verb: no noun phrase goes on behind it.
fn tells(hit: &Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Act(_, Form::Verb)))
}

fn acts(hit: &Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Act(..) | Meaning::Opens(..)))
}

/// Whom a noun in the dual counts: جنديان, قتيلين.
fn dual(sentence: &Sentence<'_>, number: &NumberExpr) -> Option<Counted> {
    let passage = sentence.passage;
    let at = number.range.start;
    let side = sentence.parties.iter().find(|it| it.from <= at && at < it.to).map(|it| it.actor);
    let hit = passage.hits_in(&sentence.range).iter().find(|it| it.from <= at && at < it.to);
    if let Some(kind) = hit.and_then(|it| casualty(passage, it)) {
        return Some(Counted::Casualties(kind, number.range.end));
    }
    let things = hit.is_some_and(|it| it.is_noun(Noun::Things));
    (!things).then_some(Counted::People(side, number.range.end))
}

enum Seen {
    Counts(Counted),
    Never,
    /// A noun of another kind: people only where a casualty word says so.
    Named,
    Skip,
}

fn what(names: &Names, sentence: &Sentence<'_>, hit: &Hit) -> Seen {
    if is_collective(sentence.passage.tokens.word(hit.from)) {
        return Seen::Never;
    }
    if let Some(party) = sentence.parties.iter().find(|it| it.from == hit.from) {
        return Seen::Counts(Counted::People(Some(party.actor), party.to));
    }
    if let Some(kind) = casualty(sentence.passage, hit) {
        // "Un massacre", "two massacres": deeds are counted, not people.
        let deed = hit.meanings.contains(&Meaning::Act(Act::Massacre, Form::Noun));
        return if deed { Seen::Never } else { Seen::Counts(Counted::Casualties(kind, hit.to)) };
    }
    if hit.is_noun(Noun::Things) {
        return Seen::Never;
    }
    if is_people(hit) {
        // "Members of the army", "éléments de Boko Haram": whose they are follows.
        let next = sentence.parties.iter().find(|it| it.from >= hit.to && it.from <= hit.to + 3);
        let joined = next.filter(|it| !is_and(sentence.passage, it.from)).filter(|it| {
            (hit.to..it.from).all(|at| {
                matches!(
                    sentence.passage.tokens.word(at),
                    "of" | "de"
                        | "des"
                        | "du"
                        | "d"
                        | "l"
                        | "la"
                        | "les"
                        | "the"
                        | "من"
                        | "groupe"
                        | "belonging"
                        | "to"
                )
            }) && roles::kind(names, it.actor) != Kind::Political
        });
        return Seen::Counts(Counted::People(
            joined.map(|it| it.actor),
            joined.map_or(hit.to, |it| it.to),
        ));
    }
    // "Three volunteers" of a country that has no such force.
    if hit.meanings.iter().any(|it| matches!(it, Meaning::Generic(_)))
        && is_person_generic(sentence.passage.tokens.word(hit.to - 1).trim_end_matches('s'))
    {
        return Seen::Counts(Counted::People(None, hit.to));
    }
    if is_human(sentence.passage, hit) {
        return Seen::Counts(Counted::People(None, hit.to));
    }
    if hit.meanings.iter().any(|it| matches!(it, Meaning::Place(_))) {
        return Seen::Never;
    }
    if hit.meanings.iter().any(|it| matches!(it, Meaning::Target(_))) {
        return Seen::Named;
    }
    if hit
        .meanings
        .iter()
        .any(|it| matches!(it, Meaning::Act(act, Form::Noun) if act.toll().is_none()))
    {
        return Seen::Never;
    }
    Seen::Skip
}

/// "Two armed groups", مجموعتان: bodies of people are counted, not people.
fn is_collective(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "groups"
            | "groupe"
            | "groupes"
            | "cell"
            | "cells"
            | "cellule"
            | "cellules"
            | "unit"
            | "units"
            | "unite"
            | "unites"
            | "colonne"
            | "colonnes"
            | "column"
            | "columns"
            | "militias"
            | "milices"
            | "مجموعه"
            | "مجموعات"
            | "جماعات"
            | "مجموعتين"
            | "كتايب"
            | "خلايا"
            | "خليه"
    )
}

/// Targets that are people by their own word: worshippers, teachers, aid workers, the mayor.
pub(super) fn is_human(passage: &Passage, hit: &Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Target(_)))
        && (hit.from..hit.to).any(|at| {
            let word = passage.tokens.word(at);
            HUMAN.contains(&word)
                || passage.lang == Lang::Ar
                    && HUMAN.contains(&word.trim_start_matches('و').trim_start_matches("ال"))
        })
        && !(hit.from..hit.to).any(|at| {
            matches!(passage.tokens.word(at), "office" | "ong" | "ngo" | "base" | "camp" | "camps")
        })
}

pub(super) fn is_people(hit: &Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Noun(Noun::People) | Meaning::Class(_)))
}

/// The casualty that a word tells or names ("morts", "wounded", "killed", "lynched").
pub(super) fn casualty(passage: &Passage, hit: &Hit) -> Option<TollKind> {
    let act =
        |act: Act| hit.meanings.iter().any(|it| matches!(*it, Meaning::Act(a, _) if a == act));
    // "Casualties" are dead or wounded: no more than wounded is said.
    if act(Act::Kill) && act(Act::Wound) {
        return Some(TollKind::Wounded);
    }
    let toll = hit.meanings.iter().find_map(|it| match *it {
        Meaning::Act(act, _) => act.toll(),
        _ => None,
    });
    let lethal = || {
        (act(Act::Mob) || act(Act::FireProtest))
            && (hit.from..hit.to).any(|at| {
                let word = passage.tokens.word(at);
                ["lynche", "mort", "death", "killed", "tue", "قتل", "مقتل", "الموت", "رجم"]
                    .iter()
                    .any(|it| word.starts_with(it))
            })
    };
    toll.or_else(|| lethal().then_some(TollKind::Dead))
}

pub(super) fn is_adjective(word: &str) -> bool {
    matches!(
        word,
        "of" | "de"
            | "des"
            | "d"
            | "from"
            | "من"
            | "other"
            | "more"
            | "additional"
            | "autres"
            | "young"
            | "jeunes"
            | "local"
            | "innocent"
            | "armed"
            | "its"
            | "his"
            | "ses"
            | "the"
            | "their"
            | "les"
            | "presumed"
            | "presumes"
            | "l"
            | "la"
            | "alleged"
            | "suspected"
            | "cents"
            | "جنوده"
    )
}

pub(super) fn is_before_place(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.places.iter().any(|it| it.from > at && it.from <= at + 4)
}
