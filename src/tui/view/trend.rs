//! Incidents and deaths per day, as bars.

use ratatui::layout::Rect;

use super::pen::{Pen, below_title};
use crate::tui::{data::Day, labels, layout::Pane, state::State, theme::Role};

/// Draws the trend: as many of the last days as there are columns.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let wide = usize::from(area.width.saturating_sub(1)).max(1);
    // Wide screens with few days draw a day in several columns.
    let columns = (wide / state.days.len().clamp(1, wide)).clamp(1, 6);
    let shown = (wide / columns).min(state.days.len());
    let days = state.days.get(state.days.len() - shown..).unwrap_or(&[]);
    let sum: u32 = days.iter().map(|it| it.incidents).sum();
    let dead: u32 = days.iter().map(|it| it.deaths).sum();
    let right = match (days.first(), days.last()) {
        (Some(first), Some(last)) => format!(
            "above {}, below {dead} dead, {} to {}",
            labels::number_of(sum, "incident"),
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
    let axis = u16::from(body.height >= 5);
    let upper = (body.height - axis).div_ceil(2);
    let incidents = Rect { height: upper, ..body };
    let deaths = Rect { y: body.y + upper, height: body.height - axis - upper, ..body };
    if axis > 0 {
        dates(pen, Rect { y: body.bottom() - 1, height: 1, ..body }, days, columns);
    }
    bars(pen, incidents, days, columns, |it| it.incidents, ("incidents", Role::Title));
    bars(pen, deaths, days, columns, |it| it.deaths, ("dead", Role::Serious));
}

/// Days below the bars, as many as have room.
fn dates(pen: &mut Pen<'_>, area: Rect, days: &[Day], columns: usize) {
    let mut free = area.x;
    for (n, day) in days.iter().enumerate() {
        let x = area.x + u16::try_from(n * columns).unwrap_or(u16::MAX);
        let words = labels::day_short(day.day);
        let words = words.trim();
        let wide = u16::try_from(words.len()).unwrap_or(0);
        if x < free || x + wide > area.right() {
            continue;
        }
        free = x + wide + 3;
        pen.text(x, area.y, wide, words, Role::Muted);
    }
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
