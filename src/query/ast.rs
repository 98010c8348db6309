//! The tree of a query. Names are resolved when it is read: nothing here needs the pack.

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Lang, Realis, Slug, Verification, words};

use super::time::Period;

/// What a line of the filter language says, seen from an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What must hold.
    pub root: Node,
    /// The instant from which `7d` and `today` count.
    pub now: Timestamp,
}

impl Query {
    /// The query that every incident satisfies.
    pub fn all(now: Timestamp) -> Self {
        Self { root: Node::And(Vec::new()), now }
    }

    /// Whether it is the query that everything satisfies.
    pub fn is_all(&self) -> bool {
        self.root == Node::And(Vec::new())
    }

    /// The same query, seen from another instant.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.now = now;
        self
    }

    /// What must hold together, one part a chip of the screen.
    pub fn parts(&self) -> &[Node] {
        match &self.root {
            Node::And(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// The query of these parts, which must hold together.
    pub fn of_parts(parts: impl IntoIterator<Item = Node>, now: Timestamp) -> Self {
        Self { root: Node::and(parts), now }
    }

    /// The same query with every term of a person's own turned into the ids that it selects.
    #[must_use]
    pub fn with_personal(mut self, ids: &mut dyn FnMut(Personal, &str) -> BTreeSet<Slug>) -> Self {
        self.root.replace_personal(ids);
        self
    }

    /// Whether a term of a person's own stands in it.
    pub fn is_personal(&self) -> bool {
        self.root.terms().iter().any(|it| matches!(it, Term::Personal(..)))
    }
}

/// A node of the tree. Built by [`Node::and`] and [`Node::or`], it holds no list within a list of
/// the same kind and no list of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// All hold; the empty list holds always.
    And(Vec<Node>),
    /// One holds at least.
    Or(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
    /// A single condition.
    Term(Term),
}

impl Node {
    /// All of these.
    pub fn and(nodes: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Vec::new();
        for node in nodes {
            match node {
                Self::And(inner) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { Self::And(parts) }
    }

    /// Any of these.
    pub fn or(nodes: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Vec::new();
        for node in nodes {
            match node {
                Self::Or(inner) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { Self::Or(parts) }
    }

    /// Not this; the negation of a negation is the thing itself.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Every term, in order.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().flat_map(Self::terms).collect(),
            Self::Not(inner) => inner.terms(),
            Self::Term(term) => vec![term],
        }
    }

    fn replace_personal(&mut self, ids: &mut dyn FnMut(Personal, &str) -> BTreeSet<Slug>) {
        match self {
            Self::And(nodes) | Self::Or(nodes) => {
                for node in nodes {
                    node.replace_personal(ids);
                }
            }
            Self::Not(inner) => inner.replace_personal(ids),
            Self::Term(term) => {
                if let Term::Personal(key, value) = term {
                    let no = value == "no";
                    let found = ids(*key, if no { "yes" } else { value });
                    let found = Self::Term(Term::Ids(Arc::new(found)));
                    *self = if no { found.negated() } else { found };
                }
            }
        }
    }
}

/// The part that an actor has in an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Any.
    Any,
    /// It did it.
    Attacker,
    /// It suffered it.
    Target,
}

/// How far from a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In it: geo precision 1.
    Town,
    /// In it or near it: geo precision 1 and 2.
    Near,
}

/// A number of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// 1–5.
    Severity,
    /// The best number of dead; unknown satisfies no comparison.
    Deaths,
    /// The best number of wounded; unknown satisfies no comparison.
    Wounded,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=` or `:`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

/// Which numbers are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Compared with a number.
    Is(Compare, u32),
    /// From the first to the second, both included.
    Between(u32, u32),
}

impl Amount {
    /// The least and the greatest number meant; `None` when no number is.
    pub fn bounds(self) -> Option<(u32, u32)> {
        match self {
            Self::Is(Compare::Less, n) => n.checked_sub(1).map(|it| (0, it)),
            Self::Is(Compare::AtMost, n) => Some((0, n)),
            Self::Is(Compare::Equal, n) => Some((n, n)),
            Self::Is(Compare::AtLeast, n) => Some((n, u32::MAX)),
            Self::Is(Compare::More, n) => n.checked_add(1).map(|it| (it, u32::MAX)),
            Self::Between(low, high) => (low <= high).then_some((low, high)),
        }
    }
}

words! {
    /// What is a person's or the desk's own: turned into ids before the store sees it.
    Personal {
        /// The triage state.
        Triage = "triage",
        /// Taken by the person.
        Mine = "mine",
        /// Has a note.
        Note = "note",
        /// Not read by the person.
        Unread = "unread",
        /// Starred by the person.
        Star = "star",
        /// Changed since the person last looked.
        New = "new",
    }
}

/// A name as written, with all that it selects.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    /// As written, blanks evened out.
    pub text: String,
    /// What it stands for, sorted.
    pub any: Vec<T>,
}

/// A single condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// An actor or one of its children has the part.
    Actor(Part, Named<Slug>),
    /// What was attacked, a word of the taxonomy's list.
    Object(Slug),
    /// At one of these towns.
    Town(Reach, Named<i64>),
    /// In one of these regions: country and canonical name.
    Region(Named<(Slug, String)>),
    /// In a country, ISO 3166-1 alpha-2.
    Country(Named<Slug>),
    /// Of one of these event codes, first or further.
    Kind(Named<Slug>),
    /// Of this realis.
    Realis(Realis),
    /// Established so well.
    Verification(Verification),
    /// A number is so great.
    Number(Number, Amount),
    /// The event day lies in it. An event known by its month lies in what holds the month.
    On(Period),
    /// Reported in it or after its start; a span means within.
    Since(Period),
    /// Reported before its end.
    Until(Period),
    /// Has no date.
    Undated(bool),
    /// First reported more than three days after its day.
    Late(bool),
    /// Told by a report of one of these sources.
    Source(Named<Slug>),
    /// Told by a report of this publisher, or of a host that begins with this name; folded.
    Publisher(String),
    /// Told by a report in this language; `None` is any other than the three.
    Language(Option<Lang>),
    /// A person of this name, or whose name holds these words; all in search form.
    Person(Named<String>),
    /// A person's own: satisfied by nothing until it is replaced by ids.
    Personal(Personal, String),
    /// One of these incidents. Has no written form of its own.
    Ids(Arc<BTreeSet<Slug>>),
    /// A word of a report begins so; search form.
    Word(String),
    /// A report has these words in a row; search form.
    Phrase(String),
}
