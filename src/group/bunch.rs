//! Mentions that belong together so far, with what they say as one.

use std::cmp::Reverse;

use crate::theatre::Names;

use super::item::{Family, Item, Site, Time};
use super::sides::{Sides, Voices};

/// A mention in its place.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// The mention, by its index among the items.
    pub item: usize,
    /// Why it is here; empty for what others joined.
    pub why: String,
}

/// Mentions that are one event as far as the rules have gone.
#[derive(Clone, Debug)]
pub(super) struct Bunch<'a> {
    /// The mentions.
    pub seats: Vec<Seat>,
    /// Where it is kept.
    pub site: Site<'a>,
    /// The most precise date, the earliest of those.
    pub time: Option<Time>,
    /// The country.
    pub country: Option<&'a str>,
    /// The region.
    pub admin1: Option<&'a str>,
    /// Kilometres from the town of [`Site::Near`], as said.
    pub near_km: Option<f64>,
    /// Where that is on the map.
    pub point: Option<(f64, f64)>,
    /// The numbers of dead that its texts give, each once, sorted.
    pub dead: Vec<u32>,
    /// Families of all codes.
    pub families: Vec<Family<'a>>,
    /// Who to whom.
    pub sides: Sides<'a>,
    /// Distinct texts, sorted.
    texts: Vec<u64>,
}

impl<'a> Bunch<'a> {
    /// A mention by itself.
    pub(super) fn alone(items: &[Item<'a>], at: usize) -> Self {
        let item = &items[at];
        let place = &item.told.mention.place;
        Self {
            seats: vec![Seat { item: at, why: String::new() }],
            site: item.site,
            time: item.time,
            country: place.country.as_deref(),
            admin1: place.admin1.as_deref(),
            near_km: place.near_km,
            point: place.latitude.zip(place.longitude),
            dead: item.dead.into_iter().collect(),
            families: item.families.clone(),
            sides: item.sides.clone(),
            texts: vec![item.told.origin.copy],
        }
    }

    /// How many texts tell of it; near-copies count once.
    pub(super) fn weight(&self) -> usize {
        self.texts.len()
    }

    /// The first of its mentions in the order of items.
    pub(super) fn first(&self) -> usize {
        self.seats.iter().map(|it| it.item).min().unwrap_or(usize::MAX)
    }

    /// The greater is the better told: more texts, then the earlier day, then the first mention.
    pub(super) fn standing(&self) -> (usize, Reverse<Option<Time>>, Reverse<usize>) {
        (self.weight(), Reverse(self.time), Reverse(self.first()))
    }

    /// Whether a kind of the one can be an event with a kind of the other.
    pub(super) fn same_kind(&self, other: &Self) -> bool {
        self.families.iter().any(|a| other.families.iter().any(|b| a.fits(b)))
    }

    /// Whether both tell of a kind that the other can be: of one event, or of one deed of the same
    /// named author.
    pub(super) fn can_be(&self, names: &Names, other: &Self) -> bool {
        let beside = || self.families.iter().any(|a| other.families.iter().any(|b| a.beside(b)));
        let day = self.time.map(|it| it.date);
        self.same_kind(other) || (beside() && self.sides.same_author(names, &other.sides, day))
    }

    /// Whether a text of the one gives the same number of dead as one of the other.
    pub(super) fn same_dead(&self, other: &Self) -> bool {
        self.dead.iter().any(|it| other.dead.binary_search(it).is_ok())
    }

    /// Whether one text tells of both.
    pub(super) fn shares_text(&self, other: &Self) -> bool {
        self.texts.iter().any(|it| other.texts.binary_search(it).is_ok())
    }

    /// Whether the parties of the two cannot be those of one event.
    pub(super) fn contradicts(&self, names: &Names, other: &Self) -> bool {
        let voices = if self.shares_text(other) { Voices::One } else { Voices::Two };
        let day = self.time.map(|it| it.date);
        self.sides.contradicts(names, &other.sides, day, voices)
    }

    /// Takes in all of another, for this reason; keeps its own place and time.
    pub(super) fn absorb(&mut self, other: Self, why: &str) {
        for mut seat in other.seats {
            if seat.why.is_empty() {
                why.clone_into(&mut seat.why);
            }
            self.seats.push(seat);
        }
        for family in other.families {
            if !self.families.contains(&family) {
                self.families.push(family);
            }
        }
        self.sides.add(&other.sides);
        self.dead.extend(other.dead);
        self.dead.sort_unstable();
        self.dead.dedup();
        self.texts.extend(other.texts);
        self.texts.sort_unstable();
        self.texts.dedup();
        self.time = earlier(self.time, other.time);
    }
}

/// The more precise, then the earlier of two dates.
fn earlier(a: Option<Time>, b: Option<Time>) -> Option<Time> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
