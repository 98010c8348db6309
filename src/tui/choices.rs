//! The choices below a line of text: completions of the filter with counts, actions, keys, actors
//! and towns by any of their names. Matching is fuzzy, on folded text.

use frizbee::{CaseMatching, Config, Matcher};

use super::{
    action::Action,
    filter::quoted,
    keymap::Context,
    labels,
    prompt::{Choice, Prompt, Purpose, Value},
    state::State,
};
use crate::{
    config::{Again, Tell},
    query,
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
        Purpose::Help => ranked(line, keys(state).into_iter().chain(signs(state)).collect()),
        Purpose::Actor => ranked(line, actors(state)),
        Purpose::Town => ranked(line, towns(state, line)),
        Purpose::View => ranked(line, views(state)),
        Purpose::Rules => ranked(line, rules(state)),
        Purpose::Filter => completions(state, prompt),
        Purpose::SaveRule => ways(),
        Purpose::SaveView | Purpose::Export => Vec::new(),
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

/// What the signs of the lists mean.
fn signs(state: &State) -> Vec<Candidate> {
    let theme = state.settings.theme;
    let grave: Vec<&str> = (1..=5).rev().map(|it| theme.severity_sign(it)).collect();
    let arrow = theme.sign("→", ">");
    let mut all = vec![
        (grave.join(" "), "severity, from 5 to 1".to_owned()),
        (theme.sign("•", "o").to_owned(), "unread".to_owned()),
        ("*".to_owned(), "starred".to_owned()),
        ("~25 Apr".to_owned(), "about that day; a month alone is known no better".to_owned()),
        (format!("FLA{arrow}FAMa"), "who to whom".to_owned()),
        ("FLA?  FLA*".to_owned(), "only said to have done it; says so itself".to_owned()),
        ("8-23  5+  <9".to_owned(), "dead: from to, at least, at most".to_owned()),
        ("~95".to_owned(), "about so many, where the bounds have no room".to_owned()),
        ("2=  2+  2!  2x".to_owned(), SOURCES.to_owned()),
        (
            theme.sign("4↑  4↓", "4^  4v").to_owned(),
            "more, or fewer, than in the 30 days before".to_owned(),
        ),
        ("Gao +2".to_owned(), "two more near the town, at no exact place".to_owned()),
    ];
    let mut kinds: std::collections::BTreeMap<char, Vec<&str>> = std::collections::BTreeMap::new();
    for code in &state.names().events.code {
        kinds.entry(code.sign).or_default().push(labels::event_words(state.names(), &code.id));
    }
    kinds.remove(&'.');
    all.extend(kinds.into_iter().map(|(sign, words)| (sign.to_string(), words.join("; "))));
    all.into_iter()
        .map(|(sign, words)| Candidate {
            found_by: fold(&format!("sign {words}")),
            at_hand: false,
            choice: Choice {
                label: sign.clone(),
                detail: words,
                right: "sign".to_owned(),
                value: Value::Sign(sign),
            },
        })
        .collect()
}

/// What stands behind the number of independent sources.
const SOURCES: &str =
    "independent sources: confirmed, corroborated, disputed, refuted; no sign: unconfirmed";

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

/// How a rule tells of what it finds. Programs are named in the configuration alone.
fn ways() -> Vec<Choice> {
    let way = |label: &str, detail: &str, tell: &[Tell], again: &[Again]| Choice {
        label: label.to_owned(),
        detail: detail.to_owned(),
        right: String::new(),
        value: Value::Watch(tell.to_vec(), again.to_vec()),
    };
    vec![
        way(
            "bell and notification",
            "once each; again when disputed or refuted",
            &[Tell::Bell, Tell::Notify],
            &[],
        ),
        way(
            "… and as it grows",
            "again with more dead or more reports",
            &[Tell::Bell, Tell::Notify],
            &[Again::Deaths, Again::Reports],
        ),
        way("bell", "a sound alone", &[Tell::Bell], &[]),
        way("notification", "of the terminal (OSC 9), no sound", &[Tell::Notify], &[]),
        way("title", "the terminal's title changes", &[Tell::Title], &[]),
        way("status line", "nothing but a word on the desk", &[], &[]),
    ]
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

/// Completions of what stands before the cursor: those of the language, with how many incidents
/// at hand each would select; where none begins so, what resembles it.
fn completions(state: &State, prompt: &Prompt) -> Vec<Choice> {
    let (line, cursor) = (prompt.input.value(), prompt.cursor());
    let found = query::complete(line, cursor, state.names());
    let key = key_before(line.get(..found.from).unwrap_or(""));
    let typed = line.get(found.from..cursor).unwrap_or("");
    let mut choices: Vec<(u32, Choice)> = found
        .candidates
        .into_iter()
        .map(|it| {
            let count = count(state, key, it.text.trim_matches('"'));
            (
                count,
                Choice {
                    value: Value::Word(found.from, it.text.clone()),
                    label: it.text,
                    detail: it.note,
                    right: counted(count),
                },
            )
        })
        .collect();
    choices.sort_by_key(|it| std::cmp::Reverse(it.0));
    if choices.is_empty() {
        let like = match key {
            "actor" | "attacker" | "target" => ranked(typed, actors(state)),
            "town" | "near" => ranked(typed, towns(state, typed)),
            _ => Vec::new(),
        };
        return like
            .into_iter()
            .map(|mut it| {
                if let Value::Filter(_, value) = &it.value {
                    it.value = Value::Word(found.from, quoted(value));
                }
                it
            })
            .collect();
    }
    choices.into_iter().map(|it| it.1).collect()
}

/// The key to which a value at the end of this text belongs; empty where there is none.
fn key_before(head: &str) -> &str {
    let Some((before, _)) =
        head.rsplit_once(':').filter(|(_, values)| values.is_empty() || values.ends_with(','))
    else {
        return "";
    };
    let start = before.rfind([' ', '(', '-', '"']).map_or(0, |it| it + 1);
    before.get(start..).unwrap_or("")
}

/// How many incidents at hand a value of a key stands for, as far as the lists on screen say.
fn count(state: &State, key: &str, value: &str) -> u32 {
    let towns = || state.towns.rows.iter();
    match key {
        "actor" => actor_count(state, value),
        "town" => {
            towns().filter(|it| it.id.is_some() && it.name == value).map(|it| it.incidents).sum()
        }
        "near" => towns().filter(|it| it.name == value).map(|it| it.incidents + it.near).sum(),
        "region" => towns().filter(|it| it.region == value).map(|it| it.incidents).sum(),
        "country" => {
            towns().filter(|it| it.country.eq_ignore_ascii_case(value)).map(|it| it.incidents).sum()
        }
        "source" => {
            let source = state.sources.rows.iter().find(|it| it.id == value);
            source.map_or(0, |it| u32::try_from(it.reports).unwrap_or(u32::MAX))
        }
        _ => 0,
    }
}
