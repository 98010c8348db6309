//! Months by name: alone, with their year, by thirds, in a stretch from one to another.

use super::{
    DateExpr, Piece, Third, What, Which,
    calendar::{month_first, which_after, year_after},
};
use crate::{
    code::closed::{Cue, Lex, Number, Scan, Unit},
    model::Lang,
    text::token::{Case, Gap},
};

/// A month's name with what doubles it: كانون الثاني, تشرين الثاني/نوفمبر, آذار (مارس).
pub(super) fn month_name(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let Lex::Month { month, sure } = scan.lex(at) else { return None };
    let (mut month, mut end) = (month, at + 1);
    if scan.lang == Lang::Ar && !sure && matches!(month, 10 | 12) {
        match scan.lex(end) {
            Lex::Ordinal(1) => {}
            Lex::Ordinal(2) => month = if month == 10 { 11 } else { 1 },
            _ => return None,
        }
        end += 1;
    }
    let doubled = scan.lang == Lang::Ar && scan.gap(end).has(Gap::SLASH.with(Gap::OPEN));
    if doubled && matches!(scan.lex(end), Lex::Month { .. }) {
        end = month_name_end(scan, end);
    }
    Some((month, end))
}

fn month_name_end(scan: &Scan, at: usize) -> usize {
    at + 1 + usize::from(matches!(scan.lex(at + 1), Lex::Ordinal(1 | 2)))
}

/// A month with its year or with a word that makes it one.
pub(super) fn month(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Month { sure, .. } = scan.lex(at) else { return None };
    let capital = scan.lang != Lang::En || scan.at(at).case != Case::Lower;
    let (month, end) = month_name(scan, at).filter(|_| capital)?;
    let glued =
        scan.gap(at).has(Gap::HYPHEN) && !scan.any(at.wrapping_sub(1), &[Cue::Mid, Cue::Mi]);
    let (year, mut end) = year_after(scan, end);
    let mut which = Which::Nearest;
    if let Some(said) = which_after(scan, end).filter(|_| year.is_none()) {
        which = said;
        end += 1;
    }
    // "A January attack".
    let attribute =
        scan.lang == Lang::En && sure && scan.any(at.wrapping_sub(1), &[Cue::A, Cue::The]);
    let asked = attribute || year.is_some() || which != Which::Nearest || introduced(scan, at);
    if !asked || glued && year.is_none() && !sure {
        return None;
    }
    let what = What::Month { year, month, end: None, third: None, week: None, which };
    Some(Piece::sure(DateExpr::new(at..end, what)))
}

/// Whether the word before makes a month of a word that may be another.
fn introduced(scan: &Scan, at: usize) -> bool {
    if at == 0 || !scan.gap(at).joins() {
        return false;
    }
    match scan.lex(at - 1) {
        Lex::Is(
            Cue::In
            | Cue::Since
            | Cue::Until
            | Cue::Last
            | Cue::Next
            | Cue::Early
            | Cue::Mid
            | Cue::Mi
            | Cue::Late
            | Cue::During
            | Cue::Between
            | Cue::This,
        )
        | Lex::Unit(Unit::Month, _) => true,
        Lex::Is(Cue::Of) if matches!(scan.lex(at.wrapping_sub(2)), Lex::Unit(Unit::Month, _)) => {
            true
        }
        Lex::Is(Cue::Of | Cue::And | Cue::To | Cue::From) => {
            matches!(scan.lex(at), Lex::Month { sure: true, .. }) || in_stretch(scan, at)
        }
        _ => scan.at(at).and && in_stretch(scan, at),
    }
}

/// "From March to May", من مارس إلى مايو: another month stands right before or after the "to".
fn in_stretch(scan: &Scan, at: usize) -> bool {
    let month = |at: usize| matches!(scan.lex(at), Lex::Month { .. });
    let links = |at: usize| scan.any(at, &[Cue::To, Cue::And, Cue::Until]);
    links(at + 1) && month(at + 2)
        || scan.at(at + 1).and && month(at + 1)
        || links(at.wrapping_sub(1)) && month(at.wrapping_sub(2))
        || scan.at(at).and && month(at.wrapping_sub(1))
}

/// "early May", fin mars, أوائل يونيو.
pub(super) fn third_of_month(scan: &Scan, at: usize) -> Option<DateExpr> {
    let days = matches!(scan.lex(at + 1), Lex::Unit(Unit::Day, Number::Many));
    let third = match scan.lex(at) {
        Lex::Is(Cue::Early) => Third::Early,
        Lex::Is(Cue::Mid | Cue::Mi) => Third::Mid,
        Lex::Is(Cue::Late) => Third::Late,
        // "The last days of March".
        Lex::Is(Cue::Last) if days && scan.is(at + 2, Cue::Of) => Third::Late,
        _ => return None,
    };
    let mut start = at + 1 + usize::from(days);
    while scan.any(start, &[Cue::Of, Cue::The, Cue::In])
        || scan.lex(start) == Lex::Unit(Unit::Month, Number::One)
    {
        start += 1;
    }
    let found = month(scan, start).filter(|_| scan.gap(start).joins()).or_else(|| {
        let (month, end) = month_name(scan, start)?;
        let what = What::Month {
            year: None,
            month,
            end: None,
            third: None,
            week: None,
            which: Which::Nearest,
        };
        Some(Piece::sure(DateExpr::new(start..end, what)))
    })?;
    if scan.lang == Lang::En && scan.at(start).case == Case::Lower {
        return None;
    }
    // "early September 2" is the second of September.
    if scan.lang == Lang::En && month_first(scan, start).is_some() {
        return None;
    }
    let What::Month { year, month, which, .. } = found.expr.what else { return None };
    let what = What::Month { year, month, end: None, third: Some(third), week: None, which };
    Some(DateExpr::new(at..found.expr.range.end, what))
}

/// "last November", "next May", "this March".
pub(super) fn month_with_word_before(scan: &Scan, at: usize) -> Option<DateExpr> {
    let which = match scan.lex(at) {
        Lex::Is(Cue::Last) => Which::Last,
        Lex::Is(Cue::Next) => Which::Next,
        Lex::Is(Cue::This) => Which::This,
        _ => return None,
    };
    if scan.lang != Lang::En || scan.at(at + 1).case == Case::Lower {
        return None;
    }
    let (month, end) = month_name(scan, at + 1)?;
    let what = What::Month { year: None, month, end: None, third: None, week: None, which };
    Some(DateExpr::new(at..end, what))
}
