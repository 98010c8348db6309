//! Sentences to nuclei: one nucleus for each event that a sentence tells.
//!
//! A sentence is cut where a second place of action comes in ("seven in A and two in B"), and where
//! another event is only used to date this one ("two days after a raid on C"). A part that names a
//! place but no act goes on with the act of its neighbour: so a list of places is a list of events.

use std::ops::Range;

use crate::model::{Lang, PassageKind};
use crate::text::token::Gap;

use super::apart;
use super::meaning::{Act, Cue, Form, Meaning, Noun};
use super::parties::{FigureAt, PartyAt};
use super::places::{PlaceAt, Site};
use super::reading::Passage;
use super::signs::Sign;
use super::spatial::Function;
use super::triggers::Trigger;

/// A sentence with everything found in it.
pub(super) struct Sentence<'p> {
    /// Its passage.
    pub(super) passage: &'p Passage,
    /// Index of the passage in the report and of the sentence in the passage.
    pub(super) at: (usize, usize),
    /// Its tokens.
    pub(super) range: Range<usize>,
    /// Parties.
    pub(super) parties: Vec<PartyAt>,
    /// People.
    pub(super) figures: Vec<FigureAt>,
    /// Places.
    pub(super) places: Vec<PlaceAt>,
    /// Acts.
    pub(super) triggers: Vec<Trigger>,
}

/// One event as one part of a sentence tells it, before roles and numbers are settled.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its tokens.
    pub(super) range: Range<usize>,
    /// Its acts, own or taken over from its neighbour.
    pub(super) triggers: Vec<Trigger>,
    /// Whether the acts are a neighbour's.
    pub(super) inherits: bool,
    /// Index of its place in the sentence's places.
    pub(super) place: Option<usize>,
    /// It only dates another event.
    pub(super) dates_another: bool,
    /// It points back at the part before ("during which"): its day and place are that part's.
    pub(super) points_back: bool,
    /// How far it may look for what it lacks: the tokens not set apart from it.
    pub(super) reach: Range<usize>,
}

/// Cuts a sentence into the events that it tells.
pub(super) fn parts(sentence: &Sentence<'_>) -> Vec<Part> {
    if sentence.passage.kind == PassageKind::Caption {
        return Vec::new();
    }
    let scenes = scenes(sentence);
    let apart = apart::cuts(sentence);
    let mut cuts: Vec<(usize, bool)> = Vec::new();
    for pair in scenes.windows(2) {
        if let [a, b] = pair
            && let (Some(a), Some(b)) = (sentence.places.get(*a), sentence.places.get(*b))
            && !apart.iter().any(|it| a.to <= it.0 && it.0 <= b.from)
            && let Some(cut) = cut_between(sentence, a.to, b.from)
        {
            cuts.push((cut, false));
        }
    }
    let told_before =
        |cut: usize| sentence.triggers.iter().any(|it| it.to <= cut && it.act.is_violent());
    if let Some(cut) = dating(sentence).filter(|it| told_before(*it)) {
        cuts.retain(|it| it.0 != cut);
        cuts.push((cut, true));
    }
    for (cut, _) in &apart {
        if cuts.iter().all(|it| it.0 != *cut) {
            cuts.push((*cut, false));
        }
    }
    cuts.sort_unstable();
    let mut parts = slice(sentence, &scenes, &cuts);
    for part in &mut parts {
        part.points_back = apart.contains(&(part.range.start, true));
        part.reach = apart::reach(&sentence.range, &apart, part.range.start);
    }
    take_over(sentence, parts)
}

/// The places of a sentence at which something may have happened: towns before regions, regions
/// before countries.
fn scenes(sentence: &Sentence<'_>) -> Vec<usize> {
    let rank = |it: &PlaceAt| match (&it.function, &it.site) {
        (Function::Away | Function::Toward | Function::Holds, _) => 0,
        (_, Site::Town(_) | Site::Unlisted(_)) => 3,
        (_, Site::Cercle(_) | Site::Region(_) | Site::Area(_)) => 2,
        (_, Site::Country(_)) => 1,
    };
    let best = sentence.places.iter().map(rank).max().unwrap_or(0);
    if best <= 1 {
        return Vec::new();
    }
    let keep =
        |it: &PlaceAt| rank(it) == best || (best == 3 && rank(it) == 2 && is_apart(sentence, it));
    let kept: Vec<usize> = (0..sentence.places.len())
        .filter(|&it| sentence.places.get(it).is_some_and(keep))
        .collect();
    let only_measures = |at: usize| {
        let (Some(it), Some(before)) =
            (kept.get(at), at.checked_sub(1).and_then(|it| kept.get(it)))
        else {
            return false;
        };
        let pair = sentence.places.get(*before).zip(sentence.places.get(*it));
        pair.is_some_and(|(before, it)| goes_on_measuring(sentence, before, it))
    };
    (0..kept.len())
        .filter(|&at| !only_measures(at))
        .filter_map(|at| kept.get(at).copied())
        .collect()
}

/// "At the gates of X, on the Y–Z road": a place that is only measured, with nothing told between,
/// says where the one before it lies.
fn goes_on_measuring(sentence: &Sentence<'_>, before: &PlaceAt, place: &PlaceAt) -> bool {
    let between = before.to..place.from;
    matches!(place.function, Function::Near { .. })
        && matches!(before.function, Function::In | Function::Near { .. })
        && between.len() <= 8
        && !sentence.triggers.iter().any(|it| between.contains(&it.from))
        && !sentence.passage.numbers.iter().any(|it| between.contains(&it.range.start))
        && !between.clone().any(|at| {
            let word = sentence.passage.tokens.word(at);
            is_strong(sentence, at)
                || matches!(word, "and" | "et" | "ou" | "or" | "then" | "puis" | "plus")
                || sentence.passage.lang == Lang::Ar && word.starts_with('و')
        })
}

/// A region in its own clause beside towns elsewhere tells of another event.
fn is_apart(sentence: &Sentence<'_>, place: &PlaceAt) -> bool {
    let own = part_around(sentence, place.from);
    let towns =
        sentence.places.iter().any(|it| matches!(it.site, Site::Town(_)) && own.contains(&it.from));
    let acts = sentence.triggers.iter().any(|it| own.contains(&it.from) && it.act.is_violent());
    !towns && acts
}

fn part_around(sentence: &Sentence<'_>, at: usize) -> Range<usize> {
    let stops = |it: usize| is_strong(sentence, it);
    let start = (sentence.range.start + 1..=at).rev().find(|&it| stops(it));
    let end = (at + 1..sentence.range.end).find(|&it| stops(it));
    start.unwrap_or(sentence.range.start)..end.unwrap_or(sentence.range.end)
}

/// Semicolons and words that set one clause beside another.
fn is_strong(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::SEMICOLON))
        || sentence.passage.is(at, Sign::Clause)
}

/// Where two places are set apart: a strong break, else a comma or a conjunction.
fn cut_between(sentence: &Sentence<'_>, from: usize, to: usize) -> Option<usize> {
    let tokens = &sentence.passage.tokens;
    let strong = (from..to).find(|&it| is_strong(sentence, it));
    let weak = (from..=to).rev().find(|&it| {
        let word = tokens.word(it);
        let conjunction = matches!(word, "and" | "et" | "ou" | "or" | "و" | "then" | "plus")
            || sentence.passage.lang == Lang::Ar && word.starts_with('و') && it < to;
        let comma =
            tokens.get(it).is_some_and(|t| t.gap.has(Gap::COMMA.with(Gap::COLON).with(Gap::DASH)));
        conjunction || comma
    });
    let arabic = sentence.passage.lang == Lang::Ar && tokens.word(to).starts_with('و');
    strong.or(weak).or(arabic.then_some(to)).filter(|&it| it > sentence.range.start)
}

/// "Two days after …": where an event begins that only dates this one.
fn dating(sentence: &Sentence<'_>) -> Option<usize> {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let is_unit = |word: &str| {
        matches!(
            word,
            "day"
                | "days"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "hours"
                | "year"
                | "years"
                | "jour"
                | "jours"
                | "semaine"
                | "semaines"
                | "mois"
                | "heures"
                | "ans"
                | "يوم"
                | "يومين"
                | "ايام"
                | "اسبوع"
                | "اسبوعين"
                | "شهر"
                | "شهرين"
                | "اشهر"
                | "ساعات"
                | "ساعه"
                | "lendemain"
        )
    };
    for at in sentence.range.clone() {
        // "Some hours before leaving", "avant de se retirer": how long it lasted.
        let lasts = || word(at + 1).ends_with("ing") || matches!(word(at + 1), "de" | "d");
        if matches!(word(at), "after" | "before" | "apres" | "avant")
            && !lasts()
            && at > sentence.range.start
            && is_unit(word(at - 1))
            && !apart::dates_nothing(sentence, at)
        {
            return Some(at);
        }
        let arabic = matches!(word(at), "بعد" | "وبعد" | "قبل" | "غداه");
        if arabic
            && (is_unit(word(at + 1)) || is_unit(word(at + 2)) || word(at) == "غداه")
            && (at + 1..(at + 5).min(sentence.range.end))
                .any(|it| word(it) == "من" && is_unit(word(it - 1)) || word(at) == "غداه")
        {
            return Some(at);
        }
    }
    None
}

fn slice(sentence: &Sentence<'_>, scenes: &[usize], cuts: &[(usize, bool)]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = sentence.range.start;
    let mut dates_another = false;
    let ends = cuts.iter().copied().chain([(sentence.range.end, false)]);
    for (end, next_dates) in ends {
        if end <= start {
            dates_another |= next_dates;
            continue;
        }
        let range = start..end;
        let place = scenes
            .iter()
            .copied()
            .find(|&it| sentence.places.get(it).is_some_and(|p| range.contains(&p.from)));
        let triggers: Vec<Trigger> =
            sentence.triggers.iter().filter(|it| range.contains(&it.from)).cloned().collect();
        parts.push(Part {
            reach: sentence.range.clone(),
            range,
            triggers,
            inherits: false,
            place,
            dates_another,
            points_back: false,
        });
        start = end;
        dates_another = next_dates;
    }
    parts
}

/// Parts without an act of their own take their neighbour's, if they stand in its list.
fn take_over(sentence: &Sentence<'_>, mut parts: Vec<Part>) -> Vec<Part> {
    undergo(sentence, &mut parts);
    share_deed(sentence, &mut parts);
    let own: Vec<bool> = parts.iter().map(|it| it.triggers.iter().any(is_event)).collect();
    for index in 0..parts.len() {
        if own.get(index).copied().unwrap_or(true) {
            continue;
        }
        let beside = |it: &usize| {
            own.get(*it) == Some(&true)
                && parts.get(*it).map(|it| &it.reach) == parts.get(index).map(|it| &it.reach)
        };
        let before = (0..index).rev().find(beside);
        let after = (index + 1..parts.len()).find(beside);
        let from = before.or(after);
        let lists = parts.get(index).is_some_and(|it| is_listed(sentence, it));
        let taken = from
            .and_then(|it| parts.get(it))
            .filter(|it| !it.dates_another)
            .map(|it| it.triggers.clone());
        if let (true, Some(taken), Some(part)) = (lists, taken, parts.get_mut(index)) {
            part.triggers = taken;
            part.inherits = true;
        }
    }
    merge_bare(sentence, parts)
}

/// تعرضت X وY لقصف: what they underwent stands behind the list, under its particle.
fn undergo(sentence: &Sentence<'_>, parts: &mut [Part]) {
    let word = |it: &Trigger| sentence.passage.tokens.word(it.from);
    let [first, others @ ..] = parts else { return };
    let light = |it: &Trigger| word(it).contains("تعرض");
    if sentence.passage.lang != Lang::Ar || !first.triggers.iter().any(light) {
        return;
    }
    let behind = others.iter().flat_map(|it| &it.triggers).find(|it| word(it).starts_with('ل'));
    let alone = first.triggers.iter().all(light);
    first.triggers.extend(behind.filter(|_| alone).cloned());
}

/// "Attacks on the posts of X and Y left fifteen dead": what is named before both places was done in
/// both, whichever the verb stands behind.
fn share_deed(sentence: &Sentence<'_>, parts: &mut [Part]) {
    let costs = |it: &Trigger| it.act.toll().is_some();
    let named = |it: &Trigger| it.form == Form::Noun && it.act.is_violent() && !costs(it);
    for index in 1..parts.len() {
        let Some([before, part]) = parts.get_mut(index - 1..=index) else { continue };
        let Some(place) = part.place.and_then(|it| sentence.places.get(it)) else { continue };
        let follows = place.from.saturating_sub(part.range.start) <= 3
            && !part.dates_another
            && before.reach == part.reach
            && !part.triggers.is_empty()
            && part.triggers.iter().all(|it| it.from >= place.to && (costs(it) || !is_event(it)));
        if follows && !before.triggers.is_empty() && before.triggers.iter().all(named) {
            part.triggers.splice(0..0, before.triggers.iter().cloned());
            part.inherits = true;
        }
    }
}

fn is_event(trigger: &Trigger) -> bool {
    !matches!(trigger.act, Act::Claim | Act::Deny | Act::Statement | Act::Inquiry | Act::Accuse)
}

/// Whether a part stands in a list of places: it has a place, and a number, a target or hardly
/// anything else.
fn is_listed(sentence: &Sentence<'_>, part: &Part) -> bool {
    let Some(place) = part.place.and_then(|it| sentence.places.get(it)) else { return false };
    let passage = sentence.passage;
    let numbers = passage.numbers.iter().any(|it| part.range.contains(&it.range.start));
    let targets = passage
        .hits_in(&part.range)
        .iter()
        .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Target(_))));
    let start = (part.range.start..=place.from)
        .rev()
        .find(|&at| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA)))
        .unwrap_or(part.range.start);
    let short = place.from.saturating_sub(start) <= 5;
    let speaks = passage.has_cue(&(part.range.start..place.from), Cue::Say);
    (numbers || targets || short) && (numbers || !speaks)
}

/// Parts that tell nothing are joined to the part before them.
fn merge_bare(sentence: &Sentence<'_>, parts: Vec<Part>) -> Vec<Part> {
    let is_town = |it: Option<usize>| {
        it.and_then(|it| sentence.places.get(it))
            .is_some_and(|it| matches!(it.site, Site::Town(_) | Site::Unlisted(_)))
    };
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        let bare = part.triggers.is_empty();
        match out.last_mut() {
            Some(last) if bare => {
                last.range.end = part.range.end;
                // The town in which the clause behind it plays is more exact than a region.
                if is_town(part.place) && !is_town(last.place) && !part.dates_another {
                    last.place = part.place;
                }
            }
            Some(last) if last.triggers.is_empty() && last.place.is_none() => {
                let start = last.range.start;
                *last = part;
                last.range.start = start;
            }
            _ => out.push(part),
        }
    }
    out
}

impl Sentence<'_> {
    /// Whether a noun of interest stands in a range.
    pub(super) fn has_noun(&self, range: &Range<usize>, noun: Noun) -> bool {
        self.passage.hits_in(range).iter().any(|it| it.is_noun(noun))
    }

    /// The targets named in a range, as indices into the lexicon's.
    pub(super) fn targets(&self, range: &Range<usize>) -> Vec<(u8, usize)> {
        let mut out = Vec::new();
        for hit in self.passage.hits_in(range) {
            for meaning in &hit.meanings {
                if let Meaning::Target(target) = *meaning {
                    out.push((target, hit.from));
                }
            }
        }
        out
    }

    /// The weapons named in a range.
    pub(super) fn weapons(&self, range: &Range<usize>) -> Vec<u8> {
        let mut out = Vec::new();
        for hit in self.passage.hits_in(range) {
            for meaning in &hit.meanings {
                if let Meaning::Weapon(weapon) = *meaning {
                    out.push(weapon);
                }
            }
        }
        out
    }
}
