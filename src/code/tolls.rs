//! How many dead, wounded, taken: numbers with the noun that they count and the act that counts
//! them.
//!
//! A number counts people when its noun is a party, a person word, or a casualty noun itself
//! ("14 morts"). What happened to them is told by the casualty word right before the number, else
//! by the first one after it. Vehicles, distances, hours and the like are never people; "including
//! three women" is a part of a number already given.

use std::ops::Range;

use crate::model::{Lang, Scope, TollKind};
use crate::text::token::Gap;
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::counting::{Counted, casualty, counted, is_human, is_people, is_placed, is_subset};
use super::meaning::{Act, Cue, Form, Meaning};
use super::numbers::NumberExpr;
use super::phrases::Hit;
use super::roles::{self, Kind};

/// A number of casualties in a part of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// What is counted.
    pub(super) kind: TollKind,
    /// Whose, as an actor's index.
    pub(super) side: Option<u16>,
    /// As said.
    pub(super) low: Option<u32>,
    /// As said.
    pub(super) high: Option<u32>,
    /// What it covers.
    pub(super) scope: Scope,
    /// Said to be provisional.
    pub(super) provisional: bool,
    /// The tokens from the number to its noun.
    pub(super) range: Range<usize>,
}

/// The tolls of a part.
pub(super) fn find(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<Found> {
    let passage = sentence.passage;
    let mut out: Vec<Found> = Vec::new();
    let numbers: Vec<&NumberExpr> = passage
        .numbers
        .iter()
        .filter(|it| part.range.contains(&it.range.start) && it.range.end <= sentence.range.end)
        .collect();
    let mut last = None;
    let mut subset = None;
    for number in numbers {
        // "Of whom 49 gendarmes and four civilians": the list goes on.
        let listed = subset.is_some_and(|end| {
            number.range.start >= end
                && number.range.start <= end + 4
                && is_conjunction(sentence, number.range.start)
        });
        if is_subset(sentence, number) || listed {
            subset = Some(number.range.end);
            if !is_placed(sentence, number) {
                continue;
            }
            // "Nine dead, of whom seven in A and two in B": the parts stand for the sum.
            out.clear();
        }
        let Some(counted) = counted(names, sentence, number) else { continue };
        let Some((kind, side, end)) = kind_of(sentence, part, number, &counted, last) else {
            continue;
        };
        last = Some(kind);
        let found = Found {
            kind,
            side,
            low: number.low,
            high: number.high,
            scope: scope(sentence, part, number),
            provisional: passage.has_cue(&part.range, Cue::Provisional),
            range: number.range.start..end,
        };
        out.push(found);
    }
    singles(names, sentence, part, &mut out);
    out
}

fn scope(sentence: &Sentence<'_>, part: &Part, number: &NumberExpr) -> Scope {
    let near = number.range.start.saturating_sub(14).max(part.range.start)..part.range.end;
    if sentence.passage.has_cue(&near, Cue::Cumulative) { Scope::Cumulative } else { Scope::Event }
}

/// What happened to those counted, whose they are, and where the words end.
fn kind_of(
    sentence: &Sentence<'_>,
    part: &Part,
    number: &NumberExpr,
    counted: &Counted,
    last: Option<TollKind>,
) -> Option<(TollKind, Option<u16>, usize)> {
    let after = |end: usize| right(sentence, part, end);
    let before = left(sentence, part, number.range.start);
    let conjunction = is_conjunction(sentence, number.range.start);
    match *counted {
        Counted::Casualties(kind, end) => Some((kind, None, end)),
        Counted::People(side, end) => {
            let right = after(end);
            let adjacent = right.filter(|it| it.1 <= end + 4);
            let kind = match (before, right) {
                (Some(_), Some(right)) if conjunction && adjacent.is_some() => right.0,
                (Some(before), _) => before,
                (None, Some(right)) => right.0,
                (None, None) if conjunction => last?,
                (None, None) => return None,
            };
            Some((kind, side, end))
        }
        Counted::Bare(end) => {
            let kind = if number.weak {
                None
            } else if is_toll(sentence, number) {
                Some(TollKind::Dead)
            } else {
                before.or(last).or(after(end).filter(|it| it.1 <= end + 3).map(|it| it.0))
            };
            kind.map(|it| (it, None, end))
        }
        Counted::Unknown(end) => {
            let kind = before.or_else(|| after(end).filter(|it| it.1 <= end + 3).map(|it| it.0))?;
            Some((kind, None, end))
        }
    }
}

/// "The toll rises to 138", "bilan : 12": a bare number behind a toll counts the dead.
fn is_toll(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let start = number.range.start.saturating_sub(14).max(sentence.range.start);
    (start..number.range.start).any(|at| matches!(passage.tokens.word(at), "toll" | "bilan"))
        && number.range.start > sentence.range.start
        && matches!(
            passage.tokens.word(number.range.start - 1),
            "to" | "at"
                | "of"
                | "stands"
                | "a"
                | "de"
                | "est"
                | "is"
                | "now"
                | "bilan"
                | "toll"
                | "reached"
                | "atteint"
                | "provisoire"
                | "passe"
                | "porte"
        )
}

fn is_conjunction(sentence: &Sentence<'_>, at: usize) -> bool {
    at > sentence.range.start
        && (matches!(
            sentence.passage.tokens.word(at - 1),
            "and" | "et" | "و" | "as" | "ainsi" | "que" | "plus"
        ) || sentence.passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA))
            || sentence.passage.lang == Lang::Ar
                && sentence.passage.tokens.word(at).starts_with('و'))
}

/// The casualty word right before a number.
fn left(sentence: &Sentence<'_>, part: &Part, start: usize) -> Option<TollKind> {
    let passage = sentence.passage;
    let from = start
        .saturating_sub(8)
        .max(sentence.range.start)
        .min(part.range.start.max(start.saturating_sub(8)));
    let mut at = start;
    let mut steps = 0;
    while at > from && steps < 6 {
        if !passage.tokens.get(at).is_some_and(|it| it.gap.joins() || it.gap.has(Gap::COLON)) {
            return None;
        }
        if let Some(hit) = passage.hits_in(&(from..at)).iter().rev().find(|it| it.to == at) {
            if let Some(kind) = casualty(hit) {
                return Some(kind);
            }
            let passes = hit.meanings.iter().all(|it| {
                matches!(
                    it,
                    Meaning::Generic(_)
                        | Meaning::Actor(_)
                        | Meaning::Class(_)
                        | Meaning::Cue(Cue::Hearsay | Cue::Provisional | Cue::Say | Cue::Negation)
                )
            });
            let agent = hit.meanings.iter().any(|it| {
                matches!(it, Meaning::Generic(_) | Meaning::Actor(_) | Meaning::Class(_))
            });
            // In Arabic the doer may stand between the verb and the number.
            if !passes || (agent && passage.lang != Lang::Ar) {
                return None;
            }
            at = hit.from;
        } else {
            let word = passage.tokens.word(at - 1);
            if !is_bound_word(word) {
                return None;
            }
            at -= 1;
        }
        steps += 1;
    }
    None
}

fn is_bound_word(word: &str) -> bool {
    matches!(
        word,
        "at" | "least"
            | "au"
            | "moins"
            | "about"
            | "some"
            | "environ"
            | "more"
            | "than"
            | "plus"
            | "de"
            | "d"
            | "of"
            | "to"
            | "a"
            | "the"
            | "les"
            | "des"
            | "la"
            | "nearly"
            | "around"
            | "approximately"
            | "toll"
            | "has"
            | "risen"
            | "rose"
            | "up"
            | "as"
            | "many"
            | "no"
            | "fewer"
            | "less"
            | "not"
            | "ما"
            | "لا"
            | "يقل"
            | "عن"
            | "نحو"
            | "حوالي"
            | "حوالى"
            | "اكثر"
            | "من"
            | "علي"
            | "الاقل"
            | "قرابه"
            | "عدد"
            | "pas"
            | "pres"
            | "quelque"
            | "l"
            | "ses"
            | "its"
            | "their"
            | "leur"
            | "leurs"
            | "his"
            | "i"
            | "e"
            | "eleve"
            | "s"
            | "porte"
            | "is"
            | "est"
            | "stands"
            | "fait"
            | "etait"
            | "was"
            | "between"
            | "entre"
            | "ما بين"
            | "بين"
            | "سوي"
            | "الي"
    )
}

/// The first casualty word after a noun, with the token at which it stands.
fn right(sentence: &Sentence<'_>, part: &Part, end: usize) -> Option<(TollKind, usize)> {
    let passage = sentence.passage;
    let limit = (end + 22).min(part.range.end.max(end).min(sentence.range.end));
    let stop = (end..limit)
        .find(|&at| {
            passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::SEMICOLON.with(Gap::COLON)))
        })
        .unwrap_or(limit);
    for hit in passage.hits_in(&(end..stop)) {
        let Some(kind) = casualty(hit) else { continue };
        // A casualty word that has its own number before it speaks of that number.
        let owned = passage.numbers.iter().any(|it| {
            it.range.start >= end && it.range.end <= hit.from && it.range.end + 1 >= hit.from
        });
        // An active verb with its own object speaks of the object: "40 fighters killed 12 soldiers".
        let active = hit.meanings.iter().any(|it| matches!(it, Meaning::Act(_, Form::Verb)))
            && passage.numbers.iter().any(|it| {
                it.range.start >= hit.to
                    && it.range.start <= hit.to + 3
                    && !it.weak
                    && !(hit.to..it.range.start)
                        .any(|at| matches!(passage.tokens.word(at), "and" | "et"))
            })
            && !is_passive_word(passage, hit, end);
        if owned || active {
            return None;
        }
        return Some((kind, hit.from));
    }
    None
}

fn is_passive_word(passage: &super::reading::Passage, hit: &Hit, from: usize) -> bool {
    (from..hit.from).any(|at| {
        matches!(passage.tokens.word(at), "were" | "was" | "been" | "ete" | "being" | "are" | "is")
    }) || passage.lang == Lang::Fr
        && (from..hit.from).all(|at| !matches!(passage.tokens.word(at), "a" | "ont"))
}

/// One person without a number: "a soldier was killed", "un soldat tué", مقتل جندي.
fn singles(names: &Names, sentence: &Sentence<'_>, part: &Part, out: &mut Vec<Found>) {
    let passage = sentence.passage;
    let counted: Vec<usize> = out.iter().flat_map(|it| it.range.clone()).collect();
    let people = passage.hits_in(&part.range).iter().filter(|it| {
        let party =
            sentence.parties.iter().any(|party| party.from <= it.from && it.from < party.to);
        !party && (is_people(it) || is_human(sentence, it))
    });
    let parties = sentence
        .parties
        .iter()
        .filter(|it| part.range.contains(&it.from))
        .filter(|it| roles::kind(names, it.actor) != Kind::Political)
        .map(|it| (Some(it.actor), it.from, it.to));
    let all: Vec<_> = parties.chain(people.map(|it| (None, it.from, it.to))).collect();
    for (side, from, to) in all {
        if counted.contains(&from) || !is_singular(sentence, from, to) {
            continue;
        }
        let before = left(sentence, part, article_before(sentence, from));
        let after = right(sentence, part, to)
            .filter(|it| it.1 <= to + 4 && is_passive_at(passage, to, it.1));
        if let Some(kind) = before.or(after.map(|it| it.0)) {
            out.push(Found {
                kind,
                side,
                low: Some(1),
                high: Some(1),
                scope: Scope::Event,
                provisional: false,
                range: from..to,
            });
        }
    }
}

fn is_passive_at(passage: &super::reading::Passage, from: usize, at: usize) -> bool {
    let object = passage.lang == Lang::En
        && passage
            .hits_in(&(at..at + 1))
            .iter()
            .any(|it| it.from == at && super::objects::noun_follows(passage, it.to));
    from == at && !object
        || (from..at).any(|it| {
            matches!(
                passage.tokens.word(it),
                "was" | "been" | "ete" | "est" | "is" | "malien" | "malian"
            )
        })
}

fn article_before(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at > sentence.range.start
        && matches!(
            sentence.passage.tokens.word(at - 1),
            "a" | "an"
                | "un"
                | "une"
                | "the"
                | "le"
                | "l"
                | "la"
                | "one"
                | "malian"
                | "another"
                | "autre"
                | "young"
                | "jeune"
        )
    {
        at -= 1;
    }
    at
}

fn is_singular(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    let passage = sentence.passage;
    let last = passage.tokens.word(to - 1);
    match passage.lang {
        Lang::Ar => {
            const ONE: &[&str] = &[
                "جندي",
                "جنديا",
                "شرطي",
                "مدني",
                "مدنيا",
                "دركي",
                "ضابط",
                "رجل",
                "امراه",
                "شخص",
                "طفل",
                "مسلح",
                "مواطن",
                "سايق",
                "راعي",
                "مزارع",
                "تاجر",
                "شرطيا",
                "ضابطا",
                "الجندي",
                "حارس",
            ];
            ONE.contains(&last) || ONE.contains(&passage.tokens.word(from))
        }
        Lang::En | Lang::Fr => {
            let start = article_before(sentence, from);
            (start..from)
                .any(|at| matches!(passage.tokens.word(at), "a" | "an" | "un" | "une" | "one"))
        }
    }
}

/// Acts that leave casualties without a number ("leaving dead and wounded") count nothing.
pub(super) fn is_casualty(act: Act) -> bool {
    act.toll().is_some()
}
