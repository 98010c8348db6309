//! Text laid out for a width: paragraphs, fields and rows become lines of runs that carry a role.
//! Built once for a subject and a width, then only scrolled.

use std::ops::Range;

use crate::config::Bidi;

use super::{bidi, cells, theme::Role};

/// A laid-out text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Line>,
    /// Lines on which the tags of the text begin, by tag number.
    pub tag_lines: Vec<usize>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its runs, from left to right.
    pub runs: Vec<Run>,
}

/// Text of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text, in drawing order.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// The tag that it is evidence of.
    pub tag: Option<usize>,
    /// The address that it leads to.
    pub link: Option<String>,
}

/// A piece of a paragraph before it is wrapped: a byte range of the paragraph with its look.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Bytes of the paragraph.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
    /// The tag that it is evidence of.
    pub tag: Option<usize>,
}

impl Page {
    /// Puts another page below this one, which has no tags of its own.
    pub fn append(&mut self, below: Self) {
        self.lines.push(Line::default());
        let above = self.lines.len();
        self.lines.extend(below.lines);
        self.tag_lines = below.tag_lines.into_iter().map(|it| it.saturating_add(above)).collect();
    }
}

impl Run {
    /// Text that is no evidence and leads nowhere.
    fn plain(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, tag: None, link: None }
    }
}

impl Line {
    /// A line of one run.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self { runs: vec![Run::plain(text, role)] }
    }

    /// Adds a run.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, role: Role) -> Self {
        self.runs.push(Run::plain(text, role));
        self
    }

    /// The text without its looks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|it| it.text.as_str()).collect()
    }
}

/// Lays out one subject.
#[derive(Debug)]
pub struct Builder {
    /// The page so far.
    pub page: Page,
    /// Columns.
    pub width: usize,
    /// Who lays out right-to-left text.
    pub bidi: Bidi,
}

/// Columns of the labels of fields.
const LABEL: usize = 10;

impl Builder {
    /// An empty page of this width.
    pub fn new(width: usize, bidi: Bidi) -> Self {
        Self { page: Page::default(), width: width.max(8), bidi }
    }

    /// Adds a line as it is.
    pub fn line(&mut self, line: Line) {
        self.page.lines.push(line);
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        if self.page.lines.last().is_some_and(|it| !it.runs.is_empty()) {
            self.page.lines.push(Line::default());
        }
    }

    /// A heading after a gap.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.line(Line::of(text, Role::Title));
    }

    /// A paragraph of one look.
    pub fn paragraph(&mut self, text: &str, role: Role) {
        self.pieces(text, &[Piece { range: 0..text.len(), role, tag: None }], role, 0);
    }

    /// A label with its words, wrapped beside it; nothing when there are no words.
    pub fn field(&mut self, label: &str, words: &str, role: Role) {
        if words.is_empty() {
            return;
        }
        let from = self.page.lines.len();
        let pieces = [Piece { range: 0..words.len(), role, tag: None }];
        self.pieces(words, &pieces, role, LABEL);
        if let Some(first) = self.page.lines.get_mut(from).and_then(|it| it.runs.first_mut()) {
            first.text = cells::fit(label, LABEL);
        }
    }

    /// A paragraph of pieces in order, wrapped, after an indent. What no piece covers is of role
    /// `rest`.
    /// Right-to-left paragraphs stand at the right edge.
    pub fn pieces(&mut self, text: &str, pieces: &[Piece], rest: Role, indent: usize) {
        let rtl = self.bidi == Bidi::Program && bidi::is_rtl(text);
        let width = self.width.saturating_sub(indent).max(1);
        for range in cells::wrap(text, width) {
            let mut runs = self.runs(text, range, pieces, rest, rtl);
            let used: usize = runs.iter().map(|it| cells::width(&it.text)).sum();
            let pad = if rtl { width.saturating_sub(used) } else { 0 };
            for blanks in [pad, indent].into_iter().filter(|it| *it > 0) {
                runs.insert(0, Run::plain(" ".repeat(blanks), Role::Muted));
            }
            let at = self.page.lines.len();
            for tag in runs.iter().filter_map(|it| it.tag) {
                if tag >= self.page.tag_lines.len() {
                    self.page.tag_lines.resize(tag + 1, usize::MAX);
                }
                self.page.tag_lines[tag] = self.page.tag_lines[tag].min(at);
            }
            self.page.lines.push(Line { runs });
        }
    }

    fn runs(
        &self,
        text: &str,
        line: Range<usize>,
        pieces: &[Piece],
        rest: Role,
        rtl: bool,
    ) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let words = text.get(line.clone()).unwrap_or("");
        for (range, grapheme) in bidi::visual(words, rtl, self.bidi) {
            let at = line.start + range.start;
            let before = pieces.partition_point(|it| it.range.end <= at);
            let piece = pieces.get(before).filter(|it| it.range.contains(&at));
            let (role, tag) = piece.map_or((rest, None), |it| (it.role, it.tag));
            for (shown, _) in cells::graphemes(&grapheme) {
                match runs.last_mut().filter(|it| it.role == role && it.tag == tag) {
                    Some(run) => run.text.push_str(shown),
                    None => runs.push(Run { text: shown.to_owned(), role, tag, link: None }),
                }
            }
        }
        runs
    }

    /// A row whose last column, of width 0, goes on in lines below itself.
    pub fn hanging(&mut self, columns: &[(&str, usize, Role)]) {
        let Some(((words, _, role), head)) = columns.split_last() else { return };
        let indent: usize = head.iter().map(|(_, width, _)| width + 1).sum();
        let from = self.page.lines.len();
        self.pieces(
            words,
            &[Piece { range: 0..words.len(), role: *role, tag: None }],
            *role,
            indent,
        );
        let mut line = Line::default();
        for (text, width, role) in head {
            let cut = cells::cut(text, *width);
            let shown = bidi::line(&cut, self.bidi);
            line = line.and(cells::fit(&shown, *width), *role).and(" ", Role::Text);
        }
        if let Some(first) = self.page.lines.get_mut(from) {
            first.runs.splice(..first.runs.len().min(1), line.runs);
        }
    }

    /// A row of columns: each with its width (0 takes what is left) and look.
    pub fn row(&mut self, columns: &[(&str, usize, Role)]) {
        let fixed: usize = columns.iter().map(|(_, width, _)| width + 1).sum();
        let rest = (self.width + 1).saturating_sub(fixed).saturating_sub(1).max(4);
        let mut line = Line::default();
        for (text, width, role) in columns {
            let width = if *width == 0 { rest } else { *width };
            let cut = cells::cut(text, width);
            let shown = bidi::line(&cut, self.bidi);
            line = line.and(cells::fit(&shown, width), *role).and(" ", Role::Text);
        }
        line.runs.pop();
        self.line(line);
    }
}
