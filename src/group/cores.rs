//! Mentions of one place: those of a day, and days running.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::theatre::Names;

use super::{
    bunch::Bunch,
    item::{Site, days_between},
    sides::Sides,
};

/// The most days between two mentions of one core.
const SPAN_DAYS: i32 = 2;

/// What makes two mentions of one place and day the same event, and how far days run together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bond {
    /// A group joins another's at most this many days away.
    pub reach: i32,
    /// Whether a named party must be in common: where the place says little.
    pub meet: bool,
}

/// The cores that these make among themselves; only mentions of one and the same site meet.
pub(super) fn cores<'a>(names: &Names, units: Vec<Bunch<'a>>, bond: Bond) -> Vec<Bunch<'a>> {
    let mut sites: BTreeMap<Site<'a>, BTreeMap<Option<Date>, Vec<Bunch<'a>>>> = BTreeMap::new();
    for unit in units {
        let date = unit.time.map(|it| it.date);
        sites.entry(unit.site).or_default().entry(date).or_default().push(unit);
    }
    let mut found = Vec::new();
    for days in sites.into_values() {
        let groups = days.into_values().flat_map(|it| of_one_day(names, it, bond)).collect();
        found.extend(days_running(names, groups, bond));
    }
    found
}

/// The groups of one place and day: kinds that go together, parties that do not contradict. Those
/// that name their parties form the groups; the less a mention names, the later it chooses, and it
/// takes the group with the most texts.
pub(super) fn of_one_day<'a>(names: &Names, units: Vec<Bunch<'a>>, bond: Bond) -> Vec<Bunch<'a>> {
    let mut levels: [Vec<Bunch<'a>>; 4] = Default::default();
    for unit in alike(units) {
        levels[usize::from(unit.sides.definite())].push(unit);
    }
    let mut groups: Vec<Bunch<'a>> = Vec::new();
    for level in levels.into_iter().rev() {
        let mut joining = Vec::new();
        let mut rest = Vec::new();
        for unit in level {
            let fitting = (0..groups.len()).filter(|at| bound(names, &groups[*at], &unit, bond));
            match fitting.max_by_key(|at| groups[*at].standing()) {
                Some(group) => joining.push((group, unit)),
                None => rest.push(unit),
            }
        }
        for (group, unit) in joining {
            groups[group].absorb(unit, "same place and day, same kind of event");
        }
        groups.extend(components(names, rest, bond));
    }
    groups
}

/// Units that say the same of kinds and parties, as one each: most reports of one event do.
fn alike(units: Vec<Bunch<'_>>) -> Vec<Bunch<'_>> {
    let mut kinds: BTreeMap<(Vec<&str>, Sides<'_>), Vec<Bunch<'_>>> = BTreeMap::new();
    for unit in units {
        let mut families: Vec<&str> = unit.families.iter().map(|it| it.name).collect();
        families.sort_unstable();
        kinds.entry((families, unit.sides.clone())).or_default().push(unit);
    }
    let merged = kinds.into_values().map(|units| {
        let mut units = units.into_iter();
        let first = units.next()?;
        Some(units.fold(first, |mut one, other| {
            one.absorb(other, "same place and day, same kind and parties");
            one
        }))
    });
    merged.flatten().collect()
}

fn components<'a>(names: &Names, units: Vec<Bunch<'a>>, bond: Bond) -> Vec<Bunch<'a>> {
    let mut groups: Vec<Bunch<'a>> = Vec::new();
    let mut pending = units;
    while let Some(seed) = pending.pop() {
        let mut group = vec![seed];
        let mut at = 0;
        while at < group.len() {
            let (near, far) =
                pending.into_iter().partition(|it| bound(names, &group[at], it, bond));
            group.extend::<Vec<_>>(near);
            pending = far;
            at += 1;
        }
        group.sort_by_key(Bunch::first);
        let mut group = group.into_iter();
        if let Some(first) = group.next() {
            groups.push(group.fold(first, |mut one, other| {
                one.absorb(other, "same place and day, kinds that go together");
                one
            }));
        }
    }
    groups.sort_by_key(Bunch::first);
    groups
}

fn bound(names: &Names, a: &Bunch<'_>, b: &Bunch<'_>, bond: Bond) -> bool {
    let day = a.time.map(|it| it.date);
    a.can_be(names, b)
        && !a.contradicts(names, b)
        && (!bond.meet || a.sides.meets(names, &b.sides, day))
}

/// Joins the groups of days running: one joins a neighbour that is better told and joins none
/// itself, so that twice the reach in days decides all. Of two that would not go together in that
/// neighbour the better told keeps the other out.
fn days_running<'a>(names: &Names, groups: Vec<Bunch<'a>>, bond: Bond) -> Vec<Bunch<'a>> {
    let around = neighbours(names, &groups, bond);
    let beats = |a: usize, b: usize| groups[a].standing() > groups[b].standing();
    let beaten: Vec<bool> =
        (0..groups.len()).map(|at| around[at].iter().any(|it| beats(*it, at))).collect();
    let kept_out = |at: usize, host: usize| {
        let others = around[host].iter().filter(|it| **it != at && beats(**it, at));
        others.into_iter().any(|it| {
            days(&groups[*it], &groups[at]) > SPAN_DAYS
                || groups[*it].contradicts(names, &groups[at])
        })
    };
    let host = |at: usize| {
        let hosts = around[at].iter().copied().filter(|it| beats(*it, at) && !beaten[*it]);
        hosts.filter(|it| !kept_out(at, *it)).max_by_key(|it| groups[*it].standing())
    };
    let hosts: Vec<Option<usize>> = (0..groups.len()).map(host).collect();
    gather(groups, &hosts, "a day or two off at the same place, better told there")
}

/// Lets each group join its host; a host joins none itself.
pub(super) fn gather<'a>(
    groups: Vec<Bunch<'a>>,
    hosts: &[Option<usize>],
    why: &str,
) -> Vec<Bunch<'a>> {
    let mut found: Vec<Option<Bunch<'a>>> = groups.into_iter().map(Some).collect();
    for (at, host) in hosts.iter().enumerate() {
        let Some(host) = *host else { continue };
        if let (Some(guest), Some(home)) = (found[at].take(), found[host].as_mut()) {
            home.absorb(guest, why);
        }
    }
    found.into_iter().flatten().collect()
}

fn neighbours(names: &Names, groups: &[Bunch<'_>], bond: Bond) -> Vec<Vec<usize>> {
    let mut around = vec![Vec::new(); groups.len()];
    for a in 0..groups.len() {
        // Groups come by day: the first that is too far ends the search.
        let near =
            (a + 1..groups.len()).take_while(|b| days(&groups[a], &groups[*b]) <= bond.reach);
        for b in near.filter(|b| days(&groups[a], &groups[*b]) > 0) {
            if bound(names, &groups[a], &groups[b], bond) {
                around[a].push(b);
                around[b].push(a);
            }
        }
    }
    around
}

fn days(a: &Bunch<'_>, b: &Bunch<'_>) -> i32 {
    a.time.zip(b.time).map_or(i32::MAX, |(a, b)| days_between(a.date, b.date))
}
