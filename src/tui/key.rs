//! A key as the key file writes it: `j`, `ctrl-d`, `shift-tab`, `enter`.

use std::{fmt, str::FromStr};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key press, in the form in which the key file names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed; letters carry their case.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// The key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, as the terminal sent it.
    Char(char),
    /// A key with a name in [`NAMED`].
    Named(&'static str),
    /// A function key, 1–24.
    Function(u8),
}

/// Names of the keys that are no character, beside what crossterm calls them.
const NAMED: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
];

impl Key {
    /// The key of a terminal event; `None` for keys that have no name here.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        let code = match event.code {
            KeyCode::Char(it) => Code::Char(it),
            KeyCode::F(n) => Code::Function(n),
            other => Code::Named(NAMED.iter().find(|(_, code)| *code == other)?.0),
        };
        Some(Self {
            code,
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
        })
    }

    /// The same as a terminal event, for line editing.
    pub fn event(self) -> KeyEvent {
        let code = match self.code {
            Code::Char(it) => KeyCode::Char(it),
            Code::Function(n) => KeyCode::F(n),
            Code::Named(name) => {
                NAMED.iter().find(|(it, _)| *it == name).map_or(KeyCode::Null, |(_, code)| *code)
            }
        };
        let mut modifiers = KeyModifiers::empty();
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        KeyEvent::new(code, modifiers)
    }

    /// Reads a run of keys, names in angle brackets: `jj<enter>/gao<ctrl-d>`.
    pub fn sequence(text: &str) -> Result<Vec<Self>, String> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|it| it.split_once('>'));
            if let Some((name, after)) = named.filter(|(name, _)| !name.is_empty()) {
                keys.push(name.parse()?);
                rest = after;
            } else {
                keys.push(Self { code: Code::Char(first), ctrl: false, alt: false });
                rest = rest.get(first.len_utf8()..).unwrap_or("");
            }
        }
        Ok(keys)
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut rest = text;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            if let Some(it) = rest.strip_prefix("ctrl-").filter(|it| !it.is_empty()) {
                (ctrl, rest) = (true, it);
            } else if let Some(it) = rest.strip_prefix("alt-").filter(|it| !it.is_empty()) {
                (alt, rest) = (true, it);
            } else {
                break;
            }
        }
        let code = code(rest).ok_or_else(|| format!("no key is called `{text}`"))?;
        Ok(Self { code, ctrl, alt })
    }
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(only));
    }
    if name == "space" {
        return Some(Code::Char(' '));
    }
    if let Some(n) = name.strip_prefix('f').and_then(|it| it.parse().ok()) {
        return (1..=24).contains(&n).then_some(Code::Function(n));
    }
    NAMED.iter().find(|(it, _)| *it == name).map(|(it, _)| Code::Named(it))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(it) => write!(f, "{it}"),
            Code::Named(name) => f.write_str(name),
            Code::Function(n) => write!(f, "f{n}"),
        }
    }
}
