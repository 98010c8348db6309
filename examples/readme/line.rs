//! A program on a pseudo-terminal, with the screen that it draws.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::Result;

/// Within which the words that are waited for are on the screen.
const PATIENCE: Duration = Duration::from_secs(60);

/// The line.
pub(crate) struct Line {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Held open: a terminal that is closed ends its program.
    _master: Box<dyn MasterPty + Send>,
}

impl Line {
    /// Starts the program on a terminal of so many columns and lines that can synchronize.
    pub(crate) fn open(
        program: &Path,
        arguments: &[&str],
        (cols, rows): (u16, u16),
    ) -> Result<Self> {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        // A home of its own each time: the desk remembers its last layout.
        let home = std::env::temp_dir().join(format!("vigie-readme-home-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home)?;
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        for variable in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "COLORTERM", "NO_COLOR", "TMUX"] {
            command.env_remove(variable);
        }
        let child = pair.slave.spawn_command(command)?;
        let mut reader = pair.master.try_clone_reader()?;
        let keys = pair.master.take_writer()?;
        let (to, bytes) = mpsc::channel();
        thread::spawn(move || {
            let mut part = [0; 8_192];
            while let Ok(n @ 1..) = reader.read(&mut part) {
                if to.send(part.get(..n).unwrap_or(&[]).to_vec()).is_err() {
                    return;
                }
            }
        });
        let cells = |n| NonZeroU16::new(n).ok_or("a screen has cells");
        let screen = vt100::Parser::new(cells(rows)?, cells(cols)?, 0);
        let mut line = Self { child, keys, bytes, screen, _master: pair.master };
        line.wait_for("vigie")?;
        line.press("\x1b[?2026;2$y\x1b[?62;22c")?;
        Ok(line)
    }

    /// What the terminal shows.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    pub(crate) fn press(&mut self, keys: &str) -> Result<()> {
        for key in keys.chars() {
            write!(self.keys, "{key}")?;
            self.keys.flush()?;
            // An escape sequence is one key.
            if !keys.starts_with('\x1b') {
                thread::sleep(Duration::from_millis(30));
            }
        }
        Ok(())
    }

    pub(crate) fn wait_for(&mut self, words: &str) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        while !self.screen().contents().contains(words) {
            let left = end.saturating_duration_since(Instant::now());
            let bytes = self.bytes.recv_timeout(left)?;
            self.screen.process(&bytes);
        }
        Ok(())
    }

    /// Takes what comes until nothing has come for so long; how many bytes.
    pub(crate) fn quiet(&mut self, quiet: Duration) -> usize {
        let mut count = 0;
        while let Ok(bytes) = self.bytes.recv_timeout(quiet) {
            count += bytes.len();
            self.screen.process(&bytes);
        }
        count
    }

    /// How many bytes come within a time.
    pub(crate) fn bytes_in(&mut self, time: Duration) -> usize {
        let end = Instant::now() + time;
        let mut count = 0;
        while let Ok(bytes) = self.bytes.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            count += bytes.len();
            self.screen.process(&bytes);
        }
        count
    }

    pub(crate) fn leave(mut self) -> Result<()> {
        self.press("q")?;
        self.child.wait()?;
        Ok(())
    }
}
