//! A line of text with choices below it: filter line, palette, help, pickers, saved views.

use tui_input::Input;

use super::action::Action;
use crate::config::{Again, Tell};

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The filter, in the query language.
    Filter,
    /// An action by its name.
    Palette,
    /// The keys.
    Help,
    /// An actor by any of its names.
    Actor,
    /// A town by any of its names.
    Town,
    /// A saved view.
    View,
    /// The name for the present filter.
    SaveView,
    /// A watch rule, to look at what it would have told.
    Rules,
    /// The name for a rule of the present filter.
    SaveRule,
    /// The file to write the present view to.
    Export,
}

impl Purpose {
    /// The words before the line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Filter => "filter",
            Self::Palette => "action",
            Self::Help => "help",
            Self::Actor => "actor",
            Self::Town => "town",
            Self::View => "view",
            Self::SaveView => "save this view as",
            Self::Rules => "watch rule",
            Self::SaveRule => "watch for this as",
            Self::Export => "write to",
        }
    }
}

/// What a choice stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Do it.
    Do(Action),
    /// Put these words in place of what stands between this byte and the cursor.
    Word(usize, String),
    /// Filter by this key and value.
    Filter(&'static str, String),
    /// Take this whole filter.
    View(String),
    /// Watch in this way.
    Watch(Vec<Tell>, Vec<Again>),
    /// Nothing: it explains a sign.
    Sign(String),
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// More of it, muted.
    pub detail: String,
    /// At the right edge: a count, a key.
    pub right: String,
    /// What choosing it does.
    pub value: Value,
}

/// The line with its choices.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The text and the cursor.
    pub input: Input,
    /// The choices, best first.
    pub choices: Vec<Choice>,
    /// The chosen one; `None` takes the line as written.
    pub chosen: Option<usize>,
    /// What is worth knowing before the line is taken.
    pub note: String,
    /// What is wrong with the line: the byte where, and what was expected.
    pub fault: Option<(usize, String)>,
}

impl Prompt {
    /// A line with a first text.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self {
            purpose,
            input: Input::new(text.to_owned()),
            choices: Vec::new(),
            chosen: None,
            note: String::new(),
            fault: None,
        }
    }

    /// Whether the line itself can be taken, without a choice.
    pub fn is_free(&self) -> bool {
        matches!(
            self.purpose,
            Purpose::Filter | Purpose::SaveView | Purpose::SaveRule | Purpose::Export
        )
    }

    /// Whether there is nothing to choose from and nothing written.
    pub fn is_bare(&self) -> bool {
        self.choices.is_empty() && self.input.value().is_empty()
    }

    /// Takes new choices. A free line starts with none chosen, any other with the first; where
    /// they are the same as before, the chosen one stays.
    pub fn offer(&mut self, choices: Vec<Choice>) {
        if self.choices == choices && self.chosen.is_some() {
            return;
        }
        self.chosen = (!self.is_free() && !choices.is_empty()).then_some(0);
        self.choices = choices;
    }

    /// Goes so many choices on; a free line also has the place above the first.
    pub fn step(&mut self, by: isize) {
        let last = self.choices.len().checked_sub(1);
        self.chosen = match (self.chosen, last) {
            (_, None) => None,
            (None, Some(_)) if by < 0 => None,
            (None, Some(last)) => Some(by.unsigned_abs().saturating_sub(1).min(last)),
            (Some(0), Some(_)) if by < 0 && self.is_free() => None,
            (Some(at), Some(last)) => Some(at.saturating_add_signed(by).min(last)),
        };
    }

    /// The choice that is chosen.
    pub fn choice(&self) -> Option<&Choice> {
        self.choices.get(self.chosen?)
    }

    /// The byte at which the cursor stands.
    pub fn cursor(&self) -> usize {
        let text = self.input.value();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    /// Puts `word` in place of what stands between a byte and the cursor.
    pub fn complete(&mut self, from: usize, word: &str) {
        let text = self.input.value();
        let head = text.get(..from).unwrap_or("");
        let tail = text.get(self.cursor()..).unwrap_or("");
        let cursor = head.chars().count() + word.chars().count();
        self.input = Input::new(format!("{head}{word}{tail}")).with_cursor(cursor);
    }
}
