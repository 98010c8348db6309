//! The one line by which lists show an incident: what, where, by whom, how many dead.
//!
//! Built from what was read, never an article's title.

use crate::{
    model::{Attribution, Incident, PersonRole, Role, Slug},
    theatre::Names,
};

/// Characters that a line has at most.
const WIDTH: usize = 90;

/// The headline of an incident.
pub(super) fn headline(names: &Names, incident: &Incident) -> String {
    if incident.statement {
        return shortened([statement(names, incident), place(names, incident)].concat());
    }
    let what = what(names, incident);
    let place = place(names, incident);
    let by = by(names, incident);
    let toll = toll(incident);
    let whole = format!("{what}{place}{by}{toll}");
    if whole.chars().count() <= WIDTH {
        return whole;
    }
    shortened(format!("{what}{place}{toll}"))
}

fn shortened(line: String) -> String {
    if line.chars().count() <= WIDTH {
        return line;
    }
    let mut short: String = line.chars().take(WIDTH - 1).collect();
    short.push('…');
    short
}

fn what(names: &Names, incident: &Incident) -> String {
    let victims = incident.people.iter().filter(|it| it.role == PersonRole::Victim);
    let victims: Vec<&str> = victims.map(|it| it.name.as_str()).collect();
    let has = |code: &str| incident.event == *code || incident.also.iter().any(|it| *it == *code);
    // What is foremost the fall of a town is not told as the death of a man.
    let personal = ["civ.", "bomb.", "air."].iter().any(|it| incident.event.starts_with(it));
    let killed = personal && (has("civ.assassination") || has("civ.execution"));
    match victims[..] {
        [one] if killed => return format!("{one} killed{}", means(incident)),
        [one] if incident.event == *"civ.abduction" => return format!("{one} abducted"),
        [one] if incident.event == *"pris.arrest" => return format!("{one} arrested"),
        _ => {}
    }
    let target = incident.target.as_deref().map(target);
    match (incident.event.as_str(), target) {
        ("clash.base" | "civ.attack", Some(target)) => format!("Attack on {target}"),
        ("clash.ambush", Some(target)) => format!("Ambush of {target}"),
        ("bomb.ied", Some(target)) => format!("Mine or bomb hits {target}"),
        ("bomb.svbied" | "bomb.suicide", Some(target)) => format!("Suicide bomb hits {target}"),
        ("air.strike", Some(target)) => format!("Air strike on {target}"),
        ("air.drone_state" | "air.drone_armed", Some(target)) => {
            format!("Drone strike on {target}")
        }
        ("fire.indirect", Some(target)) => format!("Shelling of {target}"),
        (code, _) => names.event(code).map_or_else(
            || code.to_owned(),
            |it| phrase(code).map_or_else(|| capital(&it.what), str::to_owned),
        ),
    }
}

fn means(incident: &Incident) -> &'static str {
    match incident.event.as_str() {
        "bomb.svbied" => " by a car bomb",
        "bomb.suicide" => " by a suicide bomb",
        "bomb.ied" => " by a bomb",
        _ => "",
    }
}

/// What a code is called in a list; codes that are not here go by the words of the pack.
fn phrase(code: &str) -> Option<&'static str> {
    Some(match code {
        "clash.ambush" => "Ambush",
        "clash.base" => "Attack on a base",
        "clash.overrun" => "Base overrun",
        "clash.other" => "Fighting",
        "clash.intergroup" => "Armed groups fight each other",
        "bomb.svbied" => "Car bomb",
        "bomb.suicide" => "Suicide bomb",
        "bomb.ied" => "Mine or bomb",
        "bomb.grenade" => "Grenade",
        "bomb.defused" => "Bomb found",
        "arms.seized" => "Arms seized",
        "fire.indirect" => "Shelling",
        "air.strike" => "Air strike",
        "air.drone_state" | "air.drone_armed" => "Drone strike",
        "air.down_crewed" => "Aircraft shot at",
        "air.down_drone" => "Drone shot down",
        "air.crash" => "Aircraft lost",
        "civ.attack" => "Attack on civilians",
        "civ.massacre" => "Massacre of civilians",
        "civ.execution" => "Execution",
        "civ.assassination" => "Targeted killing",
        "civ.abduction" => "Abduction",
        "civ.sexual" => "Sexual violence",
        "civ.loot" => "Looting",
        "terr.capture" => "Town or post taken",
        "terr.retake" => "Town or post retaken",
        "terr.handover" => "Change of hands without a fight",
        "terr.withdraw" => "Withdrawal",
        "terr.blockade" => "Blockade",
        "terr.unblock" => "Blockade lifted",
        "terr.base" => "New base",
        "grp.presence" => "Armed group seen",
        "grp.rule" => "Rules imposed",
        "grp.change" => "Change in an armed group",
        "pris.attack" => "Attack on a prison",
        "pris.arrest" => "Arrests",
        "pris.release" => "Release",
        "mil.operation" => "Military operation",
        "mil.deploy" => "Deployment",
        "pol.coup" => "Coup",
        "prot.peaceful" => "Demonstration",
        "prot.intervened" => "Demonstration dispersed",
        "prot.excessive" => "Demonstration fired upon",
        "riot.demo" => "Riot",
        "riot.mob" => "Mob violence",
        "econ.attack_infra" => "Infrastructure destroyed",
        _ => return None,
    })
}

fn target(word: &str) -> String {
    match word {
        "aid_convoy" => "an aid convoy".to_owned(),
        "fuel_convoy" => "a fuel convoy".to_owned(),
        "party_office" => "a party office".to_owned(),
        "aid_worker" => "aid workers".to_owned(),
        "peacekeepers" => "peacekeepers".to_owned(),
        "power" => "a power line".to_owned(),
        "telecom" => "an antenna".to_owned(),
        "camp" => "a camp".to_owned(),
        "airport" => "the airport".to_owned(),
        "prison" => "the prison".to_owned(),
        "market" => "the market".to_owned(),
        _ if word.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {word}"),
        _ => format!("a {word}"),
    }
}

fn place(names: &Names, incident: &Incident) -> String {
    let place = &incident.place;
    let country = || {
        let name = place.country.as_ref().and_then(|it| names.country(it)).map(|it| &it.name);
        name.map(|it| format!(" in {it}")).unwrap_or_default()
    };
    match (&place.town, place.precision) {
        (Some(town), Some(1)) => format!(" in {town}"),
        (Some(town), _) => match (place.near_km, &place.bearing) {
            (Some(km), Some(bearing)) => format!(" {km:.0} km {bearing} of {town}"),
            (Some(km), None) => format!(" {km:.0} km from {town}"),
            (None, Some(bearing)) => format!(" {bearing} of {town}"),
            (None, None) => format!(" near {town}"),
        },
        (None, _) => match &place.admin1 {
            Some(region) => format!(" in {region} region"),
            None => country(),
        },
    }
}

/// Up to two attackers; `unidentified` goes unsaid.
fn by(names: &Names, incident: &Incident) -> String {
    let attackers = incident.parties.iter().filter(|it| {
        it.role == Role::Attacker
            && it.attribution != Attribution::Denied
            && it.id != *"unidentified"
    });
    let said: Vec<String> = attackers
        .take(2)
        .map(|it| match it.attribution {
            Attribution::Alleged => format!("suspected {}", name(names, &it.id)),
            _ => name(names, &it.id).to_owned(),
        })
        .collect();
    if said.is_empty() { String::new() } else { format!(" by {}", said.join(" and ")) }
}

/// A long name goes by its abbreviation, if the pack knows one.
fn name<'a>(names: &'a Names, actor: &'a Slug) -> &'a str {
    const LONG: usize = 16;
    let Some(known) = names.actor(actor) else { return actor };
    let short = known.names.any.iter().find(|it| it.len() <= LONG && !it.contains(' '));
    match short {
        Some(short) if known.name.len() > LONG => short,
        _ => &known.name,
    }
}

fn toll(incident: &Incident) -> String {
    let deaths = incident.deaths;
    match (deaths.best.or(deaths.low), deaths.high) {
        (Some(0) | None, Some(high)) if high > 0 => format!(", up to {high} dead"),
        (Some(dead), _) if dead > 0 => format!(", {dead} dead"),
        _ => match incident.wounded.best.or(incident.wounded.low) {
            Some(wounded) if wounded > 0 => format!(", {wounded} wounded"),
            _ => String::new(),
        },
    }
}

fn statement(names: &Names, incident: &Incident) -> String {
    let said = match incident.event.as_str() {
        "say.claim" => "claim of responsibility",
        "say.denial" => "denial",
        "say.threat" => "threat",
        "say.statement" => "statement",
        "say.report" => "report",
        code => names.event(code).map_or(code, |it| it.what.as_str()),
    };
    let speaks = [Role::Claimant, Role::Denier, Role::Attacker, Role::Mediator, Role::Other];
    let speaker = speaks
        .iter()
        .find_map(|role| incident.parties.iter().find(|it| it.role == *role))
        .filter(|it| it.id != *"unidentified");
    match speaker {
        Some(it) => format!("{}: {said}", name(names, &it.id)),
        None => capital(said),
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
