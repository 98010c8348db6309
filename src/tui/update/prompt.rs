//! The line of text with choices: opening it, writing in it, taking it.

use tui_input::backend::crossterm::EventHandler as _;

use super::{act, filter};
use crate::{
    config::{Rule, Tell},
    query,
    tui::{
        choices,
        data::{Ask, Part},
        effect::Effect,
        filter::Filter,
        key::Key,
        labels,
        prompt::{Prompt, Purpose, Value},
        state::State,
    },
};

/// Opens a line.
pub(super) fn open(state: &mut State, purpose: Purpose) -> Vec<Effect> {
    let text = match purpose {
        Purpose::Filter => {
            let text = state.sight.filter.text();
            if text.is_empty() { text } else { text + " " }
        }
        Purpose::Export => "incidents.csv".to_owned(),
        _ => String::new(),
    };
    state.prompt = Some(Prompt::new(purpose, &text));
    refresh(state);
    Vec::new()
}

/// New choices and, for a filter, where it is wrong.
fn refresh(state: &mut State) {
    let Some(mut prompt) = state.prompt.take() else { return };
    prompt.offer(choices::of(state, &prompt));
    prompt.fault = fault(state, &prompt);
    state.prompt = Some(prompt);
}

fn fault(state: &State, prompt: &Prompt) -> Option<(usize, String)> {
    if prompt.purpose != Purpose::Filter {
        return None;
    }
    let error = query::parse(prompt.input.value(), state.names(), state.now).err()?;
    Some((error.at, error.expected))
}

/// A key that is no action writes.
pub(super) fn edit(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.input.handle_event(&crossterm::event::Event::Key(key.event()));
    }
    refresh(state);
    Vec::new()
}

/// Pasted text goes into the line, as one line; without a line nothing takes it.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        let clean = text.chars().map(|it| if it.is_whitespace() { ' ' } else { it });
        for it in clean.filter(|it| !it.is_control()) {
            prompt.input.handle(tui_input::InputRequest::InsertChar(it));
        }
    }
    refresh(state);
    Vec::new()
}

/// Another choice.
pub(super) fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.step(by);
    }
    Vec::new()
}

/// Takes the chosen completion, else the first, and goes on writing.
pub(super) fn complete(state: &mut State) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        let choice = prompt.choice().or(prompt.choices.first()).cloned();
        match choice.map(|it| (it.value, it.label)) {
            Some((Value::Word(from, word), _)) => prompt.complete(from, &word),
            Some((Value::Do(action), _)) => prompt.input = action.name().into(),
            Some((_, label)) => prompt.input = label.into(),
            None => {}
        }
    }
    refresh(state);
    Vec::new()
}

/// Takes the choice, or the line as written.
pub(super) fn accept(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else { return Vec::new() };
    let choice = prompt.choice().map(|it| it.value.clone());
    match (choice, prompt.purpose) {
        (Some(Value::Word(..)), _) => {
            state.prompt = Some(prompt);
            complete(state)
        }
        (Some(Value::Do(action)), _) => act::act(state, action),
        (Some(Value::Filter(key, value)), _) => filter::toggle(state, key, &value),
        (Some(Value::View(text)), _) => take_filter(state, prompt, &text),
        (None, Purpose::Filter) => {
            let text = prompt.input.value().to_owned();
            take_filter(state, prompt, &text)
        }
        (None, Purpose::SaveView) => save_view(state, prompt.input.value()),
        (None, Purpose::SaveRule) => save_rule(state, prompt.input.value()),
        (None, Purpose::Export) => export(state, prompt.input.value()),
        (Some(Value::Sign(_)) | None, _) => Vec::new(),
    }
}

/// A filter that cannot be read leaves the line open, with the caret where it is wrong.
fn take_filter(state: &mut State, prompt: Prompt, text: &str) -> Vec<Effect> {
    match Filter::read(text, state.names(), state.now) {
        Ok(filter) => filter::change(state, |it| {
            let changed = it.filter != filter;
            it.filter = filter;
            changed
        }),
        Err(error) => {
            let fault = Some((error.at, error.expected));
            state.prompt = Some(Prompt { fault, chosen: None, ..prompt });
            Vec::new()
        }
    }
}

fn save_view(state: &mut State, name: &str) -> Vec<Effect> {
    let name = name.trim();
    if name.is_empty() {
        state.say("a view needs a name");
        return Vec::new();
    }
    state.personal.views.insert(name.to_owned(), state.sight.filter.text());
    state.say(format!("view saved as {name}"));
    vec![state.save()]
}

fn save_rule(state: &mut State, name: &str) -> Vec<Effect> {
    let name = name.trim();
    if name.is_empty() || state.sight.filter.is_empty() {
        state.say("a watch rule needs a name and a filter");
        return Vec::new();
    }
    let rule = Rule {
        name: name.to_owned(),
        filter: state.sight.filter.text(),
        tell: vec![Tell::Bell, Tell::Notify],
        command: Vec::new(),
        again: Vec::new(),
    };
    // What is there already is the past, not news.
    state.personal.told.enter(&rule.name, state.timeline.rows.iter().map(|it| &*it.incident));
    state.personal.rules.retain(|it| it.name != rule.name);
    state.personal.rules.push(rule);
    let past = labels::number_of(state.timeline.total as u64, "incident");
    state.say(format!("watching as {name}: {past} of the past would have been told"));
    vec![state.save()]
}

fn export(state: &mut State, path: &str) -> Vec<Effect> {
    let path = path.trim();
    if path.is_empty() {
        return Vec::new();
    }
    vec![Effect::Export(path.to_owned(), Ask::Rows(state.select(), Part::Head))]
}
