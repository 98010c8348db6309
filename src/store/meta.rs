//! What the store says of itself: whose its derived rows are, its generation, its commits.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// By which coder and pack derived rows were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The theatre's id.
    pub theatre: String,
    /// Hash of the pack's files.
    pub pack: String,
    /// The coder's version.
    pub coder: u32,
}

fn get(db: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT value FROM meta WHERE key = ?1";
    Ok(db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

fn put(db: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?.execute([key, value])?;
    Ok(())
}

fn number(db: &Connection, key: &str) -> Result<i64, StoreError> {
    Ok(get(db, key)?.and_then(|it| it.parse().ok()).unwrap_or(0))
}

/// The generation that readers look at.
pub(super) fn generation(db: &Connection) -> Result<i64, StoreError> {
    number(db, "generation")
}

/// Makes another generation the one that readers look at.
pub(super) fn put_generation(db: &Connection, generation: i64) -> Result<(), StoreError> {
    put(db, "generation", &generation.to_string())
}

/// The number of the last commit.
pub(super) fn last_seq(db: &Connection) -> Result<u64, StoreError> {
    Ok(number(db, "seq")?.unsigned_abs())
}

/// The number of the commit that begins.
pub(super) fn next_seq(db: &Connection) -> Result<u64, StoreError> {
    let seq = last_seq(db)? + 1;
    put(db, "seq", &seq.to_string())?;
    Ok(seq)
}

/// Whose the derived rows are; `None` in an empty store.
pub(super) fn stamp(db: &Connection) -> Result<Option<Stamp>, StoreError> {
    let Some(theatre) = get(db, "theatre")? else { return Ok(None) };
    let pack = get(db, "pack")?.unwrap_or_default();
    let coder = get(db, "coder")?.and_then(|it| it.parse().ok()).unwrap_or(0);
    Ok(Some(Stamp { theatre, pack, coder }))
}

/// Makes the derived rows somebody's.
pub(super) fn put_stamp(db: &Connection, stamp: &Stamp) -> Result<(), StoreError> {
    put(db, "theatre", &stamp.theatre)?;
    put(db, "pack", &stamp.pack)?;
    put(db, "coder", &stamp.coder.to_string())
}
