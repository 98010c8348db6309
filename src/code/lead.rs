//! The words before the name of a place, read backwards: near, from, to, so many kilometres south of.

use std::ops::Range;

use crate::model::Lang;

use super::reading::Passage;
use super::signs::Sign;

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

/// English words behind a name that mean what lies round it.
pub(super) const AREAS: &[&str] = &["area", "areas", "forest", "sector", "zone", "countryside"];
/// Words that may stand between a preposition and the name of a place.
pub(super) fn is_link(passage: &Passage, at: usize) -> bool {
    passage.is(at, Sign::Small) || passage.is(at, Sign::Link)
}

pub(super) fn lead(passage: &Passage, sentence: &Range<usize>, from: usize) -> Lead {
    let mut lead = Lead::default();
    let mut at = from;
    let mut links = 0;
    let mut market = false;
    while at > sentence.start && links < 7 {
        if !passage.tokens.get(at).is_some_and(|it| it.gap.joins()) {
            break;
        }
        at -= 1;
        let word = passage.tokens.word(at);
        let toward = passage.is(at, Sign::Toward);
        if let Some(bearing) = bearing_of(passage, at) {
            lead.bearing = lead.bearing.or(Some(bearing));
        } else if passage.is(at, Sign::Kilometre) {
            lead.km = kilometres(passage, at);
            break;
        } else if passage.is(at, Sign::Near) {
            // "in the X area" before the name in French and Arabic, "near" everywhere; what is near
            // the market of a town is in it.
            lead.near = !market;
            break;
        } else if matches!(word, "foire" | "fair" | "سوق") {
            market = true;
        } else if word == "to"
            && at > sentence.start
            && matches!(passage.tokens.word(at - 1), "close" | "next" | "adjacent" | "nearer")
        {
            lead.near = true;
            break;
        } else if is_way(passage, sentence, at) {
            lead.away = true;
            lead.toward = true;
            break;
        } else if is_measure(passage, sentence, at) {
            lead.of = true;
        } else if (passage.is(at, Sign::Away) || toward) && links <= 3 {
            lead.away = lead.bearing.is_none() && !on_road(passage, sentence, at);
            lead.near = !lead.away && lead.bearing.is_none();
            lead.toward = lead.away && toward;
            break;
        } else if (matches!(word, "in" | "في") || word == "a" && passage.lang == Lang::Fr)
            // "Vingt kilomètres à l'est de": the measure goes on.
            && !(lead.bearing.is_some() && at > 0 && passage.is(at - 1, Sign::Kilometre))
        {
            lead.inside = true;
            break;
        } else if is_link(passage, at) {
            lead.of |= matches!(word, "of" | "from" | "de" | "d" | "du" | "عن" | "من");
        } else {
            break;
        }
        links += 1;
    }
    lead
}

/// "Left for X", "conduits à X", "se rendait à la foire de X", "taken to the hospital in X": a verb of
/// going or bringing right before the preposition.
fn is_way(passage: &Passage, sentence: &Range<usize>, at: usize) -> bool {
    let moves = match passage.tokens.word(at) {
        "for" | "pour" => Sign::Leave,
        "a" | "au" | "aux" if passage.lang == Lang::Fr => Sign::Bring,
        _ => return false,
    };
    at.checked_sub(1).is_some_and(|it| it >= sentence.start && passage.is(it, moves))
        && passage.tokens.get(at).is_some_and(|it| it.gap.joins())
}

/// "40 km from X", "40 km away from X": from where it is measured, not from where anybody comes.
fn is_measure(passage: &Passage, sentence: &Range<usize>, at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).filter(|it| *it >= sentence.start);
    let measures = |it: usize| passage.is(it, Sign::Kilometre);
    match passage.tokens.word(at) {
        "from" => {
            before(1).is_some_and(measures)
                || before(1).is_some_and(|it| passage.tokens.word(it) == "away")
                    && before(2).is_some_and(measures)
        }
        "away" => before(1).is_some_and(measures),
        _ => false,
    }
}

pub(super) fn on_road(passage: &Passage, sentence: &Range<usize>, at: usize) -> bool {
    let start = at.saturating_sub(4).max(sentence.start);
    (start..at).any(|it| passage.is(it, Sign::Road))
}

pub(super) fn kilometres(passage: &Passage, unit: usize) -> Option<f64> {
    const MILE: f64 = 1.609;
    let said = passage
        .numbers
        .iter()
        .find(|it| {
            it.range.end == unit
                || it.range.contains(&unit.saturating_sub(1))
                || it.range.end + 1 == unit
                    && matches!(passage.tokens.word(it.range.end), "de" | "d")
        })
        .and_then(|it| it.low.or(it.high))
        .map(f64::from)?;
    let miles = matches!(passage.tokens.word(unit), "mile" | "miles");
    Some(if miles { (said * MILE).round() } else { said })
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
