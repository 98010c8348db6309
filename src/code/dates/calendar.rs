//! Dates of the calendar: days, months and years as written.

use super::{
    DateExpr, Piece, What, Which,
    months::{self, month_name},
};
use crate::{
    code::{
        closed::{Cue, Lex, Number, Scan, Unit},
        numbers::cardinal,
    },
    model::Lang,
    text::token::{Case, Gap},
};

/// A day that starts with its number: "12 May 2019", "le 1er mai", 12 مايو, 12/05/2019, 2019-05-12,
/// "3–5 May", "25 et 26 avril".
pub(super) fn day(scan: &Scan, at: usize) -> Option<Piece> {
    if named_after_a_day(scan, at) {
        return None;
    }
    numeric(scan, at)
        .or_else(|| spelled(scan, at))
        .map(|found| Piece::sure(with_which(scan, found)))
}

/// "Stade du 26-Mars", "place du 1er Mai": the day is part of a name.
fn named_after_a_day(scan: &Scan, at: usize) -> bool {
    let linked = at > 0 && scan.any(at - 1, &[Cue::Of, Cue::The]);
    let before = at.wrapping_sub(1 + usize::from(linked));
    scan.is(before, Cue::Named)
}

fn numeric(scan: &Scan, at: usize) -> Option<DateExpr> {
    let ((first, first_len), (second, _)) = (scan.digits(at)?, scan.digits(at + 1)?);
    let separator = scan.gap(at + 1);
    if ![Gap::SLASH, Gap::HYPHEN, Gap::STOP].contains(&separator) {
        return None;
    }
    let third = scan.digits(at + 2).filter(|_| scan.gap(at + 2) == separator);
    let Some((third, third_len)) = third else { return without_year(scan, at, first, second) };
    if first_len == 4 {
        let (month, day) = month_and_day(second, third)?;
        return Some(written(at..at + 3, Some(year_of(first)?), month, day));
    }
    let year = match third_len {
        4 => year_of(third)?,
        2 if separator != Gap::HYPHEN => year_of(third + if third < 70 { 2000 } else { 1900 })?,
        _ => return None,
    };
    let (day_first, month_first) = (month_and_day(second, first), month_and_day(first, second));
    // "05/02/2013: Assailants …": an entry of a data base that opens with its date is American.
    let entry = at == 0 && scan.lang == Lang::En && scan.gap(at + 3).has(Gap::COLON);
    let (usual, rare) = if entry { (month_first, day_first) } else { (day_first, month_first) };
    let (month, day) = usual.or(rare)?;
    let other = rare.filter(|it| usual.is_some() && *it != (month, day));
    let mut found = written(at..at + 3, Some(year), month, day);
    if let What::Day { other: slot, .. } = &mut found.what {
        *slot = other;
    }
    Some(found)
}

/// "le 26/02", "on 26/02": only after a word that asks for a day.
fn without_year(scan: &Scan, at: usize, first: u32, second: u32) -> Option<DateExpr> {
    let asked = at > 0 && scan.any(at - 1, &[Cue::The, Cue::On, Cue::Of]);
    let slash = scan.gap(at + 1) == Gap::SLASH && !scan.glued(at);
    let (month, day) = month_and_day(second, first).filter(|_| asked && slash)?;
    Some(written(at..at + 2, None, month, day))
}

/// Day number, then the month's name, with a range of days before it where one is said.
fn spelled(scan: &Scan, at: usize) -> Option<DateExpr> {
    let (first, end) = day_number(scan, at)?;
    if let Some((month, end)) = month_after(scan, end) {
        return Some(closed_day(scan, at, end, month, first, None));
    }
    let next = next_day(scan, end)?;
    let (mut last, mut end) = day_number(scan, next)?;
    // "25, 26 and 27 July": the days run on.
    while let Some((later, past)) =
        next_day(scan, end).and_then(|next| day_number(scan, next)).filter(|it| it.0 > last)
    {
        (last, end) = (later, past);
    }
    let (month, end) = month_after(scan, end)?;
    (last > first).then(|| closed_day(scan, at, end, month, first, Some((month, last))))
}

fn closed_day(
    scan: &Scan,
    at: usize,
    end: usize,
    month: i8,
    day: i8,
    last: Option<(i8, i8)>,
) -> DateExpr {
    let (year, end) = year_after(scan, end);
    let mut found = written(at..end, year, month, day);
    if let What::Day { end: slot, .. } = &mut found.what {
        *slot = last;
    }
    found
}

fn written(range: std::ops::Range<usize>, year: Option<i16>, month: i8, day: i8) -> DateExpr {
    let which = Which::Nearest;
    DateExpr::new(range, What::Day { year, month, day, end: None, other: None, which, eve: false })
}

/// Where the second day of "3 to 5", "3-5", "3 et 4", 3 و4 starts.
fn second_day(scan: &Scan, end: usize) -> Option<usize> {
    if scan.any(end, &[Cue::To, Cue::And, Cue::Until]) && scan.gap(end).joins() {
        let skip = usize::from(scan.any(end + 1, &[Cue::The, Cue::To]));
        return Some(end + 1 + skip);
    }
    let joined = matches!(scan.gap(end), Gap::HYPHEN | Gap::SLASH) || scan.gap(end).has(Gap::DASH);
    // "03/11/2026" is a date, not the days from the third to the eleventh.
    let joined = joined && scan.gap(end + 1) != scan.gap(end);
    (joined && scan.digits(end).is_some()).then_some(end)
}

/// The same in a list of days, where a comma goes before the next as well.
fn next_day(scan: &Scan, end: usize) -> Option<usize> {
    let listed = scan.gap(end) == Gap::COMMA.with(Gap::SPACE) && scan.digits(end).is_some();
    second_day(scan, end).or(listed.then_some(end))
}

/// A number from 1 to 31 with its ordinal ending, and the index past it.
pub(super) fn day_number(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let (value, end) = match scan.lex(at) {
        Lex::Digits { value, len: 1 | 2 } => {
            let ending = scan.glued(at + 1) && scan.lex(at + 1) == Lex::OrdinalEnd;
            (value, at + 1 + usize::from(ending))
        }
        Lex::Ordinal(tens @ (20 | 30)) if scan.lang == Lang::Ar => (u32::from(tens), at + 1),
        Lex::Ordinal(value) => ordinal(scan, at, u32::from(value)),
        Lex::Count(2..) if scan.lang == Lang::Fr => cardinal(scan, at)?,
        _ => return None,
    };
    let day = i8::try_from(value).ok().filter(|it| (1..=31).contains(it))?;
    Some((day, end))
}

/// الخامس عشر, الخامس والعشرين.
fn ordinal(scan: &Scan, at: usize, value: u32) -> (u32, usize) {
    match scan.lex(at + 1) {
        Lex::Count(10) if scan.lang == Lang::Ar => (value + 10, at + 2),
        Lex::Ordinal(tens @ (20 | 30)) if scan.at(at + 1).and => (value + u32::from(tens), at + 2),
        _ => (value, at + 1),
    }
}

/// The month after a day number: "of May", "mai", من شهر مايو, آذار/مارس.
fn month_after(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let mut at = at;
    let mut linked = false;
    while at < scan.len()
        && (scan.any(at, &[Cue::Of, Cue::This])
            || scan.lex(at) == Lex::Unit(Unit::Month, Number::One))
        && scan.gap(at).joins()
    {
        at += 1;
        linked = true;
    }
    let hyphen = scan.gap(at) == Gap::HYPHEN;
    // A hyphen makes a name ("26-Mars") unless the year is joined the same way.
    if !scan.gap(at).joins() || hyphen && !linked && scan.gap(at + 1) != Gap::HYPHEN {
        return None;
    }
    month_name(scan, at)
}

/// A year right after, with "of", a comma or an apostrophe between.
pub(super) fn year_after(scan: &Scan, at: usize) -> (Option<i16>, usize) {
    let skip = usize::from(scan.any(at, &[Cue::Of, Cue::In]))
        + usize::from(matches!(scan.lex(at), Lex::Unit(Unit::Year, _)));
    let near = !scan.gap(at).has(Gap::STOP.with(Gap::SEMICOLON).with(Gap::QUOTE));
    let joined = near && (skip == 0 || scan.gap(at + skip).joins());
    match scan.digits(at + skip) {
        Some((value, 4)) if joined => {
            year_of(value).map_or((None, at), |year| (Some(year), at + skip + 1))
        }
        _ => (None, at),
    }
}

fn year_of(value: u32) -> Option<i16> {
    i16::try_from(value).ok().filter(|it| (1900..2100).contains(it))
}

fn month_and_day(month: u32, day: u32) -> Option<(i8, i8)> {
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| i8::try_from(month).ok().zip(i8::try_from(day).ok())).flatten()
}

/// "le 20 mai dernier", 26 مارس الماضي, "2 juillet courant".
fn with_which(scan: &Scan, mut found: DateExpr) -> DateExpr {
    let end = found.range.end;
    let said = which_after(scan, end);
    if let (What::Day { which, year: None, .. }, Some(said)) = (&mut found.what, said) {
        *which = said;
        found.range.end += 1;
    }
    found
}

pub(super) fn which_after(scan: &Scan, end: usize) -> Option<Which> {
    let joined = scan.gap(end).joins() && scan.lang != Lang::En;
    match scan.lex(end) {
        Lex::Is(Cue::Last) if joined => Some(Which::Last),
        Lex::Is(Cue::Next) if joined => Some(Which::Next),
        Lex::Is(Cue::This) if joined => Some(Which::This),
        _ => None,
    }
}

/// "May 12, 2019", "May 3-5", and in any language a month with its year.
pub(super) fn month_first(scan: &Scan, at: usize) -> Option<Piece> {
    if scan.lang != Lang::En || scan.at(at).case == Case::Lower || named_after_a_day(scan, at) {
        return None;
    }
    let (month, end) = month_name(scan, at)?;
    let end = end + usize::from(scan.is(end, Cue::The));
    let plain =
        |it: Gap| it.joins() && it != Gap::HYPHEN || it.has(Gap::STOP) && it.has(Gap::SPACE);
    if !plain(scan.gap(end)) {
        return None;
    }
    let (day, mut end) = day_number(scan, end)?;
    if scan.gap(end) == Gap::COLON || counts_something(scan, end) {
        return None;
    }
    let last = second_day(scan, end)
        .and_then(|next| day_number(scan, next))
        .filter(|&(last, past)| last > day && month_after(scan, past).is_none());
    if let Some((_, past)) = last {
        end = past;
    }
    Some(Piece::sure(closed_day(scan, at, end, month, day, last.map(|(last, _)| (month, last)))))
}

/// "In May 20 people …" is no day.
fn counts_something(scan: &Scan, end: usize) -> bool {
    scan.gap(end).joins() && matches!(scan.lex(end), Lex::Count(1000..) | Lex::Vague)
}

/// A year by itself, after a word that asks for one.
pub(super) fn year(scan: &Scan, at: usize) -> Option<Piece> {
    let (value, 4) = scan.digits(at)? else { return None };
    let year = year_of(value)?;
    let asked = at > 0
        && scan.gap(at).joins()
        && match scan.lex(at - 1) {
            Lex::Is(cue) => matches!(
                cue,
                Cue::In | Cue::Since | Cue::Until | Cue::Early | Cue::Late | Cue::Mid | Cue::Mi
            ),
            Lex::Unit(Unit::Year, _) => true,
            _ => false,
        }
        && !matches!(scan.lex(at + 1), Lex::Is(Cue::Zone | Cue::Hour));
    let bracketed = scan.gap(at).has(Gap::OPEN) && scan.gap(at + 1).has(Gap::CLOSE);
    (asked || bracketed).then(|| Piece::sure(DateExpr::new(at..at + 1, What::Year { year })))
}

/// Pieces that begin with a function word: "the 15th", "le 15", "early May", "last November".
pub(super) fn led_by_word(scan: &Scan, at: usize) -> Option<Piece> {
    months::third_of_month(scan, at)
        .or_else(|| months::month_with_word_before(scan, at))
        .or_else(|| day_of_month(scan, at))
        .map(Piece::sure)
}

/// "on the 15th", "le 15", "du 3 au 5", التاسع من هذا الشهر.
fn day_of_month(scan: &Scan, at: usize) -> Option<DateExpr> {
    if scan.lang == Lang::Ar || !scan.any(at, &[Cue::The, Cue::Of]) {
        return None;
    }
    let (day, end) = day_number(scan, at + 1).filter(|_| scan.digits(at + 1).is_some())?;
    // "Le 06/09/2021", "les 3, 4 et 5 juin": a date, not the sixth or the third.
    if numeric(scan, at + 1).or_else(|| spelled(scan, at + 1)).is_some() {
        return None;
    }
    if scan.lang == Lang::En && end == at + 2 || named_after_a_day(scan, at + 1) {
        return None;
    }
    let (last, end) = last_of_days(scan, day, end);
    let (month, end) = of_month(scan, end);
    let stands_alone = month != Which::Nearest || ends_here(scan, end);
    if !stands_alone || scan.is(at, Cue::Of) && last.is_none() && month == Which::Nearest {
        return None;
    }
    Some(DateExpr::new(at..end, What::DayOfMonth { day, end: last, month }))
}

/// "samedi 13": the day of the month behind a weekday.
pub(super) fn day_behind_weekday(scan: &Scan, at: usize) -> Option<(What, usize)> {
    let (day, end) = day_number(scan, at).filter(|_| scan.digits(at).is_some())?;
    let fits =
        scan.lang == Lang::Fr && scan.gap(at) == Gap::SPACE && month_after(scan, end).is_none();
    let what = What::DayOfMonth { day, end: None, month: Which::Nearest };
    (fits && ends_here(scan, end)).then_some((what, end))
}

fn last_of_days(scan: &Scan, day: i8, end: usize) -> (Option<i8>, usize) {
    second_day(scan, end)
        .and_then(|next| day_number(scan, next))
        .filter(|&(last, _)| last > day)
        .map_or((None, end), |(last, past)| (Some(last), past))
}

/// "of this month", "du mois dernier", من الشهر الجاري.
pub(super) fn of_month(scan: &Scan, at: usize) -> (Which, usize) {
    let mut end = at;
    let mut which = Which::Nearest;
    while scan.gap(end).joins() {
        match scan.lex(end) {
            Lex::Is(Cue::Last) => which = Which::Last,
            Lex::Is(Cue::Next) => which = Which::Next,
            Lex::Is(Cue::This | Cue::Same) => which = Which::This,
            Lex::Unit(Unit::Month, Number::One) if which == Which::Nearest => which = Which::This,
            Lex::Unit(Unit::Month, Number::One) | Lex::Is(Cue::Of | Cue::The) => {}
            _ => break,
        }
        end += 1;
    }
    if which == Which::Nearest { (which, at) } else { (which, end) }
}

/// Whether no noun follows that the number could count.
fn ends_here(scan: &Scan, end: usize) -> bool {
    if !scan.gap(end).joins() || end >= scan.len() {
        return true;
    }
    match scan.lex(end) {
        Lex::Is(cue) => !matches!(cue, Cue::Of | Cue::Less | Cue::Plus | Cue::About),
        Lex::Part { .. } => true,
        _ => false,
    }
}

/// التاسع من هذا الشهر, الخامس عشر من الشهر الماضي.
pub(super) fn arabic_day_of_month(scan: &Scan, at: usize) -> Option<Piece> {
    if scan.lang != Lang::Ar || !matches!(scan.lex(at), Lex::Ordinal(_) | Lex::Digits { .. }) {
        return None;
    }
    let (day, end) = day_number(scan, at)?;
    let (month, end) = of_month(scan, end);
    (month != Which::Nearest)
        .then(|| Piece::sure(DateExpr::new(at..end, What::DayOfMonth { day, end: None, month })))
}
