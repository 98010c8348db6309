//! Right-to-left text in cells that run from left to right.
//!
//! A terminal either reorders Arabic by itself or it does not, and nothing tells which; so it is a
//! setting. Storage and search keep the logical order; only what is drawn is turned here.

use std::{borrow::Cow, ops::Range};

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::config::Bidi;

/// The other setting, for the key that switches it.
pub fn other(bidi: Bidi) -> Bidi {
    match bidi {
        Bidi::Program => Bidi::Terminal,
        Bidi::Terminal => Bidi::Program,
    }
}

/// Who does it, in words.
pub fn word(bidi: Bidi) -> &'static str {
    match bidi {
        Bidi::Program => "desk",
        Bidi::Terminal => "terminal",
    }
}

/// Whether a text has a letter that runs from right to left.
pub fn has_rtl(text: &str) -> bool {
    text.chars().any(|it| matches!(it, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

/// Whether a paragraph runs from right to left: its first strong letter does.
pub fn is_rtl(paragraph: &str) -> bool {
    has_rtl(paragraph)
        && BidiInfo::new(paragraph, None).paragraphs.first().is_some_and(|it| it.level.is_rtl())
}

/// One line in the order in which cells are sent, each grapheme with its byte range in `line`.
pub fn visual(line: &str, rtl: bool, bidi: Bidi) -> Vec<(Range<usize>, Cow<'_, str>)> {
    if bidi != Bidi::Program || !has_rtl(line) {
        return logical(line, 0..line.len(), false);
    }
    let level = if rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(line, Some(level));
    let Some(paragraph) = info.paragraphs.first() else { return Vec::new() };
    let (levels, runs) = info.visual_runs(paragraph, 0..line.len());
    let mut out = Vec::new();
    for run in runs {
        let turned = levels.get(run.start).is_some_and(Level::is_rtl);
        out.extend(logical(line, run, turned));
    }
    out
}

fn logical(line: &str, run: Range<usize>, turned: bool) -> Vec<(Range<usize>, Cow<'_, str>)> {
    let text = line.get(run.clone()).unwrap_or("");
    let mut out: Vec<_> = text
        .grapheme_indices(true)
        .map(|(at, it)| {
            let range = run.start + at..run.start + at + it.len();
            (range, if turned { mirrored(it) } else { Cow::Borrowed(it) })
        })
        .collect();
    if turned {
        out.reverse();
    }
    out
}

/// Brackets and quotes face the other way in a right-to-left run.
fn mirrored(grapheme: &str) -> Cow<'_, str> {
    const PAIRS: &[(&str, &str)] =
        &[("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›")];
    for (left, right) in PAIRS {
        if grapheme == *left {
            return Cow::Borrowed(right);
        }
        if grapheme == *right {
            return Cow::Borrowed(left);
        }
    }
    Cow::Borrowed(grapheme)
}

/// A short text (a cell of a list) in drawing order; the base direction is the first strong letter's.
pub fn line(text: &str, bidi: Bidi) -> Cow<'_, str> {
    if bidi != Bidi::Program || !has_rtl(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(visual(text, is_rtl(text), bidi).into_iter().map(|(_, it)| it).collect())
}
