//! Where a sentence tells two events that share nothing: what the one says of place, day and
//! parties is not the other's.
//!
//! "The fall of A, along with the killing of B", "…, during which C was killed", "… before the
//! rebels attacked D on Saturday".

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::Gap;

use super::clauses::Sentence;
use super::meaning::{Act, Form};
use super::triggers::Trigger;

/// The cuts, in order: where the next event begins, and whether it points back at the one before.
pub(super) fn cuts(sentence: &Sentence<'_>) -> Vec<(usize, bool)> {
    let mut out: Vec<(usize, bool)> = Vec::new();
    let events = || sentence.triggers.iter().filter(|it| is_event(it.act));
    let first = events().map(|it| it.to).min().unwrap_or(sentence.range.end);
    let last = events().map(|it| it.from).max().unwrap_or(sentence.range.start);
    for at in first.max(sentence.range.start + 1)..sentence.range.end.min(last + 1) {
        if points_back(sentence, at) && sentence.figures.iter().any(|it| it.from > at) {
            out.push((at, true));
        } else if goes_on_another_day(sentence, at) {
            out.push((at, false));
        }
    }
    out.extend(two_topics(sentence).map(|it| (it, false)));
    out.sort_unstable();
    out.dedup_by_key(|it| it.0);
    out
}

/// The tokens that stand between the same two cuts as `at`.
pub(super) fn reach(range: &Range<usize>, cuts: &[(usize, bool)], at: usize) -> Range<usize> {
    let start = cuts.iter().map(|it| it.0).filter(|it| *it <= at).max();
    let end = cuts.iter().map(|it| it.0).filter(|it| *it > at).min();
    start.unwrap_or(range.start)..end.unwrap_or(range.end)
}

fn is_event(act: Act) -> bool {
    !matches!(
        act,
        Act::Claim | Act::Deny | Act::Statement | Act::Inquiry | Act::Threaten | Act::Accuse
    )
}

/// "During which", "au cours desquelles", خلالها.
fn points_back(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    match word(at) {
        "during" => word(at + 1) == "which",
        "cours" => {
            matches!(word(at + 1), "de" | "desquelles" | "desquels" | "duquel")
                && (word(at + 1) != "de" || matches!(word(at + 2), "laquelle"))
        }
        "lors" => matches!(word(at + 1), "desquelles" | "desquels" | "duquel"),
        "خلالها" | "خلاله" | "اثناها" => true,
        _ => false,
    }
}

/// "Shot down the day before over X", "the week before": no event follows.
pub(super) fn dates_nothing(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let counted = at >= sentence.range.start + 2
        && matches!(word(at - 1), "day" | "days" | "night" | "week" | "month" | "hours");
    let joined = sentence.passage.tokens.get(at + 1).is_some_and(|it| it.gap.joins());
    counted
        && (at + 1 >= sentence.range.end
            || !joined
            || matches!(
                word(at + 1),
                "in" | "at" | "on" | "over" | "near" | "along" | "between" | "around" | "by"
            ))
}

/// "Before the militants resumed their attack, today": a later event with a day of its own.
fn goes_on_another_day(sentence: &Sentence<'_>, at: usize) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let turns = match word(at) {
        "before" => !dates_nothing(sentence, at),
        "avant" => matches!(word(at + 1), "que" | "qu"),
        "قبل" => word(at + 1) == "ان",
        _ => false,
    };
    let stopped = passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA));
    let dated = passage
        .dates
        .iter()
        .any(|it| it.range.start >= at + 2 && it.range.end <= sentence.range.end);
    let told = sentence.triggers.iter().any(|it| {
        it.from > at && it.act.is_violent() && passage.dates.iter().any(|d| d.range.start > it.to)
    });
    turns && stopped && dated && told
}

/// "The fall of A and the killing of B": two topics side by side, a town's and a person's.
fn two_topics(sentence: &Sentence<'_>) -> Option<usize> {
    let ground = |it: &&Trigger| {
        it.form == Form::Noun && matches!(it.act, Act::Take | Act::Retake | Act::Withdraw)
    };
    let person = |it: &&Trigger| {
        it.form == Form::Noun
            && (it.act == Act::Assassinate
                || it.act == Act::Kill
                    && sentence.figures.iter().any(|f| f.from >= it.to && f.from - it.to <= 4))
    };
    let ground = sentence.triggers.iter().find(ground)?;
    let person = sentence.triggers.iter().find(person)?;
    let (first, second) =
        if ground.from < person.from { (ground, person) } else { (person, ground) };
    let joins = |at: &usize| {
        let word = |at: usize| sentence.passage.tokens.word(at);
        match word(*at) {
            "and" | "et" | "و" | "ainsi" => true,
            "along" => word(at + 1) == "with",
            "as" => word(at + 1) == "well",
            // In Arabic "and" is written onto the word that opens the second topic.
            it => {
                it.starts_with('و')
                    && it.chars().count() > 3
                    && sentence.passage.lang == Lang::Ar
                    && !sentence.figures.iter().any(|f| f.from <= *at && *at < f.to)
            }
        }
    };
    (first.to..=second.from).rev().find(joins)
}
