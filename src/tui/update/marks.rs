//! A person's marks on incidents, and what leaves the desk: links, addresses, citations.

use super::{around, reload};
use crate::{
    model::{Incident, Report, Slug},
    tui::{
        cite,
        effect::Effect,
        layout::Pane,
        personal::Personal,
        reader::{Sheet, Subject},
        state::State,
    },
};

/// Takes the person's marks as another desk left them; what a filter selects by them changes too.
pub(super) fn agree(state: &mut State, personal: Personal) -> Vec<Effect> {
    state.personal = personal;
    if state.select().marks.is_none() {
        return Vec::new();
    }
    let part = around(state);
    reload(state, part)
}

/// The incident at hand with the commit that last changed it.
fn at_hand(state: &State) -> Option<(Slug, u64)> {
    if state.focus == Pane::Reader {
        return match (&state.reader.sheet, &state.reader.subject) {
            (Sheet::Incident(it), Some(Subject::Incident(_))) => {
                Some((it.incident.id.clone(), it.commit))
            }
            _ => None,
        };
    }
    state.timeline.current().map(|it| (it.incident.id.clone(), it.commit))
}

fn mark(
    state: &mut State,
    mark: impl FnOnce(&mut State, &Slug, u64) -> &'static str,
) -> Vec<Effect> {
    let Some((id, commit)) = at_hand(state) else {
        state.say("no incident here");
        return Vec::new();
    };
    let said = mark(state, &id, commit);
    state.say(said);
    vec![state.save()]
}

pub(super) fn star(state: &mut State) -> Vec<Effect> {
    mark(state, |state, id, _| {
        state.personal.star(id, &mut state.undo);
        if state.personal.is_starred(id) { "starred" } else { "star taken off" }
    })
}

pub(super) fn unread(state: &mut State) -> Vec<Effect> {
    mark(state, |state, id, commit| {
        state.personal.toggle_read(id, commit, &mut state.undo);
        if state.personal.is_unread(id, commit) { "marked unread" } else { "marked read" }
    })
}

pub(super) fn read_all(state: &mut State) -> Vec<Effect> {
    state.personal.read_all(state.commit, &mut state.undo);
    state.say("everything marked read");
    vec![state.save()]
}

pub(super) fn undo(state: &mut State) -> Vec<Effect> {
    let said = state.personal.undo(&mut state.undo);
    say_or(state, said.map(|it| format!("undone: {it}")), "nothing to undo")
}

pub(super) fn redo(state: &mut State) -> Vec<Effect> {
    let said = state.personal.redo(&mut state.undo);
    say_or(state, said.map(|it| format!("done again: {it}")), "nothing to do again")
}

fn say_or(state: &mut State, said: Option<String>, nothing: &str) -> Vec<Effect> {
    let Some(words) = said else {
        state.say(nothing);
        return Vec::new();
    };
    state.say(words);
    vec![state.save()]
}

/// The report that is read, if it is of the incident at hand.
fn report(state: &State) -> Option<&Report> {
    let (id, _) = at_hand(state)?;
    let shown = state.reader.subject == Some(Subject::Incident(id));
    state.reader.shown().filter(|_| shown)
}

fn incident(state: &State) -> Option<&Incident> {
    let (id, _) = at_hand(state)?;
    match &state.reader.sheet {
        Sheet::Incident(it) if it.incident.id == id => Some(&it.incident),
        _ => state.timeline.current().map(|it| &*it.incident),
    }
}

/// What needs a report says so where none is open.
fn with_report(
    state: &mut State,
    make: impl FnOnce(&State, &Report) -> Option<Effect>,
) -> Vec<Effect> {
    let effect = report(state).map(|it| make(state, it));
    match effect {
        Some(Some(effect)) => vec![effect],
        Some(None) => {
            state.say("this report has no address");
            Vec::new()
        }
        None => {
            state.say("open the incident first: its reports have the links");
            Vec::new()
        }
    }
}

pub(super) fn open_link(state: &mut State) -> Vec<Effect> {
    let remote = state.settings.remote;
    with_report(state, |_, report| {
        let url = report.url.clone()?;
        Some(if remote { Effect::Copy { what: url.clone(), text: url } } else { Effect::Open(url) })
    })
}

pub(super) fn copy_url(state: &mut State) -> Vec<Effect> {
    with_report(state, |_, report| {
        let url = report.url.clone()?;
        Some(Effect::Copy { what: url.clone(), text: url })
    })
}

pub(super) fn copy_citation(state: &mut State) -> Vec<Effect> {
    with_report(state, |_, report| {
        Some(Effect::Copy { what: "the citation".to_owned(), text: cite::citation(report) })
    })
}

pub(super) fn copy_markdown(state: &mut State) -> Vec<Effect> {
    let Some(incident) = incident(state) else {
        state.say("no incident here");
        return Vec::new();
    };
    let reports: Vec<&Report> = match &state.reader.sheet {
        Sheet::Incident(it) if it.incident.id == incident.id => {
            it.reports.iter().map(|it| &it.report).collect()
        }
        _ => Vec::new(),
    };
    let text = cite::markdown(state.names(), incident, &reports);
    vec![Effect::Copy { what: "the incident as Markdown".to_owned(), text }]
}
