//! What frames the panes: the line at the top, the chips, the status and the keys valid now.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::tui::{
    action::Action,
    cells,
    filter::chip_words,
    keymap::Context,
    labels,
    layout::{Areas, Layout, Pane},
    prompt::Purpose,
    reader::Subject,
    state::State,
    theme::Role,
};

/// The key of an action as it is valid now, or its name where it has none.
pub(super) fn key(state: &State, action: Action) -> String {
    let keymap = &state.settings.keymap;
    let of = |context| keymap.key_of(context, action).map(|it| it.to_string());
    of(state.context()).or_else(|| of(Context::Global)).unwrap_or_else(|| action.name().to_owned())
}

/// The line at the top: theatre, layouts with their keys, the time.
pub(super) fn header(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let mut at = pen.text(area.x, area.y, area.width, " vigie ", Role::Focus);
    let tabs = tabs(state);
    let wide = |words: &str| u16::try_from(cells::width(words)).unwrap_or(u16::MAX);
    let tabs_wide: u16 = tabs.iter().map(|(_, key, name)| wide(key) + wide(name) + 3).sum();
    let clocks = clocks(state);
    let shortest = clocks.last().map_or(0, |it| wide(it) + 1);
    let theatre = &state.names().name;
    if at + tabs_wide + wide(theatre) + 2 + shortest < area.right() {
        at = pen.text(at, area.y, area.right() - at, theatre, Role::Muted) + 2;
    }
    if at + tabs_wide + shortest < area.right() {
        for (layout, key, name) in &tabs {
            let here = *layout == state.sight.layout;
            let role = |other| if here { Role::Chip } else { other };
            at = pen.text(at, area.y, wide(key) + 1, &format!(" {key}"), role(Role::Key));
            at = pen.text(at, area.y, wide(name) + 2, &format!(" {name} "), role(Role::Muted));
        }
    } else {
        at = pen.text(at, area.y, area.right() - at, state.sight.layout.name(), Role::Muted);
    }
    if let Some(clock) = clocks.iter().find(|it| at + wide(it) + 2 < area.right()) {
        let role = if state.settings.demo { Role::Accent } else { Role::Text };
        let x = area.right() - wide(clock) - 1;
        pen.text(x, area.y, wide(clock), clock, role);
    }
}

/// The layouts, each with the key that brings it up.
fn tabs(state: &State) -> Vec<(Layout, String, &'static str)> {
    let action = |layout| match layout {
        Layout::Desk => Action::LayoutDesk,
        Layout::Reading => Action::LayoutReading,
        Layout::Map => Action::LayoutMap,
        Layout::Trend => Action::LayoutTrend,
        Layout::Actors => Action::LayoutActors,
        Layout::Towns => Action::LayoutTowns,
        Layout::Sources => Action::LayoutSources,
    };
    Layout::ALL.iter().map(|it| (*it, key(state, action(*it)), it.name())).collect()
}

/// The time, from the longest form to the shortest.
fn clocks(state: &State) -> Vec<String> {
    let now = state.now.to_zoned(jiff::tz::TimeZone::UTC);
    let time = |form: &str| now.strftime(form).to_string();
    let long = time("%a %-d %b %Y %H:%M UTC");
    let mut clocks = vec![long, time("%-d %b %H:%M UTC"), time("%-d %b %H:%M"), time("%H:%M")];
    if state.settings.demo {
        clocks.insert(0, format!("demo, as of {}", clocks[0]));
    }
    clocks
}

/// The filter in words.
pub(super) fn chips(state: &State, pen: &mut Pen<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let sight = &state.sight;
    let mut x = area.x + 1;
    let mut chip = |pen: &mut Pen<'_>, words: &str, role| {
        x = pen.text(x, area.y, area.right().saturating_sub(x), &format!(" {words} "), role) + 1;
    };
    if let (Some(open), Pane::Reader) = (&sight.open, state.focus) {
        let kind = match open {
            Subject::Incident(_) => "incident",
            Subject::Actor(_) => "actor",
            Subject::Town(_) => "town",
        };
        chip(pen, kind, Role::Muted);
    }
    if sight.statements {
        chip(pen, "statements", Role::Chip);
    }
    if sight.since_looked {
        chip(pen, "new since I last looked", Role::Chip);
    }
    for it in &sight.filter.chips {
        chip(pen, &chip_words(state.names(), it), Role::Chip);
    }
    if sight.filter.is_empty() && !sight.statements && !sight.since_looked {
        if state.focus == Pane::Reader {
            return;
        }
        let hint = format!(
            "everything; {} writes a filter, {} {} {} {} filter by the row",
            key(state, Action::FilterLine),
            key(state, Action::FilterActor),
            key(state, Action::FilterTown),
            key(state, Action::FilterRegion),
            key(state, Action::FilterKind)
        );
        pen.text(x, area.y, area.right() - x, &hint, Role::Muted);
    } else if state.loaded {
        let one = if sight.statements { "statement" } else { "incident" };
        let count = labels::number_of(state.timeline.total as u64, one);
        pen.text(x, area.y, area.right().saturating_sub(x), &count, Role::Muted);
    }
}

/// The rules between panes that stand side by side.
pub(super) fn rules(pen: &mut Pen<'_>, areas: &Areas) {
    let bar = pen.theme.sign("│", "|");
    for (_, area) in &areas.panes {
        if area.x == 0 {
            continue;
        }
        for y in area.top()..area.bottom() {
            pen.text(area.x - 1, y, 1, bar, Role::Muted);
        }
    }
}

/// What goes on: what was said last, else poller, sources and work under way.
pub(super) fn status(state: &State, pen: &mut Pen<'_>, area: Rect) {
    if let Some(notice) = &state.notice {
        let shown = crate::tui::bidi::line(&notice.text, pen.bidi);
        let words = cells::cut(&shown, usize::from(area.width.saturating_sub(2)));
        pen.text(area.x + 1, area.y, area.width - 1, &words, notice.role);
        return;
    }
    let health = &state.health;
    let mut x = area.x + 1;
    let mut say = |pen: &mut Pen<'_>, words: &str, role| {
        x = pen.text(x, area.y, area.right().saturating_sub(x), words, role) + 2;
    };
    match (&health.poller, state.settings.demo) {
        (_, true) => say(pen, "bundled archive, nothing is fetched", Role::Muted),
        (Some(poller), _) => say(pen, &format!("polling: {poller}"), Role::Muted),
        (None, _) => say(pen, "nobody polls", Role::Stale),
    }
    if health.broken > 0 {
        let words = format!("{} broken", labels::number_of(health.broken, "source"));
        say(pen, &words, Role::Alert);
    }
    let silent = state.sources.rows.iter().filter(|it| it.is_silent()).count();
    if silent > 0 {
        say(pen, &format!("{silent} silent"), Role::Serious);
    }
    if let Some((what, done, of)) = &health.progress {
        let words = if *of > 0 {
            format!("{what} {} of {}", cells::short_number(*done), cells::short_number(*of))
        } else {
            format!("{what} {}", cells::short_number(*done))
        };
        say(pen, &words, Role::Accent);
    }
    let next = state.sources.rows.iter().filter_map(|it| it.next_try).min();
    if let Some(next) = next.filter(|it| *it > state.now && !state.settings.demo) {
        say(pen, &format!("next try {}", labels::instant(next)), Role::Muted);
    }
}

/// The keys that are valid now, as many as there is room for.
pub(super) fn footer(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let mut x = area.x + 1;
    for action in offered(state) {
        let Some(key) = state.settings.keymap.key_of(state.context(), *action) else { continue };
        let key = key.to_string();
        let wide = u16::try_from(cells::width(&key) + 1 + action.short().len()).unwrap_or(0);
        if x + wide > area.right() {
            break;
        }
        let at = pen.text(x, area.y, wide, &key, Role::Key);
        x = pen.text(at + 1, area.y, wide, action.short(), Role::Muted) + 2;
    }
}

/// The actions worth a place in the footer where the person is, the first the most.
fn offered(state: &State) -> &'static [Action] {
    use Action as A;
    match state.prompt.as_ref().map(|it| it.purpose) {
        None => {}
        Some(Purpose::View | Purpose::Rules) => {
            return &[A::Accept, A::Cancel, A::Forget, A::NextChoice, A::PreviousChoice];
        }
        Some(_) => return &[A::Accept, A::Cancel, A::Complete, A::NextChoice, A::PreviousChoice],
    }
    match (state.focus, &state.reader.subject) {
        (Pane::Reader, Some(Subject::Actor(_))) => {
            &[A::Back, A::FilterActor, A::Help, A::Down, A::PageDown, A::PickActor, A::Quit]
        }
        (Pane::Reader, Some(Subject::Town(_))) => &[
            A::Back,
            A::FilterTown,
            A::Help,
            A::FilterRegion,
            A::Down,
            A::PageDown,
            A::PickTown,
            A::Quit,
        ],
        (Pane::Reader, _) => &[
            A::Back,
            A::NextTag,
            A::Help,
            A::NextReport,
            A::OpenLink,
            A::CopyUrl,
            A::CopyCitation,
            A::CopyMarkdown,
            A::Star,
            A::FilterActor,
            A::FilterTown,
            A::Bidi,
            A::Quit,
        ],
        (Pane::Timeline | Pane::Map | Pane::Trend, _) => &[
            A::Enter,
            A::FilterLine,
            A::Help,
            A::FilterActor,
            A::FilterTown,
            A::NextPane,
            A::Quit,
            A::FilterRegion,
            A::FilterKind,
            A::Invert,
            A::Star,
            A::Statements,
            A::SinceLooked,
            A::Sort,
            A::Palette,
        ],
        (Pane::Actors, _) => &[
            A::Enter,
            A::FilterActor,
            A::Help,
            A::PickActor,
            A::Back,
            A::NextPane,
            A::Quit,
            A::Palette,
        ],
        (Pane::Towns, _) => &[
            A::Enter,
            A::FilterTown,
            A::Help,
            A::FilterRegion,
            A::PickTown,
            A::Back,
            A::NextPane,
            A::Quit,
            A::Palette,
        ],
        (Pane::Sources, _) => &[A::Enter, A::LayoutDesk, A::Help, A::Quit, A::Palette],
    }
}
