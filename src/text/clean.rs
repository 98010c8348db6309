//! Plain text to blocks: lines joined to the paragraphs they were, buttons and pointers out.
//!
//! A line is a paragraph. It goes on in the next line, blank lines between them or not, when it
//! ends without a stop and
//! - the next begins in lower case, or
//! - its last word cannot end a sentence ("in the", "de la", «في»), or
//! - it is longer than any heading, or as long as the text is wrapped.
//!
//! A photo caption that stands in between does not part them.

use crate::model::{PassageKind, Text};

use super::{
    blocks::{Block, assemble, one_line},
    boilerplate::{ends_sentence, is_button, is_caption, is_pointer},
    fold::fold,
    sanitize::sanitize_lines,
};

/// A line of more bytes that ends without a stop was cut from its end: no heading is so long.
const LONGEST_HEADING: usize = 180;

/// The text of plain words, without a title.
pub fn clean_plain(plain: &str) -> Text {
    assemble("", &plain_blocks(plain))
}

/// The blocks of a plain text, in order.
pub fn plain_blocks(plain: &str) -> Vec<Block> {
    let clean = sanitize_lines(plain);
    let lines: Vec<Line> = clean.lines().filter_map(Line::of).collect();
    let width = wrapped_at(&lines);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut open: Option<usize> = None;
    for line in lines {
        let before = open.and_then(|at| blocks.get_mut(at));
        if let Some(block) = before.filter(|it| line.continues(it, width)) {
            block.text.push(' ');
            block.text.push_str(&line.text);
        } else {
            let kind = line.kind();
            if kind != PassageKind::Caption {
                open = Some(blocks.len());
            }
            blocks.push(Block { kind, text: line.text });
        }
    }
    mark_headings(&mut blocks);
    blocks
}

struct Line {
    text: String,
    item: bool,
}

impl Line {
    /// A line that says something; `None` for empty lines, buttons and pointers.
    fn of(raw: &str) -> Option<Self> {
        let text = one_line(raw);
        let words = text.trim_start_matches(|c: char| "•▪◦●*·–-".contains(c) || c == ' ');
        let bullet = words.len() < text.len() && !text.starts_with("--");
        if is_button(&text) || is_pointer(&text) {
            return None;
        }
        Some(Self { text: if bullet { words.to_owned() } else { text }, item: bullet })
    }

    fn kind(&self) -> PassageKind {
        match self.item {
            true => PassageKind::Item,
            false if is_caption(&self.text) => PassageKind::Caption,
            false => PassageKind::Paragraph,
        }
    }

    fn continues(&self, before: &Block, width: Option<usize>) -> bool {
        if self.item || ends_sentence(&before.text) || is_caption(&self.text) {
            return false;
        }
        let caseless = self.text.chars().find(|it| it.is_alphabetic()).is_some_and(is_arabic);
        starts_lower(&self.text)
            || ends_openly(&before.text)
            || (before.text.len() > LONGEST_HEADING && !caseless)
            || (width.is_some_and(|it| before.text.chars().count() >= it))
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}')
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_lowercase() || ",;)".contains(c))
}

/// Whether the last word or sign wants another after it.
fn ends_openly(text: &str) -> bool {
    #[rustfmt::skip]
    const OPEN: [&str; 44] = [
        "the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "by", "with", "from", "for",
        "that", "which", "its", "their", "between", "le", "la", "les", "un", "une", "des", "du",
        "de", "et", "ou", "dans", "par", "pour", "sur", "avec", "que", "qui", "في", "من", "علي",
        "الي", "ان", "عن", "التي", "الذي",
    ];
    let text = text.trim_end();
    if text.ends_with([',', '،', '-', '–', '(']) {
        return true;
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    // A capital ends a name ("Hepatitis A", "Vitamin D"), not an article.
    let lower = last.chars().all(|it| !it.is_uppercase());
    lower && text.len() > last.len() && OPEN.contains(&&*fold(last))
}

/// The width in characters from which a line is full, if the text is wrapped by hand: most of its
/// lines are of nearly one length and many go on in lower case.
fn wrapped_at(lines: &[Line]) -> Option<usize> {
    const WIDEST: usize = 120;
    let lengths: Vec<_> = lines.iter().map(|it| it.text.chars().count()).collect();
    let longest = lengths.iter().copied().max().filter(|it| *it <= WIDEST)?;
    let full = longest * 7 / 10;
    let most = lengths.iter().filter(|it| **it >= full).count() * 10 >= lengths.len() * 6;
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let running = pairs.filter(|(a, b)| !ends_sentence(&a.text) && starts_lower(&b.text)).count();
    (lines.len() >= 4 && most && running * 5 >= lines.len()).then_some(full)
}

/// A short line without a stop before a longer paragraph is its heading.
fn mark_headings(blocks: &mut [Block]) {
    const WORDS: usize = 14;
    for at in 0..blocks.len().saturating_sub(1) {
        let longer = match (blocks.get(at), blocks.get(at + 1)) {
            (Some(it), Some(next)) => {
                next.kind != PassageKind::Item && next.text.len() > it.text.len() * 3 / 2
            }
            _ => false,
        };
        let Some(block) = blocks.get_mut(at) else { continue };
        let stops = block.text.ends_with(['.', ',', ';', '…', '،', '؛']);
        let short = block.text.split_whitespace().nth(WORDS).is_none();
        if block.kind == PassageKind::Paragraph && longer && short && !stops {
            block.kind = PassageKind::Heading;
        }
    }
}
