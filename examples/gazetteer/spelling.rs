//! Spellings: which alternates are worth keeping, and what a unit is called without its word.

use std::collections::HashSet;

use vigie::theatre::{TownKind, key};

/// Words of administration that stand before or after the name of a unit.
const BEFORE: [&str; 5] = ["Cercle ", "Province ", "Département ", "Departement ", "Préfecture "];
const LINKS: [&str; 7] = ["de la ", "de l'", "d' ", "d'", "des ", "de ", "du "];
const AFTER: [&str; 6] =
    [" Cercle", " Province", " Department", " Region", " District", " Prefecture"];

/// The name of a second-level unit; `None` for towns that are units of their own.
pub fn unit(name: &str) -> Option<String> {
    let name = tidy(name);
    if name.starts_with("Ville de ") || name.starts_with("Commune ") {
        return None;
    }
    let linked = BEFORE.iter().find_map(|it| name.strip_prefix(it));
    let bare = linked.map(|it| LINKS.iter().find_map(|link| it.strip_prefix(link)).unwrap_or(it));
    let name = bare.unwrap_or(&name);
    let name = AFTER.iter().find_map(|it| name.strip_suffix(it)).unwrap_or(name);
    Some(name.trim().to_owned())
}

/// An airport is called so; a bare "Gao" would take the town's name.
pub fn airport(name: &str) -> String {
    let name = tidy(name);
    let folded = key(&name);
    let said =
        ["airport", "aeroport", "airfield", "aerodrome"].iter().any(|it| folded.contains(it));
    if said { name } else { format!("{name} Airport") }
}

/// One kind of apostrophe, no stray blanks or brackets.
pub fn tidy(name: &str) -> String {
    let name = name.split(" (").next().unwrap_or(name).replace(['’', '‘', '`', 'ʼ'], "'");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The alternates in Latin and Arabic letters that differ from the name when folded.
pub fn others(name: &str, alternates: &str, kind: TownKind) -> Vec<String> {
    let mut seen = HashSet::from([key(name)]);
    let tidied = alternates.split(',').map(tidy);
    tidied.filter(|it| is_worth(it, kind) && seen.insert(key(it))).collect()
}

fn is_worth(name: &str, kind: TownKind) -> bool {
    let letters: Vec<char> = name.chars().filter(|it| it.is_alphabetic()).collect();
    let arabic = letters.iter().all(|it| matches!(it, '\u{600}'..='\u{6ff}'));
    let latin = letters.iter().all(|it| *it < '\u{250}');
    let code = name.len() <= 4 && name.chars().all(|it| it.is_ascii_uppercase());
    let short = letters.len() < if arabic { 3 } else { 4 };
    let pinyin = !arabic && name.contains(' ') && name.chars().all(|it| !it.is_uppercase());
    let lower = latin && !letters.first().is_some_and(|it| it.is_uppercase());
    let site = !kind.is_settled() && key(name).split(' ').count() < 2;
    (arabic || latin) && !(code || short || pinyin || lower || site) && letters.len() <= 40
}
