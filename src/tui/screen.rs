//! Cells to bytes, as few as there can be: over a slow line each one is waited for.
//!
//! The usual backend sends two colours in their long form at each change, four resets at the end
//! of each frame and a cursor sequence even when nothing changed. This one sends one short sequence
//! per change of look, moves the cursor by the shortest way, brackets a frame as synchronized
//! where the terminal can, and sends nothing for a frame without a change.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
    style::{Color, Modifier},
};

/// A terminal's screen behind a writer.
#[derive(Debug)]
pub struct Screen<W: Write> {
    out: W,
    /// The bytes of the frame so far.
    frame: String,
    /// Where the terminal's cursor is, when we know.
    cursor: Option<Position>,
    look: Look,
    shown: Option<bool>,
    size: Size,
    /// Whether frames are bracketed as synchronized.
    pub synchronized: bool,
    /// The links of the next frame: the mark of their cells and their target; `None` where the
    /// terminal has no links.
    pub links: Option<Vec<(Color, String)>>,
    /// The mark of the link that is open in the terminal.
    link: Color,
    /// Bytes sent so far.
    pub bytes: u64,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// The attributes that are used, with their codes to switch on.
const ATTRIBUTES: [(Modifier, u8); 5] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
];

impl<W: Write> Screen<W> {
    /// A screen of this size.
    pub fn new(out: W, size: Size) -> Self {
        Self {
            out,
            frame: String::new(),
            cursor: None,
            look: PLAIN,
            shown: None,
            size,
            synchronized: false,
            links: None,
            link: Color::Reset,
            bytes: 0,
        }
    }

    /// Takes a new size.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets what the terminal is believed to show.
    pub fn forget(&mut self) {
        self.cursor = None;
        self.shown = None;
        self.look = PLAIN;
        self.frame.push_str("\x1b[m");
    }

    /// Sends a sequence that is no cell: a title, a notification, the clipboard.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.frame.push_str(sequence);
        self.write_frame(false)
    }

    /// The writer, to look at what was sent.
    pub fn sent(&mut self) -> &mut W {
        &mut self.out
    }

    fn write_frame(&mut self, bracket: bool) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let (begin, end) =
            if bracket && self.synchronized { ("\x1b[?2026h", "\x1b[?2026l") } else { ("", "") };
        let frame = std::mem::take(&mut self.frame);
        self.bytes += (begin.len() + frame.len() + end.len()) as u64;
        for part in [begin, &frame, end] {
            self.out.write_all(part.as_bytes())?;
        }
        self.out.flush()
    }

    /// Moves the cursor by the shortest sequence.
    fn go(&mut self, to: Position) {
        let Some(at) = self.cursor.filter(|it| *it != to) else {
            if self.cursor.is_none() {
                let _ = write!(self.frame, "\x1b[{};{}H", to.y + 1, to.x + 1);
                self.cursor = Some(to);
            }
            return;
        };
        let mut way = String::new();
        let _ = match (to.x, to.y) {
            (x, y) if y == at.y && x > at.x => match x - at.x {
                1 => write!(way, "\x1b[C"),
                n => write!(way, "\x1b[{n}C"),
            },
            (0, y) if y == at.y => write!(way, "\r"),
            (x, y) if y == at.y => write!(way, "\x1b[{}D", at.x - x),
            (0, y) if y > at.y && y - at.y < 4 => {
                way.push('\r');
                (at.y..y).try_for_each(|_| way.write_char('\n'))
            }
            (x, y) => write!(way, "\x1b[{};{}H", y + 1, x + 1),
        };
        self.frame.push_str(&way);
        self.cursor = Some(to);
    }

    /// Empties cells side by side: many by one sequence (ECH), which leaves the cursor before them.
    fn blank(&mut self, blanks: Blanks) {
        let Blanks { x, y, count } = blanks;
        if count == 0 {
            return;
        }
        self.go(Position { x, y });
        self.link(Color::Reset);
        if !self.look.shows_on_letters_only() {
            self.look(PLAIN);
        }
        if count >= MANY {
            let _ = write!(self.frame, "\x1b[{count}X");
            return;
        }
        self.frame.extend(std::iter::repeat_n(' ', count.into()));
        let next = x.saturating_add(count);
        self.cursor = (next < self.size.width).then_some(Position { x: next, y });
    }

    /// Opens or closes a link.
    fn link(&mut self, mark: Color) {
        if mark == self.link {
            return;
        }
        let links = self.links.iter().flatten();
        let target = links.into_iter().find(|it| it.0 == mark).map(|it| it.1.as_str());
        if target.is_none() && self.link == Color::Reset {
            return;
        }
        let target = target.unwrap_or("");
        let _ = write!(self.frame, "\x1b]8;;{target}\x1b\\");
        self.link = if target.is_empty() { Color::Reset } else { mark };
    }

    /// Changes the look by one sequence.
    fn look(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        let lost = self.look.modifier - look.modifier;
        let reset = !lost.is_empty()
            || (look.fg == Color::Reset && look.bg == Color::Reset && look.modifier.is_empty());
        let before = if reset { PLAIN } else { self.look };
        let mut codes: Vec<String> = Vec::new();
        let gained = look.modifier - before.modifier;
        codes.extend(
            ATTRIBUTES.iter().filter(|(it, _)| gained.contains(*it)).map(|(_, n)| n.to_string()),
        );
        if look.fg != before.fg {
            codes.push(colour(look.fg, 30));
        }
        if look.bg != before.bg {
            codes.push(colour(look.bg, 40));
        }
        self.frame.push_str("\x1b[");
        if reset && !codes.is_empty() {
            self.frame.push_str("0;");
        }
        self.frame.push_str(&codes.join(";"));
        self.frame.push('m');
        self.look = look;
    }
}

/// Empty cells side by side that are still to be sent.
#[derive(Clone, Copy, Debug, Default)]
struct Blanks {
    x: u16,
    y: u16,
    count: u16,
}

/// So many empty cells cost more than the sequence that empties them and the way past them.
const MANY: u16 = 12;

impl Blanks {
    /// Takes one more, if it stands behind these.
    fn take(&mut self, x: u16, y: u16) -> bool {
        let behind = self.count > 0 && self.y == y && self.x + self.count == x;
        self.count += u16::from(behind);
        behind
    }
}

impl Look {
    /// Whether an empty cell of this look is like any other empty cell.
    fn shows_on_letters_only(self) -> bool {
        let letters = Modifier::BOLD | Modifier::DIM | Modifier::ITALIC;
        self.bg == Color::Reset && letters.contains(self.modifier)
    }
}

fn look_of(cell: &Cell) -> Look {
    Look { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
}

/// The code of a colour; `base` is 30 before, 40 behind the letters.
fn colour(colour: Color, base: u8) -> String {
    let ansi = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match colour {
        Color::Reset => ansi(9),
        Color::Black => ansi(0),
        Color::Red => ansi(1),
        Color::Green => ansi(2),
        Color::Yellow => ansi(3),
        Color::Blue => ansi(4),
        Color::Magenta => ansi(5),
        Color::Cyan => ansi(6),
        Color::Gray => ansi(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut blanks = Blanks::default();
        for (x, y, cell) in content {
            let unlinked = cell.underline_color == Color::Reset;
            let blank = cell.symbol() == " " && unlinked && look_of(cell).shows_on_letters_only();
            if blank && blanks.take(x, y) {
                continue;
            }
            self.blank(std::mem::take(&mut blanks));
            if blank {
                blanks = Blanks { x, y, count: 1 };
                continue;
            }
            if self.cursor != Some(Position { x, y }) {
                self.go(Position { x, y });
            }
            self.link(cell.underline_color);
            self.look(look_of(cell));
            self.frame.push_str(cell.symbol());
            let wide = super::cells::width(cell.symbol()).max(1);
            let next = x.saturating_add(u16::try_from(wide).unwrap_or(1));
            // In the last column the cursor waits at the edge, and terminals differ on where.
            self.cursor = (next < self.size.width).then_some(Position { x: next, y });
        }
        self.blank(blanks);
        self.link(Color::Reset);
        if !self.frame.is_empty() {
            self.look(PLAIN);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown != Some(false) {
            self.frame.push_str("\x1b[?25l");
            self.shown = Some(false);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown != Some(true) {
            self.frame.push_str("\x1b[?25h");
            self.shown = Some(true);
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.forget();
        self.frame.push_str("\x1b[2J");
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_frame(true)
    }
}
