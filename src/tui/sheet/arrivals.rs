//! The reports of an incident in the order in which they arrived, and what each of them added.

use std::collections::BTreeSet;

use super::claimants::{about_words, speaker};
use crate::{
    model::{Incident, Slug},
    theatre::Names,
    tui::{
        data::{IncidentSheet, Told},
        labels,
        page::Builder,
        theme::Role,
    },
};

/// What the reports so far have told.
#[derive(Default)]
struct Known {
    codes: BTreeSet<Slug>,
    parties: BTreeSet<Slug>,
    people: BTreeSet<String>,
    day: bool,
    town: bool,
}

/// The reports, with the n-th marked as the one that is read.
pub(super) fn tell(out: &mut Builder, names: &Names, sheet: &IncidentSheet, report: usize) {
    out.heading("Reports, in order of arrival");
    let mut known = Known::default();
    for (n, told) in sheet.reports.iter().enumerate() {
        let sign = if n == report { ">" } else { " " };
        let role = if n == report { Role::Unread } else { Role::Text };
        let day = labels::day_short(labels::day_of(told.report.reported()));
        out.row(&[
            (sign, 1, Role::Accent),
            (&day, 6, Role::Muted),
            (&told.report.publisher, 20, role),
            (told.report.text.title(), 0, role),
        ]);
        let mut parts = known.learn(names, &sheet.incident, told);
        parts.extend(sayings(names, &sheet.incident, told));
        let words = match (n, parts.is_empty()) {
            (0, true) => "the first to tell of it".to_owned(),
            (0, false) => format!("the first: {}", parts.join("; ")),
            (_, true) => "tells the same again".to_owned(),
            (_, false) => format!("added {}", parts.join("; ")),
        };
        out.field("", &words, Role::Muted);
    }
}

impl Known {
    /// What this report tells of the incident that none before it did.
    fn learn(&mut self, names: &Names, incident: &Incident, told: &Told) -> Vec<String> {
        let of = |it: &&crate::model::Member| it.report == told.report.id;
        let members: Vec<_> = incident.members.iter().filter(of).collect();
        let mut parts: Vec<String> = Vec::new();
        for mention in &told.coding.events {
            if !members
                .iter()
                .any(|it| it.evidence == mention.evidence && it.event == mention.event)
            {
                continue;
            }
            if self.codes.insert(mention.event.clone()) {
                parts.push(labels::event_words(names, &mention.event).to_owned());
            }
            for party in &mention.parties {
                if party.id != "unidentified" && self.parties.insert(party.id.clone()) {
                    let name = labels::actor_short(names, &party.id);
                    parts.push(format!("{name} as {}", party.role.word()));
                }
            }
            for person in &mention.people {
                if self.people.insert(person.name.clone()) {
                    parts.push(person.name.clone());
                }
            }
            let exact = mention.when.as_ref().filter(|it| it.precision == 1);
            if let Some(when) = exact.filter(|_| !std::mem::replace(&mut self.day, true)) {
                parts.push(format!("the day, {}", labels::day_short(when.date).trim()));
            }
            let town = mention.place.town.as_ref().filter(|_| mention.place.precision == Some(1));
            if let Some(town) = town.filter(|_| !std::mem::replace(&mut self.town, true)) {
                parts.push(format!("the town, {town}"));
            }
        }
        parts
    }
}

/// The tolls and claims that the incident has from this report.
fn sayings(names: &Names, incident: &Incident, told: &Told) -> Vec<String> {
    let id = &told.report.id;
    let tolls = incident.tolls.iter().filter(|it| it.report == *id);
    let tolls =
        tolls.map(|it| format!("a toll by {} ({})", speaker(names, it.by.as_ref()), it.words));
    let claims = incident.claims.iter().filter(|it| it.report == *id).map(|it| {
        let by = speaker(names, it.by.as_ref());
        format!("{by} {} {}", it.stance.word(), about_words(it.about))
    });
    tolls.chain(claims).collect()
}
