//! The desk in a real pseudo-terminal: how it comes, how it goes, and what it sends meanwhile.

use std::{
    sync::{atomic::Ordering, mpsc},
    thread,
    time::Duration,
};

use portable_pty::PtySize;

pub(crate) mod line;
mod load;
mod person;

use line::{COLUMNS, ENDS, FILLED, LINES, Line, Nobody};

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
