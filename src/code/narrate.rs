//! Sentences to drafts: when, where, in which mood, who speaks, with how many dead.

use jiff::civil::Date;

use crate::model::{PassageKind, PersonRole, Place, Slug, Text};

use super::Coder;
use super::clauses::{Part, Sentence, parts};
use super::days::{said_day, when};
use super::draft::{Count, Draft};
use super::located::place;
use super::meaning::{Act, Form, Noun};
use super::means::{is_bullet, is_theft, names_drone, names_vehicle, targets, weapons};
use super::mood::{is_history, is_hypothetical, is_negated, is_recent, mood};
use super::people;
use super::people::{figures, is_notable_killed};
use super::roles::{self, Kind};
use super::sources::voice;
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
    let several = list.len() > 1;
    list.iter().filter_map(|it| draft(setting, sentence, it, several)).collect()
}

fn draft(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    several: bool,
) -> Option<Draft> {
    let passage = sentence.passage;
    let names = setting.coder.names;
    let mut mood = mood(sentence, part);
    let (live, dead): (Vec<Trigger>, Vec<Trigger>) = part
        .triggers
        .iter()
        .cloned()
        .partition(|it| !is_negated(sentence, it) && !is_hypothetical(sentence, it));
    if live.is_empty() {
        return None;
    }
    if live.iter().all(|it| !it.act.is_violent()) && dead.iter().any(|it| it.act.is_violent()) {
        mood.denied |= live.iter().any(|it| it.act == Act::Deny);
    }
    let part = &Part { triggers: live, ..part.clone() };
    let cast = roles::cast(names, sentence, part);
    let (place, place_why) = place(setting, sentence, part);
    let when = when(setting, sentence, part);
    mood.background &= !is_recent(setting, sentence, part, when.as_ref());
    mood.background |= is_history(setting, sentence, part, when.as_ref());
    let counts = counts(setting, sentence, part, place.as_ref());
    // What is dated after the day of publication is still to come, unless its dead are counted.
    let ahead = matches!((&when, setting.anchor), (Some((it, _)), Some(day)) if it.date > day && it.precision == 1);
    mood.future |= ahead && counts.is_empty();
    let (figures, offices) = figures(names, sentence, part);
    let range = &part.range;
    let mut why: Vec<String> = part
        .triggers
        .iter()
        .take(3)
        .map(|it| format!("{} `{}`", it.act.word(), passage.words(it.from..it.to)))
        .collect();
    why.extend(place_why);
    let mut draft = Draft {
        at: sentence.at,
        last: sentence.at,
        acts: acts(part),
        place,
        when,
        victim: figures.iter().any(|it| it.role == PersonRole::Victim)
            || !offices.is_empty()
            || is_notable_killed(setting, sentence, part),
        figures,
        offices,
        counts,
        targets: targets(setting, sentence, part),
        weapons: weapons(setting, sentence, part),
        aircraft: sentence.has_noun(range, Noun::Aircraft),
        drone: names_drone(sentence, part),
        vehicle: names_vehicle(setting, sentence, part),
        bomb: part
            .triggers
            .iter()
            .any(|it| it.act == Act::Explode && passage.words(it.from..it.to).contains("bomb")),
        head_taken: people::is_head_taken(names, sentence, part),
        bullets: range.clone().any(|at| is_bullet(passage.tokens.word(at))),
        theft: part.triggers.iter().any(|it| is_theft(passage, it)),
        captives: part.triggers.iter().any(|it| it.act == Act::Abduct),
        holds_ground: !targets(setting, sentence, part).is_empty(),
        attacked: part.triggers.iter().any(|it| it.act == Act::Attack && it.form == Form::Noun),
        mood,
        speakers: sentence
            .parties
            .iter()
            .filter(|it| roles::speaks(sentence, it))
            .map(|it| it.actor)
            .collect(),
        suffers: tolls::only_suffers(sentence, part),
        voices: vec![voice(sentence, part, &mood)],
        said: said_day(setting, sentence, part),
        outcome: outcome(part),
        evidence: passage.tokens.span(
            if several { range.start } else { sentence.range.start },
            if several { range.end } else { sentence.range.end },
        ),
        country: setting.country,
        cast,
        why,
        ..Draft::default()
    };
    draft.groups = draft
        .cast
        .iter()
        .filter(|it| {
            let stranger =
                names.actors.get(it.actor as usize).is_some_and(|it| it.class == "unknown");
            !it.speaks
                && matches!(roles::kind(names, it.actor), Kind::Armed | Kind::Militia)
                && (!stranger || part.triggers.iter().any(|it| it.act == Act::Clash))
        })
        .count();
    draft.claims = claims(names, sentence, part, &mut draft.cast);
    Some(draft)
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

fn counts(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    place: Option<&Place>,
) -> Vec<Count> {
    let local = place.is_some_and(|it| it.town.is_some());
    let heads = sentence.passage.kind == PassageKind::Title;
    let names = setting.coder.names;
    let speaker = sentence
        .parties
        .iter()
        .find(|it| roles::speaks(sentence, it) && roles::kind(names, it.actor) != Kind::Civil)
        .map(|it| it.actor);
    tolls::find(names, sentence, part)
        .into_iter()
        .map(|found| {
            let span = sentence.passage.tokens.span(found.range.start, found.range.end);
            Count { by: speaker, span, local, heads, found }
        })
        .collect()
}
