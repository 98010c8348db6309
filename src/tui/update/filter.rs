//! Changing what is looked at: every change leaves the view before it in the history.

use super::{around, reload};
use crate::{
    model::{Incident, Role},
    tui::{
        effect::Effect,
        filter::{Filter, Toggled},
        layout::Pane,
        reader::{Sheet, Subject},
        state::{Sight, State},
    },
};

/// Changes the view and reads the lists anew; `false` from `change` means that nothing changed.
pub(super) fn change(state: &mut State, change: impl FnOnce(&mut Sight) -> bool) -> Vec<Effect> {
    let before = state.sight.clone();
    if !change(&mut state.sight) {
        return Vec::new();
    }
    state.history.leave(before);
    let part = around(state);
    reload(state, part)
}

/// Drops every chip and the other limits; `false` when there are none.
pub(super) fn clear(sight: &mut Sight) -> bool {
    let some = !sight.filter.is_empty() || sight.since_looked;
    sight.filter = Filter::default();
    sight.since_looked = false;
    some
}

pub(super) fn since_looked(state: &mut State) -> Vec<Effect> {
    if state.looked == 0 && !state.sight.since_looked {
        state.say("this is the first look; next time this shows what is new since now");
        return Vec::new();
    }
    change(state, |it| {
        it.since_looked = !it.since_looked;
        true
    })
}

/// Adds or takes out a value of a key.
pub(super) fn toggle(state: &mut State, key: &str, value: &str) -> Vec<Effect> {
    let mut toggled = Toggled::Added;
    let was_open = state.sight.open.is_some();
    let effects = change(state, |it| {
        toggled = it.filter.toggle(key, value);
        it.open = None;
        true
    });
    if was_open {
        state.focus = state.sight.layout.first();
    }
    if toggled == Toggled::Removed {
        state.say(format!("no longer filtered by {key} {value}"));
    }
    effects
}

/// The incident of the row, or of the page, at which the person looks.
fn incident(state: &State) -> Option<&Incident> {
    if state.focus == Pane::Reader {
        return match &state.reader.sheet {
            Sheet::Incident(it) => Some(&it.incident),
            Sheet::Empty | Sheet::Actor(_) | Sheet::Town(_) => None,
        };
    }
    let on_list = matches!(state.focus, Pane::Timeline | Pane::Map | Pane::Trend);
    state.timeline.current().filter(|_| on_list).map(|it| &*it.incident)
}

/// The actor or town whose page is open.
fn subject(state: &State) -> Option<&Subject> {
    state.reader.subject.as_ref().filter(|_| state.focus == Pane::Reader)
}

pub(super) fn by_actor(state: &mut State) -> Vec<Effect> {
    let actor = match (state.focus, subject(state)) {
        (Pane::Actors, _) => state.actors.current().map(|it| it.id.clone()),
        (_, Some(Subject::Actor(id))) => Some(id.clone()),
        _ => incident(state).and_then(main_actor),
    };
    one(state, "actor", actor)
}

/// Who did it, else who says so, else the first that is named.
fn main_actor(incident: &Incident) -> Option<String> {
    let of = |role| incident.parties.iter().find(|it| it.role == role);
    of(Role::Attacker)
        .or_else(|| of(Role::Claimant))
        .or_else(|| of(Role::Accused))
        .or_else(|| incident.parties.first())
        .map(|it| it.id.to_string())
}

pub(super) fn by_town(state: &mut State) -> Vec<Effect> {
    let town = match (state.focus, &state.reader.sheet, subject(state)) {
        (Pane::Towns, ..) => {
            state.towns.current().filter(|it| it.id.is_some()).map(|it| it.name.clone())
        }
        (_, Sheet::Town(it), Some(Subject::Town(_))) => Some(it.line.name.clone()),
        _ => incident(state).and_then(|it| it.place.town.clone()),
    };
    one(state, "town", town)
}

pub(super) fn by_region(state: &mut State) -> Vec<Effect> {
    let region = match (state.focus, &state.reader.sheet) {
        (Pane::Towns, _) => state.towns.current().map(|it| it.region.clone()),
        (Pane::Reader, Sheet::Town(it)) => Some(it.line.region.clone()),
        _ => incident(state).and_then(|it| it.place.admin1.clone()),
    };
    one(state, "region", region.filter(|it| !it.is_empty()))
}

pub(super) fn by_kind(state: &mut State) -> Vec<Effect> {
    let kind = incident(state).map(|it| it.event.to_string());
    one(state, "kind", kind)
}

fn one(state: &mut State, key: &'static str, value: Option<String>) -> Vec<Effect> {
    if let Some(value) = value {
        return toggle(state, key, &value);
    }
    let what = if key == "kind" { "kind of event" } else { key };
    state.say(format!("no {what} on this row"));
    Vec::new()
}
