//! Near-copies of one text among the reports.
//!
//! Two reports belong together when their fingerprints are similar and share a key; all that hang
//! together so have one `copy`, the least of their fingerprints. So it depends on the texts alone,
//! never on the order in which they came.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    feed::{Fingerprint, fingerprint, similar_bits},
    model::Report,
    text,
};

use super::StoreError;

/// What a text does among the copies.
pub(super) struct Plan {
    print: Option<Fingerprint>,
    /// The `copy` that it will have.
    copy: i64,
    /// The copies that become this one.
    merged: BTreeSet<i64>,
    /// The reports that it belonged with through an older text.
    left: BTreeSet<i64>,
    /// Other reports whose `copy` may change.
    pub(super) moved: BTreeSet<i64>,
}

/// Says what a new text, or the new text of the report `rid`, will do.
pub(super) fn plan(db: &Connection, rid: Option<i64>, report: &Report) -> Result<Plan, StoreError> {
    let mut left = BTreeSet::new();
    if let Some(rid) = rid {
        left = members(db, copy_of(db, rid)?)?;
        left.remove(&rid);
    }
    let print = fingerprint(&text::body(&report.text));
    // A text too short for a fingerprint is nobody's copy.
    let own = print.map_or_else(|| xxh3_64(report.id.as_bytes()), Fingerprint::bits).cast_signed();
    let mut merged = match print {
        Some(print) => similar(db, own, &print.keys())?,
        None => BTreeSet::new(),
    };
    merged.insert(own);
    let copy = merged.pop_first().unwrap_or(own);
    let mut moved = left.clone();
    for copy in &merged {
        moved.extend(members(db, *copy)?);
    }
    if let Some(rid) = rid {
        moved.remove(&rid);
    }
    Ok(Plan { print, copy, merged, left, moved })
}

impl Plan {
    /// The bits of the text's fingerprint and its `copy`, as a new report's row has them.
    pub(super) fn columns(&self) -> (Option<i64>, i64) {
        (self.print.map(|it| it.bits().cast_signed()), self.copy)
    }
}

/// Carries out the plan for a report that was known, whose new text has been filed.
pub(super) fn carry_out_again(db: &Connection, rid: i64, plan: &Plan) -> Result<i64, StoreError> {
    let (bits, copy) = plan.columns();
    db.prepare_cached("DELETE FROM shingle WHERE rid = ?1")?.execute([rid])?;
    db.prepare_cached("UPDATE report SET bits = ?2, copy = ?3 WHERE rid = ?1")?
        .execute(params![rid, bits, copy])?;
    carry_out(db, rid, plan)
}

/// Carries out a plan for the report `rid`, whose row says of it what [`Plan::columns`] says; the
/// `copy` that it has then.
pub(super) fn carry_out(db: &Connection, rid: i64, plan: &Plan) -> Result<i64, StoreError> {
    let mut add = db.prepare_cached("INSERT OR IGNORE INTO shingle VALUES (?1, ?2)")?;
    for key in plan.print.iter().flat_map(|it| it.keys()) {
        add.execute([i64::from(key), rid])?;
    }
    merge(db, &plan.merged, plan.copy)?;
    // What held together through the old text may fall apart.
    let mut apart =
        db.prepare_cached("UPDATE report SET copy = bits WHERE rid = ?1 AND bits IS NOT NULL")?;
    for one in &plan.left {
        apart.execute([one])?;
    }
    if plan.left.is_empty() {
        return Ok(plan.copy);
    }
    for one in plan.left.iter().chain([&rid]) {
        join(db, *one)?;
    }
    copy_of(db, rid)
}

/// Gives a report and all that it is similar to, with their companions, the least of their copies.
fn join(db: &Connection, rid: i64) -> Result<(), StoreError> {
    let bits: Option<i64> = db
        .prepare_cached("SELECT bits FROM report WHERE rid = ?1")?
        .query_row([rid], |row| row.get(0))?;
    let Some(bits) = bits else { return Ok(()) };
    let mut keys = db.prepare_cached("SELECT key FROM shingle WHERE rid = ?1")?;
    let keys = keys.query_map([rid], |row| row.get(0))?.collect::<Result<Vec<u32>, _>>()?;
    let mut copies = similar(db, bits, &keys)?;
    copies.insert(copy_of(db, rid)?);
    let Some(least) = copies.pop_first() else { return Ok(()) };
    merge(db, &copies, least)
}

fn merge(db: &Connection, copies: &BTreeSet<i64>, into: i64) -> Result<(), StoreError> {
    let mut merge = db.prepare_cached("UPDATE report SET copy = ?2 WHERE copy = ?1")?;
    for copy in copies {
        merge.execute([*copy, into])?;
    }
    Ok(())
}

/// The most reports that are held against a text: of the many that a template makes, the first
/// stand for all.
const MOST_SHARING: usize = 1000;

/// The copies of reports whose fingerprint is similar and shares a key.
fn similar(db: &Connection, bits: i64, keys: &[u32]) -> Result<BTreeSet<i64>, StoreError> {
    let mut find = db.prepare_cached("SELECT rid FROM shingle WHERE key = ?1 LIMIT ?2")?;
    let (mut sharing, mut free) = (BTreeSet::new(), MOST_SHARING);
    for key in keys {
        let mut rows = find.query(params![key, free])?;
        while let Some(row) = rows.next()? {
            sharing.insert(row.get(0)?);
            free -= 1;
        }
    }
    let mut print = db.prepare_cached("SELECT bits, copy FROM report WHERE rid = ?1")?;
    let mut copies = BTreeSet::new();
    for rid in sharing {
        let rid: i64 = rid;
        let (other, copy): (Option<i64>, i64) =
            print.query_row([rid], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if other.is_some_and(|it| similar_bits(bits.cast_unsigned(), it.cast_unsigned())) {
            copies.insert(copy);
        }
    }
    Ok(copies)
}

fn copy_of(db: &Connection, rid: i64) -> Result<i64, StoreError> {
    let sql = "SELECT copy FROM report WHERE rid = ?1";
    Ok(db.prepare_cached(sql)?.query_row([rid], |row| row.get(0))?)
}

fn members(db: &Connection, copy: i64) -> Result<BTreeSet<i64>, StoreError> {
    let mut find = db.prepare_cached("SELECT rid FROM report WHERE copy = ?1")?;
    let rows = find.query_map([copy], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
