//! The thread that sees the end coming: signals, and a terminal that is gone.
//!
//! The event reader spins at full speed once its terminal has vanished and never says so, so the
//! end is watched for apart from it: one `poll` without a timeout over the signals' pipes and the
//! terminal's hang-up. What is still running half a second later is ended from here.

use std::{
    io::{self, Read as _},
    os::unix::net::UnixStream,
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    low_level::pipe,
};

use super::{runtime::Event, terminal};

/// How an end came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The person left.
    Quit,
    /// A signal asks for the end: the terminal is given back.
    Asked,
    /// The terminal is gone: nothing can be written to it.
    Gone,
}

impl End {
    /// The exit status, as a shell would report the signal.
    pub fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Asked => 128 + 15,
            Self::Gone => 128 + 1,
        }
    }
}

/// How long the desk has to end by itself.
const GRACE: Duration = Duration::from_millis(500);

/// Starts watching.
pub fn start(to: Sender<Event>) -> io::Result<()> {
    let asked = listen(&[SIGTERM, SIGINT, SIGQUIT])?;
    let gone = listen(&[SIGHUP])?;
    let back = listen(&[SIGCONT])?;
    thread::Builder::new()
        .name("watchdog".into())
        .spawn(move || watch(&to, [asked, gone, back]))?;
    Ok(())
}

fn listen(signals: &[i32]) -> io::Result<UnixStream> {
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    for signal in signals {
        pipe::register(*signal, write.try_clone()?)?;
    }
    Ok(read)
}

fn watch(to: &Sender<Event>, [asked, gone, mut back]: [UnixStream; 3]) {
    let stdin = io::stdin();
    loop {
        let mut ready = [
            PollFd::new(&asked, PollFlags::IN),
            PollFd::new(&gone, PollFlags::IN),
            PollFd::new(&back, PollFlags::IN),
            // No flag asked for: a hang-up is told all the same.
            PollFd::new(&stdin, PollFlags::empty()),
        ];
        if poll(&mut ready, None).is_err() {
            continue;
        }
        let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if ready[1].revents().contains(PollFlags::IN) || ready[3].revents().intersects(lost) {
            end(to, End::Gone);
        }
        if ready[0].revents().contains(PollFlags::IN) {
            end(to, End::Asked);
        }
        if ready[2].revents().contains(PollFlags::IN) {
            let mut bytes = [0; 16];
            let _ = back.read(&mut bytes);
            let _ = to.send(Event::Resumed);
        }
    }
}

/// Asks the desk to end; where it does not, ends it.
fn end(to: &Sender<Event>, end: End) -> ! {
    let _ = to.send(Event::End(end));
    thread::sleep(GRACE);
    if end == End::Asked {
        terminal::leave();
    }
    std::process::exit(end.status().into());
}
