//! Text as it is read: cleaning, folding, language, sentences and tokens.

mod blocks;
pub mod boilerplate;
mod clean;
mod fold;
mod html;
mod language;
pub mod markup;
pub mod quick;
mod sanitize;
pub mod sentence;
pub mod token;

pub use blocks::{Block, assemble, body, one_line};
pub use clean::{clean_plain, plain_blocks};
pub use fold::{fold, push_folded};
pub use html::{clean_html, html_blocks, html_line};
pub use language::{ascii_letters, beyond_ascii, head, language};
pub use sanitize::{sanitize, sanitize_lines};

#[cfg(test)]
mod tests;
