//! A number of casualties as a sentence gives it, and how it stands to those given before it.

use std::ops::Range;

use crate::model::{Scope, TollKind};

/// A number of casualties in a part of a sentence.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent remarks on one number")]
pub(super) struct Found {
    /// What is counted.
    pub(super) kind: TollKind,
    /// Whose, as an actor's index.
    pub(super) side: Option<u16>,
    /// The side of the list in which it stands, where its own is not said.
    pub(super) beside: Option<u16>,
    /// As said.
    pub(super) low: Option<u32>,
    /// As said.
    pub(super) high: Option<u32>,
    /// What it covers.
    pub(super) scope: Scope,
    /// Said to be provisional.
    pub(super) provisional: bool,
    /// An earlier toll that another one replaced.
    pub(super) former: bool,
    /// The total that the toll of the event has reached: it stands for what was counted before.
    pub(super) total: bool,
    /// It comes on top of what was counted before: "another", "trois autres", آخرون.
    pub(super) more: bool,
    /// Nobody counted: one victim follows from the verb alone.
    pub(super) implied: bool,
    /// It opens the parts of the number before it, behind a colon or a dash.
    pub(super) detail: bool,
    /// It goes on with the list of the number before it.
    pub(super) listed: bool,
    /// It has a place of its own behind it.
    pub(super) placed: bool,
    /// The list of the sentence in which it stands.
    pub(super) list: usize,
    /// The tokens from the number to its noun.
    pub(super) range: Range<usize>,
}

impl Found {
    /// Whether it is the newer toll that stands for an earlier one.
    pub(super) fn replaces(&self, earlier: &Self) -> bool {
        self.kind == earlier.kind
            && !self.former
            && !self.implied
            && self.scope == Scope::Event
            && self.low.is_some()
    }

    /// Whether it is the total that the toll reached after an earlier count.
    pub(super) fn raises(&self, earlier: &Self) -> bool {
        let other_side = self.side.is_some() && earlier.side.is_some() && self.side != earlier.side;
        self.total
            && self.kind == earlier.kind
            && earlier.scope == Scope::Event
            && !other_side
            && self.low.zip(earlier.low).is_some_and(|(total, low)| total > low)
    }
}
