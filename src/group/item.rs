//! What a mention is to grouping: its part, place, time, kinds and sides, derived once.

use std::cmp::Ordering;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    model::{EventMention, Realis, Slug, Told, TollKind},
    theatre::{EventCode, Names, key},
};

use super::sides::Sides;

/// Codes by which a town passes from one side to the other.
pub(super) const HANDS: [&str; 3] = ["terr.capture", "terr.retake", "terr.handover"];

/// What a mention may do in grouping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Forms an incident on the ground.
    Forms,
    /// Sums up what its report also tells one by one: joins, never forms.
    Sums,
    /// History: joins by its own day or a known victim, never forms.
    Joins,
    /// A claim or denial: joins what it speaks of, else is a statement.
    Speaks,
    /// A statement; threats and plans of events on the ground too.
    States,
    /// Nothing at all: history of statements.
    Nothing,
}

/// Where a mention is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Site<'a> {
    /// In a town.
    Town(i64),
    /// Measured from a town.
    Near(i64),
    /// In a region, or in a country without more.
    Area(&'a str, Option<&'a str>),
    /// Nothing is known.
    Nowhere,
}

impl Site<'_> {
    /// The town it is in or measured from.
    pub(super) fn town(self) -> Option<i64> {
        match self {
            Self::Town(id) | Self::Near(id) => Some(id),
            Self::Area(..) | Self::Nowhere => None,
        }
    }
}

/// A date with ACLED's time precision; the more precise is the smaller, then the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Time {
    /// 1 the day, 2 the week, 3 the month.
    pub precision: u8,
    /// The day, or the first of the month.
    pub date: Date,
}

impl Time {
    /// Days from one to the other.
    pub(super) fn days_to(self, other: Self) -> i32 {
        days_between(self.date, other.date)
    }
}

/// Numbers so rare at a place that they tell an event from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counted<'a> {
    /// The dead in a town.
    Town(i64, u32),
    /// The dead and the wounded in a country.
    Country(&'a str, u32, u32),
}

impl<'a> Counted<'a> {
    /// Fewer dead than these are many an event's.
    const FEW: u32 = 3;

    /// What a mention counts.
    pub(super) fn of(mention: &'a EventMention) -> Vec<Self> {
        let number = |kind| mention.total(kind).low.filter(|it| *it > 0);
        let Some(dead) = number(TollKind::Dead).filter(|it| *it >= Self::FEW) else {
            return Vec::new();
        };
        let place = &mention.place;
        let town = place.town_id.filter(|_| place.precision == Some(1));
        let wounded = number(TollKind::Wounded).zip(place.country.as_deref());
        let country = wounded.map(|(wounded, country)| Self::Country(country, dead, wounded));
        town.map(|it| Self::Town(it, dead)).into_iter().chain(country).collect()
    }
}

/// Whole days between two dates, never negative.
pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |it| it.get_days().abs())
}

/// A mention with what grouping derives from it.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    /// The mention and its origin.
    pub told: &'a Told,
    /// What it may do.
    pub part: Part,
    /// Where.
    pub site: Site<'a>,
    /// When: its own word, or the day that its report took.
    pub time: Option<Time>,
    /// From where the day was taken, when it is not its own.
    pub taken: Option<String>,
    /// Families of all its codes on the ground.
    pub families: Vec<Family<'a>>,
    /// Who to whom.
    pub sides: Sides<'a>,
    /// The dead, where it says a number.
    pub dead: Option<u32>,
}

/// A family of kinds, with those that it flows into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Family<'a> {
    /// Its name.
    pub name: &'a str,
    /// Families of which it can be a part.
    pub flows: &'a [Slug],
    /// Families as which others tell the same deed of the same author.
    pub beside: &'a [Slug],
}

impl Family<'_> {
    /// Whether two kinds can be one event.
    pub(super) fn fits(&self, other: &Family<'_>) -> bool {
        self.name == other.name
            || self.flows.iter().any(|it| it == other.name)
            || other.flows.iter().any(|it| it == self.name)
    }

    /// Whether the two can be one deed told twice, where both name the same author.
    pub(super) fn beside(&self, other: &Family<'_>) -> bool {
        self.beside.iter().any(|it| it == other.name)
            || other.beside.iter().any(|it| it == self.name)
    }
}

impl<'a> Item<'a> {
    fn new(names: &'a Names, told: &'a Told) -> Self {
        let mention = &told.mention;
        Self {
            told,
            part: part(names, mention),
            site: site(mention),
            time: mention.when.as_ref().map(|it| Time { precision: it.precision, date: it.date }),
            taken: None,
            families: families(names, mention),
            sides: Sides::of(mention),
            dead: mention.total(TollKind::Dead).low.filter(|it| *it > 0),
        }
    }

    /// All codes of the mention, the primary first.
    pub(super) fn codes(&self) -> impl Iterator<Item = &'a Slug> + use<'a> {
        let mention = &self.told.mention;
        std::iter::once(&mention.event).chain(&mention.also)
    }

    /// Whether it tells that a town changed hands.
    pub(super) fn hands(&self) -> bool {
        self.codes().any(|it| HANDS.contains(&it.as_str()))
    }
}

/// The items of all mentions, in an order that does not depend on the order in which they came.
pub(super) fn items<'a>(
    names: &'a Names,
    told: impl IntoIterator<Item = &'a Told>,
) -> Vec<Item<'a>> {
    let mut sorted: Vec<&Told> = told.into_iter().collect();
    sorted.sort_by(|a, b| order(a, b));
    sorted.into_iter().map(|it| Item::new(names, it)).collect()
}

/// Oldest report first; published ones before those without a publication date.
fn order(a: &Told, b: &Told) -> Ordering {
    let key = |it: &Told| (it.origin.published.is_none(), it.origin.reported());
    let place = |it: &Told| (it.mention.evidence, it.mention.place.town_id);
    let time = |it: &Told| it.mention.when.as_ref().map(|it| it.date);
    key(a)
        .cmp(&key(b))
        .then_with(|| a.origin.report.cmp(&b.origin.report))
        .then_with(|| place(a).cmp(&place(b)))
        .then_with(|| a.mention.event.cmp(&b.mention.event))
        .then_with(|| time(a).cmp(&time(b)))
        .then_with(|| format!("{a:?}").cmp(&format!("{b:?}")))
}

fn part(names: &Names, mention: &EventMention) -> Part {
    let statement = names.event(&mention.event).is_some_and(|it| it.statement);
    let speaks = matches!(mention.event.as_str(), "say.claim" | "say.denial");
    match mention.realis {
        Realis::Background if statement => Part::Nothing,
        Realis::Background => Part::Joins,
        _ if speaks => Part::Speaks,
        _ if statement => Part::States,
        Realis::Planned | Realis::Threatened => Part::States,
        Realis::Denied => Part::Speaks,
        _ if mention.sums_up => Part::Sums,
        _ => Part::Forms,
    }
}

fn site(mention: &EventMention) -> Site<'_> {
    let place = &mention.place;
    match (place.precision, place.town_id, &place.country) {
        (Some(1), Some(town), _) => Site::Town(town),
        (Some(2), Some(town), _) => Site::Near(town),
        (Some(precision @ (1 | 2)), None, Some(country)) if place.town.is_some() => {
            let town = unlisted(country, place.town.as_deref().unwrap_or_default());
            if precision == 1 { Site::Town(town) } else { Site::Near(town) }
        }
        (_, _, Some(country)) => Site::Area(country, place.admin1.as_deref()),
        _ => Site::Nowhere,
    }
}

/// A town that the gazetteer lacks is a place of its own under its name: a number below zero, which
/// `GeoNames` never gives.
fn unlisted(country: &str, name: &str) -> i64 {
    let name = format!("{country} {}", key(name));
    -1 - (xxh3_64(name.as_bytes()) >> 1).cast_signed()
}

fn families<'a>(names: &'a Names, mention: &'a EventMention) -> Vec<Family<'a>> {
    let codes = std::iter::once(&mention.event).chain(&mention.also);
    let known = |code: &'a Slug| names.event(code);
    let mut found: Vec<Family<'a>> = Vec::new();
    for code in codes.filter_map(known).filter(|it: &&EventCode| !it.statement) {
        if found.iter().all(|it| it.name != code.family.as_str()) {
            found.push(Family { name: &code.family, flows: &code.flows, beside: &code.beside });
        }
    }
    found
}
