//! Writing: whole batches, all or nothing, one process at a time.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::{
    model::{Coding, Decision, Origin, Report, Slug},
    theatre::{Names, SourceEntry},
};

use super::{
    StoreError, connection, copies,
    decode::{self, REPORT},
    derive,
    holder::{Holder, PollLock},
    meta::{self, Stamp},
    reports::{self, Outcome, Standing},
    sources::{self, Dropped, SourceState},
    touched::Touched,
    work::Telling,
};

/// A report and what was read out of it; `None` is not coded yet.
#[derive(Clone, Debug)]
pub struct Coded {
    /// The report.
    pub report: Report,
    /// Its reading.
    pub coding: Option<Coding>,
}

/// What is committed together.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Reports.
    pub reports: Vec<Coded>,
    /// What was not taken in.
    pub dropped: Vec<Dropped>,
    /// Sources by id with their new state; its two counts of entries are set by the commit when
    /// the batch has reports of that source.
    pub sources: Vec<(Slug, SourceState)>,
    /// Whether a later commit, or [`Writer::group_waiting`], groups what the reports tell.
    pub group_later: bool,
}

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// What became of each report, in the batch's order.
    pub outcomes: Vec<Outcome>,
    /// Incidents that are new or changed.
    pub incidents: usize,
}

impl Committed {
    /// How many reports had this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|it| **it == outcome).count()
    }
}

/// A connection that writes. Between two commits it holds no lock.
#[derive(Debug)]
pub struct Writer<'n> {
    pub(super) db: Connection,
    pub(super) dir: PathBuf,
    pub(super) names: &'n Names,
    pub(super) stamp: Stamp,
    pub(super) decisions: Vec<Decision>,
    /// Sources that the pack does not name, or names otherwise.
    sources: Vec<SourceEntry>,
    /// When its last transaction had the write lock.
    began: Option<Instant>,
}

impl<'n> Writer<'n> {
    /// Opens or makes the store in a folder for a pack and a version of the coder. A store of
    /// another theatre is refused.
    pub fn open(dir: &Path, names: &'n Names, coder: u32) -> Result<Self, StoreError> {
        let writer = Self::open_any(dir, names, coder)?;
        match meta::stamp(&writer.db)? {
            Some(found) if found.theatre != writer.stamp.theatre => {
                let wanted = writer.stamp.theatre;
                Err(StoreError::OtherTheatre { found: found.theatre, wanted })
            }
            _ => Ok(writer),
        }
    }

    /// The same for a store of any theatre, which [`Writer::rebuild`] then makes one of this pack.
    pub fn open_any(dir: &Path, names: &'n Names, coder: u32) -> Result<Self, StoreError> {
        let db = connection::for_writing(dir)?;
        let stamp = Stamp { theatre: names.id.to_string(), pack: names.hash().to_owned(), coder };
        let (dir, decisions, sources) = (dir.to_owned(), Vec::new(), Vec::new());
        Ok(Self { db, dir, names, stamp, decisions, sources, began: None })
    }

    /// A number that moves with every commit of another connection; asking takes microseconds.
    pub fn data_version(&self) -> Result<u64, StoreError> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// When its last commit had the write lock, however long it had waited for that.
    pub fn began(&self) -> Option<Instant> {
        self.began
    }

    /// Tells other processes how far long work on this store is.
    pub fn telling(&self, what: &str) -> Telling {
        Telling::of(&self.dir, what)
    }

    /// By which coder and pack the store's derived rows were made; `None` for an empty store.
    pub fn stored_stamp(&self) -> Result<Option<Stamp>, StoreError> {
        meta::stamp(&self.db)
    }

    /// By which coder and pack this writer makes them.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The pack.
    pub fn names(&self) -> &'n Names {
        self.names
    }

    /// Tells the writer of sources that the pack does not name, or names otherwise: their
    /// reliability and stance count.
    pub fn know_sources(&mut self, sources: &[SourceEntry]) {
        self.sources.extend_from_slice(sources);
    }

    /// Sets the reliability and stance of an origin to those of its source.
    pub(super) fn judge(&self, origin: &mut Origin) {
        let mut sources = self.sources.iter().rev().chain(&self.names.sources);
        let entry = sources.find(|it| it.id == origin.source);
        origin.reliability = entry.map_or('F', |it| it.reliability);
        origin.stance = entry.and_then(|it| it.stance.clone());
    }

    /// Whether a report is known with this very text.
    pub fn knows(&self, report: &Report) -> Result<bool, StoreError> {
        reports::knows(&self.db, report)
    }

    /// How a source does; the default for one never tried.
    pub fn source_state(&self, id: &str) -> Result<SourceState, StoreError> {
        sources::state(&self.db, id)
    }

    /// Takes the right to poll and says so in the store; the error side of the inner result is who
    /// has it.
    pub fn poll(&self, now: Timestamp) -> Result<Result<PollLock, Holder>, StoreError> {
        let Some(lock) = PollLock::take(&self.dir)? else {
            return Ok(Err(Holder::polling(&self.db)?.unwrap_or_default()));
        };
        let holder = Holder::this(now);
        self.db.execute(
            "INSERT OR REPLACE INTO poller VALUES (1, ?1, ?2, ?3)",
            params![holder.pid, holder.user, now.as_microsecond()],
        )?;
        Ok(Ok(lock))
    }

    /// Commits a batch, or changes nothing. What the batch tells is grouped in the same
    /// transaction unless it asks otherwise, where this writer's coder and pack are those of the
    /// store; else its reports are stored without their codings, and what they change waits to be
    /// grouped.
    pub fn commit(&mut self, batch: &mut Batch, now: Timestamp) -> Result<Committed, StoreError> {
        self.transaction(now, |writer| writer.write(batch))
    }

    /// Reports that wait to be coded, the oldest first.
    pub fn waiting(&self, limit: usize) -> Result<Vec<Report>, StoreError> {
        let sql = format!(
            "SELECT {REPORT} FROM report r JOIN report_text t USING (rid) WHERE NOT EXISTS \
             (SELECT 1 FROM coding c WHERE c.rid = r.rid AND c.gen = ?1) ORDER BY r.rid LIMIT ?2"
        );
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params![meta::generation(&self.db)?, limit], decode::report)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Commits the codings of reports that waited, and groups what they tell; how many incidents
    /// are new or changed. Nothing happens in a store of another coder or pack.
    pub fn commit_codings(
        &mut self,
        codings: &[(Report, Coding)],
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        self.transaction(now, |it| it.write_codings(codings))
    }

    fn write_codings(&mut self, codings: &[(Report, Coding)]) -> Result<usize, StoreError> {
        if !self.adopt()? {
            return Ok(0);
        }
        let generation = meta::generation(&self.db)?;
        let mut touched = Touched::of(generation);
        for (report, coding) in codings {
            let Some((rid, mut origin)) = reports::stored_origin(&self.db, report)? else {
                continue;
            };
            self.judge(&mut origin);
            derive::clear_coding(&self.db, generation, rid)?;
            let told = derive::save_coding(&self.db, generation, rid, report, &origin, coding)?;
            touched.after.insert(rid, told);
        }
        self.group_touched(meta::next_seq(&self.db)?, touched)
    }

    /// Runs `work` under the write lock and commits, or rolls back its fault.
    pub(super) fn transaction<T>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        connection::begin(&self.db, &self.dir)?;
        self.began = Some(Instant::now());
        Holder::announce(&self.dir, now);
        let result = work(self);
        match result {
            Ok(value) => {
                self.db.execute_batch("COMMIT")?;
                Ok(value)
            }
            Err(err) => {
                // After some faults SQLite has rolled back by itself.
                let _ = self.db.execute_batch("ROLLBACK");
                Err(err)
            }
        }
    }

    fn write(&mut self, batch: &mut Batch) -> Result<Committed, StoreError> {
        let derives = self.adopt()?;
        let seq = meta::next_seq(&self.db)?;
        let mut touched = Touched::of(meta::generation(&self.db)?);
        let mut committed = Committed::default();
        for coded in &mut batch.reports {
            to_microseconds(&mut coded.report.first_seen);
            let coding = coded.coding.as_ref().filter(|_| derives);
            let outcome = self.take(&mut coded.report, coding, seq, &mut touched)?;
            committed.outcomes.push(outcome);
        }
        touched.settle(&self.db)?;
        // A stranger would group by other rules than those that stand.
        if batch.group_later || !derives {
            touched.wait(&self.db)?;
        } else {
            committed.incidents = self.group_touched(seq, touched)?;
        }
        self.save_sources(batch, &committed)?;
        sources::drop_entries(&self.db, &batch.dropped)?;
        Ok(committed)
    }

    /// Files one report with what was read out of it.
    fn take(
        &self,
        report: &mut Report,
        coding: Option<&Coding>,
        seq: u64,
        touched: &mut Touched,
    ) -> Result<Outcome, StoreError> {
        let db = &self.db;
        let seen = report.first_seen;
        let standing = reports::look_up(db, report)?;
        let known = match standing {
            Standing::Known => return Ok(Outcome::Known),
            Standing::New => None,
            Standing::Older(rid) => Some(rid),
        };
        let plan = copies::plan(db, known, report)?;
        touched.remember(db, plan.moved.iter().copied().chain(known))?;
        let mut origin = reports::origin(report);
        self.judge(&mut origin);
        let (rid, copy) = match known {
            None => {
                let rid = reports::add(db, report, &origin, plan.columns(), seq)?;
                (rid, copies::carry_out(db, rid, &plan)?)
            }
            Some(rid) => {
                reports::add_text(db, rid, report, seen, seq)?;
                origin.published = report.published;
                derive::clear_coding(db, touched.generation, rid)?;
                (rid, copies::carry_out_again(db, rid, &plan)?)
            }
        };
        origin.copy = copy.cast_unsigned();
        let told = match coding {
            Some(it) => derive::save_coding(db, touched.generation, rid, report, &origin, it)?,
            None => Vec::new(),
        };
        touched.after.insert(rid, told);
        Ok(if known.is_some() { Outcome::Revised } else { Outcome::New })
    }

    /// Makes an empty store this writer's; whether the store is of its coder and pack.
    fn adopt(&self) -> Result<bool, StoreError> {
        if let Some(found) = meta::stamp(&self.db)? {
            return Ok(found == self.stamp);
        }
        meta::put_stamp(&self.db, &self.stamp)?;
        Ok(true)
    }

    fn save_sources(&self, batch: &Batch, committed: &Committed) -> Result<(), StoreError> {
        for (id, state) in &batch.sources {
            let mut state = state.clone();
            let outcomes = batch.reports.iter().zip(&committed.outcomes);
            let of_source: Vec<_> =
                outcomes.filter(|it| it.0.report.source == *id).map(|it| *it.1).collect();
            if !of_source.is_empty() {
                let new = of_source.iter().filter(|it| **it == Outcome::New).count();
                state.entries_new = u32::try_from(new).unwrap_or(u32::MAX);
                state.entries_known = u32::try_from(of_source.len() - new).unwrap_or(u32::MAX);
            }
            sources::save(&self.db, id, &state)?;
        }
        Ok(())
    }
}

/// The store keeps microseconds: what is grouped before and after storing must not differ.
fn to_microseconds(at: &mut Timestamp) {
    *at = Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(*at);
}
