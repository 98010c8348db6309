//! What the store and the poller say.

use std::sync::Arc;

use super::{around, navigate, reload};
use crate::{
    config::Tell,
    model::Incident,
    query,
    tui::{
        data::{Answer, Ask, Health, Rows, Slot},
        effect::Effect,
        layout::Pane,
        reader::Sheet,
        state::{End, Notice, State},
        theme::Role,
        timeline,
    },
};

/// So many incidents of one rule are told one by one; more come as one line.
const SINGLY: usize = 3;

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
    let since = state.personal.watched?;
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
    state.personal.watched = Some(seen);
    let mut effects = Vec::new();
    for (name, incidents) in found {
        let Some(rule) = state.rules().find(|it| it.name == name).cloned() else { continue };
        let ledger = &mut state.personal.told;
        let fresh: Vec<_> = incidents.into_iter().filter(|it| ledger.tells(&rule, it)).collect();
        let many = fresh.len() > SINGLY;
        for (n, it) in fresh.iter().enumerate() {
            let text = match (many, n) {
                (true, 0) => format!("{name}: {} incidents, first {}", fresh.len(), it.headline),
                _ => format!("{name}: {}", it.headline),
            };
            // Of many at once a person is told once; a program gets each of them.
            let mut ways = rule.tell.clone();
            ways.retain(|way| !many || n == 0 || *way == Tell::Command);
            if !many || n == 0 {
                state.notice = Some(Notice { text: text.clone(), role: Role::Accent });
            }
            if !ways.is_empty() {
                let (command, incident) = (rule.command.clone(), Box::new((**it).clone()));
                effects.push(Effect::Tell { rule: name.clone(), ways, text, command, incident });
            }
        }
    }
    if !effects.is_empty() {
        // Saved first: saving finds out what another desk of the person has told already.
        effects.insert(0, state.save());
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
    state.paging &= slot != Slot::Rows;
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
    let filling = state.settings.demo && state.timeline.total == 0;
    if filling || (!state.loaded && state.personal.looked == 0) {
        // The first look: what is there is not news.
        state.personal.read_to = state.personal.read_to.max(rows.commit);
    }
    let opened = !std::mem::replace(&mut state.loaded, true);
    // What came while the desk was closed is told when it opens.
    let missed = *state.personal.watched.get_or_insert(rows.commit) < rows.commit && opened;
    state.timeline.before = rows.before;
    state.timeline.replace(rows.rows, rows.total);
    match state.end.take() {
        Some(End::First) => state.timeline.select(0),
        Some(End::Last) => state.timeline.select(usize::MAX),
        None => {}
    }
    let after = timeline::lines(state);
    state.timeline.top = timeline::selected_line(state, &after).saturating_sub(height);
    let told = if missed { watch(state) } else { None };
    navigate::preview(state).into_iter().chain(told).collect()
}

/// Poller, sources, progress.
pub(super) fn health(state: &mut State, health: Health) -> Vec<Effect> {
    if let Some(fault) = health.faults.first() {
        state.warn(fault.to_string());
    }
    state.health = health;
    Vec::new()
}
