//! The gazetteer: rows of `towns.tsv`, their names and their distances.

use std::collections::HashMap;

use serde::Deserialize;

use crate::{model::Slug, text::push_folded};

/// What kind of place a gazetteer row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TownKind {
    /// A capital of country, region or cercle, or another place that the press names freely.
    Town,
    /// Any other populated place.
    Village,
    /// An airport or airfield.
    Airport,
    /// A prison.
    Prison,
    /// A military or refugee camp.
    Camp,
    /// A border post.
    Border,
    /// A cercle, province or department: precision 3, named for its seat.
    Cercle,
    /// A named forest, lake, river or hill area.
    Area,
}

/// One row of `towns.tsv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// `GeoNames` id, negative for the pack's own.
    pub id: i64,
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Slug,
    /// Region, canonical.
    pub admin1: String,
    /// Cercle, province or department; empty when unknown.
    pub admin2: String,
    /// WGS 84 degrees.
    pub latitude: f64,
    /// WGS 84 degrees.
    pub longitude: f64,
    /// Kind of place.
    pub kind: TownKind,
    /// Free: its name is a place wherever it stands capitalised. Else it needs a context: a place
    /// word before it, a distance, its region or a neighbour in the sentence.
    pub free: bool,
    /// 0–9, greater is more often in the news; settles homonyms.
    pub weight: u8,
    /// For an airport, prison, camp or border post: the id of the town that it is named for, where
    /// what happens there is placed.
    pub site_of: Option<i64>,
    /// Spellings beside the name, every language.
    pub spellings: Vec<String>,
}

/// The columns of `towns.tsv`, as its head line names them.
pub(super) const COLUMNS: [&str; 12] = [
    "id",
    "name",
    "country",
    "admin1",
    "admin2",
    "latitude",
    "longitude",
    "kind",
    "free",
    "weight",
    "site_of",
    "spellings",
];

/// The whole gazetteer with its index of names.
#[derive(Debug, Default)]
pub struct Towns {
    list: Vec<Town>,
    by_id: HashMap<i64, u32>,
    by_name: HashMap<Box<str>, Vec<u32>>,
}

impl Towns {
    /// Reads the rows; one that is malformed, or whose id stands on an earlier line, is left out.
    pub fn parse(text: &str) -> Self {
        let mut towns = Self::default();
        for town in rows(text).filter_map(|(_, row)| row.ok()) {
            if !towns.by_id.contains_key(&town.id) {
                towns.push(town);
            }
        }
        towns
    }

    /// All, in the order of the file.
    pub fn all(&self) -> &[Town] {
        &self.list
    }

    /// The town at an index that [`Towns::named`] gave.
    pub fn get(&self, index: u32) -> Option<&Town> {
        self.list.get(index as usize)
    }

    /// By `GeoNames` id, or the pack's own negative one.
    pub fn by_id(&self, id: i64) -> Option<&Town> {
        self.by_id.get(&id).and_then(|it| self.get(*it))
    }

    /// Indices of all that bear a name, the greatest weight first; `key` as [`key`] makes it.
    pub fn named(&self, key: &str) -> &[u32] {
        self.by_name.get(key).map_or(&[], Vec::as_slice)
    }

    /// The populated place nearest to a point, with its distance in kilometres.
    pub fn nearest(&self, latitude: f64, longitude: f64) -> Option<(&Town, f64)> {
        let settled = self.list.iter().filter(|it| it.kind.is_settled());
        let distance = |it: &Town| distance_km((latitude, longitude), (it.latitude, it.longitude));
        settled.map(|it| (it, distance(it))).min_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn push(&mut self, town: Town) {
        let index = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.by_id.insert(town.id, index);
        for name in town.names() {
            let bearers = self.by_name.entry(key(name).into()).or_default();
            let weight = |it: &u32| self.list.get(*it as usize).map_or(0, |it| it.weight);
            let at = bearers.partition_point(|it| weight(it) >= town.weight);
            if !bearers.contains(&index) {
                bearers.insert(at, index);
            }
        }
        self.list.push(town);
    }
}

/// The file of the gazetteer.
pub(super) const FILE: &str = "towns.tsv";

/// The rows with their lines, each read or told why it is malformed.
pub(super) fn rows(text: &str) -> impl Iterator<Item = (u32, Result<Town, String>)> {
    let is_row = |row: &str| !(row.is_empty() || row.starts_with('#') || row.starts_with("id\t"));
    (1..)
        .zip(text.lines())
        .filter(move |(_, row)| is_row(row))
        .map(|(line, row)| (line, Town::parse(row)))
}

impl TownKind {
    const ALL: [Self; 8] = [
        Self::Town,
        Self::Village,
        Self::Airport,
        Self::Prison,
        Self::Camp,
        Self::Border,
        Self::Cercle,
        Self::Area,
    ];

    /// Whether people live there under its own name: towns and villages.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Town | Self::Village)
    }

    /// The word of `towns.tsv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::Village => "village",
            Self::Airport => "airport",
            Self::Prison => "prison",
            Self::Camp => "camp",
            Self::Border => "border",
            Self::Cercle => "cercle",
            Self::Area => "area",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl Town {
    /// The canonical name and every other spelling.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.spellings.iter().map(String::as_str))
    }

    fn parse(row: &str) -> Result<Self, String> {
        let cells: Vec<_> = row.split('\t').collect();
        let Ok(cells) = <[&str; COLUMNS.len()]>::try_from(cells) else {
            let found = row.split('\t').count();
            return Err(format!("has {found} cells, expected {}", COLUMNS.len()));
        };
        let [id, name, country, admin1, admin2, lat, lon, kind, free, weight, site, other] = cells;
        let number = |what: &str, cell: &str| {
            let value: Option<f64> = cell.parse().ok();
            value.ok_or_else(|| format!("{what} `{cell}` is no number"))
        };
        let whole = |what: &str, cell: &str| {
            let value: Option<i64> = cell.parse().ok();
            value.ok_or_else(|| format!("{what} `{cell}` is no whole number"))
        };
        if name.trim().is_empty() {
            return Err("has no name".to_owned());
        }
        let (latitude, longitude) = (number("latitude", lat)?, number("longitude", lon)?);
        if !is_on_earth(latitude, longitude) {
            return Err(format!("{latitude}, {longitude} lies outside 90 or 180 degrees"));
        }
        let weight = u8::try_from(whole("weight", weight)?).ok().filter(|it| *it <= 9);
        Ok(Self {
            id: whole("id", id)?,
            name: name.to_owned(),
            country: country.into(),
            admin1: admin1.to_owned(),
            admin2: admin2.to_owned(),
            latitude,
            longitude,
            kind: TownKind::parse(kind).ok_or_else(|| format!("kind `{kind}` is unknown"))?,
            free: free == "1",
            weight: weight.ok_or_else(|| "weight is not 0 to 9".to_owned())?,
            site_of: (!site.is_empty()).then(|| whole("site_of", site)).transpose()?,
            spellings: other.split('|').filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        })
    }
}

/// Whether a latitude and a longitude are degrees of WGS 84.
pub(super) fn is_on_earth(latitude: f64, longitude: f64) -> bool {
    (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude)
}

/// The form in which names are looked up: folded words joined by single blanks, so that
/// "Tin-Zaouatine", "Tin Zaouatine" and "tin zaouatine" are one.
pub fn key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        push_folded(c, &mut folded);
    }
    if folded.chars().all(char::is_alphanumeric) {
        return folded;
    }
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    words.fold(String::with_capacity(folded.len()), |mut key, word| {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
        key
    })
}

/// Kilometres between two points given as latitude and longitude (haversine, mean radius).
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    const MEAN_RADIUS_KM: f64 = 6371.0088;
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let lat = ((lat_b - lat_a) / 2.0).sin().powi(2);
    let lon = ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    let chord = lat + lat_a.cos() * lat_b.cos() * lon;
    2.0 * MEAN_RADIUS_KM * chord.sqrt().min(1.0).asin()
}
