//! Which place a name means.
//!
//! A curated town matches wherever it stands; the long tail of the gazetteer only in context (a
//! place word or a locative before it, a named neighbour, a distance), and never inside a person's
//! name. Of towns with one name the country and the region of the text decide, then the towns
//! named beside it, then how often the press speaks of it.

use std::ops::Range;

use crate::model::Slug;
use crate::theatre::{Names, Town, TownKind, is_within_km, key};

use super::chains;
use super::context::{
    admits, has_french_article, in_village_list, runs_on, says_region, says_unit, skip_links,
    sure_place_word,
};
use super::fuzzy::Fuzzy;
use super::meaning::Meaning;
use super::phrases::Hit;
use super::reading::Passage;
use super::scope::{CountryIx, Scope, at_border, is_core};
use super::signs::Sign;
use super::spatial::{self, Function};

/// The reason of a place that is "the capital", its name unwritten.
pub(super) const CAPITAL: &str = "the capital";

/// What a place name means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Site {
    /// A town of the gazetteer.
    Town(u32),
    /// A town that the gazetteer lacks, as written.
    Unlisted(String),
    /// A cercle, province or department: the gazetteer's row of it.
    Cercle(u32),
    /// A region.
    Region(u16),
    /// A named area.
    Area(u16),
    /// A country.
    Country(CountryIx),
}

/// A place at a place in a passage.
#[derive(Clone, Debug)]
pub(super) struct PlaceAt {
    /// First token of the name.
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    /// What it means.
    pub(super) site: Site,
    /// What it does in its sentence.
    pub(super) function: Function,
    /// How it was settled.
    pub(super) why: &'static str,
}

/// All that settles a place.
pub(super) struct Atlas<'a> {
    /// The pack.
    pub(super) names: &'a Names,
    /// Countries of the sentences.
    pub(super) scope: &'a Scope,
    /// Near spellings.
    pub(super) fuzzy: &'a Fuzzy,
    /// Regions and sure towns that the report names anywhere.
    pub(super) near: Near,
}

/// What a report names for sure: it settles the rest.
#[derive(Default)]
pub(super) struct Near {
    /// Regions by name.
    pub(super) regions: Vec<u16>,
    /// Towns that only one place can be.
    pub(super) towns: Vec<u32>,
}

impl<'a> Atlas<'a> {
    /// Looks through the report for what is sure.
    pub(super) fn new(
        names: &'a Names,
        scope: &'a Scope,
        fuzzy: &'a Fuzzy,
        passages: &[Passage],
    ) -> Self {
        let mut near = Near::default();
        for hit in passages.iter().flat_map(|it| &it.hits) {
            let mut towns = Vec::new();
            for meaning in &hit.meanings {
                match *meaning {
                    Meaning::Region(region) => near.regions.push(region),
                    Meaning::Town(town) => towns.push(town),
                    _ => {}
                }
            }
            let known = |it: &u32| names.towns().get(*it).is_some_and(|it| it.free);
            match towns.as_slice() {
                [only] => near.towns.extend(Some(*only).filter(known)),
                several => {
                    let weight = |it: &u32| names.towns().get(*it).map_or(0, |it| it.weight);
                    let best = several.iter().copied().max_by_key(weight);
                    near.towns.extend(best.filter(|it| known(it) && weight(it) >= 7));
                }
            }
        }
        Self { names, scope, fuzzy, near }
    }

    /// The places of one sentence, in order, with what each does there.
    pub(super) fn in_sentence(
        &self,
        passage: &Passage,
        at: (usize, usize),
        sentence: &Range<usize>,
    ) -> Vec<PlaceAt> {
        let country = self.scope.of(at.0, at.1);
        let mut out: Vec<PlaceAt> = Vec::new();
        let hits = passage.hits_in(sentence);
        for hit in hits {
            if let Some((site, why)) = self.settle(passage, hit, sentence, country, &out) {
                let function = Function::In;
                out.push(PlaceAt { from: hit.from, to: hit.to, site, function, why });
            }
        }
        self.unlisted(passage, sentence, country, &mut out);
        self.capital(passage, sentence, country, &mut out);
        out.sort_by_key(|it| it.from);
        self.agree(passage, sentence, country, &mut out);
        chains::units(self.names, passage, &mut out);
        spatial::functions(self.names, passage, sentence, &mut out);
        out
    }

    /// "Northern Benin's W park", "la partie béninoise du parc W": the part of an area that lies in
    /// a neighbour.
    fn is_abroad(&self, passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
        let start = hit.from.saturating_sub(3).max(sentence.start);
        let neighbour = |it: &Meaning| match *it {
            Meaning::Country(it) | Meaning::Demonym(it) => !is_core(self.names, it),
            _ => false,
        };
        passage.hits_in(&(start..hit.from)).iter().any(|it| it.meanings.iter().any(neighbour))
    }

    /// The country and the name of the region that the report names first.
    pub(super) fn first_region(&self) -> Option<(Slug, String)> {
        let region = self.near.regions.first()?;
        let region = self.names.regions.get(*region as usize)?;
        Some((region.country.clone(), region.name.clone()))
    }

    /// The only sure town that the report names, capitals left out.
    pub(super) fn only_town(&self) -> Option<u32> {
        let first = *self.near.towns.first()?;
        let row = self.names.towns().get(first)?;
        let sole = self.near.towns.iter().all(|it| *it == first) && self.near.regions.is_empty();
        (sole && !self.names.is_capital(row.id)).then_some(first)
    }

    fn settle(
        &self,
        passage: &Passage,
        hit: &Hit,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        before: &[PlaceAt],
    ) -> Option<(Site, &'static str)> {
        let mut towns = Vec::new();
        let mut region = None;
        for meaning in &hit.meanings {
            match *meaning {
                Meaning::Town(town) => towns.push(town),
                Meaning::Region(it) => region = region.or(Some(it)),
                Meaning::Area(_) if self.is_abroad(passage, hit, sentence) => return None,
                Meaning::Area(area) => {
                    return Some(match self.measured_from(passage, hit, sentence) {
                        Some(town) => (Site::Town(town), "town by name"),
                        None => (Site::Area(area), "area by name"),
                    });
                }
                Meaning::Country(it) if !at_border(passage, hit.from, hit.to, sentence) => {
                    return Some((Site::Country(it), "country by name"));
                }
                Meaning::Person(_) | Meaning::Actor(_) => return None,
                _ => {}
            }
        }
        if let Some(region) = region
            && (towns.is_empty() || says_region(passage, hit, sentence))
        {
            if self.is_no_region(passage, hit, region, sentence, country) {
                return None;
            }
            return Some((Site::Region(region), "region by name"));
        }
        let town = self.choose(passage, hit, &towns, country, sentence)?;
        let row = self.names.towns().get(town)?;
        if row.weight < 4 && !self.may_be_little_known(passage, hit, row, sentence) {
            return None;
        }
        if row.weight < 4 && runs_on(passage, hit, sentence) {
            return None;
        }
        let why = admits(passage, hit, row, sentence, before)?;
        let unit = || {
            (row.kind != TownKind::Cercle && says_unit(passage, hit, sentence))
                .then(|| self.unit_of(row))
                .flatten()
        };
        let site = match unit() {
            Some(cercle) => Site::Cercle(cercle),
            None if row.kind == TownKind::Cercle => Site::Cercle(town),
            None => Site::Town(town),
        };
        Some((site, why))
    }

    /// "Le Centre d'instruction", "l'Est du Mali": regions that are called as a part of any country
    /// or as a building are meant in their own country only, and not before "of".
    fn is_no_region(
        &self,
        passage: &Passage,
        hit: &Hit,
        region: u16,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
    ) -> bool {
        let Some(region) = self.names.regions.get(region as usize) else { return true };
        let plain = hit.to == hit.from + 1
            && matches!(passage.tokens.word(hit.from), "centre" | "nord" | "est" | "sud" | "ouest");
        if !plain || says_region(passage, hit, sentence) {
            return false;
        }
        let home = country.and_then(|it| self.names.countries.get(it as usize));
        let of = hit.to < sentence.end
            && matches!(passage.tokens.word(hit.to), "de" | "d" | "du" | "des" | "of" | "for")
            && passage.tokens.get(hit.to).is_some_and(|it| it.gap.joins());
        of || home.is_some_and(|it| it.id != region.country)
    }

    /// "12 km north of X" measures from X, though "north of X" is an area by name.
    fn measured_from(&self, passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> Option<u32> {
        let start = skip_links(passage, hit.from, sentence);
        let said = (start.saturating_sub(2).max(sentence.start)..start)
            .any(|at| passage.is(at, Sign::Kilometre));
        if !said {
            return None;
        }
        let towns = self.names.towns();
        (hit.from + 1..hit.to).find_map(|at| {
            let name = key(&passage.words(at..hit.to));
            towns
                .named(&name)
                .iter()
                .copied()
                .find(|it| towns.get(*it).is_some_and(|it| it.free || it.weight >= 6))
        })
    }

    /// The cercle, province or department that is named after a town, its seat.
    fn unit_of(&self, seat: &Town) -> Option<u32> {
        let towns = self.names.towns();
        let named = towns.named(&key(&seat.name)).iter().copied();
        let is_unit = |it: &Town| it.kind == TownKind::Cercle && it.country == seat.country;
        named.into_iter().find(|it| towns.get(*it).is_some_and(is_unit))
    }

    /// The town that is meant, of those that bear the name.
    fn choose(
        &self,
        passage: &Passage,
        hit: &Hit,
        towns: &[u32],
        country: Option<CountryIx>,
        sentence: &Range<usize>,
    ) -> Option<u32> {
        if let [] | [_] = towns {
            return towns.first().copied();
        }
        let regions = self.regions_in(passage, sentence);
        let cercle =
            says_region(passage, hit, sentence) || has_french_article(passage, hit, sentence);
        let placed = sure_place_word(passage, hit.from, sentence)
            || in_village_list(passage, hit.from, sentence);
        let name = passage.words(hit.from..hit.to);
        towns.iter().copied().max_by_key(|&it| {
            let score = self.names.towns().get(it).map_or(i32::MIN, |row| {
                let unit = row.kind == TownKind::Cercle;
                self.score(row, country, &regions) + if cercle && unit { 40 } else { 0 }
                    - if placed && unit { 40 } else { 0 }
                    + if self.in_named_unit(row, passage, sentence) { 12 } else { 0 }
                    + if key(&row.name) == name { 4 } else { 0 }
            });
            (score, std::cmp::Reverse(it))
        })
    }

    /// The regions that a sentence names, by themselves or by one of their units.
    pub(super) fn regions_in(&self, passage: &Passage, sentence: &Range<usize>) -> Vec<u16> {
        let of_unit = |town: u32| {
            let unit = self.names.towns().get(town).filter(|it| it.kind == TownKind::Cercle)?;
            let regions = &self.names.regions;
            let at = regions
                .iter()
                .position(|it| it.name == unit.admin1 && it.country == unit.country)?;
            u16::try_from(at).ok()
        };
        let hits = passage.hits_in(sentence).iter();
        // A unit that bears a town's name says no more than the town.
        hits.filter_map(|hit| match *hit.meanings.as_slice() {
            [Meaning::Town(town)] => of_unit(town),
            _ => hit.meanings.iter().find_map(|it| match *it {
                Meaning::Region(region) => Some(region),
                _ => None,
            }),
        })
        .collect()
    }

    /// Whether a region or a town that the text names speaks for a place.
    pub(super) fn is_spoken_of(&self, row: &Town, regions: &[u16]) -> bool {
        let holds = |it: &u16| {
            self.names
                .regions
                .get(*it as usize)
                .is_some_and(|it| it.name == row.admin1 && it.country == row.country)
        };
        regions.iter().chain(&self.near.regions).any(holds) || self.is_near_named(row)
    }

    /// Whether the sentence names the cercle, province or department in which a town lies.
    fn in_named_unit(&self, row: &Town, passage: &Passage, sentence: &Range<usize>) -> bool {
        let is_its = |unit: &Town| {
            unit.kind == TownKind::Cercle
                && unit.country == row.country
                && unit.name == row.admin2
                && unit.id != row.id
        };
        !row.admin2.is_empty()
            && row.name != row.admin2
            && passage.hits_in(sentence).iter().any(|hit| match *hit.meanings.as_slice() {
                [Meaning::Town(town)] => self.names.towns().get(town).is_some_and(is_its),
                _ => false,
            })
    }

    /// A village that few have heard of is meant only where its country is named, or by its place
    /// word where none is.
    fn may_be_little_known(
        &self,
        passage: &Passage,
        hit: &Hit,
        row: &Town,
        sentence: &Range<usize>,
    ) -> bool {
        let is_its = |it: &CountryIx| {
            self.names.countries.get(*it as usize).is_some_and(|it| it.id == row.country)
        };
        self.scope.named.iter().any(is_its)
            || self.scope.primary.is_none_or(|it| is_its(&it))
                && sure_place_word(passage, hit.from, sentence)
    }

    pub(super) fn score(&self, row: &Town, country: Option<CountryIx>, regions: &[u16]) -> i32 {
        let in_country = |it: Option<CountryIx>| {
            it.and_then(|it| self.names.countries.get(it as usize))
                .is_some_and(|it| it.id == row.country)
        };
        let in_region = |list: &[u16]| {
            list.iter().any(|&it| {
                self.names
                    .regions
                    .get(it as usize)
                    .is_some_and(|it| it.name == row.admin1 && it.country == row.country)
            })
        };
        let mut score = i32::from(row.weight) * 2;
        score += if in_country(country) { 14 } else { 0 };
        score += if in_country(self.scope.primary) { 6 } else { 0 };
        score += if in_region(regions) { 16 } else { 0 };
        score += if in_region(&self.near.regions) { 8 } else { 0 };
        score += if self.is_near_named(row) { 7 } else { 0 };
        score -= if row.kind == TownKind::Cercle || row.kind == TownKind::Area { 12 } else { 0 };
        score - if self.names.is_core(&row.country) { 0 } else { 9 }
    }

    fn is_near_named(&self, row: &Town) -> bool {
        self.near.towns.iter().any(|&it| {
            self.names.towns().get(it).is_some_and(|other| {
                let point = |it: &Town| (it.latitude, it.longitude);
                other.id != row.id && is_within_km(point(other), point(row), 120.0)
            })
        })
    }

    /// "The capital" without a name is the capital of the sentence's country.
    fn capital(
        &self,
        passage: &Passage,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        out: &mut Vec<PlaceAt>,
    ) {
        let Some(town) = country
            .and_then(|it| self.names.countries.get(it as usize))
            .and_then(|it| it.capital)
            .and_then(|id| self.names.towns().index_of(id))
        else {
            return;
        };
        for at in sentence.clone() {
            if spatial::is_capital_word(passage, at, sentence)
                && !out.iter().any(|it| it.from > at && it.from <= at + 3)
                && !out.iter().any(|it| it.to <= at && it.to + 2 >= at)
            {
                let (site, function) = (Site::Town(town), Function::In);
                out.push(PlaceAt { from: at, to: at + 1, site, function, why: CAPITAL });
            }
        }
    }
}
