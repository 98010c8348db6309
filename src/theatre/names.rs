//! The tables of a theatre with their look-ups.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use crate::{
    model::{Lang, Slug},
    text::quick::QuickMap,
};

use super::{
    lexicon::Lexicon,
    load::{self, Files},
    outlines::Outlines,
    rows::{
        Actor, Area, ClassWord, Country, EventCode, Events, Office, Person, Region, Relation,
        SourceEntry, Spellings,
    },
    towns::{Towns, key},
};

/// The weights of severity: `[severity]` of `theatre.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Severity {
    /// Dead, by the low count, that make an incident one of severity 5.
    pub mass_deaths: u32,
    /// Dead, by the low count, that make it one of severity 4.
    pub many_deaths: u32,
    /// The most that one party's unsupported word weighs.
    pub one_party_cap: u8,
}

impl Default for Severity {
    fn default() -> Self {
        Self { mass_deaths: 50, many_deaths: 10, one_party_cap: 3 }
    }
}

/// A table that is read on first use: a process that only shows what is stored never needs it.
pub type Late<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync>>;

/// The checked tables of a pack.
#[derive(Debug)]
pub struct Names {
    /// The theatre's id (`sahel`).
    pub id: Slug,
    /// The theatre's name to show.
    pub name: String,
    /// Languages of its news.
    pub languages: Vec<Lang>,
    /// One-word names of the news agencies in its datelines.
    pub agencies: Vec<String>,
    /// One-word names of its peoples, by which villages are told apart ("le village dogon de X").
    pub peoples: Vec<String>,
    /// Weights of severity.
    pub severity: Severity,
    /// Countries, core and other.
    pub countries: Vec<Country>,
    /// Regions of the core countries and of neighbours.
    pub regions: Vec<Region>,
    /// Named parts of the theatre that are no region.
    pub areas: Vec<Area>,
    /// Actors.
    pub actors: Vec<Actor>,
    /// Class words.
    pub classes: Vec<ClassWord>,
    /// Offices.
    pub offices: Late<Vec<Office>>,
    /// Named figures.
    pub people: Late<Vec<Person>>,
    /// The event codes.
    pub events: Events,
    /// The words of the event dictionary.
    pub lexicon: Late<Lexicon>,
    /// Sources.
    pub sources: Vec<SourceEntry>,
    pub(super) hash: OnceLock<String>,
    pub(super) files: Files,
    pub(super) towns: OnceLock<Towns>,
    pub(super) outlines: OnceLock<Outlines>,
    pub(super) index: Index,
    pub(super) spelled: OnceLock<Spelled>,
}

/// Where each row stands in its table.
#[derive(Debug, Default)]
pub(super) struct Index {
    countries: QuickMap<Slug, usize>,
    actors: QuickMap<Slug, usize>,
    events: QuickMap<Slug, usize>,
    offices: OnceLock<QuickMap<Slug, usize>>,
}

/// Where each spelling's row stands in its table.
#[derive(Debug)]
pub(super) struct Spelled {
    countries: HashMap<String, usize>,
    regions: HashMap<String, usize>,
    areas: HashMap<String, usize>,
    actors: HashMap<String, usize>,
    people: HashMap<String, usize>,
}

impl Names {
    /// Hash of the pack's files, 32 hexadecimal digits; the store rebuilds when it changes.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| load::hash(&self.files))
    }

    /// The gazetteer, read on first use.
    pub fn towns(&self) -> &Towns {
        self.towns.get_or_init(|| Towns::parse(self.file("towns.tsv")))
    }

    /// Outlines of regions and rivers, read on first use.
    pub fn outlines(&self) -> &Outlines {
        self.outlines
            .get_or_init(|| Outlines::parse(self.file("regions.geojson")).unwrap_or_default())
    }

    fn file(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |it| it.as_ref())
    }

    /// A country by its ISO code.
    pub fn country(&self, id: &str) -> Option<&Country> {
        self.index.countries.get(id).and_then(|it| self.countries.get(*it))
    }

    /// Whether a country belongs to the theatre.
    pub fn is_core(&self, country: &str) -> bool {
        self.country(country).is_some_and(|it| it.core)
    }

    /// A region by its canonical name or any alias, accents and case as one likes.
    pub fn region(&self, name: &str) -> Option<&Region> {
        self.spelled().regions.get(&key(name)).and_then(|it| self.regions.get(*it))
    }

    /// A region of one country, by its canonical name or any alias.
    pub fn region_in(&self, country: &str, name: &str) -> Option<&Region> {
        let wanted = key(name);
        let bears = |it: &Region| {
            key(&it.name) == wanted || it.aliases.all().any(|(_, alias)| key(alias) == wanted)
        };
        self.regions.iter().find(|it| it.country == *country && bears(it))
    }

    /// An actor by its id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.index.actors.get(id).and_then(|it| self.actors.get(*it))
    }

    /// The place of an actor in the table.
    pub fn actor_index(&self, id: &str) -> Option<usize> {
        self.index.actors.get(id).copied()
    }

    /// The place of a country in the table.
    pub fn country_index(&self, id: &str) -> Option<usize> {
        self.index.countries.get(id).copied()
    }

    /// An event code.
    pub fn event(&self, code: &str) -> Option<&EventCode> {
        self.index.events.get(code).and_then(|it| self.events.code.get(*it))
    }

    /// An office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        let index = self.index.offices.get_or_init(|| by_id(self.offices.iter().map(|it| &it.id)));
        index.get(id).and_then(|it| self.offices.get(*it))
    }

    /// A person by the canonical name or any other spelling.
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.spelled().people.get(&key(name)).and_then(|it| self.people.get(*it))
    }

    /// The actors that are part of one, at any depth, in the order of the pack.
    pub fn children<'a>(&'a self, actor: &'a str) -> impl Iterator<Item = &'a Actor> {
        self.actors.iter().filter(move |it| self.ancestors(&it.id).any(|up| up.id == *actor))
    }

    /// What an actor is part of: its parent, that one's parent, and so on.
    pub fn ancestors(&self, actor: &str) -> impl Iterator<Item = &Actor> {
        let parent = |it: &Actor| it.parent.as_ref().and_then(|id| self.actor(id));
        std::iter::successors(self.actor(actor).and_then(parent), move |it| parent(it))
            .take(self.actors.len())
    }

    /// Whether two actors are one, parts of one another, or allied on a day; what holds of a whole
    /// holds of its parts. Without a day a relation of any date counts.
    pub fn is_ally(&self, a: &str, b: &str, day: Option<Date>) -> bool {
        a == b
            || self.ancestors(a).any(|it| it.id == *b)
            || self.ancestors(b).any(|it| it.id == *a)
            || self.related(a, b, day, |it| &it.allies)
    }

    /// Whether two actors are enemies on a day; what holds of a whole holds of its parts.
    pub fn is_enemy(&self, a: &str, b: &str, day: Option<Date>) -> bool {
        self.related(a, b, day, |it| &it.enemies)
    }

    /// Who held an office on a day, else who held it last in the seven days before.
    pub fn office_holder(&self, office: &str, day: Date) -> Option<&Person> {
        const GRACE_DAYS: i64 = 7;
        let terms = self.people.iter().flat_map(|person| {
            person.offices.iter().filter(|it| it.office == *office).map(move |it| (person, it))
        });
        let begun = terms.filter(|(_, it)| it.from.is_none_or(|from| from <= day));
        let end = |to: Option<Date>| to.unwrap_or(Date::MAX);
        begun
            .filter(|(_, it)| it.to.is_none_or(|to| to.saturating_add(GRACE_DAYS.days()) >= day))
            .max_by_key(|(_, it)| (end(it.to).min(day), it.from))
            .map(|(person, _)| person)
    }

    /// Whether a town is the capital of its country.
    pub fn is_capital(&self, town: i64) -> bool {
        self.countries.iter().any(|it| it.capital == Some(town))
    }

    /// Whether a town is the capital of its region.
    pub fn is_region_capital(&self, town: i64) -> bool {
        self.regions.iter().any(|it| it.capital == town)
    }

    /// An actor known by a name in any language.
    pub(super) fn actor_named(&self, key: &str) -> Option<&Actor> {
        self.spelled().actors.get(key).and_then(|it| self.actors.get(*it))
    }

    /// A country known by a name in any language.
    pub(super) fn country_named(&self, key: &str) -> Option<&Country> {
        self.spelled().countries.get(key).and_then(|it| self.countries.get(*it))
    }

    /// Whether one of two regions of a country was cut out of the other.
    pub fn are_kin(&self, country: &str, a: &str, b: &str) -> bool {
        let cut = |own: &str, from: &str| {
            let of = |it: &&Region| it.country == *country && it.name == own;
            self.regions.iter().find(of).is_some_and(|it| it.cut_from.as_deref() == Some(from))
        };
        cut(a, b) || cut(b, a)
    }

    /// An area known by a name in any language.
    pub(super) fn area_named(&self, key: &str) -> Option<&Area> {
        self.spelled().areas.get(key).and_then(|it| self.areas.get(*it))
    }

    fn related(
        &self,
        a: &str,
        b: &str,
        day: Option<Date>,
        relations: impl Fn(&Actor) -> &[Relation],
    ) -> bool {
        let line =
            |id: &str| self.actor(id).into_iter().chain(self.ancestors(id)).collect::<Vec<_>>();
        let (line_a, line_b) = (line(a), line(b));
        let one_way = |from: &[&Actor], to: &[&Actor]| {
            from.iter()
                .flat_map(|it| relations(it))
                .any(|relation| holds(relation, day) && to.iter().any(|it| it.id == relation.with))
        };
        one_way(&line_a, &line_b) || one_way(&line_b, &line_a)
    }

    /// The look-ups by spelling, made on first use.
    fn spelled(&self) -> &Spelled {
        self.spelled.get_or_init(|| Spelled {
            countries: by_name(self.countries.iter().map(|it| (&it.name, &it.names))),
            regions: by_name(self.regions.iter().map(|it| (&it.name, &it.aliases))),
            areas: by_name(self.areas.iter().map(|it| (&it.name, &it.names))),
            actors: by_name(self.actors.iter().map(|it| (&it.name, &it.names))),
            people: by_name(self.people.iter().map(|it| (&it.name, &it.names))),
        })
    }

    /// The same with every look-up by id made.
    pub(super) fn indexed(mut self) -> Self {
        self.index = Index {
            countries: by_id(self.countries.iter().map(|it| &it.id)),
            actors: by_id(self.actors.iter().map(|it| &it.id)),
            events: by_id(self.events.code.iter().map(|it| &it.id)),
            offices: OnceLock::new(),
        };
        self
    }
}

fn holds(relation: &Relation, day: Option<Date>) -> bool {
    day.is_none_or(|day| {
        relation.from.is_none_or(|it| it <= day) && relation.to.is_none_or(|it| day <= it)
    })
}

fn by_id<'a>(ids: impl Iterator<Item = &'a Slug>) -> QuickMap<Slug, usize> {
    ids.enumerate().map(|(at, id)| (id.clone(), at)).collect()
}

/// Canonical names first: another row's alias never hides one.
fn by_name<'a>(
    rows: impl Iterator<Item = (&'a String, &'a Spellings)> + Clone,
) -> HashMap<String, usize> {
    let mut map = HashMap::new();
    for (at, (name, _)) in rows.clone().enumerate() {
        map.entry(key(name)).or_insert(at);
    }
    for (at, (_, spellings)) in rows.enumerate() {
        for (_, spelling) in spellings.all() {
            map.entry(key(spelling)).or_insert(at);
        }
    }
    map
}
