//! What an incident says, computed from its mentions alone.

use std::{cmp::Ordering, collections::BTreeMap};

use jiff::Timestamp;

use crate::{
    model::{
        Claim, ClaimRow, Figure, Incident, Member, Party, Place, Realis, Role, Slug, Stance, When,
    },
    theatre::Names,
};

use super::{
    item::{Item, Part, Site},
    partition::Gathered,
    statements,
};

mod codes;
mod counts;
mod headline;
mod trust;
mod weight;

pub use codes::{Acled, acled};

/// The incident of these mentions, without an id.
pub(super) fn incident(names: &Names, gathered: &Gathered<'_>) -> Incident {
    let items: Vec<&Item<'_>> = gathered.members.iter().map(|(item, _)| item).collect();
    let when = when(&items);
    let parties = parties(&items);
    let tolls = counts::rows(&items);
    let counted = counts::Counted::of(&items);
    let told = codes::Content::of(names, &items, gathered.statement, &counted);
    let place = place(&items, gathered.site);
    let claims = claims(&items);
    let trust = trust::Trust::of(names, &items, &claims, &parties);
    let mut incident = Incident {
        id: "".into(),
        statement: gathered.statement,
        headline: String::new(),
        acled_type: told.acled.as_ref().map(|it| it.event_type.clone()),
        acled_sub_type: told.acled.as_ref().map(|it| it.sub_type.clone()),
        event: told.event,
        also: told.also,
        realis: items.iter().map(|it| it.told.mention.realis).max().unwrap_or(Realis::Background),
        verification: trust.verification,
        severity: 1,
        when,
        place,
        people: people(&items),
        target: most(&items, |it| it.told.mention.target.as_ref()),
        weapon: most(&items, |it| it.told.mention.weapon.as_ref()),
        civilian_targeting: told.civilian_targeting,
        outcome: most(&items, |it| it.told.mention.outcome.as_ref()),
        deaths: counted.deaths(),
        wounded: counted.wounded(),
        deaths_by_side: counted.by_side(),
        tolls,
        claims,
        parties,
        members: gathered.members.iter().map(|(item, why)| member(item, why)).collect(),
        sources: trust.sources,
        independent: trust.independent,
        first_reported: reported(&items).min().unwrap_or_default(),
        last_reported: reported(&items).max().unwrap_or_default(),
        changed: changed(&items, gathered),
        edited_by: gathered.last.map(|it| it.by.clone()),
        otherwise: gathered.otherwise.clone(),
        about: None,
    };
    incident.severity = weight::severity(names, &incident, &items);
    incident.headline = headline::headline(names, &incident);
    incident
}

/// By date, undated last; then by place, kind and mentions, so that no two are equal.
pub(super) fn order(a: &Incident, b: &Incident) -> Ordering {
    let key = |it: &Incident| {
        let date = it.when.as_ref().map(|it| it.date);
        (it.statement, date.is_none(), date, it.place.town.clone(), it.event.clone())
    };
    let members = |it: &Incident| {
        let of = |it: &Member| (it.report.clone(), it.evidence, it.town, it.date);
        it.members.iter().map(of).collect::<Vec<_>>()
    };
    key(a).cmp(&key(b)).then_with(|| members(a).cmp(&members(b)))
}

/// A hash of all that an incident says, free of its id, its `about` and who edited it: by it the
/// store finds the row of an incident that was grouped anew.
pub fn digest(incident: &Incident) -> u64 {
    let bare = Incident { id: "".into(), about: None, edited_by: None, ..incident.clone() };
    // Its maps have text for keys and its numbers are finite: JSON never fails.
    let said = serde_json::to_vec(&bare).unwrap_or_default();
    xxhash_rust::xxh3::xxh3_64(&said)
}

fn member(item: &Item<'_>, why: &str) -> Member {
    let mention = &item.told.mention;
    let why = match &item.taken {
        Some(taken) => format!("{why}; dated by {taken}"),
        None => why.to_owned(),
    };
    Member {
        report: mention.report.clone(),
        evidence: mention.evidence,
        event: mention.event.clone(),
        town: mention.place.town_id,
        date: mention.when.as_ref().map(|it| it.date),
        why,
    }
}

fn reported(items: &[&Item<'_>]) -> impl Iterator<Item = Timestamp> {
    items.iter().map(|it| it.told.origin.reported())
}

/// A near-copy adds nothing; a decision does.
fn changed(items: &[&Item<'_>], gathered: &Gathered<'_>) -> Timestamp {
    let mut texts: BTreeMap<u64, Timestamp> = BTreeMap::new();
    for item in items {
        let at = item.told.origin.reported();
        texts.entry(item.told.origin.copy).and_modify(|it| *it = at.min(*it)).or_insert(at);
    }
    let newest = texts.into_values().max().unwrap_or_default();
    gathered.last.map_or(newest, |it| it.at.max(newest))
}

/// The earliest date of the best precision; the last day where any mention says how long it took.
fn when(items: &[&Item<'_>]) -> Option<When> {
    let news = |it: &&&Item<'_>| it.part != Part::Joins;
    let best = items.iter().filter(news).filter_map(|it| it.time).min();
    let best = best.or_else(|| items.iter().filter_map(|it| it.time).min())?;
    let said = || items.iter().filter_map(|it| it.told.mention.when.as_ref());
    let same_day = |it: &&When| it.date == best.date && it.precision == best.precision;
    Some(When {
        date: best.date,
        precision: best.precision,
        end: said().filter_map(|it| it.end).max().filter(|it| *it > best.date),
        time_of_day: said()
            .filter(same_day)
            .find_map(|it| it.time_of_day)
            .or_else(|| said().find_map(|it| it.time_of_day)),
    })
}

/// The place of the mention that tells most of it at the site of the incident.
fn place(items: &[&Item<'_>], site: Site<'_>) -> Place {
    let at_site = items.iter().filter(|it| it.site == site && it.part != Part::Joins);
    let places: Vec<&Place> = at_site.map(|it| &it.told.mention.place).collect();
    let Some(first) =
        places.first().or(items.first().map(|it| &it.told.mention.place).as_ref()).copied()
    else {
        return Place::default();
    };
    let words = places.iter().find_map(|it| it.words.clone());
    Place { words: first.words.clone().or(words), ..first.clone() }
}

/// Every actor once per role, by the surest word; `unidentified` gives way to a named attacker of
/// whom the report or the attacker itself says so.
fn parties(items: &[&Item<'_>]) -> Vec<Party> {
    let mut found: BTreeMap<(Role, Slug), Party> = BTreeMap::new();
    for party in items.iter().flat_map(|it| &it.told.mention.parties) {
        let known = found.entry((party.role, party.id.clone())).or_insert_with(|| party.clone());
        known.attribution = known.attribution.max(party.attribution);
    }
    let surely = |it: &Party| {
        it.role == Role::Attacker
            && it.id != *"unidentified"
            && it.attribution >= crate::model::Attribution::Claimed
    };
    let named = found.values().any(surely);
    let blank = |it: &Party| it.role == Role::Attacker && it.id == *"unidentified";
    found.into_values().filter(|it| !(named && blank(it))).collect()
}

fn people(items: &[&Item<'_>]) -> Vec<Figure> {
    let mut found: Vec<Figure> =
        items.iter().flat_map(|it| &it.told.mention.people).cloned().collect();
    found.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
    found.dedup();
    found
}

/// What most mentions say; of equals the one that the oldest report says.
fn most<'a>(items: &[&Item<'a>], of: impl Fn(&Item<'a>) -> Option<&'a Slug>) -> Option<Slug> {
    let mut said: Vec<(&Slug, usize)> = Vec::new();
    for word in items.iter().filter_map(|it| of(it)) {
        match said.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => said.push((word, 1)),
        }
    }
    let (word, _) = said.iter().rev().max_by_key(|(_, count)| *count)?;
    Some((*word).clone())
}

/// Every party's word, oldest first; a claim or denial without rows of its own is one.
fn claims(items: &[&Item<'_>]) -> Vec<ClaimRow> {
    let mut rows: Vec<ClaimRow> = Vec::new();
    for item in items {
        let told = item.told;
        let row = |claim: &Claim, words: &str| ClaimRow {
            by: claim.by.clone(),
            stance: claim.stance,
            about: claim.about,
            control: claim.control.clone(),
            report: told.origin.report.clone(),
            at: told.origin.reported(),
            words: words.to_owned(),
        };
        let words = told.claim_words.iter().map(String::as_str);
        let words = words.chain(std::iter::repeat(told.words.as_str()));
        rows.extend(told.mention.claims.iter().zip(words).map(|(claim, words)| row(claim, words)));
        if told.mention.claims.is_empty() && item.part == Part::Speaks {
            rows.push(row(&implied(item), &told.words));
        }
    }
    rows.sort_by(|a, b| {
        let key = |it: &ClaimRow| (it.at, it.report.clone(), it.by.clone(), it.stance, it.about);
        key(a).cmp(&key(b))
    });
    rows.dedup();
    rows
}

/// The claim or denial that a mention is by its code.
fn implied(item: &Item<'_>) -> Claim {
    let mention = &item.told.mention;
    let denies = statements::code(item) == "say.denial";
    let speaks =
        |role: Role| mention.parties.iter().find(|it| it.role == role).map(|it| it.id.clone());
    let by = if denies { speaks(Role::Denier) } else { speaks(Role::Claimant) };
    Claim {
        by: by.or_else(|| if denies { None } else { speaks(Role::Attacker) }),
        stance: if denies { Stance::Denies } else { Stance::Claims },
        about: if denies {
            crate::model::About::Event
        } else {
            crate::model::About::Responsibility
        },
        control: None,
        evidence: mention.evidence,
    }
}
