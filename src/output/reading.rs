//! A report with all that was read out of it, as one JSON object.

use jiff::Timestamp;
use serde::Serialize;

use super::json::date_word;
use crate::{
    group,
    model::{
        Coding, Count, EventMention, Figure, Lang, Party, Report, Slug, Span, TollKind, TollRow,
    },
    theatre::Names,
};

/// What [`crate::output`] cannot see from a mention alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    /// ACLED event type.
    pub acled_type: Option<Slug>,
    /// ACLED sub-event type.
    pub acled_sub_type: Option<Slug>,
    /// The dead of all sides.
    pub deaths: Count,
    /// The wounded of all sides.
    pub wounded: Count,
}

impl Summed {
    /// Of one mention by itself.
    pub fn of(names: &Names, mention: &EventMention) -> Self {
        let acled = group::acled(names, mention);
        Self {
            acled_type: acled.as_ref().map(|it| it.event_type.clone()),
            acled_sub_type: acled.map(|it| it.sub_type),
            deaths: mention.total(TollKind::Dead),
            wounded: mention.total(TollKind::Wounded),
        }
    }
}

/// A report as one object. `sums` has one row for each event of the coding.
pub fn row<'a>(
    report: &'a Report,
    revisions: u32,
    coding: &'a Coding,
    sums: &'a [Summed],
) -> impl Serialize + 'a {
    let title = report.text.title();
    Row {
        id: &report.id,
        source: &report.source,
        publisher: &report.publisher,
        path: report.path.as_deref(),
        url: report.url.as_deref(),
        title: (!title.is_empty()).then_some(title),
        language: report.lang.map(Lang::code),
        published: report.published.map(|it| it.to_string()),
        published_precision: report.published.map(|_| 1),
        first_seen: report.first_seen,
        revisions,
        text: &report.text.text,
        actors: coding
            .actors
            .iter()
            .map(|it| Actor { id: &it.id, evidence: &it.evidence })
            .collect(),
        people: coding
            .people
            .iter()
            .map(|it| Person { name: &it.name, evidence: &it.evidence })
            .collect(),
        towns: coding
            .towns
            .iter()
            .map(|it| Town {
                name: &it.name,
                country: &it.country,
                admin1: &it.admin1,
                geonames: (it.id > 0).then_some(it.id),
                latitude: it.latitude,
                longitude: it.longitude,
                evidence: &it.evidence,
            })
            .collect(),
        countries: &coding.countries,
        events: coding.events.iter().zip(sums).map(|(it, sum)| Told::of(report, it, sum)).collect(),
        faults: report
            .faults
            .iter()
            .chain(&coding.faults)
            .map(|it| Fault { what: &it.what, why: &it.why })
            .collect(),
    }
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a Slug,
    source: &'a Slug,
    publisher: &'a str,
    path: Option<&'a str>,
    url: Option<&'a str>,
    title: Option<&'a str>,
    language: Option<&'static str>,
    published: Option<String>,
    published_precision: Option<u8>,
    first_seen: Timestamp,
    revisions: u32,
    text: &'a str,
    actors: Vec<Actor<'a>>,
    people: Vec<Person<'a>>,
    towns: Vec<Town<'a>>,
    countries: &'a [Slug],
    events: Vec<Told<'a>>,
    faults: Vec<Fault<'a>>,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a Slug,
    evidence: &'a [Span],
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    evidence: &'a [Span],
}

#[derive(Serialize)]
struct Town<'a> {
    name: &'a str,
    country: &'a Slug,
    admin1: &'a str,
    geonames: Option<i64>,
    latitude: f64,
    longitude: f64,
    evidence: &'a [Span],
}

#[derive(Serialize)]
struct Fault<'a> {
    what: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct Told<'a> {
    event: &'a Slug,
    also: &'a [Slug],
    acled_type: Option<&'a Slug>,
    acled_sub_type: Option<&'a Slug>,
    realis: &'static str,
    date: Option<String>,
    time_precision: Option<u8>,
    country: Option<&'a Slug>,
    admin1: Option<&'a str>,
    town: Option<&'a str>,
    place: Option<&'a str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    geo_precision: Option<u8>,
    actors: &'a [Party],
    people: &'a [Figure],
    target: Option<&'a Slug>,
    weapon: Option<&'a Slug>,
    deaths: Count,
    wounded: Count,
    tolls: Vec<TollRow>,
    evidence: Span,
    why: &'a [String],
}

impl<'a> Told<'a> {
    fn of(report: &Report, it: &'a EventMention, sum: &'a Summed) -> Self {
        let when = it.when.as_ref();
        let place = &it.place;
        Self {
            event: &it.event,
            also: &it.also,
            acled_type: sum.acled_type.as_ref(),
            acled_sub_type: sum.acled_sub_type.as_ref(),
            realis: it.realis.word(),
            date: when.map(date_word),
            time_precision: when.map(|it| it.precision),
            country: place.country.as_ref(),
            admin1: place.admin1.as_deref(),
            town: place.town.as_deref(),
            place: place.words.as_deref(),
            latitude: place.latitude,
            longitude: place.longitude,
            geo_precision: place.precision,
            actors: &it.parties,
            people: &it.people,
            target: it.target.as_ref(),
            weapon: it.weapon.as_ref(),
            deaths: sum.deaths,
            wounded: sum.wounded,
            tolls: it.tolls.iter().map(|toll| toll_row(report, toll)).collect(),
            evidence: it.evidence,
            why: &it.why,
        }
    }
}

fn toll_row(report: &Report, toll: &crate::model::Toll) -> TollRow {
    TollRow {
        by: toll.by.clone(),
        side: toll.side.clone(),
        kind: toll.kind,
        low: toll.low,
        high: toll.high,
        scope: toll.scope,
        provisional: toll.provisional,
        report: report.id.clone(),
        words: report.text.slice(toll.evidence).to_owned(),
    }
}
