//! How far long work is: a bar on a terminal, a line a step elsewhere, both on standard error.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use crate::output;

/// Cells of the bar.
const WIDTH: usize = 30;

/// Least time between two drawings of the bar.
const FRAME: Duration = Duration::from_millis(100);

/// Where the work stands, told while it goes on.
pub(super) struct Progress {
    what: String,
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
    pub(super) fn new(what: impl Into<String>, quiet: bool) -> Self {
        let mode = match (quiet, io::stderr().is_terminal()) {
            (true, _) => Mode::Silent,
            (false, true) => Mode::Bar(None),
            (false, false) => Mode::Lines(0),
        };
        Self { what: what.into(), mode }
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
                    let _ = write!(err, "\r{} {} {done}/{total}", self.what, bar(done, total));
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

fn bar(done: usize, total: usize) -> String {
    let full = (done.min(total) * WIDTH).checked_div(total).unwrap_or(WIDTH);
    format!("[{}{}]", "#".repeat(full), ".".repeat(WIDTH - full))
}

fn page(source: &str, done: u32, total: Option<u32>, new: usize) -> String {
    let of = total.map_or(String::new(), |it| format!(" of {it}"));
    format!("{source}: page {done}{of}, {new} new reports")
}

/// How far archives are paged back, one source after the other: on a terminal one line that is
/// drawn anew, elsewhere a line a page.
pub(super) struct Pages {
    quiet: bool,
    terminal: bool,
    drawn: bool,
}

impl Pages {
    /// Nothing told yet; `quiet` tells nothing at all.
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet, terminal: io::stderr().is_terminal(), drawn: false }
    }

    /// So many pages of a source are done, of how many if its archive says so.
    pub(super) fn tell(&mut self, source: &str, done: u32, total: Option<u32>, new: usize) {
        if self.quiet {
            return;
        }
        let bar = total.filter(|_| self.terminal).map(|it| bar(done as usize, it as usize) + " ");
        let page = page(source, done, total, new);
        let line = format!("{}{}", bar.unwrap_or_default(), output::lines(&page));
        self.clear();
        let end = if self.terminal { "" } else { "\n" };
        let mut err = io::stderr().lock();
        let _ = write!(err, "{line}{end}");
        let _ = err.flush();
        self.drawn = self.terminal;
    }

    /// Takes the line away, so that what follows begins one.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fills_as_the_work_goes_on() {
        assert_eq!(bar(0, 24), format!("[{}]", ".".repeat(30)));
        assert_eq!(bar(12, 24), format!("[{}{}]", "#".repeat(15), ".".repeat(15)));
        assert_eq!(bar(25, 24), format!("[{}]", "#".repeat(30)));
        assert_eq!(bar(1, 0), format!("[{}]", "#".repeat(30)));
    }

    #[test]
    fn a_page_says_of_how_many_where_the_archive_does() {
        assert_eq!(page("rfi", 3, Some(24), 200), "rfi: page 3 of 24, 200 new reports");
        assert_eq!(page("rfi", 3, None, 200), "rfi: page 3, 200 new reports");
    }
}
