//! A known victim: mentions of the killing, abduction or capture of one person are one event.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    model::{EventMention, PersonRole, Published, Slug},
    theatre::{Names, distance_km, key},
};

use super::{
    bunch::Bunch,
    item::{Item, Part, Site, Time, days_between},
};

/// Mentions of one person's fate lie within this many days.
const WITHIN_DAYS: i32 = 7;

/// Two towns closer than this are one place to the press.
const ONE_PLACE_KM: f64 = 30.0;

/// Targets through which an attack on a person is told.
const PERSONAL: [&str; 4] = ["official", "residence", "convoy", "vehicle"];

/// The persons whom each mention tells to be killed, taken or captured, by folded name.
pub(super) fn victims(names: &Names, items: &[Item<'_>]) -> Vec<BTreeSet<String>> {
    let own = own_naming(names, items);
    items.iter().map(|it| of_mention(names, it, &own)).collect()
}

/// The name under which a person is compared.
fn person_key(names: &Names, name: &str) -> String {
    key(names.person(name).map_or(name, |it| &it.name))
}

/// The persons whom a mention names as killed, wounded or taken.
pub(super) fn named(names: &Names, mention: &EventMention) -> impl Iterator<Item = String> {
    let victims = mention.people.iter().filter(|it| it.role == PersonRole::Victim);
    victims.map(|it| person_key(names, &it.name))
}

/// Whether a mention can tell of somebody's fate: a release, a trial, a town's change of hands or
/// an assault on a prison does not.
fn tells_of_fate(mention: &EventMention) -> bool {
    let code = mention.event.as_str();
    !(code.starts_with("terr.") || matches!(code, "pris.release" | "pris.trial" | "pris.attack"))
}

fn of_mention(
    names: &Names,
    item: &Item<'_>,
    own: &BTreeMap<(&str, &Slug), String>,
) -> BTreeSet<String> {
    let mention = &item.told.mention;
    let forms = matches!(item.part, Part::Forms | Part::Sums | Part::Joins | Part::Speaks);
    if !forms || !tells_of_fate(mention) {
        return BTreeSet::new();
    }
    let personal = mention.target.as_ref().is_some_and(|it| PERSONAL.contains(&it.as_str()));
    let suffers = |role: PersonRole| match role {
        PersonRole::Victim | PersonRole::Detained => true,
        PersonRole::Other => personal,
        PersonRole::Speaker | PersonRole::Accused | PersonRole::Appointed => false,
    };
    let sufferers = mention.people.iter().filter(|it| suffers(it.role));
    let mut found: BTreeSet<String> = sufferers.map(|it| person_key(names, &it.name)).collect();
    if !found.is_empty() {
        return found;
    }
    let published = item.told.origin.published.map(Published::day);
    let day = item.time.filter(|it| it.precision < 3).map(|it| it.date).or(published);
    for office in &mention.offices {
        let held = || day.and_then(|it| names.office_holder(office, it)).map(|it| key(&it.name));
        let report = item.told.origin.report.as_str();
        found.extend(own.get(&(report, office)).cloned().or_else(held));
    }
    found
}

/// Who holds an office by a report's own naming: the one person of the report who held it at any
/// time by the pack, or who stands in one mention with it.
fn own_naming<'a>(names: &Names, items: &[Item<'a>]) -> BTreeMap<(&'a str, &'a Slug), String> {
    let mut found: BTreeMap<(&str, &Slug), BTreeSet<String>> = BTreeMap::new();
    let mut offices: BTreeMap<&str, BTreeSet<&Slug>> = BTreeMap::new();
    for item in items {
        let mention = &item.told.mention;
        offices.entry(&item.told.origin.report).or_default().extend(&mention.offices);
    }
    for item in items {
        let (report, mention) = (item.told.origin.report.as_str(), &item.told.mention);
        let victims = mention.people.iter().filter(|it| it.role == PersonRole::Victim);
        for figure in victims {
            let held = names.person(&figure.name).map_or(&[][..], |it| &it.offices);
            for office in offices.get(report).into_iter().flatten() {
                let beside = mention.offices.contains(office);
                if beside || held.iter().any(|it| it.office == **office) {
                    let name = person_key(names, &figure.name);
                    found.entry((report, office)).or_default().insert(name);
                }
            }
        }
    }
    let only = |names: BTreeSet<String>| (names.len() == 1).then(|| names.into_iter().next())?;
    found.into_iter().filter_map(|(at, names)| Some((at, only(names)?))).collect()
}

/// The blocks of mentions that share a victim, and who is in one; `free` says which mentions take
/// part at all.
pub(super) fn blocks<'a>(
    names: &Names,
    items: &[Item<'a>],
    victims: &[BTreeSet<String>],
    free: impl Fn(usize) -> bool,
) -> Vec<Bunch<'a>> {
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, persons) in victims.iter().enumerate().filter(|(at, _)| free(*at)) {
        for person in persons {
            told.entry(person).or_default().push(at);
        }
    }
    let mut union = Union::new(items.len());
    let mut reasons: BTreeMap<usize, String> = BTreeMap::new();
    for (person, mentions) in told {
        for cluster in within_days(items, &mentions) {
            for pair in cluster.windows(2) {
                union.join(pair[0], pair[1]);
            }
            for at in cluster {
                reasons.entry(at).or_insert_with(|| format!("tells of the fate of {person}"));
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in reasons.keys() {
        groups.entry(union.root(*at)).or_default().push(*at);
    }
    groups.into_values().map(|it| block(names, items, &it, &reasons)).collect()
}

/// The mentions of a person's fate by event: the earliest opens seven days, and so on; what has no
/// day goes where there is only one choice. What cannot form an incident opens nothing.
fn within_days(items: &[Item<'_>], mentions: &[usize]) -> Vec<Vec<usize>> {
    let day = |at: usize| items[at].time.filter(|it| it.precision < 3).map(|it| it.date);
    let forms = |at: usize| items[at].part == Part::Forms;
    let mut days: Vec<Date> =
        mentions.iter().filter(|it| forms(**it)).filter_map(|it| day(*it)).collect();
    days.sort_unstable();
    let mut opened: Vec<Date> = Vec::new();
    for date in days {
        if opened.last().is_none_or(|it| days_between(*it, date) > WITHIN_DAYS) {
            opened.push(date);
        }
    }
    let mut clusters = vec![Vec::new(); opened.len()];
    let mut undated = Vec::new();
    for &at in mentions {
        let fits = |open: &Date| match items[at].time {
            Some(Time { precision: 3, date }) => {
                (date.year(), date.month()) == (open.year(), open.month())
            }
            Some(Time { date, .. }) => *open <= date && days_between(*open, date) <= WITHIN_DAYS,
            None => true,
        };
        let fitting: Vec<usize> = (0..opened.len()).filter(|it| fits(&opened[*it])).collect();
        match fitting[..] {
            [one] => clusters[one].push(at),
            [] if forms(at) => undated.push(at),
            _ => {}
        }
    }
    if opened.is_empty() && !undated.is_empty() {
        clusters.push(undated);
    }
    clusters
}

fn block<'a>(
    names: &Names,
    items: &[Item<'a>],
    mentions: &[usize],
    reasons: &BTreeMap<usize, String>,
) -> Bunch<'a> {
    let site = place(names, items, mentions);
    let keeper = mentions.iter().find(|it| items[**it].site == site).unwrap_or(&mentions[0]);
    let mut block = Bunch::alone(items, *keeper);
    for at in mentions.iter().filter(|it| *it != keeper) {
        block.absorb(Bunch::alone(items, *at), &reasons[at]);
    }
    block
}

/// The town of most texts; a capital gives way to a town close by.
fn place<'a>(names: &Names, items: &[Item<'a>], mentions: &[usize]) -> Site<'a> {
    let mut towns: BTreeMap<Site<'a>, BTreeSet<u64>> = BTreeMap::new();
    for at in mentions {
        towns.entry(items[*at].site).or_default().insert(items[*at].told.origin.copy);
    }
    let exact: Vec<Site<'a>> =
        towns.keys().copied().filter(|it| matches!(it, Site::Town(_))).collect();
    let point = |site: Site<'a>| {
        let of_site = mentions.iter().filter(|it| items[**it].site == site);
        let place = |at: &usize| &items[*at].told.mention.place;
        of_site.map(place).find_map(|it| it.latitude.zip(it.longitude))
    };
    let gives_way = |site: Site<'a>| {
        site.town().is_some_and(|it| names.is_capital(it))
            && exact.iter().filter(|it| **it != site).any(|other| {
                let points = point(site).zip(point(*other));
                points.is_some_and(|(a, b)| distance_km(a, b) <= ONE_PLACE_KM)
            })
    };
    let rank = |site: &Site<'a>| match site {
        Site::Town(_) if !gives_way(*site) => 4,
        Site::Town(_) => 3,
        Site::Near(_) => 2,
        Site::Area(_, Some(_)) => 1,
        Site::Area(_, None) | Site::Nowhere => 0,
    };
    let best = towns
        .iter()
        .max_by_key(|(site, texts)| (rank(site), texts.len(), std::cmp::Reverse(**site)));
    best.map_or(Site::Nowhere, |(site, _)| *site)
}

/// Disjoint sets of indices.
pub(super) struct Union(Vec<usize>);

impl Union {
    /// Each index by itself.
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The least index of the set.
    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes two sets one.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
