//! The lines of the timeline: its rows with the days and marks between them. Scrolling counts
//! these lines and drawing draws them, so both ask here.

use jiff::civil::Date;

use super::{
    data::{Row, Sort},
    labels,
    state::State,
};

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A day of changes, or of events when the list runs by event day.
    Day(Date),
    /// What has no date, reported on a day.
    Undated(Date),
    /// Everything above is new since the person last looked.
    Looked,
    /// The n-th row at hand.
    Row(usize),
}

/// The lines of the rows at hand.
pub fn lines(state: &State) -> Vec<Line> {
    let rows = &state.timeline.rows;
    let looked = looked_before(state);
    let mut out = Vec::with_capacity(rows.len() + 16);
    let mut before = None;
    for (n, row) in rows.iter().enumerate() {
        if looked == Some(n) {
            out.push(Line::Looked);
        }
        let head = head(row, state.sight.sort);
        if before != Some(head) {
            out.push(head);
            before = Some(head);
        }
        out.push(Line::Row(n));
    }
    out
}

fn head(row: &Row, sort: Sort) -> Line {
    let it = &row.incident;
    match (sort, &it.when) {
        (Sort::Changed, _) => Line::Day(labels::day_of(it.changed)),
        (Sort::Day, Some(when)) => Line::Day(when.date),
        (Sort::Day, None) => Line::Undated(labels::day_of(it.first_reported)),
    }
}

/// The first row that is not new, where rows above it are.
fn looked_before(state: &State) -> Option<usize> {
    let list = &state.timeline;
    if state.sight.sort != Sort::Changed || state.looked == 0 {
        return None;
    }
    let first = list.rows.iter().position(|it| it.commit <= state.looked)?;
    (first > 0).then_some(first)
}

/// The line of the selected row.
pub fn selected_line(state: &State, lines: &[Line]) -> usize {
    lines.iter().position(|it| *it == Line::Row(state.timeline.index)).unwrap_or(0)
}
