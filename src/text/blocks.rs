//! Blocks: the passages of a text before they are put together, and the putting together.

use crate::model::{Passage, PassageKind, Span, Text};

use super::sanitize::sanitize;

/// One passage of a text that is still being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: PassageKind,
    /// Its words: one line, clean, without blanks at its ends.
    pub text: String,
}

impl Block {
    /// A block of raw words: cleaned, blanks of every kind and length made one.
    pub fn new(kind: PassageKind, raw: &str) -> Self {
        Self { kind, text: one_line(raw) }
    }
}

/// Clean words in one line: what must not be shown is out, runs of blanks are one blank.
pub fn one_line(raw: &str) -> String {
    let clean = sanitize(raw);
    let mut out = String::with_capacity(clean.len());
    for word in clean.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The text of a title (may be empty) and blocks: each on a line of its own, empty ones left out.
pub fn assemble(title: &str, blocks: &[Block]) -> Text {
    let size = blocks.iter().map(|it| it.text.len() + 1).sum::<usize>() + title.len() + 1;
    let mut text = Text { text: String::with_capacity(size), passages: Vec::new() };
    push(&mut text, PassageKind::Title, &one_line(title));
    for block in blocks {
        push(&mut text, block.kind, &block.text);
    }
    text
}

fn push(text: &mut Text, kind: PassageKind, words: &str) {
    if words.is_empty() {
        return;
    }
    if !text.text.is_empty() {
        text.text.push('\n');
    }
    let start = text.text.len();
    text.text.push_str(words);
    text.passages.push(Passage { kind, span: Span::new(start, text.text.len()) });
}

/// The words without the title and captions: what language and near-copies are judged by.
pub fn body(text: &Text) -> String {
    let told = |it: &&Passage| !matches!(it.kind, PassageKind::Title | PassageKind::Caption);
    let words: Vec<_> = text.passages.iter().filter(told).map(|it| text.slice(it.span)).collect();
    words.join("\n")
}
