//! Rows to values and back.

use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};

use crate::model::{Incident, Lang, Origin, Published, Report, Slug, Text};

use super::StoreError;

/// An instant out of a column of microseconds.
pub(super) fn instant(row: &Row<'_>, at: usize) -> rusqlite::Result<Timestamp> {
    let value: i64 = row.get(at)?;
    Timestamp::from_microsecond(value)
        .map_err(|err| rusqlite::Error::FromSqlConversionFailure(at, Type::Integer, err.into()))
}

/// A name out of a column.
pub(super) fn slug(row: &Row<'_>, at: usize) -> rusqlite::Result<Slug> {
    row.get_ref(at)?.as_str().map(Slug::from).map_err(Into::into)
}

/// A name out of a column that may be empty.
pub(super) fn optional_slug(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Slug>> {
    Ok(row.get_ref(at)?.as_str_or_null()?.map(Slug::from))
}

/// A day as it stands in a column; empty and unreadable days are none.
pub(super) fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// JSON out of a column.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(at)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|err| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, err.into()))
}

/// JSON for a column.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|err| StoreError::damaged("value", err))
}

/// Columns of a report, in the order that [`report`] reads them.
pub(super) const REPORT: &str = "r.id, r.source, r.publisher, r.path, r.url, r.guid, r.lang, \
    r.published, r.first_seen, t.text, t.passages, r.faults, r.revisions, r.rid";

/// A report out of the columns of [`REPORT`].
pub(super) fn report(row: &Row<'_>) -> rusqlite::Result<Report> {
    let lang: Option<String> = row.get(6)?;
    let published: Option<String> = row.get(7)?;
    Ok(Report {
        id: slug(row, 0)?,
        source: slug(row, 1)?,
        publisher: row.get(2)?,
        path: row.get(3)?,
        url: row.get(4)?,
        guid: row.get(5)?,
        lang: lang.as_deref().and_then(Lang::from_tag),
        published: published.as_deref().and_then(Published::parse),
        first_seen: instant(row, 8)?,
        text: Text { text: row.get(9)?, passages: json(row, 10)? },
        faults: json(row, 11)?,
    })
}

/// Columns of an origin and the title, in the order that [`origin`] reads them.
pub(super) const ORIGIN: &str = "r.id, r.source, r.publisher, r.published, r.first_seen, r.copy, \
    r.reliability, r.stance, r.title";

/// An origin and the report's title out of the columns of [`ORIGIN`], the first at `from`.
pub(super) fn origin(row: &Row<'_>, from: usize) -> rusqlite::Result<(Origin, String)> {
    let published: Option<String> = row.get(from + 3)?;
    let reliability: String = row.get(from + 6)?;
    let origin = Origin {
        report: slug(row, from)?,
        source: slug(row, from + 1)?,
        publisher: row.get(from + 2)?,
        published: published.as_deref().and_then(Published::parse),
        first_seen: instant(row, from + 4)?,
        copy: row.get::<_, i64>(from + 5)?.cast_unsigned(),
        reliability: reliability.chars().next().unwrap_or('F'),
        stance: optional_slug(row, from + 7)?,
    };
    Ok((origin, row.get(from + 8)?))
}

/// An incident out of its JSON.
pub(super) fn incident(row: &Row<'_>, at: usize) -> rusqlite::Result<Incident> {
    json(row, at)
}
