//! Events to event mentions: defaults where the report says nothing, codes, realis, reasons.

use jiff::civil::Date;

use crate::model::{
    Attribution, EventMention, Party, PersonRole, Place, Realis, Role, Slug, Stance, Toll,
    TollKind, When,
};
use crate::theatre::Names;

use super::codes::{Facts, codes};
use super::draft::Draft;
use super::footing::footing;
use super::meaning::Act;
use super::realis::{Telling, realis};
use super::roles::{self, Kind};
use super::scope::{country_index, is_core};
use super::sides::{sides, target_sides};
use super::sources::Tone;
use super::{Coder, parties};

/// What the whole report lends to an event that lacks it.
pub(super) struct Lead {
    /// Day of publication in the zone of the country.
    pub(super) anchor: Option<Date>,
    /// When the report's first dated event happened.
    pub(super) when: Option<(When, String)>,
    /// Where the report's first placed event happened.
    pub(super) place: Option<Place>,
    /// The country that the report names most, as an index.
    pub(super) country: Option<u16>,
    /// The country and the region of which the report speaks first.
    pub(super) region: Option<(Slug, String)>,
    /// How the report as a whole presents what it tells.
    pub(super) tone: Tone,
}

/// Makes the mention of a finished draft; `None` when it is no event of the theatre.
pub(super) fn mention(
    coder: &Coder<'_>,
    report: &Slug,
    draft: Draft,
    lead: &Lead,
) -> Option<EventMention> {
    let names = coder.names;
    let mut draft = draft;
    let country = country(names, &draft, lead)?;
    if !is_core(names, country) {
        return None;
    }
    let here = names.countries.get(country as usize).map(|it| &it.id);
    if draft.place.as_ref().is_some_and(|it| it.country.is_some() && it.country.as_ref() != here) {
        draft.place = None;
    }
    settle_place(names, &mut draft, lead, country);
    let (agents, patients) = sides(coder, &mut draft, country, lead.anchor);
    let kinds = |list: &[Party]| -> Vec<Kind> {
        list.iter()
            .filter_map(|it| parties::index_of(names, &it.id))
            .map(|it| roles::kind(names, it))
            .collect()
    };
    let (armed_target, civil_target) = target_sides(coder, &draft);
    let facts = Facts::new(&draft, kinds(&agents), kinds(&patients), armed_target, civil_target);
    let mut found = codes(&facts);
    found.sort_by_key(|it| std::cmp::Reverse(names.event(&it.0).map_or(0, |code| code.rank)));
    let plausible = |it: &&(Slug, &'static str)| is_plausible(coder, &draft, &it.0, &patients);
    let (mut event, mut why) = found.iter().find(plausible)?.clone();
    // An assault on a base with several means at once is called by the assault.
    let means =
        |it: &&(Slug, &str)| ["bomb.", "air.drone", "fire."].iter().any(|m| it.0.starts_with(m));
    if found.iter().filter(means).count() > 1
        && let Some(base) = found.iter().find(|it| it.0.as_str() == "clash.base")
    {
        (event, why) = base.clone();
    }
    found.retain(|it| {
        it.0 == event
            || names.event(&it.0).is_some_and(|code| code.statement)
            || names.event(&event).is_some_and(|code| !code.statement)
    });
    // A denial about a quiet matter is a denial.
    let quiet = names.event(&event).is_some_and(|it| it.statement);
    let denial = found.iter().find(|it| it.0 == "say.denial").filter(|_| quiet).cloned();
    let (event, why) = denial.unwrap_or((event, why));
    let also: Vec<Slug> = found.iter().filter(|it| it.0 != event).map(|it| it.0.clone()).collect();
    let code = names.event(&event)?;
    let (mut agents, mut patients) =
        footing(coder, &event, country, draft.mood.denied, agents, patients);
    if code.statement
        || matches!(event.as_str(), "bomb.defused" | "arms.seized" | "air.crash" | "grp.change")
    {
        // Nobody did it: an author is not implied.
        let cast = |id: &Slug| {
            draft
                .cast
                .iter()
                .any(|it| names.actors.get(it.actor as usize).is_some_and(|it| it.id == *id))
        };
        agents.retain(|it| it.id != "unidentified" || cast(&it.id));
        patients.retain(|it| it.id != "unidentified" || cast(&it.id));
    }
    let telling = Telling { agents: &agents, patients: &patients, code, tone: lead.tone };
    let realis = realis(names, &draft, &telling);
    let (when, when_why) = when(&draft, lead, realis);
    let mut reasons = vec![format!("{event}: {why}")];
    reasons.extend(draft.why.iter().cloned());
    reasons.extend(when_why);
    reasons.extend(draft.cast.iter().filter(|it| !it.speaks).filter_map(|it| {
        names.actors.get(it.actor as usize).map(|actor| format!("{}: {}", actor.id, it.why.words()))
    }));
    let tolls = tolls(names, &draft, &agents, &patients);
    let civilian = patients.iter().any(|it| it.id == "civilians") || event.starts_with("civ.");
    let mut all = agents;
    all.extend(patients);
    all.extend(speakers(names, &draft, &all));
    Some(EventMention {
        report: report.clone(),
        civilian_targeting: civilian && code.acled.as_deref() != Some("Armed clash"),
        event,
        also,
        realis,
        when,
        place: draft.place.unwrap_or_default(),
        parties: all,
        people: draft.figures,
        offices: draft.offices,
        target: draft.targets.first().cloned(),
        weapon: draft.weapons.first().cloned(),
        outcome: draft.outcome,
        tolls,
        claims: draft.claims,
        sums_up: draft.mood.sums_up,
        evidence: draft.evidence,
        why: reasons,
    })
}

/// The country of the event: of its place, else of its sentence, else of the report.
fn country(names: &Names, draft: &Draft, lead: &Lead) -> Option<u16> {
    let index = |id: &Slug| country_index(names, id);
    // What states say or do abroad is news of their own country.
    let home = |it: &super::roles::Cast| {
        let actor = names.actors.get(it.actor as usize)?;
        let known = !matches!(actor.class.as_str(), "unknown" | "civil" | "bandit");
        actor.countries.iter().find_map(index).filter(|it| known && is_core(names, *it))
    };
    let place = draft.place.as_ref().and_then(|it| it.country.as_ref()).and_then(index);
    let abroad =
        place.or(draft.country).is_some_and(|it| !is_core(names, it)) && !draft.is_violent();
    if abroad && let Some(own) = draft.cast.iter().filter(|it| it.agent > 0).find_map(home) {
        return Some(own);
    }
    place
        .or(draft.country)
        .or(lead.country)
        // News without a place is at home where its parties are.
        .or_else(|| draft.cast.iter().find_map(home))
}

/// Violence, and what else is done in a place: not what is said, decided or signed.
pub(super) fn happens_somewhere(draft: &Draft) -> bool {
    draft.is_violent()
        || draft.acts.iter().any(|it| {
            matches!(
                it.0,
                Act::Unblock
                    | Act::Blockade
                    | Act::Aid
                    | Act::Access
                    | Act::Setup
                    | Act::Presence
                    | Act::Take
                    | Act::Retake
                    | Act::Handover
                    | Act::Rule
                    | Act::Protest
                    | Act::Riot
                    | Act::Mob
                    | Act::Burn
                    | Act::Destroy
                    | Act::Sexual
                    | Act::Cache
                    | Act::Defuse
                    | Act::FuelShort
                    | Act::Disperse
                    | Act::Jailbreak
            )
        })
}

/// An event that names no place happened where the report's lead says, if that fits its country.
fn settle_place(names: &Names, draft: &mut Draft, lead: &Lead, country: u16) {
    let id = names.countries.get(country as usize).map(|it| it.id.clone());
    let vague = draft.place.as_ref().is_none_or(|it| it.town.is_none() && it.admin1.is_none());
    let has = |act: Act| draft.acts.iter().any(|it| it.0 == act);
    // Where the taken are let go is seldom said, and not where they were taken.
    let statement = !happens_somewhere(draft) || has(Act::Release) && has(Act::Abduct);
    if vague
        && !statement
        && !draft.mood.sums_up
        && draft.place.is_none()
        && let Some(place) = lead.place.as_ref().filter(|it| it.country == id)
    {
        draft.place = Some(place.clone());
        draft.why.push("place of the lead".to_owned());
    }
    let place = draft.place.get_or_insert_with(Place::default);
    if place.country.is_none() {
        place.country = id;
    }
    // A town that the gazetteer lacks lies in the region of which the report speaks.
    if place.town.is_some()
        && place.admin1.is_none()
        && let Some((country, region)) = &lead.region
        && place.country.as_ref() == Some(country)
    {
        place.admin1 = Some(region.clone());
    }
    if place.precision.is_none() && place.country.is_some() {
        place.precision = Some(3);
    }
}

/// Warlike words are not enough: an event on the ground needs an armed party, an act that is war by
/// its own word, or people attacked; and what weather, traffic, sport or a novel did is none.
fn is_plausible(coder: &Coder<'_>, draft: &Draft, event: &str, patients: &[Party]) -> bool {
    let names = coder.names;
    if names.event(event).is_some_and(|it| it.statement) {
        return draft.titled || draft.at.0 <= 1 || !draft.cast.is_empty();
    }
    let has = |acts: &[Act]| draft.acts.iter().any(|it| acts.contains(&it.0));
    let armed = draft.cast.iter().any(|it| {
        matches!(roles::kind(names, it.actor), Kind::Armed | Kind::Militia | Kind::State)
            && !it.speaks
    });
    let fighters = draft.cast.iter().any(|it| {
        matches!(roles::kind(names, it.actor), Kind::Armed | Kind::Militia) && !it.speaks
    });
    // Freed hostages and relief arrive somewhere too: only forces are deployed.
    let civil = draft.cast.iter().any(|it| roles::kind(names, it.actor) == Kind::Civil);
    // "The assailants arrived on Friday": nobody deploys those whom nobody knows.
    let nameless = draft.cast.iter().filter(|it| !it.speaks).all(|it| {
        names.actors.get(it.actor as usize).is_some_and(|actor| actor.class == "unknown")
    });
    let nameless = nameless && draft.cast.iter().any(|it| !it.speaks);
    if event == "mil.deploy" && (civil && !armed || nameless) {
        return false;
    }
    if draft.mood.other_world
        && !fighters
        && !has(&[Act::AirCrash, Act::Shootdown, Act::Coup, Act::Protest])
    {
        return false;
    }
    let people = draft.counts.iter().any(|it| it.found.low.is_some() || it.found.high.is_some());
    let own_word = has(&[
        Act::Svbied,
        Act::Suicide,
        Act::AirStrike,
        Act::Mine,
        Act::Ambush,
        Act::Coup,
        Act::Protest,
        Act::Abduct,
        Act::Blockade,
        Act::Unblock,
        Act::Jailbreak,
        Act::Massacre,
        Act::Shell,
        Act::Grenade,
        Act::Rule,
        Act::Change,
        Act::Riot,
        Act::Mob,
        Act::Arrest,
        Act::Release,
        Act::Sexual,
        Act::Withdraw,
        Act::Setup,
        Act::Cache,
        Act::Defuse,
        Act::Shootdown,
        Act::AirCrash,
        Act::Deploy,
        Act::Presence,
        Act::Execute,
        Act::Assassinate,
        Act::Neutralise,
        Act::Handover,
        Act::Drone,
    ]);
    // Where people are killed by somebody's hand, it is violence; those who "died" may have drowned.
    let killed = draft.verb(Act::Kill)
        && (people || draft.mood.denied && !patients.is_empty())
        && !draft.mood.other_world;
    let attacked =
        has(&[Act::Attack, Act::Strike, Act::Clash, Act::Explode, Act::Bombard, Act::Burn]);
    let struck = attacked && (people || !draft.targets.is_empty() || !patients.is_empty());
    // Masts, bridges and lines do not fall by themselves.
    let wrecked = has(&[Act::Destroy])
        && draft.targets.iter().any(|it| matches!(it.as_str(), "telecom" | "bridge" | "power"));
    // Shot or knifed is killed by somebody; "killed" alone may be an accident.
    let shot = has(&[Act::Kill, Act::Wound])
        && (people || !patients.is_empty())
        && draft.weapons.iter().any(|it| matches!(it.as_str(), "small arms" | "blade"));
    armed
        || own_word
        || struck
        || wrecked
        || shot
        || killed
        || draft.victim
        || (has(&[Act::Take, Act::Retake]) && draft.place.is_some())
}

/// The event's own day, else the report's, else the day of publication at precision 2.
fn when(draft: &Draft, lead: &Lead, realis: Realis) -> (Option<When>, Option<String>) {
    if let Some((when, why)) = &draft.when {
        return (Some(when.clone()), Some(format!("day: {why}")));
    }
    if realis == Realis::Background || realis == Realis::Planned {
        return (None, None);
    }
    if let Some((when, why)) = &draft.said {
        return (Some(when.clone()), Some(why.clone()));
    }
    if let Some((when, why)) = &lead.when
        && (draft.titled || happens_somewhere(draft))
    {
        return (Some(when.clone()), Some(format!("day of the lead: {why}")));
    }
    match lead.anchor {
        Some(date) => {
            let when = When { date, end: None, precision: 2, time_of_day: None };
            (Some(when), Some("day of publication: the text names none".to_owned()))
        }
        None => (None, Some("undated: no day in the text, no publication date".to_owned())),
    }
}

/// One row a claimant, side and kind; the same number said twice is one.
fn tolls(names: &Names, draft: &Draft, agents: &[Party], patients: &[Party]) -> Vec<Toll> {
    let id =
        |it: Option<u16>| it.and_then(|it| names.actors.get(it as usize)).map(|it| it.id.clone());
    let explicit = |kind| draft.counts.iter().any(|it| it.found.kind == kind && !it.found.implied);
    let mut out: Vec<Toll> = Vec::new();
    for (at, count) in draft.counts.iter().enumerate() {
        let found = &count.found;
        let replaced = || draft.counts.iter().any(|it| it.found.replaces(found));
        let raised = || draft.counts[at + 1..].iter().any(|it| it.found.raises(found));
        if found.implied && explicit(found.kind) || found.former && replaced() || raised() {
            continue;
        }
        let beside = id(found.beside);
        let side = id(found.side).or_else(|| match (patients, &beside) {
            ([only], None) if only.id == "civilians" => Some(only.id.clone()),
            (_, Some(beside)) => patients.iter().map(|it| &it.id).find(|it| *it != beside).cloned(),
            _ => None,
        });
        let side =
            side.or_else(|| beside.filter(|it| *it != "civilians").map(|_| "civilians".into()));
        let toll = Toll {
            by: id(count.by),
            side,
            kind: found.kind,
            low: found.low,
            high: found.high,
            scope: found.scope,
            provisional: found.provisional,
            evidence: count.span,
        };
        if found.more && add_to_last(&mut out, &toll) {
            continue;
        }
        match out.iter_mut().find(|it| repeats(it, &toll)) {
            // What was said of nobody was said of this side.
            Some(known) => known.side = known.side.take().or(toll.side),
            None => out.push(toll),
        }
    }
    settle_victims(names, &mut out, agents, patients);
    out.extend(known_dead(draft, &out));
    out
}

/// "Another died in hospital", "trois autres ont péri": those who come on top of what the same voice
/// counted last.
fn add_to_last(out: &mut [Toll], toll: &Toll) -> bool {
    let same = |it: &&mut Toll| {
        it.kind == toll.kind && it.scope == toll.scope && it.by == toll.by && it.low.is_some()
    };
    let (Some(last), Some(low)) = (out.iter_mut().rev().find(same), toll.low) else {
        return false;
    };
    let apart = last.side.is_some() && toll.side.is_some() && last.side != toll.side;
    if !apart {
        last.low = last.low.map(|it| it + low);
        last.high = last.high.zip(toll.high).map(|(a, b)| a + b);
    }
    !apart
}

/// Where only the attackers' dead have a side, the others are the victims: "29 people were killed;
/// three attackers died".
fn settle_victims(names: &Names, tolls: &mut [Toll], agents: &[Party], patients: &[Party]) {
    let fights = |id: &Slug| {
        parties::index_of(names, id).is_some_and(|it| roles::kind(names, it) == Kind::Armed)
    };
    let suffer = patients.iter().any(|it| !fights(&it.id));
    let is_agent = |id: &Slug| agents.iter().any(|it| it.id == *id) || suffer && fights(id);
    let dead = |it: &&Toll| it.kind == TollKind::Dead;
    let mut sides = tolls.iter().filter(dead).filter_map(|it| it.side.as_ref()).peekable();
    if sides.peek().is_none() || !sides.all(is_agent) {
        return;
    }
    let victim = patients.iter().map(|it| &it.id).find(|it| !is_agent(it)).cloned();
    let victim = victim.unwrap_or_else(|| "civilians".into());
    for toll in tolls.iter_mut().filter(|it| it.kind == TollKind::Dead && it.side.is_none()) {
        toll.side = Some(victim.clone());
    }
}

/// A known person killed is one dead, though no number says so.
fn known_dead(draft: &Draft, tolls: &[Toll]) -> Option<Toll> {
    let killed = draft.acts.iter().any(|it| it.0.toll() == Some(TollKind::Dead));
    if !killed || !draft.victim || tolls.iter().any(|it| it.kind == TollKind::Dead) {
        return None;
    }
    let named = draft.figures.iter().filter(|it| it.role == PersonRole::Victim).count();
    let dead = u32::try_from(named.max(draft.offices.len()).max(1)).ok()?;
    Some(Toll {
        by: None,
        side: None,
        kind: TollKind::Dead,
        low: Some(dead),
        high: None,
        scope: crate::model::Scope::Event,
        provisional: false,
        evidence: draft.evidence,
    })
}

fn repeats(known: &Toll, toll: &Toll) -> bool {
    known.kind == toll.kind
        && known.scope == toll.scope
        && known.low == toll.low
        && (known.high == toll.high || known.high.is_none() || toll.high.is_none())
        && (known.side == toll.side || known.side.is_none() || toll.side.is_none())
}

/// Parties that only speak of the event, by what they say.
fn speakers(names: &Names, draft: &Draft, cast: &[Party]) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for claim in &draft.claims {
        let Some(by) = &claim.by else { continue };
        let role = match claim.stance {
            Stance::Denies => Role::Denier,
            Stance::Claims => continue,
            _ => Role::Other,
        };
        if names.actor(by).is_some() && !cast.iter().any(|it| it.id == *by) {
            out.push(Party { id: by.clone(), role, attribution: Attribution::Stated });
        }
    }
    out
}
