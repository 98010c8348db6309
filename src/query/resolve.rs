//! What the names in a query stand for.

use crate::{
    model::{Lang, Realis, Slug, Verification},
    theatre::{Names, key},
};

use super::{
    ast::{Named, Part, Personal, Reach, Term},
    matches::publisher_form,
    words::search_words,
};

/// What can be attacked: the words of `target` in the event taxonomy.
pub const OBJECTS: &[&str] = &[
    "base",
    "post",
    "checkpoint",
    "patrol",
    "convoy",
    "fuel_convoy",
    "aid_convoy",
    "bus",
    "vehicle",
    "camp",
    "village",
    "market",
    "mosque",
    "church",
    "school",
    "clinic",
    "hotel",
    "palace",
    "party_office",
    "wedding",
    "prison",
    "airport",
    "mine",
    "bridge",
    "telecom",
    "power",
    "official",
    "residence",
    "aid_worker",
    "journalist",
    "peacekeepers",
];

/// The keys whose value is one of a list or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKey {
    Actor(Part),
    Town(Reach),
    Region,
    Country,
    Kind,
    Realis,
    Verification,
    Undated,
    Late,
    Source,
    Publisher,
    Language,
    Person,
    Personal(Personal),
}

impl NameKey {
    pub(super) const ALL: &[Self] = &[
        Self::Actor(Part::Any),
        Self::Actor(Part::Attacker),
        Self::Actor(Part::Target),
        Self::Town(Reach::Town),
        Self::Town(Reach::Near),
        Self::Region,
        Self::Country,
        Self::Kind,
        Self::Realis,
        Self::Verification,
        Self::Undated,
        Self::Late,
        Self::Source,
        Self::Publisher,
        Self::Language,
        Self::Person,
        Self::Personal(Personal::Triage),
        Self::Personal(Personal::Mine),
        Self::Personal(Personal::Note),
        Self::Personal(Personal::Unread),
        Self::Personal(Personal::Star),
        Self::Personal(Personal::New),
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Actor(Part::Any) => "actor",
            Self::Actor(Part::Attacker) => "attacker",
            Self::Actor(Part::Target) => "target",
            Self::Town(Reach::Town) => "town",
            Self::Town(Reach::Near) => "near",
            Self::Region => "region",
            Self::Country => "country",
            Self::Kind => "kind",
            Self::Realis => "realis",
            Self::Verification => "verification",
            Self::Undated => "undated",
            Self::Late => "late",
            Self::Source => "source",
            Self::Publisher => "publisher",
            Self::Language => "lang",
            Self::Person => "person",
            Self::Personal(it) => it.word(),
        }
    }

    /// Whether the value may run over several words without quotes.
    pub(super) fn takes_words(self) -> bool {
        matches!(self, Self::Actor(_) | Self::Town(_) | Self::Region | Self::Country | Self::Person)
    }

    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::Actor(Part::Target) => {
                "an actor (`jnim`, `mli_fama`, a name) or what was attacked (`base`, `convoy`)"
            }
            Self::Actor(_) => "an actor of the theatre: an id (`jnim`) or a name",
            Self::Town(_) => "a town of the gazetteer (`kidal`, `nioro du sahel`)",
            Self::Region => "a region of the theatre (`mopti`, `sahel`)",
            Self::Country => "a country: its code (`ml`) or name",
            Self::Kind => "an event code, the beginning of one, or a family (`bomb`, `clash.base`)",
            Self::Realis => "occurred, claimed, alleged, denied, threatened, planned or background",
            Self::Verification => "confirmed, corroborated, unconfirmed, disputed or refuted",
            Self::Undated | Self::Late => "yes or no",
            Self::Source => "the id of a source",
            Self::Publisher => "the name or host of a publisher",
            Self::Language => "en, fr, ar or other",
            Self::Person => "a person's name",
            Self::Personal(Personal::Triage) => "yes, no or a triage state",
            Self::Personal(Personal::Note) => "yes, no or words of a note",
            Self::Personal(_) => "yes or no",
        }
    }

    /// What a value means; `None` when it is none of this key's.
    pub(super) fn term(self, text: &str, names: &Names) -> Option<Term> {
        match self {
            Self::Actor(part) => actor(part, text, names),
            Self::Town(reach) => town(reach, text, names),
            Self::Region => region(text, names),
            Self::Country => {
                let id = names.find_country(text)?.id.clone();
                Some(Term::Country(named(text, vec![id])))
            }
            Self::Kind => kind(text, names),
            Self::Realis => Realis::from_word(text).map(Term::Realis),
            Self::Verification => Verification::from_word(text).map(Term::Verification),
            Self::Undated => yes_or_no(text).map(Term::Undated),
            Self::Late => yes_or_no(text).map(Term::Late),
            Self::Source => Some(source(text, names)),
            Self::Publisher => {
                Some(publisher_form(text)).filter(|it| !it.is_empty()).map(Term::Publisher)
            }
            Self::Language => match text {
                "other" => Some(Term::Language(None)),
                _ => Lang::from_tag(text).map(|it| Term::Language(Some(it))),
            },
            Self::Person => person(text, names),
            Self::Personal(it) => {
                let any = matches!(it, Personal::Triage | Personal::Note);
                let known = any || yes_or_no(text).is_some();
                known.then(|| Term::Personal(it, text.to_owned()))
            }
        }
    }
}

fn named<T: Ord>(text: &str, mut any: Vec<T>) -> Named<T> {
    any.sort_unstable();
    any.dedup();
    Named { text: text.to_owned(), any }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn actor(part: Part, text: &str, names: &Names) -> Option<Term> {
    if let Some(found) = names.find_actor(text) {
        let children = names.children(&found.id).map(|it| it.id.clone());
        let any = std::iter::once(found.id.clone()).chain(children).collect();
        return Some(Term::Actor(part, named(text, any)));
    }
    (part == Part::Target && OBJECTS.contains(&text)).then(|| Term::Object(text.into()))
}

/// All bearers of a name; a site stands for the town that it is named for; a number is an id.
fn town(reach: Reach, text: &str, names: &Names) -> Option<Term> {
    let any: Vec<i64> = match text.parse() {
        Ok(id) => names.towns().by_id(id).map(|it| it.id).into_iter().collect(),
        Err(_) => names.find_towns(text).map(|it| it.site_of.unwrap_or(it.id)).collect(),
    };
    (!any.is_empty()).then(|| Term::Town(reach, named(text, any)))
}

fn region(text: &str, names: &Names) -> Option<Term> {
    let wanted = key(text);
    let bears = |it: &&crate::theatre::Region| {
        key(&it.name) == wanted || it.aliases.all().any(|(_, alias)| key(alias) == wanted)
    };
    let any: Vec<(Slug, String)> = names
        .regions
        .iter()
        .filter(bears)
        .map(|it| (it.country.clone(), it.name.clone()))
        .collect();
    (!any.is_empty()).then(|| Term::Region(named(text, any)))
}

fn kind(text: &str, names: &Names) -> Option<Term> {
    let text = text.to_lowercase();
    let codes = names.events.code.iter();
    let any: Vec<Slug> = codes
        .filter(|it| it.id.starts_with(&text) || it.family == text.as_str())
        .map(|it| it.id.clone())
        .collect();
    (!text.is_empty() && !any.is_empty()).then(|| Term::Kind(named(&text, any)))
}

/// The source of that id, and those of the same family in the pack: `rfi` is also `rfi_ha`.
fn source(text: &str, names: &Names) -> Term {
    let text = text.to_lowercase();
    let kin = names.sources.iter().filter(|it| {
        it.id.strip_prefix(text.as_str()).is_some_and(|rest| rest.starts_with(['_', '-', '.']))
    });
    let any = std::iter::once(Slug::from(text.as_str())).chain(kin.map(|it| it.id.clone()));
    Term::Source(named(&text, any.collect()))
}

/// A known figure by any spelling, and whoever's name holds these words.
fn person(text: &str, names: &Names) -> Option<Term> {
    let words = search_words(text);
    if words.is_empty() {
        return None;
    }
    let known = names.find_person(text).map(|it| search_words(&it.name));
    let any = std::iter::once(words).chain(known).collect();
    Some(Term::Person(named(text, any)))
}

/// Whether these words together are one name for the key, so that they belong together.
pub(super) fn is_name(name_key: NameKey, text: &str, names: &Names) -> bool {
    match name_key {
        NameKey::Person => names.find_person(text).is_some(),
        _ => name_key.term(text, names).is_some(),
    }
}
