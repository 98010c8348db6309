//! Comma-separated values that no spreadsheet takes for formulas.

use std::io::{self, Write};

use super::line;

/// Writes rows; the first cells that a spreadsheet would run are made text.
pub struct Sheet<'a> {
    inner: ::csv::Writer<&'a mut dyn Write>,
}

impl<'a> Sheet<'a> {
    /// A sheet that begins with its heads.
    pub fn new(heads: &[&str], out: &'a mut dyn Write) -> io::Result<Self> {
        let mut inner = ::csv::Writer::from_writer(out);
        inner.write_record(heads)?;
        Ok(Self { inner })
    }

    /// Writes one row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        for cell in cells {
            self.inner.write_field(guarded(&line(&cell)).as_bytes())?;
        }
        self.inner.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Hands everything on.
    pub fn finish(mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A cell that begins as a formula does and is no number gets an apostrophe before it.
pub fn guarded(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
    if formula && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}
