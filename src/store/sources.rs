//! The health of sources, and what was not taken in.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::model::Slug;

use super::{StoreError, reader::Reader};

/// How a source does, for everyone to see. All of it outlives the poller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceState {
    /// The address, for a source that no configuration names.
    pub url: Option<String>,
    /// What its answer was read as (`feed`, `wordpress`, `page`), for such a source.
    pub kind: Option<Slug>,
    /// Last asked.
    pub last_try: Option<Timestamp>,
    /// Last answered well, not modified included.
    pub last_success: Option<Timestamp>,
    /// HTTP status of the last answer.
    pub status: Option<u16>,
    /// Bytes of the last answer, as they came over the line.
    pub bytes: Option<u64>,
    /// Entries of the last answer that were new.
    pub entries_new: u32,
    /// Entries of the last answer that were known.
    pub entries_known: u32,
    /// Usual seconds between two entries.
    pub usual_gap_s: Option<u64>,
    /// Reported time of the newest entry.
    pub newest_entry: Option<Timestamp>,
    /// When it is due.
    pub next_try: Option<Timestamp>,
    /// Faults in a row.
    pub failures: u32,
    /// The last fault in words; `None` after a success.
    pub fault: Option<String>,
    /// The fault's time.
    pub fault_at: Option<Timestamp>,
    /// Validator of the last answer.
    pub etag: Option<String>,
    /// Validator of the last answer.
    pub last_modified: Option<String>,
    /// Where it has moved for good.
    pub moved_to: Option<String>,
    /// Gone for good, with the reason.
    pub retired: Option<String>,
    /// Where a backfill goes on, in the fetcher's own words.
    pub backfill: Option<String>,
}

/// An entry or document that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// When.
    pub at: Timestamp,
    /// The source.
    pub source: Slug,
    /// The entry: its title, address or path.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Of the list of what was dropped, no more than this is kept.
const DROPPED_KEPT: u32 = 10_000;

pub(super) fn save(db: &Connection, id: &str, state: &SourceState) -> Result<(), StoreError> {
    let text = serde_json::to_string(state).map_err(|err| StoreError::damaged("source", err))?;
    db.prepare_cached("INSERT OR REPLACE INTO source_state VALUES (?1, ?2)")?
        .execute(params![id, text])?;
    Ok(())
}

pub(super) fn drop_entries(db: &Connection, entries: &[Dropped]) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut add =
        db.prepare_cached("INSERT INTO dropped (at, source, what, why) VALUES (?1, ?2, ?3, ?4)")?;
    for it in entries {
        add.execute(params![it.at.as_microsecond(), it.source.as_str(), it.what, it.why])?;
    }
    db.prepare_cached("DELETE FROM dropped WHERE n <= (SELECT max(n) FROM dropped) - ?1")?
        .execute([DROPPED_KEPT])?;
    Ok(())
}

pub(super) fn state(db: &Connection, id: &str) -> Result<SourceState, StoreError> {
    let text: Option<String> = db
        .prepare_cached("SELECT state FROM source_state WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    text.map_or(Ok(SourceState::default()), |it| read(&it))
}

fn read(text: &str) -> Result<SourceState, StoreError> {
    serde_json::from_str(text).map_err(|err| StoreError::damaged("source", err))
}

impl Reader {
    /// How a source does; the default for one never tried.
    pub fn source_state(&self, id: &str) -> Result<SourceState, StoreError> {
        state(&self.db, id)
    }

    /// Every source that was ever tried, by id.
    pub fn source_states(&self) -> Result<Vec<(Slug, SourceState)>, StoreError> {
        let mut rows = self.db.prepare_cached("SELECT id, state FROM source_state ORDER BY id")?;
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (id, text): (String, String) = row?;
            Ok((Slug::from(id), read(&text)?))
        })
        .collect()
    }

    /// How many reports came from each source, by id.
    pub fn reports_by_source(&self) -> Result<Vec<(Slug, u64)>, StoreError> {
        let sql = "SELECT source, count(*) FROM report GROUP BY source ORDER BY source";
        let mut rows = self.db.prepare_cached(sql)?;
        let rows = rows.query_map([], |row| Ok((row.get::<_, String>(0)?.into(), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was dropped last, the newest first.
    pub fn dropped(&self, limit: usize) -> Result<Vec<Dropped>, StoreError> {
        self.dropped_of(None, limit)
    }

    /// What was dropped last, of one source or of all, the newest first.
    pub fn dropped_of(
        &self,
        source: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Dropped>, StoreError> {
        let sql = "SELECT at, source, what, why FROM dropped WHERE coalesce(source = ?1, 1) \
                   ORDER BY n DESC LIMIT ?2";
        let mut rows = self.db.prepare_cached(sql)?;
        let rows = rows.query_map(params![source, limit], |row| {
            Ok(Dropped {
                at: super::decode::instant(row, 0)?,
                source: row.get::<_, String>(1)?.into(),
                what: row.get(2)?,
                why: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
