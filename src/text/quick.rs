//! Hash tables for short keys that no outsider chooses: words of dictionaries, looked up for every
//! word of every text.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A table under [`Quick`].
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Which lengths the words of a set have that begin alike: spares most words of a text the look-up.
#[derive(Clone, Debug)]
pub struct Heads(Box<[u32]>);

/// How many heads are told apart.
const HEADS: usize = 1 << 12;

impl Default for Heads {
    fn default() -> Self {
        Self(vec![0; HEADS].into())
    }
}

impl Heads {
    /// Takes up a word, or the stem of words.
    pub fn add(&mut self, word: &str) {
        let bit = Self::bit(word.len());
        match Self::of(word).and_then(|it| self.0.get_mut(it)) {
            Some(own) => *own |= bit,
            None => self.0.iter_mut().for_each(|it| *it |= bit),
        }
    }

    /// Whether a word may be in the set; never wrong about one that is.
    pub fn may_hold(&self, word: &str) -> bool {
        self.lengths(word) & Self::bit(word.len()) != 0
    }

    /// The lengths in bytes, a bit for each, of what the set holds with the head of a word.
    pub fn lengths(&self, word: &str) -> u32 {
        Self::of(word).and_then(|it| self.0.get(it)).copied().unwrap_or(u32::MAX)
    }

    fn bit(length: usize) -> u32 {
        1 << length.min(31)
    }

    /// The first two letters, Arabic ones without the byte that they all share; a single letter has
    /// no head.
    fn of(word: &str) -> Option<usize> {
        let (first, second) = match *word.as_bytes() {
            [first, second, ..] if first.is_ascii() => (first, second),
            [_, first, _, second, ..] => (first, second),
            _ => return None,
        };
        Some((usize::from(first) << 5 ^ usize::from(second)) % HEADS)
    }
}

/// A multiply-and-rotate hash; speed is all, there is nobody to attack it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    /// Whole words of eight bytes, then the last eight bytes, which may overlap them.
    fn write(&mut self, bytes: &[u8]) {
        let length = bytes.len() as u64;
        if let Some(tail) = bytes.last_chunk::<8>() {
            let (whole, _) = bytes.as_chunks::<8>();
            for chunk in whole {
                self.write_u64(u64::from_le_bytes(*chunk));
            }
            self.write_u64(u64::from_le_bytes(*tail) ^ length);
        } else if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            let head = u64::from(u32::from_le_bytes(*head));
            let tail = u64::from(u32::from_le_bytes(*tail));
            self.write_u64((head | tail << 32) ^ length);
        } else {
            let short = bytes.iter().fold(length, |sum, it| sum << 8 | u64::from(*it));
            self.write_u64(short);
        }
    }

    /// What ends every text; its length is hashed already.
    fn write_u8(&mut self, value: u8) {
        self.0 ^= u64::from(value);
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
        self.0 ^= self.0 >> 29;
    }
}
