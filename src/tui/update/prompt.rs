//! The line of text with choices: opening it, writing in it, taking it.

use jiff::ToSpan as _;
use tui_input::backend::crossterm::EventHandler as _;

use super::{act, filter};
use crate::{
    config::{Again, Rule, Tell},
    query,
    tui::{
        action::Action,
        choices,
        data::{Ask, Part},
        effect::Effect,
        filter::Filter,
        key::Key,
        keymap::Context,
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
    prompt.note = note(state, &prompt);
    state.prompt = Some(prompt);
}

fn fault(state: &State, prompt: &Prompt) -> Option<(usize, String)> {
    if prompt.purpose != Purpose::Filter {
        return None;
    }
    let error = query::parse(prompt.input.value(), state.names(), state.now).err()?;
    Some((error.at, error.expected))
}

/// What the past says to a rule that is about to be saved, and which keys the choices have.
fn note(state: &State, prompt: &Prompt) -> String {
    match prompt.purpose {
        Purpose::View if prompt.is_bare() => {
            format!("none yet: {} saves the present filter", key(state, Action::SaveView))
        }
        Purpose::Rules if prompt.is_bare() => {
            format!("none yet: {} watches for the present filter", key(state, Action::SaveRule))
        }
        _ if !prompt.is_free() && prompt.choices.is_empty() => "nothing has such a name".to_owned(),
        Purpose::SaveRule => {
            let week = state.today().saturating_sub(7.days());
            let lately: u32 =
                state.days.iter().filter(|it| it.day > week).map(|it| it.incidents).sum();
            let past = labels::number_of(state.timeline.total as u64, "incident");
            format!("would have told {past}, {lately} of the last 7 days")
        }
        Purpose::View | Purpose::Rules => {
            let keymap = &state.settings.keymap;
            let key = keymap.key_of(Context::Prompt, Action::Forget);
            key.map(|it| format!("{it} forgets the chosen one")).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The key of an action outside a line.
fn key(state: &State, action: Action) -> String {
    let key = state.settings.keymap.key_of(Context::List, action);
    key.map_or_else(|| action.name().to_owned(), |it| it.to_string())
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
            // A way of telling is no name for the rule.
            Some((Value::Watch(..), _)) => {}
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
        (Some(Value::Watch(tell, again)), _) => {
            let name = prompt.input.value().to_owned();
            save_rule(state, prompt, &name, tell, again)
        }
        (None, Purpose::SaveRule) => {
            let name = prompt.input.value().to_owned();
            save_rule(state, prompt, &name, vec![Tell::Bell, Tell::Notify], Vec::new())
        }
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
    let filter = state.sight.filter.text();
    state.personal.set_view(name, Some(filter), &mut state.undo);
    state.say(format!("view saved as {name}"));
    vec![state.save()]
}

fn save_rule(
    state: &mut State,
    prompt: Prompt,
    name: &str,
    tell: Vec<Tell>,
    again: Vec<Again>,
) -> Vec<Effect> {
    let name = name.trim();
    let query = state.sight.filter.query(state.names(), state.now);
    let fault = match () {
        () if state.sight.filter.is_empty() => "a watch rule needs a filter: write one first",
        () if query.is_personal() => "a watch rule cannot ask for your own marks",
        () if name.is_empty() => "a watch rule needs a name",
        () => "",
    };
    if !fault.is_empty() {
        // A name can still be written; a filter cannot.
        let nameless = name.is_empty() && !state.sight.filter.is_empty();
        state.prompt = nameless.then(|| Prompt { note: fault.to_owned(), ..prompt });
        state.say(fault);
        return Vec::new();
    }
    let filter = state.sight.filter.text();
    let rule = Rule { name: name.to_owned(), filter, tell, command: Vec::new(), again };
    // What is there already is the past, not news.
    state.personal.told.enter(name, state.timeline.rows.iter().map(|it| &*it.incident));
    state.personal.set_rule(name, Some(rule), &mut state.undo);
    let past = labels::number_of(state.timeline.total as u64, "incident");
    state.say(format!("watching as {name}: {past} of the past would have been told"));
    vec![state.save()]
}

/// Forgets the chosen view or rule of the person's own; one of the configuration stays.
pub(super) fn forget(state: &mut State) -> Vec<Effect> {
    let chosen =
        state.prompt.as_ref().and_then(|it| Some((it.purpose, it.choice()?.label.clone())));
    let mine = match &chosen {
        Some((Purpose::View, name)) => state.personal.views.contains_key(name),
        Some((Purpose::Rules, name)) => state.personal.rules.iter().any(|it| it.name == *name),
        _ => return Vec::new(),
    };
    let Some((purpose, name)) = chosen else { return Vec::new() };
    let said = if mine {
        format!("{name} forgotten; undo brings it back")
    } else {
        format!("{name} stands in the configuration, which is never written")
    };
    match purpose {
        _ if !mine => {}
        Purpose::View => state.personal.set_view(&name, None, &mut state.undo),
        _ => state.personal.set_rule(&name, None, &mut state.undo),
    }
    refresh(state);
    state.prompt = state.prompt.take().filter(|it| !it.choices.is_empty());
    if let Some(prompt) = &mut state.prompt {
        prompt.note.clone_from(&said);
    }
    state.say(said);
    if mine { vec![state.save()] } else { Vec::new() }
}

fn export(state: &mut State, path: &str) -> Vec<Effect> {
    let path = path.trim();
    if path.is_empty() {
        return Vec::new();
    }
    vec![Effect::Export(path.to_owned(), Ask::Rows(state.select(), Part::Head))]
}
