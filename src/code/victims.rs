//! One victim without a number: "a soldier was killed", "le maire a été tué", مقتل جندي, and the one
//! that a singular verb implies.

use std::ops::Range;

use crate::model::{Lang, TollKind};
use crate::text::token::{Case, Gap, TokenKind};
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::closed::casualties::{ARABIC_KIN, ARABIC_KIN_TWO, ARABIC_MANY};
use super::counting::{casualty, is_human, is_people};
use super::fates;
use super::lists::{self, is_and};
use super::meaning::{Act, Cue, Form, Meaning};
use super::parties::{How, PartyAt};
use super::phrases::Hit;
use super::reading::Passage;
use super::roles::{self, Kind};

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
    let unnamed = unnamed(names, sentence, part);
    // "Among them a woman and a child": the list of the few goes on.
    let mut few = None;
    let mut is_few = |hit: &Hit| {
        let listed = few.is_some_and(|end| lists::goes_on(passage, end, hit.from));
        let own = listed || lists::is_included(passage, hit.from, sentence.range.start);
        few = if own { Some(hit.to) } else { few };
        own
    };
    let mut ones: Vec<One> = nouns
        .filter(|(_, hit)| !counted(hit.from) && casualty(passage, hit).is_none())
        .filter(|(_, hit)| !is_few(hit) && !lists::speaks(sentence, hit.from))
        .filter_map(|(side, hit)| {
            let from = start_of(passage, hit, sentence.range.start)?;
            let kind = fate(names, sentence, part, from, hit.to);
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
        });
    ones.extend(unnamed);
    ones.sort_by_key(|it| it.from);
    ones
}

/// "And killed a fifth", "une troisième a succombé", "another died": one more of those told before.
fn unnamed(names: &Names, sentence: &Sentence<'_>, part: &Part) -> Vec<One> {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let alone = |at: usize| {
        let verb = |hit: &Hit| {
            casualty(passage, hit).is_some()
                || hit.is_cue(Cue::By)
                || fates::told(sentence, hit).is_some()
        };
        let hit = passage.hits_in(&(at..at + 1)).iter().find(|it| it.from == at);
        let ends = !passage.tokens.get(at).is_some_and(|it| it.gap.joins())
            || at >= sentence.range.end
            || passage.dates.iter().any(|it| it.range.start == at)
            || matches!(
                word(at),
                "in" | "at"
                    | "a"
                    | "near"
                    | "dans"
                    | "later"
                    | "and"
                    | "et"
                    | "had"
                    | "has"
                    | "was"
                    | "est"
            );
        ends || hit.is_some_and(verb)
    };
    // "Killed a ranger", "a tué un guide": the object of a verb of killing is a person, whatever the noun.
    let object = |at: usize| {
        let verb = |hit: &Hit| {
            hit.meanings.iter().any(|it| matches!(it, Meaning::Act(Act::Kill, Form::Verb)))
                && fates::told(sentence, hit) == Some(TollKind::Dead)
                && !fates::is_passive(passage, hit.from)
        };
        let noun = passage.tokens.get(at + 1).is_some_and(|it| {
            it.kind == TokenKind::Word && it.case == Case::Lower && it.gap.joins()
        });
        let known = passage.hits_in(&(at + 1..at + 4)).iter().any(|it| it.from <= at + 2);
        noun && !known && passage.hit_before(at).is_some_and(verb)
    };
    part.range
        .clone()
        .filter_map(|at| {
            let article = match passage.lang {
                Lang::En => matches!(word(at), "a" | "an"),
                Lang::Fr => matches!(word(at), "un" | "une"),
                Lang::Ar => false,
            };
            if article && object(at) {
                return Some(One { side: None, kind: Some(TollKind::Dead), from: at, to: at + 2 });
            }
            let ordinal = article && lists::is_ordinal(passage, at + 1);
            let other = article && word(at + 1) == "autre" || word(at) == "another";
            let to = at + if word(at) == "another" { 1 } else { 2 };
            let kind = ((ordinal || other) && alone(to))
                .then(|| fate(names, sentence, part, at, to))
                .flatten()?;
            Some(One { side: None, kind: Some(kind), from: at, to })
        })
        .collect()
}

/// Whether a verb of saying or doing follows: "and a resident said".
fn acts(passage: &Passage, at: usize) -> bool {
    if matches!(
        passage.tokens.word(at),
        "in" | "during" | "on" | "near" | "dans" | "lors" | "pres" | "في" | "خلال" | "اثر" | "قرب"
    ) {
        return false;
    }
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
            | "notre" | "our" => {
                let one = is_singular(word(hit.to - 1)) && is_person_word(passage, hit);
                return one.then_some(at - 1);
            }
            word if is_link(word) => return None,
            _ => at -= 1,
        }
        steps += 1;
    }
    None
}

/// "A driver and his apprentice", "et son fils", وابنه: those who belong to the first, and how many
/// they are.
pub(super) fn companion(passage: &Passage, at: usize) -> Option<(Range<usize>, u32)> {
    let word = |at: usize| passage.tokens.word(at);
    if passage.lang == Lang::Ar {
        let kin = word(at).strip_prefix('و')?;
        let many = 1 + u32::from(ARABIC_KIN_TWO.contains(&kin));
        let known = many > 1 || ARABIC_KIN.contains(&kin);
        return known.then_some((at..at + 1, many));
    }
    let joined = (at..at + 3).all(|it| passage.tokens.get(it).is_some_and(|it| it.gap.joins()));
    let theirs = matches!(word(at + 1), "his" | "her" | "their" | "son" | "sa" | "leur");
    // "And his two sons": counted by their number.
    let counted = passage.numbers.iter().any(|it| it.range.start == at + 2);
    let more = joined
        && !counted
        && matches!(word(at), "and" | "et")
        && theirs
        && (is_singular(word(at + 2)) || word(at + 2) == "fils");
    more.then_some((at + 1..at + 3, 1))
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

pub(super) fn is_singular(word: &str) -> bool {
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
pub(super) fn is_person_generic(word: &str) -> bool {
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
    from: usize,
    to: usize,
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
            .any(|it| !it.weak && it.range.start >= to && it.range.start <= to + 2)
        && !is_and(passage, to)
        && !is_and(passage, to + 1);
    // What hangs on an "and" goes on with its list.
    let direct = |fate: &fates::Fate| !arabic || fate.1 + 2 >= from || !is_and(passage, from);
    let before = fates::before(sentence, from).filter(|it| !did && direct(it));
    let after = fates::after(names, sentence, part, to).filter(|it| {
        it.1 <= to + 4
            && (it.1 == to || fates::is_passive(passage, it.1) || fates::is_dying(passage, it.1))
    });
    let after = after.filter(|_| !arabic || to < sentence.range.end);
    before.or(after).map(|it| it.0)
}
