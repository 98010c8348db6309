//! Writing text into cells, grapheme by grapheme, so that columns hold whatever the script.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use crate::{
    config::Bidi,
    tui::{
        bidi, cells,
        theme::{Role, Theme},
    },
};

/// A buffer with the looks in force.
pub(super) struct Pen<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) theme: Theme,
    pub(super) bidi: Bidi,
}

/// How a column stands in its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// One column of a row.
pub(super) struct Column<'a> {
    pub(super) text: &'a str,
    pub(super) width: u16,
    pub(super) align: Align,
    pub(super) role: Role,
}

/// A column at the left.
pub(super) fn left(text: &str, width: u16, role: Role) -> Column<'_> {
    Column { text, width, align: Align::Left, role }
}

/// A column at the right.
pub(super) fn right(text: &str, width: u16, role: Role) -> Column<'_> {
    Column { text, width, align: Align::Right, role }
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme, bidi: Bidi) -> Self {
        Self { buffer, theme, bidi }
    }

    /// Writes text from a cell on, at most `width` cells of it; the cell behind it.
    pub(super) fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        self.styled(x, y, width, text, style)
    }

    /// The same in a style of its own.
    pub(super) fn styled(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let end = x.saturating_add(width).min(self.buffer.area.right());
        let mut at = x;
        for (grapheme, wide) in cells::graphemes(text) {
            let wide = u16::try_from(wide).unwrap_or(1);
            if at + wide > end || y >= self.buffer.area.bottom() {
                break;
            }
            // What lay here keeps no colour: a plain style would let it shine through.
            self.buffer[(at, y)].reset();
            self.buffer[(at, y)].set_symbol(self.theme.drawn(grapheme)).set_style(style);
            for covered in at + 1..at + wide {
                self.buffer[(covered, y)].reset();
                self.buffer[(covered, y)].set_style(style);
            }
            at += wide;
        }
        at
    }

    /// A row of columns with a blank between, text cut with `…`. A selected row is reversed
    /// throughout, so that it shows without colour. Blanks take the look of what stands before
    /// them: every change of look costs bytes each time that the row is drawn again.
    pub(super) fn row(&mut self, area: Rect, columns: &[Column<'_>], selected: bool) {
        let mut x = area.x;
        let mut look = Role::Text;
        for column in columns {
            let room = area.right().saturating_sub(x).min(column.width);
            if room == 0 {
                continue;
            }
            // Cut in logical order: what is lost is the end of the words, not of the line.
            let cut = cells::cut(column.text, room.into());
            let shown = bidi::line(&cut, self.bidi);
            let text = match column.align {
                Align::Left => cells::fit(&shown, room.into()),
                Align::Right => cells::fit_right(&shown, room.into()),
            };
            let blanks = if column.align == Align::Right {
                text.len() - text.trim_start_matches(' ').len()
            } else {
                0
            };
            let (head, words) = text.split_at(blanks);
            x = self.text(x, area.y, room, head, look);
            if !selected && !words.trim().is_empty() {
                look = column.role;
            }
            x = self.text(x, area.y, room, words, look);
            x = self.text(x, area.y, area.right().saturating_sub(x), " ", look);
        }
        if selected {
            self.buffer.set_style(area, Style::new().add_modifier(Modifier::REVERSED));
        }
    }

    /// The title of a pane on a rule over its whole width, with something at the right.
    pub(super) fn title(&mut self, area: Rect, title: &str, right: &str, focus: bool) {
        let rule = self.theme.sign("─", "-");
        let whole = rule.repeat(area.width.into());
        self.text(area.x, area.y, area.width, &whole, Role::Muted);
        let mark = if focus { self.theme.sign("▌", ">") } else { rule };
        let role = if focus { Role::Focus } else { Role::Title };
        let at = self.text(area.x, area.y, area.width, mark, role);
        let at = self.text(at, area.y, area.right().saturating_sub(at), &format!("{title} "), role);
        let wide = u16::try_from(cells::width(right)).unwrap_or(0);
        if wide > 0 && at + wide + 3 < area.right() {
            self.text(
                area.right() - wide - 2,
                area.y,
                wide + 2,
                &format!(" {right} "),
                Role::Muted,
            );
        }
    }

    /// Words in the middle of an area, one line each, for what has nothing to show.
    pub(super) fn middle(&mut self, area: Rect, lines: &[String]) {
        let count = u16::try_from(lines.len()).unwrap_or(0);
        let top = area.y + area.height.saturating_sub(count) / 2;
        for (line, y) in lines.iter().zip(top..area.bottom()) {
            let wide = u16::try_from(cells::width(line)).unwrap_or(area.width).min(area.width);
            let x = area.x + (area.width - wide) / 2;
            self.text(x, y, area.right() - x, line, Role::Muted);
        }
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
    }
}

/// An area without its first line.
pub(super) fn below_title(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}

/// One line of an area, counted from its top.
pub(super) fn line(area: Rect, n: usize) -> Rect {
    let n = u16::try_from(n).unwrap_or(u16::MAX);
    Rect { y: area.y.saturating_add(n), height: 1, ..area }
}
