//! How far long work is: a bar on a terminal, a line a step elsewhere, both on standard error.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// Cells of the bar.
const WIDTH: usize = 30;

/// Least time between two drawings of the bar.
const FRAME: Duration = Duration::from_millis(100);

/// Where the work stands, told while it goes on.
pub(super) struct Progress {
    what: &'static str,
    mode: Mode,
}

enum Mode {
    Silent,
    /// When it was last drawn.
    Bar(Option<Instant>),
    /// The tenths that were told.
    Lines(usize),
}

impl Progress {
    /// Nothing told yet; `quiet` tells nothing at all.
    pub(super) fn new(what: &'static str, quiet: bool) -> Self {
        let mode = match (quiet, io::stderr().is_terminal()) {
            (true, _) => Mode::Silent,
            (false, true) => Mode::Bar(None),
            (false, false) => Mode::Lines(0),
        };
        Self { what, mode }
    }

    /// So much is done.
    pub(super) fn tell(&mut self, done: usize, total: usize) {
        let total = total.max(done).max(1);
        let mut err = io::stderr().lock();
        match &mut self.mode {
            Mode::Silent => {}
            Mode::Bar(drawn) => {
                if done == total || drawn.is_none_or(|it| it.elapsed() >= FRAME) {
                    *drawn = Some(Instant::now());
                    let full = done * WIDTH / total;
                    let bar = format!("{}{}", "#".repeat(full), ".".repeat(WIDTH - full));
                    let _ = write!(err, "\r{} [{bar}] {done}/{total}", self.what);
                    let _ = err.flush();
                }
            }
            Mode::Lines(told) => {
                let tenth = done * 10 / total;
                if tenth > *told {
                    *told = tenth;
                    let _ = writeln!(err, "{} {done}/{total}", self.what);
                }
            }
        }
    }
}

impl Drop for Progress {
    /// Takes the bar away, so that what follows begins a line.
    fn drop(&mut self) {
        if let Mode::Bar(Some(_)) = self.mode {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
