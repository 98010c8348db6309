//! The words before the name of a place, read backwards: near, from, to, so many kilometres south of.

use std::ops::Range;

use crate::model::Lang;

use super::reading::Passage;

/// What stands before a name, read backwards.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent words before a name")]
pub(super) struct Lead {
    pub(super) near: bool,
    pub(super) away: bool,
    pub(super) toward: bool,
    pub(super) of: bool,
    pub(super) inside: bool,
    pub(super) km: Option<f64>,
    pub(super) bearing: Option<&'static str>,
}

pub(super) const NEAR: &[&str] = &[
    "near",
    "outside",
    "around",
    "pres",
    "proximite",
    "environs",
    "alentours",
    "abords",
    "nearby",
    "outskirts",
    "vicinity",
    "loin",
    "قرب",
    "بالقرب",
    "ضواحي",
    "محيط",
    "close",
    "peripherie",
    "قريبه",
    "مشارف",
    "بمحيط",
    "بضواحي",
    "beyond",
    "surrounding",
    "zone",
    "secteur",
    "area",
    "sector",
    "secteurs",
    "zones",
    "منطقه",
    "بمنطقه",
    "قريب",
];
pub(super) const AWAY: &[&str] = &[
    "towards",
    "toward",
    "vers",
    "الي",
    "نحو",
    "باتجاه",
    "to",
    "from",
    "depuis",
    "leaving",
    "fled",
    "direction",
    "destination",
    "origin",
    "quittant",
    "venant",
    "provenance",
    "reach",
    "via",
    "connecting",
    "linking",
    "reliant",
    "relie",
    "borders",
    "rejoindre",
    "regagner",
    "neighbouring",
    "neighboring",
    "university",
    "universite",
    "capitale",
    "جامعه",
];
/// English words behind a name that mean what lies round it.
pub(super) const AREAS: &[&str] = &["area", "areas", "forest", "sector", "zone", "countryside"];
/// Those of `AWAY` that lead there.
const TOWARD: &[&str] = &[
    "to",
    "towards",
    "toward",
    "vers",
    "الي",
    "نحو",
    "باتجاه",
    "reach",
    "rejoindre",
    "regagner",
    "destination",
    "direction",
];
pub(super) const ROAD: &[&str] =
    &["road", "route", "axe", "axis", "highway", "طريق", "الطريق", "troncon", "rn"];
/// "Of" and the articles, which stand before every name.
pub(super) fn is_small(word: &str) -> bool {
    matches!(word, "of" | "de" | "d" | "du" | "des" | "la" | "le" | "les" | "l" | "the")
}

/// Words that may stand between a preposition and the name of a place.
pub(super) fn is_link(word: &str) -> bool {
    is_small(word)
        || matches!(
            word,
            "town"
                | "city"
                | "village"
                | "ville"
                | "localite"
                | "commune"
                | "in"
                | "من"
                | "مدينه"
                | "بلده"
                | "قريه"
                | "عن"
                | "regional"
                | "capital"
                | "chef"
                | "lieu"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "central"
                | "strategic"
                | "desert"
                | "nord"
                | "العاصمه"
                | "عاصمه"
                | "capitale"
                | "a"
                | "au"
                | "both"
                | "entire"
                | "whole"
                | "s"
                | "locality"
        )
}

pub(super) fn lead(passage: &Passage, sentence: &Range<usize>, from: usize) -> Lead {
    let mut lead = Lead::default();
    let mut at = from;
    let mut links = 0;
    while at > sentence.start && links < 7 {
        if !passage.tokens.get(at).is_some_and(|it| it.gap.joins()) {
            break;
        }
        at -= 1;
        let word = passage.tokens.word(at);
        if let Some(bearing) = bearing_of(passage, at) {
            lead.bearing = lead.bearing.or(Some(bearing));
        } else if is_kilometre(word) {
            lead.km = kilometres(passage, at);
            break;
        } else if NEAR.contains(&word) {
            // "in the X area" before the name in French and Arabic, "near" everywhere.
            lead.near = true;
            break;
        } else if word == "to"
            && at > sentence.start
            && matches!(passage.tokens.word(at - 1), "close" | "next" | "adjacent" | "nearer")
        {
            lead.near = true;
            break;
        } else if AWAY.contains(&word) && links <= 3 {
            lead.away = lead.bearing.is_none() && !on_road(passage, sentence, at);
            lead.near = !lead.away && lead.bearing.is_none();
            lead.toward = lead.away && TOWARD.contains(&word);
            break;
        } else if (matches!(word, "in" | "في") || word == "a" && passage.lang == Lang::Fr)
            // "Vingt kilomètres à l'est de": the measure goes on.
            && !(lead.bearing.is_some() && at > 0 && is_kilometre(passage.tokens.word(at - 1)))
        {
            lead.inside = true;
            break;
        } else if is_link(word) {
            lead.of |= matches!(word, "of" | "from" | "de" | "d" | "du" | "عن" | "من");
        } else {
            break;
        }
        links += 1;
    }
    lead
}

pub(super) fn on_road(passage: &Passage, sentence: &Range<usize>, at: usize) -> bool {
    let start = at.saturating_sub(4).max(sentence.start);
    (start..at).any(|it| ROAD.contains(&passage.tokens.word(it)))
}

/// Whether a word is a unit of kilometres.
pub(super) fn is_kilometre(word: &str) -> bool {
    matches!(
        word,
        "km" | "kms"
            | "kilometre"
            | "kilometres"
            | "kilometer"
            | "kilometers"
            | "كيلومتر"
            | "كيلومترا"
            | "كيلومترات"
            | "كلم"
            | "كم"
            | "كيلومترين"
    )
}

pub(super) fn kilometres(passage: &Passage, unit: usize) -> Option<f64> {
    passage
        .numbers
        .iter()
        .find(|it| {
            it.range.end == unit
                || it.range.contains(&unit.saturating_sub(1))
                || it.range.end + 1 == unit
                    && matches!(passage.tokens.word(it.range.end), "de" | "d")
        })
        .and_then(|it| it.low.or(it.high))
        .map(f64::from)
}

/// Whether a word is a point of the compass.
pub(super) fn is_bearing(word: &str) -> bool {
    point(word).is_some()
}

pub(super) fn point(word: &str) -> Option<&'static str> {
    Some(match word {
        "north" | "nord" | "شمال" | "شمالي" | "northern" => "N",
        "south" | "sud" | "جنوب" | "جنوبي" | "southern" => "S",
        "east" | "est" | "شرق" | "شرقي" | "eastern" => "E",
        "west" | "ouest" | "غرب" | "غربي" | "western" => "W",
        "northeast" | "northeastern" => "NE",
        "northwest" | "northwestern" => "NW",
        "southeast" | "southeastern" => "SE",
        "southwest" | "southwestern" => "SW",
        _ => return None,
    })
}

/// The point of the compass at a token, two words read as one ("south-west").
pub(super) fn bearing_of(passage: &Passage, at: usize) -> Option<&'static str> {
    let word = passage.tokens.word(at);
    if passage.lang == Lang::En && word.ends_with("ern") {
        return None;
    }
    let here = point(word)?;
    let before = at.checked_sub(1).and_then(|it| point(passage.tokens.word(it)));
    let after = point(passage.tokens.word(at + 1));
    Some(match (before, here, after) {
        (Some("N"), "E", _) | (_, "N", Some("E")) => "NE",
        (Some("N"), "W", _) | (_, "N", Some("W")) => "NW",
        (Some("S"), "E", _) | (_, "S", Some("E")) => "SE",
        (Some("S"), "W", _) | (_, "S", Some("W")) => "SW",
        _ => here,
    })
}
