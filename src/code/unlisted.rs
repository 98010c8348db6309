//! Names that the gazetteer lacks or spells otherwise: what stands where only a place can stand.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::{Case, Gap, TokenKind};

use super::context::{
    bare_name, has_locative, has_place_word, is_scene_of_act, is_weak, sure_place_word,
};
use super::meaning::Meaning;
use super::places::{Atlas, PlaceAt, Site};
use super::reading::Passage;
use super::scope::CountryIx;
use super::spatial::Function;

/// What stands behind an Arabic "village" or "town" without being its name: it lies, is far from,
/// small, border, neighbouring.
const NO_NAMES: &[&str] = &[
    "تقع",
    "يقع",
    "واقعه",
    "الواقعه",
    "تبعد",
    "يبعد",
    "التي",
    "الذي",
    "كانت",
    "كان",
    "تسكنها",
    "يسكنها",
    "تقطنها",
    "يقطنها",
    "مجاوره",
    "حدوديه",
    "صغيره",
    "ناييه",
    "اخري",
    "تابعه",
    "وسط",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
    "قريبه",
    "معزوله",
    "ريفيه",
    "استراتيجيه",
    "مهمه",
    "باكملها",
    "ذات",
    "هذه",
    "ليل",
    "ليله",
    "فجر",
    "صباح",
    "مساء",
    "يوم",
    "امس",
    "خلال",
    "بعد",
    "قبل",
    "حيث",
    "عند",
];

impl Atlas<'_> {
    /// A name after a place word that the gazetteer lacks, or spells a little otherwise.
    pub(super) fn unlisted(
        &self,
        passage: &Passage,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
        out: &mut Vec<PlaceAt>,
    ) {
        let hits = passage.hits_in(sentence);
        let covered = |at: usize| {
            hits.iter()
                .any(|it| it.from <= at && at < it.to && !it.meanings.iter().all(|m| is_weak(*m)))
        };
        let mut at = sentence.start;
        while at < sentence.end {
            let capital = passage.tokens.get(at).is_some_and(|it| {
                it.kind == TokenKind::Word && (it.case != Case::Lower || passage.lang == Lang::Ar)
            });
            let taken = covered(at) || out.iter().any(|it| it.from <= at && at < it.to);
            let plain = passage.lang == Lang::Ar && NO_NAMES.contains(&passage.tokens.word(at));
            if !capital || plain || taken || passage.tokens.word(at).chars().count() < 3 {
                at += 1;
                continue;
            }
            let to = name_end(passage, at, sentence, &covered);
            let placed = has_place_word(passage, at, sentence);
            // "Fulani and Dogon": a name after "and" is a place only beside a place.
            let beside = !matches!(passage.tokens.word(at.wrapping_sub(1)), "and" | "et")
                || out.iter().any(|it| it.to + 1 == at);
            let located = passage.lang != Lang::Ar && beside && has_locative(passage, at, sentence);
            if passage.lang == Lang::Ar
                && !placed
                && let Some(site) = self.arabic_guess(passage, at..to, sentence, country)
            {
                let why = "sounds like a known town, after a locative";
                out.push(PlaceAt { from: at, to, site, function: Function::In, why });
            }
            let scene = located && is_scene_of_act(passage, at, sentence);
            let dated = passage.dates.iter().any(|it| it.range.contains(&at));
            if !dated
                && ((placed
                    && (passage.lang != Lang::Ar || sure_place_word(passage, at, sentence)))
                    || located)
                && !names_a_site(passage, to, sentence)
            {
                let name = passage.words(at..to);
                if let Some(site) =
                    self.near_miss(bare_name(&name), country, if placed || scene { 2 } else { 1 })
                {
                    let why = "near spelling after a place word";
                    out.push(PlaceAt { from: at, to, site, function: Function::In, why });
                } else if country.is_some_and(|it| super::scope::is_core(self.names, it))
                    && (placed && sure_place_word(passage, at, sentence)
                        || scene && passage.lang != Lang::Ar)
                {
                    let site = Site::Unlisted(String::new());
                    let why = "named after a place word";
                    out.push(PlaceAt { from: at, to, site, function: Function::In, why });
                }
            }
            at = to.max(at + 1);
        }
    }

    /// An Arabic word that no dictionary knows, after a locative and with the long vowels of a
    /// foreign name: the town of the country that sounds so, if the press knows it.
    fn arabic_guess(
        &self,
        passage: &Passage,
        name: Range<usize>,
        sentence: &Range<usize>,
        country: Option<CountryIx>,
    ) -> Option<Site> {
        let word = passage.words(name.clone());
        let attached = bare_name(&word) != word;
        let vowels = word.chars().filter(|it| matches!(it, 'ا' | 'و' | 'ي')).count();
        let known =
            passage.hits_in(sentence).iter().any(|it| it.from <= name.start && name.start < it.to);
        if known || vowels < 2 || word.starts_with("ال") || word.chars().count() < 5 {
            return None;
        }
        if !attached && !has_locative(passage, name.start, sentence) {
            return None;
        }
        let Some(Site::Town(town)) = self.near_miss(bare_name(&word), country, 1) else {
            return None;
        };
        let row = self.names.towns().get(town)?;
        (row.weight >= 4).then_some(Site::Town(town))
    }

    fn near_miss(&self, name: &str, country: Option<CountryIx>, reach: u8) -> Option<Site> {
        let candidates: Vec<(u32, u8)> = if name.is_ascii() {
            let near = self.fuzzy.near(name, reach);
            let heard = near.is_empty() && reach > 1 && name.len() >= 7;
            if heard { self.fuzzy.heard_as(name) } else { near }
        } else {
            self.fuzzy.sounding_like(name)
        };
        let here = |it: &(u32, u8)| {
            self.names.towns().get(it.0).is_some_and(|row| {
                country
                    .and_then(|it| self.names.countries.get(it as usize))
                    .is_some_and(|it| it.id == row.country)
            })
        };
        let best = candidates.into_iter().filter(here).max_by_key(|&(town, distance)| {
            let score = self.names.towns().get(town).map_or(0, |it| self.score(it, country, &[]));
            (score - i32::from(distance) * 12, std::cmp::Reverse(town))
        })?;
        Some(Site::Town(best.0))
    }
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

fn name_end(
    passage: &Passage,
    from: usize,
    sentence: &Range<usize>,
    covered: &impl Fn(usize) -> bool,
) -> usize {
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
        if !more || covered(to) {
            break;
        }
        to += 1;
    }
    to
}
