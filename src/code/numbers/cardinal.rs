//! One cardinal number: digits in groups, number words, or digits followed by a multiplier.

use super::in_code;
use crate::{
    code::closed::{Cue, Lex, Scan},
    model::Lang,
    text::token::Gap,
};

/// The number that starts at an index and the index past it; `None` for decimals, clock times,
/// ordinals and codes.
pub(crate) fn cardinal(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    match scan.lex(at) {
        Lex::Digits { .. } => {
            let (value, end) = grouped_digits(scan, at)?;
            multiplied(scan, value, end)
        }
        Lex::Count(_) => Some(Sum::default().words(scan, at)).filter(|&(_, end)| end > at),
        Lex::Teen(_) if scan.lex(at + 1) == Lex::Count(10) => {
            Some(Sum::default().words(scan, at)).filter(|&(_, end)| end > at)
        }
        _ => None,
    }
}

fn grouped_digits(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let (mut value, len) = scan.digits(at)?;
    if in_code(scan, at) || len > 9 {
        return None;
    }
    let mut end = at + 1;
    let separator = scan.gap(end);
    let group = |at: usize| scan.digits(at).filter(|&(_, len)| len == 3);
    if len <= 3 && value > 0 && groups(separator) {
        while let Some((next, _)) = group(end).filter(|_| scan.gap(end) == separator) {
            value = value.checked_mul(1000)?.checked_add(next)?;
            end += 1;
        }
    }
    if glued_on(scan, end) {
        return decimal_times(scan, at);
    }
    Some((value, end))
}

/// A blank, a full stop, a comma or an apostrophe between groups of three digits.
fn groups(gap: Gap) -> bool {
    [Gap::SPACE, Gap::STOP, Gap::COMMA, Gap::APOSTROPHE].contains(&gap)
}

/// Whether the digits go on as something that is no count: a decimal, a time, an ordinal.
fn glued_on(scan: &Scan, end: usize) -> bool {
    let gap = scan.gap(end);
    let joined = [Gap::STOP, Gap::COMMA, Gap::COLON, Gap::SLASH].contains(&gap);
    joined && scan.digits(end).is_some()
        || scan.glued(end) && matches!(scan.lex(end), Lex::OrdinalEnd | Lex::Is(Cue::Hour))
}

/// "1.2 million", "1,5 million".
fn decimal_times(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let ((whole, _), (part, len)) = (scan.digits(at)?, scan.digits(at + 1)?);
    let Lex::Count(times @ (1000 | 1_000_000)) = scan.lex(at + 2) else { return None };
    if !matches!(scan.gap(at + 1), Gap::STOP | Gap::COMMA) || len > 3 {
        return None;
    }
    let part = part.checked_mul(times)? / 10u32.checked_pow(u32::from(len))?;
    Some((whole.checked_mul(times)?.checked_add(part)?, at + 3))
}

/// Digits before "mille", "million", ألف; in Arabic with what is added: 42 ألفا و559.
fn multiplied(scan: &Scan, value: u32, end: usize) -> Option<(u32, usize)> {
    let Lex::Count(times @ (1000 | 1_000_000)) = scan.lex(end) else { return Some((value, end)) };
    if !scan.gap(end).joins() {
        return Some((value, end));
    }
    let value = value.checked_mul(times)?;
    let rest = scan.is(end + 1, Cue::And).then(|| scan.digits(end + 2)).flatten();
    match rest {
        Some((rest, _)) if rest < times && scan.lang == Lang::Ar => {
            Some((value.checked_add(rest)?, end + 3))
        }
        _ => Some((value, end + 1)),
    }
}

/// A number put together from words.
#[derive(Default)]
struct Sum {
    /// Thousands and millions already closed.
    total: u32,
    /// What is being added up below the next thousand.
    current: u32,
    /// The multiplier that closed last.
    closed: u32,
}

impl Sum {
    fn words(mut self, scan: &Scan, start: usize) -> (u32, usize) {
        let mut end = start;
        loop {
            let first = end == start;
            if !first && !scan.gap(end).joins() {
                break;
            }
            let spoken_and = !first && scan.is(end, Cue::And);
            let at = end + usize::from(spoken_and);
            let (Lex::Count(value) | Lex::Teen(value)) = scan.lex(at) else { break };
            if spoken_and && !scan.gap(at).joins() {
                break;
            }
            let and = spoken_and || !first && scan.at(at).and;
            if !self.takes(value, and, first, scan.lang) {
                break;
            }
            end = at + 1;
        }
        (self.total + self.current, end)
    }

    /// Adds a number word if the language lets it follow.
    fn takes(&mut self, value: u32, and: bool, first: bool, lang: Lang) -> bool {
        if value >= 1000 {
            return !and && self.closes(value);
        }
        if first {
            self.current = value;
            return true;
        }
        let tens = self.current % 100;
        if value == 100 {
            let multiplies = !and && (1..100).contains(&self.current);
            if multiplies {
                self.current *= 100;
            }
            let adds = !multiplies && self.current == 0 && (and || lang != Lang::Ar);
            self.current += if adds { 100 } else { 0 };
            return multiplies || adds;
        }
        let fits = match lang {
            Lang::En => match tens {
                0 => self.current + self.total > 0,
                20.. if tens.is_multiple_of(10) => value < 10 && !and,
                _ => false,
            },
            Lang::Fr => match tens {
                0 => self.current + self.total > 0 && !and,
                10 => (7..10).contains(&value) && !and,
                60 | 80 => value < 20 && (!and || value % 10 == 1),
                4 if value == 20 && !and => {
                    self.current += 60 - 4;
                    true
                }
                20.. if tens.is_multiple_of(10) => value < 10 && and == (value == 1),
                _ => false,
            },
            Lang::Ar => match tens {
                0 => and && self.current + self.total > 0,
                1..=9 => and && (20..100).contains(&value) || !and && value == 10,
                _ => false,
            },
        };
        self.current += if fits { value } else { 0 };
        fits
    }

    /// Multiplies by a thousand or a million and closes the group.
    fn closes(&mut self, value: u32) -> bool {
        if self.closed != 0 && value >= self.closed {
            return false;
        }
        let times = self.current.max(1);
        let Some(total) = times.checked_mul(value).and_then(|it| it.checked_add(self.total)) else {
            return false;
        };
        self.total = total;
        self.current = 0;
        self.closed = value;
        true
    }
}
