//! Actors, towns, regions and days, counted.
//!
//! Windows are whole days that end with today: `7d` is today and the six days before. Counts are
//! by the day of the event; what is undated or known by its month counts in no window.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

use crate::{
    model::{Incident, Slug},
    query::Query,
};

use super::{
    StoreError, decode,
    page::{List, Page},
    reader::Reader,
    tally::{self, Amounts, Place, Tallies, What},
};

/// How many incidents in the last days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Windows {
    /// The last 7 days.
    pub days_7: u32,
    /// The last 30 days.
    pub days_30: u32,
    /// The 30 days before those.
    pub previous_30: u32,
}

/// A number of dead, summed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// By the lowest words.
    pub low: u32,
    /// By our best numbers.
    pub best: u32,
    /// By the highest words.
    pub high: u32,
}

/// An actor, counted over the selected incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorSummary {
    /// Its id.
    pub id: Slug,
    /// Incidents in which it attacked.
    pub as_attacker: Windows,
    /// Incidents in which it was the target.
    pub as_target: Windows,
    /// All incidents in which it had any part.
    pub incidents: u32,
    /// Those of its attacks that it claims itself.
    pub claimed: u32,
    /// Those of its attacks that it is only said to have made.
    pub alleged: u32,
    /// The dead of other sides in its attacks.
    pub deaths_caused: Sum,
    /// Its own dead.
    pub deaths_suffered: Sum,
    /// In how many towns it attacked in the last 30 days.
    pub towns_30d: u32,
    /// The towns of those (ids) in which it had not attacked before.
    pub new_towns_30d: Vec<i64>,
    /// Event codes of its attacks, the most frequent first.
    pub kinds: Vec<(Slug, u32)>,
    /// The last day on which it had any part.
    pub last_seen: Option<Date>,
    /// Reported time of the last statement that it is a party to.
    pub last_statement: Option<Timestamp>,
}

/// A town, counted over the selected incidents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TownSummary {
    /// Its id.
    pub id: i64,
    /// Incidents in it.
    pub incidents: Windows,
    /// All incidents in it.
    pub total: u32,
    /// Median of the last twelve weeks.
    pub median_week: f64,
    /// All incidents near it.
    pub near: u32,
    /// The dead of the last 30 days by side (empty: not said whose), the most first.
    pub deaths_30d: Vec<(Slug, Sum)>,
    /// The dead of the last 30 days: what several claim to have been different sides' counts once.
    pub dead_30d: Sum,
    /// Who attacked in it, the most frequent first.
    pub attackers: Vec<Slug>,
    /// Day of the last incident in it.
    pub last_incident: Option<Date>,
    /// Day on which a report last named it.
    pub last_mention: Option<Date>,
    /// Days since the last incident in it.
    pub quiet_days: Option<u32>,
    /// Share of the incidents in it that are unconfirmed.
    pub unconfirmed_share: Option<f64>,
}

/// A region, counted over the selected incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionSummary {
    /// ISO 3166-1 alpha-2.
    pub country: Slug,
    /// Canonical name.
    pub admin1: String,
    /// Incidents in it.
    pub incidents: Windows,
    /// All incidents in it.
    pub total: u32,
    /// Those that are somewhere in it, at no known town.
    pub vague: u32,
    /// The dead.
    pub deaths: Sum,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day.
    pub day: Date,
    /// Incidents.
    pub incidents: u32,
    /// The dead.
    pub deaths: Sum,
}

const WEEKS: usize = 12;

/// The days of the windows.
#[derive(Clone, Copy)]
struct Calendar {
    today: Date,
}

impl Calendar {
    fn at(now: Timestamp) -> Self {
        Self { today: now.to_zoned(TimeZone::UTC).date() }
    }

    /// Days before today; `None` for a day to come.
    fn age(self, day: Date) -> Option<u32> {
        day.until(self.today).ok().and_then(|it| u32::try_from(it.get_days()).ok())
    }

    fn windows(self, days: &[(Date, u32)]) -> Windows {
        let mut windows = Windows::default();
        for (day, n) in days {
            match self.age(*day) {
                Some(0..30) => windows.days_30 += n,
                Some(30..60) => windows.previous_30 += n,
                _ => {}
            }
            if self.age(*day).is_some_and(|it| it < 7) {
                windows.days_7 += n;
            }
        }
        windows
    }

    fn median_week(self, days: &[(Date, u32)]) -> f64 {
        let mut weeks = [0_u32; WEEKS];
        for (day, n) in days {
            let week = self.age(*day).and_then(|it| weeks.get_mut(it as usize / 7));
            if let Some(week) = week {
                *week += n;
            }
        }
        weeks.sort_unstable();
        match weeks.get(WEEKS / 2 - 1..=WEEKS / 2) {
            Some([a, b]) => f64::from(a + b) / 2.0,
            _ => 0.0,
        }
    }

    fn month_ago(self) -> Date {
        self.today.checked_sub(Span::new().days(29)).unwrap_or(Date::MIN)
    }
}

/// Tallies by heading and key.
#[derive(Default)]
pub(super) struct Sheet(BTreeMap<(What, String), Vec<(Place, Amounts)>>);

impl Sheet {
    /// All tallies of some incidents.
    pub(super) fn counted<'a>(incidents: impl IntoIterator<Item = &'a Incident>) -> Self {
        let mut tallies = Tallies::default();
        for incident in incidents {
            tallies.add(incident);
        }
        Self::of(tallies.into_rows())
    }

    fn of(rows: impl IntoIterator<Item = (Place, Amounts)>) -> Self {
        let mut sheet = Self::default();
        for (place, amounts) in rows {
            sheet.0.entry((place.what, place.key.clone())).or_default().push((place, amounts));
        }
        sheet
    }

    fn keys(&self, what: What) -> impl Iterator<Item = &str> {
        self.0.keys().filter(move |it| it.0 == what).map(|it| it.1.as_str())
    }

    fn get(&self, what: What, key: &str) -> &[(Place, Amounts)] {
        self.0.get(&(what, key.to_owned())).map_or(&[], Vec::as_slice)
    }

    fn total(&self, what: What, key: &str) -> Amounts {
        self.get(what, key).iter().fold(Amounts::default(), |sum, it| sum.plus(it.1, 1))
    }

    fn number(&self, what: What, key: &str) -> u32 {
        whole(self.total(what, key).n)
    }

    /// Days with their numbers; without what has no day.
    fn days(&self, what: What, key: &str) -> Vec<(Date, u32)> {
        let rows = self.get(what, key).iter();
        rows.filter_map(|it| Some((decode::day(&it.0.day)?, whole(it.1.n)))).collect()
    }

    /// Sums by second key, of rows that a test lets through.
    fn by_sub(
        &self,
        what: What,
        key: &str,
        test: impl Fn(Option<Date>) -> bool,
    ) -> BTreeMap<&str, Amounts> {
        let mut sums: BTreeMap<&str, Amounts> = BTreeMap::new();
        for (place, amounts) in self.get(what, key) {
            if test(decode::day(&place.day)) {
                let sum = sums.entry(&place.sub).or_default();
                *sum = sum.plus(*amounts, 1);
            }
        }
        sums
    }
}

fn whole(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

impl From<Amounts> for Sum {
    fn from(it: Amounts) -> Self {
        Self { low: whole(it.low), best: whole(it.best), high: whole(it.high) }
    }
}

/// The second keys, the most frequent first.
fn ranked(sums: &BTreeMap<&str, Amounts>) -> Vec<(Slug, u32)> {
    let mut list: Vec<_> = sums.iter().map(|it| (Slug::from(*it.0), whole(it.1.n))).collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}

impl Reader {
    /// The actors of the selected incidents, those with most incidents first.
    pub fn actors(&self, query: &Query) -> Result<Vec<ActorSummary>, StoreError> {
        use What::{Active, Alleged, Attacker, Claimed, Kind, Lost, Seen, Target};
        self.consistent(|| {
            let whats = [Seen, Attacker, Target, Lost, Claimed, Alleged, Kind, Active];
            let sheet = self.sheet(query, &whats)?;
            actors(&sheet, query.now, |actor| self.last_statement(actor))
        })
    }

    /// The towns in or near which the selected incidents are, those with most incidents first.
    pub fn towns(&self, query: &Query) -> Result<Vec<TownSummary>, StoreError> {
        use What::{Near, Town, TownAttacker, TownSide, TownUnconfirmed};
        self.consistent(|| {
            let sheet =
                self.sheet(query, &[Town, Near, TownSide, TownAttacker, TownUnconfirmed])?;
            towns(&sheet, query.now, |town| self.last_mention(town, Timestamp::MAX))
        })
    }

    /// The regions of the selected incidents, by country and name.
    pub fn regions(&self, query: &Query) -> Result<Vec<RegionSummary>, StoreError> {
        let sheet = self.sheet(query, &[What::Region, What::RegionVague])?;
        let calendar = Calendar::at(query.now);
        let summary = |key: &str| {
            let (country, admin1) = key.split_once('|')?;
            let total = sheet.total(What::Region, key);
            Some(RegionSummary {
                country: country.into(),
                admin1: admin1.to_owned(),
                incidents: calendar.windows(&sheet.days(What::Region, key)),
                total: whole(total.n),
                vague: sheet.number(What::RegionVague, key),
                deaths: total.into(),
            })
        };
        Ok(sheet.keys(What::Region).filter_map(summary).collect())
    }

    /// The days on which the selected incidents happened, in order; days without any are left out.
    pub fn trend(&self, query: &Query) -> Result<Vec<DayCount>, StoreError> {
        let sheet = self.sheet(query, &[What::All])?;
        let rows = sheet.get(What::All, "").iter();
        let days = rows.filter_map(|(place, amounts)| {
            let day = decode::day(&place.day)?;
            Some(DayCount { day, incidents: whole(amounts.n), deaths: (*amounts).into() })
        });
        Ok(days.collect())
    }

    /// The tallies of the selected incidents; those of all are kept in the store.
    fn sheet(&self, query: &Query, whats: &[What]) -> Result<Sheet, StoreError> {
        if query.is_all() {
            return Ok(Sheet::of(tally::stored(&self.db, self.generation()?, whats)?));
        }
        let rows = self.load(query, &Page::all(List::Incidents))?.rows;
        Ok(Sheet::counted(rows.iter().map(|it| &it.incident)))
    }

    fn last_statement(&self, actor: &str) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT max(i.last_reported) FROM incident_actor a JOIN incident i USING (iid) \
                   WHERE a.actor = ?2 AND i.gen = ?1 AND i.statement = 1";
        let at: Option<i64> = self
            .db
            .prepare_cached(sql)?
            .query_row((self.generation()?, actor), |row| row.get(0))?;
        Ok(at.and_then(|it| Timestamp::from_microsecond(it).ok()))
    }

    /// The day on which a report named a town last, of those reported by then.
    pub(super) fn last_mention(
        &self,
        town: i64,
        until: Timestamp,
    ) -> Result<Option<Date>, StoreError> {
        let sql = "SELECT max(reported) FROM report_town WHERE gen = ?1 AND town = ?2 \
                   AND reported <= ?3";
        let at: Option<i64> = self
            .db
            .prepare_cached(sql)?
            .query_row((self.generation()?, town, until.as_microsecond()), |row| row.get(0))?;
        let at = at.and_then(|it| Timestamp::from_microsecond(it).ok());
        Ok(at.map(|it| it.to_zoned(TimeZone::UTC).date()))
    }
}

/// The actors of a sheet, those with most incidents first.
pub(super) fn actors(
    sheet: &Sheet,
    now: Timestamp,
    last_statement: impl Fn(&str) -> Result<Option<Timestamp>, StoreError>,
) -> Result<Vec<ActorSummary>, StoreError> {
    let calendar = Calendar::at(now);
    let keys: BTreeSet<&str> = sheet.keys(What::Seen).chain(sheet.keys(What::Lost)).collect();
    let mut list = Vec::new();
    for key in keys {
        let last_statement = last_statement(key)?;
        list.push(ActorSummary { last_statement, ..actor(sheet, key, calendar) });
    }
    list.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.id.cmp(&b.id)));
    Ok(list)
}

/// The towns of a sheet, those with most incidents first.
pub(super) fn towns(
    sheet: &Sheet,
    now: Timestamp,
    last_mention: impl Fn(i64) -> Result<Option<Date>, StoreError>,
) -> Result<Vec<TownSummary>, StoreError> {
    let calendar = Calendar::at(now);
    let keys: BTreeSet<&str> = sheet.keys(What::Town).chain(sheet.keys(What::Near)).collect();
    let mut list = Vec::new();
    for key in keys {
        let Ok(id) = key.parse() else { continue };
        let last_mention = last_mention(id)?;
        list.push(TownSummary { last_mention, ..town(sheet, key, id, calendar) });
    }
    list.sort_by(|a, b| (b.total, b.near).cmp(&(a.total, a.near)).then(a.id.cmp(&b.id)));
    Ok(list)
}

fn actor(sheet: &Sheet, key: &str, calendar: Calendar) -> ActorSummary {
    let recent = sheet.by_sub(What::Active, key, |day| {
        day.and_then(|it| calendar.age(it)).is_some_and(|it| it < 30)
    });
    let before =
        sheet.by_sub(What::Active, key, |day| day.is_some_and(|it| it < calendar.month_ago()));
    let new = recent.keys().filter(|it| !before.contains_key(*it));
    ActorSummary {
        id: key.into(),
        as_attacker: calendar.windows(&sheet.days(What::Attacker, key)),
        as_target: calendar.windows(&sheet.days(What::Target, key)),
        incidents: sheet.number(What::Seen, key),
        claimed: sheet.number(What::Claimed, key),
        alleged: sheet.number(What::Alleged, key),
        deaths_caused: sheet.total(What::Attacker, key).into(),
        deaths_suffered: sheet.total(What::Lost, key).into(),
        towns_30d: u32::try_from(recent.len()).unwrap_or(u32::MAX),
        new_towns_30d: new.filter_map(|it| it.parse().ok()).collect(),
        kinds: ranked(&sheet.by_sub(What::Kind, key, |_| true)),
        last_seen: sheet.days(What::Seen, key).into_iter().map(|it| it.0).max(),
        last_statement: None,
    }
}

fn town(sheet: &Sheet, key: &str, id: i64, calendar: Calendar) -> TownSummary {
    let days = sheet.days(What::Town, key);
    let total = sheet.number(What::Town, key);
    let last = days.iter().map(|it| it.0).max();
    let unconfirmed = sheet.number(What::TownUnconfirmed, key);
    let lately = |day: Option<Date>| day.and_then(|it| calendar.age(it)).is_some_and(|it| it < 30);
    let recent = sheet.by_sub(What::TownSide, key, lately);
    let dead = sheet.by_sub(What::Town, key, lately).get("").copied();
    let mut deaths: Vec<(Slug, Sum)> =
        recent.iter().map(|it| (Slug::from(*it.0), Sum::from(*it.1))).collect();
    deaths.sort_by(|a, b| b.1.best.cmp(&a.1.best).then_with(|| a.0.cmp(&b.0)));
    TownSummary {
        id,
        incidents: calendar.windows(&days),
        total,
        median_week: calendar.median_week(&days),
        near: sheet.number(What::Near, key),
        deaths_30d: deaths,
        dead_30d: dead.map(Sum::from).unwrap_or_default(),
        attackers: ranked(&sheet.by_sub(What::TownAttacker, key, |_| true))
            .into_iter()
            .map(|it| it.0)
            .collect(),
        last_incident: last,
        last_mention: None,
        quiet_days: last.and_then(|it| calendar.age(it)),
        unconfirmed_share: (total > 0).then(|| f64::from(unconfirmed) / f64::from(total)),
    }
}
