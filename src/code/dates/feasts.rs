//! Feasts as names of days: Christmas, the New Year, Easter, Tabaski, the end of Ramadan.
//!
//! The feasts of Islam follow the moon as it is seen: the tables give them to within a day, so they
//! date by the week only.

use jiff::civil::{Date, Weekday};

use super::{
    DateExpr, Piece, What,
    calendar::year_after,
    resolve::{Found, plus},
};
use crate::{
    code::closed::{Cue, Feast, Lex, Number, Scan, Unit},
    model::TimeOfDay::{Evening, Night},
    text::token::Gap,
};

/// A feast that words before it make a day: "on Christmas Day", "la veille de la Tabaski", يوم عيد
/// الأضحى; "sheep for Tabaski" names none.
pub(super) fn feast(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Feast(feast) = scan.lex(at) else { return None };
    let (behind, end) = behind(scan, at + 1);
    let (before, start) = before(scan, at)?;
    let (year, end) = year_after(scan, end);
    let what = What::Feast { feast, year, offset: before + behind };
    Some(Piece::sure(DateExpr::new(start..end, what)))
}

/// "New Year's Eve", رأس السنة: told in words of other uses.
pub(super) fn led_by_word(scan: &Scan, at: usize) -> Option<Piece> {
    let year = scan.is(at, Cue::New) && scan.lex(at + 1) == Lex::Unit(Unit::Year, Number::One);
    if !year || !scan.gap(at + 1).joins() {
        return None;
    }
    let (behind, end) = behind(scan, at + 2);
    let (before, start) = before(scan, at)?;
    let offset = before + behind;
    let (year, end) = year_after(scan, end);
    // "New Year's Eve 2023" is the last day of that year.
    let year = year.map(|it| if offset < 0 && behind < 0 { it + 1 } else { it });
    let what = What::Feast { feast: Feast::NewYear, year, offset };
    Some(Piece::sure(DateExpr::new(start..end, what)))
}

/// Whether the name of a feast stands at an index, articles left out.
pub(super) fn follows(scan: &Scan, at: usize) -> bool {
    let named = (at..at + 5).find(|&it| !scan.any(it, &[Cue::Of, Cue::The, Cue::Feast]));
    named.is_some_and(|it| matches!(scan.lex(it), Lex::Feast(_)))
}

/// "Day", "Eve", "Monday" behind the name.
fn behind(scan: &Scan, at: usize) -> (i8, usize) {
    let mut at = at;
    while scan.is(at, Cue::Feast) || scan.gap(at) == Gap::APOSTROPHE {
        at += 1;
    }
    match scan.lex(at) {
        _ if !scan.gap(at).joins() => (0, at),
        Lex::Is(Cue::Eve) => (-1, at + 1),
        Lex::Unit(Unit::Day, Number::One) | Lex::Weekday { day: Weekday::Sunday, .. } => {
            (0, at + 1)
        }
        Lex::Weekday { day: Weekday::Monday, .. } => (1, at + 1),
        _ => (0, at),
    }
}

/// The word that asks for a day, with what it adds, and where the expression starts.
fn before(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let mut at = at;
    for _ in 0..6 {
        if !scan.gap(at).joins() || at == 0 {
            return None;
        }
        at -= 1;
        match scan.lex(at) {
            Lex::Is(Cue::Of | Cue::The | Cue::Feast) => {}
            Lex::Is(Cue::Eve) => return Some((-1, at)),
            Lex::Is(Cue::Morrow) => return Some((1, at)),
            Lex::Part { part: Night | Evening, .. } => return Some((-1, at)),
            Lex::Unit(Unit::Day, Number::One) if scan.any(at + 1, &[Cue::After, Cue::Before]) => {
                let after = scan.is(at + 1, Cue::After);
                return Some((if after { 1 } else { -1 }, at));
            }
            Lex::Weekday { day: Weekday::Monday, .. } => return Some((1, at)),
            Lex::Is(Cue::After | Cue::Before) if is_day(scan, at.wrapping_sub(1)) => {}
            Lex::Ordinal(1)
            | Lex::Unit(Unit::Day | Unit::Month, _)
            | Lex::Part { .. }
            | Lex::Weekday { .. }
            | Lex::Is(Cue::On | Cue::In | Cue::At | Cue::During | Cue::To) => {
                return Some((0, at + usize::from(matches!(scan.lex(at), Lex::Is(_)))));
            }
            _ => return None,
        }
    }
    None
}

fn is_day(scan: &Scan, at: usize) -> bool {
    scan.lex(at) == Lex::Unit(Unit::Day, Number::One)
}

/// The latest such feast that is not after the publication, or that of its year.
pub(super) fn resolve(
    (feast, year, offset): (Feast, Option<i16>, i8),
    near: Option<Date>,
) -> Option<Found> {
    let last = year.or(near.map(Date::year))?;
    let latest = near.and_then(|it| plus(it, 1));
    let fits = |it: &Date| match year {
        Some(year) => it.year() == year,
        None => latest.is_none_or(|latest| *it <= latest),
    };
    let days = (last - 1..=last + 1).flat_map(|it| days_of(feast, it));
    let day = days.filter(|it| fits(it)).max()?;
    let day = plus(day, i64::from(offset))?;
    let precision = match feast {
        Feast::Ramadan => 3,
        Feast::Sacrifice | Feast::Breaking | Feast::Birth => 2,
        Feast::Christmas | Feast::NewYear | Feast::Easter => 1,
    };
    let day = if precision == 3 { day.first_of_month() } else { day };
    Some((day, None, precision, "a feast"))
}

/// The days of a feast that fall into a year.
fn days_of(feast: Feast, year: i16) -> Vec<Date> {
    let moon = |month: i32, day: i32| -> Vec<Date> {
        let first = (i32::from(year) - 622) * 33 / 32;
        let days = (first - 1..=first + 2).filter_map(|it| of_the_moon(it, month, day));
        days.filter(|it| it.year() == year).collect()
    };
    match feast {
        Feast::Christmas => Date::new(year, 12, 25).into_iter().collect(),
        Feast::NewYear => Date::new(year, 1, 1).into_iter().collect(),
        Feast::Easter => easter(year).into_iter().collect(),
        Feast::Ramadan => moon(9, 1),
        Feast::Breaking => moon(10, 1),
        Feast::Sacrifice => moon(12, 10),
        Feast::Birth => moon(3, 12),
    }
}

/// A day of the calendar of Islam by its tables.
fn of_the_moon(year: i32, month: i32, day: i32) -> Option<Date> {
    const FIRST_OF_1970: i32 = 2_440_588;
    let julian =
        (11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + day + 1_948_440 - 385;
    plus(Date::new(1970, 1, 1).ok()?, i64::from(julian - FIRST_OF_1970))
}

/// Easter Sunday, by the rule of Gauss for the years 1900 to 2099.
fn easter(year: i16) -> Option<Date> {
    let golden = year % 19;
    let moon = (19 * golden + 24) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    let late = sunday == 6 && (moon == 29 || moon == 28 && golden > 10);
    plus(Date::new(year, 3, 22).ok()?, i64::from(moon + sunday - if late { 7 } else { 0 }))
}
