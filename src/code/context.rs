//! What stands beside a name: the words that make it a place, a person or a region.

use std::ops::Range;

use crate::model::{Lang, PassageKind};
use crate::text::token::{Case, Gap, TokenKind};
use crate::theatre::Town;

use super::lead;
use super::meaning::{Act, Meaning, PlaceWord};
use super::phrases::Hit;
use super::places::{PlaceAt, Site};
use super::reading::Passage;
use super::signs::Sign;

/// An Arabic name without the preposition written onto it.
pub(super) fn bare_name(name: &str) -> &str {
    match name.strip_prefix('ب') {
        Some(rest) if rest.chars().count() >= 4 && !name.starts_with("بو") => rest,
        _ => name,
    }
}

/// "Killed in X", "deux à X", "A X, …": an unknown name after a locative, right after an act or a
/// number or at the head of the sentence, is where it happened.
pub(super) fn is_scene_of_act(passage: &Passage, at: usize, sentence: &Range<usize>) -> bool {
    let start = at.saturating_sub(7).max(sentence.start);
    if passage.dates.iter().any(|it| it.range.contains(&at)) {
        return false;
    }
    if at <= sentence.start + 1 {
        let first = passage.tokens.word(sentence.start);
        return first == if passage.lang == Lang::Fr { "a" } else { "in" };
    }
    let near = start..at.saturating_sub(1);
    passage.numbers.iter().any(|it| near.contains(&it.range.start))
        || passage.hits_in(&near).iter().any(|it| {
            it.meanings.iter().any(|m| matches!(m, Meaning::Act(act, _) if act.is_violent()))
        })
}

pub(super) fn is_weak(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Town(_) | Meaning::Cue(_) | Meaning::Noun(_))
}

pub(super) fn letters(passage: &Passage, hit: &Hit) -> usize {
    (hit.from..hit.to).map(|at| passage.tokens.word(at).chars().count()).sum()
}

pub(super) fn is_inside(hit: &Hit, sentence: &Range<usize>) -> bool {
    hit.from > sentence.start
}

/// Words that may stand between a place word and the name.
pub(super) fn links_name(passage: &Passage, at: usize) -> bool {
    passage.is(at, Sign::Small) || passage.is(at, Sign::NameLink)
}

pub(super) fn skip_links(passage: &Passage, from: usize, sentence: &Range<usize>) -> usize {
    let mut at = from;
    while at > sentence.start
        && links_name(passage, at - 1)
        && passage.tokens.get(at).is_some_and(|it| it.gap.joins())
    {
        at -= 1;
    }
    at
}

/// Whether a phrase that ends right before a token has a meaning.
pub(super) fn preceded_by(
    passage: &Passage,
    at: usize,
    sentence: &Range<usize>,
    wanted: impl Fn(Meaning) -> bool,
) -> bool {
    passage.tokens.get(at).is_some_and(|it| it.gap.joins())
        && passage
            .hit_before(at)
            .filter(|it| sentence.contains(&it.from))
            .is_some_and(|it| it.meanings.iter().any(|m| wanted(*m)))
}

/// Whether a place word stands before a name ("village of", قرية).
pub(super) fn has_place_word(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    let start = skip_links(passage, from, sentence);
    let wanted = |it| matches!(it, Meaning::Place(_));
    preceded_by(passage, from, sentence, wanted)
        || preceded_by(passage, start, sentence, wanted)
        || preceded_by(passage, start, sentence, is_village)
        || preceded_by(passage, from, sentence, is_village)
        || is_prefixed_place_word(passage, from, sentence)
        || is_home_of_people(passage, start, sentence)
        || is_followed_by_site(passage, from, sentence)
}

/// "Habitants de X", "villagers of X", سكان X.
fn is_home_of_people(passage: &Passage, start: usize, sentence: &Range<usize>) -> bool {
    const PEOPLE: &[&str] = &[
        "habitants",
        "villageois",
        "riverains",
        "residents",
        "inhabitants",
        "villagers",
        "سكان",
        "اهالي",
    ];
    start > sentence.start
        && PEOPLE.contains(&passage.tokens.word(start - 1))
        && passage.tokens.get(start).is_some_and(|it| it.gap.joins())
}

/// "The X prison", "X airport": in English the name stands before what it names.
fn is_followed_by_site(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    const SITES: &[&str] = &["prison", "jail", "airport", "airfield", "barracks", "garrison"];
    passage.lang == Lang::En
        && from + 1 < sentence.end
        && SITES.contains(&passage.tokens.word(from + 1))
        && passage.tokens.get(from + 1).is_some_and(|it| it.gap == Gap::SPACE)
}

/// Targets that are also place words: village, base, prison … "of X".
pub(super) fn is_village(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Target(_))
}

pub(super) fn is_prefixed_place_word(
    passage: &Passage,
    from: usize,
    sentence: &Range<usize>,
) -> bool {
    const BEFORE: &[&str] =
        &["village", "town", "locality", "hamlet", "commune", "ville", "localite"];
    from > sentence.start && BEFORE.contains(&passage.tokens.word(from - 1))
        || passage.tokens.get(from).is_some_and(|it| it.gap.joins())
            && BEFORE.contains(&passage.tokens.word(from + 1))
}

/// A place word that makes a name of whatever follows: "village", not "near".
pub(super) fn sure_place_word(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    let start = skip_links(passage, from, sentence);
    start > sentence.start && passage.is(start - 1, Sign::SurePlace)
        || from > sentence.start && passage.is(from - 1, Sign::SurePlace)
}

/// Prepositions of place right before a name.
pub(super) fn has_locative(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    const BEFORE: &[&str] = &[
        "in", "at", "near", "around", "outside", "a", "au", "aux", "vers", "entre", "between",
        "pres", "في", "ب", "قرب", "بين", "and", "et", "hors", "dans",
    ];
    if from > sentence.start && BEFORE.contains(&passage.tokens.word(from - 1)) {
        return passage.tokens.get(from).is_some_and(|it| it.gap.joins());
    }
    // "Axe Gao-Ansongo", "au sud de X": a linking word after a bearing or a distance.
    let start = skip_links(passage, from, sentence);
    start < from
        && start > sentence.start
        && (lead::is_bearing(passage.tokens.word(start - 1))
            || passage.is(start - 1, Sign::Kilometre))
        || from > sentence.start
            && passage.lang == Lang::Ar
            && (lead::is_bearing(passage.tokens.word(from - 1))
                || is_measured(passage, from, sentence)
                || is_attacked(passage, from, sentence))
}

/// هجوم مسلح على X, سيطروا على X, استهدف الاثنين X, الطريق إلى X: what is attacked, taken or reached by
/// road is a place.
fn is_attacked(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    let start = from.saturating_sub(5).max(sentence.start);
    let struck = || {
        let hits = passage.hits_in(&(start..from));
        hits.iter().any(|it| it.meanings.iter().copied().any(strikes))
    };
    match passage.tokens.word(from - 1) {
        "علي" => struck(),
        "الي" => (start..from).any(|at| matches!(passage.tokens.word(at), "طريق" | "الطريق")),
        _ => {
            let joined = passage.tokens.get(from).is_some_and(|it| it.gap.joins());
            let behind = passage.dates.iter().any(|it| it.range.end == from)
                || passage
                    .hit_before(from)
                    .is_some_and(|it| it.meanings.iter().copied().any(strikes));
            joined && behind && struck()
        }
    }
}

fn strikes(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Act(
            Act::Attack
                | Act::Strike
                | Act::Bombard
                | Act::AirStrike
                | Act::Shell
                | Act::Take
                | Act::Retake
                | Act::Overrun,
            _
        )
    )
}

/// "Attacked X", "ont repris X": the object of an attack or a capture, if it is a place at all.
fn is_struck(passage: &Passage, from: usize) -> bool {
    passage.tokens.get(from).is_some_and(|it| it.gap == Gap::SPACE)
        && passage.hit_before(from).is_some_and(|it| it.meanings.iter().copied().any(strikes))
}

/// على بعد سبعة كيلومترات من X.
fn is_measured(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    from > sentence.start + 1
        && matches!(passage.tokens.word(from - 1), "من" | "عن")
        && passage.is(from - 2, Sign::Kilometre)
}

pub(super) fn beside_place(passage: &Passage, hit: &Hit, before: &[PlaceAt]) -> bool {
    before.last().is_some_and(|it| {
        let between = it.to..hit.from;
        between.len() <= 2
            && !between
                .clone()
                .any(|at| passage.tokens.get(at).is_some_and(|t| t.gap.has(Gap::STOP)))
            && between.clone().all(|at| {
                matches!(passage.tokens.word(at), "and" | "et" | "in" | "a" | "de" | "d" | "و")
            })
            && matches!(it.site, Site::Town(_) | Site::Cercle(_))
    })
}

/// Whether the words round a name make it a person's.
pub(super) fn in_person_name(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    let joined = |at: usize| passage.tokens.get(at).is_some_and(|it| it.gap == Gap::SPACE);
    let unknown_name = |at: usize| {
        passage.hit_at(at).is_none()
            && !passage.in_time(at)
            && passage
                .tokens
                .get(at)
                .is_some_and(|it| it.kind == TokenKind::Word && it.case != Case::Lower)
    };
    let titled = hit.from > sentence.start
        && passage.is(hit.from - 1, Sign::Title)
        && passage.tokens.get(hit.from).is_some_and(|it| it.gap.joins());
    let named_before =
        hit.from > sentence.start + 1 && joined(hit.from) && unknown_name(hit.from - 1);
    let named_after = hit.to < sentence.end && joined(hit.to) && unknown_name(hit.to);
    let person_beside = passage.hits_in(sentence).iter().any(|it| {
        (it.to == hit.from && joined(hit.from) || it.from == hit.to && joined(hit.to))
            && it.meanings.iter().any(|m| matches!(m, Meaning::Person(_)))
    });
    titled || named_before || named_after || person_beside
}

/// Whether a region word stands before or after a name ("Kidal region", "région de Kidal").
pub(super) fn says_region(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    const AFTER: &[&str] = &[
        "region",
        "province",
        "department",
        "cercle",
        "district",
        "regions",
        "provinces",
        "county",
    ];
    let start = skip_links(passage, hit.from, sentence);
    let is_region = |it| it == Meaning::Place(PlaceWord::Region);
    preceded_by(passage, hit.from, sentence, is_region)
        || preceded_by(passage, start, sentence, is_region)
        || (hit.to < sentence.end
            && AFTER.contains(&passage.tokens.word(hit.to))
            && passage.tokens.get(hit.to).is_some_and(|it| it.gap.joins()))
}

/// Whether a word for a unit below the region stands right before a name ("cercle de", دائرة).
pub(super) fn says_unit(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    let start = skip_links(passage, hit.from, sentence);
    let before = start > sentence.start && passage.is(start - 1, Sign::Unit);
    let after = passage.lang == Lang::En
        && hit.to < sentence.end
        && passage.is(hit.to, Sign::Unit)
        && passage.tokens.get(hit.to).is_some_and(|it| it.gap.joins());
    before || after
}

/// "Bouka Wèrè" is not Bouka: a capital that no dictionary knows goes on with a village's name.
pub(super) fn runs_on(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    passage.lang != Lang::Ar
        && hit.to < sentence.end
        && passage.tokens.get(hit.to).is_some_and(|it| {
            it.kind == TokenKind::Word
                && it.case != Case::Lower
                && matches!(it.gap, Gap::SPACE | Gap::HYPHEN)
        })
        && !passage.hits_in(&(hit.to..hit.to + 1)).iter().any(|it| {
            it.from == hit.to && !it.meanings.iter().all(|m| matches!(m, Meaning::Town(_)))
        })
        && !passage.dates.iter().any(|it| it.range.contains(&hit.to))
}

/// قريتي X وY: the second of two villages is no province.
pub(super) fn in_village_list(passage: &Passage, from: usize, sentence: &Range<usize>) -> bool {
    let start = from.saturating_sub(4).max(sentence.start);
    passage.lang == Lang::Ar
        && passage.tokens.word(from).starts_with('و')
        && (start..from).any(|at| passage.is(at, Sign::Places))
}

/// "Dans le Yatenga", "du Soum": in French provinces bear the article, towns do not.
pub(super) fn has_french_article(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    passage.lang == Lang::Fr
        && hit.from > sentence.start
        && matches!(passage.tokens.word(hit.from - 1), "le" | "la" | "l" | "du")
        && passage.tokens.get(hit.from).is_some_and(|it| it.gap.joins())
}

/// Why a name is taken for a place here; `None` where it is not.
pub(super) fn admits(
    passage: &Passage,
    hit: &Hit,
    row: &Town,
    sentence: &Range<usize>,
    before: &[PlaceAt],
) -> Option<&'static str> {
    let placed = has_place_word(passage, hit.from, sentence);
    if row.free && (row.weight >= 7 || placed || !in_person_name(passage, hit, sentence)) {
        return Some("town by name");
    }
    if row.site_of.is_some() && hit.to - hit.from >= 2 {
        return Some("site by name");
    }
    if in_person_name(passage, hit, sentence) && !placed {
        return None;
    }
    if placed {
        return Some("place word before it");
    }
    if beside_place(passage, hit, before) {
        return Some("named beside another place");
    }
    if has_locative(passage, hit.from, sentence) {
        return Some("locative before it");
    }
    if row.weight >= 4 && is_struck(passage, hit.from) {
        return Some("what is attacked or taken");
    }
    let bracketed = passage.tokens.get(hit.from).is_some_and(|it| it.gap.has(Gap::OPEN));
    let rare = letters(passage, hit) >= 6 && passage.lang != Lang::Ar && row.weight >= 1;
    if passage.kind == PassageKind::Title && letters(passage, hit) >= 5 && passage.lang != Lang::Ar
    {
        return Some("in the title");
    }
    (bracketed || (rare && is_inside(hit, sentence))).then_some(if bracketed {
        "in brackets"
    } else {
        "rare name"
    })
}
