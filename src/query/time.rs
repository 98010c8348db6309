//! Days, months, spans and "the last seven days" as a query writes them.

use std::fmt;

use jiff::{SignedDuration, Span, Timestamp, civil::Date, tz::TimeZone};

use super::ast::Compare;

/// A stretch of time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// `YYYY`
    Year(i16),
    /// `YYYY-MM`
    Month(i16, i8),
    /// `YYYY-MM-DD`
    Day(Date),
    /// `today`
    Today,
    /// `7d`: so many days back from now.
    Days(u16),
    /// `48h`: so many hours back from now.
    Hours(u16),
}

/// When, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Within it.
    In(Stretch),
    /// `a..b`, both included, each end may be open.
    Between(Option<Stretch>, Option<Stretch>),
    /// Compared with it.
    Is(Compare, Stretch),
}

/// From the first instant on until before the second; `None` is open.
pub type Instants = (Option<Timestamp>, Option<Timestamp>);

/// From the first day to the last, both included; `None` is open.
pub type Days = (Option<Date>, Option<Date>);

impl Stretch {
    /// Reads one stretch; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "today" {
            return Some(Self::Today);
        }
        if let Some(n) = text.strip_suffix('d').and_then(digits) {
            return Some(Self::Days(n));
        }
        if let Some(n) = text.strip_suffix('h').and_then(digits) {
            return Some(Self::Hours(n));
        }
        let parts: Vec<&str> = text.split('-').collect();
        let year = parts.first().filter(|it| it.len() == 4).and_then(|it| digits(it))?;
        let year = Some(year).filter(|it: &i16| *it > 0)?;
        let number = |at: usize| {
            let part = parts.get(at).filter(|it| it.len() == 2)?;
            digits::<i8>(part)
        };
        match parts.len() {
            1 => Some(Self::Year(year)),
            2 => Date::new(year, number(1)?, 1).ok().map(|it| Self::Month(year, it.month())),
            3 => Date::new(year, number(1)?, number(2)?).ok().map(Self::Day),
            _ => None,
        }
    }

    /// First and last day; those back from now end today.
    fn days(self, now: Timestamp) -> (Date, Date) {
        let today = now.to_zoned(TimeZone::UTC).date();
        let last_of = |first: Date, span: Span| {
            first.checked_add(span).and_then(Date::yesterday).unwrap_or(Date::MAX)
        };
        match self {
            Self::Year(year) => {
                let first = Date::new(year, 1, 1).unwrap_or(Date::MIN);
                (first, last_of(first, Span::new().years(1)))
            }
            Self::Month(year, month) => {
                let first = Date::new(year, month, 1).unwrap_or(Date::MIN);
                (first, last_of(first, Span::new().months(1)))
            }
            Self::Day(day) => (day, day),
            Self::Today => (today, today),
            Self::Days(n) => {
                let back = Span::new().days(i64::from(n.max(1)) - 1);
                (today.checked_sub(back).unwrap_or(Date::MIN), today)
            }
            Self::Hours(_) => {
                (self.instants(now).0.map_or(today, |it| it.to_zoned(TimeZone::UTC).date()), today)
            }
        }
    }

    /// First instant and the instant after the last; what counts back from now is one instant.
    fn instants(self, now: Timestamp) -> Instants {
        let back = |hours: i64| {
            let at = now.checked_sub(SignedDuration::from_hours(hours)).ok();
            (at, at)
        };
        match self {
            Self::Days(n) => back(24 * i64::from(n)),
            Self::Hours(n) => back(i64::from(n)),
            _ => {
                let (first, last) = self.days(now);
                (midnight(first), last.tomorrow().ok().and_then(midnight))
            }
        }
    }
}

impl Period {
    /// Reads `a`, `a..b`, `a..` or `..b`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once("..") else {
            return Stretch::parse(text).map(Self::In);
        };
        let end = |text: &str| match text {
            "" => Some(None),
            _ => Stretch::parse(text).map(Some),
        };
        match (end(from)?, end(to)?) {
            (None, None) => None,
            (from, to) => Some(Self::Between(from, to)),
        }
    }

    /// The days meant.
    pub fn days(self, now: Timestamp) -> Days {
        match self {
            Self::In(it) | Self::Is(Compare::Equal, it) => {
                let (first, last) = it.days(now);
                (Some(first), Some(last))
            }
            Self::Between(from, to) => (from.map(|it| it.days(now).0), to.map(|it| it.days(now).1)),
            Self::Is(Compare::Less, it) => (None, it.days(now).0.yesterday().ok()),
            Self::Is(Compare::AtMost, it) => (None, Some(it.days(now).1)),
            Self::Is(Compare::AtLeast, it) => (Some(it.days(now).0), None),
            Self::Is(Compare::More, it) => (it.days(now).1.tomorrow().ok(), None),
        }
    }

    /// The instants meant by `since:`: a single stretch is open towards now.
    pub fn since(self, now: Timestamp) -> Instants {
        match self {
            Self::In(it) => (it.instants(now).0, None),
            other => other.within(now),
        }
    }

    /// The instants meant by `until:`: a single stretch is open towards the past.
    pub fn until(self, now: Timestamp) -> Instants {
        match self {
            Self::In(it) => (None, it.instants(now).1),
            other => other.within(now),
        }
    }

    fn within(self, now: Timestamp) -> Instants {
        match self {
            Self::In(it) | Self::Is(Compare::Equal, it) => it.instants(now),
            Self::Between(from, to) => {
                (from.and_then(|it| it.instants(now).0), to.and_then(|it| it.instants(now).1))
            }
            Self::Is(Compare::Less, it) => (None, it.instants(now).0),
            Self::Is(Compare::AtMost, it) => (None, it.instants(now).1),
            Self::Is(Compare::AtLeast, it) => (it.instants(now).0, None),
            Self::Is(Compare::More, it) => (it.instants(now).1, None),
        }
    }
}

fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn midnight(day: Date) -> Option<Timestamp> {
    day.to_zoned(TimeZone::UTC).ok().map(|it| it.timestamp())
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Today => f.write_str("today"),
            Self::Days(n) => write!(f, "{n}d"),
            Self::Hours(n) => write!(f, "{n}h"),
        }
    }
}
