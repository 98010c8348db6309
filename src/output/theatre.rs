//! What is in a theatre pack, counted.

use std::io::{self, Write};

use super::line;
use crate::theatre::Names;

/// Writes name, countries and the size of each table.
pub fn table(names: &Names, out: &mut dyn Write) -> io::Result<()> {
    let core: Vec<&str> =
        names.countries.iter().filter(|it| it.core).map(|it| it.name.as_str()).collect();
    writeln!(out, "{}  {}", names.id, line(&names.name))?;
    writeln!(out, "countries  {}", line(&core.join(", ")))?;
    let counts = [
        ("regions", names.regions.len()),
        ("towns", names.towns().all().len()),
        ("actors", names.actors.len()),
        ("people", names.people.len()),
        ("offices", names.offices.len()),
        ("events", names.events.code.len()),
        ("sources", names.sources.len()),
    ];
    for (what, n) in counts {
        writeln!(out, "{what:9}  {n}")?;
    }
    writeln!(out, "hash       {}", names.hash())
}
