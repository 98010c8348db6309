//! Which country a sentence speaks of.
//!
//! Countries are named, or implied by an adjective, a region, a well-known town or a party that
//! belongs to one. What is named only as a border does not count. A sentence that names none goes
//! on with the country of the one before, and at last with the country that the report names most.

use std::ops::Range;

use crate::model::PassageKind;
use crate::theatre::{Names, Town};

use super::context::{has_locative, has_place_word, in_person_name, sure_place_word};
use super::meaning::{Act, Meaning};
use super::phrases::Hit;
use super::reading::Passage;
use super::signs::Sign;
use super::speakers;

/// Index of a country in the pack.
pub(super) type CountryIx = u16;

/// The countries of a report.
pub(super) struct Scope {
    /// Most named, core or not.
    pub(super) primary: Option<CountryIx>,
    /// Per passage and sentence.
    sentences: Vec<Vec<Option<CountryIx>>>,
    /// Core countries in order of first mention.
    pub(super) named: Vec<CountryIx>,
}

impl Scope {
    /// The country of a sentence.
    pub(super) fn of(&self, passage: usize, sentence: usize) -> Option<CountryIx> {
        self.sentences.get(passage).and_then(|it| it.get(sentence)).copied().flatten()
    }

    /// Settles the countries of all sentences.
    pub(super) fn new(names: &Names, passages: &[Passage]) -> Self {
        let mut votes: Vec<(CountryIx, u32)> = Vec::new();
        let mut own = Vec::with_capacity(passages.len());
        let mut named = Vec::new();
        let mut body = 0;
        for passage in passages {
            let mut list = Vec::with_capacity(passage.sentences.len());
            for sentence in &passage.sentences {
                let mut found = countries_in(names, passage, sentence);
                if deals_with_a_state(passage, sentence)
                    && found.iter().any(|it| is_core(names, it.0))
                {
                    found.retain(|it| is_core(names, it.0));
                }
                let weight = weight(passage.kind, body);
                body += u32::from(passage.kind != PassageKind::Title);
                for &(country, strength) in &found {
                    note(&mut votes, country, strength * weight);
                    if is_core(names, country) && !named.contains(&country) {
                        named.push(country);
                    }
                }
                list.push(found);
            }
            own.push(list);
        }
        if votes.is_empty() {
            by_places(names, passages, &mut own, &mut votes);
        }
        let primary = strongest(&votes);
        // Of several countries in one sentence ("the borders of A, B and C") the report's own counts.
        let settle = |found: Vec<(CountryIx, u32)>| {
            primary.filter(|it| found.iter().any(|f| f.0 == *it)).or_else(|| strongest(&found))
        };
        let own = own.into_iter().map(|list: Vec<_>| list.into_iter().map(settle).collect());
        Self { primary, sentences: inherit(own.collect(), primary), named }
    }
}

/// The index of a country by id.
pub(super) fn country_index(names: &Names, id: &str) -> Option<CountryIx> {
    names.country_index(id).and_then(|it| CountryIx::try_from(it).ok())
}

/// Whether a country belongs to the theatre.
pub(super) fn is_core(names: &Names, country: CountryIx) -> bool {
    names.countries.get(country as usize).is_some_and(|it| it.core)
}

fn weight(kind: PassageKind, body: u32) -> u32 {
    match (kind, body) {
        (PassageKind::Title, _) => 8,
        (PassageKind::Caption, _) => 1,
        (_, 0) => 6,
        (_, 1) => 4,
        (_, 2..6) => 3,
        _ => 2,
    }
}

fn note(votes: &mut Vec<(CountryIx, u32)>, country: CountryIx, weight: u32) {
    match votes.iter_mut().find(|it| it.0 == country) {
        Some(vote) => vote.1 += weight,
        None => votes.push((country, weight)),
    }
}

fn strongest(votes: &[(CountryIx, u32)]) -> Option<CountryIx> {
    let best = votes.iter().map(|it| it.1).max()?;
    votes.iter().find(|it| it.1 == best).map(|it| it.0)
}

fn inherit(
    own: Vec<Vec<Option<CountryIx>>>,
    primary: Option<CountryIx>,
) -> Vec<Vec<Option<CountryIx>>> {
    own.into_iter()
        .map(|list| {
            let mut last = primary;
            list.into_iter()
                .map(|it| {
                    last = it.or(last);
                    last
                })
                .collect()
        })
        .collect()
}

fn countries_in(
    names: &Names,
    passage: &Passage,
    sentence: &Range<usize>,
) -> Vec<(CountryIx, u32)> {
    let mut found = Vec::new();
    for hit in passage.hits_in(sentence) {
        if at_border(passage, hit.from, hit.to, sentence) {
            continue;
        }
        // Where a bureau abroad writes from is not what it writes of.
        let bureau = || speakers::heads_dateline(passage, sentence, hit.from..hit.to);
        let offices = hit.meanings.iter().filter(|it| matches!(it, Meaning::Office(_))).count();
        for &meaning in
            hit.meanings.iter().filter(|it| offices < 2 || !matches!(it, Meaning::Office(_)))
        {
            if let Some((country, strength)) = implied(names, meaning) {
                if !is_core(names, country) && bureau() {
                    break;
                }
                note(&mut found, country, strength);
                break;
            }
        }
    }
    found
}

/// Sanctions, talks and summits: what a meeting abroad decides about a country is that country's.
fn deals_with_a_state(passage: &Passage, sentence: &Range<usize>) -> bool {
    let acts = |wanted: &dyn Fn(Act) -> bool| {
        passage
            .hits_in(sentence)
            .iter()
            .flat_map(|it| &it.meanings)
            .any(|it| matches!(it, Meaning::Act(act, _) if wanted(*act)))
    };
    acts(&|act| matches!(act, Act::Sanction | Act::Diplomacy | Act::Deal))
        && !acts(&|act| act.is_violent())
}

/// A short text that names no country is where the places are that it names as places: "in X", "the
/// village of X", of a name that one country has or has by far the best known of.
fn by_places(
    names: &Names,
    passages: &[Passage],
    own: &mut [Vec<Vec<(CountryIx, u32)>>],
    votes: &mut Vec<(CountryIx, u32)>,
) {
    for (passage, list) in passages.iter().zip(own) {
        for (sentence, found) in passage.sentences.iter().zip(list) {
            for hit in passage.hits_in(sentence) {
                if let Some(country) = place_in_context(names, passage, hit, sentence) {
                    note(found, country, 3);
                    note(votes, country, 1);
                }
            }
        }
    }
}

fn place_in_context(
    names: &Names,
    passage: &Passage,
    hit: &Hit,
    sentence: &Range<usize>,
) -> Option<CountryIx> {
    let mut towns: Vec<&Town> = Vec::new();
    for meaning in &hit.meanings {
        match *meaning {
            Meaning::Town(town) => towns.extend(names.towns().get(town)),
            Meaning::Person(_) | Meaning::Actor(_) => return None,
            _ => {}
        }
    }
    let best = towns.iter().map(|it| it.weight).max()?;
    let placed = sure_place_word(passage, hit.from, sentence) && best >= 2;
    let located = best >= 4
        && (has_locative(passage, hit.from, sentence)
            || has_place_word(passage, hit.from, sentence));
    let plain = best >= 5 && passage.kind == PassageKind::Title;
    if !(placed || located || plain) || in_person_name(passage, hit, sentence) && !placed {
        return None;
    }
    let mut countries = towns.iter().filter(|it| it.weight == best).map(|it| &it.country);
    let country = countries.next()?;
    if !countries.all(|it| it == country) {
        return None;
    }
    country_index(names, country)
}

fn implied(names: &Names, meaning: Meaning) -> Option<(CountryIx, u32)> {
    let index = |id: &str| country_index(names, id);
    match meaning {
        Meaning::Country(country) => Some((country, 3)),
        // "French aid workers" are at home elsewhere: a foreign adjective says little of the place.
        Meaning::Demonym(country) => is_core(names, country).then_some((country, 2)),
        Meaning::Office(office) => {
            // "Niger's president" names the country; a bare "president" does not.
            let country = names.offices.get(office as usize)?.country.as_ref()?;
            Some((index(country)?, 2))
        }
        Meaning::Person(person) => {
            let person = names.people.get(person as usize)?;
            let member = person.member.iter().rev().find_map(|it| names.actor(&it.actor))?;
            match member.countries.as_slice() {
                [only] if member.class == "state" => Some((index(only)?, 2)),
                _ => None,
            }
        }
        Meaning::Abroad(country) => Some((country, 3)),
        Meaning::Region(region) => Some((index(&names.regions.get(region as usize)?.country)?, 4)),
        Meaning::Area(area) => Some((index(names.areas.get(area as usize)?.country.as_ref()?)?, 3)),
        Meaning::Town(town) => {
            let town = names.towns().get(town).filter(|it| it.free)?;
            Some((index(&town.country)?, 3))
        }
        Meaning::Actor(actor) => {
            let actor = names.actors.get(actor as usize)?;
            match actor.countries.as_slice() {
                [only] if actor.class == "state" || actor.class == "militia" => {
                    Some((index(only)?, 2))
                }
                // The army of a neighbour is mostly in the news of its own country.
                [only] if actor.class == "external" => {
                    Some((index(only)?, 2)).filter(|it| !is_core(names, it.0))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a name stands as a neighbour: a border word shortly before it or right after it.
pub(super) fn at_border(
    passage: &Passage,
    from: usize,
    to: usize,
    sentence: &Range<usize>,
) -> bool {
    // "The borders of A, B and C": what stands in a row with a neighbour is one too.
    let countries = passage.hits_in(&(from.saturating_sub(7).max(sentence.start)..from));
    let row: usize = countries
        .iter()
        .filter(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Country(_))))
        .map(|it| it.to - it.from + 1)
        .sum();
    let start = from.saturating_sub(5 + row).max(sentence.start);
    let is_border = |at: usize| passage.is(at, Sign::Border);
    let before = (start..from).rev().take_while(|&at| {
        !passage.tokens.get(at + 1).is_some_and(|it| it.gap.has(crate::text::token::Gap::STOP))
    });
    if before.into_iter().any(is_border) {
        return true;
    }
    to < sentence.end && is_border(to) && passage.tokens.get(to).is_some_and(|it| it.gap.joins())
}
