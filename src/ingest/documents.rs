//! Documents from disk or standard input.

use std::{
    collections::HashSet,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{
    code::Coder,
    feed::{self, Document, LARGEST_DOCUMENT, Parsed},
    model::{Fault, Published, Report, Slug, Text},
    store::{Batch, Outcome, StoreError, Writer},
    theatre::{Names, SourceEntry},
};

use super::{BATCH, Pace, group_waiting, in_parallel, take_in};

/// What the caller says of the documents.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The source that they came from; without it the one of the pack whose host their address
    /// has, else [`Given::UNNAMED`].
    pub source: Option<Slug>,
    /// When they were published, where they do not say.
    pub published: Option<Published>,
    /// Their address, where they do not say.
    pub url: Option<String>,
}

impl Given {
    /// The source of documents of which nobody says where they are from.
    pub const UNNAMED: &'static str = "documents";
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents read.
    pub done: usize,
    /// Documents in all.
    pub total: usize,
}

/// What was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Documents read.
    pub documents: usize,
    /// Files passed over for their name.
    pub skipped: usize,
    /// Reports that were not known.
    pub new: usize,
    /// Reports that were known with another text.
    pub revised: usize,
    /// Reports that were known.
    pub known: usize,
    /// Incidents that are new or changed.
    pub incidents: usize,
    /// What could not be read.
    pub faults: Vec<Fault>,
}

/// Endings of the files that a folder gives.
const ENDINGS: [&str; 8] = ["txt", "html", "htm", "json", "jsonl", "xml", "rss", "atom"];

/// How many documents are in memory at once.
const AT_ONCE: usize = 64;

/// Reads documents into the store: files, folders with all that is in them, `-` for standard
/// input. What cannot be read is a fault and costs nothing else.
pub fn documents(
    writer: &mut Writer<'_>,
    coder: &Coder<'_>,
    paths: &[PathBuf],
    given: &Given,
    now: Timestamp,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ingested, StoreError> {
    let mut result = Ingested::default();
    let (mut files, mut seen) = (Vec::new(), HashSet::new());
    for path in paths {
        collect(path, Named::Outright, &mut seen, &mut files, &mut result);
    }
    let total = files.len();
    let telling = (total > AT_ONCE).then(|| writer.telling("reading documents,"));
    let (mut waiting, mut pace) = (Vec::new(), Pace::default());
    for some in files.chunks(AT_ONCE) {
        let names = writer.names();
        for parsed in in_parallel(some, |path| read(path, given, names, now)) {
            result.documents += 1;
            result.faults.extend(parsed.faults);
            waiting.extend(parsed.reports);
        }
        while waiting.len() >= BATCH {
            let rest = waiting.split_off(BATCH);
            let some = std::mem::replace(&mut waiting, rest);
            commit(writer, coder, some, &mut pace, now, &mut result)?;
        }
        if let Some(telling) = &telling {
            telling.tell(result.documents, total);
        }
        progress(Progress { done: result.documents, total });
    }
    commit(writer, coder, waiting, &mut pace, now, &mut result)?;
    result.incidents += group_waiting(writer, &mut pace, now)?;
    Ok(result)
}

fn commit(
    writer: &mut Writer<'_>,
    coder: &Coder<'_>,
    reports: Vec<Report>,
    pace: &mut Pace,
    now: Timestamp,
    result: &mut Ingested,
) -> Result<(), StoreError> {
    if reports.is_empty() {
        return Ok(());
    }
    let committed = take_in(writer, coder, reports, Batch::default(), pace, now)?;
    result.new += committed.count(Outcome::New);
    result.revised += committed.count(Outcome::Revised);
    result.known += committed.count(Outcome::Known);
    result.incidents += committed.incidents;
    Ok(())
}

/// Whether a file was named by the caller, or found in a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Outright,
    InFolder,
}

/// Files to read, in the order of their names; a faulty folder is a fault. Within a folder hidden
/// folders are left alone, and whatever is no file: a pipe would be waited for without end. No
/// folder is read twice (`seen`), wherever links lead.
fn collect(
    path: &Path,
    named: Named,
    seen: &mut HashSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    result: &mut Ingested,
) {
    if path.is_dir() {
        let hidden = named == Named::InFolder && is_hidden(path);
        if hidden || !seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())) {
            return;
        }
        match fs::read_dir(path) {
            Ok(entries) => {
                let mut inside: Vec<_> = entries.flatten().map(|it| it.path()).collect();
                inside.sort();
                for path in inside {
                    collect(&path, Named::InFolder, seen, files, result);
                }
            }
            Err(err) => result.faults.push(fault(path, err)),
        }
    } else if named == Named::Outright || is_document(path) && path.is_file() {
        files.push(path.to_owned());
    } else {
        result.skipped += 1;
    }
}

/// Reads documents without taking them in: their reports, less the texts, and what was wrong.
pub(super) fn look_through(
    paths: &[PathBuf],
    given: &Given,
    names: &Names,
    now: Timestamp,
) -> Parsed {
    let mut all = Parsed::default();
    for some in paths.chunks(AT_ONCE) {
        for parsed in in_parallel(some, |path| read(path, given, names, now)) {
            all.faults.extend(parsed.faults);
            let bare = |it: Report| Report { text: Text::default(), ..it };
            all.reports.extend(parsed.reports.into_iter().map(bare));
        }
    }
    all
}

/// The documents of a folder that are new or changed since an instant, in the order of their names;
/// all of them without one.
pub(super) fn changed_since(folder: &Path, since: Option<Timestamp>) -> Vec<PathBuf> {
    let (mut files, mut ignored) = (Vec::new(), Ingested::default());
    collect(folder, Named::Outright, &mut HashSet::new(), &mut files, &mut ignored);
    files.retain(|it| {
        let changed = fs::metadata(it).ok().and_then(|it| changed(&it));
        since.is_none_or(|since| changed.is_none_or(|it| it >= since))
    });
    files
}

/// When a file was last written, or moved to where it is.
fn changed(file: &fs::Metadata) -> Option<Timestamp> {
    let written = file.modified().ok().and_then(|it| Timestamp::try_from(it).ok());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let nanos = i32::try_from(file.ctime_nsec()).unwrap_or(0);
        written.max(Timestamp::new(file.ctime(), nanos).ok())
    }
    #[cfg(not(unix))]
    written
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_none_or(|it| it.to_string_lossy().starts_with('.'))
}

fn is_document(path: &Path) -> bool {
    let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
    !is_hidden(path) && ending.is_some_and(|it| ENDINGS.contains(&it.as_str()))
}

fn fault(path: &Path, why: impl std::fmt::Display) -> Fault {
    Fault::new(path.display().to_string(), why.to_string())
}

fn read(path: &Path, given: &Given, names: &Names, now: Timestamp) -> Parsed {
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(fault) => return Parsed { faults: vec![fault], ..Parsed::default() },
    };
    let shown = path.display().to_string();
    let mut parsed = feed::document(
        &Document {
            bytes: &bytes,
            path: (shown != "-").then_some(shown.as_str()),
            url: given.url.as_deref(),
            published: given.published,
            source: given.source.as_deref().unwrap_or(Given::UNNAMED),
            ..Document::default()
        },
        now,
    );
    for fault in parsed.faults.iter_mut().filter(|it| !it.what.contains(&shown)) {
        fault.what = format!("{shown}: {}", fault.what);
    }
    if given.source.is_none() {
        parsed.reports.iter_mut().for_each(|it| attribute(it, names));
    }
    parsed
}

/// The bytes of a document, unless it is too large, empty, or no file.
fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let limit = LARGEST_DOCUMENT as u64 + 1;
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|it| it.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|err| fault(path, err))?;
    if bytes.len() > LARGEST_DOCUMENT {
        let limit = LARGEST_DOCUMENT >> 20;
        return Err(fault(path, format!("larger than {limit} MB")));
    }
    Ok(bytes)
}

/// Counts a report for the source of the pack whose host its address has.
fn attribute(report: &mut Report, names: &Names) {
    let Some(host) = report.url.as_deref().and_then(host) else { return };
    let same = |it: &&SourceEntry| self::host(&it.url).as_ref() == Some(&host);
    let mut of_host = names.sources.iter().filter(same);
    if let (Some(entry), None) = (of_host.next(), of_host.next()) {
        report.source = entry.id.clone();
        if let Some(publisher) = &entry.publisher {
            report.publisher.clone_from(publisher);
        }
    }
}

fn host(address: &str) -> Option<String> {
    let address = url::Url::parse(address).ok()?;
    let host = address.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{os::unix::fs::symlink, process::Command, time::SystemTime};

    fn found(folder: &Path, since: Option<Timestamp>) -> Vec<String> {
        let name = |it: PathBuf| it.strip_prefix(folder).expect("inside").display().to_string();
        changed_since(folder, since).into_iter().map(name).collect()
    }

    /// Pipes, circles of links and hidden folders in a folder cost nothing; what was moved in is
    /// new, however old it is.
    #[test]
    fn what_a_folder_gives() {
        let folder = std::env::temp_dir().join(format!("vigie-given-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sub")).unwrap();
        fs::create_dir_all(folder.join(".git")).unwrap();
        for file in ["a.txt", "sub/b.txt", ".git/c.txt", ".d.txt", "e.pdf"] {
            fs::write(folder.join(file), "x").unwrap();
        }
        let pipe = Command::new("mkfifo").arg(folder.join("pipe.txt")).status();
        assert!(pipe.unwrap().success());
        symlink(&folder, folder.join("sub/up")).unwrap();
        symlink(folder.join("round.txt"), folder.join("round.txt")).unwrap();
        let all = found(&folder, None);

        let old = fs::File::options().write(true).open(folder.join("a.txt")).unwrap();
        old.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let written = fs::metadata(folder.join("e.pdf")).unwrap().modified().unwrap();
        let moved_in = found(&folder, Timestamp::try_from(written).ok());
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(all, ["a.txt", "sub/b.txt"]);
        assert!(moved_in.contains(&"a.txt".to_owned()), "{moved_in:?}");
    }
}
