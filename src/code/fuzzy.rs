//! Near spellings of place names: one or two letters off, or run together with the next word.

use std::collections::HashMap;

use crate::theatre::{Names, TownKind, key};

/// Words that careless typesetting glues to the name before them.
const GLUED: &[&str] = &[
    "area",
    "areas",
    "region",
    "regions",
    "and",
    "where",
    "which",
    "in",
    "including",
    "town",
    "village",
    "city",
    "villages",
    "towns",
    "attack",
    "attacks",
    "by",
    "on",
    "et",
    "dans",
    "ou",
    "who",
    "that",
    "as",
    "with",
    "camp",
    "base",
];

/// Names of the core countries' places by first letter and length.
pub(super) struct Fuzzy {
    buckets: HashMap<(char, usize), Vec<(Box<str>, u32)>>,
    free: HashMap<Box<str>, u32>,
}

impl Fuzzy {
    /// Indexes the names that are long enough to be told apart.
    pub(super) fn new(names: &Names) -> Self {
        let mut buckets: HashMap<(char, usize), Vec<(Box<str>, u32)>> = HashMap::new();
        let mut free = HashMap::new();
        for (index, town) in names.towns().all().iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            if !names.is_core(&town.country)
                || !matches!(town.kind, TownKind::Town | TownKind::Village)
            {
                continue;
            }
            for name in town.names() {
                let folded = key(name);
                let length = folded.chars().count();
                let Some(first) = folded.chars().next() else { continue };
                if town.free && length >= 4 {
                    free.entry(folded.clone().into_boxed_str()).or_insert(index);
                }
                if length >= 5 {
                    buckets
                        .entry((first, length))
                        .or_default()
                        .push((folded.into_boxed_str(), index));
                }
            }
        }
        Self { buckets, free }
    }

    /// Towns whose name is at most `reach` letters off (one for names of five and six letters),
    /// with the distance; and the town of a glued name at distance 0.
    pub(super) fn near(&self, name: &str, reach: u8) -> Vec<(u32, u8)> {
        if let Some(town) = self.glued(name) {
            return vec![(town, 0)];
        }
        let length = name.chars().count();
        let Some(first) = name.chars().next().filter(|_| length >= 5) else { return Vec::new() };
        let reach = usize::from(if length < 7 { reach.min(1) } else { reach });
        let mut found = Vec::new();
        for length in length.saturating_sub(reach)..=length + reach {
            for (other, town) in self.buckets.get(&(first, length)).map_or(&[][..], Vec::as_slice) {
                let distance = strsim::osa_distance(name, other);
                if distance <= reach {
                    found.push((*town, u8::try_from(distance).unwrap_or(u8::MAX)));
                }
            }
        }
        found
    }

    fn glued(&self, name: &str) -> Option<u32> {
        GLUED.iter().find_map(|word| {
            let head = name.strip_suffix(word)?;
            self.free.get(head).copied()
        })
    }
}
