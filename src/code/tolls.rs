//! How many dead, wounded, taken: numbers with the noun that they count and the act that counts
//! them.
//!
//! A number counts people when its noun is a party, a person word, or a casualty noun itself
//! ("14 morts"). What happened to them is told by the casualty word right before the number, else
//! by the first one after it whose subject they are. Vehicles, distances, hours and the like are
//! never people; "including three women" is a part of a number already given. Numbers of one list
//! add up; one victim needs no number.

use std::ops::Range;

use crate::model::{Scope, TollKind};
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::counting::{Counted, counted, is_placed};
use super::fates::{self, Fate};
use super::lists;
use super::meaning::{Act, Cue};
use super::numbers::NumberExpr;
use super::victims;

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
    /// Nobody counted: one victim follows from the verb alone.
    pub(super) implied: bool,
    /// It goes on with the list of the number before it.
    pub(super) listed: bool,
    /// It has a place of its own behind it.
    pub(super) placed: bool,
    /// The list of the sentence in which it stands.
    pub(super) list: usize,
    /// The tokens from the number to its noun.
    pub(super) range: Range<usize>,
}

/// The tolls of a part.
pub(super) fn find(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<Found> {
    let passage = sentence.passage;
    let dealt = lists::dealt(sentence, part);
    let mut reading =
        Reading { names, sentence, part, last: fates::inherited(part), found: vec![] };
    let mut subset = None;
    let mut ones = victims::named(names, sentence, part).into_iter().peekable();
    let inside = |it: &&NumberExpr| {
        part.range.contains(&it.range.start) && it.range.end <= sentence.range.end
            || dealt.is_some_and(|own| own == *it)
    };
    for number in passage.numbers.iter().filter(inside) {
        while let Some(one) = ones.next_if(|it| it.from < number.range.start) {
            reading.one(&one);
        }
        if dealt
            .is_some_and(|own| own != number && own.range.start.abs_diff(number.range.start) < 14)
        {
            continue;
        }
        // "Of whom 49 gendarmes and four civilians": the list goes on.
        let listed = subset.is_some_and(|end| lists::goes_on(passage, end, number.range.start));
        if lists::is_subset(sentence, number) || listed {
            subset = Some(number.range.end);
            if !is_placed(sentence, number) {
                continue;
            }
            // "Nine dead, of whom seven in A and two in B": the parts stand for the sum.
            reading.found.clear();
        }
        if number.low == Some(0) || lists::is_compared(sentence, number) {
            continue;
        }
        reading.number(number);
    }
    ones.for_each(|it| reading.one(&it));
    let mut found = reading.found;
    found.sort_by_key(|it| it.range.start);
    lists::drop_sums(&mut found);
    let mut out = lists::add_up(found);
    victims::implied(sentence, part, &mut out);
    out
}

/// The numbers of one part, read from left to right.
struct Reading<'a, 'p> {
    names: &'a Names,
    sentence: &'a Sentence<'p>,
    part: &'a Part,
    /// What happened to those counted last.
    last: Option<TollKind>,
    found: Vec<Found>,
}

impl Reading<'_, '_> {
    /// Whether what starts at a token goes on with the list of what was counted last.
    fn goes_on(&self, start: usize) -> bool {
        self.found
            .last()
            .is_some_and(|it| lists::goes_on(self.sentence.passage, it.range.end, start))
    }

    fn push(&mut self, kind: TollKind, side: Option<u16>, range: Range<usize>) -> &mut Found {
        let listed = self.goes_on(range.start);
        let list = self.found.last().map_or(0, |it| if listed { it.list } else { it.list + 1 });
        self.last = Some(kind);
        self.found.push(Found {
            kind,
            side,
            beside: None,
            low: Some(1),
            high: Some(1),
            scope: Scope::Event,
            provisional: false,
            implied: false,
            listed,
            placed: false,
            list,
            range,
        });
        let at = self.found.len() - 1;
        &mut self.found[at]
    }

    /// One person without a number.
    fn one(&mut self, one: &victims::One) {
        let listed = self.goes_on(one.from).then_some(self.last).flatten();
        if let Some(kind) = one.kind.or(listed) {
            self.push(kind, one.side, one.from..one.to);
        }
    }

    fn number(&mut self, number: &NumberExpr) {
        let (sentence, part) = (self.sentence, self.part);
        let Some(counted) = counted(self.names, sentence, number) else { return };
        let Some((kind, side, end)) = self.kind_of(number, &counted) else { return };
        let bounds = toll_bounds(sentence, number);
        let placed = is_placed(sentence, number);
        if placed {
            lists::drop_wholes(&mut self.found, number, kind);
        }
        // "Bringing the toll to 14": the new total stands for what came before it.
        if is_total(sentence, number) {
            let low = number.low.unwrap_or(0);
            self.found.retain(|it| it.kind != kind || it.low.is_none_or(|it| it > low));
        }
        let scope = scope(sentence, part, number);
        let provisional = sentence.passage.has_cue(&part.range, Cue::Provisional);
        let beside = self
            .found
            .last()
            .and_then(|it| it.side)
            .filter(|_| side.is_none() && fates::is_loss(sentence.passage, number.range.start));
        let found = self.push(kind, side, number.range.start..end);
        found.beside = beside;
        (found.low, found.high) = bounds;
        (found.scope, found.provisional, found.placed) = (scope, provisional, placed);
    }

    /// What happened to those counted, whose they are, and where the words end.
    fn kind_of(
        &self,
        number: &NumberExpr,
        counted: &Counted,
    ) -> Option<(TollKind, Option<u16>, usize)> {
        let (sentence, part) = (self.sentence, self.part);
        let start = number.range.start;
        let before = || fates::before(sentence, start).map(|it| it.0);
        let after = |end: usize| fates::after(self.names, sentence, part, end);
        let near = |end: usize, reach: usize| {
            // "Two customs officers and a civilian were killed": past the rest of the list.
            let reach = if lists::is_and(sentence.passage, end + 1) { reach + 4 } else { reach };
            after(end).filter(|it: &Fate| it.1 <= end + reach).map(|it| it.0)
        };
        let listed = lists::is_listed(sentence.passage, start);
        let total = total_of(sentence, number);
        let last = self.last.filter(|_| listed);
        match *counted {
            Counted::Casualties(kind, end) => Some((kind, None, end)),
            Counted::People(side, end) => {
                if total.is_none() && fates::is_doer(sentence, start) {
                    return None;
                }
                let kind = match (before(), listed) {
                    (Some(before), true) => near(end, 2).unwrap_or(before),
                    (Some(before), false) => before,
                    (None, true) => near(end, 4).or(last).or_else(|| after(end).map(|it| it.0))?,
                    (None, false) if total.is_some() => near(end, 2).or(total)?,
                    (None, false) => after(end)?.0,
                };
                Some((kind, side, end))
            }
            Counted::Bare(end) => {
                let kind = total.or_else(before).or_else(|| near(end, 4)).or(self.last);
                kind.filter(|_| !number.weak).map(|it| (it, None, end))
            }
            Counted::Unknown(end) => {
                let listed = self.last.filter(|_| lists::joins(sentence.passage, start));
                let kind = before().or_else(|| near(end, 3)).or(total).or(listed)?;
                Some((kind, None, end))
            }
        }
    }
}

/// "Risen from 25 to 38": where a number rises, the one that it has reached.
fn toll_bounds(sentence: &Sentence<'_>, number: &NumberExpr) -> (Option<u32>, Option<u32>) {
    let passage = sentence.passage;
    let start = number.range.start.saturating_sub(6).max(sentence.range.start);
    let rises = (start..number.range.start).any(|at| {
        let word = passage.tokens.word(at);
        matches!(word, "risen" | "rose" | "rises" | "increased" | "up" | "gone" | "went" | "jumped")
            || matches!(word, "passe" | "passant" | "porte" | "grimpe" | "monte" | "alourdi")
            || matches!(word, "ارتفع" | "ارتفعت" | "ليرتفع" | "لترتفع" | "وارتفع" | "وارتفعت")
    });
    match (number.low, number.high) {
        (Some(low), Some(high)) if rises && high > low => (Some(high), Some(high)),
        bounds => bounds,
    }
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
fn total_of(sentence: &Sentence<'_>, number: &NumberExpr) -> Option<TollKind> {
    let passage = sentence.passage;
    let at = total_word(sentence, number)?;
    let told = passage
        .hits_in(&(at..number.range.start))
        .iter()
        .find_map(|it| super::counting::casualty(passage, it));
    let counts = matches!(passage.tokens.word(at), "number" | "nombre" | "عدد" | "العدد");
    told.or((!counts).then_some(TollKind::Dead))
}

/// Whether a number is said to be the total reached.
fn is_total(sentence: &Sentence<'_>, number: &NumberExpr) -> bool {
    total_word(sentence, number).is_some()
}

/// What a number covers: a toll since a date or of a wave of attacks is no event's.
fn scope(sentence: &Sentence<'_>, part: &Part, number: &NumberExpr) -> Scope {
    let passage = sentence.passage;
    let from = number.range.start.saturating_sub(14).max(part.range.start);
    let to = (number.range.end + 14).min(part.range.end);
    let cue = passage.hits_in(&(from..to)).iter().find(|it| it.is_cue(Cue::Cumulative));
    // "The deadliest attack since 2015": the time is that of the comparison.
    let compared = |at: usize| {
        (at.saturating_sub(9).max(from)..at)
            .any(|it| lists::is_superlative(passage.tokens.word(it)))
    };
    match cue {
        Some(cue) if !compared(cue.from) => Scope::Cumulative,
        _ => Scope::Event,
    }
}

/// Acts that leave casualties without a number ("leaving dead and wounded") count nothing.
pub(super) fn is_casualty(act: Act) -> bool {
    act.toll().is_some()
}
