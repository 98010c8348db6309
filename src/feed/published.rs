//! Publication dates as feeds, pages and people write them.
//!
//! RFC 3339 and ISO 8601 with and without zone, RFC 822 in all its variants, and dates in words in
//! English, French and Arabic, with Latin or Arabic digits. A date without a time is a day. A time
//! without a zone is taken for UTC, which is the legal time of Mali and Burkina Faso. Numbers that
//! can be day and month in either order are read as [`Reading::Either`]: who knows more decides.

mod names;

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::Offset,
};

use crate::{
    model::{Fault, Published},
    text::fold,
};

use names::{ZONES, month, offset, zone_of};

pub(super) use names::weekday;

/// What a text says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A day or an instant.
    Sure(Published),
    /// "4/7/2026": day before month, or month before day.
    Either {
        /// Read as day/month.
        day_first: Date,
        /// Read as month/day.
        month_first: Date,
    },
}

impl Reading {
    /// The date, `None` when it is open which of two.
    pub fn sure(self) -> Option<Published> {
        match self {
            Self::Sure(published) => Some(published),
            Self::Either { .. } => None,
        }
    }
}

/// The one of two days that a report can have been published on, if the other is still to come.
pub fn not_in_future(a: Date, b: Date, now: Timestamp) -> Option<Date> {
    let tomorrow = Published::At(now).day().tomorrow().ok()?;
    match (a <= tomorrow, b <= tomorrow) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// The fault of a date whose day and month nothing tells apart.
pub fn open_order(day_first: Date, month_first: Date) -> Fault {
    Fault::new("published", format!("day and month are open: {day_first} or {month_first}"))
        .hint("give the date: --published YYYY-MM-DD")
}

/// The longest text that is looked at: no date is longer.
const LONGEST: usize = 160;

/// Reads a date; `None` when there is none, or it lies outside the years 1970 to 2199.
pub fn read(text: &str) -> Option<Reading> {
    let head: String = text.trim().chars().take(LONGEST).collect();
    let folded = fold(&head);
    if let Some(published) = iso(&folded) {
        return Some(Reading::Sure(published));
    }
    let words = words(&folded);
    let (reading, rest) = day_of(&words)?;
    let day = match reading {
        Reading::Sure(published) => published.day(),
        Reading::Either { day_first, month_first } => {
            let weekday = words.iter().find_map(|it| weekday(it.text));
            match weekday.map(|it| (day_first.weekday() == it, month_first.weekday() == it)) {
                Some((true, false)) => day_first,
                Some((false, true)) => month_first,
                _ => return Some(reading),
            }
        }
    };
    let clock = clock(&words, rest).or_else(|| clock(&words, 0));
    let instant = clock.and_then(|(time, offset)| at(day, time, offset));
    Some(Reading::Sure(instant.map_or(Published::Day(day), Published::At)))
}

/// Reads a date where an open order of day and month helps nobody.
pub fn read_sure(text: &str) -> Option<Published> {
    read(text)?.sure()
}

fn at(day: Date, time: Time, offset: Offset) -> Option<Timestamp> {
    offset.to_timestamp(day.to_datetime(time)).ok()
}

fn civil(year: u16, month: u8, day: u8) -> Option<Date> {
    let known = (1970..2200).contains(&year);
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    date.ok().filter(|_| known)
}

/// ISO 8601, folded: `2026-04-26t10:12:00+01:00` and what leaves parts of it out.
fn iso(text: &str) -> Option<Published> {
    let (date, rest) = iso_date(text)?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('t').unwrap_or(rest).trim_start();
    if rest.is_empty() || rest == "z" {
        return Some(Published::Day(date));
    }
    let (time, zone) = iso_time(rest)?;
    let zone = zone.trim();
    if zone.starts_with("am") || zone.starts_with("pm") {
        return None;
    }
    at(date, time, zone_of(zone).unwrap_or(Offset::UTC)).map(Published::At)
}

fn iso_date(text: &str) -> Option<(Date, &str)> {
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        part.bytes().all(|it| it.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
    };
    let byte = |at: usize| text.as_bytes().get(at).copied();
    let separator = byte(4)?;
    if byte(7) == Some(separator) && b"-/.:".contains(&separator) {
        let date =
            civil(digits(0, 4)?, digits(5, 7)?.try_into().ok()?, digits(8, 10)?.try_into().ok()?)?;
        return Some((date, text.get(10..)?));
    }
    let date =
        civil(digits(0, 4)?, digits(4, 6)?.try_into().ok()?, digits(6, 8)?.try_into().ok()?)?;
    let rest = text.get(8..)?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((date, rest))
}

/// `10:12:00.5`, `10:12`, `101200`; what follows is the zone.
fn iso_time(text: &str) -> Option<(Time, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len());
    let (clock, rest) = text.split_at_checked(end)?;
    let fraction = |it: char| it.is_ascii_digit();
    let rest = rest.strip_prefix(['.', ',']).map_or(rest, |it| it.trim_start_matches(fraction));
    let digits: String = clock.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 4 && digits.len() != 6 {
        let (hour, minute) = clock.split_once(':')?;
        let minute = minute.get(..2)?;
        return Some((time(hour.parse().ok()?, minute.parse().ok()?, 0)?, rest));
    }
    let two = |at: usize| digits.get(at..at + 2).map_or(Some(0), |it| it.parse().ok());
    Some((time(two(0)?, two(2)?, two(4)?)?, rest))
}

/// A time of day; a leap second is the second before it, 24:00 the last minute.
fn time(hour: u8, minute: u8, second: u8) -> Option<Time> {
    let (hour, minute) = if (hour, minute) == (24, 0) { (23, 59) } else { (hour, minute) };
    let second = second.min(59);
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()
}

/// One word of a date: a number or a name, with the signs directly around it.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    before: char,
    text: &'a str,
    after: char,
}

impl Word<'_> {
    /// Its number; what is no number, or a long one, is none.
    fn number(self) -> Option<u16> {
        let short = self.text.len() <= 4 && self.text.bytes().all(|it| it.is_ascii_digit());
        if short { self.text.parse().ok() } else { None }
    }

    fn year(self) -> Option<u16> {
        let number = self.number()?;
        match self.text.len() {
            4 => Some(number),
            // RFC 822 had years of two digits; RFC 2822 says how to read them.
            2 if number < 50 => Some(2000 + number),
            2 => Some(1900 + number),
            _ => None,
        }
    }

    fn day(self) -> Option<u8> {
        self.number().filter(|it| (1..=31).contains(it))?.try_into().ok()
    }
}

/// Runs of digits and runs of letters.
fn words(folded: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = folded;
    let mut before = ' ';
    while let Some(start) = rest.find(char::is_alphanumeric) {
        before = rest.get(..start).and_then(|it| it.chars().next_back()).unwrap_or(before);
        rest = rest.get(start..).unwrap_or("");
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let inside = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len()).max(first);
        let Some((text, left)) = rest.split_at_checked(end) else { break };
        words.push(Word { before, text, after: left.chars().next().unwrap_or(' ') });
        before = text.chars().next_back().unwrap_or(' ');
        rest = left;
    }
    words
}

/// The day in a row of words, and the index of the first word after it.
fn day_of(words: &[Word<'_>]) -> Option<(Reading, usize)> {
    (0..words.len()).find_map(|at| in_words(words, at).or_else(|| in_numbers(words, at)))
}

/// "26 avril 2026", "1er mai 2026", "April 26, 2026", "Sun Apr 26 10:12:00 2026".
fn in_words(words: &[Word<'_>], at: usize) -> Option<(Reading, usize)> {
    let word = |at: usize| words.get(at).copied();
    let (month, mut next) = month_at(words, at)?;
    // A second name for the same month ("نيسان/أبريل").
    if let Some((_, after)) = month_at(words, next) {
        next = after;
    }
    let sure = |year, day, next| {
        civil(year, month, day).map(|it| (Reading::Sure(Published::Day(it)), next))
    };
    let ordinal = |it: &str| matches!(it, "er" | "st" | "nd" | "rd" | "th" | "e" | "de" | "of");
    let skip = |at: usize| at + usize::from(word(at).is_some_and(|it| ordinal(it.text)));
    let full = |at: usize| word(at).filter(|it| it.text.len() == 4 && it.after != ':')?.year();
    if let Some(day) = word(next).and_then(Word::day)
        && let Some(year) = full(skip(next + 1))
    {
        return sure(year, day, skip(next + 1) + 1);
    }
    let mut before = at.checked_sub(1);
    while before.and_then(word).is_some_and(|it| ordinal(it.text)) {
        before = before.and_then(|it| it.checked_sub(1));
    }
    let day_before = before.and_then(word).and_then(Word::day);
    if let Some((day, year)) = day_before.zip(word(skip(next)).and_then(Word::year)) {
        return sure(year, day, skip(next) + 1);
    }
    // asctime: the year follows the time.
    let day = word(next)?.day()?;
    let year = (next + 1..next + 6).find_map(full)?;
    sure(year, day, next + 1)
}

/// The month that starts at a word, and the index after it.
fn month_at(words: &[Word<'_>], at: usize) -> Option<(u8, usize)> {
    let first = words.get(at)?;
    if let Some(second) = words.get(at + 1)
        && let Some(month) = month(&format!("{} {}", first.text, second.text))
    {
        return Some((month, at + 2));
    }
    month(first.text).map(|it| (it, at + 1))
}

/// "26/04/2026", "26.04.26", "4/7/2026", "2026-04-26" within other words.
fn in_numbers(words: &[Word<'_>], at: usize) -> Option<(Reading, usize)> {
    let (first, second, third) = (words.get(at)?, words.get(at + 1)?, words.get(at + 2)?);
    let joined = "/.-".contains(first.after) && first.after == second.after;
    if !joined || first.after == '-' && third.text.len() < 3 && first.text.len() < 3 {
        return None;
    }
    if first.text.len() == 4 {
        let date = civil(first.number()?, second.number()?.try_into().ok()?, third.day()?)?;
        return Some((Reading::Sure(Published::Day(date)), at + 3));
    }
    let (a, b, year) = (first.day()?, second.day()?, third.year()?);
    let reading = match (civil(year, b, a), civil(year, a, b)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            // Dots are written day first everywhere.
            if first.after == '.' {
                Reading::Sure(Published::Day(day_first))
            } else {
                Reading::Either { day_first, month_first }
            }
        }
        (Some(day), _) | (None, Some(day)) => Reading::Sure(Published::Day(day)),
        (None, None) => return None,
    };
    Some((reading, at + 3))
}

/// The time of day and zone among the words from `from` on: "10:12:00 GMT", "à 10h12", "9.30 pm".
fn clock(words: &[Word<'_>], from: usize) -> Option<(Time, Offset)> {
    (from..words.len()).find_map(|at| clock_at(words, at))
}

fn clock_at(words: &[Word<'_>], at: usize) -> Option<(Time, Offset)> {
    let word = |at: usize| words.get(at).copied();
    let two = |at: usize| word(at).filter(|it| it.text.len() == 2)?.number();
    let hour = word(at)?;
    let french = word(at + 1).is_some_and(|it| it.text == "h");
    let mut next = at + 1 + usize::from(french);
    let minute = two(next).filter(|_| french || ":.".contains(hour.after));
    if minute.is_none() && !french {
        return None;
    }
    let colon = minute.is_some() && word(next).is_some_and(|it| it.after == ':');
    next += usize::from(minute.is_some());
    let second = two(next).filter(|_| colon);
    next += usize::from(second.is_some());
    let half = word(next).map_or("", |it| it.text);
    let number = hour.number()?;
    let halved = in_halves(number, half);
    if hour.after == '.' && halved.is_none() {
        return None;
    }
    let parts = (halved.unwrap_or(number), minute.unwrap_or(0), second.unwrap_or(0));
    let time = time(parts.0.try_into().ok()?, parts.1.try_into().ok()?, parts.2.try_into().ok()?)?;
    Some((time, zone_among(words, next)))
}

/// The hour of 24 from one of 12 with "am", "pm", «ص» or «م»; `None` without such a word.
fn in_halves(hour: u16, half: &str) -> Option<u16> {
    match half {
        "pm" | "p" | "م" | "مسا" => Some(if hour < 12 { hour + 12 } else { hour }),
        "am" | "a" | "ص" | "صباحا" => Some(if hour == 12 { 0 } else { hour }),
        _ => None,
    }
}

/// The zone within three words of the time; UTC when there is none or it is unknown.
fn zone_among(words: &[Word<'_>], from: usize) -> Offset {
    let near = words.get(from..words.len().min(from + 3)).unwrap_or_default();
    let numeric = near.iter().enumerate().find(|(_, it)| {
        "+-".contains(it.before) && it.text.starts_with(|c: char| c.is_ascii_digit())
    });
    if let Some((at, word)) = numeric {
        let minutes = near.get(at + 1).filter(|_| word.after == ':').map_or("", |it| it.text);
        return offset(&format!("{}{}{minutes}", word.before, word.text)).unwrap_or(Offset::UTC);
    }
    let named = near.iter().find_map(|word| ZONES.iter().find(|it| it.0 == word.text));
    named.map_or(Offset::UTC, |it| Offset::constant(it.1))
}

/// How many words of a line are no part of a date or time.
pub fn words_beside(line: &str) -> usize {
    #[rustfmt::skip]
    const PARTS: [&str; 30] = [
        "at", "a", "h", "le", "on", "the", "of", "de", "er", "st", "nd", "rd", "th", "am", "pm",
        "local", "time", "heure", "heures", "min", "في", "من", "ص", "م", "الساعه", "يوم", "t", "z",
        "et", "et",
    ];
    let folded = fold(line);
    let words = words(&folded);
    (0..words.len())
        .filter(|at| {
            let text = words.get(*at).map_or("", |it| it.text);
            let before = at.checked_sub(1);
            let in_month = month_at(&words, *at).is_some()
                || before.and_then(|it| month_at(&words, it)).is_some_and(|it| it.1 == at + 1);
            let digits = text.starts_with(|c: char| c.is_ascii_digit());
            let zone = ZONES.iter().any(|it| it.0 == text);
            !(digits || in_month || zone || weekday(text).is_some() || PARTS.contains(&text))
        })
        .count()
}

/// A day that a text names, the year left out or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl Named {
    /// Whether a text of this day can look back on it: a date without a year lies at most half a
    /// year behind.
    pub fn is_behind(self, day: Date) -> bool {
        const HALF: i32 = 183;
        let there = |year| Date::new(year, self.month, self.day).ok();
        match self.year {
            Some(year) => there(year).is_none_or(|it| it <= day),
            None => [day.year(), day.year() - 1].into_iter().filter_map(there).any(|it| {
                let behind = (day - it).get_days();
                (0..HALF).contains(&behind)
            }),
        }
    }
}

/// The days in words that a text names ("April 25", "25 avril 2026").
pub fn all_in(text: &str) -> Vec<Named> {
    let folded = fold(text);
    let words = words(&folded);
    let word = |at: usize| words.get(at).copied();
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some((month, next)) = month_at(&words, at) else { continue };
        let Ok(month) = i8::try_from(month) else { continue };
        let small = |it: Word<'_>| it.day().filter(|_| it.text.len() <= 2)?.try_into().ok();
        let year = |at: usize| word(at)?.year().filter(|it| (1900..2200).contains(it));
        let before: Option<i8> = at.checked_sub(1).and_then(word).and_then(small);
        let after: Option<i8> = word(next).and_then(small);
        let (day, year) = match (before, after) {
            (Some(day), _) => (day, year(next)),
            (None, Some(day)) => (day, year(next + 1)),
            (None, None) => continue,
        };
        let year = year.and_then(|it| it.try_into().ok());
        found.push(Named { year, month, day });
    }
    found
}

#[cfg(test)]
mod tests;
