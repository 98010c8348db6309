//! What is said by hand: `towns_by_hand.toml`.

use std::collections::{HashMap, HashSet};

use anyhow::Context;
use serde::Deserialize;
use vigie::theatre::{Line, Town, TownKind, key};

use crate::regions::Regions;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    /// Names that are common words or people's names: no place of such a name matches freely.
    common: Vec<String>,
    /// Countries whose second-level units bear the names of their seats.
    pub units_named_for_seats: HashSet<String>,
    /// Regions by the dumps' codes (`ML.04`). A code that says too little is left out, and the
    /// outlines decide.
    pub codes: HashMap<String, String>,
    /// Parts of a region that count as another one.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
    /// Rows of the dumps that are wrong or in the way.
    drop: HashSet<i64>,
    /// Mended and added places.
    town: Vec<Entry>,
    #[serde(skip)]
    common_keys: HashSet<String>,
}

/// A part of a region that counts as another one and has no outline of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub country: String,
    pub of: String,
    pub region: String,
    /// Longitude and latitude, closed.
    pub ring: Line,
}

/// A place: what is not said is taken from the dump; a place of the pack's own has a negative id and
/// says all.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: i64,
    name: Option<String>,
    country: Option<String>,
    region: Option<String>,
    cercle: Option<String>,
    at: Option<(f64, f64)>,
    kind: Option<TownKind>,
    free: Option<bool>,
    weight: Option<u8>,
    site_of: Option<i64>,
    #[serde(default)]
    names: Vec<String>,
}

impl Hand {
    pub fn read(text: &str) -> anyhow::Result<Self> {
        let mut hand: Self = toml::from_str(text).context("towns_by_hand.toml")?;
        hand.common_keys = hand.common.iter().map(|it| key(it)).collect();
        Ok(hand)
    }

    pub fn drops(&self, id: i64) -> bool {
        self.drop.contains(&id)
    }

    /// Whether a name, as [`key`] makes it, is a common word or a person's name.
    pub fn is_common(&self, name: &str) -> bool {
        self.common_keys.contains(name)
    }

    /// Whether a place matches freely, where that was said.
    pub fn free(&self, id: i64) -> Option<bool> {
        self.town.iter().find(|it| it.id == id).and_then(|it| it.free)
    }

    /// The spellings that were given to a place, as [`key`] makes them.
    pub fn spellings(&self, id: i64) -> HashSet<String> {
        let said = self.town.iter().filter(|it| it.id == id);
        said.flat_map(|it| &it.names).map(|it| key(it)).collect()
    }

    /// Mends the rows named and adds the places of the pack's own.
    pub fn apply(&self, towns: &mut Vec<Town>, regions: &Regions<'_>) -> anyhow::Result<()> {
        let at: HashMap<i64, usize> =
            towns.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
        for entry in &self.town {
            match at.get(&entry.id).and_then(|at| towns.get_mut(*at)) {
                Some(town) => entry.mend(town),
                None => towns.push(entry.town(regions).with_context(|| entry.label())?),
            }
        }
        Ok(())
    }
}

impl Entry {
    fn label(&self) -> String {
        format!("towns_by_hand.toml: {} {}", self.id, self.name.as_deref().unwrap_or(""))
    }

    fn mend(&self, town: &mut Town) {
        if let Some(name) = &self.name {
            let old = std::mem::replace(&mut town.name, name.clone());
            town.spellings.insert(0, old);
        }
        if let Some(region) = &self.region {
            town.admin1.clone_from(region);
        }
        if let Some(cercle) = &self.cercle {
            town.admin2.clone_from(cercle);
        }
        if let Some(at) = self.at {
            (town.latitude, town.longitude) = at;
        }
        town.weight = self.weight.unwrap_or(town.weight);
        town.site_of = self.site_of.or(town.site_of);
        let of_note = town.weight >= 5 && town.kind == TownKind::Village;
        town.kind = self.kind.unwrap_or(if of_note { TownKind::Town } else { town.kind });
        self.add_names(town);
    }

    fn add_names(&self, town: &mut Town) {
        town.spellings = self.names.iter().cloned().chain(town.spellings.drain(..)).collect();
        let mut seen = HashSet::from([key(&town.name)]);
        town.spellings.retain(|it| seen.insert(key(it)));
    }

    fn town(&self, regions: &Regions<'_>) -> anyhow::Result<Town> {
        let (latitude, longitude) = self.at.context("no row has this id: `at` is needed")?;
        let country = self.country.clone().context("`country` is needed")?;
        let region = self.region.clone();
        let region = region.or_else(|| regions.of(&country, "", latitude, longitude));
        let weight = self.weight.unwrap_or(2);
        let usual = if weight >= 5 { TownKind::Town } else { TownKind::Village };
        let mut town = Town {
            id: self.id,
            name: self.name.clone().context("`name` is needed")?,
            country: country.as_str().into(),
            admin1: region.unwrap_or_default(),
            admin2: self.cercle.clone().unwrap_or_default(),
            latitude,
            longitude,
            kind: self.kind.unwrap_or(usual),
            free: false,
            weight,
            site_of: self.site_of,
            spellings: Vec::new(),
        };
        self.add_names(&mut town);
        Ok(town)
    }
}
