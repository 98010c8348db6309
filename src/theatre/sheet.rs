//! One TOML file of a pack: its rows one by one, so that a faulty row costs no other, and every
//! row with the place where it stands.

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use crate::model::Fault;

/// A TOML file that is taken apart table by table.
pub(super) struct Sheet<'a> {
    file: &'static str,
    text: &'a str,
    table: DeTable<'a>,
    faults: Vec<Fault>,
    lost: Vec<String>,
}

/// A row with the lines that it stands on.
pub(super) struct Row<'a, T> {
    pub(super) value: T,
    pub(super) place: Place<'a>,
}

/// The bytes of a file that a row stands on.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    file: &'static str,
    text: &'a str,
    start: usize,
    end: usize,
}

impl Place<'_> {
    /// A fault at the line of this row that holds `word` in quotes, else at its first line.
    pub(super) fn fault(&self, word: &str, what: &str, why: impl Into<String>) -> Fault {
        Fault::new(what, why).at(self.file, self.line_of(word))
    }

    /// A fault at the line of this row that begins with the field `name`, else at its first line.
    pub(super) fn fault_at(&self, name: &str, what: &str, why: impl Into<String>) -> Fault {
        let line = self.line_in(&[format!("\n{name} "), format!("\n{name}=")]);
        Fault::new(what, why).at(self.file, line)
    }

    /// The line of this row that holds `word` in quotes, else its first.
    pub(super) fn line_of(&self, word: &str) -> u32 {
        self.line_in(&['"', '\''].map(|quote| format!("{quote}{word}{quote}")))
    }

    fn line_in(&self, marks: &[String]) -> u32 {
        let row = self.text.get(self.start..self.end).unwrap_or("");
        let found = marks.iter().find_map(|mark| {
            let line_end = usize::from(mark.starts_with('\n'));
            row.find(mark.as_str()).map(|it| it + line_end)
        });
        line_at(self.text, self.start + found.unwrap_or(0))
    }
}

impl<'a> Sheet<'a> {
    /// Parses a file; what is no TOML is a fault, and what can be read of the rest is.
    pub(super) fn read(file: &'static str, text: &'a str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let table = table.into_inner();
        let mut sheet = Self { file, text, table, faults: Vec::new(), lost: Vec::new() };
        for error in errors {
            sheet.report("syntax", 0, &error);
        }
        sheet
    }

    /// The rows of `[[key]]`, without those that are faulty.
    pub(super) fn rows<T: DeserializeOwned>(&mut self, key: &str) -> Vec<Row<'a, T>> {
        let Some(found) = self.table.remove(key) else { return Vec::new() };
        let start = found.span().start;
        let DeValue::Array(items) = found.into_inner() else {
            let fault = Fault::new(key, "is no list of tables");
            let fault = fault.at(self.file, line_at(self.text, start));
            self.faults.push(fault.hint(format!("write each as [[{key}]]")));
            return Vec::new();
        };
        let mut rows = Vec::with_capacity(items.len());
        for item in items {
            let start = item.span().start;
            match T::deserialize(item.into_deserializer()) {
                Ok(value) => rows.push(Row { value, place: self.place(start) }),
                Err(_) => self.lose::<T>(key, start),
            }
        }
        rows
    }

    /// The table `[key]`, `None` where it is missing or faulty.
    pub(super) fn table<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let found = self.table.remove(key)?;
        let start = found.span().start;
        let value = T::deserialize(found.into_deserializer());
        value.map_err(|_| self.lose::<T>(key, start)).ok()
    }

    /// Ends the reading: what nobody asked for is unknown. Gives the faults, and the ids or names of
    /// the rows that they cost, so that what refers to those is not blamed.
    pub(super) fn finish(mut self) -> (Vec<Fault>, Vec<String>) {
        let unknown: Vec<_> =
            self.table.keys().map(|it| (it.get_ref().to_string(), it.span().start)).collect();
        for (key, start) in unknown {
            let fault = Fault::new(key, "this file has no such table");
            self.faults.push(fault.at(self.file, line_at(self.text, start)));
        }
        (self.faults, self.lost)
    }

    fn place(&self, start: usize) -> Place<'a> {
        Place { file: self.file, text: self.text, start, end: row_end(self.text, start) }
    }

    /// Tells what is wrong with the row that starts at a byte. A field at fault is taken out and the
    /// rest tried again, so that every faulty field shows in one run.
    fn lose<T: DeserializeOwned>(&mut self, key: &str, start: usize) {
        let Some(mut value) = self.read_again(key, start) else { return };
        self.lost.extend(name_of(&value));
        let mut first = true;
        while let Err(error) = T::deserialize(value.clone().into_deserializer()) {
            // A field that was taken out is missed by name: that is no news.
            if first || !error.message().starts_with("missing field") {
                self.report(key, start, &error);
            }
            if !error.span().is_some_and(|it| take_out(&mut value, it.start)) {
                return;
            }
            first = false;
        }
    }

    /// The value of `key` that starts at a byte: reading consumes it, and only a fault needs it twice.
    fn read_again(&self, key: &str, start: usize) -> Option<Spanned<DeValue<'a>>> {
        let (table, _) = DeTable::parse_recoverable(self.text);
        let found = table.into_inner().remove(key)?;
        if !found.get_ref().is_array() {
            return Some(found);
        }
        let DeValue::Array(items) = found.into_inner() else { return None };
        items.into_iter().find(|it| it.span().start == start)
    }

    fn report(&mut self, what: &str, start: usize, error: &Error) {
        let at = error.span().map_or(start, |it| it.start);
        let fault = Fault::new(what, error.message().trim_end_matches('.').to_owned());
        let fault = fault.at(self.file, line_at(self.text, at));
        self.faults.push(match nearest(error.message()) {
            Some(word) => fault.hint(format!("did you mean `{word}`")),
            None => fault,
        });
    }
}

/// The id of a row, else its name.
fn name_of(row: &Spanned<DeValue<'_>>) -> Option<String> {
    let table = row.get_ref().as_table()?;
    let found = table.get("id").or_else(|| table.get("name"))?;
    found.get_ref().as_str().map(str::to_owned)
}

/// Removes the field that stands at a byte of the file; false where no field does.
fn take_out(value: &mut Spanned<DeValue<'_>>, at: usize) -> bool {
    let DeValue::Table(table) = value.get_mut() else { return false };
    let found = table.iter().find_map(|(key, value)| {
        let hit = key.span().contains(&at) || value.span().contains(&at);
        hit.then(|| key.get_ref().to_string())
    });
    found.is_some_and(|key| table.remove(key.as_str()).is_some())
}

/// The accepted word nearest to a refused one, from the text of the parser's error
/// ("unknown field `nmae`, expected one of `name`, `id`").
fn nearest(message: &str) -> Option<&str> {
    let mut words = message.split('`').skip(1).step_by(2);
    let refused = words.next()?;
    let distance = |word: &str| strsim::osa_distance(refused, word);
    words.min_by_key(|it| distance(it)).filter(|it| distance(it) <= 2)
}

/// The line of a byte offset, from 1.
pub(super) fn line_at(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().iter().take(offset).filter(|it| **it == b'\n').count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// Where the row that starts at an offset ends: at the next `[[`.
fn row_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    rest.find("\n[[").map_or(text.len(), |it| start + it)
}
