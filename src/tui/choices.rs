//! The choices below a line of text: completions of the filter with counts, actions, keys, actors
//! and towns by any of their names. Matching is fuzzy, on folded text.

use frizbee::{CaseMatching, Config, Matcher};

use super::{
    action::Action,
    filter::quoted,
    keymap::Context,
    prompt::{Choice, Prompt, Purpose, Value},
    state::State,
};
use crate::{
    model::{Realis, Verification},
    text::fold,
};

/// More are never shown.
const MOST: usize = 200;

/// A choice with the folded text by which it is found.
struct Candidate {
    found_by: String,
    /// What is at hand comes before what is only known.
    at_hand: bool,
    choice: Choice,
}

/// The choices for a line, best first.
pub fn of(state: &State, prompt: &Prompt) -> Vec<Choice> {
    let line = prompt.input.value();
    match prompt.purpose {
        Purpose::Palette => ranked(line, actions(state)),
        Purpose::Help => ranked(line, keys(state)),
        Purpose::Actor => ranked(line, actors(state)),
        Purpose::Town => ranked(line, towns(state, line)),
        Purpose::View => ranked(line, views(state)),
        Purpose::Rules => ranked(line, rules(state)),
        Purpose::Filter => completions(state, prompt),
        Purpose::SaveView | Purpose::SaveRule | Purpose::Export => Vec::new(),
    }
}

fn ranked(needle: &str, candidates: Vec<Candidate>) -> Vec<Choice> {
    let needle = fold(needle.trim());
    if needle.is_empty() {
        return candidates.into_iter().take(MOST).map(|it| it.choice).collect();
    }
    let config = Config::default().casing(CaseMatching::Ignore);
    let texts: Vec<&str> = candidates.iter().map(|it| it.found_by.as_str()).collect();
    let mut matches = Matcher::new(&needle, &config).match_list(&texts);
    matches.sort_by_key(|it| candidates.get(it.index as usize).is_none_or(|it| !it.at_hand));
    let mut seen: Vec<&Value> = Vec::new();
    let mut out = Vec::new();
    for it in matches {
        let Some(candidate) = candidates.get(it.index as usize) else { continue };
        // An actor has a candidate for each of its names and one place in the list.
        if !seen.contains(&&candidate.choice.value) {
            seen.push(&candidate.choice.value);
            out.push(candidate.choice.clone());
        }
        if out.len() == MOST {
            break;
        }
    }
    out
}

fn actions(state: &State) -> Vec<Candidate> {
    let prompt_only = |it: &Action| {
        let keymap = &state.settings.keymap;
        keymap.key_of(Context::Prompt, *it).is_some() && keymap.key_of(Context::List, *it).is_none()
    };
    let all = Action::ALL.iter().filter(|it| !prompt_only(it));
    all.map(|action| {
        let keymap = &state.settings.keymap;
        let key = keymap.key_of(Context::List, *action).or(keymap.key_of(Context::Reader, *action));
        Candidate {
            found_by: fold(&format!("{} {}", action.name(), action.help())),
            at_hand: false,
            choice: Choice {
                label: action.name().to_owned(),
                detail: action.help().to_owned(),
                right: key.map(|it| it.to_string()).unwrap_or_default(),
                value: Value::Do(*action),
            },
        }
    })
    .collect()
}

fn keys(state: &State) -> Vec<Candidate> {
    let rows = state.settings.keymap.help().into_iter();
    rows.map(|row| Candidate {
        found_by: fold(&format!("{} {} {}", row.keys, row.action.help(), row.place)),
        at_hand: false,
        choice: Choice {
            label: row.keys,
            detail: row.action.help().to_owned(),
            right: row.place.to_owned(),
            value: Value::Do(row.action),
        },
    })
    .collect()
}

fn actors(state: &State) -> Vec<Candidate> {
    let mut all: Vec<(u32, &crate::theatre::Actor)> =
        state.names().actors.iter().map(|it| (actor_count(state, &it.id), it)).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.0));
    let mut out = Vec::new();
    for (count, actor) in all {
        let own = [actor.name.as_str(), actor.id.as_str()];
        for name in own.into_iter().chain(actor.names.all().map(|(_, it)| it)) {
            out.push(Candidate {
                found_by: fold(name),
                at_hand: count > 0,
                choice: Choice {
                    label: actor.name.clone(),
                    detail: if name == actor.name { actor.id.to_string() } else { name.to_owned() },
                    right: counted(count),
                    value: Value::Filter("actor", actor.id.to_string()),
                },
            });
        }
    }
    out
}

fn actor_count(state: &State, id: &str) -> u32 {
    state.actors.rows.iter().find(|it| it.id == id).map_or(0, |it| it.incidents)
}

fn counted(count: u32) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// The towns at hand first, then, once something is written, the gazetteer's.
fn towns(state: &State, line: &str) -> Vec<Candidate> {
    let towns = state.names().towns();
    let mut out = Vec::new();
    for row in &state.towns.rows {
        let Some(town) = row.id.and_then(|id| towns.by_id(id)) else { continue };
        out.extend(town_candidates(town, row.incidents));
    }
    if line.trim().chars().count() >= 2 {
        let first = fold(line.trim());
        let first = first.chars().next();
        let known = |id: i64| state.towns.rows.iter().any(|it| it.id == Some(id));
        for town in towns.all().iter().filter(|it| !known(it.id)) {
            let names = std::iter::once(&town.name).chain(&town.spellings);
            // Forty thousand towns: only names that share the first letter are worth a look.
            if names.into_iter().any(|it| fold(it).chars().next() == first) {
                out.extend(town_candidates(town, 0));
            }
        }
    }
    out
}

fn town_candidates(town: &crate::theatre::Town, count: u32) -> Vec<Candidate> {
    std::iter::once(&town.name)
        .chain(&town.spellings)
        .map(|name| Candidate {
            found_by: fold(name),
            at_hand: count > 0,
            choice: Choice {
                label: town.name.clone(),
                detail: if *name == town.name {
                    format!("{}, {}", town.admin1, town.country)
                } else {
                    format!("{name}; {}, {}", town.admin1, town.country)
                },
                right: counted(count),
                value: Value::Filter("town", town.name.clone()),
            },
        })
        .collect()
}

fn views(state: &State) -> Vec<Candidate> {
    let saved = state.settings.views.iter().chain(&state.personal.views);
    saved
        .map(|(name, filter)| Candidate {
            found_by: fold(&format!("{name} {filter}")),
            at_hand: false,
            choice: Choice {
                label: name.clone(),
                detail: filter.clone(),
                right: String::new(),
                value: Value::View(filter.clone()),
            },
        })
        .collect()
}

fn rules(state: &State) -> Vec<Candidate> {
    state
        .rules()
        .map(|rule| Candidate {
            found_by: fold(&format!("{} {}", rule.name, rule.filter)),
            at_hand: false,
            choice: Choice {
                label: rule.name.clone(),
                detail: format!("{} — choose to see what it would have told", rule.filter),
                right: String::new(),
                value: Value::View(rule.filter.clone()),
            },
        })
        .collect()
}

/// Keys of the query language with what they select, for completion.
const KEYS: &[(&str, &str)] = &[
    ("actor", "an actor in any part, with its children"),
    ("attacker", "who did it"),
    ("target", "who or what was hit"),
    ("town", "in a town"),
    ("near", "in or near a town"),
    ("region", "in a region"),
    ("country", "in a country"),
    ("kind", "an event code, its beginning or family"),
    ("realis", "how sure: occurred, claimed, alleged …"),
    ("verification", "how well established"),
    ("severity", "1 to 5, also with < >"),
    ("deaths", "the dead, also with < >"),
    ("wounded", "the wounded, also with < >"),
    ("on", "the event's day or days"),
    ("since", "reported since: a date, 7d, 48h"),
    ("until", "reported before"),
    ("undated", "yes or no"),
    ("late", "yes or no"),
    ("source", "a source by its id"),
    ("publisher", "a publisher"),
    ("lang", "en, fr, ar"),
    ("person", "a named figure"),
    ("star", "starred by you: yes"),
];

/// Completions of the word at the cursor.
fn completions(state: &State, prompt: &Prompt) -> Vec<Choice> {
    let (_, word) = prompt.word();
    let Some((key, value)) = word.split_once(':') else {
        let keys = KEYS.iter().filter(|(key, _)| !word.is_empty() && key.starts_with(word));
        return keys
            .map(|(key, help)| Choice {
                label: format!("{key}:"),
                detail: (*help).to_owned(),
                right: String::new(),
                value: Value::Word(format!("{key}:")),
            })
            .collect();
    };
    let (before, last) = value.rsplit_once(',').map_or(("", value), |(a, b)| (a, b));
    let before = if before.is_empty() { String::new() } else { format!("{before},") };
    let mut choices = ranked(last.trim_matches('"'), values(state, key, last));
    choices.truncate(50);
    for it in &mut choices {
        if let Value::Filter(_, value) = &it.value {
            it.value = Value::Word(format!("{key}:{before}{}", quoted(value)));
        }
    }
    choices
}

fn values(state: &State, key: &str, line: &str) -> Vec<Candidate> {
    let names = state.names();
    let words = |list: &[&str]| -> Vec<Candidate> {
        list.iter().map(|it| word(it, String::new(), String::new())).collect()
    };
    match key {
        "actor" | "attacker" | "target" => actors(state),
        "town" | "near" => towns(state, line),
        "region" => names
            .regions
            .iter()
            .map(|it| word(&it.name, String::new(), it.country.to_string()))
            .collect(),
        "country" => names
            .countries
            .iter()
            .filter(|it| it.core)
            .map(|it| word(&it.id, it.name.clone(), String::new()))
            .collect(),
        "kind" => names
            .events
            .code
            .iter()
            .map(|it| word(&it.id, it.what.clone(), String::new()))
            .collect(),
        "source" => state
            .sources
            .rows
            .iter()
            .map(|it| word(&it.id, it.name.clone(), super::cells::short_number(it.reports)))
            .collect(),
        "person" => names
            .people
            .iter()
            .map(|it| word(&it.name, it.role.clone().unwrap_or_default(), String::new()))
            .collect(),
        "realis" => words(&Realis::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()),
        "verification" => words(&Verification::ALL.iter().map(|it| it.word()).collect::<Vec<_>>()),
        "lang" => words(&["en", "fr", "ar", "other"]),
        "undated" | "late" | "star" => words(&["yes", "no"]),
        "since" => words(&["today", "24h", "48h", "7d", "30d"]),
        "on" => words(&["today", "7d", "30d"]),
        _ => Vec::new(),
    }
}

fn word(value: &str, detail: String, right: String) -> Candidate {
    Candidate {
        found_by: fold(&format!("{value} {detail}")),
        at_hand: false,
        choice: Choice {
            label: value.to_owned(),
            detail,
            right,
            value: Value::Filter("", value.to_owned()),
        },
    }
}
