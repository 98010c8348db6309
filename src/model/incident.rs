//! What many reports tell together: incidents, and what people decided by hand.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    About, EventMention, Figure, Party, Place, Published, Realis, Scope, Slug, Span, Stance,
    TollKind, When, event::words,
};

words! {
    /// How well an incident is established.
    Verification {
        /// A decision says no, or the claimant took it back.
        Refuted = "refuted",
        /// A party or a reliable source denies it.
        Disputed = "disputed",
        /// One origin.
        Unconfirmed = "unconfirmed",
        /// Two independent origins.
        Corroborated = "corroborated",
        /// Both sides say so, or a reliable source saw it.
        Confirmed = "confirmed",
    }
}

/// A number with its bounds; all `None` when nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// The lowest of the claimants' totals.
    pub low: Option<u32>,
    /// The newest total of the most reliable claimant, else `low`.
    pub best: Option<u32>,
    /// The highest of the claimants' totals.
    pub high: Option<u32>,
}

/// What grouping must know of the report behind an event mention, besides the mention itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The report's id.
    pub report: Slug,
    /// The source it came from.
    pub source: Slug,
    /// Whose text it is.
    pub publisher: String,
    /// When it was published.
    pub published: Option<Published>,
    /// When it first reached us.
    pub first_seen: Timestamp,
    /// Reports with the same key are near-copies of one text.
    pub copy: u64,
    /// Admiralty reliability of the source, `A`–`F`.
    pub reliability: char,
    /// `state`, `rebel`, `independent` or `relay`, where known.
    pub stance: Option<Slug>,
}

impl Origin {
    /// The reported time: `published`, capped by `first_seen`, else `first_seen`.
    pub fn reported(&self) -> Timestamp {
        self.published.map_or(self.first_seen, |it| it.instant().min(self.first_seen))
    }
}

/// An event mention with where it came from: the input of grouping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The mention.
    pub mention: EventMention,
    /// Its report.
    pub origin: Origin,
    /// The words of the mention's evidence.
    pub words: String,
    /// The report's title, for the headline.
    pub title: String,
    /// The words of each toll, in the mention's order.
    pub toll_words: Vec<String>,
    /// The words of each claim, in the mention's order.
    pub claim_words: Vec<String>,
}

/// One row of an incident's tolls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TollRow {
    /// Who says so.
    pub by: Option<Slug>,
    /// Whose.
    pub side: Option<Slug>,
    /// What is counted.
    pub kind: TollKind,
    /// As said.
    pub low: Option<u32>,
    /// As said.
    pub high: Option<u32>,
    /// What it covers.
    pub scope: Scope,
    /// Said to be provisional.
    pub provisional: bool,
    /// The report.
    pub report: Slug,
    /// The words.
    pub words: String,
}

/// One row of an incident's claims and denials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// Who says so.
    pub by: Option<Slug>,
    /// What it says.
    pub stance: Stance,
    /// Of what.
    pub about: About,
    /// Who is said to hold the place.
    pub control: Option<Slug>,
    /// The report.
    pub report: Slug,
    /// When it was reported.
    pub at: Timestamp,
    /// The words.
    pub words: String,
}

/// The dead of one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideCount {
    /// An actor id, or `None` when no report says whose.
    pub side: Option<Slug>,
    /// The numbers.
    #[serde(flatten)]
    pub count: Count,
}

/// Which event mention of which report belongs to an incident, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The report.
    pub report: Slug,
    /// The words in that report.
    pub evidence: Span,
    /// The event code of that mention.
    pub event: Slug,
    /// The town that the mention names, by id; one sentence can tell of several.
    #[serde(default)]
    pub town: Option<i64>,
    /// The date that the mention itself gives.
    #[serde(default)]
    pub date: Option<Date>,
    /// Why it is here: the rule of grouping, in words.
    pub why: String,
}

/// The event mentions, from any number of reports and languages, that tell of the same event; or
/// a statement, which is news by itself but happens at no place on the ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Given once and stored; empty until the store has given it.
    pub id: Slug,
    /// Whether it stands on the list of statements.
    pub statement: bool,
    /// One line for lists.
    pub headline: String,
    /// Primary code.
    pub event: Slug,
    /// The others, sorted.
    pub also: Vec<Slug>,
    /// ACLED event type, `None` where ACLED does not code it.
    pub acled_type: Option<Slug>,
    /// ACLED sub-event type.
    pub acled_sub_type: Option<Slug>,
    /// The surest of its mentions.
    pub realis: Realis,
    /// How well established.
    pub verification: Verification,
    /// 1–5.
    pub severity: u8,
    /// When; `None` is undated.
    pub when: Option<When>,
    /// Where.
    pub place: Place,
    /// Who to whom.
    pub parties: Vec<Party>,
    /// Persons.
    pub people: Vec<Figure>,
    /// What was attacked.
    pub target: Option<Slug>,
    /// With what.
    pub weapon: Option<Slug>,
    /// People not under arms were the target.
    pub civilian_targeting: bool,
    /// `repelled`, `overrun`, `partial`.
    pub outcome: Option<Slug>,
    /// The dead of all sides.
    pub deaths: Count,
    /// The wounded of all sides.
    pub wounded: Count,
    /// The dead per side.
    pub deaths_by_side: Vec<SideCount>,
    /// Every toll.
    pub tolls: Vec<TollRow>,
    /// Every claim and denial, oldest first.
    pub claims: Vec<ClaimRow>,
    /// The mentions, oldest report first.
    pub members: Vec<Member>,
    /// Distinct publishers.
    pub sources: u32,
    /// Distinct origins.
    pub independent: u32,
    /// Reported time of the oldest report.
    pub first_reported: Timestamp,
    /// Reported time of the newest report.
    pub last_reported: Timestamp,
    /// Reported time of the newest report that added something.
    pub changed: Timestamp,
    /// Whose decision last changed it.
    pub edited_by: Option<String>,
    /// What rules alone would have done, where a decision stands against them.
    pub otherwise: Option<String>,
    /// The incident that a statement speaks of.
    pub about: Option<Slug>,
}

impl Incident {
    /// The reports, oldest first, each once.
    pub fn reports(&self) -> Vec<Slug> {
        let mut seen = Vec::new();
        for member in &self.members {
            if !seen.contains(&member.report) {
                seen.push(member.report.clone());
            }
        }
        seen
    }

    /// The day, `None` when undated or known by month only.
    pub fn day(&self) -> Option<Date> {
        self.when.as_ref().filter(|it| it.precision < 3).map(|it| it.date)
    }
}

/// What a person settled by hand, signed and dated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Who: the name of the file's owner.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Ruling,
}

/// The mention that a decision speaks of: it outlives every regrouping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The report.
    pub report: Slug,
    /// The words in it.
    pub evidence: Span,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ruling", rename_all = "snake_case")]
pub enum Ruling {
    /// These tell of one event: a must-link.
    Merge {
        /// The mentions.
        mentions: Vec<Anchor>,
    },
    /// These do not: a cannot-link between the two lists.
    Split {
        /// One side.
        left: Vec<Anchor>,
        /// The other.
        right: Vec<Anchor>,
    },
}
