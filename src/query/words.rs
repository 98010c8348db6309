//! The search form of text: folded words between single blanks.
//!
//! Searching is then looking for a run of characters, which every store can do alike: a phrase is
//! its words between blanks, a word is a blank and its letters.

use crate::text::push_folded;

/// What Arabic writes together with the word that follows.
const CLITICS: &[&str] =
    &["", "ال", "و", "ف", "ب", "ك", "ل", "لل", "وال", "بال", "فال", "كال", "ول", "وب", "ولل"];

/// The search form: folded, every run of other signs one blank, a blank at both ends. Empty for a
/// text without a letter or digit.
pub fn search_form(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        push_folded(c, &mut folded);
    }
    let mut out = String::with_capacity(folded.len() + 2);
    for word in folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        out.push(' ');
        out.push_str(word);
    }
    if !out.is_empty() {
        out.push(' ');
    }
    out
}

/// The words of the search form, without the blanks at its ends.
pub fn search_words(text: &str) -> String {
    search_form(text).trim().to_owned()
}

/// What to look for in a search form so that a word that begins with `word` is found. An Arabic
/// word is also found behind the article and the particles that are written together with it.
pub fn needles(word: &str) -> Vec<String> {
    let arabic = word.starts_with(|it: char| ('\u{600}'..='\u{6ff}').contains(&it));
    let heads = if arabic { CLITICS } else { CLITICS.get(..1).unwrap_or_default() };
    heads.iter().map(|head| format!(" {head}{word}")).collect()
}
