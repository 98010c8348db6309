//! Who polls and who writes.
//!
//! The poller holds an OS lock on `poll.lock` for its life, so that the kernel frees it whatever
//! happens; who it is stands in the store. A writer says who it is in a small file beside the
//! database, since what it has not committed yet nobody else can read.

use std::{
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    path::Path,
    process,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

const WRITER: &str = "writer";

/// A process that polls or writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Its process id; 0 when nobody knows.
    pub pid: u32,
    /// Its user's name.
    pub user: String,
    /// Since when.
    pub since: Option<Timestamp>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return f.write_str("another process");
        }
        write!(f, "{} (process {}", self.user, self.pid)?;
        match self.since {
            Some(since) => write!(f, ", since {since:.0})"),
            None => f.write_str(")"),
        }
    }
}

impl Holder {
    /// This process.
    pub fn this(since: Timestamp) -> Self {
        Self { pid: process::id(), user: user(), since: Some(since) }
    }

    /// Who wrote last or writes now, as far as it said.
    pub(super) fn writing(dir: &Path) -> Self {
        let text = fs::read_to_string(dir.join(WRITER)).unwrap_or_default();
        let mut words = text.split_whitespace();
        let pid = words.next().and_then(|it| it.parse().ok()).unwrap_or(0);
        let since = words.next().and_then(|it| it.parse().ok());
        Self { pid, user: words.collect::<Vec<_>>().join(" "), since }
    }

    /// Says that this process writes. Only a help for others: failing to say so is no error.
    pub(super) fn announce(dir: &Path, now: Timestamp) {
        let _ = fs::write(dir.join(WRITER), format!("{} {now:.0} {}\n", process::id(), user()));
    }

    /// Who polls, as it stands in the store.
    pub(super) fn polling(db: &Connection) -> Result<Option<Self>, StoreError> {
        let row = db
            .prepare_cached("SELECT pid, user, since FROM poller")?
            .query_row([], |row| {
                let since = Timestamp::from_microsecond(row.get(2)?).ok();
                Ok(Self { pid: row.get(0)?, user: row.get(1)?, since })
            })
            .optional()?;
        Ok(row)
    }
}

/// The right to poll, held until it is dropped or the process ends.
#[derive(Debug)]
pub struct PollLock(#[expect(dead_code, reason = "the lock lives as long as the open file")] File);

impl PollLock {
    /// Takes the right to poll; `None` when another process has it.
    pub fn take(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join("poll.lock");
        let failed = |why| StoreError::File { path: path.clone(), why };
        fs::create_dir_all(dir).map_err(failed)?;
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        // Whoever can open a lock file can hold it for ever.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(why)) => Err(failed(why)),
        }
    }
}

#[cfg(unix)]
fn user() -> String {
    let uid = rustix::process::getuid().as_raw().to_string();
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut cells = line.split(':');
        let name = cells.next()?;
        (cells.nth(1)? == uid).then(|| name.to_owned())
    });
    name.unwrap_or(format!("user {uid}"))
}

#[cfg(not(unix))]
fn user() -> String {
    "another user".to_owned()
}
