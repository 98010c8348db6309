//! Tolls side by side, and the counts that follow from them.
//!
//! Numbers of one claimant add up over the sides; numbers of different claimants never do.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::{Count, Scope, SideCount, Slug, Toll, TollKind, TollRow};

use super::super::item::Item;

/// Every toll of every mention, oldest report first.
pub(super) fn rows(items: &[&Item<'_>]) -> Vec<TollRow> {
    let mut rows: Vec<TollRow> = Vec::new();
    for item in items {
        let told = item.told;
        let words = told.toll_words.iter().map(String::as_str).chain(std::iter::repeat(""));
        for (toll, words) in told.mention.tolls.iter().zip(words) {
            let row = TollRow {
                by: toll.by.clone(),
                side: toll.side.clone(),
                kind: toll.kind,
                low: toll.low,
                high: toll.high,
                scope: toll.scope,
                provisional: toll.provisional,
                report: told.origin.report.clone(),
                words: words.to_owned(),
            };
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    rows
}

/// Who says a number: an actor, or the publisher whose report names nobody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claimant<'a> {
    Actor(&'a Slug),
    Publisher(&'a str),
}

/// One side's number by one claimant's newest word.
#[derive(Clone, Copy, Debug)]
struct Said {
    at: Timestamp,
    low: Option<u32>,
    high: Option<u32>,
    /// Only "neutralised", which may mean captured.
    weak: bool,
}

/// What one claimant says of each side.
#[derive(Clone, Debug)]
struct Word<'a> {
    sides: BTreeMap<Option<&'a Slug>, Said>,
    /// `A`–`F`; an actor's word is not judged.
    reliability: char,
}

/// The dead and the wounded by claimant and side; only tolls of the event itself count.
#[derive(Debug)]
pub(super) struct Counted<'a> {
    dead: Vec<Word<'a>>,
    wounded: Vec<Word<'a>>,
}

impl<'a> Counted<'a> {
    /// Reads the tolls of these mentions.
    pub(super) fn of(items: &[&Item<'a>]) -> Self {
        let dead = |it: TollKind| matches!(it, TollKind::Dead | TollKind::Neutralised);
        Self {
            dead: by_claimant(items, dead),
            wounded: by_claimant(items, |it| it == TollKind::Wounded),
        }
    }

    /// The dead of all sides.
    pub(super) fn deaths(&self) -> Count {
        total(&self.dead)
    }

    /// The wounded of all sides.
    pub(super) fn wounded(&self) -> Count {
        total(&self.wounded)
    }

    /// The dead of each side.
    pub(super) fn by_side(&self) -> Vec<SideCount> {
        let mut sides: Vec<Option<&Slug>> =
            self.dead.iter().flat_map(|it| it.sides.keys().copied()).collect();
        sides.sort_unstable();
        sides.dedup();
        let of_side = |side: Option<&'a Slug>| {
            let words = self.dead.iter().filter_map(|it| {
                let said = *it.sides.get(&side)?;
                Some(Word { sides: BTreeMap::from([(side, said)]), reliability: it.reliability })
            });
            total(&words.collect::<Vec<_>>())
        };
        sides
            .into_iter()
            .map(|side| SideCount { side: side.cloned(), count: of_side(side) })
            .collect()
    }
}

fn by_claimant<'a>(items: &[&Item<'a>], counts: impl Fn(TollKind) -> bool) -> Vec<Word<'a>> {
    let mut words: BTreeMap<Claimant<'a>, Word<'a>> = BTreeMap::new();
    for item in items {
        let (mention, origin) = (&item.told.mention, &item.told.origin);
        let tolls = mention.tolls.iter();
        for toll in tolls.filter(|it| it.scope == Scope::Event && counts(it.kind)) {
            let (claimant, reliability) = match &toll.by {
                Some(actor) => (Claimant::Actor(actor), 'F'),
                None => (Claimant::Publisher(&origin.publisher), origin.reliability),
            };
            let word = words
                .entry(claimant)
                .or_insert_with(|| Word { sides: BTreeMap::new(), reliability });
            word.reliability = word.reliability.min(reliability);
            let said = said(toll, origin.reported());
            word.sides
                .entry(toll.side.as_ref())
                .and_modify(|it| *it = newer(*it, said))
                .or_insert(said);
        }
    }
    words.into_values().collect()
}

fn said(toll: &Toll, at: Timestamp) -> Said {
    if toll.kind == TollKind::Neutralised {
        let high = toll.high.or(toll.low);
        return Said { at, low: Some(0), high, weak: true };
    }
    Said { at, low: toll.low, high: toll.high, weak: false }
}

/// The newer word stands; of one moment the one that counts more, since a report's other numbers
/// are parts of it. A number comes before "several", the dead before the "neutralised".
fn newer(a: Said, b: Said) -> Said {
    let key = |it: &Said| (it.low.is_some() || it.high.is_some(), !it.weak, it.at, it.low, it.high);
    if key(&b) > key(&a) { b } else { a }
}

/// Low, best and high over the claimants' totals.
fn total(words: &[Word<'_>]) -> Count {
    let sums: Vec<Sum> = words.iter().filter_map(Sum::of).collect();
    // Who only counts the neutralised says nothing of how few died.
    let strong = sums.iter().any(|it| !it.weak);
    let low = sums.iter().filter(|it| !(strong && it.weak)).filter_map(|it| it.low).min();
    let judged = sums.iter().filter(|it| it.reliability < 'F' && !it.weak);
    let best = judged.max_by_key(|it| (std::cmp::Reverse(it.reliability), it.at, it.low));
    let top = sums.iter().filter_map(|it| it.high.or(it.low)).max();
    let open = sums.iter().any(|it| it.high.is_none() && it.low.is_some() && it.low >= top);
    Count {
        low,
        best: best.and_then(|it| it.low.or(it.high)).or(low),
        high: if open { None } else { top },
    }
}

/// One claimant's total.
struct Sum {
    low: Option<u32>,
    high: Option<u32>,
    at: Timestamp,
    reliability: char,
    weak: bool,
}

impl Sum {
    /// Sides add up; a number of no stated side is the total of all, if it is the greater.
    fn of(word: &Word<'_>) -> Option<Self> {
        let named = word.sides.iter().filter(|(side, _)| side.is_some()).map(|(_, said)| said);
        let mut sum: Option<Said> = None;
        for said in named {
            sum = Some(sum.map_or(*said, |sum| plus(sum, *said)));
        }
        if let Some(all) = word.sides.get(&None) {
            let greater = |sum: Said| {
                if all.low.max(all.high) >= sum.low.max(sum.high) { *all } else { sum }
            };
            sum = Some(sum.map_or(*all, greater));
        }
        let Said { at, low, high, weak } = sum?;
        (low.is_some() || high.is_some()).then_some(Self {
            low,
            high,
            at,
            reliability: word.reliability,
            weak,
        })
    }
}

fn plus(a: Said, b: Said) -> Said {
    let low = match (a.low, b.low) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (a, b) => a.or(b),
    };
    // An open number leaves the sum open, unless it says nothing at all ("several").
    let silent = |it: &Said| it.low.is_none() && it.high.is_none();
    let high = match (a.high, b.high) {
        (Some(x), Some(y)) => Some(x.saturating_add(y)),
        (x, None) if silent(&b) => x,
        (None, y) if silent(&a) => y,
        _ => None,
    };
    Said { at: a.at.max(b.at), low, high, weak: a.weak && b.weak }
}
