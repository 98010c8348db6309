//! Text measured in terminal cells: cut, padded and wrapped by what a terminal will really draw.
//!
//! Widths are summed grapheme by grapheme, as terminals do: measured as a whole, a lam-alef counts
//! one cell and is drawn in two. What has no place in a cell (controls, bidi and zero-width
//! characters, variation selectors) is left out, and a tower of combining marks is cut down.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Combining marks kept on one character; Arabic and African languages need two or three.
const MARKS: usize = 4;

/// The graphemes of a text that can be drawn, each with its width in cells.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).filter_map(|it| {
        let first = it.chars().next()?;
        if first.is_control() || unseen(first) {
            return None;
        }
        let kept = marks_cut(it);
        let width = kept.width();
        (width > 0).then_some((kept, width))
    })
}

fn marks_cut(grapheme: &str) -> &str {
    let end = grapheme.char_indices().take_while(|(_, it)| !unseen(*it)).take(1 + MARKS).last();
    end.and_then(|(at, it)| grapheme.get(..at + it.len_utf8())).unwrap_or("")
}

/// Bidi controls, zero-width characters, variation selectors, tags: nothing to see.
fn unseen(it: char) -> bool {
    matches!(it,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' | '\u{61c}' | '\u{ad}')
}

/// Width in cells.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|it| !it.is_ascii_control()).count();
    }
    graphemes(text).map(|(_, width)| width).sum()
}

/// The text in exactly `cells` cells: cut with `…` or filled with blanks on the right.
pub fn fit(text: &str, cells: usize) -> String {
    let mut out = cut(text, cells);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    out
}

/// The text in exactly `cells` cells, blanks on the left.
pub fn fit_right(text: &str, cells: usize) -> String {
    let kept = cut(text, cells);
    let mut out = " ".repeat(cells.saturating_sub(width(&kept)));
    out.push_str(&kept);
    out
}

/// The text in at most `cells` cells, with `…` where something was cut.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return graphemes(text).map(|(it, _)| it).collect();
    }
    let mut out = String::new();
    let mut used = 0;
    for (it, width) in graphemes(text) {
        if used + width + 1 > cells {
            break;
        }
        out.push_str(it);
        used += width;
    }
    if cells > 0 {
        out.push('…');
    }
    out
}

/// Byte ranges of the lines of one paragraph, broken at blanks, else anywhere; a range holds no
/// blank at its end. An empty paragraph is one empty line.
pub fn wrap(text: &str, cells: usize) -> Vec<std::ops::Range<usize>> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // Where the line may break: the byte after the last blank, and the byte before that blank.
    let mut gap: Option<(usize, usize, usize)> = None;
    for (at, it) in text.grapheme_indices(true) {
        let width: usize = graphemes(it).map(|(_, width)| width).sum();
        let blank = it.chars().all(char::is_whitespace);
        if used + width > cells && !blank {
            let (end, next, kept) = gap.unwrap_or((at, at, used));
            lines.push(start..end);
            (start, used, gap) = (next, used - kept, None);
        }
        used += width;
        if blank {
            let end = text.get(start..at).map_or(at, |it| start + it.trim_end().len());
            gap = Some((end, at + it.len(), used));
        }
    }
    lines.push(start..start + text.get(start..).map_or(0, |it| it.trim_end().len()));
    lines
}

/// A number in few cells: `987`, `1.2k`, `34k`.
pub fn short_number(n: u64) -> String {
    let mut out = String::new();
    let _ = match n {
        0..=999 => write!(out, "{n}"),
        1_000..=9_999 => write!(out, "{}.{}k", n / 1_000, n % 1_000 / 100),
        10_000..=999_999 => write!(out, "{}k", n / 1_000),
        _ => write!(out, "{}M", n / 1_000_000),
    };
    out
}
