//! The theatre pack: files → checked names.
//!
//! [`Names`] are static tables that every process loads at its start, so loading stays cheap: the
//! gazetteer, the outlines, people with their offices and the lexicon are read on first use. What a coder needs
//! beyond them (automata, rules) is built in [`crate::code`]. This module reads no file by itself:
//! it is given the contents.
//!
//! A pack is a folder of these files: `theatre.toml` (the theatre, its countries, regions and
//! areas), `actors.toml`, `people.toml`, `events.toml`, `sources.toml`, `towns.tsv` (the
//! gazetteer) and `regions.geojson` (outlines and rivers).

mod check;
mod embedded;
mod find;
mod lexicon;
mod load;
mod names;
mod outlines;
mod rows;
mod sheet;
mod towns;

#[cfg(test)]
mod tests;

pub use check::check;
pub use embedded::{EMBEDDED, embedded_files};
pub use lexicon::{ActWords, Lexicon, TargetWords, WeaponWords};
pub use load::Files;
pub use names::{Late, Names, Severity};
pub use outlines::{Line, Outline, Outlines};
pub use rows::*;
pub use towns::{Town, TownKind, Towns, distance_km, is_within_km, key};
