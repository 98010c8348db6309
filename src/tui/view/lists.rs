//! The actors, the towns and the sources.

use ratatui::layout::Rect;

use super::pen::{Column, Pen, below_title, left, line, right};
use crate::tui::{
    data::{ActorLine, SourceLine, TownLine},
    labels,
    layout::Pane,
    sheet::actor::bars,
    state::State,
    theme::Role,
};

/// From this width on, lists show a bar per week.
const WIDE: u16 = 70;

/// How a number moved against the one before.
fn trend(pen: &Pen<'_>, now: u32, before: u32) -> &'static str {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => pen.theme.sign("↑", "^"),
        std::cmp::Ordering::Less => pen.theme.sign("↓", "v"),
        std::cmp::Ordering::Equal => " ",
    }
}

fn number(n: u32) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(labels::day_short).unwrap_or_default()
}

/// Draws heads and rows of a table below its title.
fn table<T>(
    pen: &mut Pen<'_>,
    area: Rect,
    heads: &[Column<'_>],
    list: (&[T], usize, usize),
    mut row: impl FnMut(&mut Pen<'_>, Rect, &T, bool),
) {
    let body = below_title(area);
    if body.height == 0 {
        return;
    }
    pen.row(line(body, 0), heads, false);
    let (rows, top, index) = list;
    for (n, it) in rows.iter().enumerate().skip(top).take(usize::from(body.height) - 1) {
        row(pen, line(body, n - top + 1), it, n == index);
    }
}

/// The actors of the selected incidents.
pub(super) fn actors(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let list = &state.actors;
    let focus = state.focus == Pane::Actors;
    pen.title(area, "Actors", &number(u32::try_from(list.rows.len()).unwrap_or(0)), focus);
    let wide = area.width >= WIDE;
    let name = area.width.saturating_sub(if wide {
        2 + 6 + 6 + 6 + 7 + 7 + 27 + 7
    } else {
        2 + 5 + 5 + 6 + 7
    });
    let heads: Vec<Column<'_>> = if wide {
        vec![
            left("", 1, Role::Muted),
            left("", name, Role::Muted),
            right("7d", 5, Role::Muted),
            right("30d", 5, Role::Muted),
            right("hit", 5, Role::Muted),
            right("dead", 6, Role::Muted),
            right("lost", 6, Role::Muted),
            left("12 weeks", 26, Role::Muted),
            right("last", 6, Role::Muted),
        ]
    } else {
        vec![
            left("", 1, Role::Muted),
            left("", name, Role::Muted),
            right("7d", 4, Role::Muted),
            right("30d", 4, Role::Muted),
            right("dead", 5, Role::Muted),
            right("last", 6, Role::Muted),
        ]
    };
    table(pen, area, &heads, (&list.rows, list.top, list.index), |pen, area, it, selected| {
        actor(state, pen, area, it, selected && focus, wide, name);
    });
    if list.rows.is_empty() && state.loaded {
        pen.middle(below_title(area), &["no actors in this selection".to_owned()]);
    }
}

fn actor(
    state: &State,
    pen: &mut Pen<'_>,
    area: Rect,
    it: &ActorLine,
    selected: bool,
    wide: bool,
    width: u16,
) {
    let name =
        if width < 18 { labels::actor_short(state.names(), &it.id) } else { it.name.clone() };
    let gutter = if selected { ">" } else { " " };
    let month = format!("{}{}", it.attacks_30d, trend(pen, it.attacks_30d, it.attacks_before));
    let (week, hit) = (number(it.attacks_7d), number(it.targeted_30d));
    let (caused, suffered) = (labels::count(it.caused), labels::count(it.suffered));
    let (last, weeks) = (day(it.last), bars(&it.weeks));
    let columns: Vec<Column<'_>> = if wide {
        vec![
            left(gutter, 1, Role::Accent),
            left(&name, width, Role::Actor),
            right(&week, 5, Role::Text),
            right(&month, 5, Role::Text),
            right(&hit, 5, Role::Text),
            right(&caused, 6, Role::Number),
            right(&suffered, 6, Role::Number),
            left(&weeks, 26, Role::Event),
            right(&last, 6, Role::Muted),
        ]
    } else {
        vec![
            left(gutter, 1, Role::Accent),
            left(&name, width, Role::Actor),
            right(&week, 4, Role::Text),
            right(&month, 4, Role::Text),
            right(&caused, 5, Role::Number),
            right(&last, 6, Role::Muted),
        ]
    };
    pen.row(area, &columns, selected);
}

/// The towns of the selected incidents.
pub(super) fn towns(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let list = &state.towns;
    let focus = state.focus == Pane::Towns;
    pen.title(area, "Towns", &number(u32::try_from(list.rows.len()).unwrap_or(0)), focus);
    let wide = area.width >= WIDE;
    let rest = area.width.saturating_sub(if wide {
        2 + 5 + 5 + 6 + 6 + 27 + 7
    } else {
        2 + 5 + 5 + 6 + 7
    });
    let name = if rest > 24 { rest * 3 / 5 } else { rest };
    let region = if rest > 24 { rest - name - 1 } else { 0 };
    let heads: Vec<Column<'_>> = vec![
        left("", 1, Role::Muted),
        left("", name, Role::Muted),
        left("region", region, Role::Muted),
        right("7d", 4, Role::Muted),
        right("all", 4, Role::Muted),
        right("near", if wide { 5 } else { 0 }, Role::Muted),
        right("dead", 5, Role::Muted),
        left("12 weeks", if wide { 26 } else { 0 }, Role::Muted),
        right("last", 6, Role::Muted),
    ];
    table(pen, area, &heads, (&list.rows, list.top, list.index), |pen, area, it, selected| {
        town(pen, area, it, selected && focus, wide, (name, region));
    });
    if list.rows.is_empty() && state.loaded {
        pen.middle(below_title(area), &["no towns in this selection".to_owned()]);
    }
}

fn town(
    pen: &mut Pen<'_>,
    area: Rect,
    it: &TownLine,
    selected: bool,
    wide: bool,
    (name, region): (u16, u16),
) {
    let gutter = if selected { ">" } else { " " };
    let near = if it.near > 0 { format!("+{}", it.near) } else { String::new() };
    let label = match (it.id, wide || it.near == 0) {
        (None, _) => format!("{} region", it.name),
        (Some(_), true) => it.name.clone(),
        (Some(_), false) => format!("{} {near} near", it.name),
    };
    let role = if it.id.is_some() { Role::Town } else { Role::Muted };
    let (week, all) = (number(it.last_7d), number(it.incidents));
    let (dead, last, weeks) = (labels::count(it.deaths), day(it.last), bars(&it.weeks));
    let columns: Vec<Column<'_>> = vec![
        left(gutter, 1, Role::Accent),
        left(&label, name, role),
        left(&it.region, region, Role::Muted),
        right(&week, 4, Role::Text),
        right(&all, 4, Role::Text),
        right(&near, if wide { 5 } else { 0 }, Role::Muted),
        right(&dead, 5, Role::Number),
        left(&weeks, if wide { 26 } else { 0 }, Role::Event),
        right(&last, 6, Role::Muted),
    ];
    pen.row(area, &columns, selected);
}

/// The sources with what is wrong with them.
pub(super) fn sources(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let list = &state.sources;
    let broken = list.rows.iter().filter(|it| it.fault.is_some()).count();
    let right_words = format!("{} of {} broken", broken, list.rows.len());
    pen.title(area, "Sources", &right_words, state.focus == Pane::Sources);
    let rest = area.width.saturating_sub(2 + 2 + 8 + 9 + 9 + 9);
    let name = (rest / 3).clamp(10, 32).min(rest);
    let state_width = rest.saturating_sub(name + 1);
    let heads = vec![
        left("", 1, Role::Muted),
        left("", 1, Role::Muted),
        left("", name, Role::Muted),
        right("reports", 7, Role::Muted),
        right("success", 8, Role::Muted),
        right("silent", 8, Role::Muted),
        right("next", 8, Role::Muted),
        left("state", state_width, Role::Muted),
    ];
    table(pen, area, &heads, (&list.rows, list.top, list.index), |pen, area, it, selected| {
        source(state, pen, area, it, selected, (name, state_width));
    });
    if list.rows.is_empty() && state.loaded {
        pen.middle(below_title(area), &["no sources: the theatre pack lists none".to_owned()]);
    }
}

fn source(
    state: &State,
    pen: &mut Pen<'_>,
    area: Rect,
    it: &SourceLine,
    selected: bool,
    (name, width): (u16, u16),
) {
    let gutter = if selected { ">" } else { " " };
    let (sign, role, words) = match (&it.fault, it.enabled) {
        (_, false) => ("-", Role::Muted, "off".to_owned()),
        (Some(fault), _) => ("!", Role::Alert, fault.clone()),
        (None, _) if it.is_silent() => {
            ("~", Role::Serious, "silent for longer than usual".to_owned())
        }
        (None, _) if it.last_success.is_none() => (" ", Role::Muted, "not tried yet".to_owned()),
        (None, _) => ("=", Role::Good, "sound".to_owned()),
    };
    let ago =
        |at: Option<jiff::Timestamp>| at.map(|at| labels::ago(at, state.now)).unwrap_or_default();
    let (success, silent) =
        (ago(it.last_success), it.silent_s.map(labels::duration).unwrap_or_default());
    let next = it.next_try.map(|at| labels::ago(state.now, at)).unwrap_or_default();
    let reports = crate::tui::cells::short_number(it.reports);
    let columns = vec![
        left(gutter, 1, Role::Accent),
        left(sign, 1, role),
        left(&it.name, name, Role::Text),
        right(&reports, 7, Role::Text),
        right(&success, 8, Role::Muted),
        right(&silent, 8, Role::Muted),
        right(&next, 8, Role::Muted),
        left(&words, width, role),
    ];
    pen.row(area, &columns, selected);
}
