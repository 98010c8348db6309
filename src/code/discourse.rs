//! Drafts to events: which sentences of a report go on telling the same event.
//!
//! A sentence adds to the event before it unless it names another town, another day, other parties
//! on the same side, another family of acts, or says that it is another. What names neither place
//! nor day adds to the nearest event that fits.

use crate::model::Place;

use super::draft::Draft;
use super::meaning::Act;
use super::roles::{self, Kind};
use crate::theatre::Names;

/// Joins drafts in the order of the text.
pub(super) fn join(names: &Names, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut events: Vec<Draft> = Vec::new();
    for draft in drafts {
        let best = (0..events.len())
            .filter_map(|it| Some((it, fit(names, events.get(it)?, &draft)?)))
            .max_by_key(|&(index, fit)| (fit, index));
        match best.and_then(|it| events.get_mut(it.0)) {
            Some(event) => event.absorb(draft),
            None => events.push(draft),
        }
    }
    drop_sums(&mut events);
    events
}

/// A number that is the sum of what the report gives place by place is the sum, not the number of
/// the event that it was read with.
fn drop_sums(events: &mut [Draft]) {
    let dead = |it: &Draft| -> Vec<u32> {
        it.counts
            .iter()
            .filter(|c| c.found.kind == crate::model::TollKind::Dead)
            .filter_map(|c| c.found.low)
            .collect()
    };
    let all: Vec<Vec<u32>> = events.iter().filter(|it| !it.mood.background).map(dead).collect();
    if all.len() < 2 {
        return;
    }
    for (index, event) in events.iter_mut().filter(|it| !it.mood.background).enumerate() {
        let others: u32 = all
            .iter()
            .enumerate()
            .filter(|it| it.0 != index)
            .filter_map(|it| it.1.iter().max())
            .sum();
        let own: Vec<u32> = all.get(index).cloned().unwrap_or_default();
        if others == 0 || own.len() < 2 {
            continue;
        }
        event.counts.retain(|c| {
            let Some(low) = c.found.low.filter(|_| c.found.kind == crate::model::TollKind::Dead)
            else {
                return true;
            };
            !own.iter().any(|part| *part < low && part + others == low)
        });
    }
}

/// What family of acts a draft belongs to, for going on with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Violence,
    Territory,
    Captivity,
    Crowd,
    Blockade,
    Coup,
    Words,
    Quiet,
}

fn field(draft: &Draft) -> Field {
    let has = |acts: &[Act]| draft.acts.iter().any(|it| acts.contains(&it.0));
    if has(&[Act::Coup]) {
        Field::Coup
    } else if has(&[Act::Protest, Act::Riot, Act::Mob]) {
        Field::Crowd
    } else if has(&[Act::Blockade, Act::Unblock]) {
        Field::Blockade
    } else if has(&[Act::Take, Act::Retake, Act::Withdraw, Act::Handover])
        && !has(&[Act::Attack, Act::Ambush])
    {
        Field::Territory
    } else if draft.is_violent() {
        Field::Violence
    } else if has(&[Act::Arrest, Act::Release, Act::Trial]) {
        Field::Captivity
    } else if has(&[Act::Claim, Act::Deny, Act::Statement, Act::Threaten, Act::Inquiry]) {
        Field::Words
    } else {
        Field::Quiet
    }
}

/// How well a draft goes on with an event; `None` if it cannot.
fn fit(names: &Names, event: &Draft, draft: &Draft) -> Option<i32> {
    if event.mood.background != draft.mood.background || event.mood.future != draft.mood.future {
        return None;
    }
    let fields = (field(event), field(draft));
    let words = fields.1 == Field::Words;
    if fields.0 != fields.1 && !words && !casualties_only(draft) && fields.0 != Field::Words {
        return None;
    }
    if fields.0 == Field::Words && fields.1 != Field::Words {
        return None;
    }
    if fields.0 == Field::Quiet && first_act(event) != first_act(draft) {
        return None;
    }
    let same_place = places(event.place.as_ref(), draft.place.as_ref())?;
    let same_day = days(event, draft, same_place)?;
    if same_place < 3 && means_differ(event, draft) && draft.place.is_some() {
        return None;
    }
    if draft.mood.another && !(same_place >= 3 && same_day >= 1) {
        return None;
    }
    if parties_differ(names, event, draft) {
        return None;
    }
    let near = i32::from(draft.at.0 == event.at.0 && draft.at.1 <= event.at.1 + 1);
    let same = i32::from(draft.mood.same);
    Some(same_place * 3 + same_day * 2 + near + same + i32::from(event.titled && words))
}

fn first_act(draft: &Draft) -> Option<Act> {
    draft.acts.first().map(|it| it.0)
}

/// Nothing but the dead, wounded or taken: it goes on with whatever happened.
fn casualties_only(draft: &Draft) -> bool {
    draft.acts.iter().all(|it| {
        super::tolls::is_casualty(it.0)
            || matches!(it.0, Act::Statement | Act::Claim | Act::Operation)
    })
}

/// 3 the same town, 2 one within the other, 1 one of them unsaid; `None` when they differ.
fn places(event: Option<&Place>, draft: Option<&Place>) -> Option<i32> {
    let (Some(event), Some(draft)) = (event, draft) else { return Some(1) };
    if let (Some(a), Some(b)) = (&event.country, &draft.country)
        && a != b
    {
        return None;
    }
    match (&event.town, &draft.town) {
        (Some(a), Some(b)) if a == b => Some(3),
        (Some(_), Some(_)) => None,
        _ => match (&event.admin1, &draft.admin1) {
            (Some(a), Some(b)) if a == b => Some(2),
            (Some(_), Some(_)) => None,
            _ => Some(1),
        },
    }
}

/// 2 the same day, 1 one of them unsaid or close; `None` when they differ.
fn days(event: &Draft, draft: &Draft, same_place: i32) -> Option<i32> {
    let (Some((a, _)), Some((b, _))) = (&event.when, &draft.when) else { return Some(1) };
    if a.precision > 1 || b.precision > 1 {
        let gap = a.date.since(b.date).map_or(99, |it| it.get_days().abs());
        let reach = if a.precision == 3 || b.precision == 3 { 45 } else { 8 };
        return (gap <= reach).then_some(1);
    }
    let gap = a.date.since(b.date).map_or(99, |it| it.get_days().abs());
    match gap {
        0 => Some(2),
        1 if same_place >= 2 => Some(1),
        _ => None,
    }
}

/// A mine is not an ambush, a drone is not a mine: unless one sentence or one place joins them.
fn means_differ(event: &Draft, draft: &Draft) -> bool {
    let mean = |it: &Draft| {
        const MEANS: &[Act] = &[
            Act::Mine,
            Act::Drone,
            Act::AirStrike,
            Act::Shell,
            Act::Abduct,
            Act::Svbied,
            Act::Suicide,
        ];
        MEANS.iter().copied().find(|m| it.acts.iter().any(|a| a.0 == *m))
    };
    matches!((mean(event), mean(draft)), (Some(a), Some(b)) if a != b)
}

/// Known groups on the doing side that exclude each other, or the sides changed.
fn parties_differ(names: &Names, event: &Draft, draft: &Draft) -> bool {
    let agents = |it: &Draft| -> Vec<u16> {
        it.cast
            .iter()
            .filter(|c| !c.speaks && c.agent > c.patient && c.agent >= 3)
            .map(|c| c.actor)
            .collect()
    };
    let (a, b) = (agents(event), agents(draft));
    if a.is_empty() || b.is_empty() || a.iter().any(|it| b.contains(it)) {
        return false;
    }
    let kinds =
        |list: &[u16]| -> Vec<Kind> { list.iter().map(|it| roles::kind(names, *it)).collect() };
    let (ka, kb) = (kinds(&a), kinds(&b));
    let state = |list: &[Kind]| list.iter().all(|it| *it == Kind::State);
    if state(&ka) != state(&kb) {
        return true;
    }
    let known = |list: &[u16]| {
        list.iter().all(|it| names.actors.get(*it as usize).is_some_and(|a| a.class != "unknown"))
    };
    known(&a) && known(&b) && !a.iter().any(|x| b.iter().any(|y| kin(names, *x, *y)))
}

fn kin(names: &Names, a: u16, b: u16) -> bool {
    let (Some(a), Some(b)) = (names.actors.get(a as usize), names.actors.get(b as usize)) else {
        return false;
    };
    a.parent.as_ref() == Some(&b.id)
        || b.parent.as_ref() == Some(&a.id)
        || names.is_ally(&a.id, &b.id, None)
}
