//! What people decided by hand, set above what the rules found.

use crate::model::{Anchor, Decision, Ruling};

use super::{
    bunch::{Bunch, Seat},
    item::Item,
};

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
        let goes = |at: usize| named(&items[at], right) && !named(&items[at], left);
        let (stays, out) = parted(items, &group.bunch, goes, &decision.by);
        for bunch in [Some(stays), out].into_iter().flatten() {
            let otherwise = Some("the rules alone make one incident of both".to_owned());
            let statement = group.statement;
            found.push(Decided { bunch, statement, last: Some(decision), otherwise });
        }
    }
    found
}

/// What stays in place, and what goes as an incident of its own. Mentions of the first side keep
/// their reasons; what a bunch says of itself is said anew on both sides.
fn parted<'a>(
    items: &[Item<'a>],
    bunch: &Bunch<'a>,
    goes: impl Fn(usize) -> bool,
    by: &str,
) -> (Bunch<'a>, Option<Bunch<'a>>) {
    let (out, stay): (Vec<Seat>, Vec<Seat>) =
        bunch.seats.iter().cloned().partition(|it| goes(it.item));
    let again = |seats: &[Seat], why: &dyn Fn(&Seat) -> String| {
        let mut sorted: Vec<&Seat> = seats.iter().collect();
        // The place of the whole stays that of the part that has it.
        sorted.sort_by_key(|it| (items[it.item].site != bunch.site, it.item));
        let (first, others) = sorted.split_first()?;
        let mut part = Bunch::alone(items, first.item);
        for seat in others {
            part.absorb(Bunch::alone(items, seat.item), &why(seat));
        }
        Some(part)
    };
    let kept = again(&stay, &|it| {
        if it.why.is_empty() { "same event by the rules".to_owned() } else { it.why.clone() }
    });
    let gone = again(&out, &|_| format!("split off by {by}"));
    (kept.unwrap_or_else(|| bunch.clone()), gone)
}

fn holds(items: &[Item<'_>], bunch: &Bunch<'_>, anchors: &[Anchor]) -> bool {
    bunch.seats.iter().any(|it| named(&items[it.item], anchors))
}

fn named(item: &Item<'_>, anchors: &[Anchor]) -> bool {
    let mention = &item.told.mention;
    anchors.iter().any(|it| it.report == mention.report && it.evidence.overlaps(mention.evidence))
}
