//! Joins pieces that lie side by side into one expression, and drops those that are worth nothing
//! alone.

use super::{Bound, DateExpr, Piece, What, Which};
use crate::{
    code::closed::{Cue, Lex, Scan, Unit},
    model::TimeOfDay,
    text::token::Gap,
};

/// The expressions of a passage from its pieces, in order: single days first, then the stretches
/// between them, then what is said of a stretch.
pub(super) fn join(scan: &Scan, pieces: Vec<Piece>) -> Vec<DateExpr> {
    let is_range = |link| link == Link::Range;
    let pieces = pass(scan, pieces, |link| !is_range(link));
    let pieces = pass(scan, pieces, is_range);
    let pieces = pass(scan, pieces, |link| !is_range(link));
    pieces.into_iter().filter(|it| !it.weak).map(|it| with_bound(scan, it.expr)).collect()
}

fn pass(scan: &Scan, pieces: Vec<Piece>, links: impl Fn(Link) -> bool) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let link = out
            .last()
            .and_then(|last| link(scan, last.expr.range.end, piece.expr.range.start))
            .filter(|it| links(*it));
        match out.last().zip(link).and_then(|(last, link)| joined(scan, last, &piece, link)) {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            None => out.push(piece),
        }
    }
    out
}

fn joined(scan: &Scan, left: &Piece, right: &Piece, link: Link) -> Option<Piece> {
    let range = left.expr.range.start..right.expr.range.end;
    let weekday = left.expr.weekday.or(right.expr.weekday);
    let what = match (&left.expr.what, &right.expr.what) {
        _ if link == Link::Range => stretch(scan, left, right)?,
        (What::Time, What::Time) => return (left.weak || right.weak).then(|| wider(left, right)),
        (What::Time, what) | (what, What::Time) if link == Link::Plain => what.clone(),
        (
            What::Weekday { end: None, which },
            what @ (What::Day { .. } | What::DayOfMonth { .. } | What::Ago { .. }),
        )
        | (
            what @ (What::Day { .. } | What::DayOfMonth { .. } | What::Ago { .. }),
            What::Weekday { end: None, which },
        ) if !is_week(what) => one_day(left, right, what, *which)?,
        (What::Weekday { end: None, .. }, What::Ago { amount: 1, unit: Unit::Week })
            if link == Link::Plain =>
        {
            What::Weekday { which: Which::LastWeek, end: None }
        }
        (What::Ago { amount: 0, unit: Unit::Day }, day @ What::Day { .. }) => day.clone(),
        _ => return None,
    };
    let time_of_day = right.expr.time_of_day.or(left.expr.time_of_day);
    let expr = DateExpr { range, what, weekday, time_of_day, bound: Bound::On };
    Some(Piece::sure(one_night(expr)))
}

fn is_week(what: &What) -> bool {
    matches!(what, What::Ago { unit: Unit::Week, .. })
}

/// A weekday beside a day: one expression unless both name a weekday.
fn one_day(left: &Piece, right: &Piece, what: &What, which: Which) -> Option<What> {
    let both = left.expr.weekday.is_some() && right.expr.weekday.is_some();
    let day_sized = !matches!(what, What::Ago { unit, .. } if *unit != Unit::Day);
    let mut what = what.clone();
    if let What::Day { which: slot @ Which::Nearest, .. } = &mut what {
        *slot = which;
    }
    (!both && day_sized).then_some(what)
}

fn wider(left: &Piece, right: &Piece) -> Piece {
    let sure = if left.weak { right } else { left };
    let mut piece = sure.clone();
    piece.expr.range = left.expr.range.start..right.expr.range.end;
    piece
}

/// "du 3 mai au 5 juin", "from March to May".
fn stretch(scan: &Scan, left: &Piece, right: &Piece) -> Option<What> {
    let opened = is_opened(scan, left.expr.range.start);
    let dashed = scan.gap(right.expr.range.start).has(Gap::HYPHEN.with(Gap::DASH));
    let night = left.expr.time_of_day == Some(TimeOfDay::Night);
    match (&left.expr.what, &right.expr.what) {
        (What::Month { .. }, What::Month { .. }) => {}
        _ if opened || dashed || night => {}
        _ => return None,
    }
    match (&left.expr.what, &right.expr.what) {
        (
            What::Day { year, month, day, end: None, which, .. },
            What::Day { year: last_year, month: last_month, day: last_day, end: None, .. },
        ) => Some(What::Day {
            year: year.or(*last_year),
            month: *month,
            day: *day,
            end: Some((*last_month, *last_day)),
            other: None,
            which: *which,
            eve: false,
        }),
        // "Entre samedi soir et dimanche matin".
        (What::Weekday { which, end: None }, What::Weekday { end: None, .. }) => {
            Some(What::Weekday { which: *which, end: right.expr.weekday })
        }
        (
            What::Month { year, month, end: None, .. },
            What::Month { year: last_year, month: last_month, end: None, which, .. },
        ) => Some(What::Month {
            year: year.or(*last_year),
            month: *month,
            end: Some(*last_month),
            third: None,
            week: None,
            which: *which,
        }),
        _ => None,
    }
}

/// "From", "between", بين شهري before the first of two dates.
fn is_opened(scan: &Scan, start: usize) -> bool {
    let mut before = start.wrapping_sub(1);
    while scan.is(before, Cue::The) || matches!(scan.lex(before), Lex::Unit(..)) {
        before = before.wrapping_sub(1);
    }
    scan.any(before, &[Cue::From, Cue::Between, Cue::Of])
}

/// "In the night of the 2nd to the 3rd" is one night, dated by its first day.
fn one_night(mut expr: DateExpr) -> DateExpr {
    if expr.time_of_day == Some(TimeOfDay::Night) {
        match &mut expr.what {
            What::Day { day, end, .. }
                if end.is_some_and(|(_, last)| last == *day + 1 || last == 1) =>
            {
                *end = None;
            }
            What::DayOfMonth { day, end, .. } if *end == Some(*day + 1) => *end = None,
            What::Weekday { end, .. } => *end = None,
            _ => {}
        }
    }
    expr
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Function words and blanks only.
    Plain,
    /// A comma or a bracket: enough between a weekday and its date.
    Comma,
    /// "to", "au", a dash.
    Range,
}

/// What links two pieces, where nothing but function words stands between them.
fn link(scan: &Scan, end: usize, start: usize) -> Option<Link> {
    if start < end || start - end > 3 {
        return None;
    }
    let mut link = Link::Plain;
    for at in end..=start {
        let gap = scan.gap(at);
        if gap.has(Gap::STOP.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::START)) {
            return None;
        }
        if gap.has(Gap::DASH) || at == start && gap == Gap::HYPHEN {
            link = Link::Range;
        } else if !gap.joins() {
            link = Link::Comma;
        }
        if at == start {
            // بين مارس ومايو: the "and" is written as one with the second.
            if scan.at(at).and && (scan.is_between(end) || months(scan, end, at)) {
                link = Link::Range;
            }
            break;
        }
        match scan.lex(at) {
            Lex::Is(Cue::To | Cue::Until) if scan.gap(at).joins() && is_day_after(scan, at + 1) => {
                link = Link::Range;
            }
            Lex::Is(Cue::And) if scan.is_between(end) || months(scan, end, at + 1) => {
                link = Link::Range;
            }
            Lex::Is(
                Cue::Of
                | Cue::The
                | Cue::On
                | Cue::In
                | Cue::At
                | Cue::Between
                | Cue::This
                | Cue::To
                | Cue::About,
            )
            | Lex::Unit(Unit::Day | Unit::Hour, _) => {}
            _ => return None,
        }
    }
    Some(link)
}

/// "In April and May", في أبريل ومايو: the name of a month right before and right after.
fn months(scan: &Scan, end: usize, start: usize) -> bool {
    let month = |at: usize| matches!(scan.lex(at), Lex::Month { .. });
    month(end.wrapping_sub(1)) && month(start)
}

/// In French "à" and "au" lead times ("samedi au soir") as well as the end of a stretch.
fn is_day_after(scan: &Scan, at: usize) -> bool {
    let at = at + usize::from(scan.any(at, &[Cue::The, Cue::Of]));
    !matches!(scan.lex(at), Lex::Part { .. } | Lex::Is(_))
}

/// "since", "until" before the expression.
fn with_bound(scan: &Scan, mut expr: DateExpr) -> DateExpr {
    let mut at = expr.range.start;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else { break };
        if !scan.gap(at).joins() {
            break;
        }
        match scan.lex(before) {
            Lex::Is(Cue::Since) => {
                expr.bound = Bound::Since;
                break;
            }
            Lex::Is(Cue::Until) => {
                expr.bound = Bound::Until;
                break;
            }
            Lex::Is(
                Cue::The
                | Cue::To
                | Cue::Of
                | Cue::In
                | Cue::This
                | Cue::Early
                | Cue::Mid
                | Cue::Late,
            )
            | Lex::Unit(..) => at = before,
            _ => break,
        }
    }
    expr
}
