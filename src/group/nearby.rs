//! What is told as near one town by one report and by the next town by another.

use crate::theatre::{Names, distance_km};

use super::{
    bunch::Bunch,
    cores::gather,
    item::{Site, days_between},
};

/// A place between two towns is told by either of them up to this distance.
const BETWEEN_KM: f64 = 60.0;

/// Whether two, of which one at least is only near its town, can be one event told by two towns of
/// one neighbourhood: the same day, kind and named party, the same toll where both give one and
/// name no common author, and no text that tells of both, save one that gives a distance.
pub(super) fn are_one(names: &Names, a: &Bunch<'_>, b: &Bunch<'_>) -> bool {
    let vague = |it: &Bunch<'_>| matches!(it.site, Site::Near(_));
    let days = a.time.zip(b.time).map(|(a, b)| days_between(a.date, b.date));
    let close = if let Some((a, b)) = a.point.zip(b.point) {
        distance_km(a, b) <= BETWEEN_KM
    } else {
        // A place that the gazetteer lacks lies somewhere in its region.
        let same = a.same_dead(b) || a.shares_text(b);
        a.admin1.is_some() && a.admin1 == b.admin1 && same
    };
    let day = a.time.map(|it| it.date);
    let tolls = a.dead.is_empty() || b.dead.is_empty() || a.same_dead(b);
    // "Near X, thirty kilometres from Y" is one place, however often one text says it.
    let measured = vague(a) && vague(b) && tolls && (a.near_km.or(b.near_km)).is_some();
    (vague(a) || vague(b))
        && a.site.town() != b.site.town()
        && days == Some(0)
        && close
        && a.families.iter().any(|it| b.families.contains(it))
        && a.sides.meets(names, &b.sides, day)
        && (tolls || a.sides.same_author(names, &b.sides, day))
        && (!a.shares_text(b) || measured)
        && !a.contradicts(names, b)
}

/// Joins groups near towns of one neighbourhood: one joins the only better told that fits it and
/// that joins none itself.
pub(super) fn among<'a>(names: &Names, groups: Vec<Bunch<'a>>) -> Vec<Bunch<'a>> {
    let better = |at: usize| -> Vec<usize> {
        let standing = groups[at].standing();
        (0..groups.len())
            .filter(|it| groups[*it].standing() > standing)
            .filter(|it| are_one(names, &groups[at], &groups[*it]))
            .collect()
    };
    let better: Vec<Vec<usize>> = (0..groups.len()).map(better).collect();
    let hosts: Vec<Option<usize>> = better
        .iter()
        .map(|it| match it[..] {
            [host] if better[host].is_empty() => Some(host),
            _ => None,
        })
        .collect();
    gather(groups, &hosts, "told by the next town, with the same day, kind and party")
}
