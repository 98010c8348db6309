//! The desk's questions put to the store, and the store's rows as the screen shows them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{Timestamp, ToSpan};

use super::{
    data::{
        ActorLine, Answer, Ask, Day, Health, IncidentSheet, Marks, PAGE, Part, Row, Rows, Select,
        Sort, SourceLine, Told, TownLine,
    },
    labels,
    runtime::Now,
};
use crate::{
    model::{Coding, Count, Incident, Slug},
    output::{json, line},
    query::{Node, Query, Term, ast::Personal},
    store::{
        self, ActorSummary, Holder, List, Order, Page, Reader, RegionSummary, SourceState,
        StoreError, Sum, TownSummary, Work,
    },
    theatre::{Names, SourceEntry},
};

/// Days of the trend.
const DAYS: i64 = 180;

mod sheets;

/// The store with what is needed to understand it.
pub struct Source {
    reader: Reader,
    names: &'static Names,
    sources: Vec<SourceEntry>,
    now: Now,
    version: u64,
    store: PathBuf,
    work: Option<Work>,
    poller: Option<Holder>,
    lists: (i64, u64, u64),
}

type Result<T> = std::result::Result<T, StoreError>;

impl Source {
    /// Opens the store in a folder for reading.
    pub fn open(
        dir: &Path,
        names: &'static Names,
        sources: Vec<SourceEntry>,
        now: Now,
    ) -> Result<Self> {
        let reader = Reader::open(dir)?;
        let version = reader.data_version()?;
        let (store, work) = (dir.to_owned(), None);
        let (poller, lists) = (reader.poller()?, reader.lists_state()?);
        Ok(Self { reader, names, sources, now, version, store, work, poller, lists })
    }

    /// Whether another program has committed since this was last asked.
    pub fn changed(&mut self) -> bool {
        let version = self.reader.data_version().unwrap_or(self.version);
        std::mem::replace(&mut self.version, version) != version
    }

    /// Whether incidents have come, changed or gone since this was last asked. Most of what a poller
    /// commits is only how its sources do.
    pub fn lists_changed(&mut self) -> bool {
        let lists = self.reader.lists_state().unwrap_or_default();
        std::mem::replace(&mut self.lists, lists) != lists
    }

    /// Whether nothing was ever committed.
    pub fn is_empty(&self) -> bool {
        self.reader.seq().is_ok_and(|it| it == 0)
    }

    /// The answer to a question.
    pub fn answer(&self, ask: &Ask) -> Result<Answer> {
        Ok(match ask {
            Ask::Rows(select, part) => Answer::Rows(self.rows(select, part)?),
            Ask::News(select, since) => {
                let fresh = self.reader.changed_since(*since)?;
                let query = narrowed(self.query(select)?, fresh);
                Answer::News(self.reader.count(&query, list(select))?)
            }
            Ask::Watch(rules, since) => self.watched(rules, *since)?,
            Ask::Actors(select) => {
                let lines = self.reader.actors(&self.query(select)?)?;
                Answer::Actors(lines.iter().map(|it| self.actor_line(it)).collect())
            }
            Ask::Towns(select) => Answer::Towns(self.towns(select)?),
            Ask::Days(select) => Answer::Days(self.days(select)?),
            Ask::Sources => Answer::Sources(self.source_lines()?),
            Ask::Incident(id) => self.incident(id)?,
            Ask::Actor(id) => Answer::Actor(Box::new(self.actor(id)?)),
            Ask::Town(id) => Answer::Town(Box::new(self.town(*id)?)),
        })
    }

    /// Poller, sources and work under way.
    pub fn health(&self) -> Health {
        let Ok(info) = self.reader.info() else { return Health::default() };
        let states = self.reader.source_states().unwrap_or_default();
        let broken = states.iter().filter(|(_, it)| it.fault.is_some()).count();
        Health {
            poller: info.poller.map(|it| it.to_string()),
            broken: u32::try_from(broken).unwrap_or(u32::MAX),
            progress: self.progress(info.uncoded, info.ungrouped),
            faults: Vec::new(),
        }
    }

    /// Whether work by any process, or polling, has gone on, begun or ended since this was last
    /// asked: a process that dies leaves no commit behind.
    pub fn worked(&mut self) -> bool {
        let work = Work::under_way(&self.store);
        let poller = self.reader.poller().unwrap_or_default();
        let was = std::mem::replace(&mut self.poller, poller);
        std::mem::replace(&mut self.work, work) != self.work || was != self.poller
    }

    fn progress(&self, uncoded: u64, ungrouped: u64) -> Option<(String, u64, u64)> {
        let work = self.work.as_ref().map(|it| (it.what.clone(), it.done, it.total));
        let waits = |what: &str, count| (count > 0).then(|| (what.to_owned(), count, 0));
        work.or_else(|| waits("reports to be read:", uncoded))
            .or_else(|| waits("reports to be grouped:", ungrouped))
    }

    /// The query of a selection, a person's own terms and limits turned into ids.
    fn query(&self, select: &Select) -> Result<Query> {
        let mut query = select.query.clone();
        if let Some(marks) = &select.marks {
            let unread = self.reader.changed_since(marks.read_to)?;
            let looked = self.reader.changed_since(marks.looked)?;
            query = query.with_personal(&mut |what, _| own(what, marks, &unread, &looked));
        }
        Ok(match select.since {
            Some(since) => narrowed(query, self.reader.changed_since(since)?),
            None => query,
        })
    }

    fn rows(&self, select: &Select, part: &Part) -> Result<Rows> {
        // Asked first: what is committed while the rows are read must not count as seen.
        let commit = self.reader.seq()?;
        let query = self.query(select)?;
        let list = list(select);
        let order = match select.sort {
            Sort::Changed => Order::Changed,
            Sort::Day => Order::Day,
        };
        let page = |after, back| Page { list, order, after, back, limit: Some(PAGE) };
        let total = self.reader.count(&query, list)?;
        let held = match part {
            Part::Around(id) => self.held(&query, list, id)?,
            Part::Head | Part::Tail => None,
        };
        let (rows, before) = match (part, held) {
            (Part::Around(_), Some(held)) => {
                let cursor = order.cursor(&held.incident);
                let mut rows = self.reader.load(&query, &page(Some(cursor.clone()), true))?.rows;
                let place = self.reader.place(&query, list, order, &cursor)?;
                let before = size(place).saturating_sub(rows.len());
                rows.push(held);
                rows.extend(self.reader.load(&query, &page(Some(cursor), false))?.rows);
                (rows, before)
            }
            (Part::Tail, _) => {
                let rows = self.reader.load(&query, &page(None, true))?.rows;
                let before = size(total).saturating_sub(rows.len());
                (rows, before)
            }
            (Part::Head | Part::Around(_), _) => {
                (self.reader.load(&query, &page(None, false))?.rows, 0)
            }
        };
        Ok(Rows {
            rows: rows.into_iter().map(|it| row(it.incident, it.seq)).collect(),
            before,
            total: size(total),
            commit,
        })
    }

    /// An incident's row, where the selection has it.
    fn held(&self, query: &Query, list: List, id: &Slug) -> Result<Option<store::Row>> {
        let one = narrowed(query.clone(), vec![id.clone()]);
        Ok(self.reader.load(&one, &Page::first(list, 1))?.rows.pop())
    }

    /// What changed after a commit and fits a rule.
    fn watched(&self, rules: &[(String, Query)], since: u64) -> Result<Answer> {
        // Asked first: what is committed meanwhile is looked at again the next time.
        let seen = self.reader.seq()?;
        let fresh = self.reader.changed_since(since)?;
        let mut found = Vec::new();
        for (name, query) in rules.iter().filter(|_| !fresh.is_empty()) {
            let query = narrowed(query.clone(), fresh.clone());
            let rows = self.reader.load(&query, &Page::all(List::Both))?.rows;
            found.push((name.clone(), rows.into_iter().map(|it| Arc::new(it.incident)).collect()));
        }
        Ok(Answer::Watch(found, seen))
    }

    fn actor_line(&self, it: &ActorSummary) -> ActorLine {
        ActorLine {
            id: it.id.to_string(),
            name: labels::actor_name(self.names, &it.id).to_owned(),
            incidents: it.incidents,
            attacks_7d: it.as_attacker.days_7,
            attacks_30d: it.as_attacker.days_30,
            attacks_before: it.as_attacker.previous_30,
            targeted_30d: it.as_target.days_30,
            caused: dead(it.deaths_caused),
            suffered: dead(it.deaths_suffered),
            last: it.last_seen,
            claimed: it.claimed,
            alleged: it.alleged,
            towns_30d: it.towns_30d,
        }
    }

    fn town_line(&self, it: &TownSummary) -> TownLine {
        let town = self.names.towns().by_id(it.id);
        let sum = it.dead_30d;
        TownLine {
            id: Some(it.id),
            name: town.map_or_else(|| it.id.to_string(), |it| it.name.clone()),
            region: town.map(|it| it.admin1.clone()).unwrap_or_default(),
            country: town.map(|it| it.country.to_string()).unwrap_or_default(),
            point: town.map(|it| (it.latitude, it.longitude)),
            incidents: it.total,
            last_7d: it.incidents.days_7,
            last_30d: it.incidents.days_30,
            before: it.incidents.previous_30,
            near: it.near,
            deaths: dead(sum),
            last: it.last_incident,
            attackers: it.attackers.clone(),
            unconfirmed: it.unconfirmed_share,
            quiet_days: it.quiet_days,
        }
    }

    /// Towns, then the regions of what is no nearer known.
    fn towns(&self, select: &Select) -> Result<Vec<TownLine>> {
        let query = self.query(select)?;
        let mut lines: Vec<TownLine> =
            self.reader.towns(&query)?.iter().map(|it| self.town_line(it)).collect();
        let vague = self.reader.regions(&query)?.into_iter().filter(|it| it.vague > 0);
        lines.extend(vague.map(|it| region_line(&it)));
        Ok(lines)
    }

    /// The last days without gaps, up to today or the last day with an incident.
    fn days(&self, select: &Select) -> Result<Vec<Day>> {
        let counts = self.reader.trend(&self.query(select)?)?;
        let today = labels::day_of((self.now)());
        let (Some(first), Some(last)) = (counts.first(), counts.last()) else {
            return Ok(Vec::new());
        };
        let last = last.day.max(today.min(last.day.saturating_add(31.days())));
        let first = first.day.max(last.saturating_sub(DAYS.days()));
        let days = first.series(1.day()).take_while(|it| *it <= last);
        Ok(days
            .map(|day| {
                let count = counts.iter().find(|it| it.day == day);
                Day {
                    day,
                    incidents: count.map_or(0, |it| it.incidents),
                    deaths: count.map_or(0, |it| it.deaths.best),
                }
            })
            .collect())
    }

    fn source_lines(&self) -> Result<Vec<SourceLine>> {
        let states = self.reader.source_states()?;
        let reports = self.reader.reports_by_source()?;
        let now = (self.now)();
        let counted = |id: &str| reports.iter().find(|(it, _)| it == id).map_or(0, |(_, n)| *n);
        let state_of = |id: &str| states.iter().find(|(it, _)| it == id).map(|(_, it)| it.clone());
        let mut lines: Vec<SourceLine> = self
            .sources
            .iter()
            .map(|it| {
                let state = state_of(&it.id).unwrap_or_default();
                SourceLine {
                    name: it.name.clone(),
                    url: it.url.clone(),
                    kind: it.kind.to_string(),
                    reliability: it.reliability,
                    enabled: it.enabled,
                    reports: counted(&it.id),
                    ..source_line(&it.id, state, now)
                }
            })
            .collect();
        let listed = |id: &Slug| self.sources.iter().any(|it| it.id == *id);
        let more = states.iter().map(|(id, _)| id).chain(reports.iter().map(|(id, _)| id));
        let more: BTreeSet<&Slug> = more.filter(|it| !listed(it)).collect();
        lines.extend(more.into_iter().map(|id| SourceLine {
            name: id.to_string(),
            reliability: 'F',
            enabled: true,
            reports: counted(id),
            ..source_line(id, state_of(id).unwrap_or_default(), now)
        }));
        // What is wrong comes first, what is off last.
        lines.sort_by_key(|it| (!it.enabled, it.fault.is_none(), !it.is_silent()));
        Ok(lines)
    }

    fn incident(&self, id: &Slug) -> Result<Answer> {
        let Some(incident) = self.reader.incident(id)? else {
            return Ok(Answer::Failed(format!("incident {id} is withdrawn")));
        };
        let query = narrowed(Query::all((self.now)()), vec![incident.id.clone()]);
        let rows = self.reader.load(&query, &Page::first(List::Both, 1))?.rows;
        let reports = self.reader.reports_by_id(&incident.reports())?;
        Ok(Answer::Incident(Box::new(IncidentSheet {
            incident: Arc::new(incident),
            commit: rows.first().map_or(0, |it| it.seq),
            reports: reports
                .into_iter()
                .map(|it| Told {
                    report: it.report,
                    coding: it.coding.unwrap_or_else(Coding::default),
                })
                .collect(),
        })))
    }

    /// An incident as a list has it as JSON, with its line end.
    pub fn json_of(&self, incident: &Incident) -> String {
        let aliases = self.reader.aliases(&incident.id).unwrap_or_default();
        let text = json::text(incident, &aliases).unwrap_or_default();
        format!("{}\n", line(&text))
    }

    /// Writes the selected incidents to a file, in the format of its ending.
    pub fn export(&self, path: &str, ask: &Ask) -> std::result::Result<String, String> {
        let Ask::Rows(select, _) = ask else { return Err("nothing to write".to_owned()) };
        let told = self.told(select).map_err(|error| error.to_string())?;
        super::export::export(Path::new(path), self.names, &told)
    }

    /// Every selected incident with its publishers and older ids.
    fn told(&self, select: &Select) -> Result<Vec<super::export::Told>> {
        let rows = self.reader.load(&self.query(select)?, &Page::all(list(select)))?.rows;
        rows.into_iter()
            .map(|it| {
                let reports = self.reader.reports_by_id(&it.incident.reports())?.into_iter();
                let publishers: BTreeSet<String> = reports.map(|it| it.report.publisher).collect();
                let (publishers, incident) = (publishers.into_iter().collect(), it.incident);
                let aliases = self.reader.aliases(&incident.id)?;
                Ok(super::export::Told { incident, publishers, aliases })
            })
            .collect()
    }
}

fn list(select: &Select) -> List {
    if select.statements { List::Statements } else { List::Incidents }
}

/// The query, of these incidents only.
fn narrowed(query: Query, ids: Vec<Slug>) -> Query {
    let now = query.now;
    let ids = Node::Term(Term::Ids(Arc::new(ids.into_iter().collect())));
    Query::of_parts([query.root, ids], now)
}

/// What a term of the person's own selects.
fn own(what: Personal, marks: &Marks, unread: &[Slug], looked: &[Slug]) -> BTreeSet<Slug> {
    match what {
        Personal::Star => marks.stars.iter().cloned().collect(),
        Personal::New => looked.iter().cloned().collect(),
        Personal::Unread => {
            let back = marks.read.iter().filter(|(_, read)| **read == 0);
            let back = back.map(|(id, _)| Slug::from(id.as_str()));
            let read = |id: &&Slug| marks.read.get(id.as_str()).is_none_or(|read| *read == 0);
            unread.iter().filter(read).cloned().chain(back).collect()
        }
        Personal::Triage | Personal::Mine | Personal::Note => BTreeSet::new(),
    }
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn row(incident: Incident, seq: u64) -> Row {
    Row { incident: Arc::new(incident), commit: seq }
}

fn dead(sum: Sum) -> Count {
    Count { low: Some(sum.low), best: Some(sum.best), high: Some(sum.high) }
}

fn region_line(it: &RegionSummary) -> TownLine {
    TownLine {
        name: it.admin1.clone(),
        region: it.admin1.clone(),
        country: it.country.to_string(),
        incidents: it.vague,
        last_7d: 0,
        ..TownLine::default()
    }
}

fn source_line(id: &Slug, state: SourceState, now: Timestamp) -> SourceLine {
    let silent = state.newest_entry.map(|at| now.as_second() - at.as_second());
    SourceLine {
        id: id.to_string(),
        url: state.url.unwrap_or_default(),
        kind: state.kind.map(|it| it.to_string()).unwrap_or_default(),
        last_try: state.last_try,
        last_success: state.last_success,
        next_try: state.next_try,
        fault: state.retired.or(state.fault),
        usual_gap_s: state.usual_gap_s,
        silent_s: silent.and_then(|it| u64::try_from(it).ok()),
        ..SourceLine::default()
    }
}
