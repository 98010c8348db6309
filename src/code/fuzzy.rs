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

type Buckets = HashMap<(char, usize), Vec<Spelling>>;

/// A folded name of a town.
struct Spelling {
    letters: Letters,
    name: Box<str>,
    town: u32,
}

/// Which letters a name holds, and which of them twice: two bits for each of 32 kinds.
#[derive(Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(name: &str) -> Self {
        let kinds = name.chars().map(|it| 2 * (u32::from(it) % 32));
        Self(kinds.fold(0, |seen, kind| {
            let once = 1 << kind;
            seen | if seen & once == 0 { once } else { once << 1 }
        }))
    }

    /// Whether names with these letters can be so few edits apart: each edit takes one letter at
    /// most and brings one.
    fn may_be_near(self, other: Self, edits: u32) -> bool {
        (self.0 & !other.0).count_ones() <= edits && (other.0 & !self.0).count_ones() <= edits
    }
}

/// Names of the core countries' places by first letter and length.
pub(super) struct Fuzzy {
    buckets: Buckets,
    free: HashMap<Box<str>, u32>,
    skeletons: HashMap<Box<str>, Vec<(Box<str>, u32)>>,
}

impl Fuzzy {
    /// Indexes the names that are long enough to be told apart.
    pub(super) fn new(names: &Names) -> Self {
        let mut buckets: Buckets = HashMap::new();
        let mut free = HashMap::new();
        let mut skeletons: HashMap<Box<str>, Vec<(Box<str>, u32)>> = HashMap::new();
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
                let bones = latin_skeleton(&folded);
                if bones.len() >= 3 {
                    let spoken = latin_sounds(&folded).into_boxed_str();
                    skeletons.entry(bones.into_boxed_str()).or_default().push((spoken, index));
                }
                if length >= 5 {
                    let letters = Letters::of(&folded);
                    let spelling = Spelling { letters, name: folded.into(), town: index };
                    buckets.entry((first, length)).or_default().push(spelling);
                }
            }
        }
        Self { buckets, free, skeletons }
    }

    /// Towns whose name is at most `reach` letters off (one for names of five and six letters),
    /// with the distance; and the town of a glued name at distance 0.
    pub(super) fn near(&self, name: &str, reach: u8) -> Vec<(u32, u8)> {
        if let Some(town) = self.glued(name) {
            return vec![(town, 0)];
        }
        let length = name.chars().count();
        let Some(first) = name.chars().next().filter(|_| length >= 5) else { return Vec::new() };
        let reach = if length < 7 { reach.min(1) } else { reach };
        let letters = Letters::of(name);
        let mut found = Vec::new();
        let lengths = length.saturating_sub(reach.into())..=length + usize::from(reach);
        for bucket in lengths.filter_map(|it| self.buckets.get(&(first, it))) {
            for other in bucket.iter().filter(|it| letters.may_be_near(it.letters, reach.into())) {
                let distance = strsim::osa_distance(name, &other.name);
                if distance <= usize::from(reach) {
                    found.push((other.town, u8::try_from(distance).unwrap_or(u8::MAX)));
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

impl Fuzzy {
    /// Towns whose Latin name has the consonants of an Arabic one: how the press writes a village
    /// in Arabic is nobody's rule, but its consonants stay.
    pub(super) fn sounding_like(&self, arabic: &str) -> Vec<(u32, u8)> {
        let mut found = self.spoken(&arabic_skeleton(arabic), &arabic_sounds(arabic));
        // قاف is written for a k and, in the desert, for a g.
        if arabic.contains('ق') {
            let other = arabic.replace('ق', "غ");
            found.extend(self.spoken(&arabic_skeleton(&other), &arabic_sounds(&other)));
        }
        found
    }

    /// Towns that a folded Latin name may spell as somebody heard it ("Kinyoruba").
    pub(super) fn heard_as(&self, name: &str) -> Vec<(u32, u8)> {
        self.spoken(&latin_skeleton(name), &latin_sounds(name))
    }

    fn spoken(&self, bones: &str, spoken: &str) -> Vec<(u32, u8)> {
        if bones.len() < 3 {
            return Vec::new();
        }
        let reach = if spoken.len() < 7 { 1 } else { 2 };
        let list = self.skeletons.get(bones).map_or(&[][..], Vec::as_slice);
        let near = list.iter().filter_map(|(other, town)| {
            let distance = strsim::osa_distance(spoken, other);
            (distance <= reach).then(|| (*town, u8::try_from(distance).unwrap_or(u8::MAX)))
        });
        near.collect()
    }
}

/// The consonants of a folded Latin name, sounds that Arabic does not tell apart made one.
fn latin_skeleton(name: &str) -> String {
    let spelled = name
        .replace("tch", "S")
        .replace("ch", "S")
        .replace("sh", "S")
        .replace("dj", "g")
        .replace("gu", "g");
    let spelled =
        spelled.replace("gh", "g").replace("kh", "k").replace("ph", "f").replace("th", "t");
    let bones = spelled.chars().filter_map(|c| {
        Some(match c {
            'j' | 'g' => 'g',
            'c' | 'k' | 'q' | 'x' => 'k',
            'p' | 'b' => 'b',
            'v' | 'f' => 'f',
            's' | 'd' | 't' | 'z' | 'l' | 'm' | 'n' | 'r' | 'S' => c,
            _ => return None,
        })
    });
    without_doubles(bones)
}

/// The consonants of a folded Arabic name in the same letters.
fn arabic_skeleton(name: &str) -> String {
    // تش and دج are one sound each.
    let name = name.replace("تش", "ش").replace("دج", "ج");
    let bones = name.chars().filter_map(|c| {
        Some(match c {
            'ج' | 'غ' => 'g',
            'ك' | 'ق' | 'خ' => 'k',
            'ب' => 'b',
            'ف' => 'f',
            'س' | 'ص' => 's',
            'ش' => 'S',
            'د' | 'ض' | 'ذ' => 'd',
            'ت' | 'ط' | 'ث' => 't',
            'ز' | 'ظ' => 'z',
            'ل' => 'l',
            'م' => 'm',
            'ن' => 'n',
            'ر' => 'r',
            _ => return None,
        })
    });
    without_doubles(bones)
}

/// A folded Latin name with its vowels as Arabic would write them.
fn latin_sounds(name: &str) -> String {
    let spelled = name.replace("tch", "ch").replace("dj", "j");
    let spelled = spelled.replace("ou", "u").replace(['o', 'w'], "u").replace(['e', 'y'], "i");
    let sounds = spelled.chars().filter(|it| it.is_ascii_alphabetic() && *it != 'h');
    without_doubles(sounds.map(merged))
}

/// A folded Arabic name in Latin letters, vowels where they are written.
fn arabic_sounds(name: &str) -> String {
    let name = name.replace("تش", "ش").replace("دج", "ج");
    let sounds = name.chars().filter_map(|c| match c {
        'ا' | 'ه' | 'ع' => Some('a'),
        'و' => Some('u'),
        'ي' => Some('i'),
        'ش' => Some('c'),
        _ => arabic_skeleton(c.encode_utf8(&mut [0; 4])).chars().next(),
    });
    without_doubles(sounds)
}

/// Letters that Arabic writes alike, as one.
fn merged(c: char) -> char {
    match c {
        'j' => 'g',
        'q' | 'x' => 'k',
        'p' => 'b',
        'v' => 'f',
        _ => c,
    }
}

fn without_doubles(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for letter in letters {
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Letters, arabic_skeleton, latin_skeleton};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn names_that_are_near_are_never_passed_over(a in "[a-e ]{3,8}", b in "[a-e ]{3,8}") {
            let edits = strsim::osa_distance(&a, &b).try_into().unwrap();
            prop_assert!(Letters::of(&a).may_be_near(Letters::of(&b), edits));
        }
    }

    #[test]
    fn a_name_has_the_same_bones_in_both_scripts() {
        for (latin, arabic) in [
            ("sanakadougou", "ساناكادوغو"),
            ("ichagara", "ايشاغارا"),
            ("kaongo", "كاونجو"),
            ("djibo", "جيبو"),
            ("tessalit", "تيساليت"),
        ] {
            assert_eq!(latin_skeleton(latin), arabic_skeleton(arabic), "{latin}");
        }
    }
}
