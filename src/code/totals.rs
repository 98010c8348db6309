//! Totals: the number that a toll has reached, and what a number covers.

use crate::model::{Scope, TollKind};
use crate::text::token::Gap;

use super::clauses::{Part, Sentence};
use super::dates::{Unit, What};
use super::lists;
use super::meaning::Cue;
use super::numbers::NumberExpr;
use super::phrases::Hit;
use super::spatial::is_town;

/// "Risen from 25 to 38": where a number rises, the one that it has reached.
pub(super) fn toll_bounds(
    sentence: &Sentence<'_>,
    number: &NumberExpr,
) -> (Option<u32>, Option<u32>) {
    let passage = sentence.passage;
    // "Rose … from 25 to 38": the verb may stand far before.
    let from = matches!(passage.tokens.word(number.range.start), "from" | "de" | "من");
    let reach = if from { 24 } else { 6 };
    let start = number.range.start.saturating_sub(reach).max(sentence.range.start);
    let rises = (start..number.range.start).any(|at| is_rising(passage.tokens.word(at)));
    match (number.low, number.high) {
        (Some(low), Some(high)) if rises && high > low => (Some(high), Some(high)),
        bounds => bounds,
    }
}

/// Verbs of a toll that grows.
fn is_rising(word: &str) -> bool {
    let arabic = word.strip_prefix(['و', 'ف', 'ل']).unwrap_or(word);
    matches!(word, "risen" | "rose" | "rises" | "increased" | "up" | "gone" | "went" | "jumped")
        || matches!(word, "bringing" | "brings" | "raising" | "raises" | "climbed" | "climbs")
        || matches!(word, "passe" | "passant" | "porte" | "portant" | "grimpe" | "monte")
        || matches!(word, "alourdi" | "alourdit" | "alourdissant")
        || matches!(arabic, "ارتفع" | "ارتفعت" | "يرتفع" | "ترتفع" | "يرفع")
}

/// "Bringing the toll to 14", "le bilan s'alourdit à 14", لترتفع الحصيلة إلى: the total that the toll of an
/// event has reached.
pub(super) fn is_raised(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let passage = sentence.passage;
    total_word(sentence, number).is_some_and(|at| {
        let start = at.min(number.range.start).saturating_sub(4).max(sentence.range.start);
        (start..number.range.start).any(|it| is_rising(passage.tokens.word(it)))
    })
}

/// Words that a total of casualties opens with, and those that lead on to its number.
fn total_word(sentence: &Sentence<'_>, number: &NumberExpr) -> Option<usize> {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let start = number.range.start.saturating_sub(18).max(sentence.range.start);
    let leads = number.range.start > sentence.range.start && {
        let last = word(number.range.start - 1);
        matches!(
            last,
            "to" | "at"
                | "of"
                | "stands"
                | "a"
                | "de"
                | "est"
                | "is"
                | "now"
                | "bilan"
                | "toll"
                | "reached"
                | "atteint"
                | "provisoire"
                | "passe"
                | "porte"
                | "الي"
                | "بلغ"
                | "بلغت"
                | "was"
                | "etait"
                | "reaching"
                | "reaches"
                | "d"
                | "hit"
                | "atteignant"
                | "as"
        ) || last == "from"
            || ["بنحو", "بحوالي", "بما", "بازيد"].contains(&last)
    } || matches!(word(number.range.start), "from" | "de" | "من");
    // "Puts the army's dead at 200".
    let puts = number
        .range
        .start
        .checked_sub(2)
        .filter(|&at| word(at + 1) == "at" && matches!(word(at), "dead" | "deaths" | "losses"));
    if leads && puts.is_some() {
        return puts;
    }
    // "Ce qui porte à 16 le nombre de tués".
    let end = number.range.end;
    if leads && is_total_word(word(end + 1)) && matches!(word(end), "le" | "the") {
        return Some(end + 1);
    }
    leads.then(|| (start..number.range.start).rev().find(|&at| is_total_word(word(at)))).flatten()
}

fn is_total_word(word: &str) -> bool {
    matches!(
        word,
        "toll"
            | "bilan"
            | "حصيله"
            | "الحصيله"
            | "حصيلته"
            | "number"
            | "nombre"
            | "عدد"
            | "العدد"
            | "fatalities"
    )
}

/// "The toll rises to 138", "le nombre de blessés passe à 12", عدد القتلى إلى: what a number counts
/// that stands behind a toll.
pub(super) fn total_of(sentence: &Sentence<'_>, number: &NumberExpr) -> Option<TollKind> {
    let passage = sentence.passage;
    let at = total_word(sentence, number)?;
    let told = passage
        .hits_in(&(at.min(number.range.start)..number.range.start))
        .iter()
        .find_map(|it| super::counting::casualty(passage, it));
    let counts = matches!(passage.tokens.word(at), "number" | "nombre" | "عدد" | "العدد");
    told.or((!counts).then_some(TollKind::Dead))
}

/// "Its own losses at 16": the total of one side.
pub(super) fn is_of_losses(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    let start = number.range.start.saturating_sub(3).max(sentence.range.start);
    (start..number.range.start).any(|at| {
        matches!(sentence.passage.tokens.word(at), "losses" | "pertes" | "dead" | "خساير")
    })
}

/// Whether a number is said to be the total reached.
pub(super) fn is_total(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    total_word(sentence, number).is_some()
}

/// What a number covers: a toll since a date or of a wave of attacks is no event's.
pub(super) fn scope(sentence: &Sentence<'_>, part: &Part, number: &NumberExpr) -> Scope {
    let passage = sentence.passage;
    let from = number.range.start.saturating_sub(14).max(part.range.start);
    let to = (number.range.end..(number.range.end + 14).min(part.range.end))
        .find(|&at| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA)))
        .unwrap_or((number.range.end + 14).min(part.range.end));
    let cue = passage.hits_in(&(from..to)).iter().find(|it| it.is_cue(Cue::Cumulative));
    // "The deadliest attack since 2015": the time is that of the comparison.
    let compared = |at: usize| {
        (at.saturating_sub(9).max(from)..at)
            .any(|it| lists::is_superlative(passage.tokens.word(it)))
    };
    // "Attacked X last month": the time of one event, as a sum for a country is not.
    let dates = |cue: &Hit| {
        let since = matches!(passage.tokens.word(cue.from), "since" | "depuis" | "منذ");
        let town = part.place.and_then(|it| sentence.places.get(it)).is_some_and(is_town);
        !since
            && town
            && passage
                .dates
                .iter()
                .any(|it| !it.is_history() && cue.from < it.range.end && it.range.start < cue.to)
    };
    // "In recent weeks", خلال الأسبوعين الماضيين: a time of many events.
    let lately = passage.dates.iter().any(|it| {
        (from..to).contains(&it.range.start)
            && matches!(it.what, What::Lately { unit: Unit::Week | Unit::Month | Unit::Year })
            && !compared(it.range.start)
    });
    if lately {
        return Scope::Cumulative;
    }
    match cue {
        Some(cue) if !compared(cue.from) && !dates(cue) => Scope::Cumulative,
        _ => Scope::Event,
    }
}
