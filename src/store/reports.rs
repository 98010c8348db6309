//! Reports and their revisions: only ever added to.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    model::{Lang, Origin, Published, Report, Slug},
    query::{publisher_form, words::search_form},
};

use super::{
    StoreError,
    decode::{self, ORIGIN, to_json},
    reader::GENERATION,
};

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

/// What grouping must know of a report, before its source and its copies were looked at.
pub(super) fn origin(report: &Report) -> Origin {
    Origin {
        report: report.id.clone(),
        source: report.source.clone(),
        publisher: report.publisher.clone(),
        published: report.published,
        first_seen: report.first_seen,
        copy: 0,
        reliability: 'F',
        stance: None,
    }
}

/// Whether a report is known with this very text, or with more: an excerpt is no revision.
pub(super) fn knows(db: &Connection, report: &Report) -> Result<bool, StoreError> {
    let sql = "SELECT r.source, t.text, EXISTS \
               (SELECT 1 FROM revision v WHERE v.rid = r.rid AND v.hash = ?2) \
               FROM report r JOIN report_text t USING (rid) WHERE r.id = ?1";
    let mut find = db.prepare_cached(sql)?;
    let mut rows = find.query(params![report.id.as_str(), text_hash(report)])?;
    let Some(row) = rows.next()? else { return Ok(false) };
    let (source, text): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(row.get(2)? || is_excerpt(report, &source, &text))
}

/// Whether a report gives at most half of a text that is known, and nothing else; of what another
/// source says of the same page, that it is so much shorter is enough.
fn is_excerpt(report: &Report, source: &str, text: &str) -> bool {
    let passages = report.text.passages.iter();
    let within = |it: &str| {
        let cut = |c: char| matches!(c, '.' | '…' | '[' | ']') || c.is_whitespace();
        text.contains(it.trim_end_matches(cut))
    };
    report.text.text.len() * 2 <= text.len()
        && (report.source.as_str() != source
            || passages.map(|it| report.text.slice(it.span)).all(within))
}

/// Where a report stands before it is filed.
pub(super) enum Standing {
    /// Its id is not known.
    New,
    /// Its id is known, with another text.
    Older(i64),
    /// It is known with this very text.
    Known,
}

/// Looks a report up. `report.first_seen` becomes that of the store, where its id is known.
pub(super) fn look_up(db: &Connection, report: &mut Report) -> Result<Standing, StoreError> {
    let row: Option<(i64, i64)> = db
        .prepare_cached("SELECT rid, first_seen FROM report WHERE id = ?1")?
        .query_row([report.id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((rid, first_seen)) = row else { return Ok(Standing::New) };
    if knows(db, report)? {
        return Ok(Standing::Known);
    }
    report.first_seen = Timestamp::from_microsecond(first_seen).unwrap_or(report.first_seen);
    Ok(Standing::Older(rid))
}

/// The origin of a report whose present text is this one and that waits to be coded.
pub(super) fn stored_origin(
    db: &Connection,
    report: &Report,
) -> Result<Option<(i64, Origin)>, StoreError> {
    let sql = format!(
        "SELECT {ORIGIN}, r.rid FROM report r JOIN revision v ON v.rid = r.rid AND v.n = r.revisions \
         WHERE r.id = ?1 AND v.hash = ?2 AND NOT EXISTS \
         (SELECT 1 FROM coding c WHERE c.rid = r.rid AND c.gen = ({GENERATION}))"
    );
    let mut find = db.prepare_cached(&sql)?;
    let row = find.query_row(params![report.id.as_str(), text_hash(report)], |row| {
        Ok((row.get(9)?, decode::origin(row, 0)?.0))
    });
    Ok(row.optional()?)
}

/// Adds a report whose id is not known; `print` is what its row says of its fingerprint and copy.
pub(super) fn add(
    db: &Connection,
    report: &Report,
    origin: &Origin,
    print: (Option<i64>, i64),
    seq: u64,
) -> Result<i64, StoreError> {
    let rid = insert(db, report, origin, print, seq)?;
    add_revision(db, rid, 1, report, report.first_seen)?;
    Ok(rid)
}

/// Adds a text to a report; `seen` is when.
pub(super) fn add_text(
    db: &Connection,
    rid: i64,
    report: &mut Report,
    seen: Timestamp,
    seq: u64,
) -> Result<(), StoreError> {
    revise(db, rid, report, seq)?;
    let n: u32 = db
        .prepare_cached("SELECT revisions FROM report WHERE rid = ?1")?
        .query_row([rid], |row| row.get(0))?;
    add_revision(db, rid, n, report, seen)
}

fn text_hash(report: &Report) -> i64 {
    xxh3_64(report.text.text.as_bytes()).cast_signed()
}

fn insert(
    db: &Connection,
    report: &Report,
    origin: &Origin,
    (bits, copy): (Option<i64>, i64),
    seq: u64,
) -> Result<i64, StoreError> {
    db.prepare_cached(
        "INSERT INTO report (id, source, publisher, publisher_form, path, url, guid, lang, \
         published, published_day, first_seen, reported, title, bits, copy, reliability, stance, \
         faults, revisions, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
         ?14, ?15, ?16, ?17, ?18, 1, ?19)",
    )?
    .execute(params![
        report.id.as_str(),
        report.source.as_str(),
        report.publisher,
        publisher_form(&report.publisher),
        report.path,
        report.url,
        report.guid,
        report.lang.map(Lang::code),
        report.published.map(|it| it.to_string()),
        report.published.map(|it| it.day().to_string()),
        report.first_seen.as_microsecond(),
        report.reported().as_microsecond(),
        report.text.title(),
        bits,
        copy,
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
fn revise(db: &Connection, rid: i64, report: &mut Report, seq: u64) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE revision SET text = t.text, passages = t.passages FROM report_text t, report r \
         WHERE revision.rid = ?1 AND t.rid = ?1 AND r.rid = ?1 AND revision.n = r.revisions",
    )?
    .execute([rid])?;
    if report.published.is_none() {
        let text: Option<String> = db
            .prepare_cached("SELECT published FROM report WHERE rid = ?1")?
            .query_row([rid], |row| row.get(0))?;
        report.published = text.as_deref().and_then(Published::parse);
    }
    db.prepare_cached(
        "UPDATE report SET lang = ?2, published = ?3, published_day = ?4, reported = ?5, \
         title = ?6, faults = ?7, revisions = revisions + 1, seq = ?8 WHERE rid = ?1",
    )?
    .execute(params![
        rid,
        report.lang.map(Lang::code),
        report.published.map(|it| it.to_string()),
        report.published.map(|it| it.day().to_string()),
        report.reported().as_microsecond(),
        report.text.title(),
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
    report: &Report,
    seen: Timestamp,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO revision (rid, n, hash, seen) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rid, n, text_hash(report), seen.as_microsecond()])?;
    Ok(())
}
