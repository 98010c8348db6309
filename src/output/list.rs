//! Lists in the formats that other programs read.

use std::io::{self, Write};

use super::{csv::Sheet, flat, flat::Fields, geojson::Collection, line};

/// Writes rows, each given as one JSON object, one a line.
pub fn jsonl(
    rows: impl IntoIterator<Item = serde_json::Result<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for row in rows {
        writeln!(out, "{}", line(&row?))?;
    }
    Ok(())
}

/// Writes rows as comma-separated values under the keys of the first; what is nested is one cell.
pub fn csv(
    rows: impl IntoIterator<Item = serde_json::Result<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rows = rows.into_iter().map(fields).peekable();
    let Some(Ok(first)) = rows.peek() else { return rows.next().map_or(Ok(()), |it| it.map(drop)) };
    let heads: Vec<String> = first.iter().map(|it| it.0.to_owned()).collect();
    let mut sheet = Sheet::new(&heads.iter().map(String::as_str).collect::<Vec<_>>(), out)?;
    for row in rows {
        sheet.row(row?.iter().map(|it| flat::cell(it.1)))?;
    }
    sheet.finish()
}

/// Writes rows as features at their latitude and longitude.
pub fn geojson(
    rows: impl IntoIterator<Item = serde_json::Result<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut all = Collection::new(out)?;
    for row in rows {
        all.feature(&fields(row)?)?;
    }
    all.finish()
}

fn fields(row: serde_json::Result<String>) -> io::Result<Fields> {
    Ok(serde_json::from_str(&row?)?)
}
