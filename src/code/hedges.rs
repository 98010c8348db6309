//! Guesses at the author of a deed that is itself told as fact.

use crate::text::token::Gap;

use super::meaning::{Cue, Meaning};
use super::phrases::Hit;
use super::reading::Passage;

/// "Likely planted by JNIM", "(probably ISSP)", "possibly Boko Haram fighters": the guess is at who
/// did it; what was done stays a fact.
pub(super) fn guesses_author(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let adverb = matches!(
        word(hit.from),
        "likely"
            | "probably"
            | "possibly"
            | "presumably"
            | "perhaps"
            | "probablement"
            | "vraisemblablement"
            | "possible"
            | "ربما"
    );
    let joined = |to: usize| {
        (hit.to..=to).all(|at| {
            passage.tokens.get(at).is_some_and(|it| {
                !it.gap.has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::STOP).with(Gap::CLOSE))
            })
        })
    };
    let names = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Actor(_) | Meaning::Generic(_) | Meaning::Class(_) | Meaning::Cue(Cue::By)
        )
    };
    adverb
        && passage
            .hits_in(&(hit.to..hit.to + 3))
            .iter()
            .any(|it| it.meanings.iter().any(names) && joined(it.from))
}
