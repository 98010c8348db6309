//! The map: outlines of the regions, the river, the towns by incidents and recency.
//!
//! Drawn in braille dots, two by four to a cell (in ASCII, one character to a cell). A plain
//! equirectangular projection is true enough for a theatre near the equator.

use ratatui::layout::Rect;

use super::pen::{Pen, below_title};
use crate::tui::{data::TownLine, labels, layout::Pane, state::State, theme::Role};

/// Degrees of longitude and latitude that are shown.
#[derive(Clone, Copy, Debug)]
struct Window {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// The dots of an area with the role that each cell was last drawn in.
struct Canvas {
    width: usize,
    height: usize,
    cells: Vec<(u8, Role)>,
    window: Window,
    /// Dots across and down.
    dots: (f64, f64),
}

/// The dots of a braille cell, by row and column.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Canvas {
    fn new(area: Rect, window: Window) -> Self {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let dots = (f64::from(area.width) * 2.0, f64::from(area.height) * 4.0);
        let cells = vec![(0, Role::Muted); width * height];
        Self { width, height, cells, window: window.fit(dots), dots }
    }

    /// A place in dots, perhaps off the canvas.
    fn dot(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let Window { west, south, east, north } = self.window;
        let x = (longitude - west) / (east - west) * self.dots.0;
        let y = (north - latitude) / (north - south) * self.dots.1;
        (x, y)
    }

    fn set(&mut self, x: f64, y: f64, role: Role) {
        if x < 0.0 || y < 0.0 {
            return;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and a screen is small"
        )]
        let (x, y) = (x as usize, y as usize);
        let (column, row) = (x / 2, y / 4);
        if column >= self.width || row >= self.height {
            return;
        }
        let cell = &mut self.cells[row * self.width + column];
        *cell = (cell.0 | DOTS[y % 4][x % 2], role);
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), role: Role) {
        let (a, b) = (self.dot(from.0, from.1), self.dot(to.0, to.1));
        let (limit_x, limit_y) = (self.dots.0, self.dots.1);
        let outside =
            |v0: f64, v1: f64, limit: f64| (v0 < 0.0 && v1 < 0.0) || (v0 > limit && v1 > limit);
        if outside(a.0, b.0, limit_x) || outside(a.1, b.1, limit_y) {
            return;
        }
        let steps = (b.0 - a.0).abs().max((b.1 - a.1).abs()).ceil().clamp(1.0, 2_000.0);
        let mut at = 0.0;
        while at <= steps {
            let part = at / steps;
            self.set(a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part, role);
            at += 1.0;
        }
    }

    fn ring(&mut self, centre: (f64, f64), radius_km: f64, role: Role) {
        const KM_PER_DEGREE: f64 = 111.2;
        let degrees = radius_km / KM_PER_DEGREE;
        let point = |n: u32| {
            let angle = f64::from(n) / 48.0 * std::f64::consts::TAU;
            let stretch = centre.0.to_radians().cos().max(0.2);
            (centre.1 + degrees * angle.cos() / stretch, centre.0 + degrees * angle.sin())
        };
        for n in 0..48 {
            self.line(point(n), point(n + 1), role);
        }
    }
}

impl Window {
    /// The window around places, with some room.
    fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        let mut window: Option<Self> = None;
        for (latitude, longitude) in points {
            let it = window.get_or_insert(Self {
                west: longitude,
                south: latitude,
                east: longitude,
                north: latitude,
            });
            it.west = it.west.min(longitude);
            it.east = it.east.max(longitude);
            it.south = it.south.min(latitude);
            it.north = it.north.max(latitude);
        }
        window.map(|it| it.grown(0.8))
    }

    fn grown(self, by: f64) -> Self {
        Self {
            west: self.west - by,
            south: self.south - by,
            east: self.east + by,
            north: self.north + by,
        }
    }

    /// The smallest window around this one with the proportions of the dots, which are square.
    fn fit(self, (dots_x, dots_y): (f64, f64)) -> Self {
        let (wide, high) = (self.east - self.west, self.north - self.south);
        let scale = (wide / dots_x).max(high / dots_y);
        let (more_x, more_y) = ((scale * dots_x - wide) / 2.0, (scale * dots_y - high) / 2.0);
        Self {
            west: self.west - more_x,
            east: self.east + more_x,
            south: self.south - more_y,
            north: self.north + more_y,
        }
    }
}

/// Draws the map.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let towns = &state.towns.rows;
    let shown = towns.iter().filter(|it| it.point.is_some()).count();
    pen.title(area, "Map", &format!("{shown} places"), state.focus == Pane::Map);
    let body = below_title(area);
    let outlines = state.names().outlines();
    let window = Window::around(towns.iter().filter_map(|it| it.point)).or_else(|| {
        let points = outlines.regions.iter().flat_map(|it| &it.rings).flatten();
        Window::around(points.map(|(longitude, latitude)| (*latitude, *longitude)))
    });
    let Some(window) = window else {
        pen.middle(body, &["no place to show, and the pack has no outlines".to_owned()]);
        return;
    };
    let mut canvas = Canvas::new(body, window);
    for ring in outlines.regions.iter().flat_map(|it| &it.rings) {
        ring.windows(2).for_each(|it| canvas.line(it[0], it[1], Role::Muted));
    }
    for river in &outlines.rivers {
        river.windows(2).for_each(|it| canvas.line(it[0], it[1], Role::Water));
    }
    // What is only known to be near a place is a ring as wide as it may be off.
    for row in &state.timeline.rows {
        let place = &row.incident.place;
        let point = place.latitude.zip(place.longitude);
        if let (Some(point), Some(radius), Some(2)) = (point, place.radius_km, place.precision) {
            canvas.ring(point, radius, Role::Serious);
        }
    }
    flush(pen, body, &canvas);
    marks(state, pen, body, &canvas);
    if body.height >= LEGEND {
        legend(pen, Rect { y: body.bottom() - 1, height: 1, ..body }, &canvas);
    }
}

/// From this height on, the map's last line explains it.
const LEGEND: u16 = 10;

/// What the signs and their looks mean, and how long a hundred kilometres are.
fn legend(pen: &mut Pen<'_>, area: Rect, canvas: &Canvas) {
    const KM_PER_DEGREE: f64 = 111.2;
    let middle = f64::midpoint(canvas.window.south, canvas.window.north);
    let degrees = (canvas.window.east - canvas.window.west) / f64::from(area.width.max(1));
    let cell = degrees * KM_PER_DEGREE * middle.to_radians().cos();
    let fits = |km: &&u16| f64::from(**km) / cell <= 16.0;
    let km = [1_000, 500, 200, 100, 50, 20, 10].iter().find(fits).copied().unwrap_or(5);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most sixteen")]
    let wide = (f64::from(km) / cell).round().clamp(1.0, 16.0) as usize;
    let bar = format!("{} {km} km ", pen.theme.sign("━", "=").repeat(wide));
    let sizes = format!("{} 1  {} 2-4  {} 5 or more", size(pen, 1), size(pen, 2), size(pen, 5));
    let parts = [
        (bar, Role::Muted),
        (sizes, Role::Text),
        ("this week".to_owned(), Role::Grave),
        ("30 days".to_owned(), Role::Serious),
        ("older".to_owned(), Role::Muted),
        ("ring: somewhere in it".to_owned(), Role::Serious),
    ];
    let mut x = area.x;
    for (words, role) in &parts {
        let wide = u16::try_from(crate::tui::cells::width(words)).unwrap_or(0);
        if x + wide + 2 > area.right() {
            break;
        }
        x = pen.text(x, area.y, wide, words, *role);
        x = pen.text(x, area.y, 2, "  ", Role::Text);
    }
}

fn flush(pen: &mut Pen<'_>, area: Rect, canvas: &Canvas) {
    for (n, (dots, role)) in canvas.cells.iter().enumerate() {
        if *dots == 0 {
            continue;
        }
        let (x, y) = (n % canvas.width, n / canvas.width);
        let sign = char::from_u32(0x2800 + u32::from(*dots)).unwrap_or(' ').to_string();
        let sign = if !pen.theme.ascii {
            sign.as_str()
        } else if *role == Role::Water {
            "~"
        } else {
            "."
        };
        let (x, y) = (u16::try_from(x).unwrap_or(0), u16::try_from(y).unwrap_or(0));
        pen.text(area.x + x, area.y + y, 1, sign, *role);
    }
}

/// Signs and names of towns, the greatest last so that they lie on top; a name only where there is
/// room for it.
fn marks(state: &State, pen: &mut Pen<'_>, area: Rect, canvas: &Canvas) {
    let selected = selected(state);
    let mut towns: Vec<&TownLine> = state.towns.rows.iter().filter(|it| it.id.is_some()).collect();
    towns.sort_by_key(|it| (selected == it.id, it.incidents));
    let mut taken: Vec<Rect> = Vec::new();
    for it in towns.iter().rev() {
        let Some((latitude, longitude)) = it.point else { continue };
        let (x, y) = canvas.dot(longitude, latitude);
        if x < 0.0 || y < 0.0 || x >= canvas.dots.0 || y >= canvas.dots.1 {
            continue;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the area"
        )]
        let (x, y) = (area.x + (x / 2.0) as u16, area.y + (y / 4.0) as u16);
        let chosen = selected == it.id;
        let role = if chosen { Role::Selected } else { recency(state, it) };
        let name = format!("{} {}", it.name, it.incidents + it.near);
        let wide = u16::try_from(crate::tui::cells::width(&name)).unwrap_or(0) + 2;
        let place = Rect { x, y, width: wide, height: 1 };
        if taken.iter().any(|it| it.contains((x, y).into())) {
            continue;
        }
        pen.text(x, y, 1, size(pen, it.incidents + it.near), role);
        let free = x + wide <= area.right() && !taken.iter().any(|it| it.intersects(place));
        taken.push(if free { place } else { Rect { width: 1, ..place } });
        if free {
            let role = if chosen { Role::Selected } else { Role::Text };
            pen.text(x + 1, y, 1, " ", Role::Text);
            let end = pen.text(x + 2, y, area.right() - x - 2, &name, role);
            pen.text(end, y, area.right().saturating_sub(end).min(1), " ", Role::Text);
        }
    }
}

/// The town under the cursor: of the town list, or of the selected incident.
fn selected(state: &State) -> Option<i64> {
    match state.focus {
        Pane::Towns => state.towns.current().and_then(|it| it.id),
        _ => state.timeline.current().and_then(|it| it.incident.place.town_id),
    }
}

fn size(pen: &Pen<'_>, incidents: u32) -> &'static str {
    match incidents {
        0..=1 => pen.theme.sign("·", "."),
        2..=4 => pen.theme.sign("•", "o"),
        _ => pen.theme.sign("●", "O"),
    }
}

/// The fresher, the stronger.
fn recency(state: &State, town: &TownLine) -> Role {
    let Some(last) = town.last else { return Role::Muted };
    match (labels::day_of(state.now) - last).get_days() {
        ..=7 => Role::Grave,
        8..=30 => Role::Serious,
        _ => Role::Muted,
    }
}
