//! Watch rules: a named query and how to tell of what it finds.
//!
//! An incident is told once per rule, and again only when it has grown by what the rule names or
//! has become disputed or refuted. Rules are a person's own and run in that person's desk only;
//! what they told is kept in the person's file, so that a restart tells nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::merge;
use crate::{
    config::{Again, Rule},
    model::{Incident, Verification},
};

/// What was told of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    deaths: u32,
    reports: u32,
    claims: u32,
    independent: u32,
    severity: u8,
    verification: Verification,
    /// How many were told before it by this rule.
    #[serde(default)]
    number: u64,
}

/// Incidents that are remembered for a rule; beyond them the oldest are forgotten.
const REMEMBERED: usize = 4_000;

/// What each rule has told: rule name → incident id → as it was then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger(BTreeMap<String, BTreeMap<String, Told>>);

impl Told {
    fn of(incident: &Incident, number: u64) -> Self {
        Self {
            number,
            deaths: incident.deaths.best.or(incident.deaths.low).unwrap_or(0),
            reports: count(incident.reports().len()),
            claims: count(incident.claims.len()),
            independent: incident.independent,
            severity: incident.severity,
            verification: incident.verification,
        }
    }

    /// Whether both tell of the same state of an incident.
    fn says(self, other: Self) -> bool {
        Self { number: other.number, ..self } == other
    }

    fn outgrown_by(self, now: Self, by: Again) -> bool {
        match by {
            Again::Deaths => now.deaths > self.deaths,
            Again::Reports => now.reports > self.reports,
            Again::Claims => now.claims > self.claims,
            Again::Sources => now.independent > self.independent,
            Again::Severity => now.severity > self.severity,
        }
    }
}

impl Ledger {
    /// Whether a rule tells of this incident now; if so it is entered as told.
    pub fn tells(&mut self, rule: &Rule, incident: &Incident) -> bool {
        let told = self.0.entry(rule.name.clone()).or_default();
        let now = Told::of(incident, next(told));
        let tells = told.get(incident.id.as_str()).is_none_or(|before| {
            let doubt = matches!(now.verification, Verification::Disputed | Verification::Refuted);
            rule.again.iter().any(|it| before.outgrown_by(now, *it))
                || (doubt && now.verification != before.verification)
        });
        if tells {
            told.insert(incident.id.to_string(), now);
            forget(told);
        }
        tells
    }

    /// What two desks of one person have told; `base` is what they last agreed on.
    pub fn merged(base: &Self, ours: &Self, theirs: &Self) -> Self {
        let none = BTreeMap::new();
        let names: BTreeSet<&String> = ours.0.keys().chain(theirs.0.keys()).collect();
        let of = |ledger: &'_ Self, name: &str| ledger.0.get(name).cloned();
        let mut merged = BTreeMap::new();
        for name in names {
            let (was, mine, other) = (of(base, name), of(ours, name), of(theirs, name));
            // A rule that one desk gave up, and in which the other did nothing, is gone.
            if was.is_some()
                && ((mine.is_none() && other == was) || (other.is_none() && mine == was))
            {
                continue;
            }
            let side = |it: &Option<BTreeMap<String, Told>>| it.clone().unwrap_or_default();
            let mut told = merge::maps(was.as_ref().unwrap_or(&none), &side(&mine), &side(&other));
            forget(&mut told);
            merged.insert(name.clone(), told);
        }
        Self(merged)
    }

    /// What this ledger has told and `before` had not, as rule and incident, where `other` tells
    /// the same: another desk of the same person was quicker.
    pub fn told_elsewhere(&self, before: &Self, other: &Self) -> BTreeSet<(String, String)> {
        let entry = |ledger: &Self, rule: &str, id: &str| -> Option<Told> {
            ledger.0.get(rule).and_then(|it| it.get(id)).copied()
        };
        let mut elsewhere = BTreeSet::new();
        for (rule, incidents) in &self.0 {
            for (id, told) in incidents {
                let (was, theirs) = (entry(before, rule, id), entry(other, rule, id));
                let fresh = was != Some(*told) && theirs != was;
                if fresh && theirs.is_some_and(|it| it.says(*told)) {
                    elsewhere.insert((rule.clone(), id.clone()));
                }
            }
        }
        elsewhere
    }

    /// Forgets rules that are there no longer.
    pub fn keep<'a>(&mut self, rules: impl Iterator<Item = &'a Rule>) {
        let names: BTreeSet<&str> = rules.map(|it| it.name.as_str()).collect();
        self.0.retain(|name, _| names.contains(name.as_str()));
    }

    /// Begins a rule anew, with incidents that count as told: what was there when it was made.
    pub fn enter<'a>(&mut self, rule: &str, incidents: impl Iterator<Item = &'a Incident>) {
        let told = incidents.map(|it| (it.id.to_string(), Told::of(it, 0))).collect();
        self.0.insert(rule.to_owned(), told);
    }
}

fn next(told: &BTreeMap<String, Told>) -> u64 {
    told.values().map(|it| it.number + 1).max().unwrap_or(0)
}

fn forget(told: &mut BTreeMap<String, Told>) {
    while told.len() > REMEMBERED {
        let oldest = told.iter().min_by_key(|(_, it)| it.number).map(|(id, _)| id.clone());
        oldest.and_then(|id| told.remove(&id));
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
