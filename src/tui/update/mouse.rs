//! Wheel and click, for those who switch the mouse on.

use ratatui::layout::Position;

use super::{navigate, prompt};
use crate::tui::{
    effect::Effect,
    layout::Pane,
    state::State,
    timeline::{self, Line},
};

fn pane_at(state: &State, x: u16, y: u16) -> Option<(Pane, u16)> {
    let areas = state.areas();
    let (pane, area) = areas.panes.iter().find(|(_, it)| it.contains(Position { x, y }))?;
    Some((*pane, y - area.y))
}

/// The wheel moves in the pane under the pointer.
pub(super) fn wheel(state: &mut State, by: isize, x: u16, y: u16) -> Vec<Effect> {
    if state.prompt.is_some() {
        return prompt::step(state, by.signum());
    }
    let Some((pane, _)) = pane_at(state, x, y) else { return Vec::new() };
    let before = std::mem::replace(&mut state.focus, pane);
    let effects = navigate::step(state, by);
    state.focus = before;
    effects
}

/// A click selects a row; a click on the selected row opens it.
pub(super) fn click(state: &mut State, x: u16, y: u16) -> Vec<Effect> {
    let Some((pane, line)) = pane_at(state, x, y) else { return Vec::new() };
    if state.prompt.take().is_some() {
        return Vec::new();
    }
    if state.sight.layout.stops().contains(&pane) {
        state.focus = pane;
    }
    let Some(row) = row_at(state, pane, line) else { return Vec::new() };
    let selected = match pane {
        Pane::Timeline => &mut state.timeline.index,
        Pane::Actors => &mut state.actors.index,
        Pane::Towns => &mut state.towns.index,
        Pane::Sources => &mut state.sources.index,
        Pane::Reader | Pane::Map | Pane::Trend => return Vec::new(),
    };
    if *selected == row {
        return navigate::enter(state);
    }
    let by = isize::try_from(row).unwrap_or(0) - isize::try_from(*selected).unwrap_or(0);
    navigate::step(state, by)
}

/// The row on a line of a pane: below its title and the heads of its columns.
fn row_at(state: &State, pane: Pane, line: u16) -> Option<usize> {
    const ABOVE: u16 = 2;
    let line = usize::from(line.checked_sub(ABOVE)?);
    match pane {
        Pane::Timeline => match timeline::lines(state).get(state.timeline.top + line)? {
            Line::Row(n) => Some(*n),
            Line::Day(_) | Line::Undated(_) | Line::Looked => None,
        },
        Pane::Actors => Some(state.actors.top + line).filter(|it| *it < state.actors.rows.len()),
        Pane::Towns => Some(state.towns.top + line).filter(|it| *it < state.towns.rows.len()),
        Pane::Sources => Some(state.sources.top + line).filter(|it| *it < state.sources.rows.len()),
        Pane::Reader | Pane::Map | Pane::Trend => None,
    }
}
