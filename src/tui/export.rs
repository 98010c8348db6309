//! The present view as a file: the ending of its name says in which format.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{cite, labels};
use crate::{
    model::Incident,
    output::{acled, csv::Sheet, json, list},
    theatre::Names,
};

/// An incident with the publishers that tell of it.
pub type Told = (Incident, Vec<String>);

/// Writes incidents as CSV (ACLED's columns; what has no place there goes to `NAME.left_out.csv`),
/// JSON lines, GeoJSON or Markdown; what was done, in words.
///
/// # Errors
/// In words: another ending, or a file that cannot be written.
pub fn export(path: &Path, names: &Names, incidents: &[Told]) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut aside = String::new();
    let texts = || incidents.iter().map(|(it, _)| serde_json::to_string(&json::incident(it, &[])));
    let written = match path.extension().and_then(|it| it.to_str()) {
        Some("csv") => sheets(path, names, incidents, &mut bytes).map(|it| aside = it),
        Some("jsonl") => list::jsonl(texts(), &mut bytes),
        Some("geojson") => list::geojson(texts(), &mut bytes),
        Some("md") => {
            let parts = incidents.iter().map(|(it, _)| cite::markdown(names, it, &[]));
            bytes = parts.collect::<Vec<_>>().join("\n").into_bytes();
            Ok(())
        }
        _ => return Err("the file's name ends in .csv, .jsonl, .geojson or .md".to_owned()),
    };
    written
        .and_then(|()| fs::write(path, &bytes))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let count = labels::number_of(incidents.len() as u64, "incident");
    Ok(format!("{count} written to {}{aside}", path.display()))
}

/// ACLED's sheet, and the sheet of what it has no place for; words on the latter.
fn sheets(path: &Path, names: &Names, incidents: &[Told], out: &mut Vec<u8>) -> io::Result<String> {
    let mut sheet = Sheet::new(&acled::COLUMNS, out)?;
    let mut left_out = Vec::new();
    for (it, publishers) in incidents {
        match acled::rows(names, it, publishers, acled::Fatalities::Best) {
            (rows, None) => rows.into_iter().try_for_each(|row| sheet.row(row))?,
            (rows, Some(why)) => left_out.extend(rows.into_iter().map(|row| (row, why))),
        }
    }
    sheet.finish()?;
    if left_out.is_empty() {
        return Ok(String::new());
    }
    let mut bytes = Vec::new();
    let mut heads = acled::COLUMNS.to_vec();
    heads.push("left_out_because");
    let mut sheet = Sheet::new(&heads, &mut bytes)?;
    let count = left_out.len();
    for (mut row, why) in left_out {
        row.push(why.to_owned());
        sheet.row(row)?;
    }
    sheet.finish()?;
    let aside: PathBuf = path.with_extension("left_out.csv");
    fs::write(&aside, bytes)?;
    Ok(format!(", {count} of them to {}", aside.display()))
}
