//! Towns, actors and sources with their counts, as JSON objects.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{
    model::{Lang, Slug},
    store::{ActorSummary, SourceState, Sum, TownSummary, Windows},
    theatre::{Names, SourceEntry, Town},
};

#[derive(Serialize)]
struct WindowsRow {
    #[serde(rename = "7d")]
    days_7: u32,
    #[serde(rename = "30d")]
    days_30: u32,
    prev_30d: u32,
}

impl From<Windows> for WindowsRow {
    fn from(it: Windows) -> Self {
        Self { days_7: it.days_7, days_30: it.days_30, prev_30d: it.previous_30 }
    }
}

#[derive(Serialize)]
struct TownWindows {
    #[serde(flatten)]
    windows: WindowsRow,
    median_week_12w: f64,
}

#[derive(Serialize)]
struct SumRow {
    low: u32,
    best: u32,
    high: u32,
}

impl From<Sum> for SumRow {
    fn from(it: Sum) -> Self {
        Self { low: it.low, best: it.best, high: it.high }
    }
}

#[derive(Serialize)]
struct SideRow<'a> {
    side: Option<&'a str>,
    #[serde(flatten)]
    sum: SumRow,
}

/// Who said since when that a town is cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blockade {
    /// First day said.
    pub since: Date,
    /// By whom.
    pub by: Option<Slug>,
    /// Who says so.
    pub said_by: Vec<String>,
}

/// Who said since when that an actor holds a town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Control {
    /// The holder.
    pub actor: Slug,
    /// First day said.
    pub from: Date,
    /// Who says so.
    pub said_by: Vec<String>,
    /// Somebody says that it is not so.
    pub disputed: bool,
}

/// What was said of the hold on a town.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The blockade that was last said and not said to be lifted.
    pub blockade: Option<Blockade>,
    /// The holders in order of time.
    pub control: Vec<Control>,
}

#[derive(Serialize)]
struct TownRow<'a> {
    town: &'a str,
    country: &'a Slug,
    admin1: &'a str,
    latitude: f64,
    longitude: f64,
    incidents: TownWindows,
    near: u32,
    deaths_30d: Vec<SideRow<'a>>,
    attackers: &'a [Slug],
    last_incident: Option<Date>,
    last_mention: Option<Date>,
    quiet_days: Option<u32>,
    blockade: Option<&'a Blockade>,
    control: &'a [Control],
    unconfirmed_share: Option<f64>,
}

/// A town as one object.
pub fn town<'a>(place: &'a Town, it: &'a TownSummary, ledger: &'a Ledger) -> impl Serialize + 'a {
    let side = |(side, sum): &'a (Slug, Sum)| SideRow {
        side: (!side.is_empty()).then_some(side.as_str()),
        sum: (*sum).into(),
    };
    TownRow {
        town: &place.name,
        country: &place.country,
        admin1: &place.admin1,
        latitude: place.latitude,
        longitude: place.longitude,
        incidents: TownWindows { windows: it.incidents.into(), median_week_12w: it.median_week },
        near: it.near,
        deaths_30d: it.deaths_30d.iter().map(side).collect(),
        attackers: &it.attackers,
        last_incident: it.last_incident,
        last_mention: it.last_mention,
        quiet_days: it.quiet_days,
        blockade: ledger.blockade.as_ref(),
        control: &ledger.control,
        unconfirmed_share: it.unconfirmed_share,
    }
}

#[derive(Serialize)]
struct KindRow<'a> {
    event: &'a Slug,
    n: u32,
}

#[derive(Serialize)]
struct ActorRow<'a> {
    id: &'a Slug,
    name: &'a str,
    as_attacker: WindowsRow,
    as_target: WindowsRow,
    claimed: u32,
    alleged: u32,
    deaths_caused: SumRow,
    deaths_suffered: SumRow,
    towns_30d: u32,
    new_towns_30d: Vec<String>,
    kinds: Vec<KindRow<'a>>,
    last_statement: Option<Timestamp>,
}

/// An actor as one object.
pub fn actor<'a>(names: &'a Names, it: &'a ActorSummary) -> impl Serialize + 'a {
    let town = |id: &i64| names.towns().by_id(*id).map_or(id.to_string(), |it| it.name.clone());
    ActorRow {
        id: &it.id,
        name: actor_name(names, &it.id),
        as_attacker: it.as_attacker.into(),
        as_target: it.as_target.into(),
        claimed: it.claimed,
        alleged: it.alleged,
        deaths_caused: it.deaths_caused.into(),
        deaths_suffered: it.deaths_suffered.into(),
        towns_30d: it.towns_30d,
        new_towns_30d: it.new_towns_30d.iter().map(town).collect(),
        kinds: it.kinds.iter().map(|(event, n)| KindRow { event, n: *n }).collect(),
        last_statement: it.last_statement,
    }
}

/// The name to show of an actor, its id where the pack has none.
pub fn actor_name<'a>(names: &'a Names, id: &'a Slug) -> &'a str {
    names.actor(id).map_or(id, |it| &it.name)
}

/// A source with its health.
#[derive(Clone, Debug)]
pub struct Source {
    /// As it is configured; for one that is not, what the store knows of it.
    pub entry: SourceEntry,
    /// How it does.
    pub state: SourceState,
    /// How many reports came from it.
    pub reports: u64,
}

impl Source {
    /// Seconds since its newest entry.
    pub fn silent_s(&self, now: Timestamp) -> Option<i64> {
        self.state.newest_entry.map(|it| (now.as_second() - it.as_second()).max(0))
    }

    /// Whether it has been silent for far longer than is its habit.
    pub fn is_silent(&self, now: Timestamp) -> bool {
        let silent = self.silent_s(now).and_then(|it| u64::try_from(it).ok());
        self.entry.enabled && is_silence(silent, self.state.usual_gap_s)
    }
}

/// Whether so many seconds without an entry are out of the ordinary for a source of that usual
/// gap: ten of its gaps, and a day at least.
pub fn is_silence(silent_s: Option<u64>, usual_gap_s: Option<u64>) -> bool {
    const A_DAY: u64 = 24 * 3600;
    let (Some(silent), Some(usual)) = (silent_s, usual_gap_s) else { return false };
    silent >= usual.saturating_mul(10).max(A_DAY)
}

#[derive(Serialize)]
struct SourceRow<'a> {
    id: &'a Slug,
    name: &'a str,
    url: &'a str,
    kind: &'a Slug,
    language: Option<&'static str>,
    publisher: Option<&'a str>,
    reliability: char,
    enabled: bool,
    last_try: Option<Timestamp>,
    last_success: Option<Timestamp>,
    fault: Option<&'a str>,
    usual_gap_s: Option<u64>,
    silent_s: Option<i64>,
    next_try: Option<Timestamp>,
    reports: u64,
}

/// A source as one object.
pub fn source(it: &Source, now: Timestamp) -> impl Serialize + '_ {
    let Source { entry, state, reports } = it;
    SourceRow {
        id: &entry.id,
        name: &entry.name,
        url: &entry.url,
        kind: &entry.kind,
        language: entry.language.map(Lang::code),
        publisher: entry.publisher.as_deref(),
        reliability: entry.reliability,
        enabled: entry.enabled,
        last_try: state.last_try,
        last_success: state.last_success,
        fault: state.retired.as_deref().or(state.fault.as_deref()),
        usual_gap_s: state.usual_gap_s,
        silent_s: it.silent_s(now),
        next_try: state.next_try,
        reports: *reports,
    }
}
