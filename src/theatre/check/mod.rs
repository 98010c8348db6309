//! Tables held against each other: what a pack refers to must exist, what names a thing must be
//! one thing's name, and what has a span of days must not end before it begins.

mod actors;
mod geography;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::model::Fault;

use super::{
    load::{Draft, Files},
    outlines::Outlines,
    rows::Spellings,
    sheet::{Place, Row},
    towns::{self, key},
};

/// Every fault of a pack, in the order of files and lines; empty when the pack can be used.
pub fn check(files: &Files) -> Vec<Fault> {
    let mut draft = Draft::read(files);
    let faults = std::mem::take(&mut draft.faults);
    let text = |name: &str| files.get(name).map_or("", |it| it.as_ref());
    let rows: Vec<_> = towns::rows(text(towns::FILE)).collect();

    let mut check = Check { known: Known::of(&draft, &rows), faults };
    check.gazetteer(&rows);
    check.geography(&draft);
    match Outlines::parse(text("regions.geojson")) {
        Ok(outlines) => check.outlines(&outlines),
        Err(fault) => check.faults.push(fault),
    }
    check.actors(&draft);
    check.people(&draft);
    check.events(&draft);
    check.sources(&draft);

    let mut faults = check.faults;
    faults.sort_by(|a, b| a.at.cmp(&b.at));
    faults
}

/// What a row can refer to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Country,
    Actor,
    Class,
    Office,
    Family,
    SubType,
    Town,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Actor => "actor",
            Self::Class => "class of actors",
            Self::Office => "office",
            Self::Family => "family of events",
            Self::SubType => "ACLED sub-event type",
            Self::Town => "place",
        }
    }
}

/// The things that exist.
struct Known {
    ids: HashMap<Kind, HashSet<String>>,
    core: HashSet<String>,
    lost: HashSet<String>,
    regions: HashSet<(String, String)>,
}

impl Known {
    fn of(draft: &Draft<'_>, rows: &[(u32, Result<towns::Town, String>)]) -> Self {
        let regions = draft.regions.iter().map(|it| &it.value);
        let core = draft.countries.iter().filter(|it| it.value.core);
        let towns = rows.iter().filter_map(|(_, it)| it.as_ref().ok());
        Self {
            ids: HashMap::from([
                (Kind::Country, set(&draft.countries, |it| it.id.to_string())),
                (Kind::Actor, set(&draft.actors, |it| it.id.to_string())),
                (Kind::Class, set(&draft.actors, |it| it.class.to_string())),
                (Kind::Office, set(&draft.offices, |it| it.id.to_string())),
                (Kind::Family, set(&draft.codes, |it| it.family.to_string())),
                (Kind::SubType, draft.acled.values().flatten().cloned().collect()),
                (Kind::Town, towns.map(|it| it.id.to_string()).collect()),
            ]),
            lost: draft.lost.iter().cloned().collect(),
            core: core.map(|it| it.value.id.to_string()).collect(),
            regions: regions.map(|it| (it.country.to_string(), it.name.clone())).collect(),
        }
    }

    fn has(&self, kind: Kind, id: &str) -> bool {
        self.lost.contains(id) || self.ids.get(&kind).is_some_and(|it| it.contains(id))
    }

    /// The known id most like one that is not known.
    fn nearest(&self, kind: Kind, id: &str) -> Option<&String> {
        let distance = |it: &&String| strsim::osa_distance(it, id);
        let near = self.ids.get(&kind)?.iter().filter(|it| distance(it) <= 2);
        near.min_by_key(|it| (distance(it), (*it).clone()))
    }
}

fn set<T>(rows: &[Row<'_, T>], id: impl Fn(&T) -> String) -> HashSet<String> {
    rows.iter().map(|it| id(&it.value)).collect()
}

/// The faults found so far, and what they are found by.
struct Check {
    known: Known,
    faults: Vec<Fault>,
}

impl Check {
    fn fault(&mut self, place: Place<'_>, word: &str, what: &str, why: impl Into<String>) {
        self.faults.push(place.fault(word, what, why));
    }

    /// What is referred to must exist.
    fn refer(&mut self, place: Place<'_>, what: &str, kind: Kind, id: &str) {
        if self.known.has(kind, id) {
            return;
        }
        let fault = place.fault(id, what, format!("no {} is called `{id}`", kind.word()));
        self.faults.push(match self.known.nearest(kind, id) {
            Some(near) => fault.hint(format!("did you mean `{near}`")),
            None => fault,
        });
    }

    /// The gazetteer must have a place of this id.
    fn refer_town(&mut self, place: Place<'_>, what: &str, field: &str, id: i64) {
        if !self.known.has(Kind::Town, &id.to_string()) {
            self.faults.push(place.fault_at(field, what, format!("no town has the id {id}")));
        }
    }

    /// Of rows with one id the later ones are faulty.
    fn unique<'a>(&mut self, what: &str, ids: impl Iterator<Item = (Place<'a>, String)>) {
        let mut seen: HashMap<String, u32> = HashMap::new();
        for (place, id) in ids {
            if id.trim().is_empty() {
                self.fault(place, &id, what, "is empty");
            } else if let Some(line) = seen.get(&id) {
                self.fault(place, &id, what, format!("`{id}` stands on line {line} already"));
            } else {
                seen.insert(id.clone(), place.line_of(&id));
            }
        }
    }

    /// A span of days must not end before it begins.
    fn span(&mut self, place: Place<'_>, what: &str, from: Option<Date>, to: Option<Date>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let why = format!("ends on {to}, before it begins on {from}");
            self.fault(place, &to.to_string(), what, why);
        }
    }

    /// No spelling is empty or written twice.
    fn spelled(&mut self, place: Place<'_>, what: &str, spellings: &Spellings) {
        for (_, spelling) in spellings.all() {
            if key(spelling).is_empty() {
                self.fault(place, spelling, what, "a spelling is empty");
            }
        }
    }

    /// A spelling names one row only: `owner` says whose each is.
    fn distinct<'a>(
        &mut self,
        what: &str,
        spellings: impl Iterator<Item = (Place<'a>, String, &'a str)>,
    ) {
        let mut owners: HashMap<String, String> = HashMap::new();
        for (place, owner, spelling) in spellings {
            let first = owners.entry(key(spelling)).or_insert_with(|| owner.clone());
            if *first != owner {
                let why = format!("`{spelling}` names `{owner}` and `{first}`");
                self.faults
                    .push(place.fault(spelling, what, why).hint("a spelling can name one only"));
            }
        }
    }
}
