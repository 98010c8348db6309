//! The tags of a report: every actor, person, town, date and number with its words.

use crate::model::{
    ActorTag, Coding, EventMention, OtherTag, Party, PersonTag, Role, Slug, Span, TownTag,
};
use crate::theatre::{Actor, Names, key};

use super::clauses::Sentence;
use super::places::{CAPITAL, Site};
use super::roles::{self, Kind};
use super::{Coder, parties};

pub(super) fn tag(coder: &Coder<'_>, sentence: &Sentence<'_>, coding: &mut Coding) {
    let names = coder.names;
    let tokens = &sentence.passage.tokens;
    for party in sentence.parties.iter().filter(|it| !parties::is_warder(sentence.passage, it)) {
        let Some(actor) = names.actors.get(party.actor as usize) else { continue };
        let span = tokens.span(party.from, party.to);
        let why = match party.how {
            parties::How::Name => "named",
            parties::How::Generic => "generic word in its country",
            parties::How::Class => "class word",
            parties::How::Standing => "somebody or something that stands for it",
        };
        note_actor(coding, &actor.id, span, why);
        // "UN forces" names the body as well as its mission, Barkhane its state.
        if (party.how == parties::How::Generic || actor.names_parent)
            && let Some(parent) = actor.parent.as_ref().and_then(|id| parties::index_of(names, id))
            && let Some(parent) = names.actors.get(parent as usize)
            && (actor.names_parent
                || is_named_in(parent, &sentence.passage.words(party.from..party.to)))
        {
            note_actor(coding, &parent.id, span, "named in its mission");
        }
    }
    for figure in &sentence.figures {
        let Some(person) = figure.person.and_then(|it| names.people.get(it as usize)) else {
            continue;
        };
        let span = tokens.span(figure.from, figure.to);
        match coding.people.iter_mut().find(|it| it.name == person.name) {
            Some(tag) => tag.evidence.push(span),
            None => coding.people.push(PersonTag {
                name: person.name.clone(),
                evidence: vec![span],
                why: "named".to_owned(),
            }),
        }
    }
    for place in &sentence.places {
        let span = tokens.span(place.from, place.to);
        match place.site {
            // "The capital" says where it was, and names no town.
            Site::Town(_) if place.why == CAPITAL => {}
            Site::Town(town) => note_town(coder, coding, town, span, place.why),
            Site::Region(region) => {
                if let Some(region) = names.regions.get(region as usize) {
                    coding.others.push(OtherTag {
                        kind: "region".into(),
                        value: region.name.clone(),
                        evidence: span,
                    });
                }
            }
            Site::Country(country) => {
                if let Some(country) = names.countries.get(country as usize) {
                    coding.others.push(OtherTag {
                        kind: "country".into(),
                        value: country.name.clone(),
                        evidence: span,
                    });
                }
            }
            _ => {}
        }
    }
    numbers_and_dates(sentence, coding);
}

fn is_named_in(actor: &Actor, words: &str) -> bool {
    actor.names.all().any(|(_, name)| {
        let name = key(name);
        words == name || words.strip_prefix(name.as_str()).is_some_and(|it| it.starts_with(' '))
    })
}

pub(super) fn numbers_and_dates(sentence: &Sentence<'_>, coding: &mut Coding) {
    let passage = sentence.passage;
    let mut note = |kind: &str, range: &std::ops::Range<usize>| {
        if sentence.range.contains(&range.start) {
            coding.others.push(OtherTag {
                kind: kind.into(),
                value: passage.words(range.clone()),
                evidence: passage.tokens.span(range.start, range.end),
            });
        }
    };
    for date in &passage.dates {
        note("date", &date.range);
    }
    for number in passage.numbers.iter().filter(|it| !it.weak) {
        note("number", &number.range);
    }
}

pub(super) fn note_actor(coding: &mut Coding, id: &Slug, span: Span, why: &str) {
    match coding.actors.iter_mut().find(|it| it.id == *id) {
        Some(tag) => tag.evidence.push(span),
        None => {
            coding.actors.push(ActorTag {
                id: id.clone(),
                evidence: vec![span],
                why: why.to_owned(),
            });
        }
    }
}

pub(super) fn note_town(coder: &Coder<'_>, coding: &mut Coding, town: u32, span: Span, why: &str) {
    let Some(row) = coder.names.towns().get(town) else { return };
    let row = row.site_of.and_then(|it| coder.names.towns().by_id(it)).unwrap_or(row);
    match coding.towns.iter_mut().find(|it| it.id == row.id) {
        Some(tag) => tag.evidence.push(span),
        None => coding.towns.push(TownTag {
            name: row.name.clone(),
            country: row.country.clone(),
            admin1: row.admin1.clone(),
            id: row.id,
            latitude: row.latitude,
            longitude: row.longitude,
            evidence: vec![span],
            why: why.to_owned(),
        }),
    }
}

/// What is done to goods, walls and machines as well as to people.
fn is_upon_things(code: &str) -> bool {
    matches!(code, "grp.rule" | "bomb.defused" | "terr.blockade" | "pris.attack" | "riot.demo")
        || code.starts_with("air.down")
}

/// Victims without a name of their own, and an attack without an author, are parties too.
pub(super) fn tag_implied(names: &Names, coding: &mut Coding) {
    let force = |id: &str| {
        let actor =
            names.actors.iter().position(|it| it.id == *id).and_then(|it| u16::try_from(it).ok());
        actor.is_some_and(|it| roles::kind(names, it) == Kind::State) && !id.ends_with("_gov")
    };
    let forces = coding.actors.iter().any(|it| force(&it.id));
    let told = |event: &EventMention, party: &Party| match party.id.as_str() {
        // What is taxed, besieged, found or broken open need not be people's.
        "civilians" if party.role == Role::Target => !is_upon_things(&event.event),
        // A base or an airport need not be the army's where other forces are named.
        id if force(id) && party.role == Role::Target => {
            !forces && event.target.as_ref().is_none_or(|it| *it != *"airport")
        }
        _ => true,
    };
    let implied: Vec<(Slug, Span)> = coding
        .events
        .iter()
        .filter(|it| it.realis >= crate::model::Realis::Denied)
        .flat_map(|it| it.parties.iter().map(move |party| (it, party)))
        .filter(|it| told(it.0, it.1))
        .map(|(event, party)| (party.id.clone(), event.evidence))
        .collect();
    for (id, span) in implied {
        if !coding.actors.iter().any(|it| it.id == id) {
            note_actor(coding, &id, span, "implied by the event");
        }
    }
    // "Residents said", "gunmen" in a novel: a word for anybody is a party only in an event.
    let events = &coding.events;
    coding.actors.retain(|it| {
        !matches!(it.id.as_str(), "civilians" | "unidentified")
            || events.iter().any(|event| event.parties.iter().any(|party| party.id == it.id))
    });
}
