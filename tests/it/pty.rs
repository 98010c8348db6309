//! The desk in a real pseudo-terminal: how it comes, how it goes, and what it sends meanwhile.

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

const COLUMNS: u16 = 100;
const LINES: u16 = 30;

/// Within which a desk has opened, debug build and busy machine included.
const OPENS: Duration = Duration::from_secs(60);

/// Within which it has ended: a second, and as much again for a busy machine.
const ENDS: Duration = Duration::from_secs(2);

/// What the timeline says once the archive has been read.
const FILLED: &str = " 1/";

/// A program on a terminal of its own.
struct Line {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    stop: Arc<AtomicBool>,
    screen: vt100::Parser,
    /// All that was sent.
    sent: Vec<u8>,
    home: PathBuf,
}

impl Line {
    fn open(name: &str, program: &str, arguments: &[&str]) -> Self {
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

    fn desk(name: &str) -> Self {
        let mut line = Self::open(name, env!("CARGO_BIN_EXE_vigie"), &["demo"]);
        line.wait_for("Timeline");
        line.answer();
        line.wait_for(FILLED);
        line
    }

    /// Answers what the desk asks of its terminal, as one that can synchronize.
    fn answer(&mut self) {
        self.press("\x1b[?2026;2$y\x1b[?62;22c");
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keys.flush().expect("the terminal takes keys");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    /// Waits until the words are on the screen.
    fn wait_for(&mut self, words: &str) {
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
    fn bytes_until_quiet(&mut self, quiet: Duration) -> usize {
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

    fn signal(&self, signal: rustix::process::Signal) {
        let pid = self.child.process_id().and_then(|it| i32::try_from(it).ok());
        let pid = pid.and_then(rustix::process::Pid::from_raw).expect("it runs");
        rustix::process::kill_process(pid, signal).expect("a signal arrives");
    }

    /// Waits for the end; what is still sent is taken.
    fn ended(mut self) -> (ExitStatus, Self) {
        let (to, from) = mpsc::channel();
        let mut killer = self.child.clone_killer();
        let mut child = std::mem::replace(&mut self.child, Box::new(Nobody));
        thread::spawn(move || to.send(child.wait()));
        let Ok(status) = from.recv_timeout(ENDS) else {
            let _ = killer.kill();
            panic!("still runs after {ENDS:?}");
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
struct Nobody;

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

/// What must have been undone: alternate screen, hidden cursor, bracketed paste.
fn assert_restored(line: &Line) {
    let screen = line.screen.screen();
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(!screen.hide_cursor(), "the cursor shows");
    assert!(!screen.bracketed_paste(), "pasting is as it was");
}

#[test]
fn it_opens_is_quiet_and_gives_the_screen_back() {
    let mut line = Line::desk("quit");
    assert!(line.screen.screen().alternate_screen());
    // The first key takes the welcome away.
    line.press("k");
    line.bytes_until_quiet(Duration::from_millis(700));
    // The clock turns once a minute and costs its digits; nothing else is sent.
    let idle = line.bytes_until_quiet(Duration::from_millis(1_500));
    assert!(idle <= 60, "{idle} bytes while idle");
    line.press("j");
    let moved = line.bytes_until_quiet(Duration::from_millis(400));
    assert!(moved > 0 && moved <= 360, "{moved} bytes for a move");
    line.press("q");
    let (status, line) = line.ended();
    assert_eq!(status.exit_code(), 0);
    assert_restored(&line);
    let sent = String::from_utf8_lossy(&line.sent);
    assert!(sent.contains("\x1b[?2026h"), "frames are synchronized where the terminal can");
}

#[test]
fn a_signal_ends_it_with_the_screen_given_back() {
    let line = Line::desk("term");
    line.signal(rustix::process::Signal::TERM);
    let (status, line) = line.ended();
    assert_eq!(status.exit_code(), 143);
    assert_restored(&line);
}

/// Closes the terminal under the program, as a line that drops does.
fn hang_up(mut line: Line) {
    line.stop.store(true, Ordering::Release);
    // The thread that reads lets go of the terminal with the next bytes.
    line.press("j");
    line.bytes_until_quiet(Duration::from_millis(300));
    let (to, from) = mpsc::channel();
    let mut killer = line.child.clone_killer();
    let mut child = std::mem::replace(&mut line.child, Box::new(Nobody));
    let nobody = Box::new(std::io::sink());
    drop(std::mem::replace(&mut line.keys, nobody));
    let home = std::mem::take(&mut line.home);
    drop(line);
    thread::spawn(move || to.send(child.wait()));
    let ended = from.recv_timeout(ENDS);
    let _ = killer.kill();
    let _ = std::fs::remove_dir_all(home);
    ended.expect("it ends when its terminal is gone").expect("a status");
}

#[test]
fn a_dropped_line_leaves_no_process() {
    hang_up(Line::desk("hup"));
}

#[test]
fn a_dropped_line_leaves_no_process_where_the_signal_is_ignored() {
    let desk = format!("trap '' HUP; exec '{}' demo", env!("CARGO_BIN_EXE_vigie"));
    let mut line = Line::open("nohup", "sh", &["-c", &desk]);
    line.wait_for(FILLED);
    line.answer();
    hang_up(line);
}

#[test]
fn it_stops_and_comes_back_in_a_shell() {
    // Only a shell with job control can stop it: skipped where there is none.
    if !std::path::Path::new("/bin/bash").exists() {
        return;
    }
    let mut line = Line::open("stop", "/bin/bash", &["--norc", "--noprofile", "-i"]);
    line.press(&format!("'{}' demo\n", env!("CARGO_BIN_EXE_vigie")));
    line.wait_for(FILLED);
    line.answer();
    line.bytes_until_quiet(Duration::from_millis(900));
    line.press("\x1a");
    line.wait_for("Stopped");
    assert!(!line.screen.screen().alternate_screen(), "the shell has its screen");
    line.press("fg\n");
    line.wait_for("Timeline");
    line.bytes_until_quiet(Duration::from_millis(400));
    line.press("q");
    line.bytes_until_quiet(Duration::from_millis(600));
    // The shell switches pasting in brackets on for itself.
    let screen = line.screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor());
    line.press("exit\n");
    line.ended();
}

#[test]
fn a_storm_of_sizes_is_survived() {
    let mut line = Line::desk("sizes");
    for n in 0..60_u16 {
        let size = PtySize { rows: 3 + n % 40, cols: 5 + n * 3, pixel_width: 0, pixel_height: 0 };
        line.master.resize(size).expect("resizes");
        line.press("j");
    }
    let size = PtySize { rows: LINES, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    line.master.resize(size).expect("resizes");
    line.bytes_until_quiet(Duration::from_millis(500));
    line.press("q");
    let (status, line) = line.ended();
    assert_eq!(status.exit_code(), 0);
    assert_restored(&line);
}

/// The script says by itself where it has no sshd to run on.
#[test]
fn over_ssh_it_is_quiet_and_ends_with_its_line() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ssh.sh");
    let run = std::process::Command::new(script).arg(env!("CARGO_BIN_EXE_vigie")).output();
    let run = run.expect("the script runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
}
