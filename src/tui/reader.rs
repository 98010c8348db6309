//! The text that is open or previewed: an incident with its reports, an actor, a town.

use ratatui::style::Color;

use super::{
    data::{ActorSheet, IncidentSheet, TownSheet},
    link,
    page::Page,
    sheet,
    theme::Role,
};
use crate::{
    config::Bidi,
    model::{Report, Slug, Span},
    theatre::Names,
};

/// What can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An incident by id.
    Incident(Slug),
    /// An actor by id.
    Actor(String),
    /// A town by gazetteer id.
    Town(i64),
}

/// What was read of it.
#[derive(Clone, Debug, Default)]
pub enum Sheet {
    /// Nothing yet.
    #[default]
    Empty,
    /// An incident.
    Incident(Box<IncidentSheet>),
    /// An actor.
    Actor(Box<ActorSheet>),
    /// A town.
    Town(Box<TownSheet>),
}

/// One highlighted run of words with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Bytes of the report's text.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// What it was read as, and why.
    pub reason: String,
}

/// The text with the reader's place in it.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// What is shown, or was asked for.
    pub subject: Option<Subject>,
    /// What was read of it.
    pub sheet: Sheet,
    /// Which of the incident's reports is shown.
    pub report: usize,
    /// The tag that was jumped to.
    pub tag: Option<usize>,
    /// The first line on screen.
    pub top: usize,
    /// The facts, laid out; with the text below them where there is one column.
    pub facts: Page,
    /// The report's text, laid out, where it has a column of its own.
    pub text: Option<Page>,
    /// The tags of the shown report, in the order of the text.
    pub tags: Vec<Tag>,
    /// The links of the pages: the mark of their cells and their target.
    pub links: Vec<(Color, String)>,
    /// What the pages were laid out for.
    laid: Option<Laid>,
}

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Laid {
    width: u16,
    report: usize,
    bidi: Bidi,
    day: jiff::civil::Date,
}

/// Two pages side by side where there is room for both, else one below the other.
fn beside(mut head: Page, body: Page, room: bool) -> (Page, Option<Page>) {
    if room {
        return (head, Some(body));
    }
    head.append(body);
    (head, None)
}

/// From this width on, facts and text stand side by side.
const TWO_COLUMNS: u16 = 130;

impl Reader {
    /// Takes what was read. The reader's place stays where the subject is the same.
    pub fn take(&mut self, sheet: Sheet) {
        if let (Sheet::Incident(old), Sheet::Incident(new)) = (&self.sheet, &sheet) {
            let same = old.reports.get(self.report).map(|it| &it.report.id);
            let now = new.reports.iter().position(|it| Some(&it.report.id) == same);
            self.report = now.unwrap_or(self.report).min(new.reports.len().saturating_sub(1));
        }
        self.sheet = sheet;
        self.laid = None;
    }

    /// Turns to a subject; what was shown of another goes.
    pub fn turn_to(&mut self, subject: Subject) {
        if self.subject.as_ref() != Some(&subject) {
            *self = Self { subject: Some(subject), ..Self::default() };
        }
    }

    /// The report that is shown.
    pub fn shown(&self) -> Option<&Report> {
        match &self.sheet {
            Sheet::Incident(it) => it.reports.get(self.report).map(|it| &it.report),
            Sheet::Empty | Sheet::Actor(_) | Sheet::Town(_) => None,
        }
    }

    /// Columns of facts and of text in an area of this width.
    pub fn columns(width: u16) -> (u16, Option<u16>) {
        if width < TWO_COLUMNS {
            return (width.min(100), None);
        }
        let facts = (width * 2 / 5).min(72);
        (facts, Some((width - facts - 3).min(100)))
    }

    /// Lines of text in an area: its first is the title.
    pub fn height(area: ratatui::layout::Rect) -> usize {
        usize::from(area.height.saturating_sub(1))
    }

    /// Lays the subject out anew if anything that the layout depends on has changed.
    pub fn lay(&mut self, names: &Names, width: u16, bidi: Bidi, today: jiff::civil::Date) {
        let laid = Laid { width, report: self.report, bidi, day: today };
        if self.laid.as_ref() == Some(&laid) {
            return;
        }
        let (facts, text) = Self::columns(width);
        let facts = usize::from(facts);
        self.tags.clear();
        (self.facts, self.text) = match &self.sheet {
            Sheet::Empty => (Page::default(), None),
            Sheet::Actor(it) => {
                let width = text.map_or(facts, usize::from);
                let head = sheet::actor::page(names, it, facts, bidi, today);
                beside(head, sheet::actor::more(names, it, width, bidi), text.is_some())
            }
            Sheet::Town(it) => {
                let width = text.map_or(facts, usize::from);
                let head = sheet::town::page(names, it, facts, bidi, today);
                beside(head, sheet::town::more(names, it, width, bidi), text.is_some())
            }
            Sheet::Incident(it) => {
                self.tags = sheet::text::tags(names, it, self.report);
                let head = sheet::incident::page(names, it, self.report, facts, bidi);
                let width = text.map_or(facts, usize::from);
                let body = sheet::text::page(it, self.report, &self.tags, width, bidi);
                beside(head, body, text.is_some())
            }
        };
        let pages = std::iter::once(&self.facts).chain(&self.text);
        let runs = pages.flat_map(|it| &it.lines).flat_map(|it| &it.runs);
        let links = runs.filter_map(|it| it.link.as_deref());
        self.links = links.filter_map(|it| Some((link::mark(it), link::target(it)?))).collect();
        self.laid = Some(laid);
    }

    /// How many lines there are to scroll.
    pub fn lines(&self) -> usize {
        self.facts.lines.len().max(self.text.as_ref().map_or(0, |it| it.lines.len()))
    }

    /// Scrolls by so many lines within a window of `height`.
    pub fn scroll(&mut self, by: isize, height: usize) {
        let most = self.lines().saturating_sub(height);
        self.top = self.top.saturating_add_signed(by).min(most);
    }

    /// Goes so many tags on, round the end, and shows the line that it stands on.
    pub fn step_tag(&mut self, by: isize, height: usize) -> Option<&Tag> {
        let count = self.tags.len();
        if count == 0 {
            return None;
        }
        let last = count - 1;
        let at = match self.tag {
            None if by > 0 => 0,
            None => last,
            Some(at) if by > 0 => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            Some(at) => at.checked_sub(1).unwrap_or(last),
        };
        self.tag = Some(at);
        let page = self.text.as_ref().unwrap_or(&self.facts);
        if let Some(line) = page.tag_lines.get(at).copied().filter(|it| *it < page.lines.len()) {
            let seen = self.top..self.top + height.saturating_sub(1);
            if !seen.contains(&line) {
                self.top = line.saturating_sub(height / 3);
            }
        }
        self.tags.get(at)
    }

    /// Goes so many reports on; `false` where there is none.
    pub fn step_report(&mut self, by: isize) -> bool {
        let Sheet::Incident(it) = &self.sheet else { return false };
        let to = self.report.saturating_add_signed(by).min(it.reports.len().saturating_sub(1));
        let moved = to != self.report;
        if moved {
            (self.report, self.tag) = (to, None);
        }
        moved
    }
}
