//! Connections as writer and as reader.

use std::{fs, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, FileControl, OpenFlags, config::DbConfig};

use super::{StoreError, file, holder::Holder, schema};

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database for writing, made and migrated as needed.
pub(super) fn for_writing(dir: &Path) -> Result<Connection, StoreError> {
    let failed = |why| StoreError::File { path: dir.to_owned(), why };
    fs::create_dir_all(dir).map_err(failed)?;
    let db = Connection::open(file(dir))?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(64);
    busy(dir, db.pragma_update(None, "journal_mode", "wal"))?;
    db.pragma_update(None, "synchronous", "normal")?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "cache_size", -64_000)?;
    // Pages that one batch writes after another reach the database once.
    db.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    // A plan never hangs on a bound value, so that binding another plans nothing anew.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.pragma_update(None, "journal_size_limit", 64 << 20)?;
    // Readers who may not write in the folder cannot make these files again.
    let mut keep = 1;
    db.file_control(Some(rusqlite::MAIN_DB), FileControl::PersistWal(&mut keep))?;
    if schema::version(&db)? != schema::KNOWN {
        begin(&db, dir)?;
        let done = schema::migrate(&db);
        db.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        done?;
    }
    Ok(db)
}

/// Opens the database for reading; needs no right to write.
pub(super) fn for_reading(dir: &Path) -> Result<Connection, StoreError> {
    let path = file(dir);
    if !path.exists() {
        return Err(StoreError::Missing(dir.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "query_only", true)?;
    let (found, known) = (schema::version(&db)?, schema::KNOWN);
    match found {
        0 => Err(StoreError::Missing(dir.to_owned())),
        _ if found > known => Err(StoreError::Newer { found, known }),
        _ if found < known => Err(StoreError::Older { found, known }),
        _ => Ok(db),
    }
}

/// Takes the write lock; after ten seconds in vain the error names who holds it.
pub(super) fn begin(db: &Connection, dir: &Path) -> Result<(), StoreError> {
    // A panic in the middle of a transaction has left it open.
    if !db.is_autocommit() {
        db.execute_batch("ROLLBACK")?;
    }
    busy(dir, db.execute_batch("BEGIN IMMEDIATE"))
}

fn busy(dir: &Path, result: rusqlite::Result<()>) -> Result<(), StoreError> {
    match result {
        Err(err) if err.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
            Err(StoreError::Busy(Holder::writing(dir)))
        }
        other => Ok(other?),
    }
}
