//! Tables and their migrations, numbered by `PRAGMA user_version`.
//!
//! Instants are microseconds since 1970, days are `YYYY-MM-DD`, lists of names are JSON. `gen` is
//! the generation of derived rows: readers look at the one that `meta` names.

use rusqlite::Connection;

use super::StoreError;

/// Each entry lifts the schema by one; entries are only ever added.
const MIGRATIONS: &[&str] = &[FIRST, UNGROUPED];

/// The schema that this program reads and writes.
pub(super) const KNOWN: u32 = 2;

const FIRST: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE poller (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER NOT NULL,
  user TEXT NOT NULL, since INTEGER NOT NULL) STRICT;

-- Append-only: reports, their revisions, the ids of incidents.
CREATE TABLE report (
  rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, publisher TEXT NOT NULL,
  publisher_form TEXT NOT NULL, path TEXT, url TEXT, guid TEXT, lang TEXT, published TEXT,
  published_day TEXT, first_seen INTEGER NOT NULL, reported INTEGER NOT NULL,
  title TEXT NOT NULL, bits INTEGER, copy INTEGER NOT NULL, reliability TEXT NOT NULL, stance TEXT,
  faults TEXT NOT NULL, revisions INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
CREATE INDEX report_reported ON report (reported, id);
CREATE INDEX report_copy ON report (copy);
CREATE INDEX report_source ON report (source, reported);
CREATE TABLE report_text (
  rid INTEGER PRIMARY KEY REFERENCES report, text TEXT NOT NULL, passages TEXT NOT NULL,
  words TEXT NOT NULL) STRICT;
CREATE TABLE shingle (
  key INTEGER NOT NULL, rid INTEGER NOT NULL REFERENCES report,
  PRIMARY KEY (key, rid)) STRICT, WITHOUT ROWID;
CREATE INDEX shingle_rid ON shingle (rid);
CREATE TABLE revision (
  rid INTEGER NOT NULL REFERENCES report, n INTEGER NOT NULL, hash INTEGER NOT NULL,
  seen INTEGER NOT NULL, text TEXT, passages TEXT, PRIMARY KEY (rid, n)) STRICT, WITHOUT ROWID;
CREATE TABLE identity (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, heir TEXT, reports TEXT) STRICT;
CREATE INDEX identity_heir ON identity (heir) WHERE heir IS NOT NULL;

-- Derived from reports, by generation.
CREATE TABLE coding (
  rid INTEGER NOT NULL REFERENCES report, gen INTEGER NOT NULL, tags TEXT NOT NULL,
  PRIMARY KEY (rid, gen)) STRICT;
CREATE TABLE report_actor (
  gen INTEGER NOT NULL, actor TEXT NOT NULL, reported INTEGER NOT NULL, rid INTEGER NOT NULL,
  PRIMARY KEY (gen, actor, reported, rid)) STRICT, WITHOUT ROWID;
CREATE INDEX report_actor_rid ON report_actor (rid);
CREATE TABLE report_town (
  gen INTEGER NOT NULL, town INTEGER NOT NULL, reported INTEGER NOT NULL, rid INTEGER NOT NULL,
  PRIMARY KEY (gen, town, reported, rid)) STRICT, WITHOUT ROWID;
CREATE INDEX report_town_rid ON report_town (rid);
CREATE TABLE mention (
  mid INTEGER PRIMARY KEY, gen INTEGER NOT NULL, rid INTEGER NOT NULL REFERENCES report,
  n INTEGER NOT NULL, told TEXT NOT NULL, UNIQUE (rid, gen, n)) STRICT;
CREATE TABLE mention_key (
  gen INTEGER NOT NULL, key TEXT NOT NULL, mid INTEGER NOT NULL,
  PRIMARY KEY (gen, key, mid)) STRICT, WITHOUT ROWID;
CREATE INDEX mention_key_mid ON mention_key (mid);
CREATE TABLE incident (
  iid INTEGER PRIMARY KEY, gen INTEGER NOT NULL, id TEXT NOT NULL, digest INTEGER NOT NULL,
  statement INTEGER NOT NULL, seq INTEGER NOT NULL, changed INTEGER NOT NULL,
  first_reported INTEGER NOT NULL, last_reported INTEGER NOT NULL, day TEXT NOT NULL,
  on_first TEXT, on_last TEXT, late INTEGER NOT NULL, realis TEXT NOT NULL,
  verification TEXT NOT NULL, severity INTEGER NOT NULL, deaths INTEGER, wounded INTEGER,
  country TEXT, admin1 TEXT, town INTEGER, geo_precision INTEGER, target TEXT,
  body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX incident_id ON incident (gen, id);
CREATE INDEX incident_digest ON incident (gen, digest);
CREATE INDEX incident_changed ON incident (gen, statement, changed, id);
CREATE INDEX incident_day ON incident (gen, statement, day, id);
CREATE INDEX incident_town ON incident (gen, town);
CREATE INDEX incident_seq ON incident (gen, seq);
CREATE TABLE incident_actor (
  iid INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, actor TEXT NOT NULL,
  role TEXT NOT NULL, PRIMARY KEY (iid, actor, role)) STRICT, WITHOUT ROWID;
CREATE INDEX incident_actor_actor ON incident_actor (actor, iid);
CREATE TABLE incident_code (
  iid INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, code TEXT NOT NULL,
  PRIMARY KEY (iid, code)) STRICT, WITHOUT ROWID;
CREATE TABLE incident_person (
  iid INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, words TEXT NOT NULL,
  PRIMARY KEY (iid, words)) STRICT, WITHOUT ROWID;
CREATE TABLE incident_report (
  iid INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, rid INTEGER NOT NULL,
  PRIMARY KEY (iid, rid)) STRICT, WITHOUT ROWID;
CREATE INDEX incident_report_rid ON incident_report (rid, iid);
CREATE TABLE tally (
  gen INTEGER NOT NULL, what INTEGER NOT NULL, key TEXT NOT NULL, sub TEXT NOT NULL, day TEXT NOT NULL,
  n INTEGER NOT NULL, low INTEGER NOT NULL, best INTEGER NOT NULL, high INTEGER NOT NULL,
  PRIMARY KEY (gen, what, key, sub, day)) STRICT, WITHOUT ROWID;

-- The health of sources, and what was not taken in.
CREATE TABLE source_state (id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE dropped (
  n INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, what TEXT NOT NULL,
  why TEXT NOT NULL) STRICT;
";

/// Reports whose mentions wait to be grouped, with what they told when they were grouped last.
const UNGROUPED: &str = "
CREATE TABLE ungrouped (rid INTEGER PRIMARY KEY REFERENCES report, before TEXT NOT NULL) STRICT;
";

/// The schema number of a database; 0 for an empty one.
pub(super) fn version(db: &Connection) -> Result<u32, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Lifts a database to the present schema; the caller holds the write lock.
pub(super) fn migrate(db: &Connection) -> Result<(), StoreError> {
    let found = version(db)?;
    if found > KNOWN {
        return Err(StoreError::Newer { found, known: KNOWN });
    }
    for step in MIGRATIONS.iter().skip(found as usize) {
        db.execute_batch(step)?;
    }
    db.pragma_update(None, "user_version", KNOWN)?;
    Ok(())
}
