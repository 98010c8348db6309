//! What the store and the poller say.

use std::sync::Arc;

use super::{around, navigate, reload};
use crate::{
    model::Incident,
    query,
    tui::{
        data::{Answer, Ask, Health, Rows, Slot},
        effect::Effect,
        layout::Pane,
        reader::Sheet,
        state::{Notice, State},
        theme::Role,
        timeline,
    },
};

/// Another program has committed. At the top of the list news comes in; further down it is
/// counted and waits, so that nothing moves under the reader.
pub(super) fn changed(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![state.ask(Ask::Sources)];
    effects.extend(watch(state));
    if state.timeline.at_top() {
        let part = around(state);
        effects.extend(reload(state, part));
    } else {
        let select = state.select();
        let since = state.commit;
        effects.push(state.ask(Ask::News(select, since)));
    }
    effects.extend(reread(state));
    effects
}

/// Asks what the watch rules make of what is new.
fn watch(state: &mut State) -> Option<Effect> {
    let since = state.watched?;
    let rules: Vec<_> = state
        .rules()
        .filter_map(|rule| {
            let query = query::parse(&rule.filter, state.names(), state.now).ok()?;
            Some((rule.name.clone(), query))
        })
        .collect();
    (!rules.is_empty()).then(|| state.ask(Ask::Watch(rules, since)))
}

/// Tells of what the rules found, each incident once per rule until it grows.
fn told(state: &mut State, found: Vec<(String, Vec<Arc<Incident>>)>, seen: u64) -> Vec<Effect> {
    state.watched = Some(seen);
    let mut effects = Vec::new();
    for (name, incidents) in found {
        let Some(rule) = state.rules().find(|it| it.name == name).cloned() else { continue };
        for it in incidents {
            if !state.told.tells(&rule, &it) {
                continue;
            }
            let text = format!("{name}: {}", it.headline);
            state.notice = Some(Notice { text: text.clone(), role: Role::Accent });
            effects.push(Effect::Tell {
                ways: rule.tell.clone(),
                text,
                command: rule.command.clone(),
                incident: Box::new((*it).clone()),
            });
        }
    }
    effects
}

/// Asks again for what is open.
fn reread(state: &mut State) -> Option<Effect> {
    state.areas().of(Pane::Reader)?;
    let ask = Ask::of(state.reader.subject.as_ref()?);
    Some(state.ask(ask))
}

/// Takes an answer, unless something newer was asked meanwhile.
pub(super) fn take(state: &mut State, number: u64, slot: Slot, answer: Answer) -> Vec<Effect> {
    if !state.is_awaited(slot, number) {
        return Vec::new();
    }
    match answer {
        Answer::Rows(rows) => return take_rows(state, rows),
        // What changed is nothing new of this selection: a decision, a rebuilding, a source.
        Answer::News(0) => {
            let part = around(state);
            return reload(state, part);
        }
        Answer::News(count) => state.waiting = count,
        Answer::Watch(found, seen) => return told(state, found, seen),
        Answer::Actors(rows) => {
            let total = rows.len();
            state.actors.replace(rows, total);
        }
        Answer::Towns(rows) => {
            let total = rows.len();
            state.towns.replace(rows, total);
        }
        Answer::Days(days) => state.days = days,
        Answer::Sources(rows) => {
            let total = rows.len();
            state.sources.replace(rows, total);
        }
        Answer::Incident(it) => state.reader.take(Sheet::Incident(it)),
        Answer::Actor(it) => state.reader.take(Sheet::Actor(it)),
        Answer::Town(it) => state.reader.take(Sheet::Town(it)),
        Answer::Failed(why) => state.warn(why),
    }
    Vec::new()
}

/// New rows: the cursor keeps its incident, and the incident its place on the screen.
fn take_rows(state: &mut State, rows: Rows) -> Vec<Effect> {
    let before = timeline::lines(state);
    let height = timeline::selected_line(state, &before).saturating_sub(state.timeline.top);
    state.commit = rows.commit;
    if !state.loaded && state.personal.looked == 0 {
        // The first look: what is there is not news.
        state.personal.read_to = state.personal.read_to.max(rows.commit);
    }
    state.loaded = true;
    state.watched = state.watched.or(Some(rows.commit));
    state.timeline.replace(rows.rows, rows.total);
    if std::mem::take(&mut state.to_bottom) {
        state.timeline.select(usize::MAX);
        if state.timeline.rows.len() < state.timeline.total {
            state.say(format!(
                "the first {} rows; a filter reaches the rest",
                state.timeline.rows.len()
            ));
        }
    }
    let after = timeline::lines(state);
    state.timeline.top = timeline::selected_line(state, &after).saturating_sub(height);
    navigate::preview(state).into_iter().collect()
}

/// Poller, sources, progress.
pub(super) fn health(state: &mut State, health: Health) -> Vec<Effect> {
    if let Some(fault) = health.faults.first() {
        state.warn(fault.to_string());
    }
    state.health = health;
    Vec::new()
}
