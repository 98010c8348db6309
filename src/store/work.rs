//! How far long work on a store is, told by whoever does it in a small file beside the database:
//! what one transaction has not committed yet, nobody could read in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

const FILE: &str = "work";

/// Long work under way: a recode, a walk through an archive, a folder of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// What it is, in a few words.
    pub what: String,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 where nobody knows.
    pub total: u64,
}

/// Tells how far the work of this process is, until it is dropped.
#[derive(Debug)]
pub struct Telling {
    dir: PathBuf,
    what: String,
}

impl Telling {
    /// Nothing told yet.
    pub fn of(dir: &Path, what: impl Into<String>) -> Self {
        Self { dir: dir.to_owned(), what: what.into() }
    }

    /// So much is done. Only a help for others: failing to say so is no error.
    pub fn tell(&self, done: impl TryInto<u64>, total: impl TryInto<u64>) {
        let (done, total) = (done.try_into().unwrap_or(0), total.try_into().unwrap_or(0));
        let text = format!("{} {done} {total} {}\n", process::id(), self.what);
        let _ = fs::write(self.dir.join(FILE), text);
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        if Work::read(&self.dir).is_some_and(|(pid, _)| pid == process::id()) {
            let _ = fs::remove_file(self.dir.join(FILE));
        }
    }
}

impl Work {
    /// What is under way; `None` also where the process that told of it is gone.
    pub fn under_way(dir: &Path) -> Option<Self> {
        Self::read(dir).filter(|(pid, _)| lives(*pid)).map(|(_, work)| work)
    }

    fn read(dir: &Path) -> Option<(u32, Self)> {
        let text = fs::read_to_string(dir.join(FILE)).ok()?;
        let mut words = text.trim_end().splitn(4, ' ');
        let mut number = || words.next()?.parse::<u64>().ok();
        let (pid, done, total) = (number()?, number()?, number()?);
        let what = words.next()?.to_owned();
        Some((u32::try_from(pid).ok()?, Self { what, done, total }))
    }
}

/// Whether a process is there, whoever owns it.
#[cfg(unix)]
pub(super) fn lives(pid: u32) -> bool {
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|it| {
        !matches!(rustix::process::test_kill_process(it), Err(rustix::io::Errno::SRCH))
    })
}

#[cfg(not(unix))]
pub(super) fn lives(_: u32) -> bool {
    true
}
