//! The lexicon of `events.toml`: the words by which the coder knows acts, targets, weapons and the
//! cues of certainty. Their meaning is the coder's; this file only says how they are written down.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::Slug;

use super::Spellings;

/// Every word list of the event dictionary.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lexicon {
    /// Ways of saying that something happened, by name of the act.
    pub act: BTreeMap<Slug, ActWords>,
    /// What is attacked, by the taxonomy's word.
    pub target: BTreeMap<Slug, TargetWords>,
    /// With what, by the taxonomy's word.
    pub weapon: BTreeMap<String, WeaponWords>,
    /// Nouns that matter when something is counted or lost.
    pub noun: BTreeMap<Slug, Spellings>,
    /// Cues of certainty, voice and world.
    pub cue: BTreeMap<Slug, Spellings>,
    /// Words before the name of a place.
    pub place: BTreeMap<Slug, Spellings>,
}

/// The words of one act.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActWords {
    /// Nouns that name it.
    pub noun: Spellings,
    /// Verbs that tell it.
    pub verb: Spellings,
    /// A verb and the object that makes it this act, with a plus in between and bars between words
    /// that serve alike ("lift|lifted + blockade"): other words may stand between the two.
    pub pair: Spellings,
}

/// The words of one target.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TargetWords {
    /// `armed` for forces, `civil` for people not under arms; empty when it says neither.
    pub side: Option<Slug>,
    /// English.
    pub en: Vec<String>,
    /// French.
    pub fr: Vec<String>,
    /// Arabic.
    pub ar: Vec<String>,
}

/// The words of one weapon; the acts named imply it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeaponWords {
    /// Acts that are done with it.
    pub act: Vec<Slug>,
    /// Words for it.
    pub words: Spellings,
}
