//! The words themselves, a row for each meaning. Data only.

use super::Lex;
use crate::model::{Lang, TimeOfDay};

mod arabic;
mod english;
mod french;

type Row = (&'static str, Lex);

/// The rows of a language.
pub(super) fn of(lang: Lang) -> &'static [Row] {
    match lang {
        Lang::En => english::WORDS,
        Lang::Fr => french::WORDS,
        Lang::Ar => arabic::WORDS,
    }
}

const fn month(month: i8) -> Lex {
    Lex::Month { month, sure: true }
}

/// A word that is a month only beside a day or a year, or in an abbreviation.
const fn maybe_month(month: i8) -> Lex {
    Lex::Month { month, sure: false }
}

const fn weekday(day: jiff::civil::Weekday) -> Lex {
    Lex::Weekday { day, sure: true }
}

const fn maybe_weekday(day: jiff::civil::Weekday) -> Lex {
    Lex::Weekday { day, sure: false }
}

/// A part of the day that stands alone ("at dawn", صباحا).
const fn part(part: TimeOfDay) -> Lex {
    Lex::Part { part, sure: true }
}

/// A part of the day that needs a day or a preposition beside it.
const fn maybe_part(part: TimeOfDay) -> Lex {
    Lex::Part { part, sure: false }
}
