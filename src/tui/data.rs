//! What the screen shows, as it was read: questions to the store and their answers.
//!
//! Plain values. The view draws the answer that came last and never asks by itself; a question
//! carries a number, and an answer with an older number than its slot's last is dropped.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};

use super::reader::Subject;
use crate::{
    model::{Coding, Count, Fault, Incident, Report, Slug},
    output::summary::is_silence,
    query::Query,
};

/// What an incident list holds and in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// What is selected. Terms of the person's own still stand in it.
    pub query: Query,
    /// The order.
    pub sort: Sort,
    /// The statements instead of what happened on the ground.
    pub statements: bool,
    /// Only what changed after this commit.
    pub since: Option<u64>,
    /// What terms of the person's own mean; only where the query has such.
    pub marks: Option<Box<Marks>>,
}

/// A person's marks, as a query needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Starred incidents.
    pub stars: Vec<Slug>,
    /// Everything up to this commit is read.
    pub read_to: u64,
    /// Read marks beyond: incident → the commit up to which it was read.
    pub read: BTreeMap<String, u64>,
    /// The newest commit seen when the person last left.
    pub looked: u64,
}

/// The order of the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Latest change first.
    #[default]
    Changed,
    /// Event day, newest first; the undated last, by when they were reported.
    Day,
}

/// How many rows of a list are read at a time: never the whole of it.
pub const PAGE: usize = 400;

/// Which part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its head.
    Head,
    /// A page before an incident and a page after it; the head where the list has it not.
    Around(Slug),
    /// Its end.
    Tail,
}

/// A question to the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A page of the timeline.
    Rows(Select, Part),
    /// How many selected incidents changed after a commit.
    News(Select, u64),
    /// What changed after a commit and fits a watch rule: name and query of each.
    Watch(Vec<(String, Query)>, u64),
    /// The actors of the selected incidents.
    Actors(Select),
    /// The towns of the selected incidents, and regions for what is no nearer known.
    Towns(Select),
    /// Incidents and deaths per day.
    Days(Select),
    /// The sources with their health.
    Sources,
    /// An incident with its reports.
    Incident(Slug),
    /// An actor's sheet.
    Actor(Slug),
    /// A town's sheet, by gazetteer id.
    Town(i64),
}

/// The places on screen that an answer fills; a newer question to a slot outdates the older ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// The timeline.
    Rows,
    /// The notice above it.
    News,
    /// What watch rules find.
    Watch,
    /// The actor list.
    Actors,
    /// The town list and the map.
    Towns,
    /// The trend.
    Days,
    /// The source list.
    Sources,
    /// The text: an incident, an actor, a town.
    Reader,
}

impl Slot {
    /// How many there are.
    pub const COUNT: usize = 8;
}

impl Ask {
    /// The question for what is open.
    pub fn of(subject: &Subject) -> Self {
        match subject {
            Subject::Incident(id) => Self::Incident(id.clone()),
            Subject::Actor(id) => Self::Actor(id.as_str().into()),
            Subject::Town(id) => Self::Town(*id),
        }
    }

    /// The slot that its answer fills.
    pub fn slot(&self) -> Slot {
        match self {
            Self::Rows(..) => Slot::Rows,
            Self::News(..) => Slot::News,
            Self::Watch(..) => Slot::Watch,
            Self::Actors(_) => Slot::Actors,
            Self::Towns(_) => Slot::Towns,
            Self::Days(_) => Slot::Days,
            Self::Sources => Slot::Sources,
            Self::Incident(_) | Self::Actor(_) | Self::Town(_) => Slot::Reader,
        }
    }
}

/// The answer to a question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Ask::Rows`].
    Rows(Rows),
    /// To [`Ask::News`].
    News(u64),
    /// To [`Ask::Watch`]: what each rule found, and the newest commit that was looked at.
    Watch(Vec<(String, Vec<Arc<Incident>>)>, u64),
    /// To [`Ask::Actors`].
    Actors(Vec<ActorLine>),
    /// To [`Ask::Towns`].
    Towns(Vec<TownLine>),
    /// To [`Ask::Days`]: the days from the oldest to the newest, without gaps.
    Days(Vec<Day>),
    /// To [`Ask::Sources`].
    Sources(Vec<SourceLine>),
    /// To [`Ask::Incident`].
    Incident(Box<IncidentSheet>),
    /// To [`Ask::Actor`].
    Actor(Box<ActorSheet>),
    /// To [`Ask::Town`].
    Town(Box<TownSheet>),
    /// No answer, and why.
    Failed(String),
}

/// A page of the timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// How many of the selection stand before them.
    pub before: usize,
    /// How many the selection has.
    pub total: usize,
    /// The newest commit that it has seen.
    pub commit: u64,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The incident.
    pub incident: Arc<Incident>,
    /// The commit that last added something to it.
    pub commit: u64,
}

/// One row of the actor list; "30d" and the like count back from today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorLine {
    /// The actor's id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// Incidents of the selection with it in any role.
    pub incidents: u32,
    /// Incidents in which it attacks, last 7 days.
    pub attacks_7d: u32,
    /// The same, last 30 days.
    pub attacks_30d: u32,
    /// The same, the 30 days before those.
    pub attacks_before: u32,
    /// Incidents in which it is the target, last 30 days.
    pub targeted_30d: u32,
    /// Deaths that it caused within the selection.
    pub caused: Count,
    /// Deaths that it suffered within the selection.
    pub suffered: Count,
    /// Day of its latest incident.
    pub last: Option<Date>,
    /// Its attacks that it claims itself.
    pub claimed: u32,
    /// Its attacks that it is only said to have made.
    pub alleged: u32,
    /// In how many towns it attacked, last 30 days.
    pub towns_30d: u32,
}

/// One row of the town list, or of a region for what is known no nearer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TownLine {
    /// Gazetteer id; `None` for a region's row.
    pub id: Option<i64>,
    /// The town's name, or the region's.
    pub name: String,
    /// Region.
    pub region: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Where it lies; `None` for a region.
    pub point: Option<(f64, f64)>,
    /// Incidents of the selection in the town itself.
    pub incidents: u32,
    /// The same, last 7 days.
    pub last_7d: u32,
    /// The same, last 30 days.
    pub last_30d: u32,
    /// The same, the 30 days before those.
    pub before: u32,
    /// Incidents near it (precision 2).
    pub near: u32,
    /// Deaths in the town, last 30 days.
    pub deaths: Count,
    /// Day of its latest incident.
    pub last: Option<Date>,
    /// Who attacked in it, most first.
    pub attackers: Vec<Slug>,
    /// Share of its incidents that are unconfirmed.
    pub unconfirmed: Option<f64>,
    /// Days since its latest incident.
    pub quiet_days: Option<u32>,
}

/// One day of the trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Incidents of the selection on it.
    pub incidents: u32,
    /// Deaths, best.
    pub deaths: u32,
}

/// One row of the source list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// `feed`, `wordpress`, `page`, `folder` …
    pub kind: String,
    /// Admiralty reliability.
    pub reliability: char,
    /// Polled or not.
    pub enabled: bool,
    /// Last try.
    pub last_try: Option<Timestamp>,
    /// Last success.
    pub last_success: Option<Timestamp>,
    /// Next try.
    pub next_try: Option<Timestamp>,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// Its usual gap between reports, in seconds.
    pub usual_gap_s: Option<u64>,
    /// For how long it has said nothing, in seconds.
    pub silent_s: Option<u64>,
    /// Reports from it.
    pub reports: u64,
}

impl SourceLine {
    /// Silent for far longer than is its habit, which for a monitor is news by itself.
    pub fn is_silent(&self) -> bool {
        self.enabled && is_silence(self.silent_s, self.usual_gap_s)
    }
}

/// An incident with the reports that tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentSheet {
    /// The incident.
    pub incident: Arc<Incident>,
    /// The commit that last added something to it.
    pub commit: u64,
    /// Its reports in order of arrival, with what was read out of them.
    pub reports: Vec<Told>,
}

/// A report with what was read out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The report.
    pub report: Report,
    /// Its tags.
    pub coding: Coding,
}

/// What is known of an actor beside the pack's own entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorSheet {
    /// Its row over all incidents.
    pub line: ActorLine,
    /// Incidents a week, oldest first.
    pub weeks: Vec<u32>,
    /// Its last statement.
    pub last_statement: Option<Timestamp>,
    /// Towns of the last 30 days, most incidents first.
    pub towns: Vec<(String, u32)>,
    /// Towns of the last 30 days where it was not seen in the 90 days before.
    pub new_towns: Vec<String>,
    /// Kinds of event, most first.
    pub kinds: Vec<(Slug, u32)>,
    /// Its latest incidents.
    pub latest: Vec<Row>,
}

/// The first of a month, its incidents, its dead.
pub type Month = (Date, u32, u32);

/// What is known of a town.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TownSheet {
    /// Its row over all incidents.
    pub line: TownLine,
    /// Incidents a week, oldest first.
    pub weeks: Vec<u32>,
    /// Incidents by month, oldest first: the first of the month, incidents, deaths.
    pub months: Vec<Month>,
    /// Actors, most incidents first.
    pub actors: Vec<(Slug, u32)>,
    /// The dead by side.
    pub sides: Vec<SideToll>,
    /// Who said who holds or blocks it, newest first.
    pub ledger: Vec<LedgerRow>,
    /// Its latest incidents.
    pub latest: Vec<Row>,
}

/// The dead of one side in a town.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideToll {
    /// Whose dead; `None` where nobody says.
    pub side: Option<Slug>,
    /// The last 30 days.
    pub days_30: Count,
    /// All.
    pub all: Count,
}

/// One entry of the ledger of a town.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerRow {
    /// The day of which it was said.
    pub day: Date,
    /// Whose word it is: a party, else the publishers that report it.
    pub by: Vec<String>,
    /// Who is said to hold or block the town.
    pub holder: Option<Slug>,
    /// What is said of the holder, in words.
    pub what: String,
}

/// What the status line tells beside the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Who polls, in words ("this program", "watch, pid 4711"); `None` when nobody does.
    pub poller: Option<String>,
    /// Sources whose last try failed.
    pub broken: u32,
    /// Long work under way: what, done, of how many.
    pub progress: Option<(String, u64, u64)>,
    /// Faults to show once.
    pub faults: Vec<Fault>,
}
