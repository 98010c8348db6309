//! The store: the only place with SQL. One writer at a time, any number of readers.
//!
//! A store is a folder with one `SQLite` database in WAL mode. Reports and their revisions, and the
//! ids of incidents with their redirects, are only ever added to; codings, event mentions,
//! incidents and tallies are derived from them and can be thrown away. A [`Writer`] commits whole
//! batches and groups what they tell in the same transaction, or leaves it waiting in a table of its
//! own for a later one: so a flood of batches is not grouped once for each, and a kill in between
//! leaves nothing that the next writer does not take up. A [`Reader`] holds no transaction between
//! two calls, gives whole pages, and works without any right to write.
//!
//! Nothing outside this module knows how things are stored. It must not read the clock.

use std::path::{Path, PathBuf};

mod connection;
mod copies;
mod decode;
mod derive;
mod grouping;
mod holder;
mod ids;
mod incidents;
mod meta;
mod page;
mod past;
mod reader;
mod rebuild;
mod reports;
mod schema;
mod select;
mod sources;
mod summary;
mod tally;
#[cfg(test)]
mod tests;
mod touched;
mod work;
mod writer;

pub use holder::{Holder, PollLock};
pub use meta::Stamp;
pub use page::{Cursor, List, Order, Page, Row, Snapshot};
pub use reader::{Found, Info, Reader, ReportPage, Revision, StoredReport};
pub use reports::Outcome;
pub use sources::{Dropped, SourceState};
pub use summary::{ActorSummary, DayCount, RegionSummary, Sum, TownSummary, Windows};
pub use work::{Telling, Work};
pub use writer::{Batch, Coded, Committed, Writer};

/// Name of the database within the folder of a store.
pub const FILE: &str = "vigie.db";

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("no store in `{}`", .0.display())]
    Missing(PathBuf),
    /// Another process has been writing for more than ten seconds.
    #[error("the store is being written to by {0}")]
    Busy(Holder),
    /// The store was made by a newer program.
    #[error("the store has schema {found}, this program knows {known} at most")]
    Newer {
        /// Of the store.
        found: u32,
        /// Of the program.
        known: u32,
    },
    /// The store was made by an older program and no writer of this one has opened it yet.
    #[error(
        "the store has schema {found}, this program reads {known}; any writing command updates it"
    )]
    Older {
        /// Of the store.
        found: u32,
        /// Of the program.
        known: u32,
    },
    /// The store belongs to another theatre.
    #[error("the store is of the theatre `{found}`, not `{wanted}`")]
    OtherTheatre {
        /// Of the store.
        found: String,
        /// Of the caller.
        wanted: String,
    },
    /// Whoever asked for the work stopped it; nothing is changed.
    #[error("stopped before it was done; the store is as it was")]
    Stopped,
    /// This program failed while it took reports in; none of them is stored.
    #[error("a fault in this program, while it took reports in")]
    Failed,
    /// A file of the store could not be made or opened.
    #[error("{}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// What is stored does not read as what it should be.
    #[error("the store holds a damaged {what}: {why}")]
    Damaged {
        /// What.
        what: &'static str,
        /// Why.
        why: String,
    },
    /// The database said no.
    #[error("the store's database: {0}")]
    Database(#[from] rusqlite::Error),
}

impl StoreError {
    /// What to do about it, where something helps.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing(_) => {
                "`vigie ingest PATH` or `vigie fetch` makes one; `vigie demo` needs none"
            }
            Self::Busy(_) => "wait for it to finish, or look whether that process still works",
            Self::Newer { .. } => "use the newer program",
            Self::Older { .. } => "`vigie recode` updates it",
            Self::OtherTheatre { .. } => {
                "give another folder with --store, or change the theatre of this one by `vigie recode --theatre`"
            }
            _ => return None,
        })
    }

    fn damaged(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Damaged { what, why: why.to_string() }
    }
}

fn file(dir: &Path) -> PathBuf {
    dir.join(FILE)
}
