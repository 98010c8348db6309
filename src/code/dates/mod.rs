//! Time expressions: found in a passage, then resolved against the day of publication.
//!
//! ```text
//! let scan = words.read(&tokens, lang);
//! for date in dates::find(&scan) {
//!     if date.is_history() { /* "since 2012", a bare year: a background cue */ }
//!     let resolved = dates::resolve(&date, anchor, context);
//! }
//! ```
//!
//! Finding is grammar alone and knows no calendar; resolving is arithmetic alone and knows no words.
//! Neither decides which event a day belongs to. Small recognisers each read one piece (a calendar
//! day, a weekday, a part of the day); [`find`] joins pieces that lie side by side ("ce dimanche 23
//! février au soir", صباح اليوم الجمعة) into one expression.

use std::ops::Range;

use jiff::civil::Weekday;

pub use super::closed::{Feast, Unit};
use super::closed::{Lex, Scan};
use crate::model::TimeOfDay;

mod calendar;
mod clock;
mod feasts;
mod join;
mod months;
mod relative;
mod resolve;
mod weekday;
#[cfg(test)]
mod tests;

pub use resolve::{Context, Resolved, resolve};

/// Which of the days that fit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Nothing is said: the nearest past one, the day of publication included.
    Nearest,
    /// "this Saturday", "du mois".
    This,
    /// "last", dernier, الماضي: before the day of publication.
    Last,
    /// "next", prochain, المقبل: after it.
    Next,
    /// "on Monday of last week", من الأسبوع الماضي: in the week before that of the publication.
    LastWeek,
}

/// A third of a month, as people name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Third {
    /// "early May", début mai, أوائل.
    Early,
    /// "mid-May".
    Mid,
    /// "late May", fin mai, أواخر.
    Late,
}

/// What an expression says, before any calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A day of a month, with or without its year.
    Day {
        /// As written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// Month and day on which it ended, for "3 to 5 May".
        end: Option<(i8, i8)>,
        /// The other reading of 4/7/2026, as month and day, where both are days.
        other: Option<(i8, i8)>,
        /// "le 20 mai dernier".
        which: Which,
        /// The night before that day: "dans la nuit de dimanche à lundi 4 février".
        eve: bool,
    },
    /// "on the 15th", "du 3 au 5".
    DayOfMonth {
        /// 1 to 31.
        day: i8,
        /// The last day of a range.
        end: Option<i8>,
        /// Of which month; [`Which::Nearest`] where none is said.
        month: Which,
    },
    /// A weekday; it stands in [`DateExpr::weekday`].
    Weekday {
        /// Which of them.
        which: Which,
        /// The last day of "from Monday to Wednesday".
        end: Option<Weekday>,
    },
    /// So many units before the publication: today (0 days), "two weeks ago", tomorrow (−1).
    Ago {
        /// How many; negative in the future.
        amount: i32,
        /// Of what.
        unit: Unit,
    },
    /// So many units after the day that was named last: "the next day" (1), "la veille" (−1), "two
    /// days after the attack" (the attack was −2).
    Beside {
        /// How many; negative for earlier.
        amount: i32,
        /// Of what.
        unit: Unit,
    },
    /// "in recent days", "ces derniers mois".
    Lately {
        /// Counted in what.
        unit: Unit,
    },
    /// A month, with or without its year.
    Month {
        /// As written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// The last month of "between January and March".
        end: Option<i8>,
        /// "early May".
        third: Option<Third>,
        /// "in the first week of May": 1 to 4.
        week: Option<i8>,
        /// "mars dernier".
        which: Which,
    },
    /// A feast, so many days after it (−1: its eve).
    Feast {
        /// Which.
        feast: Feast,
        /// As written.
        year: Option<i16>,
        /// How many days after it.
        offset: i8,
    },
    /// A year by itself: never a day.
    Year {
        /// The year.
        year: i16,
    },
    /// A time of day by itself; it stands in [`DateExpr::time_of_day`].
    Time,
}

/// What an expression bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// It names the time itself.
    On,
    /// "since", depuis, منذ: a beginning, mostly of a state.
    Since,
    /// "until", jusqu'au, حتى: an end.
    Until,
}

/// One time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpr {
    /// Its tokens, function words in front left out.
    pub range: Range<usize>,
    /// What it says.
    pub what: What,
    /// The weekday, where one is named.
    pub weekday: Option<Weekday>,
    /// The part of the day, where one is named.
    pub time_of_day: Option<TimeOfDay>,
    /// Whether it names the time or where it begins or ends.
    pub bound: Bound,
}

impl DateExpr {
    fn new(range: Range<usize>, what: What) -> Self {
        Self { range, what, weekday: None, time_of_day: None, bound: Bound::On }
    }

    /// Whether it speaks of a state or of the past at large: "since …" and a bare year.
    pub fn is_history(&self) -> bool {
        self.bound == Bound::Since || matches!(self.what, What::Year { .. })
    }

    /// Whether it places an event before or after another day than the publication's.
    pub fn leans_on_context(&self) -> bool {
        matches!(self.what, What::Beside { .. })
    }

    /// The expression with its amount counted the other way: "two days after" as two days before.
    #[must_use]
    pub fn turned(&self) -> Self {
        let mut expr = self.clone();
        if let What::Beside { amount, .. } = &mut expr.what {
            *amount = -*amount;
        }
        expr
    }

    /// The expression under the other reading of an all-digit date: 4/7/2026 is 4 July, else 7
    /// April.
    #[must_use]
    pub fn other_reading(&self) -> Option<Self> {
        let What::Day { year, month, day, other: Some((other_month, other_day)), .. } = self.what
        else {
            return None;
        };
        let what = What::Day {
            year,
            month: other_month,
            day: other_day,
            end: None,
            other: Some((month, day)),
            which: Which::Nearest,
            eve: false,
        };
        Some(Self { what, ..self.clone() })
    }
}

/// A piece before joining.
#[derive(Clone, Debug)]
struct Piece {
    expr: DateExpr,
    /// Only worth something beside another piece: "morning", "Sun".
    weak: bool,
}

impl Piece {
    fn sure(expr: DateExpr) -> Self {
        Self { expr, weak: false }
    }
}

/// The time expressions of a passage, in order and without overlap.
pub fn find(scan: &Scan) -> Vec<DateExpr> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        match piece(scan, at) {
            Some(found) => {
                at = found.expr.range.end.max(at + 1);
                pieces.push(found);
            }
            None => at += 1,
        }
    }
    join::join(scan, pieces)
}

/// For each token the end of the time expression that begins there, be it with the function words
/// that lead it ("on Sunday", "dans la nuit de"), and 0 for all others.
pub fn ends(scan: &Scan, dates: &[DateExpr]) -> Vec<usize> {
    let mut out = Vec::new();
    for date in dates {
        let leads = |at: &usize| {
            matches!(scan.lex(*at), Lex::Is(_) | Lex::Unit(..)) && scan.gap(at + 1).joins()
        };
        let first = (date.range.start.saturating_sub(3)..date.range.start).rev().take_while(leads);
        out.resize(date.range.end, 0);
        for at in first.chain([date.range.start]) {
            if let Some(end) = out.get_mut(at) {
                *end = date.range.end;
            }
        }
    }
    out
}

/// The longest piece that starts at an index.
fn piece(scan: &Scan, at: usize) -> Option<Piece> {
    let tries: &[fn(&Scan, usize) -> Option<Piece>] = match scan.lex(at) {
        Lex::Other | Lex::Vague | Lex::Around(_) | Lex::DualNoun { .. } | Lex::OrdinalEnd => {
            return None;
        }
        Lex::Digits { .. } | Lex::Count(_) | Lex::Ordinal(_) | Lex::Teen(_) => {
            &[calendar::day, clock::clock, relative::counted, calendar::year]
        }
        Lex::Month { .. } => &[calendar::month_first, months::month],
        Lex::Feast(_) => &[feasts::feast],
        Lex::Weekday { .. } => &[weekday::weekday],
        Lex::Part { .. } => &[relative::spoken_part, clock::part],
        Lex::Near(_) => &[relative::near],
        Lex::Unit(..) => &[relative::span],
        Lex::Is(_) => {
            &[relative::led_by_word, calendar::led_by_word, clock::led_by_word, feasts::led_by_word]
        }
    };
    tries.iter().filter_map(|read| read(scan, at)).max_by_key(|it| it.expr.range.end)
}
