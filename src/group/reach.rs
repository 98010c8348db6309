//! What a batch can touch: keys under which mentions are filed and looked up, and grouping anew of
//! only what lies around a change.
//!
//! Nothing here knows a rule of grouping, only how far each looks: a few days at one town, the same
//! for what is vague within a country, and five links without days (report, copy, person, change
//! of hands, the same dead). [`regroup`] groups the surroundings of a change twice, as they stood and as they are
//! now. What differs is what the change did. Around whatever differs it loads on, until nothing
//! around a difference is missing; a busy town never pulls in more than what differs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{ToSpan, civil::Date};

use crate::{
    model::{Anchor, Decision, EventMention, Incident, Member, PersonRole, Ruling, Slug, Told},
    theatre::{self, Names},
};

use super::{
    about, incidents,
    item::{Counted, HANDS},
};

/// At a town: two days to a neighbour's neighbour and what attaches to it, or seven between those
/// who tell of one person's fate.
const TOWN_DAYS: i64 = 12;

/// In a country, for what is vague about the place: a core's own days and what attaches to it.
const COUNTRY_DAYS: i64 = 4;

/// A word under which the store files mentions and looks them up; opaque to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn report(id: &str) -> Self {
        Self(format!("report:{id}"))
    }

    fn copy(fingerprint: u64) -> Self {
        Self(format!("copy:{fingerprint:016x}"))
    }

    fn person(name: &str) -> Self {
        Self(format!("person:{}", theatre::key(name)))
    }

    fn office(id: &str) -> Self {
        Self(format!("office:{id}"))
    }

    fn hands(town: i64) -> Self {
        Self(format!("hands:{town}"))
    }

    fn town(town: i64, day: Date) -> Self {
        Self(format!("town:{town}:{:04}-{:02}", day.year(), day.month()))
    }

    /// What has a town, by country and day.
    fn settled(country: &str, day: Date) -> Self {
        Self(format!("in:{country}:{day}"))
    }

    /// What has none.
    fn vague(country: &str, day: Date) -> Self {
        Self(format!("vague:{country}:{day}"))
    }

    /// What is only near a town, and may be told by the next.
    fn near(country: &str, day: Date) -> Self {
        Self(format!("near:{country}:{day}"))
    }

    /// What counts the same.
    fn counted(counted: Counted<'_>) -> Self {
        match counted {
            Counted::Town(town, dead) => Self(format!("dead:{town}:{dead}")),
            Counted::Country(country, dead, wounded) => {
                Self(format!("dead:{country}:{dead}:{wounded}"))
            }
        }
    }

    /// What tells of somebody's fate, and may do so on another day than it says.
    fn fate(country: &str, day: Date) -> Self {
        Self(format!("fate:{country}:{:04}-{:02}", day.year(), day.month()))
    }

    /// What has no day yet and may take one.
    fn undated(town: Option<i64>, country: &str) -> Self {
        Self(town.map_or_else(|| format!("undated:{country}"), |it| format!("undated:{it}")))
    }

    /// What has a town and no day yet, for what is vague about the place.
    fn undated_somewhere(country: &str) -> Self {
        Self(format!("undated-in:{country}"))
    }
}

/// The keys under which a mention is filed.
pub fn keys(told: &Told) -> Vec<Key> {
    let mention = &told.mention;
    let mut keys = vec![Key::report(&told.origin.report), Key::copy(told.origin.copy)];
    keys.extend(sufferers(mention).map(Key::person));
    keys.extend(mention.offices.iter().map(|it| Key::office(it)));
    keys.extend(hands(mention).map(Key::hands));
    keys.extend(counted(mention));
    let town = town(mention);
    if may_take_a_day(told) {
        let country = mention.place.country.as_ref();
        keys.extend(country.map(|it| Key::undated(town, it)));
        keys.extend(country.filter(|_| town.is_some()).map(|it| Key::undated_somewhere(it)));
    }
    if let Some(date) = mention.when.as_ref().map(|it| it.date) {
        keys.extend(town.map(|it| Key::town(it, date)));
        if tells_of_fate(told) {
            keys.extend(mention.place.country.as_ref().map(|it| Key::fate(it, date)));
        }
        keys.extend(mention.place.country.as_ref().map(|it| match town {
            Some(_) => Key::settled(it, date),
            None => Key::vague(it, date),
        }));
        let near = mention.place.country.as_ref().filter(|_| is_near(mention));
        keys.extend(near.map(|it| Key::near(it, date)));
    }
    keys
}

/// The keys under which lies what can touch a mention; `days` are those on which it is told beside
/// its own.
fn around(names: &Names, told: &Told, days: &[Date]) -> BTreeSet<Key> {
    let mention = &told.mention;
    let mut keys: BTreeSet<Key> =
        [Key::report(&told.origin.report), Key::copy(told.origin.copy)].into();
    for name in sufferers(mention) {
        keys.insert(Key::person(name));
        if let Some(person) = names.person(name) {
            keys.insert(Key::person(&person.name));
            keys.extend(person.names.all().map(|(_, it)| Key::person(it)));
            keys.extend(person.offices.iter().map(|it| Key::office(&it.office)));
        }
    }
    for office in &mention.offices {
        keys.insert(Key::office(office));
        for person in
            names.people.iter().filter(|it| it.offices.iter().any(|it| it.office == *office))
        {
            keys.insert(Key::person(&person.name));
            keys.extend(person.names.all().map(|(_, it)| Key::person(it)));
        }
    }
    keys.extend(hands(mention).map(Key::hands));
    keys.extend(counted(mention));
    let own = mention.when.iter().flat_map(|it| [it.date, last_day(it.date, it.precision)]);
    for date in own.chain(days.iter().copied()) {
        keys.extend(around_day(mention, date));
    }
    keys
}

fn around_day(mention: &EventMention, date: Date) -> Vec<Key> {
    let town = town(mention);
    let mut keys = around_town(mention, date);
    if let Some(country) = &mention.place.country {
        keys.extend([Key::undated(town, country), Key::undated(None, country)]);
        let vague = town.is_none() || is_near(mention);
        keys.extend(vague.then(|| Key::undated_somewhere(country)));
        let ends = [-TOWN_DAYS, 0, TOWN_DAYS];
        keys.extend(ends.map(|it| Key::fate(country, date.saturating_add(it.days()))));
        for days in -COUNTRY_DAYS..=COUNTRY_DAYS {
            let day = date.saturating_add(days.days());
            keys.push(Key::vague(country, day));
            keys.push(Key::near(country, day));
            if vague {
                keys.push(Key::settled(country, day));
            }
        }
    }
    keys
}

fn around_town(mention: &EventMention, date: Date) -> Vec<Key> {
    let ends = [-TOWN_DAYS, 0, TOWN_DAYS];
    let months = |town| ends.map(|it| Key::town(town, date.saturating_add(it.days())));
    town(mention).map(months).into_iter().flatten().collect()
}

/// Whether a mention may get its day from others: from what its report shares with dated ones, or
/// by telling of one person's fate with them.
fn may_take_a_day(told: &Told) -> bool {
    told.mention.when.is_none() && (told.origin.published.is_none() || tells_of_fate(told))
}

fn tells_of_fate(told: &Told) -> bool {
    sufferers(&told.mention).next().is_some() || !told.mention.offices.is_empty()
}

fn last_day(date: Date, precision: u8) -> Date {
    if precision == 3 { date.last_of_month() } else { date }
}

fn sufferers(mention: &EventMention) -> impl Iterator<Item = &str> {
    let suffers =
        |role| matches!(role, PersonRole::Victim | PersonRole::Detained | PersonRole::Other);
    mention.people.iter().filter(move |it| suffers(it.role)).map(|it| it.name.as_str())
}

fn town(mention: &EventMention) -> Option<i64> {
    mention.place.town_id.filter(|_| matches!(mention.place.precision, Some(1 | 2)))
}

fn is_near(mention: &EventMention) -> bool {
    town(mention).is_some() && mention.place.precision == Some(2)
}

fn counted(mention: &EventMention) -> impl Iterator<Item = Key> {
    Counted::of(mention).into_iter().map(Key::counted)
}

fn hands(mention: &EventMention) -> Option<i64> {
    let mut codes = std::iter::once(&mention.event).chain(&mention.also);
    let changes = codes.any(|it| HANDS.contains(&it.as_str()));
    mention.place.town_id.filter(|_| changes && mention.place.precision == Some(1))
}

/// What a batch changed: whole reports, and decisions.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The mentions of the batch's reports as they stood; none of a new report.
    pub before: &'a [Told],
    /// The mentions of the batch's reports now; none of a removed one.
    pub after: &'a [Told],
    /// All decisions as they stood.
    pub decided_before: &'a [Decision],
    /// All decisions now.
    pub decided_after: &'a [Decision],
}

/// What grouping anew has changed.
#[derive(Clone, Debug, Default)]
pub struct Regrouped {
    /// Incidents that stood and do so no more, without ids; found in the store by their digest.
    pub gone: Vec<Incident>,
    /// Incidents that stand in their place, without ids.
    pub fresh: Vec<Incident>,
    /// For each of `fresh` a mention of the incident that it speaks of, if it is a statement.
    pub about: Vec<Option<Member>>,
}

/// Groups anew what a batch touches. `stored` gives every stored mention filed under any of the
/// keys, each once, the batch's own or not; it is asked a few times.
///
/// # Errors
/// Those of `stored`.
pub fn regroup<E>(
    names: &Names,
    change: &Change<'_>,
    mut stored: impl FnMut(&[Key]) -> Result<Vec<Told>, E>,
) -> Result<Regrouped, E> {
    let mut nearby = Nearby::new(change);
    let mut wanted: BTreeSet<Key> = BTreeSet::new();
    for told in change.before.iter().chain(change.after) {
        wanted.extend(around(names, told, &[]));
    }
    wanted.extend(decided(changed_decisions(change)));
    loop {
        nearby.load(names, wanted, &mut stored)?;
        let before = Grouping::of(names, nearby.with(change.before), change.decided_before);
        let after = Grouping::of(names, nearby.with(change.after), change.decided_after);
        let (gone, fresh) = before.differences(&after);
        wanted = nearby.around(names, before.at(&gone).chain(after.at(&fresh)));
        if wanted.is_empty() {
            return Ok(Regrouped {
                about: fresh.iter().map(|it| after.about[*it].clone()).collect(),
                gone: before.at(&gone).cloned().collect(),
                fresh: after.at(&fresh).cloned().collect(),
            });
        }
    }
}

/// Decisions that stand on one side only.
fn changed_decisions<'a>(change: &Change<'a>) -> impl Iterator<Item = &'a Decision> {
    let (before, after) = (change.decided_before, change.decided_after);
    let gone = before.iter().filter(|it| !after.contains(it));
    gone.chain(after.iter().filter(|it| !before.contains(it)))
}

/// The incidents of one side of a change.
struct Grouping {
    incidents: Vec<Incident>,
    about: Vec<Option<Member>>,
}

impl Grouping {
    fn of<'t>(
        names: &'t Names,
        told: impl Iterator<Item = &'t Told>,
        decisions: &[Decision],
    ) -> Self {
        let incidents = incidents(names, told, decisions);
        let first = |it: usize| incidents[it].members.first().cloned();
        let about = about(&incidents).into_iter().map(|it| it.and_then(first)).collect();
        Self { incidents, about }
    }

    fn at<'a>(&'a self, which: &'a [usize]) -> impl Iterator<Item = &'a Incident> {
        which.iter().map(|it| &self.incidents[*it])
    }

    /// What only this one has, and what only the other has. Neither has ids yet.
    fn differences(&self, other: &Self) -> (Vec<usize>, Vec<usize>) {
        let first = |it: &Incident| it.members.first().map(|it| (it.report.clone(), it.evidence));
        let mut theirs: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, incident) in other.incidents.iter().enumerate() {
            theirs.entry(first(incident)).or_default().push(at);
        }
        let mut gone = Vec::new();
        for (at, incident) in self.incidents.iter().enumerate() {
            let same = theirs.get_mut(&first(incident)).and_then(|it| {
                let same = |it: &usize| self.says(at, other, *it);
                it.iter().position(same).map(|same| it.swap_remove(same))
            });
            gone.extend(same.is_none().then_some(at));
        }
        let mut fresh: Vec<usize> = theirs.into_values().flatten().collect();
        fresh.sort_unstable();
        (gone, fresh)
    }

    /// Whether an incident says what another does in another grouping.
    fn says(&self, at: usize, other: &Self, there: usize) -> bool {
        let about = |it: &Self, at: usize| {
            it.about[at].as_ref().map(|it| (it.report.clone(), it.evidence, it.town))
        };
        self.incidents[at] == other.incidents[there] && about(self, at) == about(other, there)
    }
}

/// What was loaded so far.
struct Nearby<'a> {
    /// Whole reports outside of the batch, by id.
    reports: BTreeMap<Slug, Vec<Told>>,
    /// The batch's own, as they stood and as they are.
    own: HashMap<&'a Slug, Vec<&'a Told>>,
    asked: BTreeSet<Key>,
    decisions: Vec<&'a Decision>,
}

impl<'a> Nearby<'a> {
    fn new(change: &Change<'a>) -> Self {
        let mut own: HashMap<_, Vec<_>> = HashMap::new();
        for told in change.before.iter().chain(change.after) {
            own.entry(&told.origin.report).or_default().push(told);
        }
        Self {
            reports: BTreeMap::new(),
            own,
            asked: BTreeSet::new(),
            decisions: change.decided_before.iter().chain(change.decided_after).collect(),
        }
    }

    /// Loads what is filed under the keys, with all of the reports that are met, their copies and
    /// what decisions tie to them.
    fn load<E>(
        &mut self,
        names: &Names,
        mut wanted: BTreeSet<Key>,
        stored: &mut impl FnMut(&[Key]) -> Result<Vec<Told>, E>,
    ) -> Result<(), E> {
        loop {
            let ask: Vec<Key> =
                wanted.into_iter().filter(|it| self.asked.insert(it.clone())).collect();
            if ask.is_empty() {
                return Ok(());
            }
            // They come out of a set, in order: floods ask for many.
            let asked_for = |key: &Key| ask.binary_search(key).is_ok();
            let found = stored(&ask)?;
            let foreign = found.into_iter().filter(|it| !self.own.contains_key(&it.origin.report));
            wanted = BTreeSet::new();
            let mut partial: BTreeMap<Slug, Vec<Told>> = BTreeMap::new();
            for told in foreign {
                wanted.insert(Key::report(&told.origin.report));
                wanted.insert(Key::copy(told.origin.copy));
                if may_take_a_day(&told) {
                    wanted.extend(around(names, &told, &[]));
                } else if hands(&told.mention).is_some()
                    || counted(&told.mention).any(|it| asked_for(&it))
                {
                    wanted.extend(
                        told.mention.when.iter().flat_map(|it| around_town(&told.mention, it.date)),
                    );
                }
                partial.entry(told.origin.report.clone()).or_default().push(told);
            }
            let tied = |it: &&&Decision| {
                anchors(it)
                    .any(|it| partial.contains_key(&it.report) || self.own.contains_key(&it.report))
            };
            wanted.extend(decided(self.decisions.iter().filter(tied).copied()));
            for (report, told) in partial {
                // A report's own key gives all of it; any other may give a part.
                if asked_for(&Key::report(&report)) {
                    self.reports.insert(report, told);
                } else {
                    self.reports.entry(report).or_default();
                }
            }
        }
    }

    fn with<'t>(&'t self, own: &'t [Told]) -> impl Iterator<Item = &'t Told> {
        self.reports.values().flatten().chain(own)
    }

    /// The keys around the mentions of these incidents that were not asked for yet.
    fn around<'b>(
        &self,
        names: &Names,
        differing: impl Iterator<Item = &'b Incident>,
    ) -> BTreeSet<Key> {
        let mut wanted = BTreeSet::new();
        for incident in differing {
            let days: Vec<Date> = incident.when.iter().map(|it| it.date).collect();
            let reports: BTreeSet<&Slug> = incident.members.iter().map(|it| &it.report).collect();
            for report in reports {
                let own = self.own.get(report).into_iter().flatten().copied();
                let known = self.reports.get(report).into_iter().flatten().chain(own);
                for told in known.filter(|it| is_member(incident, it)) {
                    wanted.extend(around(names, told, &days));
                }
            }
        }
        wanted.retain(|it| !self.asked.contains(it));
        wanted
    }
}

fn is_member(incident: &Incident, told: &Told) -> bool {
    let mention = &told.mention;
    incident.members.iter().any(|it| {
        it.report == mention.report
            && it.evidence == mention.evidence
            && it.event == mention.event
            && it.town == mention.place.town_id
    })
}

/// The keys of all reports that decisions name.
fn decided<'a>(decisions: impl Iterator<Item = &'a Decision>) -> impl Iterator<Item = Key> {
    decisions.flat_map(anchors).map(|it| Key::report(&it.report))
}

fn anchors(decision: &Decision) -> impl Iterator<Item = &Anchor> {
    let (one, other) = match &decision.what {
        Ruling::Merge { mentions } => (mentions.as_slice(), &[][..]),
        Ruling::Split { left, right } => (left.as_slice(), right.as_slice()),
    };
    one.iter().chain(other)
}
