//! What lies over the panes: the line with its choices, and the first run's words.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, left, line, right};
use crate::tui::{
    action::Action,
    cells,
    prompt::{Choice, Prompt, Purpose},
    state::State,
    theme::Role,
};

/// Draws the line and its choices at the bottom; where the cursor stands.
pub(super) fn prompt(pen: &mut Pen<'_>, prompt: &Prompt, screen: Rect) -> Position {
    let most = match prompt.purpose {
        Purpose::Help | Purpose::Palette => screen.height.saturating_sub(4),
        _ => (screen.height / 2).max(4),
    };
    let choices = u16::try_from(prompt.choices.len()).unwrap_or(u16::MAX).min(most);
    let fault = u16::from(prompt.fault.is_some());
    let height = (choices + fault + 2).min(screen.height - 1);
    let area = Rect { y: screen.bottom() - 1 - height, height, ..screen };
    pen.clear(area);
    let count =
        if prompt.choices.is_empty() { String::new() } else { prompt.choices.len().to_string() };
    let aside = if prompt.note.is_empty() { &count } else { &prompt.note };
    pen.title(area, prompt.purpose.label(), aside, true);
    let cursor = input(pen, prompt, line(area, 1));
    if let Some((at, expected)) = &prompt.fault {
        caret(pen, prompt, line(area, 2), *at, expected);
    }
    let list =
        Rect { y: area.y + 2 + fault, height: area.height.saturating_sub(2 + fault), ..area };
    let widest = |text: &dyn Fn(&Choice) -> &str, most: u16| {
        let widths = prompt.choices.iter().map(|it| cells::width(text(it)));
        u16::try_from(widths.max().unwrap_or(0)).unwrap_or(most).min(most)
    };
    let label = widest(&|it| &it.label, (screen.width / 3).clamp(12, 34));
    let aside = widest(&|it| &it.right, screen.width / 4);
    let detail = screen.width.saturating_sub(2 + label + 1 + aside + 2);
    let chosen = prompt.chosen.unwrap_or(0);
    let top = (chosen + 1).saturating_sub(usize::from(list.height));
    for (n, it) in prompt.choices.iter().enumerate().skip(top).take(list.height.into()) {
        let selected = prompt.chosen == Some(n);
        let gutter = if selected { ">" } else { " " };
        let columns = [
            left(gutter, 1, Role::Accent),
            left(&it.label, label, Role::Key),
            left(&it.detail, detail, Role::Muted),
            right(&it.right, aside, Role::Text),
        ];
        pen.row(line(list, n - top), &columns, selected);
    }
    cursor
}

fn input(pen: &mut Pen<'_>, prompt: &Prompt, area: Rect) -> Position {
    let at = pen.text(area.x, area.y, area.width, "> ", Role::Accent);
    let room = usize::from(area.right().saturating_sub(at)).saturating_sub(1);
    let before: String = prompt.input.value().chars().take(prompt.input.cursor()).collect();
    let used = cells::width(&before);
    let text = shown_from(prompt.input.value(), used.saturating_sub(room));
    pen.text(at, area.y, area.right().saturating_sub(at), text, Role::Text);
    let x = at + u16::try_from(used.min(room)).unwrap_or(0);
    Position { x, y: area.y }
}

/// The text without its first cells.
fn shown_from(text: &str, cells_cut: usize) -> &str {
    let mut used = 0;
    for (at, it) in unicode_segmentation::UnicodeSegmentation::grapheme_indices(text, true) {
        if used >= cells_cut {
            return text.get(at..).unwrap_or("");
        }
        used += cells::width(it);
    }
    if cells_cut == 0 { text } else { "" }
}

fn caret(pen: &mut Pen<'_>, prompt: &Prompt, area: Rect, at: usize, expected: &str) {
    let before = prompt.input.value().get(..at).unwrap_or(prompt.input.value());
    let room = usize::from(area.width.saturating_sub(4));
    let column = u16::try_from(cells::width(before).min(room)).unwrap_or(0);
    let words = format!("^ expected {expected}");
    let wide = u16::try_from(cells::width(&words)).unwrap_or(area.width);
    // Where the words have no room behind the caret they stand before it.
    if area.x + 2 + column + wide <= area.right() {
        pen.text(area.x + 2 + column, area.y, area.width, &words, Role::Alert);
    } else {
        let words = cells::cut(&format!("expected {expected} ^"), usize::from(column) + 3);
        pen.text(
            area.x,
            area.y,
            area.width,
            &cells::fit_right(&words, usize::from(column) + 3),
            Role::Alert,
        );
    }
}

/// The first run's words, at the foot of the panes.
pub(super) fn welcome(state: &State, pen: &mut Pen<'_>, body: Rect) {
    let key = |action| super::frame::key(state, action);
    let keys = format!(
        "{} opens a row, {} and {} filter by its actor and town, {} steps back, {} shows every key.",
        key(Action::Enter),
        key(Action::FilterActor),
        key(Action::FilterTown),
        key(Action::Back),
        key(Action::Help)
    );
    let config = state.settings.config_path.as_deref().map_or_else(
        || "It needs no settings; `vigie config --default` shows what there is to set.".to_owned(),
        |path| format!("It needs no settings; they would go to {path}."),
    );
    let what = "Each row is one incident of the theatre, told by any number of reports.";
    let width = usize::from(body.width.saturating_sub(2));
    let mut lines: Vec<String> = Vec::new();
    for it in [what, &keys, &config] {
        let parts = cells::wrap(it, width).into_iter();
        lines.extend(parts.filter_map(|range| it.get(range).map(str::to_owned)));
    }
    let height = u16::try_from(lines.len() + 1).unwrap_or(4).min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    pen.clear(area);
    pen.title(area, "Welcome", "any key goes on", true);
    for (it, y) in lines.iter().zip(area.y + 1..area.bottom()) {
        pen.text(area.x + 1, y, area.width.saturating_sub(1), it, Role::Text);
    }
}
