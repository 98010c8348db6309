//! Columns for people: as wide as their contents, cut to the terminal, read without colour.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{line, markdown};

/// How a table is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Cells of the terminal; `None` cuts nothing.
    pub width: Option<usize>,
    /// Heads are set off by colour.
    pub color: bool,
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows under heads; the last column takes the room that is left.
#[derive(Clone, Debug)]
pub struct Table {
    heads: Vec<(&'static str, Side)>,
    rows: Vec<Vec<String>>,
}

/// Cells between two columns.
const GAP: usize = 2;

impl Table {
    /// A table without rows.
    pub fn new(heads: &[(&'static str, Side)]) -> Self {
        Self { heads: heads.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, cleaned.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|it| line(&it).into_owned()).collect());
    }

    /// Writes heads and rows.
    pub fn write(&self, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.widths(look.width);
        let (on, off) = if look.color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        let heads: Vec<String> = self.heads.iter().map(|it| it.0.to_owned()).collect();
        write!(out, "{on}")?;
        self.write_row(&heads, &widths, out)?;
        writeln!(out, "{off}")?;
        for row in &self.rows {
            self.write_row(row, &widths, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes heads and rows as a Markdown table.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        markdown::heads(&self.heads.iter().map(|it| it.0).collect::<Vec<_>>(), out)?;
        for row in &self.rows {
            markdown::row(row.iter().map(String::as_str), out)?;
        }
        Ok(())
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What each column takes: its widest cell, the last one cut to the terminal.
    fn widths(&self, limit: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.heads.iter().map(|it| it.0.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        if let (Some(limit), Some((last, rest))) = (limit, widths.split_last_mut()) {
            let taken: usize = rest.iter().map(|it| it + GAP).sum();
            *last = (*last).min(limit.saturating_sub(taken).max(8));
        }
        widths
    }

    fn write_row(&self, row: &[String], widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
        for (i, (cell, width)) in row.iter().zip(widths).enumerate() {
            let cell = cut(cell, *width);
            let pad = width.saturating_sub(cell.width());
            let last = i + 1 == widths.len();
            match self.heads.get(i) {
                Some((_, Side::Right)) => write!(out, "{:pad$}{cell}", "")?,
                _ if last => write!(out, "{cell}")?,
                _ => write!(out, "{cell}{:pad$}", "")?,
            }
            if !last {
                write!(out, "{:GAP$}", "")?;
            }
        }
        Ok(())
    }
}

/// Text cut to so many cells, with a sign that it was.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut taken = 1;
    for grapheme in text.graphemes(true) {
        taken += grapheme.width();
        if taken > width {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.push('…');
    kept
}
