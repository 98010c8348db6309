//! Whose word it is: sources, independent origins, verification.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{About, ClaimRow, Party, Realis, Role, Slug, Stance, Verification},
    theatre::Names,
};

use super::super::{
    item::{Item, Part},
    sides::related,
    victims::Union,
};

/// Who says it and how well that establishes it.
#[derive(Debug)]
pub(super) struct Trust {
    /// Distinct publishers.
    pub sources: u32,
    /// Distinct origins.
    pub independent: u32,
    /// How well established.
    pub verification: Verification,
}

/// What one report says of an incident.
#[derive(Debug)]
struct Voice<'a> {
    publisher: &'a str,
    copy: u64,
    state: bool,
    reliable: bool,
    /// The one actor on whose word all of it leans.
    speaker: Option<&'a Slug>,
    saw: bool,
}

impl Trust {
    /// The trust in what these mentions tell.
    pub(super) fn of(
        names: &Names,
        items: &[&Item<'_>],
        claims: &[ClaimRow],
        parties: &[Party],
    ) -> Self {
        let voices = voices(items);
        let publishers: BTreeSet<&str> = voices.iter().map(|it| it.publisher).collect();
        let independent = origins(names, &voices);
        Self {
            sources: u32::try_from(publishers.len()).unwrap_or(u32::MAX),
            independent,
            verification: verification(names, items, &voices, claims, parties, independent),
        }
    }
}

/// Whether all that is told leans on the word of one side.
pub(super) fn one_sided(names: &Names, items: &[&Item<'_>]) -> bool {
    let voices = voices(items);
    origins(names, &voices) == 1 && voices.iter().all(|it| it.speaker.is_some() || it.state)
}

/// One voice per report; history told again adds none.
fn voices<'a>(items: &[&Item<'a>]) -> Vec<Voice<'a>> {
    let mut reports: BTreeMap<&str, Vec<&Item<'a>>> = BTreeMap::new();
    for item in items {
        reports.entry(&item.told.origin.report).or_default().push(item);
    }
    reports.into_values().map(|it| voice(&it)).collect()
}

fn voice<'a>(items: &[&Item<'a>]) -> Voice<'a> {
    let origin = &items[0].told.origin;
    let mut speakers: BTreeSet<Option<&'a Slug>> = BTreeSet::new();
    for mention in items.iter().map(|it| &it.told.mention) {
        speakers.extend(mention.tolls.iter().map(|it| it.by.as_ref()));
        speakers.extend(mention.claims.iter().map(|it| it.by.as_ref()));
    }
    let speaker = if speakers.len() == 1 { speakers.into_iter().next().flatten() } else { None };
    let told = items.iter().any(|it| it.told.mention.realis == Realis::Occurred);
    Voice {
        publisher: &origin.publisher,
        copy: origin.copy,
        state: origin.stance.as_ref().is_some_and(|it| *it == *"state"),
        reliable: matches!(origin.reliability, 'A' | 'B'),
        speaker,
        saw: told && speaker.is_none(),
    }
}

/// Near-copies, one publisher's reports, and reports that lean on one side's word are one origin;
/// what a state's own outlet says is that state's word.
fn origins(names: &Names, voices: &[Voice<'_>]) -> u32 {
    let is_state = |it: &Voice<'_>| {
        let of_state = |id: &Slug| names.actor(id).is_some_and(|it| it.class == *"state");
        it.speaker.map_or(it.state, of_state)
    };
    let same = |a: &Voice<'_>, b: &Voice<'_>| match (a.speaker, b.speaker) {
        _ if a.copy == b.copy => true,
        (Some(one), Some(two)) => related(names, one, two, None),
        (None, None) => a.publisher == b.publisher || (a.state && b.state),
        (Some(_), None) | (None, Some(_)) => (a.state || b.state) && is_state(a) && is_state(b),
    };
    // Voices that say the same are merged first: an incident can have hundreds of reports.
    let mut distinct: Vec<&Voice<'_>> = Vec::new();
    let mut seen = BTreeSet::new();
    for voice in voices {
        if seen.insert((
            voice.speaker,
            voice.state,
            voice.speaker.is_none().then_some(voice.publisher),
            voice.copy,
        )) {
            distinct.push(voice);
        }
    }
    let mut sets = Union::new(distinct.len());
    for a in 0..distinct.len() {
        for b in a + 1..distinct.len() {
            if same(distinct[a], distinct[b]) {
                sets.join(a, b);
            }
        }
    }
    let count = (0..distinct.len()).filter(|it| sets.root(*it) == *it).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn verification(
    names: &Names,
    items: &[&Item<'_>],
    voices: &[Voice<'_>],
    claims: &[ClaimRow],
    parties: &[Party],
    independent: u32,
) -> Verification {
    if taken_back(claims) {
        Verification::Refuted
    } else if denied(items, claims) {
        Verification::Disputed
    } else if voices.iter().any(|it| it.reliable && it.saw)
        || both_sides(names, items, claims, parties)
    {
        Verification::Confirmed
    } else if independent > 1 {
        Verification::Corroborated
    } else {
        Verification::Unconfirmed
    }
}

/// Who claimed it denies it later.
fn taken_back(claims: &[ClaimRow]) -> bool {
    claims.iter().enumerate().any(|(at, denial)| {
        denial.stance == Stance::Denies
            && denial.by.is_some()
            && claims.iter().take(at).any(|it| {
                it.stance == Stance::Claims
                    && it.by == denial.by
                    && it.about == denial.about
                    && it.at < denial.at
            })
    })
}

/// A party, or a source that is reliable, says that it is not so. A denied toll leaves the event.
fn denied(items: &[&Item<'_>], claims: &[ClaimRow]) -> bool {
    let reliable = |report: &Slug| {
        items.iter().any(|it| {
            it.told.origin.report == *report && matches!(it.told.origin.reliability, 'A' | 'B')
        })
    };
    let speaks = |it: &&ClaimRow| it.stance == Stance::Denies && it.about != About::Toll;
    claims.iter().filter(speaks).any(|it| it.by.is_some() || reliable(&it.report))
}

/// Attacker and target each say so.
fn both_sides(names: &Names, items: &[&Item<'_>], claims: &[ClaimRow], parties: &[Party]) -> bool {
    let says = |it: &&ClaimRow| matches!(it.stance, Stance::Claims | Stance::Confirms);
    let mut speakers: BTreeSet<&Slug> =
        claims.iter().filter(says).filter_map(|it| it.by.as_ref()).collect();
    let news = items.iter().filter(|it| it.part != Part::Joins);
    speakers.extend(news.flat_map(|it| &it.told.mention.tolls).filter_map(|it| it.by.as_ref()));
    let day = items.iter().find_map(|it| it.time).map(|it| it.date);
    let speaks_for = |roles: &[Role]| {
        let side = parties.iter().filter(|it| roles.contains(&it.role));
        side.into_iter().any(|it| speakers.iter().any(|by| related(names, by, &it.id, day)))
    };
    speaks_for(&[Role::Attacker, Role::Claimant]) && speaks_for(&[Role::Target])
}
