//! What a batch changes in what reports tell.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::model::Told;

use super::{
    StoreError,
    decode::{self, to_json},
    derive,
};

/// The reports that a batch touches, with what they told and tell.
#[derive(Default)]
pub(super) struct Touched {
    pub(super) generation: i64,
    /// As it stood, of those that stood before the batch.
    before: BTreeMap<i64, Vec<Told>>,
    /// As it is, of those that the batch brought.
    pub(super) after: BTreeMap<i64, Vec<Told>>,
    /// Those of which the batch moved the copy.
    moved: BTreeSet<i64>,
}

impl Touched {
    /// Nothing yet, in a generation.
    pub(super) fn of(generation: i64) -> Self {
        Self { generation, ..Self::default() }
    }

    /// Keeps what these reports tell, before anything of it changes.
    pub(super) fn remember(
        &mut self,
        db: &Connection,
        rids: impl Iterator<Item = i64>,
    ) -> Result<(), StoreError> {
        for rid in rids {
            self.moved.insert(rid);
            if !self.before.contains_key(&rid) && !self.after.contains_key(&rid) {
                self.before.insert(rid, derive::told_of(db, self.generation, rid)?);
            }
        }
        Ok(())
    }

    /// Files the mentions of copies that were moved again.
    pub(super) fn settle(&mut self, db: &Connection) -> Result<(), StoreError> {
        for rid in &self.moved {
            self.after.insert(*rid, derive::file_again(db, self.generation, *rid)?);
        }
        Ok(())
    }

    /// Whether nothing was touched that tells anything.
    pub(super) fn is_empty(&self) -> bool {
        self.before.values().chain(self.after.values()).all(Vec::is_empty)
    }

    /// All that the touched reports told before, and all that they tell now.
    pub(super) fn mentions(self) -> (Vec<Told>, Vec<Told>) {
        let all = |of: BTreeMap<i64, Vec<Told>>| of.into_values().flatten().collect();
        (all(self.before), all(self.after))
    }

    /// Keeps the touched reports for a later grouping; what a report told when it was grouped last
    /// stands already where it waits since an earlier batch.
    pub(super) fn wait(&self, db: &Connection) -> Result<(), StoreError> {
        let mut add = db.prepare_cached("INSERT OR IGNORE INTO ungrouped VALUES (?1, ?2)")?;
        for (rid, after) in &self.after {
            let before = self.before.get(rid).map_or(&[][..], Vec::as_slice);
            if !before.is_empty() || !after.is_empty() {
                add.execute(params![rid, to_json(&before)?])?;
            }
        }
        Ok(())
    }

    /// The reports that wait, with all that they told and tell.
    pub(super) fn waiting(db: &Connection, generation: i64) -> Result<Self, StoreError> {
        let mut touched = Self::of(generation);
        let mut rows = db.prepare_cached("SELECT rid, before FROM ungrouped")?;
        let rows = rows.query_map([], |row| Ok((row.get(0)?, decode::json(row, 1)?)))?;
        touched.before = rows.collect::<Result<_, _>>()?;
        for rid in touched.before.keys() {
            touched.after.insert(*rid, derive::told_of(db, generation, *rid)?);
        }
        Ok(touched)
    }
}
