//! Reports and their revisions: only ever added to.

use rusqlite::{Connection, OptionalExtension, params};
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    model::{Origin, Report, Slug},
    query::{publisher_form, words::search_form},
};

use super::{StoreError, decode::to_json};

/// What became of a report that was given to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not known.
    New,
    /// It was known with another text, which is kept.
    Revised,
    /// It was known with this very text.
    Known,
}

/// A report that was taken in.
pub(super) struct Filed {
    pub(super) rid: i64,
    pub(super) outcome: Outcome,
    pub(super) origin: Origin,
}

/// What grouping must know of a report.
fn origin(report: &Report, judge: &dyn Fn(&mut Origin)) -> Origin {
    let mut origin = Origin {
        report: report.id.clone(),
        source: report.source.clone(),
        publisher: report.publisher.clone(),
        published: report.published,
        first_seen: report.first_seen,
        copy: copy_key(report),
        reliability: 'F',
        stance: None,
    };
    judge(&mut origin);
    origin
}

/// Whether a report is known with this very text.
pub(super) fn knows(db: &Connection, report: &Report) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM report r JOIN revision v USING (rid) \
               WHERE r.id = ?1 AND v.hash = ?2)";
    let mut find = db.prepare_cached(sql)?;
    Ok(find.query_row(params![report.id.as_str(), text_hash(report)], |row| row.get(0))?)
}

fn copy_key(report: &Report) -> u64 {
    let title = report.text.title();
    let body = report.text.text.strip_prefix(title).unwrap_or(&report.text.text);
    xxh3_64(search_form(body).as_bytes())
}

/// Files a report: adds it, adds a revision to it, or finds it known. `report.first_seen` becomes
/// that of the store, where the report is known. `judge` sets reliability and stance.
pub(super) fn file(
    db: &Connection,
    report: &mut Report,
    judge: &dyn Fn(&mut Origin),
    seq: u64,
) -> Result<Filed, StoreError> {
    let hash = text_hash(report);
    let known: Option<(i64, i64)> = db
        .prepare_cached("SELECT rid, first_seen FROM report WHERE id = ?1")?
        .query_row([report.id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((rid, first_seen)) = known else {
        let origin = origin(report, judge);
        let rid = insert(db, report, &origin, seq)?;
        add_revision(db, rid, 1, hash, report)?;
        return Ok(Filed { rid, outcome: Outcome::New, origin });
    };
    let seen = report.first_seen;
    report.first_seen = jiff::Timestamp::from_microsecond(first_seen).unwrap_or(seen);
    let origin = origin(report, judge);
    let is_known: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM revision WHERE rid = ?1 AND hash = ?2)")?
        .query_row(params![rid, hash], |row| row.get(0))?;
    if is_known {
        return Ok(Filed { rid, outcome: Outcome::Known, origin });
    }
    revise(db, rid, report, &origin, seq)?;
    let n: u32 = db
        .prepare_cached("SELECT revisions FROM report WHERE rid = ?1")?
        .query_row([rid], |row| row.get(0))?;
    add_revision(db, rid, n, hash, &Report { first_seen: seen, ..report.clone() })?;
    Ok(Filed { rid, outcome: Outcome::Revised, origin })
}

fn text_hash(report: &Report) -> i64 {
    xxh3_64(report.text.text.as_bytes()).cast_signed()
}

fn insert(db: &Connection, report: &Report, origin: &Origin, seq: u64) -> Result<i64, StoreError> {
    db.prepare_cached(
        "INSERT INTO report (id, source, publisher, publisher_form, path, url, guid, lang, \
         published, published_day, first_seen, reported, title, copy, reliability, stance, faults, \
         revisions, seq) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 1, ?18)",
    )?
    .execute(params![
        report.id.as_str(),
        report.source.as_str(),
        report.publisher,
        publisher_form(&report.publisher),
        report.path,
        report.url,
        report.guid,
        report.lang.map(crate::model::Lang::code),
        report.published.map(|it| it.to_string()),
        report.published.map(|it| it.day().to_string()),
        report.first_seen.as_microsecond(),
        report.reported().as_microsecond(),
        report.text.title(),
        origin.copy.cast_signed(),
        origin.reliability.to_string(),
        origin.stance.as_ref().map(Slug::as_str),
        to_json(&report.faults)?,
        seq,
    ])?;
    let rid = db.last_insert_rowid();
    db.prepare_cached("INSERT INTO report_text VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        rid,
        report.text.text,
        to_json(&report.text.passages)?,
        search_form(&report.text.text),
    ])?;
    Ok(rid)
}

/// Puts a new text in the place of the present one, which its revision keeps.
fn revise(
    db: &Connection,
    rid: i64,
    report: &mut Report,
    origin: &Origin,
    seq: u64,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE revision SET text = t.text, passages = t.passages FROM report_text t, report r \
         WHERE revision.rid = ?1 AND t.rid = ?1 AND r.rid = ?1 AND revision.n = r.revisions",
    )?
    .execute([rid])?;
    if report.published.is_none() {
        let text: Option<String> = db
            .prepare_cached("SELECT published FROM report WHERE rid = ?1")?
            .query_row([rid], |row| row.get(0))?;
        report.published = text.as_deref().and_then(crate::model::Published::parse);
    }
    db.prepare_cached(
        "UPDATE report SET lang = ?2, published = ?3, published_day = ?4, reported = ?5, \
         title = ?6, copy = ?7, faults = ?8, revisions = revisions + 1, seq = ?9 WHERE rid = ?1",
    )?
    .execute(params![
        rid,
        report.lang.map(crate::model::Lang::code),
        report.published.map(|it| it.to_string()),
        report.published.map(|it| it.day().to_string()),
        report.reported().as_microsecond(),
        report.text.title(),
        origin.copy.cast_signed(),
        to_json(&report.faults)?,
        seq,
    ])?;
    db.prepare_cached(
        "UPDATE report_text SET text = ?2, passages = ?3, words = ?4 WHERE rid = ?1",
    )?
    .execute(params![
        rid,
        report.text.text,
        to_json(&report.text.passages)?,
        search_form(&report.text.text),
    ])?;
    Ok(())
}

fn add_revision(
    db: &Connection,
    rid: i64,
    n: u32,
    hash: i64,
    report: &Report,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO revision (rid, n, hash, seen) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rid, n, hash, report.first_seen.as_microsecond()])?;
    Ok(())
}
