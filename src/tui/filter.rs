//! The filter as chips: the terms of a query that all hold, each of which can be added, turned
//! round or removed at one key. Its text is the query language's.

use jiff::Timestamp;

use crate::{
    query::{self, Node, Query, QueryError},
    text::fold,
    theatre::Names,
};

use super::labels;

/// The filter in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Terms of the query language; all of them hold.
    pub chips: Vec<String>,
}

/// What changed by [`Filter::toggle`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toggled {
    /// A chip of its own.
    Added,
    /// One more value in a chip of the same key.
    Joined,
    /// The value was there and is gone.
    Removed,
}

impl Filter {
    /// The filter of a line of the query language: what must hold together becomes chips.
    ///
    /// # Errors
    /// Where the line is no query, and what was expected there.
    pub fn read(line: &str, names: &Names, now: Timestamp) -> Result<Self, QueryError> {
        let query = query::parse(line, names, now)?;
        Ok(Self { chips: query.parts().iter().map(chip).collect() })
    }

    /// The filter in the query language.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for chip in &self.chips {
            if !text.is_empty() {
                // A bare word after a name could be read as its next word.
                let bare = chip.chars().all(char::is_alphanumeric);
                text.push_str(if bare { " AND " } else { " " });
            }
            text.push_str(chip);
        }
        text
    }

    /// What it selects; all where a chip is no query any more.
    pub fn query(&self, names: &Names, now: Timestamp) -> Query {
        query::parse(&self.text(), names, now).unwrap_or_else(|_| Query::all(now))
    }

    /// Whether it selects all.
    pub fn is_empty(&self) -> bool {
        self.chips.is_empty()
    }

    /// Adds a value of a key; to a chip of that key as a further choice; takes it out where it is.
    pub fn toggle(&mut self, key: &str, value: &str) -> Toggled {
        let value = quoted(value);
        let head = format!("{key}:");
        let Some(at) = self.chips.iter().position(|it| it.starts_with(&head)) else {
            self.chips.push(format!("{head}{value}"));
            return Toggled::Added;
        };
        let mut values = values(self.chips[at].strip_prefix(&head).unwrap_or(""));
        let before = values.len();
        values.retain(|it| fold(it) != fold(&value));
        if values.len() == before {
            values.push(value);
        }
        let grown = values.len() > before;
        if values.is_empty() {
            self.chips.remove(at);
        } else {
            self.chips[at] = format!("{head}{}", values.join(","));
        }
        if grown { Toggled::Joined } else { Toggled::Removed }
    }

    /// Turns the last chip into its opposite; `false` when there is none.
    pub fn invert(&mut self) -> bool {
        let Some(last) = self.chips.last_mut() else { return false };
        *last = inverted(last);
        true
    }
}

fn inverted(term: &str) -> String {
    term.strip_prefix('-').map_or_else(|| format!("-{term}"), str::to_owned)
}

/// A part of a query as a chip; an alternative stands in brackets.
fn chip(part: &Node) -> String {
    let text = part.to_string();
    match part {
        Node::Or(_) if text.contains(" OR ") => format!("({text})"),
        _ => text,
    }
}

/// A value that the query language reads as one, in quotes where it must be.
pub fn quoted(value: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || matches!(it, '.' | '_' | '-' | '\'' | '’');
    if value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', ""))
    }
}

/// The values of a comma list, quotes kept.
fn values(list: &str) -> Vec<String> {
    let (mut out, mut quote) = (vec![String::new()], false);
    for it in list.chars() {
        quote ^= it == '"';
        if it == ',' && !quote {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(it);
        }
    }
    out.retain(|it| !it.is_empty());
    out
}

/// A chip in words: `actor JNIM or FLA`, `not town Kidal`, `since 7d`.
pub fn chip_words(names: &Names, chip: &str) -> String {
    let (not, term) = chip.strip_prefix('-').map_or(("", chip), |it| ("not ", it));
    let Some((key, list)) = term.split_once(':').filter(|(key, _)| is_key(key)) else {
        return format!("{not}{term}");
    };
    let words: Vec<String> = values(list)
        .iter()
        .map(|value| match key {
            "actor" | "attacker" | "target" => labels::actor_short(names, value),
            "kind" => names.event(value).map_or_else(|| value.clone(), |it| it.what.clone()),
            _ => value.trim_matches('"').to_owned(),
        })
        .collect();
    format!("{not}{key} {}", words.join(" or "))
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_lowercase())
}
