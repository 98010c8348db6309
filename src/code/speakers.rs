//! Where those are who tell of it: datelines, the speaker's office or town, the sources.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::{Case, Gap};
use crate::theatre::Names;

use super::lead::is_link;
use super::meaning::{Act, Cue, Form, Meaning};
use super::places::{PlaceAt, Site};
use super::reading::Passage;
use super::signs::Sign;
use super::spatial::{Function, acts_between, is_town};

/// "NIAMEY, Niger (AP) —" at the head of a passage.
pub(super) fn is_dateline(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    heads_dateline(passage, sentence, place.from..place.to)
}

/// Whether a name stands at the head of a dateline.
pub(super) fn heads_dateline(
    passage: &Passage,
    sentence: &Range<usize>,
    name: Range<usize>,
) -> bool {
    if sentence.start != 0 || name.start > 3 {
        return false;
    }
    let end = (name.end + 6).min(sentence.end);
    let gap = |at: usize, sign| passage.tokens.get(at).is_some_and(|it| it.gap.has(sign));
    let dash = (name.end..end).any(|at| gap(at, Gap::DASH) || gap(at, Gap::CLOSE));
    // Whatever stands in brackets before a dash behind the name is the agency.
    let bracketed = gap(name.end, Gap::OPEN)
        && (name.end..end).any(|at| gap(at, Gap::CLOSE) && gap(at, Gap::DASH));
    let agency = (name.end..end).any(|at| {
        passage.is(at, Sign::Agency)
            && passage
                .tokens
                .get(at)
                .is_some_and(|it| it.gap.has(Gap::OPEN) || it.gap.has(Gap::SPACE))
    });
    let upper = passage.tokens.get(name.start).is_some_and(|it| it.case == Case::Upper);
    bracketed || dash && (agency || upper) || upper && agency
}

/// "the mayor of X", "gouverneur de la région de X": the place is the speaker's.
pub(super) fn is_speaker(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    if is_source(passage, sentence, place) {
        return true;
    }
    let start = place.from.saturating_sub(5).max(sentence.start);
    // Who is not quoted may be whom it happened to, unless they only mediate.
    let mediates = |at: usize| {
        let word = passage.tokens.word(at);
        ["entremise", "mediat", "intercess", "وساط", "بوساط"].iter().any(|it| word.starts_with(it))
    };
    if !passage.has_cue(sentence, Cue::Say) && !(start..place.from).any(mediates) {
        return false;
    }
    (start..place.from).any(|at| {
        passage.is(at, Sign::Office)
            && !suffers(passage, sentence, at, place.to)
            && (at + 1..=place.from).all(|it| passage.tokens.get(it).is_some_and(|t| t.gap.joins()))
            && (at + 1..place.from)
                .all(|it| is_link(passage, it) || is_regional(passage.tokens.word(it)))
    })
}

/// "Killed the mayor of X", "the mayor of X was killed": whoever holds an office that a violent act
/// stands next to is not the one who speaks.
fn suffers(passage: &Passage, sentence: &Range<usize>, office: usize, to: usize) -> bool {
    const BESIDE: usize = 3;
    let joined = |at: usize| passage.tokens.get(at).is_some_and(|it| it.gap.joins());
    let start = office.saturating_sub(BESIDE).max(sentence.start);
    let before = (start..office).rev().take_while(|&it| joined(it + 1)).last();
    let after = (to..(to + BESIDE).min(sentence.end)).take_while(|&it| joined(it)).last();
    before.is_some_and(|it| acts_between(passage, it, office))
        || after.is_some_and(|it| {
            let next = to..it + 1;
            acts_between(passage, next.start, next.end) && !passage.has_cue(&next, Cue::Say)
        })
}

/// "Selon une source hospitalière à X", "according to residents of X": where those are who say so.
fn is_source(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    let start = place.from.saturating_sub(9).max(sentence.start);
    let joined = |at: usize| {
        (at + 1..=place.from).all(|it| {
            passage.tokens.get(it).is_some_and(|t| !t.gap.has(Gap::COMMA.with(Gap::SEMICOLON)))
        })
    };
    (start..place.from).rev().any(|at| {
        let opens = match passage.tokens.word(at) {
            "selon" => true,
            "according" => passage.tokens.word(at + 1) == "to",
            "apres" => {
                at > sentence.start && passage.tokens.word(at - 1) == "d" && passage.is_after(at)
            }
            "aupres" => passage.tokens.word(at + 1) == "d",
            _ => false,
        };
        opens && joined(at) && !acts_between(passage, at, place.from)
    })
}

fn is_regional(word: &str) -> bool {
    matches!(word, "region" | "province" | "cercle" | "state" | "منطقه" | "اقليم" | "ولايه")
}

/// "X said", "Bamako a annoncé": a town that speaks is its government.
pub(super) fn is_followed_by_speech(
    passage: &Passage,
    sentence: &Range<usize>,
    place: &PlaceAt,
) -> bool {
    let Site::Town(_) = place.site else { return false };
    let next = passage.hits_in(&(place.to..sentence.end)).first();
    let before_free = place.from == sentence.start;
    before_free
        && next.is_some_and(|it| {
            it.from == place.to
                && it.is_cue(Cue::Say)
                && passage.tokens.get(it.from).is_some_and(|t| t.gap == Gap::SPACE)
        })
}

/// "The prosecutor in X said that …", أعلن مدع عام في X أن: of several places the one between a speaker
/// and what is said is where it was said.
pub(super) fn hush(
    names: &Names,
    passage: &Passage,
    sentence: &Range<usize>,
    places: &mut [PlaceAt],
) {
    let scene =
        |it: &PlaceAt| matches!(it.function, Function::In | Function::Near { .. }) && is_town(it);
    for index in 0..places.len() {
        let Some(place) = places.get(index).filter(|it| scene(it)) else { continue };
        let others = places.iter().enumerate().any(|(at, it)| at != index && is_told_of(it));
        let aside = others
            && (is_where_it_was_said(passage, sentence, place)
                || is_home_of(passage, sentence, place)
                || is_government(names, passage, place))
            || is_reached(passage, sentence, place)
            || others && is_quarter(passage, sentence, place);
        if let Some(place) = places.get_mut(index).filter(|_| aside) {
            place.function = Function::Away;
        }
    }
}

/// "Ouagadougou's curfew in the region of X": a capital that owns something is its government.
fn is_government(names: &Names, passage: &Passage, place: &PlaceAt) -> bool {
    let Site::Town(town) = place.site else { return false };
    passage.lang == Lang::En
        && passage.tokens.word(place.to) == "s"
        && passage.tokens.get(place.to).is_some_and(|it| it.gap == Gap::APOSTROPHE)
        && names.towns().get(town).is_some_and(|it| names.is_capital(it.id))
}

/// "Le quartier X de Y": a part of the town named behind it.
fn is_quarter(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    place.from > sentence.start
        && matches!(
            passage.tokens.word(place.from - 1),
            "quartier" | "neighbourhood" | "neighborhood" | "حي" | "بحي"
        )
        && matches!(passage.tokens.word(place.to), "de" | "a" | "of" | "in" | "d" | "في" | "بمدينه")
}

/// "La ligne Gao-Bamako": a route by its ends.
pub(super) fn is_line(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    let hyphen = passage.tokens.get(place.from).is_some_and(|it| it.gap == Gap::HYPHEN);
    let start = place.from.saturating_sub(if hyphen { 5 } else { 2 }).max(sentence.start);
    (start..place.from).any(|at| {
        matches!(passage.tokens.word(at), "ligne" | "liaison" | "desservant" | "assurant")
            && (at + 1..=place.from).all(|it| passage.tokens.get(it).is_some_and(|t| t.gap.joins()))
    })
}

/// "Le bateau Tombouctou", مركب تمبكتو: a boat bears the name.
pub(super) fn is_boat(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    let start = place.from.saturating_sub(2).max(sentence.start);
    let joined = |at: usize| {
        (at + 1..=place.from).all(|it| passage.tokens.get(it).is_some_and(|t| t.gap.joins()))
    };
    let after = passage.lang == Lang::En
        && matches!(passage.tokens.word(place.to), "ferry" | "boat")
        && passage.tokens.get(place.to).is_some_and(|it| it.gap.joins());
    after
        || (start..place.from).any(|at| {
            passage.is(at, Sign::Boat)
                && joined(at)
                && !(at + 1..place.from).any(|it| {
                    matches!(
                        passage.tokens.word(it),
                        "in" | "at"
                            | "near"
                            | "to"
                            | "from"
                            | "of"
                            | "a"
                            | "de"
                            | "pres"
                            | "vers"
                            | "في"
                            | "قرب"
                            | "من"
                            | "الي"
                            | "between"
                            | "entre"
                            | "بين"
                    )
                })
        })
}

/// A place more exact than a country that is not passed over.
fn is_told_of(place: &PlaceAt) -> bool {
    matches!(place.function, Function::In | Function::Near { .. })
        && !matches!(place.site, Site::Country(_))
}

fn is_where_it_was_said(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    if passage.lang == Lang::Ar {
        return is_before_that(passage, sentence, place);
    }
    let next = passage.hits_in(&(place.to..sentence.end)).iter().find(|it| it.from >= place.to);
    let auxiliary = usize::from(matches!(passage.tokens.word(place.to), "a" | "ont" | "has"));
    let speaks = next.is_some_and(|it| {
        it.from <= place.to + auxiliary
            && it.meanings.iter().any(|m| is_word(*m))
            && !matches!(passage.tokens.word(it.to), "by" | "par")
    });
    let joined = passage.tokens.get(place.to).is_some_and(|it| it.gap == Gap::SPACE);
    let comma = |it: &usize| passage.tokens.get(*it).is_some_and(|it| it.gap.has(Gap::COMMA));
    let clause = (sentence.start..place.from).rev().find(comma).unwrap_or(sentence.start);
    let head = clause..place.from;
    let short = head.len() <= 12 && !acts_between(passage, head.start, head.end);
    short && (speaks && joined || is_said_before(passage, &head))
}

/// "…, a indiqué un élu à X": what begins with a verb of saying behind the deed names who says it.
fn is_said_before(passage: &Passage, clause: &Range<usize>) -> bool {
    let first = clause.start..(clause.start + 3).min(clause.end);
    passage.tokens.get(clause.start).is_some_and(|it| it.gap.has(Gap::COMMA))
        && passage.hits_in(&first).iter().any(|it| {
            it.from <= clause.start + 1
                && it.meanings.iter().any(|m| matches!(m, Meaning::Cue(Cue::Say)))
        })
}

/// "A bus of a X company", "a X trader": a town between an article and the word for a firm or a
/// person says where those are at home.
fn is_home_of(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    let article = place.from > sentence.start
        && matches!(passage.tokens.word(place.from - 1), "a" | "an" | "another");
    let based = matches!(passage.tokens.word(place.to), "based" | "born" | "registered");
    let whose = matches!(
        passage.tokens.word(place.to),
        "company"
            | "firm"
            | "trader"
            | "merchant"
            | "businessman"
            | "resident"
            | "journalist"
            | "reporter"
            | "correspondent"
            | "councillor"
            | "official"
            | "politician"
    );
    passage.lang == Lang::En && (based || article && whose)
}

fn is_word(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Cue(Cue::Say) | Meaning::Act(Act::Statement | Act::Deny | Act::Accuse, _)
    )
}

fn is_violent_noun(meanings: &[Meaning]) -> bool {
    meanings.iter().any(|it| matches!(it, Meaning::Act(act, Form::Noun) if act.is_violent()))
}

/// Between an Arabic verb of saying and its "that", with no deed told yet.
fn is_before_that(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    const REACH: usize = 7;
    let that = (place.to..(place.to + REACH).min(sentence.end)).find(|&at| {
        matches!(passage.tokens.word(at), "ان" | "بان" | "انه" | "انها" | "انهم")
                // "After that …" opens no speech.
                && !matches!(passage.tokens.word(at - 1), "بعد" | "قبل" | "دون" | "منذ" | "الي")
    });
    // What stands behind "that" is told.
    if (sentence.start..place.from).any(|at| matches!(passage.tokens.word(at), "ان" | "بان")) {
        return false;
    }
    // "Announced in X the killing of …": the deed is what is said.
    let deed = || {
        let reach = place.to..(place.to + 2).min(sentence.end);
        passage.hits_in(&reach).iter().find(|it| is_violent_noun(&it.meanings)).map(|it| it.from)
    };
    let Some(that) = that.or_else(deed) else { return false };
    let said = passage
        .hits_in(&(sentence.start..place.from))
        .iter()
        .any(|it| it.meanings.iter().any(|m| is_word(*m)));
    said && !acts_between(passage, sentence.start, that)
}

/// "A councillor reached by telephone in X", "joint à X", في اتصال هاتفي في X.
fn is_reached(passage: &Passage, sentence: &Range<usize>, place: &PlaceAt) -> bool {
    let start = place.from.saturating_sub(8).max(sentence.start);
    let called = (start..place.from).rev().find(|&at| {
        let word = passage.tokens.word(at);
        // "A joint force" is nobody on the telephone.
        passage.is(at, Sign::Call)
            && (!word.starts_with("joint")
                || matches!(passage.tokens.word(at + 1), "a" | "au" | "par" | "depuis"))
    });
    called.is_some_and(|at| {
        !acts_between(passage, at, place.from)
            && (at + 1..=place.from).all(|it| {
                passage.tokens.get(it).is_some_and(|t| !t.gap.has(Gap::COMMA.with(Gap::SEMICOLON)))
            })
    })
}
