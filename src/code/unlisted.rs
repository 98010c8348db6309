//! Names that the gazetteer lacks or spells otherwise: what stands where only a place can stand.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::{Case, Gap, TokenKind};

use super::context::{
    bare_name, has_locative, has_place_word, is_scene_of_act, is_weak, sure_place_word,
};
use super::lead::AREAS;
use super::meaning::Meaning;
use super::places::{Atlas, PlaceAt, Site};
use super::reading::Passage;
use super::scope::{CountryIx, is_core};
use super::signs::Sign;
use super::spatial::{self, Function};

/// The reason of a place that is taken for a known one by a near spelling.
pub(super) const NEAR_SPELLING: &str = "near spelling after a place word";

impl Atlas<'_> {
    /// A name after a place word that the gazetteer lacks, or spells a little otherwise.
    pub(super) fn unlisted(
        &self,
        passage: &Passage,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        out: &mut Vec<PlaceAt>,
    ) {
        let mut at = sentence.start;
        while at < sentence.end {
            if !may_be_name(passage, at) || out.iter().any(|it| it.from <= at && at < it.to) {
                at += 1;
                continue;
            }
            let name = at..name_end(passage, at, sentence);
            let found = if passage.lang == Lang::Ar {
                self.arabic_name(passage, &name, sentence, country, out)
            } else {
                self.european_name(passage, &name, sentence, country, out)
            };
            at = name.end;
            out.extend(found.map(|(site, why)| {
                let Range { start: from, end: to } = name;
                PlaceAt { from, to, site, function: Function::In, why }
            }));
        }
    }

    /// What a name in Latin letters is that stands behind a place word or a locative, or is called a
    /// place.
    fn european_name(
        &self,
        passage: &Passage,
        name: &Range<usize>,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        out: &[PlaceAt],
    ) -> Option<(Site, &'static str)> {
        let at = name.start;
        let called = is_called(passage, name, sentence, out);
        let placed = called || has_place_word(passage, at, sentence);
        // "Fulani and Dogon": a name after "and" is a place only beside a place.
        let beside = || {
            !matches!(passage.tokens.word(at.wrapping_sub(1)), "and" | "et")
                || out.iter().any(|it| it.to + 1 == at)
        };
        let located = has_locative(passage, at, sentence) && beside();
        if !(placed || located) || is_no_town(passage, name, sentence) {
            return None;
        }
        let scene = located && is_scene_of_act(passage, at, sentence);
        let reach = if placed || scene { 2 } else { 1 };
        let near = self.spelled_otherwise(passage, name, sentence, country, reach);
        near.map(|it| (it, NEAR_SPELLING)).or_else(|| {
            let sure = called
                || scene
                || is_post_of(passage, at, sentence)
                || placed && sure_place_word(passage, at, sentence);
            (sure && self.is_at_home(country)).then(nameless)
        })
    }

    /// What an Arabic name is that stands behind a village or town by that word or is called one;
    /// another only where it sounds like a known town.
    fn arabic_name(
        &self,
        passage: &Passage,
        name: &Range<usize>,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        out: &[PlaceAt],
    ) -> Option<(Site, &'static str)> {
        let at = name.start;
        let placed = is_called(passage, name, sentence, out)
            || sure_place_word(passage, at, sentence) && has_place_word(passage, at, sentence);
        if !placed {
            let town = self.arabic_guess(passage, name, sentence, country)?;
            return Some((Site::Town(town), "sounds like a known town, after a locative"));
        }
        if is_no_town(passage, name, sentence) {
            return None;
        }
        let near = self.spelled_otherwise(passage, name, sentence, country, 2);
        near.map(|it| (it, NEAR_SPELLING)).or_else(|| self.is_at_home(country).then(nameless))
    }

    fn is_at_home(&self, country: Option<CountryIx>) -> bool {
        country.is_some_and(|it| is_core(self.names, it))
    }

    /// The town that a name spells otherwise, with or without the preposition written onto it.
    fn spelled_otherwise(
        &self,
        passage: &Passage,
        name: &Range<usize>,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        reach: u8,
    ) -> Option<Site> {
        let name = passage.words(name.clone());
        let near = |it| self.near_miss(it, (passage, sentence), country, reach);
        let bare = bare_name(&name);
        let town = near(&name).or_else(|| (bare != name).then(|| near(bare)).flatten());
        town.map(Site::Town)
    }

    /// An Arabic word that no dictionary knows, after a locative and with the long vowels of a
    /// foreign name: the town of the country that sounds so, if the press knows it.
    fn arabic_guess(
        &self,
        passage: &Passage,
        name: &Range<usize>,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
    ) -> Option<u32> {
        let start = name.start;
        if passage.hit_at(start).is_some() {
            return None;
        }
        let joined;
        let word = if name.len() == 1 {
            passage.tokens.word(start)
        } else {
            joined = passage.words(name.clone());
            &joined
        };
        let bare = bare_name(word);
        let vowels = word.chars().filter(|it| matches!(it, 'ا' | 'و' | 'ي')).count();
        let length = word.chars().count();
        if vowels < 2 || word.starts_with("ال") || length < 5 {
            return None;
        }
        if bare == word && !has_locative(passage, start, sentence) {
            return None;
        }
        let town = self.near_miss(bare, (passage, sentence), country, 1)?;
        // A long name is nobody else's, nor is one of three syllables with their vowels written.
        let telling = length >= 9 || length >= 7 && vowels >= 3;
        self.names.towns().get(town).filter(|it| it.weight >= 4 || telling).map(|_| town)
    }

    /// The known place that a name may spell otherwise. One that few know, of a name so short that
    /// many are like it, is written as it is written; in Arabic, where vowels are anyone's, it is taken
    /// where the region or the towns of the text speak for it.
    fn near_miss(
        &self,
        name: &str,
        (passage, sentence): (&Passage, &Range<usize>),
        country: Option<CountryIx>,
        reach: u8,
    ) -> Option<u32> {
        const TELLING: usize = 7;
        let candidates: Vec<(u32, u8)> = if name.is_ascii() {
            let near = self.fuzzy.near(name, reach);
            let heard = near.is_empty() && reach > 1 && name.len() >= 7;
            if heard { self.fuzzy.heard_as(name) } else { near }
        } else {
            self.fuzzy.sounding_like(name)
        };
        if candidates.is_empty() {
            return None;
        }
        let home = country.and_then(|it| self.names.countries.get(it as usize))?;
        let here =
            |it: &(u32, u8)| self.names.towns().get(it.0).is_some_and(|row| row.country == home.id);
        let regions = self.regions_in(passage, sentence);
        let spoken_for = |it: &(u32, u8)| {
            let row = self.names.towns().get(it.0);
            it.1 == 0
                || row.is_some_and(|row| {
                    row.weight >= 4
                        || name.chars().count() >= TELLING
                        || !name.is_ascii() && self.is_spoken_of(row, &regions)
                })
        };
        let likely = candidates.into_iter().filter(here).filter(spoken_for);
        let best = likely.max_by_key(|&(town, distance)| {
            let score =
                self.names.towns().get(town).map_or(0, |it| self.score(it, country, &regions));
            (score - i32::from(distance) * 12, std::cmp::Reverse(town))
        })?;
        Some(best.0)
    }
}

/// Whether a word may be a place that no phrase has settled: a capital at its head, in Arabic
/// anything but what only stands behind a place word.
fn may_be_name(passage: &Passage, at: usize) -> bool {
    let arabic = passage.lang == Lang::Ar;
    passage
        .tokens
        .get(at)
        .is_some_and(|it| it.kind == TokenKind::Word && (it.case != Case::Lower || arabic))
        && !(arabic && passage.is(at, Sign::NoName))
        && passage.tokens.word(at).chars().nth(2).is_some()
        && !is_covered(passage, at)
}

/// Whether a phrase that means more than a place, a cue or a noun holds a word.
fn is_covered(passage: &Passage, at: usize) -> bool {
    passage.hit_at(at).is_some_and(|it| !it.meanings.iter().all(|m| is_weak(*m)))
}

/// A place of no name in the gazetteer: it is called as it is written.
fn nameless() -> (Site, &'static str) {
    (Site::Unlisted(String::new()), "named after a place word")
}

/// Whether the words round a name call it a place: "X, a hamlet", "in the X area", "the villages of
/// A, B and X".
fn is_called(
    passage: &Passage,
    name: &Range<usize>,
    sentence: &Range<usize>,
    out: &[PlaceAt],
) -> bool {
    is_called_a_place(passage, name.end, sentence)
        || goes_on_listing(passage, name.start, sentence, out)
        || is_area(passage, name, sentence) && !out.iter().any(spatial::is_town)
}

/// A day, a market or a house that bears the name.
fn is_no_town(passage: &Passage, name: &Range<usize>, sentence: &Range<usize>) -> bool {
    passage.dates.iter().any(|it| it.range.contains(&name.start))
        || names_a_site(passage, name.end, sentence)
        || is_site_of_a_town(passage, name, sentence)
}

/// "X, a hamlet in the west", "X, un village situé à": what stands behind the name says that it is one.
fn is_called_a_place(passage: &Passage, to: usize, sentence: &Range<usize>) -> bool {
    const ARTICLES: &[&str] =
        &["a", "an", "the", "un", "une", "le", "la", "petit", "petite", "small"];
    if to >= sentence.end || !passage.tokens.get(to).is_some_and(|it| it.gap.has(Gap::COMMA)) {
        return false;
    }
    let skipped = (to..(to + 4).min(sentence.end))
        .take_while(|&at| ARTICLES.contains(&passage.tokens.word(at)))
        .count();
    let at = to + skipped;
    skipped > 0
        && matches!(
            passage.tokens.word(at),
            "village"
                | "hamlet"
                | "town"
                | "locality"
                | "settlement"
                | "hameau"
                | "localite"
                | "bourgade"
                | "ville"
                | "campement"
        )
}

/// "Le poste de X", "le camp militaire de X": forces sit in places.
fn is_post_of(passage: &Passage, at: usize, sentence: &Range<usize>) -> bool {
    let of = at > sentence.start && matches!(passage.tokens.word(at - 1), "de" | "d");
    let joined = passage.tokens.get(at).is_some_and(|it| it.gap.joins());
    let post = |it: usize| {
        matches!(
            passage.tokens.word(it),
            "poste"
                | "camp"
                | "base"
                | "detachement"
                | "caserne"
                | "brigade"
                | "commissariat"
                | "garnison"
                | "marche"
        )
    };
    let start = at.saturating_sub(4).max(sentence.start);
    passage.lang == Lang::Fr && of && joined && (start..at).any(post)
}

/// "In the X forest", "the X area".
fn is_area(passage: &Passage, name: &Range<usize>, sentence: &Range<usize>) -> bool {
    passage.lang == Lang::En
        && name.end < sentence.end
        && name.start > sentence.start
        && passage.tokens.word(name.start - 1) == "the"
        && AREAS.contains(&passage.tokens.word(name.end))
        && passage.tokens.get(name.end).is_some_and(|it| it.gap == Gap::SPACE)
}

/// "The villages of A, B and C", قريتي A وB: a name behind a comma or "and" beside a place of a list
/// that a plural opens is one more.
fn goes_on_listing(passage: &Passage, at: usize, sentence: &Range<usize>, out: &[PlaceAt]) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let gap = |at: usize| passage.tokens.get(at).map(|it| it.gap).unwrap_or_default();
    let and = at > sentence.start && matches!(word(at - 1), "and" | "et");
    let end = if and { at - 1 } else { at };
    let joins =
        and || gap(at).has(Gap::COMMA) || passage.lang == Lang::Ar && word(at).starts_with('و');
    if !joins {
        return false;
    }
    let towns = out.iter().filter(|it| matches!(it.site, Site::Town(_) | Site::Unlisted(_)));
    let beside = towns.clone().any(|it| it.to == end);
    let first = towns.map(|it| it.from).filter(|it| *it < at).min();
    joins
        && beside
        && first.is_some_and(|first| {
            let start = first.saturating_sub(4).max(sentence.start);
            (start..first).any(|it| passage.is(it, Sign::Places))
        })
}

/// "Katako market", "Radisson hotel": the name is the site's.
fn names_a_site(passage: &Passage, to: usize, sentence: &Range<usize>) -> bool {
    passage.lang == Lang::En
        && to < sentence.end
        && passage.tokens.get(to).is_some_and(|it| it.gap == Gap::SPACE)
        && passage
            .hits_in(&(to..to + 1))
            .iter()
            .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Target(_))))
        && !matches!(passage.tokens.word(to), "village" | "villages" | "camp" | "base")
}

/// "Au Radisson Blu de Bamako": a name that a town's follows with "of" is a house in it.
fn is_site_of_a_town(passage: &Passage, name: &Range<usize>, sentence: &Range<usize>) -> bool {
    let of = matches!(passage.tokens.word(name.end), "de" | "of" | "d");
    of && name.end + 1 < sentence.end
        && !sure_place_word(passage, name.start, sentence)
        && passage
            .hits_in(&(name.end + 1..name.end + 2))
            .iter()
            .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Town(_))))
}

fn name_end(passage: &Passage, from: usize, sentence: &Range<usize>) -> usize {
    if passage.lang == Lang::Ar {
        let mut to = from + 1;
        // An Arabic name runs on only where hyphens or quotation marks hold it together.
        while to < sentence.end && passage.tokens.get(to).is_some_and(|it| it.gap == Gap::HYPHEN) {
            to += 1;
        }
        return to;
    }
    let mut to = from + 1;
    while to < sentence.end && to < from + 4 {
        let more = passage.tokens.get(to).is_some_and(|it| {
            it.gap.joins()
                && (it.case != Case::Lower || it.gap == Gap::HYPHEN || it.gap == Gap::APOSTROPHE)
        });
        if !more || is_covered(passage, to) || passage.in_time(to) {
            break;
        }
        to += 1;
    }
    to
}
