//! What the desk sends over the line, counted.

use std::num::NonZeroU16;

use ratatui::{Terminal, layout::Size};

use super::{memory::Memory, stage::Stage};
use crate::tui::{effect::Msg, personal::Personal, screen::Screen, theme::Colours, view::view};

/// A stage with a terminal whose bytes are counted.
struct Line {
    stage: Stage,
    terminal: Terminal<Screen<Vec<u8>>>,
}

impl Line {
    fn new(size: (u16, u16)) -> Self {
        let personal = Personal { welcomed: true, ..Personal::default() };
        let stage = Stage::with(Memory::usual(), size, Colours::Indexed, personal);
        let mut screen = Screen::new(Vec::new(), Size { width: size.0, height: size.1 });
        screen.synchronized = true;
        let terminal = Terminal::new(screen).expect("a terminal in memory");
        let mut line = Self { stage, terminal };
        line.drawn();
        line
    }

    /// Bytes of the frame that shows the present state.
    fn drawn(&mut self) -> u64 {
        let before = self.terminal.backend().bytes;
        self.terminal.draw(|frame| view(&self.stage.state, frame)).expect("draws");
        self.terminal.backend().bytes - before
    }

    fn keys(&mut self, keys: &str) -> u64 {
        self.stage.keys(keys);
        self.drawn()
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a screen has cells")
}

#[test]
fn nothing_is_sent_when_nothing_changed() {
    let mut line = Line::new((120, 40));
    assert_eq!(line.drawn(), 0);
    line.stage.tell(Msg::Minute(super::memory::now()));
    assert_eq!(line.drawn(), 0);
}

#[test]
fn a_minute_costs_its_digits() {
    let mut line = Line::new((120, 40));
    let later = super::memory::now() + jiff::SignedDuration::from_mins(1);
    line.stage.tell(Msg::Minute(later));
    let bytes = line.drawn();
    assert!(bytes <= 40, "{bytes}");
}

#[test]
fn moving_the_selection_is_cheap() {
    for (size, most) in [((120, 40), 300), ((200, 60), 500)] {
        let mut line = Line::new(size);
        for step in 1..9 {
            let bytes = line.keys("j");
            assert!(bytes <= most, "{size:?} step {step}: {bytes} bytes");
        }
    }
}

#[test]
fn a_notice_of_news_is_cheap() {
    let mut line = Line::new((120, 40));
    line.keys("jj");
    line.stage.memory.news("n1", "Something new");
    line.stage.tell(Msg::Changed);
    let bytes = line.drawn();
    assert!(bytes > 0 && bytes <= 100, "{bytes}");
}

#[test]
fn a_preview_stays_within_its_budget() {
    let mut line = Line::new((120, 40));
    line.keys("2j");
    let bytes = line.keys("j");
    assert!(bytes <= 4_000, "{bytes}");
}

#[test]
fn a_link_is_opened_and_closed_where_the_terminal_has_them() {
    for has in [false, true] {
        let mut line = Line::new((120, 40));
        line.stage.keys("<enter><ctrl-d><ctrl-d>");
        line.terminal.backend_mut().links = has.then(|| line.stage.state.reader.links.clone());
        line.terminal.backend_mut().sent().clear();
        line.drawn();
        let sent = String::from_utf8(line.terminal.backend_mut().sent().clone()).expect("text");
        let opened = sent.matches("\x1b]8;;https://tamani.example/a1\x1b\\").count();
        let closed = sent.matches("\x1b]8;;\x1b\\").count();
        assert_eq!((opened, closed), if has { (1, 1) } else { (0, 0) }, "{sent:?}");
        assert_eq!(sent.contains("\x1b]8"), has);
    }
}

#[test]
fn a_frame_shows_on_a_terminal_what_was_drawn() {
    for size in [(80, 24), (120, 40)] {
        let mut line = Line::new(size);
        let mut parser = vt100::Parser::new(cells(size.1), cells(size.0), 0);
        for keys in ["", "j", "jj", "2", "j", "j", "1", "3", "<tab>", "?", "<esc>", "5<enter>", "n"]
        {
            line.keys(keys);
            let bytes = std::mem::take(line.terminal.backend_mut().sent());
            parser.process(&bytes);
            let shown = parser.screen().contents();
            let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
            let drawn = line.stage.screen();
            let drawn: Vec<&str> = drawn.lines().collect();
            for (n, expected) in drawn.iter().enumerate() {
                assert_eq!(
                    shown.get(n).copied().unwrap_or(""),
                    *expected,
                    "after {keys:?}, line {n}"
                );
            }
        }
    }
}
