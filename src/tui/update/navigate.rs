//! Moving: in lists and texts, between panes and layouts, into what is open and back.

use super::{around, filter, reload};
use crate::tui::{
    data::{Ask, Part},
    effect::Effect,
    layout::{Layout, Pane},
    reader::{Reader, Subject},
    state::{End, State},
};

/// Rows from the edge of those at hand at which more are asked for.
const EDGE: usize = 60;

/// A direction in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forward,
}

/// Rows of the focused pane.
fn height(state: &State) -> usize {
    let area = state.areas().of(state.focus);
    area.map_or(1, |it| usize::from(it.height.saturating_sub(2)).max(1))
}

fn reader_height(state: &State) -> usize {
    state.areas().of(Pane::Reader).map_or(1, Reader::height)
}

pub(super) fn step(state: &mut State, by: isize) -> Vec<Effect> {
    match state.focus {
        Pane::Timeline | Pane::Map | Pane::Trend => {
            state.timeline.step(by);
            return moved(state);
        }
        Pane::Actors => state.actors.step(by),
        Pane::Towns => state.towns.step(by),
        Pane::Sources => state.sources.step(by),
        Pane::Reader => {
            let height = reader_height(state);
            state.reader.scroll(by, height);
        }
    }
    Vec::new()
}

pub(super) fn page(state: &mut State, sign: isize, part: usize) -> Vec<Effect> {
    if state.prompt.is_some() {
        return super::prompt::step(state, sign * 10);
    }
    let by = isize::try_from((height(state) / part).max(1)).unwrap_or(1);
    step(state, sign * by)
}

/// The first row; where it is not at hand it is read first.
pub(super) fn top(state: &mut State) -> Vec<Effect> {
    if on_timeline(state) && state.timeline.before > 0 {
        state.end = Some(End::First);
        let select = state.select();
        return vec![state.ask(Ask::Rows(select, Part::Head))];
    }
    step(state, isize::MIN / 2)
}

/// The last row, in the same way.
pub(super) fn bottom(state: &mut State) -> Vec<Effect> {
    let list = &state.timeline;
    if on_timeline(state) && list.before + list.rows.len() < list.total {
        state.end = Some(End::Last);
        let select = state.select();
        return vec![state.ask(Ask::Rows(select, Part::Tail))];
    }
    step(state, isize::MAX / 2)
}

fn on_timeline(state: &State) -> bool {
    matches!(state.focus, Pane::Timeline | Pane::Map | Pane::Trend)
}

/// After the cursor of the timeline moved: more rows near their end, the preview after a pause.
fn moved(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    let here = state
        .timeline
        .selected
        .clone()
        .filter(|_| !state.paging && state.timeline.nears_edge(EDGE));
    if let Some(here) = here {
        state.paging = true;
        let select = state.select();
        effects.push(state.ask(Ask::Rows(select, Part::Around(here))));
    }
    effects.extend(preview(state));
    effects
}

/// Where a preview is on screen, asks for it once the cursor rests.
pub(super) fn preview(state: &mut State) -> Option<Effect> {
    let shown = state.sight.layout == Layout::Reading && state.sight.open.is_none();
    if !shown || state.areas().of(Pane::Reader).is_none() {
        return None;
    }
    let id = state.timeline.selected.clone()?;
    (state.reader.subject != Some(Subject::Incident(id))).then(|| Effect::Pause(state.pause()))
}

pub(super) fn paused(state: &mut State, number: u64) -> Vec<Effect> {
    if !state.is_pause(number) {
        return Vec::new();
    }
    let Some(id) = state.timeline.selected.clone() else { return Vec::new() };
    state.reader.turn_to(Subject::Incident(id.clone()));
    vec![state.ask(Ask::Incident(id))]
}

pub(super) fn enter(state: &mut State) -> Vec<Effect> {
    let subject = match state.focus {
        Pane::Timeline | Pane::Map | Pane::Trend => {
            state.timeline.current().map(|it| Subject::Incident(it.incident.id.clone()))
        }
        Pane::Actors => state.actors.current().map(|it| Subject::Actor(it.id.clone())),
        Pane::Towns => match state.towns.current() {
            Some(town) if town.id.is_none() => return filter::by_region(state),
            town => town.and_then(|it| it.id).map(Subject::Town),
        },
        Pane::Sources => {
            let id = state.sources.current().map(|it| it.id.clone());
            return id.map_or_else(Vec::new, |it| filter::toggle(state, "source", &it));
        }
        Pane::Reader => None,
    };
    subject.map_or_else(Vec::new, |it| open(state, it))
}

/// Opens a subject over the layout, or beside the list where the layout has a place for it.
pub(super) fn open(state: &mut State, subject: Subject) -> Vec<Effect> {
    let beside = state.sight.layout == Layout::Reading && matches!(subject, Subject::Incident(_));
    if !beside {
        state.history.leave(state.sight.clone());
        state.sight.open = Some(subject.clone());
    }
    state.focus = Pane::Reader;
    show(state, subject)
}

fn show(state: &mut State, subject: Subject) -> Vec<Effect> {
    state.reader.turn_to(subject.clone());
    let mut effects = vec![state.ask(Ask::of(&subject))];
    if let Subject::Incident(id) = subject {
        let row = state.timeline.rows.iter().find(|it| it.incident.id == id);
        let commit = row.map(|it| it.commit);
        if commit.is_some_and(|it| state.personal.saw(&id, it)) {
            effects.push(state.save());
        }
    }
    effects
}

pub(super) fn back(state: &mut State) -> Vec<Effect> {
    if state.sight.open.take().is_some() {
        state.focus = state.sight.layout.first();
        return preview(state).into_iter().collect();
    }
    if state.focus != state.sight.layout.first() {
        state.focus = state.sight.layout.first();
        return Vec::new();
    }
    if state.sight.since_looked {
        return filter::change(state, |it| std::mem::take(&mut it.since_looked));
    }
    if state.sight.statements && state.sight.filter.is_empty() {
        return filter::change(state, |it| std::mem::take(&mut it.statements));
    }
    filter::change(state, |it| it.filter.chips.pop().is_some())
}

pub(super) fn pane(state: &mut State, by: isize) -> Vec<Effect> {
    if state.sight.open.is_none() {
        let stops = state.sight.layout.stops();
        let at = stops.iter().position(|it| *it == state.focus).unwrap_or(0);
        state.focus = stops[(at + stops.len()).saturating_add_signed(by) % stops.len()];
    }
    Vec::new()
}

pub(super) fn layout(state: &mut State, layout: Layout) -> Vec<Effect> {
    if state.sight.layout == layout && state.sight.open.is_none() {
        return Vec::new();
    }
    state.history.leave(state.sight.clone());
    state.sight.open = None;
    state.sight.layout = layout;
    state.focus = layout.first();
    state.personal.layout = layout;
    let mut effects = vec![state.save()];
    effects.extend(preview(state));
    if layout == Layout::Sources {
        effects.push(state.ask(Ask::Sources));
    }
    effects
}

pub(super) fn history(state: &mut State, way: Way) -> Vec<Effect> {
    let now = state.sight.clone();
    let sight = match way {
        Way::Back => state.history.back(now),
        Way::Forward => state.history.forward(now),
    };
    let Some(sight) = sight else {
        state.say(match way {
            Way::Back => "no earlier view",
            Way::Forward => "no later view",
        });
        return Vec::new();
    };
    state.sight = sight;
    state.focus = state.sight.layout.first();
    let part = around(state);
    let mut effects = reload(state, part);
    if let Some(subject) = state.sight.open.clone() {
        state.focus = Pane::Reader;
        effects.extend(show(state, subject));
    }
    effects
}

pub(super) fn tag(state: &mut State, by: isize) -> Vec<Effect> {
    let height = reader_height(state);
    match state.reader.step_tag(by, height).map(|it| it.reason.clone()) {
        Some(reason) => state.say(reason),
        None => state.say("nothing is highlighted here"),
    }
    Vec::new()
}

pub(super) fn report(state: &mut State, by: isize) -> Vec<Effect> {
    if !state.reader.step_report(by) {
        state.say(if by > 0 { "this is the last report" } else { "this is the first report" });
    }
    Vec::new()
}

pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    state.personal.looked = state.personal.looked.max(state.commit);
    vec![state.save(), Effect::Quit]
}
