//! Scores a reading against a labelled set.
//!
//! A set is a list of [`Excerpt`]s, each with the incidents that a careful reader finds in it. The
//! definitions:
//!
//! - Each labelled incident is laid beside the one event mention of the same excerpt, background
//!   left out, that is most like it; the most like pairs are taken first, and each mention serves
//!   once. A labelled incident that is like no mention is a miss in every kind.
//! - `family`: the mention's family of kinds is that of a right code. `code`: one of its codes,
//!   primary first, is right; `civ.massacre` is computed for incidents, so `civ.attack` is right
//!   where it is the label.
//! - `town`: the same town under any of its spellings, or one of the alternatives; a label without
//!   a town asks for a mention without one. `spelling`: of the right towns, those under the name
//!   of the label. `admin1`: the same name, or one of the alternatives. `date`: the same day, or the same month where the label has no day;
//!   counted where the label has a date. `undated`: no date where the label has none.
//! - `dead`, `wounded`: exact lowest and highest number over the claimants; no word and zero are
//!   the same. `realis`: the same word.
//! - `actor1`: the label's first actor is a party that is no target; `actor2`: the second is one
//!   that is no attacker.
//! - `actors`: precision and recall of the actors tagged anywhere in the excerpt.
//! - `traps`: excerpts that tell of no event on the ground and gave none. `extra`: mentions of
//!   events on the ground that are like no labelled incident and whose incident holds no mention
//!   that is; shown as the share of mentions that are not so.
//! - `pairs`: of all pairs of labelled incidents of the set, those that tell of the same event
//!   against those whose mentions were grouped into one incident.
//! - Incidents marked `secondary` take their mention and are otherwise not counted.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::{
    model::{Coding, EventMention, Incident, Member, Origin, Report, Slug, Span, Told},
    theatre::Names,
};

mod gold;
mod judge;
mod tally;
#[cfg(test)]
mod tests;

pub use gold::{Excerpt, Gold, read};
pub use tally::{Cell, Kind, Miss, Scores};

/// An excerpt with what was read out of it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The excerpt and its labels.
    pub excerpt: Excerpt,
    /// The excerpt as a report.
    pub report: Report,
    /// What was read.
    pub coding: Coding,
}

impl Sample {
    /// The mentions of this sample as grouping takes them.
    pub fn told(&self) -> Vec<Told> {
        let Self { report, coding, .. } = self;
        let words = |span| report.text.slice(span).to_owned();
        let origin = Origin {
            report: report.id.clone(),
            source: report.source.clone(),
            publisher: report.publisher.clone(),
            published: report.published,
            first_seen: report.first_seen,
            copy: xxh3_64(report.text.text.as_bytes()),
            reliability: 'F',
            stance: None,
        };
        let told = coding.events.iter().map(|mention| Told {
            mention: mention.clone(),
            origin: origin.clone(),
            words: words(mention.evidence),
            title: report.text.title().to_owned(),
            toll_words: mention.tolls.iter().map(|it| words(it.evidence)).collect(),
            claim_words: mention.claims.iter().map(|it| words(it.evidence)).collect(),
        });
        told.collect()
    }
}

/// Scores the samples; `incidents` are those that all their mentions together were grouped into.
pub fn score(names: &Names, samples: &[Sample], incidents: &[Incident]) -> Scores {
    let belongs = belongs(incidents);
    let mut sheet = Scores::default();
    let mut groups = Vec::new();
    for sample in samples {
        let pairs = judge::pairs(names, sample);
        judge::incidents(names, sample, &pairs, &mut sheet);
        actors(sample, &mut sheet);
        let group = |m: usize| belongs.get(&mark(sample.coding.events.get(m)?)).copied();
        let found: Vec<usize> = pairs.iter().flatten().copied().collect();
        ground(sample, incidents, &found, group, &mut sheet);
        groups.push(pairs.into_iter().map(|it| it.and_then(group)).collect());
    }
    judge::same_events(samples, &groups, &mut sheet);
    sheet.misses.sort_by_key(|it| it.kind);
    sheet
}

/// What tells one mention of a set from all others: one sentence can tell of several.
type Mark = (Slug, Span, Slug, Option<i64>);

/// Which incident each mention belongs to.
fn belongs(incidents: &[Incident]) -> BTreeMap<Mark, usize> {
    let members = incidents.iter().enumerate().flat_map(|(i, incident)| {
        let mark = |it: &Member| (it.report.clone(), it.evidence, it.event.clone(), it.town);
        incident.members.iter().map(move |it| (mark(it), i))
    });
    members.collect()
}

fn mark(mention: &EventMention) -> Mark {
    let EventMention { report, evidence, event, place, .. } = mention;
    (report.clone(), *evidence, event.clone(), place.town_id)
}

/// Precision and recall of the actors tagged.
fn actors(sample: &Sample, sheet: &mut Scores) {
    let Sample { excerpt, coding, .. } = sample;
    let miss = |kind, expected: &str, got: &str, why: &str| Miss {
        kind,
        id: excerpt.id.clone(),
        lang: excerpt.lang,
        expected: expected.to_owned(),
        got: got.to_owned(),
        why: why.to_owned(),
    };
    for tag in &coding.actors {
        let kind = Kind::ActorsPrecision;
        let wrong = !excerpt.actors.contains(&tag.id);
        let words = tag.evidence.first().map_or("", |it| sample.report.text.slice(*it));
        let why = format!("\"{words}\" [{}]", tag.why);
        sheet.count(kind, excerpt.lang, wrong.then(|| miss(kind, "none", &tag.id, &why)));
    }
    for id in &excerpt.actors {
        let kind = Kind::ActorsRecall;
        let wrong = !coding.actors.iter().any(|it| it.id == *id);
        sheet.count(kind, excerpt.lang, wrong.then(|| miss(kind, id, "none", "")));
    }
}

/// Traps that gave an incident on the ground, and mentions beyond the labels.
fn ground(
    sample: &Sample,
    incidents: &[Incident],
    found: &[usize],
    group: impl Fn(usize) -> Option<usize>,
    sheet: &mut Scores,
) {
    let excerpt = &sample.excerpt;
    let mentions = sample.coding.events.iter().enumerate();
    let on_ground: Vec<(usize, &EventMention, usize)> = mentions
        .filter_map(|(m, mention)| Some((m, mention, group(m)?)))
        .filter(|(_, _, group)| incidents.get(*group).is_some_and(|it| !it.statement))
        .collect();
    let miss = |kind, mention: &EventMention| Miss {
        kind,
        id: excerpt.id.clone(),
        lang: excerpt.lang,
        expected: excerpt.trap.clone().unwrap_or_else(|| "no such incident".to_owned()),
        got: judge::line(mention),
        why: judge::why(sample, mention),
    };
    if excerpt.trap.is_some() {
        let first = on_ground.first().map(|(_, mention, _)| miss(Kind::Traps, mention));
        sheet.count(Kind::Traps, excerpt.lang, first);
        return;
    }
    let known: Vec<Option<usize>> = found.iter().map(|m| group(*m)).collect();
    for (_, mention, of) in on_ground {
        let extra = !known.contains(&Some(of));
        sheet.count(Kind::Extra, excerpt.lang, extra.then(|| miss(Kind::Extra, mention)));
    }
}
