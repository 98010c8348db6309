//! JSON lines: the keys that scripts and other programs rely on. Every key is always there; what
//! is unknown is `null`, an empty list is `[]`.

use std::io::{self, Write};

use jiff::Timestamp;
use serde::Serialize;

use super::line;
use crate::model::{
    ClaimRow, Count, Figure, Incident, Party, Place, SideCount, Slug, TimeOfDay, TollRow, When,
};

/// Writes one object and a line end, without a control byte.
pub fn write(row: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string(row)?;
    out.write_all(line(&text).as_bytes())?;
    out.write_all(b"\n")
}

/// `YYYY-MM-DD`, or `YYYY-MM` where only the month is known.
pub fn date_word(when: &When) -> String {
    match when.precision {
        3 => when.date.strftime("%Y-%m").to_string(),
        _ => when.date.to_string(),
    }
}

/// An incident or a statement, each as its list has it, as one object in one line.
pub fn text(it: &Incident, aliases: &[Slug]) -> serde_json::Result<String> {
    if it.statement {
        serde_json::to_string(&statement(it, aliases))
    } else {
        serde_json::to_string(&incident(it, aliases))
    }
}

/// An incident as one object; `aliases` are the ids that lead to it now.
pub fn incident<'a>(it: &'a Incident, aliases: &'a [Slug]) -> impl Serialize + 'a {
    IncidentRow {
        what: What::of(it),
        place: Where::of(&it.place),
        who: Who::of(it),
        losses: Losses::of(it),
        whose: Whose::of(it, aliases),
    }
}

/// A statement as one object: an incident without place and toll, with what it speaks of.
pub fn statement<'a>(it: &'a Incident, aliases: &'a [Slug]) -> impl Serialize + 'a {
    StatementRow {
        what: What::of(it),
        who: Who::of(it),
        whose: Whose::of(it, aliases),
        about: it.about.as_ref(),
    }
}

#[derive(Serialize)]
struct IncidentRow<'a> {
    #[serde(flatten)]
    what: What<'a>,
    #[serde(flatten)]
    place: Where<'a>,
    #[serde(flatten)]
    who: Who<'a>,
    #[serde(flatten)]
    losses: Losses<'a>,
    #[serde(flatten)]
    whose: Whose<'a>,
}

#[derive(Serialize)]
struct StatementRow<'a> {
    #[serde(flatten)]
    what: What<'a>,
    #[serde(flatten)]
    who: Who<'a>,
    #[serde(flatten)]
    whose: Whose<'a>,
    about: Option<&'a Slug>,
}

#[derive(Serialize)]
struct What<'a> {
    id: &'a Slug,
    headline: &'a str,
    event: &'a Slug,
    also: &'a [Slug],
    acled_type: Option<&'a Slug>,
    acled_sub_type: Option<&'a Slug>,
    realis: &'static str,
    verification: &'static str,
    severity: u8,
    date: Option<String>,
    date_end: Option<String>,
    time_precision: Option<u8>,
    time_of_day: Option<&'static str>,
}

impl<'a> What<'a> {
    fn of(it: &'a Incident) -> Self {
        let when = it.when.as_ref();
        Self {
            id: &it.id,
            headline: &it.headline,
            event: &it.event,
            also: &it.also,
            acled_type: it.acled_type.as_ref(),
            acled_sub_type: it.acled_sub_type.as_ref(),
            realis: it.realis.word(),
            verification: it.verification.word(),
            severity: it.severity,
            date: when.map(date_word),
            date_end: when.and_then(|it| it.end).map(|it| it.to_string()),
            time_precision: when.map(|it| it.precision),
            time_of_day: when.and_then(|it| it.time_of_day).map(TimeOfDay::word),
        }
    }
}

#[derive(Serialize)]
struct Where<'a> {
    country: Option<&'a Slug>,
    admin1: Option<&'a str>,
    admin2: Option<&'a str>,
    town: Option<&'a str>,
    place: Option<&'a str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    geo_precision: Option<u8>,
    near_km: Option<f64>,
    bearing: Option<&'a Slug>,
    radius_km: Option<f64>,
}

impl<'a> Where<'a> {
    fn of(it: &'a Place) -> Self {
        Self {
            country: it.country.as_ref(),
            admin1: it.admin1.as_deref(),
            admin2: it.admin2.as_deref(),
            town: it.town.as_deref(),
            place: it.words.as_deref(),
            latitude: it.latitude,
            longitude: it.longitude,
            geo_precision: it.precision,
            near_km: it.near_km,
            bearing: it.bearing.as_ref(),
            radius_km: it.radius_km,
        }
    }
}

#[derive(Serialize)]
struct Who<'a> {
    actors: &'a [Party],
    people: &'a [Figure],
    target: Option<&'a Slug>,
    weapon: Option<&'a Slug>,
    civilian_targeting: bool,
    outcome: Option<&'a Slug>,
}

impl<'a> Who<'a> {
    fn of(it: &'a Incident) -> Self {
        Self {
            actors: &it.parties,
            people: &it.people,
            target: it.target.as_ref(),
            weapon: it.weapon.as_ref(),
            civilian_targeting: it.civilian_targeting,
            outcome: it.outcome.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct Losses<'a> {
    deaths: Count,
    wounded: Count,
    deaths_by_side: &'a [SideCount],
    tolls: &'a [TollRow],
}

impl<'a> Losses<'a> {
    fn of(it: &'a Incident) -> Self {
        Self {
            deaths: it.deaths,
            wounded: it.wounded,
            deaths_by_side: &it.deaths_by_side,
            tolls: &it.tolls,
        }
    }
}

#[derive(Serialize)]
struct Whose<'a> {
    claims: &'a [ClaimRow],
    reports: Vec<Slug>,
    sources: u32,
    independent: u32,
    first_reported: Timestamp,
    last_reported: Timestamp,
    changed: Timestamp,
    edited_by: Option<&'a str>,
    aliases: &'a [Slug],
}

impl<'a> Whose<'a> {
    fn of(it: &'a Incident, aliases: &'a [Slug]) -> Self {
        Self {
            claims: &it.claims,
            reports: it.reports(),
            sources: it.sources,
            independent: it.independent,
            first_reported: it.first_reported,
            last_reported: it.last_reported,
            changed: it.changed,
            edited_by: it.edited_by.as_deref(),
            aliases,
        }
    }
}
