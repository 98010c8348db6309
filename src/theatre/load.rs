//! Files → tables: what each file of a pack holds, before the tables are held against each other.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use serde::{Deserialize, de::DeserializeOwned};

use crate::model::{Fault, Lang, Slug};

use super::{
    check,
    lexicon::Lexicon,
    names::{Index, Late, Names, Severity},
    rows::{
        Actor, Area, ClassWord, Country, EventCode, Events, Office, Person, Region, SourceEntry,
    },
    sheet::{Row, Sheet},
};

/// The files of a pack: name → contents.
pub type Files = BTreeMap<String, Cow<'static, str>>;

/// The files that a pack must have; the others may be missing.
const REQUIRED: [&str; 5] =
    ["theatre.toml", "actors.toml", "people.toml", "events.toml", "towns.tsv"];

/// `[theatre]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: Slug,
    pub(super) name: String,
    pub(super) languages: Vec<Lang>,
    #[serde(default)]
    pub(super) agencies: Vec<String>,
    #[serde(default)]
    pub(super) peoples: Vec<String>,
}

/// All tables of a pack with the places where their rows stand.
pub(super) struct Draft<'a> {
    pub(super) head: Option<Head>,
    pub(super) severity: Severity,
    pub(super) countries: Vec<Row<'a, Country>>,
    pub(super) regions: Vec<Row<'a, Region>>,
    pub(super) areas: Vec<Row<'a, Area>>,
    pub(super) actors: Vec<Row<'a, Actor>>,
    pub(super) classes: Vec<Row<'a, ClassWord>>,
    pub(super) offices: Vec<Row<'a, Office>>,
    pub(super) people: Vec<Row<'a, Person>>,
    pub(super) codes: Vec<Row<'a, EventCode>>,
    pub(super) acled: BTreeMap<String, Vec<String>>,
    pub(super) sources: Vec<Row<'a, SourceEntry>>,
    pub(super) faults: Vec<Fault>,
    /// Ids or names of rows that are left out for their faults.
    pub(super) lost: Vec<String>,
}

impl<'a> Draft<'a> {
    /// Reads the TOML files; what is faulty is left out and told.
    pub(super) fn read(files: &'a Files) -> Self {
        let sheet = |file| Sheet::read(file, files.get(file).map_or("", |it| it.as_ref()));
        let mut theatre = sheet("theatre.toml");
        let mut actors = sheet("actors.toml");
        let mut people = sheet("people.toml");
        let mut events = sheet("events.toml");
        let mut sources = sheet("sources.toml");
        // The lexicon is read for its faults alone here: nothing refers to it.
        events.table::<Lexicon>("lexicon");
        let mut draft = Self {
            head: theatre.table("theatre"),
            severity: theatre.table("severity").unwrap_or_default(),
            countries: theatre.rows("country"),
            regions: theatre.rows("region"),
            areas: theatre.rows("area"),
            actors: actors.rows("actor"),
            classes: actors.rows("class"),
            offices: people.rows("office"),
            people: people.rows("person"),
            codes: events.rows("code"),
            acled: events.table("acled").unwrap_or_default(),
            sources: sources.rows("source"),
            faults: missing(files),
            lost: Vec::new(),
        };
        for sheet in [theatre, actors, people, events, sources] {
            let (faults, lost) = sheet.finish();
            draft.faults.extend(faults);
            draft.lost.extend(lost);
        }
        draft
    }

    fn into_names(self, files: &Files) -> Names {
        let head = self.head.unwrap_or_else(|| Head {
            id: "unnamed".into(),
            name: "Unnamed".to_owned(),
            languages: Lang::ALL.to_vec(),
            agencies: Vec::new(),
            peoples: Vec::new(),
        });
        let file = |name: &str| files.get(name).cloned().unwrap_or_default();
        let events = file("events.toml");
        Names {
            id: head.id,
            name: head.name,
            languages: head.languages,
            agencies: head.agencies,
            peoples: head.peoples,
            severity: self.severity,
            countries: values(self.countries),
            regions: values(self.regions),
            areas: values(self.areas),
            actors: values(self.actors),
            classes: values(self.classes),
            offices: late_rows(file("people.toml"), "office"),
            people: late_rows(file("people.toml"), "person"),
            events: Events { acled: self.acled, code: values(self.codes) },
            lexicon: LazyLock::new(Box::new(move || {
                Sheet::read("events.toml", &events).table("lexicon").unwrap_or_default()
            })),
            sources: values(self.sources),
            hash: OnceLock::new(),
            files: files.clone(),
            towns: OnceLock::new(),
            outlines: OnceLock::new(),
            index: Index::default(),
            spelled: OnceLock::new(),
        }
    }
}

/// Rows that are read on first use.
fn late_rows<T: DeserializeOwned + 'static>(
    text: Cow<'static, str>,
    key: &'static str,
) -> Late<Vec<T>> {
    LazyLock::new(Box::new(move || values(Sheet::read("people.toml", &text).rows(key))))
}

/// The files without what is read on first use.
fn without_late_tables(files: &Files) -> Files {
    let wanted = ["theatre.toml", "actors.toml", "events.toml", "sources.toml"];
    let small = |name: &str| {
        let text = files.get(name)?;
        let end = if name == "events.toml" { lexicon_at(text) } else { text.len() };
        let head = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(..end)?),
            Cow::Owned(text) => Cow::Owned(text.get(..end)?.to_owned()),
        };
        Some((name.to_owned(), head))
    };
    wanted.into_iter().filter_map(small).collect()
}

/// Where the lexicon of `events.toml` begins; the end where it does not stand last.
fn lexicon_at(text: &str) -> usize {
    let cut = text.split_once("\n[lexicon");
    let last = cut.filter(|(_, rest)| !["\n[[", "\n[acled"].iter().any(|it| rest.contains(it)));
    last.map_or(text.len(), |(head, _)| head.len())
}

impl Names {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// Every fault of every file at once, each with file, line and reason.
    pub fn from_files(files: &Files) -> Result<Self, Vec<Fault>> {
        let faults = check::check(files);
        if faults.is_empty() { Ok(Self::lenient(files)) } else { Err(faults) }
    }

    /// The names of a pack that is known to be whole, or that is still being made; what is missing
    /// or faulty is left out in silence.
    pub fn lenient(files: &Files) -> Self {
        Draft::read(&without_late_tables(files)).into_names(files).indexed()
    }
}

fn values<T>(rows: Vec<Row<'_, T>>) -> Vec<T> {
    rows.into_iter().map(|it| it.value).collect()
}

fn missing(files: &Files) -> Vec<Fault> {
    let absent = REQUIRED.iter().filter(|it| !files.contains_key(**it));
    absent.map(|it| Fault::new(*it, "the pack has no such file").at(*it, 1)).collect()
}

/// 128-bit hash of all files that reading depends on, as 32 hexadecimal digits. The labelled cases
/// measure the pack and are no part of it.
pub(super) fn hash(files: &Files) -> String {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for (name, contents) in files.iter().filter(|(name, _)| !name.starts_with("cases.")) {
        for part in [name.as_bytes(), contents.as_bytes()] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    format!("{:032x}", hasher.digest128())
}
