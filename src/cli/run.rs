//! What a command works with: settings, theatre, clock, and its three streams.

use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Result;
use jiff::Timestamp;

use super::args::Global;
use crate::{
    config::{self, Flags, Settings, Surroundings},
    model::Fault,
    output,
    theatre::Names,
};

/// One run of the program.
pub(super) struct Run {
    /// The settings in force.
    pub(super) settings: Settings,
    /// When the command began.
    pub(super) now: Timestamp,
    /// Say less.
    pub(super) quiet: bool,
    /// Say more.
    pub(super) verbose: u8,
}

impl Run {
    /// Reads the configuration and the clock.
    pub(super) fn new(global: Global) -> Result<Self> {
        let around = Surroundings::of_this_process();
        let config = config::load(global.config.as_deref(), &around)?;
        let flags = Flags { store: global.store, theatre: global.theatre, color: global.color };
        let settings = Settings::new(config, flags, &around)?;
        Ok(Self { settings, now: now(), quiet: global.quiet, verbose: global.verbose })
    }

    /// The theatre pack in force.
    pub(super) fn names(&self) -> Result<&'static Names> {
        self.settings.names()
    }

    /// Says something about the work on standard error, unless told to be quiet.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            complain(line);
        }
    }

    /// Names every fault on standard error; whether there was none.
    pub(super) fn faults<'a>(&self, faults: impl IntoIterator<Item = &'a Fault>) -> super::Ending {
        let mut ending = super::Ending::Done;
        for fault in faults {
            complain(&format!("vigie: {fault}"));
            ending = super::Ending::Faulty;
        }
        ending
    }
}

/// The clock, read once a command, to the second.
#[expect(clippy::disallowed_methods, reason = "the head of a command; passed down from here")]
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Writes a line to standard error, cleaned; nobody is told when that cannot be done.
pub(super) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", output::lines(line));
}

/// Standard output, written in large pieces.
pub(super) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

/// Whether a person reads standard output.
pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}
