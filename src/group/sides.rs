//! Who fought whom, and when two mentions contradict each other about it.

use jiff::civil::Date;

use crate::{
    model::{Attribution, EventMention, Role},
    theatre::Names,
};

/// The actor that contradicts nobody.
const UNIDENTIFIED: &str = "unidentified";

/// Codes whose parties have no order: fighting has no attacker, and who leaves suffers nothing.
const EITHER_WAY: [&str; 4] = ["clash.other", "clash.intergroup", "terr.withdraw", "terr.handover"];

/// Whether two mentions come from texts of which one could tell both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voices {
    /// One text tells both, and so tells them apart.
    One,
    /// Each text may tell its half.
    Two,
}

/// The named parties of an event; `unidentified` is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sides<'a> {
    /// Who did it, sorted.
    pub attackers: Vec<&'a str>,
    /// Who suffered it, sorted.
    pub targets: Vec<&'a str>,
    /// Whether the two may be swapped.
    pub either_way: bool,
}

impl<'a> Sides<'a> {
    /// The sides of a mention.
    pub(super) fn of(mention: &'a EventMention) -> Self {
        let side = |roles: &[Role]| {
            let mut ids: Vec<&str> = mention
                .parties
                .iter()
                .filter(|it| roles.contains(&it.role) && it.attribution != Attribution::Denied)
                .map(|it| it.id.as_str())
                .filter(|it| *it != UNIDENTIFIED)
                .collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        Self {
            attackers: side(&[Role::Attacker, Role::Claimant]),
            targets: side(&[Role::Target]),
            either_way: EITHER_WAY.contains(&mention.event.as_str()),
        }
    }

    /// How much it names: an attacker tells more than a target, both more than one.
    pub(super) fn definite(&self) -> u8 {
        u8::from(!self.attackers.is_empty()) * 2 + u8::from(!self.targets.is_empty())
    }

    /// Takes in what another mention of the same event says; one that knows the order wins.
    pub(super) fn add(&mut self, other: &Self) {
        match (self.either_way, other.either_way) {
            (true, false) if other.definite() > 0 => *self = other.clone(),
            (false, true) if self.definite() > 0 => {}
            (mine, theirs) => {
                extend(&mut self.attackers, &other.attackers);
                extend(&mut self.targets, &other.targets);
                self.either_way = mine && theirs;
            }
        }
    }

    /// Whether a named party of the two is the same, in whatever part.
    pub(super) fn meets(&self, names: &Names, other: &Self, day: Option<Date>) -> bool {
        let all = |it: &Self| it.attackers.iter().chain(&it.targets).copied().collect::<Vec<_>>();
        let (mine, theirs) = (all(self), all(other));
        mine.iter().any(|a| theirs.iter().any(|b| related(names, a, b, day)))
    }

    /// Whether both name an author under arms, and it is the same.
    pub(super) fn same_author(&self, names: &Names, other: &Self, day: Option<Date>) -> bool {
        let armed = |id: &&&str| names.actor(id).is_none_or(|it| it.class != *"civil");
        self.attackers
            .iter()
            .filter(armed)
            .any(|a| other.attackers.iter().any(|b| related(names, a, b, day)))
    }

    /// Whether the two cannot be one event: named parties on the same side that have nothing to
    /// do with each other, or one that strikes here and is struck there.
    pub(super) fn contradicts(
        &self,
        names: &Names,
        other: &Self,
        day: Option<Date>,
        voices: Voices,
    ) -> bool {
        let agree = |a: &Self, b: &Self| {
            same_side(names, &a.attackers, &b.attackers, day)
                && same_targets(names, a, b, day, voices)
                && !crossed(names, a, b, day)
        };
        let swapped = |it: &Self| Self {
            attackers: it.targets.clone(),
            targets: it.attackers.clone(),
            either_way: it.either_way,
        };
        if self == other || agree(self, other) {
            return false;
        }
        !(self.either_way || other.either_way) || !agree(self, &swapped(other))
    }
}

fn extend<'a>(mine: &mut Vec<&'a str>, theirs: &[&'a str]) {
    mine.extend_from_slice(theirs);
    mine.sort_unstable();
    mine.dedup();
}

fn same_side(names: &Names, a: &[&str], b: &[&str], day: Option<Date>) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|one| b.iter().any(|two| related(names, one, two, day)))
}

/// Civilians hurt in an attack on armed men are the same attack; told by one text, only where both
/// name its author.
fn same_targets(
    names: &Names,
    a: &Sides<'_>,
    b: &Sides<'_>,
    day: Option<Date>,
    voices: Voices,
) -> bool {
    let civil = |ids: &[&str]| {
        ids.iter().all(|it| names.actor(it).is_some_and(|actor| actor.class == *"civil"))
    };
    let known = !a.attackers.is_empty() && !b.attackers.is_empty();
    same_side(names, &a.targets, &b.targets, day)
        || ((known || voices == Voices::Two) && (civil(&a.targets) || civil(&b.targets)))
}

fn crossed(names: &Names, a: &Sides<'_>, b: &Sides<'_>, day: Option<Date>) -> bool {
    let meet = |one: &[&str], two: &[&str]| {
        one.iter().any(|a| two.iter().any(|b| related(names, a, b, day)))
    };
    meet(&a.attackers, &b.targets) && !meet(&a.attackers, &b.attackers)
        || meet(&b.attackers, &a.targets) && !meet(&a.attackers, &b.attackers)
}

/// Whether two actors are on one side: the same, parts of one another, allies on that day, or
/// organs of one state.
pub(super) fn related(names: &Names, a: &str, b: &str, day: Option<Date>) -> bool {
    if a == b {
        return true;
    }
    let state = |id: &str| names.actor(id).filter(|it| it.class == *"state");
    let one_state = state(a)
        .zip(state(b))
        .is_some_and(|(a, b)| a.countries.iter().any(|it| b.countries.contains(it)));
    one_state || names.is_ally(a, b, day)
}
