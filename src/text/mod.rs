//! Text as it is read: cleaning, folding, language, sentences and tokens.

mod fold;
pub mod sentence;
pub mod token;

pub use fold::{fold, push_folded};
