//! What is one person's own: read marks, stars, the last layout, saved views and rules. A small
//! value that the runtime writes to a file in the person's state folder; marks can be undone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{layout::Layout, watch::Ledger};
use crate::{config::Rule, model::Slug};

/// The contents of the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Personal {
    /// Everything up to this commit is read.
    pub read_to: u64,
    /// Read marks beyond: incident → the commit up to which it was read; 0 marks it unread again.
    pub read: BTreeMap<String, u64>,
    /// Starred incidents, in the order of starring.
    pub stars: Vec<Slug>,
    /// The newest commit seen when the person last left.
    pub looked: u64,
    /// The layout in which the person last left.
    pub layout: Layout,
    /// Saved views: name → filter.
    pub views: BTreeMap<String, String>,
    /// Watch rules.
    pub rules: Vec<Rule>,
    /// What watch rules have told.
    pub told: Ledger,
    /// The commit up to which they have looked; `None` before the first timeline.
    pub watched: Option<u64>,
    /// Whether the first run's three lines were seen.
    pub welcomed: bool,
}

/// One change of a mark, as it can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What was done, in words for the status line.
    pub what: String,
    before: Marks,
    after: Marks,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Marks {
    Star(Slug, bool),
    Read(Slug, Option<u64>),
    All(u64, BTreeMap<String, u64>),
    View(String, Option<String>),
    Rule(String, Option<Rule>),
}

/// Marks that were made, for undo and redo.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    done: Vec<Mark>,
    undone: Vec<Mark>,
}

impl Personal {
    /// Whether an incident that last changed in `commit` is unread.
    pub fn is_unread(&self, id: &str, commit: u64) -> bool {
        match self.read.get(id) {
            Some(read) => commit > *read,
            None => commit > self.read_to,
        }
    }

    /// Whether an incident has a star.
    pub fn is_starred(&self, id: &str) -> bool {
        self.stars.iter().any(|it| it == id)
    }

    /// Stars an incident, or takes the star off.
    pub fn star(&mut self, id: &Slug, undo: &mut Undo) {
        let on = self.is_starred(id);
        let what = if on { "star taken off" } else { "starred" };
        self.make(undo, what, Marks::Star(id.clone(), on), Marks::Star(id.clone(), !on));
    }

    /// Marks an incident read up to `commit`, or unread again.
    pub fn toggle_read(&mut self, id: &Slug, commit: u64, undo: &mut Undo) {
        let unread = self.is_unread(id, commit);
        let what = if unread { "marked read" } else { "marked unread" };
        let before = Marks::Read(id.clone(), self.read.get(&**id).copied());
        let after = Marks::Read(id.clone(), Some(if unread { commit } else { 0 }));
        self.make(undo, what, before, after);
    }

    /// Marks read what is being read; no step of its own for undo.
    pub fn saw(&mut self, id: &Slug, commit: u64) -> bool {
        let unread = self.is_unread(id, commit);
        if unread {
            self.read.insert(id.to_string(), commit);
        }
        unread
    }

    /// Marks everything up to `commit` read.
    pub fn read_all(&mut self, commit: u64, undo: &mut Undo) {
        let before = Marks::All(self.read_to, self.read.clone());
        self.make(undo, "everything marked read", before, Marks::All(commit, BTreeMap::new()));
    }

    /// Saves a view under a name, or forgets it.
    pub fn set_view(&mut self, name: &str, filter: Option<String>, undo: &mut Undo) {
        let what = if filter.is_some() { "view saved" } else { "view forgotten" };
        let before = Marks::View(name.to_owned(), self.views.get(name).cloned());
        self.make(undo, what, before, Marks::View(name.to_owned(), filter));
    }

    /// Saves a watch rule of this name, or forgets it.
    pub fn set_rule(&mut self, name: &str, rule: Option<Rule>, undo: &mut Undo) {
        let what = if rule.is_some() { "watch rule saved" } else { "watch rule forgotten" };
        let old = self.rules.iter().find(|it| it.name == name).cloned();
        let before = Marks::Rule(name.to_owned(), old);
        self.make(undo, what, before, Marks::Rule(name.to_owned(), rule));
    }

    fn make(&mut self, undo: &mut Undo, what: &str, before: Marks, after: Marks) {
        self.apply(&after);
        undo.undone.clear();
        undo.done.push(Mark { what: what.to_owned(), before, after });
    }

    fn apply(&mut self, marks: &Marks) {
        match marks {
            Marks::Star(id, true) => self.stars.push(id.clone()),
            Marks::Star(id, false) => self.stars.retain(|it| it != id),
            Marks::Read(id, Some(commit)) => {
                self.read.insert(id.to_string(), *commit);
            }
            Marks::Read(id, None) => {
                self.read.remove(&**id);
            }
            Marks::View(name, Some(filter)) => {
                self.views.insert(name.clone(), filter.clone());
            }
            Marks::View(name, None) => {
                self.views.remove(name);
            }
            Marks::Rule(name, rule) => {
                self.rules.retain(|it| it.name != *name);
                self.rules.extend(rule.clone());
            }
            Marks::All(commit, read) => (self.read_to, self.read) = (*commit, read.clone()),
        }
    }

    /// Undoes the last mark; its words, or `None` when there is none.
    pub fn undo(&mut self, undo: &mut Undo) -> Option<String> {
        let mark = undo.done.pop()?;
        self.apply(&mark.before);
        let what = mark.what.clone();
        undo.undone.push(mark);
        Some(what)
    }

    /// Makes again the mark that was last undone; its words, or `None` when there is none.
    pub fn redo(&mut self, undo: &mut Undo) -> Option<String> {
        let mark = undo.undone.pop()?;
        self.apply(&mark.after);
        let what = mark.what.clone();
        undo.done.push(mark);
        Some(what)
    }
}
