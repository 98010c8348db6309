//! From what an expression says to a day of the calendar. Arithmetic only.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{DateExpr, Third, Unit, What, Which, feasts};
use crate::model::{TimeOfDay, When};

/// What the words around an expression add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The day that was named last before the expression, already resolved.
    pub named: Option<Date>,
    /// The clause speaks of the future.
    pub future: bool,
}

/// A day, week or month, with the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The day; the first of the month at precision 3.
    pub date: Date,
    /// The last day of a stretch of time.
    pub end: Option<Date>,
    /// 1 the day, 2 the week, 3 the month.
    pub precision: u8,
    /// The part of the day, where said.
    pub time_of_day: Option<TimeOfDay>,
    /// The rule that gave the day.
    pub reason: String,
}

impl From<Resolved> for When {
    fn from(it: Resolved) -> Self {
        Self { date: it.date, end: it.end, precision: it.precision, time_of_day: it.time_of_day }
    }
}

/// Date, end, precision and reason.
pub(super) type Found = (Date, Option<Date>, u8, &'static str);

/// The time that an expression means, `anchor` being the day of publication in the zone of the
/// event's country.
///
/// `None` for what names no day, week or month (a bare year, a time of day), for dates that do not
/// exist, and for what can only be told from a day that is not known.
pub fn resolve(expr: &DateExpr, anchor: Option<Date>, context: Context) -> Option<Resolved> {
    let (date, end, precision, reason) = match expr.what {
        What::Day { .. } => day(expr, anchor, context)?,
        What::DayOfMonth { day, end, month } => day_of_month(day, end, month, anchor, context)?,
        What::Weekday { which, end } => {
            // "Dimanche dernier" in a text that is dated by its own first day is told from that one.
            let told_from = anchor.or(context.named.filter(|_| which == Which::Last))?;
            weekday(expr.weekday?, which, end, told_from, context)?
        }
        What::Ago { amount, unit } => ago(expr, amount, unit, anchor?)?,
        What::Beside { amount, unit } => beside(amount, unit, context.named?)?,
        What::Lately { unit } => lately(unit, anchor?)?,
        What::Month { .. } => month(expr, anchor, context)?,
        What::Feast { feast, year, offset } => {
            feasts::resolve((feast, year, offset), anchor.or(context.named))?
        }
        What::Year { .. } | What::Time => return None,
    };
    let end = end.filter(|it| *it > date);
    let time_of_day = expr.time_of_day;
    Some(Resolved { date, end, precision, time_of_day, reason: reason.to_owned() })
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

pub(super) fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn day(expr: &DateExpr, anchor: Option<Date>, context: Context) -> Option<Found> {
    let What::Day { year, month, day, end, which, eve, .. } = expr.what else { return None };
    let (found, reason) = match year {
        Some(year) => (date(year, month, day)?, "date as written"),
        None => (without_year(expr, anchor, context, which)?, "nearest such day"),
    };
    let end = end.and_then(|(month, day)| {
        let turned = i16::from(month < found.month());
        date(found.year() + turned, month, day)
    });
    let found = if eve { plus(found, -1)? } else { found };
    Some((found, end, 1, reason))
}

/// A day and month without a year: the latest not after the publication (a day of slack for the time
/// zone), the next where the future is spoken of; a weekday that is named beside it chooses first.
fn without_year(
    expr: &DateExpr,
    anchor: Option<Date>,
    context: Context,
    which: Which,
) -> Option<Date> {
    let What::Day { month, day, eve, .. } = expr.what else { return None };
    let near = anchor.or(context.named)?;
    let years = (-4..=1).filter_map(|back| date(near.year() + back, month, day));
    let fits = |it: &Date| {
        let named = if eve { plus(*it, -1) } else { Some(*it) };
        expr.weekday.is_none_or(|weekday| named.is_some_and(|it| it.weekday() == weekday))
    };
    let future = context.future || which == Which::Next;
    let slack = match (anchor, which) {
        (None, _) => 366,
        (_, Which::Last) => -1,
        _ => 1,
    };
    let latest = plus(near, slack)?;
    let candidates: Vec<_> = years.collect();
    let choose = |test: &dyn Fn(&Date) -> bool| {
        let fitting = candidates.iter().copied().filter(test);
        if future {
            fitting.filter(|it| *it >= near).min()
        } else {
            fitting.filter(|it| *it <= latest).min_by_key(|it| days_between(*it, near).abs())
        }
    };
    choose(&fits).filter(|it| days_between(*it, near).abs() < 400).or_else(|| choose(&|_| true))
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn day_of_month(
    day: i8,
    end: Option<i8>,
    month: Which,
    anchor: Option<Date>,
    context: Context,
) -> Option<Found> {
    let near = match month {
        Which::Nearest => context.named.or(anchor)?,
        _ => anchor.or(context.named)?,
    };
    let first = near.first_of_month();
    let first = match month {
        Which::Last => first.checked_sub(1.month()).ok()?,
        Which::Next => first.checked_add(1.month()).ok()?,
        // Without a day named before, a day that has not come yet is last month's.
        Which::Nearest if context.named.is_none() && day > near.day() && !context.future => {
            first.checked_sub(1.month()).ok()?
        }
        _ => first,
    };
    let in_month = |day: i8| date(first.year(), first.month(), day);
    Some((in_month(day)?, end.and_then(in_month), 1, "day of the month"))
}

fn weekday(
    day: Weekday,
    which: Which,
    end: Option<Weekday>,
    anchor: Date,
    context: Context,
) -> Option<Found> {
    let back = i64::from(anchor.weekday().since(day));
    let (found, reason) = match which {
        Which::Last if back == 0 => (plus(anchor, -7)?, "last such weekday"),
        Which::Nearest if context.future && back > 0 => {
            (plus(anchor, 7 - back)?, "next such weekday")
        }
        Which::Next => (plus(anchor, 7 - back)?, "next such weekday"),
        Which::LastWeek => {
            let monday = i64::from(anchor.weekday().since(Weekday::Monday));
            let days = i64::from(day.since(Weekday::Monday));
            (plus(anchor, days - monday - 7)?, "weekday of last week")
        }
        _ => (plus(anchor, -back)?, "nearest such weekday"),
    };
    let length = end.map(|end| i64::from(end.since(day)));
    Some((found, length.and_then(|it| plus(found, it)), 1, reason))
}

fn ago(expr: &DateExpr, amount: i32, unit: Unit, anchor: Date) -> Option<Found> {
    let amount = i64::from(amount);
    match unit {
        Unit::Minute => Some((anchor, None, 1, "told from the publication")),
        Unit::Hour => Some((plus(anchor, -(amount / 24))?, None, 1, "told from the publication")),
        Unit::Day => {
            let found = plus(anchor, -amount)?;
            let found = match expr.weekday {
                // The weekday is the surer word: a report may be dated a day late.
                Some(day) if day != found.weekday() => {
                    let back = i64::from(found.weekday().since(day));
                    let forward = i64::from(day.since(found.weekday()));
                    let days = if forward < back && plus(found, forward)? <= anchor {
                        forward
                    } else {
                        -back
                    };
                    plus(found, days)?
                }
                _ => found,
            };
            Some((found, None, 1, "told from the publication"))
        }
        Unit::Week => {
            Some((plus(anchor, -7 * amount)?, None, 2, "a week told from the publication"))
        }
        Unit::Weekend => {
            let saturday = plus(anchor, -i64::from(anchor.weekday().since(Weekday::Saturday)))?;
            // "Last weekend" said on a Wednesday is the one that has just gone.
            let on_it = matches!(anchor.weekday(), Weekday::Saturday | Weekday::Sunday);
            let back = if on_it || amount < 0 { amount } else { (amount - 1).max(0) };
            Some((plus(saturday, -7 * back)?, None, 2, "a weekend told from the publication"))
        }
        Unit::Month => {
            let month = anchor.first_of_month().checked_sub(amount.months()).ok()?;
            Some((month, None, 3, "a month told from the publication"))
        }
        Unit::Year => None,
    }
}

fn beside(amount: i32, unit: Unit, named: Date) -> Option<Found> {
    let amount = i64::from(amount);
    let reason = "told from the day named before";
    match unit {
        Unit::Minute => Some((named, None, 1, reason)),
        Unit::Hour => Some((plus(named, amount / 24)?, None, 1, reason)),
        Unit::Day => Some((plus(named, amount)?, None, 1, reason)),
        Unit::Week | Unit::Weekend => Some((plus(named, 7 * amount)?, None, 2, reason)),
        Unit::Month => {
            Some((named.first_of_month().checked_add(amount.months()).ok()?, None, 3, reason))
        }
        Unit::Year => None,
    }
}

fn lately(unit: Unit, anchor: Date) -> Option<Found> {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Some((anchor, None, 2, "the days before")),
        Unit::Week | Unit::Weekend => Some((anchor.first_of_month(), None, 3, "the weeks before")),
        Unit::Month | Unit::Year => None,
    }
}

fn month(expr: &DateExpr, anchor: Option<Date>, context: Context) -> Option<Found> {
    let What::Month { year, month, end, third, week, which } = expr.what else { return None };
    let (year, reason) = match year {
        Some(year) => (year, "month as written"),
        None => (year_of_month(month, which, anchor, context)?, "nearest such month"),
    };
    let first = date(year, month, 1)?;
    if let Some(week) = week {
        return Some((plus(first, 7 * i64::from(week - 1) + 3)?, None, 2, "week of a month"));
    }
    let end = end.and_then(|end| date(year + i16::from(end < month), end, 1));
    let reason = third.map_or(reason, |third| match third {
        Third::Early => "the first days of a month",
        Third::Mid => "the middle of a month",
        Third::Late => "the last days of a month",
    });
    Some((first, end.map(jiff::civil::Date::last_of_month), 3, reason))
}

fn year_of_month(month: i8, which: Which, anchor: Option<Date>, context: Context) -> Option<i16> {
    let near = anchor.or(context.named)?;
    let this = near.year();
    let passed = month <= near.month();
    Some(match which {
        Which::Next => this + i16::from(passed),
        Which::Last if month == near.month() => this - 1,
        Which::This => this,
        _ if context.future => this + i16::from(month < near.month()),
        _ => this - i16::from(!passed),
    })
}
