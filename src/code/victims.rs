//! One victim without a number: "a soldier was killed", "le maire a été tué", مقتل جندي, and the one
//! that a singular verb implies.

use crate::model::{Lang, Scope, TollKind};
use crate::text::token::Gap;
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::closed::casualties::ARABIC_MANY;
use super::counting::{casualty, is_human, is_people};
use super::fates;
use super::lists::{self, is_and};
use super::meaning::{Act, Cue, Form, Meaning};
use super::parties::{How, PartyAt};
use super::phrases::Hit;
use super::reading::Passage;
use super::roles::{self, Kind};
use super::tolls::Found;

/// One person that a noun in the singular names.
pub(super) struct One {
    /// Whose, as an actor's index.
    pub(super) side: Option<u16>,
    /// What happened, where a word says so.
    pub(super) kind: Option<TollKind>,
    /// First token of the noun.
    pub(super) from: usize,
    /// One past its last.
    pub(super) to: usize,
}

/// The persons of a part that stand in the singular without a number, in order.
pub(super) fn named(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<One> {
    let passage = sentence.passage;
    let counted = |at: usize| {
        passage.numbers.iter().any(|it| {
            it.range.contains(&at)
                || !it.dual_noun
                    && (it.range.end == at
                        || it.range.end + 1 == at && !it.weak && !is_and(passage, at))
        })
    };
    let nouns = passage.hits_in(&part.range).iter().filter_map(|hit| {
        let party = sentence.parties.iter().find(|it| it.from <= hit.from && hit.from < it.to);
        let one = match party {
            Some(party) => is_person_party(names, party),
            None => is_people(hit) || is_human(passage, hit),
        };
        one.then(|| (party.map(|it| it.actor), hit))
    });
    nouns
        .filter(|(_, hit)| !counted(hit.from) && casualty(passage, hit).is_none())
        .filter_map(|(side, hit)| {
            let from = start_of(passage, hit, sentence.range.start)?;
            let kind = fate(names, sentence, part, hit, from);
            // Without a word of its own it must be the last of a list, and do nothing itself.
            let listed = lists::joins(passage, from) && !acts(passage, hit.to);
            let heads = is_and(passage, hit.to + 1)
                || passage.lang == Lang::Ar && is_and(passage, hit.to)
                || passage.tokens.get(hit.to).is_some_and(|it| it.gap.has(Gap::COMMA));
            let heads = heads && !acts(passage, hit.to) && !fates::is_doer(sentence, from);
            (kind.is_some() || listed || heads).then_some(One { side, kind, from, to: hit.to })
        })
        .fold(Vec::new(), |mut out: Vec<One>, one| {
            // زعيما إرهابيا: a noun in apposition names nobody else.
            let comma = passage.tokens.get(one.from).is_some_and(|it| it.gap.has(Gap::COMMA));
            let apart = |last: &One| last.to < one.from || comma || is_and(passage, one.from);
            if out.last().is_none_or(apart) {
                out.push(one);
            }
            out
        })
}

/// Whether a verb of saying or doing follows: "and a resident said".
fn acts(passage: &Passage, at: usize) -> bool {
    passage.hits_in(&(at..at + 3)).iter().any(|it| {
        it.meanings.iter().any(|m| matches!(m, Meaning::Cue(Cue::Say) | Meaning::Act(..)))
    })
}

/// Parties that a person can be called by: class words and civilians, not organisations.
fn is_person_party(names: &Names, party: &PartyAt) -> bool {
    match roles::kind(names, party.actor) {
        Kind::Political => false,
        Kind::Civil => true,
        _ => matches!(party.how, How::Class | How::Generic | How::Name),
    }
}

/// Where the noun phrase of one person starts: at its article or possessive; `None` in the plural.
fn start_of(passage: &Passage, hit: &Hit, floor: usize) -> Option<usize> {
    let word = |at: usize| passage.tokens.word(at);
    if passage.lang == Lang::Ar {
        return is_arabic_singular(passage, hit).then_some(hit.from);
    }
    let mut at = hit.from;
    let mut steps = 0;
    while at > floor && steps < 4 && passage.tokens.get(at).is_some_and(|it| it.gap.joins()) {
        match word(at - 1) {
            "a" | "an" | "un" | "une" | "one" | "another" => return Some(at - 1),
            "the" | "le" | "la" | "l" | "his" | "her" | "its" | "son" | "sa" | "their" | "leur"
            | "notre" | "our"
                if is_singular(word(hit.to - 1)) && is_person_word(passage, hit) =>
            {
                return Some(at - 1);
            }
            "the" | "le" | "la" | "l" | "his" | "her" | "its" | "son" | "sa" | "their" | "leur"
            | "notre" | "our" => return None,
            word if is_link(word) => return None,
            _ => at -= 1,
        }
        steps += 1;
    }
    None
}

/// "A driver and his apprentice", "et son fils": where one more that belongs to the first ends.
pub(super) fn companion(passage: &Passage, at: usize) -> Option<usize> {
    let word = |at: usize| passage.tokens.word(at);
    let joined = (at..at + 3).all(|it| passage.tokens.get(it).is_some_and(|it| it.gap.joins()));
    let theirs = matches!(word(at + 1), "his" | "her" | "their" | "son" | "sa" | "leur");
    let more = joined && matches!(word(at), "and" | "et") && theirs && is_singular(word(at + 2));
    more.then_some(at + 3)
}

/// Words that end a noun phrase to the left.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "of" | "by"
            | "in"
            | "de"
            | "du"
            | "des"
            | "d"
            | "par"
            | "dans"
            | "and"
            | "et"
            | "les"
            | "was"
            | "were"
            | "to"
            | "with"
            | "avec"
            | "pour"
            | "for"
            | "on"
            | "sur"
            | "at"
            | "that"
            | "which"
            | "who"
            | "qui"
            | "que"
            | "these"
            | "those"
            | "ces"
            | "ses"
    )
}

fn is_singular(word: &str) -> bool {
    !word.ends_with(['s', 'x'])
        && !matches!(
            word,
            "people"
                | "men"
                | "women"
                | "children"
                | "police"
                | "personnel"
                | "population"
                | "staff"
                | "gunmen"
                | "policemen"
                | "fishermen"
                | "militiamen"
                | "herdsmen"
                | "militia"
                | "army"
                | "group"
                | "groupe"
                | "crew"
                | "family"
                | "household"
                | "insurgency"
                | "rebellion"
                | "enemy"
                | "elderly"
        )
}

/// Whether a noun is a person's, not the name of a body of people.
fn is_person_word(passage: &Passage, hit: &Hit) -> bool {
    hit.meanings.iter().any(|it| match it {
        Meaning::Class(_) | Meaning::Noun(_) | Meaning::Target(_) => true,
        Meaning::Actor(_) => {
            !(hit.from..hit.to).any(|at| passage.tokens.get(at).is_some_and(is_capital))
        }
        Meaning::Generic(_) => is_person_generic(passage.tokens.word(hit.to - 1)),
        _ => false,
    })
}

fn is_capital(token: &crate::text::token::Token) -> bool {
    token.case != crate::text::token::Case::Lower
}

/// Words for one member of a force that the pack lists with the force.
fn is_person_generic(word: &str) -> bool {
    [
        "soldat",
        "soldier",
        "gendarme",
        "policier",
        "policeman",
        "militaire",
        "officer",
        "officier",
        "volontaire",
        "volunteer",
        "guard",
        "garde",
        "douanier",
    ]
    .contains(&word)
}

/// Whether an Arabic noun names one person: no sound plural, no dual, none of the broken plurals.
fn is_arabic_singular(passage: &Passage, hit: &Hit) -> bool {
    let word = bare(passage.tokens.word(hit.from));
    let last = bare(passage.tokens.word(hit.to - 1));
    let long = |word: &str| word.chars().count() > 4;
    let many = |word: &str| {
        ARABIC_MANY.contains(&word)
            || word.strip_prefix(['و', 'ف', 'ل', 'ب']).is_some_and(|it| ARABIC_MANY.contains(&it))
            || long(word) && ["ون", "ين", "ات", "ان"].iter().any(|it| word.ends_with(it))
    };
    let organised = hit.meanings.iter().any(|it| matches!(it, Meaning::Generic(_)))
        && !["جندي", "شرطي", "دركي", "عسكري", "ضابط", "حارس", "متطوع", "جمركي"]
            .iter()
            .any(|it| word.starts_with(it));
    !organised && !many(word) && !many(last)
}

/// An Arabic word without its attached particles and article.
fn bare(word: &str) -> &str {
    let word = word.strip_prefix(['و', 'ف']).filter(|it| it.starts_with("ال")).unwrap_or(word);
    word.strip_prefix("لل").or_else(|| word.strip_prefix("ال")).unwrap_or(word)
}

/// What happened to the one person whom a noun names.
fn fate(
    names: &Names,
    sentence: &Sentence<'_>,
    part: &Part,
    hit: &Hit,
    from: usize,
) -> Option<TollKind> {
    let passage = sentence.passage;
    if fates::is_doer(sentence, from) {
        return None;
    }
    let arabic = passage.lang == Lang::Ar;
    // قتل مسلح ثلاثة: the one right behind the verb did it where a number follows.
    let did = arabic
        && passage
            .numbers
            .iter()
            .any(|it| it.range.start >= hit.to && it.range.start <= hit.to + 2)
        && !is_and(passage, hit.to)
        && !is_and(passage, hit.to + 1);
    // What hangs on an "and" goes on with its list.
    let direct = |fate: &fates::Fate| !arabic || fate.1 + 2 >= from || !is_and(passage, from);
    let before = fates::before(sentence, from).filter(|it| !did && direct(it));
    let after = fates::after(names, sentence, part, hit.to).filter(|it| {
        it.1 <= hit.to + 4
            && (it.1 == hit.to || fates::is_passive(passage, it.1) || is_dying(passage, it.1))
    });
    let after = after.filter(|_| !arabic || hit.to < sentence.range.end);
    before.or(after).map(|it| it.0)
}

fn is_dying(passage: &Passage, at: usize) -> bool {
    ["died", "mort", "decede", "peri", "succomb", "perdu", "توفي", "لقي"]
        .iter()
        .any(|it| passage.tokens.word(at).starts_with(it))
}

/// A verb in the singular passive, or a killing aimed at one person, implies one victim where
/// nothing in its part counts any.
pub(super) fn implied(sentence: &Sentence<'_>, part: &Part, out: &mut Vec<Found>) {
    let passage = sentence.passage;
    for hit in passage.hits_in(&part.range) {
        let lethal = is_beaten_to_death(passage, hit);
        let Some(kind) = fates::told(sentence, hit).or(lethal.then_some(TollKind::Dead)) else {
            continue;
        };
        let one = lethal || is_singular_passive(passage, hit) || is_aimed(sentence, hit);
        if !one
            || !matches!(kind, TollKind::Dead | TollKind::Wounded | TollKind::Abducted)
            || out.iter().any(|it| it.kind == kind)
            || is_denied(passage, hit, sentence.range.start)
        {
            continue;
        }
        out.push(Found {
            kind,
            side: None,
            beside: None,
            low: Some(1),
            high: Some(1),
            scope: Scope::Event,
            provisional: false,
            implied: true,
            listed: false,
            placed: false,
            list: usize::MAX,
            range: hit.from..hit.to,
        });
    }
}

/// "Was killed", "a été tué", "est mort", قتيلا behind a verb that has its object as an ending.
fn is_singular_passive(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let back = |steps: usize| hit.from.checked_sub(steps).map_or("", word);
    match passage.lang {
        Lang::En => {
            let own = word(hit.from);
            let passive = back(1) == "was" || back(2) == "was" && back(1).ends_with("ly");
            let body = matches!(own, "body") || matches!(back(1), "body");
            passive
                || own == "was"
                || body
                || back(1) == "been" && back(2) == "has"
                || matches!(own, "died" | "perished" | "succumbed") && has_one_subject(passage, hit)
        }
        Lang::Fr => {
            let last = word(hit.to - 1);
            let plural = last.ends_with('s');
            let passive = back(1) == "ete" && matches!(back(2), "a" | "ayant" | "aurait" | "avoir");
            let dies = back(1) == "est" && (last.starts_with("mort") || last.starts_with("decede"))
                || back(1) == "a" && (last == "peri" || last.starts_with("succomb"));
            !plural && (passive || dies)
        }
        Lang::Ar => {
            (hit.from..=hit.to).any(|at| matches!(word(at), "مقتولا" | "مقتوله" | "ميتا"))
                || matches!(
                    word(hit.from),
                    "ارداه" | "فارداه" | "فاردياه" | "اردياه" | "اردوه" | "فاردوه"
                )
        }
    }
}

/// "Its pilot died": a subject under an article or possessive, in the singular.
fn has_one_subject(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let start = hit.from.saturating_sub(4);
    let determined = (start..hit.from)
        .any(|at| matches!(word(at), "a" | "an" | "the" | "its" | "his" | "her" | "one"));
    let joined = (start + 1..=hit.from)
        .all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()) || at <= start + 1);
    determined
        && joined
        && hit.from > 0
        && is_singular(word(hit.from - 1))
        && !passage.numbers.iter().any(|it| it.range.start >= start && it.range.end <= hit.from)
}

/// "Beat a thief to death", ضربت رجلا حتى الموت.
fn is_beaten_to_death(passage: &Passage, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let mob = hit
        .meanings
        .iter()
        .any(|it| matches!(it, Meaning::Act(Act::Mob, _) | Meaning::Opens(_, Act::Mob)));
    if !mob {
        return false;
    }
    let end = hit.to + 9;
    let to_death = (hit.from..end).any(|at| {
        word(at) == "death" && word(at.saturating_sub(1)) == "to"
            || word(at) == "mort" && word(at.saturating_sub(1)) == "a"
            || word(at) == "الموت" && word(at.saturating_sub(1)) == "حتي"
    });
    let joined = (hit.to..end).take_while(|&at| !matches!(word(at), "death" | "mort" | "الموت"));
    to_death && joined.into_iter().all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()))
}

/// Assassinations and lynchings are aimed at one person, unless they failed.
fn is_aimed(sentence: &Sentence<'_>, hit: &Hit) -> bool {
    let passage = sentence.passage;
    let aimed = sentence.triggers.iter().any(|it| {
        it.from >= hit.from
            && it.from < hit.to
            && it.form == Form::Verb
            && matches!(it.act, Act::Assassinate | Act::Mob)
    });
    let plural = passage.tokens.word(hit.to - 1).ends_with('s') && passage.lang == Lang::Fr;
    let noun = passage.lang == Lang::Ar
        && hit.meanings.contains(&Meaning::Act(Act::Assassinate, Form::Noun));
    (aimed || noun) && !plural
}

/// "Was not killed", "nobody was hurt", "escaped an assassination attempt".
fn is_denied(passage: &Passage, hit: &Hit, floor: usize) -> bool {
    let start = hit.from.saturating_sub(6).max(floor);
    passage.has_cue(&(start..hit.from), Cue::Negation)
        || (start..hit.to + 2).any(|at| {
            matches!(
                passage.tokens.word(at),
                "attempt"
                    | "attempted"
                    | "attempts"
                    | "tentative"
                    | "escaped"
                    | "survived"
                    | "survit"
                    | "echappe"
                    | "محاوله"
                    | "نجا"
                    | "نجاه"
                    | "group"
                    | "convoy"
                    | "family"
            )
        })
}
