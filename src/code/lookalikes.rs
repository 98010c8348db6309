//! Words of the lexicon that tell no act where they stand: they need an object, a number or somebody
//! beside them that is not there, or only date something else.

use std::ops::Range;

use crate::model::{Lang, PassageKind};
use crate::text::token::{Case, Gap};

use super::meaning::{Act, Cue, Form, Meaning};
use super::reading::Passage;

/// A word that is part of a day or an hour tells no act: "march" beside a year, فجر (dawn, or blew up)
/// beside a weekday.
pub(super) fn in_date(passage: &Passage, from: usize, to: usize) -> bool {
    let dated = passage.dates.iter().any(|it| it.range.start <= from && to <= it.range.end);
    // "The March killings": capitalised inside a sentence it is the month.
    let month = passage.tokens.word(from) == "march"
        && to == from + 1
        && passage.kind != PassageKind::Title
        && passage
            .tokens
            .get(from)
            .is_some_and(|it| it.case == Case::Capital && !it.gap.has(Gap::STOP.with(Gap::START)));
    dated || month
}

/// A coup that only tells who or when: "coup leaders", "since it seized power", "when the junta took
/// power in 2020", "the 2020 coup", "the ousted president".
pub(super) fn only_dates(
    passage: &Passage,
    form: Form,
    from: usize,
    to: usize,
    range: &Range<usize>,
) -> bool {
    if form == Form::Noun {
        let year = from > 0
            && passage
                .tokens
                .word(from - 1)
                .parse::<u16>()
                .is_ok_and(|it| (1900..2100).contains(&it));
        return year || is_modifier(passage, from, to);
    }
    // "The ousted president", "Niger's deposed leader": an adjective.
    let adjective = passage.lang == Lang::En
        && from > 0
        && matches!(passage.tokens.word(from), "ousted" | "deposed" | "overthrown" | "toppled")
        && matches!(
            passage.tokens.word(from - 1),
            "the" | "an" | "a" | "s" | "its" | "their" | "of" | "for" | "with" | "against"
        );
    if adjective {
        return true;
    }
    let start = from.saturating_sub(8).max(range.start);
    (start..from)
        .rev()
        .take_while(|&at| passage.tokens.get(at + 1).is_some_and(|it| it.gap.joins()))
        .any(|at| {
            matches!(
                passage.tokens.word(at),
                "since"
                    | "when"
                    | "depuis"
                    | "lorsque"
                    | "lorsqu"
                    | "quand"
                    | "منذ"
                    | "عندما"
                    | "after"
                    | "having"
            )
        })
}

/// "Later renamed X", "since renamed": how a group is called by now is no news of it.
pub(super) fn is_aside(passage: &Passage, from: usize) -> bool {
    from > 0
        && matches!(
            passage.tokens.word(from - 1),
            "later"
                | "since"
                | "formerly"
                | "now"
                | "depuis"
                | "desormais"
                | "ensuite"
                | "plus"
                | "لاحقا"
        )
}

/// "A fuel shortage hits Kayes", "la famine frappe": what want hits is not attacked.
pub(super) fn is_felt(passage: &Passage, act: Act, from: usize) -> bool {
    let word = passage.tokens.word(from);
    matches!(act, Act::Attack | Act::Strike)
        && (matches!(word, "hit" | "hits" | "hitting" | "struck" | "strikes")
            || word.starts_with("frapp"))
        && passage.hit_before(from).is_some_and(|it| {
            it.meanings.iter().any(|m| {
                matches!(m, Meaning::Act(Act::FuelShort | Act::Hunger | Act::Displace, _))
                    || matches!(m, Meaning::Cue(Cue::Nature))
            })
        })
}

/// "Besieged Pama", "reached blockaded Diapaga": a town's plight, told by an adjective before it.
pub(super) fn is_plight(passage: &Passage, act: Act, from: usize, to: usize) -> bool {
    let before = if from == 0 { "" } else { passage.tokens.word(from - 1) };
    let adjective = act == Act::Blockade
        && to == from + 1
        && matches!(passage.tokens.word(from), "besieged" | "blockaded" | "encircled")
        && (matches!(
            before,
            "" | "of" | "in" | "to" | "from" | "into" | "near" | "around" | "the" | "for" | "and"
        ) || before.ends_with("es")
            || before == "reached"
            || before == "entered");
    adjective
        && passage
            .hits_in(&(to..to + 1))
            .iter()
            .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Town(_) | Meaning::Place(_))))
}

/// "Its military operations", "la conduite des opérations": what forces do at large is no operation;
/// one is told by a day or a number.
pub(super) fn is_activity(passage: &Passage, to: usize, range: &Range<usize>) -> bool {
    let plural = to > 0
        && matches!(
            passage.tokens.word(to - 1),
            "operations" | "عمليات" | "العمليات" | "عملياتها" | "عملياته"
        );
    plural
        && !passage.numbers.iter().any(|it| range.contains(&it.range.start))
        && !passage.dates.iter().any(|it| range.contains(&it.range.start))
}

/// "Leaves a gap", "lost ground", "claimed the town": these verbs tell of a death only with a
/// number, a life or the dead beside them.
pub(super) fn is_loss(passage: &Passage, from: usize, to: usize, range: &Range<usize>) -> bool {
    if to - from > 1
        || !matches!(
            passage.tokens.word(from),
            "leaving"
                | "leaves"
                | "left"
                | "leave"
                | "lost"
                | "lose"
                | "losing"
                | "claimed"
                | "claims"
        )
    {
        return false;
    }
    let near = to..(to + 7).min(range.end);
    !(passage.numbers.iter().any(|it| near.contains(&it.range.start))
        || near.into_iter().any(|at| {
            matches!(
                passage.tokens.word(at),
                "dead"
                    | "life"
                    | "lives"
                    | "casualties"
                    | "deaths"
                    | "killed"
                    | "wounded"
                    | "injured"
            )
        }))
}

/// "Onze soldats tombés", "premier soldat tombé au Mali": who falls dies; what falls into an ambush,
/// into hands or on a town does not.
pub(super) fn falls_elsewhere(passage: &Passage, from: usize, to: usize) -> bool {
    if !matches!(passage.tokens.word(from), "tombe" | "tombes" | "tombee" | "tombees")
        || to - from > 1
    {
        return false;
    }
    let fallen = passage.hits_in(&(from.saturating_sub(4)..from)).iter().any(|it| {
        it.meanings
            .iter()
            .any(|m| matches!(m, Meaning::Actor(_) | Meaning::Generic(_) | Meaning::Class(_)))
    });
    let into =
        matches!(passage.tokens.word(to), "aux" | "dans" | "en" | "entre" | "sous" | "sur" | "d");
    !fallen || into
}

/// A threat is one only from somebody: "threats in the region", "violence threatens to spread" are
/// none.
pub(super) fn has_threatener(
    passage: &Passage,
    form: Form,
    from: usize,
    to: usize,
    range: &Range<usize>,
) -> bool {
    let near = match passage.lang {
        Lang::Ar => range.clone(),
        _ if form == Form::Noun => from.saturating_sub(2).max(range.start)..(to + 4).min(range.end),
        _ => from.saturating_sub(14).max(range.start)..(to + 5).min(range.end),
    };
    passage.hits_in(&near).iter().any(|it| {
        it.meanings.iter().any(|m| {
            matches!(
                m,
                Meaning::Actor(_)
                    | Meaning::Generic(_)
                    | Meaning::Class(_)
                    | Meaning::Person(_)
                    | Meaning::Office(_)
            )
        })
    })
}

/// "Coup leaders", "since the coup", "auteurs du putsch": the word only tells who or when.
pub(super) fn is_modifier(passage: &Passage, from: usize, to: usize) -> bool {
    let before = (from.saturating_sub(3)..from).any(|at| {
        matches!(
            passage.tokens.word(at),
            "since"
                | "depuis"
                | "after"
                | "apres"
                | "following"
                | "suite"
                | "auteurs"
                | "منذ"
                | "بعد"
                | "pro"
                | "anti"
                | "before"
                | "avant"
                | "قبل"
                | "against"
                | "انصار"
                | "مويدي"
                | "مويدو"
        )
    });
    let after = matches!(
        passage.tokens.word(to),
        "leaders"
            | "leader"
            | "backers"
            | "supporters"
            | "regime"
            | "government"
            | "authorities"
            | "plotters"
            | "belt"
    );
    before || after
}

/// A verb of taking needs a place or a post for its object ("took Kidal", never "took place"); a
/// phrase of falling has it for its subject ("Kidal fell to").
pub(super) fn takes_a_place(
    passage: &Passage,
    from: usize,
    to: usize,
    range: &Range<usize>,
) -> bool {
    let is_place = |it: &Meaning| {
        matches!(
            it,
            Meaning::Town(_)
                | Meaning::Target(_)
                | Meaning::Place(_)
                | Meaning::Region(_)
                | Meaning::Area(_)
        )
    };
    let has = |range: Range<usize>| {
        passage.hits_in(&range).iter().any(|it| it.meanings.iter().any(is_place))
            || range.clone().any(|at| is_places(passage.tokens.word(at)))
    };
    // In Arabic the subject stands between the verb and the place.
    let reach = if passage.lang == Lang::Ar { 12 } else { 6 };
    let end = passage.past(to, reach).min(range.end);
    let stop = (to..end).find(|&at| {
        let ends = matches!(
            passage.tokens.word(at),
            "in" | "on"
                | "at"
                | "from"
                | "dans"
                | "en"
                | "place"
                | "part"
                | "fire"
                | "feu"
                | "during"
                | "when"
                | "lors"
                | "after"
                | "before"
                | "to"
                | "for"
                | "by"
                | "par"
                | "embuscade"
                | "sur"
                | "towards"
                | "toward"
                | "vers"
        ) || !passage.tokens.get(at).is_some_and(|it| it.gap.joins());
        ends && !passage.in_time(at)
    });
    let object = has(to..stop.unwrap_or(end))
        && !(to..stop.unwrap_or(end)).any(|at| is_part(passage.tokens.word(at)));
    let control = (from..to).any(|at| matches!(passage.tokens.word(at), "control" | "controle"));
    let start = if control { range.start } else { from.saturating_sub(9).max(range.start) };
    let subject = to - from >= 2 && has(start..from);
    object || subject
}

/// Places in the plural, without a name.
fn is_places(word: &str) -> bool {
    matches!(
        word,
        "cities" | "towns" | "villages" | "villes" | "localites" | "مدن" | "بلدات" | "قري"
    )
}

/// Whoever takes "important areas in the capital" has not taken the capital.
fn is_part(word: &str) -> bool {
    matches!(
        word,
        "areas"
            | "parts"
            | "positions"
            | "neighbourhoods"
            | "neighborhoods"
            | "quartiers"
            | "parties"
            | "اجزا"
            | "احيا"
    )
}

/// A party that leaves, and the place that it leaves: "left Tessalit", not "left four dead".
pub(super) fn leaves_a_place(
    passage: &Passage,
    from: usize,
    to: usize,
    range: &Range<usize>,
) -> bool {
    let party = from.saturating_sub(9).max(range.start)..from;
    let place = to..(to + 6).min(range.end);
    let counted = passage.numbers.iter().any(|it| it.range.start >= to && it.range.start <= to + 1);
    let party = passage.hits_in(&party).iter().any(|it| {
        it.meanings
            .iter()
            .any(|m| matches!(m, Meaning::Actor(_) | Meaning::Generic(_) | Meaning::Class(_)))
    });
    let place = passage.hits_in(&place).iter().any(|it| {
        it.meanings.iter().any(|m| {
            matches!(
                m,
                Meaning::Town(_)
                    | Meaning::Target(_)
                    | Meaning::Place(_)
                    | Meaning::Region(_)
                    | Meaning::Country(_)
            )
        })
    });
    let after_party = passage.lang == Lang::Ar;
    !counted && place && (party || after_party)
}
