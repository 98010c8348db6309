//! The person's file: one for each store, shared by all desks that the person has open.

use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{merge::merge, personal::Personal};

/// How long another desk may take to write before this one writes all the same.
const PATIENCE: Duration = Duration::from_millis(4);
const TRIES: u32 = 25;

/// The person's file for a store: marks go by a store's own commits, so each store has one.
pub fn path(folder: &Path, store: &Path) -> PathBuf {
    let store = fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    let hash = xxhash_rust::xxh3::xxh3_64(store.as_os_str().as_encoded_bytes());
    folder.join(format!("desk-{hash:016x}.json"))
}

/// Which writing of a file this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64, i64, i64, u64);

/// The stamp of the file as it is now; `None` where there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let it = fs::metadata(path).ok()?;
    Some(Stamp(it.ino(), it.mtime(), it.mtime_nsec(), it.size()))
}

/// The file with what this desk and the file last agreed on.
#[derive(Debug, Default)]
pub struct Keeper {
    path: Option<PathBuf>,
    base: Personal,
    stamp: Option<Stamp>,
    /// Rule and incident that another desk of the person told before this one could.
    told_elsewhere: BTreeSet<(String, String)>,
}

impl Keeper {
    /// Reads a person's file; a missing one is a first run, an unreadable one a fault in words.
    pub fn open(path: Option<PathBuf>) -> (Self, Option<String>) {
        let Some(path) = path else {
            let fault = "no state folder: marks last until you leave".to_owned();
            return (Self::default(), Some(fault));
        };
        let stamp = stamp(&path);
        let (base, fault) = match read(&path) {
            Ok(personal) => (personal.unwrap_or_default(), None),
            Err(fault) => {
                let kept = keep_aside(&path).map(|it| format!("; kept as {}", it.display()));
                (Personal::default(), Some(fault + &kept.unwrap_or_default()))
            }
        };
        let told_elsewhere = BTreeSet::new();
        (Self { path: Some(path), base, stamp, told_elsewhere }, fault)
    }

    /// The marks that the file had when it was last read or written.
    pub fn personal(&self) -> &Personal {
        &self.base
    }

    /// The file's path.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Writes these marks, merged with what another desk wrote meanwhile, whole or not at all; the
    /// marks as they are then.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save(&mut self, ours: &Personal) -> io::Result<Personal> {
        let Some(path) = self.path.clone() else { return Ok(ours.clone()) };
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        self.told_elsewhere.clear();
        let _lock = lock(&path.with_extension("lock"));
        if stamp(&path) != self.stamp && read(&path).is_err() {
            keep_aside(&path);
            self.stamp = None;
        }
        let merged = self.merged(&path, ours);
        if merged != self.base || self.stamp.is_none() {
            let fresh: PathBuf = path.with_extension(format!("json.{}", std::process::id()));
            fs::write(&fresh, serde_json::to_vec_pretty(&merged)?)?;
            fs::rename(fresh, &path)?;
            self.base.clone_from(&merged);
        }
        self.stamp = stamp(&path);
        Ok(merged)
    }

    /// These marks with what another desk wrote since; `None` when none did.
    pub fn news(&mut self, ours: &Personal) -> Option<Personal> {
        let path = self.path.clone()?;
        let theirs = self.theirs(&path)?;
        let merged = merge(&self.base, ours, &theirs);
        self.base = theirs;
        (merged != *ours).then_some(merged)
    }

    /// Whether another desk of the person has told of an incident by a rule, asked once.
    pub fn is_told_elsewhere(&mut self, rule: &str, incident: &str) -> bool {
        self.told_elsewhere.remove(&(rule.to_owned(), incident.to_owned()))
    }

    fn merged(&mut self, path: &Path, ours: &Personal) -> Personal {
        let Some(theirs) = self.theirs(path) else { return ours.clone() };
        let merged = merge(&self.base, ours, &theirs);
        self.told_elsewhere = ours.told.told_elsewhere(&self.base.told, &theirs.told);
        self.base = theirs;
        merged
    }

    /// The file's marks where it is no longer what this desk last saw.
    fn theirs(&mut self, path: &Path) -> Option<Personal> {
        let now = stamp(path);
        if now.is_none() || now == self.stamp {
            return None;
        }
        let theirs = read(path).ok().flatten()?;
        self.stamp = now;
        Some(theirs)
    }
}

/// Moves a file that cannot be read out of the way, so that saving does not overwrite what a person
/// may want to mend; where to.
fn keep_aside(path: &Path) -> Option<PathBuf> {
    let aside = path.with_extension("json.unreadable");
    fs::rename(path, &aside).is_ok().then_some(aside)
}

/// A person's file; `None` where there is none yet.
fn read(path: &Path) -> Result<Option<Personal>, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    let personal = serde_json::from_str(&text);
    personal.map(Some).map_err(|error| format!("{}: {error}", path.display()))
}

/// Holds the others off while this desk reads and writes. One that was stopped in the middle holds
/// nobody up for long, and where there are no locks the last writer wins.
fn lock(path: &Path) -> Option<File> {
    let file = File::options().create(true).append(true).open(path).ok()?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => thread::sleep(PATIENCE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}
