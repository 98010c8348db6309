//! A list with a cursor that stays on its row, whatever happens to the rows around it.

/// A row that can be found again after a reload.
pub trait Keyed {
    /// What it is known by.
    type Key: Clone + PartialEq;
    /// The key of this row.
    fn key(&self) -> Self::Key;
}

/// The rows at hand, the selected one and the first line on screen.
#[derive(Clone, Debug)]
pub struct List<T: Keyed> {
    /// The rows at hand.
    pub rows: Vec<T>,
    /// How many rows there are before those at hand.
    pub before: usize,
    /// How many rows there are in all.
    pub total: usize,
    /// The selected row, by key; it outlives a reload that misses it.
    pub selected: Option<T::Key>,
    /// Where the selected row is, or was last, within `rows`.
    pub index: usize,
    /// The first line on screen.
    pub top: usize,
}

impl<T: Keyed> Default for List<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), before: 0, total: 0, selected: None, index: 0, top: 0 }
    }
}

impl<T: Keyed> List<T> {
    /// The selected row, if it is at hand.
    pub fn current(&self) -> Option<&T> {
        self.rows.get(self.index)
    }

    /// Takes new rows. The cursor goes to where its row is now; a row that left leaves the cursor
    /// at the same height.
    pub fn replace(&mut self, rows: Vec<T>, total: usize) {
        let height = self.index.saturating_sub(self.top);
        let found =
            self.selected.as_ref().and_then(|key| rows.iter().position(|it| it.key() == *key));
        self.index = found.unwrap_or_else(|| self.index.min(rows.len().saturating_sub(1)));
        if found.is_none() {
            self.selected = rows.get(self.index).map(Keyed::key);
        }
        self.top = self.index.saturating_sub(height);
        (self.rows, self.total) = (rows, total);
    }

    /// Puts the cursor on the n-th row at hand, or the nearest that there is.
    pub fn select(&mut self, index: usize) {
        self.index = index.min(self.rows.len().saturating_sub(1));
        self.selected = self.rows.get(self.index).map(Keyed::key);
    }

    /// Moves the cursor by so many rows.
    pub fn step(&mut self, by: isize) {
        self.select(self.index.saturating_add_signed(by));
    }

    /// Whether the cursor stands on the very first row of all.
    pub fn at_top(&self) -> bool {
        self.before + self.index == 0
    }

    /// Whether the cursor is within `edge` rows of an end of those at hand beyond which there are
    /// more.
    pub fn nears_edge(&self, edge: usize) -> bool {
        let held = self.rows.len();
        (self.before > 0 && self.index < edge)
            || (self.before + held < self.total && self.index + edge > held)
    }

    /// Scrolls as little as brings `line` into a window of `height` lines, with a line of context
    /// where there is room; `lines` is how many there are.
    pub fn reveal(&mut self, line: usize, lines: usize, height: usize) {
        let context = usize::from(height > 4);
        let least = (line + 1 + context).saturating_sub(height);
        self.top = self.top.clamp(least, line.saturating_sub(context).max(least));
        self.top = self.top.min(lines.saturating_sub(height));
    }
}

impl Keyed for super::data::Row {
    type Key = crate::model::Slug;
    fn key(&self) -> Self::Key {
        self.incident.id.clone()
    }
}

impl Keyed for super::data::ActorLine {
    type Key = String;
    fn key(&self) -> String {
        self.id.clone()
    }
}

impl Keyed for super::data::TownLine {
    type Key = (Option<i64>, String);
    fn key(&self) -> Self::Key {
        (self.id, self.name.clone())
    }
}

impl Keyed for super::data::SourceLine {
    type Key = String;
    fn key(&self) -> String {
        self.id.clone()
    }
}
