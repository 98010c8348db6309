//! What a number counts: people of a side, casualties by their own noun, or nothing of either.

use crate::model::TollKind;
use crate::text::token::{Gap, TokenKind};
use crate::theatre::Names;

use super::clauses::Sentence;
use super::meaning::{Form, Meaning, Noun};
use super::numbers::NumberExpr;
use super::phrases::Hit;
use super::roles::{self, Kind};

/// What a number counts.
pub(super) enum Counted {
    /// People of a side, or of none that is said; the noun ends at this token.
    People(Option<u16>, usize),
    /// Casualties by their own noun.
    Casualties(TollKind, usize),
    /// Nothing said: a bare number before a place ("seven in Segue").
    Bare(usize),
    /// A noun that no list knows.
    Unknown(usize),
}

/// "Including", "dont", من بينهم: a part of what was counted before.
pub(super) fn is_subset(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let start = number.range.start.saturating_sub(3).max(sentence.range.start);
    (start..number.range.start).any(|at| {
        matches!(
            passage.tokens.word(at),
            "including"
                | "dont"
                | "among"
                | "notamment"
                | "بينهم"
                | "بينهن"
                | "منهم"
                | "ومنهم"
                | "وبينهم"
                | "ضمنهم"
        )
    })
}

/// A number that a place follows.
pub(super) fn is_placed(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let end = number.range.end;
    (end..end + 3)
        .any(|at| matches!(sentence.passage.tokens.word(at), "in" | "a" | "at" | "في" | "au"))
        && is_before_place(sentence, end)
}

pub(super) fn counted(
    names: &Names,
    sentence: &Sentence<'_>,
    number: &NumberExpr,
) -> Option<Counted> {
    let passage = sentence.passage;
    if number.dual_noun {
        let at = number.range.end - 1;
        let side =
            sentence.parties.iter().find(|it| it.from <= at && at < it.to).map(|it| it.actor);
        let hit = passage.hits_in(&sentence.range).iter().find(|it| it.from <= at && at < it.to);
        if let Some(kind) = hit.and_then(casualty) {
            return Some(Counted::Casualties(kind, number.range.end));
        }
        let people = side.is_some() || hit.is_some_and(is_people) || hit.is_none();
        return people.then_some(Counted::People(side, number.range.end));
    }
    let mut at = number.range.end;
    let limit = (at + 5).min(sentence.range.end);
    let mut first_word = None;
    while at < limit {
        let token = passage.tokens.get(at)?;
        if at > number.range.end && !token.gap.joins() || token.gap.has(Gap::COMMA.with(Gap::STOP))
        {
            break;
        }
        if let Some(hit) = passage.hits_in(&(at..limit)).iter().find(|it| it.from == at) {
            match what(names, sentence, hit) {
                Seen::Counts(counted) => return Some(counted),
                Seen::Never => return None,
                Seen::Skip => {
                    at = hit.to;
                    continue;
                }
            }
        }
        let word = passage.tokens.word(at);
        if matches!(word, "in" | "a" | "au" | "في" | "at" | "dans") && first_word.is_none() {
            return is_before_place(sentence, at).then_some(Counted::Bare(number.range.end));
        }
        if token.kind == TokenKind::Number {
            return None;
        }
        if matches!(word, "et" | "and") && at > number.range.end - 1 {
            break;
        }
        if !is_adjective(word) && first_word.is_none() {
            first_word = Some(at + 1);
        }
        at += 1;
    }
    if number.weak {
        return None;
    }
    Some(first_word.map_or(Counted::Bare(number.range.end), Counted::Unknown))
}

pub(super) enum Seen {
    Counts(Counted),
    Never,
    Skip,
}

pub(super) fn what(names: &Names, sentence: &Sentence<'_>, hit: &Hit) -> Seen {
    if let Some(party) = sentence.parties.iter().find(|it| it.from == hit.from) {
        return Seen::Counts(Counted::People(Some(party.actor), party.to));
    }
    if let Some(kind) = casualty(hit) {
        return Seen::Counts(Counted::Casualties(kind, hit.to));
    }
    if hit.meanings.contains(&Meaning::Noun(Noun::Things)) {
        return Seen::Never;
    }
    if is_people(hit) {
        // "Members of the army", "éléments de Boko Haram": whose they are follows.
        let next = sentence.parties.iter().find(|it| it.from >= hit.to && it.from <= hit.to + 3);
        let joined = next.filter(|it| {
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
    let place_word = hit.meanings.iter().any(|it| matches!(it, Meaning::Place(_)));
    let target = hit.meanings.iter().any(|it| matches!(it, Meaning::Target(_)));
    if place_word || (target && !is_human(sentence, hit)) {
        return Seen::Never;
    }
    if target {
        return Seen::Counts(Counted::People(None, hit.to));
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

/// Targets that are people by their own word: worshippers, teachers, aid workers.
pub(super) fn is_human(sentence: &Sentence<'_>, hit: &Hit) -> bool {
    const HUMAN: &[&str] = &[
        "worshippers",
        "fideles",
        "teachers",
        "teacher",
        "enseignants",
        "pupils",
        "eleves",
        "journalist",
        "journalists",
        "journalistes",
        "humanitaires",
        "humanitarians",
        "orpailleurs",
        "farmers",
        "doctors",
        "medecins",
        "workers",
        "travailleurs",
        "مصلين",
        "معلمين",
        "صحفيين",
        "صحافيين",
        "peacekeepers",
        "officials",
        "elus",
        "employes",
        "agents",
    ];
    (hit.from..hit.to).any(|at| HUMAN.contains(&sentence.passage.tokens.word(at)))
}

pub(super) fn is_people(hit: &Hit) -> bool {
    hit.meanings.iter().any(|it| matches!(it, Meaning::Noun(Noun::People) | Meaning::Class(_)))
}

/// The casualty that a noun names ("morts", "wounded").
pub(super) fn casualty(hit: &Hit) -> Option<TollKind> {
    hit.meanings.iter().find_map(|it| match *it {
        Meaning::Act(act, _) => act.toll(),
        _ => None,
    })
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
