//! Reading: whole pages, no transaction between two calls, no right to write needed.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};

use crate::{
    model::{Coding, Incident, Report, Slug, Text},
    query::Query,
};

use super::{
    StoreError, connection,
    decode::{self, REPORT},
    derive,
    holder::Holder,
    ids::{self, Fate},
    meta::{self, Stamp},
    select::{Condition, From},
    work,
};

/// The generation that readers look at, as a subquery.
pub(super) const GENERATION: &str =
    "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'), 0)";

/// A connection that reads.
#[derive(Debug)]
pub struct Reader {
    pub(super) db: Connection,
}

/// What a store says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// By which coder and pack it was derived; `None` when it is empty.
    pub stamp: Option<Stamp>,
    /// The number of the last commit.
    pub seq: u64,
    /// Reports.
    pub reports: u64,
    /// Reports that wait to be coded.
    pub uncoded: u64,
    /// Reports that wait to be grouped.
    pub ungrouped: u64,
    /// Incidents on the ground.
    pub incidents: u64,
    /// Statements.
    pub statements: u64,
    /// Who polls.
    pub poller: Option<Holder>,
    /// Reported time of the newest report.
    pub newest: Option<Timestamp>,
}

/// A report with all that the store knows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredReport {
    /// The report in its newest revision.
    pub report: Report,
    /// What was read out of it; `None` when it waits to be coded.
    pub coding: Option<Coding>,
    /// How many texts it has had.
    pub revisions: u32,
    /// The incidents and statements that it tells of.
    pub incidents: Vec<Slug>,
}

/// An older text of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// When it was first seen.
    pub seen: Timestamp,
    /// The text.
    pub text: Text,
}

/// What an id leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An incident or statement; its `id` is another when the one asked for was handed on.
    Incident(Box<Incident>),
    /// A report.
    Report(Box<StoredReport>),
    /// An incident without an heir: these were its reports.
    Withdrawn(Vec<Slug>),
}

/// A page of reports: after which, newest first, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportPage {
    /// Reported time and id of the row before the page.
    pub after: Option<(Timestamp, Slug)>,
    /// Only what was reported by then.
    pub until: Option<Timestamp>,
    /// At most so many; `None` is all.
    pub limit: Option<usize>,
}

impl Reader {
    /// Opens the store in a folder.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Ok(Self { db: connection::for_reading(dir)? })
    }

    /// A number that moves with every commit of another connection; asking takes microseconds.
    pub fn data_version(&self) -> Result<u64, StoreError> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// The number of the last commit.
    pub fn seq(&self) -> Result<u64, StoreError> {
        meta::last_seq(&self.db)
    }

    /// Runs several reads on one state of the store.
    pub(super) fn consistent<T>(
        &self,
        read: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if !self.db.is_autocommit() {
            return read();
        }
        let transaction = self.db.unchecked_transaction()?;
        let result = read();
        transaction.finish()?;
        result
    }

    pub(super) fn generation(&self) -> Result<i64, StoreError> {
        meta::generation(&self.db)
    }

    /// What the store says of itself; cheap enough to ask at every change of a million reports.
    pub fn info(&self) -> Result<Info, StoreError> {
        self.consistent(|| {
            let generation = self.generation()?;
            let number = |sql: &str, at: &[i64]| -> Result<u64, StoreError> {
                let mut find = self.db.prepare_cached(sql)?;
                Ok(find.query_row(rusqlite::params_from_iter(at), |row| row.get(0))?)
            };
            // Without a condition the pages of the smallest index are counted, not its rows.
            let all = |table: &str| number(&format!("SELECT count(*) FROM {table}"), &[]);
            let listed = |statement| {
                let sql = "SELECT count(*) FROM incident WHERE gen = ?1 AND statement = ?2";
                number(sql, &[generation, statement])
            };
            let newest: Option<i64> = self
                .db
                .prepare_cached("SELECT max(reported) FROM report")?
                .query_row([], |row| row.get(0))?;
            // Reports are never taken out, and of codings one generation stands at a time.
            let reports = number("SELECT coalesce(max(rid), 0) FROM report", &[])?;
            Ok(Info {
                stamp: meta::stamp(&self.db)?,
                seq: self.seq()?,
                reports,
                uncoded: reports.saturating_sub(all("coding")?),
                ungrouped: all("ungrouped")?,
                incidents: listed(0)?,
                statements: listed(1)?,
                poller: self.poller()?,
                newest: newest.and_then(|it| Timestamp::from_microsecond(it).ok()),
            })
        })
    }

    /// Who polls; `None` also where the process that said so is gone.
    pub fn poller(&self) -> Result<Option<Holder>, StoreError> {
        Ok(Holder::polling(&self.db)?.filter(|it| work::lives(it.pid)))
    }

    /// What an id leads to: an incident, its heir, what is left of it, or a report.
    pub fn find(&self, id: &str) -> Result<Option<Found>, StoreError> {
        self.consistent(|| match ids::follow(&self.db, id)? {
            Some(Fate::Withdrawn(reports)) => Ok(Some(Found::Withdrawn(reports))),
            Some(Fate::Lives(id)) => {
                Ok(self.incident(&id)?.map(|it| Found::Incident(Box::new(it))))
            }
            None => Ok(self.report(id)?.map(|it| Found::Report(Box::new(it)))),
        })
    }

    /// The incident or statement that bears an id now.
    pub fn incident(&self, id: &str) -> Result<Option<Incident>, StoreError> {
        let sql = format!("SELECT body FROM incident WHERE gen = ({GENERATION}) AND id = ?1");
        let mut find = self.db.prepare_cached(&sql)?;
        Ok(find.query_row([id], |row| decode::incident(row, 0)).optional()?)
    }

    /// The older ids that lead to an incident, in the order in which they were given.
    pub fn aliases(&self, id: &str) -> Result<Vec<Slug>, StoreError> {
        ids::aliases(&self.db, id)
    }

    /// A report by its id.
    pub fn report(&self, id: &str) -> Result<Option<StoredReport>, StoreError> {
        Ok(self.reports_by_id(std::slice::from_ref(&Slug::from(id)))?.pop())
    }

    /// Reports by their ids, in that order; unknown ids are left out.
    pub fn reports_by_id(&self, ids: &[Slug]) -> Result<Vec<StoredReport>, StoreError> {
        self.consistent(|| {
            let sql = format!(
                "SELECT {REPORT} FROM report r JOIN report_text t USING (rid) WHERE r.id = ?1"
            );
            let mut find = self.db.prepare_cached(&sql)?;
            let mut all = Vec::new();
            for id in ids {
                let row = find.query_row([id.as_str()], stored_row).optional()?;
                all.extend(row.map(|it| self.complete(it)).transpose()?);
            }
            Ok(all)
        })
    }

    /// The reports that a query selects, the newest first: those of the incidents and statements
    /// that it selects, and those without any that satisfy its terms on source, language, date and
    /// text.
    pub fn reports(
        &self,
        query: &Query,
        page: &ReportPage,
    ) -> Result<Vec<StoredReport>, StoreError> {
        self.consistent(|| {
            let (sql, values) = reports_sql(query, page);
            let mut find = self.db.prepare_cached(&sql)?;
            let rows = find.query_map(params_from_iter(values), stored_row)?;
            rows.map(|row| self.complete(row?)).collect()
        })
    }

    /// The older texts of a report, the oldest first.
    pub fn revisions(&self, id: &str) -> Result<Vec<Revision>, StoreError> {
        let sql = "SELECT v.seen, v.text, v.passages FROM report r JOIN revision v USING (rid) \
                   WHERE r.id = ?1 AND v.text IS NOT NULL ORDER BY v.n";
        let mut find = self.db.prepare_cached(sql)?;
        let rows = find.query_map([id], |row| {
            let text = Text { text: row.get(1)?, passages: decode::json(row, 2)? };
            Ok(Revision { seen: decode::instant(row, 0)?, text })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn complete(&self, (rid, report, revisions): Stored) -> Result<StoredReport, StoreError> {
        let generation = self.generation()?;
        let sql = "SELECT i.id FROM incident_report l JOIN incident i USING (iid) \
                   WHERE l.rid = ?2 AND i.gen = ?1 ORDER BY i.id";
        let mut find = self.db.prepare_cached(sql)?;
        let incidents = find
            .query_map([generation, rid], |row| decode::slug(row, 0))?
            .collect::<Result<_, _>>()?;
        let coding = derive::coding_of(&self.db, generation, rid)?;
        Ok(StoredReport { report, coding, revisions, incidents })
    }

    /// Whether a report is known; by its id.
    pub fn has_report(&self, id: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM report WHERE id = ?1)";
        Ok(self.db.prepare_cached(sql)?.query_row(params![id], |row| row.get(0))?)
    }
}

type Stored = (i64, Report, u32);

fn stored_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Stored> {
    Ok((row.get(13)?, decode::report(row)?, row.get(12)?))
}

fn reports_sql(query: &Query, page: &ReportPage) -> (String, Vec<Value>) {
    let told = Condition::of(query, From::Incidents);
    let lone = Condition::of(query, From::LoneReports);
    let linked = format!(
        "SELECT 1 FROM incident_report m JOIN incident i USING (iid) \
         WHERE m.rid = r.rid AND i.gen = ({GENERATION})"
    );
    let mut sql = format!(
        "SELECT {REPORT} FROM report r JOIN report_text t USING (rid) \
         WHERE (EXISTS ({linked} AND ({})) OR (NOT EXISTS ({linked}) AND ({})))",
        told.sql, lone.sql
    );
    let mut values = told.values;
    values.extend(lone.values);
    if let Some((reported, id)) = &page.after {
        sql.push_str(" AND (r.reported, r.id) < (?, ?)");
        values.push(Value::Integer(reported.as_microsecond()));
        values.push(Value::Text(id.to_string()));
    }
    if let Some(until) = page.until {
        sql.push_str(" AND r.reported <= ?");
        values.push(Value::Integer(until.as_microsecond()));
    }
    sql.push_str(" ORDER BY r.reported DESC, r.id DESC");
    if let Some(limit) = page.limit {
        sql.push_str(" LIMIT ?");
        values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
    }
    (sql, values)
}
