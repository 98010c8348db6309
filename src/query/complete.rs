//! What could stand at the cursor of a filter line.

use crate::{
    model::{Realis, Verification},
    theatre::{Names, Spellings, Town, key},
};

use super::{
    ast::Part,
    parse::{Key, OTHER_KEYS},
    print::quoted_text,
    resolve::{NameKey, OBJECTS},
};

/// No list is longer.
const MOST: usize = 50;

/// What could replace a part of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The byte at which the replaced part begins; it ends at the cursor.
    pub from: usize,
    /// What could stand there, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// One thing that could stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text to put in.
    pub text: String,
    /// What it is, in a few words; empty where the text says it.
    pub note: String,
}

/// What could stand before the cursor, a byte of the line: keys, or values of the key before it.
pub fn complete(line: &str, cursor: usize, names: &Names) -> Completion {
    let head = line.get(..cursor).unwrap_or(line);
    if let Some((name_key, from)) = open_value(head) {
        let typed = head.get(from..).unwrap_or("");
        let candidates = values(name_key, typed, names);
        if !candidates.is_empty() {
            return Completion { from, candidates };
        }
    }
    let from = head.rfind([' ', '(', '-', '"']).map_or(0, |it| it + 1);
    let typed = head.get(from..).unwrap_or("").to_lowercase();
    let words = NameKey::ALL.iter().map(|it| it.word()).chain(OTHER_KEYS);
    let keys = words.filter(|it| it.starts_with(&typed));
    let note = |word: &str| Key::of(word).map_or("", Key::expected).to_owned();
    let candidates = keys.map(|it| Candidate { text: format!("{it}:"), note: note(it) }).collect();
    Completion { from, candidates }
}

/// The last key before the cursor, and where its last value begins, when that may still go on.
fn open_value(head: &str) -> Option<(Key, usize)> {
    let colon = head.rfind(':')?;
    let start = head.get(..colon)?.rfind([' ', '(', '-', '"', ':']).map_or(0, |it| it + 1);
    let name_key = Key::of(&head.get(start..colon)?.to_lowercase())?;
    let after = head.get(colon + 1..)?;
    let from = colon + 1 + after.rfind(',').map_or(0, |it| it + 1);
    let value = head.get(from..)?;
    let closed = value.contains([')', '(']) || value.matches('"').count() > 1;
    let goes_on = name_key.takes_words() || value.starts_with('"') || !value.contains(' ');
    (!closed && goes_on).then_some((name_key, from))
}

/// The values of a key that begin with what was typed.
fn values(of: Key, typed: &str, names: &Names) -> Vec<Candidate> {
    let typed = typed.trim_start_matches('"');
    let wanted = key(typed);
    let fits = |text: &str| begins(&key(text), &wanted);
    let mut found = match of {
        Key::Name(NameKey::Actor(part)) => actors(names, part, &fits),
        Key::Name(NameKey::Town(_)) => towns(names, &wanted),
        Key::Name(other) => listed(other, names, &fits),
        Key::On | Key::Since | Key::Until => {
            let spans = ["today", "24h", "48h", "7d", "30d"];
            plain(spans.into_iter().filter(|it| it.starts_with(typed)))
        }
        Key::Number(_) => Vec::new(),
    };
    found.truncate(MOST);
    found
}

/// Whether a name, or a later word of it, begins so.
fn begins(name: &str, wanted: &str) -> bool {
    name.starts_with(wanted) || name.contains(&format!(" {wanted}"))
}

fn listed(of: NameKey, names: &Names, fits: &dyn Fn(&str) -> bool) -> Vec<Candidate> {
    let spelled = |name: &str, spellings: &Spellings| {
        fits(name) || spellings.all().any(|(_, spelling)| fits(spelling))
    };
    match of {
        NameKey::Region => {
            let regions = names.regions.iter().filter(|it| spelled(&it.name, &it.aliases));
            regions.map(|it| candidate(&it.name, &it.country)).collect()
        }
        NameKey::Country => {
            let core = names.countries.iter().filter(|it| it.core);
            let fitting = core.filter(|it| fits(&it.id) || spelled(&it.name, &it.names));
            fitting.map(|it| candidate(&it.id.to_lowercase(), &it.name)).collect()
        }
        NameKey::Kind => kinds(names, fits),
        NameKey::Realis => plain(Realis::ALL.iter().map(|it| it.word()).filter(|it| fits(it))),
        NameKey::Verification => {
            plain(Verification::ALL.iter().map(|it| it.word()).filter(|it| fits(it)))
        }
        NameKey::Source => {
            let sources = names.sources.iter().filter(|it| fits(&it.id) || fits(&it.name));
            sources.map(|it| candidate(&it.id, &it.name)).collect()
        }
        NameKey::Publisher => {
            let families = names.sources.iter().filter_map(|it| it.publisher.as_deref());
            let mut families: Vec<&str> = families.filter(|it| fits(it)).collect();
            families.sort_unstable();
            families.dedup();
            plain(families.into_iter())
        }
        NameKey::Language => plain(["en", "fr", "ar", "other"].into_iter().filter(|it| fits(it))),
        NameKey::Person => {
            let people = names.people.iter().filter(|it| spelled(&it.name, &it.names));
            people.map(|it| candidate(&it.name, it.role.as_deref().unwrap_or(""))).collect()
        }
        _ => plain(["yes", "no"].into_iter().filter(|it| fits(it))),
    }
}

fn candidate(text: &str, note: &str) -> Candidate {
    Candidate { text: quoted_text(text), note: note.to_owned() }
}

fn plain<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Candidate> {
    words.map(|it| candidate(it, "")).collect()
}

fn actors(names: &Names, part: Part, fits: &dyn Fn(&str) -> bool) -> Vec<Candidate> {
    let fitting = names.actors.iter().filter(|it| {
        fits(&it.id) || fits(&it.name) || it.names.all().any(|(_, spelling)| fits(spelling))
    });
    let mut found: Vec<_> = fitting.map(|it| candidate(&it.id, &it.name)).collect();
    if part == Part::Target {
        found.extend(plain(OBJECTS.iter().copied().filter(|it| fits(it))));
    }
    found
}

/// Places that the press names, the most frequent first.
fn towns(names: &Names, wanted: &str) -> Vec<Candidate> {
    let bears = |it: &&Town| it.names().any(|name| key(name).starts_with(wanted));
    let all = names.towns().all().iter().filter(|it| it.free && it.site_of.is_none());
    let mut found: Vec<&Town> = all.filter(bears).collect();
    found.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
    let note = |it: &Town| format!("{}, {}", it.admin1, it.country);
    found.into_iter().take(MOST).map(|it| candidate(&it.name, &note(it))).collect()
}

/// Codes, and the families that hold several.
fn kinds(names: &Names, fits: &dyn Fn(&str) -> bool) -> Vec<Candidate> {
    let codes = names.events.code.iter();
    let mut families: Vec<&str> = codes.clone().map(|it| it.family.as_str()).collect();
    families.sort_unstable();
    families.dedup();
    let families = families.into_iter().filter(|it| fits(it)).map(|it| candidate(it, "family"));
    families.chain(codes.filter(|it| fits(&it.id)).map(|it| candidate(&it.id, &it.what))).collect()
}
