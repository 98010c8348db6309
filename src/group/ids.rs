//! The ids of incidents: given once, kept over every regrouping.
//!
//! The partition is free of order; ids are its history.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Incident, Member, Slug};

/// An incident as it stood, with the id that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: Slug,
    /// Its mentions.
    pub members: Vec<Member>,
}

/// What became of ids that no incident bears any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// The id and the one that took most of its mentions.
    pub moved: Vec<(Slug, Slug)>,
    /// Ids of which no mention is left.
    pub withdrawn: Vec<Slug>,
}

/// Gives every incident of `new` its id: that of the old one with which it shares most mentions
/// (same report, overlapping words, towns that do not differ), one to one, ties to the older; else
/// a hash of its first mention. `old` comes in the order in which the ids were given; `taken` says
/// whether an id is in use, or redirects, elsewhere.
pub fn assign_ids(old: &[Known], new: &mut [Incident], taken: impl Fn(&str) -> bool) -> Redirects {
    let shares = shares(old, new);
    let mut ranked: Vec<(&(usize, usize), &Share)> = shares.iter().collect();
    ranked.sort_by_key(|((old, new), share)| (std::cmp::Reverse(**share), *old, *new));
    let mut kept: BTreeMap<usize, usize> = BTreeMap::new();
    let mut named: BTreeSet<usize> = BTreeSet::new();
    for ((old, new), _) in &ranked {
        if !kept.contains_key(old) && !named.contains(new) {
            kept.insert(*old, *new);
            named.insert(*new);
        }
    }
    let mut used: BTreeSet<Slug> = old.iter().map(|it| it.id.clone()).collect();
    for (old_at, new_at) in &kept {
        new[*new_at].id = old[*old_at].id.clone();
    }
    for (at, incident) in new.iter_mut().enumerate().filter(|(at, _)| !named.contains(at)) {
        debug_assert!(!named.contains(&at));
        incident.id = fresh_id(incident, |id| used.contains(id) || taken(id));
        used.insert(incident.id.clone());
    }
    let mut redirects = Redirects::default();
    for (at, known) in old.iter().enumerate().filter(|(at, _)| !kept.contains_key(at)) {
        let heir = ranked.iter().find(|((old, _), _)| *old == at);
        match heir {
            Some(((_, new_at), _)) => {
                redirects.moved.push((known.id.clone(), new[*new_at].id.clone()));
            }
            None => redirects.withdrawn.push(known.id.clone()),
        }
    }
    redirects
}

/// Mentions in common whose towns do not differ, then any in common.
type Share = (u32, u32);

fn shares(old: &[Known], new: &[Incident]) -> BTreeMap<(usize, usize), Share> {
    let mut reports: HashMap<&str, Vec<(usize, &Member)>> = HashMap::new();
    for (at, known) in old.iter().enumerate() {
        for member in &known.members {
            reports.entry(&member.report).or_default().push((at, member));
        }
    }
    let mut shares: BTreeMap<(usize, usize), Share> = BTreeMap::new();
    for (at, incident) in new.iter().enumerate() {
        for member in &incident.members {
            let known = reports.get(member.report.as_str()).into_iter().flatten();
            for (old_at, other) in known.filter(|(_, it)| it.evidence.overlaps(member.evidence)) {
                let share = shares.entry((*old_at, at)).or_default();
                let differ = member.town.zip(other.town).is_some_and(|(a, b)| a != b);
                share.0 += u32::from(!differ);
                share.1 += 1;
            }
        }
    }
    shares
}

/// Ten characters of the hash of report, offset, town, date and kind of the first mention.
fn fresh_id(incident: &Incident, in_use: impl Fn(&str) -> bool) -> Slug {
    let first = incident.members.first();
    let what = first.map_or_else(String::new, |it| {
        format!("{}|{}|{:?}|{:?}|{}", it.report, it.evidence.start, it.town, it.date, it.event)
    });
    let mut turn = 0_u32;
    loop {
        let id = short_hash(&format!("{what}|{}|{turn}", incident.statement));
        if !in_use(&id) {
            return id.into();
        }
        turn += 1;
    }
}

/// Fifty bits in letters and digits that are not mistaken for one another.
fn short_hash(text: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let hash = xxhash_rust::xxh3::xxh3_64(text.as_bytes());
    (0..10)
        .map(|at| char::from(DIGITS[usize::try_from(hash >> (at * 5) & 31).unwrap_or(0)]))
        .collect()
}
