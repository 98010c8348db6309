//! Names that the gazetteer lacks or spells otherwise: what stands where only a place can stand.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::{Case, Gap, TokenKind};

use super::context::{
    bare_name, has_locative, has_place_word, is_scene_of_act, is_weak, names_it, sure_place_word,
};
use super::lead::AREAS;
use super::meaning::Meaning;
use super::places::{Atlas, PlaceAt, Site};
use super::reading::Passage;
use super::scope::CountryIx;
use super::spatial::{self, Function};

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
    "مسا",
    "يوم",
    "امس",
    "خلال",
    "بعد",
    "قبل",
    "حيث",
    "عند",
    "محيطه",
    "حول",
    "قرب",
    "متفرقه",
    "عده",
    "باقليم",
    "بمنطقه",
    "بولايه",
    "بمقاطعه",
    "بدايره",
    "بين",
    "تحت",
    "داخل",
    "غير",
    "كامله",
];

fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(&word) || names_it(word)
}

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
            let plain = passage.lang == Lang::Ar && is_no_name(passage.tokens.word(at));
            if !capital || plain || taken || passage.tokens.word(at).chars().count() < 3 {
                at += 1;
                continue;
            }
            let to = name_end(passage, at, sentence, &covered);
            let named_so = is_called_a_place(passage, to, sentence)
                || !out.iter().any(spatial::is_town) && is_area(passage, at..to, sentence)
                || goes_on_listing(passage, at, sentence, out);
            let placed = named_so || has_place_word(passage, at, sentence);
            // "Fulani and Dogon": a name after "and" is a place only beside a place.
            let beside = !matches!(passage.tokens.word(at.wrapping_sub(1)), "and" | "et")
                || out.iter().any(|it| it.to + 1 == at);
            let located = passage.lang != Lang::Ar && beside && has_locative(passage, at, sentence);
            if passage.lang == Lang::Ar
                && !(placed && (named_so || sure_place_word(passage, at, sentence)))
                && let Some(site) = self.arabic_guess(passage, at..to, sentence, country)
            {
                let why = "sounds like a known town, after a locative";
                out.push(PlaceAt { from: at, to, site, function: Function::In, why });
            }
            let scene = located && is_scene_of_act(passage, at, sentence);
            let dated = passage.dates.iter().any(|it| it.range.contains(&at));
            if !dated
                && ((placed
                    && (passage.lang != Lang::Ar
                        || named_so
                        || sure_place_word(passage, at, sentence)))
                    || located)
                && !names_a_site(passage, to, sentence)
                && !is_site_of_a_town(passage, at..to, sentence)
            {
                let name = passage.words(at..to);
                let reach = if placed || scene { 2 } else { 1 };
                let near = |it| self.near_miss(it, (passage, sentence), country, reach);
                let whole = near(&name);
                if let Some(site) = whole.or_else(|| {
                    (bare_name(&name) != name).then(|| near(bare_name(&name))).flatten()
                }) {
                    let why = NEAR_SPELLING;
                    out.push(PlaceAt { from: at, to, site, function: Function::In, why });
                } else if country.is_some_and(|it| super::scope::is_core(self.names, it))
                    && (named_so
                        || is_post_of(passage, at, sentence)
                        || placed && sure_place_word(passage, at, sentence)
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
        let Some(Site::Town(town)) =
            self.near_miss(bare_name(&word), (passage, sentence), country, 1)
        else {
            return None;
        };
        let row = self.names.towns().get(town)?;
        // A long name is nobody else's.
        (row.weight >= 4 || word.chars().count() >= 9).then_some(Site::Town(town))
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
    ) -> Option<Site> {
        const TELLING: usize = 7;
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
        Some(Site::Town(best.0))
    }
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
fn is_area(passage: &Passage, name: Range<usize>, sentence: &Range<usize>) -> bool {
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
    const PLURALS: &[&str] = &[
        "villages",
        "towns",
        "localities",
        "hamlets",
        "localites",
        "hameaux",
        "communes",
        "قري",
        "قريتي",
        "بلدتي",
        "بلدات",
        "القري",
        "البلدات",
        "قريتين",
    ];
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
            (start..first).any(|it| PLURALS.contains(&word(it)))
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
fn is_site_of_a_town(passage: &Passage, name: Range<usize>, sentence: &Range<usize>) -> bool {
    let of = matches!(passage.tokens.word(name.end), "de" | "of" | "d");
    of && name.end + 1 < sentence.end
        && !sure_place_word(passage, name.start, sentence)
        && passage
            .hits_in(&(name.end + 1..name.end + 2))
            .iter()
            .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Town(_))))
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
