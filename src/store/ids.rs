//! The ids of incidents: given once, kept or handed on for ever.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::Slug;

use super::{StoreError, decode::to_json};

/// What became of an id that was once given.
pub(super) enum Fate {
    /// It is an incident's.
    Lives(Slug),
    /// It has no heir; these were its reports.
    Withdrawn(Vec<Slug>),
}

/// Follows an id to the incident that bears it or its heir.
pub(super) fn follow(db: &Connection, id: &str) -> Result<Option<Fate>, StoreError> {
    let mut find = db.prepare_cached("SELECT heir, reports FROM identity WHERE id = ?1")?;
    let mut at = id.to_owned();
    // An heir may itself have been handed on; no id is its own ancestor, so the walk ends.
    for _ in 0..1000 {
        let row = find.query_row([&at], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match row {
            None => return Ok(None),
            Some((None, None)) => return Ok(Some(Fate::Lives(at.into()))),
            Some((Some(heir), _)) => at = heir,
            Some((None, Some(reports))) => {
                let reports: String = reports;
                let reports = serde_json::from_str(&reports)
                    .map_err(|err| StoreError::damaged("list of reports", err))?;
                return Ok(Some(Fate::Withdrawn(reports)));
            }
        }
    }
    Err(StoreError::damaged("id", format!("`{id}` leads in a circle")))
}

/// Whether an id is an incident's or leads to one.
pub(super) fn is_taken(db: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM identity WHERE id = ?1 AND reports IS NULL)";
    Ok(db.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// When an id was given, as a number that grows.
pub(super) fn age(db: &Connection, id: &str) -> Result<i64, StoreError> {
    let sql = "SELECT n FROM identity WHERE id = ?1";
    let n: Option<i64> = db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(n.unwrap_or(i64::MAX))
}

/// Gives an id, or gives a withdrawn one back.
pub(super) fn give(db: &Connection, id: &str) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO identity (id) VALUES (?1) \
         ON CONFLICT (id) DO UPDATE SET heir = NULL, reports = NULL",
    )?
    .execute([id])?;
    Ok(())
}

/// Hands an id on to its heir.
pub(super) fn hand_on(db: &Connection, id: &str, heir: &str) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE identity SET heir = ?2, reports = NULL WHERE id = ?1")?
        .execute(params![id, heir])?;
    Ok(())
}

/// Withdraws an id, keeping the reports that its incident had.
pub(super) fn withdraw(db: &Connection, id: &str, reports: &[Slug]) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE identity SET heir = NULL, reports = ?2 WHERE id = ?1")?
        .execute(params![id, to_json(&reports)?])?;
    Ok(())
}

/// The older ids that lead to this one, in the order in which they were given.
pub(super) fn aliases(db: &Connection, id: &str) -> Result<Vec<Slug>, StoreError> {
    let sql = "WITH RECURSIVE line (id, n) AS ( \
                 SELECT id, n FROM identity WHERE heir = ?1 \
                 UNION SELECT i.id, i.n FROM identity i JOIN line l ON i.heir = l.id) \
               SELECT id FROM line ORDER BY n";
    let mut rows = db.prepare_cached(sql)?;
    let rows = rows.query_map([id], |row| Ok(Slug::from(row.get::<_, String>(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
