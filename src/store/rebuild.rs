//! Deriving everything again: one transaction throws away what is derived and writes it anew, while
//! readers go on with what stands until it is committed.
//!
//! Reading and writing rows is one thread's, coding is the caller's on another: while one chunk is
//! coded, the one before it is written and the one after it is read.

use std::{collections::HashMap, ops::ControlFlow, sync::mpsc, thread};

use jiff::Timestamp;

use crate::group;
use crate::model::{Coding, Origin, Report, Slug, Told};

use super::{
    StoreError,
    decode::{self, ORIGIN, REPORT},
    derive,
    incidents::{self, Standing},
    meta,
    tally::Tallies,
    writer::Writer,
};

/// How many reports are read and coded at once.
const CHUNK: usize = 500;
/// After so many incidents it is asked again whether to go on.
const STEP: usize = 1000;
/// How many chunks are on their way through the coder.
const AHEAD: usize = 2;

/// The tables of derived rows, those that refer to others first.
const DERIVED: [&str; 12] = [
    "tally",
    "incident_actor",
    "incident_code",
    "incident_person",
    "incident_report",
    "incident",
    "ungrouped",
    "mention_key",
    "mention",
    "report_actor",
    "report_town",
    "coding",
];

/// Codes some reports, in their order.
type Code<'a> = dyn Fn(&[Report]) -> Vec<Coding> + Sync + 'a;
/// Is told how many reports are done, of how many; says whether to go on.
type Done<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + 'a;

/// Some reports, with what the store knows of each.
#[derive(Default)]
struct Chunk {
    reports: Vec<Report>,
    origins: Vec<(i64, Origin)>,
}

impl Writer<'_> {
    /// Codes and groups all reports again in one transaction and makes the store this writer's;
    /// how many incidents and statements there are. Ids, and the commit numbers of what did not
    /// change, are kept. Where `done` breaks off, all stays as it was.
    pub fn rebuild(
        &mut self,
        code: &Code<'_>,
        done: &mut Done<'_>,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        self.transaction(now, |it| it.write_generation(code, done))
    }

    fn write_generation(
        &mut self,
        code: &Code<'_>,
        done: &mut Done<'_>,
    ) -> Result<usize, StoreError> {
        let seq = meta::next_seq(&self.db)?;
        let old = meta::generation(&self.db)?;
        let new = old + 1;
        let standing = incidents::all(&self.db, old)?;
        let known: Vec<_> = standing.iter().map(Standing::known).collect();
        let seqs = kept_seqs(&standing);
        drop(standing);
        let indexes = self.clear_derived()?;
        let total = self.db.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?;
        let mut go_on = |n| done(n, total).is_continue().then_some(()).ok_or(StoreError::Stopped);
        let told = self.code_generation(new, code, &mut go_on)?;
        let mut fresh = group::incidents(self.names, &told, &self.decisions);
        drop(told);
        let about = group::about(&fresh);
        self.give_ids(&known, &mut fresh)?;
        incidents::settle_about(&mut fresh, &about);
        let mut tallies = Tallies::default();
        for (n, incident) in fresh.iter().enumerate() {
            if n % STEP == 0 {
                go_on(total)?;
            }
            let kept = seqs.get(&*incident.id).filter(|it| it.0 == incident.reports());
            let seq = kept.map_or(seq, |it| it.1);
            incidents::insert(&self.db, new, seq, incident, &mut tallies)?;
        }
        tallies.save(&self.db, new)?;
        for index in indexes {
            self.db.execute_batch(&index)?;
        }
        meta::put_generation(&self.db, new)?;
        meta::put_stamp(&self.db, &self.stamp)?;
        Ok(fresh.len())
    }

    /// Empties all tables of derived rows and takes their indexes down; the statements that put
    /// these up again. Without a condition a table is emptied at once, and indexes are made faster
    /// of all rows than row by row.
    fn clear_derived(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT name, sql FROM sqlite_schema \
                   WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL";
        let mut find = self.db.prepare(sql)?;
        let mut indexes = Vec::new();
        for table in DERIVED {
            let rows = find.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let rows: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
            self.db.execute_batch(&format!("DELETE FROM {table}"))?;
            for (name, sql) in rows {
                self.db.execute_batch(&format!("DROP INDEX {name}"))?;
                indexes.push(sql);
            }
        }
        Ok(indexes)
    }

    /// Codes every report into a generation; all that they tell. `go_on` is told how many are done.
    fn code_generation(
        &self,
        new: i64,
        code: &Code<'_>,
        go_on: &mut dyn FnMut(usize) -> Result<(), StoreError>,
    ) -> Result<Vec<Told>, StoreError> {
        thread::scope(|scope| {
            let (ask, asked) = mpsc::sync_channel::<Chunk>(AHEAD);
            let (answer, answered) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                for chunk in asked {
                    let codings = code(&chunk.reports);
                    if answer.send((chunk, codings)).is_err() {
                        return;
                    }
                }
            });
            let (mut told, mut keys) = (Vec::new(), Vec::new());
            let (mut after, mut n, mut ahead) = (0, 0, 0);
            loop {
                while ahead < AHEAD {
                    let chunk = self.chunk(after)?;
                    let Some(last) = chunk.origins.last() else { break };
                    after = last.0;
                    if ask.send(chunk).is_err() {
                        break;
                    }
                    ahead += 1;
                }
                // A coder that panicked answers no more: the scope passes the panic on.
                let Some((chunk, codings)) = (ahead > 0).then(|| answered.recv().ok()).flatten()
                else {
                    derive::save_sorted_keys(&self.db, new, keys)?;
                    return Ok(told);
                };
                ahead -= 1;
                n += codings.len();
                let of = chunk.origins.iter().zip(&chunk.reports).zip(&codings);
                for (((rid, origin), report), coding) in of {
                    let rows = derive::write_coding(&self.db, new, *rid, report, origin, coding)?;
                    for (mid, it) in rows {
                        keys.extend(group::keys(&it).into_iter().map(|key| (key, mid)));
                        told.push(it);
                    }
                }
                go_on(n)?;
            }
        })
    }

    /// The next reports after a row.
    fn chunk(&self, after: i64) -> Result<Chunk, StoreError> {
        let sql = format!(
            "SELECT {REPORT}, {ORIGIN} FROM report r JOIN report_text t USING (rid) \
             WHERE r.rid > ?1 ORDER BY r.rid LIMIT {CHUNK}"
        );
        let mut next = self.db.prepare_cached(&sql)?;
        let rows = next.query_map([after], |row| {
            Ok((row.get::<_, i64>(13)?, decode::report(row)?, decode::origin(row, 14)?.0))
        })?;
        let mut chunk = Chunk::default();
        for row in rows {
            let (rid, report, mut origin) = row?;
            self.judge(&mut origin);
            chunk.origins.push((rid, origin));
            chunk.reports.push(report);
        }
        Ok(chunk)
    }
}

/// The commit number of each id, with the reports that its incident had then.
fn kept_seqs(standing: &[Standing]) -> HashMap<Slug, (Vec<Slug>, u64)> {
    let row = |it: &Standing| (it.incident.id.clone(), (it.incident.reports(), it.seq));
    standing.iter().map(row).collect()
}
