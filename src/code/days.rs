//! The day of an event among the days that its sentence names.

use crate::model::When;

use super::clauses::{Part, Sentence};
use super::dates::{self, DateExpr};
use super::meaning::{Act, Cue, Meaning};
use super::mood::cue_before;
use super::narrate::Setting;

/// The day of a part: its own dates before those of the sentence, never the day on which somebody
/// said it.
pub(super) fn when(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
) -> Option<(When, String)> {
    let passage = sentence.passage;
    // "Two days after a raid": what dates another event is told from that one's day.
    let tells_distance = |it: &DateExpr| {
        part.dates_another
            && it.leans_on_context()
            && (it.range.start..=it.range.end).contains(&part.range.start)
    };
    let own = |it: &&DateExpr| part.range.contains(&it.range.start) || tells_distance(it);
    let inside = |it: &&DateExpr| part.reach.contains(&it.range.start);
    let candidates: Vec<&DateExpr> = passage.dates.iter().filter(inside).collect();
    let resolve = |it: &&DateExpr| {
        let future = part.triggers.iter().any(|act| {
            act.act != Act::Threaten
                && act.from < it.range.start
                && cue_before(sentence, act, Cue::Future, 4)
        });
        let named = if it.leans_on_context() { named_before(setting, sentence, it) } else { None };
        // "Until 9 November": what lasts until a day to come did not happen on it.
        let until = it.bound == dates::Bound::Until;
        let context = dates::Context { named: named.or(setting.named), future: future || until };
        let found = dates::resolve(it, setting.anchor, context)?;
        if until && setting.anchor.is_some_and(|day| found.date > day) {
            return None;
        }
        // "Since Monday" dates what began then; "since 2012" is history.
        let recent = setting.anchor.is_some_and(|day| {
            found.precision == 1 && day.since(found.date).is_ok_and(|it| it.get_days() <= 90)
        });
        if it.is_history() && !recent || is_of_a_comparison(sentence, it) {
            return None;
        }
        let reason = format!("{} `{}`", found.reason, passage.words(it.range.clone()));
        Some((it.range.start, When::from(found), reason))
    };
    let said = |it: &&DateExpr| {
        is_day_of_speech(sentence, part, it) || is_day_of_main_clause(sentence, part, it)
    };
    let pick = |list: Vec<&DateExpr>| -> Option<(When, String)> {
        let found: Vec<_> = list.iter().filter_map(resolve).collect();
        let best = found.iter().map(|it| it.1.precision).min()?;
        let trigger = part.triggers.first().map_or(part.range.start, |it| it.from);
        found
            .into_iter()
            .filter(|it| it.1.precision == best)
            .min_by_key(|it| it.0.abs_diff(trigger))
            .map(|it| (it.1, it.2))
    };
    let first: Vec<&DateExpr> =
        candidates.iter().copied().filter(own).filter(|it| !said(it)).collect();
    let second: Vec<&DateExpr> =
        candidates.iter().copied().filter(|it| !own(it) && !said(it)).collect();
    let mut found = pick(first).or_else(|| if part.dates_another { None } else { pick(second) })?;
    found.0.time_of_day =
        found.0.time_of_day.or_else(|| candidates.iter().find_map(|it| it.time_of_day));
    Some(found)
}

/// The day that the sentence names last before an expression that is told from it.
fn named_before(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    date: &DateExpr,
) -> Option<jiff::civil::Date> {
    let before = sentence.passage.dates.iter().rev().filter(|it| {
        it.range.end <= date.range.start
            && sentence.range.contains(&it.range.start)
            && !it.leans_on_context()
            && !it.is_history()
    });
    let context = dates::Context { named: setting.named, future: false };
    let mut found = before.filter_map(|it| dates::resolve(it, setting.anchor, context));
    found.find(|it| it.precision == 1).map(|it| it.date)
}

/// "The deadliest since the one in early October": the day of what it is compared with.
fn is_of_a_comparison(sentence: &Sentence<'_>, date: &DateExpr) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let start = date.range.start.saturating_sub(7).max(sentence.range.start);
    (start..date.range.start).any(|at| {
        matches!(word(at), "depuis" | "since")
            && (at + 1..(at + 3).min(date.range.start)).any(|it| {
                matches!(word(it), "celle" | "celui" | "celles" | "ceux" | "one" | "that" | "those")
            })
    })
}

/// "A mourning began on Thursday after the attacks that hit X on Tuesday": of two days the one
/// before "after" is not the attacks'.
fn is_day_of_main_clause(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let passage = sentence.passage;
    let mut deeds = part.triggers.iter().filter(|it| !is_word_of_mouth(it.act));
    let Some(first) = deeds.next().map(|it| it.from) else { return false };
    let turns = (date.range.end..first).any(|at| {
        matches!(
            passage.tokens.word(at),
            "after" | "following" | "suite" | "apres" | "اثر" | "عقب" | "بعد"
        )
    });
    turns
        && passage.dates.iter().any(|it| {
            it.range.start > first
                && part.range.contains(&it.range.start)
                && !it.is_history()
                && !matches!(it.what, dates::What::Time | dates::What::Month { .. })
        })
}

/// The day on which somebody said it, for an event without a day of its own.
pub(super) fn said_day(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
) -> Option<(When, String)> {
    let passage = sentence.passage;
    let date = passage.dates.iter().find(|it| {
        sentence.range.contains(&it.range.start)
            && !it.is_history()
            && is_day_of_speech(sentence, part, it)
    })?;
    let context = dates::Context { named: setting.named, future: false };
    let found = dates::resolve(date, setting.anchor, context).filter(|it| it.precision == 1)?;
    let when = When { date: found.date, end: None, precision: 2, time_of_day: None };
    Some((when, format!("day on which it was said `{}`", passage.words(date.range.clone()))))
}

/// "Accused the army on Thursday of having executed … on 25 February", أعلنت باريس الخميس أن … ليل
/// الثلاثاء: of two days the one before every deed, behind a verb of saying or accusing, is the word's.
fn is_day_of_first_verb(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    const ADMITS: &[&str] =
        &["اقر", "اقرت", "found", "confirmed", "confirme", "admitted", "reconnu"];
    let passage = sentence.passage;
    let deeds = || part.triggers.iter().filter(|it| !is_word_of_mouth(it.act));
    let first = deeds().map(|it| it.from).min();
    let told_later = first.is_some_and(|it| it >= date.range.end);
    let another = passage.dates.iter().any(|it| {
        it.range.start >= date.range.end
            && sentence.range.contains(&it.range.start)
            && first.is_some_and(|first| it.range.start > first)
            && !it.is_history()
            && it.what != dates::What::Time
    });
    let before = sentence.range.start..date.range.start;
    let said = [Cue::Say, Cue::Hearsay].iter().any(|it| passage.has_cue(&before, *it))
        || part.triggers.iter().any(|it| is_word_of_mouth(it.act) && it.to <= date.range.start)
        || before.clone().any(|at| ADMITS.contains(&passage.tokens.word(at)));
    told_later && another && said
}

/// Acts of saying, whatever is said.
fn is_word_of_mouth(act: Act) -> bool {
    matches!(
        act,
        Act::Statement | Act::Claim | Act::Deny | Act::Inquiry | Act::Threaten | Act::Decree
    )
}

fn is_said(act: Act) -> bool {
    matches!(act, Act::Statement | Act::Claim | Act::Deny)
}

/// "Officials said Sunday", "a annoncé samedi l'armée", في بيان مساء الأحد: the day of the word, not
/// of the deed.
pub(super) fn is_day_of_speech(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    if is_day_of_first_verb(sentence, part, date) {
        return true;
    }
    let passage = sentence.passage;
    let distance = |from: usize, to: usize| {
        if to <= date.range.start {
            date.range.start - to
        } else {
            from.saturating_sub(date.range.end)
        }
    };
    // What is denied or claimed happened on another day than the word; a denial alone is its own day.
    let only_words = part.triggers.iter().all(|it| is_word_of_mouth(it.act));
    let deed = part
        .triggers
        .iter()
        .filter(|it| only_words && it.act != Act::Statement || !is_said(it.act))
        .map(|it| distance(it.from, it.to))
        .min()
        .unwrap_or(usize::MAX);
    passage.hits_in(&sentence.range).iter().any(|it| {
        let speech = it.meanings.iter().any(|m| {
            matches!(
                m,
                Meaning::Cue(Cue::Say) | Meaning::Act(Act::Statement | Act::Claim | Act::Deny, _)
            )
        });
        speech && {
            let gap = distance(it.from, it.to);
            let parties = sentence.parties.iter().any(|p| {
                (p.from >= it.to && p.to <= date.range.start)
                    || (p.from >= date.range.end && p.to <= it.from)
            });
            gap < deed && gap <= if parties { 5 } else { 3 }
        }
    })
}
