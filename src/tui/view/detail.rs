//! The text that is open or previewed.

use ratatui::layout::Rect;

use super::pen::{Pen, below_title, line};
use crate::tui::{
    layout::Pane,
    link,
    page::Page,
    reader::{Reader, Sheet, Subject},
    state::State,
    theme::Role,
};

/// Draws the reader.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let reader = &state.reader;
    let title = match &reader.subject {
        Some(Subject::Incident(_)) => "Incident",
        Some(Subject::Actor(_)) => "Actor",
        Some(Subject::Town(_)) => "Town",
        None => "Nothing selected",
    };
    pen.title(area, title, &place(reader, area), state.focus == Pane::Reader);
    let body = below_title(area);
    if matches!(reader.sheet, Sheet::Empty) {
        let words = if reader.subject.is_some() { "reading" } else { "" };
        pen.middle(body, &[words.to_owned()]);
        return;
    }
    let (facts, text) = Reader::columns(body.width);
    let height = usize::from(body.height);
    let top = reader.top.min(reader.facts.lines.len().saturating_sub(height));
    page(pen, Rect { width: facts, ..body }, &reader.facts, top, reader.tag);
    if let (Some(width), Some(text)) = (text, &reader.text) {
        let x = body.x + facts + 3;
        let area = Rect { x, width: width.min(body.right().saturating_sub(x)), ..body };
        page(pen, area, text, reader.top, reader.tag);
    }
}

fn place(reader: &Reader, area: Rect) -> String {
    let (lines, height) = (reader.lines(), Reader::height(area));
    if lines <= height {
        return String::new();
    }
    format!("{}%", (reader.top + height).min(lines) * 100 / lines)
}

fn page(pen: &mut Pen<'_>, area: Rect, page: &Page, top: usize, tag: Option<usize>) {
    for (n, it) in page.lines.iter().skip(top).take(area.height.into()).enumerate() {
        let area = line(area, n);
        let mut x = area.x;
        for run in &it.runs {
            let style = match run.tag {
                Some(number) if Some(number) == tag => pen.theme.style(Role::Selected),
                Some(_) => pen.theme.evidence(run.role),
                None => pen.theme.style(run.role),
            };
            let style = match &run.link {
                Some(url) => style.underline_color(link::mark(url)),
                None => style,
            };
            x = pen.styled(x, area.y, area.right().saturating_sub(x), &run.text, style);
        }
    }
}
