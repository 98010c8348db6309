//! What a command works with: settings, theatre, clock, and its three streams.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
};

use anyhow::Result;
use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::args::Global;
use crate::{
    config::{self, Flags, Settings, Surroundings},
    model::Fault,
    output::{self, table::Look},
    query::{self, Query, QueryError},
    store::{Reader, StoreError},
    theatre::Names,
};

/// One run of the program.
pub(super) struct Run {
    /// The settings in force.
    pub(super) settings: Settings,
    /// When the command began.
    pub(super) now: Timestamp,
    /// Where the user's own configuration stands or would stand.
    pub(super) config_path: Option<PathBuf>,
    /// Whether the theatre stands on the command line, not in a configuration.
    pub(super) theatre_given: bool,
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
        let config_path = global.config.or(around.config.clone()).or(around.files.last().cloned());
        let theatre_given = global.theatre.is_some();
        let flags = Flags { store: global.store, theatre: global.theatre, color: global.color };
        let settings = Settings::new(config, flags, &around)?;
        let (quiet, verbose) = (global.quiet, global.verbose);
        Ok(Self { settings, now: now(), config_path, theatre_given, quiet, verbose })
    }

    /// The theatre pack in force.
    pub(super) fn names(&self) -> Result<&'static Names> {
        self.settings.names()
    }

    /// The store to read.
    pub(super) fn reader(&self) -> Result<Reader> {
        Reader::open(&self.settings.store).map_err(store_error)
    }

    /// The store to read, `None` when there is none yet.
    pub(super) fn reader_if_any(&self) -> Result<Option<Reader>> {
        match Reader::open(&self.settings.store) {
            Ok(reader) => Ok(Some(reader)),
            Err(StoreError::Missing(_)) => Ok(None),
            Err(error) => Err(store_error(error)),
        }
    }

    /// A line of the filter language. What is a person's own is known to the desk alone.
    pub(super) fn query(&self, line: &str, now: Timestamp) -> Result<Query> {
        let query = query::parse(line, self.names()?, now).map_err(|it| filter_error(line, &it))?;
        if query.is_personal() {
            return Err(super::advice(
                "filter: unread, star, new, mine, note and triage are a person's own",
                "open the desk for them",
            ));
        }
        Ok(query)
    }

    /// How a table is drawn on standard output, or in a file.
    pub(super) fn look(&self, on_stdout: bool) -> Look {
        let terminal = on_stdout && stdout_is_terminal();
        let width = terminal.then(|| crossterm::terminal::size().ok()).flatten();
        Look { width: width.map(|it| usize::from(it.0)), color: self.settings.colored(terminal) }
    }

    /// Says something about the work on standard error, unless told to be quiet.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            complain(line);
        }
    }
}

/// An error of the store with what to do about it.
pub(super) fn store_error(error: StoreError) -> anyhow::Error {
    match error.hint() {
        Some(hint) => super::advice(error.to_string(), hint),
        None => error.into(),
    }
}

/// The line with a caret under what could not be read.
fn filter_error(line: &str, error: &QueryError) -> anyhow::Error {
    let before = line.get(..error.at).unwrap_or(line);
    let caret = " ".repeat(before.width());
    let what = format!("filter: expected {}\n  {line}\n  {caret}^", error.expected);
    super::advice(what, "the README has the filter language")
}

/// The clock to the second: read once a command, and by the desk at the head of its loop.
#[expect(clippy::disallowed_methods, reason = "the head of a command; passed down from here")]
pub(super) fn now() -> Timestamp {
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

/// Names every fault on standard error; whether there was none.
pub(super) fn faults<'a>(faults: impl IntoIterator<Item = &'a Fault>) -> super::Ending {
    let mut ending = super::Ending::Done;
    for fault in faults {
        complain(&format!("vigie: {fault}"));
        ending = super::Ending::Faulty;
    }
    ending
}
