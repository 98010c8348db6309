//! Text to mentions and event mentions, every one with its evidence and its reason.
//!
//! # How a report is read
//!
//! 1. Every passage is cut into tokens and sentences, and all dictionaries of the pack are matched
//!    in one pass. Dates and numbers are found by grammars of their own.
//! 2. Countries are settled per sentence, then parties and places, which lean on them.
//! 3. Each sentence is cut into the events that it tells; each gets its acts, place, day, parties
//!    with their roles, numbers and mood.
//! 4. Sentences that go on telling the same event are joined.
//! 5. What an event lacks is taken from the report's lead; the code follows from acts, targets,
//!    means and parties.
//!
//! The coder is a dictionary and a set of rules: it never guesses, and says for every choice which
//! words and which rule made it.

use crate::model::{Coding, PassageKind, Place, Published, Report, Slug};
use crate::theatre::{Names, Spellings, TownKind};

mod closed;
pub mod dates;
pub mod numbers;
mod meaning;
mod phrases;
mod signs;
mod dictionary;
mod fuzzy;
mod reading;
mod scope;
mod parties;
mod heads;
mod standing;
mod lead;
mod spatial;
mod places;
mod chains;
mod unlisted;
mod homonyms;
mod implied;
mod speakers;
mod context;
mod lookalikes;
mod triggers;
mod arabic;
mod told;
mod company;
mod circumstance;
mod apart;
mod carry;
mod genre;
mod hedges;
mod clauses;
mod frames;
mod order;
mod objects;
mod blame;
mod author;
mod reasons;
mod roles;
mod voice;
mod counting;
mod lists;
mod fates;
mod victims;
mod tolls;
mod found;
mod totals;
mod draft;
mod located;
mod people;
mod mood;
mod days;
mod said;
mod means;
mod narrate;
mod codes;
mod remote;
mod assaults;
mod discourse;
mod sources;
mod realis;
mod opposed;
mod sides;
mod footing;
mod emit;
mod tags;

#[cfg(test)]
mod tests;

pub use closed::{Scan, Words};

use clauses::Sentence;
use draft::Draft;
use meaning::{Act, Meaning};
use parties::Ground;
use places::Atlas;
use reading::Passage;
use scope::Scope;
use tags::{tag, tag_implied};

/// The version of the reading: a store coded by another one is coded again.
pub const VERSION: u32 = 1;

/// A target of the lexicon.
struct Target {
    id: Slug,
    side: Option<Slug>,
}

/// A weapon of the lexicon.
struct Weapon {
    id: Slug,
    acts: Vec<Act>,
}

/// The compiled dictionaries of a pack: built once by a process that codes.
pub struct Coder<'a> {
    names: &'a Names,
    phrases: phrases::Phrases,
    closed: Words,
    signs: signs::SignTable,
    fuzzy: fuzzy::Fuzzy,
    targets: Vec<Target>,
    weapons: Vec<Weapon>,
    armies: Vec<(u16, Slug)>,
    governments: Vec<(u16, Slug)>,
}

impl<'a> Coder<'a> {
    /// Compiles a pack; takes some tens of milliseconds.
    pub fn new(names: &'a Names) -> Self {
        let lexicon = &*names.lexicon;
        let targets = lexicon
            .target
            .iter()
            .map(|(id, words)| Target { id: id.clone(), side: words.side.clone() })
            .collect();
        let weapons = lexicon
            .weapon
            .iter()
            .map(|(id, words)| Weapon {
                id: id.as_str().into(),
                acts: words.act.iter().filter_map(|it| Act::named(it)).collect(),
            })
            .collect();
        Self {
            names,
            phrases: dictionary::compile(names),
            closed: Words::new(),
            signs: signs::SignTable::new(names),
            fuzzy: fuzzy::Fuzzy::new(names),
            targets,
            weapons,
            armies: meant_by(names, "army"),
            governments: meant_by(names, "government"),
        }
    }

    /// The army of a country: the party that "the army" means there.
    fn army(&self, country: u16) -> Option<&Slug> {
        self.armies.iter().find(|it| it.0 == country).map(|it| &it.1)
    }

    /// The government of a country.
    fn government(&self, country: u16) -> Option<&Slug> {
        self.governments.iter().find(|it| it.0 == country).map(|it| &it.1)
    }

    fn town_place(&self, town: u32) -> Place {
        let Some(row) = self.names.towns().get(town) else { return Place::default() };
        // A site is in the town that it is named for.
        let seat = row.site_of.and_then(|it| self.names.towns().by_id(it)).unwrap_or(row);
        Place {
            country: Some(row.country.clone()),
            admin1: Some(seat.admin1.clone()).filter(|it| !it.is_empty()),
            admin2: Some(seat.admin2.clone()).filter(|it| !it.is_empty()),
            town: Some(seat.name.clone()),
            town_id: Some(seat.id),
            words: row.site_of.map(|_| row.name.clone()),
            latitude: Some(seat.latitude),
            longitude: Some(seat.longitude),
            precision: Some(1),
            ..Place::default()
        }
    }

    /// What a site is as a target: a prison, an airport, a camp.
    fn site_target(&self, town: u32) -> Option<&'static str> {
        match self.names.towns().get(town)?.kind {
            TownKind::Prison => Some("prison"),
            TownKind::Airport => Some("airport"),
            TownKind::Camp => Some("base"),
            TownKind::Border => Some("post"),
            _ => None,
        }
    }

    fn cercle_place(&self, town: u32) -> Place {
        let towns = self.names.towns();
        let Some(row) = towns.get(town) else { return Place::default() };
        // A unit that is named for its seat is told of as the area round that town.
        let seat = towns
            .named(&crate::theatre::key(&row.name))
            .iter()
            .filter_map(|it| towns.get(*it))
            .find(|it| it.kind == TownKind::Town && it.weight >= 5 && it.admin2 == row.name);
        let point = seat.unwrap_or(row);
        Place {
            country: Some(row.country.clone()),
            admin1: Some(row.admin1.clone()).filter(|it| !it.is_empty()),
            admin2: Some(row.name.clone()),
            town: seat.map(|it| it.name.clone()),
            town_id: seat.map(|it| it.id),
            latitude: Some(point.latitude),
            longitude: Some(point.longitude),
            precision: Some(2),
            ..Place::default()
        }
    }

    /// Turns a town into the point measured from it.
    fn measure(
        &self,
        place: &mut Place,
        km: Option<f64>,
        bearing: Option<&str>,
        other: Option<u32>,
    ) {
        place.precision = Some(2);
        place.near_km = km;
        place.bearing = bearing.map(Slug::from);
        place.radius_km = Some(match (km, bearing) {
            (Some(km), Some(_)) => (km * 0.25).max(5.0),
            (Some(km), None) => km,
            (None, _) => 25.0,
        });
        if let (Some(km), Some(bearing), Some(lat), Some(lon)) =
            (km, bearing, place.latitude, place.longitude)
        {
            let (lat, lon) = displaced(lat, lon, km, bearing);
            place.latitude = Some(lat);
            place.longitude = Some(lon);
        }
        if let (Some(other), Some(lat), Some(lon)) =
            (other.and_then(|it| self.names.towns().get(it)), place.latitude, place.longitude)
        {
            let length = crate::theatre::distance_km((lat, lon), (other.latitude, other.longitude));
            place.radius_km = Some((length / 2.0).max(5.0));
        }
    }
}

/// The state party that a generic English word means in each core country.
fn meant_by(names: &Names, word: &str) -> Vec<(u16, Slug)> {
    let means = |words: &Spellings| words.en.iter().any(|it| it == word);
    let mut out = Vec::new();
    for (index, country) in names.countries.iter().enumerate().filter(|it| it.1.core) {
        let actor = names.actors.iter().find(|it| {
            it.class == "state" && it.countries.contains(&country.id) && means(&it.generic)
        });
        if let (Some(actor), Ok(index)) = (actor, u16::try_from(index)) {
            out.push((index, actor.id.clone()));
        }
    }
    out
}

/// The point `km` kilometres from another in a compass direction; flat enough at these distances.
fn displaced(lat: f64, lon: f64, km: f64, bearing: &str) -> (f64, f64) {
    let north: f64 = match bearing {
        "N" => 1.0,
        "S" => -1.0,
        "NE" | "NW" => std::f64::consts::FRAC_1_SQRT_2,
        "SE" | "SW" => -std::f64::consts::FRAC_1_SQRT_2,
        _ => 0.0,
    };
    let east: f64 = match bearing {
        "E" => 1.0,
        "W" => -1.0,
        "NE" | "SE" => std::f64::consts::FRAC_1_SQRT_2,
        "NW" | "SW" => -std::f64::consts::FRAC_1_SQRT_2,
        _ => 0.0,
    };
    const DEGREE_KM: f64 = 111.2;
    let rounded = |it: f64| (it * 10_000.0).round() / 10_000.0;
    (
        rounded(lat + north * km / DEGREE_KM),
        rounded(lon + east * km / (DEGREE_KM * lat.to_radians().cos())),
    )
}

/// Reads a report.
pub fn report(coder: &Coder<'_>, report: &Report) -> Coding {
    let names = coder.names;
    let passages = reading::read(coder, report);
    let scope = Scope::new(names, &passages);
    let anchor = anchor(names, report.published, scope.primary);
    let ground = Ground { names, day: anchor, named: parties::named(&passages) };
    let atlas = Atlas::new(names, &scope, &coder.fuzzy, &passages);
    let countries = scope
        .named
        .iter()
        .filter_map(|it| names.countries.get(*it as usize))
        .map(|it| it.id.clone())
        .collect();
    let mut coding = Coding { countries, ..Coding::default() };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut named_day = None;
    let mut home = None;
    let mut dateline = None;
    let mut carry = carry::Carry::default();
    let mut laid = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        carry.enter(passage);
        for (number, range) in passage.sentences.iter().enumerate() {
            let at = (index, number);
            let mut places = atlas.in_sentence(passage, at, range);
            let mut triggers = told::told(passage, range, triggers::triggers(passage, range));
            tolls::add_total(passage, range, &mut triggers);
            spatial::arrive(&mut places, &triggers);
            spatial::try_in_court(passage, &mut places, &triggers);
            spatial::take_from(passage, &mut places, &triggers);
            dateline = dateline.or_else(|| located::dateline_town(names, passage, range, &places));
            // A report that names no country is at home where its first town is.
            home = home
                .or_else(|| places.iter().find_map(|it| located::town_country(names, &it.site)));
            let country = scope.of(index, number).or(home);
            let mut parties = parties::in_sentence(&ground, passage, country, range);
            voice::mark_speakers(passage, range, &triggers, &mut parties);
            let sentence = Sentence {
                passage,
                at,
                range: range.clone(),
                parties,
                figures: parties::figures(names, passage, range, country),
                places,
                triggers,
            };
            tag(coder, &sentence, &mut coding);
            let setting =
                narrate::Setting { coder, text: &report.text, anchor, named: named_day, country };
            if tells(passage) {
                laid.extend(author::laid(names, &sentence));
                let mut told = narrate::drafts(&setting, &sentence);
                carry.pass(&setting, &sentence, &mut told);
                if told.is_empty() {
                    carry.lend_back(&sentence, &mut drafts);
                }
                for mut draft in told {
                    draft.titled = passage.kind == PassageKind::Title;
                    named_day = draft.day().or(named_day);
                    drafts.push(draft);
                }
            }
        }
    }
    if !is_other_world(&passages) {
        genre::Genre::of(&passages).settle(&mut drafts, anchor);
        let tone = sources::Tone::of(&passages);
        coding.events = {
            let dateline = dateline.map(|it| coder.town_place(it));
            let only_town = atlas.only_town().map(|it| coder.town_place(it));
            let home = located::Home { region: atlas.first_region(), dateline, only_town };
            events(coder, report, Told { drafts, laid }, anchor, &scope, home, tone)
        };
    }
    tag_implied(names, &mut coding);
    coding
}

/// Captions show, headings announce: neither tells an event.
fn tells(passage: &Passage) -> bool {
    !matches!(passage.kind, PassageKind::Caption | PassageKind::Heading)
}

/// Sport, weather and markets have warlike words of their own.
fn is_other_world(passages: &[Passage]) -> bool {
    use meaning::Cue;
    let (mut other, mut war) = (0usize, 0usize);
    for hit in passages.iter().flat_map(|it| &it.hits) {
        for meaning in &hit.meanings {
            match meaning {
                Meaning::Cue(Cue::Sport | Cue::Nature | Cue::Abstract) => other += 1,
                Meaning::Actor(_) | Meaning::Class(_) | Meaning::Generic(_) => war += 1,
                Meaning::Act(
                    Act::Ambush
                    | Act::Mine
                    | Act::Svbied
                    | Act::Suicide
                    | Act::AirStrike
                    | Act::Abduct
                    | Act::Shell
                    | Act::Drone
                    | Act::Massacre
                    | Act::Coup,
                    _,
                ) => {
                    war += 1;
                }
                _ => {}
            }
        }
    }
    other >= 2 && other > war
}

fn anchor(
    names: &Names,
    published: Option<Published>,
    country: Option<u16>,
) -> Option<jiff::civil::Date> {
    match published? {
        Published::Day(day) => Some(day),
        Published::At(at) => {
            let zone = country
                .and_then(|it| names.countries.get(it as usize))
                .and_then(|it| it.time_zone.as_deref())
                .and_then(|it| jiff::tz::TimeZone::get(it).ok())
                .unwrap_or(jiff::tz::TimeZone::UTC);
            Some(at.to_zoned(zone).date())
        }
    }
}

/// What the sentences of a report tell, and whom they put behind it.
struct Told {
    drafts: Vec<Draft>,
    laid: Vec<author::Laid>,
}

fn events(
    coder: &Coder<'_>,
    report: &Report,
    told: Told,
    anchor: Option<jiff::civil::Date>,
    scope: &Scope,
    home: located::Home,
    tone: sources::Tone,
) -> Vec<crate::model::EventMention> {
    let Told { mut drafts, laid } = told;
    if drafts.iter().take(3).any(|it| it.mood.hoax) {
        for draft in &mut drafts {
            draft.mood.denied = true;
        }
    }
    let lead_day = drafts
        .iter()
        .filter(|it| is_lead(it) && !it.mood.background && !it.mood.future)
        .find_map(Draft::day);
    let mut joined = discourse::join(coder.names, drafts, lead_day);
    author::lay(coder.names, &laid, &mut joined);
    carry::place_by_paragraph(&mut joined);
    let live = |it: &&Draft| !it.mood.background && !it.mood.future;
    let first = |test: &dyn Fn(&Draft) -> bool| joined.iter().filter(live).find(|it| test(it));
    let lead = emit::Lead {
        anchor,
        when: first(&|it| it.when.is_some() && is_lead(it)).and_then(|it| it.when.clone()),
        place: first(&|it| {
            it.place.as_ref().is_some_and(|p| p.town.is_some() || p.admin1.is_some())
        })
        .and_then(|it| it.place.clone())
        .or(home.dateline)
        .or(home.only_town),
        country: scope.primary,
        region: first(&|it| {
            it.place.as_ref().is_some_and(|p| p.country.is_some() && p.admin1.is_some())
        })
        .and_then(|it| it.place.as_ref())
        .and_then(|it| it.country.clone().zip(it.admin1.clone()))
        .or(home.region),
        tone,
    };
    let mut events: Vec<_> =
        joined.into_iter().filter_map(|it| emit::mention(coder, &report.id, it, &lead)).collect();
    let severity = |code: &str| coder.names.event(code).map_or(0, |it| it.severity);
    events.sort_by(|a, b| {
        let ground = |it: &crate::model::EventMention| it.realis >= crate::model::Realis::Claimed;
        ground(b)
            .cmp(&ground(a))
            .then(severity(&b.event).cmp(&severity(&a.event)))
            .then(a.evidence.start.cmp(&b.evidence.start))
    });
    events
}

/// The title and the first two sentences below it.
fn is_lead(draft: &Draft) -> bool {
    draft.titled || (draft.at.0 <= 1 && draft.at.1 <= 1)
}
