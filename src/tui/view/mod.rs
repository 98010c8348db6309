//! The state as cells. Nothing is computed here that the state does not say, and no key is named:
//! where keys are shown they come from the keymap.

mod detail;
mod frame;
mod lists;
mod map;
mod overlay;
mod pen;
mod timeline;
mod trend;

use ratatui::{Frame, layout::Rect};

use super::{
    layout::{LEAST, Pane},
    state::State,
};
use pen::Pen;

/// Draws the whole screen.
pub fn view(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), state.settings.theme, state.settings.bidi);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let words = format!("{}x{} is too small", area.width, area.height);
        pen.text(area.x, area.y, area.width, &words, super::theme::Role::Alert);
        return;
    }
    let areas = state.areas();
    frame::header(state, &mut pen, areas.header);
    frame::chips(state, &mut pen, areas.chips);
    for (pane, area) in &areas.panes {
        draw(state, &mut pen, *pane, *area);
    }
    frame::rules(&mut pen, &areas);
    frame::status(state, &mut pen, areas.status);
    frame::footer(state, &mut pen, areas.footer);
    if let Some(prompt) = &state.prompt {
        let cursor = overlay::prompt(&mut pen, prompt, area);
        frame.set_cursor_position(cursor);
    } else if state.welcome {
        let top = areas.chips.bottom();
        let body = Rect { y: top, height: areas.status.y - top, ..area };
        overlay::welcome(state, &mut pen, body);
    }
}

fn draw(state: &State, pen: &mut Pen<'_>, pane: Pane, area: Rect) {
    match pane {
        Pane::Timeline => timeline::draw(state, pen, area),
        Pane::Actors => lists::actors(state, pen, area),
        Pane::Towns => lists::towns(state, pen, area),
        Pane::Sources => lists::sources(state, pen, area),
        Pane::Reader => detail::draw(state, pen, area),
        Pane::Map => map::draw(state, pen, area),
        Pane::Trend => trend::draw(state, pen, area),
    }
}
