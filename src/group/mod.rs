//! Event mentions to incidents, free of the order in which reports arrive.
//!
//! An incident is all that any number of reports tell of one event. The rules, in the order in
//! which they are asked:
//!
//! 1. *Copies* ([`copies`]): a near-copy of a text tells nothing of its own; its mentions go where
//!    those of the copy that came first go.
//! 2. *Victims* ([`victims`]): mentions of the killing, abduction or capture of one person within
//!    seven days are one, whatever the towns.
//! 3. *Cores* ([`cores`]): one town, one day or days running, kinds that go together or that are
//!    one deed of one named author, parties that do not contradict.
//! 4. *Days* ([`days`]): a report without any date takes its day, once, from what it shares with
//!    dated ones: a victim, a town's change of hands, or the same dead at the same place.
//! 5. *Imprecise mentions* ([`attach`]) join exactly one core that fits, else they stand among
//!    themselves: those with the same town and week, then those near the same town or the next
//!    ([`nearby`]), then those in the same region on the same day with a party in common. None ever
//!    joins two cores.
//! 6. *Denials, claims, history and sums* join what they speak of and never form an incident on
//!    the ground.
//! 7. *Statements* ([`statements`]) of one kind and day are one where the same party makes them in
//!    one country, or nobody is named in one town.
//! 8. *Decisions* ([`decide`]) stand above all of it, the latest above the others.
//!
//! What an incident says is then computed from its mentions alone ([`tell`]).
//!
//! Where a plainer rule would be "exactly one, else alone", these choose:
//!
//! - Within a day those that name their parties form the groups. What names fewer chooses later, and
//!   takes the group with the most texts, so that one careless report does not bridge two events.
//! - Of two groups that would join the same neighbouring day and contradict each other, the better
//!   told one does.
//! - Of several cores that fit an imprecise mention, the one wins that fits better than all others:
//!   the same site, then a family, then a party in common, then the nearer day. A tie is none. What
//!   has only a region must share a named party with the core; of several that do, the dead tell.
//! - Imprecise mentions that fit no core do not stand alone where they agree with each other.
//!
//! Each rule looks at most a few days around a mention at its place, save five links that know no
//! days: report, copy, person, change of hands and the same dead. [`regroup`] loads along both until nothing is
//! missing, so that a batch touches only its surroundings.

use crate::{
    model::{Decision, Incident, Told},
    theatre::Names,
};

mod attach;
mod bunch;
mod copies;
mod cores;
mod days;
mod decide;
mod ids;
mod item;
mod nearby;
mod partition;
mod reach;
mod sides;
mod statements;
mod tell;
mod victims;

pub use ids::{Known, Redirects, assign_ids};
pub use reach::{Change, Key, Regrouped, keys, regroup};
pub use statements::about;
pub use tell::{Acled, acled, digest};

/// Groups mentions into incidents: those on the ground and statements, by date and place, without
/// ids. Any order of `told` and any order of `decisions` of different times give the same result.
pub fn incidents<'t>(
    names: &'t Names,
    told: impl IntoIterator<Item = &'t Told>,
    decisions: &[Decision],
) -> Vec<Incident> {
    let items = item::items(names, told);
    let bunches = partition::partition(names, items, decisions);
    let mut found: Vec<Incident> =
        bunches.into_iter().map(|it| tell::incident(names, &it)).collect();
    found.sort_by(tell::order);
    found
}

#[cfg(test)]
mod tests;
