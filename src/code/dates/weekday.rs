//! Weekdays, and the nights and stretches that two of them bound.

use jiff::civil::Weekday;

use super::{DateExpr, Piece, What, Which, calendar};
use crate::{
    code::closed::{Cue, Lex, Scan, Unit},
    model::{Lang, TimeOfDay::Night},
    text::token::{Case, Gap},
};

/// A weekday, with "dernier" or "prochain" behind it, or two that bound a night or a stretch.
pub(super) fn weekday(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Weekday { day, sure } = scan.lex(at) else { return None };
    if at > 0 && scan.is(at - 1, Cue::Every) || !sure && scan.at(at).case == Case::Lower {
        return None;
    }
    // "Le dimanche de Pâques" is told by the feast.
    if scan.is(at + 1, Cue::Of) && matches!(scan.lex(at + 2), Lex::Feast(_)) {
        return None;
    }
    if let Some(found) = pair(scan, at, day) {
        return Some(found);
    }
    let (which, end) = which_behind(scan, at + 1);
    let (what, end) = calendar::day_behind_weekday(scan, at + 1)
        .unwrap_or((What::Weekday { which, end: None }, end));
    let mut expr = DateExpr::new(at..end, what);
    expr.weekday = Some(day);
    Some(Piece { expr, weak: !sure })
}

/// "dernier", "prochain" and the like behind a word.
pub(super) fn which_behind(scan: &Scan, end: usize) -> (Which, usize) {
    let joined = scan.gap(end).joins();
    match scan.lex(end) {
        Lex::Is(Cue::Last) if joined && scan.lang != Lang::En => (Which::Last, end + 1),
        Lex::Is(Cue::Next) if joined => (Which::Next, end + 1),
        _ => (Which::Nearest, end),
    }
}

/// "de lundi à mardi", "Friday-Saturday", "on Saturday and Sunday", الأحد الاثنين: a night when a night is spoken of, dated by
/// its first day; else from the one to the other.
pub(super) fn pair(scan: &Scan, at: usize, first: Weekday) -> Option<Piece> {
    let night = night_before(scan, at);
    let own_day = calendar::day_number(scan, at + 1).filter(|_| scan.gap(at + 1) == Gap::SPACE);
    let mut next = own_day.map_or(at + 1, |(_, end)| end);
    let spoken = scan.any(next, &[Cue::To, Cue::Until, Cue::And]);
    let joined = scan.gap(next) == Gap::HYPHEN || scan.gap(next) == Gap::SLASH;
    let listed = scan.at(next).and || night && scan.gap(next).joins() && scan.lang == Lang::Ar;
    if spoken {
        next += 1 + usize::from(scan.any(next + 1, &[Cue::The, Cue::This]));
    } else if night && scan.lang == Lang::Ar && scan.is(next, Cue::An) {
        next += 1;
    } else if !joined && !listed {
        return None;
    }
    let Lex::Weekday { day: last, .. } = scan.lex(next) else { return None };
    let dated = scan.gap(next + 1).joins().then(|| calendar::day(scan, next + 1)).flatten();
    if let Some(found) = dated.filter(|_| night).and_then(|it| eve_of(it, own_day.map(|it| it.0))) {
        let mut expr = DateExpr::new(at..found.expr.range.end, found.expr.what);
        expr.weekday = Some(first);
        return Some(Piece::sure(expr));
    }
    let (which, end) = which_behind(scan, next + 1);
    let end_day = (!night).then_some(last);
    let mut expr = DateExpr::new(at..end, What::Weekday { which, end: end_day });
    expr.weekday = Some(first);
    Some(Piece::sure(expr))
}

/// The night whose second day is `found`: its first day where that is written, else the eve.
fn eve_of(mut found: Piece, first_day: Option<i8>) -> Option<Piece> {
    let What::Day { day, month, eve, .. } = &mut found.expr.what else { return None };
    match first_day {
        Some(first) if first < *day => *day = first,
        // The 31st to the 1st: the month before, unless the year turns with it.
        Some(first) if *month > 1 => (*day, *month) = (first, *month - 1),
        _ => *eve = true,
    }
    Some(found)
}

/// Whether a night is spoken of just before: "dans la nuit de", "the night of", ليل.
fn night_before(scan: &Scan, at: usize) -> bool {
    (at.saturating_sub(5)..at)
        .rev()
        .take_while(|&it| {
            matches!(
                scan.lex(it),
                Lex::Is(Cue::Of | Cue::The | Cue::Between | Cue::From | Cue::Overnight)
                    | Lex::Unit(Unit::Day, _)
                    | Lex::Part { .. }
                    | Lex::Other
            )
        })
        .any(|it| matches!(scan.lex(it), Lex::Part { part: Night, .. } | Lex::Is(Cue::Overnight)))
}

/// "Overnight from Saturday to Sunday", "overnight into Sunday": the night's first day.
pub(super) fn overnight_between(scan: &Scan, at: usize) -> Option<Piece> {
    let next = at + 1 + usize::from(scan.any(at + 1, &[Cue::From, Cue::To]));
    let Lex::Weekday { day, .. } = scan.lex(next) else { return None };
    if !scan.gap(next).joins() {
        return None;
    }
    if scan.is(at + 1, Cue::To) {
        let mut expr =
            DateExpr::new(at..next + 1, What::Weekday { which: Which::Nearest, end: None });
        expr.weekday = Some(day.previous());
        expr.time_of_day = Some(Night);
        return Some(Piece::sure(expr));
    }
    let mut found = pair(scan, next, day)?;
    found.expr.range.start = at;
    found.expr.time_of_day = Some(Night);
    Some(found)
}

pub(super) fn night_word(at: usize, cue: Cue) -> Piece {
    let what = What::Ago { amount: i32::from(cue == Cue::Overnight), unit: Unit::Day };
    let mut expr = DateExpr::new(at..at + 1, what);
    expr.time_of_day = Some(Night);
    Piece::sure(expr)
}
