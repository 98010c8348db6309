//! What a report tells: tags with their evidence, and event mentions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Count, Fault, Slug, Span};

/// Declares an enum whose variants are words of the machine interface.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All, in the order of the enum.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word of the machine interface.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant of a word, `None` for any other word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How sure an event is; greater is surer.
    Realis {
        /// History told again; forms no incident.
        Background = "background",
        /// Announced or intended; forms no incident.
        Planned = "planned",
        /// Threatened; forms no incident.
        Threatened = "threatened",
        /// Said not to have happened.
        Denied = "denied",
        /// Suspected, or said by an unnamed voice.
        Alleged = "alleged",
        /// Said by a party to it.
        Claimed = "claimed",
        /// Told as fact.
        Occurred = "occurred",
    }
}

words! {
    /// What an actor is in an event.
    Role {
        /// Did it.
        Attacker = "attacker",
        /// Suffered it.
        Target = "target",
        /// Took part on a side.
        Ally = "ally",
        /// Says that it did it.
        Claimant = "claimant",
        /// Says that it did not happen, or not so.
        Denier = "denier",
        /// Is said by another party to have done it.
        Accused = "accused",
        /// Brought parties together.
        Mediator = "mediator",
        /// Has another part in it.
        Other = "other",
    }
}

words! {
    /// Who says that an actor had its role; greater is surer.
    Attribution {
        /// The actor denies it.
        Denied = "denied",
        /// Somebody suspects it.
        Alleged = "alleged",
        /// The actor itself says so.
        Claimed = "claimed",
        /// The report says so as fact.
        Stated = "stated",
    }
}

words! {
    /// What a person is in an event.
    PersonRole {
        /// Killed, wounded or taken.
        Victim = "victim",
        /// Speaks.
        Speaker = "speaker",
        /// Is accused.
        Accused = "accused",
        /// Was detained.
        Detained = "detained",
        /// Was appointed.
        Appointed = "appointed",
        /// Any other part.
        Other = "other",
    }
}

words! {
    /// The part of the day in which an event happened.
    TimeOfDay {
        /// Before sunrise.
        Dawn = "dawn",
        /// Until noon.
        Morning = "morning",
        /// From noon.
        Afternoon = "afternoon",
        /// Evening.
        Evening = "evening",
        /// Night.
        Night = "night",
    }
}

words! {
    /// What a toll counts.
    TollKind {
        /// Killed.
        Dead = "dead",
        /// Wounded.
        Wounded = "wounded",
        /// Abducted.
        Abducted = "abducted",
        /// Missing.
        Missing = "missing",
        /// Taken prisoner or arrested.
        Captured = "captured",
        /// An army's word for killed or captured; counts low 0.
        Neutralised = "neutralised",
    }
}

words! {
    /// What a toll covers; only `Event` counts.
    Scope {
        /// This event.
        Event = "event",
        /// Several events together.
        Several = "several",
        /// A period ("since January").
        Cumulative = "cumulative",
    }
}

words! {
    /// What a party says about an event.
    Stance {
        /// Says that it did it, or holds it.
        Claims = "claims",
        /// Says that the other side's word is right.
        Confirms = "confirms",
        /// Says that it is not so.
        Denies = "denies",
        /// Says that another did it.
        Accuses = "accuses",
    }
}

words! {
    /// What a claim is about.
    About {
        /// That it happened.
        Event = "event",
        /// Who did it.
        Responsibility = "responsibility",
        /// How many.
        Toll = "toll",
        /// Who holds the place.
        Control = "control",
    }
}

/// An actor in an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Party {
    /// The actor's id.
    pub id: Slug,
    /// Its role.
    pub role: Role,
    /// Who says so.
    pub attribution: Attribution,
}

/// A person in an event; `name` is the pack's spelling for a known figure, else as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The name.
    pub name: String,
    /// The role.
    pub role: PersonRole,
}

/// When an event happened. At precision 3 `date` is the first of the month.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// The day (precision 1 and 2) or the first of the month (3).
    pub date: Date,
    /// The last day, where the report says how long it lasted.
    pub end: Option<Date>,
    /// ACLED's time precision: 1 the day, 2 the week, 3 the month.
    pub precision: u8,
    /// The part of the day, where said.
    pub time_of_day: Option<TimeOfDay>,
}

/// Where an event happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: Option<Slug>,
    /// Region, the pack's canonical name.
    pub admin1: Option<String>,
    /// Cercle, province or department.
    pub admin2: Option<String>,
    /// Canonical name of the town it happened in (precision 1) or is measured from (2).
    pub town: Option<String>,
    /// `GeoNames` id of that town, or the pack's own negative id for places missing there.
    pub town_id: Option<i64>,
    /// The report's words for the site or the distance.
    pub words: Option<String>,
    /// WGS 84 degrees; null at precision 3.
    pub latitude: Option<f64>,
    /// WGS 84 degrees; null at precision 3.
    pub longitude: Option<f64>,
    /// ACLED's: 1 the town, 2 near it or part of a region, 3 region or country; `None` for a
    /// country-wide event and when nothing is known.
    pub precision: Option<u8>,
    /// Kilometres from the town, as said.
    pub near_km: Option<f64>,
    /// Compass point from the town (`N`, `NE`, …), as said.
    pub bearing: Option<Slug>,
    /// How far the point may be off, in kilometres.
    pub radius_km: Option<f64>,
}

/// The dead, wounded, abducted … of one side by one claimant's word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Toll {
    /// Who says so: an actor id, or `None` for the report itself or an unnamed source.
    pub by: Option<Slug>,
    /// Whose: an actor id (`civilians` too), or `None` when the report does not say.
    pub side: Option<Slug>,
    /// What is counted.
    pub kind: TollKind,
    /// The least number as said; `None` for "several", "dozens".
    pub low: Option<u32>,
    /// The highest number as said; `None` for "at least five".
    pub high: Option<u32>,
    /// What it covers.
    pub scope: Scope,
    /// Said to be provisional.
    pub provisional: bool,
    /// The words.
    pub evidence: Span,
}

/// One row of a party's word about an event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// Who says so; an actor id, or `None` for an unnamed voice.
    pub by: Option<Slug>,
    /// What it says of it.
    pub stance: Stance,
    /// What it speaks of.
    pub about: About,
    /// Who is said to hold the place, for [`About::Control`].
    pub control: Option<Slug>,
    /// The words.
    pub evidence: Span,
}

/// One event as one report tells it: the unit of the whole program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// The report that tells it.
    pub report: Slug,
    /// Primary code of the taxonomy.
    pub event: Slug,
    /// Other codes that hold too.
    pub also: Vec<Slug>,
    /// How sure.
    pub realis: Realis,
    /// When; `None` is undated.
    pub when: Option<When>,
    /// Where.
    pub place: Place,
    /// Who to whom.
    pub parties: Vec<Party>,
    /// Persons with their role.
    pub people: Vec<Figure>,
    /// Offices (ids of the pack's `people.toml`) whose holder is a victim, for grouping when no
    /// name is given.
    pub offices: Vec<Slug>,
    /// What was attacked (a word of the taxonomy's target list).
    pub target: Option<Slug>,
    /// With what.
    pub weapon: Option<Slug>,
    /// `repelled`, `overrun` or `partial`.
    pub outcome: Option<Slug>,
    /// Whether the target was people not under arms.
    pub civilian_targeting: bool,
    /// The numbers, per side and claimant.
    pub tolls: Vec<Toll>,
    /// The parties' words.
    pub claims: Vec<Claim>,
    /// Sums up events that the report also tells one by one: makes no incident beside them.
    pub sums_up: bool,
    /// The words that tell it.
    pub evidence: Span,
    /// Rule or cue by which each choice was made.
    pub why: Vec<String>,
}

impl EventMention {
    /// The lowest and the highest total over the claimants, whose word on each side adds up.
    ///
    /// Two numbers of one claimant for one side are rival or later words, not a sum. A number of no
    /// stated side is a word on the total, unless it is too small to be one. Only tolls of this
    /// event count; an army's "neutralised" is none dead at least.
    pub fn total(&self, kind: TollKind) -> Count {
        let mut claimants: BTreeMap<Option<&Slug>, Sides<'_>> = BTreeMap::new();
        for toll in self.tolls.iter().filter(|it| it.scope == Scope::Event && it.kind == kind) {
            let bounds = (toll.low.or(toll.high), toll.high.or(toll.low));
            if let (Some(low), Some(high)) = bounds {
                note(
                    claimants.entry(toll.by.as_ref()).or_default(),
                    toll.side.as_ref(),
                    (low, high),
                );
            }
        }
        if kind == TollKind::Dead {
            self.add_neutralised(&mut claimants);
        }
        complete(&mut claimants);
        let totals: Vec<_> = claimants.values().filter_map(total_of).collect();
        let low = totals.iter().map(|it| it.0).min();
        Count { low, best: low, high: totals.iter().map(|it| it.1).max() }
    }

    /// The neutralised of a side count where nobody counted its dead.
    fn add_neutralised<'a>(&'a self, claimants: &mut BTreeMap<Option<&'a Slug>, Sides<'a>>) {
        let counted: Vec<_> = claimants.values().flat_map(|it| it.keys().copied()).collect();
        for toll in self.tolls.iter().filter(|it| it.scope == Scope::Event) {
            let side = toll.side.as_ref();
            if toll.kind != TollKind::Neutralised || counted.contains(&side) {
                continue;
            }
            let Some(high) = toll.high.or(toll.low) else { continue };
            let sides = claimants.entry(toll.by.as_ref()).or_default();
            // Dead of whom nobody says whose they are are not the ones of another number.
            match sides.get_mut(&None).filter(|it| side.is_some() && it.1 != high) {
                Some(unsaid) => unsaid.1 = unsaid.1.saturating_add(high),
                None => note(sides, side, (0, high)),
            }
        }
    }
}

/// The lowest and highest number for each side by one claimant.
type Sides<'a> = BTreeMap<Option<&'a Slug>, (u32, u32)>;

fn note<'a>(sides: &mut Sides<'a>, side: Option<&'a Slug>, (low, high): (u32, u32)) {
    let known = sides.entry(side).or_insert((low, high));
    *known = (known.0.min(low), known.1.max(high));
}

/// A party that counts one side alone is taken together with what the report itself says of the
/// other: "the army lost five soldiers, and says that it killed three attackers".
fn complete<'a>(claimants: &mut BTreeMap<Option<&'a Slug>, Sides<'a>>) {
    let Some(report) = claimants.remove(&None) else { return };
    let named = |sides: &Sides<'_>| sides.keys().all(Option::is_some);
    let apart = |sides: &Sides<'_>| sides.keys().all(|it| !report.contains_key(it));
    let mut completes = false;
    for sides in claimants.values_mut() {
        if named(&report) && named(sides) && apart(sides) {
            sides.extend(&report);
            completes = true;
        }
    }
    if !completes {
        claimants.insert(None, report);
    }
}

fn total_of(sides: &Sides<'_>) -> Option<(u32, u32)> {
    let named = sides.iter().filter(|it| it.0.is_some()).map(|it| *it.1);
    let named = named.reduce(|a, b| (a.0.saturating_add(b.0), a.1.saturating_add(b.1)));
    let unsaid = sides.get(&None).copied();
    match (named, unsaid) {
        (Some(named), Some(unsaid)) if unsaid.1.saturating_mul(2) >= named.1 => {
            Some((named.0.min(unsaid.0), named.1.max(unsaid.1)))
        }
        (named, unsaid) => named.or(unsaid),
    }
}

/// An actor found in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActorTag {
    /// Actor id.
    pub id: Slug,
    /// Where it is named, in order.
    pub evidence: Vec<Span>,
    /// How it was settled.
    pub why: String,
}

/// A person named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonTag {
    /// Canonical name.
    pub name: String,
    /// Where.
    pub evidence: Vec<Span>,
    /// How it was settled.
    pub why: String,
}

/// A town named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TownTag {
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Slug,
    /// Region.
    pub admin1: String,
    /// `GeoNames` id, negative for the pack's own.
    pub id: i64,
    /// WGS 84 degrees.
    pub latitude: f64,
    /// WGS 84 degrees.
    pub longitude: f64,
    /// Where.
    pub evidence: Vec<Span>,
    /// How it was settled.
    pub why: String,
}

/// A date, number, region or country found in the text, kept for the explanation of a reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherTag {
    /// `date`, `number`, `region` or `country`.
    pub kind: Slug,
    /// What it was read as.
    pub value: String,
    /// Where.
    pub evidence: Span,
}

/// All that was read out of one report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    /// Actors, in order of first mention.
    pub actors: Vec<ActorTag>,
    /// People, in order of first mention.
    pub people: Vec<PersonTag>,
    /// Towns, in order of first mention.
    pub towns: Vec<TownTag>,
    /// Dates, numbers, regions and countries.
    pub others: Vec<OtherTag>,
    /// Countries of the theatre, ISO 3166-1 alpha-2, in order of first mention.
    pub countries: Vec<Slug>,
    /// Events, the main one first.
    pub events: Vec<EventMention>,
    /// What could not be settled.
    pub faults: Vec<Fault>,
}
