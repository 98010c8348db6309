//! Who stands for a party: its officers and members, a country or capital that acts ("Paris
//! denied"), and the nation of a soldier's gear ("a French helicopter").

use std::ops::Range;

use jiff::civil::Date;

use crate::model::{Lang, Slug};
use crate::theatre::{Actor, Names, Person, Spellings};

use crate::text::token::Gap;

use super::meaning::{Act, Cue, Form, Meaning, Noun};
use super::parties::{Ground, How, existed, index_of, office_of};
use super::people::heads_a_body;
use super::phrases::Hit;
use super::reading::Passage;
use super::scope::CountryIx;
use super::signs::Sign;

/// The party for which a person or the holder of an office stands.
pub(super) fn holder(
    ground: &Ground<'_>,
    passage: &Passage,
    hits: &[Hit],
    index: usize,
    country: Option<CountryIx>,
) -> Option<(u16, How)> {
    let names = ground.names;
    let hit = hits.get(index)?;
    let person = hit.meanings.iter().find_map(|it| match *it {
        Meaning::Person(person) => names.people.get(person as usize),
        _ => None,
    });
    let of_person = person.and_then(|it| affiliation(names, it, ground.day));
    let office = office_of(names, hit, country)
        .filter(|_| !of_another(passage, hits, index))
        .and_then(|it| names.offices.get(it as usize))
        .filter(|it| it.country.is_none() || person.is_none())
        .map(|it| it.actor.clone());
    let id = of_person.or(office.filter(|_| person.is_none()))?;
    index_of(names, &id).map(|it| (it, How::Standing))
}

/// The organisation of a person on a day: of the office held then or in the week before, since
/// somebody killed or removed is still told of by it, else by membership.
pub(super) fn affiliation(names: &Names, person: &Person, day: Option<Date>) -> Option<Slug> {
    // The dead are told of by what they were, on whatever day.
    let day = match (day, person.died) {
        (Some(day), Some(died)) => Some(day.min(died)),
        (day, died) => day.or(died),
    };
    let lasts = |from: Option<Date>, to: Option<Date>| match day {
        Some(day) => {
            let to = to.map(|it| it.saturating_add(jiff::Span::new().days(7)));
            from.is_none_or(|it| it <= day) && to.is_none_or(|it| day <= it)
        }
        None => to.is_none(),
    };
    let office = person.offices.iter().rev().find(|it| lasts(it.from, it.to));
    let office = office.and_then(|it| names.offices.iter().find(|row| row.id == it.office));
    let member = person.member.iter().find(|it| lasts(it.from, it.to));
    office.map(|it| it.actor.clone()).or_else(|| member.map(|it| it.actor.clone()))
}

/// "The president of the Coordination", "le porte-parole du Jnim": the office is that body's, which
/// is named right after it.
fn of_another(passage: &Passage, hits: &[Hit], index: usize) -> bool {
    let Some(hit) = hits.get(index) else { return false };
    if passage.tokens.word(hit.from).starts_with("presid") && heads_a_body(passage, hit.to) {
        return true;
    }
    let Some(next) = hits.get(index + 1) else { return false };
    let named = next.meanings.iter().any(|it| matches!(it, Meaning::Actor(_)));
    named
        && next.from > hit.to
        && next.from <= hit.to + 3
        && (hit.to..next.from).all(|at| passage.is(at, Sign::Small))
}

/// The state for which a country, a capital or an adjective stands.
pub(super) fn state(
    ground: &Ground<'_>,
    passage: &Passage,
    sentence: &Range<usize>,
    hits: &[Hit],
    index: usize,
) -> Option<(u16, How)> {
    let hit = hits.get(index)?;
    let names = ground.names;
    let found = hit.meanings.iter().find_map(|it| match *it {
        Meaning::Country(country) | Meaning::Abroad(country)
            if acts(passage, sentence, hit) || is_faced(passage, sentence, hit) =>
        {
            state_of(ground, country)
        }
        Meaning::Town(town) if acts(passage, sentence, hit) || is_faced(passage, sentence, hit) => {
            let id = names.towns().get(town)?.id;
            let at = names.countries.iter().position(|it| it.capital == Some(id))?;
            state_of(ground, u16::try_from(at).ok()?)
        }
        Meaning::Demonym(country) if is_gear(passage, hits, index) => forces_of(ground, country),
        _ => None,
    });
    found.map(|it| (it, How::Standing))
}

/// Whether a place is the subject of a political verb: "Paris denied", "le Mali rompt", "Bamako et
/// Niamey dénoncent", never "in Bamako, the minister said".
fn acts(passage: &Passage, sentence: &Range<usize>, hit: &Hit) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    if passage.lang == Lang::Ar {
        // "مالي والنيجر": who is joined to one that acts acts too.
        if word(hit.from).starts_with('و')
            && hit.from > sentence.start
            && let Some(last) = passage.hits_in(&(hit.from - 1..hit.from)).first()
            && last.to == hit.from
            && last.meanings.iter().any(|it| matches!(it, Meaning::Country(_)))
        {
            return acts(passage, sentence, last);
        }
        return hit.from > sentence.start
            && passage.tokens.get(hit.from).is_some_and(|it| it.gap.joins())
            && passage
                .hits_in(&(hit.from - 1..hit.from))
                .iter()
                .any(|it| it.to == hit.from && it.meanings.iter().any(|m| is_political_verb(*m)));
    }
    let mut before = hit.from;
    while before > sentence.start && matches!(word(before - 1), "le" | "la" | "l" | "the") {
        before -= 1;
    }
    let listed = |at: usize| {
        passage.hits_in(&(at..at + 1)).iter().any(|it| {
            it.meanings
                .iter()
                .any(|m| matches!(m, Meaning::Country(_) | Meaning::Town(_) | Meaning::Abroad(_)))
        })
    };
    // "Le Mali, le Burkina Faso et le Niger": a comma of a list parts nothing.
    let comma = |at: usize| {
        passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA))
            && (listed(at) || listed(at + 1))
    };
    if before > sentence.start
        && passage.tokens.get(before).is_some_and(|it| it.gap.joins())
        && !matches!(word(before - 1), "et" | "and" | "que" | "that" | "but" | "mais" | "while")
        && !passage.hits_in(&(before - 1..before)).iter().any(|it| it.is_cue(Cue::Say))
    {
        return false;
    }
    let end = (hit.to + 12).min(sentence.end);
    let mut from = hit.to;
    for next in passage.hits_in(&(hit.to..end)) {
        let open = (from..=next.from)
            .all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()) || comma(at));
        if !open {
            return false;
        }
        for meaning in &next.meanings {
            match meaning {
                Meaning::Cue(Cue::Say) => return true,
                Meaning::Act(act, Form::Verb) => return is_political(*act),
                _ => {}
            }
        }
        let passes = (from..next.from)
            .all(|at| is_link(word(at)) || passage.dates.iter().any(|it| it.range.contains(&at)));
        let joins = next
            .meanings
            .iter()
            .all(|it| matches!(it, Meaning::Country(_) | Meaning::Town(_) | Meaning::Abroad(_)));
        if !passes || !joins {
            return false;
        }
        from = next.to;
    }
    false
}

fn is_political_verb(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Cue(Cue::Say) => true,
        Meaning::Act(act, Form::Verb) | Meaning::Opens(_, act) => is_political(act),
        _ => false,
    }
}

/// "Sanctions on Mali", "talks with Bamako": the country at the other end of a sanction, a pact or
/// a break of relations.
fn is_faced(passage: &Passage, sentence: &Range<usize>, hit: &Hit) -> bool {
    const REACH: usize = 9;
    let mut before = hit.from;
    while before > sentence.start
        && matches!(passage.tokens.word(before - 1), "le" | "la" | "l" | "the")
    {
        before -= 1;
    }
    before > sentence.start
        && matches!(
            passage.tokens.word(before - 1),
            "on" | "against" | "with" | "contre" | "avec" | "علي" | "ضد" | "مع"
        )
        && (before - 1..=hit.from).all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()))
        && passage.hits_in(&(before.saturating_sub(REACH).max(sentence.start)..before)).iter().any(
            |it| {
                it.meanings.iter().any(|m| match m {
                    Meaning::Act(act, _) | Meaning::Opens(_, act) => {
                        matches!(act, Act::Sanction | Act::Diplomacy | Act::Deal)
                    }
                    _ => false,
                })
            },
        )
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "a" | "ont"
            | "has"
            | "have"
            | "had"
            | "also"
            | "on"
            | "formally"
            | "et"
            | "and"
            | "le"
            | "la"
            | "the"
            | "again"
            | "avait"
            | "will"
            | "va"
    )
}

fn is_political(act: Act) -> bool {
    matches!(
        act,
        Act::Deny
            | Act::Statement
            | Act::Diplomacy
            | Act::Sanction
            | Act::Decree
            | Act::Appoint
            | Act::Threaten
            | Act::Deal
            | Act::Claim
            | Act::Withdraw
            | Act::Release
            | Act::Arrest
            | Act::Deploy
            | Act::Trial
            | Act::Unblock
    )
}

/// An adjective of nation beside a machine or a body of troops that no name covers, or set beside
/// another nation's: "a French helicopter", "French and Malian soldiers".
fn is_gear(passage: &Passage, hits: &[Hit], index: usize) -> bool {
    let Some(hit) = hits.get(index) else { return false };
    let word = |at: usize| passage.tokens.word(at);
    let gear = |it: &Hit| {
        it.meanings.iter().any(|m| {
            matches!(
                m,
                Meaning::Noun(Noun::Aircraft | Noun::Drone)
                    | Meaning::Act(Act::AirStrike | Act::Drone, _)
                    | Meaning::Act(Act::Strike, Form::Noun)
            )
        }) || matches!(
            word(it.from),
            "convoy" | "convoi" | "patrol" | "patrouille" | "base" | "strike" | "strikes"
        )
    };
    let troops =
        |it: &Hit| it.meanings.iter().any(|m| matches!(m, Meaning::Actor(_) | Meaning::Generic(_)));
    let joined = |from: usize, to: usize| {
        (from..=to).all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()))
    };
    let and = |at: usize| matches!(word(at), "and" | "et");
    let after = hits.get(index + 1).filter(|it| joined(hit.to, it.from));
    let before =
        index.checked_sub(1).and_then(|it| hits.get(it)).filter(|it| joined(it.to, hit.from));
    let nation = |it: &Hit| it.meanings.iter().any(|m| matches!(m, Meaning::Demonym(_)));
    after.is_some_and(|it| it.from <= hit.to + 1 && gear(it))
        || before.is_some_and(|it| it.to + 2 >= hit.from && gear(it))
        || after
            .is_some_and(|it| it.from == hit.to + 1 && and(hit.to) && (nation(it) || troops(it)))
            && hits
                .get(index + 1)
                .is_some_and(|it| troops(it) || hits.get(index + 2).is_some_and(troops))
        || before.is_some_and(|it| it.to + 1 == hit.from && and(it.to) && troops(it))
}

fn has(words: &Spellings, wanted: &str) -> bool {
    words.en.iter().chain(&words.any).any(|it| it.eq_ignore_ascii_case(wanted))
}

fn find(names: &Names, test: impl Fn(&Actor) -> bool) -> Option<u16> {
    names.actors.iter().position(test).and_then(|it| u16::try_from(it).ok())
}

/// The party that a country is when it acts: its government, or the foreign state.
fn state_of(ground: &Ground<'_>, country: CountryIx) -> Option<u16> {
    let names = ground.names;
    let row = names.countries.get(country as usize)?;
    find(names, |it| {
        it.class == "state" && it.countries.contains(&row.id) && has(&it.generic, "government")
    })
    .or_else(|| {
        find(names, |it| {
            it.class == "external" && existed(it, ground.day) && has(&it.names, &row.name)
        })
    })
}

/// The forces of a country.
fn forces_of(ground: &Ground<'_>, country: CountryIx) -> Option<u16> {
    let names = ground.names;
    let row = names.countries.get(country as usize)?;
    find(names, |it| {
        it.class == "state" && it.countries.contains(&row.id) && has(&it.generic, "army")
    })
    .or_else(|| {
        find(names, |it| row.demonyms.en.iter().any(|d| has(&it.names, &format!("{d} army"))))
    })
    .or_else(|| state_of(ground, country))
}
