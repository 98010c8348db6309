//! Which key does what where: the default file, a user's tables laid over it, and the texts that
//! are made of both (help, footer, the README's table).

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Deserialize;

use super::{action::Action, key::Key};
use crate::model::Fault;

/// The default key file.
pub const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// Where a key is pressed. A list or a text falls back to the keys of [`Context::Global`]; a line
/// of text does not, since its letters are letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere but in a line of text.
    Global,
    /// In a list.
    List,
    /// In a text or sheet.
    Reader,
    /// In a line of text.
    Prompt,
}

impl Context {
    /// All, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Global, Self::List, Self::Reader, Self::Prompt];

    /// Its table in the key file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::List => "list",
            Self::Reader => "reader",
            Self::Prompt => "prompt",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Global => "everywhere",
            Self::List => "in a list",
            Self::Reader => "in a text",
            Self::Prompt => "when writing",
        }
    }
}

/// The tables of a key file as written: context → key → action name or `none`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct KeyTables(pub BTreeMap<String, BTreeMap<String, String>>);

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: BTreeMap<Context, BTreeMap<Key, Action>>,
    /// Keys of each action in the order of the file, for texts.
    order: BTreeMap<Context, Vec<(Key, Action)>>,
}

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Where the keys hold, in words.
    pub place: &'static str,
    /// What they do.
    pub action: Action,
    /// The keys, in the order of the file.
    pub keys: String,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(&KeyTables::default()).0
    }
}

impl Keymap {
    /// The default keys with the user's laid over them. Unknown contexts, keys and actions are
    /// faults; what is sound beside them holds.
    pub fn with(user: &KeyTables) -> (Self, Vec<Fault>) {
        let mut map = Self { keys: BTreeMap::new(), order: BTreeMap::new() };
        let mut faults = Vec::new();
        for (context, key, action) in default_rows() {
            map.put(context, key, Action::from_name(&action));
        }
        for (table, rows) in &user.0 {
            let Some(context) = Context::ALL.into_iter().find(|it| it.name() == table) else {
                faults.push(unknown_table(table));
                continue;
            };
            for (key, name) in rows {
                match (key.parse::<Key>(), Action::from_name(name), name.as_str()) {
                    (Err(why), ..) => faults.push(Fault::new(format!("keys.{table}"), why)),
                    (Ok(it), None, "none") => map.put(context, it, None),
                    (Ok(_), None, _) => faults.push(unknown_action(table, key, name)),
                    (Ok(it), action, _) => map.put(context, it, action),
                }
            }
        }
        (map, faults)
    }

    fn put(&mut self, context: Context, key: Key, action: Option<Action>) {
        let order = self.order.entry(context).or_default();
        order.retain(|(it, _)| *it != key);
        let keys = self.keys.entry(context).or_default();
        keys.remove(&key);
        if let Some(action) = action {
            keys.insert(key, action);
            order.push((key, action));
        }
    }

    /// What a key does in a context.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        let of = |context| self.keys.get(&context).and_then(|it| it.get(&key)).copied();
        match context {
            Context::Prompt | Context::Global => of(context),
            Context::List | Context::Reader => of(context).or_else(|| of(Context::Global)),
        }
    }

    /// Every key of an action in a context's own table, in the order of the file.
    pub fn keys_of(&self, context: Context, action: Action) -> Vec<Key> {
        let rows = self.order.get(&context).into_iter().flatten();
        rows.filter(|(_, it)| *it == action).map(|(key, _)| *key).collect()
    }

    /// The key of an action to show in a context: of several the first in the file.
    pub fn key_of(&self, context: Context, action: Action) -> Option<Key> {
        let of = |context| {
            self.order.get(&context)?.iter().find(|(_, it)| *it == action).map(|(key, _)| *key)
        };
        // A key that holds everywhere is the one to teach, unless the nearer table has taken it.
        let everywhere = match context {
            Context::List | Context::Reader => of(Context::Global),
            Context::Prompt | Context::Global => None,
        };
        everywhere.filter(|it| self.action(context, *it) == Some(action)).or_else(|| of(context))
    }

    /// Every action that has a key, context by context, in the order of [`Action::ALL`].
    pub fn help(&self) -> Vec<HelpRow> {
        let mut rows = Vec::new();
        for context in Context::ALL {
            let Some(order) = self.order.get(&context) else { continue };
            for &action in Action::ALL {
                let keys: Vec<String> = order
                    .iter()
                    .filter(|(_, it)| *it == action)
                    .map(|(key, _)| key.to_string())
                    .collect();
                if !keys.is_empty() {
                    rows.push(HelpRow { place: context.heading(), action, keys: keys.join(" ") });
                }
            }
        }
        rows
    }
}

/// The README's table of the default keys.
pub fn keys_markdown() -> String {
    let mut text = String::from("| where | keys | what |\n|---|---|---|\n");
    let mut before = "";
    for row in Keymap::default().help() {
        let place = if row.place == before { "" } else { row.place };
        before = row.place;
        let keys: Vec<String> = row.keys.split(' ').map(|it| format!("`{it}`")).collect();
        let _ = writeln!(text, "| {place} | {} | {} |", keys.join(" "), row.action.help());
    }
    text
}

/// The rows of the default file in its own order, which the texts keep.
fn default_rows() -> Vec<(Context, Key, String)> {
    let table: toml_edit::DocumentMut =
        DEFAULT.parse().expect("the key file of the program is read by a test");
    let mut rows = Vec::new();
    for context in Context::ALL {
        let Some(keys) = table.get(context.name()).and_then(|it| it.as_table()) else { continue };
        for (key, action) in keys {
            let key = key.parse().expect("the key file of the program is read by a test");
            rows.push((context, key, action.as_str().unwrap_or_default().to_owned()));
        }
    }
    rows
}

fn unknown_table(name: &str) -> Fault {
    let known: Vec<&str> = Context::ALL.iter().map(|it| it.name()).collect();
    Fault::new(format!("keys.{name}"), format!("no such table, expected {}", known.join(", ")))
}

fn unknown_action(table: &str, key: &str, name: &str) -> Fault {
    let nearest = Action::ALL
        .iter()
        .max_by(|a, b| {
            strsim::jaro_winkler(a.name(), name).total_cmp(&strsim::jaro_winkler(b.name(), name))
        })
        .map_or("none", |it| it.name());
    Fault::new(format!("keys.{table}"), format!("`{key}`: no action is called `{name}`"))
        .hint(format!("nearest is `{nearest}`; the palette lists all; `none` takes the key away"))
}
