//! ACLED's sheet of incidents, and the sheet of what ACLED has no place for.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    acled::{self, Fatalities, Row},
    csv::Sheet,
};
use crate::{model::Incident, theatre::Names};

/// The rows that ACLED has no place for, each with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(Vec<(Row, &'static str)>);

/// Writes incidents, each with its publishers, in ACLED's columns; what is left out of them.
pub fn acled<'a>(
    names: &Names,
    told: impl IntoIterator<Item = (&'a Incident, Vec<String>)>,
    fatalities: Fatalities,
    out: &mut dyn Write,
) -> io::Result<LeftOut> {
    let mut sheet = Sheet::new(&acled::COLUMNS, out)?;
    let mut left_out = Vec::new();
    for (it, publishers) in told {
        match acled::rows(names, it, &publishers, fatalities) {
            (rows, None) => rows.into_iter().try_for_each(|row| sheet.row(row))?,
            (rows, Some(why)) => left_out.extend(rows.into_iter().map(|row| (row, why))),
        }
    }
    sheet.finish()?;
    Ok(LeftOut(left_out))
}

impl LeftOut {
    /// Whether ACLED has a place for all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many, and why.
    pub fn words(&self) -> String {
        let mut whys: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, why) in &self.0 {
            *whys.entry(why).or_default() += 1;
        }
        let whys: Vec<String> = whys.into_iter().map(|(why, n)| format!("{n} {why}")).collect();
        format!("{} incidents left out: {}", self.0.len(), whys.join(", "))
    }

    /// Where they go: `x.csv` → `x.left_out.csv`.
    pub fn path(sheet: &Path) -> PathBuf {
        sheet.with_extension("left_out.csv")
    }

    /// Writes them, the reason in a last column.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut heads = acled::COLUMNS.to_vec();
        heads.push("left_out_because");
        let mut sheet = Sheet::new(&heads, out)?;
        for (mut row, why) in self.0 {
            row.push(why.to_owned());
            sheet.row(row)?;
        }
        sheet.finish()
    }
}
