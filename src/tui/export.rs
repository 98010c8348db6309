//! The present view as a file: the ending of its name says in which format.

use std::{fs, io, path::Path};

use super::{cite, labels};
use crate::{
    model::{Incident, Slug},
    output::{
        acled::Fatalities,
        json, list,
        sheets::{self, LeftOut},
    },
    theatre::Names,
};

/// An incident with what is told of it beside its own facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The incident.
    pub incident: Incident,
    /// The publishers that tell of it, in alphabetic order.
    pub publishers: Vec<String>,
    /// The older ids that lead to it.
    pub aliases: Vec<Slug>,
}

/// Writes incidents as CSV (ACLED's columns; what has no place there goes to `NAME.left_out.csv`),
/// JSON lines, GeoJSON or Markdown; what was done, in words.
///
/// # Errors
/// In words: another ending, or a file that cannot be written.
pub fn export(path: &Path, names: &Names, incidents: &[Told]) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut aside = String::new();
    let texts = || incidents.iter().map(|it| json::text(&it.incident, &it.aliases));
    let written = match path.extension().and_then(|it| it.to_str()) {
        Some("csv") => sheets(path, names, incidents, &mut bytes).map(|it| aside = it),
        Some("jsonl") => list::jsonl(texts(), &mut bytes),
        Some("geojson") => list::geojson(texts(), &mut bytes),
        Some("md") => {
            let parts = incidents.iter().map(|it| cite::markdown(names, &it.incident, &[]));
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
    let told = incidents.iter().map(|it| (&it.incident, it.publishers.clone()));
    let left_out = sheets::acled(names, told, Fatalities::Best, out)?;
    if left_out.is_empty() {
        return Ok(String::new());
    }
    let (aside, words) = (LeftOut::path(path), left_out.words());
    let mut bytes = Vec::new();
    left_out.write(&mut bytes)?;
    fs::write(&aside, bytes)?;
    Ok(format!(", {words}; see {}", aside.display()))
}
