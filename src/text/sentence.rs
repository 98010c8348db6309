//! Sentences as ranges of tokens.
//!
//! A sentence ends at a full stop, question mark, exclamation mark or ellipsis, unless the word
//! before is an abbreviation or an initial, or what follows goes on in lower case; and at the end
//! of the passage.

use std::ops::Range;

use super::token::{Case, Gap, TokenKind, Tokens};

/// Words after which a full stop is part of the word, folded.
const ABBREVIATIONS: &[&str] = &[
    "al", "art", "av", "capt", "cf", "cmdt", "col", "dr", "ex", "gen", "gov", "hon", "inc", "jr",
    "lt", "ltd", "maj", "mgr", "mm", "mme", "mr", "mrs", "ms", "mt", "no", "nr", "pr", "pres",
    "prof", "rev", "sen", "sgt", "sr", "st", "ste", "vs", "env", "hab", "min", "adj", "cdt",
];

/// Months cut short: the full stop is part of the word where a number follows.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "janv",
    "fev", "fevr", "avr", "juil",
];

/// Tokens after which a sentence ends all the same. Nobody writes one half as long; it keeps a
/// title of a megabyte, read with every part of it set against every other, from taking minutes.
const LONGEST: usize = 600;

/// The sentences of a passage, in order; together they hold every token.
pub fn sentences(tokens: &Tokens) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..tokens.len() {
        if ends_before(tokens, at) || at - start >= LONGEST {
            out.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

fn ends_before(tokens: &Tokens, at: usize) -> bool {
    let (Some(next), Some(last)) = (tokens.get(at), tokens.get(at - 1)) else { return false };
    if !next.gap.has(Gap::STOP) || !next.gap.has(Gap::SPACE.with(Gap::QUOTE).with(Gap::UNQUOTE)) {
        return false;
    }
    let word = tokens.word(at - 1);
    if last.kind == TokenKind::Word && last.case != Case::Lower {
        let initial = word.chars().count() == 1 && !last.gap.has(Gap::APOSTROPHE);
        if initial || ABBREVIATIONS.contains(&word) {
            return false;
        }
    }
    if next.kind == TokenKind::Number && MONTHS.contains(&word) {
        return false;
    }
    if last.case == Case::Lower && ABBREVIATIONS.contains(&word) && next.case == Case::Lower {
        return false;
    }
    let latin_lower =
        next.case == Case::Lower && next.kind == TokenKind::Word && tokens.word(at).is_ascii();
    !latin_lower
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text, 0);
        let found: Vec<_> = sentences(&tokens)
            .into_iter()
            .map(|it| text.get(tokens.span(it.start, it.end).range()).unwrap())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        check("Attack in Gao. Two dead!", &["Attack in Gao", "Two dead"]);
        check("Gen. A. Goïta spoke. He left.", &["Gen. A. Goïta spoke", "He left"]);
        check("Killed on Feb. 12 near Gao. Two fled.", &["Killed on Feb. 12 near Gao", "Two fled"]);
        check("قتل جنديان. وقال الجيش", &["قتل جنديان", "وقال الجيش"]);
        check("3.5 km from Kati. «Il dit»", &["3.5 km from Kati", "Il dit"]);
        check("", &[]);
    }

    #[test]
    fn no_sentence_is_longer_than_any_that_is_written() {
        let tokens = Tokens::of(&"word ".repeat(3 * LONGEST + 1), 0);
        let lengths: Vec<usize> = sentences(&tokens).iter().map(Range::len).collect();
        assert_eq!(lengths, [LONGEST, LONGEST, LONGEST, 1]);
    }
}
