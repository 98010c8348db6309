//! The real terminal: taking it, giving it back, and what is sent to it beside cells.

use std::{
    fs::File,
    io::{self, Write as _},
    os::fd::AsFd,
    time::{Duration, Instant},
};

use ratatui::{Terminal, layout::Size};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::screen::Screen;

/// What leaving must undo, whatever was on: the order is that of undoing.
const LEAVE: &str = "\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[m\x1b[?25h\x1b[?1049l";
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[2J";

/// The terminal that the desk draws on.
pub type Desk = Terminal<Screen<File>>;

/// Takes the terminal over: raw, alternate screen, paste in brackets.
pub fn enter() -> io::Result<Desk> {
    let tty = File::from(rustix::io::dup(io::stdout())?);
    crossterm::terminal::enable_raw_mode()?;
    let mut screen = Screen::new(tty, size());
    screen.send(ENTER)?;
    Terminal::new(screen)
}

/// Takes it over again after the shell had it.
pub fn enter_again(desk: &mut Desk, mouse: bool) -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    desk.backend_mut().forget();
    desk.backend_mut().send(ENTER)?;
    set_mouse(desk, mouse)?;
    resize(desk)?;
    desk.clear()
}

/// Columns and rows of the terminal; the usual ones where it does not say.
pub fn size() -> Size {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { width: width.max(1), height: height.max(1) }
}

/// Takes the terminal's present size.
pub fn resize(desk: &mut Desk) -> io::Result<()> {
    let size = size();
    desk.backend_mut().resize(size);
    desk.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))
}

/// Gives the terminal back. Safe to call from anywhere and more than once: it also runs in a panic
/// and on a signal, so it asks nothing of the desk.
pub fn leave() {
    let mut out = io::stdout();
    // Nothing can be done about a terminal that takes no more bytes.
    let _ = out.write_all(LEAVE.as_bytes());
    let _ = out.flush();
    let _ = crossterm::terminal::disable_raw_mode();
}

/// Takes the mouse or leaves it to the terminal.
pub fn set_mouse(desk: &mut Desk, on: bool) -> io::Result<()> {
    desk.backend_mut().send(if on { "\x1b[?1000h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1000l" })
}

/// What asking the terminal brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// Whether it can show a frame at once.
    pub synchronized: bool,
    /// What it calls itself.
    pub version: Option<String>,
    /// What was typed meanwhile.
    pub typed: String,
}

/// Asks whether frames can be synchronized (DECRQM 2026) and what the terminal is (XTVERSION),
/// with a question that every terminal answers behind them as a fence.
pub const PROBE: &str = "\x1b[?2026$p\x1b[>0q\x1b[c";

/// Waits for the answers to [`PROBE`]. Runs before anything else reads keys.
pub fn read_answers(within: Duration) -> io::Result<Probe> {
    let stdin = io::stdin();
    let began = Instant::now();
    let mut bytes = Vec::new();
    while !read_probe(&bytes).1 {
        let Some(left) = within.checked_sub(began.elapsed()) else { break };
        let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
        let timeout = Timespec::try_from(left).ok();
        if poll(&mut ready, timeout.as_ref())? == 0 || !ready[0].revents().contains(PollFlags::IN) {
            break;
        }
        let mut part = [0; 256];
        match rustix::io::read(stdin.as_fd(), &mut part)? {
            0 => break,
            n => bytes.extend_from_slice(part.get(..n).unwrap_or(&[])),
        }
    }
    Ok(read_probe(&bytes).0)
}

/// Takes the answers out of what came, and whether the fence was among them; the rest was typed.
pub fn read_probe(bytes: &[u8]) -> (Probe, bool) {
    let text = String::from_utf8_lossy(bytes);
    let (mut probe, mut answered) = (Probe::default(), false);
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("\x1b[?") {
            let body = after.trim_start_matches(|c: char| c.is_ascii_digit() || ";$".contains(c));
            let answer = after.get(..after.len() - body.len()).unwrap_or("");
            let mut ends = body.chars();
            match ends.next() {
                // 1 and 2: the mode is known and set or reset; 0 and 4: unknown, or never.
                Some('y') => probe.synchronized |= matches!(answer, "2026;1$" | "2026;2$"),
                Some('c') => answered = true,
                _ => {}
            }
            rest = ends.as_str();
        } else if let Some((answer, after)) =
            rest.strip_prefix("\x1bP").and_then(|it| it.split_once("\x1b\\"))
        {
            probe.version = answer.strip_prefix(">|").map(str::to_owned);
            rest = after;
        } else {
            probe.typed.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        }
    }
    (probe, answered)
}

/// The clipboard's sequence (OSC 52). Within tmux it is sent twice: tmux takes the first where its
/// `set-clipboard` is on, and hands the second through where `allow-passthrough` is.
pub fn clipboard(text: &str, tmux: bool) -> String {
    let osc = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    if !tmux {
        return osc;
    }
    format!("{osc}\x1bPtmux;{}\x1b\\", osc.replace('\x1b', "\x1b\x1b"))
}

/// A notification (OSC 9) and a title (OSC 2): one line, cleaned, cut.
pub fn notification(text: &str) -> String {
    format!("\x1b]9;{}\x07", plain(text))
}

/// The terminal's title.
pub fn title(text: &str) -> String {
    format!("\x1b]2;{}\x07", plain(text))
}

/// A text that can end no sequence.
fn plain(text: &str) -> String {
    super::cells::cut(&crate::output::line(text), 200)
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let of = |n: usize| u32::from(part.get(n).copied().unwrap_or(0));
        let word = of(0) << 16 | of(1) << 8 | of(2);
        for n in 0..4 {
            if n <= part.len() {
                out.push(char::from(SIGNS[(word >> (18 - 6 * n) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}
