//! Incidents as rows: put in, taken out, found again.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, params};

use crate::{
    group::{self, Known},
    model::{Incident, Member, Slug},
    query::{event_days, is_late, words::search_form},
};

use super::{
    StoreError,
    decode::{self, to_json},
    ids,
    tally::Tallies,
};

/// An incident that stands in the store.
pub(super) struct Standing {
    pub(super) iid: i64,
    pub(super) seq: u64,
    pub(super) incident: Incident,
}

impl Standing {
    pub(super) fn known(&self) -> Known {
        Known { id: self.incident.id.clone(), members: self.incident.members.clone() }
    }
}

/// The stored incidents that equal these, which have no ids; oldest id first.
pub(super) fn standing(
    db: &Connection,
    generation: i64,
    gone: &[Incident],
) -> Result<Vec<Standing>, StoreError> {
    let mut found: HashMap<i64, Standing> = HashMap::new();
    let sql = "SELECT iid, seq, body FROM incident WHERE gen = ?1 AND digest = ?2";
    let mut find = db.prepare_cached(sql)?;
    for incident in gone {
        let mut rows = find.query(params![generation, digest(incident)])?;
        while let Some(row) = rows.next()? {
            let iid = row.get(0)?;
            // Two incidents may be equal in all but their ids: one row for each that is gone.
            if let std::collections::hash_map::Entry::Vacant(free) = found.entry(iid) {
                free.insert(Standing {
                    iid,
                    seq: row.get(1)?,
                    incident: decode::incident(row, 2)?,
                });
                break;
            }
        }
    }
    by_age(db, found.into_values().collect())
}

/// The rows of all incidents of a generation by their digest.
pub(super) fn digests(
    db: &Connection,
    generation: i64,
) -> Result<HashMap<u64, Vec<i64>>, StoreError> {
    let mut rows = db.prepare_cached("SELECT digest, iid FROM incident WHERE gen = ?1")?;
    let mut rows = rows.query([generation])?;
    let mut found: HashMap<u64, Vec<i64>> = HashMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get::<_, i64>(0)?.cast_unsigned()).or_default().push(row.get(1)?);
    }
    Ok(found)
}

/// The incidents of these rows, oldest id first.
pub(super) fn of_rows(db: &Connection, iids: &BTreeSet<i64>) -> Result<Vec<Standing>, StoreError> {
    let mut find = db.prepare_cached("SELECT iid, seq, body FROM incident WHERE iid = ?1")?;
    let row = |iid| find.query_row([iid], standing_of_row);
    let found = iids.iter().map(row).collect::<Result<_, _>>()?;
    by_age(db, found)
}

fn standing_of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Standing> {
    Ok(Standing { iid: row.get(0)?, seq: row.get(1)?, incident: decode::incident(row, 2)? })
}

/// All incidents of a generation, oldest id first.
pub(super) fn all(db: &Connection, generation: i64) -> Result<Vec<Standing>, StoreError> {
    let sql = "SELECT iid, seq, body FROM incident WHERE gen = ?1";
    let mut rows = db.prepare_cached(sql)?;
    let rows = rows.query_map([generation], standing_of_row)?;
    by_age(db, rows.collect::<Result<_, _>>()?)
}

fn by_age(db: &Connection, list: Vec<Standing>) -> Result<Vec<Standing>, StoreError> {
    let mut aged = list
        .into_iter()
        .map(|it| Ok((ids::age(db, &it.incident.id)?, it)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    aged.sort_by_key(|it| it.0);
    Ok(aged.into_iter().map(|it| it.1).collect())
}

fn digest(incident: &Incident) -> i64 {
    group::digest(incident).cast_signed()
}

/// Takes an incident out.
pub(super) fn remove(
    db: &Connection,
    standing: &Standing,
    tallies: &mut Tallies,
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM incident WHERE iid = ?1")?.execute([standing.iid])?;
    tallies.subtract(&standing.incident);
    Ok(())
}

/// Puts an incident in, which has its id.
pub(super) fn insert(
    db: &Connection,
    generation: i64,
    seq: u64,
    incident: &Incident,
    tallies: &mut Tallies,
) -> Result<(), StoreError> {
    let days = incident.when.as_ref().map(event_days);
    let day = incident.when.as_ref().map_or(String::new(), |it| it.date.to_string());
    let place = &incident.place;
    db.prepare_cached(
        "INSERT INTO incident (gen, id, digest, statement, seq, changed, first_reported, \
         last_reported, day, on_first, on_last, late, realis, verification, severity, deaths, \
         wounded, country, admin1, town, geo_precision, target, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, \
         ?19, ?20, ?21, ?22, ?23)",
    )?
    .execute(params![
        generation,
        incident.id.as_str(),
        digest(incident),
        incident.statement,
        seq,
        incident.changed.as_microsecond(),
        incident.first_reported.as_microsecond(),
        incident.last_reported.as_microsecond(),
        day,
        days.map(|it| it.0.to_string()),
        days.map(|it| it.1.to_string()),
        is_late(incident),
        incident.realis.word(),
        incident.verification.word(),
        incident.severity,
        incident.deaths.best,
        incident.wounded.best,
        place.country.as_ref().map(Slug::as_str),
        place.admin1,
        place.town_id,
        place.precision,
        incident.target.as_ref().map(Slug::as_str),
        to_json(incident)?,
    ])?;
    link(db, db.last_insert_rowid(), incident)?;
    tallies.add(incident);
    Ok(())
}

fn link(db: &Connection, iid: i64, incident: &Incident) -> Result<(), StoreError> {
    let mut actor =
        db.prepare_cached("INSERT OR IGNORE INTO incident_actor VALUES (?1, ?2, ?3)")?;
    for it in &incident.parties {
        actor.execute(params![iid, it.id.as_str(), it.role.word()])?;
    }
    let mut code = db.prepare_cached("INSERT OR IGNORE INTO incident_code VALUES (?1, ?2)")?;
    for it in std::iter::once(&incident.event).chain(&incident.also) {
        code.execute(params![iid, it.as_str()])?;
    }
    let mut person = db.prepare_cached("INSERT OR IGNORE INTO incident_person VALUES (?1, ?2)")?;
    for it in &incident.people {
        person.execute(params![iid, search_form(&it.name)])?;
    }
    let mut report = db.prepare_cached(
        "INSERT OR IGNORE INTO incident_report SELECT ?1, rid FROM report WHERE id = ?2",
    )?;
    for it in incident.reports() {
        report.execute(params![iid, it.as_str()])?;
    }
    Ok(())
}

/// The id of the incident that holds a member.
pub(super) fn holding(
    db: &Connection,
    generation: i64,
    member: &Member,
) -> Result<Option<Slug>, StoreError> {
    let sql = "SELECT i.body FROM report r JOIN incident_report l USING (rid) \
               JOIN incident i USING (iid) WHERE r.id = ?2 AND i.gen = ?1";
    let mut rows = db.prepare_cached(sql)?;
    let mut rows = rows.query(params![generation, member.report.as_str()])?;
    while let Some(row) = rows.next()? {
        let incident = decode::incident(row, 0)?;
        if incident.members.contains(member) {
            return Ok(Some(incident.id));
        }
    }
    Ok(None)
}

/// Writes into a statement the id of the incident that it speaks of.
pub(super) fn speak_of(
    db: &Connection,
    generation: i64,
    statement: &Incident,
    about: Option<Slug>,
) -> Result<(), StoreError> {
    if about == statement.about {
        return Ok(());
    }
    let body = to_json(&Incident { about, ..statement.clone() })?;
    db.prepare_cached("UPDATE incident SET body = ?3 WHERE gen = ?1 AND id = ?2")?
        .execute(params![generation, statement.id.as_str(), body])?;
    Ok(())
}

/// Writes into each statement the id of the incident that it speaks of, given by index.
pub(super) fn settle_about(fresh: &mut [Incident], about: &[Option<usize>]) {
    for (at, about) in about.iter().enumerate() {
        let id = about.and_then(|it| fresh.get(it)).map(|it| it.id.clone());
        if let Some(statement) = fresh.get_mut(at) {
            statement.about = id;
        }
    }
}
