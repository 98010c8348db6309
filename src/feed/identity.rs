//! Who a report is: its id, and the fingerprint by which near-copies of one text are found.

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::{model::Slug, text::fold};

use super::address::address_key;

/// The id of a report: 16 hex digits, of its address; without one, of source and guid; without
/// both, of its folded text.
pub fn report_id(url: Option<&str>, source: &str, guid: Option<&str>, text: &str) -> Slug {
    let (kind, key) = match (url, guid) {
        (Some(url), _) => ("url", address_key(url)),
        (None, Some(guid)) => ("guid", format!("{source}\n{guid}")),
        (None, None) => ("text", fold(text)),
    };
    let hash = xxh3_64(format!("{kind}\n{key}").as_bytes());
    format!("{hash:016x}").into()
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
