//! Grouping what commits have brought: what lies around a change, or, where most of the store waits
//! to be grouped, all of it.

use std::{cell::Cell, collections::BTreeSet};

use jiff::Timestamp;

use crate::{
    group::{self, Change, Regrouped},
    model::{Incident, Member, Slug},
};

use super::{
    StoreError, derive, ids,
    incidents::{self, Standing},
    meta,
    tally::Tallies,
    touched::Touched,
    writer::Writer,
};

/// So many mentions are loaded around a change before anybody asks whether they are too many; few in
/// tests, which then go both ways.
const LITTLE: usize = if cfg!(test) { 20 } else { 1000 };

/// Why the surroundings of a change were not loaded to the end.
enum Halt {
    TooMuch,
    Fault(StoreError),
}

impl From<StoreError> for Halt {
    fn from(why: StoreError) -> Self {
        Self::Fault(why)
    }
}

impl Writer<'_> {
    /// Groups what earlier commits left for later, in a transaction of its own; how many incidents
    /// are new or changed.
    pub fn group_waiting(&mut self, now: Timestamp) -> Result<usize, StoreError> {
        if !self.has_waiting()? || !self.owns()? {
            return Ok(0);
        }
        self.transaction(now, |writer| {
            // Another may have made the store its own while this one waited for its turn.
            if !writer.owns()? {
                return Ok(0);
            }
            let seq = meta::next_seq(&writer.db)?;
            let touched = Touched::of(meta::generation(&writer.db)?);
            writer.group_touched(seq, touched)
        })
    }

    /// Whether what is derived is by this writer's coder and pack.
    fn owns(&self) -> Result<bool, StoreError> {
        Ok(self.stored_stamp()?.as_ref() == Some(&self.stamp))
    }

    /// Whether mentions wait to be grouped.
    fn has_waiting(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM ungrouped)";
        Ok(self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Groups what a batch touched, with all that waited; how many incidents are new or changed.
    pub(super) fn group_touched(
        &self,
        seq: u64,
        mut touched: Touched,
    ) -> Result<usize, StoreError> {
        let generation = touched.generation;
        let waited = self.has_waiting()?;
        if waited {
            touched.wait(&self.db)?;
            if self.most_waits()? {
                return self.group_all(generation, seq);
            }
            touched = Touched::waiting(&self.db, generation)?;
        }
        if touched.is_empty() {
            return Ok(0);
        }
        let decisions = self.decisions.as_slice();
        let (before, after) = touched.mentions();
        let change = Change {
            before: &before,
            after: &after,
            decided_before: decisions,
            decided_after: decisions,
        };
        let Some(regrouped) = self.regroup(generation, &change)? else {
            drop((before, after));
            return self.group_all(generation, seq);
        };
        let gone = incidents::standing(&self.db, generation, &regrouped.gone)?;
        if waited {
            self.db.execute_batch("DELETE FROM ungrouped")?;
        }
        self.replace(generation, seq, &gone, regrouped)
    }

    /// Whether of the reports that tell anything more than a tenth wait: then looking at all of
    /// them is cheaper than looking around each.
    fn most_waits(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 10 * (SELECT count(*) FROM ungrouped) > \
                   (SELECT count(DISTINCT rid) FROM mention)";
        Ok(self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Groups anew what lies around a change; `None` where that is so much of the store that all of
    /// it, looked at once, is cheaper than the surroundings looked at as they stood and as they are.
    fn regroup(
        &self,
        generation: i64,
        change: &Change<'_>,
    ) -> Result<Option<Regrouped>, StoreError> {
        // Rows are numbered from one, with few gaps.
        let sql = "SELECT coalesce(max(mid), 0) FROM mention";
        let all: usize = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let mut room = (all / 4).max(LITTLE);
        let regrouped = group::regroup(self.names, change, |keys| {
            let found = derive::told_under(&self.db, generation, keys, room + 1)?;
            room = room.checked_sub(found.len()).ok_or(Halt::TooMuch)?;
            Ok(found)
        });
        match regrouped {
            Ok(regrouped) => Ok(Some(regrouped)),
            Err(Halt::TooMuch) => Ok(None),
            Err(Halt::Fault(why)) => Err(why),
        }
    }

    /// Groups every mention anew and replaces the incidents that are others now.
    fn group_all(&self, generation: i64, seq: u64) -> Result<usize, StoreError> {
        let told = derive::all_told(&self.db, generation)?;
        let all = group::incidents(self.names, &told, &self.decisions);
        drop(told);
        let first = |it: usize| all[it].members.first().cloned();
        let about: Vec<_> = group::about(&all).into_iter().map(|it| it.and_then(first)).collect();
        let mut standing = incidents::digests(&self.db, generation)?;
        let (mut regrouped, mut kept) = (Regrouped::default(), Vec::new());
        for (incident, about) in all.into_iter().zip(about) {
            match standing.get_mut(&group::digest(&incident)).and_then(Vec::pop) {
                Some(iid) if incident.statement => kept.push((iid, about)),
                Some(_) => {}
                None => {
                    regrouped.fresh.push(incident);
                    regrouped.about.push(about);
                }
            }
        }
        let iids: BTreeSet<i64> = standing.into_values().flatten().collect();
        let gone = incidents::of_rows(&self.db, &iids)?;
        self.db.execute_batch("DELETE FROM ungrouped")?;
        let count = self.replace(generation, seq, &gone, regrouped)?;
        // What a statement speaks of may be another incident now.
        for (iid, about) in kept {
            for statement in incidents::of_rows(&self.db, &[iid].into())? {
                self.settle_about(generation, &[statement.incident], std::slice::from_ref(&about))?;
            }
        }
        Ok(count)
    }

    /// Puts fresh incidents in the place of those that are gone; how many they are.
    fn replace(
        &self,
        generation: i64,
        seq: u64,
        gone: &[Standing],
        mut regrouped: Regrouped,
    ) -> Result<usize, StoreError> {
        let mut tallies = Tallies::default();
        for standing in gone {
            incidents::remove(&self.db, standing, &mut tallies)?;
        }
        let known: Vec<_> = gone.iter().map(incidents::Standing::known).collect();
        self.give_ids(&known, &mut regrouped.fresh)?;
        for incident in &regrouped.fresh {
            incidents::insert(&self.db, generation, seq, incident, &mut tallies)?;
        }
        self.settle_about(generation, &regrouped.fresh, &regrouped.about)?;
        tallies.save(&self.db, generation)?;
        Ok(regrouped.fresh.len())
    }

    /// Gives ids to incidents, and records what became of those that stood before.
    pub(super) fn give_ids(
        &self,
        known: &[group::Known],
        fresh: &mut [Incident],
    ) -> Result<(), StoreError> {
        let fault = Cell::new(None);
        let redirects = group::assign_ids(known, fresh, |id| {
            ids::is_taken(&self.db, id).unwrap_or_else(|err| {
                fault.set(Some(err));
                true
            })
        });
        if let Some(err) = fault.into_inner() {
            return Err(err);
        }
        for incident in &*fresh {
            ids::give(&self.db, &incident.id)?;
        }
        for (old, heir) in &redirects.moved {
            ids::hand_on(&self.db, old, heir)?;
        }
        for id in &redirects.withdrawn {
            let members = known.iter().find(|it| it.id == *id).map(|it| it.members.as_slice());
            ids::withdraw(&self.db, id, &reports_of(members.unwrap_or_default()))?;
        }
        Ok(())
    }

    /// Writes into each statement the id of the incident that it speaks of.
    fn settle_about(
        &self,
        generation: i64,
        fresh: &[Incident],
        about: &[Option<Member>],
    ) -> Result<(), StoreError> {
        for (incident, about) in fresh.iter().zip(about) {
            let id = match about {
                Some(member) => incidents::holding(&self.db, generation, member)?,
                None => None,
            };
            incidents::speak_of(&self.db, generation, incident, id)?;
        }
        Ok(())
    }
}

fn reports_of(members: &[Member]) -> Vec<Slug> {
    let mut reports: Vec<Slug> = members.iter().map(|it| it.report.clone()).collect();
    reports.dedup();
    reports
}
