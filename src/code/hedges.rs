//! Words beside a deed that are not the deed: guesses at its author, the crowd that it hit.

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

/// "Ouvert le feu sur la foule", "fired at a crowd": the crowd is hit, it does nothing.
pub(super) fn is_crowd_hit(passage: &Passage, from: usize) -> bool {
    let word = |back: usize| from.checked_sub(back).map_or("", |at| passage.tokens.word(at));
    let toward =
        |it: &str| matches!(it, "sur" | "contre" | "at" | "on" | "into" | "upon" | "علي" | "dans");
    toward(word(1)) || matches!(word(1), "la" | "une" | "the" | "a") && toward(word(2))
}
