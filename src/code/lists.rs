//! Numbers that belong together: lists that go on, sums and their parts, numbers dealt out over the
//! places that a sentence names.

use crate::model::{Lang, TollKind};
use crate::text::token::Gap;

use super::clauses::{Part, Sentence};
use super::closed::casualties::ORDINALS;
use super::dates::{Unit, What};
use super::found::Found;
use super::meaning::{Cue, Meaning};
use super::numbers::NumberExpr;
use super::places::Site;
use super::reading::Passage;
use super::signs::Sign;
use super::spatial::Function;

/// How many tokens may lie between two numbers of one list: the rest of the first one's noun.
const APART: usize = 9;

/// Whether an "and" stands before a token or is written as one with it.
pub(super) fn is_and(passage: &Passage, at: usize) -> bool {
    let glued = passage.lang == Lang::Ar && {
        let word = passage.tokens.word(at);
        word.starts_with('و') && !word.starts_with("واحد")
    };
    let word = |at: usize| passage.tokens.word(at);
    glued
        || at > 0 && matches!(word(at - 1), "and" | "et" | "و" | "plus" | "puis" | "كما")
        || at > 1 && matches!((word(at - 2), word(at - 1)), ("ainsi", "que") | ("well", "as"))
}

/// Whether a number or noun goes on with a list: an "and" or a comma before it, bounds and
/// prepositions between them left out.
pub(super) fn is_listed(passage: &Passage, start: usize) -> bool {
    let mut at = start;
    loop {
        if is_and(passage, at) || passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA)) {
            return true;
        }
        let word = if at == 0 { "" } else { passage.tokens.word(at - 1) };
        let bound = matches!(
            word,
            "of" | "de"
                | "d"
                | "des"
                | "at"
                | "least"
                | "au"
                | "moins"
                | "the"
                | "les"
                | "l"
                | "a"
                | "an"
                | "un"
                | "une"
                | "another"
                | "also"
                | "some"
                | "environ"
                | "about"
                | "celle"
                | "ceux"
                | "الي"
                | "جانب"
                | "en"
                | "addition"
                | "to"
                | "together"
                | "with"
                | "his"
                | "her"
                | "their"
                | "its"
                | "ses"
                | "son"
                | "sa"
                | "leur"
                | "leurs"
        );
        if !bound || !passage.tokens.get(at).is_some_and(|it| it.gap.joins()) {
            return false;
        }
        at -= 1;
    }
}

/// Whether a number or noun is the last item of a list: an "and" before it, no mere comma.
pub(super) fn joins(passage: &Passage, start: usize) -> bool {
    (start.saturating_sub(3)..=start).any(|at| is_and(passage, at)) && is_listed(passage, start)
}

/// Whether what starts at a token goes on with the list whose last item ended at another.
pub(super) fn goes_on(passage: &Passage, end: usize, start: usize) -> bool {
    const BREAK: Gap = Gap::SEMICOLON.with(Gap::COLON).with(Gap::STOP);
    start >= end
        && start - end <= APART
        && is_listed(passage, start)
        && (end..=start).all(|at| passage.tokens.get(at).is_some_and(|it| !it.gap.has(BREAK)))
        && !passage.hits_in(&(end..start)).iter().any(|it| {
            it.meanings.iter().any(|m| {
                matches!(m, Meaning::Cue(Cue::Say | Cue::By))
                    || matches!(m, Meaning::Act(act, _) if act.toll().is_none())
            })
        })
}

/// "Including a child", dont un enfant, بينهم طفل, "namely": what starts at a token is a part of what was
/// counted before.
pub(super) fn is_included(passage: &Passage, at: usize, floor: usize) -> bool {
    let article = |at: usize| matches!(passage.tokens.word(at), "les" | "the" | "these" | "ces");
    (at.saturating_sub(3).max(floor).max(1)..at).any(|at| {
        // "Parmi les 69 victimes": the number is that of all.
        let whole = matches!(passage.tokens.word(at), "among" | "parmi") && article(at + 1);
        let included = passage.is(at, Sign::Among)
            || passage.tokens.word(at) == "them" && passage.tokens.word(at - 1) == "of"
            || matches!(
                passage.tokens.word(at),
                "parmi"
                    | "compris"
                    | "namely"
                    | "savoir"
                    | "بينها"
                    | "منهم"
                    | "منها"
                    | "فيهم"
                    | "هم"
                    | "وهم"
            );
        !whole && included
    })
}

/// "One of them a soldier, and 15 were hurt", وأصيب 15: a number with a verb of its own opens a clause.
pub(super) fn opens_a_clause(sentence: &Sentence<'_>, end: usize, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let next = number.range.end;
    let verb = match word(next) {
        "others" | "other" | "autres" | "more" => next + 1,
        _ => next,
    };
    let told = |hit: &super::phrases::Hit| super::counting::casualty(passage, hit).is_some();
    matches!(word(verb), "were" | "was" | "ont" | "sont")
        || passage.lang == Lang::Ar && passage.hits_in(&(end..number.range.start)).iter().any(told)
}

/// ", ont indiqué deux élus et un habitant", ", said two residents": who stands behind the verb of an
/// inserted clause of saying speaks.
pub(super) fn speaks(sentence: &Sentence<'_>, start: usize) -> bool {
    let passage = sentence.passage;
    let from = start.saturating_sub(APART).max(sentence.range.start);
    let gap = |at: usize, of: Gap| passage.tokens.get(at).is_some_and(|it| it.gap.has(of));
    let says = passage.hits_in(&(from..start)).iter().rev().find(|it| it.is_cue(Cue::Say));
    passage.lang != Lang::Ar
        && says.is_some_and(|it| {
            let opens = it.from.saturating_sub(2).max(sentence.range.start);
            let stop = (opens..=it.from).rev().find(|&at| gap(at, Gap::COMMA));
            stop.is_some_and(|at| (at..it.from).all(|at| is_auxiliary(passage.tokens.word(at))))
                && (it.to..=start).all(|at| passage.tokens.get(at).is_some_and(|t| t.gap.joins()))
                && (it.to..start).all(|at| {
                    !matches!(
                        passage.tokens.word(at),
                        "que" | "qu" | "that" | "avoir" | "of" | "de"
                    )
                })
                && !passage
                    .hits_in(&(it.to..start))
                    .iter()
                    .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Act(..))))
        })
}

fn is_auxiliary(word: &str) -> bool {
    matches!(word, "a" | "ont" | "avait" | "avaient" | "has" | "have" | "had")
}

/// "Including", "dont", من بينهم, "six of them": a part of what was counted before.
pub(super) fn is_subset(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let opened = is_included(passage, number.range.start, sentence.range.start);
    // "Six of them aid workers": in apposition, not "killing 20 of them".
    let end = number.range.end;
    let of_them = matches!(word(end), "of" | "d")
        && matches!(word(end + 1), "them" | "whom" | "entre" | "which")
        || matches!(word(end), "منهم" | "منهن");
    let apart = passage
        .tokens
        .get(number.range.start)
        .is_some_and(|it| it.gap.has(Gap::COMMA.with(Gap::OPEN).with(Gap::DASH)));
    opened || of_them && apart
}

/// "In addition to three assailants", "outre deux civils", بالإضافة إلى: those beside whom others follow.
pub(super) fn is_added(passage: &Passage, start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).map_or("", |at| passage.tokens.word(at));
    word(1) == "outre"
        || word(1) == "to" && word(2) == "addition"
        || word(1) == "de" && word(2) == "plus" && word(3) == "en"
        || word(1) == "الي" && matches!(word(2), "بالاضافه" | "اضافه")
}

/// "Another", "trois autres soldats", آخرون: people who come on top of those told before.
pub(super) fn is_more(passage: &Passage, from: usize, to: usize) -> bool {
    (from.saturating_sub(1)..=to).any(|at| {
        matches!(
            passage.tokens.word(at),
            "another"
                | "other"
                | "others"
                | "autre"
                | "autres"
                | "اخر"
                | "اخرون"
                | "اخرين"
                | "اخران"
        ) || matches!(passage.tokens.word(at), "a" | "une" | "un")
            && at >= from
            && is_ordinal(passage, at + 1)
    })
}

/// "A fifth", "une troisième".
pub(super) fn is_ordinal(passage: &Passage, at: usize) -> bool {
    ORDINALS.contains(&passage.tokens.word(at))
}

/// "Had first announced eight dead", "up from nine", وكانت حصيلة سابقة: a toll that another one
/// replaced.
pub(super) fn is_replaced(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let first = number.range.start.saturating_sub(9).max(sentence.range.start + 1);
    let newer =
        || {
            sentence.passage.numbers.iter().any(|it| {
                it.range.start >= sentence.range.start && it.range.end < first && !it.weak
            })
        };
    let toll = |at: usize| matches!(word(at), "toll" | "bilan" | "حصيله" | "count" | "figure");
    (first..number.range.start).any(|at| match word(at) {
        "initially" | "previously" | "auparavant" | "precedemment" => newer(),
        "abord" => word(at - 1) == "d" && newer(),
        "from" => word(at - 1) == "up",
        "contre" => at + 1 == number.range.start,
        "previous" | "earlier" | "initial" | "first" => toll(at + 1),
        "precedent" | "premier" | "initiale" => toll(at + 1) || toll(at - 1),
        "سابقه" | "اوليه" | "السابقه" | "الاوليه" => toll(at - 1),
        _ => false,
    })
}

/// "The deadliest attack since the one that killed 40", "la plus meurtrière depuis celle": the number
/// is that of another event.
pub(super) fn is_compared(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    if is_elsewhere(sentence, number) {
        return true;
    }
    let start = number.range.start.saturating_sub(30).max(sentence.range.start);
    (start..number.range.start).find(|&at| is_superlative(word(at))).is_some_and(|best| {
        (best..number.range.start).any(|at| matches!(word(at), "since" | "depuis" | "منذ"))
    })
}

/// "In Tessit, where 40 people were killed in March 2022": the number of another time in the same place.
fn is_elsewhere(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let start = number.range.start.saturating_sub(5).max(sentence.range.start);
    let opened = (start..number.range.start)
        .find(|&at| matches!(word(at), "where" | "ou" | "حيث") && at > sentence.range.start);
    let far = |what: &What| match what {
        What::Year { .. } | What::Month { .. } | What::Lately { .. } => true,
        What::Ago { unit, .. } => matches!(unit, Unit::Month | Unit::Year),
        What::Day { year, .. } => year.is_some(),
        _ => false,
    };
    opened.is_some()
        && passage.dates.iter().any(|it| {
            (number.range.end..number.range.end + 10).contains(&it.range.start)
                && it.range.start < sentence.range.end
                && far(&it.what)
        })
}

/// "The mayor and two of his aides", شيخ القرية واثنين من أبنائه: who they belong to is one more.
pub(super) fn has_principal(passage: &Passage, number: &NumberExpr) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let end = number.range.end;
    let of = matches!(word(end), "of" | "de" | "من");
    let theirs = matches!(word(end + 1), "his" | "her" | "ses")
        || passage.lang == Lang::Ar
            && matches!(
                word(end + 1),
                "حراسه" | "رجاله" | "ابنايه" | "ابناه" | "مرافقيه" | "مساعديه" | "رفاقه"
            );
    of && theirs
        && (joins(passage, number.range.start)
            || number.range.start > 0 && word(number.range.start - 1) == "مع")
}

/// "Killed Ag Moussa and four others", قتل فلان وأربعة آخرون: others behind one whom nothing counted.
pub(super) fn has_unnamed(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    let counted = passage.numbers.iter().any(|it| {
        !it.weak && it.range.start >= sentence.range.start && it.range.end <= number.range.start
    });
    let end = number.range.end;
    let others = matches!(
        passage.tokens.word(end),
        "others" | "other" | "autres" | "اخرون" | "اخرين" | "اخران"
    );
    others && !counted && joins(passage, number.range.start)
}

/// Words that set an event above all others of a time.
pub(super) fn is_superlative(word: &str) -> bool {
    matches!(
        word,
        "deadliest"
            | "bloodiest"
            | "worst"
            | "heaviest"
            | "meurtriere"
            | "meurtrieres"
            | "meurtrier"
            | "meurtriers"
            | "sanglante"
            | "sanglant"
            | "اعنف"
            | "اسوا"
            | "الاعنف"
            | "الاسوا"
            | "الاكثر"
            | "ادمي"
    )
}

/// The one of two numbers that falls to this part's place: "70 and 30 respectively", "70 in the first
/// village, 30 in the second".
pub(super) fn dealt<'p>(sentence: &'p Sentence<'_>, part: &Part) -> Option<&'p NumberExpr> {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let own = part.place.and_then(|it| sentence.places.get(it))?.from;
    let deals = sentence.range.clone().find(|&at| {
        matches!(word(at), "respectively" | "respectivement")
            || word(at) == "التوالي"
            || matches!(word(at), "first" | "premier" | "premiere" | "الاول" | "الاولي")
                && matches!(word(at.saturating_sub(1)), "the" | "le" | "la" | "في" | "القريه")
    })?;
    let towns: Vec<usize> = sentence
        .places
        .iter()
        .filter(|it| matches!(it.site, Site::Town(_) | Site::Unlisted(_)))
        .filter(|it| !matches!(it.function, Function::Holds | Function::Away | Function::Toward))
        .map(|it| it.from)
        .collect();
    let numbers: Vec<&NumberExpr> = passage
        .numbers
        .iter()
        .filter(|it| sentence.range.contains(&it.range.start) && it.low.is_some() && !it.vague)
        .filter(|it| it.range.start + 14 >= deals && it.range.start <= deals + 14)
        .collect();
    let pair = numbers.windows(2).rev().find_map(|it| match it {
        [a, b] if b.range.start <= a.range.end + 8 => Some([*a, *b]),
        _ => None,
    })?;
    let listed: Vec<usize> = towns.iter().copied().filter(|it| *it < pair[0].range.start).collect();
    let behind = || towns.iter().copied().find(|it| *it >= pair[1].range.end);
    let first =
        listed.len().checked_sub(2).and_then(|it| listed.get(it).copied()).or_else(behind)?;
    if own == first { Some(pair[0]) } else { Some(pair[1]) }
}

/// A whole beside its parts counts once: "nine dead, seven in A and two in B" tells of seven here,
/// "twelve dead, eight soldiers and four civilians" of twelve.
pub(super) fn drop_wholes(out: &mut Vec<Found>, number: &NumberExpr, kind: TollKind) {
    let low = number.low.unwrap_or(0);
    out.retain(|it| it.kind != kind || it.placed || it.low.is_none_or(|whole| whole <= low));
}

/// Parts behind a colon stand for their whole where they add up to it, else the whole for its parts.
pub(super) fn settle_details(out: &mut Vec<Found>) {
    let Some(first) = out.iter().position(|it| it.detail).filter(|it| *it > 0) else { return };
    let kind = out[first].kind;
    let many = 1 + out[first + 1..].iter().take_while(|it| it.listed && it.kind == kind).count();
    let sum: Option<u32> = out[first..first + many].iter().map(|it| it.low).sum();
    if out[first - 1].kind != kind {
        return;
    }
    if sum.is_some() && sum == out[first - 1].low {
        out.remove(first - 1);
    } else {
        out.drain(first..first + many);
    }
}

/// Drops a number that later ones of the same sentence add up to.
pub(super) fn drop_sums(out: &mut Vec<Found>) {
    for kind in [TollKind::Dead, TollKind::Wounded] {
        let lows: Vec<(usize, u32)> = out
            .iter()
            .enumerate()
            .filter(|it| it.1.kind == kind)
            .filter_map(|it| Some((it.0, it.1.low?)))
            .collect();
        let Some((&(first, whole), parts)) = lows.split_first() else { continue };
        let sum: u32 = parts.iter().map(|it| it.1).sum();
        if parts.len() >= 2 && sum == whole {
            out.remove(first);
        }
    }
}

/// Adds up what one list counts of one kind and side; a side that is not said stands beside the
/// others of its list.
pub(super) fn add_up(found: Vec<Found>, civil: Option<u16>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for it in found {
        if it.listed
            && let Some(head) =
                out.iter_mut().rev().find(|head| head.kind == it.kind && head.list == it.list)
        {
            let among = |a: Option<u16>, b: Option<u16>| a.is_none() && b == civil;
            if head.side == it.side || among(head.side, it.side) || among(it.side, head.side) {
                head.side = head.side.or(it.side);
                head.low = head.low.zip(it.low).map(|(a, b)| a + b).or(head.low).or(it.low);
                head.high = head.high.zip(it.high).map(|(a, b)| a + b);
                head.range.end = head.range.end.max(it.range.end);
                continue;
            }
            if head.side.is_none() {
                head.beside = it.side;
            } else if it.side.is_none() {
                let beside = head.side;
                out.push(Found { beside, ..it });
                continue;
            }
        }
        out.push(it);
    }
    out
}
