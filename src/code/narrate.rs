//! Sentences to drafts: when, where, in which mood, who speaks, with how many dead.

use jiff::civil::Date;

use crate::model::{PassageKind, PersonRole, Place, Slug, Text};

use crate::text::token::{Gap, Token};

use super::Coder;
use super::clauses::{Part, Sentence, parts};
use super::days::when;
use super::draft::{Count, Draft};
use super::located::place;
use super::meaning::{Act, Form, Noun};
use super::means::{is_theft, names_drone, names_vehicle, targets, weapons};
use super::mood::{is_history, is_hypothetical, is_negated, is_recent, mood};
use super::parties::PartyAt;
use super::people;
use super::people::{figures, is_notable_killed};
use super::reading::Passage;
use super::roles::{self, Cast, Kind};
use super::said::said_day;
use super::signs::Sign;
use super::sources::{Heard, voice};
use super::tolls;
use super::triggers::Trigger;
use super::voice::claims;

/// What a sentence is read against.
pub(super) struct Setting<'a> {
    /// The coder's tables.
    pub(super) coder: &'a Coder<'a>,
    /// The report's text, for names as written.
    pub(super) text: &'a Text,
    /// The day of publication in the zone of the country.
    pub(super) anchor: Option<Date>,
    /// The day that the report named last.
    pub(super) named: Option<Date>,
    /// Country of the sentence, as an index.
    pub(super) country: Option<u16>,
}

/// The events that one sentence tells.
pub(super) fn drafts(setting: &Setting<'_>, sentence: &Sentence<'_>) -> Vec<Draft> {
    let list = parts(sentence);
    if list.iter().all(|it| it.triggers.is_empty()) {
        return Vec::new();
    }
    let several = list.len() > 1;
    let heard = Heard::of(sentence);
    list.into_iter().filter_map(|it| draft(setting, sentence, heard, it, several)).collect()
}

fn draft(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    heard: Heard,
    mut part: Part,
    several: bool,
) -> Option<Draft> {
    let mut mood = mood(sentence, &part);
    // What is said not to have happened, or only might, is not told.
    let mut unreal = false;
    part.triggers.retain(|it| {
        let live = !is_negated(sentence, it) && !is_hypothetical(sentence, it);
        unreal |= !live && it.act.is_violent();
        live
    });
    let part = &part;
    if part.triggers.is_empty() {
        return None;
    }
    if unreal && part.triggers.iter().all(|it| !it.act.is_violent()) {
        mood.denied |= part.triggers.iter().any(|it| it.act == Act::Deny);
    }
    let (place, place_why) = place(setting, sentence, part);
    let when = when(setting, sentence, part);
    mood.background &= !is_recent(setting, sentence, part, when.as_ref());
    mood.background |= is_history(setting, sentence, part, when.as_ref());
    let counts = counts(setting, sentence, part, place.as_ref());
    // What is dated after the day of publication is still to come, unless its dead are counted.
    let ahead = matches!((&when, setting.anchor), (Some((it, _)), Some(day)) if it.date > day && it.precision == 1);
    mood.future |= ahead && counts.is_empty();
    let evidence = if several { &part.range } else { &sentence.range };
    let draft = Draft {
        at: sentence.at,
        last: sentence.at,
        acts: acts(part),
        place,
        when,
        counts,
        suffers: tolls::only_suffers(sentence, part),
        voices: vec![voice(sentence, heard, part, &mood)],
        said: said_day(setting, sentence, part),
        outcome: outcome(part),
        evidence: sentence.passage.tokens.span(evidence.start, evidence.end),
        country: setting.country,
        why: why(sentence.passage, part).chain(place_why).collect(),
        mood,
        ..Draft::default()
    };
    Some(with_means(setting, sentence, part, with_people(setting, sentence, part, draft)))
}

/// Which words tell the acts, the first three.
fn why(passage: &Passage, part: &Part) -> impl Iterator<Item = String> {
    let told = |it: &Trigger| {
        let mut out = String::with_capacity(40);
        out.push_str(it.act.word());
        out.push_str(" `");
        passage.push_words(it.from..it.to, &mut out);
        out.push('`');
        out
    };
    part.triggers.iter().take(3).map(told)
}

/// Adds who did it, who suffered it and who says so.
fn with_people(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    mut draft: Draft,
) -> Draft {
    let names = setting.coder.names;
    (draft.figures, draft.offices) = figures(names, sentence, part);
    draft.victim = draft.figures.iter().any(|it| it.role == PersonRole::Victim)
        || !draft.offices.is_empty()
        || is_notable_killed(setting, sentence, part);
    draft.head_taken = people::is_head_taken(names, sentence, part);
    draft.speakers = sentence.parties.iter().filter(|it| it.speaks).map(|it| it.actor).collect();
    draft.cast = roles::cast(names, sentence, part);
    let clash = part.triggers.iter().any(|it| it.act == Act::Clash);
    let fights = |it: &&Cast| {
        let known = || names.actors.get(it.actor as usize).is_none_or(|it| it.class != "unknown");
        !it.speaks
            && matches!(roles::kind(names, it.actor), Kind::Armed | Kind::Militia)
            && (clash || known())
    };
    draft.groups = draft.cast.iter().filter(fights).count();
    draft.claims = claims(names, sentence, part, &mut draft.cast);
    draft
}

/// Adds what was attacked, and with what.
fn with_means(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    mut draft: Draft,
) -> Draft {
    let passage = sentence.passage;
    let told = |test: &dyn Fn(&Trigger) -> bool| part.triggers.iter().any(test);
    draft.targets = targets(setting, sentence, part);
    draft.holds_ground = !draft.targets.is_empty();
    draft.weapons = weapons(setting, sentence, part);
    draft.aircraft = sentence.has_noun(&part.range, Noun::Aircraft);
    draft.drone = names_drone(sentence, part);
    draft.vehicle = names_vehicle(setting, sentence, part);
    let bomb = |at: usize| passage.tokens.word(at).contains("bomb");
    draft.bomb = told(&|it| it.act == Act::Explode && (it.from..it.to).any(bomb));
    draft.feud = told(&|it| is_feud(passage, it));
    draft.bullets = part.range.clone().any(|at| passage.is(at, Sign::Bullet));
    draft.rivals = part.range.clone().any(|at| is_rival(passage.tokens.word(at)));
    draft.theft = told(&|it| is_theft(passage, it));
    draft.captives = told(&|it| it.act == Act::Abduct);
    draft.attacked = told(&|it| it.act == Act::Attack && it.form == Form::Noun);
    draft
}

/// The words of a brawl among those of fighting and of a mob: gunfire that people hear is none.
fn is_feud(passage: &Passage, trigger: &Trigger) -> bool {
    const BRAWLS: &[&str] = &[
        "clash",
        "fought",
        "fight",
        "blows",
        "brawl",
        "farmers",
        "affront",
        "battus",
        "battent",
        "rixe",
        "bagarre",
        "heurt",
        "eleveurs",
        "عراك",
        "اشتب",
        "اقتت",
        "مواجه",
        "شجار",
        "تعارك",
    ];
    let brawl = |at: usize| BRAWLS.iter().any(|it| passage.tokens.word(at).contains(it));
    matches!(trigger.act, Act::Clash | Act::Mob) && (trigger.from..trigger.to).any(brawl)
}

fn acts(part: &Part) -> Vec<(Act, Form)> {
    let mut out = Vec::new();
    for trigger in &part.triggers {
        if !out.contains(&(trigger.act, trigger.form)) {
            out.push((trigger.act, trigger.form));
        }
    }
    out
}

fn outcome(part: &Part) -> Option<Slug> {
    let has = |act| part.triggers.iter().any(|it| it.act == act);
    if has(Act::Overrun) || has(Act::Take) {
        Some("overrun".into())
    } else if has(Act::Repel) {
        Some("repelled".into())
    } else {
        None
    }
}

/// Whether a semicolon or a word of contrast parts two places of a sentence.
fn is_parted(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    (from + 1..=to).any(|at| {
        let stop = |it: &Token| it.gap.has(Gap::SEMICOLON);
        sentence.passage.tokens.get(at).is_some_and(stop) || sentence.passage.is(at, Sign::Clause)
    })
}

fn counts(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    place: Option<&Place>,
) -> Vec<Count> {
    let local = place.is_some_and(|it| it.town.is_some());
    let heads = sentence.passage.kind == PassageKind::Title;
    let names = setting.coder.names;
    let speakers: Vec<&PartyAt> = sentence
        .parties
        .iter()
        .filter(|it| it.speaks && roles::kind(names, it.actor) != Kind::Civil)
        .collect();
    // "According to the army; JNIM spoke of ten": who speaks in the number's own clause.
    let speaker = |at: usize| {
        let near = |it: &&&PartyAt| !is_parted(sentence, it.from.min(at), it.from.max(at));
        speakers.iter().find(near).or(speakers.first()).map(|it| it.actor)
    };
    tolls::find(names, sentence, part)
        .into_iter()
        .map(|found| {
            let span = sentence.passage.tokens.span(found.range.start, found.range.end);
            Count { by: speaker(found.range.start), span, local, heads, found }
        })
        .collect()
}

/// Words for two sides of one kind that fight each other.
fn is_rival(word: &str) -> bool {
    ["rival", "rivaux", "fratricid", "متناحر", "المتناحر", "متنافس", "المتنافس"]
        .iter()
        .any(|it| word.starts_with(it))
}
