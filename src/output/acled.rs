//! Incidents in the columns of ACLED, for tools and colleagues that read those.
//!
//! ACLED's conventions are applied here alone: actor names by date, interaction codes, one row a
//! day, numbers for words such as "several". What ACLED cannot hold (no date, no type) is left
//! out, with the reason, and never dropped in silence.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    model::{Incident, Party, Role, Scope, Slug, TollKind, TollRow},
    theatre::Names,
};

/// The columns, in ACLED's order.
pub const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// Which number of dead the export gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fatalities {
    /// The newest total of the most reliable claimant; the whole incident in one row.
    Best,
    /// The lowest report with ACLED's numbers for words, split evenly over the days.
    Acled,
}

/// A row of the export: [`COLUMNS`] in order.
pub type Row = Vec<String>;

/// The rows of an incident, and why ACLED has no place for them if it has none; they then have
/// empty cells. `sources` are the publishers.
pub fn rows(
    names: &Names,
    it: &Incident,
    sources: &[String],
    fatalities: Fatalities,
) -> (Vec<Row>, Option<&'static str>) {
    let days = days(it, fatalities);
    let dead = split(dead(it, fatalities), days.len());
    let mut middle: Vec<String> = type_cells(it).to_vec();
    middle.extend(Sides::of(names, it, days.first().copied().flatten()).cells());
    middle.push(if it.civilian_targeting { "Civilian targeting" } else { "" }.to_owned());
    middle.extend(place_cells(names, it));
    middle.extend([sources.join("; "), String::new(), it.headline.clone()]);
    let rows = days.iter().zip(&dead).enumerate().map(|(i, (day, dead))| {
        let mut row = date_cells(it, i, *day).to_vec();
        row.extend(middle.iter().cloned());
        row.extend([dead.to_string(), codes(it), it.changed.as_second().to_string()]);
        row
    });
    (rows.collect(), left_out(it))
}

fn left_out(it: &Incident) -> Option<&'static str> {
    if it.when.is_none() {
        Some("undated")
    } else if it.acled_type.is_none() {
        Some("ACLED does not code this kind of event")
    } else if it.place.country.is_none() {
        Some("no country")
    } else {
        None
    }
}

/// From `event_id_cnty` to `time_precision`.
fn date_cells(it: &Incident, i: usize, day: Option<Date>) -> [String; 4] {
    let id = if i == 0 { it.id.to_string() } else { format!("{}-{}", it.id, i + 1) };
    let day = day.map(|it| (it.to_string(), it.year().to_string())).unwrap_or_default();
    let precision = it.when.as_ref().map(|it| it.precision.to_string()).unwrap_or_default();
    [id, day.0, day.1, precision]
}

/// The days that an incident fills rows for: one, or by ACLED's conventions each that it lasted, at
/// most a month of them. An undated one fills one row.
fn days(it: &Incident, fatalities: Fatalities) -> Vec<Option<Date>> {
    let Some(when) = &it.when else { return vec![None] };
    match (fatalities, when.end) {
        (Fatalities::Acled, Some(end)) if end > when.date => {
            let days = when.date.series(jiff::Span::new().days(1));
            days.take_while(|it| *it <= end).take(31).map(Some).collect()
        }
        _ => vec![Some(when.date)],
    }
}

/// Splits a number evenly; the first days take what does not divide.
fn split(n: u32, days: usize) -> Vec<u32> {
    let days = u32::try_from(days.max(1)).unwrap_or(1);
    (0..days).map(|i| n / days + u32::from(i < n % days)).collect()
}

/// From `disorder_type` to `sub_event_type`.
fn type_cells(it: &Incident) -> [String; 3] {
    let kind = it.acled_type.as_deref().unwrap_or_default();
    let sub = it.acled_sub_type.as_deref().unwrap_or_default();
    let disorder = match (kind, sub) {
        ("", _) => "",
        ("Strategic developments", _) => "Strategic developments",
        ("Protests", "Excessive force against protesters") => "Political violence; Demonstrations",
        ("Protests", _) | ("Riots", "Violent demonstration") => "Demonstrations",
        _ => "Political violence",
    };
    [disorder.to_owned(), kind.to_owned(), sub.to_owned()]
}

/// ACLED's interaction code of civilians.
const CIVILIANS: u8 = 7;

/// Who stands on each side, under ACLED's names.
struct Sides {
    first: Vec<(String, u8)>,
    second: Vec<(String, u8)>,
}

impl Sides {
    fn of(names: &Names, it: &Incident, day: Option<Date>) -> Self {
        let country = it.place.country.as_deref();
        let side = |roles: &[Role]| {
            let mut seen = BTreeSet::new();
            let parties = it.parties.iter().filter(|it| roles.contains(&it.role));
            let once = parties.filter(|it| seen.insert(&it.id));
            once.map(|it| actor(names, it, country, day)).collect::<Vec<_>>()
        };
        let first = side(&[Role::Attacker]);
        let others = [Role::Claimant, Role::Accused, Role::Other, Role::Mediator];
        let mut first = if first.is_empty() { side(&others) } else { first };
        first.extend(
            side(&[Role::Ally]).into_iter().filter(|it| !first.contains(it)).collect::<Vec<_>>(),
        );
        let mut second = side(&[Role::Target]);
        if it.acled_type.as_deref() == Some("Battles") {
            // The armed party is the one that counts; civilians stand beside it.
            second.sort_by_key(|it| it.1 == CIVILIANS);
        }
        if first.is_empty() {
            // ACLED fills its first actor first.
            std::mem::swap(&mut first, &mut second);
        }
        Self { first, second }
    }

    /// From `actor1` to `interaction`.
    fn cells(&self) -> Vec<String> {
        let mut cells = side_cells(&self.first).to_vec();
        cells.extend(side_cells(&self.second));
        let (a, b) = (code(&self.first), code(&self.second));
        cells.push(match (a, b) {
            (0, 0) => String::new(),
            (0, one) | (one, 0) => format!("{one}0"),
            (a, b) => format!("{}{}", a.min(b), a.max(b)),
        });
        cells
    }
}

fn code(side: &[(String, u8)]) -> u8 {
    side.first().map_or(0, |it| it.1)
}

fn side_cells(side: &[(String, u8)]) -> [String; 3] {
    let Some(((name, inter), others)) = side.split_first() else { return Default::default() };
    let others: Vec<&str> = others.iter().map(|it| it.0.as_str()).collect();
    [name.clone(), others.join("; "), inter.to_string()]
}

/// ACLED's name of a party on a day, and its interaction code.
fn actor(names: &Names, party: &Party, country: Option<&str>, day: Option<Date>) -> (String, u8) {
    let Some(actor) = names.actor(&party.id) else { return (party.id.to_string(), 8) };
    let then = |from: Option<Date>, to: Option<Date>| {
        let begun = from.is_none_or(|from| day.is_some_and(|day| from <= day));
        begun && to.is_none_or(|to| day.is_some_and(|day| day <= to))
    };
    let called = actor.acled.iter().find(|it| then(it.from, it.to)).or(actor.acled.last());
    let name = called.map_or(actor.name.as_str(), |it| it.name.as_str());
    (name.replace("()", &format!("({})", country_name(names, country))), actor.inter)
}

/// From `iso` to `geo_precision`.
fn place_cells(names: &Names, it: &Incident) -> Vec<String> {
    let place = &it.place;
    let country = place.country.as_deref();
    let (iso, region) = world(country.unwrap_or_default());
    let name = country_name(names, country);
    let admin1 = place.admin1.as_deref().unwrap_or_default();
    let location = place.town.as_deref().or(place.admin1.as_deref()).unwrap_or(name);
    let degrees = |it: Option<f64>| it.map(|it| format!("{it:.4}")).unwrap_or_default();
    vec![
        iso.to_owned(),
        region.to_owned(),
        name.to_owned(),
        admin1.to_owned(),
        place.admin2.clone().unwrap_or_default(),
        String::new(),
        location.to_owned(),
        degrees(place.latitude),
        degrees(place.longitude),
        place.precision.unwrap_or(3).to_string(),
    ]
}

fn country_name<'a>(names: &'a Names, country: Option<&'a str>) -> &'a str {
    let id = country.unwrap_or_default();
    names.country(id).map_or(id, |it| it.name.as_str())
}

/// Our codes: the one fact of an incident that ACLED has no column for.
fn codes(it: &Incident) -> String {
    let mut codes = vec![it.event.as_str()];
    codes.extend(it.also.iter().map(Slug::as_str));
    codes.join("; ")
}

fn dead(it: &Incident, fatalities: Fatalities) -> u32 {
    match fatalities {
        Fatalities::Best => it.deaths.best.or(it.deaths.low).unwrap_or(0),
        Fatalities::Acled => it.deaths.low.unwrap_or_else(|| words_as_numbers(&it.tolls)),
    }
}

/// ACLED's numbers for words, where no claimant gives a number: the lowest of them.
fn words_as_numbers(tolls: &[TollRow]) -> u32 {
    let dead = tolls.iter().filter(|it| it.kind == TollKind::Dead && it.scope == Scope::Event);
    dead.filter(|it| it.low.is_none() && it.high.is_none())
        .filter_map(|it| word_as_number(&it.words))
        .min()
        .unwrap_or(0)
}

/// "several" 3, "dozens" 12, "hundreds" 100.
fn word_as_number(words: &str) -> Option<u32> {
    const NUMBERS: [(u32, &[&str]); 3] = [
        (100, &["hundred", "centaine", "المئات", "مئات"]),
        (12, &["dozen", "scores", "dizaine", "douzaine", "عشرات", "العشرات"]),
        (3, &["several", "many", "some", "few", "plusieurs", "des ", "quelques", "عدد من", "عدة"]),
    ];
    let words = words.to_lowercase();
    NUMBERS.iter().find(|(_, cues)| cues.iter().any(|it| words.contains(it))).map(|it| it.0)
}

/// ISO 3166-1 number and ACLED's region of a country.
fn world(country: &str) -> (&'static str, &'static str) {
    const WEST: &str = "Western Africa";
    match country {
        "BF" => ("854", WEST),
        "BJ" => ("204", WEST),
        "CI" => ("384", WEST),
        "GH" => ("288", WEST),
        "GM" => ("270", WEST),
        "GN" => ("324", WEST),
        "GW" => ("624", WEST),
        "LR" => ("430", WEST),
        "ML" => ("466", WEST),
        "MR" => ("478", WEST),
        "NE" => ("562", WEST),
        "NG" => ("566", WEST),
        "SL" => ("694", WEST),
        "SN" => ("686", WEST),
        "TG" => ("768", WEST),
        "DZ" => ("12", "Northern Africa"),
        "LY" => ("434", "Northern Africa"),
        "CM" => ("120", "Middle Africa"),
        "TD" => ("148", "Middle Africa"),
        _ => ("", ""),
    }
}
