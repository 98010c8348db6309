//! The gazetteer: rows of `towns.tsv`, their names and their distances.

use std::{cmp::Reverse, collections::HashSet, sync::OnceLock};

use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

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

/// The whole gazetteer.
#[derive(Debug, Default)]
pub struct Towns {
    list: Vec<Town>,
    /// Ids with their place in the list, sorted.
    by_id: Vec<(i64, u32)>,
    by_name: OnceLock<ByName>,
}

impl Towns {
    /// Reads the rows; one that is malformed, or whose id stands on an earlier line, is left out.
    pub fn parse(text: &str) -> Self {
        let mut list: Vec<Town> = rows(text).filter_map(|(_, row)| row.ok()).collect();
        let mut by_id = sorted_ids(&list);
        if by_id.windows(2).any(|it| it[0].0 == it[1].0) {
            let mut seen = HashSet::new();
            list.retain(|it| seen.insert(it.id));
            by_id = sorted_ids(&list);
        }
        Self { list, by_id, by_name: OnceLock::new() }
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
        self.get(self.index_of(id)?)
    }

    /// The index, as [`Towns::get`] takes it, of the town of an id.
    pub fn index_of(&self, id: i64) -> Option<u32> {
        let at = self.by_id.binary_search_by_key(&id, |it| it.0).ok()?;
        self.by_id.get(at).map(|it| it.1)
    }

    /// Indices of all that bear a name, the greatest weight first; `key` as [`key`] makes it. The
    /// index of names is made on first use.
    pub fn named(&self, key: &str) -> &[u32] {
        self.by_name.get_or_init(|| ByName::of(&self.list)).bearers(key)
    }

    /// The populated place nearest to a point, with its distance in kilometres.
    pub fn nearest(&self, latitude: f64, longitude: f64) -> Option<(&Town, f64)> {
        let settled = self.list.iter().filter(|it| it.kind.is_settled());
        let distance = |it: &Town| distance_km((latitude, longitude), (it.latitude, it.longitude));
        settled.map(|it| (it, distance(it))).min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

fn sorted_ids(list: &[Town]) -> Vec<(i64, u32)> {
    let mut ids: Vec<_> = (0..).zip(list).map(|(index, it)| (it.id, index)).collect();
    ids.sort_unstable();
    ids
}

/// The bearers of each name: hashes of the keys, sorted, and beside each the index of a town. At 64
/// bits no two of some hundred thousand names meet.
#[derive(Debug)]
struct ByName {
    hashes: Vec<u64>,
    towns: Vec<u32>,
}

impl ByName {
    fn of(list: &[Town]) -> Self {
        let mut rows = Vec::with_capacity(list.len() * 2);
        for (index, town) in (0..).zip(list) {
            let names = town.names().map(|it| xxh3_64(key(it).as_bytes()));
            rows.extend(names.map(|hash| (hash, Reverse(town.weight), index)));
        }
        rows.sort_unstable();
        rows.dedup();
        Self {
            hashes: rows.iter().map(|it| it.0).collect(),
            towns: rows.iter().map(|it| it.2).collect(),
        }
    }

    fn bearers(&self, key: &str) -> &[u32] {
        let hash = xxh3_64(key.as_bytes());
        let from = self.hashes.partition_point(|it| *it < hash);
        let to = self.hashes.partition_point(|it| *it <= hash);
        self.towns.get(from..to).unwrap_or(&[])
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
        let mut cells = [""; COLUMNS.len()];
        let mut found = 0;
        for cell in row.split('\t') {
            if let Some(place) = cells.get_mut(found) {
                *place = cell;
            }
            found += 1;
        }
        if found != COLUMNS.len() {
            return Err(format!("has {found} cells, expected {}", COLUMNS.len()));
        }
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
    let mut key = String::with_capacity(name.len());
    let mut folded = String::new();
    let mut gap = false;
    let mut push = |c: char| {
        if !c.is_alphanumeric() {
            gap = !key.is_empty();
            return;
        }
        if std::mem::take(&mut gap) {
            key.push(' ');
        }
        key.push(c);
    };
    for c in name.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            folded.clear();
            push_folded(c, &mut folded);
            folded.chars().for_each(&mut push);
        }
    }
    key
}

/// Whether two points lie nearer than so many kilometres; most are told apart by their latitudes.
pub fn is_within_km(a: (f64, f64), b: (f64, f64), km: f64) -> bool {
    const LEAST_DEGREE_KM: f64 = 111.0;
    (a.0 - b.0).abs() * LEAST_DEGREE_KM < km && distance_km(a, b) < km
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
