//! Who is named: actors by name, by generic word and by class, and people with their offices.
//!
//! A name is tagged as written. A generic word ("the army") means the party that it is in the
//! country of its adjective ("l'armée malienne") or of its sentence, in that year. A class word
//! ("jihadists") means the report's one named group of that class; without one it stays the class's
//! fallback.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::{Lang, PassageKind};
use crate::theatre::{Actor, Names};

use super::heads;
use super::meaning::Meaning;
use super::phrases::Hit;
use super::reading::Passage;
use super::scope::{CountryIx, at_border};
use super::signs::Sign;
use super::speakers;
use super::standing;

/// How an actor was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By its name.
    Name,
    /// By a generic word in a country.
    Generic,
    /// By a class word.
    Class,
    /// By who or what stands for it: an officer, a person, a capital.
    Standing,
}

/// An actor at a place in a passage.
#[derive(Clone, Debug)]
pub(super) struct PartyAt {
    /// Index of the actor in the pack.
    pub(super) actor: u16,
    /// First token of the phrase.
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    /// How it was settled.
    pub(super) how: How,
    /// It is an organisation by its name, no crowd and no men.
    pub(super) body: bool,
    /// It is the subject of a verb of saying.
    pub(super) speaks: bool,
}

/// What is known of a report before its parties are settled.
pub(super) struct Ground<'a> {
    /// The pack.
    pub(super) names: &'a Names,
    /// The day of the news, if known.
    pub(super) day: Option<Date>,
    /// Actors named by name anywhere in the report, in order.
    pub(super) named: Vec<u16>,
}

/// The actors that a report names by name, in order, titles and captions included.
pub(super) fn named(passages: &[Passage]) -> Vec<u16> {
    let mut out = Vec::new();
    for passage in passages.iter().filter(|it| it.kind != PassageKind::Caption) {
        for hit in &passage.hits {
            for meaning in &hit.meanings {
                if let Meaning::Actor(actor) = *meaning
                    && !out.contains(&actor)
                {
                    out.push(actor);
                }
            }
        }
    }
    out
}

/// The parties of one sentence, in order.
pub(super) fn in_sentence(
    ground: &Ground<'_>,
    passage: &Passage,
    country: Option<CountryIx>,
    sentence: &Range<usize>,
) -> Vec<PartyAt> {
    let hits = passage.hits_in(sentence);
    let mut out: Vec<PartyAt> = Vec::new();
    for (index, hit) in hits.iter().enumerate() {
        let adjective = adjective(hits, index, passage);
        let settled = settle(ground, hit, adjective, country);
        // "Kamikaze drones": the word tells of the machine.
        let machine = |it: &Hit| it.to == hit.from && it.is_noun(super::meaning::Noun::Drone);
        if settled.is_some_and(|it| it.1 == How::Class)
            && passage.tokens.word(hit.from).starts_with("kamikaze")
            && passage.hit_before(hit.from).is_some_and(machine)
        {
            continue;
        }
        if settled.is_some_and(|it| it.1 == How::Generic) && is_affiliation(passage, hit, sentence)
        {
            continue;
        }
        if is_whereabouts(passage, hit, sentence) || is_in_dateline(passage, hit, sentence) {
            continue;
        }
        let settled = settled
            .or_else(|| standing::state(ground, passage, sentence, hits, index))
            .or_else(|| standing::holder(ground, passage, hits, index, country));
        if let Some((actor, how)) = settled {
            let body = how == How::Name && is_organised(ground, actor);
            out.push(PartyAt { actor, from: hit.from, to: hit.to, how, body, speaks: false });
        }
    }
    heads::drop_heads(passage, &mut out);
    out
}

/// Whether an actor is more than a word for people: civilians, gunmen, bandits.
fn is_organised(ground: &Ground<'_>, actor: u16) -> bool {
    self::actor(ground, actor)
        .is_some_and(|it| !matches!(it.class.as_str(), "civil" | "unknown" | "bandit"))
}

/// A country after "in", "near" or "from", or at a border, is where something is: no party; nor is
/// one that is joined to it.
fn is_whereabouts(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    let country = |it: &Meaning| matches!(it, Meaning::Country(_) | Meaning::Abroad(_));
    if !hit.meanings.iter().any(country) || hit.from <= sentence.start {
        return false;
    }
    let arabic = passage.lang == Lang::Ar && passage.tokens.word(hit.from).starts_with('و');
    if arabic
        && let Some(last) = passage.hits_in(&(hit.from - 1..hit.from)).first()
        && last.to == hit.from
        && is_whereabouts(passage, last, sentence)
    {
        return true;
    }
    let before = match passage.tokens.word(hit.from - 1) {
        "the" | "la" | "le" | "l" if hit.from > sentence.start + 1 => hit.from - 2,
        _ => hit.from - 1,
    };
    matches!(
        passage.tokens.word(before),
        "in" | "near"
            | "from"
            | "across"
            | "inside"
            | "en"
            | "au"
            | "aux"
            | "depuis"
            | "في"
            | "قرب"
            | "داخل"
            | "من"
            | "الي"
            | "نحو"
            | "عبر"
    ) || hit.meanings.iter().any(|it| matches!(it, Meaning::Abroad(_)))
        && matches!(passage.tokens.word(before), "of" | "a" | "de" | "d" | "at")
        || at_border(passage, hit.from, hit.to, sentence)
}

/// "Un gardien de la prison": who guards a prison is no passer-by.
pub(super) fn is_warder(passage: &Passage, party: &PartyAt) -> bool {
    let guard = matches!(
        passage.tokens.word(party.from),
        "gardien" | "gardiens" | "warder" | "warders" | "حارس" | "حراس"
    );
    let prison = |word: &str| {
        matches!(
            word,
            "prison" | "prisons" | "penitentiaire" | "detenus" | "inmates" | "سجن" | "السجن"
        )
    };
    guard && (0..passage.tokens.len()).any(|at| prison(passage.tokens.word(at)))
}

/// "NOUAKCHOTT (AFP) –": the town from which it is told stands for no state.
fn is_in_dateline(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    sentence.start == 0
        && hit.from <= 3
        && passage.kind != PassageKind::Title
        && speakers::heads_dateline(passage, sentence, hit.from..hit.to)
}

/// "Groups linked to al-Qaeda and the Islamic State": the brand is no party to the event.
fn is_affiliation(passage: &Passage, hit: &Hit, sentence: &Range<usize>) -> bool {
    let start = hit.from.saturating_sub(9).max(sentence.start);
    (start..hit.from).any(|at| passage.is(at, Sign::Linked))
        || (hit.to < sentence.end && passage.is(hit.to, Sign::Linked))
}

/// The country of an adjective that stands right beside a phrase ("Malian soldiers").
fn adjective(hits: &[Hit], index: usize, passage: &Passage) -> Option<CountryIx> {
    let hit = hits.get(index)?;
    let country = |other: &Hit| {
        other.meanings.iter().find_map(|it| match *it {
            Meaning::Demonym(country) | Meaning::Country(country) => Some(country),
            _ => None,
        })
    };
    let joined = |at: usize| passage.tokens.get(at).is_some_and(|it| it.gap.joins());
    let after = hits.get(index + 1).filter(|it| it.from <= hit.to + 2 && joined(hit.to));
    let before = index
        .checked_sub(1)
        .and_then(|it| hits.get(it))
        .filter(|it| it.to + 1 >= hit.from && joined(hit.from));
    before.and_then(country).or_else(|| after.and_then(country))
}

fn settle(
    ground: &Ground<'_>,
    hit: &Hit,
    adjective: Option<CountryIx>,
    country: Option<CountryIx>,
) -> Option<(u16, How)> {
    let actors: Vec<u16> = hit.meanings.iter().filter_map(|it| actor_of(*it)).collect();
    if !actors.is_empty() {
        return Some((by_country(ground, &actors, adjective.or(country)), How::Name));
    }
    let generic: Vec<u16> = hit.meanings.iter().filter_map(|it| generic_of(*it)).collect();
    if !generic.is_empty() {
        return settle_generic(ground, &generic, adjective, country).map(|it| (it, How::Generic));
    }
    hit.meanings.iter().find_map(|it| match *it {
        Meaning::Class(class) => settle_class(ground, class).map(|it| (it, How::Class)),
        _ => None,
    })
}

fn actor_of(meaning: Meaning) -> Option<u16> {
    if let Meaning::Actor(it) = meaning { Some(it) } else { None }
}

fn generic_of(meaning: Meaning) -> Option<u16> {
    if let Meaning::Generic(it) = meaning { Some(it) } else { None }
}

/// Of actors that share a name, the one of this country, else the one that existed that day.
fn by_country(ground: &Ground<'_>, actors: &[u16], country: Option<CountryIx>) -> u16 {
    let fits = |it: &&u16| actor(ground, **it).is_some_and(|it| belongs(ground.names, it, country));
    let lives = |it: &&u16| actor(ground, **it).is_some_and(|it| existed(it, ground.day));
    actors
        .iter()
        .find(|it| fits(it) && lives(it))
        .or_else(|| actors.iter().find(fits))
        .or_else(|| actors.iter().find(lives))
        .or(actors.first())
        .copied()
        .unwrap_or_default()
}

fn settle_generic(
    ground: &Ground<'_>,
    actors: &[u16],
    adjective: Option<CountryIx>,
    country: Option<CountryIx>,
) -> Option<u16> {
    let country = adjective.or(country)?;
    let fits: Vec<u16> = actors
        .iter()
        .copied()
        .filter(|&it| actor(ground, it).is_some_and(|a| belongs(ground.names, a, Some(country))))
        .collect();
    let mut alive = fits
        .iter()
        .copied()
        .filter(|&it| actor(ground, it).is_some_and(|a| existed(a, ground.day)));
    // Named by name elsewhere in the report beats the rest; the latest beats the earlier.
    let alive: Vec<u16> = alive.by_ref().collect();
    alive
        .iter()
        .copied()
        .find(|it| ground.named.contains(it))
        .or_else(|| {
            let founded = |it: &u16| actor(ground, *it).and_then(|it| it.from);
            alive.iter().copied().max_by_key(founded)
        })
        .or_else(|| fits.last().copied())
}

fn settle_class(ground: &Ground<'_>, class: u16) -> Option<u16> {
    let class = ground.names.classes.get(class as usize)?;
    let mut members: Vec<u16> = Vec::new();
    for &it in &ground.named {
        let Some(actor) = actor(ground, it) else { continue };
        let is_fallback = actor.id == class.fallback;
        if class.classes.contains(&actor.class) && !is_fallback {
            members.push(it);
        }
    }
    if let Some(&first) = members.first()
        && members.iter().all(|&it| related(ground, it, first))
    {
        return Some(first);
    }
    index_of(ground.names, &class.fallback)
}

fn related(ground: &Ground<'_>, a: u16, b: u16) -> bool {
    let (Some(a), Some(b)) = (actor(ground, a), actor(ground, b)) else { return false };
    a.id == b.id || a.parent.as_ref() == Some(&b.id) || b.parent.as_ref() == Some(&a.id)
}

fn actor<'a>(ground: &Ground<'a>, index: u16) -> Option<&'a Actor> {
    ground.names.actors.get(index as usize)
}

fn belongs(names: &Names, actor: &Actor, country: Option<CountryIx>) -> bool {
    match country.and_then(|it| names.countries.get(it as usize)) {
        Some(country) => actor.countries.contains(&country.id),
        None => false,
    }
}

/// Whether an actor existed on a day; without a day, whether it still exists.
pub(super) fn existed(actor: &Actor, day: Option<Date>) -> bool {
    match day {
        Some(day) => actor.from.is_none_or(|it| it <= day) && actor.to.is_none_or(|it| day <= it),
        None => actor.to.is_none(),
    }
}

/// The index of an actor by id.
pub(super) fn index_of(names: &Names, id: &str) -> Option<u16> {
    names.actor_index(id).and_then(|it| u16::try_from(it).ok())
}

/// A known figure or an office at a place in a passage.
#[derive(Clone, Debug)]
pub(super) struct FigureAt {
    /// Index of the person in the pack.
    pub(super) person: Option<u16>,
    /// Index of the office in the pack.
    pub(super) office: Option<u16>,
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
}

/// The people of one sentence; an office right before a name belongs to the name.
pub(super) fn figures(
    names: &Names,
    passage: &Passage,
    sentence: &Range<usize>,
    country: Option<CountryIx>,
) -> Vec<FigureAt> {
    let mut out: Vec<FigureAt> = Vec::new();
    for hit in passage.hits_in(sentence) {
        let person = hit.meanings.iter().find_map(|it| match *it {
            Meaning::Person(person) => Some(person),
            _ => None,
        });
        let office = office_of(names, hit, country);
        if person.is_none() && office.is_none() {
            continue;
        }
        if let Some(last) = out.last_mut()
            && hit.from <= last.to + 1
            && passage.tokens.get(hit.from).is_some_and(|it| it.gap.joins())
            && (last.person.is_none() || person.is_none())
        {
            last.person = last.person.or(person);
            last.office = last.office.or(office);
            last.to = hit.to;
            continue;
        }
        out.push(FigureAt { person, office, from: hit.from, to: hit.to });
    }
    out
}

pub(super) fn office_of(names: &Names, hit: &Hit, country: Option<CountryIx>) -> Option<u16> {
    let offices = hit.meanings.iter().filter_map(|it| match *it {
        Meaning::Office(office) => Some(office),
        _ => None,
    });
    let here = country.and_then(|it| names.countries.get(it as usize)).map(|it| &it.id);
    let mut free = None;
    for office in offices {
        let row = names.offices.get(office as usize)?;
        if row.country.is_some() && row.country.as_ref() == here {
            return Some(office);
        }
        if row.country.is_none() {
            free = free.or(Some(office));
        }
    }
    free
}
