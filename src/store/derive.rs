//! What is derived from reports: codings and event mentions, under the keys of grouping.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::{
    group,
    model::{
        ActorTag, Coding, EventMention, Fault, Origin, OtherTag, PersonTag, Report, Slug, Told,
        TownTag,
    },
};

use super::{
    StoreError,
    decode::{self, ORIGIN, to_json},
};

/// A coding without its events, which stand in rows of their own.
#[derive(Serialize)]
struct Tags<'a> {
    actors: &'a [ActorTag],
    people: &'a [PersonTag],
    towns: &'a [TownTag],
    others: &'a [OtherTag],
    countries: &'a [Slug],
    events: &'a [EventMention],
    faults: &'a [Fault],
}

/// An event mention with what grouping needs of its words; the rest of [`Told`] stands with the
/// report.
#[derive(Serialize, Deserialize)]
struct Tale {
    mention: EventMention,
    words: String,
    tolls: Vec<String>,
    claims: Vec<String>,
}

impl Tale {
    /// Gives back what grouping does not ask for, the coder's reasons first, and room that lists were
    /// read into: a flood of them is held at once.
    fn trim(&mut self) {
        let mention = &mut self.mention;
        mention.why = Vec::new();
        mention.also.shrink_to_fit();
        mention.parties.shrink_to_fit();
        mention.people.shrink_to_fit();
        mention.tolls.shrink_to_fit();
        mention.claims.shrink_to_fit();
        self.tolls.shrink_to_fit();
        self.claims.shrink_to_fit();
    }

    fn told(self, origin: Origin, title: String) -> Told {
        Told {
            mention: self.mention,
            origin,
            words: self.words,
            title,
            toll_words: self.tolls,
            claim_words: self.claims,
        }
    }
}

fn tale(report: &Report, mention: &EventMention) -> Tale {
    let words = |span| report.text.slice(span).to_owned();
    Tale {
        words: words(mention.evidence),
        tolls: mention.tolls.iter().map(|it| words(it.evidence)).collect(),
        claims: mention.claims.iter().map(|it| words(it.evidence)).collect(),
        mention: mention.clone(),
    }
}

/// Stores what was read out of a report, files it under the keys of grouping, and gives the mentions
/// as grouping takes them.
pub(super) fn save_coding(
    db: &Connection,
    generation: i64,
    rid: i64,
    report: &Report,
    origin: &Origin,
    coding: &Coding,
) -> Result<Vec<Told>, StoreError> {
    let rows = write_coding(db, generation, rid, report, origin, coding)?;
    for (mid, told) in &rows {
        save_keys(db, generation, *mid, told)?;
    }
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Stores what was read out of a report; the mentions with their rows, not filed yet.
pub(super) fn write_coding(
    db: &Connection,
    generation: i64,
    rid: i64,
    report: &Report,
    origin: &Origin,
    coding: &Coding,
) -> Result<Vec<(i64, Told)>, StoreError> {
    let tags = Tags {
        actors: &coding.actors,
        people: &coding.people,
        towns: &coding.towns,
        others: &coding.others,
        countries: &coding.countries,
        events: &[],
        faults: &coding.faults,
    };
    db.prepare_cached("INSERT INTO coding VALUES (?1, ?2, ?3)")?.execute(params![
        rid,
        generation,
        to_json(&tags)?
    ])?;
    let reported = report.reported().as_microsecond();
    let mut actor =
        db.prepare_cached("INSERT OR IGNORE INTO report_actor VALUES (?1, ?2, ?3, ?4)")?;
    for it in &coding.actors {
        actor.execute(params![generation, it.id.as_str(), reported, rid])?;
    }
    let mut town =
        db.prepare_cached("INSERT OR IGNORE INTO report_town VALUES (?1, ?2, ?3, ?4)")?;
    for it in &coding.towns {
        town.execute(params![generation, it.id, reported, rid])?;
    }
    let mut mention =
        db.prepare_cached("INSERT INTO mention (gen, rid, n, told) VALUES (?1, ?2, ?3, ?4)")?;
    let mut all = Vec::with_capacity(coding.events.len());
    for (n, event) in coding.events.iter().enumerate() {
        let tale = tale(report, event);
        mention.execute(params![generation, rid, n, to_json(&tale)?])?;
        let told = tale.told(origin.clone(), report.text.title().to_owned());
        all.push((db.last_insert_rowid(), told));
    }
    Ok(all)
}

/// Files mentions under keys, in the order of the keys: so the table grows at its end.
pub(super) fn save_sorted_keys(
    db: &Connection,
    generation: i64,
    mut keys: Vec<(group::Key, i64)>,
) -> Result<(), StoreError> {
    keys.sort_unstable();
    let mut add = db.prepare_cached(ADD_KEY)?;
    for (key, mid) in keys {
        add.execute(params![generation, key.as_str(), mid])?;
    }
    Ok(())
}

const ADD_KEY: &str = "INSERT OR IGNORE INTO mention_key VALUES (?1, ?2, ?3)";

fn save_keys(db: &Connection, generation: i64, mid: i64, told: &Told) -> Result<(), StoreError> {
    let mut add = db.prepare_cached(ADD_KEY)?;
    for key in group::keys(told) {
        add.execute(params![generation, key.as_str(), mid])?;
    }
    Ok(())
}

/// Files the mentions of a report again whose origin has changed; all that it tells.
pub(super) fn file_again(
    db: &Connection,
    generation: i64,
    rid: i64,
) -> Result<Vec<Told>, StoreError> {
    let told = told_of(db, generation, rid)?;
    let mut find =
        db.prepare_cached("SELECT mid FROM mention WHERE rid = ?2 AND gen = ?1 ORDER BY n")?;
    let mids = find.query_map([generation, rid], |row| row.get(0))?;
    let mids: Vec<i64> = mids.collect::<Result<_, _>>()?;
    let mut clear = db.prepare_cached("DELETE FROM mention_key WHERE mid = ?1")?;
    for (mid, told) in mids.into_iter().zip(&told) {
        clear.execute([mid])?;
        save_keys(db, generation, mid, told)?;
    }
    Ok(told)
}

/// Removes what was read out of a report.
pub(super) fn clear_coding(db: &Connection, generation: i64, rid: i64) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM mention_key WHERE mid IN \
         (SELECT mid FROM mention WHERE rid = ?2 AND gen = ?1)",
        "DELETE FROM mention WHERE gen = ?1 AND rid = ?2",
        "DELETE FROM report_actor WHERE gen = ?1 AND rid = ?2",
        "DELETE FROM report_town WHERE gen = ?1 AND rid = ?2",
        "DELETE FROM coding WHERE gen = ?1 AND rid = ?2",
    ] {
        db.prepare_cached(sql)?.execute([generation, rid])?;
    }
    Ok(())
}

/// The mentions of one report as grouping takes them, in its order.
pub(super) fn told_of(db: &Connection, generation: i64, rid: i64) -> Result<Vec<Told>, StoreError> {
    let sql = format!(
        "SELECT m.told, {ORIGIN} FROM mention m JOIN report r USING (rid) \
         WHERE m.rid = ?2 AND m.gen = ?1 ORDER BY m.n"
    );
    let mut rows = db.prepare_cached(&sql)?;
    let rows = rows.query_map([generation, rid], told)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The mentions filed under any of these keys, each once, `most` at most. CROSS JOIN keeps the keys
/// outermost: the planner, which cannot know how few they are, would hold every filed key against
/// each of them.
pub(super) fn told_under(
    db: &Connection,
    generation: i64,
    keys: &[group::Key],
    most: usize,
) -> Result<Vec<Told>, StoreError> {
    let keys: Vec<&str> = keys.iter().map(group::Key::as_str).collect();
    let mut rows = db.prepare_cached(&under_keys())?;
    let rows = rows.query_map(params![generation, to_json(&keys)?], told)?;
    Ok(rows.take(most).collect::<Result<_, _>>()?)
}

pub(super) fn under_keys() -> String {
    format!(
        "SELECT m.told, {ORIGIN} FROM mention m JOIN report r USING (rid) WHERE m.mid IN (SELECT \
         k.mid FROM json_each(?2) j CROSS JOIN mention_key k ON k.gen = ?1 AND k.key = j.value)"
    )
}

/// Every mention of a generation.
pub(super) fn all_told(db: &Connection, generation: i64) -> Result<Vec<Told>, StoreError> {
    told_by(db, generation, jiff::Timestamp::MAX)
}

/// Every mention whose report was reported by then.
pub(super) fn told_by(
    db: &Connection,
    generation: i64,
    until: jiff::Timestamp,
) -> Result<Vec<Told>, StoreError> {
    let sql = format!(
        "SELECT m.told, {ORIGIN} FROM mention m JOIN report r USING (rid) \
         WHERE m.gen = ?1 AND r.reported <= ?2"
    );
    let mut rows = db.prepare_cached(&sql)?;
    let rows = rows.query_map([generation, until.as_microsecond()], told)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A mention as grouping takes it.
fn told(row: &rusqlite::Row<'_>) -> rusqlite::Result<Told> {
    let mut tale: Tale = decode::json(row, 0)?;
    let (origin, title) = decode::origin(row, 1)?;
    tale.mention.report = origin.report.clone();
    tale.trim();
    Ok(tale.told(origin, title))
}

/// What was read out of a report; `None` when it is not coded.
pub(super) fn coding_of(
    db: &Connection,
    generation: i64,
    rid: i64,
) -> Result<Option<Coding>, StoreError> {
    let sql = "SELECT tags FROM coding WHERE rid = ?2 AND gen = ?1";
    let mut rows = db.prepare_cached(sql)?;
    let mut rows = rows.query([generation, rid])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut coding: Coding = decode::json(row, 0)?;
    let mut find =
        db.prepare_cached("SELECT told FROM mention WHERE rid = ?2 AND gen = ?1 ORDER BY n")?;
    let rows = find.query_map([generation, rid], |row| decode::json::<Tale>(row, 0))?;
    coding.events = rows.map(|it| Ok(it?.mention)).collect::<Result<_, StoreError>>()?;
    Ok(Some(coding))
}
