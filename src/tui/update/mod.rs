//! One message in, the state changed, the effects out. Pure: no clock, no store, no terminal.

mod act;
mod answer;
mod filter;
mod marks;
mod mouse;
mod navigate;
mod prompt;

use super::{
    data::{Ask, Part},
    effect::{Effect, Msg},
    key::Key,
    keymap::Context,
    layout::Pane,
    reader::Reader,
    state::State,
    timeline,
};

/// Takes a message.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(key) => press(state, key),
        Msg::Paste(text) => prompt::paste(state, &text),
        Msg::Wheel(by, x, y) => mouse::wheel(state, by, x, y),
        Msg::Click(x, y) => mouse::click(state, x, y),
        Msg::Resize(width, height) => {
            state.size = (width, height);
            Vec::new()
        }
        Msg::Minute(now) => {
            state.now = now;
            Vec::new()
        }
        Msg::Changed => answer::changed(state),
        Msg::Polled => vec![state.ask(Ask::Sources)],
        Msg::Answer(number, slot, answer) => answer::take(state, number, slot, answer),
        Msg::Health(health) => answer::health(state, health),
        Msg::Person(personal) => marks::agree(state, *personal),
        Msg::Paused(number) => navigate::paused(state, number),
        Msg::Said(said) => {
            match said {
                Ok(words) => state.say(words),
                Err(words) => state.warn(words),
            }
            Vec::new()
        }
    };
    settle(state);
    effects
}

/// What a desk asks for when it opens.
pub fn open(state: &mut State) -> Vec<Effect> {
    let mut effects = reload(state, Part::Head);
    effects.push(state.ask(Ask::Sources));
    settle(state);
    effects
}

/// Asks for all lists anew, the timeline from `part`.
fn reload(state: &mut State, part: Part) -> Vec<Effect> {
    let select = state.select();
    state.waiting = 0;
    state.paging = false;
    vec![
        state.ask(Ask::Rows(select.clone(), part)),
        state.ask(Ask::Actors(select.clone())),
        state.ask(Ask::Towns(select.clone())),
        state.ask(Ask::Days(select)),
    ]
}

/// The part of the timeline around the cursor.
fn around(state: &State) -> Part {
    match &state.timeline.selected {
        Some(id) if !state.timeline.at_top() => Part::Around(id.clone()),
        _ => Part::Head,
    }
}

fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = None;
    if std::mem::take(&mut state.welcome) {
        state.personal.welcomed = true;
    }
    let context = state.context();
    match state.settings.keymap.action(context, key) {
        Some(action) => act::act(state, action),
        None if context == Context::Prompt => prompt::edit(state, key),
        None => Vec::new(),
    }
}

/// Brings what depends on everything into line: scroll places and the laid-out text.
fn settle(state: &mut State) {
    let areas = state.areas();
    let rows = |pane| areas.of(pane).map_or(0, |it| usize::from(it.height.saturating_sub(1)));
    let lines = timeline::lines(state);
    let line = timeline::selected_line(state, &lines);
    state.timeline.reveal(line, lines.len(), rows(Pane::Timeline).saturating_sub(1));
    let (index, count) = (state.actors.index, state.actors.rows.len());
    state.actors.reveal(index, count, rows(Pane::Actors).saturating_sub(1));
    let (index, count) = (state.towns.index, state.towns.rows.len());
    state.towns.reveal(index, count, rows(Pane::Towns).saturating_sub(1));
    let (index, count) = (state.sources.index, state.sources.rows.len());
    state.sources.reveal(index, count, rows(Pane::Sources).saturating_sub(1));
    if let Some(area) = areas.of(Pane::Reader) {
        let (names, bidi, today) = (state.names(), state.settings.bidi, state.today());
        state.reader.lay(names, area.width, bidi, today);
        state.reader.scroll(0, Reader::height(area));
    }
}
