//! Watch rules: a named query and how to tell of what it finds.
//!
//! An incident is told once per rule, and again only when it has grown by what the rule names or
//! has become disputed or refuted. Rules are a person's own and run in that person's desk only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
}

/// What each rule has told: rule name → incident id → as it was then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger(BTreeMap<String, BTreeMap<String, Told>>);

impl Told {
    fn of(incident: &Incident) -> Self {
        Self {
            deaths: incident.deaths.best.or(incident.deaths.low).unwrap_or(0),
            reports: count(incident.reports().len()),
            claims: count(incident.claims.len()),
            independent: incident.independent,
            severity: incident.severity,
            verification: incident.verification,
        }
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
        let now = Told::of(incident);
        let told = self.0.entry(rule.name.clone()).or_default();
        let tells = told.get(incident.id.as_str()).is_none_or(|before| {
            let doubt = matches!(now.verification, Verification::Disputed | Verification::Refuted);
            rule.again.iter().any(|it| before.outgrown_by(now, *it))
                || (doubt && now.verification != before.verification)
        });
        if tells {
            told.insert(incident.id.to_string(), now);
        }
        tells
    }

    /// Enters incidents as told without telling: what was there when the rule was made.
    pub fn enter<'a>(&mut self, rule: &str, incidents: impl Iterator<Item = &'a Incident>) {
        let told = self.0.entry(rule.to_owned()).or_default();
        told.extend(incidents.map(|it| (it.id.to_string(), Told::of(it))));
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
