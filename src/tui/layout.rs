//! Which panes a layout shows and where: a pure function of the layout, the focus and the size, so
//! that scrolling (which must know heights) and drawing agree.

use ratatui::layout::{Constraint, Layout as Split, Rect};
use serde::{Deserialize, Serialize};

/// The arrangements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Timeline, actors and towns: what is new, who, where.
    #[default]
    Desk,
    /// The timeline with the selected incident beside it.
    Reading,
    /// The map with the timeline.
    Map,
    /// Incidents and deaths per day, with the timeline.
    Trend,
    /// The actors.
    Actors,
    /// The towns.
    Towns,
    /// The sources.
    Sources,
}

/// One part of the screen that can have the focus, or shows without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list of incidents.
    Timeline,
    /// The list of actors.
    Actors,
    /// The list of towns.
    Towns,
    /// The text of what is open or selected.
    Reader,
    /// The map.
    Map,
    /// The trend.
    Trend,
    /// The list of sources.
    Sources,
}

/// The smallest screen that is drawn at all.
pub const LEAST: (u16, u16) = (30, 8);

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The line at the top.
    pub header: Rect,
    /// The line of chips; empty on a low screen.
    pub chips: Rect,
    /// The panes, in the order of the focus; each with its title line.
    pub panes: Vec<(Pane, Rect)>,
    /// The line of what goes on.
    pub status: Rect,
    /// The line of keys.
    pub footer: Rect,
}

impl Areas {
    /// The area of a pane, if it is on screen.
    pub fn of(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(it, _)| *it == pane).map(|(_, area)| *area)
    }
}

impl Layout {
    /// All, in the order of their keys.
    pub const ALL: [Self; 7] = [
        Self::Desk,
        Self::Reading,
        Self::Map,
        Self::Trend,
        Self::Actors,
        Self::Towns,
        Self::Sources,
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Reading => "reading",
            Self::Map => "map",
            Self::Trend => "trend",
            Self::Actors => "actors",
            Self::Towns => "towns",
            Self::Sources => "sources",
        }
    }

    /// The pane that has the focus at first.
    pub fn first(self) -> Pane {
        match self {
            Self::Desk | Self::Reading | Self::Map | Self::Trend => Pane::Timeline,
            Self::Actors => Pane::Actors,
            Self::Towns => Pane::Towns,
            Self::Sources => Pane::Sources,
        }
    }

    /// The panes that can have the focus, in the order of the key.
    pub fn stops(self) -> &'static [Pane] {
        match self {
            Self::Desk => &[Pane::Timeline, Pane::Actors, Pane::Towns],
            Self::Reading => &[Pane::Timeline, Pane::Reader],
            Self::Map => &[Pane::Timeline, Pane::Towns],
            Self::Trend => &[Pane::Timeline],
            Self::Actors => &[Pane::Actors],
            Self::Towns => &[Pane::Towns],
            Self::Sources => &[Pane::Sources],
        }
    }
}

/// The areas of a screen of this size; `open` is whether a sheet covers the layout.
pub fn areas(size: (u16, u16), layout: Layout, focus: Pane, open: bool) -> Areas {
    let whole = Rect::new(0, 0, size.0, size.1);
    let chips = u16::from(size.1 >= 16);
    let [header, chips, body, status, footer] = Split::vertical([
        Constraint::Length(1),
        Constraint::Length(chips),
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ])
    .areas(whole);
    let panes = if open { vec![(Pane::Reader, body)] } else { panes(body, layout, focus) };
    Areas { header, chips, panes, status, footer }
}

fn panes(body: Rect, layout: Layout, focus: Pane) -> Vec<(Pane, Rect)> {
    let small = body.width < 60 || body.height < 10;
    match layout {
        _ if small => vec![(focus, body)],
        Layout::Desk => desk(body),
        Layout::Reading => {
            let (list, text) = if body.width >= 110 {
                beside(body, body.width / 2)
            } else {
                below(body, body.height * 2 / 5)
            };
            vec![(Pane::Timeline, list), (Pane::Reader, text)]
        }
        Layout::Map => map(body),
        Layout::Trend => {
            let (trend, list) = below(body, body.height / 2);
            vec![(Pane::Timeline, list), (Pane::Trend, trend)]
        }
        Layout::Actors => vec![(Pane::Actors, body)],
        Layout::Towns => vec![(Pane::Towns, body)],
        Layout::Sources => vec![(Pane::Sources, body)],
    }
}

fn desk(body: Rect) -> Vec<(Pane, Rect)> {
    if body.width < 110 {
        let (list, rest) = below(body, body.height * 3 / 5);
        let (actors, towns) = beside(rest, rest.width / 2);
        return vec![(Pane::Timeline, list), (Pane::Actors, actors), (Pane::Towns, towns)];
    }
    let side = (body.width * 3 / 10).clamp(38, 56);
    let (left, right) = beside(body, body.width - side);
    let (actors, towns) = below(right, right.height / 2);
    if body.height < 30 {
        return vec![(Pane::Timeline, left), (Pane::Actors, actors), (Pane::Towns, towns)];
    }
    let (list, trend) = below(left, left.height - 6);
    vec![(Pane::Timeline, list), (Pane::Actors, actors), (Pane::Towns, towns), (Pane::Trend, trend)]
}

fn map(body: Rect) -> Vec<(Pane, Rect)> {
    if body.width < 110 {
        let (map, list) = below(body, body.height * 3 / 5);
        let (list, towns) = beside(list, list.width * 3 / 5);
        return vec![(Pane::Timeline, list), (Pane::Towns, towns), (Pane::Map, map)];
    }
    let (map, right) = beside(body, body.width * 3 / 5);
    let (list, towns) = below(right, right.height / 2);
    vec![(Pane::Timeline, list), (Pane::Towns, towns), (Pane::Map, map)]
}

/// Two columns with one cell for the rule between them.
fn beside(area: Rect, left: u16) -> (Rect, Rect) {
    let [a, _, b] = Split::horizontal([
        Constraint::Length(left.saturating_sub(1)),
        Constraint::Length(1),
        Constraint::Min(1),
    ])
    .areas(area);
    (a, b)
}

fn below(area: Rect, top: u16) -> (Rect, Rect) {
    let [a, b] = Split::vertical([Constraint::Length(top), Constraint::Min(1)]).areas(area);
    (a, b)
}
