//! Drafts to events: which sentences of a report go on telling the same event.
//!
//! A sentence adds to the event before it unless it names another town, another day, other parties
//! on the same side, another family of acts, or says that it is another. What names neither place
//! nor day adds to the nearest event that fits.

use jiff::civil::Date;

use crate::model::{Figure, PersonRole, Place, TollKind};

use super::draft::Draft;
use super::meaning::{Act, Form};
use super::roles::{self, Cast, Kind};
use crate::theatre::Names;

/// Joins drafts in the order of the text; `lead` is the day that the report's head gives.
pub(super) fn join(names: &Names, drafts: Vec<Draft>, lead: Option<Date>) -> Vec<Draft> {
    let mut events: Vec<Draft> = Vec::new();
    let mut drafts = drafts;
    title_regions(&mut drafts);
    for mut draft in drafts {
        // Who only speaks of an event, or is only named where it is taken up again, is no party to it.
        let speaks = field(&draft) == Field::Words && events.iter().any(Draft::is_violent);
        if speaks || draft.only_refers() && !events.is_empty() {
            draft.cast.retain(Cast::is_framed);
        }
        if draft.mood.points_back {
            take_from_before(&mut draft, &events);
        }
        let best = (0..events.len())
            .filter_map(|it| Some((it, fit(names, events.get(it)?, &draft, lead)?)))
            .max_by_key(|&(index, fit)| (fit, index));
        match best.and_then(|it| events.get_mut(it.0)) {
            Some(event) => event.absorb(draft),
            None => events.push(draft),
        }
    }
    drop_sums(&mut events);
    spread(names, &mut events);
    events
}

/// "Tillabéri : …": a title's town that the text never tells of as a town, only of places in the
/// region of its name, is that region.
fn title_regions(drafts: &mut [Draft]) {
    let placed = |it: &Draft| it.place.clone().map(|place| (field(it), place));
    let below: Vec<(Field, Place)> =
        drafts.iter().filter(|it| !it.titled).filter_map(placed).collect();
    for draft in drafts.iter_mut().filter(|it| it.titled) {
        // Those who fled to the town do not make it the scene.
        let own = field(draft);
        let told: Vec<&Place> = below.iter().filter(|it| it.0 == own).map(|it| &it.1).collect();
        let Some(place) = draft.place.as_mut() else { continue };
        let of_region = |it: &&&Place| place.town.is_some() && it.admin1 == place.town;
        let elsewhere = told.iter().filter(of_region).any(|it| it.precision < Some(3));
        if elsewhere && told.iter().all(|it| it.town != place.town) {
            *place = Place {
                country: place.country.clone(),
                admin1: place.town.clone(),
                precision: Some(3),
                ..Place::default()
            };
        }
    }
}

/// What is pointed at gives its day and its place: the violent event told last.
fn take_from_before(draft: &mut Draft, events: &[Draft]) {
    let before = events
        .iter()
        .filter(|it| it.is_violent() && it.mood.background == draft.mood.background)
        .max_by_key(|it| it.last);
    let Some(before) = before else { return };
    if events.iter().any(is_sum) {
        return;
    }
    if draft.when.is_none() {
        draft.when.clone_from(&before.when);
    }
    if draft.place.is_none() {
        draft.place.clone_from(&before.place);
    }
}

/// A number that is the sum of what the report gives place by place is the sum, not the number of
/// the event that it was read with; so is a title's number that covers the places told below it.
fn drop_sums(events: &mut [Draft]) {
    let dead = |it: &Draft| -> Vec<(u32, bool)> {
        let counts = it.counts.iter().filter(|c| c.found.kind == TollKind::Dead && c.is_event());
        counts.filter_map(|c| Some((c.found.low?, c.local && !c.heads))).collect()
    };
    let news = |it: &Draft| !it.mood.background && !it.mood.future;
    // What has another day is no part of a title's number, unless they add up to it.
    let head = events.iter().find(|it| news(it) && it.counts.iter().any(|c| c.heads));
    let day = head.and_then(Draft::day);
    let apart = |it: &Draft| head.is_some() && it.day().is_some_and(|it| Some(it) != day);
    let all: Vec<(Vec<(u32, bool)>, bool)> =
        events.iter().filter(|it| news(it)).map(|it| (dead(it), apart(it))).collect();
    if all.len() < 2 {
        return;
    }
    let own_of = |list: &[(u32, bool)]| {
        let local = list.iter().filter(|it| it.1).map(|it| it.0).max();
        local.or_else(|| list.iter().map(|it| it.0).min()).unwrap_or(0)
    };
    let sum: u32 = all.iter().map(|it| own_of(&it.0)).sum();
    let day_sum: u32 = all.iter().filter(|it| !it.1).map(|it| own_of(&it.0)).sum();
    for (index, event) in events.iter_mut().filter(|it| news(it)).enumerate() {
        let Some((list, apart)) = all.get(index) else { continue };
        let own = own_of(list);
        let others = sum - own;
        let same_day = if *apart { 0 } else { day_sum - own };
        if others == 0 || list.len() < 2 {
            continue;
        }
        event.counts.retain(|c| {
            let Some(low) = c.found.low.filter(|_| c.found.kind == TollKind::Dead) else {
                return true;
            };
            let exact = list.iter().any(|part| part.0 < low && part.0 + others == low);
            let covers = c.heads && same_day > 0 && low > own && own + same_day <= low;
            !(exact || covers)
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
    } else if has(&[Act::Blockade, Act::Unblock]) && !has(&[Act::Attack, Act::Ambush, Act::Mine]) {
        Field::Blockade
    } else if has(&[Act::Take, Act::Retake, Act::Withdraw, Act::Handover])
        && !has(&[Act::Attack, Act::Ambush])
    {
        Field::Territory
    } else if draft.is_violent() {
        Field::Violence
    } else if has(&[Act::Arrest, Act::Release, Act::Trial]) {
        Field::Captivity
    } else if has(&[
        Act::Claim,
        Act::Deny,
        Act::Statement,
        Act::Threaten,
        Act::Inquiry,
        Act::Accuse,
    ]) {
        Field::Words
    } else {
        Field::Quiet
    }
}

/// How well a draft goes on with an event; `None` if it cannot.
fn fit(names: &Names, event: &Draft, draft: &Draft, lead: Option<Date>) -> Option<i32> {
    if let Some(fit) = same_victim(event, draft) {
        return Some(fit);
    }
    if event.mood.background != draft.mood.background || event.mood.future != draft.mood.future {
        return None;
    }
    let fields = (field(event), field(draft));
    let words = fields.1 == Field::Words;
    let goes_on = words || casualties_only(draft) || is_damage(event, draft);
    if fields.0 != fields.1 && !goes_on && fields.0 != Field::Words {
        return None;
    }
    if fields.0 == Field::Words && fields.1 != Field::Words {
        return None;
    }
    // What is claimed or laid to somebody is a deed.
    let lays = draft.acts.iter().any(|it| matches!(it.0, Act::Claim | Act::Accuse));
    if words && lays && fields.0 == Field::Quiet {
        return None;
    }
    let costs = casualties_only(draft) && !draft.counts.is_empty() && costs_lives(event);
    if fields.0 == Field::Quiet && first_act(event) != first_act(draft) && !costs {
        return None;
    }
    let same_place = places(event.place.as_ref(), draft.place.as_ref())?;
    // The day on which a deed is claimed or laid to somebody is not its own.
    let claimed = words && lays && draft.place.is_none() && event.when.is_some();
    // A wounded man dies later: what raises a toll goes on with its event, whatever the day.
    let raises = casualties_only(draft) && draft.counts.iter().any(|it| it.found.total);
    let same_day = days(event, draft, same_place).or((claimed || raises).then_some(1))?;
    if same_place < 3 && means_differ(event, draft) && draft.place.is_some() {
        return None;
    }
    if is_sum(event) && draft.place.as_ref().is_some_and(|it| it.precision == Some(1)) {
        return None;
    }
    if draft.when.is_none()
        && !draft.mood.same
        && draft.at.0 != event.last.0
        && lead.zip(event.day()).is_some_and(|(lead, day)| lead != day)
        && draft.place.is_some()
    {
        return None;
    }
    if draft.victim != event.victim && (draft.mood.points_back || has_other_target(event, draft)) {
        return None;
    }
    // "Another is missing" goes on with the same dead; another attack is another event.
    if draft.mood.another && !casualties_only(draft) && !(same_place >= 3 && same_day >= 1) {
        return None;
    }
    if parties_differ(names, event, draft) && !goes_on_dying(event, draft) {
        return None;
    }
    // What is said of "the attacks" is said of all that the report sums up.
    let all = i32::from(
        is_sum(event) && draft.place.is_none() && (words || draft.mood.same || draft.mood.hearsay),
    );
    let near = i32::from(draft.at.0 == event.last.0 && draft.at.1 <= event.last.1 + 1);
    let same = i32::from(draft.mood.same);
    // The dead belong to the fight rather than to the withdrawal told after it.
    let quiet = 4 * i32::from(casualties_only(draft) && !event.is_violent() && !costs_lives(event));
    Some(
        all * 9 - quiet
            + same_place * 3
            + same_day * 2
            + near
            + same
            + i32::from(event.titled && words),
    )
}

/// Tells of several places at once, as a whole.
fn is_sum(draft: &Draft) -> bool {
    draft.mood.sums_up && draft.place.as_ref().is_none_or(|it| it.town.is_none())
}

/// The killing or taking of the same person is one event wherever it is told; "the assassination"
/// is that of the one who was killed.
fn same_victim(event: &Draft, draft: &Draft) -> Option<i32> {
    const BEST: i32 = 40;
    if event.mood.background || draft.mood.background || event.mood.future || draft.mood.future {
        return None;
    }
    let victims = |it: &Draft| -> Vec<String> {
        let is_victim = |it: &&Figure| it.role == PersonRole::Victim;
        it.figures.iter().filter(is_victim).map(|it| it.name.clone()).collect()
    };
    let (a, b) = (victims(event), victims(draft));
    if a.iter().any(|it| b.contains(it))
        || event.offices.iter().any(|it| draft.offices.contains(it))
    {
        return Some(BEST);
    }
    let unnamed = |it: &Draft, victims: &[String]| {
        victims.is_empty()
            && it.acts.iter().any(|it| it.0 == Act::Assassinate)
            && it.counts.is_empty()
            && it.place.as_ref().is_none_or(|it| it.precision != Some(1))
    };
    let killed =
        |it: &Draft| it.victim && it.acts.iter().any(|it| it.0.toll() == Some(TollKind::Dead));
    (killed(event) && unnamed(draft, &b) && draft.mood.same
        || killed(draft) && unnamed(event, &a) && event.titled)
        .then_some(BEST)
}

/// A base or airport attacked beside the killing of a person is an attack of its own.
fn has_other_target(event: &Draft, draft: &Draft) -> bool {
    let own = |it: &Draft| {
        it.targets
            .iter()
            .any(|it| matches!(it.as_str(), "base" | "airport" | "post" | "prison" | "checkpoint"))
    };
    let (victim, other) = if event.victim { (event, draft) } else { (draft, event) };
    !own(victim) && own(other)
}

fn first_act(draft: &Draft) -> Option<Act> {
    draft.acts.first().map(|it| it.0)
}

/// Deeds that are no attack and yet cost lives: a prison broken open, trucks burnt, an aircraft lost.
fn costs_lives(event: &Draft) -> bool {
    const DEEDS: &[Act] =
        &[Act::Jailbreak, Act::Burn, Act::Destroy, Act::Shootdown, Act::AirCrash, Act::Operation];
    event.acts.iter().any(|it| DEEDS.contains(&it.0))
}

/// Nothing but the dead, wounded or taken: it goes on with whatever happened.
fn casualties_only(draft: &Draft) -> bool {
    draft.acts.iter().all(|it| {
        super::tolls::is_casualty(it.0)
            || matches!(it.0, Act::Statement | Act::Claim | Act::Operation)
    })
}

/// "Three soldiers and two attackers died": the dead of both sides, right behind the fight.
fn goes_on_dying(event: &Draft, draft: &Draft) -> bool {
    draft.suffers
        && draft.place.is_none()
        && !draft.mood.another
        && draft.at.0 == event.last.0
        && draft.at.1 <= event.last.1 + 2
}

/// "The market was burned": damage without a place of its own goes on with the attack.
fn is_damage(event: &Draft, draft: &Draft) -> bool {
    event.is_violent()
        && draft.place.as_ref().is_none_or(|it| it.town.is_none())
        && draft.acts.iter().all(|it| matches!(it.0, Act::Burn | Act::Destroy))
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
    // Who repels an attack is the one attacked.
    let repels = |it: &Draft, c: &Cast| {
        it.acts.iter().any(|it| it.0 == Act::Repel) && roles::kind(names, c.actor) == Kind::State
    };
    let agents = |it: &Draft| -> Vec<u16> {
        it.cast
            .iter()
            .filter(|c| !c.speaks && c.agent > c.patient && c.agent >= 3 && !repels(it, c))
            .map(|c| c.actor)
            .collect()
    };
    let (a, b) = (agents(event), agents(draft));
    // Of those who fight each other either may be the one who acts next.
    let fought = event.acts.iter().any(|it| it.0 == Act::Clash);
    if fought && b.iter().all(|it| event.cast.iter().any(|c| c.actor == *it)) {
        return false;
    }
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

/// What a report says of all its attacks together holds for each: the sum gives the places that it
/// lists their target, parties and day, and a group that a sentence puts behind "these attacks" is
/// behind every one of them. A sentence that only refers back is no event beside those it means.
fn spread(names: &Names, events: &mut Vec<Draft>) {
    let Some(first) = events.iter().position(is_listed) else { return };
    if let Some(sum) = events.iter().find(|it| is_sum(it) && it.is_violent()).cloned() {
        for event in events.iter_mut().filter(|it| is_listed(it) && it.at >= sum.at) {
            lend(names, &sum, event);
        }
    }
    let group = |it: &&Cast| !it.speaks && it.agent > it.patient && is_group(names, it);
    let day = events.get(first).and_then(Draft::day);
    let behind: Vec<Cast> = events
        .iter()
        .filter(|it| is_reference(it))
        .flat_map(|it| &it.cast)
        .filter(group)
        .filter(|it| it.is_framed())
        .cloned()
        .collect();
    for event in events.iter_mut().filter(|it| is_told(it) && !is_reference(it)) {
        if event.day() == day && !event.cast.iter().any(|it| is_group(names, it) && it.agent > 0) {
            event.cast.extend(behind.iter().cloned());
        }
    }
    events.retain(|it| !is_reference(it));
}

/// Violence that the report tells as news.
fn is_told(draft: &Draft) -> bool {
    draft.is_violent() && !draft.mood.background && !draft.mood.future && !draft.mood.denied
}

/// An attack on a town with nothing else said of it.
fn is_listed(draft: &Draft) -> bool {
    is_told(draft)
        && draft.place.as_ref().is_some_and(|it| it.precision == Some(1))
        && draft.acts.iter().all(|it| matches!(it.0, Act::Attack | Act::Strike))
}

/// "These incidents suggest the involvement of X": no place, number or victim of its own.
fn is_reference(draft: &Draft) -> bool {
    is_told(draft)
        && !draft.titled
        && !draft.mood.sums_up
        && !draft.victim
        && draft.counts.is_empty()
        && draft.place.as_ref().is_none_or(|it| it.town.is_none() && it.admin1.is_none())
        && draft.acts.iter().all(|it| {
            it.1 == Form::Noun && matches!(it.0, Act::Attack | Act::Strike)
                || matches!(it.0, Act::Claim | Act::Statement | Act::Threaten | Act::Accuse)
        })
        && draft.targets.is_empty()
        && (draft.mood.same || draft.mood.hearsay)
}

/// A named armed group.
fn is_group(names: &Names, cast: &Cast) -> bool {
    roles::kind(names, cast.actor) == Kind::Armed
        && names.actors.get(cast.actor as usize).is_some_and(|it| it.class != "unknown")
}

/// The target, parties and day of a sum, where the listed place has none.
fn lend(names: &Names, sum: &Draft, event: &mut Draft) {
    if event.targets.is_empty() {
        event.targets.clone_from(&sum.targets);
    }
    event.attacked |= sum.attacked;
    if event.when.is_none() {
        event.when.clone_from(&sum.when);
    }
    let named = |it: &&Cast| !it.speaks && roles::kind(names, it.actor) != Kind::Political;
    for cast in sum.cast.iter().filter(named) {
        if event.cast.iter().all(|it| it.actor != cast.actor) {
            event.cast.push(cast.clone());
        }
    }
}
