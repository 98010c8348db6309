//! What says too little to found a core joins the one that fits, and only if there is just one.

use std::collections::{BTreeMap, HashMap};

use jiff::{ToSpan, civil::Date};

use crate::theatre::Names;

use super::{
    bunch::{Bunch, Seat},
    item::{Item, Site, Time},
    nearby,
};

/// A mention and what it joins are at most this many days apart.
const APART_DAYS: i32 = 2;

/// "Near" a town reaches this far; a greater distance said is another place.
const NEAR_KM: f64 = 10.0;

/// Cores by town, by country and day, and by report.
#[derive(Debug, Default)]
pub(super) struct Shelf<'a> {
    cores: Vec<Bunch<'a>>,
    towns: HashMap<i64, BTreeMap<Date, Vec<usize>>>,
    countries: HashMap<&'a str, BTreeMap<Date, Vec<usize>>>,
    reports: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Shelf<'a> {
    /// Puts cores where the next are looked for.
    pub(super) fn put(&mut self, items: &[Item<'a>], cores: Vec<Bunch<'a>>) {
        for core in cores {
            let at = self.cores.len();
            if let Some(date) = date(&core) {
                if let Some(town) = core.site.town() {
                    self.towns.entry(town).or_default().entry(date).or_default().push(at);
                }
                if let Some(country) = core.country {
                    self.countries.entry(country).or_default().entry(date).or_default().push(at);
                }
            }
            for seat in &core.seats {
                let known = self.reports.entry(&items[seat.item].told.origin.report).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
            self.cores.push(core);
        }
    }

    /// The cores, with what joined them.
    pub(super) fn into_cores(self) -> Vec<Bunch<'a>> {
        self.cores
    }

    /// Lets each join the one core that fits it, all at once; gives back those that do not.
    pub(super) fn join(
        &mut self,
        names: &Names,
        items: &[Item<'a>],
        units: Vec<Bunch<'a>>,
        fit: Fit,
    ) -> Vec<Bunch<'a>> {
        let hosts: Vec<Option<usize>> =
            units.iter().map(|it| self.host(names, items, it, fit)).collect();
        let mut rest = Vec::new();
        for (unit, host) in units.into_iter().zip(hosts) {
            match host {
                Some(host) => self.cores[host].absorb(unit, fit.why()),
                None => rest.push(unit),
            }
        }
        rest
    }

    fn host(&self, names: &Names, items: &[Item<'a>], unit: &Bunch<'a>, fit: Fit) -> Option<usize> {
        if fit == Fit::NextTown {
            return self.next_town(names, unit);
        }
        let report = unit.seats.first().map(|it| items[it.item].told.origin.report.as_str())?;
        let own = self.reports.get(report).map_or(&[][..], Vec::as_slice);
        let of_report = own.iter().copied().filter(|it| self.fits_in_report(names, *it, unit, fit));
        // A denial that names no deed speaks of what its own report tells.
        let claim = |it: &Seat| items[it.item].told.mention.event == *"say.claim";
        let mute = fit == Fit::Speaks && unit.families.is_empty() && !unit.seats.iter().any(claim);
        let around = if mute { Vec::new() } else { self.around(unit) };
        let of_place = around.into_iter().filter(|it| self.fits(names, *it, unit, fit));
        match unit.site {
            Site::Town(_) | Site::Near(_) => {
                self.only_best(names, &of_place.collect::<Vec<_>>(), unit)
            }
            Site::Area(..) => {
                let own: Vec<usize> = of_report.collect();
                let fitting = if own.is_empty() { of_place.collect() } else { own };
                self.only_by_dead(&fitting, unit)
            }
            Site::Nowhere => self.only_by_dead(&of_report.collect::<Vec<_>>(), unit),
        }
    }

    /// The only core in another town that tells of the same, or the only one with the same dead.
    fn next_town(&self, names: &Names, unit: &Bunch<'a>) -> Option<usize> {
        let days = unit.country.and_then(|it| self.countries.get(it));
        let cores = days.zip(date(unit)).and_then(|(days, date)| days.get(&date));
        let same = |it: &usize| nearby::are_one(names, unit, &self.cores[*it]);
        let fitting: Vec<usize> =
            cores.into_iter().flatten().copied().filter(|it| same(it)).collect();
        self.only_by_dead(&fitting, unit)
    }

    /// The cores of a place and of days that can fit.
    fn around(&self, unit: &Bunch<'a>) -> Vec<usize> {
        let Some(time) = unit.time else { return Vec::new() };
        let days = match unit.site {
            Site::Town(town) | Site::Near(town) => self.towns.get(&town),
            Site::Area(country, _) if time.precision < 3 => self.countries.get(country),
            Site::Area(..) | Site::Nowhere => None,
        };
        let apart = APART_DAYS.days();
        // A core of a month stands under its first day.
        let from = time.date.saturating_sub(apart).min(time.date.first_of_month());
        let last = if time.precision < 3 { time.date } else { time.date.last_of_month() };
        let days = days.map(|it| it.range(from..=last.saturating_add(apart)));
        days.into_iter().flatten().flat_map(|(_, it)| it).copied().collect()
    }

    fn fits(&self, names: &Names, core: usize, unit: &Bunch<'a>, fit: Fit) -> bool {
        let core = &self.cores[core];
        let time = core.time.zip(unit.time);
        // Vague about the place, it must at least be of the same day, where both give one.
        let day_fits = |a: Time, b: Time| {
            matches!(unit.site, Site::Town(_))
                || a.precision > 1
                || b.precision > 1
                || a.date == b.date
        };
        place_fits(core, unit)
            && time.is_some_and(|(a, b)| time_fits(a, b) && day_fits(a, b))
            && agrees(names, core, unit, fit)
            && match unit.site {
                Site::Area(..) => core.sides.meets(names, &unit.sides, date(unit)),
                _ => true,
            }
    }

    /// What one report tells twice, once without the place or the day.
    fn fits_in_report(&self, names: &Names, core: usize, unit: &Bunch<'a>, fit: Fit) -> bool {
        let core = &self.cores[core];
        let time = core.time.zip(unit.time);
        place_fits(core, unit)
            && time.is_none_or(|(a, b)| time_fits(a, b))
            && agrees(names, core, unit, fit)
    }

    /// The only one that fits, or the only one that gives the same number of dead.
    fn only_by_dead(&self, fitting: &[usize], unit: &Bunch<'a>) -> Option<usize> {
        let same = |at: &usize| self.cores[*at].same_dead(unit);
        only(fitting.iter().copied()).or_else(|| only(fitting.iter().copied().filter(same)))
    }

    /// Of several that fit the one that fits better than all others: by a family in common, a party
    /// in common, the nearer day.
    fn only_best(&self, names: &Names, fitting: &[usize], unit: &Bunch<'a>) -> Option<usize> {
        let closeness = |at: &usize| {
            let core = &self.cores[*at];
            let family = unit.families.iter().any(|it| core.families.contains(it));
            let party = core.sides.meets(names, &unit.sides, date(unit));
            let days = core.time.zip(unit.time).map_or(i32::MAX, |(a, b)| a.days_to(b));
            (core.site == unit.site, family, party, std::cmp::Reverse(days))
        };
        let best = fitting.iter().map(closeness).max()?;
        only(fitting.iter().copied().filter(|it| closeness(it) == best))
    }
}

/// Why a mention joins a core of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// News that is vague about place or day.
    Vague,
    /// News near a town that others tell by the next town.
    NextTown,
    /// A sum of what its report also tells one by one.
    Sums,
    /// History told again.
    History,
    /// A claim or denial.
    Speaks,
}

impl Fit {
    fn why(self) -> &'static str {
        match self {
            Self::Vague => "vague in place or day, and only this event fits",
            Self::NextTown => {
                "near a town, and told by the next town, with the same day, kind and party"
            }
            Self::Sums => "sums up events, and only this one fits",
            Self::History => "looks back on this event",
            Self::Speaks => "a claim or denial that speaks of this event",
        }
    }
}

/// Whether kinds go together and parties do not contradict.
fn agrees(names: &Names, core: &Bunch<'_>, unit: &Bunch<'_>, fit: Fit) -> bool {
    let kind = unit.can_be(names, core) || (fit == Fit::Speaks && unit.families.is_empty());
    kind && !core.contradicts(names, unit)
}

fn only(mut fitting: impl Iterator<Item = usize>) -> Option<usize> {
    let one = fitting.next()?;
    fitting.next().is_none().then_some(one)
}

fn date(unit: &Bunch<'_>) -> Option<Date> {
    unit.time.map(|it| it.date)
}

fn time_fits(core: Time, unit: Time) -> bool {
    if core.precision == 3 || unit.precision == 3 {
        return core.date.first_of_month() == unit.date.first_of_month();
    }
    core.days_to(unit) <= APART_DAYS
}

fn place_fits(core: &Bunch<'_>, unit: &Bunch<'_>) -> bool {
    match (unit.site, core.site) {
        (Site::Town(a), Site::Town(b)) | (Site::Near(a), Site::Near(b)) => a == b,
        (Site::Near(a), Site::Town(b)) => a == b && unit.near_km.is_none_or(|it| it <= NEAR_KM),
        (Site::Area(country, region), _) => {
            core.country == Some(country) && (region.is_none() || core.admin1 == region)
        }
        (Site::Nowhere, _) => true,
        _ => false,
    }
}
