//! Numbers as reports write them: digits with separators, number words, bounds and ranges, in
//! English, French and Arabic.
//!
//! ```text
//! let scan = words.read(&tokens, lang);          // once for a passage
//! let dates = dates::find(&scan);
//! let numbers = numbers::find(&scan, &dates);    // what is not part of a date
//! ```
//!
//! A number says nothing of what it counts: that, and whether [`NumberExpr::weak`] ones count at
//! all, is the caller's to find in the words beside it.

use std::ops::Range;

use super::{
    closed::{Cue, Lex, Scan},
    dates::DateExpr,
};
use crate::{
    model::Lang,
    text::token::{Case, Gap},
};

mod cardinal;
#[cfg(test)]
mod tests;

pub(super) use cardinal::cardinal;

/// One number expression: its tokens with the words that bound it ("au moins", "up to").
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent remarks on one number")]
pub struct NumberExpr {
    /// The tokens, bounding words included.
    pub range: Range<usize>,
    /// The least number as said; `None` for "up to five" and for vague words.
    pub low: Option<u32>,
    /// The highest number as said; `None` for "at least five" and for vague words.
    pub high: Option<u32>,
    /// A number without a value: dozens, plusieurs, عشرات.
    pub vague: bool,
    /// "about", "une trentaine".
    pub approximate: bool,
    /// An article as much as a number (un, one) or a denial (no, aucun): counts only where a
    /// counted noun follows.
    pub weak: bool,
    /// The last token is the counted noun itself, in the Arabic dual.
    pub dual_noun: bool,
}

/// Which bounds the words before a number leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Exact,
    About,
    AtLeast,
    UpTo,
}

/// The numbers of a passage, in order, less those that are part of a date, of a time of day, of an
/// age or of a duration.
pub fn find(scan: &Scan, dates: &[DateExpr]) -> Vec<NumberExpr> {
    let mut out = Vec::new();
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    while at < scan.len() {
        while dates.next_if(|it| it.range.end <= at).is_some() {}
        if let Some(date) = dates.peek().filter(|it| it.range.contains(&at)) {
            at = date.range.end;
            continue;
        }
        if !may_start(scan.lex(at)) {
            at += 1;
            continue;
        }
        let limit = dates.peek().map_or(scan.len(), |it| it.range.start);
        match expression(scan, at).filter(|it| it.range.end <= limit) {
            Some(found) => {
                at = found.range.end;
                // مدنيين اثنين يوم الثلاثاء: a noun in the dual has its own measure.
                if found.dual_noun || !measures_time(scan, at) {
                    out.push(found);
                }
            }
            None => at = past_number(scan, at),
        }
    }
    out
}

/// Whether an expression can start with this: spares most tokens the grammar.
fn may_start(lex: Lex) -> bool {
    use Cue::{
        A, About, As, At, Between, Few, From, Half, Less, Ma, Many, More, No, Not, NumberOf, Of,
        Plus, Pres, Several, Some, To, Until, Yazid,
    };
    matches!(
        lex,
        Lex::Digits { .. }
            | Lex::Count(_)
            | Lex::Teen(_)
            | Lex::Around(_)
            | Lex::Vague
            | Lex::DualNoun { .. }
            | Lex::Is(
                A | About
                    | As
                    | At
                    | Between
                    | Few
                    | From
                    | Half
                    | Less
                    | Ma
                    | Many
                    | More
                    | No
                    | Not
                    | NumberOf
                    | Of
                    | Plus
                    | Pres
                    | Several
                    | Some
                    | To
                    | Until
                    | Yazid
            )
    )
}

/// Whether what follows makes the number an age or a duration.
fn measures_time(scan: &Scan, end: usize) -> bool {
    matches!(scan.lex(end), Lex::Unit(..)) && scan.gap(end).joins()
}

/// The next index at which a number may start: decimals and codes are skipped whole.
fn past_number(scan: &Scan, at: usize) -> usize {
    let mut end = at + 1;
    if scan.digits(at).is_some() {
        while scan.digits(end).is_some() && !scan.gap(end).has(Gap::SPACE) {
            end += 1;
        }
    }
    end
}

fn expression(scan: &Scan, at: usize) -> Option<NumberExpr> {
    let (bound, start) = bound(scan, at);
    let found = (bound == Bound::Exact)
        .then(|| zero(scan, at))
        .flatten()
        .or_else(|| range(scan, start))
        .or_else(|| dual(scan, start))
        .or_else(|| single(scan, start))
        .or_else(|| vague(scan, start))
        .map(|it| bounded(it, bound))?;
    let found = NumberExpr { range: at..found.range.end, ..found };
    Some(with_words_after(scan, found))
}

fn bounded(found: NumberExpr, bound: Bound) -> NumberExpr {
    match bound {
        Bound::Exact => found,
        Bound::About => NumberExpr { approximate: true, weak: false, ..found },
        Bound::AtLeast => NumberExpr { high: None, weak: false, ..found },
        Bound::UpTo => NumberExpr { low: None, weak: false, ..found },
    }
}

/// The bounding words at an index and where the number after them starts.
fn bound(scan: &Scan, at: usize) -> (Bound, usize) {
    use Cue::{
        A, About, An, As, At, Least, Less, Ma, Many, More, Most, No, Not, Of, Plus, Pres, Some,
        Than, To, Until, Yaqill, Yazid,
    };
    const PHRASES: &[(Lang, &[Cue], Bound)] = &[
        (Lang::En, &[At, Least], Bound::AtLeast),
        (Lang::En, &[At, Most], Bound::UpTo),
        (Lang::En, &[No, Less, Than], Bound::AtLeast),
        (Lang::En, &[Not, Less, Than], Bound::AtLeast),
        (Lang::En, &[A, About], Bound::About),
        (Lang::En, &[Some], Bound::About),
        (Lang::En, &[More, Than], Bound::AtLeast),
        (Lang::En, &[No, More, Than], Bound::UpTo),
        (Lang::En, &[More], Bound::AtLeast),
        (Lang::En, &[Less, Than], Bound::UpTo),
        (Lang::En, &[Plus, To], Bound::UpTo),
        (Lang::En, &[As, Many, As], Bound::UpTo),
        (Lang::En, &[Pres, To], Bound::About),
        (Lang::Fr, &[To, Less], Bound::AtLeast),
        (Lang::Fr, &[To, Least], Bound::AtLeast),
        (Lang::Fr, &[Not, Less, Of], Bound::AtLeast),
        (Lang::Fr, &[Plus, Of], Bound::AtLeast),
        (Lang::Fr, &[Less, Of], Bound::UpTo),
        (Lang::Fr, &[Until, To], Bound::UpTo),
        (Lang::Fr, &[Pres, Of], Bound::About),
        (Lang::Fr, &[To, About, Of], Bound::About),
        (Lang::Fr, &[About, Of], Bound::About),
        (Lang::Ar, &[Ma, No, Yaqill, An], Bound::AtLeast),
        (Lang::Ar, &[No, Yaqill, An], Bound::AtLeast),
        (Lang::Ar, &[Ma, Yazid, An], Bound::AtLeast),
        (Lang::Ar, &[Yazid, An], Bound::AtLeast),
        (Lang::Ar, &[More, Of], Bound::AtLeast),
        (Lang::Ar, &[More], Bound::AtLeast),
        (Lang::Ar, &[Less, Of], Bound::UpTo),
        (Lang::Ar, &[Until], Bound::UpTo),
        (Lang::Ar, &[Ma, About, Of], Bound::About),
        (Lang::Ar, &[Ma, About], Bound::About),
        (Lang::Ar, &[About, Of], Bound::About),
    ];
    if !matches!(scan.lex(at), Lex::Is(_)) {
        return (Bound::Exact, at);
    }
    for (lang, phrase, bound) in PHRASES {
        if *lang == scan.lang && scan.has_phrase(at, phrase) {
            return (*bound, at + phrase.len());
        }
    }
    if scan.is(at, About) { (Bound::About, at + 1) } else { (Bound::Exact, at) }
}

fn exactly(range: Range<usize>, value: u32) -> NumberExpr {
    NumberExpr {
        range,
        low: Some(value),
        high: Some(value),
        vague: false,
        approximate: false,
        weak: false,
        dual_noun: false,
    }
}

/// "no", "aucun": the caller sees whether a toll follows.
fn zero(scan: &Scan, at: usize) -> Option<NumberExpr> {
    (scan.is(at, Cue::No) && scan.lang != Lang::Ar)
        .then(|| NumberExpr { weak: true, ..exactly(at..at + 1, 0) })
}

/// "30 to 32", "entre 30 et 32", ما بين 30 و32, "two or three".
fn range(scan: &Scan, at: usize) -> Option<NumberExpr> {
    let mut start = at;
    if scan.is(start, Cue::Ma) && scan.is(start + 1, Cue::Between) {
        start += 1;
    }
    let opened = scan.any(start, &[Cue::Between, Cue::From, Cue::Of]);
    start += usize::from(opened);
    let (low, end) = cardinal(scan, start)?;
    let next = second_of_range(scan, end, scan.is(start.wrapping_sub(1), Cue::Between))?;
    let (high, end) = cardinal(scan, next)?;
    (high > low && (low > 0)).then(|| NumberExpr { high: Some(high), ..exactly(at..end, low) })
}

/// Where the second number of a range starts, `end` being past the first.
fn second_of_range(scan: &Scan, end: usize, between: bool) -> Option<usize> {
    if scan.any(end, &[Cue::To, Cue::Or]) && scan.gap(end).joins() {
        return Some(end + 1);
    }
    if scan.is(end, Cue::And) && between {
        return Some(end + 1);
    }
    let joined = scan.gap(end) == Gap::HYPHEN || scan.at(end).and && between;
    (joined && scan.digits(end - 1).is_some() == scan.digits(end).is_some()).then_some(end)
}

fn single(scan: &Scan, at: usize) -> Option<NumberExpr> {
    if let Some(found) = round(scan, at) {
        return Some(found);
    }
    // "a hundred": the article is part of the number.
    if scan.is(at, Cue::A) && matches!(scan.lex(at + 1), Lex::Count(100..)) {
        let (value, end) = cardinal(scan, at + 1)?;
        return Some(NumberExpr { approximate: true, ..exactly(at..end, value) });
    }
    let (value, end) = cardinal(scan, at)?;
    let article = end == at + 1 && scan.lex(at) == Lex::Count(1);
    Some(NumberExpr { weak: article, ..exactly(at..end, value) })
}

/// "a dozen", "two dozen", "une trentaine", "une demi-douzaine".
fn round(scan: &Scan, at: usize) -> Option<NumberExpr> {
    let around = |at: usize| match scan.lex(at) {
        Lex::Around(value) => Some(value),
        _ => None,
    };
    let (value, end) = if let Some(value) = around(at) {
        (value, at + 1)
    } else if scan.is(at, Cue::Half) {
        let at = at + 1 + usize::from(scan.is(at + 1, Cue::A));
        (around(at)? / 2, at + 1)
    } else if scan.is(at, Cue::A) || scan.lex(at) == Lex::Count(1) {
        let half = scan.is(at + 1, Cue::Half);
        let at = at + 1 + usize::from(half);
        (around(at)? / if half { 2 } else { 1 }, at + 1)
    } else {
        let (times, end) = cardinal(scan, at)?;
        (around(end)?.checked_mul(times)?, end + 1)
    };
    Some(NumberExpr { approximate: true, ..exactly(at..end, value) })
}

/// A noun in the Arabic dual is "two" and the noun in one word. Forms that are plurals as well
/// (مدنيين) are taken only where the words after ask for a number.
fn dual(scan: &Scan, at: usize) -> Option<NumberExpr> {
    let Lex::DualNoun { sure } = scan.lex(at) else { return None };
    let two = scan.lex(at + 1) == Lex::Count(2) && !scan.at(at + 1).and;
    let asks = two || at_least_after(scan, at + 1).is_some();
    (sure || asks).then(|| NumberExpr { dual_noun: true, ..exactly(at..at + 1, 2) })
}

fn vague(scan: &Scan, at: usize) -> Option<NumberExpr> {
    let mut end = at;
    while scan.any(end, &[Cue::Several, Cue::Of, Cue::A, Cue::Some, Cue::Few]) {
        end += 1;
    }
    let before = end;
    let end = match scan.lex(end) {
        Lex::Vague => end + 1,
        Lex::Is(Cue::NumberOf) if before > at || scan.lang == Lang::Ar => {
            // A number of things, not the number of something.
            if !scan.is(end + 1, Cue::Of) || scan.is(at, Cue::Of) {
                return None;
            }
            end + 1
        }
        _ => return several(scan, at),
    };
    Some(NumberExpr { low: None, high: None, vague: true, ..exactly(at..end, 0) })
}

/// "several", "plusieurs", "a few": without a noun of number behind.
fn several(scan: &Scan, at: usize) -> Option<NumberExpr> {
    let end = match scan.lex(at) {
        Lex::Is(Cue::Several | Cue::Many) => at + 1,
        Lex::Is(Cue::Few) if scan.lang == Lang::Fr => at + 1,
        Lex::Is(Cue::A) if scan.is(at + 1, Cue::Few) => at + 2,
        _ => return None,
    };
    Some(NumberExpr { low: None, high: None, vague: true, ..exactly(at..end, 0) })
}

/// "deux soldats au moins", شخصان على الأقل, "or more": bounds that follow within the noun phrase.
fn with_words_after(scan: &Scan, found: NumberExpr) -> NumberExpr {
    let end = found.range.end;
    if found.dual_noun && scan.lex(end) == Lex::Count(2) && !scan.at(end).and {
        return NumberExpr { range: found.range.start..end + 1, ..found };
    }
    if scan.is(end, Cue::Or) && scan.any(end + 1, &[Cue::More, Cue::Plus]) {
        return NumberExpr { range: found.range.start..end + 2, ..bounded(found, Bound::AtLeast) };
    }
    let counted = (end..end + 4).find(|&at| {
        at_least_after(scan, at).is_some() || !matches!(scan.lex(at), Lex::Other) && at > end
    });
    match counted.and_then(|at| at_least_after(scan, at)) {
        Some(_) if !found.vague => bounded(found, Bound::AtLeast),
        _ => found,
    }
}

/// The end of a postposed "at least", which no number may follow.
fn at_least_after(scan: &Scan, at: usize) -> Option<usize> {
    let phrase: &[Cue] = match scan.lang {
        Lang::En => &[Cue::At, Cue::Least],
        Lang::Fr => &[Cue::To, Cue::Less],
        Lang::Ar => &[Cue::An, Cue::Least],
    };
    let end = at + phrase.len();
    let follows = scan.gap(at).joins() && scan.has_phrase(at, phrase);
    (follows && (scan.lang == Lang::Ar || cardinal(scan, end).is_none())).then_some(end)
}

/// Whether digits are part of a code: RN15, G5, AK-47, U-17.
pub(super) fn in_code(scan: &Scan, at: usize) -> bool {
    if at == 0 || scan.digits(at - 1).is_some() {
        return false;
    }
    let gap = scan.gap(at);
    let name = scan.at(at - 1).case != Case::Lower && matches!(scan.lex(at - 1), Lex::Other);
    gap == Gap::default() && scan.lang != Lang::Ar && !scan.is(at - 1, Cue::And)
        || gap == Gap::HYPHEN && name
}
