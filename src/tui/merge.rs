//! Marks of one person from two desks: what each changed since both last agreed is kept.
//!
//! Each desk knows its own marks and those that the file had when it last read or wrote it. What
//! differs between these two is what it did itself; all else is taken from the file.

use std::collections::BTreeMap;

use super::{personal::Personal, watch::Ledger};
use crate::{config::Rule, model::Slug};

/// The marks of both: `base` is what they last agreed on.
pub fn merge(base: &Personal, ours: &Personal, theirs: &Personal) -> Personal {
    Personal {
        read_to: one(&base.read_to, &ours.read_to, &theirs.read_to),
        read: maps(&base.read, &ours.read, &theirs.read),
        stars: stars(&base.stars, &ours.stars, &theirs.stars),
        looked: ours.looked.max(theirs.looked),
        layout: one(&base.layout, &ours.layout, &theirs.layout),
        views: maps(&base.views, &ours.views, &theirs.views),
        rules: rules(&base.rules, &ours.rules, &theirs.rules),
        told: Ledger::merged(&base.told, &ours.told, &theirs.told),
        watched: ours.watched.max(theirs.watched),
        welcomed: ours.welcomed || theirs.welcomed,
    }
}

/// A single value: ours where we changed it, else theirs.
fn one<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> T {
    if ours == base { theirs.clone() } else { ours.clone() }
}

/// A map, key by key. What one side changed and the other took away stays.
pub(super) fn maps<K: Clone + Ord, V: Clone + PartialEq>(
    base: &BTreeMap<K, V>,
    ours: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
) -> BTreeMap<K, V> {
    let mut merged = theirs.clone();
    for (key, value) in ours {
        if base.get(key) != Some(value) {
            merged.insert(key.clone(), value.clone());
        }
    }
    merged.retain(|key, value| {
        let taken_away = base.contains_key(key) && !ours.contains_key(key);
        !taken_away || base.get(key) != Some(&*value)
    });
    merged
}

/// Stars in the order of starring, ours behind theirs.
fn stars(base: &[Slug], ours: &[Slug], theirs: &[Slug]) -> Vec<Slug> {
    let taken_off = |it: &&Slug| base.contains(it) && !ours.contains(it);
    let mut merged: Vec<Slug> = theirs.iter().filter(|it| !taken_off(it)).cloned().collect();
    let fresh = ours.iter().filter(|it| !base.contains(it) && !theirs.contains(it));
    merged.extend(fresh.cloned());
    merged
}

/// Rules by name, ours behind theirs.
fn rules(base: &[Rule], ours: &[Rule], theirs: &[Rule]) -> Vec<Rule> {
    let by_name = |rules: &[Rule]| -> BTreeMap<String, Rule> {
        rules.iter().map(|it| (it.name.clone(), it.clone())).collect()
    };
    let mut merged = maps(&by_name(base), &by_name(ours), &by_name(theirs));
    let order = theirs.iter().chain(ours);
    order.filter_map(|it| merged.remove(&it.name)).collect()
}
