//! What was said of who holds or cuts off a town: a dated ledger. Nothing is inferred from it.

use std::collections::BTreeMap;

use jiff::{civil::Date, tz::TimeZone};

use super::summary::{Blockade, Control, Ledger};
use crate::model::{About, ClaimRow, Incident, Realis, Role, Slug, Stance, Verification};

/// The ledgers of towns by their ids; `sources` gives the publishers of an incident's reports.
pub fn ledgers(
    incidents: &[Incident],
    sources: impl Fn(&Incident) -> Vec<String>,
) -> BTreeMap<i64, Ledger> {
    let mut told: Vec<(Date, i64, &Incident)> = incidents.iter().filter_map(placed).collect();
    told.sort_by(|a, b| (a.0, &a.2.id).cmp(&(b.0, &b.2.id)));
    let mut ledgers: BTreeMap<i64, Ledger> = BTreeMap::new();
    for (day, town, it) in told {
        enter(ledgers.entry(town).or_default(), it, day, &sources(it));
    }
    ledgers.retain(|_, it| *it != Ledger::default());
    ledgers
}

/// The day and town of an incident that has both exactly and is said to have happened.
fn placed(it: &Incident) -> Option<(Date, i64, &Incident)> {
    let exact = it.place.precision == Some(1) && it.realis >= Realis::Alleged;
    Some((it.day()?, it.place.town_id?, it)).filter(|_| exact)
}

fn enter(ledger: &mut Ledger, it: &Incident, day: Date, sources: &[String]) {
    let is = |code: &str| it.event == *code || it.also.iter().any(|it| *it == *code);
    let attacker = it.parties.iter().find(|it| it.role == Role::Attacker).map(|it| it.id.clone());
    if is("terr.unblock") {
        ledger.blockade = None;
    } else if is("terr.blockade") {
        let new = Blockade { since: day, by: attacker.clone(), said_by: Vec::new() };
        let blockade = ledger.blockade.get_or_insert(new);
        add(&mut blockade.said_by, sources.iter().cloned());
    }
    let taken = is("terr.capture") || is("terr.retake") || is("terr.handover");
    if let Some(actor) = attacker.filter(|_| taken) {
        let disputed = it.verification <= Verification::Disputed;
        hold(ledger, actor, day, sources.iter().cloned(), disputed);
    }
    for claim in it.claims.iter().filter(|it| it.about == About::Control) {
        claimed(ledger, claim);
    }
}

fn claimed(ledger: &mut Ledger, claim: &ClaimRow) {
    let Some(actor) = &claim.control else { return };
    let day = claim.at.to_zoned(TimeZone::UTC).date();
    let by = claim.by.iter().map(Slug::to_string);
    match claim.stance {
        Stance::Claims | Stance::Confirms => hold(ledger, actor.clone(), day, by, false),
        Stance::Denies | Stance::Accuses => {
            let held = ledger.control.iter_mut().rev().find(|it| it.actor == *actor);
            if let Some(held) = held {
                held.disputed = true;
            }
        }
    }
}

/// Enters a holder; one who is said again to hold it is no new line.
fn hold(
    ledger: &mut Ledger,
    actor: Slug,
    from: Date,
    said_by: impl Iterator<Item = String>,
    disputed: bool,
) {
    if ledger.control.last().is_none_or(|it| it.actor != actor) {
        ledger.control.push(Control { actor, from, said_by: Vec::new(), disputed: false });
    }
    if let Some(last) = ledger.control.last_mut() {
        add(&mut last.said_by, said_by);
        last.disputed |= disputed;
    }
}

fn add(list: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for it in more {
        if !list.contains(&it) {
            list.push(it);
        }
    }
}
