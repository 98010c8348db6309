//! Text to mentions and event mentions, every one with its evidence and its reason.

mod closed;
pub mod dates;
pub mod numbers;

pub use closed::{Scan, Words};
