//! Days told from another day: weekdays, "yesterday", "two days ago", "la veille", "last week".

use super::{
    DateExpr, Piece, What, Which, calendar, feasts, months,
    weekday::{night_word, overnight_between, pair, which_behind},
};
use crate::{
    code::{
        closed::{Cue, Lex, Number, Scan, Unit},
        numbers::cardinal,
    },
    model::{
        Lang,
        TimeOfDay::{Evening, Morning, Night},
    },
    text::token::Gap,
};

fn ago(amount: i32, unit: Unit) -> What {
    What::Ago { amount, unit }
}

fn beside(amount: i32, unit: Unit) -> What {
    What::Beside { amount, unit }
}

fn piece(range: std::ops::Range<usize>, what: What) -> Piece {
    Piece::sure(DateExpr::new(range, what))
}

/// Yesterday, today and their neighbours, in one word or two.
pub(super) fn near(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Near(days) = scan.lex(at) else { return None };
    let (mut days, mut end) = (i32::from(days), at + 1);
    if scan.lang == Lang::Fr && days == 0 {
        // "hui"
        end += usize::from(scan.gap(end) == Gap::APOSTROPHE);
    }
    if scan.lang == Lang::Ar {
        match scan.lex(end) {
            Lex::Ordinal(1) if days == -1 => return Some(piece(at..end + 1, ago(2, Unit::Day))),
            Lex::Is(Cue::Following) => return Some(piece(at..end + 1, beside(1, Unit::Day))),
            Lex::Is(Cue::Eve) => return Some(piece(at..end + 1, beside(-1, Unit::Day))),
            Lex::Is(Cue::Same) => return Some(piece(at..end + 1, beside(0, Unit::Day))),
            _ => {}
        }
        let before = scan.lex(at.wrapping_sub(1));
        if days == 0 && matches!(before, Lex::Is(Cue::That | Cue::Same)) {
            return Some(piece(at..end, beside(0, Unit::Day)));
        }
    }
    days = -days;
    Some(piece(at..end, ago(days, Unit::Day)))
}

/// Expressions that begin with a number: "two days ago", "48 heures après", "first week of May", أول
/// أمس, التاسع من هذا الشهر.
pub(super) fn counted(scan: &Scan, at: usize) -> Option<Piece> {
    if let Lex::Ordinal(nth) = scan.lex(at) {
        return before_yesterday(scan, at, nth)
            .or_else(|| week_of_month(scan, at, nth))
            .or_else(|| calendar::arabic_day_of_month(scan, at));
    }
    if let Some(found) = calendar::arabic_day_of_month(scan, at) {
        return Some(found);
    }
    let (amount, end) = cardinal(scan, at)?;
    let Lex::Unit(unit, _) = scan.lex(end) else { return None };
    directed(scan, at, i32::try_from(amount).ok()?, unit, end + 1)
}

fn before_yesterday(scan: &Scan, at: usize, nth: u8) -> Option<Piece> {
    let next = at + 1 + usize::from(scan.is(at + 1, Cue::Of));
    let fits = nth == 1 && scan.lang == Lang::Ar && scan.lex(next) == Lex::Near(-1);
    fits.then(|| piece(at..next + 1, ago(2, Unit::Day)))
}

/// "first week of May", "première semaine de mai".
fn week_of_month(scan: &Scan, at: usize, nth: u8) -> Option<Piece> {
    let Lex::Unit(Unit::Week | Unit::Weekend, Number::One) = scan.lex(at + 1) else { return None };
    week_in(scan, at, at + 2, nth)
}

fn week_in(scan: &Scan, at: usize, next: usize, nth: u8) -> Option<Piece> {
    let mut next = next;
    while scan.any(next, &[Cue::Of, Cue::The])
        || scan.lex(next) == Lex::Unit(Unit::Month, Number::One)
    {
        next += 1;
    }
    let found = months::month(scan, next)?;
    let What::Month { year, month, which, .. } = found.expr.what else { return None };
    let week = i8::try_from(nth).ok().filter(|it| (1..=4).contains(it));
    let what = What::Month { year, month, end: None, third: None, week, which };
    Some(piece(at..found.expr.range.end, what))
}

/// What an amount of time is measured from, by the words behind it.
fn directed(scan: &Scan, at: usize, amount: i32, unit: Unit, end: usize) -> Option<Piece> {
    if !scan.gap(end).joins() {
        return None;
    }
    let open_ended = end + 1 >= scan.len() || !scan.gap(end + 1).joins();
    let (sign, end) = match scan.lex(end) {
        Lex::Is(Cue::Ago) => return Some(piece(at..end + 1, ago(amount, unit))),
        Lex::Is(Cue::Later) => (1, end + 1),
        Lex::Is(Cue::Earlier) => (-1, end + 1),
        // "two days after" ends at a comma, or else the attack that follows was two days before.
        Lex::Is(Cue::After) => (if open_ended { 1 } else { -1 }, end + 1),
        Lex::Is(Cue::Before) => (if open_ended { -1 } else { 1 }, end + 1),
        Lex::Is(Cue::Plus) if scan.is(end + 1, Cue::Later) => (1, end + 2),
        Lex::Is(Cue::Plus) if scan.is(end + 1, Cue::Early) => (-1, end + 2),
        _ => return None,
    };
    let what = beside(sign * amount, unit);
    Some(piece(at..end, what))
}

/// An amount of time at an index: "three days", "a week", "quelques jours" (no number), يومين.
fn amount(scan: &Scan, at: usize) -> Option<(Option<i32>, Unit, usize)> {
    if let Lex::Unit(unit, number) = scan.lex(at) {
        let count = match number {
            Number::One => Some(1),
            Number::Two => Some(2),
            Number::Many => None,
        };
        return Some((count, unit, at + 1));
    }
    let (count, end) = if scan.is(at, Cue::A) && scan.is(at + 1, Cue::Few) {
        (None, at + 2)
    } else if scan.any(at, &[Cue::Few, Cue::Several]) {
        (None, at + 1)
    } else if scan.is(at, Cue::A) {
        (Some(1), at + 1)
    } else {
        let (value, end) = cardinal(scan, at)?;
        (Some(i32::try_from(value).ok()?), end)
    };
    let Lex::Unit(unit, _) = scan.lex(end) else { return None };
    Some((count, unit, end + 1))
}

/// Expressions that begin with a function word.
pub(super) fn led_by_word(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Is(cue) = scan.lex(at) else { return None };
    match cue {
        Cue::Overnight => Some(overnight_between(scan, at).unwrap_or_else(|| night_word(at, cue))),
        Cue::Tonight => Some(night_word(at, cue)),
        Cue::Last | Cue::Recent => last(scan, at),
        Cue::This => this(scan, at),
        Cue::That | Cue::Same => same(scan, at),
        Cue::Next | Cue::Following => next(scan, at),
        Cue::Eve => eve(scan, at),
        Cue::Morrow => (!feasts::follows(scan, at + 1)).then(|| morrow(scan, at)),
        Cue::AfterMorrow => Some(piece(at..at + 1, beside(2, Unit::Day))),
        Cue::Earlier | Cue::Later if scan.lang == Lang::Ar => {
            let sign = if cue == Cue::Earlier { -1 } else { 1 };
            measured(scan, at, at + 1, sign)
        }
        Cue::A | Cue::Few | Cue::Several => {
            let (count, unit, end) = amount(scan, at)?;
            lately_or(scan, at, count, unit, end)
        }
        Cue::Il if scan.is(at + 1, Cue::Y) && scan.is(at + 2, Cue::To) => {
            let (count, unit, end) = amount(scan, at + 3)?;
            Some(piece(at..end, ago_or_lately(count, unit)))
        }
        Cue::Ago => {
            let (count, unit, end) = amount(scan, at + 1)?;
            Some(piece(at..end, ago_or_lately(count, unit)))
        }
        Cue::Before | Cue::After => before_or_after(scan, at, cue),
        Cue::Since if scan.lang == Lang::Ar => since(scan, at),
        Cue::Late => end_of_week(scan, at),
        _ => None,
    }
}

fn ago_or_lately(count: Option<i32>, unit: Unit) -> What {
    count.map_or(What::Lately { unit }, |count| ago(count, unit))
}

fn lately_or(scan: &Scan, at: usize, count: Option<i32>, unit: Unit, end: usize) -> Option<Piece> {
    match count {
        Some(count) => directed(scan, at, count, unit, end),
        None => scan.is(end, Cue::Ago).then(|| piece(at..end + 1, What::Lately { unit })),
    }
}

/// "last week", "last night", "last Saturday", "the last three days", "ces derniers mois".
fn last(scan: &Scan, at: usize) -> Option<Piece> {
    let next = at + 1;
    match scan.lex(next) {
        Lex::Weekday { day, .. } if scan.lang == Lang::En => {
            let mut expr =
                DateExpr::new(at..next + 1, What::Weekday { which: Which::Last, end: None });
            expr.weekday = Some(day);
            Some(Piece::sure(expr))
        }
        Lex::Part { part, .. } if scan.lang == Lang::En && matches!(part, Night | Evening) => {
            let mut expr = DateExpr::new(at..next + 1, ago(1, Unit::Day));
            expr.time_of_day = Some(part);
            Some(Piece::sure(expr))
        }
        Lex::Unit(unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Year), Number::One)
            if scan.lang == Lang::En =>
        {
            Some(piece(at..next + 1, ago(1, unit)))
        }
        _ => {
            let (_, unit, end) = amount(scan, next)?;
            Some(piece(at..end, What::Lately { unit }))
        }
    }
}

/// "this week", "ce samedi", "ce matin", "ces derniers jours", هذه الليلة.
fn this(scan: &Scan, at: usize) -> Option<Piece> {
    let next = at + 1;
    match scan.lex(next) {
        Lex::Weekday { day, .. } if scan.lang != Lang::Ar => {
            if let Some(found) = pair(scan, next, day) {
                return Some(found);
            }
            let (which, end) = which_behind(scan, next + 1);
            let which = if which == Which::Nearest { Which::This } else { which };
            let mut expr = DateExpr::new(at..end, What::Weekday { which, end: None });
            expr.weekday = Some(day);
            Some(Piece::sure(expr))
        }
        Lex::Part { part, .. } => {
            let pointing = is_pointing(scan, next + 1);
            // "Cette nuit" is the one that has just gone.
            let back = i32::from(scan.lang == Lang::Fr && part == Night);
            let what = if pointing { beside(0, Unit::Day) } else { ago(back, Unit::Day) };
            let mut expr = DateExpr::new(at..next + 1 + usize::from(pointing), what);
            expr.time_of_day = Some(part);
            Some(Piece::sure(expr))
        }
        Lex::Unit(Unit::Day, Number::One) if scan.lang == Lang::Fr => {
            let pointing = is_pointing(scan, next + 1);
            let what = if pointing { beside(0, Unit::Day) } else { ago(0, Unit::Day) };
            Some(piece(at..next + 1 + usize::from(pointing), what))
        }
        Lex::Unit(unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Year), Number::One) => {
            let (which, end) = which_behind(scan, past_unit(scan, next));
            let amount = i32::from(which == Which::Last) - i32::from(which == Which::Next);
            Some(piece(at..end, ago(amount, unit)))
        }
        _ => {
            let start = cardinal(scan, next).map_or(next, |(_, end)| end);
            scan.is(start, Cue::Last).then(|| last(scan, start)).flatten().map(|mut it| {
                it.expr.range.start = at;
                it
            })
        }
    }
}

/// "Ce jour-là".
fn is_pointing(scan: &Scan, at: usize) -> bool {
    scan.lang == Lang::Fr && scan.is(at, Cue::The) && scan.gap(at) == Gap::HYPHEN
}

/// The index past a unit: "week-end" is two tokens.
fn past_unit(scan: &Scan, at: usize) -> usize {
    let two = matches!(scan.lex(at), Lex::Unit(Unit::Weekend, _))
        && scan.lang == Lang::Fr
        && scan.gap(at + 1) == Gap::HYPHEN;
    at + 1 + usize::from(two)
}

/// "that day", "the same evening", "le même jour", ذلك اليوم.
fn same(scan: &Scan, at: usize) -> Option<Piece> {
    let next = at + 1;
    let part = match scan.lex(next) {
        Lex::Unit(Unit::Day, Number::One) | Lex::Near(0) => None,
        Lex::Part { part, .. } => Some(part),
        _ => return None,
    };
    let mut expr = DateExpr::new(at..next + 1, beside(0, Unit::Day));
    expr.time_of_day = part;
    Some(Piece::sure(expr))
}

/// "next Monday", "next week", "the next day", "the following night".
fn next(scan: &Scan, at: usize) -> Option<Piece> {
    let following = scan.is(at, Cue::Following);
    match scan.lex(at + 1) {
        Lex::Weekday { day, .. } if !following && scan.lang == Lang::En => {
            let what = What::Weekday { which: Which::Next, end: None };
            let mut expr = DateExpr::new(at..at + 2, what);
            expr.weekday = Some(day);
            Some(Piece::sure(expr))
        }
        Lex::Unit(Unit::Day, Number::One) => Some(piece(at..at + 2, beside(1, Unit::Day))),
        Lex::Unit(unit, Number::One) if following => Some(piece(at..at + 2, beside(1, unit))),
        Lex::Unit(unit, Number::One) => Some(piece(at..at + 2, ago(-1, unit))),
        Lex::Part { part, .. } => {
            let mut expr = DateExpr::new(at..at + 2, beside(1, Unit::Day));
            expr.time_of_day = Some(part);
            Some(Piece::sure(expr))
        }
        _ => None,
    }
}

/// "the previous day", "la veille".
fn eve(scan: &Scan, at: usize) -> Option<Piece> {
    match (scan.lang, scan.lex(at + 1)) {
        (Lang::Fr, Lex::Is(Cue::Of)) => None,
        (Lang::Fr, _) => Some(piece(at..at + 1, beside(-1, Unit::Day))),
        (Lang::En, Lex::Unit(unit, Number::One)) => Some(piece(at..at + 2, beside(-1, unit))),
        (Lang::En, Lex::Part { part, .. }) => {
            let mut expr = DateExpr::new(at..at + 2, beside(-1, Unit::Day));
            expr.time_of_day = Some(part);
            Some(Piece::sure(expr))
        }
        _ => None,
    }
}

/// "le lendemain" is the day after; "le lendemain de", غداة put what follows on the day before.
fn morrow(scan: &Scan, at: usize) -> Piece {
    let points_back = scan.lang == Lang::Ar || scan.is(at + 1, Cue::Of);
    piece(at..at + 1, beside(if points_back { -1 } else { 1 }, Unit::Day))
}

/// "avant-hier", "avant-veille", "après-demain", قبل يومين, بعد يومين من, قبل ذلك بيوم.
fn before_or_after(scan: &Scan, at: usize, cue: Cue) -> Option<Piece> {
    if let Lex::Near(days @ (-1 | 1)) = scan.lex(at + 1) {
        let fits = scan.lang != Lang::En && (cue == Cue::Before) == (days == -1);
        return fits.then(|| piece(at..at + 2, ago(-2 * i32::from(days), Unit::Day)));
    }
    let sign = if cue == Cue::Before { -1 } else { 1 };
    if scan.lang == Lang::Fr && scan.is(at + 1, Cue::Eve) && scan.gap(at + 1) == Gap::HYPHEN {
        return Some(piece(at..at + 2, beside(2 * sign, Unit::Day)));
    }
    if scan.lang != Lang::Ar {
        return None;
    }
    if scan.is(at + 1, Cue::That) {
        return measured(scan, at, at + 2, sign);
    }
    let (count, unit, end) = amount(scan, at + 1)?;
    let of = scan.is(end, Cue::Of) && scan.gap(end).joins();
    let what = match (cue, count) {
        _ if introduces_a_day(scan, end) => return None,
        (Cue::Before, _) if of => return None,
        (Cue::Before, count) => ago_or_lately(count, unit),
        (_, Some(count)) => beside(if of { -count } else { count }, unit),
        (_, None) => return None,
    };
    Some(piece(at..end, what))
}

/// قبل ذلك بيومين, بعدها بثلاثة أيام: so long before or after what was told.
fn measured(scan: &Scan, at: usize, start: usize, sign: i32) -> Option<Piece> {
    let (count, unit, end) = amount(scan, start).filter(|_| scan.gap(start).joins())?;
    let count = count.filter(|_| !introduces_a_day(scan, end))?;
    Some(piece(at..end, beside(sign * count, unit)))
}

/// يوم الخميس, عام 2015: the unit leads a date and is no amount.
fn introduces_a_day(scan: &Scan, end: usize) -> bool {
    let date = matches!(
        scan.lex(end),
        Lex::Weekday { .. }
            | Lex::Near(_)
            | Lex::Digits { .. }
            | Lex::Month { .. }
            | Lex::Ordinal(_)
    );
    // قبل ثلاثة أيام 13 شخصا: what stands behind several days is counted by itself.
    let several = matches!(scan.lex(end - 1), Lex::Unit(_, Number::Many));
    date && scan.gap(end).joins() && !(several && scan.digits(end).is_some())
}

/// منذ ثلاثة أيام names a day; with months and years it is where a state began.
fn since(scan: &Scan, at: usize) -> Option<Piece> {
    let (count, unit, end) = amount(scan, at + 1)?;
    let names_a_day = matches!(unit, Unit::Hour | Unit::Day | Unit::Week)
        && count.is_some()
        && !introduces_a_day(scan, end);
    let start = if names_a_day { at } else { at + 1 };
    names_a_day.then(|| piece(start..end, ago_or_lately(count, unit)))
}

/// نهاية الأسبوع: the weekend.
fn end_of_week(scan: &Scan, at: usize) -> Option<Piece> {
    let fits = scan.lang == Lang::Ar && scan.lex(at + 1) == Lex::Unit(Unit::Week, Number::One);
    let (which, end) = which_behind(scan, at + 2);
    let amount = i32::from(which == Which::Last) - i32::from(which == Which::Next);
    fits.then(|| piece(at..end, ago(amount, Unit::Weekend)))
}

/// Expressions that begin with a unit: "semaine dernière", الأيام الأخيرة, "the day before
/// yesterday", "the weekend", الأسبوع الأول من مايو.
pub(super) fn span(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Unit(unit, number) = scan.lex(at) else { return None };
    let end = past_unit(scan, at);
    if !scan.gap(end).joins() {
        return (unit == Unit::Weekend && end <= scan.len() && !is_bare_week(scan, at))
            .then(|| piece(at..end, ago(0, unit)));
    }
    let amount = |which: Which| i32::from(which == Which::Last) - i32::from(which == Which::Next);
    let counts = matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year);
    match scan.lex(end) {
        Lex::Is(Cue::Last | Cue::Next) if number == Number::One && scan.lang != Lang::En => {
            let (which, end) = which_behind(scan, end);
            counts.then(|| piece(at..end, ago(amount(which), unit)))
        }
        Lex::Is(Cue::This) if number == Number::One && scan.lang == Lang::Ar && counts => {
            Some(piece(at..end + 1, ago(0, unit)))
        }
        Lex::Is(Cue::Last | Cue::Recent) if scan.lang != Lang::En => {
            Some(piece(at..end + 1, What::Lately { unit }))
        }
        Lex::Is(Cue::Few) if scan.is(end + 1, Cue::Last) => {
            Some(piece(at..end + 2, What::Lately { unit }))
        }
        Lex::Is(Cue::Following) => Some(piece(at..end + 1, beside(1, unit))),
        Lex::Is(Cue::Eve) => Some(piece(at..end + 1, beside(-1, unit))),
        Lex::Is(Cue::Same) if unit == Unit::Day => Some(piece(at..end + 1, beside(0, unit))),
        Lex::Ordinal(nth) if unit == Unit::Week => week_in(scan, at, end + 1, nth),
        Lex::Is(cue @ (Cue::Before | Cue::After)) if scan.lang == Lang::En => {
            day_beside(scan, at, end, cue, unit, number)
        }
        _ if unit == Unit::Weekend && !is_bare_week(scan, at) => Some(piece(at..end, ago(0, unit))),
        _ => None,
    }
}

/// French "week" is half of "week-end".
fn is_bare_week(scan: &Scan, at: usize) -> bool {
    scan.lang == Lang::Fr && past_unit(scan, at) == at + 1 && scan.is(at.wrapping_sub(1), Cue::In)
}

/// "the day before yesterday", "the day after tomorrow", "the day before".
fn day_beside(
    scan: &Scan,
    at: usize,
    end: usize,
    cue: Cue,
    unit: Unit,
    number: Number,
) -> Option<Piece> {
    if unit != Unit::Day || number != Number::One {
        return None;
    }
    // "Day after day" is no day.
    if matches!(scan.lex(end + 1), Lex::Unit(Unit::Day, ..)) {
        return None;
    }
    match (cue, scan.lex(end + 1)) {
        (Cue::Before, Lex::Near(-1)) => Some(piece(at..end + 2, ago(2, unit))),
        (Cue::After, Lex::Near(1)) => Some(piece(at..end + 2, ago(-2, unit))),
        // "the day before"; "a day after the attack": the attack was the day before.
        _ => Some(piece(at..end + 1, beside(-1, unit))),
    }
}

/// Parts of the day that name a day: "la nuit dernière", الليلة الماضية, "the night before".
pub(super) fn spoken_part(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Part { part, .. } = scan.lex(at) else { return None };
    if !scan.gap(at + 1).joins() {
        return None;
    }
    let what = match scan.lex(at + 1) {
        Lex::Is(Cue::Last) if scan.lang != Lang::En && part != Morning => ago(1, Unit::Day),
        Lex::Is(Cue::Before) if scan.lang == Lang::En => beside(-1, Unit::Day),
        Lex::Is(Cue::Following) => beside(1, Unit::Day),
        Lex::Is(Cue::Eve) => beside(-1, Unit::Day),
        _ => return None,
    };
    let mut expr = DateExpr::new(at..at + 2, what);
    expr.time_of_day = Some(part);
    Some(Piece::sure(expr))
}
