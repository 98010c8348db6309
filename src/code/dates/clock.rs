//! Times of day: parts of the day and times by the clock, both as a part of the day.

use super::{DateExpr, Piece, What};
use crate::{
    code::closed::{Cue, Lex, Number, Scan, Unit},
    model::{
        Lang,
        TimeOfDay::{self, Afternoon, Dawn, Evening, Morning, Night},
    },
    text::token::Gap,
};

fn time(range: std::ops::Range<usize>, part: TimeOfDay, weak: bool) -> Piece {
    let mut expr = DateExpr::new(range, What::Time);
    expr.time_of_day = Some(part);
    Piece { expr, weak }
}

/// The part of the day of an hour from 0 to 24.
fn of_hour(hour: u32) -> TimeOfDay {
    match hour {
        3..=5 => Dawn,
        6..=11 => Morning,
        12..=17 => Afternoon,
        18..=20 => Evening,
        _ => Night,
    }
}

/// "6h15", "16:30", "0500 GMT", "5 a.m.", "vers 6 heures du matin".
pub(super) fn clock(scan: &Scan, at: usize) -> Option<Piece> {
    let (value, len) = scan.digits(at)?;
    let (hour, end) = match len {
        1 | 2 if value <= 24 => (value, hour_end(scan, at)?),
        4 if value < 2400 && (zone(scan, at + 1) || military(scan, at)) => (value / 100, at + 1),
        _ => return None,
    };
    let (hour, end) = half_of_day(scan, hour, end);
    let (part, end) = said_part(scan, hour, end);
    Some(time(at..past_zone(scan, end), part, false))
}

fn zone(scan: &Scan, at: usize) -> bool {
    scan.is(at, Cue::Zone)
}

/// "0500 hours" behind a word that asks for a time.
fn military(scan: &Scan, at: usize) -> bool {
    matches!(scan.lex(at + 1), Lex::Unit(Unit::Hour, Number::Many)) && asked(scan, at)
}

/// Whether a word before asks for a time.
fn asked(scan: &Scan, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let about = |it: usize| scan.any(it, &[Cue::At, Cue::To, Cue::About]);
    about(before) || scan.is(before, Cue::Of) && about(before.wrapping_sub(1))
}

/// The index past the minutes, where digits are written as a time.
fn hour_end(scan: &Scan, at: usize) -> Option<usize> {
    let next = at + 1;
    let letter = scan.is(next, Cue::Hour) && (scan.glued(next) || scan.gap(next) == Gap::SPACE);
    let word = scan.lang == Lang::Fr
        && matches!(scan.lex(next), Lex::Unit(Unit::Hour, _))
        && scan.gap(next).joins();
    if letter && !word {
        let minutes = scan.digits(next + 1).is_some_and(|(it, len)| it < 60 && len == 2);
        let end = next + 1 + usize::from(minutes && scan.gap(next + 1).joins());
        let unit = minutes && scan.glued(end) && scan.is(end, Cue::Hour);
        return Some(end + usize::from(unit));
    }
    if word {
        let of_day = scan.is(next + 1, Cue::Of) && matches!(scan.lex(next + 2), Lex::Part { .. });
        let of_else = scan.is(next + 1, Cue::Of) && !of_day;
        return (of_day || asked(scan, at) && !of_else).then_some(next + 1);
    }
    let colon = matches!(scan.gap(next), Gap::COLON | Gap::STOP);
    let minutes = scan.digits(next).is_some_and(|(it, len)| it < 60 && len == 2) && colon;
    let end = next + usize::from(minutes);
    let half = is_half_of_day(scan, end);
    let told = minutes && scan.gap(next) == Gap::COLON && (asked(scan, at) || zone(scan, end));
    (half || told).then_some(end)
}

/// "am", "pm", "a.m.", "p.m.", "o'clock".
fn is_half_of_day(scan: &Scan, at: usize) -> bool {
    let joined = scan.gap(at).joins() || scan.glued(at);
    scan.lang == Lang::En
        && joined
        && (scan.any(at, &[Cue::Am, Cue::Pm])
            || scan.is(at, Cue::A) && scan.gap(at + 1) == Gap::STOP)
}

fn half_of_day(scan: &Scan, hour: u32, end: usize) -> (u32, usize) {
    if !is_half_of_day(scan, end) {
        return (hour, end);
    }
    let after_noon = scan.is(end, Cue::Pm);
    let dotted = usize::from(scan.gap(end + 1) == Gap::STOP);
    let hour = hour % 12 + if after_noon { 12 } else { 0 };
    (hour, end + 1 + dotted)
}

/// "4h du matin", "10 heures du soir", الخامسة صباحا.
fn said_part(scan: &Scan, hour: u32, end: usize) -> (TimeOfDay, usize) {
    let skip = match scan.lang {
        Lang::Fr | Lang::Ar => usize::from(scan.is(end, Cue::Of)),
        Lang::En => 2 * usize::from(scan.is(end, Cue::In) && scan.is(end + 1, Cue::The)),
    };
    match scan.lex(end + skip) {
        Lex::Part { part, .. } if scan.gap(end + skip).joins() => {
            let hour = if matches!(part, Afternoon | Evening | Night) && (4..12).contains(&hour) {
                hour + 12
            } else {
                hour
            };
            let bare = skip > 0 || scan.lang == Lang::Ar;
            if bare { (of_hour(hour), end + skip + 1) } else { (of_hour(hour), end) }
        }
        _ => (of_hour(hour), end),
    }
}

fn past_zone(scan: &Scan, end: usize) -> usize {
    let mut end = end;
    while scan.gap(end).joins() && (zone(scan, end) || zone(scan, end + 1) && is_hour(scan, end)) {
        end += 1;
    }
    end
}

fn is_hour(scan: &Scan, at: usize) -> bool {
    matches!(scan.lex(at), Lex::Unit(Unit::Hour, _))
}

/// A part of the day; alone it counts only where a preposition leads it or the word says it all.
pub(super) fn part(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Part { part, sure } = scan.lex(at) else { return None };
    let before = at.wrapping_sub(1);
    let led = match scan.lang {
        Lang::En => {
            scan.is(before, Cue::At)
                || scan.is(before, Cue::The)
                    && scan.any(at.wrapping_sub(2), &[Cue::In, Cue::During])
        }
        Lang::Fr => {
            scan.is(before, Cue::To)
                || scan.is(before, Cue::The)
                    && scan.any(at.wrapping_sub(2), &[Cue::In, Cue::During, Cue::To])
        }
        Lang::Ar => scan.any(before, &[Cue::In, Cue::At]) && part != Afternoon,
    };
    Some(time(at..at + 1, part, !sure && !led))
}

/// Times that begin with a function word: "early hours", "petit matin", "après-midi", بعد ظهر,
/// منتصف الليل, الساعة الخامسة.
pub(super) fn led_by_word(scan: &Scan, at: usize) -> Option<Piece> {
    let Lex::Is(cue) = scan.lex(at) else { return None };
    let next = at + 1;
    let following = match scan.lex(next) {
        Lex::Part { part, .. } => Some(part),
        _ => None,
    };
    match cue {
        Cue::Early | Cue::Late if is_hour(scan, next) && scan.lang == Lang::En => {
            let part = if cue == Cue::Early { Dawn } else { Night };
            Some(time(at..past_of_part(scan, next + 1), part, false))
        }
        Cue::Early | Cue::Late => early_or_late(scan, at, cue),
        Cue::Petit => following.map(|_| time(at..next + 1, Dawn, false)),
        Cue::After if following == Some(Afternoon) => Some(time(at..next + 1, Afternoon, true)),
        Cue::Mid if following == Some(Night) => Some(time(at..next + 1, Night, false)),
        Cue::Mid => following.map(|part| time(at..next + 1, part, true)),
        Cue::Hour if scan.lang == Lang::Ar => arabic_hour(scan, at),
        _ => None,
    }
}

/// "the early hours of the morning": the words behind say no more.
fn past_of_part(scan: &Scan, end: usize) -> usize {
    let of_the = scan.is(end, Cue::Of) && scan.is(end + 1, Cue::The);
    let part = matches!(scan.lex(end + 2), Lex::Part { part: Morning, .. });
    if of_the && part { end + 3 } else { end }
}

/// "early Tuesday", "late on Saturday", "tôt ce matin", "early morning".
fn early_or_late(scan: &Scan, at: usize, cue: Cue) -> Option<Piece> {
    let next = at + 1 + usize::from(scan.any(at + 1, &[Cue::On, Cue::In, Cue::The, Cue::Of]));
    let part = match scan.lex(next) {
        // "en fin d'après-midi", "en début de soirée"
        Lex::Is(Cue::After) if matches!(scan.lex(next + 1), Lex::Part { part: Afternoon, .. }) => {
            return Some(time(at..next + 2, Afternoon, true));
        }
        Lex::Part { part, .. } if scan.lang == Lang::Fr => {
            return Some(time(at..next + 1, part, true));
        }
        Lex::Part { part, .. } if scan.lang == Lang::En => {
            return Some(time(at..next + 1, part, true));
        }
        Lex::Weekday { .. } | Lex::Near(_) | Lex::Is(Cue::This | Cue::Last) => {
            if cue == Cue::Early { Morning } else { Evening }
        }
        _ => return None,
    };
    (scan.gap(next).joins() && scan.lang != Lang::Ar).then(|| time(at..at + 1, part, true))
}

/// الساعة الخامسة صباحا, الساعة 5:30 مساء.
fn arabic_hour(scan: &Scan, at: usize) -> Option<Piece> {
    let (hour, mut end) = match scan.lex(at + 1) {
        Lex::Digits { value, len: 1 | 2 } if value <= 24 => (value, at + 2),
        Lex::Ordinal(value) => (u32::from(value), at + 2),
        _ => return None,
    };
    if scan.gap(end) == Gap::COLON && scan.digits(end).is_some() {
        end += 1;
    }
    let (part, end) = said_part(scan, hour, end);
    Some(time(at..past_zone(scan, end), part, false))
}
