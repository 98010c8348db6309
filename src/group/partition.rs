//! The rules in their order: items in, incidents' mentions out.

use std::collections::{BTreeMap, HashSet};

use crate::{model::Decision, theatre::Names};

use super::{
    attach::{Fit, Shelf},
    bunch::Bunch,
    copies,
    cores::{Bond, cores, of_one_day},
    days,
    decide::{self, Decided},
    item::{Item, Part, Site},
    nearby, statements, victims,
};

/// The mentions of one incident, oldest report first, each with its reason.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    /// The mentions.
    pub members: Vec<(Item<'a>, String)>,
    /// The town that the rules settled on.
    pub site: Site<'a>,
    /// Whether it is a statement.
    pub statement: bool,
    /// The last decision that changed it.
    pub last: Option<&'a Decision>,
    /// What the rules alone would have done.
    pub otherwise: Option<String>,
}

/// How precisely place and day are known, in the order in which cores are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// In a town, on a day.
    First,
    /// In a town, about that week.
    Second,
    /// Near a town, that day or week.
    Near,
    /// In a region, that day or week.
    Region,
    /// In a country, that day or week.
    Country,
    /// In or near a town, in a month.
    Month,
    /// Anything less.
    Loose,
}

impl Rank {
    /// The ranks between the first and the last, with what binds mentions of each.
    const MIDDLE: [(Self, Bond); 5] = [
        (Self::Second, Bond { reach: 2, meet: false }),
        (Self::Near, Bond { reach: 2, meet: false }),
        (Self::Region, Bond { reach: 0, meet: true }),
        (Self::Country, Bond { reach: 0, meet: true }),
        (Self::Month, Bond { reach: 0, meet: false }),
    ];

    fn of(bunch: &Bunch<'_>) -> Self {
        match (bunch.site, bunch.time.map(|it| it.precision)) {
            (Site::Town(_), Some(1)) => Self::First,
            (Site::Town(_), Some(2)) => Self::Second,
            (Site::Near(_), Some(1 | 2)) => Self::Near,
            (Site::Area(_, Some(_)), Some(1 | 2)) => Self::Region,
            (Site::Area(_, None), Some(1 | 2)) => Self::Country,
            (Site::Town(_) | Site::Near(_), Some(_)) => Self::Month,
            _ => Self::Loose,
        }
    }
}

/// Groups items; see the module's head for the rules.
pub(super) fn partition<'a>(
    names: &'a Names,
    mut items: Vec<Item<'a>>,
    decisions: &'a [Decision],
) -> Vec<Gathered<'a>> {
    let leads = copies::leads(&items);
    let own = |at: usize| leads[at].is_none();
    settle_sums(&mut items, &leads);

    let fates = victims::victims(names, &items);
    let blocks = victims::blocks(names, &items, &fates, own);
    let taken: HashSet<usize> =
        blocks.iter().flat_map(|it| it.seats.iter().map(|it| it.item)).collect();
    let free = |at: &usize| own(*at) && !taken.contains(at);
    let singles: Vec<usize> = (0..items.len()).filter(free).collect();

    let (first, later) = first_rank(names, &items, blocks.clone(), &singles);
    days::take(names, &mut items, &fates, &blocks, &first);
    let later = later.into_iter().map(|it| redated(&items, it)).collect();
    let mut shelf = Shelf::default();
    shelf.put(&items, first);
    middle_ranks(names, &items, later, &mut shelf);

    let mut stated = Vec::new();
    for (part, fit) in
        [(Part::Sums, Fit::Sums), (Part::Joins, Fit::History), (Part::Speaks, Fit::Speaks)]
    {
        let units = singles.iter().filter(|it| items[**it].part == part);
        let units = units.map(|it| Bunch::alone(&items, *it)).collect();
        let rest = shelf.join(names, &items, units, fit);
        if part == Part::Speaks {
            stated.extend(rest.iter().map(Bunch::first));
        }
    }
    stated.extend(singles.iter().copied().filter(|it| items[*it].part == Part::States));
    stated.sort_unstable();

    let ground = shelf.into_cores().into_iter().map(|it| (it, false));
    let statements = statements::told_again(names, &items, statements::bunches(&items, stated))
        .into_iter()
        .map(|it| (it, true));
    let found: Vec<Decided<'a>> = ground
        .chain(statements)
        .map(|(bunch, statement)| Decided { bunch, statement, last: None, otherwise: None })
        .collect();
    let found = follow(&items, found, &leads);
    let found = decide::apply(&items, found, decisions);
    gather(items, found)
}

/// A sum of which the report tells no part is news like any other.
fn settle_sums(items: &mut [Item<'_>], leads: &[Option<usize>]) {
    let mut parts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate().filter(|(at, _)| leads[*at].is_none()) {
        if item.part == Part::Forms {
            parts.entry(&item.told.origin.report).or_default().push(at);
        }
    }
    let lone = |item: &Item<'_>| {
        let parts = parts.get(item.told.origin.report.as_str()).map_or(&[][..], Vec::as_slice);
        !parts
            .iter()
            .any(|it| items[*it].families.iter().any(|a| item.families.iter().any(|b| a.fits(b))))
    };
    let lone: Vec<usize> = (0..items.len())
        .filter(|it| items[*it].part == Part::Sums && leads[*it].is_none() && lone(&items[*it]))
        .collect();
    for at in lone {
        items[at].part = Part::Forms;
    }
}

/// The cores of exact town and day, and all units of lower rank.
fn first_rank<'a>(
    names: &Names,
    items: &[Item<'a>],
    blocks: Vec<Bunch<'a>>,
    singles: &[usize],
) -> (Vec<Bunch<'a>>, Vec<Bunch<'a>>) {
    let forming = singles.iter().copied().filter(|it| items[*it].part == Part::Forms);
    let units = blocks.into_iter().chain(forming.map(|it| Bunch::alone(items, it)));
    let (first, later) = units.partition(|it| Rank::of(it) == Rank::First);
    (cores(names, first, Bond { reach: 1, meet: false }), later)
}

/// The unit with the day that its report has taken since.
fn redated<'a>(items: &[Item<'a>], mut unit: Bunch<'a>) -> Bunch<'a> {
    if unit.time.is_none() {
        unit.time = unit.seats.iter().filter_map(|it| items[it.item].time).min();
    }
    unit
}

fn middle_ranks<'a>(
    names: &Names,
    items: &[Item<'a>],
    units: Vec<Bunch<'a>>,
    shelf: &mut Shelf<'a>,
) {
    let mut rest = units;
    for (rank, bond) in Rank::MIDDLE {
        let (mine, others) = rest.into_iter().partition(|it| Rank::of(it) == rank);
        rest = others;
        let alone = shelf.join(names, items, mine, Fit::Vague);
        let mut groups = cores(names, alone, bond);
        if rank == Rank::Near {
            groups = nearby::among(names, shelf.join(names, items, groups, Fit::NextTown));
        }
        shelf.put(items, groups);
    }
    let alone = shelf.join(names, items, rest, Fit::Vague);
    shelf.put(items, of_one_report(names, items, alone));
}

/// What is vague and fits nothing: one report's mentions of one place, time and kind are one.
fn of_one_report<'a>(names: &Names, items: &[Item<'a>], units: Vec<Bunch<'a>>) -> Vec<Bunch<'a>> {
    let mut reports: BTreeMap<_, Vec<Bunch<'a>>> = BTreeMap::new();
    for unit in units {
        let report = items[unit.first()].told.origin.report.as_str();
        reports.entry((report, unit.site, unit.time)).or_default().push(unit);
    }
    let bond = Bond { reach: 0, meet: false };
    reports.into_values().flat_map(|it| of_one_day(names, it, bond)).collect()
}

/// Seats the mentions of near-copies beside those that they follow.
fn follow<'a>(
    items: &[Item<'a>],
    mut found: Vec<Decided<'a>>,
    leads: &[Option<usize>],
) -> Vec<Decided<'a>> {
    let mut seated: Vec<Option<usize>> = vec![None; items.len()];
    for (at, group) in found.iter().enumerate() {
        for seat in &group.bunch.seats {
            seated[seat.item] = Some(at);
        }
    }
    for (at, lead) in leads.iter().enumerate() {
        let Some((lead, group)) = lead.and_then(|it| Some((it, seated[it]?))) else { continue };
        let report = &items[lead].told.origin.report;
        let why = format!("near-copy of the text of report {report}");
        found[group].bunch.absorb(Bunch::alone(items, at), &why);
    }
    found
}

fn gather<'a>(items: Vec<Item<'a>>, found: Vec<Decided<'a>>) -> Vec<Gathered<'a>> {
    let mut items: Vec<Option<Item<'a>>> = items.into_iter().map(Some).collect();
    let mut gathered = Vec::with_capacity(found.len());
    for Decided { mut bunch, statement, last, otherwise } in found {
        bunch.seats.sort_by_key(|it| it.item);
        let alone = bunch.seats.len() == 1;
        let seats = bunch.seats.into_iter();
        let members = seats.filter_map(|seat| Some((items[seat.item].take()?, seat.why)));
        let members = members.map(|(item, why)| match (why.is_empty(), alone) {
            (false, _) => (item, why),
            (true, true) => (item, "alone in telling of it".to_owned()),
            (true, false) => (item, "what the others joined".to_owned()),
        });
        let members = members.collect();
        gathered.push(Gathered { members, site: bunch.site, statement, last, otherwise });
    }
    gathered
}
