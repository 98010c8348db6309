//! Rows of the dumps: which are taken, as what, and under which spellings.

use std::collections::HashMap;

use vigie::theatre::{Town, TownKind};

use crate::{regions::Regions, spelling};

/// The weight of a cercle, province or department: below its seat, above a village.
pub const CERCLE_WEIGHT: u8 = 4;

/// The weight of the seat of a second-level unit.
pub const SEAT_WEIGHT: u8 = 7;

/// A second-level unit.
pub struct Cercle {
    pub id: i64,
    pub name: String,
}

/// What a feature code becomes; `None` for what is no place of the news (streams, dunes, ruins).
fn kind_and_weight(class: &str, code: &str, population: u64) -> Option<(TownKind, u8)> {
    use TownKind as Kind;
    Some(match (class, code) {
        ("P", "PPLC") => (Kind::Town, 9),
        ("P", "PPLA") => (Kind::Town, 8),
        ("P", "PPLA2") => (Kind::Town, SEAT_WEIGHT),
        ("P", "PPLA3") => (Kind::Town, 5),
        ("P", "PPLQ" | "PPLH" | "PPLW") => return None,
        ("P", "PPL") if population >= 10_000 => (Kind::Village, 3),
        ("P", "PPL" | "PPLA4") => (Kind::Village, 2),
        ("P", _) | ("S", "CMP") | ("L", "LCTY") => (Kind::Village, 1),
        ("H", "WLL" | "WTRH") => (Kind::Village, 0),
        ("A", "ADM2") => (Kind::Cercle, CERCLE_WEIGHT),
        ("S", "AIRP" | "AIRF" | "AIRB") => (Kind::Airport, 3),
        ("S", "PRN") => (Kind::Prison, 3),
        ("S", "INSM" | "MILB") => (Kind::Camp, 3),
        ("S", "PSTB" | "CSTM") => (Kind::Border, 3),
        _ => return None,
    })
}

/// A row of a country's dump (19 columns).
pub fn row(line: &str, regions: &Regions<'_>, cercles: &HashMap<String, Cercle>) -> Option<Town> {
    let cells: Vec<_> = line.split('\t').collect();
    let [id, name, _, alternates, latitude, longitude, class, code, country, _, admin1, admin2, ..] =
        cells.as_slice()
    else {
        return None;
    };
    let population = cells.get(14).and_then(|it| it.parse().ok()).unwrap_or(0);
    let (kind, weight) = kind_and_weight(class, code, population)?;
    let (latitude, longitude) = (latitude.parse().ok()?, longitude.parse().ok()?);
    let region = regions.of(country, admin1, latitude, longitude)?;
    let own = match kind {
        TownKind::Cercle => spelling::unit(name)?,
        TownKind::Airport => spelling::airport(name),
        _ => spelling::tidy(name),
    };
    let unit = cercles.get(&format!("{country}.{admin1}.{admin2}"));
    let cercle = match kind {
        TownKind::Cercle => own.clone(),
        TownKind::Town if *code == "PPLA2" && unit.is_none() => own.clone(),
        _ => unit.map(|it| it.name.clone()).unwrap_or_default(),
    };
    Some(Town {
        id: id.parse().ok()?,
        spellings: spelling::others(&own, alternates, kind),
        name: own,
        country: (*country).into(),
        admin1: region,
        admin2: cercle,
        latitude,
        longitude,
        kind,
        free: false,
        weight,
        site_of: None,
    })
}

/// A row of the neighbours' table (13 columns): towns keep half of their weight, since an event of
/// the theatre is seldom there.
pub fn neighbour_row(line: &str) -> Option<Town> {
    let cells: Vec<_> = line.split('\t').collect();
    let [id, name, _, alternates, latitude, longitude, class, code, country, _, admin1, _, people] =
        cells.as_slice()
    else {
        return None;
    };
    if *class == "A" {
        return None;
    }
    let (kind, weight) = kind_and_weight(class, code, people.parse().unwrap_or(0))?;
    let weight = match *code {
        "PPLC" => 8,
        "PPLA" => 5,
        "PPLA2" => 4,
        _ => weight.min(3),
    };
    let own =
        if kind == TownKind::Airport { spelling::airport(name) } else { spelling::tidy(name) };
    Some(Town {
        id: id.parse().ok()?,
        spellings: spelling::others(&own, alternates, kind),
        name: own,
        country: (*country).into(),
        admin1: spelling::unit(admin1).unwrap_or_default(),
        admin2: String::new(),
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
        kind,
        free: false,
        weight,
        site_of: None,
    })
}

/// The second-level units by their code (`ML.04.8299590`).
pub fn admin2(text: &str) -> HashMap<String, Cercle> {
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let (code, name) = (cells.next()?, cells.next()?);
        let cercle = Cercle { id: cells.nth(1)?.parse().ok()?, name: spelling::unit(name)? };
        Some((code.to_owned(), cercle))
    };
    text.lines().filter_map(row).collect()
}
