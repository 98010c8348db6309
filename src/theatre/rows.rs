//! The rows of a pack's TOML files, as they are written there.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Lang, Slug};

/// Spellings per language, in the order of the pack; the first of a language is the one to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Spellings {
    /// English.
    pub en: Vec<String>,
    /// French.
    pub fr: Vec<String>,
    /// Arabic.
    pub ar: Vec<String>,
    /// Valid in every language (abbreviations).
    pub any: Vec<String>,
}

impl Spellings {
    /// Every spelling with the language that it is limited to.
    pub fn all(&self) -> impl Iterator<Item = (Option<Lang>, &str)> {
        self.en
            .iter()
            .map(|it| (Some(Lang::En), it.as_str()))
            .chain(self.fr.iter().map(|it| (Some(Lang::Fr), it.as_str())))
            .chain(self.ar.iter().map(|it| (Some(Lang::Ar), it.as_str())))
            .chain(self.any.iter().map(|it| (None, it.as_str())))
    }
}

/// A country: of the theatre (`core`), or one whose name must be known to keep its news out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub id: Slug,
    /// Name to show.
    pub name: String,
    /// Whether its events are incidents of this theatre.
    #[serde(default)]
    pub core: bool,
    /// IANA time zone, for core countries.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// `GeoNames` id of the capital.
    #[serde(default)]
    pub capital: Option<i64>,
    /// Names of the country.
    #[serde(default)]
    pub names: Spellings,
    /// Adjectives and inhabitants ("malien, maliens, malienne, maliennes").
    #[serde(default)]
    pub demonyms: Spellings,
    /// Towns outside the gazetteer that place an event there ("Mogadishu").
    #[serde(default)]
    pub towns: Spellings,
}

/// A first-level administrative unit under the name that press and ACLED use.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Canonical name.
    pub name: String,
    /// Its country.
    pub country: Slug,
    /// `GeoNames` id of its capital town.
    pub capital: i64,
    /// A middle point, WGS 84 degrees.
    pub latitude: f64,
    /// A middle point, WGS 84 degrees.
    pub longitude: f64,
    /// Other names: new names of 2023 and 2025, Arabic.
    #[serde(default)]
    pub aliases: Spellings,
    /// The region out of which it was cut: the press uses either name for what lies in it.
    #[serde(default)]
    pub cut_from: Option<String>,
}

/// A named part of the theatre larger than a region or across several ("the centre", "Liptako").
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Canonical name.
    pub name: String,
    /// The country, where it lies in one.
    #[serde(default)]
    pub country: Option<Slug>,
    /// The region that it is a part of, if one.
    #[serde(default)]
    pub region: Option<String>,
    /// A middle point, WGS 84 degrees, where it is small enough to have one.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// A middle point, WGS 84 degrees, where it is small enough to have one.
    #[serde(default)]
    pub longitude: Option<f64>,
    /// Names.
    #[serde(default)]
    pub names: Spellings,
}

/// A relation that holds between two days (open ends where `None`).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The other actor.
    pub with: Slug,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub to: Option<Date>,
}

/// The name under which ACLED codes an actor during a period.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcledName {
    /// ACLED's full name.
    pub name: String,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub to: Option<Date>,
}

/// An organised party of the theatre.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Part of the machine interface.
    pub id: Slug,
    /// Name to show.
    pub name: String,
    /// `state`, `jihadist`, `separatist`, `militia`, `external`, `political`, `civil`, `bandit` or
    /// `unknown`: what class words ("jihadists", "separatists") can mean it.
    pub class: Slug,
    /// ACLED's interaction code, 1–8.
    pub inter: u8,
    /// ACLED's names by date.
    #[serde(default)]
    pub acled: Vec<AcledName>,
    /// The actor that it is part of.
    #[serde(default)]
    pub parent: Option<Slug>,
    /// Whether who names it names its parent too: a state's own operation abroad.
    #[serde(default)]
    pub names_parent: bool,
    /// First day of its existence (in the theatre, for external forces).
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub to: Option<Date>,
    /// The actor into which it was renamed or merged.
    #[serde(default)]
    pub successor: Option<Slug>,
    /// Core countries in which generic words can mean it.
    #[serde(default)]
    pub countries: Vec<Slug>,
    /// Names: match everywhere, at any date.
    #[serde(default)]
    pub names: Spellings,
    /// Generic words that mean this actor in its countries and years ("the army", "soldiers").
    #[serde(default)]
    pub generic: Spellings,
    /// One-word names of the offices and papers through which it gives out its statements.
    #[serde(default)]
    pub press: Vec<String>,
    /// Allies by date.
    #[serde(default)]
    pub allies: Vec<Relation>,
    /// Enemies by date.
    #[serde(default)]
    pub enemies: Vec<Relation>,
    /// Where the entry comes from or what is unsure about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A class word: it names a class of actors and stays `fallback` unless the report names one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassWord {
    /// Name of the class of words.
    pub id: Slug,
    /// Classes of actors that it can mean.
    pub classes: Vec<Slug>,
    /// The actor where the report names none.
    pub fallback: Slug,
    /// The words.
    pub words: Spellings,
}

/// An office held between two days; holding it on a day identifies a person.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The office.
    pub office: Slug,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub to: Option<Date>,
}

/// An affiliation between two days.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The actor.
    pub actor: Slug,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub to: Option<Date>,
}

/// A named figure.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Canonical name.
    pub name: String,
    /// Other spellings and noms de guerre; a bare surname only where nobody else of the theatre
    /// bears it.
    #[serde(default)]
    pub names: Spellings,
    /// Offices by date.
    #[serde(default)]
    pub offices: Vec<Held>,
    /// Affiliations by date.
    #[serde(default)]
    pub member: Vec<Membership>,
    /// What the person is, in a few words.
    #[serde(default)]
    pub role: Option<String>,
    /// Day of death.
    #[serde(default)]
    pub died: Option<Date>,
}

/// An office, known by its words ("the defence minister") in its country.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its name in other files (`mli.minister.defence`).
    pub id: Slug,
    /// The country, where it is a state's.
    #[serde(default)]
    pub country: Option<Slug>,
    /// The organisation that its holder belongs to.
    pub actor: Slug,
    /// Severity 5 when its holder is killed (head of state, minister, chief of staff).
    #[serde(default)]
    pub high: bool,
    /// The words.
    pub words: Spellings,
}

/// One code of the event taxonomy.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCode {
    /// The code.
    pub id: Slug,
    /// What it is, in a few words.
    pub what: String,
    /// ACLED sub-event type; `None` where ACLED does not code it.
    #[serde(default)]
    pub acled: Option<Slug>,
    /// Family for grouping: mentions of one family, town and day are one incident.
    pub family: Slug,
    /// Other families that this one flows into when grouping (bomb → ground).
    #[serde(default)]
    pub flows: Vec<Slug>,
    /// Families as which others tell the same deed of the same author (fighting → civilians).
    #[serde(default)]
    pub beside: Vec<Slug>,
    /// Rank as primary code: the greater wins.
    pub rank: u8,
    /// Whether it stands on the list of statements.
    #[serde(default)]
    pub statement: bool,
    /// Severity before tolls and places are looked at, 1–4.
    pub severity: u8,
    /// One sign for lists, readable without colour.
    pub sign: char,
}

/// The event codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Events {
    /// ACLED's sub-event types under their event types, in ACLED's order.
    pub acled: BTreeMap<String, Vec<String>>,
    /// The codes.
    pub code: Vec<EventCode>,
}

/// A source as the pack or the user's configuration lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Its id.
    pub id: Slug,
    /// Name to show.
    pub name: String,
    /// Address.
    pub url: String,
    /// `feed`, `wordpress`, `page`, `telegram` or `folder`.
    #[serde(default = "feed")]
    pub kind: Slug,
    /// Its language.
    #[serde(default)]
    pub language: Option<Lang>,
    /// Publisher family, for counting independent sources.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Admiralty reliability A–F; F is "cannot be judged".
    #[serde(default = "reliability_unknown")]
    pub reliability: char,
    /// `state`, `rebel`, `independent` or `relay`.
    #[serde(default)]
    pub stance: Option<Slug>,
    /// Seconds between polls; `None` follows the feed's own rhythm.
    #[serde(default)]
    pub every_s: Option<u32>,
    /// Whether the article page is fetched for the full text.
    #[serde(default)]
    pub full_text: bool,
    /// Extra request headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// `env:NAME` or `file:PATH`: where the value of the Authorization header stands.
    #[serde(default)]
    pub auth: Option<String>,
    /// Proxy for this source.
    #[serde(default)]
    pub proxy: Option<String>,
    /// For `page`: a pattern that the links to articles match (`*` any run of characters).
    #[serde(default)]
    pub links: Option<String>,
    /// Whether redirects and addresses in private networks are allowed.
    #[serde(default)]
    pub allow_private: bool,
    /// Polled or not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Anything worth knowing.
    #[serde(default)]
    pub note: Option<String>,
}

fn feed() -> Slug {
    "feed".into()
}

fn reliability_unknown() -> char {
    'F'
}

fn yes() -> bool {
    true
}
