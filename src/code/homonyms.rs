//! A place lies where the text says that it lies.
//!
//! A name that several villages bear, or one that the gazetteer knows elsewhere only, is settled by
//! the region, the unit or the distance that the text gives with it ("X, in the province of Y", "X,
//! 20 km from Z"), and a little-known one by the regions of which the report speaks at all: the
//! bearer of the name that lies there is meant, else a place that the gazetteer lacks.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::{Gap, TokenKind};
use crate::theatre::{Names, Town, TownKind, is_within_km, key};

use super::lead::{is_bearing, is_link, lead};
use super::meaning::{Meaning, PlaceWord};
use super::places::{Atlas, PlaceAt, Site};
use super::reading::Passage;
use super::scope::CountryIx;
use super::signs::Sign;
use super::unlisted::NEAR_SPELLING;

/// From this weight on the press knows the town: its name alone is enough.
const KNOWN: u8 = 6;
/// Up to this weight only those who live there know the village.
const OBSCURE: u8 = 2;

/// What the text says of where a place lies.
enum Said<'a> {
    /// In a region of a country.
    Region(&'a str, &'a str),
    /// In a cercle, province or department.
    Unit(&'a Town),
    /// So many kilometres from a town.
    Distance(f64, &'a Town),
    /// In a country.
    Country(&'a str),
}

impl Said<'_> {
    fn holds(&self, names: &Names, row: &Town) -> bool {
        match self {
            Self::Region(country, region) => is_same_region(names, row, country, region),
            Self::Unit(unit) => {
                row.admin2 == unit.name && row.country == unit.country
                    || is_same_region(names, row, &unit.country, &unit.admin1)
                        && (row.admin2.is_empty() || row.weight >= KNOWN)
            }
            Self::Distance(km, from) => is_within(row, from, km * 1.6 + 25.0),
            Self::Country(country) => row.country == **country,
        }
    }

    /// Whether a place of another unit may still be meant: units change more often than regions.
    fn may_hold(&self, names: &Names, row: &Town) -> bool {
        match self {
            Self::Unit(unit) => is_same_region(names, row, &unit.country, &unit.admin1),
            _ => false,
        }
    }
}

/// Whether a town lies in a region, or in one that is its kin.
fn is_same_region(names: &Names, row: &Town, country: &str, region: &str) -> bool {
    row.country == *country
        && (row.admin1 == *region || names.are_kin(country, &row.admin1, region))
}

fn is_within(a: &Town, b: &Town, km: f64) -> bool {
    is_within_km((a.latitude, a.longitude), (b.latitude, b.longitude), km)
}

impl Atlas<'_> {
    /// Settles every town of a sentence anew that lies elsewhere than the text says.
    pub(super) fn agree(
        &self,
        passage: &Passage,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        out: &mut [PlaceAt],
    ) {
        for index in 0..out.len() {
            let Some(row) = out.get(index).and_then(|it| self.row(it)) else { continue };
            if !row.kind.is_settled() || row.weight > KNOWN {
                continue;
            }
            let said = self
                .holder(passage, out, index)
                .or_else(|| opening_unit(self, passage, out, index))
                .or_else(|| self.measured(passage, sentence, out, index))
                .or_else(|| self.abroad(row, passage, sentence, country));
            let site = match said {
                Some(said) if said.holds(self.names, row) => None,
                Some(said) => self.elsewhere(row, &said),
                None => self.outside(row),
            };
            if let (Some(site), Some(place)) = (site, out.get_mut(index)) {
                // A near spelling of what lies elsewhere is no spelling of it.
                let misread = place.why == NEAR_SPELLING
                    && passage.lang != Lang::Ar
                    && matches!(site, Site::Unlisted(_));
                place.site = if misread { Site::Unlisted(String::new()) } else { site };
                place.why = "the one that lies where the text says";
            }
        }
    }

    /// A little-known town of a country that the report does not name, told in a sentence that names
    /// another.
    fn abroad(
        &self,
        row: &Town,
        passage: &Passage,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
    ) -> Option<Said<'_>> {
        let index = country?;
        let country = self.names.countries.get(index as usize)?;
        let is = |it: CountryIx, id: &str| {
            self.names.countries.get(it as usize).is_some_and(|it| it.id == *id)
        };
        if !country.core
            || row.country == country.id
            || row.weight >= KNOWN
            || !self.names.is_core(&row.country)
            || self.scope.named.iter().any(|it| is(*it, &row.country))
        {
            return None;
        }
        // "Burkinabe peacekeepers" are not at home: only a name of the country or of a part counts.
        let names_it =
            passage.hits_in(sentence).iter().flat_map(|it| &it.meanings).any(|it| match *it {
                Meaning::Country(it) => it == index,
                Meaning::Region(it) => {
                    self.names.regions.get(it as usize).is_some_and(|it| it.country == country.id)
                }
                Meaning::Area(it) => self
                    .names
                    .areas
                    .get(it as usize)
                    .is_some_and(|it| it.country.as_ref() == Some(&country.id)),
                _ => false,
            });
        names_it.then_some(Said::Country(&country.id))
    }

    fn row(&self, place: &PlaceAt) -> Option<&Town> {
        let (Site::Town(town) | Site::Cercle(town)) = place.site else { return None };
        self.names.towns().get(town)
    }

    /// The bearer of the name that lies where it is said, else a place that the gazetteer lacks;
    /// `None` where the known town is meant after all.
    fn elsewhere(&self, row: &Town, said: &Said<'_>) -> Option<Site> {
        let towns = self.names.towns();
        let fits = |it: &&u32| {
            towns.get(**it).is_some_and(|it| it.kind.is_settled() && said.holds(self.names, it))
        };
        if let Some(town) = towns.named(&key(&row.name)).iter().find(fits) {
            return Some(Site::Town(*town));
        }
        (row.weight < KNOWN && !said.may_hold(self.names, row))
            .then(|| Site::Unlisted(row.name.clone()))
    }

    /// A village that few know, far from every region and town of which the report speaks.
    fn outside(&self, row: &Town) -> Option<Site> {
        let (regions, towns) = (&self.near.regions, &self.near.towns);
        let in_one = |it: &u16| {
            self.names
                .regions
                .get(*it as usize)
                .is_some_and(|it| is_same_region(self.names, row, &it.country, &it.name))
        };
        let beside = |it: &u32| {
            let other = self.names.towns().get(*it);
            other.is_some_and(|it| {
                is_same_region(self.names, row, &it.country, &it.admin1)
                    || is_within(row, it, 120.0)
            })
        };
        let spoken_of = !regions.is_empty()
            || towns.iter().any(|it| self.names.towns().get(*it).is_some_and(|it| it.id != row.id));
        if row.weight > OBSCURE || !spoken_of || regions.iter().any(in_one) {
            return None;
        }
        if towns.iter().any(beside) {
            return None;
        }
        let regions = regions.iter().filter_map(|it| self.names.regions.get(*it as usize));
        let namesakes = self.names.towns().named(&key(&row.name));
        for region in regions {
            let said = Said::Region(&region.country, &region.name);
            let fits = |it: &&u32| {
                let row = self.names.towns().get(**it);
                row.is_some_and(|it| it.kind == TownKind::Village && said.holds(self.names, it))
            };
            if let Some(town) = namesakes.iter().find(fits) {
                return Some(Site::Town(*town));
            }
        }
        Some(Site::Unlisted(row.name.clone()))
    }

    /// The region or unit that the words behind a place say it lies in, other places of its list
    /// between them.
    fn holder(&self, passage: &Passage, places: &[PlaceAt], index: usize) -> Option<Said<'_>> {
        let mut before = places.get(index)?;
        for place in places.get(index + 1..)?.iter().take(5) {
            let link = before.to..place.from;
            if link.len() > 9 || !leads_on(passage, &link) {
                return None;
            }
            let listed = lists(passage, &link);
            match &place.site {
                Site::Region(region) if !listed => {
                    let region = self.names.regions.get(*region as usize)?;
                    return Some(Said::Region(&region.country, &region.name));
                }
                Site::Cercle(_) if !listed => return self.row(place).map(Said::Unit),
                Site::Town(_) | Site::Unlisted(_) => before = place,
                _ => return None,
            }
        }
        None
    }

    /// "X, 20 km from Y": how far from which town a place is said to lie.
    fn measured(
        &self,
        passage: &Passage,
        sentence: &Range<usize>,
        places: &[PlaceAt],
        index: usize,
    ) -> Option<Said<'_>> {
        let (place, from) = (places.get(index)?, places.get(index + 1)?);
        let told = place.to < from.from && from.from - place.to <= 12;
        let stopped = (place.to..from.from).any(|at| {
            passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::SEMICOLON))
                || matches!(passage.tokens.word(at), "and" | "et" | "while" | "tandis")
        });
        let km = lead(passage, sentence, from.from).km.filter(|_| told && !stopped)?;
        let town = self.row(from).filter(|it| it.weight >= 4 && it.kind.is_settled())?;
        Some(Said::Distance(km, town))
    }
}

/// "Three villages of the province of X, A, B and C": what opens a list holds all of it.
fn opening_unit<'a>(
    atlas: &Atlas<'a>,
    passage: &Passage,
    places: &[PlaceAt],
    index: usize,
) -> Option<Said<'a>> {
    let mut next = places.get(index)?;
    for place in places.get(..index)?.iter().rev() {
        let link = place.to..next.from;
        let gap = passage.tokens.get(link.end).map(|it| it.gap).unwrap_or_default();
        let in_row = link.is_empty() && gap.has(Gap::COMMA.with(Gap::COLON))
            || link.len() == 1 && matches!(passage.tokens.word(link.start), "and" | "et");
        if !in_row {
            return None;
        }
        match place.site {
            Site::Region(region) => {
                let region = atlas.names.regions.get(region as usize)?;
                return Some(Said::Region(&region.country, &region.name));
            }
            Site::Cercle(unit) => return atlas.names.towns().get(unit).map(Said::Unit),
            Site::Town(_) | Site::Unlisted(_) => next = place,
            _ => return None,
        }
    }
    None
}

/// Words that may stand between a place and what it lies in.
fn leads_on(passage: &Passage, link: &Range<usize>) -> bool {
    (link.start..=link.end).all(|at| {
        let stop = Gap::STOP.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::DASH);
        !passage.tokens.get(at).is_some_and(|it| it.gap.has(stop))
    }) && link.clone().all(|at| {
        let word = passage.tokens.word(at);
        is_link(passage, at)
            || is_bearing(word)
            || passage.is(at, Sign::Kilometre)
            || matches!(
                word,
                "and"
                    | "et"
                    | "dans"
                    | "in"
                    | "en"
                    | "within"
                    | "situe"
                    | "situee"
                    | "situes"
                    | "located"
                    | "lying"
                    | "في"
                    | "الواقعه"
                    | "الواقع"
                    | "التابعه"
                    | "التابع"
                    | "province"
                    | "region"
                    | "cercle"
                    | "rural"
                    | "rurale"
                    | "ouest"
                    | "و"
            )
            || is_place_word(passage, at)
            || passage.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Number)
    })
}

fn is_place_word(passage: &Passage, at: usize) -> bool {
    passage.hits_in(&(at..at + 1)).iter().any(|it| {
        it.meanings.iter().any(|m| matches!(m, Meaning::Place(PlaceWord::Region | PlaceWord::Town)))
    })
}

/// "In X and in the region of Y": side by side, not one in the other.
fn lists(passage: &Passage, link: &Range<usize>) -> bool {
    link.clone().any(|at| matches!(passage.tokens.word(at), "and" | "et" | "و"))
        || passage.tokens.word(link.end).starts_with('و') && link.is_empty()
        || link.clone().any(|at| {
            let word = passage.tokens.word(at);
            word.starts_with('و') && is_place_word(passage, at)
        })
}
