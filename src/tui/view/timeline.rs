//! The incidents: when, how grave, where, what, who to whom, how many dead, how well known.

use ratatui::layout::Rect;

use super::pen::{Column, Pen, below_title, left, line, right};
use crate::output::headline;
use crate::tui::{
    action::Action,
    cells,
    data::{Row, Sort},
    labels,
    layout::Pane,
    state::State,
    theme::{Role, Theme},
    timeline::{self, Line},
};

/// Cells of the columns, by the width of the pane.
struct Widths {
    place: u16,
    who: u16,
    headline: u16,
}

/// Gutter, mark, day, severity, sign, deaths, sources and known, with their blanks.
const FIXED: u16 = 2 + 8 + 2 + 2 + 6 + 4;

fn widths(pane: u16) -> Widths {
    let rest = pane.saturating_sub(FIXED + 3);
    if rest < 36 {
        let place = rest.min(14);
        return Widths { place, who: 0, headline: rest.saturating_sub(place) };
    }
    let place = (rest / 4).clamp(12, 22);
    let who = (rest - place - rest * 2 / 5).clamp(12, 30);
    Widths { place, who, headline: rest - place - who }
}

/// Draws the timeline.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    title(state, pen, area);
    let body = below_title(area);
    let list = &state.timeline;
    if list.rows.is_empty() {
        pen.middle(body, &empty(state));
        return;
    }
    heads(pen, line(body, 0));
    let body = below_title(body);
    let lines = timeline::lines(state);
    for (n, it) in lines.iter().skip(list.top).take(body.height.into()).enumerate() {
        let area = line(body, n);
        match it {
            Line::Day(day) => head(pen, area, &labels::day_long(*day, state.today())),
            Line::Undated(day) => {
                head(pen, area, &format!("undated, reported {}", labels::day_short(*day).trim()));
            }
            Line::Looked => looked(pen, area),
            Line::Row(n) => row(state, pen, area, &list.rows[*n], *n == list.index),
        }
    }
}

fn heads(pen: &mut Pen<'_>, area: Rect) {
    let widths = widths(area.width);
    let mut columns = vec![
        left("", 2, Role::Muted),
        left("day", 7, Role::Muted),
        left("", 1, Role::Muted),
        left("", 1, Role::Muted),
        left("where", widths.place, Role::Muted),
    ];
    if widths.who > 0 {
        columns.push(left("who, to whom", widths.who, Role::Muted));
    }
    columns.push(right("dead", 5, Role::Muted));
    columns.push(right("src", 3, Role::Muted));
    columns.push(left("what", widths.headline, Role::Muted));
    pen.row(area, &columns, false);
}

fn title(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let what = if state.sight.statements { "Statements" } else { "Timeline" };
    let order = match state.sight.sort {
        Sort::Changed => "by latest change",
        Sort::Day => "by event day",
    };
    let list = &state.timeline;
    let place = if list.total == 0 {
        String::new()
    } else {
        format!("{}/{}", list.before + list.index + 1, list.total)
    };
    let focus = state.focus == Pane::Timeline;
    pen.title(area, &format!("{what} {order}"), &place, focus);
    if state.waiting > 0 {
        let news = format!(
            " {} {} new: {} ",
            pen.theme.sign("▲", "^"),
            state.waiting,
            super::frame::key(state, Action::ShowNew)
        );
        let wide = u16::try_from(cells::width(&news)).unwrap_or(0);
        let right = u16::try_from(cells::width(&place)).unwrap_or(0) + 4;
        let x = area.right().saturating_sub(wide + right).max(area.x);
        pen.text(x, area.y, wide, &news, Role::Accent);
    }
}

fn head(pen: &mut Pen<'_>, area: Rect, words: &str) {
    pen.text(area.x + 2, area.y, area.width.saturating_sub(2), words, Role::Muted);
}

fn looked(pen: &mut Pen<'_>, area: Rect) {
    let rule = pen.theme.sign("╌", "-").repeat(area.width.into());
    pen.text(area.x, area.y, area.width, &rule, Role::Accent);
    pen.text(area.x + 2, area.y, area.width, " new above, seen before below ", Role::Accent);
}

fn row(state: &State, pen: &mut Pen<'_>, area: Rect, row: &Row, selected: bool) {
    let it = &*row.incident;
    let names = state.names();
    let widths = widths(area.width);
    let unread = state.personal.is_unread(&it.id, row.commit);
    let gutter = format!(
        "{}{}",
        if selected { ">" } else { " " },
        match (state.personal.is_starred(&it.id), unread) {
            (true, _) => "*",
            (false, true) => pen.theme.sign("•", "o"),
            (false, false) => " ",
        }
    );
    let when = labels::when_short(it.when.as_ref());
    let place = labels::place(names, &it.place);
    let who = labels::who(names, it, pen.theme.sign("→", ">"));
    let sign = labels::event_sign(names, &it.event).to_string();
    let dead = labels::count_in(it.deaths, 5);
    let known = format!(
        "{}{}",
        cells::short_number(it.independent.into()),
        labels::verification_sign(it.verification)
    );
    let headline = headline(it, widths.headline);
    let strong = |role| if unread { Role::Unread } else { role };
    let severity = Theme::severity(it.severity);
    let mut columns: Vec<Column<'_>> = vec![
        left(&gutter, 2, Role::Accent),
        left(&when, 7, strong(Role::Text)),
        left(pen.theme.severity_sign(it.severity), 1, severity),
        left(&sign, 1, severity),
        left(&place, widths.place, strong(Role::Text)),
    ];
    if widths.who > 0 {
        columns.push(left(&who, widths.who, Role::Actor));
    }
    columns.push(right(&dead, 5, Role::Number));
    columns.push(right(&known, 3, known_role(it.verification)));
    columns.push(left(&headline, widths.headline, strong(Role::Text)));
    pen.row(area, &columns, selected);
}

/// From this width on, what happened is told in a whole sentence.
const SENTENCE: u16 = 60;

fn headline(it: &crate::model::Incident, width: u16) -> String {
    let mut words = String::new();
    if labels::is_late(it) {
        words.push_str("late: ");
    }
    if let Some(realis) = labels::realis_word(it.realis) {
        words.push_str(realis);
        words.push_str(": ");
    }
    words.push_str(if width < SENTENCE { headline::what(it) } else { &it.headline });
    words
}

fn known_role(verification: crate::model::Verification) -> Role {
    use crate::model::Verification as V;
    match verification {
        V::Refuted | V::Disputed => Role::Alert,
        V::Unconfirmed => Role::Text,
        V::Corroborated | V::Confirmed => Role::Good,
    }
}

/// What to say and do where there is nothing.
fn empty(state: &State) -> Vec<String> {
    if !state.loaded {
        return vec!["reading the store".to_owned()];
    }
    let key = |action| super::frame::key(state, action);
    if !state.sight.filter.is_empty() || state.sight.since_looked {
        return vec![
            "nothing fits this filter".to_owned(),
            format!(
                "{} drops the last chip, {} drops all",
                key(Action::Back),
                key(Action::ClearFilter)
            ),
        ];
    }
    if state.sight.statements {
        return vec![
            "no statements yet".to_owned(),
            format!("{} goes back to the incidents", key(Action::Statements)),
        ];
    }
    if state.settings.demo {
        return vec!["reading the bundled archive".to_owned()];
    }
    vec![
        "no incidents yet".to_owned(),
        "the first fetch fills this list; `vigie ingest FILE` reads documents".to_owned(),
        format!("{} shows the sources and what they say", key(Action::LayoutSources)),
        "`vigie demo` shows this desk on an archive that ships with it".to_owned(),
    ]
}
