//! What a place does in its sentence: where it happened, from where that is measured, or neither.
//!
//! "20 km south of X", "near X", "between X and Y" and "on the X–Y road" measure from X. A region
//! or a cercle after a town holds the town. Where somebody fled to or comes from, whom somebody
//! governs, and the town at the head of a dateline are not where it happened.

use std::ops::Range;

use crate::model::Lang;
use crate::text::token::{Gap, TokenKind};
use crate::theatre::Names;

use super::lead::{AREAS, Lead, lead};
use super::meaning::{Act, Meaning};
use super::places::{PlaceAt, Site};
use super::reading::Passage;
use super::signs::Sign;
use super::speakers;
use super::told;
use super::triggers::Trigger;

/// What a place does in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Function {
    /// It happened there.
    In,
    /// It happened near: kilometres and compass point where said, and the second town of a road.
    Near { km: Option<f64>, bearing: Option<&'static str>, other: Option<u32> },
    /// It holds the place named before it.
    Holds,
    /// Somebody or something is on the way there.
    Toward,
    /// Neither.
    Away,
}

/// Settles the function of every place of a sentence.
pub(super) fn functions(
    names: &Names,
    passage: &Passage,
    sentence: &Range<usize>,
    places: &mut Vec<PlaceAt>,
) {
    for index in 0..places.len() {
        let function = one(names, passage, sentence, places, index);
        if let Some(place) = places.get_mut(index) {
            place.function = function;
        }
    }
    join_roads(passage, sentence, places);
    speakers::hush(names, passage, sentence, places);
}

fn one(
    names: &Names,
    passage: &Passage,
    sentence: &Range<usize>,
    places: &[PlaceAt],
    index: usize,
) -> Function {
    let Some(place) = places.get(index) else { return Function::Away };
    if speakers::is_dateline(passage, sentence, place)
        || speakers::is_boat(passage, sentence, place)
        || speakers::is_line(passage, sentence, place)
        || speakers::is_speaker(passage, sentence, place)
    {
        return Function::Away;
    }
    let lead = lead(passage, sentence, place.from);
    if holds(names, passage, places, index, &lead) {
        return Function::Holds;
    }
    if let Some(km) = lead.km {
        // "X, 20 km south of Y": Y only says where X lies.
        if lead.bearing.is_some() || lead.of {
            return if follows_town(passage, places, index) {
                Function::Away
            } else {
                Function::Near { km: Some(km), bearing: lead.bearing, other: None }
            };
        }
    }
    if (lead.toward || is_left_for(passage, places, index)) && is_town(place) {
        return Function::Toward;
    }
    if lead.away || speakers::is_followed_by_speech(passage, sentence, place) {
        return Function::Away;
    }
    if lead.near || (lead.bearing.is_some() && is_town(place)) || is_area_round(passage, place) {
        return if follows_town(passage, places, index) {
            Function::Away
        } else {
            Function::Near { km: lead.km, bearing: lead.bearing, other: None }
        };
    }
    Function::In
}

/// "Left X for Y", "parti de X pour Y": behind the town that somebody left stands the one that they
/// are on the way to.
fn is_left_for(passage: &Passage, places: &[PlaceAt], index: usize) -> bool {
    let Some(place) = places.get(index) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|it| places.get(it)) else { return false };
    before.function == Function::Away
        && between(before, place) == 1
        && matches!(passage.tokens.word(before.to), "for" | "pour")
}

/// Troops sent, aid brought, people who fled and roads closed are told of the town that they lead
/// to; any other act does not happen where somebody is on the way to.
pub(super) fn arrive(places: &mut [PlaceAt], triggers: &[Trigger]) {
    let arrival = triggers.iter().any(|it| {
        matches!(
            it.act,
            Act::Deploy | Act::Aid | Act::Displace | Act::Unblock | Act::Blockade | Act::Threaten
        )
    });
    let fought = triggers.iter().any(|it| matches!(it.act, Act::Ambush | Act::Mine | Act::Clash));
    // "They came to X and killed …": with no other scene, where they came is where they did it.
    let scene =
        |it: &PlaceAt| is_town(it) && matches!(it.function, Function::In | Function::Near { .. });
    let only = !places.iter().any(scene);
    for place in places.iter_mut().filter(|it| it.function == Function::Toward) {
        let next = triggers.iter().find(|it| it.from >= place.to);
        let came = only && next.is_some_and(|it| it.act.is_violent());
        place.function = if (arrival || came) && !fought { Function::In } else { Function::Away };
    }
}

/// "The court in X sentenced him for recruiting in Y": of what somebody is tried for, the scene is
/// not the trial's.
pub(super) fn try_in_court(passage: &Passage, places: &mut [PlaceAt], triggers: &[Trigger]) {
    let Some(last) = places.last().map(|it| it.from) else { return };
    let Some(charge) = told::charge(passage, triggers, last) else { return };
    let scene =
        |it: &PlaceAt| is_town(it) && matches!(it.function, Function::In | Function::Near { .. });
    if places.iter().any(|it| it.from < charge && scene(it)) {
        for place in places.iter_mut().filter(|it| it.from > charge) {
            place.function = Function::Away;
        }
    }
}

/// People are taken, and forces withdraw, from where they were: with nothing else named, that is the
/// scene.
pub(super) fn take_from(passage: &Passage, places: &mut [PlaceAt], triggers: &[Trigger]) {
    let first = |act: Act| triggers.iter().find(|it| it.act == act);
    let (taken, left) = (first(Act::Abduct), first(Act::Withdraw));
    let scene =
        |it: &PlaceAt| is_town(it) && matches!(it.function, Function::In | Function::Near { .. });
    if places.iter().any(scene) {
        return;
    }
    let from = |it: &&mut PlaceAt| {
        let start = it.from.saturating_sub(4);
        let taken = taken.is_some_and(|act| {
            (start.max(act.to)..it.from)
                .any(|at| matches!(passage.tokens.word(at), "from" | "depuis" | "من"))
        });
        let left = left.is_some_and(|act| act.to <= it.from && start <= act.to);
        is_town(it) && it.function == Function::Away && (taken || left)
    };
    if let Some(place) = places.iter_mut().find(from) {
        place.function = Function::In;
    }
}

pub(super) fn is_town(place: &PlaceAt) -> bool {
    matches!(place.site, Site::Town(_) | Site::Unlisted(_))
}

/// "In the X area", "the X forest": round about the town.
fn is_area_round(passage: &Passage, place: &PlaceAt) -> bool {
    passage.lang == Lang::En
        && is_town(place)
        && AREAS.contains(&passage.tokens.word(place.to))
        && passage.tokens.get(place.to).is_some_and(|it| it.gap == Gap::SPACE)
}

/// How many words stand between two places; no number is small where they overlap.
fn between(before: &PlaceAt, place: &PlaceAt) -> usize {
    place.from.checked_sub(before.to).unwrap_or(usize::MAX)
}

/// A place named right before, with no act and no stop in between.
fn follows_town(passage: &Passage, places: &[PlaceAt], index: usize) -> bool {
    let Some(place) = places.get(index) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|it| places.get(it)) else { return false };
    is_town(before)
        && matches!(before.function, Function::In | Function::Near { .. })
        && between(before, place) <= 16
        && !acts_between(passage, before.to, place.from)
}

pub(super) fn acts_between(passage: &Passage, from: usize, to: usize) -> bool {
    passage
        .hits_in(&(from..to))
        .iter()
        .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Act(act, _) if act.is_violent())))
}

/// A region, cercle or commune that only says where the town before it lies.
fn holds(names: &Names, passage: &Passage, places: &[PlaceAt], index: usize, lead: &Lead) -> bool {
    let Some(place) = places.get(index) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|it| places.get(it)) else { return false };
    if in_brackets(passage, before.to, place.from) && between(before, place) <= 14 {
        return true;
    }
    if before.function == Function::Away
        && !matches!(place.site, Site::Region(_) | Site::Country(_))
    {
        return false;
    }
    if between(before, place) > 14
        || acts_between(passage, before.to, place.from)
        || lead.km.is_some()
    {
        return false;
    }
    let stopped = (before.to..=place.from)
        .any(|at| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::SEMICOLON)));
    if stopped {
        return false;
    }
    match (&before.site, &place.site) {
        (Site::Town(town), Site::Region(region)) => {
            let (town, region) = (names.towns().get(*town), names.regions.get(*region as usize));
            matches!((town, region), (Some(town), Some(region)) if town.admin1 == region.name)
        }
        (_, Site::Country(_)) => true,
        (Site::Unlisted(_), Site::Region(_) | Site::Cercle(_)) => true,
        (Site::Town(_) | Site::Unlisted(_), Site::Town(_) | Site::Cercle(_)) => {
            let bracketed = passage.tokens.get(place.from).is_some_and(|it| it.gap.has(Gap::OPEN));
            bracketed
                || administrative(passage, before.to, place.from)
                || is_in_address(names, passage, places, index)
        }
        (Site::Cercle(_), Site::Region(_)) => true,
        _ => false,
    }
}

/// "In Tessit, Gao, Mali": the second of three is the region that bears its capital's name.
fn is_in_address(names: &Names, passage: &Passage, places: &[PlaceAt], index: usize) -> bool {
    let comma = |at: usize| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA));
    let next = |of: usize| {
        places
            .get(of + 1)
            .filter(|it| places.get(of).is_some_and(|of| of.to == it.from) && comma(it.from))
    };
    let Some(before) = index.checked_sub(1) else { return false };
    let listed = next(before).is_some_and(|place| match place.site {
        Site::Town(town) => names
            .towns()
            .get(town)
            .is_some_and(|town| names.regions.iter().any(|it| it.name == town.name)),
        Site::Cercle(_) => true,
        _ => false,
    });
    listed && next(index).is_some_and(|it| matches!(it.site, Site::Country(_)))
}

/// "Boni (Douentza, Mopti)": what stands in brackets behind a place says where it lies.
fn in_brackets(passage: &Passage, from: usize, to: usize) -> bool {
    let gap = |at: usize| passage.tokens.get(at).map(|it| it.gap).unwrap_or_default();
    let open = (from.saturating_sub(4)..=to).rev().find(|&at| gap(at).has(Gap::OPEN));
    open.is_some_and(|open| (open + 1..=to).all(|at| !gap(at).has(Gap::CLOSE)))
}

/// "in the commune of", "cercle de", "in Soum province": words of administration in between.
fn administrative(passage: &Passage, from: usize, to: usize) -> bool {
    const WORDS: &[&str] = &[
        "commune",
        "cercle",
        "departement",
        "department",
        "province",
        "district",
        "municipality",
        "arrondissement",
        "prefecture",
        "مقاطعه",
        "دايره",
        "بلديه",
        "بمقاطعه",
        "county",
    ];
    (from..to).any(|at| WORDS.contains(&passage.tokens.word(at)))
}

/// "Between X and Y", "the X–Y road": one place measured from the first.
fn join_roads(passage: &Passage, sentence: &Range<usize>, places: &mut Vec<PlaceAt>) {
    let mut index = 1;
    while index < places.len() {
        if let (Some(a), Some(b)) = (places.get(index - 1), places.get(index))
            && is_town(a)
            && is_town(b)
            && is_pair(passage, sentence, a, b)
        {
            let other = if let Site::Town(town) = b.site { Some(town) } else { None };
            let (to, known) = (b.to, b.site.clone());
            if let Some(a) = places.get_mut(index - 1) {
                // It is measured from the end that is known.
                if matches!(a.site, Site::Unlisted(_)) {
                    a.site = known;
                }
                a.function = Function::Near { km: None, bearing: None, other };
                a.to = to;
            }
            places.remove(index);
        } else {
            index += 1;
        }
    }
}

fn is_pair(passage: &Passage, sentence: &Range<usize>, a: &PlaceAt, b: &PlaceAt) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let joined = between(a, b) <= 3;
    let start = a.from.saturating_sub(5).max(sentence.start);
    let told_between = (start..a.from)
        .any(|at| matches!(word(at), "between" | "entre" | "بين") || word(at).ends_with("بين"));
    let conjunction = b.from > a.to
        && (a.to..b.from).any(|at| matches!(word(at), "and" | "et" | "a" | "to"))
        || word(b.from).starts_with('و');
    let hyphen = b.from == a.to
        && passage.tokens.get(b.from).is_some_and(|it| {
            it.gap.has(Gap::HYPHEN) || it.gap.has(Gap::DASH) || it.gap.has(Gap::SLASH)
        });
    let road_before = (start..a.from).any(|at| passage.is(at, Sign::Road) || word(at) == "entre");
    let road_after = (b.to..(b.to + 2).min(sentence.end)).any(|at| passage.is(at, Sign::Road));
    // "On the road to Y" after a town that it leads from.
    let to_town = between(a, b) <= 5
        && (a.to..b.from).any(|at| passage.is(at, Sign::Road))
        && (a.to..b.from).any(|at| matches!(word(at), "to" | "vers" | "de" | "الي"));
    // "Leaving X for Y": on the way.
    let leaving = (start..a.from).any(|at| matches!(word(at), "quittant" | "leaving"))
        && (a.to..b.from).any(|at| matches!(word(at), "pour" | "for"));
    (joined && told_between && conjunction)
        || (hyphen && (road_before || road_after || told_between))
        || (road_before && joined && conjunction)
        || to_town
        || leaving
}

/// "The capital" that no name follows, and no "of".
pub(super) fn is_capital_word(passage: &Passage, at: usize, sentence: &Range<usize>) -> bool {
    if !passage.is(at, Sign::Capital)
        || passage.tokens.get(at).is_some_and(|it| it.kind != TokenKind::Word)
    {
        return false;
    }
    let next = passage.tokens.word(at + 1);
    let before = if at > sentence.start { passage.tokens.word(at - 1) } else { "" };
    // "Near the Malian capital": the nation stands between.
    let of_nation = passage
        .hit_before(at)
        .is_some_and(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Demonym(_))));
    let article =
        passage.lang == Lang::Ar || matches!(before, "the" | "la" | "s" | "country") || of_nation;
    article
        && !matches!(
            next,
            "of" | "de"
                | "du"
                | "regionale"
                | "provinciale"
                | "d"
                | "الاقليميه"
                | "region"
                | "district"
                | "s"
        )
}
