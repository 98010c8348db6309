//! Who a report is: its id, and the fingerprint by which near-copies of one text are found.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::{
    model::{Report, Slug},
    text::fold,
};

use super::address::address_key;

/// The id of a report: 16 hex digits, of its address; without one, of source and guid; without
/// both, of its folded text.
pub fn report_id(url: Option<&str>, source: &str, guid: Option<&str>, text: &str) -> Slug {
    let (kind, key) = match (url, guid) {
        (Some(url), _) => ("url", address_key(url)),
        (None, Some(guid)) => ("guid", format!("{source}\n{guid}")),
        (None, None) => ("text", fold(text)),
    };
    id_of(kind, &key)
}

fn id_of(kind: &str, key: &str) -> Slug {
    let hash = xxh3_64(format!("{kind}\n{key}").as_bytes());
    format!("{hash:016x}").into()
}

/// Gives the entries of one document ids of their own where their addresses do not tell them
/// apart: all link to the same page, to places within it, or to the feed's own page `home`.
///
/// Entries of one address are the same report when they say the same, or when neither guid nor
/// title tells them apart: then the later one is a revision.
pub(super) fn tell_apart(reports: &mut [Report], home: Option<&str>) {
    let home = home.map(|it| report_id(Some(it), "", None, ""));
    let mut sharers: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        sharers.entry(report.id.clone()).or_default().push(at);
    }
    for (id, group) in sharers {
        if group.len() < 2 && home.as_ref() != Some(&id) {
            continue;
        }
        let members = || group.iter().filter_map(|it| reports.get(*it));
        let texts: BTreeSet<String> = members().map(said).collect();
        let guids: BTreeSet<&str> = members().filter_map(|it| it.guid.as_deref()).collect();
        let by_guid = guids.len() == texts.len() && members().all(|it| it.guid.is_some());
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for report in members() {
            names.entry(said(report)).or_insert_with(|| name_beside(report, by_guid));
        }
        let told_apart = names.values().collect::<BTreeSet<_>>().len() > 1;
        if !told_apart && home.as_ref() != Some(&id) {
            continue;
        }
        for at in group {
            let Some(report) = reports.get_mut(at) else { continue };
            let Some(name) = names.get(&said(report)) else { continue };
            let own = id_of("entry", &format!("{id}\n{name}"));
            if report.publisher == *id {
                report.publisher = own.to_string();
            }
            report.id = own;
        }
    }
}

/// What an entry says; one without words says its guid.
fn said(report: &Report) -> String {
    let text = &report.text.text;
    if text.is_empty() { report.guid.clone().unwrap_or_default() } else { text.clone() }
}

/// What names an entry beside its address: its guid where that suffices.
fn name_beside(report: &Report, by_guid: bool) -> String {
    let (guid, title) = (report.guid.as_deref().unwrap_or(""), report.text.title());
    if by_guid {
        return guid.to_owned();
    }
    if guid.is_empty() && title.is_empty() {
        return fold(&report.text.text);
    }
    format!("{guid}\n{}", fold(title))
}

/// Texts of fewer words have no fingerprint: two flashes of a line agree by chance.
const FEWEST_WORDS: usize = 12;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// Minima that make one key.
const ROWS: usize = 3;
/// Keys of a fingerprint.
const KEYS: usize = 8;

/// What a text shares with its near-copies: one bit of each of 64 minima over its folded shingles
/// of three words, of which the share that agrees estimates the share of shingles in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    bits: u64,
    keys: [u32; KEYS],
}

impl Fingerprint {
    /// Bits that must agree: shingles in common for six in ten or more, by estimate.
    const AGREE: u32 = 51;

    /// Whether the texts are near-copies: a wire story with another lead-in or a paragraph less.
    pub fn similar(self, other: Self) -> bool {
        (self.bits ^ other.bits).count_zeros() >= Self::AGREE
    }

    /// The 64 bits alone.
    pub fn bits(self) -> u64 {
        self.bits
    }

    /// Keys to look near-copies up by: two of them share at least one (98 of 100 texts with a
    /// twelfth of their words changed), strangers as good as none.
    pub fn keys(self) -> [u32; KEYS] {
        self.keys
    }
}

/// Whether two texts whose [`Fingerprint::bits`] are these are near-copies.
pub fn similar_bits(a: u64, b: u64) -> bool {
    (a ^ b).count_zeros() >= Fingerprint::AGREE
}

/// The fingerprint of a text's body, `None` when it is too short for one.
pub fn fingerprint(text: &str) -> Option<Fingerprint> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let mut minima = [u64::MAX; 64];
    for shingle in words.windows(SHINGLE) {
        let hash = shingle.iter().fold(0, |seed, word| xxh3_64_with_seed(word.as_bytes(), seed));
        for (at, least) in (0_u64..).zip(&mut minima) {
            *least = (*least).min(permuted(hash, at));
        }
    }
    let bits = minima.iter().fold(0, |bits, it| (bits << 1) | (it & 1));
    let mut keys = [0; KEYS];
    for (key, rows) in keys.iter_mut().zip(minima.chunks_exact(ROWS)) {
        let hash = rows.iter().fold(0, |seed, it| xxh3_64_with_seed(&it.to_le_bytes(), seed));
        *key = u32::try_from(hash >> 32).unwrap_or(0);
    }
    Some(Fingerprint { bits, keys })
}

/// The `at`-th of the permutations: an odd factor and a shift, as in the finishers of hashes.
fn permuted(hash: u64, at: u64) -> u64 {
    let mixed = (hash ^ at.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(from: usize, to: usize) -> String {
        (from..to).map(|it| format!("word{} ", it * 7919 % 1009)).collect::<Vec<_>>().concat()
    }

    #[test]
    fn ids_follow_address_then_guid_then_text() {
        let id = report_id(Some("https://x.org/a/?utm_source=1"), "s", Some("g"), "t");
        assert_eq!(id, report_id(Some("http://www.x.org/a"), "other", None, ""));
        assert_eq!(id.len(), 16);
        let by_guid = report_id(None, "s", Some("g"), "t");
        assert_eq!(by_guid, report_id(None, "s", Some("g"), "u"));
        assert_ne!(by_guid, report_id(None, "r", Some("g"), "t"));
        assert_eq!(report_id(None, "s", None, "Été"), report_id(None, "r", None, "ete"));
    }

    #[test]
    fn near_copies_are_similar_and_strangers_are_not() {
        let print = |text: &str| fingerprint(text).unwrap();
        let whole = print(&story(0, 300));
        assert!(whole.similar(whole));
        let shorter = print(&format!("Agency lead in here. {}", story(0, 260)));
        assert!(whole.similar(shorter));
        assert!(whole.keys().iter().any(|it| shorter.keys().contains(it)));
        let stranger = print(&story(400, 700));
        assert!(!whole.similar(stranger));
        assert!(!whole.keys().iter().any(|it| stranger.keys().contains(it)));
        assert!(!whole.similar(print(&format!("{}{}", story(0, 60), story(500, 740)))));
    }

    #[test]
    fn a_flash_has_no_fingerprint() {
        assert_eq!(fingerprint("Attack reported in Gao"), None);
    }
}
