//! Incidents and deaths per day, as bars.

use ratatui::layout::Rect;

use super::pen::{Pen, below_title};
use crate::tui::{data::Day, labels, layout::Pane, state::State, theme::Role};

/// Draws the trend: as many of the last days as there are columns.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let wide = usize::from(area.width.saturating_sub(1)).max(1);
    // Wide screens with few days draw a day in several columns.
    let columns = (wide / state.days.len().clamp(1, wide)).clamp(1, 3);
    let shown = (wide / columns).min(state.days.len());
    let days = state.days.get(state.days.len() - shown..).unwrap_or(&[]);
    let sum: u32 = days.iter().map(|it| it.incidents).sum();
    let dead: u32 = days.iter().map(|it| it.deaths).sum();
    let right = match (days.first(), days.last()) {
        (Some(first), Some(last)) => format!(
            "{sum} incidents, {dead} dead, {} to {}",
            labels::day_short(first.day).trim(),
            labels::day_short(last.day).trim()
        ),
        _ => String::new(),
    };
    pen.title(area, "Trend by event day", &right, state.focus == Pane::Trend);
    let body = below_title(area);
    if days.is_empty() || body.height < 2 {
        return;
    }
    let upper = body.height.div_ceil(2);
    let incidents = Rect { height: upper, ..body };
    let deaths = Rect { y: body.y + upper, height: body.height - upper, ..body };
    bars(pen, incidents, days, columns, |it| it.incidents, ("incidents", Role::Title));
    bars(pen, deaths, days, columns, |it| it.deaths, ("dead", Role::Serious));
}

fn bars(
    pen: &mut Pen<'_>,
    area: Rect,
    days: &[Day],
    columns: usize,
    value: impl Fn(&Day) -> u32,
    (what, role): (&str, Role),
) {
    let most = days.iter().map(&value).max().unwrap_or(0).max(1);
    let levels = u32::from(area.height) * 8;
    for (n, day) in days.iter().enumerate() {
        let height = (value(day) * levels).div_ceil(most);
        for up in 0..area.height {
            let part = height.saturating_sub(u32::from(up) * 8).min(8);
            if part == 0 {
                break;
            }
            let bar = pen.theme.bar(part, 8).repeat(if columns > 1 { columns - 1 } else { 1 });
            let x = area.x + u16::try_from(n * columns).unwrap_or(u16::MAX);
            pen.text(x, area.bottom() - 1 - up, area.right().saturating_sub(x), &bar, role);
        }
    }
    let label = format!("{what}, most {most}");
    let used = u16::try_from(days.len() * columns).unwrap_or(u16::MAX);
    if used + 2 + u16::try_from(label.len()).unwrap_or(0) <= area.width {
        let x = area.x + used + 2;
        pen.text(x, area.bottom() - 1, area.right() - x, &label, Role::Muted);
    }
}
