//! The score sheet: right and wrong per kind and language, and every miss in words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Lang, words};

words! {
    /// What is scored; the head of [`crate::eval`] defines each.
    Kind {
        /// Family of kinds.
        Family = "family",
        /// Event code.
        Code = "code",
        /// Town.
        Town = "town",
        /// The town's name as labelled, where the town is right.
        Spelling = "spelling",
        /// Region.
        Admin1 = "admin1",
        /// Day or month.
        Date = "date",
        /// No date where there is none.
        Undated = "undated",
        /// How sure.
        Realis = "realis",
        /// The dead.
        Dead = "dead",
        /// The wounded.
        Wounded = "wounded",
        /// First actor.
        Actor1 = "actor1",
        /// Second actor.
        Actor2 = "actor2",
        /// Of the actors tagged, the share that is right.
        ActorsPrecision = "actors_precision",
        /// Of the actors in the text, the share that is tagged.
        ActorsRecall = "actors_recall",
        /// Texts that must give no incident on the ground.
        Traps = "traps",
        /// Mentions that belong to a labelled incident.
        Extra = "extra",
        /// Of the pairs grouped, the share that is right.
        PairsPrecision = "pairs_precision",
        /// Of the pairs that tell of one event, the share that is grouped.
        PairsRecall = "pairs_recall",
    }
}

/// How often a thing was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Times it was right.
    pub right: u32,
    /// Times it was looked at.
    pub of: u32,
}

impl Cell {
    /// The share, 0–1; `None` where nothing was looked at.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.right) / f64::from(self.of))
    }
}

/// One thing that was read wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// What.
    pub kind: Kind,
    /// The excerpt.
    pub id: String,
    /// Its language.
    pub lang: Option<Lang>,
    /// What the label says.
    pub expected: String,
    /// What was read.
    pub got: String,
    /// The words and reasons of the mention that was laid beside it, empty when there was none.
    pub why: String,
}

/// The whole sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Counts by kind and language.
    cells: BTreeMap<(Kind, Option<Lang>), Cell>,
    /// Every miss, by kind in their order, then in the order of the set.
    pub misses: Vec<Miss>,
}

impl Scores {
    /// The count of a kind in one language, or in all.
    pub fn cell(&self, kind: Kind, lang: Option<Lang>) -> Cell {
        let cells =
            self.cells.iter().filter(|((k, l), _)| *k == kind && (lang.is_none() || *l == lang));
        cells.fold(Cell::default(), |sum, (_, it)| Cell {
            right: sum.right + it.right,
            of: sum.of + it.of,
        })
    }

    /// The harmonic mean of two kinds' shares.
    pub fn f1(&self, precision: Kind, recall: Kind, lang: Option<Lang>) -> Option<f64> {
        let (p, r) = (self.cell(precision, lang).share()?, self.cell(recall, lang).share()?);
        Some(if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }

    /// Counts something that is right when there is no miss.
    pub(super) fn count(&mut self, kind: Kind, lang: Option<Lang>, miss: Option<Miss>) {
        let cell = self.cells.entry((kind, lang)).or_default();
        cell.of += 1;
        match miss {
            Some(miss) => self.misses.push(miss),
            None => cell.right += 1,
        }
    }
}
