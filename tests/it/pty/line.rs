//! A program on a pseudo-terminal, its keys and its screen.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

pub(crate) const COLUMNS: u16 = 100;
pub(crate) const LINES: u16 = 30;

/// Within which a desk has opened, debug build and busy machine included.
const OPENS: Duration = Duration::from_secs(60);

/// Within which it has ended: a second, and as much again for a busy machine.
pub(crate) const ENDS: Duration = Duration::from_secs(2);

/// What the timeline says once the archive has been read.
pub(crate) const FILLED: &str = " 1/";

/// A program on a terminal of its own.
pub(crate) struct Line {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) keys: Box<dyn Write + Send>,
    pub(crate) bytes: Receiver<Vec<u8>>,
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) screen: vt100::Parser,
    /// All that was sent.
    pub(crate) sent: Vec<u8>,
    pub(crate) home: PathBuf,
}

impl Line {
    pub(crate) fn open(name: &str, program: &str, arguments: &[&str]) -> Self {
        let home = std::env::temp_dir().join(format!("vigie-pty-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&home).expect("a folder for the test");
        let size = PtySize { rows: LINES, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("HOME", &home);
        command.env("TERM", "xterm-256color");
        for variable in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "NO_COLOR", "TMUX"] {
            command.env_remove(variable);
        }
        let child = pair.slave.spawn_command(command).expect("starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (to, bytes) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        thread::spawn(move || {
            let mut part = [0; 8_192];
            while let Ok(n @ 1..) = reader.read(&mut part) {
                let gone = to.send(part.get(..n).unwrap_or(&[]).to_vec()).is_err();
                if gone || stopped.load(Ordering::Acquire) {
                    return;
                }
            }
        });
        let cells = |n| NonZeroU16::new(n).expect("a screen has cells");
        let screen = vt100::Parser::new(cells(LINES), cells(COLUMNS), 0);
        Self { child, master: pair.master, keys, bytes, stop, screen, sent: Vec::new(), home }
    }

    pub(crate) fn desk(name: &str) -> Self {
        let mut line = Self::open(name, env!("CARGO_BIN_EXE_vigie"), &["demo"]);
        line.wait_for("Timeline");
        line.answer();
        line.wait_for(FILLED);
        line
    }

    /// Answers what the desk asks of its terminal, as one that can synchronize.
    pub(crate) fn answer(&mut self) {
        self.press("\x1b[?2026;2$y\x1b[?62;22c");
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keys.flush().expect("the terminal takes keys");
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    /// Waits until the words are on the screen.
    pub(crate) fn wait_for(&mut self, words: &str) {
        let end = Instant::now() + OPENS;
        while !self.screen.screen().contents().contains(words) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {words:?} on\n{}", self.screen.screen().contents())
                }
            }
        }
    }

    /// How many bytes come until none has come for so long.
    pub(crate) fn bytes_until_quiet(&mut self, quiet: Duration) -> usize {
        let mut count = 0;
        loop {
            match self.bytes.recv_timeout(quiet) {
                Ok(bytes) => {
                    count += bytes.len();
                    self.take(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return count,
            }
        }
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let pid = self.child.process_id().and_then(|it| i32::try_from(it).ok());
        let pid = pid.and_then(rustix::process::Pid::from_raw).expect("it runs");
        rustix::process::kill_process(pid, signal).expect("a signal arrives");
    }

    /// Waits for the end; what is still sent is taken.
    pub(crate) fn ended(self) -> (ExitStatus, Self) {
        self.ended_within(ENDS)
    }

    /// The same where how fast it ends is not what is looked at.
    pub(crate) fn left(mut self) -> (ExitStatus, Self) {
        self.press("q");
        self.ended_within(OPENS)
    }

    fn ended_within(mut self, time: Duration) -> (ExitStatus, Self) {
        let (to, from) = mpsc::channel();
        let mut killer = self.child.clone_killer();
        let mut child = std::mem::replace(&mut self.child, Box::new(Nobody));
        thread::spawn(move || to.send(child.wait()));
        let Ok(status) = from.recv_timeout(time) else {
            let _ = killer.kill();
            panic!("still runs after {time:?}");
        };
        self.bytes_until_quiet(Duration::from_millis(200));
        (status.expect("a status"), self)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// Stands where a child was that is waited for elsewhere.
#[derive(Debug)]
pub(crate) struct Nobody;

impl portable_pty::ChildKiller for Nobody {
    fn kill(&mut self) -> std::io::Result<()> {
        Ok(())
    }
    fn clone_killer(&self) -> Box<dyn portable_pty::ChildKiller + Send + Sync> {
        Box::new(Self)
    }
}

impl Child for Nobody {
    fn try_wait(&mut self) -> std::io::Result<Option<ExitStatus>> {
        Ok(None)
    }
    fn wait(&mut self) -> std::io::Result<ExitStatus> {
        Ok(ExitStatus::with_exit_code(0))
    }
    fn process_id(&self) -> Option<u32> {
        None
    }
}
