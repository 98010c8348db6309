//! What is counted of each incident, so that no list of actors or towns is computed from scratch.
//!
//! A tally is a sum under a heading, a key (an actor, a town), a second key and a day. Tallies of
//! all incidents are kept in the store and change with each commit; those of a selection are added
//! up when asked for. Both come from [`rows`], so that they cannot differ.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use crate::model::{Attribution, Count, Incident, Role, Slug, Verification};

use super::StoreError;

/// The headings, under the numbers that stand in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum What {
    /// All incidents; with the dead.
    All = 1,
    /// By actor: it attacked; with the dead of other sides.
    Attacker = 2,
    /// By actor: it was the target.
    Target = 3,
    /// By actor: its own dead.
    Lost = 4,
    /// By actor: it had any part.
    Seen = 5,
    /// By actor: it says that it attacked.
    Claimed = 6,
    /// By actor: it is said to have attacked.
    Alleged = 7,
    /// By actor and event code: it attacked.
    Kind = 8,
    /// By actor and town: it attacked there.
    Active = 9,
    /// By town: in it; with the dead.
    Town = 10,
    /// By town: near it.
    Near = 11,
    /// By town and side: the dead in it.
    TownSide = 12,
    /// By town and attacker.
    TownAttacker = 13,
    /// By town: unconfirmed.
    TownUnconfirmed = 14,
    /// By country and region: in it; with the dead.
    Region = 15,
    /// By country and region: somewhere in it.
    RegionVague = 16,
}

/// Where a tally stands. The day is that of the event; empty for one that is undated or known by
/// its month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) what: What,
    pub(super) key: String,
    pub(super) sub: String,
    pub(super) day: String,
}

/// How many incidents, and how many dead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    pub(super) n: i64,
    pub(super) low: i64,
    pub(super) best: i64,
    pub(super) high: i64,
}

impl Amounts {
    pub(super) fn plus(self, other: Self, sign: i64) -> Self {
        Self {
            n: self.n + sign * other.n,
            low: self.low + sign * other.low,
            best: self.best + sign * other.best,
            high: self.high + sign * other.high,
        }
    }

    fn one() -> Self {
        Self { n: 1, ..Self::default() }
    }

    fn dead(count: Count) -> Self {
        let low = i64::from(count.low.unwrap_or(0));
        let best = count.best.map_or(low, i64::from);
        let high = count.high.map_or(best, i64::from);
        Self { n: 1, low, best, high }
    }
}

/// The key of a region.
pub(super) fn region_key(country: &str, admin1: &str) -> String {
    format!("{country}|{admin1}")
}

/// Every tally of one incident; none of a statement.
pub(super) fn rows(incident: &Incident) -> Vec<(Place, Amounts)> {
    if incident.statement {
        return Vec::new();
    }
    let mut rows =
        Rows { day: incident.day().map_or(String::new(), |it| it.to_string()), all: Vec::new() };
    rows.add(What::All, "", "", Amounts::dead(incident.deaths));
    let town = incident.place.town_id.map(|it| it.to_string());
    let inside = town.as_deref().filter(|_| incident.place.precision == Some(1));
    of_actors(&mut rows, incident, inside);
    if let Some(town) = inside {
        of_town(&mut rows, incident, town);
    } else if let Some(town) = &town
        && incident.place.precision == Some(2)
    {
        rows.add(What::Near, town, "", Amounts::one());
    }
    if let (Some(country), Some(admin1)) = (&incident.place.country, &incident.place.admin1) {
        let key = region_key(country, admin1);
        rows.add(What::Region, &key, "", Amounts::dead(incident.deaths));
        if town.is_none() {
            rows.add(What::RegionVague, &key, "", Amounts::one());
        }
    }
    rows.all
}

struct Rows {
    day: String,
    all: Vec<(Place, Amounts)>,
}

impl Rows {
    fn add(&mut self, what: What, key: &str, sub: &str, amounts: Amounts) {
        let place = Place { what, key: key.to_owned(), sub: sub.to_owned(), day: self.day.clone() };
        self.all.push((place, amounts));
    }
}

fn of_actors(rows: &mut Rows, incident: &Incident, town: Option<&str>) {
    for actor in distinct(incident, |_| true) {
        rows.add(What::Seen, &actor, "", Amounts::one());
    }
    for actor in distinct(incident, |role| role == Role::Target) {
        rows.add(What::Target, &actor, "", Amounts::one());
    }
    for side in &incident.deaths_by_side {
        if let Some(actor) = &side.side {
            rows.add(What::Lost, actor, "", Amounts::dead(side.count));
        }
    }
    for actor in distinct(incident, |role| role == Role::Attacker) {
        let attribution =
            incident.parties.iter().find(|it| it.id == actor && it.role == Role::Attacker);
        rows.add(What::Attacker, &actor, "", caused_by(incident, &actor));
        rows.add(What::Kind, &actor, &incident.event, Amounts::one());
        match attribution.map(|it| it.attribution) {
            Some(Attribution::Claimed) => rows.add(What::Claimed, &actor, "", Amounts::one()),
            Some(Attribution::Alleged) => rows.add(What::Alleged, &actor, "", Amounts::one()),
            _ => {}
        }
        if let Some(town) = town {
            rows.add(What::Active, &actor, town, Amounts::one());
        }
    }
}

fn distinct(incident: &Incident, wanted: impl Fn(Role) -> bool) -> Vec<Slug> {
    let mut actors: Vec<Slug> =
        incident.parties.iter().filter(|it| wanted(it.role)).map(|it| it.id.clone()).collect();
    actors.sort_unstable();
    actors.dedup();
    actors
}

/// The dead of an incident that are not the attacker's own.
fn caused_by(incident: &Incident, attacker: &Slug) -> Amounts {
    if incident.deaths_by_side.is_empty() {
        return Amounts::dead(incident.deaths);
    }
    let others = incident.deaths_by_side.iter().filter(|it| it.side.as_ref() != Some(attacker));
    let sum = others.fold(Amounts::default(), |sum, it| sum.plus(Amounts::dead(it.count), 1));
    Amounts { n: 1, ..sum }
}

fn of_town(rows: &mut Rows, incident: &Incident, town: &str) {
    rows.add(What::Town, town, "", Amounts::dead(incident.deaths));
    if incident.verification == Verification::Unconfirmed {
        rows.add(What::TownUnconfirmed, town, "", Amounts::one());
    }
    for actor in distinct(incident, |role| role == Role::Attacker) {
        rows.add(What::TownAttacker, town, &actor, Amounts::one());
    }
    for side in &incident.deaths_by_side {
        let sub = side.side.as_ref().map_or("", Slug::as_str);
        rows.add(What::TownSide, town, sub, Amounts::dead(side.count));
    }
}

/// Sums that are to be added to those of the store, or stand for themselves.
#[derive(Debug, Default)]
pub(super) struct Tallies(HashMap<Place, Amounts>);

impl Tallies {
    pub(super) fn add(&mut self, incident: &Incident) {
        self.count(incident, 1);
    }

    pub(super) fn subtract(&mut self, incident: &Incident) {
        self.count(incident, -1);
    }

    fn count(&mut self, incident: &Incident, sign: i64) {
        for (place, amounts) in rows(incident) {
            let sum = self.0.entry(place).or_default();
            *sum = sum.plus(amounts, sign);
        }
    }

    /// All, in order.
    pub(super) fn into_rows(self) -> impl Iterator<Item = (Place, Amounts)> {
        let mut rows: Vec<_> = self.0.into_iter().filter(|it| it.1 != Amounts::default()).collect();
        rows.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        rows.into_iter()
    }

    /// Adds them to those of a generation.
    pub(super) fn save(self, db: &Connection, generation: i64) -> Result<(), StoreError> {
        let mut add = db.prepare_cached(
            "INSERT INTO tally VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE \
             SET n = n + ?6, low = low + ?7, best = best + ?8, high = high + ?9",
        )?;
        let mut clean = db.prepare_cached(
            "DELETE FROM tally WHERE gen = ?1 AND what = ?2 AND key = ?3 AND sub = ?4 AND day = ?5 \
             AND n = 0",
        )?;
        for (place, it) in self.into_rows() {
            let what = place.what as i64;
            let at = params![
                generation, what, place.key, place.sub, place.day, it.n, it.low, it.best, it.high
            ];
            add.execute(at)?;
            if it.n <= 0 {
                clean.execute(params![generation, what, place.key, place.sub, place.day])?;
            }
        }
        Ok(())
    }
}

/// The tallies of all incidents under some headings.
pub(super) fn stored(
    db: &Connection,
    generation: i64,
    whats: &[What],
) -> Result<Vec<(Place, Amounts)>, StoreError> {
    let sql = "SELECT key, sub, day, n, low, best, high FROM tally WHERE gen = ?1 AND what = ?2";
    let mut find = db.prepare_cached(sql)?;
    let mut all = Vec::new();
    for what in whats {
        let rows = find.query_map(params![generation, *what as i64], |row| {
            let place = Place { what: *what, key: row.get(0)?, sub: row.get(1)?, day: row.get(2)? };
            let amounts =
                Amounts { n: row.get(3)?, low: row.get(4)?, best: row.get(5)?, high: row.get(6)? };
            Ok((place, amounts))
        })?;
        for row in rows {
            all.push(row?);
        }
    }
    Ok(all)
}
