//! Deriving everything again: a new generation beside the one that is read, then the flip.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::params;

use crate::group;
use crate::model::{Coding, Report, Slug, Told};

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
const CHUNK: usize = 2000;

/// Codes some reports, given how many there are in all.
type Code<'a> = dyn FnMut(&[Report], usize) -> Vec<Coding> + 'a;

impl Writer<'_> {
    /// Codes and groups all reports again in one transaction and makes the store this writer's;
    /// how many incidents and statements there are. Ids, and the commit numbers of what did not
    /// change, are kept.
    pub fn rebuild(&mut self, code: &mut Code<'_>, now: Timestamp) -> Result<usize, StoreError> {
        self.transaction(now, |it| it.write_generation(code))
    }

    fn write_generation(&mut self, code: &mut Code<'_>) -> Result<usize, StoreError> {
        let seq = meta::next_seq(&self.db)?;
        let old = meta::generation(&self.db)?;
        let new = old + 1;
        let told = self.code_generation(new, code)?;
        let mut fresh = group::incidents(self.names, &told, &self.decisions);
        drop(told);
        let about = group::about(&fresh);
        let standing = incidents::all(&self.db, old)?;
        let known: Vec<_> = standing.iter().map(Standing::known).collect();
        self.give_ids(&known, &mut fresh)?;
        incidents::settle_about(&mut fresh, &about);
        let seqs = kept_seqs(&standing);
        drop(standing);
        let mut tallies = Tallies::default();
        for incident in &fresh {
            let kept = seqs.get(&*incident.id).filter(|it| it.0 == incident.reports());
            let seq = kept.map_or(seq, |it| it.1);
            incidents::insert(&self.db, new, seq, incident, &mut tallies)?;
        }
        tallies.save(&self.db, new)?;
        self.flip(old, new)?;
        Ok(fresh.len())
    }

    /// Codes every report into a generation; all that they tell.
    fn code_generation(&self, new: i64, code: &mut Code<'_>) -> Result<Vec<Told>, StoreError> {
        let total: usize =
            self.db.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?;
        let sql = format!(
            "SELECT {REPORT}, {ORIGIN} FROM report r JOIN report_text t USING (rid) \
             WHERE r.rid > ?1 ORDER BY r.rid LIMIT {CHUNK}"
        );
        let mut next = self.db.prepare(&sql)?;
        let mut told = Vec::new();
        let mut after = 0_i64;
        loop {
            let rows = next.query_map([after], |row| {
                Ok((row.get::<_, i64>(13)?, decode::report(row)?, decode::origin(row, 14)?.0))
            })?;
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            let Some(last) = rows.last() else { return Ok(told) };
            after = last.0;
            let (mut origins, mut reports) = (Vec::new(), Vec::new());
            for (rid, report, mut origin) in rows {
                self.judge(&mut origin);
                origins.push((rid, origin));
                reports.push(report);
            }
            let codings = code(&reports, total);
            for (((rid, origin), report), coding) in origins.iter().zip(&reports).zip(&codings) {
                told.extend(derive::save_coding(&self.db, new, *rid, report, origin, coding)?);
            }
        }
    }

    /// Makes a generation the one that is read, and drops the one before.
    fn flip(&self, old: i64, new: i64) -> Result<(), StoreError> {
        meta::put_generation(&self.db, new)?;
        meta::put_stamp(&self.db, &self.stamp)?;
        for table in
            ["tally", "incident", "mention_key", "mention", "report_actor", "report_town", "coding"]
        {
            self.db.execute(&format!("DELETE FROM {table} WHERE gen <= ?1"), params![old])?;
        }
        Ok(())
    }
}

/// The commit number of each id, with the reports that its incident had then.
fn kept_seqs(standing: &[Standing]) -> HashMap<Slug, (Vec<Slug>, u64)> {
    let row = |it: &Standing| (it.incident.id.clone(), (it.incident.reports(), it.seq));
    standing.iter().map(row).collect()
}
