//! A report without any date takes its day from what it shares with dated ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::theatre::Names;

use super::{
    bunch::Bunch,
    item::{Counted, Item, Part, Site, Time, days_between},
    sides::Voices,
    victims,
};

/// Gives each undated report the one day of the victims that it shares, else the one day of the
/// changes of hands that it shares; two differing days are none. Days are taken from dated mentions
/// only, so none is handed on. `first` are the cores of exact town and day.
pub(super) fn take(
    names: &Names,
    items: &mut [Item<'_>],
    fates: &[BTreeSet<String>],
    blocks: &[Bunch<'_>],
    first: &[Bunch<'_>],
) {
    let undated = undated(items);
    let by_victim = of_victims(names, items, fates, blocks, &undated);
    let by_hands = of_hands(names, items, first, &undated);
    let by_toll = of_tolls(names, items, &undated);
    for (report, mentions) in undated {
        let found = [
            (by_victim.get(report), "the day on which others date the fate of the same person"),
            (by_hands.get(report), "the day on which others date the same change of hands"),
            (by_toll.get(report), "the day on which others date the same dead at the same place"),
        ];
        let Some((days, why)) = found.into_iter().find_map(|(it, why)| Some((it?, why))) else {
            continue;
        };
        if days.len() != 1 {
            continue;
        }
        for at in mentions {
            items[at].time = days.first().map(|date| Time { precision: 2, date: *date });
            items[at].taken = Some(why.to_owned());
        }
    }
}

/// The news of reports without a publication date of which none has a day.
fn undated<'a>(items: &[Item<'a>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut reports: BTreeMap<&str, Option<Vec<usize>>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let news = !matches!(item.part, Part::Joins | Part::Nothing);
        if item.told.origin.published.is_some() || !news {
            continue;
        }
        let report = reports.entry(&item.told.origin.report).or_insert_with(|| Some(Vec::new()));
        match (item.time, report.as_mut()) {
            (None, Some(mentions)) => mentions.push(at),
            (Some(_), _) => *report = None,
            (None, None) => {}
        }
    }
    reports.into_iter().filter_map(|(report, mentions)| Some((report, mentions?))).collect()
}

type Days<'a> = BTreeMap<&'a str, BTreeSet<Date>>;

/// The days of the persons whose fate a report tells of, in whatever mention it names them.
fn of_victims<'a>(
    names: &Names,
    items: &[Item<'a>],
    fates: &[BTreeSet<String>],
    blocks: &[Bunch<'_>],
    undated: &BTreeMap<&'a str, Vec<usize>>,
) -> Days<'a> {
    let mut dated: HashMap<&str, BTreeSet<Date>> = HashMap::new();
    for block in blocks {
        let Some(time) = block.time.filter(|it| it.precision < 3) else { continue };
        for person in block.seats.iter().flat_map(|it| &fates[it.item]) {
            dated.entry(person).or_default().insert(time.date);
        }
    }
    let mut found = Days::new();
    for (report, mentions) in undated {
        let sufferers =
            mentions.iter().flat_map(|it| victims::named(names, &items[*it].told.mention));
        let persons = mentions.iter().flat_map(|it| fates[*it].iter().cloned()).chain(sufferers);
        let days: BTreeSet<Date> =
            persons.filter_map(|it| dated.get(it.as_str())).flatten().copied().collect();
        if !days.is_empty() {
            found.insert(*report, days);
        }
    }
    found
}

fn of_hands<'a>(
    names: &Names,
    items: &[Item<'a>],
    first: &[Bunch<'_>],
    undated: &BTreeMap<&'a str, Vec<usize>>,
) -> Days<'a> {
    let mut dated: HashMap<i64, Vec<&Bunch<'_>>> = HashMap::new();
    for core in first {
        if let (Site::Town(town), true) = (core.site, hands(items, core)) {
            dated.entry(town).or_default().push(core);
        }
    }
    let mut found = Days::new();
    for (report, mentions) in undated {
        for item in mentions.iter().map(|it| &items[*it]).filter(|it| it.hands()) {
            let Site::Town(town) = item.site else { continue };
            for core in dated.get(&town).into_iter().flatten() {
                let Some(time) = core.time else { continue };
                if !core.sides.contradicts(names, &item.sides, Some(time.date), Voices::Two) {
                    found.entry(*report).or_default().insert(time.date);
                }
            }
        }
    }
    found
}

/// The day of those that count the same dead in the same town, or the same dead and wounded in the
/// same country: the best told where they lie within two days.
fn of_tolls<'a>(
    names: &Names,
    items: &[Item<'a>],
    undated: &BTreeMap<&'a str, Vec<usize>>,
) -> Days<'a> {
    let mut dated: HashMap<Counted<'a>, Vec<&Item<'a>>> = HashMap::new();
    let days = items.iter().filter(|it| it.time.is_some_and(|it| it.precision < 3));
    for item in days.filter(|it| it.part == Part::Forms) {
        for counted in Counted::of(&item.told.mention) {
            dated.entry(counted).or_default().push(item);
        }
    }
    let mut found = Days::new();
    for (report, mentions) in undated {
        let mut times = BTreeSet::new();
        for item in mentions.iter().map(|it| &items[*it]) {
            let others = Counted::of(&item.told.mention).into_iter();
            for other in others.filter_map(|it| dated.get(&it)).flatten() {
                let kind = item.families.iter().any(|a| other.families.iter().any(|b| a.fits(b)));
                let day = other.time.map(|it| it.date);
                if kind && !item.sides.contradicts(names, &other.sides, day, Voices::Two) {
                    times.extend(other.time);
                }
            }
        }
        let ends = times.iter().map(|it| it.date).min().zip(times.iter().map(|it| it.date).max());
        if ends.is_some_and(|(from, to)| days_between(from, to) <= 2) {
            found.insert(*report, times.first().map(|it| it.date).into_iter().collect());
        }
    }
    found
}

fn hands(items: &[Item<'_>], core: &Bunch<'_>) -> bool {
    core.seats.iter().any(|it| items[it.item].hands())
}
