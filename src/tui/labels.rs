//! Names as the screen shows them: short forms of actors, places in a few words, dates.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    model::{Attribution, Count, Incident, Place, Realis, Role, Verification, When},
    theatre::Names,
};

/// Longest short form of an actor, in letters.
const SHORT: usize = 10;

/// An actor in a few letters: its usual abbreviation, else its name, else its id.
pub fn actor_short(names: &Names, id: &str) -> String {
    let Some(actor) = names.actor(id) else { return id.to_owned() };
    let abbreviation = actor.names.any.iter().find(|it| it.chars().count() <= SHORT);
    if let Some(it) = abbreviation {
        return it.clone();
    }
    if actor.class == "unknown" {
        return "unknown".to_owned();
    }
    if actor.name.chars().count() <= SHORT + 2 {
        return actor.name.clone();
    }
    match id.split_once('_') {
        Some((country, rest)) if country.len() == 3 => {
            format!("{} {}", country.to_uppercase(), rest.replace('_', " "))
        }
        _ => id.replace('_', " "),
    }
}

/// An actor's name in full.
pub fn actor_name<'a>(names: &'a Names, id: &'a str) -> &'a str {
    names.actor(id).map_or(id, |it| it.name.as_str())
}

/// What an event code means, in a few words: of what it covers, the first.
pub fn event_words<'a>(names: &'a Names, code: &'a str) -> &'a str {
    let words = names.event(code).map_or(code, |it| it.what.as_str());
    words.split(';').next().unwrap_or(words)
}

/// So many of a thing: `1 incident`, `2 incidents`.
pub fn number_of(n: impl Into<u64>, one: &str) -> String {
    match n.into() {
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    }
}

/// The sign of an event code, one ASCII letter or mark.
pub fn event_sign(names: &Names, code: &str) -> char {
    names.event(code).map_or('.', |it| it.sign)
}

/// Where an incident happened, as precisely as a list has room for.
pub fn place(names: &Names, place: &Place) -> String {
    let region = place.admin1.clone();
    let country = || place.country.as_deref().map(|id| country(names, id));
    match (place.precision, &place.town) {
        (Some(1), Some(town)) => town.clone(),
        (Some(2), Some(town)) => match (place.near_km, &place.bearing) {
            (Some(km), Some(bearing)) => format!("{km:.0} km {bearing} of {town}"),
            (Some(km), None) => format!("{km:.0} km from {town}"),
            _ => format!("near {town}"),
        },
        (Some(2), None) => {
            place.words.clone().or(region).or_else(country).unwrap_or_else(|| "?".to_owned())
        }
        _ => region
            .map(|it| format!("{it} region"))
            .or_else(country)
            .unwrap_or_else(|| "?".to_owned()),
    }
}

/// A country's name.
pub fn country(names: &Names, id: &str) -> String {
    names.country(id).map_or_else(|| id.to_owned(), |it| it.name.clone())
}

/// Who to whom, in short forms; a mark tells whose word it is (`?` alleged, `*` claimed).
pub fn who(names: &Names, incident: &Incident, arrow: &str) -> String {
    let of = |roles: &[Role]| -> Vec<String> {
        incident
            .parties
            .iter()
            .filter(|it| roles.contains(&it.role) && it.attribution != Attribution::Denied)
            .map(|it| {
                let mark = match it.attribution {
                    Attribution::Alleged => "?",
                    Attribution::Claimed => "*",
                    Attribution::Stated | Attribution::Denied => "",
                };
                format!("{}{mark}", actor_short(names, &it.id))
            })
            .collect()
    };
    let mut by = of(&[Role::Attacker]);
    if by.is_empty() {
        by = of(&[Role::Accused, Role::Claimant]);
    }
    let (mut by, mut to) = (by, of(&[Role::Target]));
    by.dedup();
    to.dedup();
    match (by.is_empty(), to.is_empty()) {
        (true, true) => of(&[Role::Other, Role::Mediator, Role::Denier, Role::Ally]).join("+"),
        (false, true) => by.join("+"),
        (true, false) => format!("{arrow}{}", to.join("+")),
        (false, false) => format!("{}{arrow}{}", by.join("+"), to.join("+")),
    }
}

/// A count as people write it: `4`, `1-4`, `5+`, blank when nothing is said.
pub fn count(count: Count) -> String {
    match (count.low, count.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}-{high}"),
        (Some(low), None) => format!("{low}+"),
        (None, Some(high)) => format!("<{high}"),
        (None, None) => count.best.map_or_else(String::new, |it| it.to_string()),
    }
}

/// A count in so many cells: where its bounds have no room, the best number as about so many.
pub fn count_in(it: Count, cells: usize) -> String {
    let whole = count(it);
    match it.best.or(it.low) {
        Some(best) if whole.len() > cells => {
            let about = format!("~{best}");
            let short = || format!("~{}", super::cells::short_number(best.into()));
            if about.len() > cells { short() } else { about }
        }
        _ => whole,
    }
}

/// The one letter or mark of how well an incident is established.
pub fn verification_sign(verification: Verification) -> &'static str {
    match verification {
        Verification::Refuted => "x",
        Verification::Disputed => "!",
        Verification::Unconfirmed => " ",
        Verification::Corroborated => "+",
        Verification::Confirmed => "=",
    }
}

/// A word before the headline where an incident is less than told as fact.
pub fn realis_word(realis: Realis) -> Option<&'static str> {
    match realis {
        Realis::Occurred => None,
        other => Some(other.word()),
    }
}

/// The civil day of an instant, in UTC like everything on the screen.
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// A day in six cells: `25 Apr`.
pub fn day_short(day: Date) -> String {
    day.strftime("%e %b").to_string()
}

/// A day in words: `Saturday 25 April 2026`, `today`, `yesterday`.
pub fn day_long(day: Date, today: Date) -> String {
    let words = day.strftime("%A %-d %B %Y").to_string();
    match (today - day).get_days() {
        0 => format!("today, {words}"),
        1 => format!("yesterday, {words}"),
        _ => words,
    }
}

/// The event's day in seven cells: `25 Apr `, `~25 Apr`, `Apr 26`, `undated`.
pub fn when_short(when: Option<&When>) -> String {
    match when {
        None => "undated".to_owned(),
        Some(it) if it.precision >= 3 => it.date.strftime("%b %Y").to_string(),
        Some(it) if it.precision == 2 => format!("~{}", day_short(it.date).trim_start()),
        Some(it) => day_short(it.date),
    }
}

/// Whether an incident was first reported more than three days after its day.
pub fn is_late(incident: &Incident) -> bool {
    incident.when.as_ref().filter(|it| it.precision < 3).is_some_and(|when| {
        (day_of(incident.first_reported) - when.end.unwrap_or(when.date)).get_days() > 3
    })
}

/// How long ago, in a few cells: `now`, `5 min`, `3 h`, `12 d`.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    duration(u64::try_from(now.as_second() - at.as_second()).unwrap_or(0))
}

/// A duration in a few cells.
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..=59 => "now".to_owned(),
        60..=5_399 => format!("{} min", seconds / 60),
        5_400..=172_799 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// An instant in sixteen cells, UTC: `25 Apr 2026 14:05`.
pub fn instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%-d %b %Y %H:%M").to_string()
}
