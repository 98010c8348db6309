//! What people decided by hand, set above what the rules found.

use std::collections::BTreeSet;

use crate::model::{Anchor, Decision, Ruling};

use super::{bunch::Bunch, item::Item};

/// A bunch with the decisions that made it.
#[derive(Debug)]
pub(super) struct Decided<'a> {
    /// The mentions.
    pub bunch: Bunch<'a>,
    /// Whether it stands on the list of statements.
    pub statement: bool,
    /// The last decision that changed it.
    pub last: Option<&'a Decision>,
    /// What the rules alone would have done.
    pub otherwise: Option<String>,
}

/// Applies the decisions, oldest first, to what the rules found: a merge joins all that hold a
/// mention of its list, a split takes the mentions of its second list out of what holds one of its
/// first. Mentions that came later stay with the first.
pub(super) fn apply<'a>(
    items: &[Item<'a>],
    mut groups: Vec<Decided<'a>>,
    decisions: &'a [Decision],
) -> Vec<Decided<'a>> {
    let mut sorted: Vec<&Decision> = decisions.iter().collect();
    sorted.sort_by(|a, b| {
        let key = |it: &Decision| (it.at, it.by.clone(), format!("{:?}", it.what));
        key(a).cmp(&key(b))
    });
    for decision in sorted {
        groups = match &decision.what {
            Ruling::Merge { mentions } => merge(items, groups, decision, mentions),
            Ruling::Split { left, right } => split(items, groups, decision, left, right),
        };
    }
    groups
}

fn merge<'a>(
    items: &[Item<'a>],
    groups: Vec<Decided<'a>>,
    decision: &'a Decision,
    anchors: &[Anchor],
) -> Vec<Decided<'a>> {
    let (mut named, mut rest): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|it| holds(items, &it.bunch, anchors));
    // The best told gives the place; an incident on the ground comes before a statement.
    named.sort_by_key(|it| std::cmp::Reverse((!it.statement, it.bunch.standing())));
    let count = named.len();
    let mut named = named.into_iter();
    if let Some(mut one) = named.next() {
        for other in named {
            one.bunch.absorb(other.bunch, &format!("merged by {}", decision.by));
        }
        if count > 1 {
            one.last = Some(decision);
            one.otherwise = Some(format!("the rules alone make {count} incidents of it"));
        }
        rest.push(one);
    }
    rest
}

fn split<'a>(
    items: &[Item<'a>],
    groups: Vec<Decided<'a>>,
    decision: &'a Decision,
    left: &[Anchor],
    right: &[Anchor],
) -> Vec<Decided<'a>> {
    let mut found = Vec::new();
    for group in groups {
        if !(holds(items, &group.bunch, left) && holds(items, &group.bunch, right)) {
            found.push(group);
            continue;
        }
        let goes: BTreeSet<usize> = group
            .bunch
            .seats
            .iter()
            .map(|it| it.item)
            .filter(|it| named(&items[*it], right) && !named(&items[*it], left))
            .collect();
        let (out, stay): (Vec<usize>, Vec<usize>) =
            group.bunch.seats.iter().map(|it| it.item).partition(|it| goes.contains(it));
        for part in [stay, out] {
            if let Some(bunch) = again(items, &part, &decision.by) {
                let otherwise = Some("the rules alone make one incident of both".to_owned());
                let statement = group.statement;
                found.push(Decided { bunch, statement, last: Some(decision), otherwise });
            }
        }
    }
    found
}

fn again<'a>(items: &[Item<'a>], mentions: &[usize], by: &str) -> Option<Bunch<'a>> {
    let (first, others) = mentions.split_first()?;
    let mut bunch = Bunch::alone(items, *first);
    for at in others {
        bunch.absorb(Bunch::alone(items, *at), &format!("kept together when {by} split it"));
    }
    Some(bunch)
}

fn holds(items: &[Item<'_>], bunch: &Bunch<'_>, anchors: &[Anchor]) -> bool {
    bunch.seats.iter().any(|it| named(&items[it.item], anchors))
}

fn named(item: &Item<'_>, anchors: &[Anchor]) -> bool {
    let mention = &item.told.mention;
    anchors.iter().any(|it| it.report == mention.report && it.evidence.overlaps(mention.evidence))
}
