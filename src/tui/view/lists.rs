//! The actors, the towns and the sources.

use std::fmt::Write as _;

use ratatui::layout::Rect;

use super::pen::{Align, Column, Pen, below_title, line};
use crate::{
    model::Slug,
    tui::{
        cells,
        data::{ActorLine, SourceLine, TownLine},
        labels,
        layout::Pane,
        state::State,
        theme::Role,
    },
};

/// From this width on, lists show both the last week's and the whole selection's count.
const ROOMY: u16 = 42;

/// From this width on, actors have their names in full.
const NAMED: u16 = 52;

/// From this width on, lists show all that they know.
const WIDE: u16 = 100;

/// A column of a table: its head, its width in cells (0: what is left), how a row fills it.
struct Spec<T> {
    head: &'static str,
    width: u16,
    align: Align,
    role: Role,
    text: fn(&State, &T) -> String,
}

fn spec<T>(head: &'static str, width: u16, role: Role, text: fn(&State, &T) -> String) -> Spec<T> {
    let align = if width > 0 && width <= 8 { Align::Right } else { Align::Left };
    Spec { head, width, align, role, text }
}

fn left<T>(mut it: Spec<T>) -> Spec<T> {
    it.align = Align::Left;
    it
}

/// A list with its cursor.
struct Cursor<'a, T> {
    rows: &'a [T],
    top: usize,
    index: usize,
    focus: bool,
}

/// Draws heads and rows below the title.
fn table<T>(state: &State, pen: &mut Pen<'_>, area: Rect, specs: &[Spec<T>], list: &Cursor<'_, T>) {
    let body = below_title(area);
    if body.height == 0 {
        return;
    }
    let open = u16::try_from(specs.iter().filter(|it| it.width == 0).count()).unwrap_or(1).max(1);
    let fixed: u16 = specs.iter().map(|it| it.width + 1).sum();
    let rest = (body.width.saturating_sub(1 + fixed) / open).max(4);
    let width = |it: &Spec<T>| if it.width == 0 { rest } else { it.width };
    let heads: Vec<Column<'_>> = std::iter::once(gutter(" "))
        .chain(specs.iter().map(|it| Column {
            text: it.head,
            width: width(it),
            align: it.align,
            role: Role::Muted,
        }))
        .collect();
    pen.row(line(body, 0), &heads, false);
    let shown = list.rows.iter().enumerate().skip(list.top).take(usize::from(body.height) - 1);
    for (n, row) in shown {
        let selected = n == list.index && list.focus;
        let texts: Vec<String> = specs.iter().map(|it| (it.text)(state, row)).collect();
        let columns: Vec<Column<'_>> = std::iter::once(gutter(if selected { ">" } else { " " }))
            .chain(specs.iter().zip(&texts).map(|(it, text)| Column {
                text,
                width: width(it),
                align: it.align,
                role: it.role,
            }))
            .collect();
        pen.row(line(body, n - list.top + 1), &columns, selected);
    }
}

fn gutter(sign: &str) -> Column<'_> {
    Column { text: sign, width: 1, align: Align::Left, role: Role::Accent }
}

/// How a number moved against the one before.
fn against(state: &State, now: u32, before: u32) -> String {
    let theme = state.settings.theme;
    let sign = match now.cmp(&before) {
        std::cmp::Ordering::Greater => theme.sign("↑", "^"),
        std::cmp::Ordering::Less => theme.sign("↓", "v"),
        std::cmp::Ordering::Equal => " ",
    };
    if now == 0 && before == 0 { String::new() } else { format!("{now}{sign}") }
}

fn number(n: u32) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn count(rows: usize) -> String {
    if rows == 0 { String::new() } else { rows.to_string() }
}

fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(labels::day_short).unwrap_or_default()
}

/// A count of dead where zero says nothing.
fn dead(count: crate::model::Count) -> String {
    if count.high == Some(0) { String::new() } else { labels::count_in(count, 5) }
}

fn shorts(state: &State, ids: &[Slug]) -> String {
    let names: Vec<String> =
        ids.iter().take(3).map(|it| labels::actor_short(state.names(), it)).collect();
    names.join(" ")
}

/// The actors of the selected incidents.
pub(super) fn actors(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let list = &state.actors;
    let focus = state.focus == Pane::Actors;
    pen.title(area, "Actors", &count(list.rows.len()), focus);
    let name: fn(&State, &ActorLine) -> String = if area.width < NAMED {
        |state, it| labels::actor_short(state.names(), &it.id)
    } else {
        |_, it| it.name.clone()
    };
    let mut specs: Vec<Spec<ActorLine>> = vec![spec("", 0, Role::Actor, name)];
    if area.width >= ROOMY {
        specs.push(spec("7d", 3, Role::Text, |_, it| number(it.attacks_7d)));
    }
    specs.push(spec("30d", 4, Role::Text, |state, it| {
        against(state, it.attacks_30d, it.attacks_before)
    }));
    specs.push(spec("all", 4, Role::Text, |_, it| number(it.incidents)));
    specs.push(spec("dead", 5, Role::Number, |_, it| dead(it.caused)));
    if area.width >= WIDE {
        specs.push(spec("lost", 6, Role::Number, |_, it| dead(it.suffered)));
        specs.push(spec("hit 30d", 7, Role::Text, |_, it| number(it.targeted_30d)));
        specs.push(spec("claimed", 7, Role::Text, |_, it| number(it.claimed)));
        specs.push(spec("alleged", 7, Role::Text, |_, it| number(it.alleged)));
        specs.push(spec("towns", 6, Role::Text, |_, it| number(it.towns_30d)));
    }
    specs.push(spec("last", 6, Role::Muted, |_, it| day(it.last)));
    let rows = Cursor { rows: &list.rows, top: list.top, index: list.index, focus };
    table(state, pen, area, &specs, &rows);
    if list.rows.is_empty() && state.loaded {
        pen.middle(below_title(area), &["no actors in this selection".to_owned()]);
    }
}

/// The towns of the selected incidents.
pub(super) fn towns(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let list = &state.towns;
    let focus = state.focus == Pane::Towns;
    pen.title(area, "Towns", &count(list.rows.len()), focus);
    let mut specs: Vec<Spec<TownLine>> = vec![spec("+ near", 0, Role::Town, town_name)];
    if area.width >= 52 {
        specs.push(spec("region", 12, Role::Muted, |_, it| it.region.clone()));
    }
    specs.push(spec("7d", 3, Role::Text, |_, it| number(it.last_7d)));
    specs.push(spec("30d", 4, Role::Text, |state, it| against(state, it.last_30d, it.before)));
    if area.width >= ROOMY {
        specs.push(spec("all", 4, Role::Text, |_, it| number(it.incidents)));
    }
    specs.push(spec("dead", 5, Role::Number, |_, it| dead(it.deaths)));
    if area.width >= WIDE {
        specs.push(left(spec("by", 18, Role::Actor, |state, it| shorts(state, &it.attackers))));
        specs.push(spec("quiet", 6, Role::Muted, |_, it| {
            it.quiet_days.map(|it| format!("{it} d")).unwrap_or_default()
        }));
        specs.push(spec("unsure", 6, Role::Muted, |_, it| {
            it.unconfirmed.map(|it| format!("{:.0}%", it * 100.0)).unwrap_or_default()
        }));
    }
    specs.push(spec("last", 6, Role::Muted, |_, it| day(it.last)));
    let rows = Cursor { rows: &list.rows, top: list.top, index: list.index, focus };
    table(state, pen, area, &specs, &rows);
    if list.rows.is_empty() && state.loaded {
        pen.middle(below_title(area), &["no towns in this selection".to_owned()]);
    }
}

fn town_name(_: &State, it: &TownLine) -> String {
    match (it.id, it.near) {
        (None, _) => format!("{} region", it.name),
        (Some(_), 0) => it.name.clone(),
        (Some(_), near) => format!("{} +{near}", it.name),
    }
}

/// The sources with what is wrong with them.
pub(super) fn sources(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let list = &state.sources;
    let on = list.rows.iter().filter(|it| it.enabled);
    let broken = on.clone().filter(|it| it.fault.is_some()).count();
    let off = list.rows.len() - on.clone().count();
    let mut right = format!("{broken} of {} broken", on.count());
    if state.settings.demo {
        right = labels::number_of(list.rows.len() as u64, "source");
    } else if off > 0 {
        let _ = write!(right, ", {off} off");
    }
    let focus = state.focus == Pane::Sources;
    pen.title(area, "Sources", &right, focus);
    let mut specs: Vec<Spec<SourceLine>> = vec![
        left(spec("", 1, Role::Accent, |state, it| health(state, it).0.to_owned())),
        spec("", 0, Role::Text, |_, it| it.name.clone()),
        spec("reports", 7, Role::Text, |_, it| cells::short_number(it.reports)),
        spec("success", 7, Role::Muted, |state, it| {
            it.last_success.map(|at| labels::ago(at, state.now)).unwrap_or_default()
        }),
        spec("silent", 7, Role::Muted, |_, it| {
            it.silent_s.map(labels::duration).unwrap_or_default()
        }),
        spec("next", 7, Role::Muted, |state, it| {
            it.next_try.map(|at| labels::ago(state.now, at)).unwrap_or_default()
        }),
        spec("state", 0, Role::Text, |state, it| health(state, it).1),
    ];
    if area.width >= 110 {
        specs.insert(2, left(spec("", 2, Role::Muted, |_, it| it.reliability.to_string())));
        specs.insert(3, left(spec("kind", 9, Role::Muted, |_, it| it.kind.clone())));
    }
    let rows = Cursor { rows: &list.rows, top: list.top, index: list.index, focus };
    table(state, pen, area, &specs, &rows);
    if list.rows.is_empty() && state.loaded {
        pen.middle(below_title(area), &["no sources: the theatre pack lists none".to_owned()]);
    }
}

/// A sign and words for how a source does.
fn health(state: &State, it: &SourceLine) -> (&'static str, String) {
    match &it.fault {
        _ if state.settings.demo => ("=", "read from the bundled archive".to_owned()),
        _ if !it.enabled => ("-", "off".to_owned()),
        Some(fault) => ("!", fault.clone()),
        None if it.is_silent() => ("~", "silent for longer than usual".to_owned()),
        None if it.last_success.is_none() => (" ", "not tried yet".to_owned()),
        None => ("=", "sound".to_owned()),
    }
}
