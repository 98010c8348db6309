//! What a batch changes in what reports tell.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::model::Told;

use super::{StoreError, derive};

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

    /// All that the touched reports told before, and all that they tell now.
    pub(super) fn mentions(
        &mut self,
        db: &Connection,
    ) -> Result<(Vec<Told>, Vec<Told>), StoreError> {
        for rid in &self.moved {
            self.after.insert(*rid, derive::file_again(db, self.generation, *rid)?);
        }
        let all = |of: &mut BTreeMap<i64, Vec<Told>>| {
            std::mem::take(of).into_values().flatten().collect()
        };
        Ok((all(&mut self.before), all(&mut self.after)))
    }
}
